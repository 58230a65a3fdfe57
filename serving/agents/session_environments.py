"""The environments of this server's sessions: begun when they are first used, suspended when they are not.

What there is of an environment is a row of the log, and a folder beside the data directory. The folder may
be lost (another machine goes on with the session, a disk was cleaned): the environment is made anew then,
and says so, `reset_count` times.
"""

from __future__ import annotations

import asyncio
import base64
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, TypeVar

from serving.agent_sessions import (
    ARTIFACTS,
    WORKSPACE,
    Artifact,
    Environment,
    EnvironmentFile,
    path_below,
)
from serving.agents.commands import (
    InvalidCommand,
    command_of,
    command_tools,
    not_run,
    outcome_of,
)
from serving.agents.environments.driver import Command, Limits, Sandbox, SandboxLost
from serving.agents.environments.host import Host, HostUnavailable
from serving.agents.environments.workspace import Damaged, NoSuchFile, TooLarge, Workspace
from serving.agents.news import News
from serving.errors import EnvironmentFileNotFound, InvalidRequest, TenureError, reason_of
from serving.logs import get_logger
from serving.principal import Principal
from serving.replica.workers import Workers
from serving.request import Tool
from serving.sessions.agents.environment_store import EnvironmentStore
from serving.sessions.agents.work import CallOutcome, CommandCall
from serving.sessions.writing import new_id

MAX_ARTIFACTS = 64  # of one turn
_CHUNK = 256 * 1024
_PREPARED = "prepared"  # beside the workspace: its setup commands have run
_MAX_LOOKS_S = 15.0  # between looks for environments that nobody uses

T = TypeVar("T")
_log = get_logger(__name__)


@dataclass(slots=True, eq=False)
class _Live:
    """What this process has of an environment."""

    workspace: Workspace
    commands: asyncio.Lock = field(default_factory=asyncio.Lock)  # one at a time
    files: asyncio.Lock = field(default_factory=asyncio.Lock)  # taken after `commands`, by whoever needs both
    num_users: int = 0
    sandbox: Sandbox | None = None
    last_used_s: float = field(default_factory=time.monotonic)


