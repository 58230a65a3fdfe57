"""Finds where a reply's text stops: at a stop string, or where a stop token stands.

A tail that may yet become a stop string is held back.
"""

from __future__ import annotations

from dataclasses import dataclass

Stop = str | int  # a stop string, or the id of a stop token


@dataclass(frozen=True, slots=True)
class Chunk:
    """What one push made visible."""

    text: str
    stop: Stop | None = None  # what matched; there will be no more text


@dataclass(frozen=True, slots=True)
class _StopToken:
    token_id: int
    start: int
    end: int


class StopSearch:
    """One choice's. Places are counted in characters of the text that is pushed.

    The stop string whose occurrence ends first wins; of two that end together, the longer. So the text
    does not depend on how it is split into pushes. A stop token wins over the strings that it is part of.
    What precedes the first token (the prompt) is never searched.
    """

    def __init__(self, stop: tuple[str, ...] = (), *, includes_stop: bool = False) -> None:
        """`includes_stop`: what matched is part of the text."""
        self._strings = tuple(s for s in stop if s)
        self._includes_stop = includes_stop
        self._token: _StopToken | None = None  # the first one
        self._first_place = 0  # where a stop may begin
        self._held = ""  # possibly the beginning of a stop string
        self.num_shown = 0

    def exempt(self, end: int) -> None:
        """No stop begins before this place (`min_tokens`)."""
        self._first_place = end

    def note_token(self, token_id: int, start: int, end: int) -> None:
        """The text at this place, which may be still to come, is a stop token's."""
        if self._token is None:
            self._token = _StopToken(token_id, start, end)

    def push(self, text: str, *, is_last: bool = False) -> Chunk:
        """Take more of the text; with `is_last` there is no more, and nothing is held back.

        Nothing may be pushed after a stop has matched.
        """
        text = self._held + text
        found = self._at_token(text) or self._at_string(text)
        if found is None:
            end = len(text) - (0 if is_last else self._num_possible_stop(text))
            self._held, found = text[end:], Chunk(text[:end])
        self.num_shown += len(found.text)
        return found

    def _at_token(self, text: str) -> Chunk | None:
        token = self._token
        if token is None or token.start >= self.num_shown + len(text):
            return None
        start, end = token.start - self.num_shown, token.end - self.num_shown
        before = self._at_string(text[:start])
        return before or Chunk(text[: end if self._includes_stop else start], token.token_id)

    def _at_string(self, text: str) -> Chunk | None:
        if not self._strings:
            return None
        first = self._first()
        found = [(text.find(stop, first), stop) for stop in self._strings]
        matches = [(start, stop) for start, stop in found if start >= 0]
        if not matches:
            return None
        start, stop = min(matches, key=lambda match: (match[0] + len(match[1]), match[0]))
        return Chunk(text[: start + len(stop) if self._includes_stop else start], stop)

    def _num_possible_stop(self, text: str) -> int:
        """Length of the longest end of `text` that a stop string begins with."""
        first, longest = self._first(), 0
        for stop in self._strings:
            longest = max(longest, overlap(text, stop, first))
        return longest

    def _first(self) -> int:
        """Where in `text` a stop may begin."""
        return max(0, self._first_place - self.num_shown)


def overlap(text: str, stop: str, first: int = 0) -> int:
    """Length of the longest end of `text`, from `first` on, that is a proper beginning of `stop`."""
    start = max(first, len(text) - len(stop) + 1)
    while (start := text.find(stop[0], start)) >= 0:
        if stop.startswith(text[start:]):
            return len(text) - start
        start += 1
    return 0
