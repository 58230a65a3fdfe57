"""Record a log as the Tenure of some commit writes it, as SQL text on standard output.

    python tests/data/logs/record.py CHECKOUT [postgresql+psycopg://USER@HOST/EMPTY_DATABASE]

A real server of that checkout plays a few conversations with the toy model and is killed (SIGKILL) in the
middle of one. PostgreSQL needs pg_dump on the PATH.
"""

from __future__ import annotations

import os
import re
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

SERVE = "import sys; from serving.cli import main; sys.exit(main())"
LONG = 600  # tokens: the server is killed before it has made so many


@contextmanager
def serving(checkout: Path, data_dir: Path, url: str | None) -> Iterator[httpx.Client]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-c", SERVE, "serve", "toy", "--port", str(port), "--data-dir", str(data_dir)]
    if url is not None:
        command += ["--database-url", url]
    environment = os.environ | {"PYTHONPATH": str(checkout)}
    with (
        subprocess.Popen(command, cwd=checkout, env=environment, stdout=sys.stderr) as server,
        httpx.Client(base_url=f"http://127.0.0.1:{port}/v1", timeout=60) as client,
    ):
        try:
            while not _answers(client):
                assert server.poll() is None, "the server has not started"
                time.sleep(0.1)
            yield client
        finally:
            server.kill()


def _answers(client: httpx.Client) -> bool:
    try:
        return client.get("/models").is_success
    except httpx.TransportError:
        return False


def post(client: httpx.Client, path: str, **body: Any) -> Any:
    answer = client.post(path, json={"model": "toy", **body} if path != "/conversations" else body)
    answer.raise_for_status()
    return answer.json()


def play_sessions(client: httpx.Client) -> None:
    """Chat with a reply that is cut, a fork, two choices and a stop string; raw text; token ids."""
    talk = [{"role": "user", "content": "Good morning"}]
    for question in ("And then?", "Why?"):
        reply = post(client, "/chat/completions", session_id="talk", messages=talk, max_tokens=6, seed=1)
        talk += [reply["choices"][0]["message"], {"role": "user", "content": question}]
    post(client, "/chat/completions", session_id="talk", messages=talk, max_tokens=6, n=2, seed=2)
    edited = [{"role": "user", "content": "Good evening"}]
    post(client, "/chat/completions", session_id="talk", messages=edited, max_tokens=6, seed=3)
    text = "Once upon a time"
    text += post(client, "/completions", session_id="text", prompt=text, max_tokens=5, seed=4)["choices"][0][
        "text"
    ]
    post(client, "/completions", session_id="text", prompt=text + " and", max_tokens=5, seed=5, stop=["C"])
    post(client, "/completions", session_id="ids", prompt=list(b"tokens"), max_tokens=5, seed=6)


def play_responses(client: httpx.Client) -> None:
    """A chain, a background response, one that is deleted and gone on from; a conversation."""
    first = post(client, "/responses", input="One", max_output_tokens=16)
    post(client, "/responses", input="Two", max_output_tokens=16, previous_response_id=first["id"])
    background = post(client, "/responses", input="Later", max_output_tokens=16, background=True)
    while client.get(f"/responses/{background['id']}").json()["status"] in ("queued", "in_progress"):
        time.sleep(0.05)
    deleted = post(client, "/responses", input="Gone", max_output_tokens=16)
    post(client, "/responses", input="Still here", max_output_tokens=16, previous_response_id=deleted["id"])
    client.delete(f"/responses/{deleted['id']}").raise_for_status()
    item = {"type": "message", "role": "user", "content": "Before"}
    conversation = post(client, "/conversations", metadata={"topic": "migrations"}, items=[item])
    post(client, "/responses", input="In it", max_output_tokens=16, conversation=conversation["id"])


def begin_what_is_killed(client: httpx.Client, *, has_responses: bool) -> None:
    if has_responses:
        path, body = "/responses", {"input": "Interrupted", "background": True, "max_output_tokens": LONG}
    else:
        messages = [{"role": "user", "content": "Interrupted"}]
        path, body = (
            "/chat/completions",
            {"session_id": "interrupted", "messages": messages, "max_tokens": LONG},
        )
    # By chance the toy says soon that it is done.
    body |= {"model": "toy", "stream": True, "ignore_eos": True}
    with client.stream("POST", path, json=body) as answer:
        next(line for line in answer.iter_lines() if "delta" in line)


def dump(data_dir: Path, url: str | None) -> str:
    if url is None:
        database = sqlite3.connect(data_dir / "sessions.sqlite")
        lines = list(database.iterdump())
        database.close()
        return "\n".join(lines) + "\n"
    plain = url.replace("+psycopg", "")
    options = ["--inserts", "--no-owner", "--no-privileges", "--no-comments"]
    text = subprocess.run(["pg_dump", *options, plain], check=True, capture_output=True, text=True).stdout
    # What is about the client and the server that dumped, rather than the log.
    return re.sub(r"(?m)^(--.*|SET .*|SELECT pg_catalog\.set_config.*|\\.*|)\n", "", text)


def main() -> None:
    checkout, url = Path(sys.argv[1]), (sys.argv[2:] or [None])[0]
    with tempfile.TemporaryDirectory() as name:
        data_dir = Path(name)
        with serving(checkout, data_dir, url) as client:
            play_sessions(client)
            has_responses = client.get("/responses/resp_0").json()["error"]["code"] == "response_not_found"
            if has_responses:
                play_responses(client)
            begin_what_is_killed(client, has_responses=has_responses)
        print(dump(data_dir, url).replace(f"{socket.gethostname()}:{data_dir}", "host:data"), end="")


if __name__ == "__main__":
    main()
