"""KV in files that only who has the key file can read: AES-256 in GCM (NIST SP 800-38D).

Each tenant has a key of its own: a line of the key file, or else derived from the file's others (HKDF-
SHA256, RFC 5869). Who destroys a tenant's line makes that tenant's KV unreadable. Each file of blocks has a
key again, derived from its tenant's and 16 random bytes in its header, so that the numbers of blocks can be
nonces: none is ever used twice with one key.
"""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from serving.errors import StartupError
from serving.key_file import HOW_TO_MAKE, SECRET_BYTES, KeyLine, read_key_file, secret_of
from serving.kv.keys import tenant_salt

FILE_ID_BYTES = 16
TAG_BYTES = 16  # that what is sealed is longer
_FORM = f"[TENANT:]KEY, and {HOW_TO_MAKE}"

Bytes = bytes | memoryview


class Unopened(Exception):
    """Sealed with another key, or changed since."""


@dataclass(frozen=True, slots=True)
class SealingKeys:
    """What a key file has. Thread-safe, and pickles."""

    lines: tuple[tuple[str, bytes], ...] = field(repr=False)  # (a tenant's folder or "": any, key)
    purpose: str = "KV"  # keys that are derived for one open nothing that is another's

    @classmethod
    def read(cls, path: Path, purpose: str = "KV") -> SealingKeys:
        """Lines of `[TENANT:]KEY`; of those that are for a tenant the first one seals, and all open.

        Raises: StartupError.
        """
        return cls(tuple(map(_line, read_key_file(path, purpose, _FORM))), purpose)

    def new_seal(self, folder: str) -> Seal:
        """For a new file of a tenant. Raises: OSError where there is no key for it."""
        for seal in self.seals(folder, secrets.token_bytes(FILE_ID_BYTES)):
            return seal
        raise OSError(errno.ENOKEY, os.strerror(errno.ENOKEY))

    def seals(self, folder: str, file_id: bytes) -> Iterator[Seal]:
        """Of a file of a tenant, with each key that it may have been sealed with."""
        for key in self._keys_of(folder):
            yield Seal(_derived(key, f"tenure {self.purpose.lower()} file ".encode() + file_id), file_id)

    def _keys_of(self, folder: str) -> list[bytes]:
        own = [key for owner, key in self.lines if owner == folder]
        info = f"tenure {self.purpose.lower()} tenant {folder}".encode()
        return own or [_derived(key, info) for owner, key in self.lines if not owner]


class Seal:
    """Of one file. A number is used for one content only."""

    def __init__(self, key: bytes, file_id: bytes) -> None:
        self.file_id = file_id
        self._cipher = AESGCM(key)

    def close(self, number: int, content: Bytes, associated: bytes) -> bytes:
        return self._cipher.encrypt(_nonce(number), content, associated)

    def open(self, number: int, sealed: Bytes, associated: bytes) -> bytes:
        """Raises: Unopened."""
        try:
            return self._cipher.decrypt(_nonce(number), sealed, associated)
        except InvalidTag as error:
            raise Unopened from error


def _nonce(number: int) -> bytes:
    return number.to_bytes(12, "little")


def _derived(key: bytes, info: bytes) -> bytes:
    return HKDF(SHA256(), SECRET_BYTES, salt=None, info=info).derive(key)


def _line(line: KeyLine) -> tuple[str, bytes]:
    """(folder, key)"""
    tenant, colon, encoded = line.text.rpartition(":")
    key = secret_of(encoded)
    if key is None or bool(colon) != bool(tenant):
        raise StartupError(f"{line.place}: this is no key of {SECRET_BYTES} bytes. Each line is {_FORM}.")
    return (tenant_salt(tenant).hex() if tenant else ""), key
