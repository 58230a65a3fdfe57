"""From a decoder to compiled graphs: load what was saved, or trace, look up, fetch, compile what is missing.

A model whose recipe was compiled before is loaded as it was saved. Any other is traced, and then the graphs
themselves say which of their artifacts are there: compiling is done once for each graph, set of flags and set
of versions.
"""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from kernels.neuron.calls import KernelCalls, source_files
from models.decoder import Decoder, Take
from models.errors import ArtifactsMissing, CompileError
from models.families import family_of
from models.neuron.artifact_cache import SAVED_MODEL, ArtifactCache, GraphSource
from models.neuron.code_digest import source_digest
from models.neuron.inputs import Inputs, step_inputs
from models.neuron.nxd.backend import Backend
from models.neuron.nxd.compile_worker import GRAPH, LOG, METANEFF, REQUEST, RESULT
from models.neuron.nxd.graph import (
    GATHER_TAG,
    SCATTER_TAG,
    NeuronDecoder,
    gather_inputs,
    scatter_inputs,
)
from models.neuron.nxd.recipe import Recipe
from models.neuron.plan import NeuronPlan
from models.neuron.remote_cache import RemoteCache
from models.neuron.shape import TRANSFER_BLOCKS, NeuronShape
from models.neuron.shared_cache import SharedCache
from models.operators import Operators
from models.parallel.operators import parallel_operators

Progress = Callable[[str, int, int], None]  # (what or `what: part`, done, total)
_NUM_LOG_LINES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class CompileOptions:
    """How to compile. Workers are few: the compiler takes gigabytes of host memory for a large graph."""

    max_workers: int = 2
    timeout_s: float = 3600.0  # of one graph
    may_compile: bool = True  # False: a graph that is not in the cache is an error
    pushes: bool = False  # put into the remote cache what it lacks; else it is only read


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiled:
    """An NxDModel that holds every graph, without weights yet. The graphs not counted were in the cache."""

    nxd_model: Any
    num_traced: int = 0  # graphs; 0 where the model had been saved
    num_compiled: int = 0  # graphs
    num_fetched: int = 0  # graphs and saved models
    num_pushed: int = 0  # of the same


def graph_inputs(shape: NeuronShape) -> dict[str, Inputs]:
    """Example inputs of every graph, by tag."""
    layout = shape.layout
    inputs = {bucket.tag: step_inputs(bucket, layout.block_size) for bucket in shape.buckets}
    inputs[GATHER_TAG] = gather_inputs(TRANSFER_BLOCKS)
    inputs[SCATTER_TAG] = scatter_inputs(TRANSFER_BLOCKS, layout)
    return inputs


def compile_plan(
    plan: NeuronPlan,
    backend: Backend,
    cache: ArtifactCache,
    options: CompileOptions,
    progress: Progress,
    remote: RemoteCache | None = None,
) -> Compiled:
    """Every graph of the plan: from the cache, fetched into it from `remote`, or compiled. Reads no weights.

    Raises:
        ArtifactsMissing: `options.may_compile` is false and graphs are in neither cache; it names them.
        CompileError: a graph failed to compile, or took longer than `options.timeout_s`.
        RemoteCacheError: `remote` does not answer.
    """
    shared = SharedCache(cache, remote, pushes=options.pushes)
    recipe = Recipe.of(plan, backend)
    if shared.state(recipe) == "ok" and (saved := _load(recipe, backend, cache)) is not None:
        shared.push(recipe)
        return Compiled(nxd_model=saved, num_fetched=shared.num_fetched, num_pushed=shared.num_pushed)
    traces = _trace(plan, backend, progress)
    sources = {tag: _source(tag, trace, backend, plan) for tag, trace in traces.items()}
    states = shared.states(sources, progress)
    missing = {tag: state for tag, state in states.items() if state != "ok"}
    if missing and not options.may_compile:
        raise ArtifactsMissing(missing, shared.places)
    for tag in sources.keys() - missing.keys():
        shared.push(sources[tag])
    # Each as soon as it is compiled: a later one may fail.
    to_compile = {tag: (traces[tag], sources[tag]) for tag in missing}
    _compile_missing(to_compile, backend, cache, options, progress, on_compiled=shared.push)
    model = backend.nxd_model(world_size=plan.shape.tp)
    for tag, trace in traces.items():
        model.add(tag, trace, backend.compilation_artifacts(str(cache.path(sources[tag]))))
    _save(model, recipe, cache)
    shared.push(recipe)
    return Compiled(
        nxd_model=model,
        num_traced=len(traces),
        num_compiled=len(missing),
        num_fetched=shared.num_fetched,
        num_pushed=shared.num_pushed,
    )


