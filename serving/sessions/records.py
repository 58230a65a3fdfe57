"""Rows of sessions: finding, making and describing them, within the caller's transaction."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, literal, select, tuple_

from serving.errors import SessionNotFound, SessionTaken
from serving.kv.keys import TOKEN_BYTES
from serving.output import BranchInfo, ItemInfo
from serving.principal import Principal
from serving.request import NOTE
from serving.responses import Page
from serving.sessions.agents.schema import agent_sessions
from serving.sessions.branch_ids import from_blob
from serving.sessions.head_change import HEAD_ROLES
from serving.sessions.last_kv import kv_usage_of, last_cold_of, last_restored_of
from serving.sessions.reach import own_or_shared, reaches
from serving.sessions.rendering import StoredNote
from serving.sessions.responses.schema import conversations, responses
from serving.sessions.schema import branches, expired_sessions, items, sessions, spans
from serving.sessions.turn import SessionRecord
from serving.sessions.writing import new_id


def find_session(
    connection: Connection, tenant: str, session_name: str, *, is_locked: bool = False
) -> Row[Any] | None:
    """`is_locked`: writers of a session come first here, so that none of them waits for another in a circle.

    SQLite has one lock for all, which a write transaction holds from its beginning.
    """
    query = select(sessions).where(sessions.c.tenant == tenant, sessions.c.name == session_name)
    return connection.execute(query.with_for_update() if is_locked else query).one_or_none()


def find_notes(connection: Connection, session_id: str) -> list[StoredNote]:
    rows = connection.execute(
        select(items.c.item_index, items.c.content, items.c.chain_hash)
        .where(items.c.session_id == session_id, items.c.role.in_(HEAD_ROLES))
        .order_by(items.c.item_index, items.c.created_at.desc())
    )
    return [
        StoredNote(row.item_index, row.content[NOTE], row.chain_hash)
        for row in rows
        if row.chain_hash is not None and NOTE in row.content
    ]


def last_chat(connection: Connection, session_id: str) -> str | None:
    """The branch that was used last, if that is a chat."""
    query = select(branches.c.id).join(sessions, sessions.c.head_branch_id == branches.c.id)
    found: str | None = connection.scalar(
        query.where(sessions.c.id == session_id, branches.c.dialect == "chat")
    )
    return found


def lock_session_of(connection: Connection, branch_id: str) -> str | None:
    """The session that has this branch, locked; None if it was deleted."""
    query = select(sessions.c.id).join(branches).where(branches.c.id == branch_id)
    session_id: str | None = connection.scalars(query.with_for_update(of=sessions)).one_or_none()
    return session_id


def is_branch(connection: Connection, branch_id: str) -> bool:
    """Whether there is this branch; it goes with its session."""
    return connection.scalar(select(branches.c.id).where(branches.c.id == branch_id)) is not None


def get_session(
    connection: Connection, tenant: str, session_name: str, *, is_locked: bool = False
) -> Row[Any]:
    """Raises: SessionNotFound."""
    session = find_session(connection, tenant, session_name, is_locked=is_locked)
    if session is None:
        raise SessionNotFound(session_name)
    return session


def require_reach(session: Row[Any], principal: Principal) -> None:
    """Raises SessionTaken where it is another user's: names are the tenant's, and its users choose them."""
    if not reaches(principal, session.user_id):
        raise SessionTaken(session.name)


def get_or_create_session(connection: Connection, principal: Principal, session_name: str) -> str:
    """Raises SessionTaken."""
    tenant = principal.tenant
    session = find_session(connection, tenant, session_name, is_locked=True)
    if session is not None:
        require_reach(session, principal)
        return str(session.id)
    session_id, now = new_id("se"), time.time()
    user_id = _first_user(connection, principal, session_name)
    forget_expired(connection, tenant, session_name)
    connection.execute(
        insert(sessions).values(
            id=session_id,
            tenant=tenant,
            user_id=user_id,
            name=session_name,
            created_at=now,
            last_used_at=now,
            num_turns=0,
        )
    )
    return session_id


def _first_user(connection: Connection, principal: Principal, session_name: str) -> str | None:
    """Whose a new session is. That of a conversation, or a chain of responses, is whose they are.

    Raises SessionTaken where those are another user's: it is not for him to begin.
    """
    for table in (conversations, responses):
        is_it = (table.c.id == session_name) & (table.c.tenant == principal.tenant)
        row = connection.execute(select(table.c.user_id).where(is_it)).one_or_none()
        if row is not None:
            if not reaches(principal, row.user_id):
                raise SessionTaken(session_name)
            return None if row.user_id is None else str(row.user_id)
    return principal.user


def forget_expired(connection: Connection, tenant: str, session_name: str) -> None:
    """A new session takes the name."""
    mark = (expired_sessions.c.tenant == tenant) & (expired_sessions.c.name == session_name)
    connection.execute(delete(expired_sessions).where(mark))


def mark_expired(connection: Connection, session: Row[Any]) -> None:
    """Leave the hash of the session's last item, so that a turn which comes too late can be told why."""
    last = (
        select(items.c.chain_hash, items.c.end_char, items.c.end_seq, branches.c.computed_seq)
        .join(branches, branches.c.id == items.c.branch_id)
        .where(items.c.branch_id == session.head_branch_id, items.c.chain_hash.is_not(None))
        .order_by(items.c.item_index.desc())
        .limit(1)
    )
    item = connection.execute(last).one_or_none()
    if item is not None and item.computed_seq:
        connection.execute(
            insert(expired_sessions).values(
                tenant=session.tenant,
                name=session.name,
                chain_hash=item.chain_hash,
                end_char=item.end_char,
                num_tokens=min(item.end_seq, item.computed_seq),
                expired_at=time.time(),
            )
        )


