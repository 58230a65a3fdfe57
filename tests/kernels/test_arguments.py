"""What the kernels refuse, and in which words."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from kernels import library
from kernels.gated_mul.cpu import gated_mul
from kernels.kv_write.cases import CASES as KV_WRITE_CASES
from kernels.kv_write.cpu import kv_write
from kernels.linear.cpu import PackedLinear
from kernels.paged_attention.cases import Case, blocks_of
from kernels.paged_attention.cpu import paged_attention
from kernels.rms_norm.cpu import rms_norm
from kernels.rotary.cpu import rotary

pytestmark = pytest.mark.skipif(library.current() is None, reason="no built kernels here")


def test_a_dtype_that_the_kernels_do_not_have():
    with pytest.raises(
        ValueError, match=r"x must be a float32 or bfloat16 tensor on the CPU, got torch.float16"
    ):
        rms_norm(torch.ones(2, 4).half(), torch.ones(4).half(), 1e-5)


def test_a_tensor_on_another_device():
    with pytest.raises(ValueError, match=r"on the CPU, got torch.float32 on meta"):
        gated_mul(torch.ones(2, 4, device="meta"))


def test_a_weight_of_another_shape_or_dtype():
    for weight in (torch.ones(5), torch.ones(4).bfloat16()):
        with pytest.raises(ValueError, match=r"weight must be a contiguous torch.float32 \[4\]"):
            rms_norm(torch.ones(2, 4), weight, 1e-5)


def test_rows_that_are_not_contiguous():
    with pytest.raises(ValueError, match=r"x must be contiguous within each row, got .* strides \[1, 4\]"):
        PackedLinear(torch.ones(3, 2))(torch.ones(2, 4).t())
    with pytest.raises(ValueError, match="gate_up must be a contiguous"):
        gated_mul(torch.ones(4, 2).t())


def test_more_angles_than_dimensions():
    with pytest.raises(ValueError, match="cos has 3 angles per token and x only 4 dimensions"):
        rotary(torch.ones(1, 1, 4), torch.ones(1, 3), torch.ones(1, 3))


def test_an_input_that_does_not_fit_its_linear():
    packed = PackedLinear(torch.ones(3, 4))
    for x in (torch.ones(2, 5), torch.ones(2, 4).bfloat16()):
        with pytest.raises(ValueError, match=r"x must be torch.float32 \[num_rows, 4\] on the CPU"):
            packed(x)


def test_an_out_dtype_that_is_neither_the_weights_nor_float32():
    with pytest.raises(ValueError, match=r"out_dtype must be torch.float32 or float32, got torch.bfloat16"):
        PackedLinear(torch.ones(3, 4), out_dtype=torch.bfloat16)


@pytest.mark.parametrize("slot", [-1, 10**6])
def test_a_slot_outside_the_cache_writes_nothing(slot):
    k, v, k_cache, v_cache, slots = KV_WRITE_CASES[-1].inputs(torch.float32)
    blocks = blocks_of(k_cache, v_cache, "float32")
    slots[3] = slot
    with pytest.raises(ValueError, match="slot_mapping has a slot outside the cache"):
        kv_write(library.current(), k, v, blocks, 0, slots)
    assert not blocks.read(np.arange(len(k_cache), dtype=np.int32)).any()


def attend(**changes: torch.Tensor) -> None:
    case = Case("small", (9, 5), (2, 1), num_heads=2, num_kv_heads=1, head_dim=8, block_size=4)
    q, k_cache, v_cache, *rest = case.inputs(torch.float32)
    arguments = dict(zip(("query_start", "seq_lens", "block_tables"), rest, strict=True)) | {"q": q}
    blocks = blocks_of(k_cache, v_cache, "float32")
    paged_attention(library.current(), blocks=blocks, layer=0, **{**arguments, **changes}, **case.options)


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("query_start", [0, 2, 2], "query_start must ascend from 0 to the number of rows"),
        ("query_start", [0, 4, 3], "query_start must ascend"),
        ("seq_lens", [1, 5], "at least its sequence's new tokens"),
        ("seq_lens", [17, 5], "fit its row of block_tables"),
        ("block_tables", [[1, 99, 2, 0], [3, 4, 0, 0]], "a block id outside the cache"),
        ("block_tables", [[1, -1, 2, 0], [3, 4, 0, 0]], "a block id outside the cache"),
        ("seq_lens", [9, 5, 1], r"seq_lens must be a contiguous torch.int32 \[2\]"),
    ],
)
def test_lengths_and_block_ids_that_do_not_fit(name, value, message):
    with pytest.raises(ValueError, match=message):
        attend(**{name: torch.tensor(value, dtype=torch.int32)})


def test_a_cache_that_does_not_fit_the_queries():
    with pytest.raises(ValueError, match="do not fit together"):
        attend(q=torch.ones(3, 2, 16))
    with pytest.raises(ValueError, match=r"query_start must be a contiguous torch.int32"):
        attend(query_start=torch.tensor([0, 2, 3]))


def test_the_smallest_valid_call_is_accepted():
    attend()
