"""From the fields of an agent to its object, and to the request that its turns are made from.

What is not there is refused by name. What the object repeats is what the agent is, defaults filled in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from serving.api.caller import Caller
from serving.api.memory import namespace_of
from serving.api.openai.agents.wire import (
    AgentFields,
    FunctionTool,
    HttpTransport,
    McpTool,
    MemoryTool,
    MultiAgent,
)
from serving.api.openai.structured import json_grammar
from serving.api.openai.wire.responses import FlatToolChoice
from serving.api.reasoning import template_variables
from serving.api.tools import all_tools
from serving.api.validation import invalid, shown, validate
from serving.errors import InvalidRequest
from serving.principal import Principal
from serving.request import ChatInput, Grammar, Request, SamplingParams, Tool, ToolUse

DEFAULT_SUBAGENTS = 6  # at a time, as OpenAI has it
MAX_TOOLS_BYTES = 3 * 1024 * 1024
AUTOMATIONS = "automations"  # the label of the server by which an agent wakes itself later
TOOL_SEARCH = "tool_search"  # the label of the server that finds deferred tools
_LATER = {  # types of tools that are refused, and what to do
    "tool_search": "Leave it out: functions and servers with `defer_loading` are looked for by themselves.",
    "programmatic_tool_calling": "Leave it out.",
    "web_search": "Give the agent an MCP server that searches.",
    "computer_use": "Leave it out.",
}
_OWN = (
    "temperature",
    "top_p",
    "max_output_tokens",
    "seed",
    "tool_choice",
    "parallel_tool_calls",
    "context_management",
)


def unsupported(param: str, hint: str) -> InvalidRequest:
    return InvalidRequest(f"`{param}` is not supported. {hint}", param=param, code="unsupported_parameter")


@dataclass(slots=True)
class AgentTools:
    functions: list[Tool] = field(default_factory=list)
    mcp: list[Mapping[str, Any]] = field(default_factory=list)
    shown: list[dict[str, Any]] = field(default_factory=list)  # as the agent's object has them

    @classmethod
    def of(cls, tools: Sequence[Mapping[str, Any]], place: str) -> AgentTools:
        """Raises InvalidRequest."""
        found = cls()
        for index, tool in enumerate(tools):
            found._add(tool, f"{place}.{index}")
        if any(tool.get("defer_loading") for tool in found.shown):
            found.mcp.append({"server_label": TOOL_SEARCH, "required": True, "param": place, "search": True})
        labels = [tool["server_label"] for tool in found.mcp]
        for label in labels:
            if labels.count(label) > 1:
                raise invalid(
                    place,
                    f"has two servers with the label {shown(label)}, or one beside a tool of ours",
                )
        return found

    def _add(self, tool: Mapping[str, Any], place: str) -> None:
        kind = tool.get("type")
        is_off = (kind == "web_search" and tool.get("mode") == "disabled") or (
            kind == "programmatic_tool_calling" and tool.get("enabled") is False
        )
        if kind == "function":
            self._add_function(validate(FunctionTool, tool, place), place)
        elif kind == "mcp":
            self._add_mcp(validate(McpTool, tool, place), place)
        elif kind == "automations":
            self._add_automations(place)
        elif kind == "tenure:memory":
            self._add_memory(validate(MemoryTool, tool, place), place)
        elif isinstance(kind, str) and kind in _LATER and not is_off:
            raise InvalidRequest(
                f"`{place}`: tools of type {kind} are not supported. {_LATER[kind]}",
                param=f"{place}.type",
                code="unsupported_parameter",
            )
        elif not is_off:
            known = "function, mcp, automations or tenure:memory"
            raise invalid(f"{place}.type", f"may be {known}, got {shown(kind)}")

    def _add_function(self, tool: FunctionTool, place: str) -> None:
        if tool.async_:
            raise unsupported(f"{place}.async", "The agent waits for a function's result.")
        self.functions.append(
            Tool(
                name=tool.name,
                description=tool.description,
                parameters=tool.parameters,
                is_strict=False,
                param=f"{place}.parameters",
                is_in_prompt=not tool.defer_loading,
            )
        )
        self.shown.append(
            {
                "type": "function",
                "name": tool.name,
                "description": tool.description,
                "parameters": tool.parameters,
                "defer_loading": bool(tool.defer_loading),
                **_shown_scope(tool),
            }
        )

    def _add_mcp(self, tool: McpTool, place: str) -> None:
        if tool.transport.get("type") == "stdio":
            raise unsupported(
                f"{place}.transport.type",
                "A server of type stdio is a program on this machine: its operator lists it (--mcp-servers), "
                'and agents use it as {"type": "http", "server_url": "tenure:NAME"}.',
            )
        transport = validate(HttpTransport, tool.transport, f"{place}.transport")
        for name in ("authorization", "headers"):
            if getattr(transport, name):
                raise unsupported(
                    f"{place}.transport.{name}",
                    "Put it into a vault (POST /v1/vaults) that the session has in `vault_ids`, or have the "
                    "operator set it (--mcp-servers).",
                )
        if tool.connection_origin == "environment":
            raise unsupported(
                f"{place}.connection_origin",
                "Environments have no network: MCP servers are called by this server.",
            )
        if tool.request_metadata:
            raise unsupported(f"{place}.request_metadata", "Leave it out.")
        approval = {} if tool.require_approval is None else {"require_approval": tool.require_approval}
        self.mcp.append(
            {
                "server_label": tool.server_label,
                "server_url": transport.server_url,
                "allowed_tools": tool.allowed_tools,
                "credential_id": tool.credential_id,
                "required": bool(tool.required),
                "param": place,
                "is_deferred": bool(tool.defer_loading),
                "scope": tool.scope,
                **approval,
            }
        )
        self.shown.append(
            {
                "type": "mcp",
                "server_label": tool.server_label,
                "transport": {"type": "http", "server_url": transport.server_url, "headers": {}},
                "allowed_tools": tool.allowed_tools,
                "connection_origin": "service",
                "credential_id": tool.credential_id,
                "request_metadata": {},
                "required": bool(tool.required),
                **({"defer_loading": True} if tool.defer_loading else {}),
                **_shown_scope(tool),
                **approval,
            }
        )

    def _add_automations(self, place: str) -> None:
        self.mcp.append({"server_label": AUTOMATIONS, "required": True, "param": place, "automations": True})
        self.shown.append({"type": "automations"})

    def _add_memory(self, tool: MemoryTool, place: str) -> None:
        expiry = tool.expires_after
        whose = {"agent_id": tool.agent_id, "user_id": tool.user_id, "read_only": bool(tool.read_only)}
        seconds = None if expiry is None else expiry.seconds
        self.mcp.append(
            {
                "server_label": "memory",
                "required": True,
                "param": place,
                "scope": tool.scope,
                "memory": {**whose, "expires_after_s": seconds},
            }
        )
        shown_expiry = None if expiry is None else {"anchor": expiry.anchor, "seconds": expiry.seconds}
        fields = {**whose, "expires_after": shown_expiry, **_shown_scope(tool)}
        self.shown.append({"type": "tenure:memory", **fields})


def _shown_scope(tool: FunctionTool | McpTool | MemoryTool) -> dict[str, Any]:
    return {} if tool.scope is None else {"tenure:scope": tool.scope}


def agent_config(fields: AgentFields, base: Mapping[str, Any] | None, place: str) -> dict[str, Any]:
    """The fields of an agent's object that are its owner's to set.

    Args:
        base: what stands in for fields that were not sent; None: a new agent.
        place: of the fields in the body; empty: they are the body.

    Raises: InvalidRequest.
    """
    prefix = f"{place}." if place else ""
    _refuse(fields, prefix)
    sent = fields.model_fields_set
    config: dict[str, Any] = dict(base or _defaults())
    if fields.model is not None:
        config["model"] = fields.model
    if not config["model"]:
        raise InvalidRequest(f"`{prefix}model` is required.", param=f"{prefix}model")
    if "instructions" in sent:
        config["instructions"] = fields.instructions
    if "tools" in sent:
        config["tools"] = AgentTools.of(fields.tools or (), f"{prefix}tools").shown
    if "reasoning" in sent:
        reasoning = fields.reasoning
        config["reasoning"] = {
            "effort": None if reasoning is None else reasoning.effort,
            "summary": None if reasoning is None else reasoning.summary,
        }
    if "text" in sent:
        config["text"] = _text(fields, prefix)
    if "multi_agent" in sent:
        config["multi_agent"] = _multi_agent(fields.multi_agent)
    if "service_tier" in sent:
        config["service_tier"] = fields.service_tier or "auto"
    for name in _OWN:
        if name in sent:
            config.pop(name, None)
            if (value := getattr(fields, name)) is not None:
                config[name] = _own_value(name, value, prefix)
    return config


def _own_value(name: str, value: Any, prefix: str) -> Any:
    """As the object shows it."""
    match name:
        case "tool_choice":
            return _choice(value, prefix)
        case "context_management":
            return [edit.model_dump() for edit in value]
    return value


def _compact_threshold(config: Mapping[str, Any]) -> int | None:
    return next((edit["compact_threshold"] for edit in config.get("context_management", ())), None)


def _defaults() -> dict[str, Any]:
    return {
        "model": None,
        "instructions": None,
        "tools": [],
        "reasoning": {"effort": None, "summary": None},
        "text": {"format": {"type": "text"}, "verbosity": "medium"},
        "service_tier": "auto",
        "multi_agent": _multi_agent(None),
        "compaction": None,
        "experimental": {"time_awareness": False},
        "name": None,
    }


def _multi_agent(given: MultiAgent | None) -> dict[str, Any]:
    if given is None or not given.enabled:
        return {"enabled": False, "max_concurrent_subagents": None}
    return {
        "enabled": True,
        "max_concurrent_subagents": given.max_concurrent_subagents or DEFAULT_SUBAGENTS,
        "max_depth": given.max_depth or 1,
    }


def _refuse(fields: AgentFields, prefix: str) -> None:
    if fields.compaction is not None and fields.compaction.async_:
        raise unsupported(f"{prefix}compaction.async", "Leave it out: a step waits for its summary.")
    if fields.experimental is not None and fields.experimental.time_awareness:
        raise unsupported(f"{prefix}experimental.time_awareness", "Tell the time in a message.")


def _text(fields: AgentFields, prefix: str) -> dict[str, Any]:
    text = fields.text
    chosen = None if text is None else text.format
    verbosity = (text and text.verbosity) or "medium"
    if chosen is None or chosen.type == "text":
        return {"format": {"type": "text"}, "verbosity": verbosity}
    if chosen.schema_ is None:
        param = f"{prefix}text.format.schema"
        raise InvalidRequest(f"`{param}` is required with the type json_schema.", param=param)
    return {"format": {"type": "json_schema", "schema": chosen.schema_}, "verbosity": verbosity}


def _choice(value: Any, prefix: str) -> Any:
    """As the object shows it."""
    if value in ("auto", "required"):
        return value
    if not isinstance(value, FlatToolChoice) or value.type != "function" or value.name is None:
        raise invalid(f"{prefix}tool_choice", "may be auto, required, or a function by its name")
    return {"type": "function", "name": value.name}


def with_user(config: Mapping[str, Any], principal: Principal, user_id: str | None) -> dict[str, Any]:
    """The memory tool is that of the session's user, else of its own, else of the key's.

    Raises InvalidRequest where a user's key names another, or there is no such tool.
    """
    tools = config["tools"]
    if user_id is not None and not any(map(_is_memory, tools)):
        raise invalid("tenure:user_id", "says whose memories they are, and the agent has no tenure:memory")
    return {**config, "tools": [_of_user(tool, principal, user_id) for tool in tools]}


def _of_user(tool: dict[str, Any], principal: Principal, user_id: str | None) -> dict[str, Any]:
    if not _is_memory(tool):
        return tool
    return {**tool, "user_id": namespace_of(principal, None, user_id or tool["user_id"]).user_id}


def user_of(agent: Mapping[str, Any]) -> str | None:
    """Whose memories a session's agent has."""
    return next((tool["user_id"] for tool in agent["tools"] if _is_memory(tool)), None)


