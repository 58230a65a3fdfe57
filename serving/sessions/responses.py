"""Responses in the log: what was asked, what came, and which response each goes on from.

The row is written before anything is generated, and its end before a client hears of it. A status moves
forward only: `finish` and `cancel` are compare-and-set on a response that has not ended.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import CTE, Connection, Row, delete, func, insert, literal, select, update

from serving.errors import InvalidRequest, ItemNotFound, PreviousResponseNotFound, ResponseNotFound
from serving.output import Usage
from serving.request import Request
from serving.responses import (
    IN_PROGRESS,
    Item,
    ItemPage,
    Page,
    ResponseContext,
    ResponseRecord,
    ResponseRun,
    RunError,
)
from serving.sessions import conversations
from serving.sessions.database import Database
from serving.sessions.paging import page_of
from serving.sessions.response_schema import conversation_items, response_items, responses
from serving.sessions.response_schema import conversations as conversations_table
from serving.sessions.run import request_from_json, request_to_json


class ResponseStore:
    """Thread-safe; several processes may use the same log."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # ---- a run ----------------------------------------------------------------------------------

    def create(self, run: ResponseRun) -> None:
        """Write the response and its input; its conversation is locked from here on.

        Raises: ConversationLocked, ConversationNotFound.
        """
        record = run.record
        with self._database.write() as connection:
            position = None
            if record.conversation_id is not None:
                assert run.conversation_version is not None, "the conversation was read for its context"
                position = conversations.lock(
                    connection,
                    run.tenant,
                    record.conversation_id,
                    record.response_id,
                    run.conversation_version,
                )
            connection.execute(insert(responses).values(**_created(run), conversation_position=position))
            _insert_items(connection, record.response_id, run.input, first=0, is_output=False)

    def discard(self, record: ResponseRecord) -> None:
        """Take back a response that was refused before it began."""
        with self._database.write() as connection:
            connection.execute(delete(responses).where(responses.c.id == record.response_id))
            if record.conversation_id is not None:
                conversations.unlock(connection, record.conversation_id, record.response_id)

    def begin(self, response_id: str) -> bool:
        """From queued to in progress. False if it was cancelled or deleted meanwhile."""
        with self._database.write() as connection:
            done = connection.execute(
                update(responses)
                .where(responses.c.id == response_id, responses.c.status == "queued")
                .values(status="in_progress", has_begun=True, request=None)
            )
            return done.rowcount == 1

    def finish(self, record: ResponseRecord) -> ResponseRecord | None:
        """Write how a run ended, and append its items to its conversation.

        Returns the response as it now is: cancelled, if that came first. None if it was deleted.
        """
        with self._database.write() as connection:
            done = connection.execute(
                update(responses)
                .where(responses.c.id == record.response_id, responses.c.status.in_(IN_PROGRESS))
                .values(**_ended(record))
            )
            if done.rowcount == 1:
                self._add_output(connection, record)
            if record.conversation_id is not None:
                conversations.unlock(connection, record.conversation_id, record.response_id)
            row = connection.execute(
                select(responses).where(responses.c.id == record.response_id)
            ).one_or_none()
            return None if row is None else _record(connection, row)

    def _add_output(self, connection: Connection, record: ResponseRecord) -> None:
        items = _items(connection, record.response_id)
        _insert_items(connection, record.response_id, record.output, first=len(items), is_output=True)
        if record.conversation_id is not None and record.status in ("completed", "incomplete"):
            conversations.append(connection, record.conversation_id, [*items, *record.output])

    def cancel(self, tenant: str, response_id: str) -> ResponseRecord:
        """Raises: ResponseNotFound; InvalidRequest for one that ended, or is not in the background."""
        with self._database.write() as connection:
            row = _visible(connection, tenant, response_id)
            if row.status != "cancelled":
                _check_cancellable(row)
                connection.execute(
                    update(responses)
                    .where(responses.c.id == response_id)
                    .values(status="cancelled", request=None)
                )
                if row.conversation_id is not None:
                    conversations.unlock(connection, row.conversation_id, response_id)
                row = _visible(connection, tenant, response_id)
            return _record(connection, row)

    def unfinished(self) -> list[tuple[str, ResponseRecord, Request | None]]:
        """(tenant, response, what is to be generated) of those that have not ended.

        None: that is in its run, or nobody waits for it.
        """
        with self._database.read() as connection:
            rows = connection.execute(select(responses).where(responses.c.status.in_(IN_PROGRESS))).all()
            return [(row.tenant, _record(connection, row), _request(row)) for row in rows]

    # ---- reading --------------------------------------------------------------------------------

    def get(self, tenant: str, response_id: str) -> ResponseRecord:
        """Raises: ResponseNotFound."""
        with self._database.read() as connection:
            return _record(connection, _visible(connection, tenant, response_id))

    def context(self, tenant: str, previous_response_id: str) -> ResponseContext:
        """All items up to and including that response's output.

        Raises: PreviousResponseNotFound, or InvalidRequest for one that has not ended.
        """
        with self._database.read() as connection:
            try:
                row = _visible(connection, tenant, previous_response_id)
            except ResponseNotFound:
                raise PreviousResponseNotFound(previous_response_id) from None
            if row.status in IN_PROGRESS:
                raise InvalidRequest(
                    f"The response `{previous_response_id}` is {row.status}. Wait until it has ended.",
                    param="previous_response_id",
                    code="previous_response_in_progress",
                )
            items = _chain_items(connection, tenant, previous_response_id)
            return ResponseContext(items, row.session_name)

    def input_items(self, tenant: str, response_id: str, page: Page) -> ItemPage:
        """Everything that the response was made from. Raises: ResponseNotFound, ItemNotFound."""
        with self._database.read() as connection:
            _visible(connection, tenant, response_id)
            return page_of(_chain_items(connection, tenant, response_id, with_output=False), page)

    def find_item(self, tenant: str, item_id: str) -> Item:
        """Raises: ItemNotFound."""
        of_response = (
            select(response_items.c.item)
            .join(responses, responses.c.id == response_items.c.response_id)
            .where(
                responses.c.tenant == tenant,
                ~responses.c.is_deleted,
                response_items.c.item_id == item_id,
            )
        )
        of_conversation = (
            select(conversation_items.c.item)
            .join(conversations_table, conversations_table.c.id == conversation_items.c.conversation_id)
            .where(conversations_table.c.tenant == tenant, conversation_items.c.item_id == item_id)
        )
        with self._database.read() as connection:
            for query in (of_response, of_conversation):
                found: Item | None = connection.scalars(query.limit(1)).one_or_none()
                if found is not None:
                    return found
        raise ItemNotFound(item_id)

    # ---- the end --------------------------------------------------------------------------------

    def delete(self, tenant: str, response_id: str) -> str | None:
        """Remove a response. One that others go on from stays, out of sight, as long as they do.

        Returns the session that was made for its chain alone, if this was the last response in it.
        Raises: ResponseNotFound.
        """
        with self._database.write() as connection:
            row = _visible(connection, tenant, response_id)
            connection.execute(update(responses).where(responses.c.id == response_id).values(is_deleted=True))
            if row.conversation_id is not None:
                conversations.unlock(connection, row.conversation_id, response_id)
            _purge(connection, response_id)
            return row.session_name if _is_empty_chain(connection, tenant, row.session_name) else None


