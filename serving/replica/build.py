"""Makes the replicas of a process from their configurations: kernels, weights, KV memory, log."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from hashlib import blake2b

import torch
from prometheus_client import CollectorRegistry

from kernels import library as kernel_library
from kernels.build import BuildError
from kernels.threads import num_threads, set_num_threads
from models.checkpoint import Checkpoint, open_checkpoint
from models.config import ModelConfig
from models.cpu_kv import allocate_kv, kv_bytes_per_token
from models.cpu_operators import cpu_operators
from models.errors import CheckpointError
from models.fingerprint import fingerprint
from models.loader import load_model
from models.parallel.checkpoint import shard_checkpoint, shards_root
from models.parallel.shard import not_shared
from models.registry import ModelSource, resolve
from serving.budgets import Terms
from serving.config import EngineConfig, ReplicaConfig
from serving.engine.cpu_runner import CpuRunner
from serving.engine.grammars.grammar import Grammars
from serving.engine.ranks.cpu_ranks import CpuRanks
from serving.engine.ranks.parallel_runner import start_ranks
from serving.engine.toy_runner import ToyRunner
from serving.errors import StartupError
from serving.kv.sealing import SealingKeys
from serving.logs import get_logger
from serving.memory.embedder import Embedder
from serving.metrics import Metrics
from serving.origins import check_package_origins
from serving.replica import toy_model
from serving.replica.adapters import load_adapters, refuse_adapters
from serving.replica.admission import Admission
from serving.replica.aliases import aliases_of
from serving.replica.carrier_keys import carrier_keys
from serving.replica.carriers import Carriers
from serving.replica.formats import Formats, choose_formats, kernel_parts
from serving.replica.hosting.process import EngineHandle, start_engine
from serving.replica.kv_places import kv_places
from serving.replica.loaded import Loaded
from serving.replica.memory import longest_sequence, num_kv_blocks
from serving.replica.neuron import back_end_of, load_neuron
from serving.replica.neuron_native import load_native
from serving.replica.replica import Replica
from serving.replica.replicas import Replicas
from serving.replica.sampling_advice import SamplingAdvice
from serving.replica.storage import Storage
from serving.replica.workers import Workers
from serving.sessions.data_dir import DataDir
from serving.sessions.served_models import ServedModel, ServedModels
from serving.text.head_rules import HeadRules
from serving.text.prompts import Prompts
from serving.text.template.renderer import Renderer

Progress = Callable[[str, int, int], None]  # (what is being done, steps done, steps in all)

BLOCK_SIZE = 32
TOY = "toy"
TOY_BLOCKS = 4096
TOY_SEQUENCES = 4  # of the longest, that its KV holds at least
_log = get_logger(__name__)
DTYPES = {"float32": torch.float32, "bfloat16": torch.bfloat16}


def build_replicas(
    *configs: ReplicaConfig, progress: Progress | None = None, member: str | None = None
) -> Replicas:
    """Load everything; the replicas still have to be started.

    Args:
        configs: of each model, the default one first; they differ in model, names and adapters alone.
        member: the name of this replica among those of its application, which share the data directory;
            None: this is the one server that uses it.

    Raises:
        StartupError: the configuration, the checkpoint or this machine does not allow it.
    """
    check_package_origins()
    data_dir = DataDir(configs[0].data_dir)
    data_dir.lock(shared=member is not None)  # before anything that takes long
    start_s = time.monotonic()
    try:
        replicas = _build(configs, data_dir, progress or _silent, member)
        models = ", ".join(config.model for config in configs)
        _log.info("replica_built", model=models, build_s=round(time.monotonic() - start_s, 3))
        return replicas
    except (CheckpointError, BuildError) as error:
        data_dir.close()
        raise StartupError(str(error)) from error
    except BaseException:
        data_dir.close()
        raise


def _build(
    configs: Sequence[ReplicaConfig], data_dir: DataDir, progress: Progress, member: str | None
) -> Replicas:
    models: list[_Model] = []
    try:
        for config in configs:
            loaded, engine = _load_or_start(config, progress)
            models.append(_Model(loaded, Renderer(loaded.tokenizer, loaded.chat_template), engine))
        return _assemble(configs[0], data_dir, models, progress, member)
    except BaseException:
        for model in models:
            model.close()
        raise


@dataclass(frozen=True, slots=True)
class _Model:
    loaded: Loaded
    renderer: Renderer
    engine: EngineHandle | None  # of the process that has its runner; None: it is in `loaded`

    @property
    def as_served(self) -> ServedModel:
        return ServedModel(self.renderer.fingerprint, self.loaded.numerics)

    def close(self) -> None:
        if self.engine is None:
            self.loaded.own_runner.close()
        else:
            self.engine.close()


def _load_or_start(config: ReplicaConfig, progress: Progress) -> tuple[Loaded, EngineHandle | None]:
    """The loaded model: here, or all of it but the runner, which a process of its own has."""
    if config.engine == "process":
        if config.model != TOY and config.neuron is None:
            # Here, where a signal that stops a long build is answered.
            _prepare_kernels(config, resolve(config.model), progress)
        return start_engine(partial(load, config), progress)
    return load(config, progress), None


def _assemble(
    config: ReplicaConfig, data_dir: DataDir, models: Sequence[_Model], progress: Progress, member: str | None
) -> Replicas:
    """`config`: of any of them, for what they share."""
    names = _distinct([name for model in models for name in model.loaded.model_names])
    aliases = aliases_of(config.model_aliases, names)
    served_names = [name for model in models for name in model.loaded.served_names]
    storage = Storage(
        data_dir,
        served=ServedModels(
            {name: model.as_served for model in models for name in model.loaded.served_names}
        ),
        database_url=config.database_url,
        max_log_bytes=config.max_log_bytes,
        session_ttl_s=config.session_ttl_s,
        is_synced=config.durability == "full",
        member=member,
        vault_keys=_vault_keys(config),
        embedder=Embedder.find(),
        max_tenant_environments=config.max_tenant_environments,
        terms=Terms.read(config.budgets),
    )
    keys, workers = carrier_keys(config.carrier_key_file, data_dir.path), Workers()
    replicas = []
    for number, model in enumerate(models):
        progress("warm-up", number, len(models))
        loaded = replace(
            model.loaded,
            advice=model.loaded.advice.with_max_tokens(config.default_max_tokens),
            aliases=tuple(alias for alias in aliases if alias[1] in model.loaded.model_names),
            taken_names=frozenset((*served_names, *dict(aliases))),
            seed=config.seed,
        )
        loaded.advice.log()
        carriers = Carriers(keys, model.renderer.fingerprint)
        replicas.append(_replica(config, loaded, model, storage, workers, carriers))
    progress("warm-up", len(models), len(models))
    return Replicas(replicas)


def _replica(
    config: ReplicaConfig,
    loaded: Loaded,
    model: _Model,
    storage: Storage,
    workers: Workers,
    carriers: Carriers,
) -> Replica:
    max_model_len = loaded.engine_config.max_model_len
    prompts = Prompts(
        loaded.tokenizer,
        model.renderer,
        Grammars(loaded.tokenizer, loaded.runner.vocab_size),
        vocab_size=loaded.runner.vocab_size,
        max_model_len=max_model_len,
        head_rules=HeadRules(config.head_rules),
        tells_reasoning=config.reasoning_format == "auto",
    )
    admission = Admission(config.max_num_seqs, config.max_queued)
    metrics = Metrics(CollectorRegistry(), loaded.served_names[0], max_model_len=max_model_len)
    return Replica(loaded, storage, prompts, admission, metrics, workers, carriers, model.engine)


def _distinct(names: Sequence[str]) -> Sequence[str]:
    """Raises: StartupError where two models have one name."""
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise StartupError(
            f"Two models would be served as {twice!r}. Give each a name of its own: --model NAME=MODEL."
        )
    return names


def _vault_keys(config: ReplicaConfig) -> SealingKeys | None:
    path = config.vault_key_file
    return None if path is None else SealingKeys.read(path, "vault")


def _silent(what: str, done: int, total: int) -> None:
    pass


def load(config: ReplicaConfig, progress: Progress = _silent) -> Loaded:
    """Weights, runner and KV memory, without a log or an engine. Raises: StartupError, CheckpointError."""
    keys = None if config.kv_key_file is None else SealingKeys.read(config.kv_key_file)
    return replace(
        _load_model(config, progress),
        kv_places=kv_places(config),
        kv_keys=keys,
        files_prompts=config.kv_files == "all",
    )


def _load_model(config: ReplicaConfig, progress: Progress) -> Loaded:
    if config.model == TOY:
        refuse_adapters(config.adapters, config.adapter_dir, f"the model {TOY}")
        return _load_toy(config)
    if config.neuron is not None:
        refuse_adapters(config.adapters, config.adapter_dir, "Neuron")
        if back_end_of(config.neuron) == "torch_native":
            return load_native(config, config.neuron, progress)
        return load_neuron(config, config.neuron, progress)
    return _load(config, progress)


def _load(config: ReplicaConfig, progress: Progress) -> Loaded:
    source = resolve(config.model)
    isa = _prepare_kernels(config, source, progress)
    formats = choose_formats(config, source, isa)
    if config.tensor_parallel_size > 1:
        refuse_adapters(config.adapters, config.adapter_dir, "--tensor-parallel-size")
        return _load_sharded(config, open_checkpoint(source, config.max_model_len), isa, formats, progress)
    model = load_model(
        source,
        dtype=DTYPES[formats.dtype],
        quantization=formats.quantization,
        operators=cpu_operators(),
        max_positions=config.max_model_len,
        progress=progress,
    )
    advice = SamplingAdvice.of(model.generation, config)
    engine_config = _engine_config(config, model.config, kv_bytes_per_token(model.config, formats.kv))
    kv = allocate_kv(
        model.config, num_blocks=engine_config.num_blocks, block_size=BLOCK_SIZE, kv_format=formats.kv
    )
    served_names, runner = config.served_names or (model.name,), CpuRunner(model.decoder, kv)
    return Loaded(
        served_names=served_names,
        root=model.name,
        dtype=formats.dtype,
        tokenizer=model.tokenizer,
        chat_template=model.chat_template,
        fingerprint=_fingerprint(model.fingerprint, formats.kv),
        numerics=_numerics(isa, "+".join(model.weight_formats), formats),
        runner=runner,
        adapters=load_adapters(config.adapters, config.adapter_dir, served_names, model.config, runner),
        engine_config=engine_config,
        created=int(time.time()),
        advice=advice,
    )


def _load_sharded(
    config: ReplicaConfig, checkpoint: Checkpoint, isa: str, formats: Formats, progress: Progress
) -> Loaded:
    """The same with the model shared among processes, of which this one is rank 0."""
    num_ranks, dtype = config.tensor_parallel_size, DTYPES[formats.dtype]
    if checkpoint.config.experts is not None:
        raise not_shared(checkpoint.config, "on the CPU its experts", num_ranks)
    advice = SamplingAdvice.of(checkpoint.generation, config)
    progress("fingerprint", 0, 1)
    model_fingerprint = fingerprint(checkpoint, dtype, "none")
    sharded = shard_checkpoint(
        checkpoint,
        model_fingerprint,
        dtype=dtype,
        num_ranks=num_ranks,
        root=shards_root(),
        progress=progress,
    )
    # What all ranks hold together: KV heads may be replicated or padded.
    token_bytes = num_ranks * kv_bytes_per_token(sharded.sharding.rank_config, formats.kv)
    engine_config = _engine_config(config, checkpoint.config, token_bytes)
    progress("ranks", 0, num_ranks)
    runner = start_ranks(
        CpuRanks(
            sharded,
            num_blocks=engine_config.num_blocks,
            block_size=BLOCK_SIZE,
            kv_format=formats.kv,
            num_threads=max(1, num_threads() // num_ranks),
        )
    )
    progress("ranks", num_ranks, num_ranks)
    return Loaded(
        served_names=config.served_names or (checkpoint.name,),
        root=checkpoint.name,
        dtype=formats.dtype,
        tokenizer=checkpoint.tokenizer,
        chat_template=checkpoint.chat_template,
        fingerprint=_fingerprint(model_fingerprint, formats.kv),
        numerics=f"{_numerics(isa, formats.dtype, formats)}/tp {num_ranks}",
        runner=runner,
        engine_config=engine_config,
        created=int(time.time()),
        advice=advice,
    )


def _numerics(isa: str, weights: str, formats: Formats) -> str:
    return f"cpu/{isa}/weights {weights}/activations {formats.dtype}/kv {formats.kv}"


def _prepare_kernels(config: ReplicaConfig, source: ModelSource, progress: Progress) -> str:
    """Build what this model needs of the kernels if this is its first start; return the instruction set."""
    try:
        formats = choose_formats(config, source, kernel_library.intended())
        library = kernel_library.current(
            lambda part, done, total: progress(f"compiling kernels: {part}", done, total),
            kernel_parts(source, formats),
        )
    except (
        ValueError,
        BuildError,
    ) as error:  # an instruction set was asked for; otherwise the references do the work
        raise StartupError(str(error)) from error
    if config.num_threads is not None:
        set_num_threads(config.num_threads)
    return "torch" if library is None else library.name


def _engine_config(config: ReplicaConfig, model: ModelConfig, token_bytes: int) -> EngineConfig:
    """`token_bytes`: what the KV of one token takes."""
    model_max = model.max_position_embeddings
    longest = config.max_model_len or model_max
    num_blocks = num_kv_blocks(
        config.kv_memory_bytes, BLOCK_SIZE * token_bytes, -(-longest // BLOCK_SIZE), config.num_models
    )
    return _limits(
        config, longest_sequence(config.max_model_len, model_max, num_blocks * BLOCK_SIZE), num_blocks
    )


def _limits(config: ReplicaConfig, max_model_len: int, num_blocks: int) -> EngineConfig:
    return config.for_engine(
        num_blocks=num_blocks,
        max_model_len=max_model_len,
        block_size=BLOCK_SIZE,
        num_speculative_tokens=config.num_speculative_tokens,
        lease_share=config.lease_share,
        kv_restore=config.kv_restore,
    )


def _fingerprint(model_fingerprint: bytes, kv_format: str) -> bytes:
    return blake2b(model_fingerprint + kv_format.encode(), digest_size=16).digest()


def _load_toy(config: ReplicaConfig) -> Loaded:
    if config.tensor_parallel_size > 1:
        raise StartupError("The toy model has no weights to share among ranks. Leave --tp out.")
    if config.neuron is not None:
        raise StartupError("The toy model has no graphs for NeuronCores. Leave --device out.")
    tokenizer = toy_model.make_tokenizer()
    longest = config.max_model_len or toy_model.MAX_MODEL_LEN  # it was made for any number of positions
    num_blocks = max(TOY_BLOCKS, TOY_SEQUENCES * -(-longest // BLOCK_SIZE))
    if config.kv_memory_bytes is not None:
        block_bytes = ToyRunner(1, 1, BLOCK_SIZE).bytes_per_block
        num_blocks = num_kv_blocks(config.kv_memory_bytes, block_bytes, 1, config.num_models)
    longest = longest_sequence(config.max_model_len, longest, num_blocks * BLOCK_SIZE)
    return Loaded(
        served_names=config.served_names or (TOY,),
        root=TOY,
        dtype="int32",
        tokenizer=tokenizer,
        chat_template=toy_model.make_chat_template(),
        fingerprint=TOY.encode(),
        numerics="toy",
        runner=toy_model.make_runner(tokenizer, num_blocks, BLOCK_SIZE),
        engine_config=_limits(config, longest, num_blocks),
        created=int(time.time()),
    )
