"""Compiled graphs and saved models in a bucket or on a shared disk: other machines compile nothing.

    <url>/<key>.zip     one entry of an ArtifactCache, its files as they are

The local directory stays the cache that is worked from: entries are fetched into it and pushed from it. One
object per entry, because an object appears whole or not at all, while several could be of two writers.
"""

from __future__ import annotations

import tempfile
import uuid
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import fsspec
from fsspec.implementations.local import LocalFileSystem

from models.errors import RemoteCacheError
from models.neuron.artifact_cache import ArtifactCache, Source, State, state_of


class RemoteCache:
    """`url` is fsspec's: s3://bucket/prefix, gs://bucket/prefix, file:///a/shared/disk.

    Credentials are those of the filesystem's own library: for S3 the environment, a profile, or the role of
    the instance or pod.

    Raises RemoteCacheError where the URL cannot be used, and in each method where the store does not answer.
    """

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        with self._errors("used"):
            self._fs: Any
            self._fs, self._root = fsspec.core.url_to_fs(self.url, use_listings_cache=False)
        self._damaged: set[str] = set()  # keys of what `fetch` did not take

    def fetch(self, source: Source, cache: ArtifactCache) -> State:
        """Bring an entry into `cache`, unless it is there. What comes damaged is not taken."""
        with cache.lock(source):
            if cache.state(source) == "ok":  # another process was faster
                return "ok"
            with tempfile.TemporaryDirectory(prefix="tenure-fetch-") as name:
                state = self._unpack(source, Path(name))
                if state == "ok":
                    cache.add_entry(source, Path(name))
            if state == "damaged":
                self._damaged.add(source.key)
            return state

    def _unpack(self, source: Source, directory: Path) -> State:
        with tempfile.NamedTemporaryFile(prefix="tenure-fetch-") as packed:
            try:
                with self._errors("read"):
                    self._fs.get_file(self._path(source), packed.name)
            except FileNotFoundError:
                return "missing"
            try:
                with zipfile.ZipFile(packed.name) as archive:
                    archive.extractall(directory)
            except (zipfile.BadZipFile, EOFError):
                return "damaged"
        return state_of(directory / source.file_name)

    def push(self, source: Source, cache: ArtifactCache) -> bool:
        """Put the entry of `cache` there, unless it is there, and was not damaged when it was to be fetched.

        Returns whether it was put there.
        """
        path = self._path(source)
        with self._errors("written"):
            if source.key not in self._damaged and self._fs.exists(path):
                return False
            with tempfile.TemporaryDirectory(prefix="tenure-push-") as name:
                packed = Path(name) / "zip"
                _pack(cache.path(source).parent, packed)
                self._put(packed, path)
        return True

    def _put(self, packed: Path, path: str) -> None:
        if not isinstance(self._fs, LocalFileSystem):
            self._fs.put_file(str(packed), path)
            return
        # A file is there from its first byte on, so it gets its name last.
        unfinished = f"{path}.{uuid.uuid4().hex}"
        self._fs.makedirs(self._root, exist_ok=True)
        self._fs.put_file(str(packed), unfinished)
        Path(unfinished).rename(path)

    def _path(self, source: Source) -> str:
        return f"{self._root}/{source.key}.zip"

    @contextmanager
    def _errors(self, what: str) -> Iterator[None]:
        try:
            yield
        except FileNotFoundError:
            if what == "read":
                raise
            raise RemoteCacheError(self.url, what, "there is no such bucket or directory") from None
        except Exception as error:  # the filesystems' libraries have no common class of errors
            reason = f"{type(error).__name__}: {error}"
            raise RemoteCacheError(self.url, what, reason) from error


def _pack(entry: Path, packed: Path) -> None:
    """Stored, not compressed: the time of a start counts for more than the size of the bucket."""
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for file in sorted(path for path in entry.rglob("*") if path.is_file()):
            archive.write(file, file.relative_to(entry))
