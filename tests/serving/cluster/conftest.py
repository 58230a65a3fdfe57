"""Ray, quiet and to itself; and the application on it."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import signal
import socket
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import openai
import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
os.environ["RAY_AUTH_MODE"] = "disabled"  # or Ray writes a token into the home directory
os.environ["OMP_NUM_THREADS"] = "1"

if importlib.util.find_spec("ray") is not None:
    with warnings.catch_warnings():
        # Ray 2.60's own models are written for an older pydantic; the warnings come with the import.
        warnings.filterwarnings("ignore", message="Using extra keyword arguments on `Field`")
        import ray.serve  # noqa: F401

PATIENCE_S = 300.0  # starting a process takes seconds, on a busy machine many, and an application has several


@dataclass
class Application:
    """A deployed application, and its config file to change it by."""

    path: Path
    config: dict[str, Any]
    name: str

    @property
    def url(self) -> str:
        prefix = self._settings["route_prefix"].rstrip("/")
        return f"http://127.0.0.1:{self.config['http_options']['port']}{prefix}"

    @property
    def args(self) -> dict[str, Any]:
        args: dict[str, Any] = self._settings["args"]
        return args

    @property
    def _settings(self) -> dict[str, Any]:
        (settings,) = (found for found in self.config["applications"] if found["name"] == self.name)
        return settings

    def client(self) -> openai.OpenAI:
        return openai.OpenAI(base_url=f"{self.url}/v1", api_key="none", max_retries=0, timeout=PATIENCE_S)

    def get(self, path: str) -> httpx.Response:
        return httpx.get(self.url + path, timeout=PATIENCE_S)

    def scale(self, num_replicas: int, deployment: str = "Engine") -> None:
        """Ask for that many replicas; does not wait."""
        from serving.cluster.config_file import read_config
        from serving.cluster.deploy import submit

        self._settings["deployments"] = [
            {**settings, "num_replicas": num_replicas} if settings["name"] == deployment else settings
            for settings in self._settings["deployments"]
        ]
        self.write()
        submit(read_config(self.path))

    def write(self) -> None:
        self.path.write_text(yaml.safe_dump(self.config))

    def samples(self, name: str) -> list[Any]:
        """The series of one metric, of all replicas."""
        families = text_string_to_metric_families(self.get("/metrics").text)
        return [sample for family in families for sample in family.samples if sample.name == name]

    def replica_ids(self) -> set[str]:
        """Of the engine replicas that take requests."""
        return {sample.labels["replica"] for sample in self.samples("vllm:num_requests_running")}

    def num_running(self) -> int:
        return int(self.get("/health").json()["num_requests_running"])

    def kill(self, replica_id: str) -> None:
        import ray

        ray.kill(self._actor(replica_id))

    def kill_9(self, replica_id: str, deployment: str = "Engine") -> None:
        """SIGKILL to its process, of which Ray knows nothing beforehand."""
        import ray

        os.kill(ray.get(self._actor(replica_id, deployment).__ray_call__.remote(_pid)), signal.SIGKILL)

    @contextlib.contextmanager
    def stopped(self, replica_id: str) -> Iterator[None]:
        """Its process is there meanwhile, and does nothing."""
        pid = self.ask(replica_id, _pid)
        os.kill(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(pid, signal.SIGCONT)

    def ingress_ids(self) -> set[str]:
        return {sample.labels["replica"] for sample in self.samples("tenure:http_requests_total")}

    def ask(self, replica_id: str, question: Callable[[Any], Any]) -> Any:
        """The answer of a function of its Engine object, called in its process."""
        import ray

        return ray.get(self._actor(replica_id).__ray_call__.remote(question))

    def break_engine(self, replica_id: str) -> None:
        """Make the next step of its engine fail."""

        def break_toy_runner(_: Any) -> None:
            from serving.engine.toy_runner import ToyRunner

            def fail(*_: Any) -> None:
                raise OSError("device lost")

            ToyRunner.submit = fail  # type: ignore[method-assign,assignment]

        self.ask(replica_id, break_toy_runner)

    def _actor(self, replica_id: str, deployment: str = "Engine") -> Any:
        import ray

        return ray.get_actor(f"SERVE_REPLICA::{self.name}#{deployment}#{replica_id}", namespace="serve")


def _pid(_: Any) -> int:
    return os.getpid()


@pytest.fixture
def free_port() -> int:
    return find_free_port()


def find_free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def application_config(
    args: dict[str, Any],
    *,
    name: str,
    num_ingresses: int = 1,
    num_engines: int = 2,
    neuron_cores: int = 0,
    autoscaling: dict[str, Any] | None = None,
    environment: dict[str, str] | None = None,
) -> dict[str, Any]:
    """By default two engine replicas. With `autoscaling` Serve decides how many.

    `environment` is that of the processes, beside Ray's.
    """
    replicas = {"num_replicas": num_engines} if autoscaling is None else {"autoscaling_config": autoscaling}
    shared = {"runtime_env": {"env_vars": environment}} if environment else {}
    engine_options: dict[str, Any] = {"num_cpus": 1, **shared}
    if neuron_cores:
        engine_options["resources"] = {"neuron_cores": neuron_cores}
    return {
        "name": name,
        "route_prefix": f"/{name}",
        "import_path": "serving.cluster.app:build",
        "args": args,
        "deployments": [
            {
                "name": "Ingress",
                "num_replicas": num_ingresses,
                "ray_actor_options": {"num_cpus": 0, **shared},
            },
            {"name": "Engine", **replicas, "ray_actor_options": engine_options},
        ],
    }


class Cluster:
    """The tests' Ray cluster, and the file of all that is deployed on it: Serve ends what a new one omits."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._config = {
            "http_options": {"host": "127.0.0.1", "port": find_free_port()},
            "proxy_location": "HeadOnly",
            "applications": [],
        }

    def deploy(self, **options: Any) -> Application:
        """Beside what is there, as `tenure deploy` does; its options are those of `application_config`."""
        from serving.cluster.deploy import deploy

        settings = application_config(**options)
        self._config["applications"].append(settings)
        application = Application(self._path, self._config, settings["name"])
        application.write()
        deploy(self._path, blocking=False)
        return application

    def delete(self, name: str) -> None:
        from ray import serve

        self._forget(lambda settings: settings["name"] == name)
        serve.delete(name)

    def shut_serve_down(self) -> None:
        """With all that is deployed; the cluster stays."""
        from ray import serve

        self._forget(lambda settings: True)
        serve.shutdown()

    def find(self, name: str) -> Application | None:
        names = [settings["name"] for settings in self._config["applications"]]
        return Application(self._path, self._config, name) if name in names else None

    def _forget(self, is_gone: Callable[[dict[str, Any]], bool]) -> None:
        applications = self._config["applications"]
        self._config["applications"] = [settings for settings in applications if not is_gone(settings)]


