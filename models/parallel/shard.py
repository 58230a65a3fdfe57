"""What each rank has of a decoder: its configuration, and its part of each tensor of the checkpoint."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

import torch
from torch import Tensor

from models.config import ExpertsConfig, ModelConfig
from models.errors import CheckpointError
from models.families import family_of
from models.parallel.heads import PADDED, HeadLayout, head_layout
from models.weights import EMBEDDING, LM_HEAD, Shape


@dataclass(frozen=True)
class Sharding:
    """A decoder over `num_ranks`. Sizes that the ranks do not divide are padded with zeros.

    Which tensors are cut, and how, the family says (`Family.cuts`): rows go with their biases, the bias of
    what is cut by columns is whole, and so is what it does not name. Heads are dealt as heads.py says.
    """

    config: ModelConfig
    num_ranks: int

    def __post_init__(self) -> None:
        if self.num_ranks > 1 and self.config.qk_norm == "whole":
            raise not_shared(self.config, "the norms of q and k over all heads", self.num_ranks)

    @cached_property
    def heads(self) -> HeadLayout:
        return head_layout(self.config.num_heads, self.config.num_kv_heads, self.num_ranks)

    @cached_property
    def rank_config(self) -> ModelConfig:
        """Of the decoder that each rank builds. The vocabulary's size is the whole one."""
        return replace(
            self.config,
            num_heads=self.heads.num_query_heads_per_rank,
            num_kv_heads=self.heads.num_kv_heads_per_rank,
            intermediate_size=_part_size(self.config.intermediate_size, self.num_ranks),
            experts=self._rank_experts,
        )

    @property
    def _rank_experts(self) -> ExpertsConfig | None:
        """Each rank has a part of every expert."""
        if (experts := self.config.experts) is None:
            return None
        return replace(experts, intermediate_size=_part_size(experts.intermediate_size, self.num_ranks))

    @cached_property
    def shapes(self) -> dict[str, Shape]:
        """Of each tensor that a rank has, by its name in the checkpoint."""
        shapes = family_of(self.config).expected_tensors(self.rank_config)
        for name in {EMBEDDING, LM_HEAD} & shapes.keys():
            vocab_size, hidden = shapes[name]
            shapes[name] = (_part_size(vocab_size, self.num_ranks), hidden)
        return shapes

    def cut(self, name: str, tensor: Tensor, rank: int) -> Tensor:
        """The rank's own copy of its part of the tensor called `name`."""
        module, _, kind = name.rpartition(".")
        match family_of(self.config).cuts.get(module.rpartition(".")[2]):
            case "rows":
                return _select(tensor, 0, self._run(tensor.shape[0], rank))
            case "query_heads":
                return _select(tensor, 0, list(self.heads.query_heads_of(rank)))
            case "query_rows":
                return _select(tensor, 0, self._rows_of(self.heads.query_heads_of(rank)))
            case "kv_rows":
                return _select(tensor, 0, self._rows_of(self.heads.kv_heads_of(rank)))
            case "query_columns" if kind == "weight":
                return _select(tensor, 1, self._rows_of(self.heads.query_heads_of(rank)))
            case "columns" if kind == "weight":
                return _select(tensor, 1, self._run(tensor.shape[1], rank))
        return tensor.clone()

    def _run(self, size: int, rank: int) -> list[int]:
        part = _part_size(size, self.num_ranks)
        return [i if i < size else PADDED for i in range(rank * part, (rank + 1) * part)]

    def _rows_of(self, heads: Iterable[int]) -> list[int]:
        dim = self.config.head_dim
        return [PADDED if head == PADDED else head * dim + i for head in heads for i in range(dim)]


def not_shared(config: ModelConfig, what: str, num_ranks: int) -> CheckpointError:
    return CheckpointError(
        f"{config.file}: the family {config.family} runs on one rank: {what} cannot be shared among "
        f"{num_ranks} yet. Use --tp 1."
    )


def _part_size(size: int, num_ranks: int) -> int:
    return -(-size // num_ranks)


def _select(tensor: Tensor, dim: int, index: list[int]) -> Tensor:
    """tensor[index] along `dim`, zeros where the index is PADDED."""
    wanted = torch.tensor(index)
    part = tensor.index_select(dim, wanted.clamp(min=0))
    return part.index_fill(dim, (wanted == PADDED).nonzero().flatten(), 0)
