"""The `args` of a Serve config file."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from pydantic import ValidationError

from serving.cluster.config import ClusterConfig
from serving.config import NeuronConfig, ReplicaConfig
from serving.errors import StartupError

EXAMPLE = Path(__file__).parents[3] / "infra" / "serve.yaml"


def test_the_example_is_valid():
    applications = yaml.safe_load(EXAMPLE.read_text())["applications"]
    config = ClusterConfig.model_validate(applications[0]["args"])
    assert config.replica_config.model == "smollm2-135m"
    assert config.replica_config.kv_memory_bytes == 1024**3


def test_a_replica_takes_what_tenure_serve_takes(tmp_path: Path):
    config = ClusterConfig.model_validate(
        {
            "replica": {
                "model": "toy",
                "served_names": ["a", "b"],
                "data_dir": str(tmp_path),
                "max_queued": 3,
            },
            "api": {"max_concurrent_requests": 7, "allowed_origins": ["https://example.org"]},
            "kv_memory": "2MiB",
        }
    )
    assert config.replica_config == ReplicaConfig(
        model="toy", served_names=("a", "b"), data_dir=tmp_path, max_queued=3, kv_memory_bytes=2 * 1024**2
    )
    assert config.api.max_concurrent_requests == 7


def test_a_replica_may_be_on_neuron_cores(tmp_path: Path):
    replica = {
        "model": "m",
        "data_dir": str(tmp_path),
        "tensor_parallel_size": 8,
        "neuron": {"instance": "trn1.32xlarge", "may_compile": False},
    }
    config = ClusterConfig.model_validate({"replica": replica})
    assert config.replica_config.neuron == NeuronConfig(instance="trn1.32xlarge", may_compile=False)


def test_an_engine_may_have_more_requests_than_it_ever_admits():
    config = ClusterConfig.model_validate(
        {"replica": {"model": "toy", "max_queued": 100, "max_num_seqs": 50}}
    )
    assert config.max_ongoing_requests > 150


@pytest.mark.parametrize(
    "args",
    [
        {"replica": {"model": "toy", "max_num_sequences": 4}},
        {"replica": {"model": "toy"}, "kv_memory": "much"},
        {"replica": {"model": "toy"}, "replicas": 2},
        {"replica": {"model": "toy", "data_dir": "relative/path"}},
        {"replica": {"model": "toy"}, "drain_timeout_s": 0},
        {},
    ],
)
def test_what_is_unknown_or_wrong_is_refused(args: dict[str, object]):
    with pytest.raises(ValidationError):
        ClusterConfig.model_validate(args)


def test_the_limits_of_a_replica_config_hold_here_too():
    with pytest.raises(StartupError, match="max_queued must be at least 1"):
        ClusterConfig.model_validate({"replica": {"model": "toy", "max_queued": 0}})
