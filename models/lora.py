"""LoRA adapters in the form that PEFT writes: `adapter_config.json` and `adapter_model.safetensors`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from torch import Tensor

from kernels.lora.reference import LoraPair
from models.errors import CheckpointError

CONFIG_FILE, WEIGHTS_FILE = "adapter_config.json", "adapter_model.safetensors"
MAX_RANK = 1024
# What a plain adapter has of these; another value changes what it computes, and is not supported.
_PLAIN: dict[str, tuple[Any, ...]] = {
    "bias": ("none",),
    "use_dora": (False,),
    "fan_in_fan_out": (False,),
    "lora_bias": (False,),
    "use_qalora": (False,),
    "modules_to_save": (),
    "trainable_token_indices": (),
    "target_parameters": (),
    "alora_invocation_tokens": (),
    "layer_replication": (),
    "megatron_config": (),
    "arrow_config": (),
    "kasa_config": (),
    "monteclora_config": (),
    "use_bdlora": (False,),
}
# Kinds of `init_lora_weights` that leave other base weights than the model's own.
_CHANGES_BASE = ("pissa", "olora", "corda", "loftq", "lora_ga")
_TENSOR = re.compile(r"base_model\.model\.(?P<module>.+)\.lora_(?P<side>[AB])\.weight")


@dataclass(frozen=True, slots=True, eq=False)
class LoraAdapter:
    """What is added to projections, by name: down [rank, in] and up [out, rank], float32, scaled."""

    pairs: Mapping[str, LoraPair]
    rank: int  # the highest
    digest: str  # of every byte of its tensors and of what scales them: other content, another adapter


def read_lora(path: Path, shapes: Mapping[str, tuple[int, ...]]) -> LoraAdapter:
    """
    Args:
        shapes: of the model's tensors, by Hugging Face's names.

    Raises: CheckpointError naming the file, and the key or tensor that is missing or not computed.
    """
    config = _config(path / CONFIG_FILE)
    tensors = _tensors(path / WEIGHTS_FILE)
    pairs: dict[str, LoraPair] = {}
    for module, (down, up) in _by_module(path / WEIGHTS_FILE, tensors):
        rank = _number(path, config, module, "r", "rank_pattern")
        alpha = _number(path, config, module, "lora_alpha", "alpha_pattern")
        _check_shapes(path / WEIGHTS_FILE, module, down, up, rank, shapes)
        scaling = alpha / (rank**0.5 if config.get("use_rslora") else rank)
        pairs[module] = (down.to(torch.float32), up.to(torch.float32) * scaling)
    if not pairs:
        raise CheckpointError(f"{path / WEIGHTS_FILE} has no LoRA tensors.")
    return LoraAdapter(pairs, max(down.shape[0] for down, _ in pairs.values()), _digest(pairs))


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
    for key, plain in _PLAIN.items():
        value = config.get(key)
        if value and value not in plain:
            raise CheckpointError(f"{file}: {key} {value!r} is not supported; plain LoRA is.")
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


def _by_module(file: Path, tensors: Mapping[str, Tensor]) -> Iterator[tuple[str, LoraPair]]:
    sides: dict[str, dict[str, Tensor]] = {}
    for name, tensor in sorted(tensors.items()):
        match = _TENSOR.fullmatch(name)
        if match is None:
            raise CheckpointError(
                f"{file}: {name} is not supported: only lora_A and lora_B of linear projections are."
            )
        sides.setdefault(match["module"], {})[match["side"]] = tensor
    for module, both in sides.items():
        if len(both) != 2:
            missing = "B" if "A" in both else "A"
            raise CheckpointError(f"{file}: base_model.model.{module}.lora_{missing}.weight is missing.")
        yield module, (both["A"], both["B"])


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


def _check_shapes(
    file: Path, module: str, down: Tensor, up: Tensor, rank: float, shapes: Mapping[str, tuple[int, ...]]
) -> None:
    shape = shapes.get(f"{module}.weight")
    if shape is None or ".layers." not in module or len(shape) != 2 or ".experts." in module:
        raise CheckpointError(
            f"{file}: it adds to {module}, which is none of this model's attention and MLP projections."
        )
    if rank > MAX_RANK:
        raise CheckpointError(f"{file}: {module} has rank {rank}; at most {MAX_RANK} is supported.")
    wanted = [(int(rank), shape[1]), (shape[0], int(rank))]
    for side, tensor, expected in zip("AB", (down, up), wanted, strict=True):
        if tuple(tensor.shape) != expected:
            raise CheckpointError(
                f"{file}: {module}.lora_{side} must be {list(expected)}, got {list(tensor.shape)}."
            )


def _digest(pairs: Mapping[str, LoraPair]) -> str:
    digest = blake2b(digest_size=16, person=b"tenure.lora")
    for module, (down, up) in sorted(pairs.items()):
        digest.update(f"{module}\0{list(down.shape)}{list(up.shape)}\0".encode())
        for tensor in (down, up):
            digest.update(tensor.contiguous().numpy().tobytes())
    return digest.hexdigest()
