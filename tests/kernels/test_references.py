"""The references against independent definitions: loops, and what Hugging Face computes."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
import torch
from torch.export import Dim, export
from transformers.masking_utils import sliding_window_overlay
from transformers.models.gemma2.modeling_gemma2 import Gemma2RMSNorm
from transformers.models.gpt_oss.modeling_gpt_oss import GptOssConfig, GptOssExperts, eager_attention_forward
from transformers.models.llama.modeling_llama import (
    LlamaConfig,
    LlamaMLP,
    LlamaRMSNorm,
    apply_rotary_pos_emb,
)

from kernels.gated_mul.reference import gated_mul
from kernels.kv_write.cases import CASES as KV_WRITE_CASES
from kernels.kv_write.reference import kv_write
from kernels.linear.reference import linear
from kernels.paged_attention.cases import CASES as ATTENTION_CASES
from kernels.paged_attention.cases import Case
from kernels.paged_attention.reference import paged_attention
from kernels.rms_norm.reference import rms_norm
from kernels.rotary.reference import rotary
from kernels.sample.reference import ordered
from kernels.swiglu_mlp.cases import CASES as SWIGLU_MLP_CASES
from kernels.swiglu_mlp.reference import swiglu_mlp
from kernels.top_k.reference import top_k


def attention_by_loops(case: Case, q, k_cache, v_cache, query_start, seq_lens, block_tables):
    out = torch.empty_like(q)
    for seq, length in enumerate(seq_lens.tolist()):
        slots = [(block_tables[seq, p // case.block_size], p % case.block_size) for p in range(length)]
        first, last = query_start[seq : seq + 2].tolist()
        for row in range(first, last):
            position = length - (last - row)
            visible = [
                slots[p]
                for p in range(position + 1)
                if not case.sliding_window or sliding_window_overlay(case.sliding_window)(0, 0, position, p)
            ]
            for head in range(case.num_heads):
                kv_head = head // (case.num_heads // case.num_kv_heads)
                k = torch.stack([k_cache[block, kv_head, offset] for block, offset in visible])
                v = torch.stack([v_cache[block, kv_head, offset] for block, offset in visible])
                out[row, head] = torch.softmax(case.head_dim**-0.5 * (k @ q[row, head]), dim=0) @ v
    return out


SMALL = [case for case in ATTENTION_CASES if sum(case.num_new) * sum(case.seq_lens) < 10_000]


@pytest.mark.parametrize("case", SMALL, ids=lambda case: case.name)
def test_paged_attention_is_softmax_attention_over_each_sequences_own_past(case):
    inputs = case.inputs(torch.float32)
    expected = attention_by_loops(case, *inputs)
    torch.testing.assert_close(paged_attention(*inputs, **case.options), expected)


def test_paged_attention_with_sinks_is_gpt_oss():
    case = Case(
        "sinks", seq_lens=(40,), num_new=(40,), num_heads=4, num_kv_heads=2, head_dim=16, block_size=8
    )
    q, k_cache, v_cache, *rest = case.inputs(torch.float32)
    sinks = torch.tensor([-1.0, 0.0, 2.0, 5.0])
    layer = SimpleNamespace(num_key_value_groups=2, sinks=sinks, training=False)
    blocks = rest[2][0, :5].long()
    k, v = (cache[blocks].transpose(0, 1).flatten(1, 2)[None] for cache in (k_cache, v_cache))
    mask = torch.full((40, 40), -torch.inf).triu(1)[None, None]
    expected, _ = eager_attention_forward(layer, q.transpose(0, 1)[None], k, v, mask, scaling=0.25)
    actual = paged_attention(q, k_cache, v_cache, *rest, **case.options, sinks=sinks)
    torch.testing.assert_close(actual, expected[0])


def test_swiglu_mlp_is_llamas():
    x, gate, up, down = SWIGLU_MLP_CASES[1].inputs(torch.float32)
    config = LlamaConfig(hidden_size=x.shape[1], intermediate_size=gate.shape[1])
    mlp = LlamaMLP(config)
    with torch.no_grad():
        for linear_layer, weight in ((mlp.gate_proj, gate), (mlp.up_proj, up), (mlp.down_proj, down)):
            linear_layer.weight.copy_(weight.T)
        torch.testing.assert_close(swiglu_mlp(x, gate, up, down), mlp(x), rtol=1e-5, atol=2e-5)


def test_top_k_is_in_the_samplers_order():
    logits = torch.tensor([[1.0, 3.0, 3.0, -torch.inf, 2.0]])
    values, ids = top_k(logits, 3)
    assert values.tolist() == [[3.0, 3.0, 2.0]]
    assert ids.tolist() == [ordered(logits[0].numpy(), np.arange(5))[:3].tolist()] == [[1, 2, 4]]


def test_rms_norm_is_llamas():
    x = torch.randn(5, 3, 64).bfloat16()
    norm = LlamaRMSNorm(64, eps=1e-6).bfloat16()
    torch.nn.init.uniform_(norm.weight)
    assert torch.equal(rms_norm(x, norm.weight, 1e-6), norm(x))


def test_rotary_is_llamas():
    x = torch.randn(5, 3, 64)
    angles = torch.rand(5, 32) * 50
    both = torch.cat((angles, angles), dim=-1)
    expected, _ = apply_rotary_pos_emb(x, x, both.cos(), both.sin(), unsqueeze_dim=1)
    torch.testing.assert_close(rotary(x, angles.cos(), angles.sin()), expected)


def test_rotary_passes_the_dimensions_past_its_angles_through():
    x = torch.randn(2, 1, 10)
    rotated = rotary(x, torch.rand(2, 3), torch.rand(2, 3))
    assert torch.equal(rotated[..., 6:], x[..., 6:])


def test_gated_mul_gates_the_second_half_by_the_first():
    gate, up = torch.randn(2, 4, 6)
    expected = torch.nn.functional.silu(gate) * up
    torch.testing.assert_close(gated_mul(torch.cat((gate, up), dim=-1)), expected)


def test_gelu_and_the_clamped_swiglu_are_transformers():
    gate, up = 6 * torch.randn(2, 4, 6)
    gelu = torch.nn.functional.gelu(gate, approximate="tanh") * up
    both = torch.cat((gate, up), dim=-1)
    torch.testing.assert_close(gated_mul(both, "gelu_tanh"), gelu)
    config = GptOssConfig(num_local_experts=1, hidden_size=4, intermediate_size=6)
    torch.testing.assert_close(
        gated_mul(both, "clamped_swiglu"),
        GptOssExperts(config)._apply_gate(torch.stack((gate, up), dim=-1).flatten(1)),
    )


def test_rms_norm_with_an_offset_is_gemmas():
    x, norm = torch.randn(4, 64), Gemma2RMSNorm(64)
    torch.nn.init.uniform_(norm.weight)
    torch.testing.assert_close(rms_norm(x, norm.weight, 1e-6, 1.0), norm(x), rtol=0, atol=1e-6)


@pytest.mark.parametrize("case", KV_WRITE_CASES, ids=lambda case: case.name)
def test_kv_write_puts_each_token_in_its_slot_and_touches_no_other(case):
    k, v, k_cache, v_cache, slots = case.inputs(torch.float32)
    kv_write(k, v, k_cache, v_cache, slots)
    for token, slot in enumerate(slots.tolist()):
        block, offset = divmod(slot, case.block_size)
        assert torch.equal(k_cache[block, :, offset], k[token])
        assert torch.equal(v_cache[block, :, offset], v[token])
    assert k_cache.count_nonzero() == k.count_nonzero()
    assert v_cache.count_nonzero() == v.count_nonzero()


class _Layer(torch.nn.Module):
    """All references in one graph, as a decoder strings them together."""

    def forward(self, x, weight, projection, cos, sin, caches, slots, query_start, seq_lens, block_tables):
        x = rms_norm(x, weight, 1e-5)
        q = rotary(linear(x, projection).view(-1, 4, 16), cos, sin)
        k = v = q[:, :2]
        kv_write(k, v, caches[0], caches[1], slots)
        out = paged_attention(
            q, caches[0], caches[1], query_start, seq_lens, block_tables, scale=0.25, sliding_window=5
        )
        return gated_mul(out.view(-1, 64))


def test_the_references_export_strictly_with_any_number_of_tokens():
    case = Case("export", (7, 6, 5), (3, 1, 5), num_heads=4, num_kv_heads=2, head_dim=16, block_size=4)
    _, k_cache, v_cache, _query_start, seq_lens, tables = case.inputs(torch.float32)

    def arguments(num_tokens):
        slots = torch.arange(4, 4 + num_tokens, dtype=torch.int32)
        starts = torch.tensor([0, 3, 4, num_tokens], dtype=torch.int32)
        angles = torch.rand(num_tokens, 8)
        x, weight, projection = torch.randn(num_tokens, 32), torch.ones(32), torch.randn(64, 32)
        caches = torch.stack((k_cache, v_cache)).nan_to_num()
        return x, weight, projection, angles.cos(), angles.sin(), caches, slots, starts, seq_lens, tables

    tokens = {0: Dim("num_tokens", min=2, max=512)}
    shapes = (tokens, None, None, tokens, tokens, None, tokens, None, None, None)
    program = export(_Layer(), arguments(9), dynamic_shapes=shapes, strict=True)
    for num_tokens in (9, 7):
        inputs = arguments(num_tokens)
        torch.testing.assert_close(program.module()(*inputs), _Layer()(*inputs))
