"""Whole sessions out of the log and into it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Table, insert, select

from serving.errors import AlreadyExists
from serving.responses import IN_PROGRESS
from serving.sessions.archive_entries import (
    BranchEntry,
    ConversationEntry,
    ItemEntry,
    ResponseEntry,
    ResponsesEntry,
    SessionEntry,
    SpanEntry,
)
from serving.sessions.branch_ids import from_blob, to_blob
from serving.sessions.database import Database
from serving.sessions.expectation import IMPORTED
from serving.sessions.records import find_session, forget_expired, get_session
from serving.sessions.response_schema import conversation_items, conversations, response_items, responses
from serving.sessions.schema import branches, items, sessions, spans
from serving.sessions.writing import new_id

_MAX_IN_QUERY = 500  # databases bound the parameters of one query


@dataclass(frozen=True, slots=True)
class StoredSession:
    session: SessionEntry
    responses: ResponsesEntry


class ArchiveStore:
    """Thread-safe; several processes may use the same log."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # ---- out ------------------------------------------------------------------------------------

    def read(self, tenant: str, session_name: str) -> StoredSession:
        """One consistent state. Raises: SessionNotFound."""
        with self._database.read() as connection:
            session = get_session(connection, tenant, session_name)
            return StoredSession(
                _session_entry(connection, session), _responses_entry(connection, tenant, session_name)
            )

    # ---- in -------------------------------------------------------------------------------------

    def write(
        self, tenant: str, session_name: str, stored: StoredSession, *, is_copy: bool
    ) -> dict[str, str]:
        """All of it, or nothing; it is on disk when this returns.

        Args:
            is_copy: its responses get new ids. Returns those by the old ones.

        Raises: AlreadyExists, StorageFull, Unavailable.
        """
        self._database.check_size()
        new_ids = {r.id: new_id("resp") for r in stored.responses.responses} if is_copy else {}
        with self._database.write() as connection:
            if find_session(connection, tenant, session_name, is_locked=True) is not None:
                raise AlreadyExists("session", session_name)
            _require_new(connection, stored.responses, session_name, is_copy=is_copy)
            forget_expired(connection, tenant, session_name)
            _write_session(connection, tenant, session_name, stored.session)
            _write_responses(connection, tenant, session_name, stored.responses, new_ids)
        return new_ids


# ---- out ----------------------------------------------------------------------------------------


def _session_entry(connection: Connection, session: Row[Any]) -> SessionEntry:
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
        by_item.setdefault(span.item_id, []).append(_span_entry(span))
    rows = connection.execute(
        select(items).where(items.c.branch_id == branch_id).order_by(items.c.item_index)
    )
    return [_item_entry(row, by_item.get(row.id, [])) for row in rows]


def _span_entry(span: Row[Any]) -> SpanEntry:
    return SpanEntry(
        source=span.source,
        token_ids=from_blob(span.token_ids).tolist(),
        seed=span.seed,
        choice_index=span.choice_index,
        template_fingerprint=span.template_fingerprint,
        numeric_fingerprint=span.numeric_fingerprint,
    )


def _item_entry(row: Row[Any], own_spans: list[SpanEntry]) -> ItemEntry:
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


def _responses_entry(connection: Connection, tenant: str, session_name: str) -> ResponsesEntry:
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


_COPIED = (  # columns of responses that are fields of the entry as they are
    "id",
    "status",
    "created_at",
    "completed_at",
    "settings",
    "is_background",
    "previous_id",
    "conversation_id",
    "conversation_position",
    "usage",
    "error",
    "incomplete_reason",
    "has_begun",
    "deltas",
    "is_deleted",
)


