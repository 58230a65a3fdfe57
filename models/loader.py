"""From files to a model that can run: configuration, decoder, tokenizer, chat template, fingerprint."""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import torch

from kernels.linear.quantized import QuantizedFormat, QuantizedWeight, Weight
from models.chat_template import ChatTemplate, gguf_template_source, hf_template_source
from models.config import ModelConfig
from models.errors import CheckpointError
from models.gguf_file import GGUFFile
from models.gguf_tokenizer import gguf_tokenizer
from models.gguf_weights import ROPE_FREQS, GGUFWeights, read_tensor
from models.hf_tokenizer import hf_tokenizer, read_json, special_tokens
from models.keys import Keys
from models.llama import EMBEDDING, LM_HEAD, LlamaDecoder, expected_tensors
from models.operators import Operators
from models.quantization import QUANTIZATIONS, Quantization, quantize
from models.registry import ModelSource
from models.safetensors_weights import SafetensorsWeights, weight_files
from models.tokenizer import Tokenizer
from models.weights import Weights, check_tensors

Progress = Callable[[str, int, int], None]  # (what is being done, steps done, steps in all)
DTYPES = (torch.float32, torch.bfloat16)
_HASH_CHUNK_BYTES = 1 << 22


@dataclass(frozen=True, slots=True, eq=False)
class LoadedModel:
    """Everything that serving needs of one model."""

    name: str
    root: str  # where it was loaded from
    config: ModelConfig
    decoder: LlamaDecoder
    tokenizer: Tokenizer
    chat_template: ChatTemplate | None
    fingerprint: bytes  # BLAKE2b-128 over every byte of the weights, the configuration and the formats
    dtype: torch.dtype
    weight_formats: tuple[str, ...]  # of the matrices, in the order of their bytes, most first


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
    progress: Progress | None = None,
) -> LoadedModel:
    """Read, check and pack a model. `progress` is called on this thread, after each tensor.

    Args:
        dtype: of the hidden states, and of the weights that are not quantised.
        quantization: of the matrices; see models/quantization.py.

    Raises: CheckpointError naming the file and the tensor or key.
    """
    if dtype not in DTYPES:
        raise ValueError(f"load_model: dtype must be one of {DTYPES}, got {dtype}.")
    if quantization not in QUANTIZATIONS:
        raise ValueError(f"load_model: quantization must be one of {QUANTIZATIONS}, got {quantization!r}.")
    load = _load_gguf if source.kind == "gguf" else _load_directory
    return load(source, _Options(dtype, quantization, operators, progress or _silent))


def _load_directory(source: ModelSource, options: _Options) -> LoadedModel:
    directory = source.path
    config_file = directory / "config.json"
    if not config_file.is_file():
        raise CheckpointError(f"{config_file}: the file is missing. Give the directory that holds it.")
    config = ModelConfig.from_hf(
        read_json(config_file), read_json(directory / "generation_config.json"), file=str(config_file)
    )
    tokens = special_tokens(directory)
    template_source = hf_template_source(directory, read_json(directory / "tokenizer_config.json"))
    template = None
    if template_source is not None:
        bos, eos = tokens.get("bos_token", ""), tokens.get("eos_token", "")
        template = ChatTemplate(template_source, bos, eos, tokens)
    tokenizer = hf_tokenizer(
        directory,
        eos_token_ids=config.eos_token_ids,
        bos_token_id=config.bos_token_id,
        template=template.source if template else None,
    )
    weights = SafetensorsWeights(directory)
    config = replace(config, tie_embeddings=config.tie_embeddings and not _has_own_head(weights))
    decoder, fingerprint, formats = _load_decoder(config, weights, weight_files(directory), options)
    return LoadedModel(
        source.name,
        str(directory),
        config,
        decoder,
        tokenizer,
        template,
        fingerprint,
        options.dtype,
        formats,
    )


