"""Where messages end in the text that a chat template makes of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from models.chat_template import ChatTemplate
from models.errors import TemplateError
from models.tokenizer import Tokenizer

Message = Mapping[str, Any]

_CLOSER_WINDOW = 64  # characters in which a closing special token must show itself


class Write(Protocol):
    """How this text was made: by it others are made of messages as the template reads them."""

    def __call__(self, messages: Sequence[Message], *, add_generation_prompt: bool | None = None) -> str:
        """`add_generation_prompt` None: with the end that this text has. Raises: TemplateError."""
        ...


@dataclass(frozen=True, slots=True)
class RenderedText:
    """A conversation as the template writes it."""

    text: str
    messages: tuple[Message, ...]
    # For each message, the offset behind its content; trailing whitespace of the content is not counted,
    # since some templates strip it. None where that is not known.
    content_ends: tuple[int | None, ...]
    lost: tuple[int, ...]  # messages that have content, or calls, of which the text has nothing
    write: Write


@dataclass(frozen=True, slots=True)
class Closer:
    """The special token that closes a message: `text[start:end]`."""

    token_id: int
    start: int
    end: int


def render_with_ends(
    template: ChatTemplate,
    messages: Sequence[Message],
    *,
    add_generation_prompt: bool,
    continue_final_message: bool = False,
    tools: Sequence[Message] | None = None,
    variables: Mapping[str, Any] | None = None,
) -> RenderedText:
    """Render twice, the second time with a mark at the end of each content, and compare.

    Offsets are given only if the marks change nothing else. A message that is to be continued has no end.

    Raises: TemplateError.
    """

    ends = {
        None: {
            "add_generation_prompt": add_generation_prompt,
            "continue_final_message": continue_final_message,
        },
        True: {"add_generation_prompt": True},
        False: {"add_generation_prompt": False},
    }

    def write(messages: Sequence[Message], *, add_generation_prompt: bool | None = None) -> str:
        return template.render(messages, tools=tools, variables=variables, **ends[add_generation_prompt])

    text = write(messages)
    stem = _unused_stem(text)
    marks = [_mark_of(m, f"{stem}{i}~") for i, m in enumerate(messages)]
    if continue_final_message:
        marks[-1] = None
    unknown = (None,) * len(messages)
    try:
        marked_text = write([_marked(m, mark) for m, mark in zip(messages, marks, strict=True)])
    except TemplateError:  # a template that looks into its contents
        lost = [i for i, m in enumerate(messages) if (m.get("content") or "").strip() not in text]
        return RenderedText(text, tuple(messages), unknown, _lost(text, messages, lost), write)
    plain, places = _unmark(marked_text, stem)
    lost = [i for i, mark in enumerate(marks) if mark is not None and i not in places]
    lost = _without_beginnings(messages, stem, lost, write) if lost else lost
    content_ends = _in_order(places, len(messages))
    if plain != text:
        content_ends = unknown
    return RenderedText(text, tuple(messages), content_ends, _lost(text, messages, lost), write)


def without_first(rendered: RenderedText) -> RenderedText:
    """The same text, its first message counted as what stands before the messages."""
    return replace(
        rendered,
        messages=rendered.messages[1:],
        content_ends=rendered.content_ends[1:],
        lost=tuple(index - 1 for index in rendered.lost if index),
        write=lambda messages, **end: rendered.write([rendered.messages[0], *messages], **end),
    )


def with_first(first: Message, rendered: RenderedText) -> RenderedText:
    """The same text, of one message more: it has no place of its own before the others."""
    return replace(
        rendered,
        messages=(first, *rendered.messages),
        content_ends=(None, *rendered.content_ends),
        lost=tuple(index + 1 for index in rendered.lost),
        write=lambda messages, **end: rendered.write(messages[1:], **end),
    )


def find_closer(tokenizer: Tokenizer, rendered: RenderedText, index: int) -> Closer | None:
    """What closes message `index`; None unless a special token follows its content, or its calls, at once."""
    if rendered.messages[index].get("tool_calls"):
        return _closer_behind_calls(tokenizer, rendered, index)
    end = rendered.content_ends[index]
    if end is None:
        return None
    content: str = rendered.messages[index]["content"]
    trailing = content[len(content.rstrip()) :]
    start = end + len(trailing) if rendered.text.startswith(trailing, end) else end
    return _closer_at(tokenizer, rendered.text, start)


def _closer_at(tokenizer: Tokenizer, text: str, start: int) -> Closer | None:
    token_ids = tokenizer.encode_rendered(text[start : start + _CLOSER_WINDOW])
    if not token_ids or not tokenizer.is_special(token_ids[0]):
        return None
    spelling = tokenizer.token_bytes(token_ids[0]).decode("utf-8", errors="replace")
    if not text.startswith(spelling, start):
        return None
    return Closer(token_ids[0], start, start + len(spelling))


def _closer_behind_calls(tokenizer: Tokenizer, rendered: RenderedText, index: int) -> Closer | None:
    """How calls are written is the template's affair: what follows them is found without them."""
    return _closer_behind_stand_in(tokenizer, rendered, index) or _closer_of_last(tokenizer, rendered, index)


