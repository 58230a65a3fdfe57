"""Finds out how a chat template marks the reasoning that a reply begins with, and what it does with it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from models.chat_template import ChatTemplate
from models.errors import TemplateError
from serving.request import REASONING_SWITCHES
from serving.text.harmony.marks import END
from serving.text.harmony.template import ANALYSIS, FINAL, REPLY
from serving.text.reasoning import ReasoningFormat
from serving.text.template.message_ends import Message
from serving.text.template.traits import CLOSING, OPENING

_REASONING, _ANSWER = "First thoughts.", "The answer."
_HARMONY = ReasoningFormat(ANALYSIS, END, lead=REPLY, direct=FINAL)
_QUESTION: Message = {"role": "user", "content": "Hello"}
_MARK = r"<[^<>\s]+>|\[[^\[\]\s]+\]"
_OPENED = re.compile(rf"({_MARK})\s*$")
_CLOSED = re.compile(rf"\s*({_MARK})")


def reasoning_format(template: ChatTemplate) -> ReasoningFormat | None:
    """None: nothing in the template says that its model reasons, or between which marks."""
    if is_harmony(template):
        return _HARMONY
    written = _written(template)
    if written is not None:
        return written
    ends = [_end_of_prompt(template, variables) for variables in _settings()]
    is_known = any(end.endswith((OPENING, CLOSING)) for end in ends) or reads_reasoning(template)
    return ReasoningFormat(OPENING, CLOSING) if is_known else None


def is_harmony(template: ChatTemplate) -> bool:
    """It writes a reply into harmony's channel `final`."""
    return any(f"{FINAL}{_ANSWER}" in text for text in _with_reply(template, _ANSWER))


def writes_reasoning(template: ChatTemplate) -> bool:
    """What a message has besides its content is written, in the reply at least that comes last."""
    return _written(template) is not None


def reads_reasoning(template: ChatTemplate) -> bool:
    """It is told from a reply's content: some reply is not written as it stands, though its answer is."""
    reply = f"{OPENING}\n{_REASONING}\n{CLOSING}\n\n{_ANSWER}"
    return any(_ANSWER in text and reply not in text for text in _with_reply(template, reply))


def _written(template: ChatTemplate) -> ReasoningFormat | None:
    """By what stands around the reasoning of a message, where the template writes it."""
    for text in _with_reply(template, _ANSWER, reasoning_content=_REASONING):
        before, found, behind = text.partition(_REASONING)
        opened, closed = _OPENED.search(before), _CLOSED.match(behind)
        if found and opened and closed and _are_pair(opened[1], closed[1]):
            return ReasoningFormat(opened[1], closed[1], end=closed[0])
    return None


def _are_pair(opening: str, closing: str) -> bool:
    """`<think>` and `</think>`, `[THINK]` and `[/THINK]`, `<|START_THINKING|>` and `<|END_THINKING|>`."""
    words = opening.replace("START", "END").replace("begin", "end")
    return closing == words != opening or closing.replace("/", "", 1) == opening != closing


def _with_reply(template: ChatTemplate, content: str, **fields: Any) -> list[str]:
    """Conversations with this reply: as the last message, and with another question behind it."""
    reply: Message = {"role": "assistant", "content": content, **fields}
    last = [_QUESTION, reply]
    return [_text(template, chat) for chat in (last, [*last, _QUESTION])]


def _settings() -> list[dict[str, bool]]:
    return [{}, *(dict.fromkeys(REASONING_SWITCHES, is_on) for is_on in (True, False))]


def _end_of_prompt(template: ChatTemplate, variables: Mapping[str, Any]) -> str:
    return _text(template, [_QUESTION], variables).rstrip()


def _text(
    template: ChatTemplate, messages: Sequence[Message], variables: Mapping[str, Any] | None = None
) -> str:
    """Empty where the template refuses these messages."""
    try:
        return template.render(messages, variables=variables)
    except TemplateError:
        return ""
