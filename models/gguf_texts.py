"""An array of strings in a GGUF's metadata, which is decoded as it is asked for."""

from __future__ import annotations

import mmap
from collections.abc import Iterator, Sequence
from typing import overload

import numpy as np
from numpy.typing import NDArray

_AT_ONCE = 4096


class Texts(Sequence[str]):
    """Strings where the file has them: a vocabulary and its merges are some 30 MB of Python's objects.

    Invalid UTF-8, which vocabularies made from damaged sources hold in unused entries, becomes U+FFFD.
    """

    def __init__(self, memory: mmap.mmap, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> None:
        self._memory = memory
        self._starts, self._ends = starts, ends

    def __len__(self) -> int:
        return len(self._starts)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...
    def __getitem__(self, index: int | slice) -> str | list[str]:
        if isinstance(index, slice):
            memory = self._memory
            places = zip(self._starts[index].tolist(), self._ends[index].tolist(), strict=True)
            return [memory[start:end].decode("utf-8", "replace") for start, end in places]
        return self._memory[int(self._starts[index]) : int(self._ends[index])].decode("utf-8", "replace")

    def __iter__(self) -> Iterator[str]:
        for start in range(0, len(self), _AT_ONCE):
            yield from self[start : start + _AT_ONCE]

    def __repr__(self) -> str:
        return f"{len(self)} strings"
