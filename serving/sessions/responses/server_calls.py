"""What the server calls for a response, in the log: each is noted before it is made, and when it has ended.

So whoever goes on with a response finds which calls were made, and makes none of them again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import TypeAdapter
from sqlalchemy import Connection, func, insert, select, update

from serving.errors import TurnTakenOver
from serving.request import Request
from serving.responses import IN_PROGRESS, NewResponse, ServerCall, ServerCallEnded, ServerTools, ToolsListed
from serving.sessions.database import Database
from serving.sessions.owner import Owner
from serving.sessions.responses.schema import responses, server_calls, server_tools
from serving.sessions.turns.logged_turn import request_from_json, request_to_json

_TOOLS = TypeAdapter(ServerTools)
_LISTED = TypeAdapter(ToolsListed)
_CALL = TypeAdapter(ServerCall)
_ENDED = TypeAdapter(ServerCallEnded)
BEFORE = -1  # the step of what comes before the first turn


@dataclass(frozen=True, slots=True)
class LoggedCall:
    step: int
    call: ServerCall
    ended: ServerCallEnded | None  # None: it was begun


@dataclass(frozen=True, slots=True)
class LoggedTools:
    """What the log has of a response besides its turns."""

    request: Request  # that its first turn was made from
    tools: ServerTools
    listed: tuple[ToolsListed, ...]
    calls: tuple[LoggedCall, ...]  # in the order of the calls

    def of_step(self, step: int) -> tuple[LoggedCall, ...]:
        return tuple(call for call in self.calls if call.step == step)


def note_tools(connection: Connection, new: NewResponse) -> None:
    """With its response, within the caller's transaction."""
    assert new.tools is not None, "there is nothing to note"
    connection.execute(
        insert(server_tools).values(
            response_id=new.record.response_id,
            request=request_to_json(new.request),
            tools=_TOOLS.dump_python(new.tools, mode="json"),
        )
    )


class ServerCallStore:
    """Thread-safe; several processes may use the same log. Writing raises TurnTakenOver: it is another's."""

    def __init__(self, database: Database, owner: Owner) -> None:
        self._database = database
        self._owner = owner

    def read(self, response_id: str) -> LoggedTools | None:
        """None: it is one turn."""
        with self._database.read() as connection:
            row = connection.execute(
                select(server_tools).where(server_tools.c.response_id == response_id)
            ).one_or_none()
            if row is None:
                return None
            query = select(server_calls).where(server_calls.c.response_id == response_id)
            rows = connection.execute(query.order_by(server_calls.c.position)).all()
        return LoggedTools(
            request=request_from_json(row.request),
            tools=_TOOLS.validate_python(row.tools),
            listed=tuple(_LISTED.validate_python(one.begun) for one in rows if one.kind == "tools"),
            calls=tuple(
                LoggedCall(
                    one.step,
                    _CALL.validate_python(one.begun),
                    None if one.ended is None else _ENDED.validate_python(one.ended),
                )
                for one in rows
                if one.kind == "call"
            ),
        )

    def note_listed(self, response_id: str, listed: Sequence[ToolsListed]) -> None:
        self._add(response_id, BEFORE, "tools", [_LISTED.dump_python(one, mode="json") for one in listed])

    def begin(self, response_id: str, step: int, calls: Sequence[ServerCall]) -> None:
        """It is on disk that these are made, before they are."""
        self._add(response_id, step, "call", [_CALL.dump_python(one, mode="json") for one in calls])

    def _add(
        self, response_id: str, step: int, kind: Literal["tools", "call"], values: list[dict[str, Any]]
    ) -> None:
        with self._database.write(synced=True) as connection:
            self._check_own(connection, response_id)
            query = select(func.count()).where(server_calls.c.response_id == response_id)
            first: int = connection.execute(query).scalar_one()
            rows = [
                {
                    "response_id": response_id,
                    "position": position,
                    "step": step,
                    "kind": kind,
                    "call_id": value.get("call_id"),
                    "begun": value,
                }
                for position, value in enumerate(values, start=first)
            ]
            if rows:
                connection.execute(insert(server_calls), rows)

    def end(self, response_id: str, ended: ServerCallEnded) -> None:
        """It is on disk what came of a call."""
        with self._database.write(synced=True) as connection:
            self._check_own(connection, response_id)
            connection.execute(
                update(server_calls)
                .where(server_calls.c.response_id == response_id, server_calls.c.call_id == ended.call_id)
                .values(ended=_ENDED.dump_python(ended, mode="json"))
            )

    def _check_own(self, connection: Connection, response_id: str) -> None:
        query = select(responses.c.id).where(
            responses.c.id == response_id,
            responses.c.owner_id == self._owner.owner_id,
            responses.c.status.in_(IN_PROGRESS),
        )
        if connection.execute(query.with_for_update()).one_or_none() is None:
            raise TurnTakenOver
