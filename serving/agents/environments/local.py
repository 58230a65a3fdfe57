"""Sandboxes on this machine: bubblewrap, a seccomp filter, and bounds by cgroups or rlimits.

A server that is root runs its sandboxes as nobody: started as root, bubblewrap would leave files of root's
within reach of a program that is root outside, whatever it is called inside. Since nobody may not walk to
the data directory, root first binds the workspace to /mnt, which only that sandbox's mounts show so.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import subprocess
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from uuid import uuid4

from serving.agent_sessions import WORKSPACE
from serving.agents.environments import seccomp
from serving.agents.environments.cgroups import Cgroup, Cgroups, NoCgroups
from serving.agents.environments.driver import Limits, SandboxLost
from serving.agents.environments.sandbox import LocalSandbox
from serving.agents.environments.workspace import Owner, Workspace
from serving.errors import reason_of

NOBODY = Owner(65534, 65534)
UID = 1000  # inside
START_S = 20.0
PATH = "/usr/local/bin:/usr/bin:/bin"
VARIABLES = {"PATH": PATH, "HOME": WORKSPACE, "LANG": "C.UTF-8", "TMPDIR": "/tmp", "USER": "agent"}
_INSIDE = Path(__file__).with_name("inside.py").read_text(encoding="utf-8")
_TMP_SHARE, _MAX_TMP_BYTES = 4, 256 * 1024**2  # of the memory that an environment may have
_SHM_BYTES = 16 * 1024**2
_FILES = {  # small files of /etc
    "/etc/passwd": f"agent:x:{UID}:{UID}::{WORKSPACE}:/bin/sh\nnobody:x:65534:65534::/:/bin/false\n",
    "/etc/group": f"agent:x:{UID}:\nnogroup:x:65534:\n",
    "/etc/hosts": "127.0.0.1 localhost sandbox\n::1 localhost\n",
}
_READABLE = ("/etc/alternatives", "/etc/ld.so.cache", "/etc/ssl/certs", "/etc/localtime", "/etc/mime.types")
# $1: the cgroup.procs to enter, separated by spaces; $2: the workspace; then bubblewrap's arguments.
_ENTER = 'for group in $1; do echo $$ > "$group" || exit 1; done; workspace=$2; shift 2; '
_AS_USER = _ENTER + 'exec bwrap "$@"'
_AS_ROOT = (
    _ENTER + "exec unshare --mount -- /bin/sh -c "
    '\'mount --no-mtab --bind -- "$0" /mnt && cd / && '
    f'exec setpriv --reuid={NOBODY.uid} --regid={NOBODY.gid} --clear-groups bwrap "$@"\' "$workspace" "$@"'
)


def owner_of_files() -> Owner | None:
    """Whom the files of a workspace are to belong to."""
    return NOBODY if os.geteuid() == 0 else None


class LocalUnavailable(Exception):
    """This machine has no sandboxes, and why."""


@dataclass(frozen=True, slots=True)
class Machine:
    """What of a sandbox's parts there is."""

    bwrap_version: str
    shell: str  # inside
    cgroups: Cgroups | None
    no_cgroups: str = ""  # why there are none

    @classmethod
    def look(cls) -> Machine:
        """Raises: LocalUnavailable where a part is missing that there is nothing in place of."""
        version = _bwrap_version()
        needed = ["sh", "python3", "rm", "chmod"]
        if os.geteuid() == 0:
            needed += ["setpriv", "unshare", "mount"]
        for name in needed:
            if shutil.which(name, path=PATH) is None:
                raise LocalUnavailable(f"there is no {name} in {PATH.replace(':', ', ')}.")
        try:
            seccomp.program()
        except ImportError:
            raise LocalUnavailable("pyseccomp is not installed: pip install 'tenure[agents]'.") from None
        except (OSError, RuntimeError) as error:
            raise LocalUnavailable(f"libseccomp cannot be used ({error}): apt install libseccomp2.") from None
        shell = "bash" if shutil.which("bash", path=PATH) else "sh"
        try:
            return cls(version, shell, Cgroups.find())
        except NoCgroups as error:
            return cls(version, shell, None, str(error))


@cache
def _bwrap_version() -> str:
    """Raises: LocalUnavailable."""
    if shutil.which("bwrap", path=PATH) is None:
        raise LocalUnavailable("bubblewrap is not installed: apt install bubblewrap.")
    ask = {"capture_output": True, "text": True, "timeout": START_S, "env": {"PATH": PATH}}
    try:
        version = subprocess.run(("bwrap", "--version"), check=True, **ask).stdout.split()[-1]  # type: ignore[call-overload]
        options = subprocess.run(("bwrap", "--help"), check=True, **ask)  # type: ignore[call-overload]
    except (OSError, subprocess.SubprocessError) as error:
        raise LocalUnavailable(f"bwrap does not run: {reason_of(error)}.") from None
    missing = [name for name in ("--size", "--disable-userns") if name not in options.stdout + options.stderr]
    if missing:
        raise LocalUnavailable(f"bwrap {version} has no {missing[0]}: 0.8 or newer is needed.")
    return str(version)


