"""What subagents of an agent with a long prompt cost: tokens computed, and KV blocks on the device.

    python -m benchmarks.bench_subagents --output benchmarks/results/subagents.json

The toy is given a message of `--tokens` tokens, behind about 2,000 of instructions and tools. In a second
turn it begins `--subagents` subagents in one step, and waits for their answers. Beside that stands the
agent's first turn, which computes all of the prompt: what each subagent would cost that shares nothing.
Tokens and blocks are counted; nothing is timed.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import httpx

from benchmarks.bench_forks import Client, prompt_of
from benchmarks.chaos import make_server
from benchmarks.result_file import write_result
from benchmarks.transcripts import calling, transcript

RESTING = ("idle", "failed", "budget_reached")
WAIT_S = 600.0


class Agents:
    """Of one server."""

    def __init__(self, http: httpx.Client) -> None:
        self._http = http

    def begin(self, agent: dict[str, Any], text: str) -> str:
        body = {"environment": {"type": "none"}, "agent": agent, "input": text}
        return str(self._checked(self._http.post("/v1/agents/sessions", json=body))["id"])

    def say(self, session_id: str, text: str) -> None:
        content = [{"type": "input_text", "text": text}]
        event = {"type": "agent.session.input.message", "input": [{"role": "user", "content": content}]}
        path = f"/v1/agents/sessions/{session_id}/events"
        self._http.post(path, json={"events": [event]}).raise_for_status()

    def rest(self, session_id: str) -> dict[str, Any]:
        """The session, when it goes on no more by itself."""
        deadline_s = time.monotonic() + WAIT_S
        while (session := self._get(session_id))["status"] not in RESTING:
            assert time.monotonic() < deadline_s, f"{session_id} is {session['status']}"
            time.sleep(0.02)
        assert session["status"] == "idle", session["status"]
        return session

    def last_turn(self, session_id: str) -> dict[str, Any]:
        turn: dict[str, Any] = self._get(f"{session_id}/turns?limit=1")["data"][0]
        return turn

    def subagents(self, session_id: str) -> list[str]:
        found = self._get(f"{session_id}/subagents?limit=100&order=asc")["data"]
        return [subagent["id"] for subagent in found]

    def _get(self, path: str) -> dict[str, Any]:
        return self._checked(self._http.get(f"/v1/agents/sessions/{path}"))

    @staticmethod
    def _checked(answer: httpx.Response) -> dict[str, Any]:
        answer.raise_for_status()
        found: dict[str, Any] = answer.json()
        return found


def computed(session: dict[str, Any]) -> int:
    usage = session["usage"]
    return int(usage["input_tokens"] - usage["input_tokens_details"]["cached_tokens"])


def measured(http: httpx.Client, num_tokens: int, num_subagents: int) -> dict[str, Any]:
    agents, client = Agents(http), Client(http)
    first_blocks = client.num_blocks()
    multi_agent = {"enabled": True, "max_concurrent_subagents": num_subagents}
    agent = {"model": "toy", "instructions": transcript("Yes."), "multi_agent": multi_agent}
    session_id = agents.begin(agent, prompt_of(num_tokens, "toy"))
    parent = agents.rest(session_id)
    blocks = client.num_blocks()
    calls = [("subagents.create", {"message": transcript(f"I am {n}.")}) for n in range(num_subagents)]
    waiting = calling(("subagents.wait", {}))
    agents.say(session_id, transcript(calling(*calls), waiting, "All are done."))
    ended = agents.rest(session_id)
    assert agents.last_turn(session_id)["status"] == "completed"
    begun = [agents.rest(one) for one in agents.subagents(session_id)]
    assert len(begun) == num_subagents, f"{len(begun)} subagents"
    inputs = [one["usage"]["input_tokens"] for one in begun]
    return {
        "num_subagents": num_subagents,
        "parent": {
            "prompt_tokens": parent["usage"]["input_tokens"],
            "computed_tokens": computed(parent),
            "blocks": blocks - first_blocks,
        },
        "subagents": {
            "prompt_tokens": sum(inputs),
            "computed_tokens": sum(map(computed, begun)),
            "computed_tokens_max": max(map(computed, begun)),
            "sampled_tokens": sum(one["usage"]["output_tokens"] for one in begun),
        },
        "parent_computed_tokens_after": computed(ended) - computed(parent),
        "blocks_of_all_after": client.num_blocks() - blocks,
    }


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tokens", type=int, default=1000)
    parser.add_argument("--subagents", type=int, default=8)
    parser.add_argument("--output", type=Path)
    options = parser.parse_args(arguments)
    with (
        tempfile.TemporaryDirectory() as folder,
        make_server("toy", Path(folder) / "data") as server,
        httpx.Client(base_url=server.base_url, timeout=WAIT_S) as http,
    ):
        results = measured(http, options.tokens, options.subagents)
    write_result(options.output, "benchmarks.bench_subagents", results=results)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
