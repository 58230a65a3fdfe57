"""A place in a session's history, as a client names it, and what the log has before it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, select

from serving.errors import InvalidRequest, ItemNotFound, SessionBusy
from serving.sessions import matching
from serving.sessions.schema import branches, items
from serving.sessions.turn import Node
from serving.sessions.turns.schema import steps, turns

At = str | int | None


def place_of(connection: Connection, session: Row[Any], at: At, param: str) -> Node:
    """
    Args:
        session: its row.
        at: the id of an item, a branch or a response: its end. A number: so many tokens of the branch that
            was used last. None: the end of that branch.
        param: the field that it was given in, for errors.

    Raises:
        InvalidRequest: no message ends at that token, or nothing was said yet.
        ItemNotFound: the session has nothing of that id.
        SessionBusy: the end is wanted, and a turn is under way.
    """
    if isinstance(at, str):
        node = _of_item(connection, session, at) or _of_branch(connection, session, at)
        node = node or _of_response(connection, session, at)
        if node is None:
            raise ItemNotFound(at, param)
        return node
    if session.head_branch_id is None:
        raise InvalidRequest(f"Nothing was said yet in the session `{session.name}`.", param=param)
    if at is None:
        require_idle(connection, session)
        return _end_of(connection, session.head_branch_id)
    return _behind_tokens(connection, session.head_branch_id, at, param)


def require_idle(connection: Connection, session: Row[Any]) -> None:
    """Raises: SessionBusy while a turn is under way, on whichever replica."""
    is_running = (turns.c.session_id == session.id) & (turns.c.status == "in_progress")
    if connection.execute(select(turns.c.id).where(is_running).limit(1)).first() is not None:
        raise SessionBusy(session.name)


def _of_item(connection: Connection, session: Row[Any], item_id: str) -> Node | None:
    item = connection.execute(
        select(items).where(items.c.session_id == session.id, items.c.id == item_id)
    ).one_or_none()
    return None if item is None else _node(connection, item.branch_id, item.end_seq, item.item_index + 1)


def _of_branch(connection: Connection, session: Row[Any], branch_id: str) -> Node | None:
    is_it = (branches.c.session_id == session.id) & (branches.c.id == branch_id)
    if connection.execute(select(branches.c.id).where(is_it)).first() is None:
        return None
    require_idle(connection, session)
    return _end_of(connection, branch_id)


def _of_response(connection: Connection, session: Row[Any], response_id: str) -> Node | None:
    """Behind the reply of its last turn."""
    turn = connection.execute(
        select(turns)
        .join(steps, steps.c.turn_id == turns.c.id)
        .where(steps.c.run_id == response_id, turns.c.session_id == session.id)
        .order_by(steps.c.position.desc())
        .limit(1)
    ).one_or_none()
    if turn is None:
        return None
    if turn.status == "in_progress":
        raise SessionBusy(session.name)
    # Where a newer turn had taken the branch over, the reply has one of its own.
    is_there = items.c.branch_id == turn.branch_id
    reply = connection.execute(
        select(items)
        .join(branches, branches.c.id == items.c.branch_id)
        .where(
            items.c.item_index == turn.num_items,
            items.c.start_seq == turn.seq,
            is_there | (branches.c.parent_branch_id == turn.branch_id),
        )
        .order_by(is_there.desc(), branches.c.created_at)
        .limit(1)
    ).one_or_none()
    return None if reply is None else _node(connection, reply.branch_id, reply.end_seq, reply.item_index + 1)


def _behind_tokens(connection: Connection, branch_id: str, num_tokens: int, param: str) -> Node:
    ends = [0, *matching.item_ends(connection, branch_id)]
    if num_tokens not in ends:
        near = sorted(set(ends), key=lambda end: abs(end - num_tokens))[:2]
        raise InvalidRequest(
            f"`{param}` must be where a message ends, got {num_tokens}. The nearest are "
            f"{' and '.join(map(str, sorted(near)))} tokens.",
            param=param,
        )
    return _node(connection, branch_id, num_tokens, sum(end <= num_tokens for end in ends) - 1)


def _end_of(connection: Connection, branch_id: str) -> Node:
    branch = connection.execute(select(branches).where(branches.c.id == branch_id)).one()
    return Node(branch_id, branch.head_seq, branch.num_items, is_head=True)


def _node(connection: Connection, branch_id: str, seq: int, num_items: int) -> Node:
    end = _end_of(connection, branch_id)
    return Node(branch_id, seq, num_items, is_head=(seq, num_items) == (end.seq, end.num_items))
