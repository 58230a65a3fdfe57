"""What ten thousand stored sessions cost a server, beside ten.

    python -m benchmarks.bench_stored_sessions [--output benchmarks/results/stored-sessions.json]

The sessions are written through the log as a server writes them, two turns each. Then a server is started on
them, with the toy model, so that what is left is the log's: its start, its memory, a page of the list, all
pages, one session, and a turn that comes back to a session whose KV is gone.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import httpx

from benchmarks.chaos import READ_TIMEOUT_S, make_server
from benchmarks.quantiles import quantiles, timed_ms
from benchmarks.result_file import write_result
from benchmarks.server_process import ServerProcess
from serving.config import OPEN_TENANT
from serving.replica import toy_model
from serving.request import ChatInput
from serving.sessions.data_dir import DataDir
from serving.sessions.log import SessionLog
from serving.sessions.rendering import FinishedChoice
from serving.text.template.renderer import Renderer

QUESTION = "What does the log say of this one, and of all those before it? " * 8
REPLY = "It says what was said. " * 12


def name_of(number: int) -> str:
    return f"session-{number:06d}"


def history(number: int) -> list[dict[str, str]]:
    messages = []
    for turn in range(2):
        messages.append({"role": "user", "content": f"{number}/{turn}: {QUESTION}"})
        messages.append({"role": "assistant", "content": REPLY})
    return messages


def fill(data_dir: Path, num_sessions: int) -> int:
    """Returns the bytes that the log takes."""
    renderer = Renderer(toy_model.make_tokenizer(), toy_model.make_chat_template())
    reply_ids = renderer.encode_text(REPLY, is_start=False)
    log = SessionLog(DataDir(data_dir).log_url, numerics="toy")
    for number in range(num_sessions):
        messages = history(number)
        for end in (1, 3):
            turn = log.open_turn(OPEN_TENANT, name_of(number), ChatInput(tuple(messages[:end])), renderer)
            choice = FinishedChoice(
                index=0,
                token_ids=reply_ids,
                text=REPLY,
                finish_reason="length",
                num_visible_tokens=len(reply_ids),
            )
            log.close_turn(turn, [choice])
    size = log.database.size_bytes()
    log.close()
    return size


def list_all(client: httpx.Client) -> int:
    """Every page; returns how many sessions there are."""
    num_sessions, after = 0, None
    while True:
        query = {"limit": "100", **({"after": after} if after else {})}
        page = client.get("/v1/sessions", params=query).raise_for_status().json()
        num_sessions += len(page["data"])
        if not page["has_more"]:
            return num_sessions
        after = page["data"][-1]["id"]


def come_back(client: httpx.Client, number: int) -> None:
    messages = [*history(number), {"role": "user", "content": "And now?"}]
    body = {"model": "toy", "messages": messages, "max_tokens": 1, "session_id": name_of(number)}
    usage = client.post("/v1/chat/completions", json=body).raise_for_status().json()["usage"]
    assert usage["completion_tokens"] == 1, usage


def measure(data_dir: Path, num_sessions: int, rounds: int) -> dict[str, Any]:
    log_bytes = fill(data_dir, num_sessions)
    with make_server("toy", data_dir) as server:
        rss_bytes = server.usage().rss_bytes
        return {"log_bytes": log_bytes, "start_s": server.start_s, "rss_bytes": rss_bytes} | _asked(
            server, num_sessions, rounds
        )


def _asked(server: ServerProcess, num_sessions: int, rounds: int) -> dict[str, Any]:
    numbers = [index * (num_sessions // rounds) for index in range(rounds)]
    with httpx.Client(base_url=server.base_url, timeout=READ_TIMEOUT_S) as client:
        first_page = [timed_ms(lambda: client.get("/v1/sessions?limit=20")) for _ in range(rounds)]
        one = [timed_ms(lambda n=n: client.get(f"/v1/sessions/{name_of(n)}")) for n in numbers]
        turns = [timed_ms(lambda n=n: come_back(client, n)) for n in numbers]
        listed_ms = timed_ms(lambda: list_all(client))
        assert list_all(client) == num_sessions, "each is listed once"
    return {
        "list_20": quantiles(first_page),
        "list_all_ms": listed_ms,
        "get_one": quantiles(one),
        "returning_turn": quantiles(turns),
        "rss_bytes_after": server.usage().rss_bytes,
    }


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="bench_stored_sessions", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("--sessions", type=int, nargs="+", default=[10, 10_000])
    parser.add_argument("--rounds", type=int, default=10, help="at most the fewest sessions")
    parser.add_argument("--output", type=Path)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        results = {
            num_sessions: measure(Path(folder) / f"data-{num_sessions}", num_sessions, options.rounds)
            for num_sessions in options.sessions
        }
    write_result(options.output, "benchmarks.bench_stored_sessions", results=results)
    return 0


if __name__ == "__main__":
    sys.exit(main())
