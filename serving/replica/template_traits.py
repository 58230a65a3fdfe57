"""What may be relied on when only the end of a conversation is rendered: found out at load, by trying."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from models.chat_template import ChatTemplate
from models.errors import TemplateError
from models.tokenizer import Tokenizer
from serving.replica.message_ends import Message, RenderedText, encode_after, find_closer, render_with_ends

SYSTEM_ROLES = ("system", "developer")

_SYSTEM: Message = {"role": "system", "content": "Be brief."}
_CONTENTS = (
    # (what the user says, what the assistant says)
    ("Hello there", "Hi, how are you?"),
    ("  spaces before", "\n\nlines before"),
    ("spaces after  ", "lines after\n\n"),
    ("3 numbers: 12 345", "1, 2, 3"),
    ("Ünïcödé 你好", "émoji 🙂"),
    ("Think.", "<think>\nLet me see.\n</think>\n\nDone."),
)
_CALL: Message = {
    "role": "assistant",
    "content": "Looking it up.",
    "tool_calls": [
        {
            "id": "call00001",
            "type": "function",
            "function": {"name": "look_up", "arguments": {"word": "tenure"}},
        }
    ],
}
_TEXT_CALL: Message = {
    **_CALL,
    "tool_calls": [
        {
            "id": "call00001",
            "type": "function",
            "function": {"name": "look_up", "arguments": '{"word": "tenure"}'},
        }
    ],
}
_TOOL: Message = {
    "type": "function",
    "function": {
        "name": "look_up",
        "description": "What a word means.",
        "parameters": {"type": "object", "properties": {"word": {"type": "string"}}},
    },
}
_RESULT: Message = {"role": "tool", "tool_call_id": "call00001", "name": "look_up", "content": "to hold"}


@dataclass(frozen=True, slots=True)
class TemplateTraits:
    cuts_exactly: bool  # tokenising message by message gives the ids of the whole
    needs_history: bool  # how a message is written depends on more than its own turn and the system message
    reply_closer_id: int | None  # the special token behind a reply
    takes_any_role: bool = False  # a role it was not made for is written with its name
    takes_null_content: bool = False  # a message without content (a tool call alone) is written without any
    shows_tools: bool = False  # tools that are given stand in the prompt, and calls in their messages
    takes_arguments: bool = False  # of a call, as an object; else they have to be its JSON


def stand_in(history: Sequence[Message]) -> list[Message]:
    """The messages that decide how a template goes on, if it looks no further than the last turn."""
    users = [index for index, message in enumerate(history) if message.get("role") == "user"]
    start = users[-1] if users else 0
    has_system = start > 0 and history[0].get("role") in SYSTEM_ROLES
    return [*(history[:1] if has_system else ()), *history[start:]]


def probe(template: ChatTemplate, tokenizer: Tokenizer) -> TemplateTraits:
    """Render conversations of several shapes, whole and in steps."""
    samples = [
        sample for sample in (_render(template, chat) for chat in _conversations()) if sample is not None
    ]
    return TemplateTraits(
        cuts_exactly=bool(samples) and all(_cuts_exactly(tokenizer, sample) for sample in samples),
        needs_history=not all(_goes_on_alike(template, tokenizer, sample) for sample in samples),
        reply_closer_id=next((_reply_closer(tokenizer, sample) for sample in samples), None),
        takes_any_role=_takes_any_role(template),
        takes_null_content=_takes_null_content(template),
        shows_tools=_shows_tools(template),
        takes_arguments=_shows_call(template, _CALL),
    )


def _takes_any_role(template: ChatTemplate) -> bool:
    stranger: Message = {"role": "stranger-role", "content": "What a stranger says."}
    sample = _render(template, [_user("Hello"), stranger])
    return sample is not None and all(word in sample.text for word in stranger.values())


def _takes_null_content(template: ChatTemplate) -> bool:
    call: Message = {**_CALL, "content": None}
    sample = _render(template, [_user("Say it."), call, _RESULT])
    return sample is not None and "None" not in sample.text


def _shows_tools(template: ChatTemplate) -> bool:
    """A template that knows none leaves them out without a word."""
    try:
        text = template.render([_user("Say it.")], tools=[_TOOL])
    except TemplateError:
        return False
    return "look_up" in text and (_shows_call(template, _CALL) or _shows_call(template, _TEXT_CALL))


def _shows_call(template: ChatTemplate, call: Message) -> bool:
    try:
        text = template.render([_user("Say it."), call, _RESULT], tools=[_TOOL])
    except TemplateError:
        return False
    _, _, behind = text.partition("Say it.")
    return "look_up" in behind and '"word": "tenure"' in behind


def _conversations() -> Iterator[list[Message]]:
    chats: list[list[Message]] = []
    for first, second in zip(_CONTENTS, (*_CONTENTS[1:], _CONTENTS[0]), strict=True):
        turns = [first, second, first]
        chats.append([m for user, assistant in turns for m in (_user(user), _assistant(assistant))])
    chats.append(
        [
            _user("Say it."),
            _CALL,
            _RESULT,
            _assistant("It means to hold."),
            _user("Thanks."),
            _assistant("Yes."),
        ]
    )
    for chat in chats:
        yield [*chat, _user("Bye")]
        yield [_SYSTEM, *chat, _user("Bye")]


def _user(content: str) -> Message:
    return {"role": "user", "content": content}


def _assistant(content: str) -> Message:
    return {"role": "assistant", "content": content}


def _render(template: ChatTemplate, messages: Sequence[Message]) -> RenderedText | None:
    try:
        return render_with_ends(template, messages, add_generation_prompt=True)
    except TemplateError:  # no tools here, or no system message: requests will be told so
        return None


def _cuts_exactly(tokenizer: Tokenizer, sample: RenderedText) -> bool:
    closers = [find_closer(tokenizer, sample, index) for index in range(len(sample.messages))]
    cuts = [None, *(closer for closer in closers if closer is not None), None]
    pieces = [
        encode_after(tokenizer, sample.text, closer, len(sample.text) if following is None else following.end)
        for closer, following in pairwise(cuts)
    ]
    return list(chain(*pieces)) == tokenizer.encode(sample.text, add_special_tokens=False)


def _goes_on_alike(template: ChatTemplate, tokenizer: Tokenizer, sample: RenderedText) -> bool:
    """After every message: is it written as it will be, and is what follows its stand-in what follows it?"""
    return all(
        _is_final(template, tokenizer, sample, num_messages)
        and _stands_in(template, tokenizer, sample, num_messages)
        for num_messages in range(1, len(sample.messages))
    )


def _is_final(template: ChatTemplate, tokenizer: Tokenizer, sample: RenderedText, num_messages: int) -> bool:
    """The first messages are written alike with and without the ones that follow."""
    beginning = _render(template, sample.messages[:num_messages])
    if beginning is None:
        return True  # no turn begins here
    closer = find_closer(tokenizer, beginning, num_messages - 1)
    return closer is None or sample.text.startswith(beginning.text[: closer.end])


def _stands_in(template: ChatTemplate, tokenizer: Tokenizer, sample: RenderedText, num_messages: int) -> bool:
    """The text that follows the first messages also follows their stand-in."""
    closer = find_closer(tokenizer, sample, num_messages - 1)
    if closer is None:
        return True  # nothing is ever appended here
    short = stand_in(sample.messages[:num_messages])
    stub = _render(template, [*short, *sample.messages[num_messages:]])
    stub_closer = find_closer(tokenizer, stub, len(short) - 1) if stub is not None else None
    if stub is None or stub_closer is None:
        return False
    return stub.text[stub_closer.end :] == sample.text[closer.end :]


def _reply_closer(tokenizer: Tokenizer, sample: RenderedText) -> int | None:
    replies = [i for i, message in enumerate(sample.messages) if message["role"] == "assistant"]
    closer = find_closer(tokenizer, sample, replies[0])
    return None if closer is None else closer.token_id
