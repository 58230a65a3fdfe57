"""A random Llama of two layers on the runners: the CPU's, in one process or several, and Neuron's."""

from dataclasses import replace
from functools import partial
from hashlib import blake2b

import pytest
import torch

from kernels.kv_blocks import KVFormat
from kernels.linear.quantized import QuantizedFormat, Weight
from kernels.neuron.switches import NO_KERNELS, NeuronKernels
from models.checkpoint import Checkpoint
from models.config import ModelConfig
from models.cpu_kv import allocate_kv
from models.families import family_of
from models.kv import PagedKV
from models.neuron.bucket import Bucket
from models.neuron.instances import GIB, Core
from models.neuron.nxd.backend import load_backend
from models.neuron.nxd.compile import decoder_weights, graph_inputs, graph_module, rank_operators, ranks_of
from models.neuron.nxd.loaded import LoadedNeuronModel
from models.neuron.plan import NeuronLimits, NeuronPlan, make_neuron_plan
from models.neuron.torch_native.decoder import NativeDecoder
from models.neuron.torch_native.graphs import EAGER, Backend, Graphs
from models.neuron.torch_native.kernels import graph_kernels
from models.neuron.torch_native.loaded import LoadedNativeModel
from models.neuron.torch_native.operators import native_operators
from models.operators import Operators, reference_kv_operators
from models.parallel.checkpoint import shard_checkpoint
from models.parallel.shard import Sharding
from models.quantization import quantize
from models.rope import RopeConfig
from serving.engine.cpu_runner import CpuRunner
from serving.engine.neuron_runner import NeuronRunner
from serving.engine.ranks.cpu_ranks import CpuRanks
from serving.engine.ranks.native_ranks import NativeRanks
from serving.engine.ranks.parallel_runner import ParallelRunner, start_ranks

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


@pytest.fixture(scope="session")
def tiny_config() -> ModelConfig:
    return CONFIG


NEURON_BUCKETS = (
    *(Bucket(1, 1, 32), Bucket(4, 1, 32), Bucket(4, 1, 160)),
    *(Bucket(4, 8, 160), Bucket(1, 32, 32), Bucket(2, 32, 160)),
)


def _random_weights(dtype: torch.dtype, config: ModelConfig = CONFIG) -> dict[str, torch.Tensor]:
    generator = torch.Generator().manual_seed(0)
    return {
        name: torch.randn(shape, generator=generator).mul_(0.3).to(dtype)
        for name, shape in family_of(config).expected_tensors(config).items()
    }


def _make_runner(
    operators: Operators,
    dtype: torch.dtype,
    *,
    num_blocks: int,
    block_size: int,
    quantization: QuantizedFormat | None = None,
    kv_format: KVFormat | None = None,
    config: ModelConfig = CONFIG,
) -> CpuRunner:
    weights: dict[str, Weight] = {}
    for name, weight in _random_weights(dtype, config).items():
        is_quantized = quantization is not None and weight.dim() == 2
        weights[name] = quantize(weight, quantization) if is_quantized else weight
    decoder = family_of(config).decoder(config, operators, weights.__getitem__)
    sizes = {"num_blocks": num_blocks, "block_size": block_size}
    if kv_format is None:
        return CpuRunner(
            decoder, PagedKV.allocate(config, dtype=dtype, operators=reference_kv_operators(), **sizes)
        )
    return CpuRunner(decoder, allocate_kv(config, kv_format=kv_format, **sizes))


@pytest.fixture(scope="session")
def tiny_llama():
    """Makes a CpuRunner: (operators, dtype, num_blocks=, block_size=, quantization=, kv_format=, config=).

    Without a kv_format it runs op by op on torch tensors.
    """
    return _make_runner


class InMemoryWeights(dict):
    read = dict.__getitem__


@pytest.fixture(scope="session")
def sharded_tiny_llama(tmp_path_factory):
    """The files of tiny_llama's ranks, from (dtype, num_ranks, config=)."""
    root = tmp_path_factory.mktemp("shards")

    def shard(dtype: torch.dtype, num_ranks: int, config: ModelConfig = CONFIG):
        weights = InMemoryWeights(_random_weights(dtype, config))
        checkpoint = Checkpoint("tiny", config, None, None, weights, ())
        fingerprint = blake2b(f"{dtype} {config}".encode(), digest_size=16).digest()
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
        runners.append(start_ranks(CpuRanks(sharded_tiny_llama(dtype, num_ranks), num_threads=1, **sizes)))
        return runners[-1]

    yield start
    for runner in runners:
        runner.close()


