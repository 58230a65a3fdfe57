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
from models.neuron.artifact_cache import key_of
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
    versions: tuple[tuple[str, str], ...]
    code_sha256: str

    @classmethod
    def of(cls, plan: NeuronPlan, device: torch.device, backend: str) -> BundleSource:
        return cls(
            config=repr(replace(plan.config, file="", bos_token_id=None, eos_token_ids=())),
            dtype=str(plan.dtype),
            shape=f"{plan.shape!r} {TRANSFER_BLOCKS}",
            device=f"{device.type} {_made_for(plan, device)}",
            backend=backend,
            versions=tuple(_versions()),
            code_sha256=code_digest(),
        )

    @property
    def key(self) -> str:
        return key_of(
            self.config, self.dtype, self.shape, self.device, self.backend, self.versions, self.code_sha256
        )

    @property
    def file_name(self) -> str:
        return BUNDLE


@contextmanager
def bundled(source: BundleSource, cache: SharedCache, *, command: str | None) -> Iterator[None]:
    """Around a warm-up: bring the bundle before it, if there is one, and keep what was compiled after it.

    Args:
        command: what makes the bundle, where nothing may be compiled here; None: whatever is missing may be.

    Raises:
        CompileError: nothing may be compiled, and there is no whole bundle, or it lacks a graph.
        RemoteCacheError: the remote cache does not answer.
    """
    state = cache.state(source)
    if state == "ok":
        torch.compiler.load_cache_artifacts(cache.own.path(source).read_bytes())
    elif command is not None:
        raise CompileError(
            f"--no-compile is set, and the graphs of this model with these options and versions are {state} "
            f"in {cache.places}. Make them with `{command}`, or leave out --no-compile."
        )
    before = _num_compiled()
    yield
    num_compiled = _num_compiled() - before
    if num_compiled and command is not None:
        raise CompileError(
            f"--no-compile is set, and {num_compiled} graphs were compiled that {cache.own.path(source)} has "
            f"not: it was made on a machine that differs from this one. Make it here with `{command}`."
        )
    if (state != "ok" or num_compiled) and (artifacts := torch.compiler.save_cache_artifacts()):
        with cache.own.lock(source), tempfile.NamedTemporaryFile() as file:
            file.write(artifacts[0])
            file.flush()
            cache.own.add(source, Path(file.name))
    cache.push(source)


def _num_compiled() -> int:
    """Graphs that Inductor did not find in its cache, in this process. Of TorchNeuron's there is no count."""
    from torch._dynamo.utils import counters

    return counters["inductor"]["fxgraph_cache_miss"]


def _made_for(plan: NeuronPlan, device: torch.device) -> str:
    if device.type == "cuda":
        return f"{torch.cuda.get_device_capability(device)}"
    if device.type == "cpu":  # Inductor divides loops by the number of threads, and has it in its keys
        return f"{torch.backends.cpu.get_cpu_capability()} {torch.get_num_threads()} threads"
    return plan.core.compiler_flags


def _versions() -> Iterator[tuple[str, str]]:
    for name in _COMPILERS:
        try:
            yield name, importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
