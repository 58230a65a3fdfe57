"""Gives the engine's ids and logprobs the text of their tokens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from models.tokenizer import Tokenizer
from serving.output import SampledLogprobs, TokenAlternative, TokenLogprob


def with_text(scores: SampledLogprobs, tokenizer: Tokenizer) -> TokenLogprob:
    token_bytes = tokenizer.token_bytes(scores.token_id)
    return TokenLogprob(
        token_id=scores.token_id,
        token=_lossy(token_bytes),
        token_bytes=token_bytes,
        logprob=scores.logprob,
        rank=scores.rank,
        top=tuple(
            _alternative(token_id, logprob, rank, tokenizer)
            for rank, (token_id, logprob) in enumerate(scores.top, start=1)
        ),
    )


def of_prompt(
    token_ids: Sequence[int], scores: Sequence[SampledLogprobs], tokenizer: Tokenizer, num_top: int
) -> tuple[TokenLogprob, ...]:
    """A scored prompt with `num_top` alternatives; nothing precedes its first token, which has no logprob."""
    first_bytes = tokenizer.token_bytes(token_ids[0])
    first = TokenLogprob(token_ids[0], _lossy(first_bytes), first_bytes, None, None)
    return (first, *(with_text(replace(score, top=score.top[:num_top]), tokenizer) for score in scores))


def _alternative(token_id: int, logprob: float, rank: int, tokenizer: Tokenizer) -> TokenAlternative:
    token_bytes = tokenizer.token_bytes(token_id)
    return TokenAlternative(token_id, _lossy(token_bytes), token_bytes, logprob, rank)


def _lossy(token_bytes: bytes) -> str:
    return token_bytes.decode("utf-8", errors="replace")
