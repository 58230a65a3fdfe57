"""A rank's process, of all but rank 0: `python -m serving.engine.ranks.worker FD`; see rank_processes.

It ends when rank 0 does: its socket closes, and so do the collectives of a step under way.
"""

from __future__ import annotations

import contextlib
import signal
import socket
import sys

from models.parallel.kv import source_heads
from serving.engine import frames
from serving.engine.cpu_runner import CpuRunner
from serving.engine.ranks.messages import (
    CopyBlock,
    Failed,
    Imported,
    Join,
    Message,
    ReadBlocks,
    Ready,
    RunStep,
    Stop,
    WriteBlocks,
)
from serving.engine.ranks.runner import make_rank_runner


def main(sock: socket.socket) -> int:
    # A terminal's Ctrl-C, and a supervisor's SIGTERM to the whole group, are rank 0's to answer.
    for ignored in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ignored, signal.SIG_IGN)
    try:
        frames.send(sock, Imported())
        _serve(sock, frames.receive(sock))
    except (EOFError, BrokenPipeError, ConnectionResetError):  # rank 0 has gone: nobody to compute for
        return 0
    except Exception as error:  # rank 0 raises it
        with contextlib.suppress(OSError):
            frames.send(sock, Failed(error))
        return 1
    return 0


def _serve(sock: socket.socket, join: Join) -> None:
    runner = make_rank_runner(join.spec, join.rank)
    own_sources = source_heads(join.spec.sharded.sharding.heads, join.rank)
    frames.send(sock, Ready())
    while not isinstance(message := frames.receive(sock), Stop):
        _answer(sock, runner, own_sources, message)


def _answer(sock: socket.socket, runner: CpuRunner, own_sources: list[int], message: Message) -> None:
    match message:
        case RunStep():
            runner.submit(message.batch)
        case CopyBlock():
            runner.copy_block(message.source, message.target)
        case ReadBlocks():
            frames.send(sock, runner.read_blocks(message.block_ids)[:, :, :, own_sources])
        case WriteBlocks():
            runner.write_blocks(message.block_ids, message.payload)
        case _:
            raise AssertionError(f"rank 0 sent {type(message).__name__}")


if __name__ == "__main__":
    raise SystemExit(main(socket.socket(fileno=int(sys.argv[1]))))
