"""What is asked of agents' sessions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Row, select

from serving.agent_sessions import (
    NOTHING_SPENT,
    OPEN_TURNS,
    AgentSession,
    AgentTurn,
    SessionStatus,
    Subagent,
    may_begin,
)
from serving.errors import ItemNotFound, SubagentNotFound
from serving.principal import Principal
from serving.responses import Item, Listed, Page
from serving.sessions.agents.rows import (
    SUMMARY_ID,
    required_actions,
    session_of,
    sessions_with_parents,
    spent_by_begun,
    turn_of,
    turn_row,
    visible,
)
from serving.sessions.agents.schema import (
    agent_events,
    agent_items,
    agent_sessions,
    agent_steps,
    agent_subagents,
    agent_turns,
)
from serving.sessions.agents.subagents import begun_by, subagent_of
from serving.sessions.agents.work import EventRange, StepEvents, StoredEvent
from serving.sessions.database import Database
from serving.sessions.pages import page_of_rows
from serving.sessions.reach import own

MAX_RANGES = 256  # of events, at a look


class AgentSessionQueries:
    """Thread-safe. All methods but `page` may raise AgentSessionNotFound."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, principal: Principal, session_id: str) -> AgentSession:
        with self._database.read() as connection:
            return _session(connection, visible(connection, principal, session_id))

    def page(
        self,
        principal: Principal,
        page: Page,
        agent_id: str | None,
        metadata: Mapping[str, str],
        status: SessionStatus | None,
    ) -> Listed[AgentSession]:
        """Raises AgentSessionNotFound where `page.after` is none."""
        query = sessions_with_parents().where(own(agent_sessions.c, principal))
        if agent_id is not None:
            query = query.where(agent_sessions.c.agent_id == agent_id)
        if status is not None:
            query = query.where(agent_sessions.c.status == status)
        for key, value in metadata.items():
            query = query.where(agent_sessions.c.metadata[key].as_string() == value)
        order = (agent_sessions.c.created_at, agent_sessions.c.id)
        with self._database.read() as connection:
            after = None if page.after is None else visible(connection, principal, page.after)
            rows, has_more = page_of_rows(connection, query, order, page, after)
            return Listed(tuple(_session(connection, row) for row in rows), has_more)

    def turn(self, principal: Principal, session_id: str, turn_id: str) -> AgentTurn:
        """Raises: AgentTurnNotFound."""
        with self._database.read() as connection:
            session = visible(connection, principal, session_id)
            return _turn(turn_row(connection, session_id, turn_id), session)

    def cancelled_turn(self, session_id: str) -> str | None:
        """The turn whose cancellation was asked for, and that has not ended."""
        query = select(agent_turns.c.id).where(
            agent_turns.c.session_id == session_id,
            agent_turns.c.is_cancelled,
            agent_turns.c.status.in_(OPEN_TURNS),
        )
        with self._database.read() as connection:
            turn_id: str | None = connection.execute(query.limit(1)).scalar_one_or_none()
            return turn_id

    def turns(self, principal: Principal, session_id: str, page: Page) -> Listed[AgentTurn]:
        """Raises: AgentTurnNotFound where `page.after` is none."""
        query = select(agent_turns).where(agent_turns.c.session_id == session_id)
        with self._database.read() as connection:
            session = visible(connection, principal, session_id)
            after = None if page.after is None else turn_row(connection, session_id, page.after)
            rows, has_more = page_of_rows(connection, query, (agent_turns.c.position,), page, after)
            return Listed(tuple(_turn(row, session) for row in rows), has_more)

    def subagents(self, principal: Principal, session_id: str, page: Page) -> Listed[Subagent]:
        """Those that the session has begun itself. Raises: SubagentNotFound where `page.after` is none."""
        query = select(agent_subagents).where(agent_subagents.c.parent_id == session_id)
        order = (agent_subagents.c.opened_at, agent_subagents.c.session_id)
        with self._database.read() as connection:
            session = visible(connection, principal, session_id)
            after = None if page.after is None else _subagent_row(connection, session_id, page.after)
            rows, has_more = page_of_rows(connection, query, order, page, after)
            return Listed(tuple(subagent_of(row, session.agent_id) for row in rows), has_more)

    def subagent(self, principal: Principal, session_id: str, subagent_id: str) -> Subagent:
        """Raises: SubagentNotFound."""
        with self._database.read() as connection:
            session = visible(connection, principal, session_id)
            return subagent_of(_subagent_row(connection, session_id, subagent_id), session.agent_id)

    def begun_by(self, session_id: str) -> list[str]:
        """The sessions that it has begun, and those that they have."""
        with self._database.read() as connection:
            return begun_by(connection, session_id)

    def items(self, principal: Principal, session_id: str, page: Page, turn_id: str | None) -> Listed[Item]:
        """Of one turn, or of all. Raises: AgentTurnNotFound; ItemNotFound where `page.after` is none."""
        query = select(agent_items).where(
            agent_items.c.session_id == session_id,
            agent_items.c.id.not_like(f"{SUMMARY_ID}\\_%", escape="\\"),
        )
        with self._database.read() as connection:
            visible(connection, principal, session_id)
            if turn_id is not None:
                turn_row(connection, session_id, turn_id)
                query = query.where(agent_items.c.turn_id == turn_id)
            after = None if page.after is None else _item_row(connection, session_id, page.after)
            rows, has_more = page_of_rows(connection, query, (agent_items.c.position,), page, after)
            return Listed(tuple(row.item for row in rows), has_more)

    def events(
        self, principal: Principal, session_id: str, after: int
    ) -> tuple[AgentSession, list[EventRange]]:
        """The session, and in order what there is behind event `after`, or a first part of it."""
        with self._database.read() as connection:
            session = session_of(visible(connection, principal, session_id))
            stored = connection.execute(
                select(agent_events)
                .where(agent_events.c.session_id == session_id, agent_events.c.number > after)
                .order_by(agent_events.c.number)
                .limit(MAX_RANGES)
            ).all()
            events: list[EventRange] = [
                StoredEvent(number=row.number, type=row.type, fields=row.fields) for row in stored
            ]
            # Deltas behind the last one that was read are for the next look.
            last = stored[-1].number if len(stored) == MAX_RANGES else None
            steps = [
                _step_events(connection, row) for row in _steps_behind(connection, session_id, after, last)
            ]
        return session, sorted([*events, *steps], key=lambda one: one.number)


