"""Automations in the log: each occurrence is delivered by one transaction, and so once.

Its row is the claim: whoever delivers an occurrence finds the automation as it was when he looked, or does
nothing. The session that begins, or the message that is told, the invocation that says so and the next
occurrence are there together or not at all, whatever is killed, and however many servers share the log.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeVar, cast

from pydantic import TypeAdapter
from sqlalchemy import Connection, Row, Select, delete, func, insert, select, update

from serving import operations as ops
from serving.agent_sessions import NewAgentSession, NewMessages, SentInput
from serving.automations import (
    PENDING,
    TARGET_FAILED,
    Automation,
    AutomationChange,
    Invocation,
    Target,
    automation_object,
)
from serving.errors import (
    AgentSessionNotFound,
    AutomationNotFound,
    InvalidRequest,
    InvocationNotFound,
    TenureError,
    TooManyAutomations,
)
from serving.principal import Principal
from serving.responses import Listed, Page
from serving.schedules import InvalidSchedule, Once, Periodic, Schedule
from serving.sessions.agents.schema import agent_turns
from serving.sessions.agents.session_store import AgentSessionStore
from serving.sessions.agents.work import SessionWork
from serving.sessions.audit.audit_log import AuditEntry, note
from serving.sessions.automations.schema import agent_automations, agent_invocations
from serving.sessions.database import Database
from serving.sessions.pages import page_of_rows
from serving.sessions.reach import own
from serving.sessions.writing import new_id

MAX_AUTOMATIONS = 1000  # of a tenant
MAX_INVOCATIONS = 1000  # of an automation that are kept
_MAX_DUE = 16  # at once: other servers have room too

T = TypeVar("T")
Clock = Callable[[Connection], float]
_PRINCIPAL = TypeAdapter(Principal)


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """An automation whose time has come, as it was when it was looked at."""

    automation: Automation
    revision: int
    late_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What came of an attempt."""

    status: Literal["completed", "failed", "skipped"]
    session_id: str | None = None
    turn_id: str | None = None
    skip_reason: str | None = None
    error: Mapping[str, str] | None = None
    is_target_gone: bool = False
    work: SessionWork | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoked:
    invocation: Invocation
    work: SessionWork | None  # what this process is to go on with