@pytest.fixture(scope="session")
def tiny_neuron(tmp_path_factory):
    """Makes a NeuronRunner over the emulation from (dtype, num_blocks=, block_size=, tp=, kernels=, config=).

    What was traced once serves all runners of the same sizes.
    """
    backend = load_backend(emulate=True)
    traced = {}

    def trace(plan: NeuronPlan):
        sharding, weights = plan.sharding, _random_weights(plan.dtype, plan.config)
        takes = [partial(_cut, sharding, weights, rank) for rank in range(plan.shape.tp)]
        with ranks_of(plan, backend):
            make_decoder = family_of(plan.config).decoder
            decoders = [
                make_decoder(sharding.rank_config, rank_operators(plan, backend, rank), take)
                for rank, take in enumerate(takes)
            ]
            builder = backend.model_builder(graph_module(plan, backend, takes[0]))
        for tag, inputs in graph_inputs(plan.shape).items():
            builder.trace(kwargs=inputs, tag=tag)
        return builder, [decoder_weights(decoder) for decoder in decoders]

    def make(
        dtype: torch.dtype,
        *,
        num_blocks: int,
        block_size: int,
        tp: int = 1,
        kernels: NeuronKernels = NO_KERNELS,
        config: ModelConfig = CONFIG,
        buckets: tuple[Bucket, ...] = NEURON_BUCKETS,
    ) -> NeuronRunner:
        plan = _tiny_plan(dtype, num_blocks, block_size, tp, kernels, config, buckets)
        key = (dtype, num_blocks, block_size, tp, kernels, config, buckets)
        if key not in traced:
            traced[key] = trace(plan)
        builder, weights = traced[key]
        model = builder.compile(compiler_workdir=tmp_path_factory.mktemp("neff"))
        model.set_weights(weights)
        model.to_neuron()
        return NeuronRunner(LoadedNeuronModel(model, plan.shape))

    return make


@pytest.fixture(scope="session")
def tiny_native():
    """Makes a NeuronRunner over torch_native on this CPU: (dtype, num_blocks=, block_size=, backend=)."""

    def make(
        dtype: torch.dtype,
        *,
        num_blocks: int,
        block_size: int,
        backend: Backend = EAGER,
        config: ModelConfig = CONFIG,
        buckets: tuple[Bucket, ...] = NEURON_BUCKETS,
        kernels: NeuronKernels = NO_KERNELS,
    ) -> NeuronRunner:
        plan = _tiny_plan(dtype, num_blocks, block_size, 1, NO_KERNELS, config, buckets)
        weights = _random_weights(dtype, plan.config)
        decoder = family_of(config).decoder(plan.config, native_operators(), weights.__getitem__).eval()
        device = torch.device("cpu")
        native = NativeDecoder(decoder, plan.shape.layout, device, graph_kernels(kernels, device))
        model = LoadedNativeModel(Graphs(native, plan.shape, backend))
        model.warm_up(lambda what, done, total: None)
        return NeuronRunner(model)

    return make


@pytest.fixture(scope="session")
def start_tiny_native(sharded_tiny_llama, tmp_path_factory):
    """Starts ranks over torch_native: (dtype, num_ranks, num_blocks=, block_size=, backend=, config=)."""
    runners = []

    def start(
        dtype: torch.dtype,
        num_ranks: int,
        *,
        num_blocks: int,
        block_size: int,
        backend: str = EAGER,
        config: ModelConfig = CONFIG,
        buckets: tuple[Bucket, ...] = NEURON_BUCKETS,
    ) -> ParallelRunner:
        spec = NativeRanks(
            plan=_tiny_plan(dtype, num_blocks, block_size, num_ranks, NO_KERNELS, config, buckets),
            sharded=sharded_tiny_llama(dtype, num_ranks, config),
            backend=backend,
            cores=(),
            cache_dir=tmp_path_factory.getbasetemp(),
            num_threads=1,
        )
        runners.append(start_ranks(spec))
        return runners[-1]

    yield start
    for runner in runners:
        runner.close()


def _cut(sharding: Sharding, weights: dict[str, torch.Tensor], rank: int, name: str) -> torch.Tensor:
    return sharding.cut(name, weights[name], rank)


def _tiny_plan(
    dtype: torch.dtype,
    num_blocks: int,
    block_size: int,
    tp: int,
    kernels: NeuronKernels,
    config: ModelConfig,
    buckets: tuple[Bucket, ...],
) -> NeuronPlan:
    """A plan of few, small buckets: those that the tests' batches come to."""
    core = Core(instance="test", target="trn1", num_cores=4, memory_bytes=GIB, tp_sizes=(1, 2, 4))
    limits = NeuronLimits(
        tp=tp, max_num_seqs=1, max_model_len=512, kernels=kernels, takes_experts=config.experts is not None
    )
    plan = make_neuron_plan(config, dtype, core, limits)
    layout = replace(plan.shape.layout, num_blocks=num_blocks, block_size=block_size)
    return replace(plan, shape=replace(plan.shape, buckets=buckets, layout=layout))