def _load(recipe: Recipe, backend: Backend, cache: ArtifactCache) -> Any | None:
    """The saved model, which is in the cache; None if it cannot be read: then it is made again."""
    model = backend.nxd_model.load(str(cache.path(recipe)))
    # Where it cannot be put together again, the bare ScriptModule is what is returned.
    return model if isinstance(model, backend.nxd_model) else None


def _save(model: Any, recipe: Recipe, cache: ArtifactCache) -> None:
    with cache.lock(recipe), tempfile.TemporaryDirectory(prefix="tenure-save-") as directory:
        path = Path(directory) / SAVED_MODEL
        model.save(str(path))
        cache.add(recipe, path)


def _trace(plan: NeuronPlan, backend: Backend, progress: Progress) -> dict[str, Any]:
    """TraceArtifacts of every graph, by tag. The first decides what the states are: it is a step."""
    inputs = graph_inputs(plan.shape)
    shapes = plan.sharding.shapes
    with ranks_of(plan, backend):
        # A trace reads no weights, and memory that nobody writes to is hardly committed.
        module = graph_module(plan, backend, lambda name: torch.empty(shapes[name], dtype=plan.dtype))
        builder = backend.model_builder(module)
        for done, (tag, example) in enumerate(inputs.items()):
            progress(f"trace: {tag}", done, len(inputs))
            builder.trace(kwargs=example, tag=tag)
        progress("trace", len(inputs), len(inputs))
        traces: dict[str, Any] = builder.trace_artifacts_collection
        return traces


def ranks_of(plan: NeuronPlan, backend: Backend) -> AbstractContextManager[Any]:
    """Inside it, layers are made for the plan's ranks."""
    context: AbstractContextManager[Any] = backend.parallel_state(
        world_size=plan.shape.tp,
        tensor_model_parallel_size=plan.shape.tp,
        # Said outright: its default is that of the machine, which need not be the one that is compiled for.
        lnc_size=plan.core.logical_nc_config,
    )
    return context


def graph_module(plan: NeuronPlan, backend: Backend, take: Take) -> NeuronDecoder:
    """What is traced, inside `ranks_of`; `take` gives rank 0's tensors."""
    make_decoder = family_of(plan.config).decoder
    decoder = make_decoder(plan.sharding.rank_config, rank_operators(plan, backend, 0), take)
    return NeuronDecoder(decoder.eval(), plan.shape.layout, kernel_calls(plan, backend))


def kernel_calls(plan: NeuronPlan, backend: Backend) -> KernelCalls:
    """The NKI kernels that the plan's graphs call."""
    return backend.kernel_calls(plan.core.target).only(plan.kernels)


def rank_operators(plan: NeuronPlan, backend: Backend, rank: int) -> Operators:
    """What a rank's decoder is built from, inside `ranks_of`."""
    config = plan.sharding.rank_config
    group, kernels = backend.group(plan.shape.tp), kernel_calls(plan, backend)
    return parallel_operators(config.vocab_size, group, rank, backend.layers, kernels)


def decoder_weights(decoder: Decoder) -> dict[str, Tensor]:
    """What `set_weights` takes of one rank, by the names that the graphs have."""
    return {f"decoder.{name}": tensor.detach() for name, tensor in decoder.state_dict().items()}


