"""Messages as clients send them, made into ones that a chat template writes without leaving anything out.

The log keeps the messages as they are here, so sessions are matched by them. Adapting twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from serving.request import ChatInput
from serving.sessions.head_change import HEAD_ROLES, num_head_messages
from serving.text.template.message_ends import Message
from serving.text.template.traits import TemplateTraits

_LATE = "system, late"  # the role, for the time being, of one that no message before it takes


def adapted(chat: ChatInput, traits: TemplateTraits) -> ChatInput:
    messages = [_with_written_role(m, traits) for m in _with_tool_calls(chat.messages)]
    if not traits.writes_systems:
        messages = _with_one_system(messages)
    if not traits.writes_late_systems:
        messages = _without_late_systems(messages)
    if traits.needs_result_names:
        messages = list(_with_result_names(messages))
    return replace(chat, messages=tuple(_split_calls(messages, traits)))


def _with_tool_calls(messages: Sequence[Message]) -> Iterator[Message]:
    """`function_call` and the role `function`, which are older than tools, as a call and its result."""
    call_id = None
    for index, message in enumerate(messages):
        function = message.get("function_call")
        if function is not None:
            call_id = f"call_{index}"
            call = {"id": call_id, "type": "function", "function": function}
            yield {**{k: v for k, v in message.items() if k != "function_call"}, "tool_calls": [call]}
        elif message.get("role") == "function" and call_id is not None:
            yield {**message, "role": "tool", "tool_call_id": call_id}
            call_id = None
        else:
            yield message


def _with_written_role(message: Message, traits: TemplateTraits) -> Message:
    """The role that means the same where a template does not write the one that was given."""
    if message.get("role") == "developer" and not traits.writes_developer:
        return {**message, "role": "system"}
    if message.get("role") == "function" and not traits.takes_any_role:
        return {**message, "role": "tool"}
    return message


def _with_one_system(messages: list[Message]) -> list[Message]:
    """Those at the beginning as one: an agent's developer speaks behind its instructions."""
    num = next((i for i, m in enumerate(messages) if m.get("role") != "system"), len(messages))
    if num < 2:
        return messages
    contents = [message["content"] for message in messages[:num] if message.get("content")]
    fields = {name: value for message in messages[:num] for name, value in message.items()}
    return [{**fields, "content": "\n\n".join(contents)}, *messages[num:]]


def _without_late_systems(messages: Sequence[Message]) -> list[Message]:
    """What a system message says behind the beginning, said in a message of the user's or a tool's.

    In the one before it, if there is one: that is there from the first, and so the text stays in its place
    when more is said. Else in the user's that follows, or in one of its own.
    """
    written: list[Message] = []
    num_head = num_head_messages(messages)
    for index, message in enumerate(messages):
        before = written[-1] if written else {}
        if index < num_head or message.get("role") not in HEAD_ROLES:
            is_after_own = message.get("role") == "user" and before.get("role") == _LATE
            written.append(_joined(written.pop(), message) if is_after_own else message)
        elif before.get("role") in ("user", "tool", _LATE):
            written[-1] = _joined(before, message)
        else:
            written.append({**message, "role": _LATE})
    return [{**message, "role": "user"} if message.get("role") == _LATE else message for message in written]


def _joined(first: Message, second: Message) -> Message:
    """One message with what both say: the first, or the second where that is the user's."""
    contents = [message["content"] for message in (first, second) if message.get("content")]
    return {**(second if second.get("role") == "user" else first), "content": "\n\n".join(contents)}


def _with_result_names(messages: Sequence[Message]) -> Iterator[Message]:
    names: dict[str, str] = {}
    for message in messages:
        names.update({call["id"]: call["function"]["name"] for call in message.get("tool_calls") or ()})
        name = names.get(message.get("tool_call_id", ""))
        is_nameless = message.get("role") == "tool" and message.get("name") is None and name is not None
        yield {**message, "name": name} if is_nameless else message


def _split_calls(messages: Sequence[Message], traits: TemplateTraits) -> Iterator[Message]:
    """Each call with its own result behind it, where a template writes no more than one in a message."""
    moved: set[int] = set()
    for index, message in enumerate(messages):
        if index in moved:
            continue
        for part in _parts(message, traits):
            yield part
            if part is not message and part.get("tool_calls"):
                result = _result_of(part["tool_calls"][0]["id"], messages, index + 1)
                if result is not None and result not in moved:
                    moved.add(result)
                    yield messages[result]


def _parts(message: Message, traits: TemplateTraits) -> list[Message]:
    """One message per call, and one for the text before them, as far as the template needs that."""
    calls = message.get("tool_calls") or ()
    has_text = bool((message.get("content") or "").strip())
    is_apart = has_text and not traits.takes_text_with_calls and traits.takes_text_before_calls
    is_one_by_one = len(calls) > 1 and not traits.takes_many_calls
    if not calls or not (is_apart or is_one_by_one):
        return [message]
    rest = {k: v for k, v in message.items() if k not in ("tool_calls", "reasoning_content")}
    groups = [[call] for call in calls] if is_one_by_one else [list(calls)]
    first = {k: v for k, v in message.items() if k != "tool_calls"}
    if is_apart:
        return [first, *({**rest, "content": None, "tool_calls": group} for group in groups)]
    others: list[Message] = [{**rest, "content": None, "tool_calls": group} for group in groups[1:]]
    return [{**first, "tool_calls": groups[0]}, *others]


def _result_of(call_id: str, messages: Sequence[Message], start: int) -> int | None:
    """Among the results that follow."""
    for index in range(start, len(messages)):
        if messages[index].get("role") != "tool":
            return None
        if messages[index].get("tool_call_id") == call_id:
            return index
    return None
