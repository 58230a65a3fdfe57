"""Reading one file in the GGUF format: metadata at once, tensors as views of the mapped file.

The format is defined in ggml's docs/gguf.md. Versions 2 and 3, little-endian.
"""

from __future__ import annotations

import mmap
import struct
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from gguf.constants import GGML_QUANT_SIZES, GGMLQuantizationType
from numpy.typing import NDArray

from models.errors import CheckpointError
from models.gguf_texts import Texts

MAGIC = b"GGUF"
DEFAULT_ALIGNMENT = 32
MAX_DIMENSIONS = 4
_SCALARS = {  # GGUF value type id to struct format
    0: "<B",
    1: "<b",
    2: "<H",
    3: "<h",
    4: "<I",
    5: "<i",
    6: "<f",
    7: "<?",
    10: "<Q",
    11: "<q",
    12: "<d",
}
_STRING, _ARRAY = 8, 9


@dataclass(frozen=True, slots=True)
class GGUFTensor:
    """Where one tensor lies. `shape` has the slowest dimension first, as torch counts."""

    name: str
    shape: tuple[int, ...]
    kind: GGMLQuantizationType
    start: int  # byte offset in the file
    num_bytes: int


class GGUFPart:
    """A parsed header over a mapped file, which holds a model or a part of one.

    Raises: CheckpointError naming the key or tensor whose description cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._bytes = _map(path)
        self._position = len(MAGIC)
        self.metadata: dict[str, Any] = {}
        self.tensors: dict[str, GGUFTensor] = {}
        self._read_header()

    def data(self, name: str) -> NDArray[np.uint8]:
        """The tensor's bytes, a view of the file. What is written to it never reaches the file."""
        tensor = self.tensors[name]
        return np.frombuffer(self._bytes, dtype=np.uint8, count=tensor.num_bytes, offset=tensor.start)

    def _read_header(self) -> None:
        if self._bytes[: len(MAGIC)] != MAGIC:
            raise CheckpointError(f"{self.path}: this is not a GGUF file (it does not start with `GGUF`).")
        version = self._scalar("<I", "the version")
        if version not in (2, 3):
            raise CheckpointError(
                f"{self.path}: GGUF version {version} is not supported (2 and 3 are, little-endian). "
                "Convert the model again."
            )
        num_tensors = self._scalar("<Q", "the number of tensors")
        num_keys = self._scalar("<Q", "the number of keys")
        last = "the first key"
        for _ in range(num_keys):
            key = self._string(f"the key after {last}")
            last = f"`{key}`"
            self.metadata[key] = self._value(self._scalar("<I", last), last)
        infos = [self._tensor_info(i, num_tensors) for i in range(num_tensors)]
        alignment = self.metadata.get("general.alignment", DEFAULT_ALIGNMENT)
        if not isinstance(alignment, int) or alignment < 1:
            raise CheckpointError(f"{self.path}: `general.alignment` must be at least 1, got {alignment!r}.")
        start = -(-self._position // alignment) * alignment
        for info in infos:
            self._add_tensor(*info, data_start=start)

    def _tensor_info(self, index: int, num_tensors: int) -> tuple[str, tuple[int, ...], int, int]:
        name = self._string(f"the name of tensor {index + 1} of {num_tensors}")
        what = f"the tensor `{name}`"
        num_dimensions = self._scalar("<I", what)
        if num_dimensions > MAX_DIMENSIONS:
            raise CheckpointError(
                f"{self.path}: {what} has {num_dimensions} dimensions. The file is damaged."
            )
        shape = tuple(self._scalar("<Q", what) for _ in range(num_dimensions))[::-1]
        return name, shape, self._scalar("<I", what), self._scalar("<Q", what)

    def _add_tensor(
        self, name: str, shape: tuple[int, ...], kind_id: int, offset: int, data_start: int
    ) -> None:
        what = f"{self.path}: the tensor `{name}`"
        try:
            kind = GGMLQuantizationType(kind_id)
        except ValueError:
            raise CheckpointError(
                f"{what} has the unknown type {kind_id}. Convert the model again."
            ) from None
        block_size, block_bytes = GGML_QUANT_SIZES[kind]
        num_elements = 1
        for dimension in shape:
            num_elements *= dimension
        if (shape[-1] if shape else 1) % block_size:
            raise CheckpointError(
                f"{what} has rows of {shape[-1]}, not a multiple of {kind.name}'s block of {block_size}. "
                "The file is damaged."
            )
        num_bytes = num_elements // block_size * block_bytes
        if data_start + offset + num_bytes > len(self._bytes):
            raise CheckpointError(
                f"{what} ends at byte {data_start + offset + num_bytes} and the file has {len(self._bytes)}: "
                "it is truncated. Get it again."
            )
        if name in self.tensors:
            raise CheckpointError(f"{what} is there twice. Convert the model again.")
        self.tensors[name] = GGUFTensor(name, shape, kind, data_start + offset, num_bytes)

    def _take(self, num_bytes: int, what: str) -> int:
        """Advance, and return the position before."""
        start = self._position
        if start + num_bytes > len(self._bytes):
            raise CheckpointError(
                f"{self.path}: the file ends within {what}: it is truncated or damaged. Get it again."
            )
        self._position = start + num_bytes
        return start

    def _scalar(self, fmt: str, what: str) -> Any:
        start = self._take(struct.calcsize(fmt), what)
        return struct.unpack_from(fmt, self._bytes, start)[0]

    def _string(self, what: str) -> str:
        length = self._scalar("<Q", what)
        start = self._take(length, what)
        # Vocabularies made from damaged sources hold invalid UTF-8 in unused entries.
        return self._bytes[start : start + length].decode("utf-8", "replace")

    def _value(self, kind: int, what: str) -> Any:
        if kind in _SCALARS:
            return self._scalar(_SCALARS[kind], what)
        if kind == _STRING:
            return self._string(what)
        if kind == _ARRAY:
            return self._array(what)
        raise CheckpointError(f"{self.path}: {what} has the unknown value type {kind}. The file is damaged.")

    def _array(self, what: str) -> Sequence[Any]:
        kind = self._scalar("<I", what)
        length = self._scalar("<Q", what)
        if kind == _STRING:
            return self._strings(length, what)
        if kind not in _SCALARS:
            raise CheckpointError(f"{self.path}: {what} is an array of the unknown type {kind}.")
        code = _SCALARS[kind][1]
        start = self._take(length * struct.calcsize("<" + code), what)
        return list(struct.unpack_from(f"<{length}{code}", self._bytes, start))

    def _strings(self, length: int, what: str) -> Texts:
        """A vocabulary is 100,000 of them: the loop keeps everything local."""
        memory, size, position = self._bytes, len(self._bytes), self._position
        if length > (size - position) // 8:
            self._take(size, what)  # raises
        unpack: Callable[..., tuple[int]] = struct.Struct("<Q").unpack_from
        ends = array("q")
        for _ in range(length):
            if position + 8 > size:
                self._take(size, what)  # raises
            position += 8 + unpack(memory, position)[0]
            if position > size:
                self._take(size, what)
            ends.append(position)
        places = np.array(ends, np.int64)
        starts = np.concatenate(([self._position], places))[:length] + 8
        self._position = position
        return Texts(memory, starts, places)


def _map(path: Path) -> mmap.mmap:
    try:
        with path.open("rb") as file:
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY)
    except (OSError, ValueError) as exc:
        raise CheckpointError(f"{path}: the file cannot be read ({exc}).") from exc
