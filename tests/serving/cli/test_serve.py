"""`tenure serve` as a process, on the toy model, and commands that talk with it."""

import contextlib
import io
import json
import os
import queue
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import cast

import httpx
import pytest
from fastapi import FastAPI

from benchmarks.forked_command import ForkedCommand
from benchmarks.otlp_collector import Collector
from serving.cli import app as cli
from serving.cli.server import KEEP_ALIVE_S, Servable, make_server

TENURE = [sys.executable, "-c", "from serving.cli import main; main()"]
ROOT = Path(__file__).parent.parent.parent
PATIENCE_S = 300  # a busy machine takes long to start a process, or to end one


def environment(**variables: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TENURE_")}
    return {**kept, "OMP_NUM_THREADS": "1", "PYTHONPATH": str(ROOT), **variables}


class Server:
    """One `tenure serve`, forked or a process of its own; `url` once it has said that it serves."""

    def __init__(self, *arguments: str, is_forked: bool = True, **variables: str) -> None:
        self.process: ForkedCommand | subprocess.Popen[str]
        if is_forked:
            self.process = ForkedCommand(["serve", *arguments], environment(**variables), reads_stderr=True)
        else:
            self.process = subprocess.Popen(
                [*TENURE, "serve", *arguments],
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                env=environment(**variables),
            )
        self.lines: queue.Queue[str | None] = queue.Queue()
        self.errors: list[str] = []
        threading.Thread(target=self._read_out, daemon=True).start()
        self._stderr_reader = threading.Thread(target=self._read_err, daemon=True)
        self._stderr_reader.start()
        self.url = ""

    def _read_out(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.put(line.rstrip())
        self.lines.put(None)

    def _read_err(self) -> None:
        assert self.process.stderr is not None
        self.errors.extend(line.rstrip() for line in self.process.stderr)

    def wait_until_ready(self) -> "Server":
        while not self.url:
            line = self.lines.get(timeout=PATIENCE_S)
            assert line is not None, self.stderr()
            if line.startswith("Serving "):
                self.url = line.rpartition(" at ")[2]
        return self

    def next_line(self) -> str:
        line = self.lines.get(timeout=PATIENCE_S)
        assert line is not None
        return line.strip()

    def wait_for_error(self, text: str) -> None:
        deadline = time.monotonic() + PATIENCE_S
        while not any(text in line for line in self.errors):
            assert time.monotonic() < deadline, self.errors
            time.sleep(0.02)

    def stderr(self) -> str:
        self.wait()
        self._stderr_reader.join(timeout=PATIENCE_S)
        return "\n".join(self.errors)

    def wait(self) -> int:
        return self.process.wait(timeout=PATIENCE_S)

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdout, self.process.stderr):
            assert pipe is not None
            pipe.close()


@contextlib.contextmanager
def served(data_dir: Path, *arguments: str, is_forked: bool = True, **variables: str) -> Iterator[Server]:
    options = ("--port", "0", "--seed", "0", "--data-dir", str(data_dir))
    server = Server("toy", *options, *arguments, is_forked=is_forked, **variables)
    try:
        yield server.wait_until_ready()
    finally:
        server.stop()


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def server(data_dir: Path) -> Iterator[Server]:
    with served(data_dir) as server:
        yield server


@pytest.fixture(scope="module")
def closed_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """With keys, and with logs for a machine."""
    keys = "alice:sk-1,bob:sk-2"
    with served(tmp_path_factory.mktemp("data"), "--log-format", "json", TENURE_API_KEY=keys) as server:
        yield server


def run(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """What the command would come to as a process of its own."""
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", io.StringIO(stdin))
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            exit_code = cli.run(list(arguments))
    return subprocess.CompletedProcess(arguments, exit_code, out.getvalue(), err.getvalue())


@contextlib.contextmanager
def long_stream(url: str) -> Iterator[httpx.Response]:
    """A reply that is larger than both sockets' buffers: it lasts until it is read."""
    body = {
        "model": "toy",
        "messages": [{"role": "user", "content": "go on"}],
        "stream": True,
        "ignore_eos": True,
        "max_tokens": 3500,
        "logprobs": True,
        "top_logprobs": 20,
    }
    small = [(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 16)]  # else it is up to 6 MB beside the server's 4
    with (
        httpx.Client(timeout=PATIENCE_S, transport=httpx.HTTPTransport(socket_options=small)) as client,
        client.stream("POST", f"{url}/v1/chat/completions", json=body) as response,
    ):
        assert response.status_code == 200
        yield response


def events_of(response: httpx.Response) -> list[str]:
    return [line.removeprefix("data: ") for line in response.iter_lines() if line.startswith("data: ")]


def wait_for_status(url: str, status: int) -> httpx.Response:
    deadline = time.monotonic() + PATIENCE_S
    while True:
        response = httpx.get(url, timeout=PATIENCE_S)
        if response.status_code == status or time.monotonic() > deadline:
            return response
        time.sleep(0.02)


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_the_url_and_the_curl_line_that_are_printed_work(server: Server) -> None:
    curl = server.next_line()
    assert curl.startswith(f"curl -N {server.url}/v1/chat/completions ")
    command = f"{curl} -sS -m {PATIENCE_S}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    first, *_, last = done.stdout.split("\n\n")[:-1]
    assert json.loads(first.removeprefix("data: "))["object"] == "chat.completion.chunk"
    assert last == "data: [DONE]"
    assert '"max_tokens": 100' in curl, "a small model may go on to the end of its context"
    assert server.next_line() == f"tenure chat --url {server.url}"


def test_keys_from_the_environment_close_the_server(
    closed_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Authorization: Bearer YOUR_KEY" in closed_server.next_line()
    url = f"{closed_server.url}/v1/models"
    assert httpx.get(url).status_code == 401
    assert httpx.get(url, headers={"authorization": "Bearer sk-2"}).status_code == 200
    monkeypatch.delenv("TENURE_CLIENT_API_KEY", raising=False)
    refused = run("models", "--url", closed_server.url)
    assert refused.returncode == 1
    assert "wants an API key" in refused.stderr
    monkeypatch.setenv("TENURE_CLIENT_API_KEY", "sk-1")
    assert "toy" in run("models", "--url", closed_server.url).stdout


def test_a_server_with_a_certificate_speaks_https(
    certificate: tuple[Path, Path],
    make_certificate: Callable[..., tuple[Path, Path]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cert, key = certificate
    with served(tmp_path / "data", "--tls-cert", str(cert), "--tls-key", str(key)) as server:
        assert server.url.startswith("https://127.0.0.1:")
        assert f"curl -N {server.url}/v1/chat/completions" in server.next_line()
        assert server.next_line() == f"tenure chat --url {server.url}"
        talk = ("chat", "--url", server.url, "--max-tokens", "4", "--session", "tls")
        for command in (talk, ("sessions", "list", "--url", server.url)):
            monkeypatch.setenv("SSL_CERT_FILE", str(make_certificate(command[0])[0]))
            refused = run(*command, stdin="hello\n")
            assert refused.returncode == 1
            assert "is not one that this machine trusts" in refused.stderr
            plain = run(*command, "--url", server.url.replace("https", "http"), stdin="hello\n")
            assert "If it speaks TLS, say https://" in plain.stderr
            monkeypatch.setenv("SSL_CERT_FILE", str(cert))
            assert run(*command, stdin="hello\n").returncode == 0


def test_a_server_without_a_certificate_says_so_to_who_speaks_https(server: Server) -> None:
    done = run("chat", "--url", server.url.replace("http", "https"), stdin="hello\n")
    assert done.returncode == 1
    assert "does not speak TLS" in done.stderr


def test_a_certificate_that_cannot_be_used_is_told_before_the_model_is_loaded(
    make_certificate: Callable[..., tuple[Path, Path]], tmp_path: Path
) -> None:
    (cert, _), (_, key) = make_certificate("one"), make_certificate("other")
    done = run("serve", "no-such-model", "--tls-cert", str(cert), "--tls-key", str(key))
    assert done.returncode == 1
    assert f"--tls-key {key} is not the key of --tls-cert {cert}" in done.stderr


def test_log_lines_are_json_where_that_is_asked_for(closed_server: Server) -> None:
    httpx.get(f"{closed_server.url}/v1/models", headers={"x-request-id": "req-7"})
    closed_server.wait_for_error("req-7")  # it is written behind the answer
    lines = [json.loads(line) for line in closed_server.errors if line.startswith("{")]
    assert any(line.get("request_id") == "req-7" for line in lines)


def test_a_second_server_on_the_same_data_directory_is_refused_with_the_first_ones_pid(
    server: Server, data_dir: Path
) -> None:
    second = run("serve", "toy", "--port", "0", "--data-dir", str(data_dir))
    assert second.returncode == 1
    assert f"pid {server.process.pid}" in second.stderr


def test_a_model_that_is_not_there_is_one_sentence_and_exit_code_1(tmp_path: Path) -> None:
    done = run("serve", "no-such-model", "--port", "0", "--data-dir", str(tmp_path))
    assert done.returncode == 1
    assert "error: There is no model `no-such-model`" in done.stderr


def test_sigterm_lets_a_running_reply_finish_and_refuses_new_ones(tmp_path: Path) -> None:
    patience = ("--shutdown-timeout", str(PATIENCE_S))
    with served(tmp_path, *patience) as server, long_stream(server.url) as reply:
        server.process.send_signal(signal.SIGTERM)
        assert wait_for_status(f"{server.url}/readyz", 503).status_code == 503
        assert httpx.get(f"{server.url}/healthz").status_code == 200
        late = httpx.post(f"{server.url}/v1/completions", json={"model": "toy", "prompt": "late"})
        assert late.status_code == 503
        assert "retry-after" in late.headers
        *_, last, done = events_of(reply)
        assert json.loads(last)["choices"][0]["finish_reason"] == "length"
        assert done == "[DONE]"
        assert server.wait() == 0


def test_a_reply_that_outlasts_the_shutdown_timeout_ends_with_an_error_event(tmp_path: Path) -> None:
    with served(tmp_path, "--shutdown-timeout", "0.2") as server, long_stream(server.url) as reply:
        server.process.send_signal(signal.SIGTERM)
        server.wait_for_error("SIGTERM: finishing what runs")
        errors = [event for event in events_of(reply) if '"error"' in event]
        assert json.loads(errors[0])["error"]["code"] == "unavailable"
        assert server.wait() == 0


def test_a_second_signal_ends_at_once(tmp_path: Path) -> None:
    with served(tmp_path, "--shutdown-timeout", "1000") as server, long_stream(server.url):
        server.process.send_signal(signal.SIGINT)
        assert wait_for_status(f"{server.url}/readyz", 503).status_code == 503
        server.process.send_signal(signal.SIGINT)
        assert server.wait() == 128 + signal.SIGINT


def test_an_idle_server_leaves_at_the_first_signal_and_sends_what_is_left_to_tell(tmp_path: Path) -> None:
    collector = Collector()
    told = {"OTEL_EXPORTER_OTLP_ENDPOINT": collector.url, "OTEL_RESOURCE_ATTRIBUTES": "region=here"}
    told["OTEL_BSP_SCHEDULE_DELAY"] = "3600000"  # ms: nothing is sent before the end
    try:
        with served(tmp_path, "--telemetry", "otlp", is_forked=False, **told) as server:
            assert httpx.get(f"{server.url}/v1/models").status_code == 200
            server.process.send_signal(signal.SIGINT)
            assert server.wait() == 0
            assert "Traceback" not in server.stderr()
    finally:
        collector.close()
    assert [span.name for span in collector.spans] == ["GET /v1/models"]
    assert collector.resources[0].items() >= {("service.name", "tenure"), ("region", "here")}


def test_an_answer_is_dated_when_it_is_given(server: Server) -> None:
    first, later = (
        parsedate_to_datetime(httpx.get(f"{server.url}/health").headers["date"]) for _ in range(2)
    )
    assert abs((datetime.now(UTC) - later).total_seconds()) < 60
    assert first <= later


def test_a_piped_conversation_shows_the_numbers_of_each_turn(server: Server) -> None:
    arguments = ("chat", "--url", server.url, "--max-tokens", "8", "--session", "s-1")
    done = subprocess.run(
        [*TENURE, *arguments],
        input="hello\nagain\n/session\n",
        capture_output=True,
        text=True,
        env=environment(),
        timeout=PATIENCE_S,
    )
    assert done.returncode == 0, done.stderr
    numbers = [line for line in done.stdout.splitlines() if line.startswith("[")]
    assert len(numbers) == 2
    assert all("TTFT" in line and "tokens" in line and "cached" in line for line in numbers)
    first, second = (int(re.findall(r"(\d+) cached", line)[0]) for line in numbers)
    assert first < second
    assert "session s-1" in done.stdout
    assert "num_turns: 2" in done.stdout


def test_a_new_conversation_has_another_session(server: Server) -> None:
    typed = "/new\n/session\n/nonsense\n/help\n/quit\nx"
    done = run("chat", "--url", server.url, "--session", "s-2", stdin=typed)
    assert done.returncode == 0
    assert "session s-2" not in done.stdout
    assert "The server has nothing under this id yet." in done.stdout
    assert "There is no command /nonsense" in done.stdout
    assert "TTFT" not in done.stdout


def test_a_question_that_is_refused_says_why_and_the_exit_code_tells_a_script(server: Server) -> None:
    done = run("chat", "--url", server.url, stdin="x" * 20_000 + "\n")
    assert done.returncode == 1
    assert "tokens" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_conversation_without_a_server_loads_the_model_itself(tmp_path: Path) -> None:
    done = run("chat", "toy", "--data-dir", str(tmp_path), "--max-tokens", "8", stdin="hello\n")
    assert done.returncode == 0, done.stderr
    assert "TTFT" in done.stdout


def test_idle_connections_are_kept_for_longer_than_load_balancers_keep_them() -> None:
    # Whoever closes first loses the request that is just then on its way.
    assert KEEP_ALIVE_S > 60
    server = make_server(
        FastAPI(), cast(Servable, None), max_body_bytes=1000, shutdown_timeout_s=1, on_ready=nothing
    )
    assert server.config.timeout_keep_alive == KEEP_ALIVE_S


async def nothing() -> None: ...
