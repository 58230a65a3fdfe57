"""The models that servers are compared on, and their files.

Each is a GGUF in Q4_1 with a Q8_0 embedding; every other form is made of that file, so that all servers have
the same weights and count the same tokens.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.peer_checkpoint import write_hf_directory
from benchmarks.peer_workloads import WORKLOADS
from benchmarks.synthetic_gguf import write_random_gguf
from benchmarks.synthetic_vocabulary import BOS, END_OF_TURN, NUM_SPECIAL
from models.config import ModelConfig
from models.config_file import config_from_hf
from models.registry import BUILT_INS, resolve


def default_work_dir() -> Path:
    """Where peers are installed and models made unless another place is named."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "tenure" / "peers"


@dataclass(frozen=True, slots=True)
class PeerModel:
    name: str
    config: ModelConfig | None = None  # of random weights; None: the built-in model of this name
    workloads: tuple[str, ...] = tuple(WORKLOADS)  # measured where nothing is chosen

    def files(self, work_dir: Path) -> ModelFiles:
        return ModelFiles(self, work_dir / "models" / self.name)


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """One model's forms in its directory, each made when it is first asked for."""

    model: PeerModel
    directory: Path

    @property
    def is_built_in(self) -> bool:
        return self.model.config is None

    def gguf(self) -> Path:
        """Raises: CheckpointError where a built-in model is not installed."""
        if self.model.config is None:
            return resolve(self.model.name).path
        path = self.directory / "q4_1.gguf"
        if not path.is_file():
            self.directory.mkdir(parents=True, exist_ok=True)
            with TemporaryDirectory(dir=self.directory) as unfinished:
                write_random_gguf(Path(unfinished) / path.name, self.model.config)
                (Path(unfinished) / path.name).rename(path)
        return path

    def hf_directory(self) -> Path:
        return write_hf_directory(self.gguf(), self.directory / "hf", config=self.model.config)


def llama_config(
    name: str,
    *,
    hidden_size: int,
    num_layers: int,
    num_heads: int,
    head_dim: int,
    intermediate_size: int = 8192,
    vocab_size: int = 128_256,
) -> ModelConfig:
    """As Llama 3.2 is configured: 8 KV heads, tied embeddings, RoPE stretched from 8,192 positions."""
    first_special = vocab_size - NUM_SPECIAL
    return config_from_hf(
        {
            "architectures": ["LlamaForCausalLM"],
            "vocab_size": vocab_size,
            "hidden_size": hidden_size,
            "intermediate_size": intermediate_size,
            "num_hidden_layers": num_layers,
            "num_attention_heads": num_heads,
            "num_key_value_heads": 8,
            "head_dim": head_dim,
            "rms_norm_eps": 1e-5,
            "rope_theta": 500_000.0,
            "rope_scaling": {
                "rope_type": "llama3",
                "factor": 32.0,
                "low_freq_factor": 1.0,
                "high_freq_factor": 4.0,
                "original_max_position_embeddings": 8192,
            },
            "max_position_embeddings": 131_072,
            "tie_word_embeddings": True,
            "bos_token_id": first_special + BOS,
            "eos_token_id": first_special + END_OF_TURN,
        },
        file=name,
    )


def gpt_oss_config(
    name: str, *, hidden_size: int, num_layers: int, num_heads: int, vocab_size: int = 32_768
) -> ModelConfig:
    """As gpt-oss-20b is configured: 32 experts as wide as the model, 4 of them chosen, 8 KV heads of 64."""
    first_special = vocab_size - NUM_SPECIAL
    return config_from_hf(
        {
            "architectures": ["GptOssForCausalLM"],
            "model_type": "gpt_oss",
            "vocab_size": vocab_size,
            "hidden_size": hidden_size,
            "intermediate_size": hidden_size,
            "num_hidden_layers": num_layers,
            "num_attention_heads": num_heads,
            "num_key_value_heads": 8,
            "head_dim": 64,
            "num_local_experts": 32,
            "num_experts_per_tok": 4,
            "sliding_window": 128,
            "rope_parameters": {"rope_type": "default", "rope_theta": 150_000.0},
            "max_position_embeddings": 131_072,
            "bos_token_id": first_special + BOS,
            "eos_token_id": first_special + END_OF_TURN,
        },
        file=name,
    )


_LARGE = ("prefill-512", "decode-1", "decode-8")
_LLAMA_1B = llama_config("llama-1b", hidden_size=2048, num_layers=16, num_heads=32, head_dim=64)
_LLAMA_3B = llama_config("llama-3b", hidden_size=3072, num_layers=28, num_heads=24, head_dim=128)
_GPT_OSS_1B = gpt_oss_config("gpt-oss-1b", hidden_size=1024, num_layers=10, num_heads=16)
MODELS = {
    model.name: model
    for model in (
        *(PeerModel(name) for name in BUILT_INS),
        PeerModel("llama-1b", _LLAMA_1B, _LARGE),
        PeerModel("llama-3b", _LLAMA_3B, _LARGE),
        PeerModel("gpt-oss-1b", _GPT_OSS_1B, _LARGE),
    )
}
DEFAULT_MODEL = "smollm2-135m"
