"""An agent in a YAML file: the fields of the Agents API, and shorter forms of two of them.

model: smollm2-135m
instructions: You keep notes.
input: Note that Ada likes tea.
mcp_servers:
  notes: {require_approval: always}    # of the server's --mcp-servers, or with a `url` of its own
tools:
  - type: function
    name: weather
    parameters: {type: object, properties: {city: {type: string}}}
    command: [python, weather.py]      # gets the arguments as JSON on stdin; its stdout is the result
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from serving.api.openai.agents.wire import AgentBody, SessionBody
from serving.errors import TenureError, reason_of

_OWN = ("input", "mcp_servers")
_OF_SESSION = ("environment", "vault_ids", "prompt_cache_options", "review", "tenure:budget", "metadata")


def _names(model: Any) -> set[str]:
    return {field.alias or name for name, field in model.model_fields.items()}


_OF_AGENT = _names(AgentBody) - {"metadata"}
_KNOWN = sorted({*_OWN, *_OF_AGENT, *(name for name in _OF_SESSION if name in _names(SessionBody))})


@dataclass(frozen=True, slots=True)
class AgentFile:
    session: Mapping[str, Any]  # the body that begins a session of it, without input
    input: str | None
    commands: Mapping[str, Sequence[str]]  # that answer the calls of a function, by its name


def read_agent_file(path: Path) -> AgentFile:
    """Raises TenureError."""
    try:
        value = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise TenureError(f"{path} cannot be read: {reason_of(error)}") from error
    try:
        return _agent(value)
    except _Wrong as error:
        raise TenureError(f"{path}: {error}") from error


class _Wrong(Exception):
    """What is wrong with the file."""


def _agent(value: Any) -> AgentFile:
    fields = _mapping(value, "the file")
    for name in fields:
        if name not in _KNOWN:
            near = difflib.get_close_matches(str(name), _KNOWN, n=1)
            hint = f"Did you mean `{near[0]}`?" if near else f"There are {', '.join(_KNOWN)}."
            raise _Wrong(f"there is no field `{name}`. {hint}")
    commands: dict[str, Sequence[str]] = {}
    tools = [_tool(tool, index, commands) for index, tool in enumerate(_list(fields, "tools"))]
    servers = _mapping(fields.get("mcp_servers") or {}, "`mcp_servers`")
    tools += [_server(label, server) for label, server in servers.items()]
    agent = {name: fields[name] for name in fields if name in _OF_AGENT}
    session = {name: fields[name] for name in fields if name in _OF_SESSION}
    asked = fields.get("input")
    if not isinstance(asked, str | None):
        raise _Wrong(f"`input` must be a text, got {asked!r}.")
    return AgentFile(
        session={"environment": {"type": "none"}, **session, "agent": {**agent, "tools": tools}},
        input=asked,
        commands=commands,
    )


def _tool(value: Any, index: int, commands: dict[str, Sequence[str]]) -> Mapping[str, Any]:
    place = f"`tools.{index}`"
    tool = dict(_mapping(value, place))
    if tool.get("type") != "function":
        return tool
    name = str(tool.get("name"))
    command = tool.pop("command", None)
    if command is None:
        raise _Wrong(
            f"{place}: the function {name} has no `command`, and nobody else would answer its calls. Give it "
            "one, or run the agent from a program of yours."
        )
    if not (isinstance(command, list) and command and all(isinstance(word, str) for word in command)):
        raise _Wrong(f"{place}.command must be a list of words, got {command!r}.")
    commands[name] = command
    return {"description": "", **tool}


def _server(label: Any, value: Any) -> Mapping[str, Any]:
    server = dict(_mapping({} if value is None else value, f"`mcp_servers.{label}`"))
    url = server.pop("url", f"tenure:{label}")
    transport = {"type": "http", "server_url": url}
    return {"type": "mcp", "server_label": str(label), "transport": transport, **server}


def _mapping(value: Any, place: str) -> Mapping[Any, Any]:
    if not isinstance(value, Mapping):
        raise _Wrong(f"{place} must have names and values, got {value!r}.")
    return value


def _list(fields: Mapping[Any, Any], name: str) -> Sequence[Any]:
    value = fields.get(name) or []
    if not isinstance(value, list):
        raise _Wrong(f"`{name}` must be a list, got {value!r}.")
    return value
