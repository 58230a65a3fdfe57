"""The processes of the ranks but the first: started, told, asked, and ended together."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from serving.engine import frames
from serving.engine.ranks.messages import Failed, Imported, Join, Message, RankSpec, Ready, Stop
from serving.errors import StartupError

STOP_TIMEOUT_S = 10.0  # for the step under way; then the processes are killed
EXIT_TIMEOUT_S = 2.0  # for a process whose socket has closed


class RankFailed(Exception):
    """A rank other than the first has ended; the model cannot go on without it."""


@dataclass(frozen=True, slots=True)
class _Rank:
    number: int
    process: subprocess.Popen[bytes]
    sock: socket.socket


class RankProcesses:
    """Ranks 1 and up. What fails here raises RankFailed naming the rank, and is of no more use."""

    def __init__(self, num_ranks: int) -> None:
        self._ranks: list[_Rank] = []
        try:
            for number in range(1, num_ranks):
                self._ranks.append(_start(number))
        except BaseException:
            self.kill()
            raise

    def join(self, spec: RankSpec, rendezvous: Path) -> None:
        """Have them load their shards, once all are there. They wait for rank 0's collectives.

        Raises StartupError where one ends before that.
        """
        self._expect_of_all(Imported)
        for rank in self._ranks:
            self._send(rank, Join(spec, rank.number, rendezvous))

    def wait_until_ready(self) -> None:
        """Raises what a rank raised as it loaded; StartupError where it ended without a word."""
        self._expect_of_all(Ready)

    def _expect_of_all(self, kind: type) -> None:
        messages = [_first_word(rank) for rank in self._ranks]
        errors = [message.error for message in messages if isinstance(message, Failed)]
        if errors:
            raise min(errors, key=_is_consequence)
        assert all(isinstance(message, kind) for message in messages), f"not all ranks sent {kind.__name__}"

    def post(self, message: Message) -> None:
        """The same to all."""
        self.post_each(message for _ in self._ranks)

    def post_each(self, messages: Iterable[Message]) -> None:
        """One to each, from rank 1 on."""
        for rank, message in zip(self._ranks, messages, strict=False):
            self._send(rank, message)

    def _send(self, rank: _Rank, message: Message | Join) -> None:
        try:
            frames.send(rank.sock, message)
        except OSError as error:
            raise self.failure() or RankFailed(f"rank {rank.number} does not listen") from error

    def ask(self, message: Message) -> list[Any]:
        """Their answers, from rank 1 on."""
        self.post(message)
        return [self._receive(rank) for rank in self._ranks]

    def _receive(self, rank: _Rank) -> Any:
        try:
            answer = frames.receive(rank.sock)
        except EOFError as error:
            raise RankFailed(f"rank {rank.number} ended{_manner(rank)}") from error
        if isinstance(answer, Failed):
            raise RankFailed(_reason(rank, answer)) from answer.error
        return answer

    def failure(self) -> RankFailed | None:
        """Why a step could not go on, if it was for one of them; the cause, where others followed it."""
        ends = [(rank, _last_word(rank)) for rank in self._ranks]
        silent = [rank for rank, word in ends if isinstance(word, EOFError)]
        if silent:
            return RankFailed(f"rank {silent[0].number} ended{_manner(silent[0])}")
        failed = [(rank, word) for rank, word in ends if isinstance(word, Failed)]
        if not failed:
            return None
        return RankFailed(_reason(*min(failed, key=lambda end: _is_consequence(end[1].error))))

    def close(self) -> None:
        """The step under way ends first, if that does not take too long."""
        for rank in self._ranks:
            try:
                frames.send(rank.sock, Stop())
            except OSError:
                continue  # it has ended already
        for rank in self._ranks:
            try:
                rank.process.wait(STOP_TIMEOUT_S)
            except subprocess.TimeoutExpired:
                break
        self.kill()

    def kill(self) -> None:
        for rank in self._ranks:
            rank.sock.close()
            rank.process.kill()
            rank.process.wait()


def _start(number: int) -> _Rank:
    ours, theirs = socket.socketpair()
    with theirs:
        command = [sys.executable, "-m", "serving.engine.ranks.worker", str(theirs.fileno())]
        process = subprocess.Popen(command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL)
    return _Rank(number, process, ours)


def _is_consequence(error: Exception) -> bool:
    """Of another rank's end: gloo raises a RuntimeError where it is left alone."""
    return isinstance(error, RuntimeError)


def _first_word(rank: _Rank) -> Any:
    """What a starting rank says; Failed, too, where it ends without a word."""
    try:
        return frames.receive(rank.sock)
    except EOFError:
        return Failed(StartupError(f"Rank {rank.number} ended while it started{_manner(rank)}."))


def _last_word(rank: _Rank) -> Failed | EOFError | None:
    """Its failure, EOFError where it ended without a word, None where it lives."""
    rank.sock.settimeout(EXIT_TIMEOUT_S)
    try:
        message = frames.receive(rank.sock)
    except TimeoutError:
        return None
    except (EOFError, OSError):
        return EOFError()
    return message if isinstance(message, Failed) else None


def _reason(rank: _Rank, message: Failed) -> str:
    return f"rank {rank.number} stopped: {type(message.error).__name__}: {message.error}"


def _manner(rank: _Rank) -> str:
    try:
        code = rank.process.wait(EXIT_TIMEOUT_S)
    except subprocess.TimeoutExpired:
        return ""
    return f", killed by signal {-code}" if code < 0 else f", with exit code {code}"
