"""What a chat template is given: messages and tools in its terms, with a client's text guarded in them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from models.markup import GUARD
from models.tokenizer import Tokenizer
from serving.call_arguments import arguments_object
from serving.request import ROLES, ChatInput
from serving.text.template.message_ends import Message
from serving.text.template.traits import CLOSING, OPENING, TemplateTraits
from serving.text.tools.prompt import in_plain_text, with_tool_prompt

_SHORT_ID = re.compile("[A-Za-z0-9]{9}")  # of a call, where a template takes no other
_MAX_DEPTH = 200  # of a call's arguments
_OPENING = re.compile(rf"\s*{re.escape(OPENING)}")


class TemplateInput:
    """One template's. Markup in a prompt is the template's; whatever a client sent is text."""

    def __init__(self, tokenizer: Tokenizer, traits: TemplateTraits, *, knows_tools: bool) -> None:
        """`knows_tools`: the template writes tools and calls itself, in a form that we can read."""
        self._tokenizer = tokenizer
        self._traits = traits
        self._knows_tools = knows_tools
        longest_first = sorted(traits.rewrites, key=len, reverse=True)
        self._rewritten = re.compile("|".join(map(re.escape, longest_first))) if longest_first else None

    def tools(self, chat: ChatInput) -> list[dict[str, Any]] | None:
        """For the template itself; None where it has none, or they stand in a message."""
        return self._definitions(chat) if self._knows_tools else None

    def variables(self, chat: ChatInput, known: Collection[str]) -> dict[str, Any]:
        """Those that the template reads."""
        return {name: self._guarded_value(value) for name, value in chat.variables.items() if name in known}

    def messages(self, chat: ChatInput, messages: Sequence[Message]) -> list[Message]:
        """One more, the first, where the tools need a system message of their own."""
        given = [self._with_content(message) for message in messages]
        if self._knows_tools and (chat.tools is not None or self._traits.shows_calls_alone):
            return [self._guarded(self._with_calls(message)) for message in given]
        takes_role = self._traits.takes_tool_role
        parsed = map(_with_parsed_calls, given)
        plain = [in_plain_text(self._guarded(message), takes_tool_role=takes_role) for message in parsed]
        definitions = None if self._knows_tools else self._definitions(chat)
        return plain if definitions is None else with_tool_prompt(plain, definitions)

    def _definitions(self, chat: ChatInput) -> list[dict[str, Any]] | None:
        if chat.tools is None:
            return None
        shown = [self._guarded_value(tool.definition) for tool in chat.tools.tools if tool.is_in_prompt]
        return shown or None

    def _with_content(self, message: Message) -> Message:
        if message.get("content") is None and not self._traits.takes_null_content:
            return {**message, "content": ""}
        return message

    def _with_calls(self, message: Message) -> Message:
        if not self._traits.takes_long_call_ids and message.get("tool_call_id") is not None:
            message = {**message, "tool_call_id": short_call_id(message["tool_call_id"])}
        if not message.get("tool_calls"):
            return message
        return {**message, "tool_calls": [self._call(call) for call in message["tool_calls"]]}

    def _call(self, call: Mapping[str, Any]) -> Mapping[str, Any]:
        if not self._traits.takes_long_call_ids:
            call = {**call, "id": short_call_id(call["id"])}
        if not self._traits.takes_arguments:
            return call
        arguments = arguments_of(call)
        if not isinstance(arguments, dict) and not self._traits.takes_text_arguments:
            arguments = {}
        return {**call, "function": {**call["function"], "arguments": arguments}}

    # ---- a client's text ------------------------------------------------------------------------

    def _guarded(self, message: Message) -> Message:
        guarded = {key: self._guarded_value(value) for key, value in message.items() if key != "role"}
        is_reply = message.get("role") == "assistant" and isinstance(message.get("content"), str)
        if is_reply and message.get("reasoning_content") is None:
            guarded["content"] = self._guarded_reply(message["content"])
        elif is_reply and self._traits.keeps_reasoning:
            guarded["content"] = self._with_reasoning(guarded["content"], guarded.pop("reasoning_content"))
        return {"role": self._guarded_role(message.get("role")), **guarded}

    def _with_reasoning(self, content: str, reasoning: str) -> str:
        form = self._traits.reasoning
        if form is None or not reasoning.strip():
            return content
        return f"{form.opening}\n{reasoning}\n{form.closing}\n\n{content}"

    def _guarded_role(self, role: Any) -> Any:
        return self._tokenizer.markup.guard_word(role) if role not in ROLES else role

    def _guarded_reply(self, content: str) -> str:
        """A reply may begin with its reasoning, between marks that such a template looks for."""
        guard = self._guard
        opening = _OPENING.match(content)
        if not self._traits.reads_reasoning or not (opening or self._traits.opens_reasoning):
            return guard(content)
        start = opening.end() if opening else 0
        reasoning, closing, answer = content[start:].partition(CLOSING)
        if not closing:
            return guard(content)
        return f"{content[:start]}{guard(reasoning)}{closing}{guard(answer)}"

    def _guard(self, text: str) -> str:
        """Also around what the template takes out of a text or replaces: nothing joins across its place."""
        text = self._tokenizer.guard(text)
        return text if self._rewritten is None else self._rewritten.sub(rf"{GUARD}\g<0>{GUARD}", text)

    def _guarded_value(self, value: Any) -> Any:
        if isinstance(value, str):
            return self._guard(value)
        if isinstance(value, Mapping):
            return {self._guarded_value(key): self._guarded_value(item) for key, item in value.items()}
        if isinstance(value, (list, tuple)):
            return [self._guarded_value(item) for item in value]
        return value


def _with_parsed_calls(message: Message) -> Message:
    """Arguments are written in one spelling, whatever the client's."""
    if not message.get("tool_calls"):
        return message
    calls = [
        {**call, "function": {**call["function"], "arguments": arguments_of(call)}}
        for call in message["tool_calls"]
    ]
    return {**message, "tool_calls": calls}


def arguments_of(call: Mapping[str, Any]) -> Any:
    """A call's arguments as an object; as they are where they are none.

    Also where they are nested deeper than a request's body may be: templates, and we, go through them level
    by level.
    """
    arguments = call["function"]["arguments"]
    value = arguments_object(arguments) if isinstance(arguments, str) else arguments
    return value if isinstance(value, dict) and not _is_deep(value) else arguments


def _is_deep(value: Any) -> bool:
    level = [value]
    for _ in range(_MAX_DEPTH):
        level = [item for outer in level for item in _items(outer)]
        if not level:
            return False
    return True


def _items(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def short_call_id(call_id: str) -> str:
    """Nine letters and digits that stand for a call's id."""
    return call_id if _SHORT_ID.fullmatch(call_id) else hashlib.blake2b(call_id.encode()).hexdigest()[:9]
