"""The client scenarios of MCP's own conformance suite, against our client of MCP servers.

    npm install --prefix DIR @modelcontextprotocol/conformance@0.1.16
    python -m benchmarks.mcp_conformance --suite DIR [--node NODE] [--output FILE]

The suite starts a server for each scenario and this file as the client, which lists the tools of that server
and calls each of them once, over the connection that an agent's steps have. `OTHERS` are the scenarios of
what there is none of here, which are not run. Needs the package mcp, and node of version 22 or newer.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.result_file import write_result
from serving.agents.mcp_client import McpClients, McpUnavailable
from serving.agents.mcp_config import NEVER, McpServer, ServerEntry

SCENARIOS = ("initialize", "tools_call", "sse-retry")
OTHERS = {
    "elicitation-sep1034-client-defaults": "Nobody is asked during a call: approvals come before it.",
    "auth/*": "Authorization flows: tokens come from the operator's file or from vaults.",
}
CALL_TIMEOUT_S = 20.0
SCENARIO_TIMEOUT_S = 120
VALUES: Mapping[str, Any] = {"string": "text", "number": 2, "integer": 2, "boolean": True, "array": []}
ROOT = Path(__file__).parents[1]


# ---- the client -----------------------------------------------------------------------------------


def arguments_of(schema: Mapping[str, Any]) -> dict[str, Any]:
    """One value for each that is required."""
    named = schema.get("properties", {})
    return {name: VALUES.get(named.get(name, {}).get("type"), {}) for name in schema.get("required", ())}


async def use(url: str) -> bool:
    """Whether the server can be used, and no call fails."""
    entry = ServerEntry(url=url, timeout_s=CALL_TIMEOUT_S)
    clients = McpClients()
    try:
        connection, _ = await clients.connection(McpServer("conformance", entry, None, (NEVER,)))
        outcomes = [
            await connection.call(name, arguments_of(tool.parameters))
            for name, tool in (await connection.tools()).items()
        ]
    except McpUnavailable as error:
        print(error)
        return False
    finally:
        await clients.close()
    for outcome in outcomes:
        print(outcome)
    return all(outcome.error is None for outcome in outcomes)


# ---- the suite ------------------------------------------------------------------------------------


def run_scenario(program: Sequence[str], scenario: str) -> dict[str, Any]:
    client = shlex.join(["env", f"PYTHONPATH={ROOT}", sys.executable, "-m", "benchmarks.mcp_conformance"])
    command = [*program, "client", "--command", client, "--scenario", scenario]
    with tempfile.TemporaryDirectory() as folder:
        ended = subprocess.run(
            [*command, "--timeout", str(SCENARIO_TIMEOUT_S * 1000), "--output-dir", folder],
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=SCENARIO_TIMEOUT_S + 60,
            check=False,
        )
        found = list(Path(folder).rglob("checks.json"))
        if not found:
            raise SystemExit(f"{scenario}: no checks.\n{ended.stdout}\n{ended.stderr}")
        checks = json.loads(found[0].read_text())
        told = {
            name: (found[0].parent / name).read_text()
            for name in ("stdout.txt", "stderr.txt")
            if ended.returncode
        }
    judged = [check for check in checks if check["status"] != "INFO"]
    return {
        "passed": ended.returncode == 0 and all(check["status"] == "SUCCESS" for check in judged),
        "checks": {check["id"]: check["status"] for check in judged},
        "errors": [check["errorMessage"] for check in judged if check.get("errorMessage")],
        **told,
    }


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="mcp_conformance", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--suite", type=Path, help="the folder that npm has installed it into")
    parser.add_argument("--node", default="node")
    parser.add_argument("--output", type=Path)
    parser.add_argument("url", nargs="?", help="be the client of this server")
    options = parser.parse_args(arguments)
    if options.url is not None:
        return 0 if asyncio.run(use(options.url)) else 1
    package = options.suite.resolve() / "node_modules/@modelcontextprotocol/conformance"
    program = [options.node, str(package / "dist/index.js")]
    results = {scenario: run_scenario(program, scenario) for scenario in SCENARIOS}
    version = json.loads((package / "package.json").read_text())["version"]
    write_result(
        options.output,
        "benchmarks.mcp_conformance",
        suite=version,
        num_passed=sum(one["passed"] for one in results.values()),
        scenarios=results,
        not_run=OTHERS,
    )
    return 0 if all(one["passed"] for one in results.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
