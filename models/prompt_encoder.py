"""Token ids of a prompt in which a client's text stands guarded: markup there is the template's alone."""

from __future__ import annotations

import json
import secrets
from functools import cached_property
from typing import Any

import tokenizers

from models.markup import GUARD, Markup


class PromptEncoder:
    """One vocabulary's. Text without a guard goes through its own tokenizer.

    Other text goes through a copy whose markup has spellings that nobody can guess; in the text, the
    template's markup is spelled so as well. So a client's text comes to ids as any text does, whatever the
    tokenizer's merges, its normalizer or its vocabulary would make of it. The copy is made when it is first
    needed: it takes as much memory as the vocabulary.
    """

    def __init__(self, backend: tokenizers.Tokenizer, markup: Markup) -> None:
        self._backend = backend
        self._markup = markup
        nonce = secrets.token_hex(8)
        # Noncharacters of Unicode at the ends: no merge joins them with what stands beside them.
        self._secret = {s: f"\ufdd0{nonce}-{i}\ufdd1" for i, s in enumerate(markup.spellings)}
        self._normalizer = backend.normalizer if self._has_normalized_markup() else None

    def guard(self, text: str) -> str:
        """See Markup.guard; also where only the tokenizer's normalizer makes markup of the text."""
        guarded = self._markup.guard(text)
        if self._normalizer is None or GUARD in guarded:
            return guarded
        normalized = self._normalizer.normalize_str(guarded)
        return guarded if self._markup.guard(normalized) == normalized else GUARD + guarded

    def encode(self, text: str) -> list[int]:
        """The ids of a rendered prompt, or of a piece of one; nothing is put around them."""
        if GUARD not in text:
            return _encode(self._backend, text)
        return _encode(self._copy, self._markup.replace(text, self._secret.__getitem__))

    def _has_normalized_markup(self) -> bool:
        added = self._backend.get_added_tokens_decoder().values()
        return any(token.normalized and token.content in self._secret for token in added)

    @cached_property
    def _copy(self) -> tokenizers.Tokenizer:
        return tokenizers.Tokenizer.from_str(json.dumps(self._renamed(json.loads(self._backend.to_str()))))

    def _renamed(self, description: dict[str, Any]) -> dict[str, Any]:
        """The content of a tokenizer.json with other spellings of its markup, and the same ids."""
        added = [
            {
                **token,
                "content": self._secret[token["content"]],
                "normalized": False,
                "single_word": False,  # the template's markup is markup, whatever stands beside it
            }
            if token["content"] in self._secret
            else token
            for token in description["added_tokens"]
        ]
        return {
            **description,
            "added_tokens": added,
            "post_processor": None,
            "model": self._renamed_model(description["model"]),
        }

    def _renamed_model(self, model: dict[str, Any]) -> dict[str, Any]:
        model = dict(model)
        vocab = model["vocab"]
        if isinstance(vocab, dict):
            model["vocab"] = {self._name(token): token_id for token, token_id in vocab.items()}
        else:  # a Unigram's: pieces with their scores, by id
            model["vocab"] = [[self._name(token), score] for token, score in vocab]
        if model.get("unk_token") is not None:
            model["unk_token"] = self._name(model["unk_token"])
        if "merges" in model:
            model["merges"] = [merge for merge in model["merges"] if not self._makes_markup(merge)]
        return model

    def _name(self, token: str) -> str:
        return self._secret.get(token, token)

    def _makes_markup(self, merge: Any) -> bool:
        left, right = merge.split(" ") if isinstance(merge, str) else merge
        return not self._secret.keys().isdisjoint((left, right, left + right))


def _encode(backend: tokenizers.Tokenizer, text: str) -> list[int]:
    # As a batch of one: only a batch lets go of the interpreter's lock, and a long prompt takes seconds.
    return list(backend.encode_batch_fast([text], add_special_tokens=False)[0].ids)
