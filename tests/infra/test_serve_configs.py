"""The Serve configs of the repository: each can be deployed, and asks for no more than its machine has."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from serving.config import ReplicaConfig
from serving.planning.hardware import INSTANCES
from serving.planning.published import published_config
from serving.replica.neuron import make_plan

pytest.importorskip("ray", reason="the `ray` extra is not installed")
from serving.cluster.config import ClusterConfig
from serving.cluster.config_file import read_config

CONFIGS = sorted(path.name for path in (Path(__file__).parents[2] / "infra").glob("serve*.yaml"))
TRAINIUM = sorted(set(CONFIGS) - {"serve.yaml"})
VCPUS = {"trn1.32xlarge": 128, "trn2.48xlarge": 192}  # aws-neuron-sdk, about-neuron/arch/neuron-hardware


def application(path: Path) -> dict[str, Any]:
    (found,) = yaml.safe_load(path.read_text())["applications"]
    return found


def deployments(path: Path) -> dict[str, dict[str, Any]]:
    return {deployment["name"]: deployment for deployment in application(path)["deployments"]}


def instance_of(config: str) -> str:
    return config.removeprefix("serve-").removesuffix(".yaml")


def test_there_is_a_config_for_each_machine_that_is_documented() -> None:
    assert CONFIGS == ["serve-trn1.32xlarge.yaml", "serve-trn2.48xlarge.yaml", "serve.yaml"]


@pytest.mark.parametrize("config", CONFIGS)
def test_every_config_passes_the_checks_of_tenure_deploy(infra: Path, config: str) -> None:
    schema = read_config(infra / config)
    assert [found.import_path for found in schema.applications] == ["serving.cluster.app:build"]


@pytest.mark.parametrize("config", CONFIGS)
def test_the_deployments_are_those_of_the_application(infra: Path, config: str) -> None:
    assert set(deployments(infra / config)) == {"Ingress", "Engine"}


@pytest.mark.parametrize("config", TRAINIUM)
def test_the_replicas_take_every_core_of_the_instance_and_no_more(infra: Path, config: str) -> None:
    instance = INSTANCES[instance_of(config)]
    engine = deployments(infra / config)["Engine"]
    cores = engine["ray_actor_options"]["resources"]["neuron_cores"]
    assert engine["num_replicas"] * cores == instance.num_cores


@pytest.mark.parametrize("config", TRAINIUM)
def test_a_replica_has_a_number_of_cores_that_collectives_work_with(infra: Path, config: str) -> None:
    engine = deployments(infra / config)["Engine"]
    cores = engine["ray_actor_options"]["resources"]["neuron_cores"]
    assert cores in INSTANCES[instance_of(config)].tp_sizes


def replica_of(path: Path) -> ReplicaConfig:
    return ClusterConfig.model_validate(application(path)["args"]).replica_config


@pytest.mark.parametrize("config", TRAINIUM)
def test_a_replica_runs_on_the_instances_cores_and_takes_all_that_it_reserves(
    infra: Path, config: str
) -> None:
    replica = replica_of(infra / config)
    assert replica.neuron is not None
    assert replica.neuron.instance == instance_of(config)
    assert not replica.neuron.emulate
    resources = deployments(infra / config)["Engine"]["ray_actor_options"]["resources"]
    assert replica.tensor_parallel_size == resources["neuron_cores"]


@pytest.mark.parametrize("config", TRAINIUM)
def test_the_model_fits_a_core_with_these_limits(infra: Path, config: str) -> None:
    replica = replica_of(infra / config)
    assert replica.model.endswith("llama-3.1-8b-instruct")
    # The sizes of Llama 3, and the positions of 3.1.
    model = replace(published_config("Llama-3-8B"), max_position_embeddings=131_072)
    plan = make_plan(
        model,
        replica.neuron,
        tp=replica.tensor_parallel_size,
        dtype=replica.dtype,
        max_num_seqs=replica.max_num_seqs,
        max_model_len=replica.max_model_len,
        kv_memory_bytes=replica.kv_memory_bytes,
    )
    assert plan.memory.free >= 0


@pytest.mark.parametrize("config", TRAINIUM)
def test_the_actors_fit_the_processors_of_the_instance(infra: Path, config: str) -> None:
    wanted = sum(
        deployment["num_replicas"] * deployment["ray_actor_options"]["num_cpus"]
        for deployment in deployments(infra / config).values()
    )
    assert wanted <= VCPUS[instance_of(config)]


@pytest.mark.parametrize("config", TRAINIUM)
def test_who_listens_to_everybody_asks_for_a_key(infra: Path, config: str) -> None:
    assert yaml.safe_load((infra / config).read_text())["http_options"]["host"] == "0.0.0.0"
    assert ClusterConfig.model_validate(application(infra / config)["args"]).api_key_file is not None


@pytest.mark.parametrize("config", TRAINIUM)
def test_the_file_names_the_command_and_the_machine_that_it_is_for(infra: Path, config: str) -> None:
    comment = (infra / config).read_text().split("http_options")[0]
    assert f"tenure deploy infra/{config}" in comment
    assert f"--instance {instance_of(config)}" in comment
