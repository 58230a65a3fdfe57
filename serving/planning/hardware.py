"""The machines a plan can be made for, by the figures that their maker publishes.

Trainium: AWS Neuron SDK documentation, `about-neuron/arch/neuron-hardware/trn1-arch.rst` and
`trn2-arch.rst`, and the pages on Trainium and Trainium2 beside them, read in SDK 2.32; a core's memory and
the tensor-parallel sizes are in models/neuron/instances.py. trn2.3xlarge exists, but its figures are not
published there: it is not in the table.

Nothing in this project has run on any of these chips.
"""

from __future__ import annotations

from dataclasses import dataclass

from models.neuron.instances import CORES, GIB
from serving.errors import StartupError

CPU = "cpu"


@dataclass(frozen=True, slots=True, kw_only=True)
class Instance:
    """One machine, as equal cores; a replica takes `tp` of them."""

    name: str
    family: str  # machines of one family share the fit of their step model
    num_cores: int  # logical ones, as the runtime counts them
    core_memory_bytes: int
    core_bandwidth: float = 0.0  # of its memory, bytes/s; 0: measured, not published
    core_flops: float = 0.0  # dense bfloat16, floating-point operations/s
    tp_sizes: tuple[int, ...] = (1,)

    @property
    def is_measured(self) -> bool:
        """Whether its step model comes from steps that ran here, not from published figures."""
        return self.family == CPU


def _trn1(name: str) -> Instance:
    """A Trainium chip: 2 NeuronCores v2, 32 GiB, 820 GiB/s, 190 TFLOPS in bfloat16 (and no more in fp8).

    trn1n differs from trn1 in its network alone.
    """
    return Instance(
        name=name,
        family="trn1",
        num_cores=CORES[name].num_cores,
        core_memory_bytes=CORES[name].memory_bytes,
        core_bandwidth=820 * GIB / 2,
        core_flops=190e12 / 2,
        tp_sizes=CORES[name].tp_sizes,
    )


def _trn2(name: str) -> Instance:
    """A Trainium2 chip: 8 NeuronCores v3, 96 GiB, 2.9 TB/s, 667 TFLOPS in bfloat16.

    Two physical cores make a logical one by default (LNC=2): 4 a chip, 24 GiB each.
    """
    return Instance(
        name=name,
        family="trn2",
        num_cores=CORES[name].num_cores,
        core_memory_bytes=CORES[name].memory_bytes,
        core_bandwidth=2.9e12 / 4,
        core_flops=667e12 / 4,
        tp_sizes=CORES[name].tp_sizes,
    )


INSTANCES = {
    instance.name: instance
    for instance in (
        _trn1("trn1.2xlarge"),
        _trn1("trn1.32xlarge"),
        _trn1("trn1n.32xlarge"),
        _trn2("trn2.48xlarge"),
    )
}
NAMES = (CPU, *INSTANCES)


def find_instance(name: str, *, cpu_memory_bytes: int) -> Instance:
    """By name; `cpu` is this machine, of which a model and its KV may take `cpu_memory_bytes`.

    Raises: StartupError.
    """
    if name == CPU:
        return Instance(name=CPU, family=CPU, num_cores=1, core_memory_bytes=cpu_memory_bytes)
    if name == "trn2.3xlarge":
        raise StartupError(
            "The memory, bandwidth and speed of trn2.3xlarge are not published, so there is nothing to plan "
            f"with. Known: {', '.join(NAMES)}."
        )
    if name not in INSTANCES:
        raise StartupError(f"The instance {name!r} is not known. Known: {', '.join(NAMES)}.")
    return INSTANCES[name]
