"""Rows of turns, as values. Each function reads within the caller's transaction."""

from __future__ import annotations

import math
from typing import Any

from sqlalchemy import Connection, Row, select

from serving.output import SampledLogprobs
from serving.sessions.branch_ids import from_blob
from serving.sessions.turns.logged_turn import (
    ClaimedTurn,
    LoggedTurn,
    ReplyPosition,
    SampledTokens,
    TurnError,
    finished_from_json,
    request_from_json,
    started_from_json,
)
from serving.sessions.turns.schema import turn_tokens, turns


def find_turn(connection: Connection, turn_id: str) -> Row[Any] | None:
    return connection.execute(select(turns).where(turns.c.id == turn_id)).one_or_none()


def state_of(connection: Connection, row: Row[Any], first_position: int = 0) -> LoggedTurn:
    """The turn, and its tokens from an output position on; all of them once it has ended."""
    request = request_from_json(row.request)
    query = select(turn_tokens).where(turn_tokens.c.turn_id == row.id)
    if row.status == "in_progress":
        query = query.where(turn_tokens.c.position >= first_position)
    tokens = connection.execute(query.order_by(turn_tokens.c.position, turn_tokens.c.choice_index))
    return LoggedTurn(
        turn_id=row.id,
        tenant=request.tenant,
        status=row.status,
        request=request,
        template_fingerprint=row.template_fingerprint,
        started=started_from_json(row.started),
        finished=finished_from_json(row.finished),
        error=None if row.error is None else TurnError(**row.error),
        numerics_changed=row.numerics_changed,
        tokens=tuple(map(_tokens, tokens)),
    )


def claimed_of(connection: Connection, row: Row[Any], previous_owner_id: str) -> ClaimedTurn:
    return ClaimedTurn(
        state=state_of(connection, row),
        epoch=row.epoch,
        is_kept=row.is_kept,
        num_attempts=row.num_attempts,
        position=ReplyPosition(
            branch_id=row.branch_id,
            seq=row.seq,
            num_items=row.num_items,
            branch_epoch=row.branch_epoch,
            tail_ids=from_blob(row.tail_token_ids).tolist(),
            root_hash=row.root_hash,
            reply_chain=row.reply_chain,
        ),
        max_model_len=row.max_model_len,
        previous_owner_id=previous_owner_id,
    )


def tokens_of_choice(connection: Connection, turn_id: str, choice_index: int) -> list[SampledTokens]:
    query = select(turn_tokens).where(
        turn_tokens.c.turn_id == turn_id, turn_tokens.c.choice_index == choice_index
    )
    return list(map(_tokens, connection.execute(query.order_by(turn_tokens.c.position))))


def _tokens(row: Row[Any]) -> SampledTokens:
    return SampledTokens(
        turn_id=row.turn_id,
        epoch=0,
        choice_index=row.choice_index,
        position=row.position,
        token_ids=tuple(from_blob(row.token_ids).tolist()),
        logprobs=tuple(_scores(*stored) for stored in row.logprobs or ()),
        num_cached_tokens=row.num_cached_tokens,
        finish_reason=row.finish_reason,
        stop_token_id=row.stop_token_id,
    )


def _scores(token_id: int, logprob: float | None, rank: int, top: list[Any]) -> SampledLogprobs:
    return SampledLogprobs(token_id, _logprob(logprob), rank, tuple((i, _logprob(value)) for i, value in top))


def _logprob(stored: float | None) -> float:
    return -math.inf if stored is None else stored
