"""What a server is started with: frozen values, checked at birth. A derived number is a property."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, get_args

from serving.errors import StartupError

DEFAULT_PORT = 8000
MIN_LOG_BYTES = 1024 * 1024  # an empty log has about a tenth of it
MAX_CHOICES = 128  # prompts times n, of one request
Quantization = Literal["auto", "none", "int8", "q8_0", "q4_0", "q4_1"]
KVDtype = Literal["auto", "float32", "bfloat16", "int8"]
Durability = Literal["turn", "full"]
GenerationConfigUse = Literal["auto", "none"]
MAX_RANKS = 64
OPEN_TENANT = "default"  # everybody's tenant on a server without API keys


def _require(condition: bool, sentence: str) -> None:
    if not condition:
        raise StartupError(sentence)


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineConfig:
    """Sizes and limits of one engine."""

    num_blocks: int  # usable KV blocks; the null block is extra
    max_model_len: int  # tokens of one sequence, prompt and output
    block_size: int = 32  # tokens per KV block
    max_num_seqs: int = 64  # sequences in one step
    max_num_batched_tokens: int = 1024  # new tokens in one step
    max_step_ms: float = 200.0  # a step that has decodes in it should not last longer
    num_speculative_tokens: int = 0  # most draft tokens of one sequence in one step; 0: no speculation

    def __post_init__(self) -> None:
        for name in ("num_blocks", "max_model_len", "block_size", "max_num_seqs", "max_num_batched_tokens"):
            value = getattr(self, name)
            _require(value >= 1, f"{name} must be at least 1, got {value}.")
        _require(
            self.num_speculative_tokens >= 0,
            f"num_speculative_tokens must be at least 0, got {self.num_speculative_tokens}.",
        )
        _require(self.max_step_ms > 0, f"max_step_ms must be more than 0, got {self.max_step_ms}.")
        _require(
            self.max_num_batched_tokens >= self.max_num_seqs,
            f"max_num_batched_tokens={self.max_num_batched_tokens} is smaller than "
            f"max_num_seqs={self.max_num_seqs}: a step could not hold one token of each sequence.",
        )

    @property
    def num_kv_tokens(self) -> int:
        return self.num_blocks * self.block_size


@dataclass(frozen=True, slots=True, kw_only=True)
class NeuronConfig:
    """The NeuronCores that a model is compiled for, and where compiled graphs are kept."""

    instance: str = "trn1.2xlarge"
    cache_dir: Path | None = None  # None: $XDG_CACHE_HOME/tenure/neuron
    # Where graphs are fetched from that the cache has not, as s3://bucket/prefix. None: what the variable
    # TENURE_COMPILE_CACHE_URL says where the model is loaded, or nowhere.
    cache_url: str | None = None
    kv_layout: Literal["paged", "contiguous"] = "paged"
    compile_workers: int = 2
    compile_timeout_s: float = 3600.0  # of one graph
    may_compile: bool = True  # False: a graph that is not in the cache ends the start
    nki: str = "none"  # our NKI kernels that the graphs call: all, none, or names with commas between
    emulate: bool = False  # run the graphs on the CPU, without the Neuron SDK


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplicaConfig:
    """One copy of a model: what to load, where to keep its state, how much it may hold."""

    model: str  # directory, GGUF file, hub id or built-in name; "toy" for tests
    served_names: tuple[str, ...] = ()  # the first is reported; empty: derived from `model`
    dtype: str = "auto"  # auto | float32 | bfloat16
    quantization: Quantization = "auto"  # of the weights
    kv_dtype: KVDtype = "auto"
    generation_config: GenerationConfigUse = "auto"  # auto: the checkpoint's sampling defaults count
    data_dir: Path = Path("tenure-data")
    database_url: str | None = None  # of the session log; None: SQLite, in data_dir
    durability: Durability = (
        "turn"  # what is synced to disk: a turn's beginning and end, or each step as well
    )
    max_log_bytes: int | None = None  # no turn begins in a larger log; None: no bound
    session_ttl_s: float | None = None  # since its last use; then a session is deleted. None: never
    kv_memory_bytes: int | None = None  # None: a share of what the machine has free
    max_model_len: int | None = None  # None: the model's own, as far as the KV memory reaches
    max_num_seqs: int = 64
    max_num_batched_tokens: int = 1024
    max_step_ms: float = 200.0
    num_speculative_tokens: int = 7  # most draft tokens of one sequence in one step; 0: no speculation
    max_queued: int = 256  # sequences that wait; one more is a 429
    num_threads: int | None = None  # None: one per physical core, of all ranks together
    engine: str = "thread"  # thread | process: where the model runs
    tensor_parallel_size: int = 1  # ranks that share the model, each a process of its own
    neuron: NeuronConfig | None = None  # None: the CPU

    def __post_init__(self) -> None:
        _require(
            self.dtype in ("auto", "float32", "bfloat16"),
            f"dtype must be auto, float32 or bfloat16, got {self.dtype!r}.",
        )
        choices = (
            ("quantization", Quantization),
            ("kv_dtype", KVDtype),
            ("durability", Durability),
            ("generation_config", GenerationConfigUse),
        )
        for name, field_type in choices:
            value, values = getattr(self, name), get_args(field_type)
            _require(value in values, f"{name} must be one of {', '.join(values)}, got {value!r}.")
        _require(
            self.engine in ("thread", "process"), f"engine must be thread or process, got {self.engine!r}."
        )
        _require(
            1 <= self.tensor_parallel_size <= MAX_RANKS,
            f"tensor_parallel_size must be from 1 to {MAX_RANKS}, got {self.tensor_parallel_size}.",
        )
        _require(self.max_queued >= 1, f"max_queued must be at least 1, got {self.max_queued}.")
        _require(
            self.max_model_len is None or self.max_model_len >= 2,
            f"max_model_len must be at least 2, got {self.max_model_len}.",
        )
        _require(
            self.max_log_bytes is None or self.max_log_bytes >= MIN_LOG_BYTES,
            f"max_log_bytes must be at least {MIN_LOG_BYTES}, got {self.max_log_bytes}.",
        )
        _require(
            self.session_ttl_s is None or self.session_ttl_s > 0,
            f"session_ttl_s must be more than 0, got {self.session_ttl_s}.",
        )
        _require(
            self.num_threads is None or self.num_threads >= 1,
            f"num_threads must be at least 1, got {self.num_threads}.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiConfig:
    """The HTTP side: who may come in, and how much they may bring."""

    api_keys: tuple[tuple[str, str], ...] = field(default=(), repr=False)  # (key, tenant); empty: open
    allowed_origins: tuple[str, ...] = ()
    max_body_bytes: int = 16 * 1024 * 1024
    max_archive_bytes: int = 256 * 1024 * 1024  # of a session's file, exported or imported
    max_concurrent_requests: int = 512  # open generation requests; one more is a 429
    max_choices: int = MAX_CHOICES
    max_logprobs: int = 20
