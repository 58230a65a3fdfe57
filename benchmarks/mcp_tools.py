"""An MCP server whose tools have effects that can be counted: each call is a line of a file.

    python -m benchmarks.mcp_tools FILE [--port 9000]     without a port: over its pipes

Needs the package mcp.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

import anyio
from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations
from starlette.requests import Request
from starlette.responses import Response


def make_server(effects: Path) -> MCPServer:
    server = MCPServer("effects")

    def note(line: str) -> None:
        with effects.open("a") as file:
            file.write(f"{line}\n")
            file.flush()
            os.fsync(file.fileno())

    @server.tool(description="Has an effect, once for each call.")
    async def effect(key: str, seconds: float = 0.0) -> str:
        note(key)
        await anyio.sleep(seconds)
        return f"did {key}"

    @server.tool(description="Looks only.", annotations=ToolAnnotations(read_only_hint=True))
    def look() -> str:
        return effects.read_text() if effects.exists() else ""

    @server.tool(description="Fails.")
    async def fail(reason: str) -> str:
        raise ToolError(reason)

    @server.tool(description="Says a lot.")
    async def talk(num_bytes: int) -> str:
        return "x" * num_bytes

    @server.tool(description="Takes its time, and notes whether it was left to.")
    async def wait(key: str) -> str:
        note(f"begun {key}")
        try:
            await anyio.sleep(60)
        except anyio.get_cancelled_exc_class():
            note(f"cancelled {key}")
            raise
        return "done"

    @server.custom_route("/health", methods=["GET"])
    async def health(_: Request) -> Response:
        return Response()

    return server


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="mcp_tools", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--port", type=int)
    options = parser.parse_args(arguments)
    server = make_server(options.file)
    if options.port is None:
        server.run("stdio")
    else:
        server.run("streamable-http", port=options.port)


if __name__ == "__main__":
    main()