@pytest.fixture(scope="session")
def ray_cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    start_ray()
    yield Cluster(tmp_path_factory.mktemp("serve") / "serve.yaml")
    shut_ray_down()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(nextitem: pytest.Item | None) -> Iterator[None]:
    """Ray ends behind the last of its tests, not of all: idle, it takes a sixth of a processor."""
    try:
        yield
    finally:
        if nextitem is None or nextitem.get_closest_marker("ray") is None:
            shut_ray_down()


def shut_ray_down() -> None:
    if "ray" not in sys.modules:  # the extra `ray` is not installed
        return
    import ray
    from ray import serve

    if ray.is_initialized():
        serve.shutdown()
        ray.shutdown()


def start_ray(num_tries: int = 4) -> None:
    """Five CPUs and eight NeuronCores by name, whatever the machine has: Ray only counts them.

    A node of Ray 2.60 gives its agents 15 s each to start, which no option changes, and ends where a busy
    machine takes longer (ray-project/ray#65983).
    """
    import ray

    try:
        ray.init(
            address="local",
            num_cpus=5,
            resources={"neuron_cores": 8},
            namespace="serve",
            include_dashboard=False,
            log_to_driver=False,
            # Its default is 15, and all else on a busy machine would come before the replicas.
            _system_config={"worker_niceness": 0},
        )
    except Exception:
        ray.shutdown()
        if num_tries == 1:
            raise
        start_ray(num_tries - 1)


@pytest.fixture(scope="module")
def deploy_application(ray_cluster: Cluster) -> Iterator[Callable[..., Application]]:
    """Deploys an application of the module's own: (options of `application_config`)."""
    names: list[str] = []

    def make(name: str, args: dict[str, Any], **options: Any) -> Application:
        application = ray_cluster.deploy(name=name, args=args, **options)
        names.append(name)
        return application

    yield make
    for name in names:
        ray_cluster.delete(name)


@pytest.fixture(scope="session")
def tool_effects(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A line for each call of a tool that has effects: `benchmarks.mcp_tools`."""
    return tmp_path_factory.mktemp("tools") / "effects"


@pytest.fixture(scope="module")
def toy_application(
    ray_cluster: Cluster, tmp_path_factory: pytest.TempPathFactory, tool_effects: Path
) -> Application:
    """Two ingresses over two toy replicas, each on two NeuronCores: one application for all modules."""
    application = ray_cluster.find("toy")
    if application is None:
        replica: dict[str, Any] = {
            "model": "toy",
            "data_dir": str(tmp_path_factory.mktemp("data")),
            "seed": 0,
            "max_num_seqs": 8,
            "max_queued": 8,
        }
        if importlib.util.find_spec("mcp") is not None:
            command = [sys.executable, "-m", "benchmarks.mcp_tools", str(tool_effects)]
            servers = {"tools": {"command": command, "cwd": os.getcwd()}}
            replica["mcp_servers"] = str(tool_effects.with_name("servers.yaml"))
            Path(replica["mcp_servers"]).write_text(yaml.safe_dump({"servers": servers}))
        args = {"replica": replica, "route_timeout_s": 30}
        application = ray_cluster.deploy(name="toy", args=args, num_ingresses=2, neuron_cores=2)
    return application


@pytest.fixture(scope="session")
def wait_until() -> Callable[[Callable[[], Any], str], None]:
    def wait(is_true: Callable[[], Any], what: str) -> None:
        deadline = time.monotonic() + PATIENCE_S
        while not is_true():
            assert time.monotonic() < deadline, f"not within {PATIENCE_S:g} s: {what}"
            time.sleep(0.5)  # what is asked takes much of a processor, too

    return wait
