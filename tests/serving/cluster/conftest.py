"""Ray, quiet and to itself; and the application on it."""

from __future__ import annotations

import importlib.util
import os
import signal
import socket
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

PATIENCE_S = 150.0  # starting a process takes seconds, on a busy machine many


@dataclass
class Application:
    """A deployed application, and its config file to change it by."""

    path: Path
    config: dict[str, Any]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.config['http_options']['port']}"

    def client(self) -> openai.OpenAI:
        return openai.OpenAI(base_url=f"{self.url}/v1", api_key="none", max_retries=0, timeout=PATIENCE_S)

    def get(self, path: str) -> httpx.Response:
        return httpx.get(self.url + path, timeout=PATIENCE_S)

    def scale(self, num_replicas: int) -> None:
        """Ask for that many engine replicas; does not wait."""
        from serving.cluster.deploy import submit

        (application,) = self.config["applications"]
        application["deployments"] = [
            {**deployment, "num_replicas": num_replicas} if deployment["name"] == "Engine" else deployment
            for deployment in application["deployments"]
        ]
        self.write()
        submit(self.path)

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

    def ingress_ids(self) -> set[str]:
        return {sample.labels["replica"] for sample in self.samples("tenure:http_requests_total")}

    def break_engine(self, replica_id: str) -> None:
        """Make the next step of its engine fail."""
        import ray

        def break_toy_runner(_: Any) -> None:
            from serving.engine.toy_runner import ToyRunner

            def fail(*_: Any) -> None:
                raise OSError("device lost")

            ToyRunner.submit = fail  # type: ignore[method-assign,assignment]

        ray.get(self._actor(replica_id).__ray_call__.remote(break_toy_runner))

    def _actor(self, replica_id: str, deployment: str = "Engine") -> Any:
        import ray

        return ray.get_actor(f"SERVE_REPLICA::tenure#{deployment}#{replica_id}", namespace="serve")


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


def serve_config(args: dict[str, Any], num_ingresses: int) -> dict[str, Any]:
    """Two engine replicas on two of the cluster's four CPUs, with two of its six NeuronCores each."""
    engine_options = {"num_cpus": 1, "resources": {"neuron_cores": 2}}
    return {
        "http_options": {"host": "127.0.0.1", "port": find_free_port()},
        "proxy_location": "HeadOnly",
        "applications": [
            {
                "name": "tenure",
                "route_prefix": "/",
                "import_path": "serving.cluster.app:build",
                "args": args,
                "deployments": [
                    {"name": "Ingress", "num_replicas": num_ingresses, "ray_actor_options": {"num_cpus": 0}},
                    {"name": "Engine", "num_replicas": 2, "ray_actor_options": engine_options},
                ],
            }
        ],
    }


@pytest.fixture(scope="module")
def ray_cluster() -> Iterator[None]:
    """Four CPUs and six NeuronCores by name, whatever the machine has: Ray only counts them."""
    import ray
    from ray import serve

    ray.init(
        address="local",
        num_cpus=4,
        resources={"neuron_cores": 6},
        namespace="serve",
        include_dashboard=False,
        log_to_driver=False,
    )
    yield
    serve.shutdown()
    ray.shutdown()


@pytest.fixture(scope="module")
def make_application(
    ray_cluster: None, tmp_path_factory: pytest.TempPathFactory
) -> Callable[..., Application]:
    """Deploys `args` on the module's cluster, as `tenure deploy` does."""
    from serving.cluster.deploy import deploy

    def make(args: dict[str, Any], num_ingresses: int = 1) -> Application:
        path = tmp_path_factory.mktemp("config") / "serve.yaml"
        application = Application(path, serve_config(args, num_ingresses))
        application.write()
        deploy(application.path, blocking=False)
        return application

    return make


@pytest.fixture(scope="session")
def wait_until() -> Callable[[Callable[[], Any], str], None]:
    def wait(is_true: Callable[[], Any], what: str) -> None:
        deadline = time.monotonic() + PATIENCE_S
        while not is_true():
            assert time.monotonic() < deadline, f"not within {PATIENCE_S:g} s: {what}"
            time.sleep(0.1)

    return wait
