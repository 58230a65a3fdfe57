"""Every instruction set that this machine has against the references, on the shared cases."""

from __future__ import annotations

import pytest
import torch

from kernels.cases import DTYPES, TOLERANCES
from kernels.experts import cases as experts_cases
from kernels.experts import reference as experts_reference
from kernels.experts.cpu import PackedExperts
from kernels.gated_mul import cases as gated_mul_cases
from kernels.gated_mul import reference as gated_mul_reference
from kernels.gated_mul.cpu import gated_mul
from kernels.kv_blocks import KV_FORMATS, KVBlocks
from kernels.kv_write import cases as kv_write_cases
from kernels.kv_write import reference as kv_write_reference
from kernels.kv_write.cpu import kv_write
from kernels.library import current
from kernels.linear import cases as linear_cases
from kernels.linear.cpu import PackedLinear
from kernels.linear.gate_up import PackedGateUp
from kernels.paged_attention import cases as attention_cases
from kernels.paged_attention import reference as attention_reference
from kernels.paged_attention.cases import blocks_of
from kernels.paged_attention.cpu import paged_attention
from kernels.rms_norm import cases as rms_norm_cases
from kernels.rms_norm import reference as rms_norm_reference
from kernels.rms_norm.cpu import rms_norm
from kernels.rotary import cases as rotary_cases
from kernels.rotary import reference as rotary_reference
from kernels.rotary.cpu import rotary


def each_case(module):
    return pytest.mark.parametrize("case", module.CASES, ids=lambda case: case.name)


each_dtype = pytest.mark.parametrize("dtype", DTYPES, ids=str)


def assert_close(actual, expected):
    tolerance = TOLERANCES[expected.dtype]
    torch.testing.assert_close(actual, expected, rtol=tolerance.rtol, atol=tolerance.atol)


@each_dtype
@each_case(rms_norm_cases)
def test_rms_norm(isa, case, dtype):
    inputs = case.inputs(dtype)
    assert_close(rms_norm(*inputs), rms_norm_reference.rms_norm(*inputs))


@each_dtype
@each_case(rms_norm_cases)
def test_rms_norm_with_an_offset(isa, case, dtype):
    x, weight, eps = case.inputs(dtype)
    assert_close(rms_norm(x, weight, eps, 1.0), rms_norm_reference.rms_norm(x, weight, eps, 1.0))


@each_dtype
@each_case(rotary_cases)
def test_rotary(isa, case, dtype):
    inputs = case.inputs(dtype)
    assert_close(rotary(*inputs), rotary_reference.rotary(*inputs))


@each_dtype
@each_case(gated_mul_cases)
def test_gated_mul(isa, case, dtype):
    inputs = case.inputs(dtype)
    assert_close(gated_mul(*inputs), gated_mul_reference.gated_mul(*inputs))


@each_dtype
@each_case(linear_cases)
def test_linear(isa, case, dtype):
    x, weight, bias = case.inputs(dtype)
    exact = torch.nn.functional.linear(x.double(), weight.double(), None if bias is None else bias.double())
    assert_close(PackedLinear(weight, bias)(x), exact.to(dtype))
    in_float32 = PackedLinear(weight, bias, out_dtype=torch.float32)(x)
    torch.testing.assert_close(in_float32, exact.float(), rtol=1e-5, atol=2e-5)


each_kv_format = pytest.mark.parametrize("kv_format", KV_FORMATS)


def caches_of(blocks: KVBlocks) -> tuple[torch.Tensor, torch.Tensor]:
    """What blocks of one layer hold, as the reference's caches in float32."""
    ids = torch.arange(blocks.shape.num_blocks, dtype=torch.int32).numpy()
    payload = torch.from_numpy(blocks.read(ids))[:, 0]  # [block, k|v, head, token, row]
    if blocks.format == "bfloat16":
        payload = payload.view(torch.bfloat16)
    elif blocks.format == "int8":
        scales = payload[..., -4:].contiguous().view(torch.float32)
        payload = payload[..., :-4] * scales
    return payload[:, 0].float(), payload[:, 1].float()


