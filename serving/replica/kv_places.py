"""Where sessions' KV is kept besides the device's memory, and how much of it."""

from __future__ import annotations

import contextlib
import itertools
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from serving.config import ReplicaConfig
from serving.errors import StartupError
from serving.kv.block_file import SUFFIX
from serving.kv.tiered_store import FarTier, KVBucket, KVDirectory, KVPlace
from serving.logs import get_logger

MAX_DISK_BYTES = 8 * 1024**3  # where nothing is said
DISK_SHARE = 0.1  # of what is free, at most
MIN_DISK_BYTES = 64 * 1024**2  # less is not worth the while

_log = get_logger(__name__)


def kv_places(config: ReplicaConfig) -> tuple[KVPlace, ...]:
    """The nearest first. Raises: StartupError."""
    places = (_host(config), _disk(config), _bucket(config))
    found = tuple(place for place in places if place is not None)
    _check_apart(found)
    for place in found:
        _log.info("kv_kept", tier=place.tier, where=place.where, max_bytes=place.max_bytes)
    return found


def _check_apart(places: Sequence[KVPlace]) -> None:
    """What one of them has no room for is removed from it: it must not be the next one's only copy."""
    fields = {"host": "host_kv_dir", "disk": "disk_kv_dir", "object": "object_kv_url"}
    for (nearer, path), (farther, other) in itertools.combinations(_paths(places).items(), 2):
        if path == other:
            raise StartupError(
                f"{fields[nearer]} and {fields[farther]} are one directory, {path}. Give each one of its "
                "own, or leave one out."
            )


def _paths(places: Sequence[KVPlace]) -> dict[FarTier, str]:
    """Of those that are directories."""
    paths: dict[FarTier, str] = {}
    for place in places:
        if isinstance(place, KVDirectory):
            paths[place.tier] = os.path.realpath(place.path)
        elif place.url.partition("://")[0] in ("file", "local"):
            paths[place.tier] = os.path.realpath(place.url.partition("://")[2])
    return paths


def _host(config: ReplicaConfig) -> KVDirectory | None:
    if config.host_kv_dir is None:
        return None
    size = _disk_usage(config.host_kv_dir).total
    if config.max_host_kv_bytes > size:
        raise StartupError(
            f"The memory that {config.host_kv_dir} is in has {size} bytes, and max_host_kv_bytes is "
            f"{config.max_host_kv_bytes}. Lower it, or give the container more (docker run --shm-size)."
        )
    return KVDirectory("host", config.host_kv_dir, config.max_host_kv_bytes)


def _disk(config: ReplicaConfig) -> KVDirectory | None:
    path, max_bytes = config.disk_kv_dir, config.max_disk_kv_bytes
    if path is None or max_bytes == 0:
        return None
    if max_bytes is None:
        num_free = _disk_usage(path).free
        max_bytes = min(MAX_DISK_BYTES, int(DISK_SHARE * num_free))
        if max_bytes < MIN_DISK_BYTES:
            _log.warning("no_kv_on_disk", path=str(path), free_bytes=num_free)
            return None
    else:
        _check_disk(path, max_bytes)
    return KVDirectory("disk", path, max_bytes)


def _check_disk(path: Path, max_bytes: int) -> None:
    """A disk that is full of KV has no room for the log either."""
    usage = _disk_usage(path)
    if max_bytes > usage.total:
        raise StartupError(
            f"The disk that {path} is on has {usage.total} bytes, and max_disk_kv_bytes is {max_bytes}. "
            "Lower it."
        )
    if max_bytes > usage.free and max_bytes > usage.free + (num_ours := _num_bytes_in(path)):
        _log.warning(
            "kv_may_fill_disk",
            path=str(path),
            max_disk_kv_bytes=max_bytes,
            free_bytes=usage.free,
            kv_bytes=num_ours,
        )


def _bucket(config: ReplicaConfig) -> KVBucket | None:
    if config.object_kv_url is None:
        return None
    return KVBucket(config.object_kv_url, config.max_object_kv_bytes)


def _num_bytes_in(directory: Path) -> int:
    num_bytes = 0
    for file in directory.glob(f"*/*{SUFFIX}"):
        with contextlib.suppress(OSError):  # another server may remove it
            num_bytes += file.lstat().st_size
    return num_bytes


def _disk_usage(path: Path) -> shutil._ntuple_diskusage:
    """Of the file system that it is on, or will be."""
    try:
        there = next(parent for parent in (path, *path.absolute().parents) if parent.exists())
        return shutil.disk_usage(there)
    except OSError as error:
        raise StartupError(
            f"The directory for KV {path} cannot be used: {error.strerror}. Choose another one."
        ) from error
