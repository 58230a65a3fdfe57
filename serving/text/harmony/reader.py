"""Takes a reply's messages apart while it comes: reasoning, text and calls, by their headers.

Total: whatever a model writes comes to something. A header is read as openai-harmony's parser reads it; but a
content type alone is no recipient, and where that one gives up, the reply goes on as what it was before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from serving.text.harmony.marks import CHANNEL, CONSTRAIN, ENDERS, FUNCTIONS, MESSAGE, START
from serving.text.tools.json_object import JsonObject

Kind = Literal["reasoning", "text", "call"]
_CHANNEL = re.compile(re.escape(CHANNEL) + r"([^\s<]*)")
_TO = "to="


@dataclass(frozen=True, slots=True)
class Header:
    """What stands before a message's content."""

    channel: str = ""
    recipient: str = ""
    is_own: bool = True  # the assistant's; a model may go on with what others would say

    @classmethod
    def read(cls, text: str, *, has_role: bool) -> Header:
        """The last word is the recipient, if it says so or stands alone, else the content's type."""
        channel = _CHANNEL.search(text)
        rest = text if channel is None else text[: channel.start()] + text[channel.end() :]
        words = rest.replace(CONSTRAIN, f" {CONSTRAIN}").split()
        is_own = words[:1] == ["assistant"] or not has_role
        if words[:1] == ["assistant"]:
            del words[0]
        has_type = len(words) > 1 and not words[-1].startswith(_TO)
        if has_type or (words[-1:] and words[-1].startswith(CONSTRAIN)):
            words.pop()
        recipient = words[-1].removeprefix(_TO) if words else ""
        return cls(channel[1] if channel else "", recipient, is_own)

    def kind(self, *, may_call: bool) -> Kind:
        """A message to a tool that is no function of the client's is the model's own affair."""
        if self.recipient not in ("", "all", "assistant", "user"):
            return "call" if may_call and self.function and self.is_own else "reasoning"
        is_shown = self.channel == "commentary" if may_call else False
        return "text" if self.is_own and (is_shown or self.channel in ("", "final")) else "reasoning"

    @property
    def function(self) -> str:
        return self.recipient.removeprefix(FUNCTIONS) if self.recipient.startswith(FUNCTIONS) else ""


@dataclass(frozen=True, slots=True)
class Part:
    """What one token came to."""

    kind: Kind | None = None  # None: markup
    text: str = ""
    begins: bool = False  # a message of this kind, which may be empty
    ends: bool = False  # a call's arguments


class ChannelReader:
    """One choice's. Tokens are told by what they are, so no text that spells a mark is one."""

    def __init__(self, *, may_call: bool, is_continued: bool = False) -> None:
        """`is_continued`: the prompt has begun a message of text, and the reply goes on with it."""
        self._may_call = may_call
        self.kind: Kind | None = "text" if is_continued else None  # of the message that is being read
        self.header = Header()
        self._is_first = not is_continued  # header: whose beginning stands in the prompt
        self._held = ""  # of a header
        self._arguments: JsonObject | None = None

    def push(self, piece: str, mark: str | None) -> Part:
        """`piece`: what the token made whole, a mark spelled at its end."""
        text = piece if mark is None else piece.removesuffix(mark)
        if self.kind is not None:
            part = self._content(text)
            if mark == START or mark in ENDERS:
                self.kind, self._held, self._is_first = None, "", False
            elif mark == CHANNEL:  # a header without a beginning
                self.kind, self._held = None, mark
            return part
        if mark == START:
            self._held, self._is_first = "", False
            return Part()
        if mark == MESSAGE:
            self._held += text
            return self._begin()
        self._held += text + (mark or "")
        return self._headless() if self._is_first and mark is None else Part()

    def finish(self, rest: str) -> Part:
        """No more comes but this text."""
        return self._content(rest) if self.kind is not None and rest else Part()

    def _begin(self) -> Part:
        self.header = Header.read(self._held, has_role=not self._is_first)
        self.kind = self.header.kind(may_call=self._may_call)
        self._arguments = JsonObject() if self.kind == "call" else None
        self._is_first = False
        return Part(self.kind, begins=True)

    def _headless(self) -> Part:
        """A reply that begins with no header is text."""
        head = self._held.lstrip()
        if CHANNEL in head or CONSTRAIN in head or _TO.startswith(head[: len(_TO)]):
            return Part()
        self.kind, self._is_first = "text", False
        return Part("text", self._held, begins=True)

    def _content(self, text: str) -> Part:
        if self.kind != "call":
            return Part(self.kind, text)
        if self._arguments is None:
            return Part()  # behind the arguments
        end = self._arguments.end(text)
        if end is not None:
            self._arguments = None
        return Part("call", text[:end], ends=end is not None)
