from __future__ import annotations

import pytest
import torch

from kernels.memory import HUGE_PAGE_BYTES, empty


@pytest.mark.parametrize("shape", [(0,), (3, 5), (3, HUGE_PAGE_BYTES)])
def test_a_tensor_is_zero_and_writable_whatever_its_size(shape):
    tensor = empty(shape, torch.bfloat16)
    assert tensor.shape == shape
    assert tensor.data_ptr() % 64 == 0
    assert not tensor.any()
    tensor.fill_(1)


def test_a_large_one_begins_on_a_huge_page():
    assert empty((HUGE_PAGE_BYTES + 1,), torch.uint8).data_ptr() % HUGE_PAGE_BYTES == 0
