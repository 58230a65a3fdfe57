"""The statements that begin and end turns. Each turns inside the caller's write transaction."""

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
from serving.sessions.steps import add_turn
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
from serving.sessions.turns.schema import turn_tokens, turns


def begin_turn(
    connection: Connection,
    new: NewTurn,
    position: ReplyPosition,
    *,
    session_id: str,
    template_fingerprint: str,
    numeric_fingerprint: str,
    match: SessionMatch,
) -> TurnLease:
    started = TurnStarted(
        request_id=new.request.request_id,
        created=int(time.time()),
        num_prompt_tokens=position.seq + len(position.tail_ids),
        seed=new.seed,
        system_fingerprint=new.system_fingerprint,
        session=match,
        loosened_tools=new.loosened_tools,
        reasoning=new.reasoning,
    )
    request = replace(new.request, input=reply_input(new.request.input))
    connection.execute(
        insert(turns).values(
            id=new.turn_id,
            session_id=session_id,
            status="in_progress",
            is_kept=new.is_kept,
            owner_id=new.owner_id,
            epoch=1,
            num_attempts=0,
            num_claimed_tokens=0,
            branch_id=position.branch_id,
            seq=position.seq,
            num_items=position.num_items,
            branch_epoch=position.branch_epoch,
            tail_token_ids=to_blob(position.tail_ids),
            root_hash=position.root_hash,
            reply_chain=position.reply_chain,
            request=request_to_json(request),
            max_model_len=new.max_model_len,
            template_fingerprint=template_fingerprint,
            numeric_fingerprint=numeric_fingerprint,
            numerics_changed=False,
            started=started_to_json(started),
        )
    )
    if new.run_id is not None:
        add_turn(connection, new.run_id, new.step, new.turn_id)
    return TurnLease(new.turn_id, 1, started, new.is_kept)


def owner_of(connection: Connection, lease: TurnLease) -> str | None:
    """The process that makes the turn; None if it is not there any more."""
    owner_id: str | None = connection.scalar(select(turns.c.owner_id).where(turns.c.id == lease.turn_id))
    return owner_id


def end_turn(
    connection: Connection, lease: TurnLease, ending: TurnEnding, choices: Sequence[FinishedChoice]
) -> bool:
    """False if the turn is somebody else's by now: then nothing may be written for it."""
    own = (turns.c.id == lease.turn_id, turns.c.epoch == lease.epoch, turns.c.status == "in_progress")
    if not lease.is_kept:
        return connection.execute(delete(turns).where(*own)).rowcount == 1
    done = connection.execute(
        update(turns)
        .where(*own)
        .values(
            status=ending.status,
            finished=finished_to_json(ending.finished),
            error=None if ending.error is None else asdict(ending.error),
        )
    )
    if done.rowcount == 1:
        for choice in choices:
            _fold(connection, lease.turn_id, choice.index, len(choice.token_ids))
    return done.rowcount == 1


def _fold(connection: Connection, turn_id: str, choice_index: int, num_tokens: int) -> None:
    """Make a choice's rows one, without what came after its end: a stop string, a hang-up."""
    rows = tokens_of_choice(connection, turn_id, choice_index)
    if not rows:
        return
    connection.execute(
        delete(turn_tokens).where(
            turn_tokens.c.turn_id == turn_id, turn_tokens.c.choice_index == choice_index
        )
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
    connection.execute(insert(turn_tokens).values(**row_of(whole)))


def row_of(tokens: SampledTokens) -> dict[str, Any]:
    return {
        "turn_id": tokens.turn_id,
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
