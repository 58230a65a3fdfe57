from __future__ import annotations

import ctypes
import mmap
from pathlib import Path

import pytest
import torch

from kernels.memory import HUGE_PAGE_BYTES, Shelf, empty, packed, release_freed


@pytest.mark.parametrize("shape", [(0,), (3, 5), (3, HUGE_PAGE_BYTES)])
def test_a_tensor_is_zero_and_writable_whatever_its_size(shape):
    tensor = empty(shape, torch.bfloat16)
    assert tensor.shape == shape
    assert tensor.data_ptr() % 64 == 0
    assert not tensor.any()
    tensor.fill_(1)


def test_a_large_one_begins_on_a_huge_page():
    assert empty((HUGE_PAGE_BYTES + 1,), torch.uint8).data_ptr() % HUGE_PAGE_BYTES == 0


def test_packed_matrices_lie_side_by_side():
    sizes = (1, 100, HUGE_PAGE_BYTES, 40 * HUGE_PAGE_BYTES, 7)
    pieces = [packed(size) for size in sizes]
    for value, piece in enumerate(pieces, 1):
        assert piece.data_ptr() % 64 == 0
        assert not piece.any()
        piece.fill_(value)
    for value, (size, piece) in enumerate(zip(sizes, pieces, strict=True), 1):
        assert len(piece) == size
        assert (piece == value).all()


def test_a_small_tensor_takes_the_room_that_a_large_one_left():
    shelf = Shelf()
    first = shelf.take(20 * HUGE_PAGE_BYTES // 2)
    shelf.take(10 * HUGE_PAGE_BYTES)
    assert shelf.take(64).data_ptr() == first.data_ptr() + len(first)
    shelf.end()
    assert shelf.take(64).data_ptr() != first.data_ptr() + len(first) + 64


def resident_bytes() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * mmap.PAGESIZE


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "malloc_trim"), reason="the C library is not glibc")
def test_what_was_freed_goes_back_to_the_system():
    pieces = [bytearray(4000) for _ in range(16_384)]  # 64 MB, each too small for pages of its own
    last = pieces.pop()  # glibc gives back by itself what lies behind the last piece alone
    pieces.clear()
    before = resident_bytes()
    release_freed()
    assert resident_bytes() < before - 32 * 2**20
    del last
