"""Paged KV memory: lazily committed, the null block zero, in place."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import torch

from models.kv import PagedKV, lazy_zeros
from models.operators import reference_kv_operators


def resident_bytes():
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE")


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="needs Linux's /proc")
@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
def test_untouched_blocks_cost_no_memory(dtype):
    before = resident_bytes()
    memory = lazy_zeros((4, 1024, 2, 32, 64), dtype)
    assert resident_bytes() - before < 4 << 20
    memory[0, 5] = 1.0
    assert resident_bytes() - before < 4 << 20
    assert memory[1, 5].abs().max() == 0


def test_writes_land_in_their_slots_and_nowhere_else(tiny_config):
    kv = PagedKV.allocate(
        tiny_config, num_blocks=3, block_size=4, dtype=torch.float32, operators=reference_kv_operators()
    )
    k, v = torch.ones(2, 2, 8), torch.full((2, 2, 8), 2.0)
    kv.write(1, k, v, torch.tensor([4, 11], dtype=torch.int32))
    assert (kv.num_blocks, kv.block_size) == (3, 4)
    assert kv.k[1, 1, :, 0].eq(1).all()
    assert kv.v[1, 2, :, 3].eq(2).all()
    assert kv.k.sum() == k.sum()
    assert not kv.k[:, 0].any()


def test_k_and_v_must_be_alike():
    with pytest.raises(ValueError, match="alike"):
        PagedKV(torch.zeros(1, 2, 3, 4, 5), torch.zeros(1, 2, 3, 4, 6), reference_kv_operators())


@pytest.fixture
def tiny_config():
    from models.config_file import config_from_hf

    return config_from_hf(
        {
            "model_type": "llama",
            "vocab_size": 10,
            "hidden_size": 16,
            "intermediate_size": 16,
            "num_hidden_layers": 2,
            "num_attention_heads": 2,
        }
    )
