"""The files of a store as far as a process knows them, and whose they are."""

from __future__ import annotations

import time
from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass
from typing import TypeVar

from serving.kv.block_file import Run
from serving.kv.holdings import Account, Holdings

NO_RUN = Run("", b"", 0, ())
# So much longer unused counts what was written for a prompt without a session: of two that were used last on
# one day it goes first, and it does not stand behind sessions that nobody has come back to for long.
ANONYMOUS_HANDICAP_S = 86_400.0


@dataclass(slots=True)
class StoredFile:
    """One that there is. What was refused and is there has no run: it counts, and is evicted, as any."""

    num_bytes: int
    last_used_s: float  # since the epoch: the file's own time
    run: Run = NO_RUN
    session: str = ""  # that used it last, as far as this process knows
    known_since_s: float = 0.0  # on the clock of what is held

    @property
    def keys(self) -> tuple[bytes, ...]:
        return self.run.keys

    @property
    def worth(self) -> tuple[float, int]:
        """Lower is evicted first; of one chain, used at one time, its end."""
        handicap_s = ANONYMOUS_HANDICAP_S if self.is_anonymous else 0.0
        return self.last_used_s - handicap_s, -self.run.first_block

    @property
    def is_anonymous(self) -> bool:
        """No session has used it, as far as this process knows."""
        return self.run.is_anonymous and not self.session


NO_FILE = StoredFile(0, 0.0)
File = TypeVar("File", bound=StoredFile)


class StoredFiles(MutableMapping[str, File]):
    """By name, with its folder's. Belongs to whoever has the store's lock."""

    def __init__(self) -> None:
        self._files: dict[str, File] = {}
        self.held = Holdings(time.monotonic)  # bytes
        self.num_bytes = 0

    def __getitem__(self, name: str) -> File:
        return self._files[name]

    def __setitem__(self, name: str, file: File) -> None:
        self.pop(name, None)
        file.known_since_s = time.monotonic()
        self._files[name] = file
        self._count(name, file, file.num_bytes)

    def __delitem__(self, name: str) -> None:
        file = self._files.pop(name)
        self._count(name, file, -file.num_bytes)

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def in_order(self) -> list[tuple[str, File]]:
        """Of each its name and itself, what is worth least first.

        What was used in the future, before the clock was set back, counts as used now: else it would stay
        until then, and what is new would go.
        """
        now_s = time.time()
        for file in self._files.values():
            file.last_used_s = min(file.last_used_s, now_s)
        return sorted(self._files.items(), key=lambda item: item[1].worth)

    def charge(self, name: str, session: str) -> None:
        """It counts for this session from now on."""
        file = self._files[name]
        before, file.session = _account(name, file), session
        after = _account(name, file)
        if session and not before.session and not file.run.is_anonymous:
            # Another process wrote it for a session: for the one that comes back for it, as it seems.
            self.held.credit(after, file.num_bytes * (time.monotonic() - file.known_since_s))
        self.held.move(before, after, file.num_bytes)

    def _count(self, name: str, file: File, num_bytes: int) -> None:
        self.num_bytes += num_bytes
        self.held.add(_account(name, file), num_bytes)


def _account(name: str, file: StoredFile) -> Account:
    return Account(name.partition("/")[0], file.session)
