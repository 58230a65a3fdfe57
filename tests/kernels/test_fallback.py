"""Where no kernels can be built, the references do the work."""

from __future__ import annotations

import pytest
import torch

from kernels import library
from kernels.linear.cases import random_quantized
from kernels.linear.cpu import PackedLinear
from kernels.linear.gate_up import PackedGateUp
from kernels.linear.reference import quantized_linear
from kernels.paged_attention import fallback
from kernels.paged_attention.cases import CASES
from kernels.paged_attention.reference import paged_attention as reference


@pytest.fixture
def without_library():
    library.select("torch")
    yield
    library.select("auto")


SMALL = [case for case in CASES if sum(case.num_new) * sum(case.seq_lens) <= 100_000]


@pytest.mark.parametrize("case", SMALL, ids=lambda case: case.name)
def test_attention_in_small_pieces_is_the_references(case, monkeypatch):
    monkeypatch.setattr(fallback, "MAX_SCORES", 5_000)
    inputs = case.inputs(torch.float32)
    pieces = fallback.paged_attention(*inputs, **case.options)
    torch.testing.assert_close(pieces, reference(*inputs, **case.options))


def test_linear_without_a_library(without_library):
    weight, bias, x = torch.randn(5, 3), torch.randn(5), torch.randn(2, 3)
    expected = torch.nn.functional.linear(x, weight, bias)
    assert torch.equal(PackedLinear(weight, bias)(x), expected)
    in_float32 = PackedLinear(weight.bfloat16(), bias.bfloat16(), out_dtype=torch.float32)(x.bfloat16())
    assert in_float32.dtype == torch.float32


def test_a_quantised_linear_without_a_library(without_library):
    weight, x = random_quantized("int8", 5, 64), torch.randn(2, 64)
    packed = PackedLinear(weight)
    assert torch.equal(packed(x), quantized_linear(x, weight))
    ids = torch.tensor([4, 0], dtype=torch.int32)
    assert torch.equal(packed.rows(ids, torch.float32), weight.dequantize()[[4, 0]])


def test_gate_up_without_a_library(without_library):
    gate, up, x = torch.randn(5, 3), torch.randn(5, 3), torch.randn(2, 3)
    expected = torch.nn.functional.silu(x @ gate.T) * (x @ up.T)
    torch.testing.assert_close(PackedGateUp(gate, up, None)(x), expected)
