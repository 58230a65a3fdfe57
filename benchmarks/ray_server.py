"""The application behind Ray Serve, on a cluster of its own: started, killed in part, and waited for."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

import httpx
import yaml

from benchmarks.server_process import free_port

PATIENCE_S = 300.0
_REPLICA = re.compile(r'^vllm:num_requests_running\{.*?replica="([^"]+)"', re.MULTILINE)
_INGRESS = re.compile(r'^tenure:http_requests_total\{.*?replica="([^"]+)"', re.MULTILINE)


class RayServer:
    """A context manager: inside, `tenure deploy` has deployed it. Needs the package ray."""

    def __init__(
        self,
        folder: Path,
        replica: Mapping[str, Any],
        *,
        num_replicas: int,
        num_ingresses: int = 1,
        **args: Any,
    ) -> None:
        """`replica`, `args`: of its config file."""
        self._path, self._port = folder / "serve.yaml", free_port()
        self._num = {"Engine": num_replicas, "Ingress": num_ingresses}
        self._args = {"replica": dict(replica), **args}
        self.base_url = f"http://127.0.0.1:{self._port}"

    def __enter__(self) -> RayServer:
        import ray

        from serving.cluster.deploy import deploy

        self._path.write_text(yaml.safe_dump(self._config()))
        ray.init(
            address="local",
            num_cpus=self._num["Engine"],
            namespace="serve",
            include_dashboard=False,
            log_to_driver=False,
        )
        deploy(self._path, blocking=False)
        self.wait_until_whole()
        return self

    def _config(self) -> dict[str, Any]:
        cpus = {"Ingress": 0, "Engine": 1}
        deployments = [
            {"name": name, "num_replicas": number, "ray_actor_options": {"num_cpus": cpus[name]}}
            for name, number in self._num.items()
        ]
        return {
            "http_options": {"host": "127.0.0.1", "port": self._port},
            "applications": [
                {
                    "name": "tenure",
                    "route_prefix": "/",
                    "import_path": "serving.cluster.app:build",
                    "args": self._args,
                    "deployments": deployments,
                }
            ],
        }

    def names(self, deployment: str) -> list[str]:
        """Of its processes that answer; of the ingresses those that have answered before."""
        exposition = httpx.get(f"{self.base_url}/metrics", timeout=PATIENCE_S).text
        return sorted(set((_REPLICA if deployment == "Engine" else _INGRESS).findall(exposition)))

    def wait_until_whole(self) -> None:
        wait_until(lambda: len(self.names("Engine")) == self._num["Engine"])
        wait_until(lambda: len(self.names("Ingress")) == self._num["Ingress"])

    def pid(self, deployment: str, name: str) -> int:
        import ray

        actor = ray.get_actor(f"SERVE_REPLICA::tenure#{deployment}#{name}", namespace="serve")
        return int(ray.get(actor.__ray_call__.remote(lambda _: os.getpid())))

    def kill(self, deployment: str, name: str) -> None:
        """SIGKILL to its process, of which Ray knows nothing beforehand."""
        os.kill(self.pid(deployment, name), signal.SIGKILL)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        import ray
        from ray import serve

        serve.shutdown()
        ray.shutdown()


def wait_until(is_true: Callable[[], bool]) -> None:
    deadline_s = time.perf_counter() + PATIENCE_S
    while not _holds(is_true):
        if time.perf_counter() > deadline_s:
            raise TimeoutError("the replicas do not come up")
        time.sleep(0.2)


def _holds(is_true: Callable[[], bool]) -> bool:
    try:
        return is_true()
    except httpx.TransportError:  # an ingress was killed
        return False
