"""Tensors that a file holds as parts of larger ones: fused projections, and all experts of a layer in one."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from torch import Tensor

from kernels.linear.quantized import QuantizedWeight
from models.errors import CheckpointError
from models.weights import Shape, Weights


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Where a tensor lies in the file's `source`, whose leading dimensions count as one, its rows."""

    source: str
    source_shape: Shape
    rows: range | None = None  # None: the tensor as it is, under another name
    columns: range | None = None  # of these rows; None: all
    is_transposed: bool = False  # the part's columns are the tensor's rows
    is_vector: bool = False  # the part is one row, without a dimension for it

    @property
    def shape(self) -> Shape:
        if self.rows is None:
            return self.source_shape
        num_columns = self.source_shape[-1] if self.columns is None else len(self.columns)
        if self.is_vector:
            return (num_columns,)
        return (num_columns, len(self.rows)) if self.is_transposed else (len(self.rows), num_columns)


class PartedWeights:
    """Weights under the names of their parts, where the file has what these are parts of.

    Raises (here): CheckpointError naming a tensor of another shape than its parts were cut for.
    """

    def __init__(self, weights: Weights, parts: Iterable[tuple[str, Part]]) -> None:
        """Of several places where a tensor may be, the first that the file has is taken."""
        self._weights = weights
        self._parts: dict[str, Part] = {}
        for name, part in parts:
            if part.source in weights.names and name not in weights.names:
                self._parts.setdefault(name, part)
        for part in self._parts.values():
            if weights.shape(part.source) != part.source_shape:
                raise CheckpointError(
                    f"{weights.label(part.source)} has shape {list(weights.shape(part.source))}, but the "
                    f"configuration makes it {list(part.source_shape)}. Get the configuration and the "
                    "weights from the same place."
                )
        sources = {part.source for part in self._parts.values()}
        self._names = dict.fromkeys((*(name for name in weights.names if name not in sources), *self._parts))

    @property
    def names(self) -> Collection[str]:
        return self._names.keys()

    def shape(self, name: str) -> Shape:
        part = self._parts.get(name)
        return self._weights.shape(name) if part is None else part.shape

    def label(self, name: str) -> str:
        part = self._parts.get(name)
        return self._weights.label(name if part is None else part.source)

    def read(self, name: str, rows: range | None = None) -> Tensor:
        part = self._parts.get(name)
        if part is None:
            return self._weights.read(name, rows)
        assert rows is None, "a part is read whole"
        tensor = self._weights.read(part.source, part.rows)
        if part.rows is None:
            return tensor
        if part.columns is not None:
            tensor = tensor[:, part.columns.start : part.columns.stop : part.columns.step]
        if part.is_vector:
            return tensor[0]
        return tensor.t().contiguous() if part.is_transposed else tensor

    def read_quantized(self, name: str, rows: range | None = None) -> QuantizedWeight | None:
        part = self._parts.get(name)
        if part is None:
            return self._weights.read_quantized(name, rows)
        assert rows is None, "a part is read whole"
        if part.columns is not None or part.is_transposed or part.is_vector:
            return None
        return self._weights.read_quantized(part.source, part.rows)
