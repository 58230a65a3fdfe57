"""Pid 1 of a sandbox: runs the commands that the server sends, one at a time.

This file runs inside, as text given to the machine's own python3 (3.9 or newer): it imports nothing of
Tenure's. Standard input is a socket of the server's. Each line is JSON:

    server: {"argv": [...], "cwd": "/workspace", "env": {...}, "limits": {"RLIMIT_NPROC": 64, ...}}
    here:   {"out": base64}, as often as there is some; then {"code": 0, "num_bytes": 12}
    server: {"kill": true}, to end a command before it ends

What a command began ends with it: no process is left when its code is told.
"""

from __future__ import annotations

import base64
import contextlib
import ctypes
import json
import os
import resource
import select
import signal
import socket
import sys
from typing import Any

CHUNK = 32768
PR_SET_DUMPABLE = 4


def main() -> None:
    # Nobody of the same user may look into this process, or write to its memory.
    set_dumpable(False)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, lambda *_: None)  # it wakes `select`
    os.nice(10)  # the server comes first
    channel = socket.socket(fileno=os.dup(0))
    channel.set_inheritable(False)
    null = os.open("/dev/null", os.O_RDWR)
    wake_end, wake = os.pipe()
    os.set_blocking(wake, False)
    os.set_blocking(wake_end, False)
    signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
    send(channel, {"ready": True})
    for stream in (0, 1, 2):
        os.dup2(null, stream)
    lines = Lines(channel)
    while True:
        asked = lines.next()
        if "argv" in asked:  # else: a `kill` that came when there was nothing to end any more
            run(asked, channel, lines, wake_end)


def set_dumpable(is_dumpable: bool) -> None:
    ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, int(is_dumpable), 0, 0, 0)


def send(channel: socket.socket, message: dict[str, Any]) -> None:
    channel.sendall(json.dumps(message).encode() + b"\n")


class Lines:
    """Messages of the server's."""

    def __init__(self, channel: socket.socket) -> None:
        self.channel = channel
        self.data = b""

    def read(self) -> None:
        more = self.channel.recv(65536)
        if not more:
            sys.exit(0)  # the server has gone, or has had enough
        self.data += more

    def next(self) -> Any:
        while b"\n" not in self.data:
            self.read()
        line, _, self.data = self.data.partition(b"\n")
        return json.loads(line)

    @property
    def has_one(self) -> bool:
        return b"\n" in self.data


def run(asked: dict[str, Any], channel: socket.socket, lines: Lines, wake_end: int) -> None:
    output, write_end = os.pipe()
    pid = os.fork()
    if pid == 0:
        begin(asked, write_end)
    os.close(write_end)
    os.set_blocking(output, False)
    left = asked["max_output_bytes"]
    status: int | None = None
    num_bytes = 0
    while status is None:
        ends: list[Any] = [output, channel, wake_end]
        readable, _, _ = select.select(ends, [], [])
        if output in readable:
            data = read(output)
            num_bytes += len(data)
            left = pass_on(channel, data, left)
        if channel in readable:
            lines.read()
        if lines.has_one and lines.next().get("kill"):
            kill_all()
        if wake_end in readable:
            os.read(wake_end, 4096)
        status = reap(pid)
    kill_all()
    while reap_one(block=True) is not None:
        pass
    while data := read(output):  # everyone who could write is gone: it ends
        num_bytes += len(data)
        left = pass_on(channel, data, left)
    os.close(output)
    code = os.waitstatus_to_exitcode(status)
    send(channel, {"code": code if code >= 0 else 128 - code, "num_bytes": num_bytes})


def begin(asked: dict[str, Any], write_end: int) -> None:
    """The child: never returns."""
    try:
        os.setsid()
        os.dup2(write_end, 1)
        os.dup2(write_end, 2)
        for number in (signal.SIGPIPE, signal.SIGXFSZ, signal.SIGINT, signal.SIGCHLD):
            signal.signal(number, signal.SIG_DFL)
        set_dumpable(True)  # else /proc/self is root's
        with open("/proc/self/oom_score_adj", "w") as score:
            score.write("1000")  # where memory ends, this goes before the process that tells of it
        for name, value in asked["limits"].items():
            resource.setrlimit(getattr(resource, name), (value, value))
        os.chdir(asked["cwd"])
        os.execvpe(asked["argv"][0], asked["argv"], asked["env"])
    except BaseException as error:
        os.write(2, f"{error}\n".encode())
    finally:
        os._exit(127)


def read(output: int) -> bytes:
    """Empty: there is nothing now, or never will be."""
    try:
        return os.read(output, CHUNK)
    except BlockingIOError:
        return b""


def pass_on(channel: socket.socket, data: bytes, left: int) -> int:
    if data and left > 0:
        send(channel, {"out": base64.b64encode(data[:left]).decode()})
    return left - len(data)


def kill_all() -> None:
    """Every process but this one. A fork that is under way fails, for its parent is to be killed."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(-1, signal.SIGKILL)


def reap(pid: int) -> int | None:
    """Take away who has ended; returns how `pid` did."""
    status = None
    while (ended := reap_one(block=False)) is not None:
        if ended[0] == pid:
            status = ended[1]
    return status


def reap_one(*, block: bool) -> tuple[int, int] | None:
    try:
        ended = os.waitpid(-1, 0 if block else os.WNOHANG)
    except ChildProcessError:
        return None
    return ended if ended[0] else None


if __name__ == "__main__":
    main()
