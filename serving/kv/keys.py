"""The name of a KV block is its content: one rule for every tier.

key(block) = BLAKE2b-128(parent key, token ids as int32 little-endian, tenant salt, fingerprint)

The chain of parents makes a key stand for the whole prefix up to the block's end, so equal keys mean
equal K and V, wherever the block lies. The salt comes from the authenticated tenant; the fingerprint
from weights and KV format, and from the adapter where there is one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

import numpy as np

KEY_BYTES = 16
TOKEN_BYTES = 4


def tenant_salt(tenant: str) -> bytes:
    """16 bytes that keep one tenant's blocks apart from every other's."""
    return blake2b(tenant.encode(), digest_size=KEY_BYTES, person=b"tenure.tenant").digest()


def token_bytes(token_ids: Sequence[int]) -> bytes:
    """Four bytes for each id, as keys hash them."""
    return np.asarray(token_ids, dtype="<i4").tobytes()


def adapted(fingerprint: bytes, adapter: str | None) -> bytes:
    """The fingerprint of a model whose weights an adapter changes; without one, the model's own.

    Args:
        adapter: names the adapter's content, not its file: other weights are another adapter.
    """
    if adapter is None:
        return fingerprint
    digest = blake2b(adapter.encode(), digest_size=KEY_BYTES, key=fingerprint, person=b"tenure.adapter")
    return digest.digest()


@dataclass(frozen=True, slots=True)
class KeySpace:
    """All the blocks that one tenant may share with itself on one model with one adapter, or with none."""

    salt: bytes
    fingerprint: bytes  # see `adapted`
    root: bytes = field(init=False)  # the parent of every first block

    @classmethod
    def of(cls, tenant: str, fingerprint: bytes, adapter: str | None = None) -> KeySpace:
        """`fingerprint`: of the model without its adapter."""
        return cls(tenant_salt(tenant), adapted(fingerprint, adapter))

    def __post_init__(self) -> None:
        object.__setattr__(self, "root", self.key(b"", ()))

    @property
    def folder(self) -> str:
        """What the tenant's files are kept under: says nothing of its name to who does not know it."""
        return self.salt.hex()

    def key(self, parent: bytes, token_ids: Sequence[int]) -> bytes:
        """The 16-byte key of the block that holds `token_ids` after the prefix named `parent`."""
        return self.key_of_bytes(parent, token_bytes(token_ids))

    def chain(self, token_ids: Sequence[int], block_size: int) -> Iterator[bytes]:
        """The keys of the whole blocks of `token_ids`, from the first one on."""
        parent = self.root
        for start in range(0, len(token_ids) - block_size + 1, block_size):
            parent = self.key(parent, token_ids[start : start + block_size])
            yield parent

    def tail_keys(self, parent: bytes, token_ids: Sequence[int]) -> Iterator[tuple[int, bytes]]:
        """(tokens, key) of every block that holds some of `token_ids` behind `parent`, the longest first."""
        for length in range(len(token_ids), 0, -1):
            yield length, self.key(parent, token_ids[:length])

    def key_of_bytes(self, parent: bytes, ids: bytes) -> bytes:
        """The same, of `token_bytes(token_ids)`."""
        return blake2b(parent + ids + self.salt + self.fingerprint, digest_size=KEY_BYTES).digest()
