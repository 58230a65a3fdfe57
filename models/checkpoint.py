"""An opened checkpoint: what it says of its network, its tokenizer, its chat template, and its tensors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import torch

from models.chat_template import ChatTemplate, gguf_template_source, hf_template_source
from models.config import ModelConfig
from models.config_file import config_from_gguf, config_from_hf
from models.declared_tokens import CONFIG_FILE, DeclaredTokens
from models.errors import CheckpointError
from models.families import family_of, gguf_form
from models.fp8 import Fp8
from models.generation_config import GenerationConfig
from models.gguf_file import GGUFFile
from models.gguf_tokenizer import gguf_tokenizer, token_text
from models.gguf_weights import ROPE_TENSORS, GGUFWeights, read_tensor
from models.hf_tokenizer import hf_tokenizer
from models.keys import Keys, read_json
from models.mxfp4 import is_mxfp4
from models.parted_weights import PartedWeights
from models.registry import ModelSource
from models.rope import RopeConfig
from models.safetensors_weights import SafetensorsWeights, weight_files
from models.tokenizer import Tokenizer
from models.weights import EMBEDDING, LM_HEAD, Weights, check_tensors


@dataclass(frozen=True, eq=False)
class Checkpoint:
    """Files on this machine. `weights` has exactly the tensors that the decoder takes."""

    name: str
    config: ModelConfig
    make_tokenizer: Callable[[], Tokenizer]  # raises CheckpointError
    chat_template: ChatTemplate | None
    weights: Weights
    files: tuple[Path, ...]  # that hold the weights
    generation: GenerationConfig = field(default_factory=GenerationConfig)

    @cached_property
    def tokenizer(self) -> Tokenizer:
        """Made when it is first asked for: a large vocabulary takes a while. Raises: CheckpointError."""
        return self.make_tokenizer()


def open_checkpoint(source: ModelSource, max_positions: int | None = None) -> Checkpoint:
    """Read everything but the tokenizer and the tensors, of which names and shapes are checked.

    `max_positions`: how long sequences may become; None: as long as the model allows.

    Raises: CheckpointError naming the file and the tensor or key.
    """
    checkpoint = _open_gguf(source) if source.kind == "gguf" else _open_directory(source)
    config, family = checkpoint.config, family_of(checkpoint.config)
    weights = PartedWeights(checkpoint.weights, family.parts(config))
    check_tensors(weights, family.expected_tensors(config), _ignored(config, weights))
    return replace(checkpoint, config=config.within(max_positions), weights=weights)


def _open_directory(source: ModelSource) -> Checkpoint:
    directory = source.path
    config_file = directory / "config.json"
    if not config_file.is_file():
        raise CheckpointError(f"{config_file}: the file is missing. Give the directory that holds it.")
    generation_file = directory / "generation_config.json"
    generation = read_json(generation_file)
    config_json = read_json(config_file)
    config = config_from_hf(config_json, generation, file=str(config_file))
    tokens = DeclaredTokens.read(directory).texts()
    template_source = hf_template_source(directory, read_json(directory / CONFIG_FILE))
    template = None
    if template_source is not None:
        bos, eos = tokens.get("bos_token", ""), tokens.get("eos_token", "")
        template = ChatTemplate(template_source, bos, eos, tokens)
    make_tokenizer = partial(
        hf_tokenizer,
        directory,
        eos_token_ids=config.eos_token_ids,
        bos_token_id=config.bos_token_id,
        template=template.source if template else None,
        vocab_size=config.vocab_size,
    )
    keys = Keys(config_json, str(config_file))
    fp8 = None if is_mxfp4(keys) else Fp8.from_hf(keys)
    weights = SafetensorsWeights(
        directory, is_tied=config.tie_embeddings, prefixes=family_of(config).prefixes, fp8=fp8
    )
    config = replace(config, tie_embeddings=config.tie_embeddings and not _has_own_head(weights))
    files = tuple(weight_files(directory))
    return Checkpoint(
        source.name,
        config,
        make_tokenizer,
        template,
        weights,
        files,
        GenerationConfig.from_hf(generation, str(generation_file)),
    )


def _open_gguf(source: ModelSource) -> Checkpoint:
    file = str(source.path)
    gguf = source.gguf
    config = config_from_gguf(gguf.metadata, gguf.tensors, file=file)
    config = replace(config, rope=_with_rope_tensors(config, gguf))
    template = None
    template_source = gguf_template_source(Keys(gguf.metadata, file))
    if template_source is not None:
        bos, eos = (token_text(gguf.metadata, ids) for ids in ([config.bos_token_id], config.eos_token_ids))
        template = ChatTemplate(template_source, bos, eos)
    return Checkpoint(
        source.name,
        config,
        partial(gguf_tokenizer, gguf.metadata, config.eos_token_ids, file=file),
        template,
        GGUFWeights(gguf, config),
        gguf.files,
        GenerationConfig.from_gguf(gguf.metadata, file),
    )


def _with_rope_tensors(config: ModelConfig, gguf: GGUFFile) -> RopeConfig:
    """What a file has of RoPE as tensors."""
    file = str(gguf.path)
    fields = gguf_form(Keys(gguf.metadata, file)).rope_tensors
    rope = config.rope
    for name in ROPE_TENSORS & gguf.tensors.keys():
        if name not in fields:
            raise CheckpointError(
                f"{file}: the tensor `{name}` is not part of the architecture {config.family}. "
                "Convert the model again."
            )
        divisors = read_tensor(gguf, name)
        if divisors.numel() != rope.rotary_dim // 2:
            raise CheckpointError(
                f"{file}: the tensor `{name}` has {divisors.numel()} values, but {rope.rotary_dim} "
                "dimensions are rotated, in pairs. Convert the model again."
            )
        change: dict[str, Any] = {fields[name]: tuple(divisors.tolist())}
        rope = replace(rope, **change)
    if rope.type == "longrope" and not (rope.short_divisors and rope.long_divisors):
        missing = next(name for name, of in fields.items() if not getattr(rope, of))
        raise CheckpointError(f"{file}: the tensor `{missing}` is missing. Convert the model again.")
    return rope


def _ignored(config: ModelConfig, weights: Weights) -> set[str]:
    """Tensors that may be there unused: recomputed tables, what sees images, a tied head's copy."""
    unused = family_of(config).unused_prefixes
    ignored = {
        name for name in weights.names if name.endswith(".rotary_emb.inv_freq") or name.startswith(unused)
    }
    return ignored | ({LM_HEAD} if config.tie_embeddings else set())


def _has_own_head(weights: Weights) -> bool:
    """Whether the file has an output projection that differs from the embedding: it wins over the config."""
    if LM_HEAD not in weights.names or EMBEDDING not in weights.names:
        return False
    return not torch.equal(weights.read(LM_HEAD), weights.read(EMBEDDING))
