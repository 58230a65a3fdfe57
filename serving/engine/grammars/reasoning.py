"""A reply that may begin with reasoning: how long that may be, and that a grammar begins behind it.

Marks are found in the bytes of the tokens, as whoever reads the reply finds them in its text.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from models.tokenizer import Tokenizer

BoolArray = NDArray[np.bool_]
Overruns = Mapping[bytes, NDArray[np.int64]]
# UTF-8: the bytes of a character, and by which bits its first one says so.
_LENGTHS = ((2, 0xE0, 0xC0), (3, 0xF0, 0xE0), (4, 0xF8, 0xF0))
_MAX_CHARACTER_BYTES = 4


@dataclass(frozen=True, slots=True)
class ReasoningRule:
    """What becomes of the reasoning that a reply begins with."""

    opening_ids: tuple[int, ...]  # the mark that begins it; empty: the prompt has begun it
    closing: str  # the mark that ends it
    end_ids: tuple[int, ...]  # what ends it where it may not go on; the mark comes last
    max_tokens: int | None = None  # between the marks; None: no bound
    lead_ids: tuple[int, ...] = ()  # what has to stand between that mark and the text
    is_required: bool = False  # before a text that has a grammar: there is another mark where there is none


class ReplyState(Protocol):
    """Which tokens may come next in one reply; a function of those that have come."""

    def allowed(self) -> BoolArray:
        """Whether each token may, [vocab_size]."""
        ...

    def advance(self, token_id: int) -> None: ...

    @property
    def error(self) -> str | None:
        """Why nothing can be said about the next token."""
        ...


class ReasoningState:
    """A ReplyState of a reply with reasoning and, behind it, a text that may have a grammar."""

    def __init__(
        self,
        rule: ReasoningRule,
        start_text: Callable[[], ReplyState] | None,
        tokenizer: Tokenizer,
        vocab_size: int,
        *,
        end_token_ids: Collection[int],
        overruns: Overruns,
    ) -> None:
        """
        Args:
            start_text: the state of a text before its first token; None: it may be anything.
            end_token_ids: those that end a reply. Where the text has a grammar, none comes in reasoning.
            overruns: see `overruns`.
        """
        self._rule = rule
        self._start_text = start_text
        self._text = None if start_text is None else start_text()
        self._tokenizer = tokenizer
        self._vocab_size = vocab_size
        self._end_token_ids = list(end_token_ids)
        self._overruns = overruns
        self._opening = b"".join(map(tokenizer.token_bytes, rule.opening_ids))
        self._closing = rule.closing.encode()
        self._place: Literal["before", "inside", "lead", "behind"] = (
            "before" if rule.opening_ids else "inside"
        )
        self._head = b""  # of the reply, which may become the opening mark
        self._may_be_text = not rule.is_required
        self._tail = b""  # of the reasoning: its last bytes
        self._num_tokens = 0  # of the reasoning
        self._num_forced = 0  # tokens of its end that have come
        self._num_lead = 0  # of the lead

    def allowed(self) -> BoolArray:
        if self._place == "before":
            return self._allowed_before()
        if self._place == "inside":
            return self._allowed_inside()
        if self._place == "lead":
            return self._only(self._rule.lead_ids[self._num_lead])
        return self._all() if self._text is None else self._text.allowed()

    def advance(self, token_id: int) -> None:
        """Take note of the token that came."""
        if self._place == "before":
            self._advance_before(token_id)
        elif self._place == "inside":
            self._advance_inside(token_id)
        elif self._place == "lead":
            self._num_lead += 1
            self._place = "lead" if self._num_lead < len(self._rule.lead_ids) else "behind"
        elif self._text is not None:
            self._text.advance(token_id)

    @property
    def error(self) -> str | None:
        is_text = self._place in ("before", "behind")
        return self._text.error if is_text and self._text is not None else None

    def _all(self) -> BoolArray:
        return np.ones(self._vocab_size, np.bool_)

    def _only(self, token_id: int) -> BoolArray:
        allowed = ~self._all()
        allowed[token_id] = True
        return allowed

    # ---- before: the opening mark, or the text --------------------------------------------------

    def _allowed_before(self) -> BoolArray:
        if self._text is None:
            return self._all()
        allowed = self._text.allowed().copy() if self._may_be_text else ~self._all()
        opening_id = self._next_of_opening()
        if opening_id is not None:
            allowed[opening_id] = True
        return allowed

    def _next_of_opening(self) -> int | None:
        """The token that goes on with it, if it is spelled as it is where the template writes it."""
        spelled = b""
        for token_id in self._rule.opening_ids:
            if spelled == self._head:
                return token_id
            spelled += self._tokenizer.token_bytes(token_id)
        return None

    def _advance_before(self, token_id: int) -> None:
        if self._text is not None and self._may_be_text:
            self._may_be_text = bool(self._text.allowed()[token_id])
            if self._may_be_text:
                self._text.advance(token_id)
        self._head += self._tokenizer.token_bytes(token_id)
        if self._head.startswith(self._opening):
            self._place = "inside"
            self._text = None if self._start_text is None else self._start_text()
            self._read(self._head[len(self._opening) :])
        elif not self._opening.startswith(self._head):
            self._place = "behind"

    # ---- inside: reasoning, until its end comes or has to ---------------------------------------

    def _allowed_inside(self) -> BoolArray:
        if self._is_over:
            return self._only(self._rule.end_ids[self._num_forced])
        allowed = self._all()
        if self._text is not None:
            allowed[self._end_token_ids] = False
            for num_held in range(len(self._closing)):
                if self._tail.endswith(self._closing[:num_held]):
                    allowed[self._overruns[self._closing[num_held:]]] = False
        return allowed

    @property
    def _is_over(self) -> bool:
        if self._num_forced:
            return True
        limit = self._rule.max_tokens
        return limit is not None and self._num_tokens >= limit and _ends_whole(self._tail)

    def _advance_inside(self, token_id: int) -> None:
        self._num_forced += self._is_over
        self._num_tokens += 1
        self._read(self._tokenizer.token_bytes(token_id))

    def _read(self, data: bytes) -> None:
        seen = self._tail + data
        if self._closing in seen:
            self._place = "lead" if self._rule.lead_ids else "behind"
        self._tail = seen[-max(len(self._closing) - 1, _MAX_CHARACTER_BYTES) :]


def overruns(closing: str, token_bytes: Sequence[bytes]) -> Overruns:
    """By each end of a closing mark, the ids of the tokens that have it and go on with the text behind.

    What they go on with would be held to nothing. A mark that is a token of its own needs none of them.
    """
    mark = closing.encode()
    longer = [(i, data) for i, data in enumerate(token_bytes) if mark[-1:] in data[:-1]]
    ends = (mark[start:] for start in range(len(mark)))
    return {end: np.array([i for i, data in longer if _overruns(data, end, mark)], np.int64) for end in ends}


def _overruns(data: bytes, end: bytes, mark: bytes) -> bool:
    return mark in data[:-1] if end == mark else data[:-1].startswith(end)


def _ends_whole(tail: bytes) -> bool:
    """Not in the middle of a character of UTF-8."""
    for num_bytes in range(1, min(_MAX_CHARACTER_BYTES, len(tail)) + 1):
        first = tail[-num_bytes]
        if first & 0xC0 != 0x80:  # it begins a character
            return num_bytes >= _num_bytes(first)
    return True


def _num_bytes(first: int) -> int:
    return next((n for n, mask, bits in _LENGTHS if first & mask == bits), 1)
