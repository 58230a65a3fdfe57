"""All graphs of a plan as one file: what PyTorch's compilers put into their caches during a warm-up.

`torch.compiler.save_cache_artifacts` has Inductor's code, and by TorchNeuron's source its NEFFs. Dynamo
traces at each start all the same: what a bundle saves is the compilation. It is kept in the artifact cache,
found by what the graphs follow from, and may go to another machine with the same versions.
"""

from __future__ import annotations

import importlib.metadata
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import torch

from models.errors import CompileError
from models.neuron.artifact_cache import State, key_of
from models.neuron.code_digest import code_digest
from models.neuron.plan import NeuronPlan
from models.neuron.shape import TRANSFER_BLOCKS
from models.neuron.shared_cache import SharedCache

BUNDLE = "bundle.torch"
_COMPILERS = ("torch", "triton", "torch-neuronx", "neuronx-cc", "nki")


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleSource:
    """Every part as text, and more than is needed: a change that leaves the graphs alone may cost them."""

    config: str  # the architecture; neither weights nor tokenizer
    dtype: str
    shape: str
    device: str  # and what its graphs were made for
    backend: str  # of torch.compile
    kernels: str  # of NKI that the graphs call
    versions: tuple[tuple[str, str], ...]
    code_sha256: str

    @classmethod
    def of(
        cls, plan: NeuronPlan, device_type: str, backend: str, num_threads: int | None = None
    ) -> BundleSource:
        """`num_threads`: of each process that calls the graphs on a CPU; None: this one's."""
        return cls(
            config=repr(replace(plan.config, file="", bos_token_id=None, eos_token_ids=())),
            dtype=str(plan.dtype),
            shape=f"{plan.shape!r} {TRANSFER_BLOCKS}",
            device=f"{device_type} {_made_for(plan, device_type, num_threads)}",
            backend=backend,
            kernels=" ".join(plan.kernels.names),
            versions=tuple(_versions()),
            code_sha256=code_digest(),
        )

    @property
    def key(self) -> str:
        return key_of(
            self.config,
            self.dtype,
            self.shape,
            self.device,
            self.backend,
            self.kernels,
            self.versions,
            self.code_sha256,
        )

    @property
    def file_name(self) -> str:
        return BUNDLE


def find_bundle(source: BundleSource, cache: SharedCache, *, command: str | None) -> State:
    """Of the bundle in the machine's own cache, where it is fetched to if the remote one has it.

    Args:
        command: what makes the bundle, where nothing may be compiled here; None: whatever is missing may be.

    Raises:
        CompileError: nothing may be compiled, and there is no whole bundle.
        RemoteCacheError: the remote cache does not answer.
    """
    state = cache.state(source)
    if state != "ok" and command is not None:
        raise CompileError(
            f"--no-compile is set, and the graphs of this model with these options and versions are {state} "
            f"in {cache.places}. Make them with `{command}`, or leave out --no-compile."
        )
    return state


@contextmanager
def bundled(
    source: BundleSource, cache: SharedCache, *, command: str | None, keeps: bool = True
) -> Iterator[None]:
    """Around a warm-up: bring the bundle before it, if there is one, and keep what was compiled after it.

    Args:
        keeps: of several ranks, which make the same graphs, one does.

    Raises what `find_bundle` does, and CompileError for a graph that the bundle lacks where none may be made.
    """
    state = find_bundle(source, cache, command=command)
    if state == "ok":
        torch.compiler.load_cache_artifacts(cache.own.path(source).read_bytes())
    before = _num_compiled()
    yield
    num_compiled = _num_compiled() - before
    if num_compiled and command is not None:
        raise CompileError(
            f"--no-compile is set, and {num_compiled} graphs were compiled that {cache.own.path(source)} has "
            f"not: it was made on a machine that differs from this one. Make it here with `{command}`."
        )
    is_new = state != "ok" or num_compiled
    if keeps and is_new and (artifacts := torch.compiler.save_cache_artifacts()):
        with cache.own.lock(source), tempfile.NamedTemporaryFile() as file:
            file.write(artifacts[0])
            file.flush()
            cache.own.add(source, Path(file.name))
    cache.push(source)


def _num_compiled() -> int:
    """Graphs that Inductor did not find in its cache, in this process. Of TorchNeuron's there is no count."""
    from torch._dynamo.utils import counters

    return counters["inductor"]["fxgraph_cache_miss"]


def _made_for(plan: NeuronPlan, device_type: str, num_threads: int | None) -> str:
    if device_type == "cuda":
        return f"{torch.cuda.get_device_capability()}"
    if device_type == "cpu":  # Inductor divides loops by the number of threads, and has it in its keys
        return f"{torch.backends.cpu.get_cpu_capability()} {num_threads or torch.get_num_threads()} threads"
    return plan.core.compiler_flags


def _versions() -> Iterator[tuple[str, str]]:
    for name in _COMPILERS:
        try:
            yield name, importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
