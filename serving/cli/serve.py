"""`tenure serve`: API, replica and engine in one process."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from models.neuron.instances import DEFAULT_INSTANCE
from serving.api_keys import parse_keys, read_key_file
from serving.cli.model_options import (
    DataDir,
    Dtype,
    DtypeOption,
    GenerationConfigChoice,
    GenerationConfigOption,
    KVDtypeChoice,
    KVDtypeOption,
    KvMemory,
    MaxModelLen,
    QuantizationChoice,
    QuantizationOption,
    Threads,
    checked_duration_s,
    checked_num_bytes,
    make_replica_config,
)
from serving.cli.neuron_options import PANEL as NEURON_PANEL
from serving.cli.neuron_options import (
    CacheDir,
    CacheUrl,
    CompileTimeout,
    CompileWorkers,
    Emulate,
    InstanceName,
    KVLayoutChoice,
    KVLayoutOption,
    NkiKernels,
    device_memory_bytes,
)
from serving.cli.options import DEFAULT_MODEL, bad_value, number, option
from serving.config import DEFAULT_PORT, MAX_CHOICES, MAX_RANKS, ApiConfig, NeuronConfig

EPILOG = """[bold]Examples[/]

tenure serve  [dim]SmolLM2-135M-Instruct on http://127.0.0.1:8000[/]

tenure serve ./Qwen3-0.6B --port 9000  [dim]a Hugging Face directory[/]

tenure serve model.Q4_K_M.gguf --kv-memory 4GB  [dim]a GGUF file[/]

