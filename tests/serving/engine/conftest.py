"""A random Llama of two layers on the CPU runner, and on the Neuron runner over the emulation."""

import pytest
import torch

from kernels.kv_blocks import KVFormat
from kernels.linear.quantized import QuantizedFormat, Weight
from models.config import ModelConfig
from models.cpu_kv import allocate_kv
from models.kv import PagedKV
from models.compile import graph_inputs
from models.llama import LlamaDecoder, expected_tensors
from models.neuron.backend import load_backend
from models.neuron.bucket import Bucket
from models.neuron.graph import NeuronDecoder
from models.neuron.kv import KVLayout
from models.neuron.loaded import LoadedNeuronModel, NeuronShape
from models.operators import Operators, reference_kv_operators, reference_operators
from models.quantization import quantize
from models.rope import RopeConfig
from serving.engine.cpu_runner import CpuRunner
from serving.engine.neuron_runner import NeuronRunner

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


NEURON_BUCKETS = (Bucket(1, 1, 32), Bucket(4, 1, 32), Bucket(4, 8, 32), Bucket(1, 32, 32), Bucket(2, 32, 160))


def _weights(dtype: torch.dtype, quantization: QuantizedFormat | None = None) -> dict[str, Weight]:
    generator = torch.Generator().manual_seed(0)
    weights: dict[str, Weight] = {}
    for name, shape in expected_tensors(CONFIG).items():
        weight = torch.randn(shape, generator=generator).mul_(0.3).to(dtype)
        is_quantized = quantization is not None and weight.dim() == 2
        weights[name] = quantize(weight, quantization) if is_quantized else weight
    return weights


def _make_runner(
    operators: Operators,
    dtype: torch.dtype,
    *,
    num_blocks: int,
    block_size: int,
    quantization: QuantizedFormat | None = None,
    kv_format: KVFormat | None = None,
) -> CpuRunner:
    decoder = LlamaDecoder(CONFIG, operators, _weights(dtype, quantization).__getitem__)
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


@pytest.fixture(scope="session")
def tiny_neuron(tmp_path_factory):
    """Makes a NeuronRunner over the emulation from (dtype, num_blocks=, block_size=).

    What was traced once serves all runners of the same sizes.
    """
    backend = load_backend(emulate=True)
    traced = {}

    def make(dtype: torch.dtype, *, num_blocks: int, block_size: int) -> NeuronRunner:
        layout = KVLayout(
            num_layers=CONFIG.num_layers,
            num_kv_heads=CONFIG.num_kv_heads,
            head_dim=CONFIG.head_dim,
            num_blocks=num_blocks,
            block_size=block_size,
            dtype=dtype,
        )
        shape = NeuronShape(
            vocab_size=CONFIG.vocab_size,
            buckets=NEURON_BUCKETS,
            layout=layout,
            kv_heads_of_rank=(tuple(range(CONFIG.num_kv_heads)),),
        )
        if layout not in traced:
            decoder = LlamaDecoder(CONFIG, reference_operators(), _weights(dtype).__getitem__)
            module = NeuronDecoder(decoder, layout)
            builder = backend.model_builder(module)
            for tag, inputs in graph_inputs(shape).items():
                builder.trace(kwargs=inputs, tag=tag)
            traced[layout] = module, builder
        module, builder = traced[layout]
        model = builder.compile(compiler_workdir=tmp_path_factory.mktemp("neff"))
        model.set_weights([module.state_dict()])
        model.to_neuron()
        return NeuronRunner(LoadedNeuronModel(model, shape))

    return make
