"""Our client of MCP servers, for the scenarios of `@modelcontextprotocol/conformance`.

    python -m tests.serving.agents.mcp_conformance_client URL

It lists the tools of the server at URL and calls each of them once, as a step of an agent would; a call that
is cut off is not made again. It ends with 1 where the server cannot be used or a call fails.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Mapping
from typing import Any

from serving.agents.mcp_client import McpClients, McpUnavailable
from serving.agents.mcp_config import NEVER, McpServer, ServerEntry

TIMEOUT_S = 20.0
VALUES: Mapping[str, Any] = {"string": "text", "number": 2, "integer": 2, "boolean": True, "array": []}


def arguments_of(schema: Mapping[str, Any]) -> dict[str, Any]:
    """One value for each that is required."""
    named = schema.get("properties", {})
    return {name: VALUES.get(named.get(name, {}).get("type"), {}) for name in schema.get("required", ())}


async def use(url: str) -> bool:
    headers = {"authorization": f"Bearer {token}"} if (token := os.environ.get("MCP_TOKEN")) else {}
    entry = ServerEntry(url=url, headers=headers, timeout_s=TIMEOUT_S)
    clients = McpClients()
    try:
        connection, _ = await clients.connection(McpServer("conformance", entry, None, (NEVER,)))
        outcomes = [
            await connection.call(name, arguments_of(tool.parameters))
            for name, tool in (await connection.tools()).items()
        ]
    except McpUnavailable as error:
        print(error, file=sys.stderr)
        return False
    finally:
        await clients.close()
    for outcome in outcomes:
        print(outcome, file=sys.stderr)
    return all(outcome.error is None for outcome in outcomes)


if __name__ == "__main__":
    sys.exit(0 if asyncio.run(use(sys.argv[-1])) else 1)