def _is_memory(tool: Mapping[str, Any]) -> bool:
    return bool(tool["type"] == "tenure:memory")


def first_choice(config: Mapping[str, Any]) -> str | None:
    """See `NewAgentSession.tool_choice`."""
    choice = config.get("tool_choice", "auto")
    if isinstance(choice, Mapping):
        return f"function:{choice['name']}"
    return None if choice == "auto" else "required"


def turn_request(config: Mapping[str, Any], caller: Caller, lease_s: float) -> tuple[Request, AgentTools]:
    """What each turn of the agent is made from, without messages. Raises InvalidRequest."""
    tools = AgentTools.of([_as_sent(tool) for tool in config["tools"]], "agent.tools")
    instructions = config["instructions"]
    effort = config["reasoning"]["effort"]
    is_parallel = config.get("parallel_tool_calls", True)
    use = all_tools(tools.functions, "auto", is_parallel=is_parallel)
    request = Request(
        request_id="",
        model=caller.model,
        principal=caller.principal,
        input=ChatInput(
            messages=({"role": "system", "content": instructions},) if instructions else (),
            # Those of MCP servers are known when a step begins.
            tools=use or ToolUse(tools=(), allowed=frozenset(), is_parallel=is_parallel),
            variables=template_variables(effort),
        ),
        sampling=_sampling(config, caller),
        grammar=_grammar(config),
        lease_s=lease_s,
        compact_threshold=_compact_threshold(config),
    )
    return request, tools


def _as_sent(tool: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in tool.items() if value is not None}


def _grammar(config: Mapping[str, Any]) -> Grammar | None:
    chosen = config["text"]["format"]
    if chosen["type"] != "json_schema":
        return None
    return json_grammar(chosen["schema"], "agent.text.format.schema")


def _sampling(config: Mapping[str, Any], caller: Caller) -> SamplingParams:
    given = {name: config[name] for name in ("temperature", "top_p", "seed") if name in config}
    values: dict[str, Any] = {**caller.defaults.given, **given}
    if "max_output_tokens" in config:
        values["max_tokens"] = config["max_output_tokens"]
    return SamplingParams(**values)
