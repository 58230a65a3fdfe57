"""What the agent runtime adds to a round trip of a tool, and what idle sessions take.

    python -m benchmarks.bench_agents [--rounds 30] [--idle 1000] [--output FILE]

Round trips, in alternation, all of the same transcript on the toy: from the result of a call to the first
text of the step behind it, as the client hears of both.
    mcp         an MCP tool over loopback that does nothing
    function    the client sends the result (`agent.session.input.tool_result`)
    responses   the client sends it in the Responses API, with `previous_response_id`
Idle sessions are made and had one short turn each; the memory of the server is read before and after.
Needs the package mcp.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import httpx
import yaml

from benchmarks.chaos import make_server
from benchmarks.chaos_agents import tools
from benchmarks.quantiles import quantiles
from benchmarks.result_file import write_result
from benchmarks.server_process import ServerProcess
from benchmarks.transcripts import calling, transcript

NUM_CALLS = 6  # of one chain
FUNCTION = {
    "type": "function",
    "name": "look",
    "description": "Looks only.",
    "parameters": {"type": "object"},
}
MCP = {"type": "mcp", "server_label": "t", "transport": {"type": "http", "server_url": "tenure:tools"}}
TIMEOUT_S = 120.0


def replies(name: str) -> str:
    """Each step says a word before it calls, so that its beginning can be seen."""
    return transcript(*[calling((name, {}), text="Next. ")] * NUM_CALLS, "All done.")


def events_of(lines: Iterator[str]) -> Iterator[dict[str, Any]]:
    for line in lines:
        if line.startswith("data: {"):
            yield json.loads(line.removeprefix("data: "))


def agent_round_trips(client: httpx.Client, tool: dict[str, Any], name: str) -> list[float]:
    """Milliseconds from each result to the text behind it."""
    body = {
        "environment": {"type": "none"},
        "agent": {"model": "toy", "instructions": replies(name), "tools": [tool]},
        "input": "Go.",
        "stream": True,
    }
    since_s: float | None = None
    times_ms: list[float] = []
    with client.stream("POST", "/v1/agents/sessions", json=body) as stream:
        for event in events_of(stream.iter_lines()):
            kind = event["type"].removeprefix("agent.session.")
            if kind == "created":
                session_id = event["session"]["id"]
            elif kind == "turn.output_text.delta" and since_s is not None:
                times_ms.append((time.perf_counter() - since_s) * 1000)
                since_s = None
            elif kind == "turn.item.done" and event["item"]["type"] == "mcp_call":
                since_s = time.perf_counter()
            elif kind == "requires_action":
                (action,) = event["session"]["required_actions"]
                result = {"turn_id": action["turn_id"], "call_id": action["call_id"], "output": ""}
                sent = {"type": "agent.session.input.tool_result", "success": True, **result}
                since_s = time.perf_counter()
                client.post(f"/v1/agents/sessions/{session_id}/events", json={"events": [sent]})
    return times_ms


def response_round_trips(client: httpx.Client) -> list[float]:
    body = {"model": "toy", "instructions": replies("look"), "tools": [FUNCTION], "stream": True}
    new: Any = "Go."
    previous: str | None = None
    times_ms: list[float] = []
    while new is not None:
        since_s = time.perf_counter()
        sent = {**body, "input": new, "previous_response_id": previous}
        is_first, new = True, None
        with client.stream("POST", "/v1/responses", json=sent) as stream:
            for event in events_of(stream.iter_lines()):
                if event["type"] == "response.output_text.delta" and is_first:
                    if previous is not None:
                        times_ms.append((time.perf_counter() - since_s) * 1000)
                    is_first = False
                elif (
                    event["type"] == "response.output_item.done" and event["item"]["type"] == "function_call"
                ):
                    call_id = event["item"]["call_id"]
                    new = [{"type": "function_call_output", "call_id": call_id, "output": ""}]
                elif event["type"] == "response.completed":
                    previous = event["response"]["id"]
    return times_ms


def round_trips(server: ServerProcess, num_rounds: int) -> dict[str, Any]:
    times: dict[str, list[float]] = {"mcp": [], "function": [], "responses": []}
    with httpx.Client(base_url=server.base_url, timeout=TIMEOUT_S) as client:
        for number in range(num_rounds + 1):
            here = {
                "mcp": agent_round_trips(client, MCP, "t.look"),
                "function": agent_round_trips(client, FUNCTION, "look"),
                "responses": response_round_trips(client),
            }
            if number:  # the first round warms up
                for kind, values in here.items():
                    times[kind] += values
    return {kind: quantiles(values) for kind, values in times.items()}


def idle_sessions(server: ServerProcess, num_sessions: int) -> dict[str, Any]:
    """Memory in bytes, by the server's proportional share."""
    agent = {"model": "toy", "instructions": transcript("Hello.")}
    body = {"environment": {"type": "none"}, "agent": agent, "input": "Go.", "stream": True}
    with httpx.Client(base_url=server.base_url, timeout=TIMEOUT_S) as client:
        for number in range(num_sessions + 20):
            if number == 20:
                before = server.usage()
            client.post("/v1/agents/sessions", json=body).raise_for_status()
    after = server.usage()
    grown = after.pss_bytes - before.pss_bytes
    return {"num_sessions": num_sessions, "grown_bytes": grown, "bytes_each": grown / num_sessions}


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="bench_agents", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--idle", type=int, default=1000)
    parser.add_argument("--output", type=Path)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as place, tools(Path(place) / "effects") as url:
        folder = Path(place)
        servers = folder / "servers.yaml"
        servers.write_text(yaml.safe_dump({"servers": {"tools": {"url": url}}}))
        with make_server("toy", folder / "data", ("--mcp-servers", str(servers))) as server:
            trips = round_trips(server, options.rounds)
            idle = idle_sessions(server, options.idle)
    write_result(options.output, "benchmarks.bench_agents", round_trip_ms=trips, idle=idle)


if __name__ == "__main__":
    main()
