"""Deferred tools: in no prompt, until the model has looked for them with `tool_search.search`.

A search is a call of a server that is always there, as memory is; what it returns has the definitions of the
tools that it found, best first. They are behind the tools of the prompt then, so its KV stays.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from serving.agents.mcp_config import McpServer, ServerEntry
from serving.agents.tool_schema import arguments_schema, own_tool
from serving.api.tool_search import MAX_QUERY_CHARS, find
from serving.request import Tool
from serving.sessions.agents.work import CallOutcome, McpCall, Origin, StoredItem

LABEL = "tool_search"


_QUERY = {
    "type": "string",
    "minLength": 1,
    "maxLength": MAX_QUERY_CHARS,
    "description": "Words that say what the tool does.",
}
TOOLS = {
    "search": own_tool(
        "search",
        "Finds tools that are not listed here. Those that it returns can be called from then on.",
        arguments_schema(("query",), query=_QUERY),
        is_read_only=True,
    )
}
SERVER = McpServer(
    label=LABEL, entry=ServerEntry(safe_to_retry=("search",)), allowed_tools=None, approvals=()
)


def search(call: McpCall, deferred: Sequence[Tool]) -> CallOutcome:
    """What the model reads of it."""
    query = call.arguments.get("query")
    if not isinstance(query, str):
        return _failed("The arguments have no `query` that is a string.")
    try:
        names = find("bm25", query, deferred)
    except ValueError as error:
        return _failed(str(error))
    by_name = {tool.name: tool for tool in deferred}
    return CallOutcome(
        output=json.dumps({"tools": [by_name[name].definition for name in names]}, ensure_ascii=False)
    )


def _failed(message: str) -> CallOutcome:
    return CallOutcome(error={"type": "invalid_arguments", "message": message})


def found_names(history: Sequence[StoredItem], origin: Origin | None) -> frozenset[str]:
    """The deferred tools that a session has found, or that its agent had when it began it."""
    inherited: frozenset[str] = frozenset() if origin is None else found_names(origin.history, origin.origin)
    return inherited.union(*map(_found, history))


def _found(stored: StoredItem) -> Iterator[str]:
    item = stored.item
    if (
        item["type"] == "mcp_call"
        and item["server_label"] == LABEL
        and item["error"] is None
        and item["output"]
    ):
        yield from (tool["function"]["name"] for tool in json.loads(item["output"])["tools"])