def _response_entry(connection: Connection, row: Row[Any]) -> ResponseEntry:
    own = connection.execute(
        select(response_items.c.is_output, response_items.c.item)
        .where(response_items.c.response_id == row.id)
        .order_by(response_items.c.position)
    ).all()
    return ResponseEntry(
        **{name: row._mapping[name] for name in _COPIED},
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


# ---- in -----------------------------------------------------------------------------------------


def _require_new(connection: Connection, entry: ResponsesEntry, session_name: str, *, is_copy: bool) -> None:
    if entry.conversation is not None:
        _require_none(connection, conversations, "conversation", [session_name])
    if not is_copy:
        _require_none(connection, responses, "response", [response.id for response in entry.responses])


def _require_none(connection: Connection, table: Table, kind: str, ids: Sequence[str]) -> None:
    for start in range(0, len(ids), _MAX_IN_QUERY):
        some = ids[start : start + _MAX_IN_QUERY]
        found = connection.scalars(select(table.c.id).where(table.c.id.in_(some)).limit(1)).one_or_none()
        if found is not None:
            raise AlreadyExists(kind, found)


def _write_session(connection: Connection, tenant: str, session_name: str, entry: SessionEntry) -> None:
    session_id, ids = new_id("se"), [new_id("br") for _ in entry.branches]
    connection.execute(
        insert(sessions).values(
            id=session_id,
            tenant=tenant,
            name=session_name,
            created_at=entry.created_at,
            last_used_at=entry.last_used_at,
            num_turns=entry.num_turns,
            head_branch_id=None if entry.head is None else ids[entry.head],
        )
    )
    for branch_id, branch in zip(ids, entry.branches, strict=True):
        parent_id = None if branch.parent is None else ids[branch.parent]
        connection.execute(
            insert(branches).values(**_branch_values(session_id, branch_id, parent_id, branch))
        )
        _write_items(connection, session_id, branch_id, branch)


def _branch_values(
    session_id: str, branch_id: str, parent_id: str | None, branch: BranchEntry
) -> dict[str, Any]:
    return {
        "id": branch_id,
        "session_id": session_id,
        "dialect": branch.dialect,
        "parent_branch_id": parent_id,
        "parent_seq": branch.parent_seq,
        "parent_num_items": branch.parent_num_items,
        "head_seq": branch.head_seq,
        "num_items": branch.num_items,
        "writer_epoch": 1,
        "created_at": branch.created_at,
        "computed_by": IMPORTED,
        "computed_seq": branch.computed_seq,
    }


def _write_items(connection: Connection, session_id: str, branch_id: str, branch: BranchEntry) -> None:
    item_rows, span_rows, seq = [], [], branch.parent_seq
    for index, item in enumerate(branch.items, start=branch.parent_num_items):
        item_id = new_id("it")
        for span in item.spans:
            span_rows.append(_span_values(branch_id, seq, item_id, item.role, span))
            seq += len(span.token_ids)
        item_rows.append(_item_values(session_id, branch_id, index, item_id, item, end_seq=seq))
    _insert(connection, items, item_rows)
    _insert(connection, spans, span_rows)


def _span_values(branch_id: str, seq: int, item_id: str, role: str, span: SpanEntry) -> dict[str, Any]:
    return {
        "branch_id": branch_id,
        "seq": seq,
        "item_id": item_id,
        "role": role,
        "token_ids": to_blob(span.token_ids),
        "source": span.source,
        "seed": span.seed,
        "choice_index": span.choice_index,
        "template_fingerprint": span.template_fingerprint,
        "numeric_fingerprint": span.numeric_fingerprint,
    }


def _item_values(
    session_id: str, branch_id: str, index: int, item_id: str, item: ItemEntry, *, end_seq: int
) -> dict[str, Any]:
    return {
        "branch_id": branch_id,
        "item_index": index,
        "id": item_id,
        "session_id": session_id,
        "role": item.role,
        "content": item.content,
        "chain_hash": None if item.chain_hash is None else bytes.fromhex(item.chain_hash),
        "end_char": item.end_char,
        "start_seq": item.start_seq,
        "end_seq": end_seq,
        "ends_exactly": item.ends_exactly,
        "finish_reason": item.finish_reason,
        "stop_reason": item.stop_reason,
        "dropped_token_ids": to_blob(item.dropped_token_ids) if item.dropped_token_ids else None,
        "created_at": item.created_at,
    }


def _write_responses(
    connection: Connection,
    tenant: str,
    session_name: str,
    entry: ResponsesEntry,
    new_ids: dict[str, str],
) -> None:
    if entry.conversation is not None:
        _write_conversation(connection, tenant, session_name, entry.conversation)
    for response in entry.responses:
        values = response.model_dump(mode="json", include=set(_COPIED))
        response_id = new_ids.get(response.id, response.id)
        previous_id = response.previous_id and new_ids.get(response.previous_id, response.previous_id)
        values |= {"id": response_id, "tenant": tenant, "session_name": session_name}
        values["previous_id"] = previous_id
        if entry.conversation is not None and response.conversation_id is not None:
            values["conversation_id"] = session_name
        connection.execute(insert(responses).values(**values))
        own = [(item, False) for item in response.input] + [(item, True) for item in response.output]
        _insert(connection, response_items, _response_item_rows(response_id, own))


def _response_item_rows(response_id: str, own: Iterable[tuple[dict[str, Any], bool]]) -> list[dict[str, Any]]:
    return [
        {
            "response_id": response_id,
            "position": position,
            "is_output": is_output,
            "item_id": str(item.get("id")),
            "item": item,
        }
        for position, (item, is_output) in enumerate(own)
    ]


def _write_conversation(connection: Connection, tenant: str, id_: str, entry: ConversationEntry) -> None:
    connection.execute(
        insert(conversations).values(
            id=id_,
            tenant=tenant,
            created_at=entry.created_at,
            metadata=entry.metadata,
            num_items=entry.num_items,
            version=entry.version,
        )
    )
    _insert(
        connection,
        conversation_items,
        [
            {"conversation_id": id_, "position": position, "item_id": str(item.get("id")), "item": item}
            for position, item in entry.items
        ],
    )


def _insert(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)
