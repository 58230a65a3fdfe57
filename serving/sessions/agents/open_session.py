"""One session of an agent within a write transaction: what is noted of it is written when it closes."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from serving.agent_sessions import (
    NOTHING_SPENT,
    AgentSession,
    AgentTurn,
    SessionStatus,
    Spent,
    TokenUsage,
    TurnFailure,
    may_begin,
    session_snapshot,
    turn_object,
)
from serving.budgets import Terms
from serving.responses import Item
from serving.sessions.agents.rows import required_actions, session_of, spent_by_begun, turn_of
from serving.sessions.agents.schema import (
    agent_calls,
    agent_events,
    agent_items,
    agent_sessions,
    agent_steps,
    agent_subagents,
    agent_turns,
)
from serving.sessions.agents.spending import Spending
from serving.sessions.agents.step_events import item_event
from serving.sessions.writing import new_id

UNKNOWN_OUTCOME: Mapping[str, Any] = {
    "type": "unknown_outcome",
    "message": "This call was begun, and what became of it is not known: it may have had its effect. It was "
    "not made again.",
}


class OpenSession:
    """Belongs to the transaction of its connection."""

    def __init__(
        self,
        connection: Connection,
        row: Row[Any],
        terms: Terms,
        *,
        holds_events: bool = False,
        within: OpenSession | None = None,
    ) -> None:
        """
        Args:
            holds_events: a model step is under way, whose deltas have the numbers that are next.
            within: another one of the same transaction, which closes last.
        """
        self.connection = connection
        self.terms = terms
        self.spending: Spending = Spending() if within is None else within.spending
        self._closes_last = within is None
        self._holds_events = holds_events
        self.row = row
        self.session_id: str = row.id
        self._changes: dict[str, Any] = {}
        self._events: list[dict[str, Any]] = []
        self._num_events: int = row.num_events
        self._num_items: int = row.num_items
        self._num_turns: int = row.num_turns

    def value(self, name: str) -> Any:
        """Of a column, as it is to be."""
        return self._changes.get(name, getattr(self.row, name))

    def set(self, **changes: Any) -> None:
        self._changes |= changes

    def close(self) -> None:
        if self._events:
            self.connection.execute(insert(agent_events), self._events)
        self.connection.execute(
            update(agent_sessions)
            .where(agent_sessions.c.id == self.session_id)
            .values(
                **self._changes,
                num_events=self._num_events,
                num_items=self._num_items,
                num_turns=self._num_turns,
                last_active_at=time.time(),
            )
        )
        if self._closes_last:  # rows that many sessions write are locked behind all others
            self.spending.write(self.connection)

    # ---- events -----------------------------------------------------------------------------------

    def emit(self, fields: Mapping[str, Any]) -> None:
        if self._holds_events:
            self.set(held_events=[*self.value("held_events"), dict(fields)])
            return
        self._events.append(
            {
                "session_id": self.session_id,
                "number": self._num_events,
                "type": fields["type"],
                "fields": dict(fields),
            }
        )
        self._num_events += 1

    def emit_session(self, name: str) -> None:
        """One of the session itself, with how it stands now."""
        snapshot = session_snapshot(self.session())
        self.emit({"type": f"agent.session.{name}", "session": snapshot})

    def emit_turn(self, name: str, turn: AgentTurn) -> None:
        usage = {"usage": turn_object(turn)["usage"]} if name in ("completed", "failed", "cancelled") else {}
        self.emit(
            {
                "type": f"agent.session.turn.{name}",
                "session_id": self.session_id,
                "turn_id": turn.turn_id,
                "turn": turn_object(turn),
                **usage,
            }
        )

    def skip_events(self, num_events: int) -> None:
        """A step's deltas have these numbers: nothing else was told since it began."""
        self._num_events += num_events

    def emit_held(self) -> bool:
        """What was noted while the step was under way. Returns whether that has messages to its turn."""
        held = self.value("held_events")
        if not held:
            return False
        self.set(held_events=[])
        for fields in held:
            if "message" in fields:
                self.add_message(fields["message"])
            else:
                self.emit(fields)
        return any("message" in fields for fields in held)

    @property
    def next_event(self) -> int:
        return self._num_events

    # ---- the session ------------------------------------------------------------------------------

    def session(self) -> AgentSession:
        waits = self.value("status") == "requires_action"
        actions = required_actions(self.connection, self.session_id) if waits else ()
        begun = (
            spent_by_begun(self.connection, self.session_id) if may_begin(self.row.agent) else NOTHING_SPENT
        )
        return session_of(self.row, {**self._changes, "last_active_at": time.time()}, actions, begun)

    @cached_property
    def as_subagent(self) -> Row[Any] | None:
        """None: nobody has begun it."""
        query = select(agent_subagents).where(agent_subagents.c.session_id == self.session_id)
        return self.connection.execute(query).one_or_none()

    @property
    def subagent_id(self) -> str | None:
        return None if self.as_subagent is None else self.session_id

    def become(self, status: SessionStatus) -> None:
        """And tell so, where it changes something that readers see."""
        self.count_time()
        if (status == "in_progress") != (self.value("busy_since") is not None):
            self.set(busy_since=time.time() if status == "in_progress" else None)
        if status != self.value("status") or status == "requires_action":
            self.set(status=status)
            self.emit_session(status)

    def spend(self, more: Spent) -> None:
        spent = self.spent.plus(more)
        self.set(
            usage=spent.usage.as_row,
            num_tool_calls=spent.num_tool_calls,
            num_seconds=spent.num_seconds,
            cost=spent.cost,
        )
        # An agent that is not saved has this session alone.
        agent_id = self.row.agent_id if "version" in self.row.agent else None
        self.spending.add(self.row.tenant, agent_id, more)

    def add_usage(self, usage: TokenUsage) -> None:
        self.spend(Spent(usage=usage, cost=self.terms.cost(self.row.request["model"], usage)))

    def count_time(self) -> None:
        """That it was at work, up to now."""
        since = self.value("busy_since")
        if since is not None:
            now = time.time()
            self.spend(Spent(num_seconds=max(0.0, now - since)))
            self.set(busy_since=now)

    @property
    def spent(self) -> Spent:
        """As it is to be."""
        return Spent(
            usage=TokenUsage(*self.value("usage")),
            num_tool_calls=self.value("num_tool_calls"),
            num_seconds=self.value("num_seconds"),
            cost=self.value("cost"),
        )

    # ---- items ------------------------------------------------------------------------------------

    def add_item(self, item: Item, step: int | None) -> int:
        """Returns its position."""
        self.connection.execute(
            insert(agent_items).values(
                session_id=self.session_id,
                position=self._num_items,
                id=item["id"],
                turn_id=item["turn_id"],
                step=step,
                item=dict(item),
            )
        )
        self._num_items += 1
        return self._num_items - 1

    def item(self, position: int) -> dict[str, Any]:
        here = (agent_items.c.session_id == self.session_id, agent_items.c.position == position)
        found: dict[str, Any] = self.connection.execute(select(agent_items.c.item).where(*here)).scalar_one()
        return found

    def change_item(self, position: int, changes: Mapping[str, Any]) -> dict[str, Any]:
        """The item as it is then."""
        here = (agent_items.c.session_id == self.session_id, agent_items.c.position == position)
        item = {**self.item(position), **changes}
        self.connection.execute(update(agent_items).where(*here).values(item=item))
        return item

    def end_call(self, call: Row[Any], changes: Mapping[str, Any]) -> None:
        """Its item changes, and is told of."""
        self.connection.execute(
            update(agent_calls)
            .where(agent_calls.c.session_id == self.session_id, agent_calls.c.call_id == call.call_id)
            .values(status="done")
        )
        item = self.change_item(call.position, changes)
        self.emit(item_event("done", self.session_id, item, call.output_index))

    # ---- turns ------------------------------------------------------------------------------------

    def add_turn(self, messages: Sequence[Item], scopes: Iterable[str] | None) -> None:
        """One with these messages, behind those that there are.

        Args:
            scopes: of who tells it: what he may not do is not done for him. None: all.
        """
        turn_id, now = new_id("aturn"), time.time()
        values = {
            "session_id": self.session_id,
            "position": self._num_turns,
            "id": turn_id,
            "status": "queued",
            "is_cancelled": False,
            "created_at": now,
            "usage": [0, 0, 0],
            "num_outputs": 0,
            "scopes": None if scopes is None else sorted(scopes),
        }
        self.connection.execute(insert(agent_turns).values(**values))
        self._num_turns += 1
        turn = AgentTurn(
            turn_id=turn_id,
            session_id=self.session_id,
            agent_id=self.row.agent_id,
            status="queued",
            created=now,
            subagent_id=self.subagent_id,
        )
        self.emit_turn("created", turn)
        for message in messages:
            self.add_message({**message, "id": new_id("msg"), "turn_id": turn_id})

    @property
    def num_held_messages(self) -> int:
        return sum("message" in fields for fields in self.value("held_events"))

    def add_message(self, item: Item) -> None:
        self.add_item(item, None)
        self.emit(item_event("added", self.session_id, item, None))

    def add_messages(self, turn_id: str, messages: Sequence[Item]) -> None:
        """To a turn that has begun. A model step that is under way has not seen them: they come behind it."""
        items = [{**message, "id": new_id("msg"), "turn_id": turn_id} for message in messages]
        if self._holds_events:
            self.set(held_events=[*self.value("held_events"), *({"message": item} for item in items)])
            return
        for item in items:
            self.add_message(item)

    def turn(self, turn_id: str) -> Row[Any]:
        return self.connection.execute(select(agent_turns).where(agent_turns.c.id == turn_id)).one()

    def change_turn(self, turn_id: str, **changes: Any) -> Row[Any]:
        """The turn as it is then."""
        self.connection.execute(update(agent_turns).where(agent_turns.c.id == turn_id).values(**changes))
        return self.turn(turn_id)

    def begin_turn(self, turn: Row[Any]) -> Row[Any]:
        row = self.change_turn(turn.id, status="in_progress", started_at=time.time())
        self.emit_turn("in_progress", turn_of(row, self.row.agent_id, self.subagent_id))
        return row

    def end_turn(self, turn: Row[Any], status: str, failure: TurnFailure | None = None) -> None:
        """Calls that nobody answers any more end with it."""
        for call in self.open_calls(turn.id):
            self.end_call(call, _unanswered(call))
        error = None if failure is None else {"code": failure.code, "message": failure.message}
        row = self.change_turn(turn.id, status=status, completed_at=time.time(), error=error)
        self.emit_turn(status, turn_of(row, self.row.agent_id, self.subagent_id))

    def open_calls(self, turn_id: str) -> Sequence[Row[Any]]:
        query = select(agent_calls).where(
            agent_calls.c.session_id == self.session_id,
            agent_calls.c.turn_id == turn_id,
            agent_calls.c.status != "done",
        )
        return self.connection.execute(query.order_by(agent_calls.c.position)).all()

    def last_step(self, turn_id: str) -> Row[Any] | None:
        query = select(agent_steps).where(agent_steps.c.turn_id == turn_id)
        return self.connection.execute(query.order_by(agent_steps.c.step.desc()).limit(1)).one_or_none()


def _unanswered(call: Row[Any]) -> dict[str, Any]:
    if call.kind == "function":
        return {"status": "incomplete"}
    if call.status == "started":
        return {"status": "incomplete", "error": UNKNOWN_OUTCOME}
    return {
        "status": "incomplete",
        "error": {"type": "cancelled", "message": "The turn was ended before this call was made."},
    }