def _steps_behind(connection: Connection, session_id: str, after: int, last: int | None) -> list[Row[Any]]:
    query = select(agent_steps).where(
        agent_steps.c.session_id == session_id,
        agent_steps.c.num_events.is_(None)
        | (
            (agent_steps.c.num_events > 0)
            & (agent_steps.c.first_event + agent_steps.c.num_events > after + 1)
        ),
    )
    if last is not None:
        query = query.where(agent_steps.c.first_event < last)
    return list(connection.execute(query))


def _step_events(connection: Connection, row: Row[Any]) -> StepEvents:
    reasoning = text = ""
    if row.num_events is not None:
        items = connection.scalars(
            select(agent_items.c.item).where(
                agent_items.c.session_id == row.session_id,
                agent_items.c.turn_id == row.turn_id,
                agent_items.c.step == row.step,
            )
        )
        for item in items:
            if item["type"] == "reasoning":
                reasoning = item["summary"][0]["text"]
            elif item["type"] == "message":
                text = item["content"][0]["text"]
    return StepEvents(
        session_id=row.session_id,
        turn_id=row.turn_id,
        step=row.step,
        number=row.first_event,
        first_output=row.first_output,
        num_events=row.num_events,
        deltas=tuple((bool(is_reasoning), length) for is_reasoning, length in row.deltas or ()),
        reasoning=reasoning,
        text=text,
    )


def _session(connection: Connection, row: Row[Any]) -> AgentSession:
    actions = required_actions(connection, row.id) if row.status == "requires_action" else ()
    begun = spent_by_begun(connection, row.id) if may_begin(row.agent) else NOTHING_SPENT
    return session_of(row, None, actions, begun)


def _turn(row: Row[Any], session: Row[Any]) -> AgentTurn:
    return turn_of(row, session.agent_id, None if session.parent_id is None else session.id)


def _subagent_row(connection: Connection, session_id: str, subagent_id: str) -> Row[Any]:
    row = connection.execute(
        select(agent_subagents).where(
            agent_subagents.c.parent_id == session_id, agent_subagents.c.session_id == subagent_id
        )
    ).one_or_none()
    if row is None:
        raise SubagentNotFound(subagent_id)
    return row


def _item_row(connection: Connection, session_id: str, item_id: str) -> Row[Any]:
    row = connection.execute(
        select(agent_items).where(agent_items.c.session_id == session_id, agent_items.c.id == item_id)
    ).one_or_none()
    if row is None:
        raise ItemNotFound(item_id, "after")
    return row
