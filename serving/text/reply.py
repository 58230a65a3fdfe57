"""What a reply comes to as its tokens arrive: reasoning, text up to a stop, and tool calls.

Tokens become characters, of which reasoning and calls are taken out; what is left is text, and stops are
looked for in that alone. So no stop is found in reasoning, in a call's markup or in its arguments, which no
client sees as text.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass

from models.tokenizer import Tokenizer
from serving.output import ToolCallDelta
from serving.request import SamplingParams
from serving.text.detokenizer import Cut, Detokenizer
from serving.text.reasoning import ReasoningFormat, ReasoningReader
from serving.text.stops import Stop, StopSearch
from serving.text.tools.format import ToolFormat
from serving.text.tools.reader import Read, ToolCall, ToolCallReader


@dataclass(frozen=True, slots=True)
class Seen:
    """What the client is to see of one token."""

    reasoning: str = ""  # comes before any text
    text: str = ""
    calls: tuple[ToolCallDelta, ...] = ()
    stop: Stop | None = None  # what matched; there will be no more


class Measured(ABC):
    """Where a reply is in its text, by characters, and in its tokens."""

    _detokenizer: Detokenizer
    _stops: StopSearch

    @property
    def cut(self) -> Cut:
        """The tokens of what was seen. A call is seen whole, with its markup or header, from its name on."""
        return self._detokenizer.cut

    @property
    def num_chars(self) -> int:
        """Of the text that was seen."""
        return self._stops.num_shown

    @property
    def token_start(self) -> int:
        """Where the last token's text begins, in characters."""
        return self._place(self._detokenizer.token_start)

    @property
    def end(self) -> int:
        """Where the next one's does, if it does not go on with a character."""
        return self._place(self._detokenizer.end)

    @abstractmethod
    def _place(self, place: int) -> int:
        """In the text, of a place in the whole reply."""


class Reply(Measured):
    """One choice's. What it gives depends on the tokens alone, not on how they are split into steps."""

    def __init__(
        self,
        tokenizer: Tokenizer,
        sampling: SamplingParams,
        tool_format: ToolFormat | None,
        key: str,
        reasoning_format: ReasoningFormat | None = None,
    ) -> None:
        """
        Args:
            tool_format: that of the calls which it may make; None: whatever it says is text.
            key: names the choice; the ids of its calls are made of it.
            reasoning_format: how it marks its reasoning; None: that is text too.
        """
        self._detokenizer = Detokenizer(tokenizer, _mark_ids(tool_format, reasoning_format))
        self._reader = None if tool_format is None else ToolCallReader(tool_format, key)
        self._reasoning = None if reasoning_format is None else ReasoningReader(reasoning_format)
        self._sampling = sampling
        self._stops = self._new_stops()
        is_all_text = tool_format is None and reasoning_format is None
        self._stop_ids = frozenset(() if is_all_text else sampling.stop_token_ids)
        self._num_pushed = 0
        self.num_reasoning_tokens = 0  # the marks counted

    def _new_stops(self) -> StopSearch:
        return StopSearch(self._sampling.stop, includes_stop=self._sampling.include_stop_str_in_output)

    @property
    def calls(self) -> list[ToolCall]:
        return [] if self._reader is None else self._reader.calls

    @property
    def has_reasoning(self) -> bool:
        """It has begun with some, be it empty."""
        return self._reasoning is not None and self._reasoning.has_begun

    @property
    def _num_before(self) -> int:
        """Characters before the text."""
        return 0 if self._reasoning is None else self._reasoning.num_taken

    @property
    def _is_reasoning(self) -> bool:
        return self._reasoning is not None and self._reasoning.is_inside

    def _place(self, place: int) -> int:
        return 0 if self._is_reasoning else max(0, place - self._num_before)

    def push(self, token_id: int, *, may_stop: bool = True) -> Seen:
        """With `may_stop=False` no stop is in this token's text, nor begins there (`min_tokens`)."""
        self._num_pushed += 1
        reasoning, text = self._without_reasoning(self._detokenizer.push(token_id))
        if not may_stop:
            self._stops.exempt(self.end)
        elif token_id in self._stop_ids and not self._is_reasoning:
            self._stops.note_token(token_id, self.token_start, self.end)
        return self._see(reasoning, text)

    def finish(self) -> Seen:
        """What was held back: no more tokens come."""
        reasoning, text = self._without_reasoning(self._detokenizer.finish(), is_last=True)
        return self._see(reasoning, text, is_last=True)

    def _without_reasoning(self, piece: str, *, is_last: bool = False) -> tuple[str, str]:
        if self._reasoning is None:
            return "", piece
        num_before, was_over = self._num_before, self._reasoning.is_over
        reasoning, text = self._reasoning.push(piece, is_last=is_last)
        if self._reasoning.has_begun and not was_over:
            self.num_reasoning_tokens = self._num_pushed
        if num_before == 0 < self._num_before:
            self._stops = self._new_stops()  # what was noted in the mark, when it might still have been text
        return reasoning, text

    def _see(self, reasoning: str, text: str, *, is_last: bool = False) -> Seen:
        calls: tuple[ToolCallDelta, ...] = ()
        ends_here = is_last
        if self._reader is not None:
            read = self._reader.push(text)
            rest = self._reader.finish() if is_last else Read()
            calls, text = (*read.calls, *rest.calls), read.text + rest.text
            ends_here = is_last or self._reader.has_mark  # there is no text behind a call
        chunk = self._stops.push(text, is_last=ends_here)
        num_seen = self._num_before + self._stops.num_shown
        self._detokenizer.show(self._detokenizer.num_chars if self.calls else num_seen)
        return Seen(reasoning, chunk.text, calls, chunk.stop)


def _mark_ids(tool_format: ToolFormat | None, reasoning_format: ReasoningFormat | None) -> frozenset[int]:
    """Special tokens that are marks, and so must be seen."""
    found = frozenset[int]() if reasoning_format is None else reasoning_format.mark_ids
    mark_id = None if tool_format is None else tool_format.mark_id
    return found if mark_id is None else found | {mark_id}