def in_int8(x: torch.Tensor) -> torch.Tensor:
    """x with each row rounded to 255 steps of largest magnitude / 127."""
    largest = x.float().abs().amax(dim=-1, keepdim=True)
    return (x.float() * (torch.full_like(largest, 127.0) / largest)).round() * (largest / 127)


@each_dtype
@each_kv_format
@each_case(kv_write_cases)
def test_kv_write(isa, case, dtype, kv_format):
    k, v, k_cache, v_cache, slots = case.inputs(dtype)
    expected = k_cache.float(), v_cache.float()
    rounded = {"int8": in_int8, "float32": torch.Tensor.float, "bfloat16": torch.Tensor.bfloat16}[kv_format]
    kv_write_reference.kv_write(rounded(k).float(), rounded(v).float(), *expected, slots)
    blocks = blocks_of(k_cache, v_cache, kv_format)
    kv_write(current(), k, v, blocks, 0, slots)
    for actual, wanted in zip(caches_of(blocks), expected, strict=True):
        torch.testing.assert_close(actual, wanted, rtol=1e-6, atol=0)


@pytest.mark.some(60)
@each_dtype
@each_kv_format
@pytest.mark.parametrize("case", attention_cases.CPU_CASES, ids=lambda case: case.name)
def test_paged_attention(isa, case, dtype, kv_format):
    q, k_cache, v_cache, *rest = case.inputs(dtype)
    blocks = blocks_of(k_cache, v_cache, kv_format)
    rounded = {"int8": in_int8, "float32": torch.Tensor.float, "bfloat16": torch.Tensor.bfloat16}[kv_format]
    expected = attention_reference.paged_attention(
        rounded(q).float(), *caches_of(blocks), *rest, **case.options
    )
    actual = paged_attention(current(), q, blocks, 0, *rest, **case.options)
    assert actual.dtype is dtype
    is_exact = dtype is torch.float32 and kv_format == "float32"  # else the weights are rounded too
    tolerance = TOLERANCES[torch.float32 if is_exact else torch.bfloat16]
    torch.testing.assert_close(actual.float(), expected, rtol=tolerance.rtol, atol=tolerance.atol)


def packed_experts(case, router, gate_up, down, biases):
    router_bias, gate_up_bias, down_bias = biases
    experts = [
        (
            PackedGateUp(
                *gate_up[i].chunk(2),
                None if gate_up_bias is None else gate_up_bias[i],
                activation=case.activation,
            ),
            PackedLinear(down[i], None if down_bias is None else down_bias[i]),
        )
        for i in range(case.num_experts)
    ]
    packed_router = PackedLinear(router, router_bias, out_dtype=torch.float32)
    return PackedExperts(packed_router, experts, case.num_chosen, is_normalised=case.is_normalised)


@each_dtype
@each_case(experts_cases)
def test_experts(isa, case, dtype):
    x, *weights = case.inputs(dtype)
    router, gate_up, down = (each.float() for each in weights)
    biases = case.biases(dtype)
    router_bias, gate_up_bias, down_bias = (None if each is None else each.float() for each in biases)

    def mlp(i):
        def apply(x):
            inner = torch.nn.functional.linear(
                x, gate_up[i], None if gate_up_bias is None else gate_up_bias[i]
            )
            inner = gated_mul_reference.gated_mul(inner, case.activation)
            return torch.nn.functional.linear(inner, down[i], None if down_bias is None else down_bias[i])

        return apply

    expected = experts_reference.experts(
        x.float(),
        lambda x: torch.nn.functional.linear(x, router, router_bias),
        [mlp(i) for i in range(case.num_experts)],
        case.num_chosen,
        is_normalised=case.is_normalised,
    )
    assert_close(packed_experts(case, *weights, biases)(x), expected.to(dtype))


def test_of_experts_that_are_equally_good_the_first_are_chosen(isa):
    case = experts_cases.Case("ties", num_rows=3)
    x, router, gate_up, down = case.inputs(torch.float32)
    packed = packed_experts(case, torch.zeros_like(router), gate_up, down, (None, None, None))
    first_two = experts_cases.Case("first_two", num_rows=3, num_experts=2)
    only_they = packed_experts(first_two, torch.zeros_like(router[:2]), gate_up, down, (None, None, None))
    assert torch.equal(packed(x), only_they(x))


