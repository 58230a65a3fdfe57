"""What config.json may say, and what is refused by name."""

from __future__ import annotations

import pickle

import pytest

from models.config_file import config_from_hf
from models.errors import CheckpointError, TemplateError

LLAMA = {
    "architectures": ["LlamaForCausalLM"],
    "model_type": "llama",
    "vocab_size": 100,
    "hidden_size": 64,
    "intermediate_size": 96,
    "num_hidden_layers": 4,
    "num_attention_heads": 4,
    "num_key_value_heads": None,
    "max_position_embeddings": 128,
}


def test_a_small_config_gets_the_defaults_of_its_family():
    config = config_from_hf(LLAMA)
    assert (config.num_kv_heads, config.head_dim, config.rope.theta) == (4, 16, 10000.0)
    assert (config.attention_bias, config.output_bias, config.qk_norm) == (False, False, None)
    assert config.sliding_windows == (0, 0, 0, 0)
    assert config.scale == 0.25


def test_qwen2_has_biases_on_q_k_and_v_alone():
    config = config_from_hf(LLAMA | {"model_type": "qwen2", "architectures": ["Qwen2ForCausalLM"]})
    assert (config.attention_bias, config.output_bias) == (True, False)


def test_qwen3_norms_q_and_k_and_has_heads_of_128():
    config = config_from_hf(LLAMA | {"model_type": "qwen3", "architectures": ["Qwen3ForCausalLM"]})
    assert config.qk_norm == "head"
    assert config.head_dim == 128


def test_a_family_is_known_by_its_model_type_alone():
    config = {key: value for key, value in LLAMA.items() if key != "architectures"}
    assert config_from_hf(config).family == "llama"


@pytest.mark.parametrize(
    ("options", "windows"),
    [
        ({}, (0, 0, 0, 0)),
        ({"sliding_window": 8, "max_window_layers": 2}, (0, 0, 0, 0)),
        ({"use_sliding_window": True, "sliding_window": 8, "max_window_layers": 3}, (0, 0, 0, 8)),
        ({"use_sliding_window": True, "sliding_window": None, "max_window_layers": 0}, (0, 0, 0, 0)),
        (
            {
                "use_sliding_window": True,
                "sliding_window": 8,
                "layer_types": ["full_attention", "sliding_attention"] * 2,
            },
            (0, 8, 0, 8),
        ),
    ],
)
def test_the_sliding_windows_of_qwen(options, windows):
    config = config_from_hf(LLAMA | {"model_type": "qwen2", "architectures": []} | options)
    assert config.sliding_windows == windows


@pytest.mark.parametrize(
    ("options", "windows"),
    [
        ({}, (4096,) * 4),
        ({"sliding_window": 7}, (7,) * 4),
        ({"sliding_window": None}, (0,) * 4),
        ({"sliding_window": 7, "layer_types": ["full_attention"] * 4}, (0,) * 4),
        ({"sliding_window": None, "layer_types": ["full_attention"] * 4}, (0,) * 4),
        ({"sliding_window": 7, "layer_types": ["sliding_attention", "full_attention"] * 2}, (7, 0, 7, 0)),
    ],
)
def test_the_sliding_windows_of_mistral_are_those_of_every_layer_unless_the_layers_say(options, windows):
    config = config_from_hf(LLAMA | {"model_type": "mistral", "architectures": []} | options)
    assert config.sliding_windows == windows


@pytest.mark.parametrize("architecture", ["LlamaModel", "MinistralForCausalLM", "MinistralModel"])
def test_base_models_and_the_other_name_of_mistral_are_known(architecture):
    model_type = architecture.removesuffix("Model").removesuffix("ForCausalLM").lower()
    for named in ({"model_type": model_type}, {"model_type": None}):
        config = config_from_hf(LLAMA | {"architectures": [architecture]} | named)
        assert config.family == ("llama" if model_type == "llama" else "mistral")


def test_yarn_reaches_as_far_as_it_stretches():
    scaling = {"type": "yarn", "factor": 4.0, "original_max_position_embeddings": 128}
    assert config_from_hf(LLAMA | {"rope_scaling": scaling}).max_position_embeddings == 512


def test_eos_ids_of_both_files_are_merged():
    config = config_from_hf(LLAMA | {"eos_token_id": 2}, {"eos_token_id": [2, 5]})
    assert config.eos_token_ids == (2, 5)


@pytest.mark.parametrize(
    ("options", "key"),
    [
        ({"model_type": "gpt2", "architectures": ["GPT2LMHeadModel"]}, "architectures"),
        ({"architectures": ["LlamaForSequenceClassification"]}, "architectures"),
        ({"model_type": "mamba", "architectures": None}, "model_type"),
        ({"hidden_act": "gelu"}, "hidden_act"),
        ({"is_causal": False}, "is_causal"),
        ({"quantization_config": {"quant_method": "gptq"}}, "quantization_config"),
        ({"rope_scaling": {"type": "dynamic", "factor": 2.0}}, "rope_scaling.rope_type"),
        ({"rope_scaling": {"type": "linear"}}, "rope_scaling.factor"),
        ({"rope_scaling": {"type": "linear", "factor": 0}}, "rope_scaling.factor"),
        ({"rope_scaling": {"type": "llama3", "factor": 8.0}}, "rope_scaling.low_freq_factor"),
        ({"rope_parameters": {"full_attention": {"rope_theta": 1.0}}}, "rope_parameters.full_attention"),
        ({"rope_scaling": {"type": "yarn", "factor": float("nan")}}, "rope_scaling.factor"),
        ({"rope_theta": 1.0}, "rope_theta"),
        ({"rms_norm_eps": 0}, "rms_norm_eps"),
        ({"max_position_embeddings": 2**31}, "2147483648 tokens"),
        ({"partial_rotary_factor": 0.5}, "partial_rotary_factor"),
        ({"hidden_size": None}, "hidden_size"),
        ({"hidden_size": "64"}, "hidden_size"),
        ({"hidden_size": 66}, "hidden_size"),
        ({"num_hidden_layers": 0}, "num_hidden_layers"),
        ({"tie_word_embeddings": "yes"}, "tie_word_embeddings"),
        ({"eos_token_id": "</s>"}, "eos_token_id"),
        ({"num_key_value_heads": 3}, "KV heads"),
        ({"model_type": "qwen2", "architectures": [], "layer_types": ["full_attention"]}, "layer_types"),
        ({"model_type": "qwen2", "architectures": [], "layer_types": ["chunked"] * 4}, "layer_types"),
        (
            {"model_type": "qwen2", "architectures": [], "layer_types": ["sliding_attention"] * 4},
            "layer_types",
        ),
        ({"model_type": "mistral", "architectures": [], "sliding_window": 0}, "sliding_window"),
    ],
)
def test_what_cannot_be_computed_is_refused_by_name(options, key):
    with pytest.raises(CheckpointError, match=key) as caught:
        config_from_hf(LLAMA | options, file="dir/config.json")
    assert "dir/config.json" in str(caught.value)


@pytest.mark.parametrize("error", [CheckpointError("a"), TemplateError("b")])
def test_errors_pickle(error):
    copy = pickle.loads(pickle.dumps(error))
    assert (type(copy), str(copy)) == (type(error), str(error))
