"""Log probabilities in OpenAI's two forms: chat's objects and the legacy parallel arrays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from serving.output import TokenAlternative, TokenLogprob
from serving.responses import MIN_LOGPROB


class ChatLogprobs:
    """`{"content": [...], "refusal": null}`, for a whole choice or one delta of it."""

    def __init__(self, *, tokens_as_ids: bool) -> None:
        self._tokens_as_ids = tokens_as_ids

    def content(self, tokens: Iterable[TokenLogprob]) -> dict[str, Any]:
        entries = [
            {**self._entry(token), "top_logprobs": [self._entry(other) for other in token.top]}
            for token in tokens
        ]
        return {"content": entries, "refusal": None}

    def _entry(self, token: TokenLogprob | TokenAlternative) -> dict[str, Any]:
        return {
            "token": _name(token, self._tokens_as_ids),
            "logprob": _finite(token.logprob),
            "bytes": list(token.token_bytes),
        }


class LegacyLogprobs:
    """Parallel arrays, for a whole choice or one delta of it."""

    def __init__(self, *, tokens_as_ids: bool) -> None:
        self._tokens_as_ids = tokens_as_ids

    def arrays(self, tokens: Iterable[TokenLogprob]) -> dict[str, list[Any]]:
        arrays: dict[str, list[Any]] = {
            "tokens": [],
            "token_logprobs": [],
            "top_logprobs": [],
            "text_offset": [],
        }
        for token in tokens:
            arrays["tokens"].append(_name(token, self._tokens_as_ids))
            arrays["token_logprobs"].append(None if token.logprob is None else _finite(token.logprob))
            arrays["top_logprobs"].append(self._top(token))
            arrays["text_offset"].append(token.text_offset)
        return arrays

    def _top(self, token: TokenLogprob) -> dict[str, float] | None:
        """The alternatives and the token itself, most likely first; null where the token has no logprob."""
        if token.logprob is None:
            return None
        top: dict[str, float] = {}
        for other in token.top:
            # Two ids may have one text (parts of a character): the likelier one keeps the name.
            top.setdefault(_name(other, self._tokens_as_ids), _finite(other.logprob))
        top.setdefault(_name(token, self._tokens_as_ids), _finite(token.logprob))
        return top


def prompt_logprobs(tokens: Sequence[TokenLogprob], num_top: int) -> list[dict[str, Any] | None]:
    """vLLM's form: for each prompt token, itself and `num_top` alternatives by id; null for the first one."""
    return [None if token.logprob is None else _by_id(token, num_top) for token in tokens]


def _by_id(token: TokenLogprob, num_top: int) -> dict[str, Any]:
    entries: dict[str, Any] = {}
    others: list[TokenLogprob | TokenAlternative] = [token, *token.top[:num_top]]
    for other in others:
        entries[str(other.token_id)] = {
            "logprob": _finite(other.logprob),
            "rank": other.rank,
            "decoded_token": other.token,
        }
    return entries


def _name(token: TokenLogprob | TokenAlternative, as_id: bool) -> str:
    return f"token_id:{token.token_id}" if as_id else token.token


def _finite(logprob: float | None) -> float:
    # Not `max`: a comparison with NaN is false, and NaN is no JSON either.
    return logprob if logprob is not None and logprob >= MIN_LOGPROB else MIN_LOGPROB
