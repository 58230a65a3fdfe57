"""Runs the engine in a process of its own: weights, KV and kernels live there, the interpreter is not shared.

The two talk over a socket pair: one message per step each way, pickled plain values. The child is told
what to load by a function that pickles, and answers with what the parent needs to know of it. It ends
when the socket closes, so it never outlives its parent.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import subprocess
import sys
from collections.abc import Callable
from typing import Any, cast

from serving.engine import frames
from serving.engine.engine import Message
from serving.errors import EngineDead, StartupError
from serving.replica.hosting.link import EngineLink, EngineListener
from serving.replica.hosting.loop import Stop
from serving.replica.hosting.messages import Died, Failed, Progressed, Ready
from serving.replica.loaded import Loaded

Progress = Callable[[str, int, int], None]  # (what is being done, steps done, steps in all)
STOP_TIMEOUT_S = 10.0  # for the step under way; then the process is killed


class EngineHandle:
    """A child process with a warm engine, before the event loop runs."""

    def __init__(self, process: subprocess.Popen[bytes], sock: socket.socket) -> None:
        self.process = process
        self.sock = sock

    def close(self) -> None:
        """For a start that failed: nobody waits for this engine."""
        self.sock.close()
        self.process.kill()
        self.process.wait()


def start_engine(load: Callable[[Progress], Loaded], progress: Progress) -> tuple[Loaded, EngineHandle]:
    """Start a child that runs `load`, and wait until it is warm. What it loaded comes without its runner.

    Raises: what `load` raised there; StartupError where the child ended without a word.
    """
    ours, theirs = socket.socketpair()
    with theirs:
        process = _spawn(theirs)
    handle = EngineHandle(process, ours)
    try:
        frames.send(ours, load)
        return _wait_until_ready(handle, progress), handle
    except BaseException:
        handle.close()
        raise


def _spawn(sock: socket.socket) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "serving.replica.hosting.worker", str(sock.fileno())]
    return subprocess.Popen(command, pass_fds=[sock.fileno()], stdin=subprocess.DEVNULL)


def _wait_until_ready(handle: EngineHandle, progress: Progress) -> Loaded:
    while True:
        try:
            message = frames.receive(handle.sock)
        except EOFError as error:
            code = handle.process.wait()
            raise StartupError(f"The engine process ended while it started, {_manner(code)}.") from error
        match message:
            case Progressed():
                progress(message.what, message.done, message.total)
            case Failed():
                raise message.error
            case Ready():
                return message.loaded
            case _:
                raise AssertionError(f"a starting engine sent {type(message).__name__}")


def _manner(exit_code: int) -> str:
    return f"killed by signal {-exit_code}" if exit_code < 0 else f"with exit code {exit_code}"


class EngineProcess(EngineLink):
    def __init__(self, handle: EngineHandle) -> None:
        super().__init__()
        self._handle = handle
        self._connection: _Connection | None = None
        self._is_stopping = False

    async def start(self, listener: EngineListener) -> None:
        self._listener = listener
        loop = asyncio.get_running_loop()
        _, self._connection = await loop.create_connection(
            lambda: _Connection(self._take_message, self._note_end), sock=self._handle.sock
        )

    async def stop(self) -> None:
        """The step under way ends first, if that does not take too long."""
        self._is_stopping = True
        if self._connection is None:
            self._handle.close()
            return
        self.post(Stop())
        process = self._handle.process
        try:
            await asyncio.to_thread(process.wait, STOP_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            process.kill()
            await asyncio.to_thread(process.wait)
        self._connection.close()

    def post(self, message: Message | Stop) -> None:
        if self._connection is not None:
            self._connection.send(message)

    def _take_message(self, message: Any) -> None:
        if isinstance(message, Died):
            self._die(EngineDead(message.text))
        else:
            self._take(message)

    def _note_end(self) -> None:
        if self._death is None and not self._is_stopping:
            code = self._handle.process.poll()
            manner = "" if code is None else f", {_manner(code)}"
            self._die(EngineDead(f"The engine's process ended{manner}. Restart the server."))


class _Connection(asyncio.Protocol):
    """The parent's end of the socket pair."""

    def __init__(self, on_message: Callable[[Any], None], on_end: Callable[[], None]) -> None:
        self._on_message = on_message
        self._on_end = on_end
        self._decoder = frames.FrameDecoder()
        self._transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.WriteTransport, transport)  # uvloop's is no subclass

    def data_received(self, data: bytes) -> None:
        for message in self._decoder.feed(data):
            self._on_message(message)

    def connection_lost(self, exc: Exception | None) -> None:
        self._transport = None
        self._on_end()

    def send(self, message: Any) -> None:
        if self._transport is not None:  # else its end has been told, or is about to be
            self._transport.write(frames.frame(message))

    def close(self) -> None:
        if self._transport is not None:
            with contextlib.suppress(OSError):
                self._transport.close()