class AutomationStore:
    """Thread-safe. All raise what `AutomationOperation` says."""

    def __init__(self, database: Database, sessions: AgentSessionStore, clock: Clock | None = None) -> None:
        """`clock`: seconds since the epoch; None: the database's, which all its servers share."""
        self._database = database
        self._sessions = sessions
        self._clock = clock or database.now

    def answer(self, operation: ops.AutomationOperation[T]) -> T:
        """All but `InvokeAutomation`. Raises what the operation's class says."""
        return cast(T, self._answer(operation))

    def _answer(self, operation: ops.AutomationOperation[Any]) -> Any:
        match operation:
            case ops.CreateAutomation(automation):
                return self.create(automation)
            case ops.GetAutomation(principal, automation_id):
                return self.get(principal, automation_id)
            case ops.ListAutomations(principal, page, session_id):
                return self.page(principal, page, session_id)
            case ops.UpdateAutomation(principal, automation_id, change):
                return self.update(principal, automation_id, change)
            case ops.DeleteAutomation(principal, automation_id):
                return self.delete(principal, automation_id)
            case ops.PauseAutomation(principal, automation_id):
                return self.pause(principal, automation_id)
            case ops.ResumeAutomation(principal, automation_id):
                return self.resume(principal, automation_id)
            case ops.GetInvocation(principal, automation_id, invocation_id):
                return self.invocation(principal, automation_id, invocation_id)
            case ops.ListInvocations(principal, automation_id, page):
                return self.invocations(principal, automation_id, page)
        raise AssertionError(f"nobody answers {type(operation).__name__}")

    # ---- automations ------------------------------------------------------------------------------

    def create(self, automation: Automation) -> Automation:
        principal = automation.principal
        with self._database.write() as connection:
            is_own = agent_automations.c.tenant == principal.tenant
            count = select(func.count()).select_from(agent_automations).where(is_own)
            if connection.execute(count).scalar_one() >= MAX_AUTOMATIONS:
                raise TooManyAutomations(MAX_AUTOMATIONS)
            next_at = self._next_of(connection, automation.schedule)
            connection.execute(
                insert(agent_automations).values(
                    id=automation.automation_id,
                    tenant=principal.tenant,
                    user_id=principal.user,
                    created_at=automation.created,
                    name=automation.name,
                    metadata=dict(automation.metadata),
                    schedule=_schedule_row(automation.schedule),
                    **_target_row(automation.target, principal),
                    created_by=automation.created_by,
                    status="active",
                    next_at=next_at,
                    revision=0,
                    num_invocations=0,
                )
            )
            _note(connection, principal, "agent.automation.created", automation.automation_id)
        return replace(automation, next_at=next_at)

    def get(self, principal: Principal, automation_id: str) -> Automation:
        with self._database.read() as connection:
            return _automation(_row(connection, principal, automation_id))

    def page(self, principal: Principal, page: Page, session_id: str | None) -> Listed[Automation]:
        query = select(agent_automations).where(own(agent_automations.c, principal))
        if session_id is not None:
            query = query.where(agent_automations.c.target_session_id == session_id)
        order = (agent_automations.c.created_at, agent_automations.c.id)
        with self._database.read() as connection:
            after = None if page.after is None else _row(connection, principal, page.after)
            rows, has_more = page_of_rows(connection, query, order, page, after)
            return Listed(tuple(map(_automation, rows)), has_more)

    def update(self, principal: Principal, automation_id: str, change: AutomationChange) -> Automation:
        with self._database.write() as connection:
            row = _row(connection, principal, automation_id, is_locked=True)
            old = _automation(row)
            values: dict[str, Any] = {}
            if change.name is not None:
                values["name"] = change.name
            if change.metadata is not None:
                values["metadata"] = dict(change.metadata)
            if (schedule := _changed_schedule(old, change)) is not None:
                next_at = self._next_of(connection, schedule)
                values["schedule"] = _schedule_row(schedule)
                values["next_at"] = next_at if old.status == "active" else None
            if change.target is not None:
                if change.target.body["type"] != old.target.body["type"]:
                    raise InvalidRequest(
                        f"`target.type` must stay {old.target.body['type']}. Make another automation.",
                        param="target.type",
                    )
                values |= _target_row(change.target, principal)
            self._change(connection, row, values)
            _note(connection, principal, "agent.automation.updated", automation_id)
            return _automation(_row(connection, principal, automation_id))

    def pause(self, principal: Principal, automation_id: str) -> Automation:
        with self._database.write() as connection:
            row = _row(connection, principal, automation_id, is_locked=True)
            _require_open(row)
            if row.status == "active":
                self._change(connection, row, {"status": "paused", "next_at": None})
                _note(connection, principal, "agent.automation.paused", automation_id)
            return _automation(_row(connection, principal, automation_id))

    def resume(self, principal: Principal, automation_id: str) -> Automation:
        with self._database.write() as connection:
            row = _row(connection, principal, automation_id, is_locked=True)
            _require_open(row)
            if row.status == "paused":
                next_at = self._next_of(connection, _schedule(row.schedule))
                values = {"status": "active", "pause_reason": None, "next_at": next_at}
                self._change(connection, row, values)
                _note(connection, principal, "agent.automation.resumed", automation_id)
            return _automation(_row(connection, principal, automation_id))

    def delete(self, principal: Principal, automation_id: str) -> None:
        with self._database.write() as connection:
            _row(connection, principal, automation_id, is_locked=True)
            connection.execute(delete(agent_automations).where(agent_automations.c.id == automation_id))
            _note(connection, principal, "agent.automation.deleted", automation_id)
        self._database.note_deletion()

    def _next_of(self, connection: Connection, schedule: Schedule) -> float:
        """Raises: InvalidRequest."""
        now = self._clock(connection)
        if (next_at := schedule.next_after(now)) is None:
            raise InvalidRequest(f"`run_at` must be in the future: now it is {int(now)}.", param="run_at")
        return next_at

    def _change(self, connection: Connection, row: Row[Any], values: Mapping[str, Any]) -> None:
        connection.execute(
            update(agent_automations)
            .where(agent_automations.c.id == row.id)
            .values(revision=row.revision + 1, **values)
        )

    # ---- what is due ------------------------------------------------------------------------------

    def due(self) -> tuple[list[Due], float | None]:
        """Those whose time has come, and in how many seconds the next one's will; None: there is none."""
        is_active = agent_automations.c.status == "active"
        query = select(agent_automations).where(is_active).order_by(agent_automations.c.next_at)
        with self._database.read() as connection:
            now = self._clock(connection)
            rows = connection.execute(query.where(agent_automations.c.next_at <= now).limit(_MAX_DUE)).all()
            later = select(func.min(agent_automations.c.next_at)).where(is_active)
            next_at = connection.execute(later.where(agent_automations.c.next_at > now)).scalar_one()
            wait_s = None if next_at is None else next_at - now
            found = [
                Due(automation=_automation(row), revision=row.revision, late_s=now - row.next_at)
                for row in rows
            ]
            return found, wait_s

    def deliver(self, due: Due, plan: NewAgentSession | TenureError | None) -> Invoked | None:
        """The occurrence that is due: of several that were missed the last one. None: it was delivered, or
        the automation is another one now.

        Args:
            plan: the session that begins, or why none can; None: it is told to the one that there is.
        """
        with self._database.write() as connection:
            automation_id = due.automation.automation_id
            query = select(agent_automations).where(agent_automations.c.id == automation_id)
            row = connection.execute(query.with_for_update()).one_or_none()
            if row is None or (row.revision, row.next_at) != (due.revision, due.automation.next_at):
                return None
            now = self._clock(connection)
            automation = _automation(row)
            scheduled_at = automation.schedule.last_until(now, row.next_at)
            if _has_pending(connection, row):
                delivery = Delivery(status="skipped", skip_reason=PENDING)
            else:
                delivery = self._delivered(connection, automation, plan)
            next_at = automation.schedule.next_after(now)
            if next_at is None:
                changes: dict[str, Any] = {"status": "completed", "next_at": None}
            elif delivery.is_target_gone:
                changes = {"status": "paused", "next_at": None, "pause_reason": TARGET_FAILED}
            else:
                changes = {"next_at": next_at}
            occurrence = {"scheduled_at": scheduled_at, "automation": automation_object(automation)}
            return _noted(connection, row, delivery, {"created_at": now, **occurrence}, changes)

    def invoke(self, automation: Automation, plan: NewAgentSession | TenureError | None) -> Invoked:
        """Now, because somebody asks for it. `plan`: see `deliver`."""
        with self._database.write() as connection:
            row = _row(
                connection, Principal(automation.principal.tenant), automation.automation_id, is_locked=True
            )
            delivery = self._delivered(connection, automation, plan)
            return _noted(connection, row, delivery, {"created_at": self._clock(connection)}, {})

    def _delivered(
        self, connection: Connection, automation: Automation, plan: NewAgentSession | TenureError | None
    ) -> Delivery:
        try:
            with connection.begin_nested():
                if isinstance(plan, TenureError):
                    raise plan
                if plan is None:
                    return self._tell(connection, automation)
                session, work = self._sessions.create_in(connection, plan)
        except TenureError as error:
            if error.http_status >= 500:  # a fault of ours, which may pass
                raise
            shown = {"code": error.code or "invalid_request", "message": str(error)}
            is_gone = isinstance(error, AgentSessionNotFound)
            return Delivery(status="failed", error=shown, is_target_gone=is_gone)
        begun = SessionWork(tenant=plan.tenant, session_id=session.session_id, work=work)
        return Delivery(status="completed", session_id=session.session_id, work=begun)

    def _tell(self, connection: Connection, automation: Automation) -> Delivery:
        session_id, principal = automation.target.session_id, automation.principal
        assert session_id is not None, "there is a session to tell"
        told = SentInput(inputs=(NewMessages((_message(automation),)),))
        work = self._sessions.accept_in(connection, principal, session_id, told)
        return Delivery(
            status="completed",
            session_id=session_id,
            turn_id=_newest_turn(connection, session_id),
            work=SessionWork(tenant=principal.tenant, session_id=session_id, work=work),
        )

    # ---- invocations ------------------------------------------------------------------------------

    def invocation(self, principal: Principal, automation_id: str, invocation_id: str) -> Invocation:
        with self._database.read() as connection:
            _row(connection, principal, automation_id)
            return _invocation(_invocation_row(connection, automation_id, invocation_id))

    def invocations(self, principal: Principal, automation_id: str, page: Page) -> Listed[Invocation]:
        with self._database.read() as connection:
            _row(connection, principal, automation_id)
            after = None if page.after is None else _invocation_row(connection, automation_id, page.after)
            query, order = _invocations(automation_id), (agent_invocations.c.position,)
            rows, has_more = page_of_rows(connection, query, order, page, after)
            return Listed(tuple(map(_invocation, rows)), has_more)


