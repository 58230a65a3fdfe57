"""Reading typed values out of a config.json or a GGUF's metadata, with errors that name the key."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.errors import CheckpointError
from models.gguf_texts import Texts


def read_json(path: Path) -> dict[str, Any]:
    """A JSON object; empty where there is no such file. Raises CheckpointError where it is damaged."""
    if not path.is_file():
        return {}
    try:
        content = json.loads(path.read_text("utf-8"))
    except ValueError as exc:
        raise CheckpointError(f"{path}: the file is no JSON ({exc}). Get it again.") from exc
    if not isinstance(content, dict):
        raise CheckpointError(f"{path}: the file must hold a JSON object. Get it again.")
    return content


def read_keys(path: Path) -> Keys:
    """Its keys; none where there is no such file. Raises CheckpointError where it is damaged."""
    return Keys(read_json(path), str(path))


@dataclass(frozen=True, slots=True)
class Keys:
    """A mapping from a file. A key that is absent, or null, is missing; `default` None makes it required."""

    values: Mapping[str, Any]
    file: str  # how errors name the source
    prefix: str = ""  # put before each key: "llama." in a GGUF, "rope_scaling." in a nested object

    def has(self, key: str) -> bool:
        return self.values.get(key) is not None

    def error(self, key: str, sentence: str) -> CheckpointError:
        return CheckpointError(f"{self.file}: `{self.prefix}{key}` {sentence}")

    def _get(self, key: str, default: Any, required: bool) -> Any:
        value = self.values.get(key)
        if value is not None:
            return value
        if required:
            raise self.error(key, "is missing; the model cannot be built without it. Get the file again.")
        return default

    def integer(self, key: str, default: int | None = None) -> int:
        value = self._get(key, default, required=default is None)
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.error(key, f"must be a whole number, got {value!r}.")
        return value

    def positive(self, key: str, default: int | None = None) -> int:
        value = self.integer(key, default)
        if value < 1:
            raise self.error(key, f"must be at least 1, got {value}.")
        return value

    def number(self, key: str, default: float | None = None) -> float:
        value = self._get(key, default, required=default is None)
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
            raise self.error(key, f"must be a finite number, got {value!r}.")
        return float(value)

    def positive_number(self, key: str, default: float | None = None) -> float:
        value = self.number(key, default)
        if value <= 0:
            raise self.error(key, f"must be more than 0, got {value}.")
        return value

    def flag(self, key: str, default: bool) -> bool:
        value = self._get(key, default, required=False)
        if not isinstance(value, bool):
            raise self.error(key, f"must be true or false, got {value!r}.")
        return value

    def text(self, key: str, default: str | None = None) -> str:
        value = self._get(key, default, required=default is None)
        if not isinstance(value, str):
            raise self.error(key, f"must be a string, got {value!r}.")
        return value

    def items(self, key: str, of: type | tuple[type, ...] = object) -> Sequence[Any]:
        value = self._get(key, None, required=True)
        if isinstance(value, Texts):
            if not issubclass(str, of):
                raise self.error(key, "is a list of strings.")
            return value
        if not isinstance(value, list):
            raise self.error(key, f"must be a list, got {type(value).__name__}.")
        # By type and not one by one: a vocabulary is asked for several times.
        if not all(issubclass(kind, of) for kind in set(map(type, value))):
            wrong = next(item for item in value if not isinstance(item, of))
            raise self.error(key, f"has an entry of the wrong type: {wrong!r}.")
        return value

    def ids(self, key: str) -> tuple[int, ...]:
        """One token id or a list of them; empty where the key is missing."""
        value = self._get(key, [], required=False)
        ids = value if isinstance(value, list) else [value]
        if not all(isinstance(i, int) and not isinstance(i, bool) and i >= 0 for i in ids):
            raise self.error(key, f"must be a token id or a list of token ids, got {value!r}.")
        return tuple(ids)

    def section(self, key: str) -> Keys:
        """The nested object `key`; empty where it is missing."""
        value = self._get(key, {}, required=False)
        if not isinstance(value, Mapping):
            raise self.error(key, f"must be an object, got {value!r}.")
        return Keys(value, self.file, f"{self.prefix}{key}.")
