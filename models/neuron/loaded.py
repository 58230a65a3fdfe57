"""A compiled model on its cores: steps, and KV by block."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import torch
from torch import Tensor

from models.neuron.bucket import Bucket
from models.neuron.graph import GATHER_TAG, SCATTER_TAG
from models.neuron.kv import KVLayout
from models.parallel.heads import PADDED

# Blocks of one call of gather_blocks or scatter_blocks.
TRANSFER_BLOCKS = 8


class NxDModel(Protocol):
    """What is called of neuronx_distributed's NxDModel."""

    def set_weights(self, sharded_checkpoint: list[dict[str, Tensor]]) -> None: ...

    def to_neuron(self) -> None: ...

    def __call__(self, *args: Any, model_name: str | None, forward_mode: str, **kwargs: Any) -> Any: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class NeuronShape:
    """What the graphs are compiled for."""

    vocab_size: int
    buckets: tuple[Bucket, ...]
    layout: KVLayout  # of one rank
    # The model's KV heads that each rank holds, in its order; PADDED where it holds none. A head may be
    # on several ranks.
    kv_heads_of_rank: tuple[tuple[int, ...], ...]

    @property
    def tp(self) -> int:
        return len(self.kv_heads_of_rank)

    @property
    def num_kv_heads(self) -> int:
        """Of the model."""
        return 1 + max(head for heads in self.kv_heads_of_rank for head in heads)


@dataclass(frozen=True, slots=True)
class StepResult:
    """Outputs on the device; reading one waits for the step."""

    token_ids_on_device: Any
    logits_on_device: Any

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

    def step(self, bucket: Bucket, inputs: Mapping[str, Tensor]) -> StepResult:
        """Start one step; steps, reads and writes run in the order in which they are started."""
        outputs = self._nxd_model(
            model_name=bucket.tag,
            forward_mode="async",
            **{name: self._copies(x) for name, x in inputs.items()},
        )
        token_ids, logits = outputs
        return StepResult(token_ids[0], logits[0])

    def read_blocks(self, block_ids: Tensor) -> Tensor:
        """int32 [n] -> [n, num_layers, 2, KV heads of the model, block_size, head_dim]."""
        layout = self.shape.layout
        parts = []
        for ids, num_used in _chunks(block_ids):
            (by_rank,) = self._nxd_model(
                model_name=GATHER_TAG, forward_mode="ranked_to_cpu", block_ids=self._copies(ids)
            )
            parts.append(self._join_heads([payload[:num_used] for payload in by_rank]))
        if not parts:
            size = (0, layout.num_layers, 2, self.shape.num_kv_heads, layout.block_size, layout.head_dim)
            return torch.empty(size, dtype=layout.dtype)
        return torch.cat(parts)

    def write_blocks(self, block_ids: Tensor, payload: Tensor) -> None:
        """The inverse of `read_blocks`."""
        start = 0
        for ids, num_used in _chunks(block_ids):
            part = payload[start : start + num_used]
            start += num_used
            self._nxd_model(
                model_name=SCATTER_TAG,
                forward_mode="ranked",
                block_ids=self._copies(ids),
                payload=[self._heads_of(part, rank) for rank in self._ranks],
            )

    def copy_block(self, source: int, target: int) -> None:
        """On the device: the payload that one graph gives goes into the other."""
        (payload,) = self._nxd_model(
            model_name=GATHER_TAG, forward_mode="ranked", block_ids=self._copies(_padded([source]))
        )
        self._nxd_model(
            model_name=SCATTER_TAG,
            forward_mode="ranked",
            block_ids=self._copies(_padded([target])),
            payload=payload,
        )

    def _copies(self, x: Tensor) -> list[Tensor]:
        """An input that is the same on every rank."""
        return [x for _ in self._ranks]

    def _join_heads(self, by_rank: list[Tensor]) -> Tensor:
        """[n, num_layers, 2, KV heads of the rank, ...] each -> the same of the model's KV heads."""
        places = {
            head: (rank, index)
            for rank, heads in enumerate(self.shape.kv_heads_of_rank)
            for index, head in enumerate(heads)
            if head != PADDED
        }
        return torch.stack(
            [by_rank[rank][:, :, :, index] for rank, index in (places[head] for head in sorted(places))],
            dim=3,
        )

    def _heads_of(self, payload: Tensor, rank: int) -> Tensor:
        """One rank's part, filled up to TRANSFER_BLOCKS; heads that are none are zeros."""
        layout = self.shape.layout
        size = (
            TRANSFER_BLOCKS,
            layout.num_layers,
            2,
            layout.num_kv_heads,
            layout.block_size,
            layout.head_dim,
        )
        part = torch.zeros(size, dtype=layout.dtype)
        for index, head in enumerate(self.shape.kv_heads_of_rank[rank]):
            if head != PADDED:
                part[: len(payload), :, :, index] = payload[:, :, :, head]
        return part


def _chunks(block_ids: Tensor) -> Iterator[tuple[Tensor, int]]:
    """TRANSFER_BLOCKS ids at a time, padded by the null block, and how many of them are meant."""
    ids = block_ids.tolist()
    for start in range(0, len(ids), TRANSFER_BLOCKS):
        part = ids[start : start + TRANSFER_BLOCKS]
        yield _padded(part), len(part)


def _padded(block_ids: list[int]) -> Tensor:
    return torch.tensor(block_ids + [0] * (TRANSFER_BLOCKS - len(block_ids)), dtype=torch.int32)
