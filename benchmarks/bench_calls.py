"""What a coding session of 20 calls has computed, to what was new, with a restart in the middle: in tokens.

    python -m benchmarks.bench_calls [--peers tenure-q8_0] [--output benchmarks/results/calls.json]

Two shapes: `codex` is Responses with `store: false` and encrypted reasoning, a developer message, functions,
and its thread in a header; `opencode` is chat with a system message that has an `<env>` block, tools, and its
session in a header. In each call the model has to call a tool, whose result comes with the next one. Two
seconds after the tenth answer the server is killed and started again; `log lost`: its log is deleted then,
and its files of KV stay.

A call's new tokens are those of its prompt behind the prompt and the reply of the call before, and the token
sampled last, which has no KV. All are counted by the server that is asked.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

import httpx

from benchmarks.peer_configurations import CONFIGURATIONS
from benchmarks.peer_install import install
from benchmarks.peer_models import DEFAULT_MODEL, MODELS, default_work_dir
from benchmarks.peer_server import server_of
from benchmarks.prompts import WORDS
from benchmarks.result_file import write_result

NUM_CALLS, RESTART_BEFORE = 20, 10
KILL_AFTER_S = 2.0  # files of KV are written meanwhile
FILES = ["app.py", "body.py", "log.py", "turn.py"]
TOOLS = {
    "read": "Reads a file of the working directory and returns its text.",
    "search": "Searches the files of the working directory for a regular expression.",
    "test": "Runs the tests of a file and returns what they say.",
}
PARAMETERS = {
    "type": "object",
    "properties": {"path": {"type": "string", "enum": FILES}},
    "required": ["path"],
    "additionalProperties": False,
}
ENVIRONMENT = (
    "Here is some useful information about the environment you are running in:\n<env>\n"
    "  Working directory: /home/ann/tenure\n  Platform: linux\n  Today's date: Mon Nov 30 2026\n</env>"
)
Counts = tuple[int, int, int]  # tokens of a prompt, those of them that were not computed, tokens of the reply


def words(start: int, num: int) -> str:
    return " ".join(WORDS[index % len(WORDS)] for index in range(start, start + num))


class Session(ABC):
    """A client's side of a coding session."""

    path: ClassVar[str]
    headers: ClassVar[dict[str, str]]

    def __init__(self) -> None:
        self._num_calls = 0

    def call(self, http: httpx.Client, model: str) -> Counts:
        """Asks once; the model's call and its result are part of the next one."""
        answer = http.post(self.path, json=self._body(model), headers=self.headers)
        answer.raise_for_status()
        self._num_calls += 1
        return self._take(answer.json(), f"Result {self._num_calls}: {words(7 * self._num_calls, 40)}.")

    @abstractmethod
    def _body(self, model: str) -> dict[str, Any]: ...

    @abstractmethod
    def _take(self, answer: dict[str, Any], result: str) -> Counts:
        """`result`: of whatever the model called."""


class Codex(Session):
    path: ClassVar[str] = "/v1/responses"
    headers: ClassVar[dict[str, str]] = {"thread-id": "thread-1", "session-id": "session-1"}

    def __init__(self) -> None:
        super().__init__()
        self._input: list[dict[str, Any]] = [
            {"type": "message", "role": "developer", "content": f"You are an agent. {words(0, 200)}."},
            {"type": "message", "role": "user", "content": "Mend the failing test."},
        ]

    def _body(self, model: str) -> dict[str, Any]:
        tools = [
            {"type": "function", "name": name, "description": text, "parameters": PARAMETERS, "strict": False}
            for name, text in TOOLS.items()
        ]
        return {
            "model": model,
            "input": self._input,
            "tools": tools,
            "tool_choice": "required",
            "parallel_tool_calls": False,
            "store": False,
            "include": ["reasoning.encrypted_content"],
            "temperature": 0,
            "max_output_tokens": 80,
        }

    def _take(self, answer: dict[str, Any], result: str) -> Counts:
        self._input += answer["output"]
        self._input += [
            {"type": "function_call_output", "call_id": item["call_id"], "output": result}
            for item in answer["output"]
            if item["type"] == "function_call"
        ]
        usage = answer["usage"]
        return (
            usage["input_tokens"],
            usage["input_tokens_details"]["cached_tokens"],
            usage["output_tokens"],
        )


