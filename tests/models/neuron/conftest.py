"""A tiny decoder for two ranks or one, and a plan of few graphs."""

from collections.abc import Iterator
from dataclasses import fields, replace

import pytest
import torch

from kernels.neuron.switches import NO_KERNELS, NeuronKernels
from models.config import ModelConfig
from models.neuron.bucket import Bucket
from models.neuron.instances import GIB, Core
from models.neuron.nxd.emulation import builder
from models.neuron.plan import NeuronLimits, NeuronPlan, make_neuron_plan
from models.rope import RopeConfig

TINY = ModelConfig(
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
CORE = Core(instance="test", target="trn1", num_cores=4, memory_bytes=GIB, tp_sizes=(1, 2, 4, 64))


@pytest.fixture(autouse=True, scope="session")
def _few_threads():
    torch.set_num_threads(1)


@pytest.fixture(scope="session")
def tiny_config() -> ModelConfig:
    return TINY


@pytest.fixture(scope="session")
def tiny_plan():
    """Makes a plan of the tiny decoder: (tp=1, buckets=..., config=..., kernels=...)."""

    def make(
        tp: int = 1,
        buckets: tuple[Bucket, ...] = (Bucket(1, 1, 64),),
        config: ModelConfig = TINY,
        kernels: NeuronKernels = NO_KERNELS,
    ) -> NeuronPlan:
        limits = NeuronLimits(
            tp=tp,
            max_num_seqs=1,
            max_model_len=512,
            kv_memory_bytes=tp * 2**20,
            kernels=kernels,
            takes_experts=config.experts is not None,
        )
        plan = make_neuron_plan(config, torch.float32, CORE, limits)
        return replace(plan, shape=replace(plan.shape, buckets=buckets))

    return make


@pytest.fixture(scope="module")
def trace_once() -> Iterator[None]:
    """Each graph of the tiny decoder is traced once in a module: torch.export takes a second for it."""
    trace, kept = builder.trace, {}

    def kept_trace(module, args, kwargs, spmd):
        kernels = [each.name for each in fields(module._kernels) if getattr(module._kernels, each.name)]
        shapes = [(name, tensor.shape) for name, tensor in kwargs.items()]
        key = f"{kernels} {shapes} {builder._world_sizes} {module}"
        if key not in kept:
            kept[key] = trace(module, args, kwargs, spmd)
        return kept[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(builder, "trace", kept_trace)
        yield
