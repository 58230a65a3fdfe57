"""Files in an object store, through fsspec: each call ends in time, and after a failure there is a pause.

Every filesystem's library has its own idea of timeouts, retries and errors. So a call runs on a thread that
is waited for no longer than it may take, and whatever it raises is an OSError here.
"""

from __future__ import annotations

import errno
import os
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import fsspec
from fsspec.implementations.local import LocalFileSystem

from serving.errors import StartupError, reason_of
from serving.kv.whole_file import write_whole
from serving.logs import get_logger

LIST_TIMEOUT_S = 30.0
READ_TIMEOUT_S = 10.0
WRITE_TIMEOUT_S = 30.0
PAUSE_S = 30.0  # that the store is left alone after a failure
_TIMES = ("LastModified", "mtime", "created", "last_modified", "updated")  # as the filesystems call it

T = TypeVar("T")
log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class RemoteFile:
    num_bytes: int
    written_s: float  # seconds since the epoch


class RemoteFiles:
    """Thread-safe. Names are relative to the URL. All methods raise OSError."""

    def __init__(self, url: str) -> None:
        """Asks the store for nothing yet.

        Args:
            url: fsspec's: s3://BUCKET/PREFIX, gs://BUCKET/PREFIX, file:///A/SHARED/DIRECTORY.

        Raises: StartupError where there is no such kind of store, or its library is missing.
        """
        self.url = url
        self._fs, self._root = _filesystem(url)
        self._away_until_s = 0.0
        self._hanging: threading.Thread | None = None

    @property
    def is_away(self) -> bool:
        """It has failed lately, or still owes an answer: nothing is asked of it."""
        hanging = self._hanging
        return time.monotonic() < self._away_until_s or (hanging is not None and hanging.is_alive())

    def check_there(self) -> None:
        if self.is_away:
            raise OSError(errno.EHOSTDOWN, os.strerror(errno.EHOSTDOWN), self.url)

    def list(self, folder: str = "") -> dict[str, RemoteFile]:
        """All below a folder, by name."""
        place = f"{self._root}/{folder}".rstrip("/")
        try:
            found = self._call(lambda: self._fs.find(place, detail=True), LIST_TIMEOUT_S)
        except FileNotFoundError:  # nobody has put anything there
            found = {}
        return {
            path[len(self._root) + 1 :]: RemoteFile(int(status["size"]), _time_of(status))
            for path, status in found.items()
        }

    def read(self, name: str, num_bytes: int) -> bytes:
        """The first bytes of a file."""
        path = self._path(name)
        content = self._call(lambda: self._fs.cat_file(path, start=0, end=num_bytes), READ_TIMEOUT_S)
        return bytes(content)

    def read_starts(self, lengths: Mapping[str, int]) -> dict[str, bytes]:
        """The first bytes of several files; without those that could not be had."""
        paths, ends = list(map(self._path, lengths)), list(lengths.values())
        starts: Sequence[int] = [0] * len(paths)
        found = self._call(
            lambda: self._fs.cat_ranges(paths, starts, ends, on_error="return"), READ_TIMEOUT_S
        )
        return {
            name: content
            for name, content in zip(lengths, found, strict=True)
            if not isinstance(content, Exception)
        }

    def write(self, name: str, content: bytes) -> None:
        """It appears whole."""
        path = self._path(name)
        if isinstance(self._fs, LocalFileSystem):  # where a file is there from its first byte on
            write = partial(write_whole, Path(path), [memoryview(content)])
        else:
            write = partial(self._fs.pipe_file, path, content)
        try:
            self._call(write, WRITE_TIMEOUT_S)
        except FileNotFoundError as error:  # there is no such bucket or directory, or no more
            self._leave_alone(error)

    def remove(self, name: str) -> None:
        try:
            self._call(lambda: self._fs.rm_file(self._path(name)), WRITE_TIMEOUT_S)
        except FileNotFoundError:
            return

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}"

    def _call(self, function: Callable[[], T], timeout_s: float) -> T:
        self.check_there()
        try:
            return self._within(timeout_s, function)
        except FileNotFoundError:
            raise
        except Exception as error:
            self._leave_alone(error)

    def _leave_alone(self, error: Exception) -> NoReturn:
        """For a while. Raises: OSError."""
        self._away_until_s = time.monotonic() + PAUSE_S
        log.warning("kv_objects_away", url=self.url, reason=reason_of(error), pause_s=PAUSE_S)
        if isinstance(error, OSError) and not isinstance(error, FileNotFoundError):
            raise error
        raise OSError(errno.EIO, reason_of(error), self.url) from error

    def _within(self, timeout_s: float, function: Callable[[], T]) -> T:
        """Raises: TimeoutError; it goes on then, on a thread that nobody waits for."""
        answer: Future[T] = Future()

        def run() -> None:
            try:
                answer.set_result(function())
            except BaseException as error:
                answer.set_exception(error)

        thread = threading.Thread(target=run, name="tenure-kv-call", daemon=True)
        thread.start()
        try:
            return answer.result(timeout_s)
        except TimeoutError:
            if answer.done():
                raise
            self._hanging = thread
            raise TimeoutError(errno.ETIMEDOUT, f"no answer within {timeout_s:g} s", self.url) from None


def _filesystem(url: str) -> tuple[Any, str]:
    """(filesystem, path of what we keep in it). Raises: StartupError."""
    try:
        fs, root = fsspec.core.url_to_fs(url.rstrip("/"), use_listings_cache=False)
        if isinstance(fs, LocalFileSystem):
            Path(root).mkdir(mode=0o700, parents=True, exist_ok=True)
    except Exception as error:  # the libraries have no common class of errors
        raise StartupError(
            f"The object store {url!r} for KV cannot be used: {reason_of(error)}. Give what fsspec knows, as "
            "s3://BUCKET/PREFIX (with the extra `s3`) or file:///A/SHARED/DIRECTORY."
        ) from error
    return fs, str(root).rstrip("/")


def _time_of(status: dict[str, Any]) -> float:
    for name in _TIMES:
        match status.get(name):
            case datetime() as moment:
                return moment.timestamp()
            case float() | int() as seconds:
                return float(seconds)
    return time.time()
