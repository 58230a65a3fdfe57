"""`tenure deploy` and `serve run`, from the file to a server and to its end."""

from __future__ import annotations

import os
import signal
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

from serving.cluster.deploy import deploy, read_config
from serving.errors import StartupError

EXAMPLE = Path(__file__).parents[3] / "infra" / "serve.yaml"
TENURE_DEPLOY = [sys.executable, "-c", "from serving.cli import main; main()", "deploy"]
SERVE_RUN = [sys.executable, "-m", "ray.serve.scripts", "run"]


def changed_example(tmp_path: Path, port: int, **replica: Any) -> Path:
    """infra/serve.yaml with another model, port and data directory."""
    config = yaml.safe_load(EXAMPLE.read_text())
    config["http_options"]["port"] = port
    config["applications"][0]["args"]["replica"].update(replica, data_dir=str(tmp_path / "data"))
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
        process.wait(timeout=60)


@pytest.mark.ray
@pytest.mark.parametrize(
    ("command", "end"),
    [
        pytest.param(TENURE_DEPLOY, signal.SIGTERM, id="tenure deploy"),
        pytest.param(SERVE_RUN, signal.SIGINT, id="serve run"),
    ],
)
def test_both_commands_start_the_same_application(
    ray_cluster: None,
    tmp_path: Path,
    free_port: int,
    wait_until: Any,
    command: list[str],
    end: signal.Signals,
):
    url = f"http://127.0.0.1:{free_port}"
    path = changed_example(tmp_path, free_port, model="toy")

    def is_ready() -> bool:
        assert process.poll() is None, path.with_suffix(".log").read_text()
        try:
            return httpx.get(f"{url}/readyz").json()["status"] == "ok"
        except (httpx.TransportError, ValueError):
            return False

    with running(command, path, end) as process:
        wait_until(is_ready, "the application is ready")
        assert [model["id"] for model in httpx.get(f"{url}/v1/models").json()["data"]] == ["toy"]
    assert process.returncode == 0, path.with_suffix(".log").read_text()


@pytest.mark.ray
def test_a_model_that_there_is_not_is_the_error_of_the_command(
    ray_cluster: None, tmp_path: Path, free_port: int
):
    path = changed_example(tmp_path, free_port, model="no-such-model")
    with pytest.raises(StartupError, match=r"did not start\. Engine: There is no model `no-such-model`"):
        deploy(path, blocking=False)


@pytest.mark.parametrize(
    ("resources", "reserved"), [({}, 0), ({"resources": {"neuron_cores": 4}}, 4)], ids=["none", "too few"]
)
def test_an_engine_that_reserves_too_few_neuron_cores_is_refused(
    tmp_path: Path, resources: dict[str, Any], reserved: int
):
    config = yaml.safe_load(EXAMPLE.read_text())
    (application,) = config["applications"]
    application["args"]["replica"].update(tensor_parallel_size=8, neuron={"instance": "trn1.32xlarge"})
    application["deployments"][1]["ray_actor_options"] = resources
    path = write(tmp_path, yaml.safe_dump(config))
    with pytest.raises(StartupError, match=rf"tensor_parallel_size 8, .* reserves {reserved} NeuronCores"):
        read_config(path)


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "serve.yaml"
    path.write_text(text)
    return path


def test_the_example_can_be_deployed():
    schema = read_config(EXAMPLE)
    assert [application.name for application in schema.applications] == ["tenure"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("applications: [", "cannot be read"),
        ("applications: 3", "applications: Input should be a valid list"),
        (
            "applications: [{import_path: 'serving.cluster.app:build', args: {replica: {modl: toy}}}]",
            "replica.modl: Unexpected keyword argument",
        ),
        (
            "applications: [{name: a, import_path: 'serving.cluster.app:build', args: "
            "{replica: {model: toy, dtype: int3}}}]",
            "dtype must be auto, float32 or bfloat16, got 'int3'",
        ),
    ],
)
def test_a_wrong_file_is_refused_with_the_place_of_the_fault(tmp_path: Path, text: str, sentence: str):
    with pytest.raises(StartupError, match=sentence):
        read_config(write(tmp_path, text))


def test_a_file_that_is_not_there_is_refused(tmp_path: Path):
    with pytest.raises(StartupError, match="cannot be read"):
        read_config(tmp_path / "none.yaml")
