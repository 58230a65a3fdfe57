"""How much of a branch other sessions, or other branches of its session, begin with too: their KV as well."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, select, true

from serving.sessions.branch_ids import BranchIds
from serving.sessions.matching import common_prefix
from serving.sessions.schema import branches, sessions


def num_shared_tokens(
    connection: Connection,
    branch_ids: BranchIds,
    session: Row[Any],
    branch_id: str,
    *,
    is_alive: ColumnElement[bool] | None = None,
) -> int:
    """Of the branch's first tokens, those that a session of the same family begins with too.

    Args:
        is_alive: the condition on sessions that count; None: all do.
    """
    if session.family is None:
        return 0
    others = connection.scalars(
        select(branches.c.id)
        .join(sessions, sessions.c.id == branches.c.session_id)
        .where(
            sessions.c.family == session.family,
            sessions.c.id != session.id,
            branches.c.superseded_at.is_(None),
            true() if is_alive is None else is_alive,
        )
    ).all()
    own = branch_ids.read(connection, branch_id)
    return max((common_prefix(own, branch_ids.read(connection, other)) for other in others), default=0)


def num_kept_tokens(connection: Connection, branch_ids: BranchIds, session: Row[Any], branch_id: str) -> int:
    """Those, and those that the session's other branches begin with, but for what it has left behind."""
    others = connection.scalars(
        select(branches.c.id).where(
            branches.c.session_id == session.id,
            branches.c.id != branch_id,
            branches.c.superseded_at.is_(None),
        )
    ).all()
    own = branch_ids.read(connection, branch_id)
    kept = (common_prefix(own, branch_ids.read(connection, other)) for other in others)
    return max(num_shared_tokens(connection, branch_ids, session, branch_id), *kept, 0)
