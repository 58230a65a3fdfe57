"""The keys that carriers are sealed with: a file of them, the newest first.

Whoever has one can read and make the carriers of all tenants, so the file is its owner's alone. Servers that
are to open each other's carriers have the same file. A key is changed by a new first line; the old ones stay
below for as long as their carriers are to be opened.
"""

from __future__ import annotations

import base64
import contextlib
import os
import secrets
from pathlib import Path

from serving.errors import StartupError
from serving.key_file import HOW_TO_MAKE, SECRET_BYTES, KeyLine, read_key_file, secret_of

KEY_FILE = "carrier-keys"  # in the data directory, where no other is named
_FORM = f"the base64 of {SECRET_BYTES} bytes: {HOW_TO_MAKE}"
_HEADING = "# Keys of sealed token carriers, base64 of 32 bytes each. The first seals, all of them open.\n"


def carrier_keys(path: Path | None, data_dir: Path) -> tuple[bytes, ...]:
    """The keys of this file; of one in the data directory, made with one key if need be.

    Raises: StartupError where it cannot be read or made, or has a line that is no key.
    """
    if path is not None:
        return _read(path)
    own = data_dir / KEY_FILE
    if not own.exists():
        _make(own)
    return _read(own)


def _read(path: Path) -> tuple[bytes, ...]:
    return tuple(map(_key, read_key_file(path, "carrier", _FORM)))


def _key(line: KeyLine) -> bytes:
    key = secret_of(line.text)
    if key is None:
        raise StartupError(f"{line.place}: a carrier key is {_FORM}.")
    return key


def _make(path: Path) -> None:
    """Whole or not at all; where several servers make it, the first one's stays."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(_HEADING + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode("ascii") + "\n")
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    except OSError as error:
        raise StartupError(f"The file of carrier keys {path} cannot be made: {error.strerror}.") from error
