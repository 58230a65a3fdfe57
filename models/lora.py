"""LoRA adapters in the form that PEFT writes: `adapter_config.json` and `adapter_model.safetensors`."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from torch import Tensor

from kernels.lora.reference import LoraPart
from models.config import ModelConfig
from models.errors import CheckpointError
from models.families import family_of
from models.weights import EMBEDDING, LM_HEAD, Shape

CONFIG_FILE, WEIGHTS_FILE = "adapter_config.json", "adapter_model.safetensors"
MAX_RANK = 1024
# What an adapter that is computed has of these; another value changes what it computes.
_COMPUTED: dict[str, tuple[Any, ...]] = {
    "bias": ("none", "all", "lora_only"),
    "use_dora": (True,),
    "fan_in_fan_out": (),
    "lora_bias": (True,),
    "use_qalora": (),
    "modules_to_save": (),
    "trainable_token_indices": (),
    "ensure_weight_tying": (),
    "target_parameters": (),
    "alora_invocation_tokens": (),
    "layer_replication": (),
    "megatron_config": (),
    "arrow_config": (),
    "kasa_config": (),
    "monteclora_config": (),
    "use_bdlora": (),
}
# Kinds of `init_lora_weights` that leave other base weights than the model's own.
_CHANGES_BASE = ("pissa", "olora", "corda", "loftq", "lora_ga")
# What a module has: the last part of a tensor's name.
_PARTS = {
    "lora_A.weight": "A",
    "lora_B.weight": "B",
    "lora_B.bias": "added",
    "lora_magnitude_vector": "lengths",
    "lora_magnitude_vector.weight": "lengths",
    "base_layer.bias": "bias",
    "bias": "bias",
    "lora_embedding_A": "A",
    "lora_embedding_B": "B",
}
_TENSOR = re.compile(rf"base_model\.model\.(?P<module>.+?)\.(?P<part>{'|'.join(map(re.escape, _PARTS))})")


@dataclass(frozen=True, slots=True, eq=False)
class LoraAdapter:
    """What it has for projections, by their names."""

    parts: Mapping[str, LoraPart]
    rank: int  # the highest
    digest: str  # of every byte of its tensors and of what scales them: other content, another adapter


@dataclass(frozen=True, slots=True)
class Projection:
    """A module that an adapter may add to, as PEFT names it."""

    shape: Shape  # of its weight; of the embeddings', turned: from a token's id to its row
    places: tuple[tuple[str, range], ...]  # which of its rows are which of our projections
    is_embedding: bool = False


def projections_of(config: ModelConfig) -> dict[str, Projection]:
    """Of attention, MLPs, embeddings and head; the last two have one each also where they are tied."""
    family = family_of(config)
    shapes = family.expected_tensors(config)
    found: dict[str, Shape] = {
        name: shape for name, shape in shapes.items() if len(shape) == 2 and _is_projection(name)
    }
    found[LM_HEAD] = shapes[EMBEDDING]
    projections = {
        _module(name): Projection(shape, ((_module(name), range(shape[0])),)) for name, shape in found.items()
    }
    vocab_size, hidden_size = shapes[EMBEDDING]
    embedding = _module(EMBEDDING)
    projections[embedding] = Projection(
        (hidden_size, vocab_size), ((embedding, range(hidden_size)),), is_embedding=True
    )
    for name, part in family.parts(config):
        if name in found and part.rows is not None and part.columns is None:
            own = projections.get(_module(part.source), Projection(part.source_shape, ()))
            place = (_module(name), part.rows)
            projections[_module(part.source)] = replace(own, places=(*own.places, place))
    for prefix, own_prefix in family.prefixes.items():  # of a model that sees images, too
        for module, projection in list(projections.items()):
            if module.startswith(own_prefix):
                projections.setdefault(prefix + module.removeprefix(own_prefix), projection)
    return projections


def _is_projection(name: str) -> bool:
    return ".layers." in name and ".experts." not in name and not name.endswith(".mlp.gate.weight")


def _module(name: str) -> str:
    return name.removesuffix(".weight")


def read_lora(path: Path, projections: Mapping[str, Projection]) -> LoraAdapter:
    """
    Args:
        projections: those that the model has, by PEFT's names.

    Raises: CheckpointError naming the file, and the key or tensor that is missing or not computed.
    """
    config = _config(path / CONFIG_FILE)
    parts: dict[str, LoraPart] = {}
    for module, tensors in _by_module(path / WEIGHTS_FILE).items():
        if module not in projections:
            raise CheckpointError(
                f"{path / WEIGHTS_FILE}: it adds to {module}, which is none of this model's attention and "
                "MLP projections, nor embed_tokens, nor lm_head."
            )
        if projections[module].is_embedding and tensors.keys() != {"A", "B"}:
            raise CheckpointError(
                f"{path / WEIGHTS_FILE}: {module} has more than lora_embedding_A and lora_embedding_B "
                f"({', '.join(_own_name(name) for name in sorted(tensors))}); DoRA of embeddings is not "
                "supported: train the adapter without, or merge it."
            )
        whole = _part(path, config, module, tensors, projections[module].shape)
        parts |= {name: _rows(whole, rows) for name, rows in projections[module].places}
    if not parts:
        raise CheckpointError(f"{path / WEIGHTS_FILE} has no LoRA tensors.")
    return LoraAdapter(parts, max(part.down.shape[0] for part in parts.values()), _digest(parts))


def _rows(part: LoraPart, rows: range) -> LoraPart:
    """That part of it which is these outputs."""
    if len(rows) == len(part.up):
        return part
    own = slice(rows.start, rows.stop)
    lengths, added, bias = (
        None if vector is None else vector[own] for vector in (part.lengths, part.added, part.bias)
    )
    return replace(part, up=part.up[own], lengths=lengths, added=added, bias=bias)


def _part(
    path: Path, config: dict[str, Any], module: str, tensors: dict[str, Tensor], shape: Shape
) -> LoraPart:
    """Of a module that has a trained bias alone, the rank is 1 and its numbers are 0."""
    rank = _number(path, config, module, "r", "rank_pattern") if "A" in tensors else 1
    alpha = _number(path, config, module, "lora_alpha", "alpha_pattern")
    if rank > MAX_RANK:
        raise CheckpointError(
            f"{path / WEIGHTS_FILE}: {module} has rank {rank}; at most {MAX_RANK} is supported."
        )
    if "A" not in tensors:
        tensors |= {"A": torch.zeros(1, shape[1]), "B": torch.zeros(shape[0], 1)}
    wanted = {"A": (int(rank), shape[1]), "B": (shape[0], int(rank))}
    for name, tensor in tensors.items():
        expected = wanted.get(name, (shape[0],))
        # A magnitude was once kept as a matrix of one column.
        given = tuple(tensor.flatten().shape) if name == "lengths" else tuple(tensor.shape)
        if given != expected:
            raise CheckpointError(
                f"{path / WEIGHTS_FILE}: {module}.{_own_name(name)} must be {list(expected)}, got "
                f"{list(tensor.shape)}."
            )
    if ("lengths" in tensors) != bool(config.get("use_dora") and "A" in tensors):
        raise CheckpointError(
            f"{path / CONFIG_FILE}: use_dora is {config.get('use_dora')!r}, and {module} has "
            f"{'a' if 'lengths' in tensors else 'no'} lora_magnitude_vector."
        )
    scaling = alpha / (rank**0.5 if config.get("use_rslora") else rank)
    numbers = {name: tensor.to(torch.float32) for name, tensor in tensors.items()}
    added, lengths = numbers.get("added"), numbers.get("lengths")
    return LoraPart(
        down=numbers["A"],
        up=numbers["B"] * scaling,
        lengths=None if lengths is None else lengths.flatten(),
        added=None if added is None else added * scaling,
        bias=numbers.get("bias"),
    )


def _config(file: Path) -> dict[str, Any]:
    try:
        config = json.loads(file.read_bytes())
    except OSError as error:
        raise CheckpointError(
            f"{file} cannot be read: {error.strerror}. An adapter is a directory as PEFT's save_pretrained "
            "writes it."
        ) from error
    except ValueError as error:
        raise CheckpointError(f"{file} is not JSON: {error}.") from error
    if not isinstance(config, dict) or config.get("peft_type") != "LORA":
        kind = config.get("peft_type") if isinstance(config, dict) else None
        raise CheckpointError(f"{file}: peft_type must be LORA, got {kind!r}.")
    for key, computed in _COMPUTED.items():
        value = config.get(key)
        if value and value not in computed:
            raise CheckpointError(
                f"{file}: {key} {value!r} is not supported. LoRA and DoRA of attention's and the MLP's "
                "projections and of lm_head are, with biases, and LoRA of embed_tokens: train or save the "
                "adapter so, or merge it."
            )
    init = config.get("init_lora_weights")
    if isinstance(init, str) and init.lower().startswith(_CHANGES_BASE):
        raise CheckpointError(
            f"{file}: init_lora_weights {init!r} trains beside other base weights than the model's. Save it "
            "converted, as PEFT's path_initial_model_for_weight_conversion does."
        )
    return config


def _tensors(file: Path) -> dict[str, Tensor]:
    try:
        with safe_open(file, framework="pt") as opened:
            return {name: opened.get_tensor(name) for name in opened.keys()}  # noqa: SIM118
    except FileNotFoundError as error:
        raise CheckpointError(
            f"{file} is not there. Adapters are read from safetensors, as PEFT saves them by default."
        ) from error
    except (OSError, SafetensorError) as error:
        raise CheckpointError(f"{file} cannot be read: {error}.") from error


def _by_module(file: Path) -> dict[str, dict[str, Tensor]]:
    """Each module's tensors, by `_PARTS`."""
    found: dict[str, dict[str, Tensor]] = {}
    for name, tensor in sorted(_tensors(file).items()):
        match = _TENSOR.fullmatch(name)
        if name.endswith(".base_layer.weight"):
            raise CheckpointError(
                f"{file}: {name} is a whole weight of the model, beside what is trained. Save the adapter "
                "without: PEFT's save_pretrained(..., save_embedding_layers=False)."
            )
        if match is None:
            raise CheckpointError(
                f"{file}: {name} is not supported: lora_A, lora_B, lora_magnitude_vector and biases of "
                "linear projections are."
            )
        found.setdefault(match["module"], {})[_PARTS[match["part"]]] = tensor
    for module, tensors in found.items():
        for side in "AB":
            if side not in tensors and tensors.keys() != {"bias"}:
                raise CheckpointError(f"{file}: base_model.model.{module}.lora_{side}.weight is missing.")
    return found