class Opencode(Session):
    path: ClassVar[str] = "/v1/chat/completions"
    headers: ClassVar[dict[str, str]] = {"x-session-id": "session-2"}

    def __init__(self) -> None:
        super().__init__()
        system = f"You are an agent. {words(0, 100)}.\n{ENVIRONMENT}\n{words(100, 100)}."
        self._messages: list[dict[str, Any]] = [
            {"role": "system", "content": system},
            {"role": "user", "content": "Mend the failing test."},
        ]

    def _body(self, model: str) -> dict[str, Any]:
        tools = [
            {"type": "function", "function": {"name": name, "description": text, "parameters": PARAMETERS}}
            for name, text in TOOLS.items()
        ]
        return {
            "model": model,
            "messages": self._messages,
            "tools": tools,
            "tool_choice": "required",
            "parallel_tool_calls": False,
            "temperature": 0,
            "max_tokens": 80,
        }

    def _take(self, answer: dict[str, Any], result: str) -> Counts:
        message, usage = answer["choices"][0]["message"], answer["usage"]
        calls = message.get("tool_calls") or []
        self._messages.append({"role": "assistant", "content": message["content"], "tool_calls": calls})
        self._messages += [{"role": "tool", "tool_call_id": call["id"], "content": result} for call in calls]
        details = usage.get("prompt_tokens_details") or {}
        return usage["prompt_tokens"], details.get("cached_tokens", 0), usage["completion_tokens"]


SHAPES: dict[str, type[Session]] = {"codex": Codex, "opencode": Opencode}


class Servers:
    """One configuration's, one after the other in the same place."""

    def __init__(self, name: str, folder: Path) -> None:
        self._configuration, self._folder = CONFIGURATIONS[name], folder
        self._paths = install(self._configuration.peer, default_work_dir(), MODELS[DEFAULT_MODEL]).paths

    def run(self, session: Session, num_calls: int) -> list[Counts]:
        """On a server that is killed then."""
        server = server_of(self._configuration, self._paths, run_dir=self._folder, log_dir=self._folder)
        with server, httpx.Client(base_url=server.base_url, timeout=900) as http:
            model = http.get("/v1/models").json()["data"][0]["id"]
            counts = [session.call(http, model) for _ in range(num_calls)]
            time.sleep(KILL_AFTER_S)
            server.kill()
        return counts


def measured(name: str, shape: str, *, is_lost: bool) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        servers, session = Servers(name, Path(folder)), SHAPES[shape]()
        counts = servers.run(session, RESTART_BEFORE)
        if is_lost:
            for path in Path(folder).glob("sessions.sqlite*"):
                path.unlink()
        counts += servers.run(session, NUM_CALLS - RESTART_BEFORE)
    computed = [prompt - cached for prompt, cached, _ in counts]
    known = [0, *(prompt + reply - 1 for prompt, _, reply in counts[:-1])]
    new = [max(1, prompt - before) for (prompt, _, _), before in zip(counts, known, strict=True)]
    return {
        "computed_tokens": sum(computed),
        "new_tokens": sum(new),
        "ratio": round(sum(computed) / sum(new), 4),
        "by_call": {"computed": computed, "new": new},
    }


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--peers", default="tenure-q8_0,llama.cpp-q8_0")
    parser.add_argument("--shapes", default=",".join(SHAPES))
    parser.add_argument("--output", type=Path)
    options = parser.parse_args(arguments)
    results: dict[str, Any] = {}
    for name in options.peers.split(","):
        for shape in options.shapes.split(","):
            for is_lost in (False, True) if CONFIGURATIONS[name].is_tenure else (False,):
                key = f"{name}, {shape}{', log lost' if is_lost else ''}"
                results[key] = measured(name, shape, is_lost=is_lost)
                print(key, json.dumps(results[key]), flush=True)
    write_result(options.output, "benchmarks.bench_calls", results=results)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
