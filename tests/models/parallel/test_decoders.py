"""A decoder over 1, 2 and 4 processes computes what it computes in one, in float32."""

from __future__ import annotations

import random
from functools import partial

import numpy as np
import pytest

from models.config_file import read_config
from models.parallel.kv import gather_heads, source_heads, take_heads
from models.parallel.shard import Sharding
from models.registry import resolve

MAX_DIFFERENCE = 1e-5  # of the largest number
NUM_TOKENS = 24

# Query heads / KV heads, so that on 2 or 4 ranks heads are replicated, padded, repeated for each query, or
# left as they are; sizes of the MLP and of the vocabulary that the ranks do not divide.
CASES = {
    "llama 4/2": ("llama", {}),
    "llama 4/1, tied": ("llama", {"num_key_value_heads": 1, "tie_word_embeddings": True}),
    "llama 5/1, biases": (
        "llama",
        {
            "num_attention_heads": 5,
            "num_key_value_heads": 1,
            "hidden_size": 80,
            "attention_bias": True,
            "mlp_bias": True,
        },
    ),
    "llama 14/2": ("llama", {"num_attention_heads": 14, "hidden_size": 112}),
    "llama 3/3, uneven sizes": (
        "llama",
        {
            "num_attention_heads": 3,
            "num_key_value_heads": 3,
            "hidden_size": 48,
            "intermediate_size": 97,
            "vocab_size": 321,
        },
    ),
    "llama 8/8": ("llama", {"num_attention_heads": 8, "num_key_value_heads": 8}),
    "mistral 6/3, sliding": (
        "mistral",
        {"num_attention_heads": 6, "num_key_value_heads": 3, "head_dim": 16, "sliding_window": 7},
    ),
    "qwen2 6/2, biases": ("qwen2", {"num_attention_heads": 6, "hidden_size": 96}),
    "qwen2 9/3, tied": (
        "qwen2",
        {
            "num_attention_heads": 9,
            "num_key_value_heads": 3,
            "hidden_size": 72,
            "tie_word_embeddings": True,
            "vocab_size": 323,
        },
    ),
    "qwen3 16/8, q and k norms": (
        "qwen3",
        {"num_attention_heads": 16, "num_key_value_heads": 8, "head_dim": 16},
    ),
    "qwen3 5/1, q and k norms": (
        "qwen3",
        {"num_attention_heads": 5, "num_key_value_heads": 1, "head_dim": 32, "attention_bias": True},
    ),
}


@pytest.fixture(scope="module", params=CASES)
def checkpoint(request, save_random, ranks_module):
    """(directory, prompt, what one process computes with the torch operators)."""
    family, options = CASES[request.param]
    directory = save_random(family, **options)
    rng = random.Random(1)
    prompt = [rng.randrange(3, 320) for _ in range(29)]
    decoder = ranks_module.whole_decoder(directory, is_fast=False)
    kv = ranks_module.make_kv(decoder.config, is_fast=False)
    logits, tokens = ranks_module.generate(decoder, kv, prompt, NUM_TOKENS)
    payload = kv.read_blocks(np.arange(1, ranks_module.NUM_BLOCKS + 1, dtype=np.int32))
    return directory, prompt, logits.numpy(), tokens, payload


# Four ranks on few cores wait for one another; by default they do in the other files of this folder.
@pytest.mark.some(15)
@pytest.mark.parametrize("num_ranks", [1, 2, pytest.param(4, marks=pytest.mark.slow)])
@pytest.mark.parametrize("is_fast", [False, True], ids=["torch layers", "kernels"])
def test_several_processes_compute_what_one_does(checkpoint, num_ranks, is_fast, rank_group, ranks_module):
    directory, prompt, logits, tokens, payload = checkpoint
    job = partial(ranks_module.generate_on_rank, directory, prompt, NUM_TOKENS, is_fast)
    answers = rank_group(num_ranks).run(job)
    for rank_logits, rank_tokens, _ in answers:
        np.testing.assert_allclose(rank_logits, logits, rtol=0, atol=MAX_DIFFERENCE * np.abs(logits).max())
        assert rank_tokens == tokens
    _check_kv(directory, [part for *_, part in answers], payload)


def _check_kv(directory, parts, payload):
    """The ranks' KV is the canonical payload, dealt out by heads; and what they hold gives it back."""
    max_difference = MAX_DIFFERENCE * np.abs(payload).max()
    heads = Sharding(read_config(resolve(str(directory))), len(parts)).heads
    sources = [part[:, :, :, source_heads(heads, rank)] for rank, part in enumerate(parts)]
    np.testing.assert_allclose(gather_heads(sources), payload, rtol=0, atol=max_difference)
    for rank, part in enumerate(parts):
        np.testing.assert_allclose(take_heads(heads, rank, payload), part, rtol=0, atol=max_difference)
