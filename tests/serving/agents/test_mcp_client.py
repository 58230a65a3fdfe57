"""Connections to MCP servers that do not answer."""

from __future__ import annotations

import asyncio

import pytest

from serving.agents import mcp_client
from serving.agents.mcp_client import McpClients, McpUnavailable
from serving.agents.mcp_config import McpServer, ServerEntry

pytest.importorskip("mcp", reason="mcp is not installed: pip install 'tenure[agents]'")


@pytest.mark.parametrize(
    ("entry", "patience"), [({"url": "http://web/mcp"}, "0.01 s"), ({"command": ("files",)}, "0.02 s")]
)
def test_a_program_has_longer_to_start_than_a_server_to_answer(monkeypatch, entry, patience):
    async def silent(entry, stack):
        await asyncio.Event().wait()

    monkeypatch.setattr(mcp_client, "CONNECT_TIMEOUT_S", 0.01)
    monkeypatch.setattr(mcp_client, "START_TIMEOUT_S", 0.02)
    monkeypatch.setattr(mcp_client, "_open", silent)

    async def ask():
        clients = McpClients()
        server = McpServer("t", ServerEntry(**entry), None, ())
        connection, _ = await clients.connection(server)
        with pytest.raises(McpUnavailable, match=f"it did not answer within {patience}"):
            await connection.tools()
        await clients.close()

    asyncio.run(ask())
