"""Connections to MCP servers, one for each, over Streamable HTTP or the pipes of a process.

The SDK speaks both eras of the protocol: it asks a server to `discover` (2026-07-28), and greets it in the
old way (`initialize`) where that is not known.
"""

from __future__ import annotations

import asyncio
import contextvars
import importlib
import json
import time
from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack
from typing import Any

from serving.agents.mcp_config import McpServer, ServerEntry
from serving.errors import TenureError
from serving.logs import get_logger
from serving.request import Tool
from serving.sessions.agents.work import CallOutcome

CONNECT_TIMEOUT_S = 20.0
START_TIMEOUT_S = 60.0  # of a program, which npx or uvx may have to fetch first
TOOLS_MAX_AGE_S = 300.0
HIDDEN = "[credential]"  # stands for one that a server repeats
INVALID_REQUEST = -32600  # of JSON-RPC
IDLE_S = 600.0  # a connection that nobody used for so long is closed

_log = get_logger(__name__)


class McpUnavailable(TenureError):
    """A server cannot be reached, or does not list its tools."""

    http_status = 502
    code = "mcp_server_unavailable"

    def __init__(self, label: str, reason: str) -> None:
        super().__init__(f"The MCP server `{label}` cannot be used: {reason}")


class McpTool:
    """A tool as its server lists it."""

    def __init__(self, listed: Any, hide: Callable[[Any], Any] = lambda value: value) -> None:
        self.name: str = hide(listed.name)
        self.description: str | None = hide(listed.description)
        self.parameters: Mapping[str, Any] = hide(listed.input_schema)
        self.is_read_only = bool(listed.annotations and listed.annotations.read_only_hint)

    def as_listed(self) -> Mapping[str, Any]:
        """As an item of the Responses API has it."""
        return {
            "name": self.name,
            "description": self.description,
            "input_schema": dict(self.parameters),
            "annotations": {"readOnlyHint": self.is_read_only},
        }

    def as_tool(self, name: str) -> Tool:
        return Tool(
            name=name,
            description=self.description,
            parameters=self.parameters,
            is_strict=False,
            param="agent.tools",
        )


class McpConnection:
    """One server's. Belongs to the event loop; a task of its own holds it open."""

    def __init__(self, server: McpServer) -> None:
        self.entry = server.entry
        self._label = server.label
        self._secret = None if server.credential is None else server.credential.secret
        self._client: Any = None
        self._opened = asyncio.Event()
        self._closing = asyncio.Event()
        self._failure: str | None = None
        self._tools: tuple[float, dict[str, McpTool]] | None = None
        self._is_broken = False
        self.num_users = 0
        self.last_used_s = time.monotonic()
        # Not a part of what was under way when it was first needed: others will use it.
        self._task = asyncio.get_running_loop().create_task(self._hold(), context=contextvars.Context())

    def _hide(self, value: Any) -> Any:
        """Of what the server says: it may repeat what it was sent, and the model would read that."""
        return value if self._secret is None else _without(value, self._secret)

    def _told(self, error: BaseException) -> str:
        return str(self._hide(_told(error)))

    @property
    def is_usable(self) -> bool:
        return not (self._task.done() or self._is_broken)

    async def _hold(self) -> None:
        """The SDK wants a client to be closed by the task that opened it."""
        limit_s = CONNECT_TIMEOUT_S if self.entry.command is None else START_TIMEOUT_S
        try:
            # Seconds of a processor, which neither the server's time nor the other requests are to pay.
            await asyncio.to_thread(importlib.import_module, "mcp")
            async with AsyncExitStack() as stack:
                async with asyncio.timeout(limit_s):
                    self._client = await _open(self.entry, stack)
                self._opened.set()
                await self._closing.wait()
        except TimeoutError:
            self._failure = f"it did not answer within {limit_s:g} s."
        except Exception as error:
            self._failure = self._told(error)
            _log.warning("mcp_connection_failed", server=self._label, error=self._failure)
        finally:
            self._opened.set()

    async def close(self) -> None:
        self._closing.set()
        try:
            async with asyncio.timeout(5.0):
                await asyncio.shield(self._task)
        except TimeoutError:
            self._task.cancel()
            await asyncio.wait([self._task])

    async def _use(self) -> Any:
        """Raises: McpUnavailable."""
        await self._opened.wait()
        if self._failure is not None or self._task.done():
            raise McpUnavailable(self._label, self._failure or "its connection has ended.")
        self.last_used_s = time.monotonic()
        return self._client

    async def tools(self) -> dict[str, McpTool]:
        """By name, as they were listed a while ago at most. Raises: McpUnavailable."""
        if self._tools is not None and time.monotonic() - self._tools[0] < TOOLS_MAX_AGE_S:
            return self._tools[1]
        client = await self._use()
        found: dict[str, McpTool] = {}
        cursor: str | None = None
        try:
            async with asyncio.timeout(self.entry.timeout_s):
                while True:
                    page = await client.list_tools(cursor=cursor)
                    found |= {tool.name: McpTool(tool, self._hide) for tool in page.tools}
                    cursor = page.next_cursor
                    if cursor is None:
                        break
        except TimeoutError:
            raise McpUnavailable(
                self._label, f"it did not list its tools within {self.entry.timeout_s:g} s."
            ) from None
        except Exception as error:
            self._is_broken = True
            raise McpUnavailable(self._label, self._told(error)) from error
        self._tools = time.monotonic(), found
        return found

    async def call(self, name: str, arguments: Mapping[str, Any]) -> CallOutcome:
        """One call, made once. Cancelling this tells the server."""
        try:
            client = await self._use()
        except McpUnavailable as error:
            return _failed("http_error", f"{error} The call was not made.")
        self.num_users += 1
        try:
            async with asyncio.timeout(self.entry.timeout_s):
                result = await client.call_tool(name, dict(arguments))
        except TimeoutError:
            return _failed(
                "timeout",
                f"The call took longer than {self.entry.timeout_s:g} s and was cancelled. It may have had "
                "its effect.",
            )
        except Exception as error:
            answer = _answer_code(error)
            # Of servers with sessions it is also what a lost one is told: the next call begins another.
            self._is_broken = answer in (None, INVALID_REQUEST)
            if answer is not None:
                return _failed("mcp_protocol_error", self._told(error))
            return _failed("http_error", f"{self._told(error)} The call may have had its effect.")
        finally:
            self.num_users -= 1
            self.last_used_s = time.monotonic()
        text = _clipped(self._hide(_text(result)), self.entry.max_output_bytes)
        if result.is_error:
            return _failed("mcp_tool_execution_error", text or "The tool failed, and said no more.")
        return CallOutcome(output=text)


