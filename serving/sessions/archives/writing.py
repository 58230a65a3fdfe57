"""The entries of a session's file as rows of the log. Each runs within the caller's transaction."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Table, insert, select

from serving.errors import AlreadyExists
from serving.sessions.archives.entries import (
    RESPONSE_COLUMNS,
    BranchEntry,
    ConversationEntry,
    ItemEntry,
    ResponsesEntry,
    SessionEntry,
    SpanEntry,
)
from serving.sessions.branch_ids import to_blob
from serving.sessions.expectation import FROM_A_FILE, KVOwner
from serving.sessions.owner import NOBODY
from serving.sessions.responses.schema import conversation_items, conversations, response_items, responses
from serving.sessions.schema import branches, items, sessions, spans
from serving.sessions.writing import new_id

_MAX_IN_QUERY = 500  # databases bound the parameters of one query


def require_new(connection: Connection, entry: ResponsesEntry, session_name: str, *, is_copy: bool) -> None:
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


def write_session(
    connection: Connection,
    tenant: str,
    user: str | None,
    session_name: str,
    entry: SessionEntry,
    *,
    whose: KVOwner = FROM_A_FILE,
    family: str | None = None,
) -> None:
    """
    Args:
        whose: the KV of its computed tokens.
        family: of the sessions that it shares tokens with.
    """
    session_id, ids = new_id("se"), [new_id("br") for _ in entry.branches]
    connection.execute(
        insert(sessions).values(
            id=session_id,
            tenant=tenant,
            user_id=user,
            name=session_name,
            created_at=entry.created_at,
            last_used_at=entry.last_used_at,
            num_turns=entry.num_turns,
            head_branch_id=None if entry.head is None else ids[entry.head],
            family=family,
        )
    )
    for branch_id, branch in zip(ids, entry.branches, strict=True):
        parent_id = None if branch.parent is None else ids[branch.parent]
        connection.execute(
            insert(branches).values(
                **_branch_values(session_id, branch_id, parent_id, branch),
                computed_by=whose.computed_by,
                computed_model=whose.computed_model,
            )
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


def write_responses(
    connection: Connection,
    tenant: str,
    user: str | None,
    session_name: str,
    entry: ResponsesEntry,
    new_ids: dict[str, str],
) -> None:
    if entry.conversation is not None:
        _write_conversation(connection, tenant, user, session_name, entry.conversation)
    for response in entry.responses:
        values = response.model_dump(mode="json", include=set(RESPONSE_COLUMNS))
        response_id = new_ids.get(response.id, response.id)
        previous_id = response.previous_id and new_ids.get(response.previous_id, response.previous_id)
        values |= {"id": response_id, "tenant": tenant, "user_id": user, "session_name": session_name}
        values["previous_id"] = previous_id
        # All have ended: nobody is to go on with them.
        values |= {"owner_id": NOBODY, "num_attempts": 0, "template_fingerprint": ""}
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


def _write_conversation(
    connection: Connection, tenant: str, user: str | None, id_: str, entry: ConversationEntry
) -> None:
    connection.execute(
        insert(conversations).values(
            id=id_,
            tenant=tenant,
            user_id=user,
            created_at=entry.created_at,
            last_used_at=time.time(),
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
