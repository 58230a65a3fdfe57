"""What of a prompt's KV a turn may hope to find, as far as the log can tell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection, select

from serving.request import ChatInput, Input, TextInput
from serving.sessions import matching
from serving.sessions.owner import LEASE_S
from serving.sessions.rendering import PromptRenderer
from serving.sessions.schema import branches, expired_sessions, items
from serving.sessions.turn import Expectation, History, LastReply, Whereabouts
from serving.sessions.turns.schema import owners

IMPORTED = "imported"  # in the place of an owner: what came in a file
DROPPED = "dropped"  # the same: what its tenant has dropped


@dataclass(frozen=True, slots=True)
class KVOwner:
    """Who has the KV of a branch, and of which model it is. None: it is not known."""

    computed_by: str | None
    computed_model: str | None = None


FROM_A_FILE = KVOwner(IMPORTED)


def expect(
    connection: Connection,
    history: History | None,
    owner_id: str,
    model: str | None,
    now: Callable[[Connection], float],
) -> Expectation | None:
    """None where the log does not say that anything was computed.

    Args:
        owner_id: this process; see `run_log`.
        model: that is to go on; None: it is not known.
        now: the database's clock.
    """
    if history is None:
        return None
    branch = connection.execute(select(branches).where(branches.c.id == history.branch_id)).one()
    num_tokens = min(history.num_tokens, branch.computed_seq)
    if branch.computed_by is None or num_tokens == 0:
        return None
    if None not in (model, branch.computed_model) and model != branch.computed_model:
        return Expectation(num_tokens, "other_model")  # its tokens may be others, too
    whereabouts = _whereabouts(connection, branch.computed_by, owner_id, now)
    is_elsewhere = whereabouts in ("other_replica", "restarted")
    return Expectation(
        num_tokens,
        whereabouts,
        history.divergence,
        history.head_change,
        computed_by=branch.computed_by,
        last_reply=_last_reply(connection, history.branch_id) if is_elsewhere else None,
    )


def _last_reply(connection: Connection, branch_id: str) -> LastReply | None:
    replies = select(items.c.content, items.c.finish_reason, items.c.created_at).where(
        items.c.branch_id == branch_id, items.c.finish_reason.is_not(None)
    )
    row = connection.execute(replies.order_by(items.c.item_index.desc()).limit(1)).first()
    if row is None:
        return None
    # Where a reply was cut nobody has been told that it is for functions to go on.
    is_whole = row.finish_reason == "stop" and isinstance(row.content, dict)
    calls = (row.content.get("tool_calls") if is_whole else None) or ()
    return LastReply(frozenset(call["function"]["name"] for call in calls), row.created_at)


def _whereabouts(
    connection: Connection, computed_by: str, owner_id: str, now: Callable[[Connection], float]
) -> Whereabouts:
    if computed_by == IMPORTED:
        return "imported"
    if computed_by == DROPPED:
        return "dropped"
    if computed_by == owner_id:
        return "here"
    alive = select(owners.c.id).where(
        owners.c.id == computed_by, owners.c.beat_at > now(connection) - LEASE_S
    )
    return "other_replica" if connection.execute(alive).first() is not None else "restarted"


def expect_of_expired(
    connection: Connection,
    tenant: str,
    session_name: str,
    prompt: Input,
    renderer: PromptRenderer,
    root: bytes,
) -> Expectation | None:
    """For a session that is not there: None unless it has expired, and the prompt goes on from its end."""
    mark = connection.execute(
        select(expired_sessions).where(
            expired_sessions.c.tenant == tenant, expired_sessions.c.name == session_name
        )
    ).one_or_none()
    if mark is None:
        return None
    if isinstance(prompt, ChatInput):
        hashes = matching.chains(root, map(renderer.message_key, prompt.messages))
    elif isinstance(prompt, TextInput) and mark.end_char is not None:
        hashes = [matching.text_hash(root, prompt.text[: mark.end_char])]
    else:
        hashes = []
    return Expectation(mark.num_tokens, "expired") if mark.chain_hash in hashes else None