class SessionEnvironments:
    """Belongs to the event loop."""

    def __init__(
        self, host: Host, folder: Path, store: EnvironmentStore, workers: Workers, news: News
    ) -> None:
        self._host = host
        self._folder = folder
        self._store = store
        self._workers = workers
        self._news = news
        self._live: dict[str, _Live] = {}
        self._room = asyncio.Semaphore(host.max_sandboxes)
        self._num_waiting = 0
        self._looks: asyncio.Task[None] | None = None

    # ---- life -------------------------------------------------------------------------------------

    async def start(self) -> None:
        """Look whether there are sandboxes. Where they were asked for and are not, the log says so."""
        await self._host.start(self._folder)
        if self._host.is_on:
            self._looks = asyncio.get_running_loop().create_task(self._look_again_and_again())

    async def close(self) -> None:
        """All sandboxes end; files stay."""
        if self._looks is not None:
            self._looks.cancel()
            await asyncio.wait([self._looks])
        await asyncio.gather(*(self._stop(live) for live in self._live.values()))

    def check(self) -> None:
        """Raises: InvalidRequest where this server has no environments."""
        try:
            self._host.check()
        except HostUnavailable as error:
            raise InvalidRequest(
                f"This server has no environments: {error}",
                param="environment.type",
                code="environment_unavailable",
            ) from None

    def shown(self, environment: Environment) -> Environment:
        """As it is now: whether a sandbox runs is known here alone."""
        live = self._live.get(environment.environment_id)
        is_connected = live is not None and live.sandbox is not None and live.sandbox.is_alive
        return replace(environment, status="connected") if is_connected else environment

    @property
    def limits(self) -> Limits:
        return self._host.limits

    def tools(self) -> list[Tool]:
        return command_tools(self.limits)

    # ---- commands -----------------------------------------------------------------------------------

    async def run(self, principal: Principal, environment_id: str, call: CommandCall) -> CallOutcome:
        """One call, made once. Cancelling it ends all that it began."""
        try:
            self.check()
            environment = await self._get(principal, environment_id)
            env = {**self._host.variables, **environment.config.env}
            command = command_of(call.name, call.arguments, self._host.shell, env, self.limits)
            async with self._used(environment_id) as live, live.commands:
                async with live.files:
                    notes = await self._ready(live, principal, environment_id)
                sandbox = await self._sandbox(live, environment)
                result = await sandbox.run(command)
                if result.ended_by == "disk" and await self._is_far_too_large(live):
                    async with live.files:
                        notes += await self._reset(live, environment, "they took twice the room they may")
        except InvalidCommand as error:
            return not_run(error)
        except TenureError as error:
            return CallOutcome(error={"type": "sandbox_error", "message": str(error)})
        finally:
            await self._make_room_for_others(environment_id)
        return outcome_of(result, self.limits, notes)

    async def _get(self, principal: Principal, environment_id: str) -> Environment:
        return await self._workers.run(self._store.get, principal, environment_id)

    @asynccontextmanager
    async def _used(self, environment_id: str) -> AsyncIterator[_Live]:
        """It is not forgotten meanwhile."""
        live = self._live.get(environment_id)
        if live is None:
            workspace = Workspace(self._folder / environment_id, self._host.owner)
            live = self._live[environment_id] = _Live(workspace)
        live.num_users += 1
        try:
            yield live
        finally:
            live.num_users -= 1
            live.last_used_s = time.monotonic()

    async def _sandbox(self, live: _Live, environment: Environment) -> Sandbox:
        """Raises: SandboxLost."""
        sandbox = live.sandbox
        if sandbox is None or not sandbox.is_alive:
            sandbox = await self._begun(live, environment.environment_id)
        prepared = live.workspace.folder / _PREPARED
        if not prepared.exists():
            await self._set_up(sandbox, environment)
            prepared.touch()
            if environment.status == "failed":
                await self._note(environment.environment_id, "connected")
        return sandbox

    async def _begun(self, live: _Live, environment_id: str) -> Sandbox:
        """Raises: SandboxLost."""
        await self._stop(live)
        await self._acquire_room()
        try:
            live.sandbox = sandbox = await self._host.driver.start(live.workspace)
        except BaseException:
            self._room.release()
            raise
        await self._note(environment_id, "connected")
        return sandbox

    async def _set_up(self, sandbox: Sandbox, environment: Environment) -> None:
        """Raises: SandboxLost."""
        config = environment.config
        for index, setup in enumerate(config.setup_commands):
            env = {**self._host.variables, **config.env}
            argv = (self._host.shell, "-c", setup["command"])
            timeout_s = self.limits.command_s
            result = await sandbox.run(Command(argv=argv, timeout_s=timeout_s, cwd=setup["cwd"], env=env))
            if result.exit_code != 0 or result.ended_by != "itself":
                how = f"exit code {result.exit_code}" if result.ended_by == "itself" else result.ended_by
                message = f"setup_commands.{index} did not end well ({how})."
                error = {"type": "environment_error", "code": "setup_failed", "message": message}
                await self._note(environment.environment_id, "failed", error)
                raise SandboxLost(f"The environment is not ready: {message}")

    async def _stop(self, live: _Live) -> None:
        if live.sandbox is not None:
            sandbox, live.sandbox = live.sandbox, None
            await sandbox.close()
            self._room.release()

    async def _acquire_room(self) -> None:
        """At most so many sandboxes run: of those that do nothing the one ends that was used least lately."""
        if self._room.locked():
            idle = [one for one in self._live.values() if one.sandbox is not None and not one.num_users]
            if idle:
                oldest = min(idle, key=lambda one: one.last_used_s)
                async with oldest.commands:
                    await self._stop(oldest)
        self._num_waiting += 1
        try:
            await self._room.acquire()
        finally:
            self._num_waiting -= 1

    async def _make_room_for_others(self, environment_id: str) -> None:
        live = self._live.get(environment_id)
        if self._num_waiting and live is not None and not live.num_users:
            async with live.commands:
                await self._stop(live)

    # ---- files --------------------------------------------------------------------------------------

    async def _ready(self, live: _Live, principal: Principal, environment_id: str) -> str:
        """The files are there, or are made; returns what the model is to know of that.

        Raises: SandboxLost.
        """
        try:
            return await self._made_ready(live, principal, environment_id)
        except OSError as error:
            raise SandboxLost(f"The environment's files cannot be made: {reason_of(error)}.") from error

    async def _made_ready(self, live: _Live, principal: Principal, environment_id: str) -> str:
        workspace = live.workspace
        if await asyncio.to_thread(_is_resumed, workspace):
            return ""
        environment = await self._get(principal, environment_id)
        if environment.is_begun:
            return await self._reset(live, environment, "they are not on this machine any more")
        await self._make(live, environment)
        await self._tell(self._store.note_begun, environment_id, False)
        return ""

    async def _reset(self, live: _Live, environment: Environment, why: str) -> str:
        await self._stop(live)
        await asyncio.to_thread(live.workspace.clear)
        await self._make(live, environment)
        await self._tell(self._store.note_begun, environment.environment_id, True)
        count = environment.reset_count + 1
        _log.warning("environment_reset", environment_id=environment.environment_id, reason=why)
        return f"[The files in {WORKSPACE} were lost ({why}): the environment is a new one. Reset {count}.]\n"

    async def _make(self, live: _Live, environment: Environment) -> None:
        workspace = live.workspace

        def make() -> None:
            (workspace.folder / _PREPARED).unlink(missing_ok=True)
            files = environment.config.files
            workspace.create((_below(file["path"]), base64.b64decode(file["data"])) for file in files)

        await asyncio.to_thread(make)

    async def _is_far_too_large(self, live: _Live) -> bool:
        try:
            return await asyncio.to_thread(live.workspace.num_bytes) > 2 * self.limits.disk_bytes
        except TooLarge:
            return True

    async def files(
        self, principal: Principal, environment_id: str, path: str
    ) -> tuple[EnvironmentFile, ...]:
        """All plain files below a folder. Raises: EnvironmentNotFound, EnvironmentFileNotFound."""
        below = _below(path)
        async with self._with_files(principal, environment_id) as workspace:
            try:
                found = await asyncio.to_thread(workspace.files, below)
            except NoSuchFile:
                raise EnvironmentFileNotFound(path) from None
            except TooLarge as error:
                raise _full(error) from None
        return tuple(EnvironmentFile(f"{WORKSPACE}/{one}", size) for one, size in found)

    async def write(
        self, principal: Principal, environment_id: str, path: str, data: bytes
    ) -> EnvironmentFile:
        """Raises: EnvironmentNotFound, EnvironmentFileNotFound, InvalidRequest."""
        below = _below(path)
        async with self._with_files(principal, environment_id) as workspace:
            try:
                room = self.limits.disk_bytes - await asyncio.to_thread(workspace.num_bytes)
            except TooLarge as error:
                raise _full(error) from None
            if len(data) > room:
                raise InvalidRequest(
                    f"The file has {len(data):,} bytes, and the environment has room for {max(0, room):,} "
                    f"more: its files may have {self.limits.disk_bytes:,}. Remove some.",
                    param="data",
                    code="environment_full",
                )
            try:
                await asyncio.to_thread(workspace.write, below, data)
            except (NoSuchFile, IsADirectoryError):
                raise EnvironmentFileNotFound(str(PurePosixPath(path).parent)) from None
        return EnvironmentFile(f"{WORKSPACE}/{below}", len(data))

    async def read(self, principal: Principal, environment_id: str, path: str) -> AsyncGenerator[bytes]:
        """Raises: EnvironmentNotFound, EnvironmentFileNotFound."""
        with ExitStack() as stack:
            async with self._with_files(principal, environment_id) as workspace:
                try:
                    file = stack.enter_context(workspace.open(_below(path)))
                except NoSuchFile:
                    raise EnvironmentFileNotFound(path) from None
            while chunk := await asyncio.to_thread(file.read, _CHUNK):  # others go on meanwhile
                yield chunk

    @asynccontextmanager
    async def _with_files(self, principal: Principal, environment_id: str) -> AsyncIterator[Workspace]:
        """Its files are there. A command that runs is not waited for."""
        self.check()
        await self._get(principal, environment_id)
        async with self._used(environment_id) as live, live.files:
            await self._ready(live, principal, environment_id)
            yield live.workspace

    # ---- artifacts ------------------------------------------------------------------------------------

    async def publish(
        self, principal: Principal, session_id: str, turn_id: str, environment_id: str
    ) -> tuple[Artifact, ...]:
        """What is below `ARTIFACTS` and was not published before as it is now."""
        if not self._host.is_on:
            return ()
        async with self._used(environment_id) as live, live.files:
            if not live.workspace.root.is_dir():
                return ()  # nothing has run since it was suspended, or made
            known = await self._workers.run(self._store.published, session_id)
            found = await asyncio.to_thread(self._published, live.workspace, known)
        return tuple(
            Artifact(
                artifact_id=artifact_id,
                session_id=session_id,
                environment_id=environment_id,
                turn_id=turn_id,
                created=time.time(),
                path=path,
                size_bytes=size,
                digest=digest,
            )
            for artifact_id, path, size, digest in found
        )

    def _published(self, workspace: Workspace, known: dict[str, str]) -> list[tuple[str, str, int, str]]:
        found = []
        try:
            files = workspace.files(_below(ARTIFACTS))
            room = self.limits.disk_bytes - workspace.num_artifact_bytes()
        except (NoSuchFile, TooLarge):
            return []
        for below, _ in files:
            path, artifact_id = f"{WORKSPACE}/{below}", new_id("artifact")
            try:
                size, digest = workspace.publish(PurePosixPath(below), artifact_id, room)
            except (NoSuchFile, TooLarge, OSError) as error:
                _log.warning("artifact_not_published", path=path, reason=str(error))
                continue
            if known.get(path) == digest:
                workspace.artifact(artifact_id).unlink()
                continue
            room -= size
            found.append((artifact_id, path, size, digest))
            if len(found) == MAX_ARTIFACTS:
                _log.warning("artifacts_not_published", max=MAX_ARTIFACTS)
                break
        return found

    async def read_artifact(self, artifact: Artifact) -> AsyncGenerator[bytes]:
        """Raises: EnvironmentFileNotFound where it is not on this machine."""
        file = await asyncio.to_thread(_opened, self._artifact_path(artifact), artifact.path)
        with file:
            while chunk := await asyncio.to_thread(file.read, _CHUNK):
                yield chunk

    def delete_artifact(self, artifact: Artifact) -> None:
        self._artifact_path(artifact).unlink(missing_ok=True)

    def _artifact_path(self, artifact: Artifact) -> Path:
        workspace = Workspace(self._folder / artifact.environment_id, self._host.owner)
        return workspace.artifact(artifact.artifact_id)

    # ---- ends -----------------------------------------------------------------------------------------

    async def _look_again_and_again(self) -> None:
        while True:
            await asyncio.sleep(min(self._host.idle_s / 4, _MAX_LOOKS_S))
            for look in (self.suspend_idle, self.remove_left):
                try:
                    await look()
                except Exception:
                    _log.exception("environments_not_looked_after")

    async def suspend_idle(self) -> None:
        before = time.monotonic() - self._host.idle_s
        for environment_id, live in list(self._live.items()):
            if live.last_used_s <= before and not live.num_users:
                async with live.commands, live.files:
                    await self._suspend(environment_id, live)

    async def _suspend(self, environment_id: str, live: _Live) -> None:
        await self._stop(live)
        if live.workspace.root.is_dir():
            try:
                await asyncio.to_thread(live.workspace.suspend, self.limits.disk_bytes)
            except (TooLarge, NoSuchFile, OSError) as error:
                _log.warning("environment_not_packed", environment_id=environment_id, reason=str(error))
            else:
                await self._note(environment_id, "suspended")
        if self._live.get(environment_id) is live and not live.num_users:
            del self._live[environment_id]

    async def remove_left(self) -> None:
        """The files of environments whose session is gone."""
        for environment_id in await self._workers.run(self._store.left):
            async with self._used(environment_id) as live, live.commands, live.files:
                await self._stop(live)
                try:
                    await asyncio.to_thread(live.workspace.remove)
                except OSError as error:  # the others' go all the same
                    _log.error("environment_not_removed", environment_id=environment_id, reason=str(error))
                    continue
            self._live.pop(environment_id, None)
            await self._workers.run(self._store.forget, environment_id)

    # ---- rows -----------------------------------------------------------------------------------------

    async def _note(self, environment_id: str, status: Any, error: Any = None) -> None:
        await self._tell(self._store.note, environment_id, status, error)

    async def _tell(self, function: Callable[..., str | None], *arguments: Any) -> None:
        session_id = await self._workers.run(function, *arguments)
        if session_id is not None:
            self._news.tell(session_id)


def _below(path: str) -> PurePosixPath:
    below = path_below(path)
    assert below is not None, "the API has looked at it"
    return below


def _full(error: TooLarge) -> InvalidRequest:
    return InvalidRequest(f"The environment has {error}. Remove some.", code="environment_full")


def _is_resumed(workspace: Workspace) -> bool:
    """False: the files are not here, or their checkpoint is damaged."""
    if workspace.is_suspended:
        try:
            workspace.resume()
        except Damaged as error:
            _log.warning("checkpoint_damaged", path=str(workspace.folder), reason=str(error))
            return False
    return workspace.root.is_dir()


def _opened(path: Path, shown: str) -> BinaryIO:
    try:
        return path.open("rb")
    except FileNotFoundError:
        raise EnvironmentFileNotFound(shown) from None
