"""Where sessions' KV is kept besides the device's memory, and how much of it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from serving.config import ReplicaConfig
from serving.errors import StartupError
from serving.logs import get_logger

MAX_BYTES = 8 * 1024**3  # where nothing is said
DISK_SHARE = 0.1  # of what is free, at most
MIN_BYTES = 64 * 1024**2  # less is not worth the while

_log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class KVFiles:
    directory: Path
    max_bytes: int


def kv_files(config: ReplicaConfig) -> KVFiles | None:
    """None: there are none. Raises: StartupError."""
    directory, max_bytes = config.disk_kv_dir, config.max_disk_kv_bytes
    if directory is None or max_bytes == 0:
        return None
    if max_bytes is None:
        free_bytes = _free_bytes(directory)
        max_bytes = min(MAX_BYTES, int(DISK_SHARE * free_bytes))
        if max_bytes < MIN_BYTES:
            _log.warning("no_kv_on_disk", directory=str(directory), free_bytes=free_bytes)
            return None
    _log.info("kv_on_disk", directory=str(directory), max_bytes=max_bytes)
    return KVFiles(directory, max_bytes)


def _free_bytes(directory: Path) -> int:
    """Of the disk that it is on, or will be."""
    there = next(path for path in (directory, *directory.absolute().parents) if path.exists())
    try:
        return shutil.disk_usage(there).free
    except OSError as error:
        raise StartupError(
            f"The directory for KV {directory} cannot be used: {error.strerror}. Choose another one."
        ) from error