def test_rows_may_be_slices_of_a_wider_projection(isa):
    qkv = torch.randn(6, 5 * 16)
    q, k, v = (part.unflatten(1, (-1, 16)) for part in qkv.split((48, 16, 16), dim=1))
    angles = torch.rand(6, 8)
    assert torch.equal(
        rotary(q, angles.cos(), angles.sin()), rotary(q.contiguous(), angles.cos(), angles.sin())
    )
    weight = torch.ones(16)
    assert torch.equal(rms_norm(q, weight, 1e-5), rms_norm(q.contiguous(), weight, 1e-5))
    packed = PackedLinear(torch.randn(10, 48))
    assert torch.equal(packed(qkv[:, :48]), packed(qkv[:, :48].contiguous()))

    blocks = blocks_of(torch.zeros(3, 1, 4, 16), torch.zeros(3, 1, 4, 16), "float32")
    kv_write(current(), k, v, blocks, 0, torch.arange(4, 10, dtype=torch.int32))
    k_cache, v_cache = caches_of(blocks)
    assert torch.equal(k_cache[1:].flatten(0, 2)[:6], k[:, 0])
    assert torch.equal(v_cache[1:].flatten(0, 2)[:6], v[:, 0])
    lists = (torch.tensor([0, 6]), torch.tensor([6]), torch.tensor([[1, 2]]))
    rest = (blocks, 0, *(each.to(torch.int32) for each in lists))
    assert torch.equal(
        paged_attention(current(), q, *rest, scale=0.25),
        paged_attention(current(), q.contiguous(), *rest, scale=0.25),
    )


def test_no_rows_give_no_rows(isa):
    for dtype in DTYPES:
        assert PackedLinear(torch.ones(3, 4, dtype=dtype))(torch.ones(0, 4, dtype=dtype)).shape == (0, 3)
        assert rms_norm(torch.ones(0, 4, dtype=dtype), torch.ones(4, dtype=dtype), 1e-5).shape == (0, 4)
        assert gated_mul(torch.ones(0, 4, dtype=dtype)).shape == (0, 2)
        assert rotary(torch.ones(0, 1, 4, dtype=dtype), torch.ones(0, 2), torch.ones(0, 2)).shape == (0, 1, 4)
        cache = torch.zeros(2, 1, 4, 4, dtype=dtype)
        blocks = blocks_of(cache, cache, "float32")
        none = torch.ones(0, 1, 4, dtype=dtype)
        kv_write(current(), none, none, blocks, 0, torch.ones(0, dtype=torch.int32))
        starts, tables = torch.zeros(1, dtype=torch.int32), torch.zeros(0, 1, dtype=torch.int32)
        out = paged_attention(current(), none, blocks, 0, starts, starts[:0], tables, scale=1.0)
        assert out.shape == (0, 1, 4)


def test_not_a_number_stays_in_its_row(isa):
    for dtype in DTYPES:
        x = torch.randn(20, 64).to(dtype)
        x[7, 3] = torch.nan
        packed = PackedLinear(torch.randn(40, 64).to(dtype))
        for y in (packed(x), rms_norm(x, torch.ones(64, dtype=dtype), 1e-5), gated_mul(x)):
            assert y[7].isnan().any()
            assert not y[torch.arange(20) != 7].isnan().any()


def test_large_magnitudes_give_what_torch_gives(isa):
    gate = torch.tensor([-1e4, -200.0, -90.0, 90.0, 200.0, 1e4])
    gate_up = torch.cat((gate, torch.ones(6)))[None]
    torch.testing.assert_close(gated_mul(gate_up), gated_mul_reference.gated_mul(gate_up))
    case = attention_cases.Case("peaked", seq_lens=(100,), num_new=(3,), num_heads=1, num_kv_heads=1)
    q, k_cache, v_cache, *rest = case.inputs(torch.float32)
    blocks = blocks_of(k_cache, v_cache, "float32")
    expected = attention_reference.paged_attention(1e3 * q, *caches_of(blocks), *rest, **case.options)
    torch.testing.assert_close(
        paged_attention(current(), 1e3 * q, blocks, 0, *rest, **case.options), expected, rtol=1e-3, atol=1e-4
    )
