"""A session's history up to a place, written down again as a session of its own.

The rows are copied, which are a few bytes for each token: so each of the sessions lives, moves and is deleted
by itself. Their KV is named by its content, and is therefore the same blocks.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, select, update

from serving.errors import SessionExists
from serving.sessions.archives.entries import BranchEntry, ItemEntry, SessionEntry, SpanEntry
from serving.sessions.archives.reading import item_entry, span_entry
from serving.sessions.archives.writing import write_session
from serving.sessions.expectation import KVOwner
from serving.sessions.records import find_session, forget_expired
from serving.sessions.schema import branches, items, sessions, spans
from serving.sessions.turn import Node


def fork(
    connection: Connection, session: Row[Any], node: Node, user: str | None, names: Sequence[str]
) -> None:
    """Make sessions of these names, of this user, that begin with what `session` has up to `node`.

    Raises: SessionExists.
    """
    tenant = session.tenant
    for name in names:
        if find_session(connection, tenant, name, is_locked=True) is not None:
            raise SessionExists(name)
        forget_expired(connection, tenant, name)
    family = session.family or session.id
    connection.execute(update(sessions).where(sessions.c.id == session.id).values(family=family))
    entry, whose = _session_entry(connection, node)
    for name in names:
        write_session(connection, tenant, user, name, entry, whose=whose, family=family)


def _session_entry(connection: Connection, node: Node) -> tuple[SessionEntry, KVOwner]:
    """(what there is up to the node, in one branch; who has its KV)"""
    branch, now = _branch(connection, node.branch_id), time.time()
    own_items = _items_before(connection, node)
    entry = BranchEntry(
        dialect=branch.dialect,
        parent=None,
        parent_seq=0,
        parent_num_items=0,
        computed_seq=min(branch.computed_seq, node.seq),
        created_at=now,
        items=own_items,
    )
    assert entry.head_seq == node.seq, "items have all tokens"
    num_turns = sum(item.finish_reason is not None for item in own_items)
    return SessionEntry(
        created_at=now, last_used_at=now, num_turns=num_turns, head=0, branches=[entry]
    ), KVOwner(branch.computed_by, branch.computed_model)


def _items_before(connection: Connection, node: Node) -> list[ItemEntry]:
    """Those of the branch and of its ancestors. What a child shares of an item that its parent goes on with
    differently belongs to the child's first item."""
    item_rows: list[Row[Any]] = []
    span_entries: list[SpanEntry] = []
    for branch_id, end_seq, end_item in _path(connection, node):
        item_rows += connection.execute(
            select(items)
            .where(items.c.branch_id == branch_id, items.c.item_index < end_item)
            .order_by(items.c.item_index)
        ).all()
        rows = connection.execute(
            select(spans).where(spans.c.branch_id == branch_id, spans.c.seq < end_seq).order_by(spans.c.seq)
        )
        span_entries += [_cut(span_entry(row), end_seq - row.seq) for row in rows]
    start, entries = 0, []
    for row in item_rows:
        own, span_entries = _split(span_entries, row.end_seq - start)
        entries.append(item_entry(row, own))
        start = row.end_seq
    return entries


def _path(connection: Connection, node: Node) -> list[tuple[str, int, int]]:
    """(branch, tokens, items) of each branch that has a part of it, the oldest first."""
    path = []
    branch_id: str | None = node.branch_id
    seq, num_items = node.seq, node.num_items
    while branch_id is not None:
        path.append((branch_id, seq, num_items))
        branch = _branch(connection, branch_id)
        seq, num_items = min(seq, branch.parent_seq), min(num_items, branch.parent_num_items)
        branch_id = branch.parent_branch_id
    return path[::-1]


def _split(entries: Sequence[SpanEntry], num_tokens: int) -> tuple[list[SpanEntry], list[SpanEntry]]:
    """The first tokens, and the rest."""
    first: list[SpanEntry] = []
    rest = list(entries)
    while num_tokens > 0:
        span = rest.pop(0)
        first.append(_cut(span, num_tokens))
        if len(span.token_ids) > num_tokens:
            rest.insert(0, span.model_copy(update={"token_ids": span.token_ids[num_tokens:]}))
        num_tokens -= len(span.token_ids)
    return first, rest


def _cut(entry: SpanEntry, num_tokens: int) -> SpanEntry:
    if len(entry.token_ids) <= num_tokens:
        return entry
    return entry.model_copy(update={"token_ids": entry.token_ids[:num_tokens]})


def _branch(connection: Connection, branch_id: str) -> Row[Any]:
    return connection.execute(select(branches).where(branches.c.id == branch_id)).one()