class McpClients:
    """The connections of this process. Belongs to the event loop."""

    def __init__(self) -> None:
        self._connections: dict[str, McpConnection] = {}
        self._broken: list[McpConnection] = []

    async def connection(self, server: McpServer) -> tuple[McpConnection, bool]:
        """One for all sessions that use the same server in the same way; and whether it is a new one."""
        owner = "" if server.credential is None else server.credential.credential_id
        key = owner + server.entry.model_dump_json()
        await self._close_idle()
        known = self._connections.get(key)
        if known is not None and not known.is_usable:
            self._broken.append(known)  # others may wait for their calls
            known = None
        is_new = known is None
        if known is None:
            known = self._connections[key] = McpConnection(server)
        return known, is_new

    async def _close_idle(self) -> None:
        before = time.monotonic() - IDLE_S
        idle = [
            key for key, one in self._connections.items() if one.num_users == 0 and one.last_used_s < before
        ]
        left = [one for one in self._broken if one.num_users == 0]
        self._broken = [one for one in self._broken if one.num_users > 0]
        for one in (*left, *(self._connections.pop(key) for key in idle)):
            await one.close()

    async def close(self) -> None:
        await asyncio.gather(*(one.close() for one in (*self._connections.values(), *self._broken)))


async def _open(entry: ServerEntry, stack: AsyncExitStack) -> Any:
    """Raises what the SDK raises."""
    import mcp

    if entry.command is not None:
        command, *arguments = entry.command
        target: Any = mcp.StdioServerParameters(
            command=command, args=arguments, env=dict(entry.env), cwd=entry.cwd
        )
    elif entry.headers:
        import httpx2
        from mcp.client.streamable_http import streamable_http_client

        client = httpx2.AsyncClient(headers=dict(entry.headers), timeout=entry.timeout_s)
        http = await stack.enter_async_context(client)
        target = streamable_http_client(str(entry.url), http_client=http)
    else:
        target = entry.url
    return await stack.enter_async_context(mcp.Client(target))


def _answer_code(error: Exception) -> int | None:
    """Of an error that the server answered with; None: nobody knows what became of the call."""
    import mcp
    from mcp_types import CONNECTION_CLOSED, REQUEST_TIMEOUT

    if not isinstance(error, mcp.MCPError) or error.code in (CONNECTION_CLOSED, REQUEST_TIMEOUT):
        return None
    return int(error.code)


def _failed(kind: str, message: str) -> CallOutcome:
    return CallOutcome(error={"type": kind, "message": message})


def _text(result: Any) -> str:
    """What a model can read of it."""
    parts = [part.text if part.type == "text" else f"[{part.type}]" for part in result.content]
    if not parts and result.structured_content is not None:
        return json.dumps(result.structured_content, ensure_ascii=False)
    return "\n".join(parts)


def _without(value: Any, secret: str) -> Any:
    if isinstance(value, str):
        return value.replace(secret, HIDDEN)
    if isinstance(value, Mapping):
        return {_without(key, secret): _without(inner, secret) for key, inner in value.items()}
    return [_without(inner, secret) for inner in value] if isinstance(value, list) else value


def _clipped(text: str, max_bytes: int) -> str:
    raw = text.encode()
    if len(raw) <= max_bytes:
        return text
    kept = raw[:max_bytes].decode(errors="ignore")
    return f"{kept}\n[The output has {len(raw)} bytes, and {max_bytes} of them are shown.]"


def _told(error: BaseException) -> str:
    """In words: of a group of exceptions the first."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return str(error) or type(error).__name__
