"""Agents' sessions in the log: how each begins, takes input, goes on and ends.

Each method is one transaction. What goes on with a session is for its owner alone: a process that lost it
finds out with its next write.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from serving.agent_sessions import (
    WORKSPACE,
    AgentSession,
    Budget,
    CancelTurn,
    NewAgentSession,
    SentInput,
    SessionChange,
    Spent,
    TokenUsage,
)
from serving.budgets import NO_TERMS, Terms
from serving.call_arguments import parse_arguments
from serving.errors import AgentSessionNotFound, IdempotencyMismatch, InvalidRequest, TurnTakenOver
from serving.output import Usage
from serving.principal import Principal
from serving.sessions.agents.environment_store import (
    add_artifacts,
    add_environment,
    attach,
    emit_environment,
)
from serving.sessions.agents.input import audit, take
from serving.sessions.agents.open_session import OpenSession
from serving.sessions.agents.progress import advance, model_step
from serving.sessions.agents.rows import (
    NOTHING_YET,
    SUMMARY_ID,
    has_open_step,
    mcp_item_id,
    required_actions,
    session_of,
    visible,
)
from serving.sessions.agents.schema import (
    agent_calls,
    agent_inputs,
    agent_sessions,
    agent_steps,
    agent_turns,
)
from serving.sessions.agents.step_events import StepEventBuilder, item_event
from serving.sessions.agents.subagents import (
    SubagentRefused,
    begun_by,
    cancel_begun,
    change_subagents,
    subagent_call_item,
    subagent_results,
)
from serving.sessions.agents.work import (
    CallOutcome,
    ModelCall,
    ModelStep,
    SessionWork,
    StepResult,
    SubagentCall,
    SubagentChanges,
    SubagentResult,
    Work,
)
from serving.sessions.database import Database
from serving.sessions.owner import NOBODY, Owner
from serving.sessions.served_models import ServedModels
from serving.sessions.turns.logged_turn import request_to_json
from serving.sessions.turns.schema import steps, turns
from serving.sessions.writing import new_id

_MAX_CLAIMED = 16  # at once: other replicas have room too


class AgentSessionStore:
    """Thread-safe; several processes may use the same log."""

    def __init__(
        self,
        database: Database,
        owner: Owner,
        served: ServedModels,
        *,
        max_tenant_environments: int,
        terms: Terms = NO_TERMS,
    ) -> None:
        """`served`: sessions of other models' agents are for others to go on with."""
        self._database = database
        self._owner = owner
        self._served = served
        self._max_tenant_environments = max_tenant_environments
        self._terms = terms

    # ---- from outside -----------------------------------------------------------------------------

    def create(self, new: NewAgentSession) -> tuple[AgentSession, Work | None]:
        """One that is there already is as it is: an ingress asks again where it lost the answer.

        Raises: EnvironmentInUse, TooManyEnvironments.
        """
        try:
            with self._database.write() as connection:
                return self.create_in(connection, new)
        except IntegrityError:
            with self._database.read() as connection, suppress(AgentSessionNotFound):
                row = visible(connection, new.request.principal, new.session.session_id)
                return session_of(row, None, required_actions(connection, row.id)), None
            raise

    def create_in(self, connection: Connection, new: NewAgentSession) -> tuple[AgentSession, Work | None]:
        """The same, within the caller's transaction."""
        self._require_price(new.request.model, new.session.budget.max_cost)
        connection.execute(
            insert(agent_sessions).values(
                **_created(new),
                owner_id=NOBODY,
                template_fingerprint=self._served.of(new.request.model).template_fingerprint,
            )
        )
        row = visible(connection, new.request.principal, new.session.session_id)
        session = OpenSession(connection, row, self._terms)
        session.emit_session("created")
        if (environment := new.environment) is not None:
            if environment.session_id is None:
                attach(connection, environment, row)
            else:
                add_environment(connection, environment, self._max_environments(new.tenant))
            emit_environment(session, environment, environment.status)
        if new.input:
            session.add_turn(new.input, new.request.principal.scopes)
        work = self._advance(session) if new.input else None
        shown = session.session()
        audit(session, new.request.principal, "agent.session.created", {"agent": shown.agent["id"]})
        session.close()
        return shown, work

    def accept(self, principal: Principal, session_id: str, sent: SentInput) -> Work | None:
        """All of the input, or none of it. Returns what this process is to do now.

        Raises: AgentSessionNotFound, InvalidRequest, IdempotencyMismatch.
        """
        with self._database.write() as connection:
            return self.accept_in(connection, principal, session_id, sent)

    def accept_in(
        self, connection: Connection, principal: Principal, session_id: str, sent: SentInput
    ) -> Work | None:
        """The same, within the caller's transaction."""
        row = visible(connection, principal, session_id, is_locked=True)
        if sent.idempotency_key is not None and self._was_taken(row, sent, connection):
            return None
        session = OpenSession(
            connection, row, self._terms, holds_events=has_open_step(connection, session_id)
        )
        for one in sent.inputs:
            take(session, one, principal)
        if any(isinstance(one, CancelTurn) for one in sent.inputs):
            cancel_begun(session, self._owner.owner_id)
        # Whoever is at work finds it when he is done; a session that rests is gone on with here.
        work = None if row.status == "in_progress" else self._advance(session)
        session.close()
        return work

    def _max_environments(self, tenant: str) -> int:
        own = self._terms.of_tenant(tenant).max_environments
        return self._max_tenant_environments if own is None else own

    def _require_price(self, model: str, max_cost: int | None) -> None:
        """Raises: InvalidRequest."""
        if max_cost is not None and not self._terms.has_price(model):
            raise InvalidRequest(
                f"`spend_control.limit` is not supported: the model {model} has no price here. The operator "
                "sets it (--budgets).",
                param="spend_control.limit",
                code="unsupported_parameter",
            )

    def _was_taken(self, row: Row[Any], sent: SentInput, connection: Any) -> bool:
        known = connection.execute(
            select(agent_inputs.c.digest).where(
                agent_inputs.c.session_id == row.id, agent_inputs.c.idempotency_key == sent.idempotency_key
            )
        ).scalar_one_or_none()
        if known is None:
            connection.execute(
                insert(agent_inputs).values(
                    session_id=row.id,
                    idempotency_key=sent.idempotency_key,
                    digest=sent.digest,
                    taken_at=time.time(),
                )
            )
            return False
        if known != sent.digest:
            raise IdempotencyMismatch(str(sent.idempotency_key))
        return True

    def update(
        self, principal: Principal, session_id: str, change: SessionChange
    ) -> tuple[AgentSession, Work | None]:
        """Raises: AgentSessionNotFound."""
        with self._database.write() as connection:
            row = visible(connection, principal, session_id, is_locked=True)
            values = _changed(change)
            self._require_price(row.request["model"], values.get("max_cost"))
            if change.renewed is not None:  # perhaps of another model
                served = self._served.of(change.renewed.request.model)
                values["template_fingerprint"] = served.template_fingerprint
            if values:
                connection.execute(
                    update(agent_sessions).where(agent_sessions.c.id == session_id).values(**values)
                )
                row = visible(connection, principal, session_id)
            work = None
            if (change.budget or change.spend_limit) is not None and row.status == "budget_reached":
                session = OpenSession(connection, row, self._terms)
                work = self._advance(session)
                session.close()
                row = visible(connection, principal, session_id)
            return session_of(row, None, required_actions(connection, session_id)), work

    def delete(self, principal: Principal, session_id: str) -> list[str]:
        """With its subagents. Returns the ids of all. Raises: AgentSessionNotFound, InvalidRequest."""
        with self._database.write() as connection:
            row = visible(connection, principal, session_id, is_locked=True)
            session = OpenSession(connection, row, self._terms)
            if session.as_subagent is not None:
                raise InvalidRequest(
                    f"The session {session_id} is a subagent of {row.parent_id}, and is deleted with that.",
                    code="session_is_subagent",
                )
            ids = [session_id, *begun_by(connection, session_id)]
            connection.execute(delete(agent_sessions).where(agent_sessions.c.id.in_(ids)))
            audit(session, principal, "agent.session.deleted", {})
        self._database.note_deletion()
        return ids

    # ---- whoever goes on with it --------------------------------------------------------------------

    def end_step(self, session_id: str, turn_id: str, step: int, result: StepResult) -> Work | None:
        """How a model step ended. Raises: TurnTakenOver."""
        with self._own(session_id) as session:
            connection = session.connection
            row = connection.execute(
                select(agent_steps).where(agent_steps.c.turn_id == turn_id, agent_steps.c.step == step)
            ).one()
            connection.execute(
                update(agent_steps)
                .where(agent_steps.c.turn_id == turn_id, agent_steps.c.step == step)
                .values(num_events=result.num_events, deltas=[list(delta) for delta in result.deltas])
            )
            session.skip_events(result.num_events)
            num_outputs = _note_said(session, row, result)
            num_outputs = _note_calls(session, turn_id, step, num_outputs, result.calls)
            turn = _note_usage(session, turn_id, num_outputs, result.usage)
            session.spend(Spent(num_tool_calls=len(result.calls)))
            is_steered = session.emit_held()
            add_artifacts(connection, result.artifacts)
            if result.status == "failed":
                session.end_turn(turn, "failed", result.failure)
            elif result.status == "cancelled":
                session.end_turn(turn, "cancelled")
            return self._advance(session, is_steered=is_steered)

    def compact(self, step: ModelStep, summary: str, usage: Usage | None) -> ModelStep:
        """The step, whose history has a summary up to the step before it. Raises: TurnTakenOver."""
        with self._own(step.session_id) as session:
            turn = session.turn(step.turn_id)
            item = {"id": new_id(SUMMARY_ID), "type": "compaction", "summary": summary, "turn_id": turn.id}
            session.add_item(item, step.step)
            turn = _note_usage(session, turn.id, turn.num_outputs, usage)
            return model_step(session, turn, step.step, is_new=True)

    def begin_call(self, session_id: str, call_id: str, principal: Principal) -> None:
        """It is on disk that the call is made, before it is. Raises: TurnTakenOver."""
        with self._own(session_id, is_synced=True) as session:
            session.connection.execute(
                update(agent_calls)
                .where(agent_calls.c.session_id == session_id, agent_calls.c.call_id == call_id)
                .values(status="started")
            )
            position = select(agent_calls.c.position).where(
                agent_calls.c.session_id == session_id, agent_calls.c.call_id == call_id
            )
            item = session.item(session.connection.execute(position).scalar_one())
            is_command = item["type"] == "command_execution"
            where = (
                {"environment": session.row.environment["id"]}
                if is_command
                else {"server": item["server_label"]}
            )
            tool = {**where, "tool": item["name"], "call": call_id}
            session.spend(Spent(cost=self._terms.cost_of_call(item.get("server_label"), item["name"])))
            audit(session, replace(principal, agent=session.row.agent_id), "tool.called", tool)

    def end_call(self, session_id: str, call_id: str, outcome: CallOutcome) -> None:
        """It is on disk what came of it. Raises: TurnTakenOver."""
        with self._own(session_id, is_synced=True) as session:
            _end_call(session, call_id, outcome)

    def end_only_call(self, session_id: str, call_id: str, outcome: CallOutcome) -> Work | None:
        """The same of one that no other is made beside; and what is to be done now. Raises: TurnTakenOver."""
        with self._own(session_id, is_synced=True) as session:
            _end_call(session, call_id, outcome)
            return self._advance(session)

    def change_subagents(self, session_id: str, call: SubagentCall) -> SubagentChanges:
        """Do what a call asks for, and end it: both at once, or not at all. Raises: TurnTakenOver."""
        with self._own(session_id, is_synced=True) as session:
            try:
                _require_turn(session, call.call_id)
                outcome, changes = change_subagents(session, call, self._owner.owner_id)
            except (SubagentRefused, InvalidRequest) as error:
                outcome = CallOutcome(error={"type": "subagent_error", "message": str(error)})
                changes = SubagentChanges()
            _end_call(session, call.call_id, outcome)
            return changes

    def subagent_results(self, session_id: str, ids: Sequence[str]) -> list[SubagentResult]:
        """What became of them; of all that are open where `ids` is empty. Raises: SubagentRefused."""
        with self._database.read() as connection:
            return subagent_results(connection, session_id, ids)

    def go_on(self, session_id: str) -> Work | None:
        """What is to be done now. Raises: TurnTakenOver."""
        with self._own(session_id) as session:
            return self._advance(session)

    def is_cancelled(self, turn_id: str) -> bool:
        query = select(agent_turns.c.is_cancelled).where(agent_turns.c.id == turn_id)
        with self._database.read() as connection:
            return bool(connection.execute(query).scalar_one_or_none())

    @contextmanager
    def _own(self, session_id: str, *, is_synced: bool = False) -> Iterator[OpenSession]:
        """Raises: TurnTakenOver where another process has the session, or it was deleted."""
        with self._database.write(synced=is_synced) as connection:
            query = select(agent_sessions).where(
                agent_sessions.c.id == session_id,
                agent_sessions.c.owner_id == self._owner.owner_id,
            )
            row = connection.execute(query.with_for_update()).one_or_none()
            if row is None:
                raise TurnTakenOver
            session = OpenSession(connection, row, self._terms)
            yield session
            session.close()

    def _advance(self, session: OpenSession, *, is_steered: bool = False) -> Work | None:
        session.set(owner_id=self._owner.owner_id)
        session.count_time()
        return advance(session, is_steered=is_steered)

    # ---- whoever takes it over ----------------------------------------------------------------------

    def claim(self, made_here: Collection[str]) -> list[SessionWork]:
        """Sessions that gone owners left, and this process's own that no task of it goes on with.

        One whose turn in the log is under way comes with that turn: see `claim_of_turn`.
        """
        is_running = (
            select(turns.c.id)
            .join(steps, steps.c.turn_id == turns.c.id)
            .join(agent_turns, agent_turns.c.id == steps.c.run_id)
            .where(agent_turns.c.session_id == agent_sessions.c.id, turns.c.status == "in_progress")
            .exists()
        )
        with self._database.write() as connection:
            is_left = self._owner.is_gone(connection, agent_sessions.c.owner_id)
            is_forgotten = agent_sessions.c.owner_id == self._owner.owner_id
            query = select(agent_sessions).where(
                agent_sessions.c.status == "in_progress",
                agent_sessions.c.template_fingerprint.in_(self._served.templates),
                is_left | is_forgotten,
                ~is_running,
            )
            rows = [row for row in connection.execute(query) if row.id not in made_here][:_MAX_CLAIMED]
            found: list[OpenSession] = []
            for row in rows:
                first = found[0] if found else None
                found.append(OpenSession(connection, row, self._terms, within=first))
            return [self._claimed(session) for session in reversed(found)]  # the first one closes last

    def claim_of_turn(self, run_id: str) -> SessionWork | None:
        """The session whose model step that run's newest turn in the log is; None: it is no agent's."""
        with self._database.write() as connection:
            query = (
                select(agent_sessions)
                .join(agent_turns, agent_turns.c.session_id == agent_sessions.c.id)
                .where(agent_turns.c.id == run_id)
            )
            row = connection.execute(query.with_for_update()).one_or_none()
            return None if row is None else self._claimed(OpenSession(connection, row, self._terms))

    def _claimed(self, session: OpenSession) -> SessionWork:
        session.set(busy_since=time.time())  # nobody was at work in it meanwhile
        work = self._advance(session)
        session.close()
        return SessionWork(tenant=session.row.tenant, session_id=session.session_id, work=work)


