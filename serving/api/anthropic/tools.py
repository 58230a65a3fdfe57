"""From this API's tools and choice among them to the ToolUse of a Request.

A tool that is deferred is not in the prompt. It comes into the conversation with a `tool_reference`, in what
a search has found, and its definition stands there: so the head of the prompt stays as it was computed.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from serving.api.anthropic.defined_tools import client_tool, is_servers
from serving.api.anthropic.wire import PromptBody, ToolChoice, ToolDefinition
from serving.api.tool_search import MAX_QUERY_CHARS, SearchKind
from serving.api.tools import all_tools, one_tool, require_different_names
from serving.api.validation import invalid, shown
from serving.api.wire import MAX_TOOLS
from serving.output import SearchResult
from serving.request import Tool, ToolMode, ToolUse

_MODES: dict[str, ToolMode] = {"auto": "auto", "any": "required", "none": "none"}
# The types of Anthropic's own tools that are run here.
_SEARCHES: Mapping[str, SearchKind] = {
    "tool_search_tool_bm25": "bm25",
    "tool_search_tool_bm25_20251119": "bm25",
    "tool_search_tool_regex": "regex",
    "tool_search_tool_regex_20251119": "regex",
}
_DESCRIPTIONS: Mapping[SearchKind, str] = {
    "bm25": "Searches for tools that are not listed here, by words. What it finds can be called then.",
    "regex": "Searches for tools that are not listed here, by a regular expression. What it finds can be "
    "called then.",
}
SERVER_CALL = "srvtoolu_"  # what the ids of calls begin with that the server runs
_QUERY = {
    "type": "object",
    "properties": {"query": {"type": "string", "minLength": 1, "maxLength": MAX_QUERY_CHARS}},
    "required": ["query"],
    "additionalProperties": False,
}


@dataclass(frozen=True, slots=True)
class OfferedTools:
    """A body's tools."""

    in_prompt: tuple[Tool, ...]
    deferred: tuple[Tool, ...]
    searches: Mapping[str, SearchKind]  # by name: tools that we run, which are in the prompt
    unavailable: tuple[str, ...]  # where each stands that was left out, and its type

    def definitions(self, names: Collection[str]) -> str:
        """For the message that brings them."""
        found = [tool for tool in (*self.in_prompt, *self.deferred) if tool.name in names]
        texts = (json.dumps(tool.definition["function"], ensure_ascii=False) for tool in found)
        return "\n".join(texts) or "No tools were found."

    def told(self, result: SearchResult) -> str:
        """To the model."""
        return self.definitions(result.names) if result.error is None else f"Error: {result.error}"

    def with_found(self, names: Collection[str]) -> list[Tool]:
        """All that the model knows of where these were found."""
        found = (replace(tool, is_in_prompt=False) for tool in self.deferred if tool.name in names)
        return [*self.in_prompt, *found]


def offered_tools(body: PromptBody) -> OfferedTools:
    """Raises: InvalidRequest for a type that is none, or a tool without a name or schema."""
    in_prompt: list[Tool] = []
    deferred: list[Tool] = []
    searches: dict[str, SearchKind] = {}
    unavailable: list[str] = []
    for index, definition in enumerate(body.tools or ()):
        place, type_ = f"tools.{index}", definition.type or "custom"
        kind = _SEARCHES.get(type_)
        if kind is not None:
            search = _search_tool(definition, kind, place)
            searches[search.name] = kind
            in_prompt.append(search)
        elif is_servers(type_):
            unavailable.append(f"{place}: {type_}")
        elif definition.defer_loading:
            deferred.append(_tool(definition, place))
        else:
            in_prompt.append(_tool(definition, place))
    if deferred and not in_prompt:
        raise invalid("tools", "has `defer_loading` on all: one has to find the others, or be there at once")
    if len(in_prompt) > MAX_TOOLS:
        raise invalid("tools", f"may have {MAX_TOOLS} that are not deferred, got {len(in_prompt)}")
    require_different_names([*in_prompt, *deferred])
    return OfferedTools(tuple(in_prompt), tuple(deferred), searches, tuple(unavailable))


def tool_use(body: PromptBody, tools: Sequence[Tool]) -> ToolUse | None:
    """Raises: InvalidRequest where the choice cannot be made."""
    choice = body.tool_choice or ToolChoice(type="auto")
    if choice.type in ("any", "tool") and body.tools and not tools:
        raise invalid(
            "tool_choice", "asks for a call of one of the tools, and none of them can be run: choose auto"
        )
    if choice.type == "tool":
        if choice.name is None:
            raise invalid("tool_choice.name", "is required with the type tool")
        return one_tool(tools, choice.name, "tool_choice.name")
    return all_tools(tools, _MODES[choice.type], is_parallel=not choice.disable_parallel_tool_use)


def _tool(tool: ToolDefinition, place: str) -> Tool:
    name = _name(tool, place)
    if tool.type in (None, "custom"):
        if tool.input_schema is None:
            raise invalid(f"{place}.input_schema", "is required")
        param = f"{place}.input_schema"
        return Tool(name, tool.description, tool.input_schema, is_strict=bool(tool.strict), param=param)
    defined = client_tool(tool.type)
    if defined is None:
        raise invalid(
            f"{place}.type",
            f"must be custom, or one of Anthropic's own types with its date, got {shown(tool.type)}",
        )
    return Tool(name, *defined, is_strict=True, param=f"{place}.type")


def _name(tool: ToolDefinition, place: str) -> str:
    if tool.name is None:
        raise invalid(f"{place}.name", "is required")
    return tool.name


def _search_tool(tool: ToolDefinition, kind: SearchKind, place: str) -> Tool:
    if tool.defer_loading:
        raise invalid(f"{place}.defer_loading", "must not be true: the search is what finds the others")
    return Tool(_name(tool, place), _DESCRIPTIONS[kind], _QUERY, is_strict=False, param=place)
