"""From checked bodies to what is to be stored: agents, sessions, and changes of them."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from serving.agent_sessions import (
    CENT,
    COMMAND_TOOLS,
    SESSION_ID,
    SUBAGENTS,
    USD,
    AgentRecord,
    AgentSession,
    Budget,
    Environment,
    NewAgentSession,
    SessionChange,
    session_environment,
)
from serving.api.auth import with_scope
from serving.api.backend import Calls
from serving.api.caller import Caller, served_model
from serving.api.fields import UnknownFields
from serving.api.hints import seconds_of
from serving.api.openai.agents.config import (
    AgentTools,
    agent_config,
    first_choice,
    turn_request,
    unsupported,
    user_of,
    with_user,
)
from serving.api.openai.agents.environment_plan import new_environment
from serving.api.openai.agents.input import messages_of
from serving.api.openai.agents.wire import (
    AgentBody,
    AgentFields,
    SessionBody,
    SessionFields,
    SessionUpdateBody,
)
from serving.api.openai.responses.fields import new_id
from serving.api.validation import invalid, shown
from serving.errors import EnvironmentInUse
from serving.mcp_items import model_name
from serving.operations import GetAgent, GetAgentSession, GetEnvironment, GetVault, McpTools
from serving.principal import Principal


class AgentPlanner:
    """Checks bodies, and finds what they refer to."""

    def __init__(self, backend: Calls, unknown: UnknownFields | None) -> None:
        """`unknown`: None: what the bodies have was noted when they came."""
        self._backend = backend
        self._unknown = unknown

    # ---- saved agents -----------------------------------------------------------------------------

    def agent(self, body: AgentBody) -> tuple[AgentRecord, McpTools]:
        """Raises InvalidRequest."""
        self._note(body)
        config = self._record_config(body, None)
        now = time.time()
        record = AgentRecord(agent_id=new_id("agent"), version=1, created=now, updated=now, config=config)
        return record, _mcp_tools(config, "")

    async def changed_agent(
        self, principal: Principal, agent_id: str, body: AgentBody
    ) -> tuple[dict[str, Any], McpTools]:
        """The config of its next version. Raises AgentNotFound, InvalidRequest."""
        self._note(body)
        old = await self._backend.call(GetAgent(principal, agent_id))
        config = self._record_config(body, old.config)
        return config, _mcp_tools(config, "")

    def _record_config(self, body: AgentBody, base: Mapping[str, Any] | None) -> dict[str, Any]:
        config = agent_config(body, base, "")
        if "name" in body.model_fields_set:
            config["name"] = body.name
        if "metadata" in body.model_fields_set or base is None:
            config["metadata"] = dict(body.metadata or {})
        if "budget" in body.model_fields_set:
            config["tenure:budget"] = None if body.budget is None else body.budget.model_dump()
        return config

    # ---- sessions ---------------------------------------------------------------------------------

    async def session(self, principal: Principal, body: SessionBody) -> NewAgentSession:
        """Raises AgentNotFound, ModelNotFound, InvalidRequest."""
        self._note(body)
        _check_session(body)
        agent_id, base = await self._base(principal, body)
        config = agent_config(body.agent or AgentFields(), base, "agent")
        config = with_user(config, principal, body.user_id)
        messages = messages_of(body.input, "input")
        if body.stream and not messages:
            raise invalid("input", "is required where `stream` is true")
        ttl = None if body.prompt_cache_options is None else body.prompt_cache_options.ttl
        now, session_id = time.time(), new_id(SESSION_ID)
        environment = await self._environment(principal, session_id, body.environment)
        session = AgentSession(
            session_id=session_id,
            created=now,
            last_active=now,
            agent=_session_agent(agent_id, config),
            metadata=body.metadata or {},
            budget=_first_budget(body),
            environment=None if environment is None else session_environment(environment),
            cache_ttl=ttl,
            vault_ids=await self._vaults(principal, body.vault_ids or ()),
        )
        new = await self._new(principal, session, config)
        return NewAgentSession(
            session=session,
            request=new.request,
            input=messages,
            tool_choice=new.tool_choice,
            environment=environment,
            mcp_tools=new.mcp_tools,
        )

    async def session_change(
        self, principal: Principal, session_id: str, body: SessionUpdateBody
    ) -> SessionChange:
        """Raises AgentSessionNotFound, ModelNotFound, InvalidRequest."""
        self._note(body)
        _check_fields(body)
        if body.prompt_cache_options is not None:
            raise unsupported("prompt_cache_options", "It is set when a session begins.")
        renewed = None
        if body.agent is not None:
            session = await self._backend.call(GetAgentSession(principal, session_id))
            config = agent_config(body.agent, _config_of(session.agent), "agent")
            if any(tool["type"] == "tenure:memory" for tool in config["tools"]):
                config = with_user(config, principal, user_of(session.agent))
            agent = _session_agent(session.agent["id"], config)
            renewed = await self._new(principal, _with_agent(session, agent), config)
        has_metadata = "metadata" in body.model_fields_set
        return SessionChange(
            metadata=(body.metadata or {}) if has_metadata else None,
            budget=_budget(body),
            spend_limit=_spend_limit(body),
            renewed=renewed,
        )

    async def _environment(
        self, principal: Principal, session_id: str, given: Mapping[str, Any]
    ) -> Environment | None:
        """Raises EnvironmentNotFound, TemplateNotFound, EnvironmentInUse, InvalidRequest."""
        kind = given.get("type")
        if kind == "none":
            return None
        if kind == "self_hosted":
            raise unsupported("environment.type", 'Send "openai_hosted": a sandbox of this server.')
        if kind != "openai_hosted":
            raise invalid("environment.type", f"may be none or openai_hosted, got {shown(kind)}")
        environment_id = given.get("environment_id")
        if environment_id is None:
            return await new_environment(self._backend, given, principal, session_id)
        others = [name for name in given if name not in ("type", "environment_id")]
        if others:
            raise invalid(f"environment.{others[0]}", "cannot be set of an environment that there is already")
        if not isinstance(environment_id, str):
            raise invalid("environment.environment_id", f"must be a string, got {shown(environment_id)}")
        environment = await self._backend.call(GetEnvironment(principal, environment_id))
        if environment.session_id is not None:
            raise EnvironmentInUse(environment_id)
        return environment

    async def _base(self, principal: Principal, body: SessionBody) -> tuple[str, Mapping[str, Any] | None]:
        if body.agent_id is None:
            if body.agent is None:
                raise invalid("agent", "is required where there is no `agent_id`")
            return new_id("agent"), None
        saved = await self._backend.call(GetAgent(principal, body.agent_id))
        return saved.agent_id, {**saved.config, "version": saved.version}

    async def _new(
        self, principal: Principal, session: AgentSession, config: Mapping[str, Any]
    ) -> NewAgentSession:
        card = await served_model(self._backend, config["model"])
        caller = Caller(principal, card.name, None, card.sampling_defaults)
        turn, tools = turn_request(config, caller, seconds_of(session.cache_ttl))
        choice = first_choice(config)
        has_subagents = config["multi_agent"]["enabled"]
        _check_names(tools, session, has_subagents=has_subagents)
        if choice is not None and not (tools.functions or tools.mcp or session.environment or has_subagents):
            raise invalid("agent.tool_choice", "asks for a call, and the agent has no `tools`")
        if any(choice == f"function:{tool.name}" and not tool.is_in_prompt for tool in tools.functions):
            raise invalid("agent.tool_choice", "names a function with `defer_loading`, which is to be found")
        mcp_tools = tuple({**tool, "vault_ids": list(session.vault_ids)} for tool in tools.mcp)
        return NewAgentSession(session=session, request=turn, tool_choice=choice, mcp_tools=mcp_tools)

    async def _vaults(self, principal: Principal, vault_ids: Sequence[str]) -> tuple[str, ...]:
        """Raises ScopeMissing, VaultNotFound, NotSupported."""
        if vault_ids:
            with_scope(principal, "vaults:use")
        for vault_id in vault_ids:
            await self._backend.call(GetVault(principal, vault_id))
        return tuple(dict.fromkeys(vault_ids))

    def _note(self, body: AgentFields | SessionFields) -> None:
        agent = getattr(body, "agent", None)
        for one in (body, agent):
            if self._unknown is not None and one is not None:
                self._unknown.note(one)


def _mcp_tools(config: Mapping[str, Any], place: str) -> McpTools:
    tools = [{name: value for name, value in tool.items() if value is not None} for tool in config["tools"]]
    return tuple(AgentTools.of(tools, f"{place}tools").mcp)


def _session_agent(agent_id: str, config: Mapping[str, Any]) -> dict[str, Any]:
    return {"id": agent_id, **{name: value for name, value in config.items() if name != "metadata"}}


def _config_of(agent: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in agent.items() if name != "id"}


def _with_agent(session: AgentSession, agent: Mapping[str, Any]) -> AgentSession:
    return AgentSession(
        session_id=session.session_id,
        created=session.created,
        last_active=session.last_active,
        agent=agent,
        environment=session.environment,
        cache_ttl=session.cache_ttl,
        vault_ids=session.vault_ids,
    )


def _check_names(tools: AgentTools, session: AgentSession, *, has_subagents: bool) -> None:
    """Raises InvalidRequest."""
    for index, tool in enumerate(tools.functions):
        if has_subagents and tool.name.startswith(model_name(SUBAGENTS, "")):
            raise invalid(
                f"agent.tools.{index}.name", f"may not be {tool.name}: tools for subagents have such names"
            )
        if session.environment is not None and tool.name in COMMAND_TOOLS:
            raise invalid(
                f"agent.tools.{index}.name",
                f"may not be {tool.name}: the session's environment has such a tool",
            )
    if has_subagents and any(tool["server_label"] == SUBAGENTS for tool in tools.mcp):
        raise invalid(
            "agent.tools", f"may have no server with the label {SUBAGENTS} beside `agent.multi_agent`"
        )


def _budget(body: SessionFields) -> Budget | None:
    if "budget" not in body.model_fields_set:
        return None
    given = body.budget
    if given is None:
        return Budget()
    return Budget(
        max_tokens=given.max_tokens,
        max_tool_calls=given.max_tool_calls,
        max_seconds=given.max_seconds,
        max_cost=None if given.max_cost is None else round(given.max_cost * USD),
    )


def _spend_limit(body: SessionFields) -> tuple[int | None] | None:
    """None: it stays as it is, or is what the budget has. Raises InvalidRequest where both say something."""
    if body.spend_control is None or "limit" not in body.spend_control.model_fields_set:
        return None
    limit = body.spend_control.limit
    if limit is not None and body.budget is not None and body.budget.max_cost is not None:
        raise invalid(
            "spend_control.limit", "cannot be set beside `tenure:budget.max_cost`, which is the same"
        )
    if limit is None and body.budget is not None:
        return None
    return (None if limit is None else limit * CENT,)


def _first_budget(body: SessionFields) -> Budget:
    budget, limit = _budget(body) or Budget(), _spend_limit(body)
    return budget if limit is None else replace(budget, max_cost=limit[0])


def _check_fields(body: SessionFields) -> None:
    if body.review == "auto_review":
        raise unsupported("review", "Ask for approvals (`require_approval` of an MCP server) instead.")


def _check_session(body: SessionBody) -> None:
    _check_fields(body)
    if body.stream_options is not None and not body.stream:
        raise invalid("stream_options", "needs `stream` to be true")
