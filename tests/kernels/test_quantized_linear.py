"""Quantised weights: what their codes stand for, and every instruction set against the reference."""

from __future__ import annotations

import pytest
import torch

from kernels.experts.cpu import PackedExperts
from kernels.gated_mul.reference import gated_mul
from kernels.linear import reference
from kernels.linear.cases import CASES
from kernels.linear.cases import random_quantized as random_weight
from kernels.linear.cpu import PackedLinear, reference_rows
from kernels.linear.gate_up import PackedGateAndUp, PackedGateUp, packed_gate_up
from kernels.linear.quantized import (
    QUANTIZED_FORMATS,
    QuantizedWeight,
    block_inputs,
    int8_weight,
    row_bytes,
    stack_rows,
)

each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
each_format = pytest.mark.parametrize("weight_format", QUANTIZED_FORMATS)


def one_block(weight_format: str, *bytes_: int) -> list[float]:
    """The weights of a row of one block, which begins with these bytes; the others are zeros."""
    block = torch.zeros(1, row_bytes(weight_format, 256 if weight_format.endswith("_k") else 32))
    block[0, : len(bytes_)] = torch.tensor(bytes_)
    size = 256 if weight_format.endswith("_k") else 32
    return QuantizedWeight(weight_format, block.to(torch.uint8), size).dequantize()[0].tolist()


def test_blocks_stand_for_what_ggml_says():
    half, two = (0x00, 0x38), (0x00, 0x40)  # 0.5 and 2.0 as float16, least byte first
    assert one_block("q8_0", *half, 128, 255, 1)[:4] == [-64.0, -0.5, 0.5, 0.0]
    assert one_block("q4_0", *half, 0x1F)[::16] == [3.5, -3.5]
    assert one_block("q4_1", *half, *two, 0x1F)[::16] == [9.5, 2.5]
    assert one_block("q5_0", *half, 0x01, 0, 0, 0, 0x1F)[::16] == [7.5, -7.5]
    assert one_block("q5_1", *half, *two, 0x01, 0, 0, 0, 0x1F)[::16] == [17.5, 2.5]
    assert one_block("iq4_nl", *half, 0x8F)[::16] == [56.5, 0.5]
    assert one_block("mxfp4", 128, 0x9F)[::16] == [-12.0, -1.0]
    assert one_block("q4_k", *half, *two, 3, 0, 0, 0, 1, *[0] * 7, 0x0F)[:2] == [20.5, -2.0]
    assert one_block("q5_k", *half, *two, 3, 0, 0, 0, 1, *[0] * 7, 1, *[0] * 31, 0x0F)[:2] == [44.5, -2.0]
    assert one_block("q6_k", *[0x0F], *[0] * 127, 1, *[0] * 63, 255, *[0] * 15, *half)[:2] == [0.5, 16.0]
    assert int8_weight(
        torch.tensor([[0, 127, 255]], dtype=torch.uint8), torch.tensor([2.0])
    ).dequantize().tolist() == [[-256, -2, 254]]


def test_blocks_that_do_not_make_up_the_rows_are_refused():
    with pytest.raises(
        ValueError, match=r"q4_0: blocks of rows of 33 must be uint8 \[2, 36\], got .*\[2, 18\]"
    ):
        QuantizedWeight("q4_0", torch.zeros(2, 18, dtype=torch.uint8), 33)
    with pytest.raises(ValueError, match="q4_k: in_features must be a multiple of 256, got 96"):
        QuantizedWeight("q4_k", torch.zeros(2, 144, dtype=torch.uint8), 96)


@pytest.mark.parametrize("weight_format", ["q4_1", "int8", "q6_k"])
def test_rows_may_lie_anywhere_until_they_are_packed(weight_format):
    first, second = (random_weight(weight_format, 40, 512) for _ in range(2))
    index = torch.tensor([79, 3, -1, 40, 3, *range(60)])
    scattered = stack_rows([first.rows(torch.arange(40).flip(0)), second], torch.float32).rows(index)
    rows = torch.cat((first.blocks.flip(0), second.blocks))[index]
    rows[2] = 0
    gathered = QuantizedWeight(weight_format, rows, 512)
    assert scattered.shape == gathered.shape == (65, 512)
    assert torch.equal(scattered.blocks, rows)
    assert torch.equal(PackedLinear(scattered).packed, PackedLinear(gathered).packed)


def test_rows_are_quantised_by_groups_of_32():
    x = torch.zeros(1, 40)
    x[0, :3] = torch.tensor([1.0, -2.0, 0.5])
    x[0, 32] = 4.0
    quantized, scales = reference.quantize_rows(x)
    assert quantized[0, 0, :3].tolist() == [64, -127, 32]  # 63.5 to even, 31.75
    assert quantized[0, 1, 0] == 127
    torch.testing.assert_close(scales, torch.tensor([[2 / 127, 4 / 127]]))


@pytest.mark.some(70)
@each_format
@each_case
@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16], ids=str)
def test_the_product_is_the_references(isa, case, weight_format, dtype):
    weight = random_weight(weight_format, case.out_features, case.in_features)
    x = torch.randn(case.num_rows, weight.in_features).to(dtype)
    bias = torch.randn(case.out_features).to(dtype) if case.bias else None
    expected = reference.quantized_linear(x, weight, bias)
    actual = PackedLinear(weight, bias)(x)
    assert actual.dtype is dtype
    close = {"rtol": 1e-5, "atol": 2e-5} if dtype is torch.float32 else {"rtol": 1 / 128, "atol": 1e-2}
    torch.testing.assert_close(actual, expected, **close)


