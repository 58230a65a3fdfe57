"""The memory that a kernel's docstring budgets, at the sizes of a large model's rank: counted by the shim."""

from __future__ import annotations

import pytest
import torch

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

pytestmark = pytest.mark.skipif(
    is_installed(), reason="NKI is installed here: its simulator counts no memory"
)
BF16 = torch.bfloat16


def usage(kernel, *args):
    with emulated() as shim:
        simulation = shim.Simulation(kernel, "trn1")
        simulation(*args)
    return simulation.usage


def test_rms_norm():
    used = usage(rms_norm, torch.ones(300, 4096, dtype=BF16), torch.ones(4096, dtype=BF16), 1e-5)
    assert used.sbuf_bytes <= (8 + 2) * 4096 + 64
    assert used.psum_banks == 0


def test_rotary():
    angles = torch.ones(200, 64)
    used = usage(rotary, torch.ones(200, 32, 128, dtype=BF16), angles, angles)
    assert used.sbuf_bytes <= 2 * (2 * 4096 + 4 * 128) + 3 * 4 * 2048
    assert used.psum_banks == 0


def test_kv_write():
    case = kv_write_cases.Case("", num_tokens=200, num_kv_heads=8, head_dim=128, block_size=32, num_blocks=9)
    used = usage(kv_write, *case.inputs(BF16))
    assert used.sbuf_bytes <= 2 * 8 * 128 * 2 + 24
    assert used.psum_banks == 0


def attention_case(num_new):
    return attention_cases.Case(
        "", seq_lens=(4096,), num_new=(num_new,), num_heads=8, num_kv_heads=1, head_dim=128
    )


def test_extend_attention():
    case = attention_case(64)
    q, k_cache, v_cache, _, seq_lens, tables = case.inputs(BF16)
    padded, positions = attention_cases.rectangle(case, q, seq_lens)
    tables = tables[:, :128].contiguous()
    used = usage(extend_attention, padded, k_cache, v_cache, tables, positions, seq_lens, None, 0.1, 0)
    row_tokens, query_tiles = 32, 4
    context = 2 * row_tokens * 128 * 2 + 1024 * 2 + 512 * row_tokens
    assert used.sbuf_bytes <= context + 2 * (4096 + 512 * 2) + query_tiles * (4 * 128 + 128 * 2 + 24) + 2048
    assert used.psum_banks <= 4


def test_decode_attention():
    q, k_cache, v_cache, _, seq_lens, tables = attention_case(1).inputs(BF16)
    tables = tables[:, :128].contiguous()
    used = usage(decode_attention, q, k_cache, v_cache, tables, seq_lens, None, 0.1, 0)
    row_tokens, scores = 32, 32 * 8
    assert (
        used.sbuf_bytes <= row_tokens * 128 * 2 + 2 * 1024 + 4 * scores + 2 * scores + 5 * row_tokens + 2048
    )
    assert used.psum_banks <= 4


def test_swiglu_mlp():
    used = usage(swiglu_mlp, *SwigluCase("", 512, 2048, 512).inputs(BF16))
    assert used.sbuf_bytes <= 512 * 2 * 16 + 512 * 2 * 4 + 2 * 2 * 256 * 2 * 16 + 6 * 1024
    assert used.psum_banks <= 6


def test_top_k():
    used = usage(top_k, torch.randn(2, 32_000), 40)
    assert used.sbuf_bytes <= 4 * 8192 * 2 + 8 * 40 * 4 + 1024
    assert used.psum_banks == 0
