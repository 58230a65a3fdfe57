"""What is compiled: one module whose forward is a step, a read of blocks, or a write of blocks.

All three are traces of one forward with one signature, which NxDModel demands of the graphs it holds. Which
of them a trace is, is decided by the arguments that are given.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from kernels.neuron.calls import PLAIN_TORCH, KernelCalls
from models.decoder import Decoder
from models.neuron.inputs import Inputs, zeros
from models.neuron.kv import KVLayout
from models.neuron.nxd.kv import LayerKV, StepKV
from models.neuron.sampling import sample

GATHER_TAG = "gather_blocks"
SCATTER_TAG = "scatter_blocks"


class NeuronDecoder(nn.Module):
    """One rank's decoder and its KV, which are the buffers `kv.<layer>.k` and `kv.<layer>.v`."""

    def __init__(self, decoder: Decoder, layout: KVLayout, kernels: KernelCalls = PLAIN_TORCH) -> None:
        super().__init__()
        self.decoder = decoder
        self.kv = nn.ModuleList(LayerKV(layout, kernels) for _ in range(layout.num_layers))
        self._kernels = kernels

    @property
    def state_names(self) -> tuple[str, ...]:
        return tuple(f"kv.{layer}.{part}" for layer in range(len(self.kv)) for part in ("k", "v"))

    def forward(
        self,
        token_ids: Tensor | None = None,
        positions: Tensor | None = None,
        slot_mapping: Tensor | None = None,
        block_tables: Tensor | None = None,
        seq_lens: Tensor | None = None,
        logit_rows: Tensor | None = None,
        sampling: Tensor | None = None,
        block_ids: Tensor | None = None,
        payload: Tensor | None = None,
    ) -> tuple[Tensor, ...]:
        """One of three, by what is given; integers are int32.

        A step:
            token_ids, positions: [batch, extend]; padding is 0
            slot_mapping:         [batch, extend]; padding is slot 0, in the null block
            block_tables:         [batch, context / block_size]; padding is 0
            seq_lens:             [batch]; 0 in a row of padding
            logit_rows:           [rows], of the batch * extend tokens
            sampling:             float32 [rows, 4]; see sampling.py
            returns               token ids [rows], logits float32 [rows, vocab_size], and the token ids again
                                  as the `token_ids` of the next decode, [rows, 1], 0 for NEEDS_HOST
        A read: block_ids [n] -> payload [n, num_layers, 2, num_kv_heads, block_size, head_dim]
        A write: block_ids [n] and such a payload -> block_ids
        """
        if block_ids is not None:
            return self._gather(block_ids) if payload is None else self._scatter(block_ids, payload)
        assert token_ids is not None
        assert positions is not None
        assert slot_mapping is not None
        assert block_tables is not None
        assert seq_lens is not None
        assert logit_rows is not None
        assert sampling is not None
        batch, extend = token_ids.shape
        logits = self.decoder(
            token_ids.flatten(),
            positions.flatten(),
            slot_mapping.flatten(),
            torch.arange(0, batch * extend + 1, extend, dtype=torch.int32, device=token_ids.device),
            seq_lens,
            block_tables,
            logit_rows,
            StepKV(self._layers, positions, self._kernels),
        )
        sampled = sample(logits, sampling, self._kernels.top_k)
        # In the shape of an input, and a token even where the host decides: the next step does not wait.
        return sampled, logits, torch.where(sampled < 0, 0, sampled).unsqueeze(1)

    @property
    def _layers(self) -> list[LayerKV]:
        return [layer for layer in self.kv if isinstance(layer, LayerKV)]

    def _gather(self, block_ids: Tensor) -> tuple[Tensor]:
        parts = []
        for layer in self._layers:
            k, v = layer.gather(block_ids)
            parts.append(torch.stack((k, v), dim=1))
            # A buffer that a graph does not assign is a weight of it, and all graphs must have the same
            # states. What the null block holds is nobody's business.
            layer.scatter(torch.zeros_like(block_ids[:1]), k[:1], v[:1])
        return (torch.stack(parts, dim=1),)

    def _scatter(self, block_ids: Tensor, payload: Tensor) -> tuple[Tensor]:
        for index, layer in enumerate(self._layers):
            layer.scatter(block_ids, payload[:, index, 0], payload[:, index, 1])
        # A graph without an output is not one that every runtime takes.
        return (block_ids + 0,)


def gather_inputs(num_blocks: int) -> Inputs:
    return {"block_ids": zeros(num_blocks)}


def scatter_inputs(num_blocks: int, layout: KVLayout) -> Inputs:
    _, heads, block_size, head_dim = layout.layer_shape
    shape = (num_blocks, layout.num_layers, 2, heads, block_size, head_dim)
    return {"block_ids": zeros(num_blocks), "payload": torch.zeros(shape, dtype=layout.dtype)}