class LocalDriver:
    """Belongs to the event loop."""

    def __init__(self, machine: Machine, limits: Limits) -> None:
        self._machine = machine
        self._limits = limits

    async def start(self, workspace: Workspace) -> LocalSandbox:
        """Raises: SandboxLost."""
        try:
            return await self._start(workspace)
        except OSError as error:
            raise SandboxLost(f"A sandbox cannot be begun: {reason_of(error)}.") from error

    async def _start(self, workspace: Workspace) -> LocalSandbox:
        group = self._group()
        ours, theirs = socket.socketpair()
        with ExitStack() as stack:
            stack.callback(theirs.close)
            files = {path: _memory_file(stack, text.encode()) for path, text in _FILES.items()}
            filter_file = _memory_file(stack, seccomp.program())
            entrances = "" if group is None else " ".join(map(str, group.entrances))
            script = _AS_ROOT if os.geteuid() == 0 else _AS_USER
            process = await asyncio.create_subprocess_exec(
                *("/bin/sh", "-c", script, "sh", entrances, str(workspace.root)),
                *self._arguments(workspace, files, filter_file),
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                pass_fds=(*files.values(), filter_file),
                env={"PATH": f"/usr/sbin:/sbin:{PATH}"},
                cwd="/",
            )
        sandbox = await LocalSandbox.of(process, ours, workspace, group, self._limits, self._rlimits(group))
        try:
            async with asyncio.timeout(START_S):
                await sandbox.begin()
        except TimeoutError:
            await sandbox.close()
            raise SandboxLost(f"A sandbox has not begun within {START_S:g} s.") from None
        except BaseException:
            await sandbox.close()
            raise
        return sandbox

    def _group(self) -> Cgroup | None:
        cgroups, limits = self._machine.cgroups, self._limits
        if cgroups is None:
            return None
        return cgroups.create(
            uuid4().hex[:12],
            memory_bytes=limits.memory_bytes,
            max_processes=limits.max_processes + 2,  # bubblewrap, and pid 1 of the sandbox
        )

    def _rlimits(self, group: Cgroup | None) -> dict[str, int]:
        """Of each process. Without a cgroup also what that would bound, as far as they can."""
        limits = self._limits
        found = {
            "RLIMIT_FSIZE": limits.disk_bytes,
            "RLIMIT_NPROC": limits.max_processes + 1,
            "RLIMIT_CORE": 0,
            "RLIMIT_NOFILE": 1024,
            "RLIMIT_MEMLOCK": 64 * 1024,
        }
        return found if group is not None else {**found, "RLIMIT_DATA": limits.memory_bytes}

    def _arguments(self, workspace: Workspace, files: dict[str, int], filter_file: int) -> list[str]:
        source = "/mnt" if os.geteuid() == 0 else str(workspace.root)
        tmp_bytes = min(self._limits.memory_bytes // _TMP_SHARE, _MAX_TMP_BYTES)
        given = [
            *("--unshare-user", "--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts"),
            *("--unshare-cgroup-try", "--disable-userns", "--uid", str(UID), "--gid", str(UID)),
            *("--cap-drop", "ALL", "--hostname", "sandbox"),
            *("--die-with-parent", "--new-session", "--as-pid-1", "--seccomp", str(filter_file)),
            *("--ro-bind", "/usr", "/usr"),
            *(part for name in ("bin", "sbin", "lib", "lib32", "lib64") for part in _system(name)),
            *(part for path in _READABLE for part in ("--ro-bind-try", path, path)),
            *(part for path, file in files.items() for part in ("--ro-bind-data", str(file), path)),
            *("--proc", "/proc", "--dev", "/dev"),
            *("--size", str(_SHM_BYTES), "--tmpfs", "/dev/shm", "--remount-ro", "/dev"),
            *("--size", str(tmp_bytes), "--perms", "1777", "--tmpfs", "/tmp"),
            *("--bind", source, WORKSPACE, "--remount-ro", "/", "--chdir", WORKSPACE, "--clearenv"),
        ]
        for name, value in VARIABLES.items():
            given += ("--setenv", name, value)
        return [*given, "--", "python3", "-I", "-S", "-c", _INSIDE]


def _system(name: str) -> tuple[str, ...]:
    """/bin and its like: links to what is in /usr, or folders of their own on older systems."""
    path = Path("/", name)
    if path.is_symlink():
        return "--symlink", str(path.readlink()).lstrip("/"), str(path)
    return ("--ro-bind", str(path), str(path)) if path.is_dir() else ()


def _memory_file(stack: ExitStack, data: bytes) -> int:
    """To read from its beginning."""
    descriptor = os.memfd_create("tenure", os.MFD_CLOEXEC)
    stack.callback(os.close, descriptor)
    os.write(descriptor, data)
    os.lseek(descriptor, 0, os.SEEK_SET)
    return descriptor
