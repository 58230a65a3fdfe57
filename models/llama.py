"""The decoder of the Llama shape: Llama, SmolLM2, Mistral, Qwen2, Qwen3.

    h = embedding[token_ids]
    per layer:  h += o_proj(attention(rope(q), rope(k), v))    of rms_norm(h)
                h += down_proj(silu(gate) * up)                of rms_norm(h)
    logits = lm_head(rms_norm(h[logit_rows]))

Everything is a buffer and no branch depends on a tensor's values, so forward is one exported graph.
"""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor, nn

from kernels.linear.quantized import Weight, runs_of_a_format, stack_rows
from models.config import ModelConfig
from models.decoder import Decoder, Take
from models.kv import KVCache, StepRows
from models.operators import Linear, Operators, SideBySide
from models.program import DecoderProgram
from models.rope import rope_table
from models.weights import EMBEDDING, LM_HEAD, Cut, Shape

# How ranks share the tensors of a module, by the last part of its name. The norms are whole.
CUTS: dict[str, Cut] = {
    "embed_tokens": "rows",
    "q_proj": "query_rows",
    "k_proj": "kv_rows",
    "v_proj": "kv_rows",
    "o_proj": "query_columns",
    "gate_proj": "rows",
    "up_proj": "rows",
    "down_proj": "columns",
    "lm_head": "rows",
}


class Attention(nn.Module):
    """Grouped-query attention with q, k and v as one projection."""

    q_norm: Tensor | None
    k_norm: Tensor | None

    def __init__(
        self, config: ModelConfig, operators: Operators, take: Take, layer: int, dtype: torch.dtype
    ) -> None:
        super().__init__()
        self.layer = layer
        self.num_heads, self.num_kv_heads = config.num_heads, config.num_kv_heads
        self.head_dim = config.head_dim
        self.scale = config.scale
        self.sliding_window = config.sliding_windows[layer]
        self.eps = config.rms_norm_eps
        self.operators = operators
        prefix = f"model.layers.{layer}.self_attn"
        names = [f"{prefix}.{part}_proj" for part in "qkv"]
        self.qkv_proj = _fused(operators.column_linear, take, names, config.attention_bias, dtype)
        self.o_proj = _fused(operators.row_linear, take, [f"{prefix}.o_proj"], config.output_bias, dtype)
        self.register_buffer("q_norm", _tensor(take, f"{prefix}.q_norm.weight") if config.qk_norm else None)
        self.register_buffer("k_norm", _tensor(take, f"{prefix}.k_norm.weight") if config.qk_norm else None)

    def forward(
        self,
        x: Tensor,
        cos: Tensor,
        sin: Tensor,
        slot_mapping: Tensor,
        rows: StepRows,
        kv: KVCache,
    ) -> Tensor:
        num_tokens = x.shape[0]
        qkv = self.qkv_proj(x).view(num_tokens, -1, self.head_dim)
        q, k, v = torch.split(qkv, [self.num_heads, self.num_kv_heads, self.num_kv_heads], dim=1)
        if self.q_norm is not None and self.k_norm is not None:
            q = self.operators.rms_norm(q, self.q_norm, self.eps)
            k = self.operators.rms_norm(k, self.k_norm, self.eps)
        q = self.operators.rotary(q, cos, sin)
        k = self.operators.rotary(k, cos, sin)
        kv.write(self.layer, k, v, slot_mapping)
        out = kv.attend(self.layer, q, rows, scale=self.scale, sliding_window=self.sliding_window)
        return self.o_proj(out.reshape(num_tokens, -1))

    def emit(self, program: DecoderProgram) -> None:
        """What `forward` does, its result added to the hidden states."""
        program.linear(program.x, program.qkv, self.qkv_proj)
        first_head = 0
        for weight, num_heads in ((self.q_norm, self.num_heads), (self.k_norm, self.num_kv_heads)):
            if weight is not None:
                program.head_norm(weight, self.eps, first_head=first_head, num_heads=num_heads)
            first_head += num_heads
        program.attend(layer=self.layer, scale=self.scale, sliding_window=self.sliding_window)
        program.linear(program.attended, program.h, self.o_proj, add=True)


