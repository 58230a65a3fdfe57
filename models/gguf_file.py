"""A model in the GGUF format: one file, or the parts that llama.cpp's gguf-split makes of one."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.errors import CheckpointError
from models.gguf_part import GGUFPart, GGUFTensor

_PART_NAME = re.compile(r"(?P<model>.+)-(?P<number>\d{5})-of-(?P<count>\d{5})\.gguf", re.IGNORECASE)


class GGUFFile:
    """`path` is the file, or the first of its parts, which has the metadata of all.

    Raises: CheckpointError naming the file, and the key or tensor whose description cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        first = GGUFPart(path)
        self.metadata: dict[str, Any] = first.metadata
        count = first.metadata.get("split.count", 0)
        self._parts = [first] if count in (0, 1) else [first, *_others(first, count)]
        self.tensors: dict[str, GGUFTensor] = {}
        self._part_of: dict[str, GGUFPart] = {}
        for part in self._parts:
            self._add(part)
        expected = first.metadata.get("split.tensors.count", len(self.tensors))
        if expected != len(self.tensors):
            raise CheckpointError(
                f"{path}: `split.tensors.count` is {expected}, and the parts have {len(self.tensors)} "
                "tensors. Get all parts from the same place."
            )

    @property
    def files(self) -> tuple[Path, ...]:
        return tuple(part.path for part in self._parts)

    def data(self, name: str) -> NDArray[np.uint8]:
        """The tensor's bytes, a view of its file; see GGUFPart."""
        return self._part_of[name].data(name)

    def _add(self, part: GGUFPart) -> None:
        for name, tensor in part.tensors.items():
            if name in self.tensors:
                raise CheckpointError(
                    f"{part.path}: the tensor `{name}` is in {self._part_of[name].path.name} too. Get all "
                    "parts from the same place."
                )
            self.tensors[name] = tensor
            self._part_of[name] = part


def part_names(name: str) -> list[str]:
    """The names of all parts of a file called like one of them; of another its own alone."""
    match = _PART_NAME.fullmatch(name)
    if match is None:
        return [name]
    count = int(match["count"])
    return [f"{match['model']}-{number:05}-of-{count:05}.gguf" for number in range(1, count + 1)]


def model_name(path: Path) -> str:
    """What a file is called, without what makes it a part."""
    match = _PART_NAME.fullmatch(path.name)
    return match["model"] if match else path.stem


def _others(first: GGUFPart, count: int) -> list[GGUFPart]:
    names = part_names(first.path.name)
    number = first.metadata.get("split.no")
    if number != 0:
        raise CheckpointError(
            f"{first.path}: `split.no` is {number}: this is not the first of {count} parts, counted from 0. "
            f"Give the first, {names[0] if len(names) > 1 else 'NAME-00001-of-...'}."
        )
    if len(names) != count:
        raise CheckpointError(
            f"{first.path}: `split.count` is {count}, and the name does not say so. Parts are called "
            f"NAME-00001-of-{count:05}.gguf and so on: give them their names back."
        )
    parts = []
    for index, name in enumerate(names[1:], 1):
        path = first.path.with_name(name)
        if not path.is_file():
            raise CheckpointError(f"{path}: part {index + 1} of {count} is missing. Put it beside the first.")
        part = GGUFPart(path)
        if part.metadata.get("split.no") != index:
            raise CheckpointError(
                f"{path}: `split.no` is {part.metadata.get('split.no')} and should be {index}. Get all parts "
                "from the same place."
            )
        parts.append(part)
    return parts
