"""Cuts a host of a Ray cluster off, kills another one, and looks what became of the sessions.

    sudo python -m benchmarks.hosts --sessions 24 --output benchmarks/results/hosts.json

Hosts are network namespaces of this machine, with addresses of their own, on one bridge: one with Ray's
head, the ingress and PostgreSQL, and two with an engine replica each, which share a directory of KV and no
other. While sessions talk, one host's cable is pulled; it comes back when Ray gave it up.
Then all processes of the other one get SIGKILL. A turn that fails is sent again, with its key, until it is
answered.

It needs root, `ip` (Debian: iproute2), `setpriv` and PostgreSQL's programs on the PATH.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import httpx
import yaml

from benchmarks.result_file import write_result
from benchmarks.server_process import ServerProcess
from benchmarks.talks import TENURE, TIMEOUT_S, Outcome, Phase, Talk

BRIDGE = "tenure-bridge"
NETWORK = "10.213.77"  # /24, of this script
HEAD, ONE, TWO = "tenure-head", "tenure-one", "tenure-two"
RAY_PORT, HTTP_PORT, DATABASE_PORT = 6379, 8000, 5432
PATIENCE_S = (
    600.0  # until a turn is answered: Ray takes up to a minute to give a host up, and starts a replica then
)
NUM_CLIENTS = 4
MAX_REQUEST_S = 60.0
POLL_S = 0.5


class Host:
    """A network namespace with one address, and a folder of its own that its programs see at `local`."""

    def __init__(self, name: str, number: int, folder: Path) -> None:
        self.name, self.address = name, f"{NETWORK}.{number}"
        self._link = f"tenure-veth{number}"
        self._own, self._local = folder / name, folder / "local"
        for path in (self._own, self._local):
            path.mkdir(exist_ok=True, mode=0o755)

    def add(self) -> None:
        inside = f"{self._link}i"
        _ip("netns", "add", self.name)
        _ip("link", "add", self._link, "type", "veth", "peer", "name", inside)
        _ip("link", "set", inside, "netns", self.name)
        _ip("link", "set", self._link, "master", BRIDGE, "up")
        for arguments in (
            ("addr", "add", f"{self.address}/24", "dev", inside),
            ("link", "set", inside, "up"),
            ("link", "set", "lo", "up"),
        ):
            _ip("-n", self.name, *arguments)

    def remove(self) -> None:
        self.kill()
        _ip("netns", "delete", self.name, check=False)
        _ip("link", "delete", self._link, check=False)

    def pull_cable(self) -> None:
        _ip("link", "set", self._link, "down")

    def plug_cable(self) -> None:
        _ip("link", "set", self._link, "up")

    def kill(self) -> None:
        """SIGKILL to all that runs there."""
        while pids := self.pids():
            for pid in pids:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            time.sleep(POLL_S)

    def pids(self) -> list[int]:
        return [int(pid) for pid in _ip("netns", "pids", self.name, check=False).split()]

    def runs_ray(self) -> bool:
        """Whether a raylet or one of its workers lives there."""
        commands = [_command_line(pid) for pid in self.pids()]
        return any(command.startswith("ray::") or "/raylet/raylet" in command for command in commands)

    def command(self, *command: str) -> list[str]:
        """The command, as it is run on this host: `ip netns exec` has mounts of its own."""
        mount = f'mount --bind {self._own} {self._local} && exec "$@"'
        return ["ip", "netns", "exec", self.name, "sh", "-c", mount, "sh", *command]


def _command_line(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return ""  # it has ended since


def _ip(*arguments: str, check: bool = True) -> str:
    found = subprocess.run(["ip", *arguments], capture_output=True, text=True, check=False)
    if check and found.returncode:
        raise SystemExit(f"hosts: `ip {' '.join(arguments)}` failed: {found.stderr.strip()}. It needs root.")
    return found.stdout


@contextlib.contextmanager
def network(folder: Path) -> Iterator[tuple[Host, Host, Host]]:
    """Three hosts on a bridge, on which this process is as well."""
    hosts = (Host(HEAD, 1, folder), Host(ONE, 2, folder), Host(TWO, 3, folder))
    _ip("link", "add", BRIDGE, "type", "bridge")
    try:
        _ip("addr", "add", f"{NETWORK}.254/24", "dev", BRIDGE)
        _ip("link", "set", BRIDGE, "up")
        for host in hosts:
            host.add()
        yield hosts
    finally:
        for host in hosts:
            host.remove()
        _ip("link", "delete", BRIDGE, check=False)


@contextlib.contextmanager
def database(host: Host, folder: Path) -> Iterator[str]:
    """PostgreSQL on that host, which trusts the network: its URL."""
    data = folder / "postgres"
    data.mkdir()
    as_postgres = ("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups")
    subprocess.run(["chown", "postgres", str(data)], check=True)
    initdb = [*as_postgres, "initdb", "-D", str(data), "-A", "trust", "-U", "tenure", "--no-sync"]
    subprocess.run(initdb, check=True, stdout=subprocess.DEVNULL)
    with (data / "pg_hba.conf").open("a") as rules:
        rules.write(f"host all all {NETWORK}.0/24 trust\n")
    options = (
        "-D",
        str(data),
        "-p",
        str(DATABASE_PORT),
        "-k",
        str(data),
        "-c",
        f"listen_addresses={host.address}",
    )
    with (folder / "postgres.log").open("wb") as log:
        server = subprocess.Popen(host.command(*as_postgres, "postgres", *options), stdout=log, stderr=log)
        try:
            yield f"postgresql+psycopg://tenure@{host.address}:{DATABASE_PORT}/postgres"
        finally:
            server.send_signal(signal.SIGINT)  # SIGTERM would wait for its clients
            server.wait(TIMEOUT_S)


def start_ray(host: Host, head: Host, log: Path) -> None:
    """A node of Ray on that host, of one processor if it is not the head."""
    of_head = (
        "--head",
        f"--port={RAY_PORT}",
        "--num-cpus=0",
        '--resources={"front": 1}',
        "--include-dashboard=false",
    )
    of_worker = (f"--address={head.address}:{RAY_PORT}", "--num-cpus=1")
    command = host.command(
        *(sys.executable, "-m", "ray.scripts.scripts", "start"),
        *(of_head if host is head else of_worker),
        f"--node-ip-address={host.address}",
        *("--disable-usage-stats", f"--object-store-memory={100 * 1024**2}"),
    )
    with log.open("ab") as output:
        ended = subprocess.run(command, check=False, stdout=output, stderr=output, env=_environment())
    if ended.returncode:
        raise SystemExit(f"hosts: Ray did not start on {host.name}: {log.read_text()[-2000:]}")


def _environment(**more: str) -> dict[str, str]:
    return {**os.environ, "RAY_AUTH_MODE": "disabled", "RAY_USAGE_STATS_ENABLED": "0", **more}


def config(folder: Path, database_url: str) -> dict[str, Any]:
    replica = {
        "model": "toy",
        "data_dir": str(folder / "local"),
        "database_url": database_url,
        "object_kv_url": f"file://{folder / 'shared-kv'}",
        "kv_restore": "always",
    }
    engine = {
        "name": "Engine",
        "num_replicas": 2,
        "max_replicas_per_node": 1,
        "ray_actor_options": {"num_cpus": 1},
    }
    ingress = {
        "name": "Ingress",
        "num_replicas": 1,
        "ray_actor_options": {"num_cpus": 0, "resources": {"front": 0.1}},
    }
    application = {
        "name": "tenure",
        "route_prefix": "/",
        "import_path": "serving.cluster.app:build",
        "args": {"replica": replica, "route_timeout_s": 20, "drain_timeout_s": 20},
        "deployments": [ingress, engine],
    }
    return {
        "http_options": {"host": "0.0.0.0", "port": HTTP_PORT, "request_timeout_s": MAX_REQUEST_S},
        "proxy_location": "HeadOnly",
        "applications": [application],
    }


@dataclass
class Conversations:
    """Sessions that talk, several at a time, while something happens."""

    talks: list[Talk]
    http: httpx.Client

    def go_on(self, name: str, num_turns: int, happens: Callable[[], None] = lambda: None) -> Phase:
        """So many turns each. `happens` is called when a third of them are answered."""
        num_due = len(self.talks) * num_turns // 3
        due, answered = threading.Event(), []

        def converse(talk: Talk) -> list[dict[str, Any]]:
            usages = []
            for _ in range(num_turns):
                usages.append(talk.say(self.http, PATIENCE_S))
                talk.look(self.http, PATIENCE_S)
                answered.append(talk)
                if len(answered) >= num_due:
                    due.set()
            return usages

        before = sum(talk.num_retries for talk in self.talks)
        with ThreadPoolExecutor(NUM_CLIENTS + 1) as pool:
            event = pool.submit(lambda: (due.wait(), happens()))
            found = list(pool.map(converse, self.talks))
            event.result()
        num_retries = sum(talk.num_retries for talk in self.talks) - before
        return Phase.of(name, self.talks, [usage for usages in found for usage in usages], num_retries)


def wait_for(condition: Callable[[], bool], what: str) -> None:
    deadline_s = time.monotonic() + PATIENCE_S
    while not condition():
        if time.monotonic() > deadline_s:
            raise SystemExit(f"hosts: {what} took more than {PATIENCE_S:.0f} s")
        time.sleep(POLL_S)


def num_engines(http: httpx.Client) -> int:
    return http.get("/metrics").text.count("\nvllm:num_requests_running{")


def run(num_sessions: int, folder: Path) -> tuple[list[Phase], Outcome]:
    with network(folder) as (head, one, two), database(head, folder) as database_url:
        for host in (head, one, two):
            start_ray(host, head, folder / f"{host.name}.log")
        path = folder / "serve.yaml"
        path.write_text(yaml.safe_dump(config(folder, database_url)))
        deploy = ServerProcess(
            head.command(*TENURE, "deploy", str(path)),
            host=head.address,
            port=HTTP_PORT,
            log=folder / "deploy.log",
            environment=_environment(RAY_ADDRESS=f"{head.address}:{RAY_PORT}"),
        )
        with deploy, httpx.Client(base_url=deploy.base_url, timeout=TIMEOUT_S) as http:
            talks = [Talk(f"session-{number}") for number in range(num_sessions)]
            sessions = Conversations(talks, http)
            phases = [sessions.go_on("two hosts", 2)]
            phases.append(sessions.go_on("one is cut off", 3, one.pull_cable))
            one.plug_cable()
            wait_for(lambda: not one.runs_ray(), "the end of Ray on the host that was cut off")
            one.kill()  # Ray's log monitor stays
            start_ray(one, head, folder / f"{one.name}.log")
            wait_for(lambda: num_engines(http) == 2, "a replica on the host that came back")
            phases.append(sessions.go_on("it is back", 2))
            phases.append(sessions.go_on("the other one is killed", 3, two.kill))
            return phases, Outcome.of(talks, http, folder)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="hosts", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sessions", type=int, default=24)
    parser.add_argument("--output", type=Path)
    options = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("hosts: stopped"))  # the network is taken away
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)  # PostgreSQL's user must get to its part of it
        phases, outcome = run(options.sessions, folder)
    write_result(
        options.output,
        "benchmarks.hosts",
        num_sessions=options.sessions,
        phases=[asdict(phase) for phase in phases],
        **asdict(outcome),
    )
    return 0 if outcome.is_good else 1


if __name__ == "__main__":
    raise SystemExit(main())
