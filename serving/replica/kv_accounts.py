"""What KV has taken so far, kept in the data directory from one process to the next.

A session is known by a hash of its id: what was deleted is not to be read here.
"""

from __future__ import annotations

import fcntl
import itertools
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from urllib.parse import quote

from pydantic import TypeAdapter, ValidationError

from serving.kv.holdings import Account
from serving.kv.whole_file import write_whole
from serving.logs import get_logger
from serving.output import KVUsage, Tier

FOLDER = "kv-accounts"
DIGEST_BYTES = 16

log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class KVAccounts:
    saved_at: float = 0.0  # seconds since the epoch
    # Processes that have ended in order: all that they held is in it.
    owner_ids: tuple[str, ...] = ()
    # Byte-seconds since its last turn, of a session by its digest.
    sessions: Mapping[str, Mapping[Tier, float]] = field(default_factory=dict)
    # In all, of each tenant by its folder.
    tenants: Mapping[str, KVUsage] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)  # of tenants by folder, as far as they are known


_ACCOUNTS = TypeAdapter(KVAccounts)


def digest_of(account: Account) -> str:
    return blake2b(
        account.session.encode(), key=account.folder.encode(), digest_size=DIGEST_BYTES
    ).hexdigest()


class AccountsFile:
    """Of one model in one process. The next process has it when this one has ended, however that was."""

    def __init__(self, data_dir: Path, model: str) -> None:
        """Of several processes that share the directory each gets a file of its own. Raises: OSError."""
        folder = data_dir / FOLDER
        folder.mkdir(mode=0o700, exist_ok=True)
        for number in itertools.count():
            stem = f"{quote(model, safe='')[:128]}-{number}"
            if (lock := _lock(folder / f"{stem}.lock")) is not None:
                self._lock, self._path = lock, folder / f"{stem}.json"
                return

    def read(self) -> KVAccounts:
        """What the process before has left; nothing where it cannot be read."""
        try:
            return _ACCOUNTS.validate_json(self._path.read_bytes())
        except FileNotFoundError:
            return KVAccounts()
        except (OSError, ValidationError) as error:
            log.warning("kv_accounts_not_read", path=str(self._path), reason=str(error).partition("\n")[0])
            return KVAccounts()

    def write(self, accounts: KVAccounts) -> None:
        """Raises: OSError."""
        write_whole(self._path, [memoryview(_ACCOUNTS.dump_json(accounts))])

    def close(self) -> None:
        os.close(self._lock)


def _lock(path: Path) -> int | None:
    """None: another process has it."""
    fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(fd)
        return None
    return fd
