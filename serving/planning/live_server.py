"""A server of this model on this machine, started for a minute, and what its clients saw."""

from __future__ import annotations

import asyncio
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from serving.errors import StartupError

START_S, STOP_S, REQUEST_S = 300.0, 20.0, 300.0
_POLL_S = 0.2
_KEPT = ("TENURE_KERNEL_ISA",)  # of our variables: the others are those of another server


@dataclass(frozen=True, slots=True)
class Observed:
    """Streams that started together, as their client saw them. Seconds."""

    num_streams: int
    num_prompt_tokens: float  # of each, mean
    num_reply_tokens: int
    step_s: float  # from one token of every stream to the next, while all of them decoded
    ttft_s: float  # median


@contextmanager
def live_server(arguments: Sequence[str]) -> Iterator[str]:
    """`tenure serve` with these arguments, ready; its URL. Raises: StartupError."""
    port = _free_port()
    with tempfile.TemporaryDirectory(prefix="tenure-plan-") as folder:
        command = [sys.executable, "-c", "from serving.cli import main; main()", "serve", *arguments]
        command += ["--port", str(port), "--data-dir", folder, "--log-level", "error"]
        log = Path(folder) / "server.log"
        with log.open("wb") as output:
            process = subprocess.Popen(command, env=_environment(os.environ), stdout=output, stderr=output)
        url = f"http://127.0.0.1:{port}"
        try:
            _wait_until_ready(process, url, log)
            yield url
        finally:
            process.terminate()
            try:
                process.wait(STOP_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _environment(own: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in own.items() if not name.startswith("TENURE_") or name in _KEPT}


def _free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port: int = sock.getsockname()[1]
        return port


def _wait_until_ready(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    deadline_s = time.monotonic() + START_S
    while time.monotonic() < deadline_s and process.poll() is None:
        try:
            if httpx.get(f"{url}/readyz", timeout=5).status_code == 200:
                return
        except httpx.HTTPError:
            pass
        time.sleep(_POLL_S)
    said = " ".join(log.read_text(errors="replace").split()[-60:])
    raise StartupError(f"A server of this model did not start within {START_S:.0f} s, or ended: {said}")


def observe(url: str, num_streams: int, num_words: int, num_reply_tokens: int, seed: int) -> Observed:
    """Streams of so many prompt words each, all new to the server. Raises: StartupError."""
    try:
        return asyncio.run(_observe(url, num_streams, num_words, num_reply_tokens, seed))
    except httpx.HTTPError as error:
        raise StartupError(f"The server that was to be measured does not answer: {error}") from error


@dataclass(slots=True)
class _Stream:
    sent_s: float
    token_s: list[float]
    num_prompt_tokens: int = 0


async def _observe(url: str, num_streams: int, num_words: int, num_reply_tokens: int, seed: int) -> Observed:
    async with httpx.AsyncClient(base_url=url, timeout=REQUEST_S) as client:
        prompts = [_prompt(f"{seed} {stream}", num_words) for stream in range(num_streams)]
        streams = await asyncio.gather(*(_stream(client, prompt, num_reply_tokens) for prompt in prompts))
    first_s, last_s = max(s.token_s[0] for s in streams), min(s.token_s[-1] for s in streams)
    steps = [b - a for s in streams for a, b in zip(s.token_s, s.token_s[1:], strict=False) if a >= first_s]
    num = sum(first_s < at_s <= last_s for s in streams for at_s in s.token_s)
    step_s = (last_s - first_s) * num_streams / num if num >= num_streams else statistics.median(steps or [0])
    return Observed(
        num_streams=num_streams,
        num_prompt_tokens=statistics.mean(s.num_prompt_tokens for s in streams),
        num_reply_tokens=num_reply_tokens,
        step_s=step_s,
        ttft_s=statistics.median(s.token_s[0] - s.sent_s for s in streams),
    )


def _prompt(name: str, num_words: int) -> str:
    rng = random.Random(name)
    return " ".join(str(rng.randrange(10, 100)) for _ in range(num_words))


async def _stream(client: httpx.AsyncClient, prompt: str, num_tokens: int) -> _Stream:
    body = {
        "prompt": prompt,
        "max_tokens": num_tokens,
        "temperature": 0,
        "ignore_eos": True,
        "stream": True,
        "stream_options": {"include_usage": True},
    }
    stream = _Stream(time.perf_counter(), [])
    async with client.stream("POST", "/v1/completions", json=body) as response:
        if response.status_code != 200:
            raise StartupError(f"The server answered {response.status_code}: {await response.aread()!r}")
        async for line in response.aiter_lines():
            if not line.startswith("data: {"):
                continue
            event = json.loads(line.removeprefix("data: "))
            if event.get("usage"):
                stream.num_prompt_tokens = event["usage"]["prompt_tokens"]
            elif event.get("choices"):
                stream.token_s.append(time.perf_counter())
    if len(stream.token_s) < 2:
        raise StartupError(f"The server streamed {len(stream.token_s)} events of {num_tokens} tokens.")
    return stream
