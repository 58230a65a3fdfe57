"""Weights in safetensors files: one `model.safetensors`, or shards and their index."""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from safetensors import SafetensorError, safe_open
from torch import Tensor

from kernels.linear.quantized import GROUP_SIZE, QuantizedWeight
from models.errors import CheckpointError
from models.fp8 import Fp8
from models.mxfp4 import BLOCKS_SUFFIX, SCALES_SUFFIX, from_blocks
from models.weights import EMBEDDING, LM_HEAD, Shape

SINGLE_FILE = "model.safetensors"
INDEX_FILE = "model.safetensors.index.json"
BASE_PREFIX = "model."
FLOAT_DTYPES = ("F64", "F32", "F16", "BF16")
FP8_DTYPE = "F8_E4M3"
# What stands in the place of a weight where a method has packed it, with or without a word in config.json.
_PACKED = {
    ".qweight": "GPTQ or AWQ",
    ".weight_packed": "compressed-tensors",
    ".weight.absmax": "bitsandbytes",
}


class SafetensorsWeights:
    """The tensors of a Hugging Face directory.

    Raises (here and in `read`): CheckpointError naming the file, and the tensor where it is one.
    """

    def __init__(
        self,
        directory: Path,
        *,
        is_tied: bool = False,
        prefixes: Mapping[str, str] | None = None,
        fp8: Fp8 | None = None,
    ) -> None:
        """
        Args:
            is_tied: the embedding table is the output projection, and may be saved as that alone.
            prefixes: what names may begin with, and what they begin with here.
            fp8: what the matrices are in, but for those that are floats.
        """
        self._directory = directory
        self._fp8 = fp8
        self._shards = {path: _open(path) for path in weight_files(directory)}
        self._path_of = _locate(directory, self._shards)
        self._refuse_packed()
        self._own_names = _own_names(directory, self._path_of, prefixes or {})
        if is_tied and EMBEDDING not in self._own_names and LM_HEAD in self._own_names:
            self._own_names[EMBEDDING] = self._own_names.pop(LM_HEAD)

    def _refuse_packed(self) -> None:
        for name, path in self._path_of.items():
            for suffix, method in _PACKED.items():
                if name.endswith(suffix):
                    raise CheckpointError(
                        f"{path}: the tensor `{name}` is packed by {method}; quantised safetensors are read "
                        "in fp8 and MXFP4 alone. Use the unquantised checkpoint, one in fp8, or a GGUF."
                    )

    @property
    def names(self) -> Collection[str]:
        return [name for name in self._own_names if not self._is_scale(name)]

    def _is_scale(self, name: str) -> bool:
        if name.endswith(SCALES_SUFFIX):
            return name.removesuffix(SCALES_SUFFIX) + BLOCKS_SUFFIX in self._own_names
        suffix = "" if self._fp8 is None else self._fp8.suffix
        return bool(suffix) and name.endswith(suffix) and name.removesuffix(suffix) in self._own_names

    def _is_mxfp4(self, name: str) -> bool:
        return name.endswith(BLOCKS_SUFFIX) and self._scales_of(name) in self._own_names

    @staticmethod
    def _scales_of(name: str) -> str:
        return name.removesuffix(BLOCKS_SUFFIX) + SCALES_SUFFIX

    def label(self, name: str) -> str:
        own_name = self._own_names.get(name, name)
        return f"{self._path_of.get(own_name, self._directory)}: the tensor `{own_name}`"

    def shape(self, name: str) -> Shape:
        shape = tuple(self._slice(name).get_shape())
        if not self._is_mxfp4(name):
            return shape
        # Of the matrices that blocks and scales stand for.
        scales = self._scales_of(name)
        if shape[-1:] != (GROUP_SIZE // 2,) or tuple(self._slice(scales).get_shape()) != shape[:-1]:
            raise CheckpointError(
                f"{self.label(name)} has shape {list(shape)}, but MXFP4 has 16 bytes for each of its scales, "
                f"`{scales}`. Get both again."
            )
        return (*shape[:-2], shape[-2] * GROUP_SIZE)

    def read(self, name: str, rows: range | None = None) -> Tensor:
        quantized = self.read_quantized(name, rows)
        if quantized is not None:
            return quantized.dequantize()
        dtype = self._slice(name).get_dtype()
        if dtype == FP8_DTYPE and self._fp8 is not None:
            whole = self._read_fp8(name, self._fp8)
            return whole if rows is None else whole.flatten(0, -2)[rows.start : rows.stop : rows.step]
        if dtype not in FLOAT_DTYPES:
            raise CheckpointError(
                f"{self.label(name)} is {dtype}; supported are {', '.join(FLOAT_DTYPES)}. Use an unquantised "
                "checkpoint, or a GGUF."
            )
        return self._tensor(name) if rows is None else self._rows(name, self.shape(name), rows)

    def _read_fp8(self, name: str, fp8: Fp8) -> Tensor:
        scale_name, expected = name + fp8.suffix, fp8.scale_shape(self.shape(name))
        if scale_name not in self._own_names:
            raise CheckpointError(
                f"{self.label(scale_name)} is missing, and {name} is {FP8_DTYPE}. Get it again."
            )
        if self.shape(scale_name) not in (expected, expected or (1,)):
            raise CheckpointError(
                f"{self.label(scale_name)} has shape {list(self.shape(scale_name))}, but "
                f"`quantization_config` makes it {list(expected)}. Get the configuration and the weights "
                "from the same place."
            )
        return fp8.dequantize(self._tensor(name), self._tensor(scale_name))

    def _tensor(self, name: str) -> Tensor:
        own_name = self._own_names[name]
        tensor: Tensor = self._shards[self._path_of[own_name]].get_tensor(own_name)
        return tensor

    def _rows(self, name: str, shape: Shape, rows: range) -> Tensor:
        """Rows of a tensor [..., rows, last], without reading the others where they lie in one matrix."""
        part = self._slice(name)
        first, last = rows.start, rows[-1] + 1
        if len(shape) == 2:
            matrix: Tensor = part[first:last]
            return matrix[:: rows.step]
        index, first = divmod(first, shape[-2])
        last -= index * shape[-2]
        if len(shape) == 3 and last <= shape[-2]:
            matrix = part[index : index + 1, first:last]
            return matrix[0, :: rows.step]
        whole: Tensor = part[:]
        return whole.flatten(0, len(shape) - 2)[rows.start : rows.stop : rows.step]

    def read_quantized(self, name: str, rows: range | None = None) -> QuantizedWeight | None:
        """MXFP4; the other files hold floats."""
        if not self._is_mxfp4(name):
            return None
        shape = self.shape(name)
        rows = range(math.prod(shape[:-1])) if rows is None else rows
        return from_blocks(self._rows(name, shape, rows), self._rows(self._scales_of(name), shape, rows))

    def _slice(self, name: str) -> Any:
        own_name = self._own_names[name]
        return self._shards[self._path_of[own_name]].get_slice(own_name)


def weight_files(directory: Path) -> list[Path]:
    """The safetensors files of a directory, in a fixed order. Raises CheckpointError where one is missing."""
    if (directory / SINGLE_FILE).is_file():
        return [directory / SINGLE_FILE]
    index = directory / INDEX_FILE
    if not index.is_file():
        found = ", ".join(sorted(path.name for path in directory.glob("*.bin"))) or "no weights at all"
        raise CheckpointError(
            f"{directory}: there is neither {SINGLE_FILE} nor {INDEX_FILE} (found: {found}). "
            "Save the model in the safetensors format."
        )
    shards = [directory / name for name in sorted(set(_weight_map(index).values()))]
    for shard in shards:
        if not shard.is_file():
            raise CheckpointError(f"{shard}: the file is missing, and {index.name} lists it. Get it again.")
    return shards


def _weight_map(index: Path) -> dict[str, str]:
    """Tensor name to shard file name."""
    try:
        weight_map = json.loads(index.read_text("utf-8"))["weight_map"]
        names = dict(weight_map)
    except (ValueError, KeyError, TypeError) as exc:
        raise CheckpointError(f"{index}: `weight_map` cannot be read ({exc!r}). Get the file again.") from exc
    for tensor, shard in names.items():
        if not isinstance(shard, str) or Path(shard).name != shard:
            raise CheckpointError(
                f"{index}: `weight_map` puts `{tensor}` into {shard!r}, which is no plain file name. "
                "Get the file again."
            )
    return names


def _own_names(directory: Path, names: Collection[str], prefixes: Mapping[str, str]) -> dict[str, str]:
    """The file's name of each tensor. A base model is saved without the prefix of its place in the whole."""
    own_names: dict[str, str] = {}
    for name in names:
        prefix = next((prefix for prefix in prefixes if name.startswith(prefix)), "")
        full_name = prefixes.get(prefix, "") + name.removeprefix(prefix)
        if full_name.startswith(("embed_tokens.", "layers.", "norm.")):
            full_name = BASE_PREFIX + full_name
        if own_names.setdefault(full_name, name) != name:
            raise CheckpointError(
                f"{directory}: the tensor `{full_name}` is there twice, also as `{own_names[full_name]}`. "
                "Get the weights again."
            )
    return own_names


def _open(path: Path) -> Any:
    try:
        return safe_open(path, framework="pt")
    except (SafetensorError, OSError) as exc:
        raise CheckpointError(f"{path}: the file is damaged or truncated ({exc}). Get it again.") from exc


def _locate(directory: Path, shards: dict[Path, Any]) -> dict[str, Path]:
    path_of = {name: path for path, shard in shards.items() for name in shard.keys()}  # noqa: SIM118
    if not (directory / SINGLE_FILE).is_file():
        for name, shard in _weight_map(directory / INDEX_FILE).items():
            if path_of.get(name) != directory / shard:
                raise CheckpointError(
                    f"{directory / shard}: the tensor `{name}` is missing, and {INDEX_FILE} puts it there. "
                    "Get the shards and the index from the same place."
                )
    return path_of
