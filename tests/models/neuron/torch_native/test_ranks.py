"""The graphs of a model's ranks, captured over torch's fake process group: no rank waits for another."""

import re
from collections import Counter
from dataclasses import replace

import pytest
import torch

from models.config import ExpertsConfig
from models.neuron.bucket import Bucket
from models.neuron.torch_native.capture import capture, collectives, faults
from models.neuron.torch_native.compile import rank_without_weights
from models.neuron.torch_native.decoder import NativeDecoder
from models.parallel.collectives import Collectives
from models.parallel.functional import fake_ranks

DECODE = Bucket(2, 1, 64)
NUM_RANKS = 64  # a trn2.48xlarge's
GPT_OSS = {
    "family": "gpt_oss",
    "activation": "clamped_swiglu",
    "attention_bias": True,
    "output_bias": True,
    "attention_sinks": True,
    "sliding_windows": (40,),
    "num_layers": 1,
    "vocab_size": 99,
    "experts": ExpertsConfig(
        num_experts=4, num_chosen=2, intermediate_size=24, is_normalised=True, bias=True
    ),
}


def native(plan, group: Collectives) -> NativeDecoder:
    return NativeDecoder(rank_without_weights(plan, group), plan.shape.layout, torch.device("cpu"))


@pytest.mark.parametrize(
    ("options", "buckets"),
    [
        (GPT_OSS, (DECODE,)),
        pytest.param({}, (DECODE, Bucket(2, 8, 64), Bucket(1, 32, 64)), marks=pytest.mark.slow),
    ],
    ids=["gpt-oss", "llama"],
)
def test_every_rank_of_64_has_the_same_graphs_each_whole_and_of_fixed_sizes(
    options, buckets, tiny_plan, tiny_config
):
    plan = tiny_plan(tp=NUM_RANKS, buckets=buckets, config=replace(tiny_config, **options))
    texts = []
    for rank in (0, NUM_RANKS - 1):
        torch._dynamo.utils.counters.clear()
        decoder = native(plan, fake_ranks(rank, NUM_RANKS))
        graphs = capture(decoder, plan.shape)
        assert list(graphs) == [*(bucket.tag for bucket in buckets), "gather_blocks", "scatter_blocks"]
        assert faults(graphs, decoder) == []
        assert not torch._dynamo.utils.counters["graph_break"]
        for bucket in buckets:
            # The embedding; in each layer what attention gives, and the MLP or the experts; the logits.
            expected = Counter(all_reduce=1 + 2 * plan.config.num_layers, all_gather_into_tensor=1)
            assert collectives(graphs[bucket.tag][0]) == expected
        assert not collectives(graphs["gather_blocks"][0]) + collectives(graphs["scatter_blocks"][0])
        texts.append(
            [re.sub("tensor_parallel_[0-9]+", "the group", graph.code) for (graph,) in graphs.values()]
        )
    assert texts[0] == texts[1]
