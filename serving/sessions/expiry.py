"""What nobody has used for longer than the time to live: sessions, and what was made in them."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, delete, exists, select

from serving.agent_sessions import RESTING
from serving.responses import IN_PROGRESS
from serving.sessions.agents.schema import agent_sessions, agent_subagents
from serving.sessions.log import SessionLog
from serving.sessions.placements import forget_placements
from serving.sessions.records import mark_expired
from serving.sessions.responses.schema import conversations, responses
from serving.sessions.schema import branches, expired_sessions, sessions
from serving.sessions.turn import OwnTokens
from serving.sessions.turns.schema import turns

# Replicas that share a log each drop the KV of what has expired. The log keeps its ids until all of them have
# had a look.
GRACE_S = 180.0


@dataclass(frozen=True, slots=True)
class ExpiredBranch:
    """Tokens whose KV is of no more use."""

    tenant: str
    tokens: OwnTokens


class Expiry:
    """Belongs to one caller at a time."""

    def __init__(self, log: SessionLog, ttl_s: float, *, is_alone: bool) -> None:
        """`is_alone`: no other process uses the log."""
        self._log = log
        self._ttl_s = ttl_s
        self._grace_s = 0.0 if is_alone else GRACE_S
        self._seen_until = 0.0  # sessions last used before this were found expired

    def sweep(self) -> list[ExpiredBranch]:
        """Delete what has expired, but for what is in use. Returns what has newly expired."""
        expired_before = time.time() - self._ttl_s
        found = self._find(expired_before)
        self._delete(expired_before - self._grace_s)
        self._seen_until = expired_before
        return found

    def _find(self, before: float) -> list[ExpiredBranch]:
        query = (
            select(sessions, branches.c.id.label("branch_id"))
            .join(branches, branches.c.session_id == sessions.c.id)
            .where(_is_expired(before), sessions.c.last_used_at >= self._seen_until)
        )
        with self._log.database.read() as connection:
            return [
                ExpiredBranch(
                    row.tenant,
                    self._log.sessions.own_tokens(
                        connection, row, row.branch_id, is_alive=~_is_expired(before)
                    ),
                )
                for row in connection.execute(query).all()
            ]

    def _delete(self, before: float) -> None:
        database = self._log.database
        with database.write() as connection:
            connection.execute(delete(expired_sessions).where(expired_sessions.c.expired_at < before))
            expired = connection.execute(select(sessions).where(_is_expired(before))).all()
            for session in expired:
                mark_expired(connection, session)
            forget_placements(connection, [(session.tenant, session.name) for session in expired])
            gone = connection.scalars(
                select(branches.c.id)
                .join(sessions, sessions.c.id == branches.c.session_id)
                .where(_is_expired(before))
            ).all()
            num_deleted = connection.execute(delete(sessions).where(_is_expired(before))).rowcount
            num_deleted += _delete_responses(connection, before)
            num_deleted += _delete_conversations(connection, before)
            num_deleted += _delete_agent_sessions(connection, before)
        self._log.sessions.forget(gone)
        if num_deleted:
            database.note_deletion()


def _is_expired(before: float) -> ColumnElement[bool]:
    is_running = exists().where(turns.c.session_id == sessions.c.id, turns.c.status == "in_progress")
    return (sessions.c.last_used_at < before) & ~is_running


def _in_session(tenant: Any, name: Any) -> ColumnElement[bool]:
    return exists().where(sessions.c.tenant == tenant, sessions.c.name == name)


def _delete_responses(connection: Connection, before: float) -> int:
    """Those whose session is gone, or was never made."""
    return connection.execute(
        delete(responses).where(
            responses.c.created_at < before,
            responses.c.status.not_in(IN_PROGRESS),
            ~_in_session(responses.c.tenant, responses.c.session_name),
        )
    ).rowcount


def _delete_agent_sessions(connection: Connection, before: float) -> int:
    """Those that rest. One that waits for its client goes on waiting; saved agents stay.

    A subagent goes on from what its agent has, so a family stays until all of it has expired.
    """
    is_expired = (
        (agent_sessions.c.last_active_at < before)
        & agent_sessions.c.status.in_(RESTING)
        & ~_in_session(agent_sessions.c.tenant, agent_sessions.c.id)
    )
    expired = set(connection.scalars(select(agent_sessions.c.id).where(is_expired)))
    if not expired:
        return 0
    family = connection.execute(select(agent_subagents.c.session_id, agent_subagents.c.root_id)).all()
    root_of = {row.session_id: row.root_id for row in family}
    alive = {root_id for one, root_id in root_of.items() if not {one, root_id} <= expired}
    gone = [{"gone": one} for one in expired if root_of.get(one, one) not in alive]
    if gone:
        connection.execute(delete(agent_sessions).where(agent_sessions.c.id == bindparam("gone")), gone)
    return len(gone)


def _delete_conversations(connection: Connection, before: float) -> int:
    return connection.execute(
        delete(conversations).where(
            conversations.c.last_used_at < before,
            conversations.c.locked_by.is_(None),
            ~_in_session(conversations.c.tenant, conversations.c.id),
        )
    ).rowcount