def _closer_behind_stand_in(tokenizer: Tokenizer, rendered: RenderedText, index: int) -> Closer | None:
    """What follows some text in the place of the calls, if the calls are followed by the same."""
    stem = _unused_stem(rendered.text)
    stand_in = {"role": rendered.messages[index]["role"], "content": stem}
    try:
        text = rendered.write([*rendered.messages[:index], stand_in, *rendered.messages[index + 1 :]])
    except TemplateError:
        return None
    _, found, behind = text.rpartition(stem)
    if not found or not behind or not rendered.text.endswith(behind):
        return None
    return _closer_at(tokenizer, rendered.text, len(rendered.text) - len(behind))


def _closer_of_last(tokenizer: Tokenizer, rendered: RenderedText, index: int) -> Closer | None:
    """The special token with which the text ends where this message is the last."""
    try:
        beginning = rendered.write(rendered.messages[: index + 1], add_generation_prompt=False).rstrip()
    except TemplateError:
        return None
    token_ids = tokenizer.encode_rendered(beginning[-_CLOSER_WINDOW:])
    if not token_ids or not tokenizer.is_special(token_ids[-1]) or not rendered.text.startswith(beginning):
        return None
    spelling = tokenizer.token_bytes(token_ids[-1]).decode("utf-8", errors="replace")
    if not beginning.endswith(spelling):
        return None
    return Closer(token_ids[-1], len(beginning) - len(spelling), len(beginning))


def encode_after(tokenizer: Tokenizer, text: str, closer: Closer | None, end: int) -> list[int]:
    """The ids of `text` from behind a closer (None: from the beginning) to `end`.

    The closer is tokenised with what follows it, since a tokenizer may treat the beginning of a text
    like no other place, or swallow whitespace behind a special token.
    """
    if closer is None:
        return tokenizer.encode_rendered(text[:end])
    return tokenizer.encode_rendered(text[closer.start : end])[1:]


def _unused_stem(text: str) -> str:
    stem = "~="  # without letters, whose case a template may change
    while stem in text:
        stem += "="
    return stem


def _mark_of(message: Message, mark: str) -> str | None:
    content = message.get("content")
    if not isinstance(content, str) or (message.get("tool_calls") and not content.strip()):
        return None  # many templates ask whether a call has content: a mark would be some
    return mark


def _marked(message: Message, mark: str | None) -> Message:
    if mark is None:
        return message
    body = message["content"].rstrip()
    return {**message, "content": body + mark + message["content"][len(body) :]}


def _without_beginnings(
    messages: Sequence[Message], stem: str, indices: Sequence[int], write: Write
) -> list[int]:
    """Those of the messages of which the beginning is not written either: a template may shorten contents."""
    marked = list(messages)
    for index in indices:
        marked[index] = {**messages[index], "content": f"{stem}{index}~{messages[index]['content'].lstrip()}"}
    try:
        text = write(marked)
    except TemplateError:
        return list(indices)
    return [index for index in indices if f"{stem}{index}~" not in text]


def _lost(text: str, messages: Sequence[Message], lost: Sequence[int]) -> tuple[int, ...]:
    """Content that is blank cannot be lost; a call's name stands in the text."""
    without_content = {index for index in lost if messages[index]["content"].strip()}
    without_calls = {
        index
        for index, message in enumerate(messages)
        if any(call["function"]["name"] not in text for call in message.get("tool_calls") or ())
    }
    return tuple(sorted(without_content | without_calls))


def _unmark(marked_text: str, stem: str) -> tuple[str, dict[int, list[int]]]:
    """The text without its marks, and where in it they stood, in the order of their first places."""
    first, *rest = re.split(re.escape(stem) + r"(\d+)~", marked_text)
    pieces = rest[1::2]
    places: dict[int, list[int]] = {}
    offset = len(first)
    for index, piece in zip(map(int, rest[::2]), pieces, strict=True):
        places.setdefault(index, []).append(offset)
        offset += len(piece)
    return "".join([first, *pieces]), places


def _in_order(places: Mapping[int, Sequence[int]], num_messages: int) -> tuple[int | None, ...]:
    """The place of each message's mark, if each stood once and in order."""
    is_ordered = list(places) == sorted(places) and all(len(found) == 1 for found in places.values())
    return tuple(places[i][0] if is_ordered and i in places else None for i in range(num_messages))
