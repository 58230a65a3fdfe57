"""The Neuron packages, resolved when needed, or the emulation of them: nothing else imports either."""

from __future__ import annotations

import importlib
import importlib.metadata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from models.errors import BackendError

if TYPE_CHECKING:  # a compile worker has no need of torch before the compiler's own
    from kernels.neuron.calls import KernelCalls
    from models.parallel.operators import ParallelLayers

# The last SDK that has torch-neuronx and neuronx-distributed, and so one stack for trn1 and trn2.
SDK = "2.31"
PINS = {
    "torch-neuronx": "2.9.0.2.15.32035",
    "neuronx-distributed": "0.19.28492",
    "neuronx-cc": "2.26.6360.0",
    "libneuronxla": "2.2.17544.0",
    "nki": "0.5.0",
}
HOW_TO_INSTALL = (
    "The wheels come from AWS's own index, which AWS's Neuron setup guide names: `pip install "
    f"{' '.join(f'{name}=={version}' for name, version in PINS.items())} --extra-index-url THAT_INDEX`. "
    "The packages of these names on PyPI are empty placeholders."
)
# What decides the bytes of an artifact.
_VERSIONED = ("torch", *PINS)


@dataclass(frozen=True, slots=True)
class Compiler:
    """neuronx_distributed's `compile` and the protocol buffers that it takes."""

    compile: Callable[..., Any]
    hlo_module: Callable[[], Any]
    metaneff: Callable[[], Any]


@dataclass(frozen=True, slots=True)
class Backend:
    """What we call of neuronx_distributed, by its names, and the versions that artifacts depend on."""

    is_emulation: bool
    versions: tuple[tuple[str, str], ...]
    model_builder: Callable[..., Any]  # ModelBuilder (V2)
    nxd_model: type[Any]  # NxDModel
    parallel_state: Callable[..., Any]  # NxDParallelState
    compilation_artifacts: Callable[[str], Any]  # CompilationArtifacts(neff_filepath)
    layers: ParallelLayers
    kernel_calls: Callable[[str], KernelCalls]  # the NKI kernels, on a target
    group: Callable[[int], Any]  # the tensor-parallel group of so many ranks, inside parallel_state


def load_backend(*, emulate: bool) -> Backend:
    """Raises BackendError where the packages are not there."""
    if emulate:
        builder = importlib.import_module("models.neuron.nxd.emulation.builder")
        nxd_model = importlib.import_module("models.neuron.nxd.emulation.nxd_model")
        compiler = importlib.import_module("models.neuron.nxd.emulation.compiler")
        operators = importlib.import_module("models.parallel.operators")
        collectives = importlib.import_module("models.neuron.nxd.emulation.collectives")
        return Backend(
            is_emulation=True,
            versions=(("emulation", "1"), *_versions(("torch",))),
            model_builder=builder.ModelBuilder,
            nxd_model=nxd_model.NxDModel,
            parallel_state=builder.NxDParallelState,
            compilation_artifacts=compiler.CompilationArtifacts,
            layers=operators.OUR_LAYERS,
            kernel_calls=importlib.import_module("kernels.neuron.emulated_calls").emulated_calls,
            group=collectives.EmulatedGroup,
        )
    package = import_neuron("neuronx_distributed")
    layers = import_neuron("neuronx_distributed.parallel_layers.layers")
    mappings = import_neuron("neuronx_distributed.parallel_layers.mappings")
    utils = import_neuron("neuronx_distributed.trace.model_builder_utils")
    state = import_neuron("neuronx_distributed.parallel_layers.parallel_state")
    return Backend(
        is_emulation=False,
        versions=_versions(_VERSIONED),
        model_builder=package.ModelBuilder,
        nxd_model=package.NxDModel,
        parallel_state=package.NxDParallelState,
        compilation_artifacts=utils.CompilationArtifacts,
        layers=importlib.import_module("models.parallel.operators").ParallelLayers(
            layers.ColumnParallelLinear,
            layers.RowParallelLinear,
            layers.ParallelEmbedding,
            mappings.reduce_from_tensor_model_parallel_region,
        ),
        kernel_calls=importlib.import_module("kernels.neuron.calls").device_calls,
        group=lambda num_ranks: state.get_tensor_model_parallel_group(),
    )


def load_compiler(*, emulate: bool) -> Compiler:
    """Raises BackendError where the packages are not there."""
    if emulate:
        emulated = importlib.import_module("models.neuron.nxd.emulation.compiler")
        return Compiler(emulated.compile, emulated.HloModule, emulated.MetaNeff)
    functions = import_neuron("neuronx_distributed.trace.functions")
    hlo = import_neuron("torch_neuronx.pyhlo.hlo_pb2")
    metaneff = import_neuron("torch_neuronx.proto.metaneff_pb2")
    return Compiler(functions.compile, hlo.HloModuleProto, metaneff.MetaNeff)


def import_neuron(module: str, import_module: Callable[[str], Any] = importlib.import_module) -> Any:
    """PyPI's placeholders raise ImportError, as if nothing were there; a missing driver is an OSError."""
    try:
        return import_module(module)
    except (ImportError, OSError) as error:
        raise BackendError(
            f"`{module}` of the AWS Neuron SDK {SDK} cannot be imported here ({error}). {HOW_TO_INSTALL} "
            "Without a chip, `--emulate` runs the same graphs on the CPU, slowly: an emulation, for tests."
        ) from error


def _versions(distributions: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, _version(name)) for name in distributions)


def _version(distribution: str) -> str:
    try:
        return importlib.metadata.version(distribution)
    except importlib.metadata.PackageNotFoundError:
        return "none"
