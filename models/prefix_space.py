"""Whether a space is put before a text's first word, where tokenizer_config.json and tokenizer.json disagree.

`add_prefix_space` counts for the classes that transformers builds with it, and for no others.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import tokenizers
from tokenizers import decoders, pre_tokenizers

from models.keys import Keys

_BYTE_LEVEL_CLASSES = ("GPT2Tokenizer", "Qwen2Tokenizer", "CodeGenTokenizer")
_CLASS = {"mistral": "", "ministral": "", "qwen2": "Qwen2Tokenizer"}  # whatever the file names
_DEFAULT_CLASS = {"qwen3": "Qwen2Tokenizer"}
_SENTENCEPIECE_CLASS = "LlamaTokenizer"
_BOUNDARY = "\u2581"  # how SentencePiece spells a space


def apply_prefix_space(backend: tokenizers.Tokenizer, config: Keys, model_type: str) -> None:
    """`config`: of tokenizer_config.json; `model_type`: config.json's, which may choose the class.

    Raises: CheckpointError naming the key.
    """
    named = config.text("tokenizer_class", _DEFAULT_CLASS.get(model_type, ""))
    tokenizer_class = _CLASS.get(model_type, named).removesuffix("Fast")
    wanted = config.flag("add_prefix_space", False)
    pre_tokenizer = _state(backend.pre_tokenizer)
    byte_level = [step for step in _steps(pre_tokenizer) if step["type"] == "ByteLevel"]
    if byte_level and tokenizer_class in _BYTE_LEVEL_CLASSES:
        if any(step["add_prefix_space"] != wanted for step in byte_level):
            for step in byte_level:
                step["add_prefix_space"] = wanted
            backend.pre_tokenizer = _pre_tokenizer(pre_tokenizer)
    elif not byte_level and tokenizer_class == _SENTENCEPIECE_CLASS and config.has("add_prefix_space"):
        steps = [*_steps(_state(backend.normalizer)), *_steps(pre_tokenizer)]
        if any(map(_prepends, steps)) != wanted:
            _set_metaspace(backend, wanted, is_legacy=config.flag("legacy", False))


def _set_metaspace(backend: tokenizers.Tokenizer, wanted: bool, *, is_legacy: bool) -> None:
    """What transformers' LlamaTokenizer is made of."""
    scheme = "never" if not wanted else "always" if is_legacy else "first"
    backend.normalizer = None
    backend.pre_tokenizer = pre_tokenizers.Metaspace(_BOUNDARY, scheme, split=False)
    strip = [decoders.Strip(" ", 1, 0)] if wanted else []
    backend.decoder = decoders.Sequence(
        [decoders.Replace(_BOUNDARY, " "), decoders.ByteFallback(), decoders.Fuse(), *strip]
    )


def _state(part: Any) -> dict[str, Any]:
    """A normaliser or pre-tokenizer as tokenizer.json has it; empty for none."""
    return {} if part is None else dict(json.loads(part.__getstate__()))


def _steps(state: dict[str, Any]) -> Iterator[dict[str, Any]]:
    nested = state.get("pretokenizers") or state.get("normalizers")
    if nested:
        for inner in nested:
            yield from _steps(inner)
    elif state:
        yield state


def _prepends(step: dict[str, Any]) -> bool:
    return bool(
        step["type"] == "Prepend" or (step["type"] == "Metaspace" and step["prepend_scheme"] != "never")
    )


def _pre_tokenizer(state: dict[str, Any]) -> Any:
    empty = json.loads(tokenizers.Tokenizer(tokenizers.models.BPE()).to_str())
    return tokenizers.Tokenizer.from_str(json.dumps(empty | {"pre_tokenizer": state})).pre_tokenizer