# ---- schedules ------------------------------------------------------------------------------------


def _changed_schedule(old: Automation, change: AutomationChange) -> Schedule | None:
    """None: it stays as it is. Raises: InvalidRequest."""
    if isinstance(old.schedule, Once):
        for name in ("expression", "timezone"):
            if getattr(change, name) is not None:
                raise InvalidRequest(
                    f"`{name}` is for periodic automations, and this is one of type once.", param=name
                )
        if change.run_at is None:
            return None
        if old.status == "completed":
            raise InvalidRequest(
                "`run_at` cannot be changed: its time has come. Make another.", param="run_at"
            )
        return Once(change.run_at)
    if change.run_at is not None:
        raise InvalidRequest(
            "`run_at` is for automations of type once, and this is a periodic one.", param="run_at"
        )
    if change.expression is None and change.timezone is None:
        return None
    try:
        return Periodic(
            change.expression or old.schedule.expression, change.timezone or old.schedule.timezone
        )
    except InvalidSchedule as error:
        raise InvalidRequest(f"`{error.field}` {error.message}.", param=error.field) from None


def _require_open(row: Row[Any]) -> None:
    if row.status == "completed":
        raise InvalidRequest(f"The automation {row.id} is completed: its time has come. Make another.")


# ---- deliveries -----------------------------------------------------------------------------------


