"""Plans for NeuronCores; loads a model onto them through neuronx-distributed, or onto the emulation of it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from typing import Any

import platformdirs
import torch

from kernels.neuron.switches import NeuronKernels
from models.checkpoint import Checkpoint, open_checkpoint
from models.config import ModelConfig
from models.errors import NeuronError, PlanError
from models.fingerprint import fingerprint
from models.neuron.artifact_cache import ArtifactCache
from models.neuron.bucket import COARSE, FINE
from models.neuron.cores import claim_cores
from models.neuron.device_errors import explained
from models.neuron.instances import BackEnd, find_core
from models.neuron.nxd.backend import Backend, load_backend
from models.neuron.nxd.compile import (
    Compiled,
    CompileOptions,
    compile_plan,
    decoder_weights,
    rank_operators,
    ranks_of,
)
from models.neuron.nxd.loaded import LoadedNeuronModel
from models.neuron.plan import NeuronLimits, NeuronPlan, make_neuron_plan
from models.neuron.remote_cache import RemoteCache
from models.parallel.checkpoint import ShardedCheckpoint, load_rank, shard_checkpoint, shards_root
from models.registry import resolve
from serving.config import EngineConfig, NeuronConfig, ReplicaConfig
from serving.engine.neuron_runner import NeuronRunner
from serving.errors import StartupError
from serving.replica.loaded import Loaded
from serving.replica.sampling_advice import SamplingAdvice

Progress = Callable[[str, int, int], None]  # (what is being done, steps done, steps in all)
CACHE_URL = "TENURE_COMPILE_CACHE_URL"
DTYPES = {"auto": torch.bfloat16, "bfloat16": torch.bfloat16, "float32": torch.float32}


def make_plan(
    model: ModelConfig,
    neuron: NeuronConfig,
    *,
    tp: int,
    dtype: str,
    max_num_seqs: int,
    max_model_len: int | None,
    kv_memory_bytes: int | None,
) -> NeuronPlan:
    """What would be compiled and how it lies in memory. Raises StartupError where it does not fit."""
    with startup_errors():
        limits = NeuronLimits(
            tp=tp,
            max_num_seqs=max_num_seqs,
            max_model_len=max_model_len or model.max_position_embeddings,
            kv_memory_bytes=kv_memory_bytes,
            kv_layout=neuron.kv_layout,
            grid=COARSE if neuron.emulate else FINE,
            kernels=_kernels(neuron.nki),
            takes_experts=_is_native(neuron),
        )
        return make_neuron_plan(model, DTYPES[dtype], find_core(neuron.instance), limits)


def _kernels(names: str) -> NeuronKernels:
    try:
        return NeuronKernels.parse(names)
    except ValueError as error:
        raise PlanError(f"--nki is {names}. {error}") from error


def compile_graphs(
    plan: NeuronPlan, neuron: NeuronConfig, progress: Progress, *, pushes: bool = False
) -> Compiled:
    """Every graph of the plan: from the cache, fetched or compiled into it. Raises StartupError.

    Args:
        pushes: what the remote cache lacks is put there. A server only reads: that takes less of a role.
    """
    options = CompileOptions(
        max_workers=neuron.compile_workers,
        timeout_s=neuron.compile_timeout_s,
        may_compile=neuron.may_compile,
        pushes=pushes,
    )
    with startup_errors():
        backend = load_backend(emulate=neuron.emulate)
        url = cache_url(neuron)
        remote = None if url is None else RemoteCache(url)
        return compile_plan(plan, backend, ArtifactCache(cache_dir(neuron)), options, progress, remote)


def _is_native(neuron: NeuronConfig) -> bool:
    """What nothing drives can be planned for all the same."""
    try:
        return back_end_of(neuron) == "torch_native"
    except StartupError:
        return False


def back_end_of(neuron: NeuronConfig) -> BackEnd:
    """What drives a replica's cores. Raises StartupError where nothing does."""
    with startup_errors():
        wanted = None if neuron.back_end == "auto" else neuron.back_end
        return find_core(neuron.instance).back_end(wanted)


def cache_dir(neuron: NeuronConfig) -> Path:
    """Where compiled graphs are kept."""
    return neuron.cache_dir or platformdirs.user_cache_path("tenure", appauthor=False) / "neuron"