class MLP(nn.Module):
    """down(silu(gate) * up), gate and up as one projection."""

    def __init__(
        self, config: ModelConfig, operators: Operators, take: Take, layer: int, dtype: torch.dtype
    ) -> None:
        super().__init__()
        prefix = f"model.layers.{layer}.mlp"
        names = [f"{prefix}.gate_proj", f"{prefix}.up_proj"]
        gate, up = [take(f"{name}.weight") for name in names]
        self.whole: Linear | None = None
        if operators.swiglu_mlp is not None and not config.mlp_bias:
            self.whole = operators.swiglu_mlp(gate, up, take(f"{prefix}.down_proj.weight"))
            return
        self.gate_up = operators.gate_up(gate, up, _biases(take, names, config.mlp_bias), dtype)
        self.down_proj = _fused(operators.row_linear, take, [f"{prefix}.down_proj"], config.mlp_bias, dtype)

    def forward(self, x: Tensor) -> Tensor:
        return self.down_proj(self.gate_up(x)) if self.whole is None else self.whole(x)

    def emit(self, program: DecoderProgram) -> None:
        """What `forward` does, its result added to the hidden states."""
        program.linear(program.x, program.inner, self.gate_up)
        program.linear(program.inner, program.h, self.down_proj, add=True)


class DecoderLayer(nn.Module):
    input_norm: Tensor
    mlp_norm: Tensor

    def __init__(
        self, config: ModelConfig, operators: Operators, take: Take, layer: int, dtype: torch.dtype
    ) -> None:
        super().__init__()
        self.eps = config.rms_norm_eps
        self.rms_norm = operators.rms_norm
        prefix = f"model.layers.{layer}"
        self.register_buffer("input_norm", _tensor(take, f"{prefix}.input_layernorm.weight"))
        self.attention = Attention(config, operators, take, layer, dtype)
        self.register_buffer("mlp_norm", _tensor(take, f"{prefix}.post_attention_layernorm.weight"))
        self.mlp = MLP(config, operators, take, layer, dtype)

    def forward(
        self, h: Tensor, cos: Tensor, sin: Tensor, slot_mapping: Tensor, rows: StepRows, kv: KVCache
    ) -> Tensor:
        x = self.rms_norm(h, self.input_norm, self.eps)
        h = h + self.attention(x, cos, sin, slot_mapping, rows, kv)
        out: Tensor = h + self.mlp(self.rms_norm(h, self.mlp_norm, self.eps))
        return out

    def emit(self, program: DecoderProgram) -> None:
        program.norm(self.input_norm, self.eps)
        self.attention.emit(program)
        program.norm(self.mlp_norm, self.eps)
        self.mlp.emit(program)


class LlamaDecoder(Decoder):
    """The network. Its tensors are taken one by one, so no second copy of the weights ever lives."""

    norm: Tensor

    def __init__(self, config: ModelConfig, operators: Operators, take: Take) -> None:
        super().__init__()
        self.config = config
        self.operators = operators
        self.register_buffer("norm", _tensor(take, "model.norm.weight"))
        self.dtype = self.norm.dtype
        self.embedding = operators.vocabulary(take(EMBEDDING), self.dtype)
        self.layers = nn.ModuleList(
            DecoderLayer(config, operators, take, layer, self.dtype) for layer in range(config.num_layers)
        )
        self.head = (
            self.embedding if config.tie_embeddings else operators.vocabulary(take(LM_HEAD), self.dtype)
        )
        cos, sin = rope_table(config.rope, config.max_position_embeddings)
        self.register_buffer("rope_cos", cos)
        self.register_buffer("rope_sin", sin)

    def forward(
        self,
        token_ids: Tensor,
        positions: Tensor,
        slot_mapping: Tensor,
        query_start: Tensor,
        seq_lens: Tensor,
        block_tables: Tensor,
        logit_rows: Tensor,
        kv: KVCache,
    ) -> Tensor:
        h = self.embedding.rows(token_ids)
        cos = self.rope_cos.index_select(0, positions)
        sin = self.rope_sin.index_select(0, positions)
        rows = StepRows(query_start, seq_lens, block_tables)
        for layer in self.layers:
            h = layer(h, cos, sin, slot_mapping, rows, kv)
        h = self.operators.rms_norm(h.index_select(0, logit_rows), self.norm, self.config.rms_norm_eps)
        return self.head.logits(h)

    def emit(self, program: DecoderProgram) -> None:
        program.embed(self.embedding)
        for layer in self.layers:
            assert isinstance(layer, DecoderLayer)
            layer.emit(program)
        program.select_logit_rows()
        program.norm(self.norm, self.config.rms_norm_eps)
        program.logits(self.head)


