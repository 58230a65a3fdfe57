"""The roofline's formulas against what the kernels do in the shim, which counts bytes and flops."""

from __future__ import annotations

from dataclasses import replace

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


def usage(kernel, lnc, *args):
    with emulated() as shim:
        simulation = shim.Simulation(kernel, "trn2", lnc)
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
ONE_HEAD = replace(SHARD, num_heads=2, num_kv_heads=1)


def runs(lnc):
    bf16 = torch.bfloat16
    yield (
        roofline.rms_norm(140, 256, lnc=lnc),
        rms_norm,
        (torch.ones(140, 256, dtype=bf16), torch.ones(256, dtype=bf16), 1e-5),
    )
    angles = torch.ones(140, 32)
    yield (
        roofline.rotary(140, 4, 64, lnc=lnc),
        rotary,
        (torch.ones(140, 4, 64, dtype=bf16), angles, angles),
    )
    case = kv_write_cases.Case("", num_tokens=140, num_kv_heads=2, head_dim=64, block_size=32, num_blocks=9)
    yield roofline.kv_write(140, 2, 64, lnc=lnc), kv_write, case.inputs(bf16)
    yield (
        roofline.swiglu_mlp(600, 256, 512, lnc=lnc),
        swiglu_mlp,
        SwigluCase("", 600, 256, 512).inputs(bf16),
    )
    yield roofline.top_k(3, 20_000, 8, lnc=lnc), top_k, (torch.randn(3, 20_000), 8)
    case, q, k_cache, v_cache, tables, seq_lens = attention_inputs(40)
    padded, positions = attention_cases.rectangle(case, q, seq_lens)
    arguments = (padded, k_cache, v_cache, tables, positions, seq_lens, None, 0.125, 0)
    yield roofline.extend_attention(2, 40, 1024, SHARD, lnc=lnc), extend_attention, arguments
    # One sequence on one KV head: two programs read its KV each.
    one_head = (x[:1, :, :2] if x is padded else x[:, :1].contiguous() for x in (padded, k_cache, v_cache))
    arguments = (*map(torch.clone, one_head), tables[:1], positions[:1], seq_lens[:1], None, 0.125, 0)
    yield roofline.extend_attention(1, 40, 1024, ONE_HEAD, lnc=lnc), extend_attention, arguments
    case, q, k_cache, v_cache, tables, seq_lens = attention_inputs(1)
    arguments = (q, k_cache, v_cache, tables, seq_lens, None, 0.125, 0)
    yield roofline.decode_attention(2, 1024, SHARD, lnc=lnc), decode_attention, arguments


@needs_shim
@pytest.mark.parametrize(
    ("lnc", "work", "kernel", "arguments"),
    [(lnc, *run) for lnc in (1, 2) for run in runs(lnc)],
    ids=lambda value: getattr(value, "kernel", str(value) if isinstance(value, int) else ""),
)
def test_a_kernel_moves_and_computes_what_the_formula_says(lnc, work, kernel, arguments):
    counted = usage(kernel, lnc, *arguments)
    # Indices, tables and positions are in the count and not in the formula of attention.
    assert work.num_bytes <= counted.dma_bytes <= 1.02 * work.num_bytes
    small_products = 0.02 * work.flops  # of decode: the maximum to every partition, the sum over partitions
    assert work.flops <= counted.matmul_flops <= work.flops + small_products


def test_the_page_is_the_one_that_is_checked_in():
    assert roofline.RESULT.read_text(encoding="utf-8") == roofline.page(roofline.LLAMA_8B_TP8)


def test_a_core_is_bound_by_the_longer_of_its_two_times():
    core = roofline.Core("one", lnc=1, flops_per_s=100.0, bytes_per_s=10.0)
    memory, tensor = roofline.Work("", "", 20, 100), roofline.Work("", "", 20, 400)
    assert (core.seconds(memory), core.bound(memory)) == (2.0, "HBM")
    assert (core.seconds(tensor), core.bound(tensor)) == (4.0, "Tensor")


def test_two_programs_halve_the_time_of_work_that_can_be_divided():
    core = roofline.Core("two", lnc=2, flops_per_s=100.0, bytes_per_s=10.0)
    assert core.seconds(roofline.Work("", "", 20, 0, num_programs=2)) == 1.0
    assert core.seconds(roofline.Work("", "", 20, 0, num_programs=1)) == 2.0


def test_one_row_or_one_pair_of_sequence_and_head_cannot_be_divided():
    assert roofline.top_k(1, 20_000, 8, lnc=2).num_programs == 1
    assert roofline.decode_attention(1, 1024, ONE_HEAD, lnc=2).num_programs == 1
    assert roofline.decode_attention(1, 1024, SHARD, lnc=2).num_programs == 2
