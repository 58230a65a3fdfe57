"""From an automation's target to what each of its invocations begins or tells."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from serving.agent_sessions import NewAgentSession
from serving.api.backend import Calls
from serving.api.openai.agents.config import unsupported
from serving.api.openai.agents.plan import AgentPlanner
from serving.api.openai.agents.wire import ExistingSessionTarget, NewSessionTarget
from serving.api.validation import invalid, shown, validate
from serving.automations import Target
from serving.errors import InvalidRequest
from serving.operations import GetAgentSession
from serving.principal import Principal

_SECRET = ("env", "setup_commands")  # of an environment


class TargetPlanner:
    def __init__(self, backend: Calls) -> None:
        self._backend = backend
        self._sessions = AgentPlanner(backend, None)

    async def plan(self, principal: Principal, target: Target) -> tuple[Target, NewAgentSession | None]:
        """The target with what is shown of it, and the session that begins; None: it tells one.

        Raises: what a body of a session of its own does, AgentSessionNotFound where there is none to tell.
        """
        kind = target.body.get("type")
        if kind == "existing_session":
            told = validate(ExistingSessionTarget, target.body, "target")
            await self._backend.call(GetAgentSession(principal, told.session_id))
            return Target(body=target.body, shown=dict(told)), None
        if kind != "new_session":
            raise invalid("target.type", f"may be new_session or existing_session, got {shown(kind)}")
        body = validate(NewSessionTarget, target.body, "target")
        if body.stream:
            raise unsupported("target.stream", "Read the events of the session that begins.")
        if (body.agent is None) == (body.agent_id is None):
            raise invalid("target", "must have one of `agent` and `agent_id`, and not both")
        try:
            new = await self._sessions.session(principal, body)
        except InvalidRequest as error:
            raise _below_target(error) from None
        return Target(body=target.body, shown=_shown(body, new)), new


def _below_target(error: InvalidRequest) -> InvalidRequest:
    """Of a field of the target: where that stands in the whole body."""
    if error.param is None:
        return error
    message = str(error).replace(f"`{error.param}", f"`target.{error.param}", 1)
    return InvalidRequest(message, param=f"target.{error.param}", code=error.code)


def _shown(body: NewSessionTarget, new: NewAgentSession) -> dict[str, Any]:
    messages = [{"type": "message", "role": "user", "content": message["content"]} for message in new.input]
    own = {name: body.model_dump(by_alias=True)[name] for name in ("tenure:budget", "tenure:user_id")}
    return {
        "type": "new_session",
        "agent": None if body.agent is None else _shown_agent(new.session.agent),
        "agent_id": body.agent_id,
        "environment": _shown_environment(body.environment),
        "input": messages,
        "metadata": dict(new.session.metadata),
        "vault_ids": list(new.session.vault_ids),
        **{name: value for name, value in own.items() if value is not None},
    }


def _shown_agent(agent: Mapping[str, Any]) -> dict[str, Any]:
    """Without what each session has of its own."""
    return {name: value for name, value in agent.items() if name not in ("id", "name", "version")}


def _shown_environment(given: Mapping[str, Any]) -> dict[str, Any]:
    environment = {name: value for name, value in given.items() if name not in _SECRET}
    if environment.get("files"):
        environment["files"] = [_shown_file(file) for file in environment["files"]]
    return environment


def _shown_file(file: Mapping[str, Any]) -> dict[str, Any]:
    if file.get("type") != "inline":
        return dict(file)
    data = str(file["data"])
    size_bytes = len(data) * 3 // 4 - data.count("=")
    return {"type": "inline", "path": file["path"], "size_bytes": size_bytes}