def _source(tag: str, trace: Any, backend: Backend, plan: NeuronPlan) -> GraphSource:
    graph = hashlib.sha256(trace.hlo.SerializeToString()).hexdigest()
    kernels = source_files(plan.kernels)
    return GraphSource(
        tag=tag,
        graph_sha256=graph,
        kernels_sha256=source_digest(kernels) if kernels else "",
        flags=plan.core.compiler_flags,
        versions=backend.versions,
    )


def _compile_missing(
    missing: dict[str, tuple[Any, GraphSource]],
    backend: Backend,
    cache: ArtifactCache,
    options: CompileOptions,
    progress: Progress,
    on_compiled: Callable[[GraphSource], None],
) -> None:
    if not missing:
        return
    progress("compile", 0, len(missing))
    workers = _Workers(cache, options.timeout_s, backend.is_emulation)
    with ThreadPoolExecutor(options.max_workers, thread_name_prefix="compile") as pool:
        futures = {
            pool.submit(workers.compile, trace, source): tag for tag, (trace, source) in missing.items()
        }
        try:
            for done, future in enumerate(as_completed(futures), 1):
                future.result()
                progress(f"compile: {futures[future]}", done, len(missing))
                on_compiled(missing[futures[future]][1])
        except BaseException:  # Ctrl-C too: it does not reach the compilers
            for future in futures:
                future.cancel()
            workers.stop()
            raise


class _Workers:
    """The processes that compile, one graph each."""

    def __init__(self, cache: ArtifactCache, timeout_s: float, emulate: bool) -> None:
        self._cache = cache
        self._timeout_s = timeout_s
        self._emulate = emulate
        self._running: set[subprocess.Popen[bytes]] = set()

    def compile(self, trace: Any, source: GraphSource) -> None:
        """Put one graph into the cache. Raises CompileError."""
        with self._cache.lock(source):
            if self._cache.state(source) == "ok":  # another process was faster
                return
            with tempfile.TemporaryDirectory(prefix="tenure-compile-") as name:
                directory = Path(name)
                request = {"tag": source.tag, "flags": source.flags, "emulate": self._emulate}
                (directory / REQUEST).write_text(json.dumps(request), encoding="utf-8")
                (directory / GRAPH).write_bytes(trace.hlo.SerializeToString())
                (directory / METANEFF).write_bytes(trace.metaneff.SerializeToString())
                self._run(directory, source.tag)
                neff = (directory / RESULT).read_text(encoding="utf-8")
                self._cache.add(source, Path(neff))

    def _run(self, directory: Path, tag: str) -> None:
        command = [sys.executable, "-m", "models.neuron.nxd.compile_worker", str(directory)]
        log = directory / LOG
        with log.open("wb") as output:
            # A session of its own: the compiler is a child of the worker, and must end with it.
            process = subprocess.Popen(command, stdout=output, stderr=output, start_new_session=True)
        self._running.add(process)
        try:
            exit_code = process.wait(self._timeout_s)
        except subprocess.TimeoutExpired:
            raise CompileError(
                f"Compiling {tag} took longer than {self._timeout_s:g} s and was stopped. Give it more time "
                "with --compile-timeout, or make the graph smaller: a lower --max-num-seqs or "
                "--max-model-len."
            ) from None
        finally:
            _kill(process)
            self._running.discard(process)
        if exit_code != 0:
            lines = log.read_text(encoding="utf-8", errors="replace").splitlines()[-_NUM_LOG_LINES:]
            raise CompileError(f"Compiling {tag} failed with exit code {exit_code}:\n" + "\n".join(lines))

    def stop(self) -> None:
        """End what is running; its `compile` raises."""
        for process in list(self._running):
            _kill(process)


def _kill(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        with suppress(ProcessLookupError):  # it has ended meanwhile
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()
        process.wait()
