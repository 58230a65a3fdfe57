"""The memory for KV, where it is given as a share of what there is."""

from __future__ import annotations

from models.errors import PlanError
from models.neuron.instances import find_core
from serving.cli.options import Given
from serving.cli.sizes import MemorySize
from serving.config import NeuronConfig, ReplicaConfig
from serving.errors import StartupError
from serving.replica.memory import available_bytes


def build_replica_config(
    given: Given[ReplicaConfig], *, model: str, neuron: NeuronConfig | None = None
) -> ReplicaConfig:
    """A share of `--kv-memory` is one of the accelerator's memory; without one, of what is free here."""
    num_cores = given.values.get("tensor_parallel_size", 1)
    return given.build(
        model=model, neuron=neuron, kv_memory_bytes=kv_memory_bytes(given, neuron, num_cores=num_cores)
    )


def kv_memory_bytes(
    given: Given[ReplicaConfig], neuron: NeuronConfig | None, *, num_cores: int
) -> int | None:
    """Raises StartupError for an instance that is not known."""
    size = kv_memory_size(given)
    available = available_bytes() if neuron is None else device_memory_bytes(neuron.instance, num_cores)
    return None if size is None else size.resolve(available)


def kv_memory_size(given: Given[ReplicaConfig]) -> MemorySize | None:
    return given.values.get("kv_memory_bytes")


def device_memory_bytes(instance: str, num_cores: int) -> int:
    """Of all cores of one replica. Raises StartupError for an instance that is not known."""
    try:
        return num_cores * find_core(instance).memory_bytes
    except PlanError as error:
        raise StartupError(str(error)) from error
