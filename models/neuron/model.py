"""What the runner asks of a back end: a model on its cores, with steps that are started and read later."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from torch import Tensor

from models.neuron.bucket import Bucket
from models.neuron.shape import NeuronShape


class StepResult(Protocol):
    """Outputs on the device; reading one waits for the step."""

    @property
    def next_token_ids(self) -> Any:
        """[rows, 1]: what a decode that follows takes as its token_ids; the back end's own."""
        ...

    def token_ids(self) -> Tensor:
        """int32 [rows]; NEEDS_HOST where the logits decide."""
        ...

    def logits(self) -> Tensor:
        """float32 [rows, vocab_size]."""
        ...


class NeuronModel(Protocol):
    """Steps, reads, writes and copies run in the order in which they are started."""

    @property
    def shape(self) -> NeuronShape: ...

    def step(
        self, bucket: Bucket, inputs: Mapping[str, Tensor], token_ids_on_device: Any = None
    ) -> StepResult:
        """Start one step with inputs as `step_inputs` has them.

        `token_ids_on_device`: another step's `next_token_ids`, to be read instead of the input.
        """
        ...

    def read_blocks(self, block_ids: NDArray[np.int32]) -> NDArray[np.generic]:
        """Canonical: [n, num_layers, 2, KV heads of the model, block_size, head_dim]; see models/kv.py."""
        ...

    def write_blocks(self, block_ids: NDArray[np.int32], payload: NDArray[np.generic]) -> None:
        """The inverse of `read_blocks`."""
        ...

    def copy_block(self, source: int, target: int) -> None: ...

    def close(self) -> None:
        """Give the memory back."""
        ...
