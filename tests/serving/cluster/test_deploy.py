"""`tenure deploy` and `serve run`, from the file to a server and to its end."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

pytest.importorskip("ray", reason="the extra `ray` is not installed")

from serving.cluster.deploy import deploy
from serving.errors import StartupError

EXAMPLE = Path(__file__).parents[3] / "infra" / "serve.yaml"
pytestmark = [pytest.mark.ray, pytest.mark.timeout(700)]
TENURE_DEPLOY = [sys.executable, "-c", "from serving.cli import main; main()", "deploy"]
SERVE_RUN = [sys.executable, "-m", "ray.serve.scripts", "run"]


def changed_example(tmp_path: Path, port: int, **replica: Any) -> Path:
    """infra/serve.yaml with another model, port and data directory, and one replica, which is soon there."""
    config = yaml.safe_load(EXAMPLE.read_text())
    config["http_options"]["port"] = port
    (application,) = config["applications"]
    application["args"]["replica"].update(replica, data_dir=str(tmp_path / "data"))
    application["deployments"][1]["num_replicas"] = 1
    path = tmp_path / "serve.yaml"
    path.write_text(yaml.safe_dump(config))
    return path


@contextmanager
def running(command: list[str], path: Path, end: signal.Signals) -> Iterator[subprocess.Popen[bytes]]:
    """The command on the module's Ray cluster, ended by a signal."""
    import ray

    environment = {**os.environ, "RAY_ADDRESS": ray.get_runtime_context().gcs_address}
    with path.with_suffix(".log").open("wb") as log:
        process = subprocess.Popen([*command, str(path)], env=environment, stdout=log, stderr=log)
    try:
        yield process
    finally:
        process.send_signal(end)
        process.wait(timeout=300)


def wait_until_ready(process: subprocess.Popen[bytes], path: Path, url: str, wait_until: Any) -> None:
    def is_ready() -> bool:
        assert process.poll() is None, path.with_suffix(".log").read_text()
        try:
            return httpx.get(f"{url}/readyz").json()["status"] == "ok"
        except (httpx.TransportError, ValueError):
            return False

    wait_until(is_ready, "the application is ready")


@pytest.fixture
def bare_cluster(ray_cluster: Any) -> None:
    """Ray without Serve."""
    ray_cluster.shut_serve_down()


@pytest.mark.parametrize(
    ("command", "end"),
    [
        pytest.param(TENURE_DEPLOY, signal.SIGTERM, id="tenure deploy"),
        # Ray's own command, over the same function `build` and the same file.
        pytest.param(SERVE_RUN, signal.SIGINT, id="serve run", marks=pytest.mark.slow),
    ],
)
def test_both_commands_start_the_same_application(
    bare_cluster: None,
    tmp_path: Path,
    free_port: int,
    wait_until: Any,
    command: list[str],
    end: signal.Signals,
):
    url = f"http://127.0.0.1:{free_port}"
    path = changed_example(tmp_path, free_port, model="toy")
    with running(command, path, end) as process:
        wait_until_ready(process, path, url, wait_until)
        assert [model["id"] for model in httpx.get(f"{url}/v1/models").json()["data"]] == ["toy"]
    assert process.returncode == 0, path.with_suffix(".log").read_text()


@pytest.mark.slow  # Serve tries to start it again, and the whole of Serve is started for it
def test_a_model_that_there_is_not_is_the_error_of_the_command(
    bare_cluster: None, tmp_path: Path, free_port: int
):
    path = changed_example(tmp_path, free_port, model="no-such-model")
    with pytest.raises(StartupError, match=r"did not start\. Engine: There is no model `no-such-model`"):
        deploy(path, blocking=False)


def test_a_port_that_is_taken_is_the_error_of_the_command(bare_cluster: None, tmp_path: Path):
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        path = changed_example(tmp_path, listener.getsockname()[1], model="toy")
        with pytest.raises(StartupError, match=r"Ray Serve did not start\. .*Failed to bind to address"):
            deploy(path, blocking=False)


@pytest.mark.slow  # a cluster of its own
def test_a_home_that_cannot_be_written_gets_a_token_elsewhere(tmp_path: Path):
    (tmp_path / "home").write_text("a file, so that nothing can be made under it")
    environment = {**os.environ, "HOME": str(tmp_path / "home")}
    for name in ("RAY_ADDRESS", "RAY_AUTH_MODE"):
        environment.pop(name, None)
    script = "from serving.cluster.deploy import connect; import ray; connect(); print(len(ray.nodes()))"
    outcome = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False
    )
    assert outcome.returncode == 0, outcome.stderr
    sentence, num_nodes = outcome.stdout.splitlines()
    assert num_nodes == "1"
    path = Path(sentence.rpartition("RAY_AUTH_TOKEN_PATH=")[2])
    assert path.name == "auth_token"
    assert not path.parent.exists(), "it goes with the cluster"
