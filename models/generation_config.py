"""How a model's makers would have it sampled: generation_config.json, or `general.sampling.*` of a GGUF.

Sources: transformers' GenerationConfig; the keys that llama.cpp's gguf-py defines and its server applies.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from models.errors import CheckpointError
from models.keys import Keys

GGUF_PREFIX = "general.sampling."
MAX_TOKENS = 2**31 - 1


@dataclass(frozen=True, slots=True)
class _Range:
    low: float
    high: float
    is_whole: bool = False
    is_open: bool = False  # `low` itself is not allowed


# By the names that requests have for them, with what a request may ask for.
_RANGES: Mapping[str, _Range] = {
    "temperature": _Range(0, 2),
    "top_p": _Range(0, 1, is_open=True),
    "top_k": _Range(-1, MAX_TOKENS, is_whole=True),
    "min_p": _Range(0, 1),
    "repetition_penalty": _Range(0, 1000, is_open=True),
    "presence_penalty": _Range(-2, 2),
    "frequency_penalty": _Range(-2, 2),
    "max_tokens": _Range(1, MAX_TOKENS, is_whole=True),
}
_HF_KEYS = {**{name: name for name in _RANGES}, "max_tokens": "max_new_tokens"}
_GGUF_KEYS = {
    "temperature": "temp",
    "top_p": "top_p",
    "top_k": "top_k",
    "min_p": "min_p",
    "repetition_penalty": "penalty_repeat",
}
# Keys that change what is generated and are not done, with values of them that change nothing.
_UNSUPPORTED_HF: Mapping[str, tuple[Any, ...]] = {
    "begin_suppress_tokens": ([],),
    "bad_words_ids": ([],),
    "constraints": ([],),
    "diversity_penalty": (0,),
    "do_sample": (True,),  # of False, see `GenerationConfig`
    "dola_layers": (),
    "encoder_no_repeat_ngram_size": (0,),
    "encoder_repetition_penalty": (1,),
    "epsilon_cutoff": (0,),
    "eta_cutoff": (0,),
    "exponential_decay_length_penalty": (),
    "force_words_ids": ([],),
    "forced_bos_token_id": (),
    "forced_decoder_ids": ([],),
    "forced_eos_token_id": (),
    "guidance_scale": (1,),
    "max_length": (20,),  # transformers' default
    "max_time": (),
    "min_length": (0,),
    "min_new_tokens": (0,),
    "no_repeat_ngram_size": (0,),
    "num_beam_groups": (1,),
    "num_beams": (1,),
    "num_return_sequences": (1,),
    "penalty_alpha": (0,),
    "renormalize_logits": (False,),
    "sequence_bias": ({}, []),
    "stop_strings": ([], ""),
    "suppress_tokens": ([],),
    "token_healing": (False,),
    "top_h": (),
    "typical_p": (1,),
    "watermarking_config": (),
}
# `xtc_threshold`, `mirostat_tau` and `mirostat_eta` say how to do what the other two ask for.
_UNSUPPORTED_GGUF: Mapping[str, tuple[Any, ...]] = {
    "mirostat": (0,),
    "penalty_last_n": (-1,),  # the penalty is over the whole sequence
    "sequence": (),
    "xtc_probability": (0,),
}


@dataclass(frozen=True, slots=True)
class GenerationConfig:
    """The file's values, not read yet: whoever does not want them need not care whether they are legal.

    `do_sample: false` does not make sampling greedy, as it does not in vLLM and SGLang: whoever sends no
    temperature to an OpenAI API expects to be sampled for, and most files that leave `do_sample` out, which
    transformers takes for false, mean nothing by it. A temperature of 0 is greedy.
    """

    file: str = ""
    values: Mapping[str, Any] | None = None
    is_gguf: bool = False

    @classmethod
    def from_hf(cls, values: Mapping[str, Any], file: str) -> GenerationConfig:
        return cls(file, values)

    @classmethod
    def from_gguf(cls, metadata: Mapping[str, Any], file: str) -> GenerationConfig:
        values = {
            key.removeprefix(GGUF_PREFIX): value
            for key, value in metadata.items()
            if key.startswith(GGUF_PREFIX)
        }
        return cls(file, values, is_gguf=True)

    def defaults(self) -> dict[str, Any]:
        """What it gives, by the names that requests have. Raises CheckpointError for an illegal value."""
        names = _GGUF_KEYS if self.is_gguf else _HF_KEYS
        keys = Keys(self.values or {}, self.file, GGUF_PREFIX if self.is_gguf else "")
        return {name: self._value(keys, key, _RANGES[name]) for name, key in names.items() if keys.has(key)}

    def unsupported(self) -> tuple[str, ...]:
        """`key=value` of each key that would change what is generated, and is not done."""
        harmless = _UNSUPPORTED_GGUF if self.is_gguf else _UNSUPPORTED_HF
        return tuple(
            f"{key}={value!r}"
            for key, value in sorted((self.values or {}).items())
            if key in harmless and value is not None and value not in harmless[key]
        )

    def _value(self, keys: Keys, key: str, allowed: _Range) -> float:
        read: Callable[[str], float] = keys.integer if allowed.is_whole else keys.number
        try:
            value = read(key)
            if value < allowed.low or value > allowed.high or (allowed.is_open and value == allowed.low):
                least = "more than" if allowed.is_open else "at least"
                raise keys.error(
                    key, f"must be {least} {allowed.low:g} and at most {allowed.high:g}, got {value}."
                )
        except CheckpointError as error:
            raise CheckpointError(
                f"{error} Correct the file, or do without its sampling defaults: --generation-config none."
            ) from None
        # A GGUF has its numbers in 32 bits: 0.95 is meant, not 0.949999988.
        return float(str(np.float32(value))) if self.is_gguf and not allowed.is_whole else value
