"""A compiled model on its cores: steps, and KV by block."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from models.neuron.bucket import Bucket
from models.neuron.nxd.graph import GATHER_TAG, SCATTER_TAG
from models.neuron.payload import bits, padded
from models.neuron.shape import TRANSFER_BLOCKS, NeuronShape
from models.parallel.kv import gather_heads, source_heads, take_heads


class NxDModel(Protocol):
    """What is called of neuronx_distributed's NxDModel."""

    def set_weights(self, sharded_checkpoint: list[dict[str, Tensor]]) -> None: ...

    def to_neuron(self) -> None: ...

    def __call__(self, *args: Any, model_name: str | None, forward_mode: str, **kwargs: Any) -> Any: ...


@dataclass(frozen=True, slots=True)
class StepResult:
    """Outputs on the device; reading one waits for the step."""

    token_ids_on_device: Any
    logits_on_device: Any
    next_token_ids: Any  # of each rank, [rows, 1]: what a decode that follows takes as its token_ids

    def token_ids(self) -> Tensor:
        """int32 [rows]; NEEDS_HOST where the logits decide."""
        token_ids: Tensor = self.token_ids_on_device.cpu()
        return token_ids

    def logits(self) -> Tensor:
        """float32 [rows, vocab_size]."""
        logits: Tensor = self.logits_on_device.cpu()
        return logits


class LoadedNeuronModel:
    """The graphs, their weights and the KV, on all ranks of one process."""

    def __init__(self, nxd_model: NxDModel, shape: NeuronShape) -> None:
        self._nxd_model = nxd_model
        self.shape = shape
        self._ranks = range(shape.tp)

    def step(
        self, bucket: Bucket, inputs: Mapping[str, Tensor], token_ids_on_device: Any = None
    ) -> StepResult:
        """Start one step; steps, reads and writes run in the order in which they are started.

        `token_ids_on_device`: another step's `next_token_ids`, to be read instead of the input.
        """
        ranked: dict[str, Any] = {name: self._copies(x) for name, x in inputs.items()}
        if token_ids_on_device is not None:
            ranked["token_ids"] = token_ids_on_device
        outputs = self._nxd_model(model_name=bucket.tag, forward_mode="async", **ranked)
        token_ids, logits, next_token_ids = outputs
        return StepResult(token_ids[0], logits[0], next_token_ids)

    def read_blocks(self, block_ids: NDArray[np.int32]) -> NDArray[np.generic]:
        """Canonical: [n, num_layers, 2, KV heads of the model, block_size, head_dim]; see models/kv.py."""
        layout = self.shape.layout
        size = (
            len(block_ids),
            layout.num_layers,
            2,
            self.shape.num_kv_heads,
            layout.block_size,
            layout.head_dim,
        )
        canonical: NDArray[np.generic] = np.empty(size, bits(torch.empty(0, dtype=layout.dtype)).dtype)
        for start in range(0, len(block_ids), TRANSFER_BLOCKS):
            ids = block_ids[start : start + TRANSFER_BLOCKS]
            (by_rank,) = self._nxd_model(
                model_name=GATHER_TAG, forward_mode="ranked_to_cpu", block_ids=self._copies(padded(ids))
            )
            parts = [
                bits(payload)[: len(ids), :, :, source_heads(self.shape.heads, rank)]
                for rank, payload in enumerate(by_rank)
            ]
            canonical[start : start + len(ids)] = gather_heads(parts)
        return canonical

    def write_blocks(self, block_ids: NDArray[np.int32], payload: NDArray[np.generic]) -> None:
        """The inverse of `read_blocks`."""
        for start in range(0, len(block_ids), TRANSFER_BLOCKS):
            ids = block_ids[start : start + TRANSFER_BLOCKS]
            # The padding goes to the null block.
            part = np.zeros((TRANSFER_BLOCKS, *payload.shape[1:]), payload.dtype)
            part[: len(ids)] = payload[start : start + len(ids)]
            self._nxd_model(
                model_name=SCATTER_TAG,
                forward_mode="ranked",
                block_ids=self._copies(padded(ids)),
                payload=[self._of_rank(part, rank) for rank in self._ranks],
            )

    def _of_rank(self, payload: NDArray[np.generic], rank: int) -> Tensor:
        part = np.ascontiguousarray(take_heads(self.shape.heads, rank, payload))
        return torch.from_numpy(part).view(self.shape.layout.dtype)

    def copy_block(self, source: int, target: int) -> None:
        """On the device: the payload that one graph gives goes into the other."""
        (payload,) = self._nxd_model(
            model_name=GATHER_TAG, forward_mode="ranked", block_ids=self._copies(padded([source]))
        )
        self._nxd_model(
            model_name=SCATTER_TAG,
            forward_mode="ranked",
            block_ids=self._copies(padded([target])),
            payload=payload,
        )

    def close(self) -> None:
        del self._nxd_model

    def _copies(self, x: Tensor) -> list[Tensor]:
        """An input that is the same on every rank."""
        return [x for _ in self._ranks]