def _created(run: ResponseRun) -> dict[str, Any]:
    record = run.record
    return {
        "id": record.response_id,
        "tenant": run.tenant,
        "status": record.status,
        "created_at": record.created,
        "settings": dict(record.settings),
        "is_background": record.is_background,
        "request": request_to_json(run.request) if record.is_background else None,
        "session_name": record.session_id,
        "previous_id": record.previous_response_id,
        "conversation_id": record.conversation_id,
        "has_begun": False,
        "is_deleted": False,
    }


def _ended(record: ResponseRecord) -> dict[str, Any]:
    usage, error = record.usage, record.error
    return {
        "status": record.status,
        "request": None,
        "completed_at": record.completed,
        "usage": usage and [usage.num_prompt_tokens, usage.num_completion_tokens, usage.num_cached_tokens],
        "error": error and {"code": error.code, "message": error.message},
        "incomplete_reason": record.incomplete_reason,
        "has_begun": record.has_begun,
        "deltas": [list(shape) for shape in record.deltas],
    }


def _request(row: Row[Any]) -> Request | None:
    return None if row.request is None else request_from_json(row.request)


def _record(connection: Connection, row: Row[Any]) -> ResponseRecord:
    return ResponseRecord(
        response_id=row.id,
        status=row.status,
        created=row.created_at,
        settings=row.settings,
        is_background=row.is_background,
        session_id=row.session_name,
        previous_response_id=row.previous_id,
        conversation_id=row.conversation_id,
        completed=row.completed_at,
        output=tuple(_items(connection, row.id, is_output=True)),
        usage=None if row.usage is None else Usage(*row.usage),
        error=None if row.error is None else RunError(**row.error),
        incomplete_reason=row.incomplete_reason,
        has_begun=row.has_begun,
        deltas=tuple((index, chars, logprobs) for index, chars, logprobs in row.deltas or ()),
    )


