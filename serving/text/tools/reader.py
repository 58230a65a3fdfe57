"""Takes the tool calls out of a reply's text while it comes.

A call's markup is what its grammar makes it, so this only has to find it. What may yet become the mark of a
call is held back, and so is whitespace, which is no part of the text if a call follows.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from typing import Any

from serving.output import ToolCallDelta
from serving.text.tools.format import ToolFormat
from serving.text.tools.grammar import MAX_CALLS
from serving.text.tools.json_object import JsonObject
from serving.text.tools.unmarked_calls import UnmarkedCallReader

_HEAD = re.compile(r'\{"name": ("(?:[^"\\]|\\.)*"), "(?:arguments|parameters)": ')
_ID_ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(slots=True)
class ToolCall:
    call_id: str
    name: str
    arguments: str = ""

    @property
    def message_form(self) -> dict[str, Any]:
        """As an assistant's message has it."""
        function = {"name": self.name, "arguments": self.arguments}
        return {"id": self.call_id, "type": "function", "function": function}


@dataclass(frozen=True, slots=True)
class Read:
    """What one piece of text came to."""

    text: str = ""
    calls: tuple[ToolCallDelta, ...] = ()


@dataclass(slots=True)
class ToolCallReader:
    """One choice's. `key` names the choice; the ids of its calls are made of it."""

    form: ToolFormat
    key: str
    calls: list[ToolCall] = field(default_factory=list)
    has_mark: bool = False  # of a call: all that follows is calls
    _held: str = ""
    _is_at_start: bool = True  # no text has gone out
    _arguments: JsonObject | None = None  # of the call that is being read
    _unmarked: UnmarkedCallReader | None = field(init=False)

    def __post_init__(self) -> None:
        max_calls = MAX_CALLS if self.form.takes_many else 1
        unmarked = self.form.unmarked
        self._unmarked = UnmarkedCallReader(unmarked, max_calls=max_calls) if unmarked else None

    def push(self, text: str) -> Read:
        self._held += text
        deltas: list[ToolCallDelta] = []
        visible = ""
        if not self.has_mark:
            visible = self._without_unmarked(self._read_text(), deltas)
        while self.has_mark and (delta := self._read_call()) is not None:
            deltas.append(delta)
        return Read(visible, tuple(deltas))

    def finish(self) -> Read:
        """What was held back: no more comes."""
        deltas: list[ToolCallDelta] = []
        rest = self._without_unmarked("" if self.has_mark else self._held, deltas, is_last=True)
        self._held = ""
        return Read(rest, tuple(deltas))

    def _without_unmarked(self, text: str, deltas: list[ToolCallDelta], *, is_last: bool = False) -> str:
        if self._unmarked is None:
            return text
        shown, calls = self._unmarked.push(text, is_last=is_last or self.has_mark)
        for call in calls:
            index = len(self.calls)
            self.calls.append(ToolCall(call_id(self.form, self.key, index), call.name, call.arguments))
            deltas.append(ToolCallDelta(index, "", self.calls[-1].call_id, call.name))
            deltas.append(ToolCallDelta(index, call.arguments, is_end=True))
        return shown

    def _read_text(self) -> str:
        start = self._find_mark()
        if start is not None:
            visible, self._held = self._held[:start].rstrip(), self._held[start:]
            self.has_mark = True
        else:
            num_held = self._num_possible_mark()
            end = len(self._held[: len(self._held) - num_held].rstrip())
            visible, self._held = self._held[:end], self._held[end:]
        self._is_at_start = self._is_at_start and not visible
        return visible

    def _find_mark(self) -> int | None:
        if not self.form.has_text_before:
            return 0 if self._is_at_start and self._held.startswith(self.form.mark) else None
        start = self._held.find(self.form.mark)
        return start if start >= 0 else None

    def _num_possible_mark(self) -> int:
        """Length of the longest end of the text that the mark begins with."""
        mark = self.form.mark
        if not self.form.has_text_before:
            return len(self._held) if self._is_at_start and mark.startswith(self._held) else 0
        lengths = range(min(len(mark) - 1, len(self._held)), 0, -1)
        return next((n for n in lengths if self._held.endswith(mark[:n])), 0)

    def _read_call(self) -> ToolCallDelta | None:
        """The next delta that what is held gives; None where it gives none."""
        if self._arguments is None:
            return self._read_head()
        if not self._held:
            return None
        end = self._arguments.end(self._held)
        fragment, self._held = self._held[:end], self._held[end:] if end is not None else ""
        if end is not None:
            self._arguments = None
        self.calls[-1].arguments += fragment
        return ToolCallDelta(len(self.calls) - 1, fragment, is_end=end is not None)

    def _read_head(self) -> ToolCallDelta | None:
        head = _HEAD.search(self._held)
        if head is None:
            return None
        self._held = self._held[head.end() :]
        self._arguments = JsonObject()
        call = ToolCall(call_id(self.form, self.key, len(self.calls)), json.loads(head[1]))
        self.calls.append(call)
        return ToolCallDelta(len(self.calls) - 1, "", call.call_id, call.name)


def call_id(form: ToolFormat, key: str, index: int) -> str:
    """Of a choice's call: the same whenever it is read."""
    digest = hashlib.blake2b(f"{key}/{index}".encode()).digest()
    chars = (_ID_ALPHABET[byte % len(_ID_ALPHABET)] for byte in digest)
    return form.id_prefix + "".join(chars)[: form.num_id_chars]