TENURE_API_KEY=alice:sk-1,bob:sk-2 tenure serve --host 0.0.0.0  [dim]open to the network, with keys[/]"""

WHO, STATE, STEPS = "Who may come in", "Sessions", "Scheduling"
LIMITS, RUNNING = "Limits", "Running it"


class DurabilityChoice(StrEnum):
    turn = "turn"
    full = "full"


class Device(StrEnum):
    cpu = "cpu"
    neuron = "neuron"


class EngineHost(StrEnum):
    thread = "thread"
    process = "process"


class LogLevel(StrEnum):
    debug = "debug"
    info = "info"
    warning = "warning"
    error = "error"


class LogFormat(StrEnum):
    text = "text"
    json = "json"


def serve(
    model: Annotated[
        str,
        typer.Argument(
            metavar="MODEL",
            envvar="TENURE_MODEL",
            help="A Hugging Face directory, a GGUF file, a hub id, or a built-in name: see `tenure models`.",
        ),
    ] = DEFAULT_MODEL,
    host: Annotated[
        str,
        option("--host", "Address to listen on; 0.0.0.0 is every interface.", panel=WHO, metavar="ADDRESS"),
    ] = "127.0.0.1",
    port: Annotated[
        int, number("--port", "Port to listen on; 0 takes a free one.", least=0, most=65535, panel=WHO)
    ] = DEFAULT_PORT,
    api_key: Annotated[
        list[str] | None,
        option(
            "--api-key",
            "A key to send, bound to a tenant; repeat it, or separate keys by commas. None: open to all.",
            panel=WHO,
            metavar="[TENANT:]KEY",
        ),
    ] = None,
    api_key_file: Annotated[
        Path | None,
        option(
            "--api-key-file",
            "A file of such keys, one per line; # begins a comment.",
            panel=WHO,
            metavar="FILE",
        ),
    ] = None,
    allowed_origins: Annotated[
        list[str] | None,
        option(
            "--allowed-origins",
            "Web origins whose pages may call this server, or *; repeatable. None by default.",
            panel=WHO,
            metavar="ORIGIN",
        ),
    ] = None,
    served_model_name: Annotated[
        list[str] | None,
        option(
            "--served-model-name",
            "Name that requests call the model by; repeatable, the first is reported.",
            panel=WHO,
            metavar="NAME",
        ),
    ] = None,
    max_model_len: MaxModelLen = None,
    kv_memory: KvMemory = None,
    dtype: DtypeOption = Dtype.auto,
    quantization: QuantizationOption = QuantizationChoice.auto,
    kv_dtype: KVDtypeOption = KVDtypeChoice.auto,
    generation_config: GenerationConfigOption = GenerationConfigChoice.auto,
    data_dir: DataDir = None,
    threads: Threads = None,
    database_url: Annotated[
        str | None,
        option(
            "--database-url",
            "Database of the sessions: postgresql+psycopg://USER@HOST/NAME. Default: SQLite in --data-dir.",
            panel=STATE,
            metavar="URL",
        ),
    ] = None,
    durability: Annotated[
        DurabilityChoice,
        option(
            "--durability",
            "What is on disk before it counts: a turn's beginning and end, or each step as well.",
            panel=STATE,
        ),
    ] = DurabilityChoice.turn,
    max_log_bytes: Annotated[
        str | None,
        option(
            "--max-log-bytes",
            "No turn of a session begins in a larger log. Default: no bound.",
            panel=STATE,
            metavar="SIZE",
        ),
    ] = None,
    session_ttl: Annotated[
        str | None,
        option(
            "--session-ttl",
            "Delete sessions that nobody used for so long: 12h, 30d. Default: never.",
            panel=STATE,
            metavar="TIME",
        ),
    ] = None,
    engine: Annotated[
        EngineHost, option("--engine", "Where the model runs: on a thread, or in a process.", panel=RUNNING)
    ] = EngineHost.thread,
    tp: Annotated[
        int,
        number(
            "--tp",
            "Ranks that share the model (tensor parallelism): processes, or NeuronCores.",
            least=1,
            most=MAX_RANKS,
            panel=RUNNING,
        ),
    ] = 1,
    device: Annotated[
        Device, option("--device", "neuron: compiled graphs on Trainium.", panel=NEURON_PANEL)
    ] = Device.cpu,
    instance: InstanceName = DEFAULT_INSTANCE,
    kv_layout: KVLayoutOption = KVLayoutChoice.paged,
    compile_cache: CacheDir = None,
    compile_cache_url: CacheUrl = None,
    compile_workers: CompileWorkers = 2,
    compile_timeout: CompileTimeout = 3600.0,
    no_compile: Annotated[
        bool,
        option("--no-compile", "Refuse to start where a graph is not in the cache.", panel=NEURON_PANEL),
    ] = False,
    nki: NkiKernels = "none",
    emulate: Emulate = False,
    max_num_seqs: Annotated[
        int, number("--max-num-seqs", "Sequences in one step.", least=1, panel=STEPS)
    ] = 64,
    max_num_batched_tokens: Annotated[
        int, number("--max-num-batched-tokens", "New tokens in one step.", least=1, panel=STEPS)
    ] = 1024,
    max_step_ms: Annotated[
        float,
        number(
            "--max-step-ms", "Longest stall that a prompt causes to running replies.", least=1, panel=STEPS
        ),
    ] = 200.0,
    speculative_tokens: Annotated[
        int,
        number(
            "--speculative-tokens",
            "Most tokens that are guessed ahead of a sequence in one step; 0: none.",
            least=0,
            panel=STEPS,
        ),
    ] = 7,
    max_queue: Annotated[
        int,
        number("--max-queue", "Sequences that may wait; one more is answered 429.", least=1, panel=LIMITS),
    ] = 256,
    max_concurrent_requests: Annotated[
        int,
        number(
            "--max-concurrent-requests", "Requests at once; one more is answered 429.", least=1, panel=LIMITS
        ),
    ] = 512,
    max_body_bytes: Annotated[
        str, option("--max-body-bytes", "Largest request body.", panel=LIMITS, metavar="SIZE")
    ] = "16MiB",
    max_archive_bytes: Annotated[
        str,
        option(
            "--max-archive-bytes",
            "Largest file of a session, exported or imported.",
            panel=LIMITS,
            metavar="SIZE",
        ),
    ] = "256MiB",
    shutdown_timeout: Annotated[
        float,
        number(
            "--shutdown-timeout", "Seconds that running replies get after SIGTERM.", least=0, panel=RUNNING
        ),
    ] = 30.0,
    log_level: Annotated[
        LogLevel, option("--log-level", "Least level to log.", panel=RUNNING)
    ] = LogLevel.info,
    log_format: Annotated[
        LogFormat, option("--log-format", "How a log line looks.", panel=RUNNING)
    ] = LogFormat.text,
) -> int:
    """Serve a model over HTTP, as the OpenAI API, until Ctrl-C or SIGTERM."""
    from serving.cli.serving_process import ServingProcess

    neuron = None
    if device is Device.neuron:
        neuron = NeuronConfig(
            instance=instance,
            kv_layout=kv_layout.value,
            cache_dir=compile_cache,
            cache_url=compile_cache_url,
            compile_workers=compile_workers,
            compile_timeout_s=compile_timeout,
            nki=nki,
            emulate=emulate,
            may_compile=not no_compile,
        )
    process = ServingProcess(
        replica_config=make_replica_config(
            neuron=neuron,
            device_memory_bytes=device_memory_bytes(instance, tp) if neuron else None,
            model=model,
            served_names=split_list(served_model_name),
            dtype=dtype.value,
            quantization=quantization.value,
            kv_dtype=kv_dtype.value,
            generation_config=generation_config.value,
            data_dir=data_dir,
            database_url=database_url,
            durability=durability.value,
            max_log_bytes=None
            if max_log_bytes is None
            else checked_num_bytes("--max-log-bytes", max_log_bytes),
            session_ttl_s=None if session_ttl is None else checked_duration_s("--session-ttl", session_ttl),
            kv_memory=kv_memory,
            max_model_len=max_model_len,
            max_num_seqs=max_num_seqs,
            max_num_batched_tokens=max_num_batched_tokens,
            max_step_ms=max_step_ms,
            num_speculative_tokens=speculative_tokens,
            max_queued=max_queue,
            num_threads=threads,
            engine=engine.value,
            tensor_parallel_size=tp,
        ),
        api_config=ApiConfig(
            api_keys=read_keys(api_key, api_key_file),
            allowed_origins=split_list(allowed_origins),
            max_body_bytes=checked_num_bytes("--max-body-bytes", max_body_bytes),
            max_archive_bytes=checked_num_bytes("--max-archive-bytes", max_archive_bytes),
            max_concurrent_requests=max_concurrent_requests,
            # What could never be admitted together would be told to come back for ever.
            max_choices=min(MAX_CHOICES, max_num_seqs + max_queue),
        ),
        host=host,
        port=port,
        shutdown_timeout_s=shutdown_timeout,
        log_level=log_level.value,
        logs_json=log_format is LogFormat.json,
    )
    return process.run()


def read_keys(texts: list[str] | None, path: Path | None) -> tuple[tuple[str, str], ...]:
    """(key, tenant) pairs of the flags, then of the file."""
    flag = "--api-key"
    try:
        entries = list(texts or [])
        parse_keys(entries)
        flag = "--api-key-file"
        return parse_keys(entries + (read_key_file(path) if path else []))
    except ValueError as error:
        raise bad_value(error, flag) from error


def split_list(texts: list[str] | None) -> tuple[str, ...]:
    """Repeated flags and comma-separated variables are one list."""
    return tuple(item for text in texts or [] for item in text.replace(",", " ").split())
