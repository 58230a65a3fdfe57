"""Quantised weights: what their codes stand for, and every instruction set against the reference."""

from __future__ import annotations

import pytest
import torch

from kernels.linear import reference
from kernels.linear.cases import CASES
from kernels.linear.cpu import PackedLinear, reference_rows
from kernels.linear.gate_up import PackedGateUp
from kernels.linear.quantized import QUANTIZED_FORMATS, QuantizedWeight, stack_rows
from kernels.silu_mul.reference import silu_mul

each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
each_format = pytest.mark.parametrize("weight_format", QUANTIZED_FORMATS)


def random_weight(weight_format: str, out_features: int, in_features: int) -> QuantizedWeight:
    """Weights of the order of in_features ** -0.5."""
    is_8_bit = weight_format in ("int8", "q8_0")
    shape = (out_features, in_features)
    codes = torch.randint(0, 256 if is_8_bit else 16, shape, dtype=torch.uint8)
    size = (1 / 128 if is_8_bit else 1 / 8) * in_features**-0.5
    if weight_format == "int8":
        return QuantizedWeight("int8", codes, torch.rand(out_features) * size)
    groups = (out_features, -(-in_features // 32))
    minima = (-8 * size * torch.rand(groups)).half() if weight_format == "q4_1" else None
    return QuantizedWeight(weight_format, codes, (torch.rand(groups) * size).half(), minima)


def test_codes_stand_for_what_ggml_says():
    codes = torch.tensor([[0, 1, 8, 15]], dtype=torch.uint8)
    scale = torch.tensor([[0.5]], dtype=torch.float16)
    assert QuantizedWeight("q4_0", codes, scale).dequantize().tolist() == [[-4.0, -3.5, 0.0, 3.5]]
    q4_1 = QuantizedWeight("q4_1", codes, scale, torch.tensor([[-1.0]], dtype=torch.float16))
    assert q4_1.dequantize().tolist() == [[-1.0, -0.5, 3.0, 6.5]]
    codes = torch.tensor([[0, 127, 128, 255]], dtype=torch.uint8)
    assert QuantizedWeight("q8_0", codes, scale).dequantize().tolist() == [[-64.0, -0.5, 0.0, 63.5]]
    assert QuantizedWeight("int8", codes, torch.tensor([2.0])).dequantize().tolist() == [[-256, -2, 0, 254]]


def test_rows_are_quantised_by_groups_of_32():
    x = torch.zeros(1, 40)
    x[0, :3] = torch.tensor([1.0, -2.0, 0.5])
    x[0, 32] = 4.0
    quantized, scales = reference.quantize_rows(x)
    assert quantized[0, 0, :3].tolist() == [64, -127, 32]  # 63.5 to even, 31.75
    assert quantized[0, 1, 0] == 127
    torch.testing.assert_close(scales, torch.tensor([[2 / 127, 4 / 127]]))


@each_format
@each_case
@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16], ids=str)
def test_the_product_is_the_references(isa, case, weight_format, dtype):
    weight = random_weight(weight_format, case.out_features, case.in_features)
    x = torch.randn(case.num_rows, case.in_features).to(dtype)
    bias = torch.randn(case.out_features).to(dtype) if case.bias else None
    expected = reference.quantized_linear(x, weight, bias)
    actual = PackedLinear(weight, bias)(x)
    assert actual.dtype is dtype
    close = {"rtol": 1e-5, "atol": 2e-5} if dtype is torch.float32 else {"rtol": 1 / 128, "atol": 1e-2}
    torch.testing.assert_close(actual, expected, **close)


