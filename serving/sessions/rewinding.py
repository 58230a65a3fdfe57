"""Taking a session back to an earlier place. Within the caller's transaction.

No row of its history is changed. The session goes on in a new branch that has nothing of its own yet; the one
that it leaves keeps all it has, and is marked as superseded. A turn that continues the place goes on in the
new branch (`Writer.fresh_branch`).
"""

from __future__ import annotations

import time
from typing import Any

from sqlalchemy import Connection, Row, select, update

from serving.sessions.schema import branches
from serving.sessions.turn import Node
from serving.sessions.writing import Writer, touch


def rewind(connection: Connection, session: Row[Any], node: Node) -> str | None:
    """Returns the branch that the session has left; None where it is where it was."""
    left: str = session.head_branch_id
    head = node.branch_id if node.is_head else _new_head(connection, session, node)
    if head == left:
        return None
    _mark(connection, left, time.time())
    _mark(connection, head, None)
    touch(connection, session.id, head_branch_id=head, num_new_turns=0)
    return left


def _new_head(connection: Connection, session: Row[Any], node: Node) -> str:
    dialect = connection.scalars(select(branches.c.dialect).where(branches.c.id == node.branch_id)).one()
    writer = Writer(connection, session.id, template_fingerprint="", numeric_fingerprint="")
    fresh = writer.fresh_branch(dialect, node)
    return writer.new_branch(dialect, node, is_fresh=True).branch_id if fresh is None else fresh.branch_id


def _mark(connection: Connection, branch_id: str, superseded_at: float | None) -> None:
    connection.execute(update(branches).where(branches.c.id == branch_id).values(superseded_at=superseded_at))
