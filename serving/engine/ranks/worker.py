"""A rank's process, of all but rank 0: `python -m serving.engine.ranks.worker FD`; see rank_processes.

It ends when rank 0 does: its socket closes, and so do the collectives of a step under way.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import sys
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from models.parallel.kv import source_heads
from serving.engine import frames
from serving.engine.ranks.messages import (
    CopyBlock,
    Failed,
    Imported,
    Join,
    Message,
    RankRunner,
    RankStep,
    ReadBlocks,
    Ready,
    RunStep,
    Stop,
    WriteBlocks,
)


def main(sock: socket.socket) -> int:
    # A terminal's Ctrl-C, and a supervisor's SIGTERM to the whole group, are rank 0's to answer.
    for ignored in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ignored, signal.SIG_IGN)
    try:
        frames.send(sock, Imported())
        join: Join = frames.receive(sock)
        _Rank(sock, join).serve()
    except (EOFError, BrokenPipeError, ConnectionResetError):  # rank 0 has gone: nobody to compute for
        return 0
    except Exception as error:  # rank 0 raises it
        with contextlib.suppress(OSError):
            frames.send(sock, Failed(error))
        return 1
    return 0


class _Rank:
    def __init__(self, sock: socket.socket, join: Join) -> None:
        self._sock = sock
        self._sending = threading.Lock()
        self._runner: RankRunner = join.spec.make_runner(join.rank, join.rendezvous)
        self._own_sources = source_heads(join.spec.heads, join.rank)
        # A step may end long after it was submitted: somebody has to see whether it went well.
        self._watch = ThreadPoolExecutor(1, thread_name_prefix="rank-steps")

    def serve(self) -> None:
        self._send(Ready())
        while not isinstance(message := frames.receive(self._sock), Stop):
            self._answer(message)
        self._watch.shutdown()
        self._runner.close()

    def _answer(self, message: Message) -> None:
        match message:
            case RunStep():
                step: RankStep = self._runner.submit(message.batch)
                self._watch.submit(step.wait).add_done_callback(self._end_if_failed)
            case CopyBlock():
                self._runner.copy_block(message.source, message.target)
            case ReadBlocks():
                self._send(self._runner.read_blocks(message.block_ids)[:, :, :, self._own_sources])
            case WriteBlocks():
                self._runner.write_blocks(message.block_ids, message.payload)
            case _:
                raise AssertionError(f"rank 0 sent {type(message).__name__}")

    def _end_if_failed(self, step: Future[None]) -> None:
        """At once, so that rank 0 does not wait for this rank in a collective."""
        error = step.exception()
        if isinstance(error, Exception):
            try:
                self._send(Failed(error))
            finally:
                os._exit(1)

    def _send(self, answer: Any) -> None:
        with self._sending:
            frames.send(self._sock, answer)


if __name__ == "__main__":
    raise SystemExit(main(socket.socket(fileno=int(sys.argv[1]))))
