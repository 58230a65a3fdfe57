"""The roofline's formulas against what the kernels do in the shim, which counts bytes and flops."""

from __future__ import annotations

import pytest
import torch

from benchmarks import neuron_roofline as roofline
from kernels.kv_write import cases as kv_write_cases
from kernels.kv_write.neuron import kv_write
from kernels.neuron.backend import emulated, is_installed
from kernels.paged_attention import cases as attention_cases
from kernels.paged_attention.neuron import extend_attention
from kernels.paged_attention.neuron_decode import decode_attention
from kernels.rms_norm.neuron import rms_norm
from kernels.rotary.neuron import rotary
from kernels.swiglu_mlp.cases import Case as SwigluCase
from kernels.swiglu_mlp.neuron import swiglu_mlp
from kernels.top_k.neuron import top_k

needs_shim = pytest.mark.skipif(is_installed(), reason="NKI is installed here: its simulator counts nothing")


def usage(kernel, *args):
    with emulated() as shim:
        simulation = shim.Simulation(kernel, "trn1")
        simulation(*args)
    return simulation.usage


def attention_inputs(num_new):
    case = attention_cases.Case(
        "full", seq_lens=(1024, 1024), num_new=(num_new, num_new), num_heads=4, num_kv_heads=2, head_dim=64
    )
    q, k_cache, v_cache, _, seq_lens, tables = case.inputs(torch.bfloat16)
    return case, q, k_cache, v_cache, tables[:, :32].contiguous(), seq_lens


SHARD = roofline.Shard(
    name="test", hidden=256, num_heads=4, num_kv_heads=2, head_dim=64, inter=512, vocab_size=20_000
)


def runs():
    bf16 = torch.bfloat16
    yield (
        roofline.rms_norm(140, 256),
        rms_norm,
        (torch.ones(140, 256, dtype=bf16), torch.ones(256, dtype=bf16), 1e-5),
    )
    angles = torch.ones(140, 32)
    yield roofline.rotary(140, 4, 64), rotary, (torch.ones(140, 4, 64, dtype=bf16), angles, angles)
    case = kv_write_cases.Case("", num_tokens=140, num_kv_heads=2, head_dim=64, block_size=32, num_blocks=9)
    yield roofline.kv_write(140, 2, 64), kv_write, case.inputs(bf16)
    yield roofline.swiglu_mlp(600, 256, 512), swiglu_mlp, SwigluCase("", 600, 256, 512).inputs(bf16)
    yield roofline.top_k(3, 20_000, 8), top_k, (torch.randn(3, 20_000), 8)
    case, q, k_cache, v_cache, tables, seq_lens = attention_inputs(40)
    padded, positions = attention_cases.rectangle(case, q, seq_lens)
    arguments = (padded, k_cache, v_cache, tables, positions, seq_lens, None, 0.125, 0)
    yield roofline.extend_attention(2, 40, 1024, SHARD), extend_attention, arguments
    case, q, k_cache, v_cache, tables, seq_lens = attention_inputs(1)
    arguments = (q, k_cache, v_cache, tables, seq_lens, None, 0.125, 0)
    yield roofline.decode_attention(2, 1024, SHARD), decode_attention, arguments


@needs_shim
@pytest.mark.parametrize(
    ("work", "kernel", "arguments"), list(runs()), ids=lambda value: getattr(value, "kernel", "")
)
def test_a_kernel_moves_and_computes_what_the_formula_says(work, kernel, arguments):
    counted = usage(kernel, *arguments)
    # Indices, tables and positions are in the count and not in the formula of attention.
    assert work.num_bytes <= counted.dma_bytes <= 1.02 * work.num_bytes
    small_products = 0.02 * work.flops  # of decode: the maximum to every partition, the sum over partitions
    assert work.flops <= counted.matmul_flops <= work.flops + small_products


def test_the_page_is_the_one_that_is_checked_in():
    assert roofline.RESULT.read_text(encoding="utf-8") == roofline.page(roofline.LLAMA_8B_TP8)


def test_a_core_is_bound_by_the_longer_of_its_two_times():
    core = roofline.Core("one", flops_per_s=100.0, bytes_per_s=10.0)
    assert (core.seconds(roofline.Work("", "", 20, 100)), core.bound(roofline.Work("", "", 20, 100))) == (
        2.0,
        "HBM",
    )
    assert (core.seconds(roofline.Work("", "", 20, 400)), core.bound(roofline.Work("", "", 20, 400))) == (
        4.0,
        "Tensor",
    )