def _visible(connection: Connection, tenant: str, response_id: str) -> Row[Any]:
    row = connection.execute(
        select(responses).where(
            responses.c.id == response_id, responses.c.tenant == tenant, ~responses.c.is_deleted
        )
    ).one_or_none()
    if row is None:
        raise ResponseNotFound(response_id)
    return row


def _check_cancellable(row: Row[Any]) -> None:
    if not row.is_background:
        raise InvalidRequest(
            f"Cannot cancel a synchronous response. `{row.id}` does not run in the background: close its "
            "connection instead."
        )
    if row.status not in IN_PROGRESS:
        raise InvalidRequest(f"Cannot cancel a response that has ended, and `{row.id}` is {row.status}.")


def _insert_items(
    connection: Connection, response_id: str, items: Sequence[Item], *, first: int, is_output: bool
) -> None:
    if items:
        connection.execute(
            insert(response_items),
            [
                {
                    "response_id": response_id,
                    "position": position,
                    "is_output": is_output,
                    "item_id": item["id"],
                    "item": dict(item),
                }
                for position, item in enumerate(items, start=first)
            ],
        )


def _items(connection: Connection, response_id: str, *, is_output: bool | None = None) -> list[Item]:
    query = select(response_items.c.item).where(response_items.c.response_id == response_id)
    if is_output is not None:
        query = query.where(response_items.c.is_output == is_output)
    return list(connection.scalars(query.order_by(response_items.c.position)))


def _chain(tenant: str, response_id: str) -> CTE:
    """(id, conversation, position, depth) of a response and all it goes on from; its own depth is 0."""
    columns = (
        responses.c.id,
        responses.c.previous_id,
        responses.c.conversation_id,
        responses.c.conversation_position,
    )
    chain = (
        select(*columns, literal(0).label("depth"))
        .where(responses.c.id == response_id, responses.c.tenant == tenant)
        .cte("chain", recursive=True)
    )
    before = (
        select(*columns, chain.c.depth + 1)
        .join(chain, responses.c.id == chain.c.previous_id)
        .where(responses.c.tenant == tenant)
    )
    return chain.union_all(before)


def _chain_items(
    connection: Connection, tenant: str, response_id: str, *, with_output: bool = True
) -> tuple[Item, ...]:
    """The items of a chain, oldest first; `with_output` false leaves out the output of the last response."""
    chain = _chain(tenant, response_id)
    query = select(response_items.c.item).join(chain, chain.c.id == response_items.c.response_id)
    if not with_output:
        query = query.where((chain.c.depth > 0) | ~response_items.c.is_output)
    own = connection.scalars(query.order_by(chain.c.depth.desc(), response_items.c.position))
    root = connection.execute(select(chain).order_by(chain.c.depth.desc()).limit(1)).one()
    before: Sequence[Item] = ()
    if root.conversation_id is not None:
        before = conversations.items_before(connection, root.conversation_id, root.conversation_position)
    return (*before, *own)


def _purge(connection: Connection, response_id: str | None) -> None:
    """Delete a response that nobody sees and nobody goes on from, and then the ones before it that are so."""
    while response_id is not None:
        row = connection.execute(select(responses).where(responses.c.id == response_id)).one_or_none()
        children = select(func.count()).where(responses.c.previous_id == response_id)
        if row is None or not row.is_deleted or connection.scalar(children):
            return
        connection.execute(delete(responses).where(responses.c.id == response_id))
        response_id = row.previous_id


def _is_empty_chain(connection: Connection, tenant: str, session_name: str | None) -> bool:
    if session_name is None or not session_name.startswith("resp_"):
        return False  # the client's own session, or a conversation's
    others = select(func.count()).where(
        responses.c.tenant == tenant, responses.c.session_name == session_name
    )
    return not connection.scalar(others)
