"""Files of keys, one in a line. Empty lines, and those that begin with #, are none."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from pathlib import Path

from serving.errors import StartupError, reason_of

SECRET_BYTES = 32
HOW_TO_MAKE = "`openssl rand -base64 32` prints one."


@dataclass(frozen=True, slots=True)
class KeyLine:
    place: str  # the file and the line's number, for complaints
    text: str


def read_key_file(path: Path, kind: str, form: str) -> list[KeyLine]:
    """
    Args:
        kind: of its keys, in a word, for complaints.
        form: what a line is, for a file without any.

    Raises: StartupError where it cannot be read, or has no key.
    """
    try:
        texts = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    except (OSError, UnicodeDecodeError) as error:
        raise StartupError(f"The file of {kind} keys {path} cannot be read: {reason_of(error)}.") from error
    lines = [
        KeyLine(f"{path}, line {number}", text)
        for number, text in enumerate(texts, 1)
        if text and not text.startswith("#")
    ]
    if not lines:
        raise StartupError(f"The file of {kind} keys {path} has no key in it. Each line is {form}.")
    return lines


def secret_of(text: str) -> bytes | None:
    """The key that this is the base64 of; None: of none."""
    try:
        key = base64.b64decode(text, validate=True)
    except ValueError:  # binascii.Error, or no ASCII
        return None
    return key if len(key) == SECRET_BYTES else None