def _require_turn(session: OpenSession, call_id: str) -> None:
    """Raises: SubagentRefused where the turn is cancelled: so are those that it has begun, and no others."""
    is_its = (agent_calls.c.session_id == session.session_id) & (agent_calls.c.call_id == call_id)
    turn_id = session.connection.execute(select(agent_calls.c.turn_id).where(is_its)).scalar_one()
    if session.turn(turn_id).is_cancelled:
        raise SubagentRefused("The turn was cancelled.")


def _end_call(session: OpenSession, call_id: str, outcome: CallOutcome) -> None:
    call = session.connection.execute(
        select(agent_calls).where(
            agent_calls.c.session_id == session.session_id, agent_calls.c.call_id == call_id
        )
    ).one()
    status = "completed" if outcome.error is None else "failed"
    session.end_call(
        call, {"status": status, "output": outcome.output, "error": outcome.error, **outcome.fields}
    )


# ---- the end of a step ----------------------------------------------------------------------------


def _note_said(session: OpenSession, step: Row[Any], result: StepResult) -> int:
    """Items and events of what was said; returns the next output index."""
    builder = StepEventBuilder(session.session_id, step.turn_id, step.first_output)
    if result.reasoning:
        builder.add(result.reasoning, is_reasoning=True)
    if result.text:
        builder.add(result.text, is_reasoning=False)
    is_whole = result.status == "completed"
    phase = "commentary" if result.calls else "final_answer"
    items = builder.items(is_whole=is_whole, phase=phase)  # type: ignore[arg-type]
    for item in items:
        session.add_item(item, step.step)
    for fields in builder.end(is_whole=is_whole, phase=phase):  # type: ignore[arg-type]
        session.emit(fields)
    return int(step.first_output) + len(items)


