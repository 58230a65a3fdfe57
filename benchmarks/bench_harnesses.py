"""What 20 calls of a real coding agent have computed, to what was new, its server killed in the middle.

    npm install --prefix DIR @openai/codex opencode-ai @qwen-code/qwen-code
    python -m benchmarks.bench_harnesses --bin DIR/node_modules/.bin [--only codex] [--output FILE]
    python -m benchmarks.bench_harnesses --gguf FILE --llama-server PROGRAM --only 'OpenAI SDK, chat'

The command lines are their makers', as they come from npm; what they send passes through a recorder, which
counts by the usage that the server tells. The model is the toy: it says what a transcript in the user's
message has, a call of the agent's shell 19 times, and then that it is done. While it answers the eleventh
call its server is killed (SIGKILL) and started again in the same place; the agent sends that call again by
itself.

Counted are the calls that have tools (the session's own; titles and the like have none). An SDK has no loop
of its own: `sdk_agents` is one of twenty lines. New tokens of a call are those of its prompt behind the
prompt and the reply of the call before, and the token sampled last, which has no KV. `after_first`: without
the first call, whose prompt is all new.

With `--gguf` the model is a real one, which says what it likes; with `--llama-server` llama.cpp's server
has it, and is killed and started again as well.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from benchmarks.result_file import write_result
from benchmarks.transcripts import calling, transcript

NUM_CALLS, RESTART_AT = 20, 11
MAX_MODEL_LEN = 160_000  # of the toy
REAL_MODEL_LEN = 8192
PATIENCE_S = 900.0
REAL_HEAD = "".join(f"Rule {number}: read a note before you say what is in it.\n" for number in range(60))
KILL_AFTER_S = 2.0  # files of KV are written meanwhile
_USAGE = re.compile(rb'"usage":\s*(\{)')
_HOP_HEADERS = frozenset({"connection", "transfer-encoding", "content-length", "accept-encoding", "host"})


@dataclass(frozen=True)
class Subject:
    """What is measured."""

    gguf: Path | None = None  # None: the toy
    llama_server: Path | None = None  # the program; None: Tenure

    @property
    def model(self) -> str:
        return "toy" if self.gguf is None else self.gguf.stem

    def command(self, folder: Path, port: int) -> list[str]:
        if self.llama_server is not None:
            command = [self.llama_server, "-m", self.gguf, "--port", port, "--jinja"]
            return [str(word) for word in (*command, "-c", REAL_MODEL_LEN, "-np", 1)]
        tenure = [sys.executable, "-c", "from serving.cli import main; main()", "serve", self.gguf or "toy"]
        length = MAX_MODEL_LEN if self.gguf is None else REAL_MODEL_LEN
        options = ["--port", port, "--data-dir", folder, "--max-model-len", length, "--kv-memory", "1GiB"]
        return [str(word) for word in (*tenure, *options, "--model-alias", f"*={self.model}")]


class Server:
    """On the same port and data each time."""

    def __init__(self, folder: Path, port: int, subject: Subject) -> None:
        self.port = port
        self._command = subject.command(folder, port)
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Raises SystemExit where it ends, or does not answer."""
        quiet = subprocess.DEVNULL
        self._process = subprocess.Popen(self._command, stdin=quiet, stdout=quiet, stderr=quiet)
        until = time.monotonic() + PATIENCE_S
        while self._process.poll() is None and time.monotonic() < until:
            try:
                health = HTTPConnection("127.0.0.1", self.port, timeout=5)
                health.request("GET", "/health")
                if health.getresponse().status == 200:
                    return
            except OSError:
                pass
            finally:
                health.close()
            time.sleep(0.1)
        raise SystemExit("The server did not start.")

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()


@dataclass
class Call:
    path: str
    has_tools: bool
    usage: tuple[int, int, int] | None = None  # tokens of the prompt, of them not computed, of the reply


@dataclass
class Recorder:
    """Between an agent and its server."""

    server: Server
    calls: list[Call] = field(default_factory=list)
    num_kills: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def own(self) -> list[tuple[int, int, int]]:
        """The session's own calls that were answered."""
        return [call.usage for call in self.calls if call.has_tools and call.usage is not None]

    def is_to_be_killed(self, call: Call) -> bool:
        with self._lock:
            if self.num_kills or not call.has_tools or len(self.own) < RESTART_AT - 1:
                return False
            self.num_kills += 1
            return True

    def restart(self) -> None:
        self.server.kill()
        self.server.start()


