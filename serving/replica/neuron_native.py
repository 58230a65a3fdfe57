"""Loads a model onto a NeuronCore through TorchNeuron, or its functions onto the CPU."""

from __future__ import annotations

import os
import shlex
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b

import torch

from models.config_file import read_config
from models.errors import PlanError
from models.loader import LoadedModel, load_model
from models.neuron.artifact_cache import ArtifactCache
from models.neuron.cores import claim_cores
from models.neuron.device_errors import explained
from models.neuron.instances import CUDA
from models.neuron.plan import NeuronPlan
from models.neuron.remote_cache import RemoteCache
from models.neuron.shared_cache import SharedCache
from models.neuron.torch_native.backend import BACKEND, open_device
from models.neuron.torch_native.bundle import BundleSource, bundled
from models.neuron.torch_native.compile import check_plan, compile_plan
from models.neuron.torch_native.decoder import NativeDecoder
from models.neuron.torch_native.graphs import EAGER, Graphs
from models.neuron.torch_native.loaded import LoadedNativeModel
from models.neuron.torch_native.operators import native_operators
from models.registry import resolve
from serving.config import NeuronConfig, ReplicaConfig
from serving.engine.neuron_runner import NeuronRunner
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


def compile_native(plan: NeuronPlan, neuron: NeuronConfig, progress: Progress) -> str:
    """Compile every graph, or, in the emulation, capture it and look for what TorchNeuron refuses.

    Returns what was done, in a sentence. Raises StartupError.
    """
    with startup_errors(), explained():
        _check_options(neuron)
        if neuron.emulate and _backend(neuron) == EAGER:
            checked = check_plan(plan, progress)
            return (
                f"{checked.num_graphs} graphs captured, {checked.num_operations} nodes: each whole, of fixed "
                "sizes and of operations that are known to lower. Nothing was compiled: an emulation."
            )
        device, backend = _open(neuron), _backend(neuron)
        with _bundled(plan, neuron, device, pushes=True):
            compile_plan(plan, device, backend, progress)
    return f"{len(plan.shape.buckets) + 2} graphs compiled or found in the cache {cache_dir(neuron)}."


def load_native(config: ReplicaConfig, neuron: NeuronConfig, progress: Progress) -> Loaded:
    """Load weights, allocate KV, compile what is missing. Raises: StartupError, CheckpointError."""
    check_formats(config)
    source = resolve(config.model)
    plan = make_plan(
        read_config(source),
        neuron,
        tp=1,
        dtype=config.dtype,
        max_num_seqs=config.max_num_seqs,
        max_model_len=config.max_model_len,
        kv_memory_bytes=config.kv_memory_bytes,
    )
    with startup_errors():
        _check_options(neuron)
        if neuron.instance != CUDA:
            claim_cores(os.environ, 1, plan.core)
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
        backend = _backend(neuron)
        runner = native_runner(model, plan, device, backend, progress)
    where = f"torch_native-emulation/{backend}" if neuron.emulate else f"torch_native/{plan.core.target}"
    return _loaded(config, plan, model, runner, where)


def native_runner(
    model: LoadedModel, plan: NeuronPlan, device: torch.device, backend: str, progress: Progress
) -> NeuronRunner:
    """The model's functions on any device that torch.compile's backend has. Raises CompileError."""
    decoder = NativeDecoder(model.decoder, plan.shape.layout, device)
    native = LoadedNativeModel(Graphs(decoder, plan.shape, backend))
    native.warm_up(progress)
    return NeuronRunner(native)


def _open(neuron: NeuronConfig) -> torch.device:
    """Where the functions run; the compiler's cache is a directory of ours. Raises BackendError."""
    os.environ.setdefault("TORCHINDUCTOR_CACHE_DIR", str(cache_dir(neuron) / "inductor"))
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
    url = cache_url(neuron)
    own, remote = ArtifactCache(cache_dir(neuron)), None if url is None else RemoteCache(url)
    source = BundleSource.of(plan, device, _backend(neuron))
    with bundled(source, SharedCache(own, remote, pushes=pushes), command=command):
        yield


def _compile_command(config: ReplicaConfig, neuron: NeuronConfig) -> str:
    """What makes the graphs that a server with this configuration takes."""
    words = ["tenure", "compile", config.model, "--instance", neuron.instance, "--dtype", config.dtype]
    words += ["--max-num-seqs", str(config.max_num_seqs)]
    for flag, value in (
        ("--max-model-len", config.max_model_len),
        ("--kv-memory", config.kv_memory_bytes),
        ("--compile-cache", neuron.cache_dir),
        ("--compile-cache-url", cache_url(neuron)),
    ):
        words += [] if value is None else [flag, str(value)]
    if neuron.kv_layout != "paged":
        words += ["--kv-layout", neuron.kv_layout]
    if neuron.back_end != "auto":
        words += ["--back-end", neuron.back_end]
    if neuron.emulate:
        words += ["--emulate", "--emulate-with", neuron.emulate_with]
    return shlex.join(words)


def _check_options(neuron: NeuronConfig) -> None:
    if neuron.nki != "none":
        raise PlanError(
            f"--nki is {neuron.nki}, and only the graphs of the back end nxd call the kernels. Leave it out."
        )


def _loaded(
    config: ReplicaConfig, plan: NeuronPlan, model: LoadedModel, runner: NeuronRunner, where: str
) -> Loaded:
    dtype = str(plan.dtype).removeprefix("torch.")
    return Loaded(
        served_names=config.served_names or (model.name,),
        root=model.name,
        dtype=dtype,
        tokenizer=model.tokenizer,
        chat_template=model.chat_template,
        fingerprint=blake2b(model.fingerprint + dtype.encode(), digest_size=16).digest(),
        numerics=f"{where}/weights {dtype}/activations {dtype}/kv {dtype}",
        runner=runner,
        engine_config=engine_config_of(config, plan),
        created=int(time.time()),
        advice=SamplingAdvice.of(model.generation, config),
    )
