"""Loads a model onto a NeuronCore through TorchNeuron, or its functions onto the CPU."""

from __future__ import annotations

import os
import shlex
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from hashlib import blake2b

import torch

from models.checkpoint import Checkpoint, open_checkpoint
from models.config_file import read_config
from models.errors import PlanError
from models.fingerprint import fingerprint
from models.loader import LoadedModel, load_model
from models.neuron.artifact_cache import ArtifactCache
from models.neuron.cores import claim_cores, claimed_cores
from models.neuron.device_errors import explained
from models.neuron.instances import CUDA
from models.neuron.plan import NeuronPlan
from models.neuron.remote_cache import RemoteCache
from models.neuron.shared_cache import SharedCache
from models.neuron.torch_native.backend import BACKEND, open_device
from models.neuron.torch_native.bundle import BundleSource, bundled, find_bundle
from models.neuron.torch_native.compile import Checked, check_plan, compile_plan
from models.neuron.torch_native.decoder import NativeDecoder
from models.neuron.torch_native.graphs import EAGER, Graphs
from models.neuron.torch_native.kernels import IN_GRAPHS, graph_kernels
from models.neuron.torch_native.loaded import LoadedNativeModel
from models.neuron.torch_native.operators import native_operators
from models.parallel.checkpoint import ShardedCheckpoint, shard_checkpoint, shards_root
from models.registry import ModelSource, resolve
from serving.config import NeuronConfig, ReplicaConfig
from serving.engine.neuron_runner import NeuronRunner
from serving.engine.ranks.native_ranks import NativeRanks
from serving.engine.ranks.parallel_runner import ParallelRunner, start_ranks
from serving.engine.runner import Runner
from serving.replica.loaded import Loaded
from serving.replica.neuron import (
    Progress,
    cache_dir,
    cache_url,
    check_formats,
    engine_config_of,
    make_plan,
    startup_errors,
)
from serving.replica.sampling_advice import SamplingAdvice

_INDUCTOR_CACHE = "TORCHINDUCTOR_CACHE_DIR"
_FIRST_WITH_BFLOAT16 = 8  # major number of the compute capability


def compile_native(plan: NeuronPlan, neuron: NeuronConfig, progress: Progress) -> str:
    """Compile every graph, or, in the emulation, capture it and look for what TorchNeuron refuses.

    Returns what was done, in a sentence. Raises StartupError.
    """
    with startup_errors(), explained():
        _check_options(neuron, plan)
        _keep_compiled(neuron)
        if neuron.emulate and _backend(neuron) == EAGER:
            return _checked(check_plan(plan, progress), plan.shape.tp)
        if plan.shape.tp == 1:
            device, backend = _open(neuron), _backend(neuron)
            with _bundled(plan, neuron, device, pushes=True):
                compile_plan(plan, device, backend, progress)
        else:
            claim_cores(os.environ, plan.shape.tp, plan.core)
            _start_ranks(_ranks(plan, neuron, None), neuron, pushes=True).close()
    return f"{len(plan.shape.buckets) + 2} graphs compiled or found in the cache {cache_dir(neuron)}."


def load_native(config: ReplicaConfig, neuron: NeuronConfig, progress: Progress) -> Loaded:
    """Load weights, allocate KV, compile what is missing. Raises: StartupError, CheckpointError."""
    check_formats(config)
    source = resolve(config.model)
    plan = make_plan(
        read_config(source),
        neuron,
        tp=config.tensor_parallel_size,
        dtype=config.dtype,
        max_num_seqs=config.max_num_seqs,
        max_model_len=config.max_model_len,
        kv_memory_bytes=config.kv_memory_bytes,
    )
    with startup_errors():
        _check_options(neuron, plan)
        _keep_compiled(neuron)
        if neuron.instance != CUDA:
            claim_cores(os.environ, plan.shape.tp, plan.core)
    if plan.shape.tp > 1:
        return _load_ranks(config, neuron, plan, source, progress)
    with startup_errors():
        device = _open(neuron)
    model = load_model(
        source,
        dtype=plan.dtype,
        operators=native_operators(),
        max_positions=plan.max_model_len,
        progress=progress,
    )
    command = None if neuron.may_compile else _compile_command(config, neuron)
    with startup_errors(), explained(), _bundled(plan, neuron, device, command=command):
        runner = native_runner(model, plan, device, _backend(neuron), progress)
    return _loaded(config, neuron, plan, model, model.fingerprint, runner)


