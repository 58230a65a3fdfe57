"""What telemetry is told of a turn: a span of the model's work, and what it went through as parts of that."""

from __future__ import annotations

import asyncio

from serving import telemetry
from serving.errors import TenureError, TurnSuspended
from serving.kv.tiered_store import FAR_TIERS
from serving.output import TurnStarted
from serving.replica.turn import Turn
from serving.request import ChatInput, Request
from serving.telemetry import Span


def begin(request: Request) -> Span:
    """The span of a turn that is to be opened."""
    operation = "chat" if isinstance(request.input, ChatInput) else "text_completion"
    sampling = request.sampling
    return telemetry.span(
        f"{operation} {request.model}",
        {
            "gen_ai.operation.name": operation,
            "gen_ai.provider.name": "tenure",
            "gen_ai.request.model": request.model,
            "gen_ai.conversation.id": request.session_id,
            "gen_ai.request.choice.count": None if request.n == 1 else request.n,
            "gen_ai.request.max_tokens": sampling.max_tokens,
            "gen_ai.request.temperature": sampling.temperature,
            "gen_ai.request.top_p": sampling.top_p,
            "gen_ai.request.top_k": sampling.top_k or None,
            "gen_ai.request.seed": sampling.seed,
            "gen_ai.response.id": request.request_id,
            "tenure.run.id": request.run_id,
            "tenure.run.step": None if request.run_id is None else request.step,
        },
    )


def end(span: Span, opening: asyncio.Task[tuple[Turn, TurnStarted]]) -> None:
    """`opening` is over."""
    if not span.is_told:
        return
    if opening.cancelled():
        span.fail("cancelled")
    elif (refused := opening.exception()) is not None:
        span.fail(_type(refused))
    else:
        turn, started = opening.result()
        _tell(span, turn, started)
        if turn.error is not None and not isinstance(turn.error, TurnSuspended):
            span.fail(_type(turn.error))
    span.end()


def _type(error: BaseException) -> str:
    code = error.code if isinstance(error, TenureError) else None
    return code or type(error).__name__


def _tell(span: Span, turn: Turn, started: TurnStarted) -> None:
    usage = turn.usage
    span.set(
        {
            "gen_ai.response.finish_reasons": [choice.finish_reason or "abort" for choice in turn.choices],
            "gen_ai.response.time_to_first_chunk": turn.ttft_s,
            "gen_ai.usage.input_tokens": usage.num_prompt_tokens,
            "gen_ai.usage.output_tokens": usage.num_completion_tokens,
            "gen_ai.usage.cache_read.input_tokens": usage.num_cached_tokens,
            "gen_ai.usage.reasoning.output_tokens": usage.num_reasoning_tokens or None,
            "tenure.turn.id": None if turn.lease is None else turn.lease.turn_id,
            "tenure.turn.attempt": None if turn.lease is None else turn.lease.epoch,
            "tenure.cold.reason": None if usage.cold is None else usage.cold.reason,
            "tenure.system_fingerprint": started.system_fingerprint,
        }
    )
    if turn.posted_s is None:
        return
    span.phase("prepare", turn.arrival_s, turn.posted_s)
    if turn.ttft_s is None:  # the engine has told nothing of it
        return
    restored = usage.restored
    restored_s = turn.posted_s
    if restored is not None and restored.tier in FAR_TIERS:
        # It begins as soon as a turn comes, and what the turn waits for besides is behind it.
        restored_s += restored.seconds
        span.phase(
            "restore",
            turn.posted_s,
            restored_s,
            {
                "tenure.kv.tier": restored.tier,
                "tenure.kv.tokens": restored.num_tokens,
                "tenure.kv.bytes": restored.num_bytes,
            },
        )
    scheduled_s = max(restored_s, turn.posted_s + turn.queue_s)
    first_s = max(scheduled_s, turn.arrival_s + turn.ttft_s)
    last_s = max((choice.last_token_s or first_s for choice in turn.choices), default=first_s)
    span.phase("queue", restored_s, scheduled_s)
    span.phase("prefill", scheduled_s, first_s, {"tenure.computed_tokens": turn.num_computed_tokens})
    span.phase("decode", first_s, last_s, {"tenure.tokens": usage.num_completion_tokens})
