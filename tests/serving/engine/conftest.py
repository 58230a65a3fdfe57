"""A random Llama of two layers on the CPU runner."""

import pytest
import torch

from models.config import ModelConfig
from models.kv import PagedKV
from models.llama import LlamaDecoder, expected_tensors
from models.operators import KVOperators, Operators
from models.rope import RopeConfig
from serving.engine.cpu_runner import CpuRunner

CONFIG = ModelConfig(
    family="llama",
    vocab_size=61,
    hidden_size=32,
    num_layers=2,
    num_heads=4,
    num_kv_heads=2,
    head_dim=16,
    intermediate_size=48,
    rms_norm_eps=1e-5,
    rope=RopeConfig(rotary_dim=16, theta=10000.0),
    max_position_embeddings=1024,
    tie_embeddings=True,
)


def _make_runner(
    operators: Operators, kv_operators: KVOperators, dtype: torch.dtype, *, num_blocks: int, block_size: int
) -> CpuRunner:
    generator = torch.Generator().manual_seed(0)
    weights = {
        name: torch.randn(shape, generator=generator).mul_(0.3).to(dtype)
        for name, shape in expected_tensors(CONFIG).items()
    }
    decoder = LlamaDecoder(CONFIG, operators, weights.__getitem__)
    kv = PagedKV.allocate(
        CONFIG, num_blocks=num_blocks, block_size=block_size, dtype=dtype, operators=kv_operators
    )
    return CpuRunner(decoder, kv)


@pytest.fixture(scope="session")
def tiny_llama():
    """Makes a CpuRunner from (operators, kv_operators, dtype, num_blocks=, block_size=)."""
    return _make_runner
