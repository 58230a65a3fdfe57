"""Tools that are not in the prompt until a search of the server's has found them (`defer_loading`).

Each is kept by itself, in the form that a client sends and that a `tool_search_output` has: a function, a
custom tool, or a namespace with one of them in it. Tools of an MCP server are a namespace with its label, as
what the model calls them is made alike.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from serving.api.openai.responses.tools import ResponseTools
from serving.api.tool_search import find
from serving.request import Tool
from serving.responses import Item, ToolsListed

_FUNCTION_NAME = re.compile(r"[A-Za-z0-9_.-]{1,128}")  # what a client may send back: see `wire.ToolName`


def found_by(arguments: str, deferred: Sequence[Mapping[str, Any]]) -> tuple[Mapping[str, Any], ...]:
    """What a search finds, the best first.

    Args:
        arguments: those of its call, as the model wrote them; without a query it finds nothing.
    """
    try:
        query = json.loads(arguments)["query"]
        names = find("bm25", query, [_searched(tool) for tool in deferred])
    except (ValueError, KeyError, TypeError):
        return ()
    by_name = {one.name: tool for tool in deferred for one in tools_of([tool])}
    return tuple(_gathered([by_name[name] for name in names]))


def tools_of(definitions: Sequence[Mapping[str, Any]]) -> list[Tool]:
    """As the model knows them once they were found."""
    tools = ResponseTools()
    tools.add(definitions, "tools", is_in_prompt=False)
    return tools.offered


def found_in(items: Sequence[Item]) -> list[Tool]:
    """All that these items say was found, once each."""
    outputs = [item["tools"] for item in items if item["type"] == "tool_search_output"]
    return tools_of([tool for tools in outputs for tool in tools])


def may_wait(name: str) -> bool:
    """Whether a tool of an MCP server's can be told of as a function."""
    return _FUNCTION_NAME.fullmatch(name) is not None


def of_server(listed: ToolsListed, description: str) -> Iterator[Mapping[str, Any]]:
    for tool in listed.tools:
        if may_wait(tool["name"]):
            function = {
                "type": "function",
                "name": tool["name"],
                "description": tool.get("description"),
                "parameters": tool["input_schema"],
                "strict": False,
                "defer_loading": True,
            }
            yield {
                "type": "namespace",
                "name": listed.label,
                "description": description,
                "tools": [function],
            }


def _searched(tool: Mapping[str, Any]) -> Tool:
    """What a namespace says of itself counts for its tools."""
    (one,) = tools_of([tool])
    of_namespace = tool.get("description") if tool["type"] == "namespace" else None
    description = "\n".join(filter(None, (one.description, of_namespace)))
    return Tool(one.name, description, one.parameters, one.is_strict, one.param)


def _gathered(tools: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """A namespace stands there once, with all of its tools."""
    gathered: list[Mapping[str, Any]] = []
    for tool in tools:
        same = [one for one in gathered if tool["type"] == one["type"] == "namespace"]
        other = next((one for one in same if one["name"] == tool["name"]), None)
        if other is None:
            gathered.append({**tool, "tools": list(tool["tools"])} if tool["type"] == "namespace" else tool)
        else:
            other["tools"].extend(tool["tools"])
    return gathered
