"""What torch.compile is given: a decode, an extend, a read and a write of blocks, each a function of its own.

Dynamo counts the graphs of a code object, and gives up on the ninth by default. So the buckets of a family
share a function, and no two families do.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from kernels.neuron.calls import PLAIN_TORCH, KernelCalls
from models.decoder import Decoder
from models.neuron.kv import KVLayout
from models.neuron.sampling import sample
from models.neuron.torch_native.kv import LayerKV, StepKV
from models.neuron.torch_native.packed import unpack

StepOutputs = tuple[Tensor, Tensor, Tensor]


class NativeDecoder(nn.Module):
    """A decoder and its KV, which are the buffers `kv.<layer>.k` and `kv.<layer>.v`."""

    def __init__(
        self,
        decoder: Decoder,
        layout: KVLayout,
        device: torch.device,
        kernels: KernelCalls = PLAIN_TORCH,
    ) -> None:
        super().__init__()
        self._kernels = kernels
        self.decoder = decoder.to(device)
        self.kv = nn.ModuleList(LayerKV(layout, device) for _ in range(layout.num_layers))

    def decode(self, token_ids: Tensor, rows: Tensor, sampling: Tensor) -> StepOutputs:
        """One token of each sequence; inputs as packed.py says.

        Returns token ids int32 [rows] (see sampling.py), logits float32 [rows, vocab_size], and the token ids
        again as the `token_ids` of the next decode, [rows, 1], 0 for NEEDS_HOST.
        """
        return self._step(token_ids, rows, sampling)

    def extend(self, token_ids: Tensor, rows: Tensor, sampling: Tensor) -> StepOutputs:
        """The same of several tokens."""
        return self._step(token_ids, rows, sampling)

    def gather(self, block_ids: Tensor) -> Tensor:
        """int32 [n] -> [n, num_layers, 2, num_kv_heads, block_size, head_dim]."""
        return torch.stack([torch.stack(layer.gather(block_ids), dim=1) for layer in self.layers], dim=1)

    def scatter(self, block_ids: Tensor, payload: Tensor) -> Tensor:
        """int32 [n] and what `gather` gives; returns the ids, since a graph has to return something."""
        for index, layer in enumerate(self.layers):
            layer.scatter(block_ids, payload[:, index, 0], payload[:, index, 1])
        return block_ids + 0

    @property
    def layers(self) -> list[LayerKV]:
        return [layer for layer in self.kv if isinstance(layer, LayerKV)]

    def _step(self, token_ids: Tensor, rows: Tensor, sampling: Tensor) -> StepOutputs:
        batch, extend = token_ids.shape
        step = unpack(rows, extend)
        query_start = torch.arange(0, batch * extend + 1, extend, dtype=torch.int32, device=rows.device)
        logits = self.decoder(
            token_ids.flatten(),
            step.positions.flatten(),
            step.blocks.flatten(),  # in place of slots, which only StepKV would read
            query_start,
            step.seq_lens,
            step.block_tables,
            step.logit_rows,
            StepKV(self.layers, step.positions, step.blocks, step.offsets),
        )
        sampled = sample(logits, sampling, self._kernels.top_k)
        return sampled, logits, torch.where(sampled < 0, 0, sampled).unsqueeze(1)
