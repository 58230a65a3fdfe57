"""Memory for large tensors that the kernels read in an order of their own."""

from __future__ import annotations

import ctypes
import math
import mmap
import threading

import torch
from torch import Tensor

HUGE_PAGE_BYTES = 2 * 1024 * 1024


def empty(shape: tuple[int, ...], dtype: torch.dtype) -> Tensor:
    """A tensor of zeros, 64-byte aligned; each whole 2 MB of it on a huge page where the system has them.

    Pages are committed when they are first written. Blocks scattered over ordinary pages cost a walk through
    the page tables each; on huge ones attention over a large cache was 10 to 30 % faster.
    """
    num_elements = math.prod(shape)
    num_bytes = num_elements * dtype.itemsize
    if num_bytes < HUGE_PAGE_BYTES:
        return torch.zeros(shape, dtype=dtype)
    # Room to start at a huge page's boundary. The rest after the last whole one stays on ordinary pages: a
    # model has hundreds of tensors, and half a huge page wasted on each would be seen.
    memory = mmap.mmap(-1, num_bytes + HUGE_PAGE_BYTES, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    whole = torch.frombuffer(memory, dtype=torch.uint8)
    offset = -whole.data_ptr() % HUGE_PAGE_BYTES
    if hasattr(mmap, "MADV_HUGEPAGE"):
        memory.madvise(mmap.MADV_HUGEPAGE, offset, num_bytes // HUGE_PAGE_BYTES * HUGE_PAGE_BYTES)
    return whole[offset : offset + num_bytes].view(dtype)[:num_elements].view(shape)


class Shelf:
    """Memory for many tensors that live about as long, one behind the other on huge pages.

    A tensor on its own that is smaller than a huge page would lie on ordinary ones, with a fault for each of
    them while the model is loaded.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._rests: list[Tensor] = []  # where a larger tensor found no room, a smaller one may

    def take(self, num_bytes: int) -> Tensor:
        """Zeros, uint8 [num_bytes], 64-byte aligned."""
        num_aligned = -(-num_bytes // _ALIGNMENT) * _ALIGNMENT
        with self._lock:
            fitting = (place for place, rest in enumerate(self._rests) if num_aligned <= len(rest))
            place = next(fitting, len(self._rests))
            if place == len(self._rests):
                self._rests.append(empty((max(num_aligned, _SHELF_BYTES),), torch.uint8))
            rest = self._rests[place]
            self._rests[place : place + 1] = [rest[num_aligned:]] if num_aligned < len(rest) else []
        return rest[:num_bytes]

    def end(self) -> None:
        """What is taken from now on lies elsewhere: a rest in use keeps all beside it from being freed."""
        with self._lock:
            self._rests.clear()


_ALIGNMENT = 64
_SHELF_BYTES = 16 * HUGE_PAGE_BYTES
_shelf = Shelf()


def packed(num_bytes: int) -> Tensor:
    """Zeros for one of a model's many matrices, uint8 [num_bytes], 64-byte aligned."""
    return _shelf.take(num_bytes)


_MADV_POPULATE_WRITE = 23  # Linux 5.14
_PAGE_BYTES = mmap.PAGESIZE


def commit(memory: Tensor) -> bool:
    """Have the system provide the memory's whole pages now, unchanged; holds no lock of the interpreter.

    memory: contiguous. False where the system cannot: then pages come with their first write, as ever.
    """
    start = -(-memory.data_ptr() // _PAGE_BYTES) * _PAGE_BYTES
    num_bytes = (memory.data_ptr() + memory.nbytes - start) // _PAGE_BYTES * _PAGE_BYTES
    if num_bytes <= 0:
        return True
    madvise = ctypes.CDLL(None).madvise
    return bool(madvise(ctypes.c_void_p(start), ctypes.c_size_t(num_bytes), _MADV_POPULATE_WRITE) == 0)


def release_freed() -> None:
    """A model is loaded: give the system back what the C library keeps of memory that was freed, where it can
    (glibc), and no other model's matrices lie beside this one's.
    """
    _shelf.end()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(ctypes.c_size_t(0))
