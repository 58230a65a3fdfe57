"""The decoder's graphs with our NKI kernels, each alone and all together, against plain torch.

The kernels run in the NumPy shim, or in NKI's simulator where it is installed.
"""

from dataclasses import replace

import numpy as np
import pytest
import torch

from kernels.neuron.switches import NeuronKernels
from models.neuron.bucket import Bucket
from serving.config import EngineConfig
from serving.engine.batch import Batch
from serving.engine.engine import Engine
from serving.engine.messages import AddSequence
from serving.request import SamplingParams

SIZES = {"num_blocks": 24, "block_size": 8}
GRAPHS = {**SIZES, "buckets": (Bucket(4, 1, 32), Bucket(4, 8, 160))}
PROMPTS = {"a": (3, 14, 15, 92, 65, 35), "b": (2, 71, 82, 81, 8, 28, 45, 90, 45, 23, 53), "c": (7,)}
SAMPLINGS = {
    "a": SamplingParams(temperature=0.0, ignore_eos=True),
    "b": SamplingParams(temperature=0.0, ignore_eos=True),
    "c": SamplingParams(temperature=0.8, top_k=20, top_p=0.9, ignore_eos=True),
}


@pytest.fixture(scope="module")
def config(tiny_config):
    """The vocabulary is large enough for the kernel top_k; heads are normalised, one layer has a window."""
    return replace(tiny_config, family="qwen3", vocab_size=128, qk_norm="head", sliding_windows=(6, 0))


def two_steps(runner) -> list[np.ndarray]:
    """Logits of a prompt of 7 tokens beside one of 3, in one rectangle, and then of a decode of both."""

    def int32(*values):
        return np.array(values, np.int32)

    tables = np.array([[1], [2]], np.int32)
    prompts = Batch(
        token_ids=int32(3, 14, 15, 92, 65, 35, 89, 7, 93, 23),
        positions=int32(*range(7), *range(3)),
        slot_mapping=int32(*range(8, 15), *range(16, 19)),
        query_start=int32(0, 7, 10),
        seq_lens=int32(7, 3),
        block_tables=tables,
        logit_rows=int32(6, 9),
    )
    decodes = Batch(
        token_ids=int32(84, 62),
        positions=int32(7, 3),
        slot_mapping=int32(15, 19),
        query_start=int32(0, 1, 2),
        seq_lens=int32(8, 4),
        block_tables=tables,
        logit_rows=int32(0, 1),
    )
    return [runner.submit(batch).result().logits.copy() for batch in (prompts, decodes)]


def replies(runner) -> dict[str, list[int]]:
    """Prompts of several lengths, at once; two greedy, one drawn."""
    config = EngineConfig(max_model_len=64, num_speculative_tokens=0, **SIZES)
    engine = Engine(config, runner, fingerprint=b"test")
    for seq_id, prompt in PROMPTS.items():
        engine.handle(
            AddSequence(
                seq_id=seq_id,
                token_ids=prompt,
                max_tokens=6,
                sampling=SAMPLINGS[seq_id],
                seed=5,
                tenant="t",
            )
        )
    found: dict[str, list[int]] = {seq_id: [] for seq_id in PROMPTS}
    while engine.has_work:
        for update in engine.step()[0]:
            found[update.seq_id] += update.token_ids
    return found


@pytest.fixture(scope="module")
def plain(tiny_neuron, config):
    runner = tiny_neuron(torch.float32, config=config, **GRAPHS)
    return two_steps(runner), replies(runner)


ONE_BY_ONE = [pytest.param(name, marks=pytest.mark.slow) for name in NeuronKernels.parse("all").names]


@pytest.mark.parametrize("switched_on", [*ONE_BY_ONE, "all"])
def test_a_kernel_changes_no_token_and_logits_only_by_rounding(tiny_neuron, config, plain, switched_on):
    runner = tiny_neuron(torch.float32, config=config, kernels=NeuronKernels.parse(switched_on), **GRAPHS)
    for actual, expected in zip(two_steps(runner), plain[0], strict=True):
        np.testing.assert_allclose(actual, expected, rtol=0, atol=2e-5)
    assert replies(runner) == plain[1]


def test_two_ranks_with_all_kernels_say_the_same(tiny_neuron, config, plain):
    kernels = NeuronKernels.parse("all")
    runner = tiny_neuron(torch.float32, config=config, kernels=kernels, tp=2, **GRAPHS)
    for actual, expected in zip(two_steps(runner), plain[0], strict=True):
        np.testing.assert_allclose(actual, expected, rtol=0, atol=5e-5)
    assert replies(runner) == plain[1]


def test_all_kernels_in_bfloat16_stay_near_plain_torch(tiny_neuron, config):
    config = replace(config, family="llama", qk_norm=None, sliding_windows=(0, 0))
    plain = tiny_neuron(torch.bfloat16, config=config, **GRAPHS)
    ours = tiny_neuron(torch.bfloat16, config=config, kernels=NeuronKernels.parse("all"), **GRAPHS)
    for actual, expected in zip(two_steps(ours), two_steps(plain), strict=True):
        np.testing.assert_allclose(actual, expected, rtol=0, atol=0.1)