def _note_calls(
    session: OpenSession, turn_id: str, step: int, first_output: int, calls: Sequence[ModelCall]
) -> int:
    for output_index, call in enumerate(calls, start=first_output):
        item = _call_item(call, turn_id, session.row.agent_id)
        position = session.add_item(item, step)
        status = "asked" if call.is_asked else "ready"
        session.connection.execute(
            insert(agent_calls).values(
                session_id=session.session_id,
                call_id=call.call_id,
                turn_id=turn_id,
                step=step,
                position=position,
                output_index=output_index,
                kind=call.kind,
                status=status,
                may_repeat=call.may_repeat,
            )
        )
        session.emit(item_event("added", session.session_id, item, output_index))
        if call.failure is not None:
            row = next(one for one in session.open_calls(turn_id) if one.call_id == call.call_id)
            session.end_call(row, {"status": "failed", "error": dict(call.failure)})
    return first_output + len(calls)


def _call_item(call: ModelCall, turn_id: str, agent_id: str) -> dict[str, Any]:
    suffix = call.call_id.removeprefix("call_")
    item = {
        "name": call.name,
        "arguments": _parsed(call.arguments),
        "status": "in_progress",
        "turn_id": turn_id,
    }
    if call.is_of_subagents:
        return subagent_call_item(call.call_id, item, agent_id)
    if call.command is not None:
        shown = {"command": call.command, "cwd": WORKSPACE, "duration_ms": None, "exit_code": None}
        ended = {"output": None, "error": None}
        id_ = f"cmd_{suffix}"
        return {"id": id_, "type": "command_execution", "call_id": call.call_id, **item, **shown, **ended}
    if call.server_label is None:
        return {"id": f"fc_{suffix}", "type": "function_call", "call_id": call.call_id, **item}
    place = {"server_label": call.server_label, "output": None, "error": None}
    return {"id": mcp_item_id(call.call_id), "type": "mcp_call", "call_id": call.call_id, **item, **place}


