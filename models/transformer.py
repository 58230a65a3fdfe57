"""The decoder of every family so far: embedding, layers of one kind, a norm and the output projection.

    h = embedding_scale * embedding[token_ids]
    h = layer(h)                                  for each layer
    logits = softcap(logit_scale * lm_head(norm(h[logit_rows])))

Everything is a buffer and no branch depends on a tensor's values, so forward is one exported graph.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, runtime_checkable

import torch
from torch import Tensor, nn

from models.config import ModelConfig
from models.decoder import Decoder, Take
from models.kv import KVCache, StepRows
from models.operators import Operators
from models.parts.pre_norm_layer import PreNormLayer, pre_norm_shapes
from models.parts.tensors import take_tensor
from models.program import DecoderProgram
from models.rope import RopeConfig, rope_table
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
# (configuration, operators, take, index, dtype) -> a layer
MakeLayer = Callable[[ModelConfig, Operators, Take, int, torch.dtype], nn.Module]


@runtime_checkable
class Emits(Protocol):
    def emit(self, program: DecoderProgram) -> None: ...


class Transformer(Decoder):
    """The network. Its tensors are taken one by one, so no second copy of the weights ever lives."""

    norm: Tensor
    rope_cos: Tensor
    rope_sin: Tensor
    local_rope_cos: Tensor | None
    local_rope_sin: Tensor | None

    def __init__(
        self, config: ModelConfig, operators: Operators, take: Take, make_layer: MakeLayer = PreNormLayer
    ) -> None:
        super().__init__()
        self.config = config
        self.operators = operators
        self.register_buffer("norm", take_tensor(take, "model.norm.weight"))
        self.dtype = self.norm.dtype
        self.embedding = operators.vocabulary(take(EMBEDDING), self.dtype)
        # Rounded as the hidden states are: so it is in transformers.
        self.embedding_scale = float(torch.tensor(config.embedding_scale, dtype=self.dtype))
        self.layers = nn.ModuleList(
            make_layer(config, operators, take, layer, self.dtype) for layer in range(config.num_layers)
        )
        self.head = (
            self.embedding if config.tie_embeddings else operators.vocabulary(take(LM_HEAD), self.dtype)
        )
        self._register_rope("rope", config.rope)
        self._register_rope("local_rope", config.local_rope)

    def _register_rope(self, name: str, rope: RopeConfig | None) -> None:
        table = (None, None) if rope is None else rope_table(rope, self.config.max_position_embeddings)
        self.register_buffer(f"{name}_cos", table[0])
        self.register_buffer(f"{name}_sin", table[1])

    @property
    def rope_tables(self) -> list[tuple[Tensor, Tensor]]:
        tables = [(self.rope_cos, self.rope_sin)]
        if self.local_rope_cos is not None and self.local_rope_sin is not None:
            tables.append((self.local_rope_cos, self.local_rope_sin))
        return tables

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
        if self.embedding_scale != 1.0:
            h = h * self.embedding_scale
        angles = [
            (cos.index_select(0, positions), sin.index_select(0, positions)) for cos, sin in self.rope_tables
        ]
        rows = StepRows(query_start, seq_lens, block_tables)
        for layer in self.layers:
            h = layer(h, angles, slot_mapping, rows, kv)
        config = self.config
        h = h.index_select(0, logit_rows)
        h = self.operators.rms_norm(h, self.norm, config.rms_norm_eps, config.norm_offset)
        logits = self.head.logits(h)
        if config.logit_scale == 1.0 and config.logit_softcap == 0.0:
            return logits
        return self.operators.softcap(logits, config.logit_scale, config.logit_softcap)

    def emit(self, program: DecoderProgram) -> None:
        config = self.config
        program.embed(self.embedding, scale=self.embedding_scale)
        for layer in self.layers:
            assert isinstance(layer, Emits)
            layer.emit(program)
        program.select_logit_rows()
        program.norm(program.h, program.x, self.norm, config.rms_norm_eps, config.norm_offset)
        program.logits(self.head, scale=config.logit_scale, softcap=config.logit_softcap)


def expected_tensors(
    config: ModelConfig,
    layer_shapes: Callable[[ModelConfig, int], dict[str, Shape]] = pre_norm_shapes,
) -> dict[str, Shape]:
    """Every tensor that the decoder takes, with its shape."""
    shapes: dict[str, Shape] = {EMBEDDING: (config.vocab_size, config.hidden_size)}
    for layer in range(config.num_layers):
        shapes |= layer_shapes(config, layer)
    shapes["model.norm.weight"] = (config.hidden_size,)
    if not config.tie_embeddings:
        shapes[LM_HEAD] = (config.vocab_size, config.hidden_size)
    return shapes
