"""API keys from flags, environment and files: `[TENANT:]KEY`, each bound to one tenant."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from serving.config import ApiConfig
from serving.errors import StartupError

_TENANT = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")
_KEY = re.compile(r"[\x21-\x2b\x2d-\x7e]+")  # what a header carries, without blank and comma


def parse_keys(texts: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """(key, tenant) pairs, in order. Commas and blanks separate keys inside one text.

    Raises ValueError with a sentence that never shows a whole key.
    """
    tenants: dict[str, str] = {}
    for text in texts:
        for entry in re.split(r"[,\s]+", text.strip()):
            key, tenant = parse_key(entry)
            if tenants.setdefault(key, tenant) != tenant:
                raise ValueError(
                    f"The key {masked(key)} is given to two tenants, {tenants[key]} and {tenant}."
                )
    return tuple(tenants.items())


def parse_key(entry: str) -> tuple[str, str]:
    name, colon, key = entry.partition(":")
    if not colon:
        name, key = "", entry
    elif _TENANT.fullmatch(name) is None:
        raise ValueError(
            f"The tenant name {name!r} is not allowed: letters, digits, '_', '.' and '-', at most 64. "
            "(A key that has a colon in it needs a tenant before it: NAME:KEY.)"
        )
    if not key:
        raise ValueError("An API key is empty. Write KEY or TENANT:KEY.")
    if _KEY.fullmatch(key) is None:
        raise ValueError(
            f"The key {masked(key)} has characters that a header cannot carry: use printable ASCII."
        )
    return key, name or tenant_of(key)


def tenant_of(key: str) -> str:
    """The tenant of a key without a name: stable, and it does not tell the key."""
    return "key-" + hashlib.blake2b(key.encode(), digest_size=8, person=b"tenure-tenant").hexdigest()


def masked(key: str) -> str:
    return f"{key[:3]}..." if len(key) > 8 else "..."


def with_key_file(config: ApiConfig, path: Path | None) -> ApiConfig:
    """The config with the keys of a file added. Raises StartupError where they cannot be read."""
    if path is None:
        return config
    try:
        keys = parse_keys(read_key_file(path))
    except ValueError as error:
        raise StartupError(str(error)) from error
    return replace(config, api_keys=(*config.api_keys, *keys))


def read_key_file(path: Path) -> list[str]:
    """One `[TENANT:]KEY` per line; empty lines and lines that begin with # are skipped.

    Raises ValueError with a sentence to show.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"The key file {path} cannot be read: {error}.") from error
    entries = [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]
    if not entries:
        raise ValueError(f"The key file {path} has no key in it. Write one [TENANT:]KEY per line.")
    return entries
