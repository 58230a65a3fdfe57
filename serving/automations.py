"""Automations, as OpenAI's Agents API has them: what is told to whom, and when. Plain values that pickle."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from serving.principal import Principal
from serving.schedules import Once, Schedule

AutomationStatus = Literal["active", "paused", "completed"]
InvocationStatus = Literal["queued", "completed", "failed", "skipped"]
TARGET_FAILED = "target_session_failed"  # why a schedule was paused by itself
PENDING = "pending_delivery"  # why an occurrence was skipped


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What each invocation tells, and whom."""

    body: Mapping[str, Any]  # as it was sent, secrets included
    shown: Mapping[str, Any] = field(default_factory=dict)  # as its object shows it; empty: not checked yet

    @property
    def session_id(self) -> str | None:
        """The one session that is told each time; None: each time a new one begins."""
        return self.body["session_id"] if self.body["type"] == "existing_session" else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Automation:
    automation_id: str
    created: float  # seconds since the epoch, here and below
    name: str
    schedule: Schedule
    target: Target
    principal: Principal  # who set the target: it acts as he may
    status: AutomationStatus = "active"
    pause_reason: str | None = None
    metadata: Mapping[str, str]
    next_at: float | None = None  # the occurrence that is to come; None: none will
    created_by: Mapping[str, str] | None = None  # an agent, as its object shows it; None: a client


@dataclass(frozen=True, slots=True, kw_only=True)
class AutomationChange:
    """None: it stays as it is. A schedule is given field by field, and checked with those that stay."""

    name: str | None = None
    metadata: Mapping[str, str] | None = None
    run_at: float | None = None
    expression: str | None = None
    timezone: str | None = None
    target: Target | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Invocation:
    """One attempt to deliver."""

    invocation_id: str
    automation_id: str
    created: float
    status: InvocationStatus
    automation: Mapping[str, Any] | None  # its object as it was; None: somebody asked for this one
    scheduled_at: float | None = None
    session_id: str | None = None
    skip_reason: str | None = None
    error: Mapping[str, str] | None = None  # its `code` and `message`


def automation_object(automation: Automation) -> dict[str, Any]:
    schedule = automation.schedule
    when = (
        {"type": "once", "run_at": int(schedule.run_at)}
        if isinstance(schedule, Once)
        else {"type": "periodic", "expression": schedule.expression, "timezone": schedule.timezone}
    )
    return {
        "id": automation.automation_id,
        "object": "agent.automation",
        "created_at": int(automation.created),
        "created_by": dict(automation.created_by or {"type": "developer"}),
        "metadata": dict(automation.metadata),
        "name": automation.name,
        "status": automation.status,
        "pause_reason": automation.pause_reason,
        "target": dict(automation.target.shown),
        **when,
        "tenure:next_run_at": None if automation.next_at is None else int(automation.next_at),
    }


def invocation_object(invocation: Invocation) -> dict[str, Any]:
    of_automation = invocation.automation
    scheduled = invocation.scheduled_at
    return {
        "id": invocation.invocation_id,
        "object": "agent.automation.invocation",
        "automation_id": invocation.automation_id,
        "created_at": int(invocation.created),
        "scheduled_at": None if scheduled is None else int(scheduled),
        "session_id": invocation.session_id,
        "source": (
            {"type": "manual"}
            if of_automation is None
            else {"type": "automation", "automation": dict(of_automation)}
        ),
        "status": invocation.status,
        "skip_reason": invocation.skip_reason,
        "error": None if invocation.error is None else dict(invocation.error),
    }
