"""A checkpoint as one file per rank: written once, kept by fingerprint, loaded by rank.

    <root>/<fingerprint>-tp<ranks>-<FORMAT>/tp<rank>_sharded_checkpoint.safetensors

The file names are neuronx_distributed's. The tensors have the checkpoint's own names, and in shape and dtype
what `Sharding` gives the rank. A set of files appears whole, by one rename, or not at all.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import platformdirs
import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor

from models.checkpoint import Checkpoint
from models.config import ModelConfig
from models.decoder import Decoder
from models.errors import CheckpointError
from models.families import family_of
from models.operators import Operators
from models.parallel.shard import Sharding

FORMAT = "1"  # raise it when what is in the files changes
Progress = Callable[[str, int, int], None]  # (what is being done, steps done, steps in all)


@dataclass(frozen=True, slots=True)
class ShardedCheckpoint:
    """Where the files of all ranks are, and what must be in them. Pickles."""

    directory: Path
    config: ModelConfig  # of the whole decoder
    num_ranks: int
    fingerprint: bytes  # of the checkpoint and dtype that they were cut from
    dtype: torch.dtype

    @property
    def sharding(self) -> Sharding:
        return Sharding(self.config, self.num_ranks)

    def file(self, rank: int) -> Path:
        return self.directory / f"tp{rank}_sharded_checkpoint.safetensors"

    def metadata(self, rank: int) -> dict[str, str]:
        """The header of a rank's file."""
        return {
            "format": FORMAT,
            "fingerprint": self.fingerprint.hex(),
            "rank": str(rank),
            "num_ranks": str(self.num_ranks),
        }


def shards_root() -> Path:
    """`$XDG_CACHE_HOME/tenure/shards`."""
    return platformdirs.user_cache_path("tenure", appauthor=False) / "shards"


def shard_checkpoint(
    checkpoint: Checkpoint,
    fingerprint: bytes,
    *,
    dtype: torch.dtype,
    num_ranks: int,
    root: Path,
    progress: Progress,
) -> ShardedCheckpoint:
    """Cut the checkpoint into the ranks' files, unless they are there.

    At any time the tensors of one rank are in memory. Raises CheckpointError where the files cannot be
    written.
    """
    directory = root / f"{fingerprint.hex()}-tp{num_ranks}-{FORMAT}"
    sharded = ShardedCheckpoint(directory, checkpoint.config, num_ranks, fingerprint, dtype)
    if directory.is_dir():
        return sharded
    try:
        root.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write_all(sharded, checkpoint, progress)
    except OSError as error:
        raise CheckpointError(
            f"The shards cannot be written to {root}: {error}. Free some space, or set XDG_CACHE_HOME."
        ) from error
    return sharded


def _write_all(sharded: ShardedCheckpoint, checkpoint: Checkpoint, progress: Progress) -> None:
    unfinished = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=sharded.directory.parent))
    try:
        for rank in range(sharded.num_ranks):
            progress("shards", rank, sharded.num_ranks)
            path = unfinished / sharded.file(rank).name
            save_file(_cut(sharded, checkpoint, rank), path, metadata=sharded.metadata(rank))
            _sync(path)
        progress("shards", sharded.num_ranks, sharded.num_ranks)
        # Where another process was faster, its files are as good: a directory in use is not replaced.
        with contextlib.suppress(FileExistsError):
            _rename(unfinished, sharded.directory)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _cut(sharded: ShardedCheckpoint, checkpoint: Checkpoint, rank: int) -> dict[str, Tensor]:
    sharding = sharded.sharding
    return {
        name: sharding.cut(name, checkpoint.weights.read(name).to(sharded.dtype), rank)
        for name in sharding.shapes
    }


def _sync(path: Path) -> None:
    with path.open("rb") as stream:
        os.fsync(stream.fileno())


def _rename(source: Path, target: Path) -> None:
    try:
        source.rename(target)
    except OSError as error:
        if target.is_dir():  # Linux says ENOTEMPTY
            raise FileExistsError(target) from error
        raise


def load_rank(sharded: ShardedCheckpoint, rank: int, operators: Operators) -> Decoder:
    """A rank's decoder. Raises CheckpointError where its file is not what `sharded` says."""
    path = sharded.file(rank)
    shard = _open(path)
    _check(sharded, rank, path, shard)

    def take(name: str) -> Tensor:
        tensor: Tensor = shard.get_tensor(name)
        return tensor

    return family_of(sharded.config).decoder(sharded.sharding.rank_config, operators, take).eval()


def _open(path: Path) -> Any:
    try:
        return safe_open(path, framework="pt")
    except (SafetensorError, OSError) as error:
        raise _unfit(path, f"cannot be read ({error})") from error


def _check(sharded: ShardedCheckpoint, rank: int, path: Path, shard: Any) -> None:
    metadata = shard.metadata() or {}
    for key, expected in sharded.metadata(rank).items():
        if metadata.get(key) != expected:
            raise _unfit(path, f"has {key} {metadata.get(key)!r} and should have {expected!r}")
    shapes = sharded.sharding.shapes
    names = set(shard.keys())
    if names != shapes.keys():
        wrong = sorted(names ^ shapes.keys())[0]
        raise _unfit(path, f"{'has no' if wrong in shapes else 'should not have a'} tensor `{wrong}`")
    for name, shape in shapes.items():
        part = shard.get_slice(name)
        if tuple(part.get_shape()) != shape:
            raise _unfit(path, f"has `{name}` with shape {part.get_shape()} and not {list(shape)}")
        if shard.get_slice(name).get_dtype() != _DTYPE_NAMES[sharded.dtype]:
            raise _unfit(path, f"has `{name}` in {part.get_dtype()} and not {_DTYPE_NAMES[sharded.dtype]}")


_DTYPE_NAMES = {torch.float32: "F32", torch.bfloat16: "BF16"}


def _unfit(path: Path, what: str) -> CheckpointError:
    return CheckpointError(f"{path}: the rank's file {what}. Delete {path.parent}; it is written again.")
