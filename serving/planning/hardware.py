"""The machines a plan can be made for, by the figures that their maker publishes.

Trainium: AWS Neuron SDK documentation, `about-neuron/arch/neuron-hardware/trn1-arch.rst`, `trn2-arch.rst` and
`trn3-arch.rst`, and the pages on the three chips beside them, read in SDK 2.32; a core's memory and the
tensor-parallel sizes are in models/neuron/instances.py. trn2.3xlarge exists, but its figures are not
published there: it is not in the table. Of Trn3 the UltraServers are published, and no sizes of instances:
the table has one server of each. Neither trn3's prices nor any chip's watts are published.

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
    chip: str = ""  # what it is built of; "" for the CPU
    num_chips: int = 0
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
        chip="Trainium",
        num_chips=CORES[name].num_cores // 2,
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
        chip="Trainium2",
        num_chips=CORES[name].num_cores // 4,
        num_cores=CORES[name].num_cores,
        core_memory_bytes=CORES[name].memory_bytes,
        core_bandwidth=2.9e12 / 4,
        core_flops=667e12 / 4,
        tp_sizes=CORES[name].tp_sizes,
    )


def _trn3(name: str) -> Instance:
    """A Trainium3 chip: 8 NeuronCores v4, 144 GiB, 4.9 TB/s, 671 TFLOPS in bfloat16.

    Its 2,517 TFLOPS in MXFP8 and MXFP4 are not used: no graph of ours computes in them. AWS has published no
    latencies of it: it is planned with the time per layer, and the shares of the peaks, of trn2's.
    """
    return Instance(
        name=name,
        family="trn2",
        chip="Trainium3",
        num_chips=CORES[name].num_cores // 4,
        num_cores=CORES[name].num_cores,
        core_memory_bytes=CORES[name].memory_bytes,
        core_bandwidth=4.9e12 / 4,
        core_flops=671e12 / 4,
        tp_sizes=CORES[name].tp_sizes,
    )


INSTANCES = {
    instance.name: instance
    for instance in (
        _trn1("trn1.2xlarge"),
        _trn1("trn1.32xlarge"),
        _trn1("trn1n.32xlarge"),
        _trn2("trn2.48xlarge"),
        _trn3("trn3-gen1"),
        _trn3("trn3-gen2"),
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
    if name.startswith("trn3."):
        raise StartupError(
            f"AWS publishes no instance sizes of Trn3, and so no {name}. Known of it are one server of each "
            "UltraServer: trn3-gen1 (16 chips of 64) and trn3-gen2 (4 of 144)."
        )
    if name not in INSTANCES:
        raise StartupError(f"The instance {name!r} is not known. Known: {', '.join(NAMES)}.")
    return INSTANCES[name]
