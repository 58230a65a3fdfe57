"""A session of the log as the entries of its file. Each runs within the caller's transaction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from serving.responses import IN_PROGRESS
from serving.sessions.archives.entries import (
    RESPONSE_COLUMNS,
    BranchEntry,
    ConversationEntry,
    ItemEntry,
    ResponseEntry,
    ResponsesEntry,
    SessionEntry,
    SpanEntry,
)
from serving.sessions.branch_ids import from_blob
from serving.sessions.responses.schema import conversation_items, conversations, response_items, responses
from serving.sessions.schema import branches, items, spans


def session_entry(connection: Connection, session: Row[Any]) -> SessionEntry:
    # A child is made after its parent; equal times are told apart by who names whom.
    rows = _parents_first(
        connection.execute(
            select(branches).where(branches.c.session_id == session.id).order_by(branches.c.created_at)
        ).all()
    )
    numbers = {row.id: number for number, row in enumerate(rows)}
    return SessionEntry(
        created_at=session.created_at,
        last_used_at=session.last_used_at,
        num_turns=session.num_turns,
        head=numbers.get(session.head_branch_id),
        branches=[
            BranchEntry(
                dialect=row.dialect,
                parent=numbers.get(row.parent_branch_id),
                parent_seq=row.parent_seq,
                parent_num_items=row.parent_num_items,
                computed_seq=row.computed_seq,
                created_at=row.created_at,
                items=_item_entries(connection, row.id),
            )
            for row in rows
        ],
    )


def _parents_first(rows: Sequence[Row[Any]]) -> list[Row[Any]]:
    ordered: list[Row[Any]] = []
    waiting, known = list(rows), {None}
    while waiting:
        ready = [row for row in waiting if row.parent_branch_id in known]
        assert ready, "a branch's parent is in its session"
        ordered += ready
        known |= {row.id for row in ready}
        waiting = [row for row in waiting if row.id not in known]
    return ordered


def _item_entries(connection: Connection, branch_id: str) -> list[ItemEntry]:
    by_item: dict[str, list[SpanEntry]] = {}
    for span in connection.execute(select(spans).where(spans.c.branch_id == branch_id).order_by(spans.c.seq)):
        by_item.setdefault(span.item_id, []).append(span_entry(span))
    rows = connection.execute(
        select(items).where(items.c.branch_id == branch_id).order_by(items.c.item_index)
    )
    return [item_entry(row, by_item.get(row.id, [])) for row in rows]


def span_entry(span: Row[Any]) -> SpanEntry:
    return SpanEntry(
        source=span.source,
        token_ids=from_blob(span.token_ids).tolist(),
        seed=span.seed,
        choice_index=span.choice_index,
        template_fingerprint=span.template_fingerprint,
        numeric_fingerprint=span.numeric_fingerprint,
    )


def item_entry(row: Row[Any], own_spans: list[SpanEntry]) -> ItemEntry:
    return ItemEntry(
        role=row.role,
        content=row.content,
        chain_hash=None if row.chain_hash is None else row.chain_hash.hex(),
        end_char=row.end_char,
        start_seq=row.start_seq,
        ends_exactly=row.ends_exactly,
        finish_reason=row.finish_reason,
        stop_reason=row.stop_reason,
        dropped_token_ids=from_blob(row.dropped_token_ids or b"").tolist(),
        created_at=row.created_at,
        spans=own_spans,
    )


def responses_entry(connection: Connection, tenant: str, session_name: str) -> ResponsesEntry:
    rows = connection.execute(
        select(responses)
        .where(
            responses.c.tenant == tenant,
            responses.c.session_name == session_name,
            responses.c.status.not_in(IN_PROGRESS),
        )
        .order_by(responses.c.created_at, responses.c.id)
    ).all()
    conversation = connection.execute(
        select(conversations).where(conversations.c.tenant == tenant, conversations.c.id == session_name)
    ).one_or_none()
    return ResponsesEntry(
        responses=[_response_entry(connection, row) for row in rows],
        conversation=None if conversation is None else _conversation_entry(connection, conversation),
    )


def _response_entry(connection: Connection, row: Row[Any]) -> ResponseEntry:
    own = connection.execute(
        select(response_items.c.is_output, response_items.c.item)
        .where(response_items.c.response_id == row.id)
        .order_by(response_items.c.position)
    ).all()
    return ResponseEntry(
        **{name: row._mapping[name] for name in RESPONSE_COLUMNS},
        input=[item for is_output, item in own if not is_output],
        output=[item for is_output, item in own if is_output],
    )


def _conversation_entry(connection: Connection, row: Row[Any]) -> ConversationEntry:
    own = connection.execute(
        select(conversation_items.c.position, conversation_items.c.item)
        .where(conversation_items.c.conversation_id == row.id)
        .order_by(conversation_items.c.position)
    )
    return ConversationEntry(
        created_at=row.created_at,
        metadata=row._mapping["metadata"],
        num_items=row.num_items,
        version=row.version,
        items=[(position, item) for position, item in own],
    )
