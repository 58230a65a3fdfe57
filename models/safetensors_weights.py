"""Weights in safetensors files: one `model.safetensors`, or shards and their index."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from safetensors import SafetensorError, safe_open
from torch import Tensor

from models.errors import CheckpointError
from models.fp8 import SCALE_SUFFIX, Fp8
from models.weights import EMBEDDING, LM_HEAD, Shape

SINGLE_FILE = "model.safetensors"
INDEX_FILE = "model.safetensors.index.json"
BASE_PREFIX = "model."
FLOAT_DTYPES = ("F64", "F32", "F16", "BF16")
FP8_DTYPE = "F8_E4M3"


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
        self._own_names = _own_names(directory, self._path_of, prefixes or {})
        if is_tied and EMBEDDING not in self._own_names and LM_HEAD in self._own_names:
            self._own_names[EMBEDDING] = self._own_names.pop(LM_HEAD)

    @property
    def names(self) -> Collection[str]:
        if self._fp8 is None:
            return self._own_names.keys()
        return [name for name in self._own_names if not self._is_scale(name)]

    def _is_scale(self, name: str) -> bool:
        return name.endswith(SCALE_SUFFIX) and name.removesuffix(SCALE_SUFFIX) in self._own_names

    def label(self, name: str) -> str:
        own_name = self._own_names.get(name, name)
        return f"{self._path_of.get(own_name, self._directory)}: the tensor `{own_name}`"

    def shape(self, name: str) -> Shape:
        return tuple(self._slice(name).get_shape())

    def read(self, name: str, rows: range | None = None) -> Tensor:
        dtype = self._slice(name).get_dtype()
        if dtype == FP8_DTYPE and self._fp8 is not None:
            whole = self._read_fp8(name, self._fp8)
            return whole if rows is None else whole.flatten(0, -2)[rows.start : rows.stop]
        if dtype not in FLOAT_DTYPES:
            raise CheckpointError(
                f"{self.label(name)} is {dtype}; supported are {', '.join(FLOAT_DTYPES)}. Use an unquantised "
                "checkpoint, or a GGUF."
            )
        return self._tensor(name) if rows is None else self._rows(name, rows)

    def _read_fp8(self, name: str, fp8: Fp8) -> Tensor:
        scale_name, expected = name + SCALE_SUFFIX, fp8.scale_shape(self.shape(name))
        if scale_name not in self._own_names:
            raise CheckpointError(
                f"{self.label(scale_name)} is missing, and {name} is {FP8_DTYPE}. Get it again."
            )
        if self.shape(scale_name) not in (expected, expected or (1,)):
            raise CheckpointError(
                f"{self.label(scale_name)} has shape {list(self.shape(scale_name))}, but `weight_block_size` "
                f"makes it {list(expected)}. Get the configuration and the weights from the same place."
            )
        return fp8.dequantize(self._tensor(name), self._tensor(scale_name))

    def _tensor(self, name: str) -> Tensor:
        own_name = self._own_names[name]
        tensor: Tensor = self._shards[self._path_of[own_name]].get_tensor(own_name)
        return tensor

    def _rows(self, name: str, rows: range) -> Tensor:
        """Without reading the others, where they lie within one index of the leading dimensions."""
        part, shape = self._slice(name), self.shape(name)
        if len(shape) == 2:
            matrix: Tensor = part[rows.start : rows.stop]
            return matrix
        index, first = divmod(rows.start, shape[-2])
        if len(shape) == 3 and first + len(rows) <= shape[-2]:
            matrix = part[index : index + 1, first : first + len(rows)]
            return matrix[0]
        whole: Tensor = part[:]
        return whole.flatten(0, -2)[rows.start : rows.stop]

    def read_quantized(self, name: str, rows: range | None = None) -> None:
        """These files hold floats."""
        return

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
