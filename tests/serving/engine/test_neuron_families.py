"""What families have beyond the Llama shape, in Neuron's graphs under the emulation and on the CPU."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from kernels.experts.reference import shares
from kernels.neuron.switches import NeuronKernels
from models.config import ExpertsConfig
from models.cpu_operators import cpu_operators
from models.errors import PlanError
from models.neuron.bucket import Bucket
from models.neuron.torch_native.operators import StackedExperts
from models.operators import ExpertWeights
from models.parallel.collectives import SingleRank
from models.rope import RopeConfig
from serving.engine.batch import Batch

SIZES = {"num_blocks": 24, "block_size": 8}
BUCKETS = (Bucket(4, 1, 32), Bucket(4, 8, 160))
GEMMA = {
    "family": "gemma3",
    "activation": "gelu_tanh",
    "norm_offset": 1.0,
    "embedding_scale": 3.0,
    "attention_scale": 0.4,
    "attention_softcap": 2.0,
    "logit_softcap": 5.0,
    "qk_norm": "head",
    "sliding_windows": (6, 0),
    "local_rope": RopeConfig(rotary_dim=16, theta=300.0),
}
GRANITE = {
    "family": "granite",
    "embedding_scale": 3.0,
    "residual_scale": 0.3,
    "logit_scale": 0.5,
    "unrotated_layers": (1,),
}
GPT_OSS = {
    "family": "gpt_oss",
    "activation": "clamped_swiglu",
    "attention_bias": True,
    "output_bias": True,
    "attention_sinks": True,
    "sliding_windows": (6, 0),
    "experts": ExpertsConfig(
        num_experts=5, num_chosen=2, intermediate_size=24, is_normalised=True, bias=True
    ),
}
OLMOE = {
    "family": "olmoe",
    "qk_norm": "whole",
    "experts": ExpertsConfig(num_experts=4, num_chosen=3, intermediate_size=16, is_normalised=False),
}


def int32(*values):
    return np.array(values, np.int32)


TABLES = np.array([[1], [2]], np.int32)
STEPS = [
    Batch(
        token_ids=int32(3, 14, 15, 52, 35, 29, 9, 7, 33, 23),
        positions=int32(*range(7), *range(3)),
        slot_mapping=int32(*range(8, 15), *range(16, 19)),
        query_start=int32(0, 7, 10),
        seq_lens=int32(7, 3),
        block_tables=TABLES,
        logit_rows=int32(6, 9),
    ),
    Batch(
        token_ids=int32(44, 22),
        positions=int32(7, 3),
        slot_mapping=int32(15, 19),
        query_start=int32(0, 1, 2),
        seq_lens=int32(8, 4),
        block_tables=TABLES,
        logit_rows=int32(0, 1),
    ),
]


@pytest.mark.parametrize("options", [GEMMA, GRANITE], ids=["gemma3", "granite"])
def test_the_graphs_compute_what_the_cpu_does(options, tiny_neuron, tiny_llama, tiny_config):
    config = replace(tiny_config, **options)
    neuron = tiny_neuron(torch.float32, config=config, buckets=BUCKETS, **SIZES)
    cpu = tiny_llama(cpu_operators(), torch.float32, config=config, kv_format="float32", **SIZES)
    for step in STEPS:
        actual, expected = (runner.submit(step).result().logits for runner in (neuron, cpu))
        np.testing.assert_allclose(actual, expected, rtol=0, atol=5e-5)


@pytest.mark.parametrize(
    "options", [GEMMA, GRANITE, GPT_OSS, OLMOE], ids=["gemma3", "granite", "gpt-oss", "olmoe"]
)
def test_the_functions_for_torch_neuron_compute_what_the_cpu_does(
    options, tiny_native, tiny_llama, tiny_config
):
    config = replace(tiny_config, **options)
    native = tiny_native(torch.float32, config=config, buckets=BUCKETS, **SIZES)
    cpu = tiny_llama(cpu_operators(), torch.float32, config=config, kv_format="float32", **SIZES)
    for step in STEPS:
        actual, expected = (runner.submit(step).result().logits for runner in (native, cpu))
        np.testing.assert_allclose(actual, expected, rtol=0, atol=5e-5)


@pytest.mark.parametrize("num_ranks", [2, pytest.param(4, marks=pytest.mark.slow)])
def test_ranks_for_torch_neuron_compute_what_the_cpu_does(
    num_ranks, start_tiny_native, tiny_llama, tiny_config
):
    """Experts and sinks are shared; of 4 ranks, two have the same KV head."""
    config = replace(tiny_config, **GPT_OSS)
    ranks = start_tiny_native(torch.float32, num_ranks, config=config, buckets=BUCKETS, **SIZES)
    cpu = tiny_llama(cpu_operators(), torch.float32, config=config, kv_format="float32", **SIZES)
    for step in STEPS:
        actual, expected = (runner.submit(step).result().logits for runner in (ranks, cpu))
        np.testing.assert_allclose(actual, expected, rtol=0, atol=5e-5)
    greedy = np.tile(np.array([1, 1, 0, 0], np.float32), (2, 1))  # top_k, top_p, temperature, u
    sampled = ranks.submit(replace(STEPS[1], sampling=greedy)).result().token_ids
    assert sampled.tolist() == expected.argmax(axis=1).tolist()
    blocks = int32(2, 1)
    payload = cpu.read_blocks(blocks)
    np.testing.assert_allclose(ranks.read_blocks(blocks), payload, rtol=0, atol=5e-5)
    ranks.write_blocks(blocks, payload)
    np.testing.assert_array_equal(ranks.read_blocks(blocks), payload)
    assert ranks.bytes_per_block == cpu.bytes_per_block


def test_of_equal_experts_the_first_are_chosen():
    config = ExpertsConfig(num_experts=4, num_chosen=2, intermediate_size=8, is_normalised=True)
    logits = torch.tensor([[1.0, 3.0, 3.0, 3.0], [0.0, 0.0, 0.0, 0.0], [2.0, -1.0, 2.0, 5.0]])
    one = ExpertWeights(torch.ones(8, 4), torch.ones(8, 4), None, torch.ones(4, 8), None)
    experts = StackedExperts(SingleRank(), config, "silu", torch.ones(4, 4), None, [one] * 4, torch.float32)
    expected = shares(logits, 2, is_normalised=True)
    torch.testing.assert_close(experts.shares(logits), expected)


@pytest.mark.parametrize(
    ("kernel", "message"),
    [
        ("rms_norm", "rms_norm has no offset"),
        ("swiglu_mlp", "swiglu_mlp has no gelu_tanh"),
        ("extend_attention", "extend_attention has no soft cap"),
    ],
)
def test_a_kernel_that_lacks_what_the_family_has_is_refused(kernel, message, tiny_neuron, tiny_config):
    config, kernels = replace(tiny_config, **GEMMA), NeuronKernels.parse(kernel)
    with pytest.raises(PlanError, match=f"The NKI kernel {message}, .* Leave it out of --nki"):
        tiny_neuron(torch.float32, config=config, kernels=kernels, **SIZES)