def _load_gguf(source: ModelSource, options: _Options) -> LoadedModel:
    file = str(source.path)
    gguf = GGUFFile(source.path)
    config = ModelConfig.from_gguf(gguf.metadata, gguf.tensors, file=file)
    if ROPE_FREQS in gguf.tensors:
        divisors = read_tensor(gguf, ROPE_FREQS)
        if divisors.numel() != config.rope.rotary_dim // 2:
            raise CheckpointError(
                f"{file}: the tensor `{ROPE_FREQS}` has {divisors.numel()} values, but "
                f"{config.rope.rotary_dim} dimensions are rotated, in pairs. Convert the model again."
            )
        config = replace(config, rope=replace(config.rope, frequency_divisors=tuple(divisors.tolist())))
    tokenizer = gguf_tokenizer(gguf.metadata, config.eos_token_ids, file=file)
    template = None
    template_source = gguf_template_source(Keys(gguf.metadata, file))
    if template_source is not None:
        bos = tokenizer.token_text(tokenizer.bos_token_id)
        eos = tokenizer.token_text(next(iter(config.eos_token_ids), None))
        template = ChatTemplate(template_source, bos, eos)
    weights = GGUFWeights(gguf, config)
    decoder, fingerprint, formats = _load_decoder(config, weights, [source.path], options)
    return LoadedModel(
        source.name, file, config, decoder, tokenizer, template, fingerprint, options.dtype, formats
    )


def _load_decoder(
    config: ModelConfig, weights: Weights, files: Iterable[Path], options: _Options
) -> tuple[LlamaDecoder, bytes, tuple[str, ...]]:
    """The decoder, while another thread hashes the same files (hashing needs no GIL)."""
    expected = expected_tensors(config)
    check_tensors(weights, expected, ignored=_ignored(config, weights))
    with ThreadPoolExecutor(1, thread_name_prefix="fingerprint") as pool:
        fingerprint = pool.submit(_fingerprint, list(files), config, options)
        num_taken = 0
        num_elements: Counter[str] = Counter()

        def take(name: str) -> Weight:
            nonlocal num_taken
            weight = _read(weights, name, len(expected[name]) == 2, options)
            num_taken += 1
            options.progress("weights", num_taken, len(expected))
            if len(expected[name]) == 2:
                num_elements[_format_name(weight)] += math.prod(weight.shape)
            return weight

        decoder = LlamaDecoder(config, options.operators, take).eval()
        formats = tuple(name for name, _ in num_elements.most_common())
        return decoder, fingerprint.result(), formats


def _read(weights: Weights, name: str, is_matrix: bool, options: _Options) -> Weight:
    wanted = options.quantization
    if not is_matrix or wanted == "none":
        return weights.read(name).to(options.dtype, copy=True)
    own = weights.read_quantized(name)
    if wanted == "auto":
        return weights.read(name).to(options.dtype, copy=True) if own is None else own
    target: QuantizedFormat = wanted
    return own if own is not None and own.format == target else quantize(weights.read(name), target)


def _format_name(weight: Weight) -> str:
    return weight.format if isinstance(weight, QuantizedWeight) else str(weight.dtype).removeprefix("torch.")


def _silent(what: str, done: int, total: int) -> None:
    pass


def _ignored(config: ModelConfig, weights: Weights) -> set[str]:
    """Tensors that may be there without being used: recomputed tables, and a tied head's copy."""
    tables = {name for name in weights.names if name.endswith(".rotary_emb.inv_freq")}
    return tables | ({LM_HEAD} if config.tie_embeddings else set())


def _has_own_head(weights: Weights) -> bool:
    """Whether the file has an output projection that differs from the embedding: it wins over the config."""
    if LM_HEAD not in weights.names or EMBEDDING not in weights.names:
        return False
    return not torch.equal(weights.read(LM_HEAD), weights.read(EMBEDDING))


def _fingerprint(files: list[Path], config: ModelConfig, options: _Options) -> bytes:
    digest = hashlib.blake2b(digest_size=16)
    formats = (str(options.dtype), options.quantization)
    digest.update(repr((replace(config, file=""), *formats)).encode("utf-8"))
    for file in files:
        digest.update(file.stat().st_size.to_bytes(8, "little"))
        with file.open("rb") as stream:
            while chunk := stream.read(_HASH_CHUNK_BYTES):
                digest.update(chunk)
    return digest.digest()