def _handler(recorder: Recorder) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            pass

        def _pass(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            call = Call(self.path, b'"tools":[{' in body.replace(b" ", b""))
            is_killed = recorder.is_to_be_killed(call)
            if is_killed:
                time.sleep(KILL_AFTER_S)
            headers = {
                name: value for name, value in self.headers.items() if name.lower() not in _HOP_HEADERS
            }
            server = HTTPConnection("127.0.0.1", recorder.server.port, timeout=PATIENCE_S)
            try:
                server.request(self.command, self.path, body, headers)
                answer = server.getresponse()
                self.send_response_only(answer.status)
                for name, value in answer.getheaders():
                    if name.lower() not in _HOP_HEADERS:
                        self.send_header(name, value)
                self.send_header("connection", "close")
                self.end_headers()
                said = b""
                while chunk := answer.read1(65536):
                    said += chunk
                    self.wfile.write(chunk)
                    if is_killed:
                        recorder.restart()
                        break
                else:
                    call.usage = usage_of(said)
            except OSError:
                return  # one of the two has gone
            finally:
                server.close()
                self.close_connection = True
                recorder.calls.append(call)

        do_GET = do_POST = do_DELETE = do_HEAD = _pass  # noqa: N815 - as http.server names them

    return Handler


def usage_of(said: bytes) -> tuple[int, int, int] | None:
    """The last that an answer has, in any of the dialects."""
    for match in reversed(list(_USAGE.finditer(said))):
        usage, _ = json.JSONDecoder().raw_decode(said[match.start(1) :].decode(errors="replace"))
        if "prompt_tokens" in usage:
            cached = (usage.get("prompt_tokens_details") or {}).get("cached_tokens") or 0
            return usage["prompt_tokens"], cached, usage["completion_tokens"]
        if "cache_read_input_tokens" in usage:
            cached = usage["cache_read_input_tokens"]
            return usage["input_tokens"] + cached, cached, usage["output_tokens"]
        if "input_tokens" in usage:
            cached = usage["input_tokens_details"]["cached_tokens"]
            return usage["input_tokens"], cached, usage["output_tokens"]
    return None


# ---- the agents -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Harness:
    command: str  # of npm's, or that of the Python that runs this
    arguments: Callable[[str], list[str]]  # of a prompt; where they have it not, it comes by standard input
    tool: str  # its shell
    call: Callable[[str], dict[str, Any]]  # of a command: the arguments of that
    configure: Callable[[Path, str], Mapping[str, str]]  # in a home: (home, URL) to variables


def _codex(home: Path, url: str) -> Mapping[str, str]:
    (home / ".codex").mkdir()
    (home / ".codex" / "config.toml").write_text(f"""
model = "toy"
model_provider = "tenure"
model_context_window = {MAX_MODEL_LEN}

[model_providers.tenure]
name = "Tenure"
base_url = "{url}/v1"
wire_api = "responses"
""")
    return {}


def _opencode(npm: str) -> Callable[[Path, str], Mapping[str, str]]:
    def configure(home: Path, url: str) -> Mapping[str, str]:
        folder = home / ".config" / "opencode"
        folder.mkdir(parents=True)
        limit = {"context": MAX_MODEL_LEN, "output": 2000}
        provider = {
            "npm": npm,
            "options": {"baseURL": f"{url}/v1", "apiKey": "none"},
            "models": {"toy": {"limit": limit}},
        }
        config = {"model": "tenure/toy", "provider": {"tenure": provider}}
        (folder / "opencode.json").write_text(json.dumps(config))
        return {}

    return configure


def _qwen(home: Path, url: str) -> Mapping[str, str]:
    return {"OPENAI_BASE_URL": f"{url}/v1", "OPENAI_API_KEY": "none", "OPENAI_MODEL": "toy"}


def _sdk(name: str) -> Harness:
    return Harness(
        sys.executable,
        lambda prompt: ["-m", "benchmarks.sdk_agents", name],
        "shell",
        lambda command: {"command": command},
        lambda home, url: {"PYTHONPATH": str(Path(__file__).parents[1])},
    )


HARNESSES: Mapping[str, Harness] = {
    "OpenAI SDK, chat": _sdk("chat"),
    "OpenAI SDK, Responses": _sdk("responses"),
    "Anthropic SDK": _sdk("messages"),
    "codex": Harness(
        "codex",
        lambda prompt: [
            *("exec", "--skip-git-repo-check", "--dangerously-bypass-approvals-and-sandbox"),
            prompt,
        ],
        "exec_command",
        lambda command: {"cmd": command},
        _codex,
    ),
    "opencode, chat": Harness(
        "opencode",
        lambda prompt: ["run"],  # it would write the prompt in quotes
        "bash",
        lambda command: {"command": command, "description": "Shows a file."},
        _opencode("@ai-sdk/openai-compatible"),
    ),
    "opencode, Messages": Harness(
        "opencode",
        lambda prompt: ["run"],  # it would write the prompt in quotes
        "bash",
        lambda command: {"command": command, "description": "Shows a file."},
        _opencode("@ai-sdk/anthropic"),
    ),
    "qwen-code": Harness(
        "qwen",
        lambda prompt: ["--auth-type", "openai", "--yolo", "-p", prompt],
        "run_shell_command",
        lambda command: {"command": command, "description": "Shows a file.", "is_background": False},
        _qwen,
    ),
}


def prompt_for(harness: Harness) -> str:
    calls = [
        calling((harness.tool, harness.call(f"echo call {number}; head -c 400 notes.txt")))
        for number in range(1, NUM_CALLS + (harness.command == sys.executable))
    ]
    return f"Read the notes. {transcript(*calls, 'Done.')}"


def measured(name: str, folder: Path, bin_dir: Path | None, subject: Subject) -> dict[str, Any]:
    harness = HARNESSES[name]
    home, work, data = folder / "home", folder / "work", folder / "data"
    for path in (home, work, data):
        path.mkdir()
    (work / "notes.txt").write_text("A lease is a promise that ends by itself.\n" * 20)
    server = Server(data, _free_port(), subject)
    recorder = Recorder(server)
    proxy = ThreadingHTTPServer(("127.0.0.1", 0), _handler(recorder))
    threading.Thread(target=proxy.serve_forever, daemon=True).start()
    server.start()
    try:
        url = f"http://127.0.0.1:{proxy.server_port}"
        variables = harness.configure(home, url)
        own = ("TENURE_", "OPENAI_", "ANTHROPIC_", "AWS_")
        kept = {key: value for key, value in os.environ.items() if not key.startswith(own)}
        user_config = Path.home() / ".npmrc"  # opencode loads its providers with npm
        npm = {"NPM_CONFIG_USERCONFIG": str(user_config)} if user_config.exists() else {}
        executable = shutil.which(harness.command, path=None if bin_dir is None else str(bin_dir.resolve()))
        if executable is None:
            raise SystemExit(f"{bin_dir} has no {harness.command}: install it with npm as this file says.")
        prompt = prompt_for(harness)
        if subject.gguf is not None:
            prompt = "You read notes for a user, with your shell.\n" + REAL_HEAD
        arguments = harness.arguments(prompt)
        if harness.command == sys.executable:
            arguments += [url, subject.model, str(NUM_CALLS)]
        run = subprocess.run(
            [executable, *arguments],
            cwd=work,
            env={**kept, "HOME": str(home), "PWD": str(work), **npm, **variables},
            input="" if prompt in arguments else prompt,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=PATIENCE_S,
        )
    finally:
        proxy.shutdown()
        server.kill()
    counted = counts(recorder.own)
    others = [call.usage for call in recorder.calls if not call.has_tools and call.usage is not None]
    unanswered = sum(call.has_tools and call.usage is None for call in recorder.calls)
    return {
        **counted,
        "kills": recorder.num_kills,
        "exit_status": run.returncode,
        "unanswered_calls": unanswered,
        "calls_without_tools": [{"prompt": prompt, "cached": cached} for prompt, cached, _ in others],
        "said_last": run.stdout.strip()[-200:],
    }


def counts(calls: Sequence[tuple[int, int, int]]) -> dict[str, Any]:
    computed = [prompt - cached for prompt, cached, _ in calls]
    if not calls:
        return {"num_calls": 0}
    known = [0, *(prompt + reply - 1 for prompt, _, reply in calls[:-1])]
    new = [max(1, prompt - before) for (prompt, _, _), before in zip(calls, known, strict=True)]
    return {
        "num_calls": len(calls),
        "ratio": round(sum(computed) / max(1, sum(new)), 4),
        "ratio_after_first": round(sum(computed[1:]) / max(1, sum(new[1:])), 4),
        "by_call": {"prompt": [prompt for prompt, _, _ in calls], "computed": computed, "new": new},
    }


def _free_port() -> int:
    import socket

    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--bin", type=Path, help="the folder with the agents' commands")
    parser.add_argument("--only", choices=HARNESSES)
    parser.add_argument("--gguf", type=Path, help="a real model, for the SDKs")
    parser.add_argument("--llama-server", type=Path, help="llama.cpp's server, in Tenure's place")
    parser.add_argument("--output", type=Path)
    options = parser.parse_args(arguments)
    subject = Subject(options.gguf, options.llama_server)
    if subject.llama_server is not None and subject.gguf is None:
        parser.error("--llama-server needs --gguf")
    results: dict[str, Any] = {}
    for name in HARNESSES if options.only is None else [options.only]:
        with tempfile.TemporaryDirectory() as folder:
            results[name] = measured(name, Path(folder), options.bin, subject)
        print(name, json.dumps(results[name]), flush=True)
    write_result(options.output, "benchmarks.bench_harnesses", results=results)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
