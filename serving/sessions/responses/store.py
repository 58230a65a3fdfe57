"""Responses in the log: how each begins, and how it ends.

The row is written before anything is generated, and its end before a client hears of it. A status moves
forward only, and for a response's owner alone. Who goes on with one whose owner is gone: `response_claims`.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from serving.errors import InvalidRequest, ResponseExists
from serving.responses import IN_PROGRESS, NewResponse, ResponseRecord
from serving.sessions.database import Database
from serving.sessions.owner import Owner
from serving.sessions.responses import conversations
from serving.sessions.responses.rows import (
    insert_items,
    is_empty_chain,
    items_of,
    purge,
    record_of,
    visible,
)
from serving.sessions.responses.schema import responses
from serving.sessions.responses.server_calls import note_tools
from serving.sessions.served_models import ServedModels
from serving.sessions.turns.logged_turn import request_to_json, usage_to_json


class ResponseStore:
    """Thread-safe; several processes may use the same log."""

    def __init__(self, database: Database, owner: Owner, served: ServedModels) -> None:
        """`served`: responses of other models are for others to make."""
        self._database = database
        self._owner = owner
        self._served = served

    def create(self, run: NewResponse) -> None:
        """Write the response and its input; its conversation is locked from here on.

        Raises: ConversationLocked, ConversationNotFound, ResponseExists.
        """
        try:
            self._create(run)
        except IntegrityError:
            if self._has(run.record.response_id):
                raise ResponseExists(run.record.response_id) from None
            raise

    def _has(self, response_id: str) -> bool:
        with self._database.read() as connection:
            return connection.scalar(select(responses.c.id).where(responses.c.id == response_id)) is not None

    def _create(self, run: NewResponse) -> None:
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
            connection.execute(
                insert(responses).values(
                    **_created(run),
                    conversation_position=position,
                    owner_id=self._owner.owner_id,
                    num_attempts=0,
                    template_fingerprint=self._served.of(run.request.model).template_fingerprint,
                )
            )
            insert_items(connection, record.response_id, run.input, first=0, is_output=False)
            if run.tools is not None:
                note_tools(connection, run)

    def discard(self, record: ResponseRecord) -> None:
        """Take back a response that was refused before it began."""
        with self._database.write() as connection:
            done = connection.execute(delete(responses).where(*self._is_own(record.response_id)))
            if done.rowcount == 1 and record.conversation_id is not None:
                conversations.unlock(connection, record.conversation_id, record.response_id)

    def begin(self, response_id: str) -> bool:
        """From queued to in progress. False if it was cancelled, deleted or taken over meanwhile."""
        with self._database.write() as connection:
            done = connection.execute(
                update(responses)
                .where(*self._is_own(response_id), responses.c.status == "queued")
                .values(status="in_progress", has_begun=True, request=None)
            )
            return done.rowcount == 1

    def finish(self, record: ResponseRecord) -> ResponseRecord | None:
        """Write how a run ended, and append its items to its conversation.

        Returns the response as it now is: cancelled, if that came first; in progress, if another process has
        taken it over. None if it was deleted.
        """
        with self._database.write() as connection:
            done = connection.execute(
                update(responses).where(*self._is_own(record.response_id)).values(**_ended(record))
            )
            if done.rowcount == 1:
                self._add_output(connection, record)
                if record.conversation_id is not None:
                    conversations.unlock(connection, record.conversation_id, record.response_id)
            row = connection.execute(
                select(responses).where(responses.c.id == record.response_id)
            ).one_or_none()
            return None if row is None else record_of(connection, row)

    def _is_own(self, response_id: str) -> tuple[ColumnElement[bool], ...]:
        """The condition that it is this process's to make, and has not ended."""
        return (
            responses.c.id == response_id,
            responses.c.owner_id == self._owner.owner_id,
            responses.c.status.in_(IN_PROGRESS),
        )

    def _add_output(self, connection: Connection, record: ResponseRecord) -> None:
        items = items_of(connection, record.response_id)
        insert_items(connection, record.response_id, record.output, first=len(items), is_output=True)
        if record.conversation_id is not None and record.status in ("completed", "incomplete"):
            conversations.append(connection, record.conversation_id, [*items, *record.output])

    def cancel(self, tenant: str, response_id: str) -> ResponseRecord:
        """Raises: ResponseNotFound; InvalidRequest for one that ended, or is not in the background."""
        with self._database.write() as connection:
            row = visible(connection, tenant, response_id)
            if row.status != "cancelled":
                _check_cancellable(row)
                connection.execute(
                    update(responses)
                    .where(responses.c.id == response_id)
                    .values(status="cancelled", request=None)
                )
                if row.conversation_id is not None:
                    conversations.unlock(connection, row.conversation_id, response_id)
                row = visible(connection, tenant, response_id)
            return record_of(connection, row)

    def delete(self, tenant: str, response_id: str) -> str | None:
        """Remove a response. One that others go on from stays, out of sight, as long as they do.

        Returns the session that was made for its chain alone, if this was the last response in it.
        Raises: ResponseNotFound.
        """
        with self._database.write() as connection:
            row = visible(connection, tenant, response_id)
            connection.execute(update(responses).where(responses.c.id == response_id).values(is_deleted=True))
            if row.conversation_id is not None:
                conversations.unlock(connection, row.conversation_id, response_id)
            purge(connection, response_id)
            return row.session_name if is_empty_chain(connection, tenant, row.session_name) else None


def _created(run: NewResponse) -> dict[str, Any]:
    record = run.record
    return {
        "id": record.response_id,
        "tenant": run.tenant,
        "user_id": run.request.principal.user,
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
        "settings": dict(record.settings),
        "request": None,
        "completed_at": record.completed,
        "usage": usage_to_json(usage),
        "error": error and {"code": error.code, "message": error.message},
        "incomplete_reason": record.incomplete_reason,
        "has_begun": record.has_begun,
        "deltas": [list(shape) for shape in record.deltas],
    }


def _check_cancellable(row: Row[Any]) -> None:
    if not row.is_background:
        raise InvalidRequest(
            f"Cannot cancel a synchronous response. `{row.id}` does not run in the background: close its "
            "connection instead."
        )
    if row.status not in IN_PROGRESS:
        raise InvalidRequest(f"Cannot cancel a response that has ended, and `{row.id}` is {row.status}.")
