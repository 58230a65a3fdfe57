"""Which servers are compared: for each its command, its environment, and the precision it computes at.

Braces in a command are filled in from the installation (`{hf}`, `{llama_server}`, ...) and the run
(`{port}`, `{run_dir}`). A new configuration is one more entry here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal

Peer = Literal["tenure", "llama.cpp", "vllm", "openvino", "transformers"]

NUM_SLOTS = 32  # the most streams or sessions that any workload has at once
# KV is sized for the work, so that no peer looks fat for room that it was given and does not need:
# the longest session has about 2,900 tokens, and 32 of them are 2.0 GiB of 16-bit KV.
SLOT_TOKENS = 3328
CACHE_GIB = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """One server under test. `weights`, `activations` and `kv` are what a reader must know beside speed."""

    name: str
    peer: Peer
    command: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)
    weight_bits: Literal[4, 8, 16, 32]  # the class in which it is compared at equal width
    weights: str
    activations: str
    kv: str
    session_header: str | None = None
    model: str | None = None  # its name in requests; None: the first that the server lists
    is_default: bool = True  # compared where nothing is chosen

    @property
    def is_tenure(self) -> bool:
        return self.peer == "tenure"


def _tenure(
    name: str,
    weight_bits: Literal[4, 8, 16, 32],
    flags: str,
    *,
    weights: str,
    activations: str = "int8 per 32",
    kv: str = "bf16",
    speculative_tokens: int = 0,
    is_default: bool = True,
) -> Configuration:
    """Without speculation, which the peers have too and do not use here: the same work is compared."""
    command = ("{tenure}", "serve", "{tenure_model}", "--port", "{port}", "--data-dir", "{run_dir}")
    speculation = ("--speculative-tokens", str(speculative_tokens))
    return Configuration(
        name=name,
        peer="tenure",
        command=(*command, "--log-level", "warning", *flags.split(), *speculation),
        environment={"PYTHONPATH": "{checkout}"},
        weight_bits=weight_bits,
        weights=weights,
        activations=activations,
        kv=kv,
        session_header="x-session-id",
        is_default=is_default,
    )


def _llama(name: str, weight_bits: Literal[4, 8], model: str, *flags: str, **described: str) -> Configuration:
    speed = ("-t", "{threads}", "-fa", "on")
    slots = ("-np", str(NUM_SLOTS), "-c", str(NUM_SLOTS * SLOT_TOKENS), "--no-kv-unified")
    # With a slot for every session, a second cache in host memory would only cost.
    caching = ("-cram", "0", "-sps", "0.3")
    return Configuration(
        name=name,
        peer="llama.cpp",
        command=("{llama_server}", "-m", model, "--port", "{port}", *speed, *slots, *caching, *flags),
        weight_bits=weight_bits,
        activations="int8 per 32",
        kv="f16",
        **described,
    )


def _vllm(name: str, *flags: str, environment: Mapping[str, str] = MappingProxyType({})) -> Configuration:
    return Configuration(
        name=name,
        peer="vllm",
        command=(
            *("{vllm_python}", "-m", "vllm.entrypoints.openai.api_server", "--model", "{hf}"),
            *("--port", "{port}", "--dtype", "bfloat16", "--max-num-seqs", str(NUM_SLOTS)),
            *("--enable-prefix-caching", "--no-enable-log-requests", "--disable-uvicorn-access-log", *flags),
        ),
        environment={
            "VLLM_CPU_KVCACHE_SPACE": str(CACHE_GIB),
            "VLLM_CPU_OMP_THREADS_BIND": "{cores}",
            "VLLM_NO_USAGE_STATS": "1",
            "HF_HUB_OFFLINE": "1",
            "LD_PRELOAD": "{vllm_preload}",
            **environment,
        },
        weight_bits=16,
        weights="bf16",
        activations="bf16",
        kv="bf16",
    )


def _openvino(name: str, *flags: str, **described: str) -> Configuration:
    return Configuration(
        name=name,
        peer="openvino",
        command=(
            *("{openvino_python}", "{openvino_front}", "--model", "{openvino_model}", "--tokenizer", "{hf}"),
            *("--port", "{port}", "--cache-gb", str(CACHE_GIB), *flags),
        ),
        weight_bits=8,
        weights="int8 per channel, asymmetric",
        **described,
    )


def _transformers(name: str, weight_bits: Literal[16, 32], dtype: str, short: str) -> Configuration:
    """One request after the other, with no cache between them: it is the baseline, not a rival."""
    return Configuration(
        name=name,
        peer="transformers",
        command=(
            *("{transformers}", "serve", "{hf}", "--device", "cpu", "--dtype", dtype),
            *("--port", "{port}", "--host", "127.0.0.1"),
        ),
        environment={"HF_HUB_OFFLINE": "1"},
        model="{hf}",  # it lists what lies in a hub's cache
        weight_bits=weight_bits,
        weights=short,
        activations=short,
        kv=short,
        is_default=False,
    )


AS_SHIPPED = "Q4_1, embedding Q8_0 (the file as shipped)"
_SERVERS = (
    _tenure("tenure-float32", 32, "--dtype float32", weights="fp32", activations="fp32", kv="fp32"),
    _tenure("tenure-bfloat16", 16, "--dtype bfloat16", weights="bf16", activations="bf16"),
    _tenure("tenure-q8_0", 8, "--quantization q8_0", weights="Q8_0"),
    _tenure("tenure-int8", 8, "--quantization int8", weights="int8 per channel"),
    _tenure(
        "tenure-int8-kv8", 8, "--quantization int8 --kv-dtype int8", weights="int8 per channel", kv="int8"
    ),
    # Not `--quantization q4_1`, which would round the embedding to 4 bits too.
    _tenure("tenure-q4_1", 4, "--quantization auto", weights=AS_SHIPPED),
    _tenure(
        "tenure-q4_1-speculative",
        4,
        "--quantization auto",
        weights=AS_SHIPPED,
        speculative_tokens=7,
        is_default=False,
    ),
    _llama("llama.cpp-q8_0", 8, "{q8_0}", weights="Q8_0 (requantised from the Q4_1 file)"),
    _llama("llama.cpp-q4_1", 4, "{q4_1}", weights=AS_SHIPPED),
    _vllm("vllm-bf16"),
    # AMD's plugin, which vLLM takes on a Zen processor where it can be imported.
    _vllm("vllm-bf16-zen", environment={"PYTHONPATH": "{zentorch}"}),
    _transformers("transformers-bf16", 16, "bfloat16", "bf16"),
    _transformers("transformers-fp32", 32, "float32", "fp32"),
    _openvino("openvino-int8", activations="int8 per group (dynamic), bf16 between", kv="u8"),
)
BASELINE = "@baseline"  # behind the name of a Tenure server: the same of another checkout


def _of_baseline(server: Configuration) -> Configuration:
    environment = {"PYTHONPATH": "{baseline}"}
    return replace(server, name=server.name + BASELINE, environment=environment, is_default=False)


_BASELINES = tuple(_of_baseline(server) for server in _SERVERS if server.is_tenure)
CONFIGURATIONS = {server.name: server for server in (*_SERVERS, *_BASELINES)}
DEFAULT = tuple(name for name, configuration in CONFIGURATIONS.items() if configuration.is_default)
