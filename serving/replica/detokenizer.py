"""Sampled token ids to the text that is sent: whole characters, up to a stop string.

Two things hold text back: a character whose last bytes are still to come, and a tail that may yet
become a stop string. Both are released by `finish`.
"""

from __future__ import annotations

import codecs
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from models.tokenizer import Tokenizer


@dataclass(frozen=True, slots=True)
class Chunk:
    """What one push made visible."""

    text: str
    stop: str | None = None  # the stop string that matched; there will be no more text


@dataclass(frozen=True, slots=True)
class Cut:
    """Where the visible text ends, in tokens: after the first `num_tokens`, then `remainder` of the next."""

    num_tokens: int
    remainder: str


class Detokenizer:
    """One choice's text, as its tokens arrive. The cost of a push does not grow with the text so far.

    The stop string whose occurrence ends first wins; of two that end together, the longer. So the text
    does not depend on how the tokens are split into pushes. What precedes the first token (the prompt)
    is never searched.
    """

    def __init__(
        self,
        tokenizer: Tokenizer,
        stop: tuple[str, ...] = (),
        include_stop_str_in_output: bool = False,
        skip_special_tokens: bool = True,
        kept_id: int | None = None,
    ) -> None:
        """`kept_id`: a special token that is shown all the same."""
        self._tokenizer = tokenizer
        self._stop = tuple(s for s in stop if s)
        self._includes_stop = include_stop_str_in_output
        self._skips_special = skip_special_tokens
        self._kept_id = kept_id
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        self._held = ""  # decoded, and possibly the beginning of a stop string
        self._is_finished = False
        # Offsets are characters since the first token.
        self._num_decoded = 0
        self._num_visible = 0
        self._ends: deque[int] = deque()  # of the tokens that are not wholly visible
        self._cut_tokens = 0  # tokens that are wholly visible
        self._cut_end = 0  # where the last of them ends
        self._remainder = ""  # the visible text after it

    @property
    def cut(self) -> Cut:
        """Where the text returned so far ends. After a stop or a hang-up the context must end here too."""
        return Cut(self._cut_tokens, self._remainder)

    def push(self, token_ids: Sequence[int], *, may_stop: bool = True) -> Chunk:
        """Take the next tokens. Nothing more comes out after a stop string has matched.

        With `may_stop=False` no stop string ends the text here, nor one that begins here (`min_tokens`).
        """
        if self._is_finished:
            return Chunk("")
        text = "".join(map(self._decode, token_ids))
        if may_stop:
            return self._release(text)
        text, self._held = self._held + text, ""
        self._show(text)
        return Chunk(text)

    def finish(self) -> str:
        """The text that was held back: no more tokens come. Broken bytes become U+FFFD."""
        if self._is_finished:
            return ""
        chunk = self._release(self._flush())
        if chunk.stop is not None:
            return chunk.text
        self._is_finished = True
        rest, self._held = self._held, ""
        self._show(rest)
        return chunk.text + rest

    def _decode(self, token_id: int) -> str:
        is_kept = not self._skips_special or token_id == self._kept_id
        is_skipped = not is_kept and self._tokenizer.is_special(token_id)
        text = "" if is_skipped else self._decoder.decode(self._tokenizer.token_bytes(token_id))
        self._num_decoded += len(text)
        # A token that ends inside a character is visible when that character is.
        is_inside_character = bool(self._decoder.getstate()[0])
        self._ends.append(self._num_decoded + is_inside_character)
        return text

    def _flush(self) -> str:
        text = self._decoder.decode(b"", final=True)
        self._num_decoded += len(text)
        return text

    def _release(self, text: str) -> Chunk:
        """Search the new text, with what was held back before it; show what cannot be part of a stop."""
        text = self._held + text
        match = self._first_stop(text)
        if match is not None:
            start, stop = match
            visible = text[: start + len(stop) if self._includes_stop else start]
            self._held, self._is_finished = "", True
            self._show(visible)
            return Chunk(visible, stop)
        num_held = self._num_possible_stop(text)
        visible, self._held = text[: len(text) - num_held], text[len(text) - num_held :]
        self._show(visible)
        return Chunk(visible)

    def _first_stop(self, text: str) -> tuple[int, str] | None:
        """(where it starts, the stop string)"""
        found = [(text.find(stop), stop) for stop in self._stop]
        matches = [(start, stop) for start, stop in found if start >= 0]
        return min(matches, key=lambda match: (match[0] + len(match[1]), match[0]), default=None)

    def _num_possible_stop(self, text: str) -> int:
        """Length of the longest end of `text` that a stop string begins with."""
        return max((_overlap(text, stop) for stop in self._stop), default=0)

    def _show(self, text: str) -> None:
        self._num_visible += len(text)
        self._remainder += text
        while self._ends and self._ends[0] <= self._num_visible:
            self._cut_end = self._ends.popleft()
            self._cut_tokens += 1
        num_unfinished = self._num_visible - self._cut_end
        self._remainder = self._remainder[len(self._remainder) - num_unfinished :]


def _overlap(text: str, stop: str) -> int:
    """Length of the longest end of `text` that is a proper beginning of `stop`."""
    start = max(0, len(text) - len(stop) + 1)
    while (start := text.find(stop[0], start)) >= 0:
        if stop.startswith(text[start:]):
            return len(text) - start
        start += 1
    return 0
