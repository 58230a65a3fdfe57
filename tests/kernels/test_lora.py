"""What adapters add to a linear: the reference's numbers, and each row's own bits."""

from __future__ import annotations

import pytest
import torch

from kernels.cases import DTYPES
from kernels.library import current
from kernels.linear.gate_up import PackedGateUp
from kernels.lora.cpu import PackedLora, lora
from kernels.lora.reference import LoraPart
from kernels.lora.reference import lora as lora_reference

pytestmark = pytest.mark.usefixtures("isa")
SIZES = (40, 24, 21)
IN_FEATURES = 51
each_dtype = pytest.mark.parametrize("dtype", DTYPES, ids=str)
each_weight_dtype = pytest.mark.parametrize("weight_dtype", [*DTYPES, torch.int8], ids=str)


def parts_of(ranks: tuple[int, ...], sizes: tuple[int, ...] = SIZES):
    """Rank 0: nothing for that projection."""
    return [
        LoraPart(torch.randn(rank, IN_FEATURES) / 7, torch.randn(size, rank) / rank**0.5) if rank else None
        for rank, size in zip(ranks, sizes, strict=True)
    ]


def three_adapters(dtype: torch.dtype):
    torch.manual_seed(0)
    parts = [parts_of((16, 16, 16)), parts_of((0, 3, 0)), None]
    return parts, [each and PackedLora(current(), each, SIZES, dtype=dtype) for each in parts]


def as_read(matrix: torch.Tensor, dtype: torch.dtype, scale_dtype: torch.dtype) -> torch.Tensor:
    """What a matrix is as `dtype`; as bytes, those that are nearest with one scale for each row."""
    if dtype is not torch.int8:
        return matrix.to(dtype)
    scales = (matrix.abs().amax(1, keepdim=True) / 127).to(scale_dtype).float()
    return (matrix / scales).round().clamp(-127, 127) * scales


@each_dtype
@each_weight_dtype
def test_each_row_gets_what_its_own_adapter_adds(dtype, weight_dtype):
    parts, packed = three_adapters(weight_dtype)
    x = torch.randn(23, IN_FEATURES).to(dtype)
    adapters = torch.tensor([0] * 9 + [-1, 1, 2, 0] + [1] * 10, dtype=torch.int32)
    out = lora(current(), x, packed, adapters)[:, : sum(SIZES)]
    for row, adapter in enumerate(adapters.tolist()):
        own = None if adapter < 0 else parts[adapter]
        if own is None:
            assert not out[row].any()
            continue
        rounded = [
            each
            and LoraPart(
                as_read(each.down, weight_dtype, torch.float32),
                as_read(each.up, weight_dtype, torch.bfloat16),
            )
            for each in own
        ]
        expected = lora_reference(x[row : row + 1], rounded, SIZES)[0]
        assert torch.allclose(out[row], expected, rtol=1e-4, atol=1e-4), row


@each_dtype
@each_weight_dtype
def test_a_row_has_the_same_bits_in_any_company(dtype, weight_dtype):
    _, packed = three_adapters(weight_dtype)
    x = torch.randn(40, IN_FEATURES).to(dtype)
    adapters = torch.tensor([0] * 13 + [1] * 7 + [0, 1] * 10, dtype=torch.int32)  # also not side by side
    together = lora(current(), x, packed, adapters)
    for row in range(len(x)):
        alone = lora(current(), x[row : row + 1], packed, adapters[row : row + 1])
        assert torch.equal(alone[0], together[row]), row


def test_bytes_are_as_near_as_a_byte_of_each_row_can_be():
    torch.manual_seed(0)
    down, up = torch.randn(16, IN_FEATURES), torch.randn(40, 16)
    down[3], up[5], up[7] = 0.0, 0.0, 1000 * up[7]
    packed = PackedLora(current(), [LoraPart(down, up)], [40], dtype=torch.int8)
    x = torch.randn(1, IN_FEATURES)
    out = lora(current(), x, [packed], torch.zeros(1, dtype=torch.int32))[0, :40]
    products = x @ down.T
    # Half a step of each row's scale, and what rounding that scale to bf16 cuts off of its largest number.
    by_down = (down.abs().amax(1) / 254 * x.abs().sum())[None] @ up.abs().T
    by_up = up.abs().amax(1) * (1 / 254 + 2**-9) * (products.abs().sum() + by_down.max() * 0.02)
    exact = (products @ up.T)[0]
    assert ((out - exact).abs() <= by_down[0] + by_up).all()
    assert out[5] == 0
    assert not torch.equal(out, exact)


def test_columns_in_another_order_are_those_of_the_packed_weight():
    torch.manual_seed(0)
    sizes = (21, 21)
    gate_up = PackedGateUp(torch.randn(21, IN_FEATURES), torch.randn(21, IN_FEATURES), None)
    parts = parts_of((4, 9), sizes)
    packed = PackedLora(current(), parts, sizes, dtype=torch.float32, columns=gate_up.columns)
    x = torch.randn(3, IN_FEATURES)
    out = lora(current(), x, [packed], torch.zeros(3, dtype=torch.int32))
    expected = lora_reference(x, parts, sizes)
    is_there = gate_up.columns >= 0
    assert torch.allclose(
        out[:, : len(is_there)][:, is_there], expected[:, gate_up.columns[is_there]], atol=1e-4
    )
