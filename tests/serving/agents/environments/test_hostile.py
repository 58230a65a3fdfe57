"""Programs that mean no good, in a real sandbox: each is held, and nobody outside notices.

A program prints ESCAPED where it could do what it should not. Behind each the same sandbox, or the next one,
runs a command as if nothing had been.
"""

# ruff: noqa: E501 - a program a line

from __future__ import annotations

import asyncio
import ctypes
import os
import socket
import subprocess
import threading
from dataclasses import dataclass
from pathlib import PurePosixPath

import pytest

from serving.agents.environments.driver import Command, Limits
from serving.agents.environments.local import VARIABLES, LocalDriver, owner_of_files
from serving.agents.environments.workspace import NoSuchFile, Workspace

MB = 2**20
LIMITS = Limits(
    memory_bytes=128 * MB, disk_bytes=32 * MB, max_processes=24, command_s=20, max_output_bytes=8192
)
TIMEOUT_S = 15.0
PRELUDE = """
import ctypes, errno, os, platform, socket, sys
libc = ctypes.CDLL(None, use_errno=True)
def told(result):
    print("ESCAPED" if result >= 0 else errno.errorcode[ctypes.get_errno()])
def call(x86, arm, *arguments):
    told(libc.syscall(x86 if platform.machine() == "x86_64" else arm, *arguments))
def connect(family, kind, address):
    try:
        with socket.socket(family, kind) as sock:
            sock.settimeout(3)
            sock.connect(address)
        print("ESCAPED")
    except OSError as error:
        print(errno.errorcode[error.errno])
"""
SHELL, PYTHON = "sh", "python"


