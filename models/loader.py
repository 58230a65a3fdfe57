"""From files to a model that can run: an opened checkpoint, its decoder, its fingerprint."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import torch

from kernels.linear.quantized import QuantizedFormat, Weight, format_name
from kernels.memory import release_freed
from models.chat_template import ChatTemplate
from models.checkpoint import Checkpoint, open_checkpoint
from models.config import ModelConfig
from models.decoder import Decoder
from models.families import family_of
from models.fingerprint import fingerprint
from models.generation_config import GenerationConfig
from models.operators import Operators
from models.quantization import QUANTIZATIONS, Quantization, quantize
from models.registry import ModelSource
from models.tokenizer import Tokenizer
from models.weights import Weights, is_quantisable

Progress = Callable[[str, int, int], None]  # (what is being done, steps done, steps in all)
DTYPES = (torch.float32, torch.bfloat16)


@dataclass(frozen=True, slots=True, eq=False)
class LoadedModel:
    """Everything that serving needs of one model."""

    name: str
    config: ModelConfig
    decoder: Decoder
    tokenizer: Tokenizer
    chat_template: ChatTemplate | None
    fingerprint: bytes  # BLAKE2b-128 over every byte of the weights, the configuration and the formats
    dtype: torch.dtype
    weight_formats: tuple[str, ...]  # of the matrices, in the order of their bytes, most first
    generation: GenerationConfig


@dataclass(frozen=True, slots=True)
class _Options:
    dtype: torch.dtype
    quantization: Quantization
    operators: Operators
    progress: Progress


def load_model(
    source: ModelSource,
    *,
    dtype: torch.dtype,
    operators: Operators,
    quantization: Quantization = "none",
    max_positions: int | None = None,
    progress: Progress | None = None,
) -> LoadedModel:
    """Read, check and pack a model. `progress` is called on this thread, after each tensor.

    Args:
        dtype: of the hidden states, and of the weights that are not quantised.
        quantization: of the matrices; see models/quantization.py.
        max_positions: how long sequences may become; None: as long as the model allows.

    Raises: CheckpointError naming the file and the tensor or key.
    """
    if dtype not in DTYPES:
        raise ValueError(f"load_model: dtype must be one of {DTYPES}, got {dtype}.")
    if quantization not in QUANTIZATIONS:
        raise ValueError(f"load_model: quantization must be one of {QUANTIZATIONS}, got {quantization!r}.")
    model = _load(
        open_checkpoint(source, max_positions),
        _Options(dtype, quantization, operators, progress or _silent),
    )
    # Of weights that were stacked and reordered, and of the checkpoint itself: a third of a file of 4 bits.
    release_freed()
    return model


def _load(checkpoint: Checkpoint, options: _Options) -> LoadedModel:
    decoder, digest, formats = _load_decoder(checkpoint, options)
    return LoadedModel(
        checkpoint.name,
        checkpoint.config,
        decoder,
        checkpoint.tokenizer,
        checkpoint.chat_template,
        digest,
        options.dtype,
        formats,
        checkpoint.generation,
    )


def _load_decoder(checkpoint: Checkpoint, options: _Options) -> tuple[Decoder, bytes, tuple[str, ...]]:
    """The decoder, while another thread hashes the same files (packing needs no GIL)."""
    config, weights = checkpoint.config, checkpoint.weights
    family = family_of(config)
    expected = family.expected_tensors(config)
    with ThreadPoolExecutor(1, thread_name_prefix="checkpoint") as pool:
        digest = pool.submit(fingerprint, checkpoint, options.dtype, options.quantization)
        # Before the weights: what is wrong with it is told before all is packed, and its words, made beside
        # them, would leave holes that the system never gets back.
        _ = checkpoint.tokenizer
        num_taken = 0
        num_elements: Counter[str] = Counter()

        def take(name: str) -> Weight:
            nonlocal num_taken
            is_matrix = is_quantisable(name, expected[name])
            weight = _read(weights, name, is_matrix, options)
            num_taken += 1
            options.progress("weights", num_taken, len(expected))
            if is_matrix:
                num_elements[format_name(weight)] += math.prod(weight.shape)
            return weight

        decoder = family.decoder(config, options.operators, take).eval()
        formats = tuple(name for name, _ in num_elements.most_common())
        return decoder, digest.result(), formats


def _read(weights: Weights, name: str, is_matrix: bool, options: _Options) -> Weight:
    wanted = options.quantization
    if not is_matrix or wanted == "none":
        return weights.read(name).to(options.dtype, copy=True)
    own = weights.read_quantized(name)
    if wanted == "auto":
        return weights.read(name).to(options.dtype, copy=True) if own is None else own
    target: QuantizedFormat = wanted
    return own if own is not None and own.format == target else quantize(weights.read(name), target)


def _silent(what: str, done: int, total: int) -> None:
    pass
