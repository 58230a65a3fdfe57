"""The one contract between the engine and a device. Toy, CPU and Neuron keep it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from models.lora import LoraAdapter
from serving.engine.batch import Batch, Int32Array


@dataclass(frozen=True, slots=True, eq=False)
class StepOutput:
    """What one step computed: logits, float32 [num_logit_rows, vocab_size], one row per `logit_rows`.

    token_ids, of a runner that samples: int32 [num_logit_rows], the very token that the host's sampler would
    give; then the row's logits are not filled in. -1: they are, and decide.
    The arrays are the caller's until the next `submit`.
    """

    logits: NDArray[np.float32]
    token_ids: Int32Array | None = None


class StepHandle(Protocol):
    def result(self) -> StepOutput:
        """Wait for the step and return what it computed."""
        ...


@runtime_checkable
class TakesAdapters(Protocol):
    """A runner whose sequences may have adapters."""

    def add_adapter(self, adapter: LoraAdapter) -> None: ...

    def remove_adapter(self, digest: str) -> None:
        """No step has it any more."""


class Runner(Protocol):
    """Turns a Batch into logits. The only thing that knows the device.

    K and V of the batch's tokens are in their slots when `result()` returns. Block 0 is the null
    block: it may be read (masked) and is never written. A row's logits depend on its sequence's
    tokens alone, not on the rows beside it, the chunks it came in, or the ids of its blocks (to
    rounding where the runner says so; bitwise where it promises row invariance).
    """

    @property
    def vocab_size(self) -> int: ...

    @property
    def num_blocks(self) -> int:
        """Usable blocks, ids 1 to num_blocks."""
        ...

    @property
    def block_size(self) -> int: ...

    @property
    def bytes_per_block(self) -> int: ...

    @property
    def samples(self) -> bool:
        """Whether it makes use of `Batch.sampling`, and takes a batch whose tokens are FED_BACK."""
        ...

    def submit(self, batch: Batch) -> StepHandle:
        """Start one step. Steps run in the order they are submitted.

        Before the result of a step of decodes is taken, the one that follows it may be submitted, with
        FED_BACK for its tokens. A row that the runner left to the host is fed a token that means nothing.
        """
        ...

    def copy_block(self, source: int, target: int) -> None:
        """Copy all slots of one block, in order with the steps submitted before and after."""
        ...

    def read_blocks(self, block_ids: Int32Array) -> NDArray[np.generic]:
        """The blocks' canonical payload: [len(block_ids), layer, 2 (k, v), kv_head, token, head_dim]."""
        ...

    def write_blocks(self, block_ids: Int32Array, payload: NDArray[np.generic]) -> None:
        """The inverse of `read_blocks`."""
        ...

    def close(self) -> None:
        """Give the memory back. The runner is not used again."""
        ...