def _parsed(arguments: str) -> Any:
    try:
        return parse_arguments(arguments)
    except ValueError:  # cut short, or none: the client sees what there is
        return arguments


def _note_usage(session: OpenSession, turn_id: str, num_outputs: int, used: Usage | None) -> Row[Any]:
    usage = TokenUsage.of(used)
    session.add_usage(usage)
    total = TokenUsage(*session.turn(turn_id).usage).plus(usage)
    return session.change_turn(turn_id, num_outputs=num_outputs, usage=total.as_row)


# ---- rows -----------------------------------------------------------------------------------------


def _created(new: NewAgentSession) -> dict[str, Any]:
    session = new.session
    return {
        "id": session.session_id,
        "tenant": new.tenant,
        "user_id": new.request.principal.user,
        "created_at": session.created,
        "last_active_at": session.last_active,
        "metadata": dict(session.metadata),
        "environment": session.environment,
        "cache_ttl": session.cache_ttl,
        "vault_ids": list(session.vault_ids),
        **NOTHING_YET,
        **_of_agent(new),
        **_of_budget(session),
    }


def _of_agent(new: NewAgentSession) -> dict[str, Any]:
    return {
        "agent_id": new.session.agent["id"],
        "agent": dict(new.session.agent),
        "request": request_to_json(new.request),
        "tool_choice": new.tool_choice,
        "mcp_tools": [dict(server) for server in new.mcp_tools],
    }


def _of_budget(session: AgentSession) -> dict[str, Any]:
    return _budget_columns(session.budget)


def _budget_columns(budget: Budget) -> dict[str, Any]:
    return {
        "max_tokens": budget.max_tokens,
        "max_tool_calls": budget.max_tool_calls,
        "max_seconds": budget.max_seconds,
        "max_cost": budget.max_cost,
    }


def _changed(change: SessionChange) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if change.metadata is not None:
        values["metadata"] = dict(change.metadata)
    if change.budget is not None:
        values |= _budget_columns(change.budget)
    if change.spend_limit is not None:
        values["max_cost"] = change.spend_limit[0]
    if change.renewed is not None:
        values |= _of_agent(change.renewed)
    return values
