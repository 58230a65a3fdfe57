"""From files to a model that can run: configuration, decoder, tokenizer, chat template, fingerprint."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from torch import Tensor

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
    fingerprint: bytes  # BLAKE2b-128 over every byte of the weights, the configuration and the dtype
    dtype: torch.dtype


def load_model(
    source: ModelSource, *, dtype: torch.dtype, operators: Operators, progress: Progress | None = None
) -> LoadedModel:
    """Read, check and pack a model. `progress` is called on this thread, after each tensor.

    Raises: CheckpointError naming the file and the tensor or key.
    """
    if dtype not in DTYPES:
        raise ValueError(f"load_model: dtype must be one of {DTYPES}, got {dtype}.")
    load = _load_gguf if source.kind == "gguf" else _load_directory
    return load(source, dtype, operators, progress or _silent)


def _load_directory(
    source: ModelSource, dtype: torch.dtype, operators: Operators, progress: Progress
) -> LoadedModel:
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
    decoder, fingerprint = _load_decoder(config, weights, weight_files(directory), dtype, operators, progress)
    return LoadedModel(source.name, str(directory), config, decoder, tokenizer, template, fingerprint, dtype)


def _load_gguf(
    source: ModelSource, dtype: torch.dtype, operators: Operators, progress: Progress
) -> LoadedModel:
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
    decoder, fingerprint = _load_decoder(config, weights, [source.path], dtype, operators, progress)
    return LoadedModel(source.name, file, config, decoder, tokenizer, template, fingerprint, dtype)


def _load_decoder(
    config: ModelConfig,
    weights: Weights,
    files: Iterable[Path],
    dtype: torch.dtype,
    operators: Operators,
    progress: Progress,
) -> tuple[LlamaDecoder, bytes]:
    """The decoder, while another thread hashes the same files (hashing needs no GIL)."""
    expected = expected_tensors(config)
    check_tensors(weights, expected, ignored=_ignored(config, weights))
    with ThreadPoolExecutor(1, thread_name_prefix="fingerprint") as pool:
        fingerprint = pool.submit(_fingerprint, list(files), config, dtype)
        num_taken = 0

        def take(name: str) -> Tensor:
            nonlocal num_taken
            tensor = weights.read(name).to(dtype, copy=True)
            num_taken += 1
            progress("weights", num_taken, len(expected))
            return tensor

        decoder = LlamaDecoder(config, operators, take).eval()
        return decoder, fingerprint.result()


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


def _fingerprint(files: list[Path], config: ModelConfig, dtype: torch.dtype) -> bytes:
    digest = hashlib.blake2b(digest_size=16)
    digest.update(repr((replace(config, file=""), str(dtype))).encode("utf-8"))
    for file in files:
        digest.update(file.stat().st_size.to_bytes(8, "little"))
        with file.open("rb") as stream:
            while chunk := stream.read(_HASH_CHUNK_BYTES):
                digest.update(chunk)
    return digest.digest()
