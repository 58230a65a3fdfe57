"""Which keys of a GGUF's architecture are read, how, and which are refused by name."""

from __future__ import annotations

import math

import pytest

from models.config_file import config_from_gguf
from models.errors import CheckpointError
from models.rope import RopeConfig, inverse_frequencies

LLAMA = {
    "general.architecture": "llama",
    "llama.block_count": 3,
    "llama.context_length": 256,
    "llama.embedding_length": 64,
    "llama.feed_forward_length": 96,
    "llama.attention.head_count": 4,
    "llama.attention.layer_norm_rms_epsilon": 1e-6,
    "llama.vocab_size": 100,
}
PLAIN = RopeConfig(rotary_dim=16)


def config_of(**options):
    return config_from_gguf(LLAMA | {f"llama.{key}": value for key, value in options.items()}, file="f")


def yarn(factor, attention_factor, original=256):
    return RopeConfig(
        rotary_dim=16,
        type="yarn",
        factor=factor,
        original_max_positions=original,
        attention_factor=attention_factor,
    )


@pytest.mark.parametrize(
    ("scaling", "expected"),
    [
        ({}, PLAIN),
        ({"rope.scaling.factor": 4.0}, RopeConfig(rotary_dim=16, type="linear", factor=4.0)),
        ({"rope.scale_linear": 4.0}, RopeConfig(rotary_dim=16, type="linear", factor=4.0)),
        (
            {"rope.scale_linear": 2.0, "rope.scaling.factor": 4.0},
            RopeConfig(rotary_dim=16, type="linear", factor=4.0),
        ),
        ({"rope.scale_linear": 2.0, "rope.scaling.factor": 0.0}, PLAIN),
        ({"rope.scaling.type": "none", "rope.scaling.factor": 4.0}, PLAIN),
        ({"rope.scaling.type": "linear"}, PLAIN),
        (
            {"rope.scaling.factor": 0.5, "rope.scaling.attn_factor": 0.5},
            RopeConfig(rotary_dim=16, type="linear", factor=0.5, attention_factor=0.5),
        ),
        ({"rope.scaling.attn_factor": 0.5}, RopeConfig(rotary_dim=16, attention_factor=0.5)),
        ({"rope.scaling.finetuned": True}, PLAIN),
        ({"rope.scaling.type": "yarn"}, yarn(1.0, 1.0)),
        (
            {
                "rope.scaling.type": "yarn",
                "rope.scale_linear": 4.0,
                "rope.scaling.original_context_length": 64,
            },
            yarn(4.0, 0.1 * math.log(4.0) + 1.0, original=64),
        ),
        (
            {"rope.scaling.type": "yarn", "rope.scaling.factor": 4.0, "rope.scaling.attn_factor": 0.5},
            yarn(4.0, (0.1 * math.log(4.0) + 1.0) * 0.5),
        ),
        ({"rope.freq_base": 500.0}, RopeConfig(rotary_dim=16, theta=500.0)),
    ],
)
def test_rope_is_scaled_as_llama_cpp_scales_it(scaling, expected):
    assert config_of(**scaling).rope == expected


def test_yarn_stretches_what_the_frequency_divisors_left():
    plain = yarn(4.0, 1.0, original=64)
    divided = RopeConfig(
        rotary_dim=16, type="yarn", factor=4.0, original_max_positions=64, frequency_divisors=(2.0,) * 8
    )
    assert inverse_frequencies(divided).tolist() == (inverse_frequencies(plain) / 2).tolist()


def test_a_count_may_be_given_once_for_each_layer():
    config = config_of(**{"attention.head_count_kv": [2, 2, 2], "feed_forward_length": [96] * 3})
    assert (config.num_kv_heads, config.intermediate_size) == (2, 96)


def test_there_are_as_many_ids_as_the_vocabulary_has_tokens():
    metadata = LLAMA | {"tokenizer.ggml.tokens": ["a", "b"], "llama.vocab_size": 100}
    assert config_from_gguf(metadata).vocab_size == 2
    assert config_from_gguf(LLAMA).vocab_size == 100


def test_every_key_that_ends_a_turn_counts():
    ids = {
        "tokenizer.ggml.eos_token_id": 3,
        "tokenizer.ggml.eot_token_id": 4,
        "tokenizer.ggml.eom_token_id": 5,
    }
    assert config_from_gguf(LLAMA | ids).eos_token_ids == (3, 4, 5)


@pytest.mark.parametrize(
    "option",
    [
        {"attention.causal": True},
        {"attention.sliding_window": 0},
        {"attention.sliding_window": 256},
        {"attention.layer_norm_epsilon": 1e-5},
        {"attention.key_length": 16, "attention.value_length": 16, "rope.dimension_count": 16},
        {"expert_count": 0, "expert_used_count": 0},
        {"logit_scale": 1.0, "residual_scale": 1.0, "embedding_scale": 1.0},
        {"final_logit_softcapping": 0.0},
        {"rope.scaling.yarn_beta_fast": 32.0, "rope.scaling.yarn_beta_slow": 1.0},
        {"pooling_type": 1},
        {"tensor_data_layout": "Meta AI original pth"},
    ],
    ids=lambda option: next(iter(option)),
)
def test_a_key_that_changes_nothing_is_accepted(option):
    assert config_of(**option) == config_of()


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("attention.causal", False),
        ("attention.clamp_kqv", 8.0),
        ("attention.head_count_kv", [2, 2, 1]),
        ("attention.head_count_kv", [2, 2]),
        ("attention.key_length_swa", 8),
        ("attention.max_alibi_bias", 8.0),
        ("attention.output_scale", 0.5),
        ("attention.scale", 0.5),
        ("attention.sliding_window", 8),
        ("attention.sliding_window_pattern", [True, False, True]),
        ("attention.temperature_scale", 0.5),
        ("attention.value_length", 8),
        ("attn_logit_softcapping", 50.0),
        ("embedding_scale", 12.0),
        ("expert_used_count", 2),
        ("final_logit_softcapping", 30.0),
        ("hidden_activation", "gelu"),
        ("logit_scale", 0.0625),
        ("nextn_predict_layers", 1),
        ("residual_scale", 0.22),
        ("rope.dimension_count", 8),
        ("rope.dimension_sections", [4, 4, 4, 4]),
        ("rope.freq_base_swa", 10000.0),
        ("rope.scaling.alpha", 1000.0),
        ("rope.scaling.attn_factor", 0.0),
        ("rope.scaling.factor", -2.0),
        ("rope.scaling.factor", "4"),
        ("rope.scaling.type", "longrope"),
        ("rope.scaling.type", "su"),
        ("rope.scaling.yarn_attn_factor", 0.5),
        ("rope.scaling.yarn_beta_fast", 16.0),
        ("rope.scaling.yarn_ext_factor", 0.5),
        ("rope.scaling.yarn_log_multiplier", 0.1),
        ("swin_norm", True),
        ("use_parallel_residual", True),
        ("an_option_of_tomorrow", 3),
    ],
)
def test_a_key_that_would_change_the_result_and_is_not_computed_is_refused_by_name(option, value):
    with pytest.raises(CheckpointError, match=rf"f: `llama\.{option}`"):
        config_of(**{option: value})
