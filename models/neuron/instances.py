"""The instances with NeuronCores, as far as compiling needs to know them.

AWS Neuron SDK documentation: `about-neuron/arch/neuron-hardware/trn1-arch.rst`, `trn2-arch.rst`,
`trn3-arch.rst` and `trainium3.rst`; how many devices a pod may have, and the tensor-parallel sizes that
follow, from the SDK's Kubernetes scheduler extension. Read in SDK 2.32. trn2.3xlarge exists, but its figures
are not published there. Of Trn3 two UltraServers are published and no instance sizes: what is here is one
server of each.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from models.errors import PlanError

GIB = 1024**3
DEFAULT_INSTANCE = "trn1.2xlarge"
CUDA = "cuda"  # in place of an instance: the GPU of this machine, which torch_native drives as well
BackEnd = Literal["nxd", "torch_native"]
# NxD's inference APIs end with SDK 2.34, and TorchNeuron begins with trn2; the first is taken where both can.
_BACK_ENDS: dict[str, tuple[BackEnd, ...]] = {
    "trn1": ("nxd",),
    "trn2": ("torch_native", "nxd"),
    "trn3": ("torch_native",),
    CUDA: ("torch_native",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Core:
    """One logical NeuronCore of an instance."""

    instance: str
    target: str  # neuronx-cc's: trn1, trn2 or trn3
    num_cores: int  # logical ones of the instance, as the runtime and Ray count them
    memory_bytes: int
    tp_sizes: tuple[int, ...]  # how many of them a model may take

    @property
    def logical_nc_config(self) -> int:
        """Physical cores of a logical one (LNC): AWS's default for the chip. Nothing else is planned.

        Trainium3 may have 1 or 2; its default was in no source at hand, and is taken for Trainium2's.
        """
        return 1 if self.target in ("trn1", CUDA) else 2

    @property
    def back_ends(self) -> tuple[BackEnd, ...]:
        """What drives the chip: nxd (neuronx-distributed, SDK 2.31), torch_native (TorchNeuron, SDK 2.33)."""
        return _BACK_ENDS[self.target]

    def back_end(self, wanted: BackEnd | None) -> BackEnd:
        """What drives the cores; `wanted`: nothing else. Raises PlanError where it cannot."""
        if wanted is None:
            return self.back_ends[0]
        if wanted not in self.back_ends:
            raise PlanError(
                f"--back-end is {wanted}, and {self.instance} is driven by {' or '.join(self.back_ends)}. "
                "Leave it out."
            )
        return wanted

    @property
    def compiler_flags(self) -> str:
        """neuronx-cc's documented flags; those that neuronx_distributed takes by default, and the target."""
        return (
            f"--target={self.target} --logical-nc-config={self.logical_nc_config} --model-type=transformer "
            "--auto-cast=none --enable-saturate-infinity -O1"
        )


def _trn1(instance: str, num_chips: int, tp_sizes: tuple[int, ...]) -> Core:
    return Core(
        instance=instance, target="trn1", num_cores=2 * num_chips, memory_bytes=16 * GIB, tp_sizes=tp_sizes
    )


def _trn3(instance: str, num_chips: int) -> Core:
    """Eight physical cores and 144 GiB a chip, in logical ones of two; powers of two of them within a server.

    How a chip's memory lies under its cores is not published: each has an equal part here, as on Trainium2.
    """
    num_cores = 4 * num_chips
    sizes = tuple(1 << power for power in range(num_cores.bit_length()))
    return Core(instance=instance, target="trn3", num_cores=num_cores, memory_bytes=36 * GIB, tp_sizes=sizes)


CORES = {
    core.instance: core
    for core in (
        _trn1("trn1.2xlarge", 1, (1, 2)),
        _trn1("trn1.32xlarge", 16, (1, 2, 8, 16, 32)),
        _trn1("trn1n.32xlarge", 16, (1, 2, 8, 16, 32)),
        # Two physical cores make a logical one by default (LNC=2): 4 on each of 16 chips, and to each the
        # 24 GiB bank that the two share. With LNC=1 both would have the whole bank, and no part of their own.
        Core(
            instance="trn2.48xlarge",
            target="trn2",
            num_cores=64,
            memory_bytes=24 * GIB,
            tp_sizes=(1, 2, 4, 8, 16, 32, 64),
        ),
        _trn3("trn3-gen1", 16),  # of an UltraServer's 4 servers, 64 chips
        _trn3("trn3-gen2", 4),  # of an UltraServer's 36 servers, 144 chips
    )
}


def find_core(instance: str) -> Core:
    """Raises PlanError for an instance whose cores are not known, and for a GPU that is not there."""
    if instance == CUDA:
        return _gpu()
    if instance not in CORES:
        raise PlanError(f"--instance is {instance}, and NeuronCores are known of {', '.join(CORES)}.")
    return CORES[instance]


def _gpu() -> Core:
    """The first that torch sees."""
    import torch  # which those who only ask of NeuronCores need not wait for

    if not torch.cuda.is_available():
        raise PlanError(
            f"--device is cuda, and torch {torch.__version__} sees no such device here. Use a torch that was "
            "built for CUDA on a machine with a GPU that its driver knows, or leave --device out."
        )
    memory_bytes = torch.cuda.get_device_properties(0).total_memory
    return Core(instance=CUDA, target=CUDA, num_cores=1, memory_bytes=memory_bytes, tp_sizes=(1,))