class Sandboxes:
    """An event loop on a thread, and one sandbox on it, which is begun anew where a program ended it."""

    def __init__(self, machine, folder):
        self.workspace = Workspace(folder, owner_of_files())
        self.workspace.create()
        self._driver = LocalDriver(machine, LIMITS)
        self._sandbox = None
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever)
        self._thread.start()

    def run(self, language, program, timeout_s=TIMEOUT_S):
        text = program if language == SHELL else PRELUDE + program
        argv = ("sh", "-c", text) if language == SHELL else ("python3", "-c", text)
        return self._wait(self._run(Command(argv=argv, timeout_s=timeout_s, env=VARIABLES)))

    async def _run(self, command):
        if self._sandbox is None or not self._sandbox.is_alive:
            self._sandbox = await self._driver.start(self.workspace)
        return await self._sandbox.run(command)

    def clean(self):
        self.run(SHELL, "chmod -R u+rwx . ; rm -rf ./* /tmp/* /dev/shm/*")

    def close(self):
        if self._sandbox is not None:
            self._wait(self._sandbox.close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _wait(self, work):
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(120)


@dataclass
class Outside:
    """What a program would find if it came out."""

    secret: str
    process: subprocess.Popen
    tcp_port: int
    unix_path: str
    abstract_name: str
    shm_key: int


@pytest.fixture(scope="module")
def outside(tmp_path_factory):
    folder = tmp_path_factory.mktemp("outside")
    secret = folder / "secret"
    secret.write_text("ESCAPED")
    secret.chmod(0o644)
    name = f"tenure-test-{os.getpid()}"
    libc = ctypes.CDLL(None, use_errno=True)
    key = 0x7E000000 | os.getpid() & 0xFFFFFF
    segment = libc.shmget(key, 4096, 0o1666)
    with (
        subprocess.Popen(("sleep", "1000")) as process,
        socket.create_server(("127.0.0.1", 0)) as tcp,
        socket.socket(socket.AF_UNIX) as named,
        socket.socket(socket.AF_UNIX) as abstract,
    ):
        named.bind(str(folder / "socket"))
        abstract.bind(f"\0{name}")
        named.listen()
        abstract.listen()
        yield Outside(str(secret), process, tcp.getsockname()[1], str(folder / "socket"), name, key)
        process.kill()
    if segment >= 0:
        libc.shmctl(segment, 0, None)


@pytest.fixture(scope="module")
def sandbox(sandboxes, tmp_path_factory):
    running = Sandboxes(sandboxes, tmp_path_factory.mktemp("hostile") / "env")
    yield running
    running.close()


@pytest.fixture(autouse=True)
def unharmed(sandbox, outside):
    """Who is outside lives, and the next command finds nothing left to meet."""
    yield
    assert outside.process.poll() is None
    after = sandbox.run(SHELL, "ps -e -o pid= | wc -l; echo fine")
    assert after.output.decode().split()[-1] == "fine"
    assert int(after.output.split()[0]) <= 5  # pid 1, the shell, ps and wc
    sandbox.clean()


# ---- what takes too much ----------------------------------------------------------------------------

GREEDY = {
    "a fork bomb": (SHELL, "bomb() { bomb | bomb & }; bomb; sleep 100", {"timeout"}),
    "a fork bomb of daemons": (
        PYTHON,
        "while True:\n    try:\n        if os.fork() == 0: os.setsid()\n    except OSError: pass",
        {"timeout", "memory"},
    ),
    "threads without end": (
        PYTHON,
        "import threading, time\nn = 0\ntry:\n    while n < 1000:\n"
        "        threading.Thread(target=time.sleep, args=(100,), daemon=True).start(); n += 1\n"
        "    print('ESCAPED')\nexcept RuntimeError: print('held', flush=True)\nos._exit(0)",
        {"itself"},
    ),
    "memory of one process": (
        PYTHON,
        "kept = []\nwhile True: kept.append(bytearray(os.urandom(1 << 16)) * 16)",
        {"memory", "itself"},
    ),
    "memory of many processes": (
        PYTHON,
        "for _ in range(8):\n    if os.fork() == 0: break\n"
        "kept = bytearray(b'x' * (40 << 20))\nimport time; time.sleep(100)",
        {"memory", "timeout"},
    ),
    "a file in /tmp": (SHELL, "dd if=/dev/zero of=/tmp/x bs=1M count=500 && echo ESCAPED", {"itself", "memory"}),
    "a file in /dev/shm": (SHELL, "dd if=/dev/zero of=/dev/shm/x bs=1M count=100 && echo ESCAPED", {"itself"}),
    "one large file": (SHELL, "dd if=/dev/zero of=x bs=1M count=500 && echo ESCAPED", {"itself", "disk"}),
    "many files": (
        SHELL,
        "for i in $(seq 500); do dd if=/dev/zero of=x$i bs=1M count=4 2> /dev/null; done; echo ESCAPED",
        {"disk"},
    ),
    "a sparse file of a terabyte": (SHELL, "truncate -s 1T x && echo ESCAPED", {"itself"}),
    "folders in each other": (
        PYTHON,
        "import time\ntry:\n    while True: os.mkdir('d'); os.chdir('d')\nexcept OSError: time.sleep(100)",
        {"disk"},
    ),
    "files without bytes": (
        PYTHON,
        "n = 0\nwhile True:\n    open(f'f{n}', 'w').close(); n += 1",
        {"disk", "timeout"},
    ),
    "output without end": (SHELL, "yes", {"timeout"}),
    "a loop": (PYTHON, "while True: pass", {"timeout"}),
    "a program that takes no signal": (SHELL, "trap '' TERM INT HUP QUIT; while :; do sleep 1; done", {"timeout"}),
    "a program that stops itself": (SHELL, "kill -STOP $$", {"timeout"}),
    "open files": (
        PYTHON,
        "kept = []\ntry:\n    while len(kept) < 5000: kept.append(open('/dev/null'))\n    print('ESCAPED')\n"
        "except OSError as error: print(errno.errorcode[error.errno])",
        {"itself"},
    ),
    "locked memory": (
        PYTHON,
        "data = ctypes.create_string_buffer(8 << 20)\ntold(libc.mlock(data, len(data)))",
        {"itself"},
    ),
    "children that nobody waits for": (
        PYTHON,
        "n = 0\nfor _ in range(500):\n    try:\n        if os.fork() == 0: os._exit(0)\n        n += 1\n"
        "    except OSError: pass\nprint('ESCAPED' if n == 500 else 'held')",
        {"itself"},
    ),
}  # fmt: skip
SHORT = {"a fork bomb", "output without end", "a loop", "a program that takes no signal", "a program that stops itself",
         "a fork bomb of daemons", "memory of many processes", "files without bytes"}  # fmt: skip


@pytest.mark.parametrize("name", GREEDY)
def test_what_takes_too_much_is_ended(sandbox, name):
    language, program, endings = GREEDY[name]
    result = sandbox.run(language, program, timeout_s=1.0 if name in SHORT else TIMEOUT_S)
    assert result.ended_by in endings, result
    assert b"ESCAPED" not in result.output
    assert len(result.output) <= LIMITS.max_output_bytes


def test_a_daemon_ends_with_the_command_that_began_it(sandbox):
    result = sandbox.run(SHELL, "(setsid sh -c 'sleep 1; echo late > late' &) ; echo begun")
    assert result.output == b"begun\n"
    assert sandbox.run(SHELL, "sleep 1.5; ls").output == b""


# ---- what reaches out -------------------------------------------------------------------------------

READ_ONLY = "Read-only file system"
REACHING = {
    # files
    "the machine's passwords": (SHELL, "cat /etc/shadow", "No such file"),
    "a file outside, by its path": (SHELL, "cat {secret}", "No such file"),
    "a file outside, through the root of pid 1": (SHELL, "cat /proc/1/root{secret}", "Permission denied"),
    "a file outside, above the root": (SHELL, "cat /proc/self/root/../..{secret}", "No such file"),
    "a file outside, by a link": (SHELL, "ln -s {secret} x; cat x", "No such file"),
    "a hard link to the system's": (SHELL, "ln /usr/bin/env x", "cross-device"),
    "writing to /usr": (SHELL, "touch /usr/x", READ_ONLY),
    "writing to the root": (SHELL, "touch /x", READ_ONLY),
    "writing to /etc": (SHELL, "echo root::0:0::/:/bin/sh >> /etc/passwd", READ_ONLY),
    "writing to /dev": (SHELL, "touch /dev/x", READ_ONLY),
    "the kernel's settings": (SHELL, "echo x > /proc/sys/kernel/core_pattern", "Permission denied"),
    "the kernel's keys": (SHELL, "echo h > /proc/sysrq-trigger", "cannot create"),
    "a device": (SHELL, "mknod x b 8 0", "Operation not permitted"),
    "the machine's disks": (SHELL, "ls /dev/sd* /dev/vd* /dev/nvme* /dev/mem /dev/kvm | grep /dev && echo ESCAPED", "No such"),
    "cgroups": (SHELL, "ls /sys/fs/cgroup && echo ESCAPED", "No such file"),
    # privileges
    "a file of its own with setuid": (SHELL, "cp /usr/bin/id x; chmod 6755 x; ./x", "uid=1000(agent) gid=1000(agent) groups"),
    "a program of root's with setuid": (SHELL, "su -c 'echo ESCAPED' < /dev/null", ""),
    "becoming root": (PYTHON, "told(libc.setuid(0))", "E"),
    "capabilities": (SHELL, "grep -c 'Cap.*0000000000000000' /proc/self/status", "5"),
    "new privileges": (SHELL, "grep NoNewPrivs /proc/self/status", "1"),
    "no filter": (SHELL, "grep Seccomp: /proc/self/status", "2"),
    # namespaces and mounts
    "mounting": (PYTHON, "told(libc.mount(b'none', b'/tmp', b'tmpfs', 0, None))", "EPERM"),
    "unmounting": (PYTHON, "told(libc.umount2(b'/proc', 2))", "EPERM"),
    "the new way of mounting": (PYTHON, "call(430, 430, b'tmpfs', 0)", "EPERM"),
    "a user namespace": (PYTHON, "told(libc.unshare(0x10000000))", "EPERM"),
    "a user namespace of a child": (PYTHON, "call(56, 220, 0x10000000 | 17, 0, 0, 0, 0)", "EPERM"),
    "a child by the newer call": (PYTHON, "call(435, 435, bytes(88), 88)", "ENOSYS"),
    "another's namespace": (PYTHON, "told(libc.setns(os.open('/proc/self/ns/net', 0), 0))", "EPERM"),
    "another root": (PYTHON, "told(libc.chroot(b'/tmp'))", "EPERM"),
    "turning the root": (PYTHON, "call(155, 41, b'/tmp', b'/tmp')", "EPERM"),
    "files by their handles": (PYTHON, "call(304, 265, -100, bytes(16), 0)", "EPERM"),
    # processes
    "tracing pid 1": (PYTHON, "told(libc.ptrace(16, 1, 0, 0))", "EPERM"),
    "reading pid 1's memory": (PYTHON, "call(310, 270, 1, None, 0, None, 0, 0)", "EPERM"),
    "writing pid 1's memory": (PYTHON, "open('/proc/1/mem', 'r+b')", "Permission"),
    "pid 1's files": (SHELL, "ls /proc/1/fd", "Permission denied"),
    "killing pid 1": (SHELL, "kill -9 1; kill -INT 1; kill -TERM 1; sleep 0.2; echo there", "there"),
    "killing everybody": (SHELL, "kill -9 -1; echo there", "there"),
    "a process outside": (SHELL, "kill -9 {pid}", "No such process"),
    "seeing others": (SHELL, "ps -e -o args= | grep 'sleep 100[0]' && echo ESCAPED; echo none", "none"),
    "the server's channel": (
        PYTHON,
        "for number in range(3, 1024):\n    try: os.write(number, b'x'); print('ESCAPED')\n    except OSError: pass\nprint('none')",
        "none",
    ),
    "words in the server's mouth": (SHELL, """echo '{{"code": 99, "num_bytes": 0}}'; exit 3""", '{"code": 99'),
    "the server's variables": (SHELL, "env | grep -v -E '^(PATH|HOME|LANG|TMPDIR|USER|PWD|SHLVL|OLDPWD|_)='; echo none", "none\n"),
    # the kernel
    "key rings": (PYTHON, "call(250, 219, 0, -4, 1)", "EPERM"),
    "new keys": (PYTHON, "call(248, 217, b'user', b'x', b'x', 1, -4)", "EPERM"),
    "programs in the kernel": (PYTHON, "call(321, 280, 0, bytes(64), 64)", "EPERM"),
    "performance counters": (PYTHON, "call(298, 241, bytes(128), 0, -1, -1, 0)", "EPERM"),
    "rings of requests": (PYTHON, "call(425, 425, 8, bytes(120))", "EPERM"),
    "faults in user space": (PYTHON, "call(323, 282, 0)", "EPERM"),
    "modules": (PYTHON, "call(313, 273, -1, b'', 0)", "EPERM"),
    "another kernel": (PYTHON, "call(246, 104, 0, 0, None, 0)", "EPERM"),
    "starting the machine anew": (PYTHON, "told(libc.reboot(0))", "EPERM"),
    "the machine's name": (PYTHON, "told(libc.sethostname(b'x', 1))", "EPERM"),
    "the clock": (PYTHON, "told(libc.settimeofday(bytes(16), None))", "EPERM"),
    "the kernel's log": (PYTHON, "told(libc.klogctl(3, ctypes.create_string_buffer(64), 64))", "EPERM"),
    # terminals
    "the server's terminal": (SHELL, "exec 3<> /dev/tty && echo ESCAPED", "/dev/tty"),
    "typing into a terminal": (PYTHON, "import pty\n_, end = pty.openpty()\ntold(libc.ioctl(end, 0x5412, b'x'))", "EPERM"),
    # network
    "a port of the machine": (PYTHON, "connect(socket.AF_INET, socket.SOCK_STREAM, ('127.0.0.1', {tcp}))", "ECONNREFUSED"),
    "an address beyond": (PYTHON, "connect(socket.AF_INET, socket.SOCK_STREAM, ('192.0.2.1', 80))", "ENETUNREACH"),
    "an abstract socket outside": (PYTHON, "connect(socket.AF_UNIX, socket.SOCK_STREAM, chr(0) + '{abstract}')", "ECONNREFUSED"),
    "a named socket outside": (PYTHON, "connect(socket.AF_UNIX, socket.SOCK_STREAM, '{unix}')", "ENOENT"),
    "the hypervisor": (PYTHON, "connect(40, socket.SOCK_STREAM, (2, 1))", "EAFNOSUPPORT"),
    "the kernel's tables": (PYTHON, "connect(16, socket.SOCK_RAW, (0, 0))", "EAFNOSUPPORT"),
    "packets": (PYTHON, "connect(17, socket.SOCK_RAW, ('lo', 0))", "EAFNOSUPPORT"),
    "raw sockets": (PYTHON, "connect(socket.AF_INET, socket.SOCK_RAW, ('127.0.0.1', 0))", "E"),
    # what processes share
    "memory shared outside": (PYTHON, "told(libc.shmget({shm}, 4096, 0))", "ENOENT"),
}  # fmt: skip


@pytest.mark.parametrize("name", REACHING)
def test_what_reaches_out_is_held(sandbox, outside, name):
    language, program, expected = REACHING[name]
    program = program.replace("{secret}", outside.secret).replace("{pid}", str(outside.process.pid))
    program = program.replace("{tcp}", str(outside.tcp_port)).replace("{unix}", outside.unix_path)
    program = program.replace("{abstract}", outside.abstract_name).replace("{shm}", str(outside.shm_key))
    program = program.replace("{{", "{").replace("}}", "}")
    result = sandbox.run(language, program)
    assert result.ended_by == "itself"
    assert b"ESCAPED" not in result.output
    assert expected in result.output.decode(), result.output.decode()


@pytest.mark.parametrize(
    "program",
    [
        "ln -s {secret} x",
        "mkdir d && ln -s {folder} d/e && ln -s d/e/secret x",
        "mkfifo x",
        "python3 -c \"import socket; socket.socket(socket.AF_UNIX).bind('x')\"",
        "mkdir x",
    ],
)
def test_what_a_program_leaves_is_read_by_the_server_only_where_it_is_a_plain_file(sandbox, outside, program):
    folder = outside.secret.rpartition("/")[0]
    assert (
        sandbox.run(SHELL, program.replace("{secret}", outside.secret).replace("{folder}", folder)).exit_code
        == 0
    )
    with pytest.raises(NoSuchFile), sandbox.workspace.open(PurePosixPath("x")):
        pass


def test_a_program_that_swaps_a_folder_for_a_link_is_not_followed(sandbox, outside):
    """The server walks while a program runs: what it opens is below the workspace, or nothing."""
    folder = outside.secret.rpartition("/")[0]
    swap = (
        f"mkdir d; echo mine > d/secret; for i in $(seq 300); do mv d e; ln -s {folder} d; rm d; mv e d; done"
    )
    running = threading.Thread(target=sandbox.run, args=(SHELL, swap))
    running.start()
    read = set()
    while running.is_alive():
        try:
            with sandbox.workspace.open(PurePosixPath("d/secret")) as file:
                read.add(file.read())
        except NoSuchFile:
            read.add(None)
    running.join()
    assert b"ESCAPED" not in read
    assert b"mine\n" in read
