"""What is refused in a Serve config file."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

pytest.importorskip("ray", reason="the extra `ray` is not installed")

from serving.cluster.config_file import read_config
from serving.errors import StartupError

EXAMPLE = Path(__file__).parents[3] / "infra" / "serve.yaml"


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "serve.yaml"
    path.write_text(text)
    return path


def changed(tmp_path: Path, change: Callable[[dict[str, Any]], object]) -> Path:
    """infra/serve.yaml after `change`."""
    config = yaml.safe_load(EXAMPLE.read_text())
    change(config)
    return write(tmp_path, yaml.safe_dump(config))


def test_the_example_can_be_deployed():
    schema = read_config(EXAMPLE)
    assert [application.name for application in schema.applications] == ["tenure"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("applications: [", "cannot be read"),
        ("applications: []\napplications: []", "the key `applications` is there twice"),
        ("", "the file: must be a section of keys and values, got None"),
        ("[applications]", "the file: must be a section of keys and values, got \\['applications'\\]"),
        ("import_path: 'serving.cluster.app:build'", "import_path: there is no such key here"),
        ("{}", "applications: Field required$"),
        ("applications: 3", "applications: Input should be a valid list"),
        ("applications: [tenure]", "applications.0: must be a section of keys and values, got 'tenure'"),
        ("applications: [{import_path: x}]", "applications.0.import_path: .*must contain at least on dot"),
    ],
)
def test_a_wrong_file_is_refused_with_the_place_of_the_fault(tmp_path: Path, text: str, sentence: str):
    with pytest.raises(StartupError, match=sentence):
        read_config(write(tmp_path, text))


def test_a_file_that_is_not_there_is_refused(tmp_path: Path):
    with pytest.raises(StartupError, match="cannot be read"):
        read_config(tmp_path / "none.yaml")


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        ({"replica": {"modl": "toy"}}, "args.replica.modl: there is no such key here. Did you mean `model`?"),
        (
            {"replica": {"model": "toy", "dtype": "int3"}},
            "args.replica.dtype: must be auto, float32 or bfloat16, got 'int3'",
        ),
        (
            {"replica": {"model": "toy", "max_num_seqs": "many"}},
            "args.replica.max_num_seqs: must be a whole number, got 'many'",
        ),
        ({"replica": {"model": "toy", "max_num_seqs": 0}}, "args: max_num_seqs must be at least 1, got 0."),
        (
            {"replica": {"model": "toy"}, "drain_timeout_s": 0},
            "args.drain_timeout_s: must be more than 0, got 0",
        ),
        ({"replica": "toy"}, "args.replica: must be a section of keys and values, got 'toy'"),
        ({}, "args.replica: Field required"),
    ],
)
def test_the_arguments_of_the_application_are_checked(tmp_path: Path, args: dict[str, Any], sentence: str):
    path = changed(tmp_path, lambda config: config["applications"][0].update(args=args))
    with pytest.raises(StartupError, match=re.escape(f"applications.0.{sentence}")):
        read_config(path)


def test_a_deployment_that_the_application_has_not_is_refused(tmp_path: Path):
    path = changed(tmp_path, lambda config: config["applications"][0]["deployments"][1].update(name="Engin"))
    with pytest.raises(StartupError, match=r"deployments\.1\.name: .*'Engin' here\. Did you mean `Engine`\?"):
        read_config(path)


@pytest.mark.parametrize("timeout_s", [0, -1])
def test_a_time_limit_in_which_nothing_can_be_answered_is_refused(tmp_path: Path, timeout_s: float):
    path = changed(tmp_path, lambda config: config["http_options"].update(request_timeout_s=timeout_s))
    with pytest.raises(StartupError, match=rf"request_timeout_s: must be more than 0 .* got {timeout_s}\."):
        read_config(path)


def test_serve_may_not_kill_a_replica_that_still_drains(tmp_path: Path):
    def shorten(config: dict[str, Any]) -> None:
        (application,) = config["applications"]
        application["args"]["drain_timeout_s"] = 60
        application["deployments"][0]["graceful_shutdown_timeout_s"] = 69

    with pytest.raises(StartupError, match=r"deployments\.0\.graceful_shutdown_timeout_s: .* = 70, got 69\."):
        read_config(changed(tmp_path, shorten))


@pytest.mark.parametrize(
    ("resources", "reserved"), [({}, 0), ({"resources": {"neuron_cores": 4}}, 4)], ids=["none", "too few"]
)
def test_an_engine_that_reserves_too_few_neuron_cores_is_refused(
    tmp_path: Path, resources: dict[str, Any], reserved: int
):
    def ask_for_eight(config: dict[str, Any]) -> None:
        (application,) = config["applications"]
        application["args"]["replica"].update(tensor_parallel_size=8, neuron={"instance": "trn1.32xlarge"})
        application["deployments"][1]["ray_actor_options"] = resources

    sentence = rf"applications\.0: tensor_parallel_size is 8, .* reserves {reserved} NeuronCores"
    with pytest.raises(StartupError, match=sentence):
        read_config(changed(tmp_path, ask_for_eight))


def test_a_gpu_is_not_for_ray(tmp_path: Path):
    def ask_for_it(config: dict[str, Any]) -> None:
        config["applications"][0]["args"]["replica"]["neuron"] = {"instance": "cuda"}

    with pytest.raises(StartupError, match=r"neuron\.instance: is cuda, which `tenure serve` alone has"):
        read_config(changed(tmp_path, ask_for_it))