def has_branch(connection: Connection, session_id: str, branch_id: str | None = None) -> bool:
    query = select(branches.c.id).where(branches.c.session_id == session_id)
    if branch_id is not None:
        query = query.where(branches.c.id == branch_id)
    return connection.execute(query.limit(1)).first() is not None


def page_of_sessions(connection: Connection, principal: Principal, page: Page) -> list[SessionRecord]:
    """By last use, those behind the session named `page.after`. Raises: SessionNotFound."""
    query = select(sessions).where(own_or_shared(sessions.c, principal))
    if principal.only_user is not None:
        of_agent = (agent_sessions.c.id == sessions.c.name) & (agent_sessions.c.tenant == sessions.c.tenant)
        is_others = agent_sessions.c.user_id.is_distinct_from(principal.only_user)
        query = query.where(~select(agent_sessions.c.id).where(of_agent, is_others).exists())
    key = (sessions.c.last_used_at, sessions.c.id)
    if page.after is not None:
        last = get_session(connection, principal.tenant, page.after)
        if not reaches(principal, last.user_id):
            raise SessionNotFound(page.after)
        here = tuple_(*key)
        there = tuple_(literal(last.last_used_at), literal(last.id))
        query = query.where(here > there if page.is_ascending else here < there)
    order = [column.asc() if page.is_ascending else column.desc() for column in key]
    query = query.order_by(*order).limit(page.limit)
    return [record_of(connection, session) for session in connection.execute(query)]


def record_of(connection: Connection, session: Row[Any]) -> SessionRecord:
    rows = connection.execute(
        select(branches).where(branches.c.session_id == session.id).order_by(branches.c.created_at)
    ).all()
    return SessionRecord(
        session_id=session.name,
        created=session.created_at,
        last_used=session.last_used_at,
        num_turns=session.num_turns,
        num_tokens=next((row.head_seq for row in rows if row.id == session.head_branch_id), 0),
        head_branch_id=session.head_branch_id,
        branches=tuple(map(_branch_info, rows)),
        leased_until=session.leased_until,
        last_restored=last_restored_of(session.last_restored),
        last_cold=last_cold_of(session.last_cold),
        kv_usage=kv_usage_of(session.kv_usage),
    )


def _branch_info(row: Row[Any]) -> BranchInfo:
    return BranchInfo(
        branch_id=row.id,
        num_tokens=row.head_seq,
        num_messages=row.num_items,
        created=int(row.created_at),
        parent_branch_id=row.parent_branch_id,
        parent_seq=row.parent_seq,
        is_superseded=row.superseded_at is not None,
    )


def items_of(connection: Connection, branch_id: str, *, with_token_ids: bool) -> tuple[ItemInfo, ...]:
    """The items of a branch that it does not share with its parent, in order."""
    columns = [
        spans.c.item_id,
        spans.c.seq,
        spans.c.source,
        func.length(spans.c.token_ids).label("num_bytes"),
    ]
    if with_token_ids:
        columns.append(spans.c.token_ids)
    by_item: dict[str, list[Row[Any]]] = {}
    for span in connection.execute(
        select(*columns).where(spans.c.branch_id == branch_id).order_by(spans.c.seq)
    ):
        by_item.setdefault(span.item_id, []).append(span)
    rows = connection.execute(
        select(items).where(items.c.branch_id == branch_id).order_by(items.c.item_index)
    )
    return tuple(_item_info(row, by_item.get(row.id, []), with_token_ids=with_token_ids) for row in rows)


def _item_info(row: Row[Any], own_spans: Sequence[Row[Any]], *, with_token_ids: bool) -> ItemInfo:
    num_tokens = dict.fromkeys(("rendered", "sampled"), 0)
    for span in own_spans:
        num_tokens[span.source] += span.num_bytes // TOKEN_BYTES
    blob = b"".join(span.token_ids for span in own_spans) if with_token_ids else b""
    return ItemInfo(
        item_id=row.id,
        index=row.item_index,
        role=row.role,
        # A reply may be empty: it was sampled all the same.
        source="rendered" if row.finish_reason is None else "sampled",
        seq=own_spans[0].seq if own_spans else row.end_seq,
        num_tokens=sum(num_tokens.values()),
        num_sampled_tokens=num_tokens["sampled"],
        created=int(row.created_at),
        finish_reason=row.finish_reason,
        token_ids=tuple(from_blob(blob).tolist()) if with_token_ids else None,
    )
