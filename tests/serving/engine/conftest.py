"""A random Llama of two layers on the CPU's runners: of one process, and of several ranks."""

from hashlib import blake2b

import pytest
import torch

from kernels.kv_blocks import KVFormat
from kernels.linear.quantized import QuantizedFormat, Weight
from models.checkpoint import Checkpoint
from models.config import ModelConfig
from models.cpu_kv import allocate_kv
from models.kv import PagedKV
from models.llama import LlamaDecoder, expected_tensors
from models.operators import Operators, reference_kv_operators
from models.parallel.checkpoint import shard_checkpoint
from models.quantization import quantize
from models.rope import RopeConfig
from serving.engine.cpu_runner import CpuRunner
from serving.engine.parallel_runner import ParallelRunner, start_ranks

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


def _random_weights(dtype: torch.dtype) -> dict[str, torch.Tensor]:
    generator = torch.Generator().manual_seed(0)
    return {
        name: torch.randn(shape, generator=generator).mul_(0.3).to(dtype)
        for name, shape in expected_tensors(CONFIG).items()
    }


def _make_runner(
    operators: Operators,
    dtype: torch.dtype,
    *,
    num_blocks: int,
    block_size: int,
    quantization: QuantizedFormat | None = None,
    kv_format: KVFormat | None = None,
) -> CpuRunner:
    weights: dict[str, Weight] = {}
    for name, weight in _random_weights(dtype).items():
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


class InMemoryWeights(dict):
    read = dict.__getitem__


@pytest.fixture(scope="session")
def sharded_tiny_llama(tmp_path_factory):
    """The files of tiny_llama's ranks, from (dtype, num_ranks)."""
    root = tmp_path_factory.mktemp("shards")

    def shard(dtype: torch.dtype, num_ranks: int):
        weights = InMemoryWeights(_random_weights(dtype))
        checkpoint = Checkpoint("tiny", "", CONFIG, None, None, weights, ())
        fingerprint = blake2b(str(dtype).encode(), digest_size=16).digest()
        return shard_checkpoint(
            checkpoint,
            fingerprint,
            dtype=dtype,
            num_ranks=num_ranks,
            root=root,
            progress=lambda what, done, total: None,
        )

    return shard


@pytest.fixture(scope="session")
def start_tiny_llama(sharded_tiny_llama):
    """Starts ParallelRunners of (dtype, num_ranks, num_blocks=, block_size=, kv_format=), ended at last."""
    runners = []

    def start(dtype: torch.dtype, num_ranks: int, **sizes) -> ParallelRunner:
        runners.append(start_ranks(sharded_tiny_llama(dtype, num_ranks), num_threads=1, **sizes))
        return runners[-1]

    yield start
    for runner in runners:
        runner.close()
