"""`tenure chat` on a terminal: line editing, Ctrl-C and Ctrl-D as a person uses them."""

import contextlib
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
ON_A_TERMINAL = "import pty, sys; sys.exit(pty.spawn(sys.argv[1:]) >> 8)"
CTRL_C, CTRL_D = "\x03", "\x04"
PATIENCE_S = 300.0  # a busy machine takes long to start a process, or to end one


class Terminal:
    """A program on a pseudo-terminal; keys go in, and what it shows can be waited for."""

    def __init__(self, program: str, *arguments: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", ON_A_TERMINAL, sys.executable, "-c", program, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={
                **os.environ,
                "TERM": "dumb",
                "COLUMNS": "100",
                "PYTHONPATH": str(ROOT),
                "OMP_NUM_THREADS": "1",
            },
        )
        self._shown = bytearray()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        while piece := os.read(self._process.stdout.fileno(), 65536):
            self._shown += piece

    @property
    def shown(self) -> str:
        return self._shown.decode(errors="replace").replace("\r\n", "\n")

    def wait_for(self, pattern: str, timeout_s: float = PATIENCE_S) -> None:
        deadline = time.monotonic() + timeout_s
        while re.search(pattern, self.shown) is None:
            assert time.monotonic() < deadline, f"{pattern!r} is not in what is shown:\n{self.shown[-2000:]}"
            time.sleep(0.02)

    def forget(self) -> None:
        self._shown.clear()

    def press(self, keys: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(keys.encode())
        self._process.stdin.flush()

    def wait(self) -> int:
        return self._process.wait(timeout=PATIENCE_S)

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        self._reader.join(timeout=PATIENCE_S)
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            with contextlib.suppress(BrokenPipeError):
                pipe.close()


@pytest.fixture
def chat(tmp_path: Path) -> Iterator[Terminal]:
    program = "from serving.cli import main; main()"
    # Greedy, the toy says the same each time, and does not come to an end on "tell" by itself.
    options = ("--data-dir", str(tmp_path), "--max-tokens", "8000", "--temperature", "0")
    terminal = Terminal(program, "chat", "toy", *options)
    yield terminal
    terminal.close()


def test_ctrl_c_stops_the_answer_and_ctrl_d_leaves(chat: Terminal) -> None:
    chat.wait_for(r"toy, session chat-\w+\. /help lists the commands\.\n\n> ")
    chat.press("tell\n")
    chat.wait_for(r"tell\n(?s:.){50}")
    chat.press(CTRL_C)
    chat.wait_for(r"\n\[TTFT .* stopped\]\n\n> ")
    chat.forget()
    chat.press(CTRL_C)
    chat.wait_for(r"\(Ctrl-D or /quit leaves\)\n\n> ")
    chat.press(CTRL_D)
    assert chat.wait() == 0


@pytest.mark.slow  # from a pipe it leaves too: test_serve.py
def test_quit_leaves(chat: Terminal) -> None:
    chat.wait_for("> ")
    chat.press("/quit\n")
    assert chat.wait() == 0
    assert "Traceback" not in chat.shown
