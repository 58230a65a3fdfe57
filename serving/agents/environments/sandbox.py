"""One sandbox of this machine that runs: what its pid 1 is told (`inside`), and what it tells.

What comes from inside is not to be trusted: each line and all output have bounds.
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import json
import resource
import socket
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from serving.agents.environments.cgroups import Cgroup
from serving.agents.environments.driver import Command, CommandResult, Ending, Limits, SandboxLost
from serving.agents.environments.workspace import NoSuchFile, TooLarge, Workspace

MAX_LINE_BYTES = 256 * 1024
END_S = 5.0  # for the processes of a command to be gone once they are killed
WATCH_S = 0.1  # between looks at what a command uses
_LAST_WORDS = 2000  # bytes of what a sandbox said that did not begin


class LocalSandbox:
    """Belongs to the event loop, which must outlive it: the kernel ends it with the thread that began it."""

    def __init__(
        self,
        process: asyncio.subprocess.Process,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        workspace: Workspace,
        group: Cgroup | None,
        limits: Limits,
        rlimits: Mapping[str, int],
    ) -> None:
        self._process = process
        self._reader = reader
        self._writer = writer
        self._workspace = workspace
        self._group = group
        self._limits = limits
        self._rlimits = dict(rlimits)

    @classmethod
    async def of(
        cls, process: asyncio.subprocess.Process, channel: socket.socket, *parts: Any
    ) -> LocalSandbox:
        reader, writer = await asyncio.open_unix_connection(sock=channel, limit=MAX_LINE_BYTES)
        return cls(process, reader, writer, *parts)

    @property
    def is_alive(self) -> bool:
        return self._process.returncode is None

    async def begin(self) -> None:
        """Raises: SandboxLost."""
        try:
            await self._next()
        except SandboxLost:
            assert self._process.stderr is not None, "it is a pipe"
            said = (await self._process.stderr.read(_LAST_WORDS)).decode(errors="replace").strip()
            raise SandboxLost(f"A sandbox cannot be begun: {said or 'it said no more'}") from None

    async def run(self, command: Command) -> CommandResult:
        """See `Sandbox.run`."""
        output = _Output(self._limits.max_output_bytes)
        began, num_kills = time.monotonic(), self._num_memory_kills()
        await self._send(
            {
                "argv": list(command.argv),
                "cwd": command.cwd,
                "env": dict(command.env),
                "limits": self._rlimits,
                "max_output_bytes": output.max_bytes,
            }
        )
        reading = asyncio.ensure_future(self._read(output))
        watching = asyncio.ensure_future(self._watch())
        try:
            ending = await self._ended(reading, watching, command.timeout_s)
        finally:
            watching.cancel()
            if not reading.done():
                await asyncio.shield(asyncio.ensure_future(self._kill(reading)))
        with suppress(SandboxLost):
            reading.result()
        if not self.is_alive or output.code is None:
            await self.close()
            ending = "lost" if ending == "itself" else ending
        if self._num_memory_kills() > num_kills:
            ending = "memory"
        return CommandResult(
            exit_code=output.code,
            output=bytes(output.data),
            num_output_bytes=max(output.num_bytes, len(output.data)),
            duration_s=time.monotonic() - began,
            ended_by=ending,
        )

    async def _ended(
        self, reading: asyncio.Task[None], watching: asyncio.Task[Ending], timeout_s: float
    ) -> Ending:
        done, _ = await asyncio.wait(
            {reading, watching}, timeout=timeout_s, return_when=asyncio.FIRST_COMPLETED
        )
        if reading in done:
            return "itself"
        return watching.result() if watching in done else "timeout"

    async def _kill(self, reading: asyncio.Task[None]) -> None:
        """What the command began, and if that takes too long the sandbox."""
        with suppress(SandboxLost):
            await self._send({"kill": True})
        await asyncio.wait([reading], timeout=END_S)
        if not reading.done():
            await self.close()
            reading.cancel()
            await asyncio.wait([reading])

    async def close(self) -> None:
        with suppress(ProcessLookupError):
            self._process.kill()
        self._writer.close()
        if self._process.stderr is not None:  # read to its end, for the process to count as ended
            await self._process.stderr.read()
        await self._process.wait()
        if self._group is not None:
            await asyncio.to_thread(self._group.remove)

    # ---- what it says -------------------------------------------------------------------------------

    async def _send(self, message: Mapping[str, Any]) -> None:
        """Raises: SandboxLost."""
        try:
            self._writer.write(json.dumps(message).encode() + b"\n")
            await self._writer.drain()
        except ConnectionError as error:
            raise SandboxLost("The sandbox has ended.") from error

    async def _next(self) -> dict[str, Any]:
        """Raises: SandboxLost."""
        try:
            line = await self._reader.readline()
            message = json.loads(line) if line else None
        except (ConnectionError, ValueError) as error:
            raise SandboxLost(f"The sandbox says what it never should: {error}") from error
        if not isinstance(message, dict):
            raise SandboxLost("The sandbox has ended.")
        return message

    async def _read(self, output: _Output) -> None:
        """Until the command has ended. Raises: SandboxLost."""
        while output.code is None:
            output.take(await self._next())

    # ---- what it uses -------------------------------------------------------------------------------

    def _num_memory_kills(self) -> int:
        return 0 if self._group is None else self._group.num_memory_kills()

    async def _watch(self) -> Ending:
        """Returns when a command has used more than it may."""
        first = await asyncio.to_thread(self._disk_bytes)
        # One that begins with too many files may remove them, and not add to them.
        most = max(self._limits.disk_bytes, first)
        while True:
            began = time.monotonic()
            if await asyncio.to_thread(self._disk_bytes) > most:
                return "disk"
            if self._group is None and self._resident_bytes() > self._limits.memory_bytes:
                return "memory"
            # A large tree takes long to walk: look at it less often.
            await asyncio.sleep(max(WATCH_S, 10 * (time.monotonic() - began)))

    def _disk_bytes(self) -> int:
        try:
            return self._workspace.num_bytes()
        except TooLarge:
            return 2 * self._limits.disk_bytes
        except (NoSuchFile, OSError):  # the workspace itself is gone
            return 0

    def _resident_bytes(self) -> int:
        """Of the processes below the sandbox's first: pages that they share count for each."""
        return sum(_resident_bytes(pid) for pid in _descendants(self._process.pid))


class _Output:
    def __init__(self, max_bytes: int) -> None:
        self.max_bytes = max_bytes
        self.data = bytearray()
        self.code: int | None = None
        self.num_bytes = 0

    def take(self, message: Mapping[str, Any]) -> None:
        """Raises: SandboxLost."""
        try:
            if "out" in message:
                room = self.max_bytes - len(self.data)
                self.data += base64.b64decode(message["out"], validate=True)[:room]
            elif "code" in message:
                self.num_bytes = int(message["num_bytes"])
                self.code = int(message["code"])
        except (KeyError, TypeError, ValueError, binascii.Error) as error:
            raise SandboxLost(f"The sandbox says what it never should: {error}") from error


def _descendants(pid: int) -> list[int]:
    found, waiting = [], [pid]
    while waiting:
        here = waiting.pop()
        with suppress(OSError):
            for children in Path(f"/proc/{here}/task").glob("*/children"):
                more = [int(child) for child in children.read_text().split()]
                found += more
                waiting += more
    return found


def _resident_bytes(pid: int) -> int:
    with suppress(OSError, IndexError, ValueError):
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * resource.getpagesize()
    return 0
