"""What a harmony reply comes to as its tokens arrive: reasoning, text up to a stop, and a call.

What does not come in that order is left out: reasoning behind text, and whatever follows a call.
"""

from __future__ import annotations

from models.tokenizer import Tokenizer
from serving.output import ToolCallDelta
from serving.request import SamplingParams
from serving.text.detokenizer import Detokenizer
from serving.text.harmony.marks import Marks
from serving.text.harmony.reader import ChannelReader, Part
from serving.text.reply import Measured, Seen
from serving.text.stops import StopSearch
from serving.text.tools.format import ToolFormat
from serving.text.tools.reader import ToolCall, call_id


class HarmonyReply(Measured):
    """A ReplyReader. What it gives depends on the tokens alone, not on how they are split into steps."""

    def __init__(
        self,
        tokenizer: Tokenizer,
        marks: Marks,
        sampling: SamplingParams,
        tool_format: ToolFormat | None,
        key: str,
        *,
        tells_reasoning: bool,
    ) -> None:
        """`tells_reasoning`: apart from the text."""
        self._marks = marks
        self._detokenizer = Detokenizer(tokenizer, marks.inner_ids)
        is_continued = tool_format is not None and tool_format.is_continued
        self._reader = ChannelReader(may_call=tool_format is not None, is_continued=is_continued)
        self._form = tool_format
        self._key = key
        self._tells_reasoning = tells_reasoning
        self._stops = StopSearch(sampling.stop, includes_stop=sampling.include_stop_str_in_output)
        self._stop_ids = frozenset(sampling.stop_token_ids)
        self._num_text = 0  # characters that stops are looked for in
        self._num_seen = 0  # of all: those of the last content, and before it
        self._text_start = 0  # of the message that is being read, among these
        self._offset = 0  # characters before its text that are none
        self._is_calling = False  # the call that counts is being read
        self._num_header = 0  # tokens
        self.calls: list[ToolCall] = []
        self.has_reasoning = False
        self.num_reasoning_tokens = 0  # with their headers

    @property
    def _is_text(self) -> bool:
        return self._is_shown_as_text(self._reader.kind)

    def _is_shown_as_text(self, kind: str | None) -> bool:
        is_text = kind == "text" or (kind == "reasoning" and not self._tells_reasoning)
        return is_text and not self.calls

    def _place(self, place: int) -> int:
        return max(self._text_start, place - self._offset) if self._is_text else self._num_text

    def push(self, token_id: int, *, may_stop: bool = True) -> Seen:
        """With `may_stop=False` no stop is in this token's text, nor begins there (`min_tokens`)."""
        piece = self._detokenizer.push(token_id)
        part = self._reader.push(piece, self._marks.spelling.get(token_id))
        self._num_header += 1
        if part.begins and self._is_text:
            self._text_start = self._num_text
            self._offset = self._detokenizer.num_chars - len(part.text) - self._num_text
        if not may_stop:
            self._stops.exempt(self.end)
        elif token_id in self._stop_ids and self._is_text and not part.begins:
            self._stops.note_token(token_id, self.token_start, self.end)
        return self._see(part)

    def finish(self) -> Seen:
        """What was held back: no more tokens come."""
        return self._see(self._reader.finish(self._detokenizer.finish()), is_last=True)

    def _see(self, part: Part, *, is_last: bool = False) -> Seen:
        reasoning, calls, text = "", tuple[ToolCallDelta, ...](), ""
        if self._is_shown_as_text(part.kind):
            text = part.text
            self._num_text += len(text)
        elif part.kind == "reasoning" and self._tells_reasoning:
            reasoning = self._reason(part)
        elif part.kind == "call":
            calls = self._call(part)
        if part.kind is not None:
            self._num_header = 0
        # No stop goes on from one message into the next.
        chunk = self._stops.push(text, is_last=is_last or not self._is_text)
        num_held = self._num_text - self._stops.num_shown
        if part.kind is not None:
            self._num_seen = self._detokenizer.num_chars
        self._detokenizer.show(self._num_seen - num_held)
        return Seen(reasoning, chunk.text, calls, chunk.stop)

    def _reason(self, part: Part) -> str:
        self.num_reasoning_tokens += self._num_header
        if self._num_text or self.calls:
            return ""
        self.has_reasoning = True
        return part.text

    def _call(self, part: Part) -> tuple[ToolCallDelta, ...]:
        """One: harmony has no more in a reply."""
        assert self._form is not None, "a reply without tools has no calls"
        if part.begins:
            self._is_calling = not self.calls
            if not self._is_calling:
                return ()
            self.calls.append(ToolCall(call_id(self._form, self._key, 0), self._reader.header.function))
            return (ToolCallDelta(0, "", self.calls[0].call_id, self.calls[0].name),)
        if not self._is_calling or not (part.text or part.ends):
            return ()
        self.calls[0].arguments += part.text
        return (ToolCallDelta(0, part.text, is_end=part.ends),)
