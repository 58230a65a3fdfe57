"""Why a turn found less KV than its session had: the log's expectation held against the block pool."""

from __future__ import annotations

from dataclasses import replace

from models.tokenizer import Tokenizer
from serving.output import ColdReason, ColdStart, Divergence
from serving.sessions.turn import Expectation


def cold_start(
    expectation: Expectation | None, num_cached_tokens: int, *, was_evicted: bool, tokenizer: Tokenizer
) -> ColdStart | None:
    """The reason is that of the first token whose KV was missing. None where nothing was.

    Args:
        was_evicted: the pool had that token's block, and gave it away.
    """
    if expectation is None or num_cached_tokens >= expectation.num_tokens:
        return None
    divergence = expectation.divergence
    if divergence is not None and num_cached_tokens < divergence.position:
        divergence = None  # something was missing before it
    return ColdStart(
        _reason(expectation, divergence, was_evicted=was_evicted),
        expectation.num_tokens,
        num_cached_tokens,
        divergence and _with_texts(divergence, tokenizer),
        expectation.head_change,
    )


def _reason(expectation: Expectation, divergence: Divergence | None, *, was_evicted: bool) -> ColdReason:
    if expectation.head_change is not None:
        return "head"
    if divergence is not None:
        return "template"
    if was_evicted:
        return "evicted"
    return "unknown" if expectation.whereabouts == "here" else expectation.whereabouts


def _with_texts(divergence: Divergence, tokenizer: Tokenizer) -> Divergence:
    rendered = divergence.rendered_token_id
    return replace(
        divergence,
        stored_text=_text(divergence.stored_token_id, tokenizer),
        rendered_text="" if rendered is None else _text(rendered, tokenizer),
    )


def _text(token_id: int, tokenizer: Tokenizer) -> str:
    return tokenizer.token_bytes(token_id).decode("utf-8", errors="replace")
