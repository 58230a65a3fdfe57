"""The keys that carriers are sealed with: a file of them, the newest first.

Whoever has one can read and make the carriers of all tenants, so the file is its owner's alone. Servers that
are to open each other's carriers have the same file. A key is changed by a new first line; the old ones stay
below for as long as their carriers are to be opened.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import os
import secrets
from pathlib import Path

from serving.errors import StartupError

KEY_FILE = "carrier-keys"  # in the data directory, where no other is named
KEY_BYTES = 32
_HOW = "Make one with: openssl rand -base64 32"
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
    try:
        lines = path.read_text(encoding="ascii").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise StartupError(f"The file of carrier keys {path} cannot be read: {error}.") from error
    keys = [
        _key(line.strip(), f"{path}, line {number}")
        for number, line in enumerate(lines, 1)
        if line.strip() and not line.lstrip().startswith("#")
    ]
    if not keys:
        raise StartupError(f"The file of carrier keys {path} has none. {_HOW}")
    return tuple(keys)


def _key(text: str, place: str) -> bytes:
    try:
        key = base64.b64decode(text, validate=True)
    except binascii.Error:
        key = b""
    if len(key) != KEY_BYTES:
        raise StartupError(f"{place}: a carrier key is the base64 of {KEY_BYTES} bytes. {_HOW}")
    return key


def _make(path: Path) -> None:
    """Whole or not at all; where several servers make it, the first one's stays."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(_HEADING + base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode("ascii") + "\n")
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    except OSError as error:
        raise StartupError(f"The file of carrier keys {path} cannot be made: {error.strerror}.") from error
