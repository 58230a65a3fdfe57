"""A random Llama of two layers on the CPU runner."""

import pytest
import torch

from kernels.kv_blocks import KVFormat
from kernels.linear.quantized import QuantizedFormat, Weight
from models.config import ModelConfig
from models.cpu_kv import allocate_kv
from models.kv import PagedKV
from models.llama import LlamaDecoder, expected_tensors
from models.operators import Operators, reference_kv_operators
from models.quantization import quantize
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
    operators: Operators,
    dtype: torch.dtype,
    *,
    num_blocks: int,
    block_size: int,
    quantization: QuantizedFormat | None = None,
    kv_format: KVFormat | None = None,
) -> CpuRunner:
    generator = torch.Generator().manual_seed(0)
    weights: dict[str, Weight] = {}
    for name, shape in expected_tensors(CONFIG).items():
        weight = torch.randn(shape, generator=generator).mul_(0.3).to(dtype)
        is_quantized = quantization is not None and weight.dim() == 2
        weights[name] = quantize(weight, quantization) if is_quantized else weight
    decoder = LlamaDecoder(CONFIG, operators, weights.__getitem__)
    sizes = {"num_blocks": num_blocks, "block_size": block_size}
    if kv_format is None:
        return CpuRunner(
            decoder, PagedKV.allocate(CONFIG, dtype=dtype, operators=reference_kv_operators(), **sizes)
        )
    return CpuRunner(decoder, allocate_kv(CONFIG, kv_format=kv_format, **sizes))


@pytest.fixture(scope="session")
def tiny_llama():
    """Makes a CpuRunner from (operators, dtype, num_blocks=, block_size=, quantization=, kv_format=).

    Without a kv_format it runs op by op on torch tensors.
    """
    return _make_runner
