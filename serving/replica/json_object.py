"""Finds the end of a JSON object in text that comes in pieces."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class JsonObject:
    """How far a JSON object has been read."""

    depth: int = 0
    is_in_string: bool = False
    is_escaped: bool = False

    def end(self, text: str) -> int | None:
        """Where in `text`, which goes on with it, the object ends; None if it does not."""
        for index, char in enumerate(text):
            if self.is_in_string:
                self._read_in_string(char)
            elif char == '"':
                self.is_in_string = True
            elif char in "{[":
                self.depth += 1
            elif char in "}]":
                self.depth -= 1
                if self.depth == 0:
                    return index + 1
        return None

    def _read_in_string(self, char: str) -> None:
        if self.is_escaped:
            self.is_escaped = False
        elif char == "\\":
            self.is_escaped = True
        elif char == '"':
            self.is_in_string = False
