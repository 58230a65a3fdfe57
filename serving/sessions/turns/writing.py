"""The statements that begin and end runs. Each runs inside the caller's write transaction."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import asdict, replace
from itertools import chain
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from serving.output import SampledLogprobs, SessionMatch, TurnStarted
from serving.sessions.branch_ids import to_blob
from serving.sessions.rendering import FinishedChoice
from serving.sessions.turns.logged_turn import (
    NewTurn,
    ReplyPosition,
    SampledTokens,
    TurnEnding,
    TurnLease,
    finished_to_json,
    reply_input,
    request_to_json,
    started_to_json,
)
from serving.sessions.turns.reading import tokens_of_choice
from serving.sessions.turns.schema import run_tokens, runs


def begin_run(
    connection: Connection,
    run: NewTurn,
    place: ReplyPosition,
    *,
    session_id: str,
    template_fingerprint: str,
    numeric_fingerprint: str,
    match: SessionMatch,
) -> TurnLease:
    started = TurnStarted(
        request_id=run.request.request_id,
        created=int(time.time()),
        num_prompt_tokens=place.seq + len(place.tail_ids),
        seed=run.seed,
        system_fingerprint=run.system_fingerprint,
        session=match,
    )
    request = replace(run.request, input=reply_input(run.request.input))
    connection.execute(
        insert(runs).values(
            id=run.run_id,
            session_id=session_id,
            status="in_progress",
            is_kept=run.is_kept,
            owner_id=run.owner_id,
            epoch=1,
            num_attempts=0,
            num_claimed_tokens=0,
            branch_id=place.branch_id,
            seq=place.seq,
            num_items=place.num_items,
            branch_epoch=place.branch_epoch,
            tail_token_ids=to_blob(place.tail_ids),
            root_hash=place.root_hash,
            reply_chain=place.reply_chain,
            request=request_to_json(request),
            max_model_len=run.max_model_len,
            template_fingerprint=template_fingerprint,
            numeric_fingerprint=numeric_fingerprint,
            numerics_changed=False,
            started=started_to_json(started),
        )
    )
    return TurnLease(run.run_id, 1, started, run.is_kept)


def owner_of(connection: Connection, run: TurnLease) -> str | None:
    """The process that makes the run; None if it is not there any more."""
    owner_id: str | None = connection.scalar(select(runs.c.owner_id).where(runs.c.id == run.run_id))
    return owner_id


def end_run(
    connection: Connection, run: TurnLease, ending: TurnEnding, choices: Sequence[FinishedChoice]
) -> bool:
    """False if the run is somebody else's by now: then nothing may be written for it."""
    own = (runs.c.id == run.run_id, runs.c.epoch == run.epoch, runs.c.status == "in_progress")
    if not run.is_kept:
        return connection.execute(delete(runs).where(*own)).rowcount == 1
    done = connection.execute(
        update(runs)
        .where(*own)
        .values(
            status=ending.status,
            finished=finished_to_json(ending.finished),
            error=None if ending.error is None else asdict(ending.error),
        )
    )
    if done.rowcount == 1:
        for choice in choices:
            _fold(connection, run.run_id, choice.index, len(choice.token_ids))
    return done.rowcount == 1


def _fold(connection: Connection, run_id: str, choice_index: int, num_tokens: int) -> None:
    """Make a choice's rows one, without what came after its end: a stop string, a hang-up."""
    rows = tokens_of_choice(connection, run_id, choice_index)
    if not rows:
        return
    connection.execute(
        delete(run_tokens).where(run_tokens.c.run_id == run_id, run_tokens.c.choice_index == choice_index)
    )
    token_ids = tuple(chain.from_iterable(row.token_ids for row in rows))
    last = rows[-1] if len(token_ids) <= num_tokens else None
    whole = replace(
        rows[0],
        token_ids=token_ids[:num_tokens],
        logprobs=tuple(chain.from_iterable(row.logprobs for row in rows))[:num_tokens],
        finish_reason=None if last is None else last.finish_reason,
        stop_token_id=None if last is None else last.stop_token_id,
    )
    connection.execute(insert(run_tokens).values(**row_of(whole)))


def row_of(tokens: SampledTokens) -> dict[str, Any]:
    return {
        "run_id": tokens.run_id,
        "choice_index": tokens.choice_index,
        "position": tokens.position,
        "token_ids": to_blob(list(tokens.token_ids)),
        "logprobs": list(map(_scores, tokens.logprobs)) or None,
        "num_cached_tokens": tokens.num_cached_tokens,
        "finish_reason": tokens.finish_reason,
        "stop_token_id": tokens.stop_token_id,
    }


def _scores(scores: SampledLogprobs) -> list[Any]:
    top = [[token_id, _finite(logprob)] for token_id, logprob in scores.top]
    return [scores.token_id, _finite(scores.logprob), scores.rank, top]


def _finite(logprob: float) -> float | None:
    """JSON has no minus infinity, which a banned token has."""
    return None if logprob == -math.inf else logprob
