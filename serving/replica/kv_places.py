"""Where sessions' KV is kept besides the device's memory, and how much of it."""

from __future__ import annotations

import shutil
from pathlib import Path

from serving.config import ReplicaConfig
from serving.errors import StartupError
from serving.kv.tiered_store import KVBucket, KVDirectory, KVPlace
from serving.logs import get_logger

MAX_DISK_BYTES = 8 * 1024**3  # where nothing is said
DISK_SHARE = 0.1  # of what is free, at most
MIN_DISK_BYTES = 64 * 1024**2  # less is not worth the while

_log = get_logger(__name__)


def kv_places(config: ReplicaConfig) -> tuple[KVPlace, ...]:
    """The nearest first. Raises: StartupError."""
    places = (_host(config), _disk(config), _bucket(config))
    found = tuple(place for place in places if place is not None)
    for place in found:
        where = place.url if isinstance(place, KVBucket) else str(place.path)
        _log.info("kv_kept", tier=place.tier, where=where, max_bytes=place.max_bytes)
    return found


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
    return KVDirectory("disk", path, max_bytes)


def _bucket(config: ReplicaConfig) -> KVBucket | None:
    if config.object_kv_url is None:
        return None
    return KVBucket(config.object_kv_url, config.max_object_kv_bytes)


def _disk_usage(path: Path) -> shutil._ntuple_diskusage:
    """Of the file system that it is on, or will be."""
    there = next(parent for parent in (path, *path.absolute().parents) if parent.exists())
    try:
        return shutil.disk_usage(there)
    except OSError as error:
        raise StartupError(
            f"The directory for KV {path} cannot be used: {error.strerror}. Choose another one."
        ) from error