@each_format
@pytest.mark.parametrize("num_rows", [1, 3, 8, 32])
def test_the_largest_sums_are_exact(isa, weight_format, num_rows):
    """Instructions for bytes saturate: every product of a group is as large as it can be, of either sign."""
    largest = 255 if weight_format in ("int8", "q8_0") else 15
    codes = torch.tensor([largest, 0], dtype=torch.uint8).repeat(40)[:, None].expand(80, 64).contiguous()
    ones = torch.ones(80, 2, dtype=torch.float16)
    scales = torch.ones(80) if weight_format == "int8" else ones
    weight = QuantizedWeight(weight_format, codes, scales, ones if weight_format == "q4_1" else None)
    for x in (torch.full((num_rows, 64), 127.0), torch.full((num_rows, 64), -127.0)):
        x[:, 1::2] *= -1 if num_rows == 3 else 1
        assert torch.equal(PackedLinear(weight)(x), x @ weight.dequantize().T)


@each_format
def test_every_row_of_the_weight_can_be_taken(isa, weight_format):
    weight = random_weight(weight_format, 75, 70)
    ids = torch.tensor([74, 0, 31, 32, 74], dtype=torch.int32)
    packed = PackedLinear(weight)
    for dtype in (torch.float32, torch.bfloat16):
        assert torch.equal(packed.rows(ids, dtype), reference_rows(weight, ids, dtype))
    with pytest.raises(ValueError, match="a row was asked for that is not there"):
        packed.rows(torch.tensor([75], dtype=torch.int32), torch.float32)


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16], ids=str)
def test_rows_of_a_float_weight_are_exact(isa, dtype):
    weight = torch.randn(70, 33).to(dtype)
    ids = torch.tensor([69, 3, 0], dtype=torch.int32)
    assert torch.equal(PackedLinear(weight).rows(ids, dtype), weight[ids.long()])


@pytest.mark.parametrize("weight_format", ["float", *QUANTIZED_FORMATS])
@pytest.mark.parametrize("num_rows", [1, 7, 40])
@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16], ids=str)
@pytest.mark.parametrize("has_bias", [False, True])
def test_gate_up_has_the_bits_of_linear_and_silu_mul(isa, weight_format, num_rows, dtype, has_bias):
    from kernels.silu_mul.cpu import silu_mul as fast_silu_mul

    gate, up = (
        torch.randn(50, 64).to(dtype) if weight_format == "float" else random_weight(weight_format, 50, 64)
        for _ in range(2)
    )
    bias = torch.randn(100).to(dtype) if has_bias else None
    x = torch.randn(num_rows, 64).to(dtype)
    both = PackedLinear(stack_rows([gate, up], dtype), bias)(x)
    fused = PackedGateUp(gate, up, bias, dtype=dtype)(x)
    assert torch.equal(fused, fast_silu_mul(both))
    torch.testing.assert_close(fused, silu_mul(both), rtol=1 / 64, atol=1e-2)


@each_format
def test_what_is_not_finite_stays_in_its_row(isa, weight_format):
    packed = PackedLinear(random_weight(weight_format, 40, 64))
    for value in (torch.nan, torch.inf):
        x = torch.randn(20, 64)
        x[7, 3] = value
        y = packed(x)
        assert y[7].isnan().all()
        assert y[torch.arange(20) != 7].isfinite().all()


@pytest.mark.parametrize(
    "are_all",
    [
        pytest.param(False, id="the best and avx2"),
        pytest.param(True, id="all", marks=pytest.mark.slow),  # where each has to be compiled first
    ],
)
def test_instruction_sets_with_a_fused_multiply_add_agree_bit_for_bit(are_all):
    from kernels import library

    weight, x = random_weight("q4_1", 70, 96), torch.randn(9, 96)
    vectors = [name for name in library.available() if name != "scalar"]
    if not vectors:
        pytest.skip("no vector instruction set on this machine")
    names = vectors if are_all else dict.fromkeys((vectors[0], vectors[-1]))
    results = {}
    for name in names:
        library.select(name)
        results[name] = PackedLinear(weight)(x)
    library.select("auto")
    first = results[vectors[0]]
    assert all(torch.equal(result, first) for result in results.values()), list(results)


def test_tiny_and_zero_rows_give_zeros(isa):
    packed = PackedLinear(random_weight("q8_0", 8, 32))
    assert not packed(torch.zeros(2, 32)).any()
    assert packed(torch.full((1, 32), 1e-42)).abs().max() < 1e-38
