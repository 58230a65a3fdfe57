"""Finds out what a chat template does to the text of messages beyond placing it.

Some take switches out of it (`/no_think`), or undo escapes. What is taken out of the middle of a text joins
what stood around it, and that may spell a token of the template's own.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence

from models.chat_template import ChatTemplate
from models.errors import TemplateError
from serving.text.template.message_ends import Message

_BEFORE, _BEHIND = "Qx", "xQ"
_NEUTRAL = "~"

_Probe = tuple[list[Message], list[Message] | None]  # messages and tools
_Conversation = Callable[[str], _Probe]


def rewritten(template: ChatTemplate) -> tuple[str, ...]:
    """Those of the template's own strings that it does not leave in a text as they are.

    Only a string that the program names can be looked for in a text, and replaced.
    """
    found = (_rewritten_in(template, conversation) for conversation in _CONVERSATIONS)
    return tuple(sorted({literal for literals in found for literal in literals}))


def _rewritten_in(template: ChatTemplate, conversation: _Conversation) -> Iterator[str]:
    num_places = _num_places(template, conversation, [_NEUTRAL])
    if _num_places(template, conversation, template.literals) >= num_places:
        return
    for literal in template.literals:
        if _num_places(template, conversation, [literal]) < num_places:
            yield literal


def _num_places(template: ChatTemplate, conversation: _Conversation, literals: Sequence[str]) -> int:
    """How often a text with these strings in its middle is written, as it is or in JSON."""
    text = "".join(f"{_BEFORE}{literal}{_BEHIND}" for literal in literals)
    messages, tools = conversation(text)
    try:
        prompt = template.render(messages, tools=tools)
    except TemplateError:
        return 0
    return sum(prompt.count(form) for form in {text, json.dumps(text, ensure_ascii=False)[1:-1]})


def _replied(text: str) -> _Probe:
    return [_said("user", "Hello"), _said("assistant", text), _said("user", "More")], None


def _called(text: str) -> _Probe:
    function = {"name": "look_up", "arguments": {"word": text}}
    call = {"id": "call00001", "type": "function", "function": function}
    messages = [
        _said("user", "Hello"),
        {"role": "assistant", "content": "", "tool_calls": [call]},
        {"role": "tool", "tool_call_id": "call00001", "name": "look_up", "content": text},
    ]
    return messages, [_tool(text)]


def _tool(text: str) -> Message:
    parameters = {"type": "object", "properties": {"word": {"type": "string", "description": text}}}
    return {
        "type": "function",
        "function": {"name": "look_up", "description": text, "parameters": parameters},
    }


def _said(role: str, text: str) -> Message:
    return {"role": role, "content": text}


_CONVERSATIONS: tuple[_Conversation, ...] = (
    lambda text: ([_said("user", text)], None),
    lambda text: ([_said("system", text), _said("user", "Hello")], None),
    lambda text: ([_said("system", text), _said("user", "Hello")], [_tool("What a word means.")]),
    _replied,
    _called,
)