def cache_url(neuron: NeuronConfig) -> str | None:
    """Where compiled graphs are shared, if anywhere. An actor of Ray reads its own node's variable."""
    return neuron.cache_url or os.environ.get(CACHE_URL) or None


@contextmanager
def startup_errors() -> Iterator[None]:
    """Of Neuron's side, for those who start a server."""
    try:
        yield
    except NeuronError as error:
        raise StartupError(str(error)) from error


def load_neuron(config: ReplicaConfig, neuron: NeuronConfig, progress: Progress) -> Loaded:
    """Compile what is missing, load weights, allocate KV. Raises: StartupError, CheckpointError."""
    check_formats(config)
    with startup_errors():
        # Before the packages are imported: the runtime reads the environment once.
        claim_cores(os.environ, config.tensor_parallel_size, find_core(neuron.instance))
        backend = load_backend(emulate=neuron.emulate)
    checkpoint = open_checkpoint(resolve(config.model), config.max_model_len)
    advice = SamplingAdvice.of(checkpoint.generation, config)
    plan = make_plan(
        checkpoint.config,
        neuron,
        tp=config.tensor_parallel_size,
        dtype=config.dtype,
        max_num_seqs=config.max_num_seqs,
        max_model_len=config.max_model_len,
        kv_memory_bytes=config.kv_memory_bytes,
    )
    nxd_model = compile_graphs(plan, neuron, progress).nxd_model
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
    with startup_errors(), explained():
        nxd_model.set_weights(_weights(plan, backend, sharded, progress))
        nxd_model.to_neuron()
    return _loaded(config, checkpoint, plan, backend, model_fingerprint, nxd_model, advice)


def _weights(
    plan: NeuronPlan, backend: Backend, sharded: ShardedCheckpoint, progress: Progress
) -> list[dict[str, torch.Tensor]]:
    # The table of RoPE is as long as the plan says.
    sharded = replace(sharded, config=plan.config)
    ranks = []
    for rank in range(plan.shape.tp):
        progress("weights", rank, plan.shape.tp)
        with ranks_of(plan, backend):
            decoder = load_rank(sharded, rank, rank_operators(plan, backend, rank))
        ranks.append(decoder_weights(decoder))
    progress("weights", plan.shape.tp, plan.shape.tp)
    return ranks


def check_formats(config: ReplicaConfig) -> None:
    if config.quantization not in ("auto", "none"):
        raise StartupError(
            f"--quantization is {config.quantization}, and on Neuron weights are float32 or bfloat16. Leave "
            "it out; a quantised file is unpacked."
        )
    if config.kv_dtype not in ("auto", config.dtype):
        raise StartupError(
            f"--kv-dtype is {config.kv_dtype}, and on Neuron KV has the format of --dtype. Leave it out."
        )


def _loaded(
    config: ReplicaConfig,
    checkpoint: Checkpoint,
    plan: NeuronPlan,
    backend: Backend,
    model_fingerprint: bytes,
    nxd_model: Any,
    advice: SamplingAdvice,
) -> Loaded:
    dtype = str(plan.dtype).removeprefix("torch.")
    where = "neuron-emulation" if backend.is_emulation else f"neuron/{plan.core.target}"
    return Loaded(
        served_names=config.served_names or (checkpoint.name,),
        root=checkpoint.name,
        dtype=dtype,
        tokenizer=checkpoint.tokenizer,
        chat_template=checkpoint.chat_template,
        fingerprint=blake2b(model_fingerprint + dtype.encode(), digest_size=16).digest(),
        numerics=f"{where}/weights {dtype}/activations {dtype}/kv {dtype}/tp {plan.shape.tp}",
        runner=NeuronRunner(LoadedNeuronModel(nxd_model, plan.shape)),
        engine_config=engine_config_of(config, plan),
        created=int(time.time()),
        advice=advice,
    )


def engine_config_of(config: ReplicaConfig, plan: NeuronPlan) -> EngineConfig:
    return config.for_engine(
        num_blocks=plan.shape.layout.num_blocks,
        max_model_len=plan.max_model_len,
        block_size=plan.shape.layout.block_size,
        num_speculative_tokens=config.num_speculative_tokens,
        lease_share=config.lease_share,
        kv_restore=config.kv_restore,
    )