def _message(automation: Automation) -> dict[str, Any]:
    content = [{"type": "input_text", "text": automation.target.body["instructions"]}]
    return {"type": "message", "role": "user", "status": "completed", "phase": None, "content": content}


def _newest_turn(connection: Connection, session_id: str) -> str:
    query = select(agent_turns.c.id).where(agent_turns.c.session_id == session_id)
    return str(connection.execute(query.order_by(agent_turns.c.position.desc()).limit(1)).scalar_one())


def _has_pending(connection: Connection, row: Row[Any]) -> bool:
    """Whether a session still has before it what it was told before."""
    told = select(agent_invocations.c.turn_id).where(agent_invocations.c.automation_id == row.id)
    query = select(agent_turns.c.id).where(
        agent_turns.c.session_id == row.target_session_id,
        agent_turns.c.status == "queued",
        agent_turns.c.id.in_(told),
    )
    return connection.execute(query.limit(1)).first() is not None


def _noted(
    connection: Connection,
    row: Row[Any],
    delivery: Delivery,
    occurrence: Mapping[str, Any],
    changes: Mapping[str, Any],
) -> Invoked:
    """
    Args:
        occurrence: columns of the invocation that say when it was.
        changes: columns of the automation.
    """
    position, invocation_id = row.num_invocations, new_id("ainv")
    columns = ("status", "session_id", "turn_id", "skip_reason", "error")
    came = {name: getattr(delivery, name) for name in columns}
    connection.execute(
        insert(agent_invocations).values(
            automation_id=row.id, position=position, id=invocation_id, **occurrence, **came
        )
    )
    is_old = agent_invocations.c.position <= position - MAX_INVOCATIONS
    connection.execute(delete(agent_invocations).where(agent_invocations.c.automation_id == row.id, is_old))
    connection.execute(
        update(agent_automations)
        .where(agent_automations.c.id == row.id)
        .values(num_invocations=position + 1, **changes)
    )
    made = _invocation(_invocation_row(connection, row.id, invocation_id))
    return Invoked(invocation=made, work=delivery.work)


