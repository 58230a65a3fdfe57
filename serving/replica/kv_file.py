"""KV of a session's branches as safetensors: token-major, so that it fits blocks of any size.

Each branch has a tensor `branch.N` [layer, k|v, kv_head, token, head_dim]: K after RoPE, all heads of the
model, none of the padding. int8 has `branch.N.scales` [layer, k|v, kv_head, token] beside it, float32.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

import numpy as np
import safetensors.torch
import torch
from numpy.typing import NDArray
from safetensors import SafetensorError
from torch import Tensor

from serving.errors import InvalidArchive

Tokens = NDArray[np.generic]  # [layer, k|v, kv_head, token, row]: a row as the runners have it
SCALE_BYTES = 4

KVFileFormat = Literal["float32", "bfloat16", "int8", "int32"]  # int32: the toy model's


def format_of(payload: NDArray[np.generic]) -> KVFileFormat:
    """What a runner's payload holds; bfloat16 comes as its bits, in uint16."""
    name = "bfloat16" if payload.dtype == np.uint16 else str(payload.dtype)
    return next(known for known in get_args(KVFileFormat) if known == name)


def tokens_of(payload: NDArray[np.generic], num_tokens: int) -> Tokens:
    """From blocks [blocks, layer, k|v, kv_head, token, row] to tokens."""
    blocks, layers, two, heads, size, row = payload.shape
    by_token = payload.transpose(1, 2, 3, 0, 4, 5).reshape(layers, two, heads, blocks * size, row)
    return by_token[..., :num_tokens, :]


def blocks_of(tokens: Tokens, block_size: int) -> NDArray[np.generic]:
    """The inverse; the last block is filled up with zeros."""
    layers, two, heads, num_tokens, row = tokens.shape
    num_blocks = -(-num_tokens // block_size)
    padded = np.zeros((layers, two, heads, num_blocks * block_size, row), tokens.dtype)
    padded[..., :num_tokens, :] = tokens
    by_block = padded.reshape(layers, two, heads, num_blocks, block_size, row)
    return np.ascontiguousarray(by_block.transpose(3, 0, 1, 2, 4, 5))


def write(branches: Mapping[int, Tokens]) -> bytes:
    tensors: dict[str, Tensor] = {}
    for number, tokens in branches.items():
        name, kv_format = f"branch.{number}", format_of(tokens)
        if kv_format == "int8":
            scales = np.ascontiguousarray(tokens[..., -SCALE_BYTES:]).view(np.float32)[..., 0]
            tensors[f"{name}.scales"] = torch.from_numpy(np.ascontiguousarray(scales))
            tokens = tokens[..., :-SCALE_BYTES]
        tensor = torch.from_numpy(np.ascontiguousarray(tokens))
        tensors[name] = tensor.view(torch.bfloat16) if kv_format == "bfloat16" else tensor
    return safetensors.torch.save(tensors)


def read(raw: bytes, kv_format: KVFileFormat) -> dict[int, Tokens]:
    """The tokens of each branch. Raises: InvalidArchive."""
    try:
        tensors = safetensors.torch.load(raw)
        names = [name for name in tensors if not name.endswith(".scales")]
        return {int(name.removeprefix("branch.")): _tokens(tensors, name, kv_format) for name in names}
    except (SafetensorError, KeyError, ValueError) as error:
        raise InvalidArchive(f"kv.safetensors cannot be read ({error})") from error


def _tokens(tensors: Mapping[str, Tensor], name: str, kv_format: KVFileFormat) -> Tokens:
    tensor = tensors[name]
    if tensor.dtype != getattr(torch, kv_format) or tensor.dim() != 5:
        raise ValueError(f"{name} is {tensor.dtype} {list(tensor.shape)}, and the KV is {kv_format}")
    if kv_format == "bfloat16":
        tensor = tensor.view(torch.uint16)
    tokens: Tokens = tensor.numpy()
    return _with_scales(tokens, tensors[f"{name}.scales"]) if kv_format == "int8" else tokens


def _with_scales(tokens: Tokens, scales: Tensor) -> Tokens:
    if scales.dtype != torch.float32 or scales.shape != tokens.shape[:-1]:
        raise ValueError(f"the scales are {scales.dtype} {list(scales.shape)}")
    return np.concatenate([tokens, scales.contiguous().numpy()[..., None].view(np.int8)], axis=-1)