def _number(path: Path, config: Mapping[str, Any], module: str, key: str, pattern_key: str) -> float:
    """PEFT's rule: the first pattern that is the module's name, or all of it behind a dot; else `key`."""
    value = config.get(key)
    for pattern, own in (config.get(pattern_key) or {}).items():
        if re.match(rf"(.*\.)?({pattern})$", module):
            value = own
            break
    if not isinstance(value, int | float) or isinstance(value, bool) or value <= 0:
        raise CheckpointError(f"{path / CONFIG_FILE}: {key} must be a number above 0, got {value!r}.")
    return value


def _own_name(name: str) -> str:
    return next(own for own, part in _PARTS.items() if part == name).removesuffix(".weight")


def _digest(parts: Mapping[str, LoraPart]) -> str:
    digest = blake2b(digest_size=16, person=b"tenure.lora")
    for module, part in sorted(parts.items()):
        digest.update(f"{module}\0{list(part.down.shape)}{list(part.up.shape)}\0".encode())
        for tensor in (part.down, part.up):
            digest.update(tensor.contiguous().numpy().tobytes())
        for name in ("lengths", "added", "bias"):
            vector = getattr(part, name)
            if vector is not None:
                digest.update(name.encode() + vector.contiguous().numpy().tobytes())
    return digest.hexdigest()
