"""Finds the end of a JSON object in text that comes in pieces."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class JsonObject:
    """How far a JSON object has been read."""

    depth: int = 0
    is_in_string: bool = False
    is_escaped: bool = False
    num_read: int = 0  # characters

    @property
    def is_closed(self) -> bool:
        return self.num_read > 0 and self.depth == 0

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
                    self.num_read += index + 1
                    return index + 1
        self.num_read += len(text)
        return None

    def _read_in_string(self, char: str) -> None:
        if self.is_escaped:
            self.is_escaped = False
        elif char == "\\":
            self.is_escaped = True
        elif char == '"':
            self.is_in_string = False
