"""Bytes to whole characters, as they come."""

from __future__ import annotations

import codecs


class Characters:
    """Decodes UTF-8 in pieces. Bytes that are none become U+FFFD, as they do where all come at once."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        self.num_whole = 0  # characters that have come out
        self.end = 0  # where the next one begins, counted in characters: one that has begun has its place

    def push(self, data: bytes) -> tuple[int, str]:
        """(place of the first character that `data` has part in, what is whole now)"""
        start, text = self.end, ""
        if self.end > self.num_whole and data:
            text, data = self._decoder.decode(data[:1]), data[1:]
            # Broken off, the character before keeps its place, and this byte has another one.
            start -= len(text) + self._has_state() == 1
        text += self._decoder.decode(data)
        self.num_whole += len(text)
        self.end = self.num_whole + self._has_state()
        return start, text

    def finish(self) -> str:
        """No more comes: what has begun is U+FFFD."""
        text = self._decoder.decode(b"", final=True)
        self.num_whole += len(text)
        self.end = self.num_whole
        return text

    def _has_state(self) -> bool:
        return bool(self._decoder.getstate()[0])
