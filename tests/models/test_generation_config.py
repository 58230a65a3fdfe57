"""Sampling defaults as files have them: what is taken, what is refused, and what is named as not done."""

import pytest
from gguf.constants import Keys
from transformers import GenerationConfig as Reference

from models.errors import CheckpointError
from models.generation_config import (
    _GGUF_KEYS,
    _HF_KEYS,
    _UNSUPPORTED_GGUF,
    _UNSUPPORTED_HF,
    GGUF_PREFIX,
    GenerationConfig,
)

# Of a GenerationConfig: ids that the tokenizer's side reads, how fast it goes, and what it returns besides.
ELSEWHERE = {
    *("pad_token_id", "bos_token_id", "eos_token_id", "decoder_start_token_id", "transformers_version"),
    *("use_cache", "cache_implementation", "cache_config", "max_cache_len", "low_memory", "use_mtp"),
    *(
        "output_attentions",
        "output_hidden_states",
        "output_scores",
        "output_logits",
        "return_dict_in_generate",
    ),
    *("is_assistant", "num_assistant_tokens", "num_assistant_tokens_schedule", "speculation_type"),
    *("assistant_confidence_threshold", "prompt_lookup_num_tokens", "max_matching_ngram_size"),
    *("assistant_early_exit", "assistant_lookbehind", "target_lookbehind", "assistant_ensemble_weight"),
    *("compile_config", "disable_compile", "continuous_batching_config", "prefill_chunk_size"),
    *("early_stopping", "length_penalty"),  # of beams, which num_beams asks for
    "remove_invalid_values",  # an invalid value fails the request here
}


def hf(**values) -> GenerationConfig:
    return GenerationConfig.from_hf(values, "generation_config.json")


def gguf(**values) -> GenerationConfig:
    return GenerationConfig.from_gguf(
        {"general.name": "x", **{GGUF_PREFIX + name: value for name, value in values.items()}}, "model.gguf"
    )


def test_a_directory_gives_what_its_file_says():
    values = {
        "bos_token_id": 1,
        "do_sample": True,
        "temperature": 0.6,
        "top_k": 20,
        "top_p": 0.95,
        "min_p": 0,
        "repetition_penalty": 1.05,
        "max_new_tokens": 2048,
        "transformers_version": "4.51.0",
    }
    assert hf(**values).defaults() == {
        "temperature": 0.6,
        "top_k": 20,
        "top_p": 0.95,
        "min_p": 0,
        "repetition_penalty": 1.05,
        "max_tokens": 2048,
    }
    assert hf(**values).unsupported() == ()


def test_a_gguf_gives_what_its_metadata_say_without_the_noise_of_32_bits():
    values = {
        "temp": 0.699999988079071,
        "top_p": 0.949999988079071,
        "top_k": 20,
        "penalty_repeat": 1.0499999523162842,
    }
    assert gguf(**values).defaults() == {
        "temperature": 0.7,
        "top_p": 0.95,
        "top_k": 20,
        "repetition_penalty": 1.05,
    }


@pytest.mark.parametrize("config", [GenerationConfig(), hf(), gguf(), hf(temperature=None, num_beams=None)])
def test_a_file_that_says_nothing_gives_nothing(config):
    assert (config.defaults(), config.unsupported()) == ({}, ())


@pytest.mark.parametrize(
    ("config", "key"),
    [
        *((hf(temperature=value), "temperature") for value in (-0.1, 2.1, "0.7", True, float("nan"), [1])),
        *((hf(top_p=value), "top_p") for value in (0, -1, 1.1)),
        *((hf(top_k=value), "top_k") for value in (-2, 2.5, "20", 2**31)),
        *((hf(min_p=value), "min_p") for value in (-0.1, 1.1)),
        *((hf(repetition_penalty=value), "repetition_penalty") for value in (0, 1001)),
        *((hf(max_new_tokens=value), "max_new_tokens") for value in (0, -1, 2**31)),
        (gguf(temp=-1.0), "general.sampling.temp"),
        (gguf(top_k=1.5), "general.sampling.top_k"),
    ],
)
def test_a_value_that_no_request_may_have_is_refused_with_the_way_out(config, key):
    with pytest.raises(CheckpointError, match=f"{config.file}: `{key}` must be .*--generation-config none"):
        config.defaults()


def test_what_is_not_done_is_named_with_its_value():
    config = hf(num_beams=4, no_repeat_ngram_size=3, typical_p=0.9, do_sample=False, suppress_tokens=[1])
    assert config.unsupported() == (
        "do_sample=False",
        "no_repeat_ngram_size=3",
        "num_beams=4",
        "suppress_tokens=[1]",
        "typical_p=0.9",
    )
    assert gguf(mirostat=2, mirostat_tau=5.0, xtc_probability=0.5).unsupported() == (
        "mirostat=2",
        "xtc_probability=0.5",
    )


def test_values_that_change_nothing_are_not_named():
    assert hf(num_beams=1, typical_p=1.0, no_repeat_ngram_size=0, bad_words_ids=[]).unsupported() == ()
    assert gguf(mirostat=0, penalty_last_n=-1, xtc_probability=0.0, xtc_threshold=0.1).unsupported() == ()


def test_every_key_of_transformers_has_a_place():
    known = {name for name in vars(Reference()) if not name.startswith("_")}
    assert known - set(_HF_KEYS.values()) - set(_UNSUPPORTED_HF) - ELSEWHERE == set()


def test_every_key_of_gguf_has_a_place():
    keys = {value for name, value in vars(Keys.General).items() if name.startswith("SAMPLING_")}
    placed = {*_GGUF_KEYS.values(), *_UNSUPPORTED_GGUF, "xtc_threshold", "mirostat_tau", "mirostat_eta"}
    assert keys == {GGUF_PREFIX + name for name in placed}
