"""The tokens that a Hugging Face directory declares beside its tokenizer.json.

tokenizer_config.json names them (`bos_token`, any other `*_token`), lists them (`extra_special_tokens`) and
may hold all that were ever added (`added_tokens_decoder`). Where it does not hold those, the older
special_tokens_map.json and added_tokens.json count as well. Which file wins is transformers' rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tokenizers
from tokenizers import AddedToken

from models.keys import Keys, read_json, read_keys

CONFIG_FILE = "tokenizer_config.json"
MAP_FILE = "special_tokens_map.json"
ADDED_FILE = "added_tokens.json"
STANDARD_NAMES = ("bos_token", "eos_token", "unk_token", "sep_token", "pad_token", "cls_token", "mask_token")
_EXTRA = "extra_special_tokens"  # once additional_special_tokens
_FLAGS = ("single_word", "lstrip", "rstrip", "normalized", "special")


@dataclass(frozen=True, slots=True)
class DeclaredTokens:
    """Special unless they say otherwise. The tokenizer may know all of them already, or none."""

    named: Mapping[str, AddedToken]  # by name, the standard ones first
    extra: tuple[AddedToken, ...]
    added: tuple[AddedToken, ...]  # in the order of their ids

    @classmethod
    def read(cls, directory: Path) -> DeclaredTokens:
        """Raises: CheckpointError naming the file and the key."""
        config = read_keys(directory / CONFIG_FILE)
        if "added_tokens_decoder" in config.values:
            by_id = config.section("added_tokens_decoder").values
            tokens = [by_id[token_id] for token_id in _by_id(config, by_id)]
            added = [_token(config, "added_tokens_decoder", token, special=False) for token in tokens]
            return cls(*_named_and_extra(config), tuple(added))
        named, extra = _named_and_extra(_with_older(config, read_json(directory / MAP_FILE)))
        special = {token.content for token in (*named.values(), *extra)}
        older = read_keys(directory / ADDED_FILE)
        contents = sorted(older.values, key=older.integer)
        return cls(named, extra, tuple(AddedToken(c, special=c in special) for c in contents))

    def texts(self) -> dict[str, str]:
        """The spelling of each named token, as a chat template may use it."""
        return {name: token.content for name, token in self.named.items()}

    def add_to(self, backend: tokenizers.Tokenizer, vocab_size: int | None = None) -> None:
        """Those that the tokenizer lacks, and those of `added` whose options it has otherwise.

        `vocab_size`: the model's. New tokens for which it has no embedding are left out: they stay text.
        """
        known = backend.get_added_tokens_decoder().values()
        options, contents = {repr(token) for token in known}, {token.content for token in known}
        tokens = [token for token in self.added if repr(token) not in options]
        contents |= {token.content for token in tokens}
        for token in (*self.named.values(), *self.extra):
            if token.content not in contents:
                tokens.append(token)
                contents.add(token.content)
        if vocab_size is not None:
            tokens = _with_embedding(tokens, backend, vocab_size)
        backend.add_tokens(tokens)


def _with_embedding(
    tokens: list[AddedToken], backend: tokenizers.Tokenizer, vocab_size: int
) -> list[AddedToken]:
    is_new = [backend.token_to_id(token.content) is None for token in tokens]
    if not any(is_new):
        return tokens
    num_left = vocab_size - 1 - max(backend.get_vocab().values(), default=-1)
    return [token for i, token in enumerate(tokens) if not is_new[i] or sum(is_new[: i + 1]) <= num_left]


def _named_and_extra(keys: Keys) -> tuple[dict[str, AddedToken], tuple[AddedToken, ...]]:
    extra = _extra(keys.values)
    if not isinstance(extra, list | Mapping):
        raise keys.error(_EXTRA, f"must be a list of tokens or an object of named ones, got {extra!r}.")
    # transformers adds those that are objects before those that are strings.
    others = [
        name
        for kind in (Mapping, str)
        for name, value in keys.values.items()
        if name.endswith("_token") and isinstance(value, kind)
    ]
    names = [name for name in dict.fromkeys((*STANDARD_NAMES, *others)) if name in keys.values]
    values = {name: keys.values[name] for name in names} | (dict(extra) if isinstance(extra, Mapping) else {})
    named = {name: _token(keys, name, value) for name, value in values.items() if value}
    return named, () if isinstance(extra, Mapping) else tuple(_token(keys, _EXTRA, value) for value in extra)


def _with_older(config: Keys, older: Mapping[str, Any]) -> Keys:
    """The older file's keys win, but its list is appended to the newer one's."""
    lists = [found for found in map(_extra, (config.values, older)) if isinstance(found, list)]
    joined = {_EXTRA: lists[0] + lists[1]} if len(lists) == 2 and _EXTRA in older else {}
    return Keys({**config.values, **older, **joined}, config.file)


def _extra(values: Mapping[str, Any]) -> Any:
    return values.get(_EXTRA) or values.get("additional_special_tokens") or []


def _by_id(keys: Keys, ids: Iterable[str]) -> list[str]:
    try:
        return sorted(ids, key=int)
    except ValueError:
        raise keys.error(
            "added_tokens_decoder", "must have token ids as its keys. Get the file again."
        ) from None


def _token(keys: Keys, key: str, value: Any, *, special: bool = True) -> AddedToken:
    """A token is a string, or an object that has one as its `content`."""
    options = dict(value) if isinstance(value, Mapping) else {"content": value}
    flags = {"special": special} | {flag: options[flag] for flag in _FLAGS if flag in options}
    content = options.get("content")
    if not isinstance(content, str) or not all(isinstance(flag, bool) for flag in flags.values()):
        raise keys.error(key, f"must be a token: a string, or an object with `content`; got {value!r}.")
    return AddedToken(content, **flags)
