"""Memory as the tools of a server that is always there: `memory.search`, `.add`, `.update` and `.forget`.

An agent's entry among its `mcp_tools` has `memory`: whose it is (`agent_id`, `user_id`), how long a new
record lives (`expires_after_s`), and whether it is only read (`read_only`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from jsonschema import Draft202012Validator

from serving import operations as ops
from serving.agents.mcp_config import OTHERS, McpServer, ServerEntry
from serving.agents.tool_schema import arguments_schema, own_tool
from serving.errors import MemoryNotFound, TenureError
from serving.memories import (
    MAX_NAME_CHARS,
    MAX_QUERY_CHARS,
    MAX_TEXT_CHARS,
    MemoryChange,
    Namespace,
    NewMemory,
    Source,
)
from serving.memories import Memory as Record
from serving.memory.memories import Memories
from serving.sessions.agents.rows import mcp_item_id
from serving.sessions.agents.work import CallOutcome, McpCall

LABEL = "memory"
MAX_FOUND = 20


_ID = {"type": "string", "maxLength": 64, "description": "Of the memory, as a search shows it."}
_TEXT = {
    "type": "string",
    "minLength": 1,
    "maxLength": MAX_TEXT_CHARS,
    "description": "One fact, in a sentence that makes sense by itself: who, and what.",
}
_SUBJECT = {
    "type": "string",
    "minLength": 1,
    "maxLength": MAX_NAME_CHARS,
    "description": "What the fact is about, where there is one answer at a time, like `diet`: it replaces "
    "what was known about that.",
}
_QUERY = {"type": "string", "minLength": 1, "maxLength": MAX_QUERY_CHARS}
TOOLS = {
    tool.name: tool
    for tool in (
        own_tool(
            "search",
            "Searches what you remember from earlier sessions.",
            arguments_schema(
                ("query",),
                query=_QUERY,
                max_results={"type": "integer", "minimum": 1, "maximum": MAX_FOUND},
            ),
            is_read_only=True,
        ),
        own_tool(
            "add",
            "Remembers a fact for later sessions. What it contradicts is replaced.",
            arguments_schema(("text",), text=_TEXT, subject=_SUBJECT),
        ),
        own_tool("update", "Corrects a memory.", arguments_schema(("id", "text"), id=_ID, text=_TEXT)),
        own_tool("forget", "Forgets a memory for good.", arguments_schema(("id",), id=_ID)),
    )
}
# Searching changes nothing, and an item adds once: see `MemoryStore.add`.
# People need the same scopes for /v1/memory.
_ENTRY = ServerEntry(
    safe_to_retry=("search", "add"), scopes={"search": "memory:read", OTHERS: "memory:write"}
)


def memory_server(tool: Mapping[str, Any]) -> McpServer:
    only = frozenset({"search"}) if tool["memory"]["read_only"] else None
    return McpServer(label=LABEL, entry=_ENTRY, allowed_tools=only, approvals=(), scope=tool.get("scope"))


class MemoryCalls:
    """Thread-safe."""

    def __init__(self, memories: Memories) -> None:
        self._memories = memories

    def call(self, call: McpCall, tool: Mapping[str, Any], tenant: str, session_id: str) -> CallOutcome:
        """What came of it, for the model to read."""
        whose = tool["memory"]
        namespace = Namespace(tenant=tenant, agent_id=whose["agent_id"], user_id=whose["user_id"])
        checked = Draft202012Validator(TOOLS[call.name].parameters)
        for error in checked.iter_errors(call.arguments):
            return _failed("invalid_arguments", f"The arguments do not fit: {error.message}")
        try:
            match call.name:
                case "search":
                    return self._search(call, namespace)
                case "add":
                    return self._add(call, namespace, Source(session_id, mcp_item_id(call.call_id)), whose)
                case "update":
                    return self._update(call, namespace)
                case _:
                    return self._forget(call, namespace)
        except TenureError as error:
            return _failed("mcp_tool_execution_error", str(error))

    def _search(self, call: McpCall, namespace: Namespace) -> CallOutcome:
        limit = call.arguments.get("max_results", 5)
        found = self._memories.find(namespace, call.arguments["query"], limit)
        return _told([_shown(one.memory) for one in found.found])

    def _add(
        self, call: McpCall, namespace: Namespace, source: Source, whose: Mapping[str, Any]
    ) -> CallOutcome:
        new = NewMemory(
            namespace=namespace,
            text=call.arguments["text"],
            subject=call.arguments.get("subject"),
            expires_after_s=whose["expires_after_s"],
            source=source,
        )
        remembered = self._memories.add(new)
        return _told({**_shown(remembered.memory), "outcome": remembered.outcome})

    def _update(self, call: McpCall, namespace: Namespace) -> CallOutcome:
        memory_id = self._own(call, namespace)
        change = MemoryChange(text=call.arguments["text"])
        return _told(_shown(self._memories.answer(ops.UpdateMemory(namespace.tenant, memory_id, change))))

    def _forget(self, call: McpCall, namespace: Namespace) -> CallOutcome:
        memory_id = self._own(call, namespace)
        self._memories.answer(ops.ForgetMemory(namespace.tenant, memory_id))
        return _told({"id": memory_id, "outcome": "forgotten"})

    def _own(self, call: McpCall, namespace: Namespace) -> str:
        """An agent changes what is in its own namespace, and nothing above it. Raises: MemoryNotFound."""
        memory_id = str(call.arguments["id"])
        memory = self._memories.answer(ops.GetMemory(namespace.tenant, memory_id))
        if memory.namespace != namespace:
            raise MemoryNotFound(memory_id)
        return memory_id


def _shown(memory: Record) -> dict[str, Any]:
    confirmed = datetime.fromtimestamp(memory.confirmed, UTC).date().isoformat()
    return {"id": memory.memory_id, "text": memory.text, "confirmed": confirmed}


def _told(value: Any) -> CallOutcome:
    return CallOutcome(output=json.dumps(value, ensure_ascii=False))


def _failed(kind: str, message: str) -> CallOutcome:
    return CallOutcome(error={"type": kind, "message": message})
