"""What a plan says of memory, against sums done by hand; and what it refuses."""

import pytest
import torch

from models.config import ModelConfig
from models.errors import PlanError
from models.neuron.bucket import Bucket
from models.neuron.instances import GIB, Core
from models.neuron.plan import NeuronLimits, make_neuron_plan, scratch_bytes
from models.rope import RopeConfig

TRN1 = Core(
    instance="trn1.32xlarge", target="trn1", num_cores=32, memory_bytes=16 * GIB, tp_sizes=(1, 2, 8, 16, 32)
)
LLAMA_8B = ModelConfig(
    family="llama",
    vocab_size=128256,
    hidden_size=4096,
    num_layers=32,
    num_heads=32,
    num_kv_heads=8,
    head_dim=128,
    intermediate_size=14336,
    rms_norm_eps=1e-5,
    rope=RopeConfig(rotary_dim=128, theta=500000.0),
    max_position_embeddings=8192,
)


def plan(**limits):
    values = {"tp": 8, "max_num_seqs": 16, "max_model_len": 8192} | limits
    return make_neuron_plan(LLAMA_8B, torch.bfloat16, TRN1, NeuronLimits(**values))


def test_weights_of_llama_8b_on_8_cores():
    attention = (4 + 1 + 1) * 128 * 4096 + 4096 * 4 * 128  # q, k, v rows of 4 + 1 + 1 heads; o's columns
    mlp = 3 * 4096 * 14336 // 8
    layer = attention + mlp + 2 * 4096
    vocabulary = 2 * 128256 // 8 * 4096  # embedding and head
    rope = 2 * 8192 * 64 * 4
    assert plan().memory.weights == 2 * (32 * layer + vocabulary + 4096) + rope


def test_kv_of_llama_8b_on_8_cores():
    made = plan()
    # K and V of one token in one layer: one head of 128 bfloat16 numbers each.
    assert made.shape.layout.bytes_per_block == 32 * 32 * 2 * 128 * 2
    assert made.memory.kv == (made.shape.layout.num_blocks + 1) * made.shape.layout.bytes_per_block
    assert 0 <= made.memory.free < made.shape.layout.bytes_per_block
    assert made.memory.reserve == 16 * GIB // 10


def test_replicated_heads_cost_their_memory():
    assert plan(tp=8).shape.layout.num_kv_heads == 1
    assert plan(tp=16).shape.layout.num_kv_heads == 1


def test_scratch_of_one_decode():
    made = plan()
    config = made.sharding.rank_config
    bucket = Bucket(16, 1, 8192)
    gathered = 2 * 16 * 8192 * 128
    scores = 2 * 16 * 4 * 8192
    activations = 16 * (3 * 4096 + 2 * 6 * 128 + 3 * 1792)
    logits = 16 * (128256 + 16032)
    sampling = 3 * 16 * 65 * 65
    expected = 4 * (activations + gathered + scores + logits + sampling) + 2 * gathered
    assert scratch_bytes(config, bucket, made.shape.layout, 8) == expected
    assert made.memory.scratch >= expected


def test_kv_memory_is_of_all_cores_together():
    assert plan(kv_memory_bytes=8 * GIB).memory.kv == pytest.approx(GIB, rel=0.001)


@pytest.mark.parametrize(
    ("limits", "sentence"),
    [
        ({"tp": 1}, "16.00 GiB; .* of weights, .* Raise --tp"),
        ({"kv_memory_bytes": 200 * GIB}, "KV needs 25.00 GiB"),
        ({"kv_memory_bytes": GIB // 8}, "one sequence of 8192 tokens: 0.13 GiB"),
        ({"tp": 4}, "--tp is 4, and a model on trn1.32xlarge takes 1, 2, 8, 16, 32 cores"),
        ({"max_model_len": 9000}, "--max-model-len is 9000 and the model was made for 8192"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_numbers(limits, sentence):
    with pytest.raises(PlanError, match=sentence):
        plan(**limits)


def test_the_contiguous_layout_has_one_block_per_sequence():
    made = plan(kv_layout="contiguous", max_model_len=5000)
    assert made.shape.layout.block_size == 8192
    assert {bucket.context for bucket in made.shape.buckets} == {8192}


def test_the_flags_name_the_target_and_the_logical_cores():
    trn2 = Core(instance="trn2.48xlarge", target="trn2", num_cores=64, memory_bytes=24 * GIB, tp_sizes=(1,))
    assert "--target=trn2 --logical-nc-config=2" in trn2.compiler_flags
    assert "--target=trn1 --logical-nc-config=1" in TRN1.compiler_flags