# ---- rows -----------------------------------------------------------------------------------------


def _row(
    connection: Connection, principal: Principal, automation_id: str, *, is_locked: bool = False
) -> Row[Any]:
    query = select(agent_automations).where(
        agent_automations.c.id == automation_id, own(agent_automations.c, principal)
    )
    row = connection.execute(query.with_for_update() if is_locked else query).one_or_none()
    if row is None:
        raise AutomationNotFound(automation_id)
    return row


def _automation(row: Row[Any]) -> Automation:
    return Automation(
        automation_id=row.id,
        created=row.created_at,
        name=row.name,
        schedule=_schedule(row.schedule),
        target=Target(body=row.target, shown=row.shown_target),
        principal=_PRINCIPAL.validate_python(row.principal),
        status=row.status,
        pause_reason=row.pause_reason,
        metadata=row.metadata,
        next_at=row.next_at,
        created_by=row.created_by,
    )


def _schedule(stored: Mapping[str, Any]) -> Schedule:
    return Once(**stored) if "run_at" in stored else Periodic(**stored)


def _schedule_row(schedule: Schedule) -> dict[str, Any]:
    if isinstance(schedule, Once):
        return {"run_at": schedule.run_at}
    return {"expression": schedule.expression, "timezone": schedule.timezone}


def _target_row(target: Target, principal: Principal) -> dict[str, Any]:
    return {
        "target": dict(target.body),
        "shown_target": dict(target.shown),
        "target_session_id": target.session_id,
        "principal": _PRINCIPAL.dump_python(principal, mode="json"),
    }


def _invocations(automation_id: str) -> Select[Any]:
    turn_status = select(agent_turns.c.status).where(agent_turns.c.id == agent_invocations.c.turn_id)
    return select(agent_invocations, turn_status.scalar_subquery().label("turn_status")).where(
        agent_invocations.c.automation_id == automation_id
    )


def _invocation_row(connection: Connection, automation_id: str, invocation_id: str) -> Row[Any]:
    query = _invocations(automation_id).where(agent_invocations.c.id == invocation_id)
    row = connection.execute(query).one_or_none()
    if row is None:
        raise InvocationNotFound(invocation_id)
    return row


def _invocation(row: Row[Any]) -> Invocation:
    return Invocation(
        invocation_id=row.id,
        automation_id=row.automation_id,
        created=row.created_at,
        status="queued" if row.turn_status == "queued" else row.status,
        automation=row.automation,
        scheduled_at=row.scheduled_at,
        session_id=row.session_id,
        skip_reason=row.skip_reason,
        error=row.error,
    )


def _note(connection: Connection, principal: Principal, action: str, automation_id: str) -> None:
    note(connection, AuditEntry(principal=principal, action=action, target=automation_id))
