"""Loads a model onto a NeuronCore through TorchNeuron, or its functions onto the CPU."""

from __future__ import annotations

import os
import time
from hashlib import blake2b

import torch

from models.config_file import read_config
from models.errors import PlanError
from models.loader import LoadedModel, load_model
from models.neuron.cores import claim_cores
from models.neuron.device_errors import explained
from models.neuron.plan import NeuronPlan
from models.neuron.torch_native.backend import BACKEND, open_device
from models.neuron.torch_native.compile import check_plan, compile_plan
from models.neuron.torch_native.decoder import NativeDecoder
from models.neuron.torch_native.graphs import Graphs
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
        if neuron.emulate:
            checked = check_plan(plan, progress)
            return (
                f"{checked.num_graphs} graphs captured, {checked.num_operations} nodes: each whole, of fixed "
                "sizes and of operations that are known to lower. Nothing was compiled: an emulation."
            )
        compile_plan(plan, open_device(cache_dir(neuron)), progress)
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
        claim_cores(os.environ, 1, plan.core)
        device = torch.device("cpu") if neuron.emulate else open_device(cache_dir(neuron))
    model = load_model(
        source,
        dtype=plan.dtype,
        operators=native_operators(),
        max_positions=plan.max_model_len,
        progress=progress,
    )
    backend = neuron.emulate_with if neuron.emulate else BACKEND
    with startup_errors(), explained():
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


def _check_options(neuron: NeuronConfig) -> None:
    if neuron.nki != "none":
        raise PlanError(
            f"--nki is {neuron.nki}, and only the graphs of the back end nxd call the kernels. Leave it out."
        )
    if cache_url(neuron) is not None:
        raise PlanError(
            "--compile-cache-url is set, and torch_native keeps its graphs on this machine. Leave it out, or "
            "put --compile-cache on a shared disk."
        )
    if not neuron.may_compile and not neuron.emulate:
        raise PlanError(
            "--no-compile is set, and TorchNeuron is not known to have a way to forbid a compilation. Leave "
            "it out: after the warm-up nothing is compiled."
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
