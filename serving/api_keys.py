"""API keys from flags, environment and files: `[TENANT:]KEY`, each bound to one tenant.

What follows a key says more of it: `alice:KEY user=ada scopes=inference,agents:read expires=2027-01-31`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from serving.principal import SCOPES, ApiKey, is_scope

HASHED = "{sha256}"  # before the hash of a key that the file does not tell
_TENANT = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")
_KEY = re.compile(r"[\x21-\x2b\x2d-\x7e]+")  # what a header carries, without blank and comma
_HASH = re.compile(r"\{sha256\}[0-9a-f]{64}")
_USER = re.compile(r"[\x21-\x7e]{1,128}")
_LIKE_AN_ATTRIBUTE = re.compile(r"[a-z_]+=[^=].*")


def parse_keys(texts: Iterable[str]) -> tuple[ApiKey, ...]:
    """In order. Commas and blanks separate keys inside one text; an attribute belongs to the key before it.

    Raises ValueError with a sentence that never shows a whole key.
    """
    found: list[ApiKey] = []
    for text in texts:
        for word in text.split() or [""]:
            if found and _LIKE_AN_ATTRIBUTE.fullmatch(word):
                found[-1] = _with_attribute(found[-1], word)
            else:
                found += [parse_key(entry) for entry in re.split(",+", word.strip(","))]
    keys: dict[str, ApiKey] = {}
    for key in found:
        known = keys.setdefault(key.key, key)
        if known.tenant != key.tenant:
            raise ValueError(
                f"The key {masked(key.key)} is given to two tenants, {known.tenant} and {key.tenant}."
            )
        if known != key:
            raise ValueError(f"The key {masked(key.key)} is given twice, with different rights.")
    return tuple(keys.values())


def parse_key(entry: str) -> ApiKey:
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
    if key.startswith(HASHED) and (_HASH.fullmatch(key) is None or not name):
        raise ValueError(
            f"The key {masked(key)} is to be a hash: write TENANT:{HASHED}, and 64 hexadecimal digits in "
            "lower case."
        )
    return ApiKey(key, name or tenant_of(key))


def _with_attribute(key: ApiKey, word: str) -> ApiKey:
    name, _, text = word.partition("=")
    values: dict[str, Any]
    match name:
        case "user":
            if _USER.fullmatch(text) is None:
                raise ValueError(f"The user {text!r} may have 1 to 128 characters of printable ASCII.")
            values = {"user": text}
        case "scopes":
            values = {"scopes": parse_scopes(text)}
        case "expires":
            values = {"expires": parse_time(text)}
        case _:
            raise ValueError(
                f"Of the key {masked(key.key)} there may be user=, scopes= and expires=, and {name}= is none "
                "of them."
            )
    if getattr(key, name) is not None:
        raise ValueError(f"The key {masked(key.key)} has {name}= twice.")
    return key._replace(**values)


def parse_scopes(text: str) -> tuple[str, ...]:
    """Names with commas between. Raises ValueError."""
    names = tuple(text.split(","))
    for name in names:
        if not is_scope(name):
            raise ValueError(f"There is no scope {name!r}. There are {', '.join(SCOPES)}, and tools:NAME.")
    return names


def parse_time(text: str) -> float:
    """Seconds since the epoch. Raises ValueError."""
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(
            f"A key expires on a day or at a time, 2027-01-31 or 2027-01-31T12:00:00Z, not {text!r}."
        ) from None
    return (time if time.tzinfo else time.replace(tzinfo=UTC)).timestamp()


def shown_time(time: float) -> str:
    return datetime.fromtimestamp(time, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def tenant_of(key: str) -> str:
    """The tenant of a key without a name: stable, and it does not tell the key."""
    return "key-" + hashlib.blake2b(key.encode(), digest_size=8, person=b"tenure-tenant").hexdigest()


def hash_of(key: ApiKey) -> str:
    """64 hexadecimal digits. A key is random and long, so nothing slower is needed."""
    if key.key.startswith(HASHED):
        return key.key.removeprefix(HASHED)
    return hashlib.sha256(key.key.encode()).hexdigest()


def key_id(key: ApiKey) -> str:
    """What a key is called where it must not be told."""
    return f"key_{hash_of(key)[:12]}"


def masked(key: str) -> str:
    return f"{key[:3]}..." if len(key) > 8 else "..."


def read_key_file(path: Path) -> list[str]:
    """One key per line, `[TENANT:]KEY` and its attributes; lines that are empty or begin with # are skipped.

    Raises ValueError with a sentence to show.
    """
    entries = key_lines(path)
    if not entries:
        raise ValueError(f"The key file {path} has no key in it. Write one [TENANT:]KEY per line.")
    return entries


def key_lines(path: Path) -> list[str]:
    """Raises ValueError with a sentence to show."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"The key file {path} cannot be read: {error}.") from error
    return [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]