def _load_ranks(
    config: ReplicaConfig, neuron: NeuronConfig, plan: NeuronPlan, source: ModelSource, progress: Progress
) -> Loaded:
    """The same with a process for each core, of which this one is rank 0's."""
    checkpoint = open_checkpoint(source, config.max_model_len)
    progress("fingerprint", 0, 1)
    model_fingerprint = fingerprint(checkpoint, plan.dtype, "none")
    sharded = shard_checkpoint(
        checkpoint,
        model_fingerprint,
        dtype=plan.dtype,
        num_ranks=plan.shape.tp,
        root=shards_root(),
        progress=progress,
    )
    progress("ranks", 0, plan.shape.tp)
    command = None if neuron.may_compile else _compile_command(config, neuron)
    with startup_errors(), explained():
        runner = _start_ranks(_ranks(plan, neuron, sharded, command), neuron)
    progress("ranks", plan.shape.tp, plan.shape.tp)
    return _loaded(config, neuron, plan, checkpoint, model_fingerprint, runner)


def _ranks(
    plan: NeuronPlan, neuron: NeuronConfig, sharded: ShardedCheckpoint | None, command: str | None = None
) -> NativeRanks:
    backend, num_threads = _backend(neuron), max(1, torch.get_num_threads() // plan.shape.tp)
    device_type = "cpu" if neuron.emulate else BACKEND
    return NativeRanks(
        plan=plan,
        sharded=sharded,
        backend=backend,
        cores=() if neuron.emulate else claimed_cores(os.environ, plan.shape.tp),
        cache_dir=cache_dir(neuron),
        num_threads=num_threads,
        bundle=None if backend == EAGER else BundleSource.of(plan, device_type, backend, num_threads),
        command=command,
    )


def _start_ranks(spec: NativeRanks, neuron: NeuronConfig, *, pushes: bool = False) -> ParallelRunner:
    """With their bundle, which is fetched before and pushed after; see bundle.py."""
    cache = _shared_cache(neuron, pushes=pushes)
    if spec.bundle is not None:
        find_bundle(spec.bundle, cache, command=spec.command)
    runner = start_ranks(spec)
    with ExitStack() as on_failure:
        on_failure.callback(runner.close)
        if spec.bundle is not None:
            cache.push(spec.bundle)
        on_failure.pop_all()
    return runner


def _checked(checked: Checked, tp: int) -> str:
    said = ", ".join(f"{num} {name}" for name, num in sorted(checked.collectives.items()))
    among = f" Each of {tp} ranks has the same graphs; their collectives: {said}." if tp > 1 else ""
    return (
        f"{checked.num_graphs} graphs captured, {checked.num_operations} nodes: each whole, of fixed sizes "
        f"and of operations that are known to lower.{among} Nothing was compiled: an emulation."
    )


def native_runner(
    model: LoadedModel, plan: NeuronPlan, device: torch.device, backend: str, progress: Progress
) -> NeuronRunner:
    """The model's functions on any device that torch.compile's backend has. Raises CompileError."""
    kernels = graph_kernels(plan.kernels, device)
    decoder = NativeDecoder(model.decoder, plan.shape.layout, device, kernels)
    native = LoadedNativeModel(Graphs(decoder, plan.shape, backend))
    native.warm_up(progress)
    return NeuronRunner(native)


def _open(neuron: NeuronConfig) -> torch.device:
    """Where the functions run. Raises BackendError."""
    if neuron.emulate:
        return torch.device("cpu")
    return torch.device(CUDA) if neuron.instance == CUDA else open_device(cache_dir(neuron))


def _backend(neuron: NeuronConfig) -> str:
    """Of torch.compile; EAGER: none."""
    if neuron.emulate:
        return neuron.emulate_with
    return "inductor" if neuron.instance == CUDA else BACKEND


@contextmanager
def _bundled(
    plan: NeuronPlan,
    neuron: NeuronConfig,
    device: torch.device,
    *,
    command: str | None = None,
    pushes: bool = False,
) -> Iterator[None]:
    """Around a warm-up; `command`: see bundle.py."""
    if _backend(neuron) == EAGER:  # there is nothing to keep
        yield
        return
    source = BundleSource.of(plan, device.type, _backend(neuron))
    with bundled(source, _shared_cache(neuron, pushes=pushes), command=command):
        yield


def _shared_cache(neuron: NeuronConfig, *, pushes: bool) -> SharedCache:
    url = cache_url(neuron)
    remote = None if url is None else RemoteCache(url)
    return SharedCache(ArtifactCache(cache_dir(neuron)), remote, pushes=pushes)


def _compile_command(config: ReplicaConfig, neuron: NeuronConfig) -> str:
    """What makes the graphs that a server with this configuration takes."""
    words = ["tenure", "compile", config.model, "--instance", neuron.instance, "--dtype", config.dtype]
    words += ["--max-num-seqs", str(config.max_num_seqs), "--tp", str(config.tensor_parallel_size)]
    for flag, value in (
        ("--max-model-len", config.max_model_len),
        ("--kv-memory", config.kv_memory_bytes),
        ("--compile-cache", neuron.cache_dir),
        ("--compile-cache-url", cache_url(neuron)),
    ):
        words += [] if value is None else [flag, str(value)]
    if neuron.kv_layout != "paged":
        words += ["--kv-layout", neuron.kv_layout]
    if neuron.nki != "none":
        words += ["--nki", neuron.nki]
    if neuron.back_end != "auto":
        words += ["--back-end", neuron.back_end]
    if neuron.emulate:
        words += ["--emulate", "--emulate-with", neuron.emulate_with]
    return shlex.join(words)


def _keep_compiled(neuron: NeuronConfig) -> None:
    """Inductor's cache is a directory of ours; other ranks' processes inherit it. Raises PlanError."""
    folder = os.environ.get(_INDUCTOR_CACHE, str(cache_dir(neuron) / "inductor"))
    if _backend(neuron) == "inductor" and any(letter.isspace() for letter in folder):
        name = _INDUCTOR_CACHE if _INDUCTOR_CACHE in os.environ else "--compile-cache"
        raise PlanError(
            f"Compiled code would be kept in {folder!r}, and torch gives that path to the C++ compiler in "
            f"pieces, cut at its spaces. Name a directory without a space: {name}."
        )
    os.environ[_INDUCTOR_CACHE] = folder


def _check_options(neuron: NeuronConfig, plan: NeuronPlan) -> None:
    if others := [name for name in plan.kernels.names if name not in IN_GRAPHS]:
        known = ",".join(IN_GRAPHS)
        raise PlanError(
            f"--nki is {neuron.nki}, and graphs of torch_native call {known} alone: {others[0]} is for the "
            f"back end nxd. Use --nki {known}, or leave it out."
        )
    if plan.kernels.names and neuron.instance == CUDA and not neuron.emulate:
        raise PlanError(f"--nki is {neuron.nki}, and a GPU has no NKI. Leave it out.")
    if neuron.instance == CUDA and not neuron.emulate and plan.dtype is torch.bfloat16:
        major, minor = torch.cuda.get_device_capability()
        if major < _FIRST_WITH_BFLOAT16:
            raise PlanError(
                f"--dtype is bfloat16, and this GPU ({torch.cuda.get_device_name()}, compute capability "
                f"{major}.{minor}) has none: that begins with 8.0. Use --dtype float32."
            )


def _loaded(
    config: ReplicaConfig,
    neuron: NeuronConfig,
    plan: NeuronPlan,
    model: LoadedModel | Checkpoint,
    model_fingerprint: bytes,
    runner: Runner,
) -> Loaded:
    dtype = str(plan.dtype).removeprefix("torch.")
    on = f"-emulation/{neuron.emulate_with}" if neuron.emulate else f"/{plan.core.target}"
    ranks = f"/tp {plan.shape.tp}" if plan.shape.tp > 1 else ""
    return Loaded(
        served_names=config.served_names or (model.name,),
        root=model.name,
        dtype=dtype,
        tokenizer=model.tokenizer,
        chat_template=model.chat_template,
        fingerprint=blake2b(model_fingerprint + dtype.encode(), digest_size=16).digest(),
        numerics=f"torch_native{on}/weights {dtype}/activations {dtype}/kv {dtype}{ranks}",
        runner=runner,
        engine_config=engine_config_of(config, plan),
        created=int(time.time()),
        advice=SamplingAdvice.of(model.generation, config),
    )