def _fused(
    linear: Callable[[Weight, Tensor | None], Linear],
    take: Take,
    names: list[str],
    has_bias: bool,
    dtype: torch.dtype,
) -> Linear:
    """Projections of the same input as one: their rows one below the other, as far as their format is one."""
    bias = _biases(take, names, has_bias)
    runs = list(runs_of_a_format([take(f"{name}.weight") for name in names]))
    parts, row = [], 0
    for run in runs:
        weight = stack_rows(run, dtype)
        run.clear()  # packing makes another copy: do not hold this one beside it
        parts.append(linear(weight, None if bias is None else bias[row : row + weight.shape[0]]))
        row += weight.shape[0]
    return parts[0] if len(parts) == 1 else SideBySide(parts)


def _biases(take: Take, names: list[str], has_bias: bool) -> Tensor | None:
    return torch.cat([_tensor(take, f"{name}.bias") for name in names]) if has_bias else None


def _tensor(take: Take, name: str) -> Tensor:
    tensor = take(name)
    assert isinstance(tensor, Tensor), f"{name} is no matrix and must not be quantised"
    return tensor


def expected_tensors(config: ModelConfig) -> dict[str, Shape]:
    """Every tensor that the decoder takes, with its shape."""
    hidden, inter = config.hidden_size, config.intermediate_size
    q_size, kv_size = config.num_heads * config.head_dim, config.num_kv_heads * config.head_dim
    shapes: dict[str, Shape] = {EMBEDDING: (config.vocab_size, hidden)}
    for layer in range(config.num_layers):
        prefix = f"model.layers.{layer}"
        shapes[f"{prefix}.input_layernorm.weight"] = (hidden,)
        shapes |= _projection(f"{prefix}.self_attn.q_proj", q_size, hidden, config.attention_bias)
        shapes |= _projection(f"{prefix}.self_attn.k_proj", kv_size, hidden, config.attention_bias)
        shapes |= _projection(f"{prefix}.self_attn.v_proj", kv_size, hidden, config.attention_bias)
        shapes |= _projection(f"{prefix}.self_attn.o_proj", hidden, q_size, config.output_bias)
        if config.qk_norm:
            shapes[f"{prefix}.self_attn.q_norm.weight"] = (config.head_dim,)
            shapes[f"{prefix}.self_attn.k_norm.weight"] = (config.head_dim,)
        shapes[f"{prefix}.post_attention_layernorm.weight"] = (hidden,)
        shapes |= _projection(f"{prefix}.mlp.gate_proj", inter, hidden, config.mlp_bias)
        shapes |= _projection(f"{prefix}.mlp.up_proj", inter, hidden, config.mlp_bias)
        shapes |= _projection(f"{prefix}.mlp.down_proj", hidden, inter, config.mlp_bias)
    shapes["model.norm.weight"] = (hidden,)
    if not config.tie_embeddings:
        shapes[LM_HEAD] = (config.vocab_size, hidden)
    return shapes


def _projection(name: str, num_out: int, num_in: int, has_bias: bool) -> dict[str, Shape]:
    weight: dict[str, Shape] = {f"{name}.weight": (num_out, num_in)}
    return weight | {f"{name}.bias": (num_out,)} if has_bias else weight