def largest_codes(weight_format: str, is_largest: bool) -> QuantizedWeight:
    """[80, 256]; every scale of the weight is 1, every minimum 0, and every code 0 or the largest."""
    code = 255 * is_largest
    if weight_format == "int8":
        return int8_weight(torch.full((80, 256), code, dtype=torch.uint8), torch.ones(80))
    num_inputs = block_inputs(weight_format)
    blocks = torch.full(
        (80 * 256 // num_inputs, row_bytes(weight_format, num_inputs)), code, dtype=torch.uint8
    )
    one, zero = torch.tensor([0x00, 0x3C], dtype=torch.uint8), torch.zeros(2, dtype=torch.uint8)
    if weight_format == "q8_0":
        blocks[:] = 127 if is_largest else 128
    if weight_format == "mxfp4":
        blocks[:, 0] = 128
        blocks[:, 1:] = 0x77 if is_largest else 0xFF
    elif weight_format == "q6_k":
        blocks[:, 192:208], blocks[:, 208:] = 1, one
    else:
        blocks[:, :2] = one
    if weight_format in ("q4_1", "q5_1"):
        blocks[:, 2:4] = zero
    if weight_format in ("q4_k", "q5_k"):
        blocks[:, 2:16] = torch.tensor([0, 0, 1, 1, 1, 1, 0, 0, 0, 0, 1, 1, 1, 1], dtype=torch.uint8)
    return QuantizedWeight(weight_format, blocks.view(80, -1), 256)


@each_format
@pytest.mark.parametrize("num_rows", [1, 3, 8, 32])
@pytest.mark.parametrize("is_largest", [True, False])
def test_the_largest_sums_are_exact(isa, weight_format, num_rows, is_largest):
    """Instructions for bytes saturate: every product of a group is as large as it can be, of either sign."""
    weight = largest_codes(weight_format, is_largest)
    for x in (torch.full((num_rows, 256), 127.0), torch.full((num_rows, 256), -127.0)):
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
def test_gate_up_has_the_bits_of_linear_and_gated_mul(isa, weight_format, num_rows, dtype, has_bias):
    from kernels.gated_mul.cpu import gated_mul as fast_gated_mul

    gate, up = (
        torch.randn(50, 64).to(dtype) if weight_format == "float" else random_weight(weight_format, 50, 64)
        for _ in range(2)
    )
    in_features = gate.shape[1]
    bias = torch.randn(100).to(dtype) if has_bias else None
    x = torch.randn(num_rows, in_features).to(dtype)
    both = PackedLinear(stack_rows([gate, up], dtype), bias)(x)
    fused = PackedGateUp(gate, up, bias)(x)
    assert torch.equal(fused, fast_gated_mul(both))
    torch.testing.assert_close(fused, gated_mul(both), rtol=1 / 64, atol=1e-2)


@pytest.mark.parametrize("num_rows", [1, 40])
@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16], ids=str)
@pytest.mark.parametrize("has_bias", [False, True])
@pytest.mark.parametrize("activation", ["silu", "gelu_tanh", "clamped_swiglu"])
def test_experts_whose_gate_and_up_differ_in_format_have_the_bits_of_their_linears(
    isa, num_rows, dtype, has_bias, activation
):
    """One expert, which every row takes whole."""
    gate, up = random_weight("q4_0", 50, 64), random_weight("q8_0", 50, 64)
    bias = torch.randn(100).to(dtype) if has_bias else None
    gate_up = packed_gate_up(gate, up, bias, activation)
    assert isinstance(gate_up, PackedGateAndUp)
    down = PackedLinear(torch.eye(64, 50).to(dtype))
    experts = PackedExperts(
        PackedLinear(torch.zeros(1, 64).to(dtype), out_dtype=torch.float32),
        [(gate_up, down)],
        1,
        is_normalised=True,
    )
    x = torch.randn(num_rows, 64).to(dtype)
    assert torch.equal(experts(x)[:, :50], gate_up(x))


@each_format
def test_what_is_not_finite_stays_in_its_row(isa, weight_format):
    packed = PackedLinear(random_weight(weight_format, 40, 64))
    for value in (torch.nan, torch.inf):
        x = torch.randn(20, packed.in_features)
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

    weights = [random_weight(name, 70, 256) for name in QUANTIZED_FORMATS]
    x = torch.randn(9, 256)
    vectors = [name for name in library.available() if name != "scalar"]
    if not vectors:
        pytest.skip("no vector instruction set on this machine")
    names = vectors if are_all else dict.fromkeys((vectors[0], vectors[-1]))
    results = {}
    for name in names:
        library.select(name)
        results[name] = torch.stack([PackedLinear(weight)(x) for weight in weights])
    library.select("auto")
    first = results[vectors[0]]
    assert all(torch.equal(result, first) for result in results.values()), list(results)


def test_tiny_and_zero_rows_give_zeros(isa):
    packed = PackedLinear(random_weight("q8_0", 8, 32))
    assert not packed(torch.zeros(2, 32)).any()
    assert packed(torch.full((1, 32), 1e-42)).abs().max() < 1e-38
