"""The engine's own process: `python -m serving.replica.hosting.worker FD`, started by engine_process."""

from __future__ import annotations

import logging
import os
import queue
import signal
import socket
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from serving.engine import frames
from serving.engine.engine import Engine
from serving.engine.grammars.grammar import Grammars
from serving.engine.messages import AddSequence
from serving.replica.hosting.engine import make_engine
from serving.replica.hosting.link import dead_of
from serving.replica.hosting.loop import EngineLoop, Inbox, Report, Stop
from serving.replica.hosting.messages import Died, Failed, Progressed, Ready
from serving.replica.loaded import Loaded, RunnerFacts

_log = logging.getLogger(__name__)


def main(sock: socket.socket) -> int:
    # A terminal's Ctrl-C, and a supervisor's SIGTERM to the whole group, are the parent's to answer: it
    # may want to finish what runs.
    for ignored in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ignored, signal.SIG_IGN)
    load = frames.receive(sock)
    reader = _Reader(sock)
    reader.start()
    try:
        engine = _start(sock, load, reader)
    except Exception as error:  # the parent raises it
        frames.send(sock, Failed(error))
        return 1
    return _run(sock, engine, reader.inbox)


def _start(
    sock: socket.socket, load: Callable[[Callable[[str, int, int], None]], Loaded], reader: _Reader
) -> Engine:
    loaded = load(lambda what, done, total: frames.send(sock, Progressed(what, done, total)))
    grammars = reader.grammars = Grammars(loaded.tokenizer, loaded.runner.vocab_size)
    frames.send(sock, Progressed("warm-up", 0, 1))
    engine = make_engine(loaded, grammars)
    frames.send(sock, Progressed("warm-up", 1, 1))
    frames.send(sock, Ready(replace(loaded, runner=RunnerFacts.of(loaded.runner))))
    return engine


def _run(sock: socket.socket, engine: Engine, inbox: Inbox) -> int:
    try:
        EngineLoop(engine, inbox, partial(_report, sock)).run()
    except _ParentGone:
        return 0
    except Exception as error:  # everybody who waits must hear of it
        _log.exception("engine_died")
        frames.send(sock, Died(str(dead_of(error))))
        return 1
    return 0


class _ParentGone(Exception):
    """Nobody is there to compute for."""


def _report(sock: socket.socket, report: Report) -> None:
    try:
        frames.send(sock, report)
    except ConnectionError as error:
        raise _ParentGone from error


class _Reader(threading.Thread):
    """Moves messages into the inbox, so that the parent never waits for the step under way.

    A sequence's grammar is compiled on the way, so that no step waits for that.
    """

    def __init__(self, sock: socket.socket) -> None:
        super().__init__(name="tenure-inbox", daemon=True)
        self.inbox: Inbox = queue.SimpleQueue()
        self.grammars: Grammars | None = None  # from when the engine is ready
        self._sock = sock

    def run(self) -> None:
        while True:
            try:
                message = frames.receive(self._sock)
            except EOFError:
                os._exit(0)  # the parent has gone: whatever is under way, nobody waits for it
            if isinstance(message, AddSequence) and message.grammar is not None and self.grammars is not None:
                self.grammars.compile(message.grammar)
            self.inbox.put(message)
            if isinstance(message, Stop):
                return


if __name__ == "__main__":
    raise SystemExit(main(socket.socket(fileno=int(sys.argv[1]))))
