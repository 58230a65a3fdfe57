"""The named tensors of a checkpoint, whatever the file format, under Hugging Face's names."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal, Protocol

from torch import Tensor

from kernels.linear.quantized import QuantizedWeight
from models.errors import CheckpointError

Shape = tuple[int, ...]
# How a module's tensors are shared among ranks: its rows, or its columns and then the bias is whole; of what
# belongs to heads, by the heads.
Cut = Literal["rows", "query_heads", "query_rows", "kv_rows", "columns", "query_columns"]

EMBEDDING = "model.embed_tokens.weight"
LM_HEAD = "lm_head.weight"
ROUTER = ".mlp.gate.weight"  # how its name ends


def is_quantisable(name: str, shape: Shape) -> bool:
    """Matrices are, but for a router's: which experts are chosen must not hang on rounding."""
    return len(shape) == 2 and not name.endswith(ROUTER)


class Weights(Protocol):
    """Tensors that are read one at a time."""

    @property
    def names(self) -> Collection[str]: ...

    def shape(self, name: str) -> Shape:
        """Known from the header, without reading the tensor."""
        ...

    def label(self, name: str) -> str:
        """The file and the tensor's own name in it, for errors; also of a tensor that should be there."""
        ...

    def read(self, name: str, rows: range | None = None) -> Tensor:
        """The tensor in the file's float dtype (float32 where it was quantised). It may alias the file.

        rows: with all dimensions but the last counting as one; they are read as [n, last].
        """
        ...

    def read_quantized(self, name: str, rows: range | None = None) -> QuantizedWeight | None:
        """The matrix as the file has it, if it is in one of our quantised formats. `rows` as for `read`."""
        ...


def check_tensors(weights: Weights, expected: Mapping[str, Shape], ignored: Collection[str] = ()) -> None:
    """Raise CheckpointError unless the checkpoint has exactly the expected tensors and shapes."""
    missing = [name for name in expected if name not in weights.names]
    if missing:
        raise CheckpointError(
            f"{weights.label(missing[0])} is missing ({len(missing)} of {len(expected)} are). "
            "The checkpoint is incomplete, or its configuration is another model's: get both again."
        )
    extra = sorted(name for name in weights.names if name not in expected and name not in ignored)
    if extra:
        raise CheckpointError(
            f"{weights.label(extra[0])} is not part of this model ({len(extra)} such tensors). The "
            "configuration does not describe this checkpoint: get both from the same place."
        )
    for name, shape in expected.items():
        if weights.shape(name) != shape:
            raise CheckpointError(
                f"{weights.label(name)} has shape {list(weights.shape(name))}, but the configuration makes "
                f"it {list(shape)}. Get the configuration and the weights from the same place."
            )
