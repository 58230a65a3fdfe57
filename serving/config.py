"""What a server is started with: frozen values, checked at birth. A derived number is a property.

Each field that people may set is described once, by its `Option`: the flags of the command line, their
variables, the keys of a Ray Serve file and the tables of the READMEs are made from it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

import platformdirs

from models.neuron.instances import DEFAULT_INSTANCE
from serving.errors import StartupError
from serving.option import Option, check
from serving.principal import ApiKey
from serving.request import UINT64_MAX

DEFAULT_PORT = 8000
MIN_LOG_BYTES = 1024 * 1024  # an empty log has about a tenth of it
MAX_CHOICES = 128  # prompts times n, of one request
Dtype = Literal["auto", "float32", "bfloat16"]
Quantization = Literal["auto", "none", "int8", "q8_0", "q4_0", "q4_1"]
KVDtype = Literal["auto", "float32", "bfloat16", "int8"]
Durability = Literal["turn", "full"]
EngineHost = Literal["thread", "process"]
GenerationConfigUse = Literal["auto", "none"]
ReasoningFormatUse = Literal["auto", "none"]
KVLayout = Literal["paged", "contiguous"]
KVRestore = Literal["auto", "always"]
KVFiles = Literal["all", "sessions"]
EnvironmentsUse = Literal["off", "local"]
LogLevel = Literal["debug", "info", "warning", "error"]
LogFormat = Literal["text", "json"]
TelemetryUse = Literal["off", "otlp"]
MAX_RANKS = 64
MIN_ENVIRONMENT_BYTES = 16 * 1024**2
DEFAULT_LEASE_SHARE = 0.5
OPEN_TENANT = "default"  # everybody's tenant on a server without API keys

# With public keys, all of them: who can verify a token cannot make one.
JWT_ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")

# The panels of a command's help, in their order.
WHO, MODEL, SAMPLING, STATE = "Who may come in", "Model and memory", "Sampling", "Sessions"
RUNNING, NEURON, STEPS, LIMITS = "Running it", "Neuron", "Scheduling", "Limits"
ENVIRONMENTS = "Environments of agents"
PANELS = (WHO, MODEL, SAMPLING, STATE, ENVIRONMENTS, RUNNING, NEURON, STEPS, LIMITS)


def default_data_dir() -> Path:
    """`$XDG_DATA_HOME/tenure`, or what the platform has in its place."""
    return platformdirs.user_data_path("tenure", appauthor=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SchedulerConfig:
    """How much one step does."""

    max_num_seqs: Annotated[int, Option("Sequences in one step.", least=1, panel=STEPS)] = 64
    max_num_batched_tokens: Annotated[int, Option("New tokens in one step.", least=1, panel=STEPS)] = 1024
    # A step that has decodes in it should not last longer.
    max_step_ms: Annotated[
        float,
        Option(
            "Longest step, in ms, that prompts share with running replies; five times what the replies take "
            "alone, where that is longer.",
            least=1,
            panel=STEPS,
        ),
    ] = 200.0

    def __post_init__(self) -> None:
        check(self)

    def for_engine(
        self,
        *,
        num_blocks: int,
        max_model_len: int,
        block_size: int,
        num_speculative_tokens: int = 0,
        lease_share: float = DEFAULT_LEASE_SHARE,
        kv_restore: KVRestore = "always",
    ) -> EngineConfig:
        """The same steps, in an engine of that size."""
        return EngineConfig(
            num_blocks=num_blocks,
            max_model_len=max_model_len,
            block_size=block_size,
            num_speculative_tokens=num_speculative_tokens,
            lease_share=lease_share,
            kv_restore=kv_restore,
            max_num_seqs=self.max_num_seqs,
            max_num_batched_tokens=self.max_num_batched_tokens,
            max_step_ms=self.max_step_ms,
        )


SpeculativeTokens = Annotated[
    int,
    Option(
        "Most tokens that are guessed ahead of a sequence in one step; 0: none.",
        flag="--speculative-tokens",
        least=0,
        panel=STEPS,
        more="See [speculation](#speculation).",
    ),
]
RestoreChoice = Annotated[
    KVRestore,
    Option(
        "auto: KV that is in files is computed instead where that is faster, as measured.",
        panel=STATE,
        more="See [the choice](../kv/README.md#restore-or-compute).",
    ),
]

LeaseShare = Annotated[
    float,
    Option(
        "Share of the KV memory that a tenant's leases may hold, 0 to 1.",
        least=0,
        most=1,
        panel=STATE,
        more="See [leases](../sessions/README.md#leases).",
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineConfig(SchedulerConfig):
    """Sizes and limits of one engine."""

    num_blocks: Annotated[int, Option("Usable KV blocks; the null block is extra.", least=1)]
    max_model_len: Annotated[int, Option("Tokens of one sequence, prompt and output.", least=1)]
    block_size: Annotated[int, Option("Tokens per KV block.", least=1)] = 32
    num_speculative_tokens: SpeculativeTokens = 0
    lease_share: LeaseShare = DEFAULT_LEASE_SHARE
    kv_restore: RestoreChoice = "always"

    def __post_init__(self) -> None:
        check(self)
        if self.max_num_batched_tokens < self.max_num_seqs:
            raise StartupError(
                f"max_num_batched_tokens={self.max_num_batched_tokens} is smaller than "
                f"max_num_seqs={self.max_num_seqs}: a step could not hold one token of each sequence."
            )

    @property
    def max_leased_blocks(self) -> int:
        """Of each tenant."""
        return int(self.lease_share * self.num_blocks)

    @property
    def num_kv_tokens(self) -> int:
        return self.num_blocks * self.block_size


@dataclass(frozen=True, slots=True, kw_only=True)
class NeuronConfig:
    """The NeuronCores that a model is compiled for, and where compiled graphs are kept."""

    instance: Annotated[
        str,
        Option(
            "Whose memory is planned with: trn1.2xlarge, trn1.32xlarge, trn1n.32xlarge, trn2.48xlarge, "
            "trn3-gen1 or trn3-gen2.",
            panel=NEURON,
            metavar="NAME",
        ),
    ] = DEFAULT_INSTANCE
    kv_layout: Annotated[
        KVLayout,
        Option(
            "contiguous gives each sequence one block: for compilers that fail on paged graphs.", panel=NEURON
        ),
    ] = "paged"
    cache_dir: Annotated[
        Path | None,
        Option(
            "Where compiled graphs are kept.",
            flag="--compile-cache",
            default="$XDG_CACHE_HOME/tenure/neuron",
            panel=NEURON,
            metavar="DIR",
        ),
    ] = None
    # Where it is None, the variable counts also where a model is loaded: Ray's workers have no command line.
    cache_url: Annotated[
        str | None,
        Option(
            "A bucket or shared disk (fsspec: s3://BUCKET/PREFIX) with graphs that the cache has not: "
            "`compile` fetches and pushes, `serve` fetches.",
            flag="--compile-cache-url",
            default="none",
            panel=NEURON,
            metavar="URL",
        ),
    ] = None
    compile_workers: Annotated[int, Option("Graphs that are compiled at a time.", least=1, panel=NEURON)] = 2
    compile_timeout_s: Annotated[
        float,
        Option("Seconds that one graph may take.", flag="--compile-timeout", least=1, panel=NEURON),
    ] = 3600.0
    may_compile: Annotated[
        bool,
        Option(
            "Refuse to start where a graph is not in the cache, and name it.",
            flag="--no-compile",
            is_negated=True,
            panel=NEURON,
        ),
    ] = True
    nki: Annotated[
        str,
        Option(
            "Our NKI kernels that the graphs call: all, none, or names with commas between.",
            panel=NEURON,
            metavar="NAMES",
            more="See [Trainium](../../models/neuron/README.md).",
        ),
    ] = "none"
    back_end: Annotated[
        Literal["auto", "nxd", "torch_native"],
        Option(
            "What drives the cores: auto (as the instance has it), nxd (neuronx-distributed) or torch_native "
            "(TorchNeuron).",
            panel=NEURON,
            metavar="NAME",  # all three beside the flag would cut variables in the help of a terminal
        ),
    ] = "auto"
    emulate: Annotated[
        bool,
        Option(
            "Run the graphs on this CPU, without the Neuron SDK: an emulation, slow, for tests.", panel=NEURON
        ),
    ] = False
    emulate_with: Annotated[
        Literal["eager", "inductor"],
        Option("How torch_native's functions run with --emulate: as they are, or compiled.", panel=NEURON),
    ] = "eager"

    def __post_init__(self) -> None:
        check(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplicaConfig(SchedulerConfig):
    """One copy of a model: what to load, where to keep its state, how much it may hold."""

    model: Annotated[
        str,
        Option(
            "A Hugging Face directory, a GGUF file, a hub id, or a built-in name; `toy` is for tests.",
            flag="",
        ),
    ]
    served_names: Annotated[
        tuple[str, ...],
        Option(
            "Name that requests call the model by; repeatable, the first is reported.",
            flag="--served-model-name",
            default="from MODEL",
            panel=WHO,
            metavar="NAME",
        ),
    ] = ()
    model_aliases: Annotated[
        tuple[str, ...],
        Option(
            "Another name for a served model; * is any other name. Repeatable.",
            flag="--model-alias",
            default="none",
            panel=WHO,
            metavar="NAME=MODEL",
            more="Harnesses ask for other vendors' small models, for titles and summaries.",
        ),
    ] = ()
    adapters: Annotated[
        tuple[str, ...],
        Option(
            "A LoRA adapter, as PEFT saves it, and the model name that it is served as. Repeatable.",
            flag="--adapter",
            default="none",
            panel=WHO,
            metavar="NAME=PATH",
        ),
    ] = ()
    adapter_dir: Annotated[
        Path | None,
        Option(
            "Adapters below it may be loaded while the server runs.",
            default="none",
            panel=WHO,
            metavar="DIR",
            more="See [adapters](../api/README.md#adapters).",
        ),
    ] = None
    max_model_len: Annotated[
        int | None,
        Option(
            "Most tokens of one sequence, prompt and reply.",
            least=2,
            default="the model's own, as far as KV reaches",
            panel=MODEL,
        ),
    ] = None
    kv_memory_bytes: Annotated[
        int | None,
        Option(
            "Memory for KV: 2GB, 512MiB, or a share of what is free, 40% or 0.4.",
            flag="--kv-memory",
            unit="memory",
            default="a share of what is free",
            panel=MODEL,
        ),
    ] = None
    dtype: Annotated[Dtype, Option("Numbers to compute with, where nothing is quantised.", panel=MODEL)] = (
        "auto"
    )
    quantization: Annotated[
        Quantization,
        Option(
            "Format of the weights; auto keeps the file's own.", panel=MODEL, more="See [formats](#formats)."
        ),
    ] = "auto"
    kv_dtype: Annotated[KVDtype, Option("Format of the KV cache.", panel=MODEL)] = "auto"
    generation_config: Annotated[
        GenerationConfigUse,
        Option(
            "auto: the checkpoint's sampling defaults stand in for what a request leaves out.",
            panel=SAMPLING,
            more="See [sampling defaults](#sampling-defaults).",
        ),
    ] = "auto"
    seed: Annotated[
        int | None,
        Option(
            "Seed of requests that give none: then the same request is answered alike.",
            least=0,
            most=UINT64_MAX,
            default="one drawn for each",
            panel=SAMPLING,
        ),
    ] = None
    reasoning_format: Annotated[
        ReasoningFormatUse,
        Option(
            "auto: a reply's reasoning is told apart, as the chat template marks it; none: it is text.",
            panel=SAMPLING,
            more="See [reasoning](../api/README.md#reasoning).",
        ),
    ] = "auto"
    data_dir: Annotated[
        Path,
        Option(
            "Where sessions are kept. One server at a time.",
            default="$XDG_DATA_HOME/tenure",
            panel=MODEL,
            metavar="DIR",
        ),
    ] = field(default_factory=default_data_dir)
    carrier_key_file: Annotated[
        Path | None,
        Option(
            "A file of the keys that seal token ids for clients to keep, base64 of 32 bytes per line.",
            default="carrier-keys in --data-dir",
            panel=STATE,
            metavar="FILE",
            more="See [carriers](../sessions/README.md#carriers).",
        ),
    ] = None
    head_rules: Annotated[
        str,
        Option(
            "What harnesses change at the head of a prompt is taken out of the way: all, none, or names with "
            "commas between.",
            panel=STATE,
            metavar="NAMES",
            more="See [heads](../text/README.md#heads-that-change).",
        ),
    ] = "all"
    num_threads: Annotated[
        int | None,
        Option(
            "Compute threads, of all ranks together.",
            flag="--threads",
            least=1,
            default="one per physical core",
            panel=MODEL,
        ),
    ] = None
    database_url: Annotated[
        str | None,
        Option(
            "Database of the sessions: postgresql+psycopg://USER@HOST/NAME, with the extra `postgres`.",
            default="SQLite in --data-dir",
            panel=STATE,
            metavar="URL",
        ),
    ] = None
    durability: Annotated[
        Durability,
        Option(
            "What is on disk before it counts: a turn's beginning and end, or each step as well.",
            panel=STATE,
            more="See [durability](../sessions/README.md#durability).",
        ),
    ] = "turn"
    max_log_bytes: Annotated[
        int | None,
        Option(
            "No turn of a session begins in a larger log: 507 then.",
            least=MIN_LOG_BYTES,
            unit="size",
            default="no bound",
            panel=STATE,
        ),
    ] = None
    session_ttl_s: Annotated[
        float | None,
        Option(
            "Delete sessions that nobody used for so long, with their responses and conversations: 12h, 30d.",
            flag="--session-ttl",
            above=0,
            unit="duration",
            default="never",
            panel=STATE,
        ),
    ] = None
    mcp_servers: Annotated[
        Path | None,
        Option(
            "YAML file of the MCP servers whose tools agents may call.",
            default="none",
            panel=WHO,
            metavar="FILE",
            more="See [MCP servers](../agents/README.md#mcp-servers).",
        ),
    ] = None
    budgets: Annotated[
        Path | None,
        Option(
            "YAML file of prices, and of what each tenant's agents may use.",
            default="no limits",
            panel=WHO,
            metavar="FILE",
            more="See [budgets](../agents/README.md#budgets).",
        ),
    ] = None
    environments: Annotated[
        EnvironmentsUse,
        Option(
            "Where agents run programs: nowhere, or each session in a sandbox on this machine (bubblewrap).",
            panel=ENVIRONMENTS,
            more="See [environments](../agents/environments/README.md).",
        ),
    ] = "off"
    environment_memory_bytes: Annotated[
        int,
        Option(
            "Memory of an environment's programs together.",
            flag="--environment-memory",
            least=MIN_ENVIRONMENT_BYTES,
            unit="size",
            panel=ENVIRONMENTS,
        ),
    ] = 512 * 1024**2
    environment_disk_bytes: Annotated[
        int,
        Option(
            "An environment's files, on disk.",
            flag="--environment-disk",
            least=MIN_ENVIRONMENT_BYTES,
            unit="size",
            panel=ENVIRONMENTS,
        ),
    ] = 512 * 1024**2
    environment_max_processes: Annotated[
        int,
        Option(
            "Processes and threads of an environment at once.",
            flag="--environment-pids",
            least=2,
            panel=ENVIRONMENTS,
        ),
    ] = 64
    environment_timeout_s: Annotated[
        float,
        Option(
            "Longest command of an environment: 90s, 10m.",
            flag="--environment-timeout",
            least=1,
            unit="duration",
            panel=ENVIRONMENTS,
        ),
    ] = 120.0
    environment_idle_s: Annotated[
        float,
        Option(
            "An environment that nobody used for so long is suspended: packed, without a process.",
            flag="--environment-idle",
            above=0,
            unit="duration",
            panel=ENVIRONMENTS,
        ),
    ] = 600.0
    max_environments: Annotated[
        int, Option("Sandboxes that run at once; more wait.", least=1, panel=ENVIRONMENTS)
    ] = 16
    max_tenant_environments: Annotated[
        int,
        Option(
            "Environments that a tenant has, running or not; one more is answered 409.",
            flag="--tenant-environments",  # a longer one cuts variables in the help of a terminal
            least=1,
            panel=ENVIRONMENTS,
        ),
    ] = 256
    disk_kv_dir: Annotated[
        Path | None,
        Option(
            "Where the KV of sessions is written too, so that it outlasts memory and the process.",
            default="`serve` on a CPU: --data-dir/kv; else nowhere",
            panel=STATE,
            metavar="DIR",
            more="See [KV on disk](../kv/README.md#files).",
        ),
    ] = None
    max_disk_kv_bytes: Annotated[
        int | None,
        Option(
            "Room in --disk-kv-dir; what is worth least is removed. 0: no KV on disk.",
            least=0,
            unit="size",
            default="8GiB, or a tenth of the free disk",
            panel=STATE,
        ),
    ] = None
    host_kv_dir: Annotated[
        Path | None,
        Option(
            "A directory in shared memory (/dev/shm/tenure) for the KV of sessions, before --disk-kv-dir.",
            default="nowhere",
            panel=STATE,
            metavar="DIR",
            more="It outlasts the process.",
        ),
    ] = None
    max_host_kv_bytes: Annotated[
        int,
        Option(
            "Room in --host-kv-dir; what is worth least goes to --disk-kv-dir.",
            least=1,
            unit="size",
            panel=STATE,
        ),
    ] = 1024**3
    object_kv_url: Annotated[
        str | None,
        Option(
            "Object store, or directory of several machines, where servers share KV: s3://BUCKET/PREFIX.",
            default="nowhere",
            panel=STATE,
            metavar="URL",
            more="Any URL that fsspec knows. See [object storage](../kv/README.md#object-storage).",
        ),
    ] = None
    max_object_kv_bytes: Annotated[
        int,
        Option(
            "Room in --object-kv-url, of all servers together; what is worth least is removed.",
            least=1,
            unit="size",
            panel=STATE,
        ),
    ] = 64 * 1024**3
    kv_key_file: Annotated[
        Path | None,
        Option(
            "A file of the keys that KV in files is sealed with: [TENANT:]KEY per line, KEY in base64.",
            default="KV is not encrypted",
            panel=STATE,
            metavar="FILE",
            more="See [encryption](../kv/README.md#encryption).",
        ),
    ] = None
    vault_key_file: Annotated[
        Path | None,
        Option(
            "A file of the keys that secrets in vaults are sealed with: [TENANT:]KEY per line, in base64.",
            default="there are no vaults",
            panel=WHO,
            metavar="FILE",
            more="See [vaults](../agents/README.md#vaults).",
        ),
    ] = None
    kv_files: Annotated[
        KVFiles,
        Option(
            "Whose KV is kept in files: of sessions alone, or of requests without one too.",
            panel=STATE,
            more="See [prompts without a session](../kv/README.md#prompts-without-a-session).",
        ),
    ] = "all"
    lease_share: LeaseShare = DEFAULT_LEASE_SHARE
    kv_restore: RestoreChoice = "auto"
    engine: Annotated[
        EngineHost,
        Option("Where the model runs: on a thread of the server, or in a process.", panel=RUNNING),
    ] = "thread"
    tensor_parallel_size: Annotated[
        int,
        Option(
            "Ranks that share the model (tensor parallelism): processes, or NeuronCores.",
            flag="--tp",
            least=1,
            most=MAX_RANKS,
            panel=RUNNING,
            more="See [ranks](#ranks).",
        ),
    ] = 1
    num_speculative_tokens: SpeculativeTokens = 7
    default_max_tokens: Annotated[
        int | None,
        Option(
            "Most tokens of a reply where the request does not say.",
            least=1,
            default="what fits",
            panel=SAMPLING,
        ),
    ] = None
    max_queued: Annotated[
        int,
        Option(
            "Sequences that may wait; one more is answered 429.", flag="--max-queue", least=1, panel=LIMITS
        ),
    ] = 256
    neuron: NeuronConfig | None = None  # None: the CPU
    num_models: int = 1  # of this process, which share its memory for KV


@dataclass(frozen=True, slots=True, kw_only=True)
class JwtConfig:
    """Tokens of an identity provider: whose they must be, and what their claims mean."""

    jwks: Annotated[
        str,
        Option(
            "Keys that an identity provider signs tokens with (JWKS), a file or a URL: its tokens are taken.",
            flag="--jwks",
            default="none: API keys alone",
            panel=WHO,
            metavar="PLACE",
            more="See [tokens](#tokens).",
        ),
    ] = ""
    issuer: Annotated[
        str,
        Option(
            "Issuer of the tokens (`iss`).", flag="--jwt-issuer", default="required", panel=WHO, metavar="URL"
        ),
    ] = ""
    audience: Annotated[
        str,
        Option(
            "Audience of the tokens (`aud`): this server, as its provider calls it.",
            flag="--jwt-audience",
            default="required",
            panel=WHO,
            metavar="NAME",
        ),
    ] = ""
    algorithms: Annotated[
        tuple[str, ...],
        Option(
            "Algorithm that tokens may be signed by; repeatable.",
            flag="--jwt-algorithm",
            default="RS256, ES256, EdDSA",
            panel=WHO,
            metavar="NAME",
            more=f"One of {', '.join(JWT_ALGORITHMS)}.",
        ),
    ] = ("RS256", "ES256", "EdDSA")
    leeway_s: Annotated[
        float,
        Option("Seconds that clocks may be apart.", flag="--jwt-leeway", least=0, most=600, panel=WHO),
    ] = 30.0
    tenant_claim: Annotated[
        str,
        Option("Claim that is the tenant; dots lead inwards.", flag="--jwt-tenant-claim", panel=WHO),
    ] = "tenant"
    user_claim: Annotated[str, Option("Claim that is the user.", flag="--jwt-user-claim", panel=WHO)] = "sub"
    scope_claim: Annotated[
        str,
        Option(
            "Claim that has the scopes: a list, or names with blanks between.",
            flag="--jwt-scope-claim",
            panel=WHO,
        ),
    ] = "scope"

    def __post_init__(self) -> None:
        check(self)
        for name, value in (("jwks", self.jwks), ("issuer", self.issuer), ("audience", self.audience)):
            if not value:
                raise StartupError(f"{name} of the tokens is required: --jwks, --jwt-issuer, --jwt-audience.")
        for name in self.algorithms:
            if name not in JWT_ALGORITHMS:
                raise StartupError(
                    f"algorithms: there is no {name!r}: tokens may be signed by {', '.join(JWT_ALGORITHMS)}."
                )
        if not self.algorithms:
            raise StartupError("algorithms must have one at least.")
        url = urlsplit(self.jwks)
        if url.scheme and url.scheme != "https" and url.hostname not in ("localhost", "127.0.0.1", "::1"):
            raise StartupError(
                f"jwks must be a file or a URL that begins with https://, got {self.jwks!r}: whoever is on "
                "the way could send keys of his own."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiConfig:
    """The HTTP side: who may come in, and how much they may bring."""

    api_keys: Annotated[
        tuple[ApiKey, ...],
        Option(
            "A key to send, bound to a tenant; repeat it, or separate keys by commas.",
            flag="--api-key",
            default="none: open to all",
            panel=WHO,
            metavar="[TENANT:]KEY",
            more="A key without a name is its own tenant. See [keys](#keys).",
        ),
    ] = field(default=(), repr=False)
    api_key_file: Annotated[
        Path | None,
        Option(
            "A file of API keys, one [TENANT:]KEY per line; # begins a comment.",
            panel=WHO,
            metavar="FILE",
            more="It is read again when it changes.",
        ),
    ] = None
    jwt: JwtConfig | None = None  # None: tokens are not taken
    token_key_file: Annotated[
        Path | None,
        Option(
            "A file of the keys that tokens of agents are signed with, each in base64; the first one signs.",
            default="no tokens are given out",
            panel=WHO,
            metavar="FILE",
            more="See [tokens for agents](../api/README.md#tokens-for-agents).",
        ),
    ] = None
    allowed_origins: Annotated[
        tuple[str, ...],
        Option(
            "Web origins whose pages may call this server (CORS), or *; repeatable.",
            default="none",
            panel=WHO,
            metavar="ORIGIN",
        ),
    ] = ()
    has_console: Annotated[
        bool,
        Option(
            "Do not show browsers the console at /.",
            flag="--no-console",
            is_negated=True,
            panel=WHO,
            more="See [the console](../api/README.md#console).",
        ),
    ] = True
    max_concurrent_requests: Annotated[
        int, Option("Generation requests at once; one more is answered 429.", least=1, panel=LIMITS)
    ] = 512
    max_body_bytes: Annotated[int, Option("Largest request body.", least=1, unit="size", panel=LIMITS)] = (
        16 * 1024 * 1024
    )
    max_archive_bytes: Annotated[
        int,
        Option(
            "Largest file of a session, exported or imported.",
            least=1,
            unit="size",
            panel=LIMITS,
            more="It is held in memory.",
        ),
    ] = 256 * 1024 * 1024
    max_choices: int = MAX_CHOICES
    max_logprobs: int = 20
    heartbeat_s: float = 10.0  # of silence in a stream, after which an event says that it lives

    def __post_init__(self) -> None:
        check(self)

    @property
    def is_open(self) -> bool:
        """To everybody, who are all the same tenant."""
        return not self.api_keys and self.api_key_file is None and self.jwt is None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessConfig:
    """The process of `tenure serve`: where it listens, how it ends, what it logs."""

    host: Annotated[
        str,
        Option(
            "Address to listen on; 0.0.0.0 is every interface.",
            panel=WHO,
            metavar="ADDRESS",
            more="Without a key that draws a warning.",
        ),
    ] = "127.0.0.1"
    port: Annotated[int, Option("Port to listen on; 0 takes a free one.", least=0, most=65535, panel=WHO)] = (
        DEFAULT_PORT
    )
    tls_cert: Annotated[
        Path | None,
        Option(
            "A PEM file with the certificate to show, and those above it: clients speak https then.",
            default="none: http",
            panel=WHO,
            metavar="FILE",
        ),
    ] = None
    tls_key: Annotated[
        Path | None,
        Option(
            "A PEM file with its private key.", default="in the certificate's file", panel=WHO, metavar="FILE"
        ),
    ] = None
    shutdown_timeout_s: Annotated[
        float,
        Option(
            "Seconds that running replies get after SIGTERM.",
            flag="--shutdown-timeout",
            least=0,
            panel=RUNNING,
        ),
    ] = 30.0
    log_level: Annotated[LogLevel, Option("Least level to log.", panel=RUNNING)] = "info"
    log_format: Annotated[
        LogFormat, Option("How a log line looks; json: one object per line.", panel=RUNNING)
    ] = "text"
    telemetry: Annotated[
        TelemetryUse,
        Option(
            "otlp: traces of requests go to an OpenTelemetry collector, as the OTEL_* variables say.",
            panel=RUNNING,
            more="See [telemetry](../api/README.md#telemetry).",
        ),
    ] = "off"

    def __post_init__(self) -> None:
        check(self)
