"""Sealed token carriers: a reply's exact token ids, kept by its client for a server that keeps nothing.

What a client holds is opaque to it, and opens for the tenant that it was made for alone. The seal is AES-256
in GCM (NIST SP 800-38D) under a key of each tenant's own, derived by HKDF-SHA256 (RFC 5869), with nonces at
random: good for 2^32 carriers of a tenant and key.

    PREFIX base64url(key id, 4 bytes | 1 where there is reasoning, else 0, 1 byte | nonce, 12 bytes | sealed)
    sealed: chain hash, 16 | fingerprint of tokenizer and template, 16 | number of ids, 4 | ids, 4 each |
            reasoning, UTF-8; integers little-endian
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import secrets
import struct
from collections.abc import Sequence

import numpy as np
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from serving.output import CarrierFault
from serving.request import CARRIER_PREFIX
from serving.sessions.rendering import CarriedReply

_HEAD = struct.Struct("<4sB12s")
_SEALED_HEAD = struct.Struct("<16s16sI")
_TAG_BYTES = 16


class Unopened(Exception):
    """`fault` says why."""

    def __init__(self, fault: CarrierFault) -> None:
        super().__init__(fault)
        self.fault = fault


class Carriers:
    """Seals and opens. Thread-safe: nothing changes after birth."""

    def __init__(self, keys: Sequence[bytes], fingerprint: str) -> None:
        """
        Args:
            keys: the first seals, all of them open.
            fingerprint: of tokenizer and template, 32 hexadecimal digits: ids mean nothing to others.
        """
        self._keys = {_key_id(key): key for key in reversed(keys)}
        self._newest = keys[0]
        self._fingerprint = bytes.fromhex(fingerprint)

    def seal(self, tenant: str, reply: CarriedReply) -> str:
        ids = np.asarray(reply.token_ids, dtype="<i4")
        content = _SEALED_HEAD.pack(reply.chain_hash, self._fingerprint, len(ids)) + ids.tobytes()
        content += reply.reasoning.encode("utf-8", errors="surrogatepass")
        nonce = secrets.token_bytes(12)
        head = _HEAD.pack(_key_id(self._newest), bool(reply.reasoning), nonce)
        sealed = _cipher(self._newest, tenant).encrypt(nonce, content, _associated(head))
        return CARRIER_PREFIX + base64.urlsafe_b64encode(head + sealed).decode("ascii")

    def open(self, tenant: str, carrier: str) -> tuple[CarriedReply, bool]:
        """And whether its ids are of this tokenizer and template. Raises: Unopened."""
        packed = _packed(carrier)
        key_id, _, nonce = _HEAD.unpack_from(packed)
        key = self._keys.get(key_id)
        if key is None:
            raise Unopened("key")
        try:
            content = _cipher(key, tenant).decrypt(nonce, packed[_HEAD.size :], _associated(packed))
        except InvalidTag:
            raise Unopened("seal") from None
        chain_hash, fingerprint, num_ids = _SEALED_HEAD.unpack_from(content)
        ids = np.frombuffer(content, dtype="<i4", count=num_ids, offset=_SEALED_HEAD.size)
        text = content[_SEALED_HEAD.size + ids.nbytes :].decode("utf-8", errors="surrogatepass")
        return CarriedReply(chain_hash, tuple(ids.tolist()), text), fingerprint == self._fingerprint


def _packed(carrier: str) -> bytes:
    """Raises: Unopened where it cannot have been made by `seal`."""
    text = carrier.removeprefix(CARRIER_PREFIX)
    try:
        packed = base64.b64decode(text.encode("ascii"), altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError):
        raise Unopened("seal") from None
    is_canonical = base64.urlsafe_b64encode(packed).decode("ascii") == text
    if not is_canonical or len(packed) < _HEAD.size + _SEALED_HEAD.size + _TAG_BYTES:
        raise Unopened("seal")
    return packed


def holds_reasoning(carrier: str) -> bool:
    """As it says itself."""
    try:
        return bool(_HEAD.unpack_from(_packed(carrier))[1])
    except Unopened:
        return True  # what it held cannot be told


def _associated(packed: bytes) -> bytes:
    """What the seal covers besides: the form of what is in it, and what is told of that outside."""
    return CARRIER_PREFIX.encode("ascii") + packed[: _HEAD.size]


def _key_id(key: bytes) -> bytes:
    """Tells keys apart, and tells nothing of them."""
    return hashlib.blake2b(key, digest_size=4, person=b"tenure-carrier").digest()


def _cipher(key: bytes, tenant: str) -> AESGCM:
    info = b"tenure carrier of " + tenant.encode("utf-8")
    return AESGCM(HKDF(SHA256(), 32, salt=None, info=info).derive(key))
