"""Where messages end in the text that a chat template makes of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from models.chat_template import ChatTemplate
from models.errors import TemplateError
from models.tokenizer import Tokenizer

Message = Mapping[str, Any]

_CLOSER_WINDOW = 64  # characters in which a closing special token must show itself


@dataclass(frozen=True, slots=True)
class RenderedText:
    """A conversation as the template writes it."""

    text: str
    messages: tuple[Message, ...]
    # For each message, the offset behind its content; trailing whitespace of the content is not counted,
    # since some templates strip it. None where the content cannot be found.
    content_ends: tuple[int | None, ...]
    beginning: Callable[[int], str]  # the text of so many messages alone, without a reply's opening


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
) -> RenderedText:
    """Render twice, the second time with a mark at the end of each content, and compare.

    Offsets are given only if the marks change nothing else. A message that is to be continued has no end.

    Raises: TemplateError.
    """

    def render(messages: Sequence[Message]) -> str:
        return template.render(
            messages,
            add_generation_prompt=add_generation_prompt,
            continue_final_message=continue_final_message,
            tools=tools,
        )

    def beginning(num_messages: int) -> str:
        return template.render(messages[:num_messages], add_generation_prompt=False, tools=tools)

    text = render(messages)
    stem = _unused_stem(text)
    num_marked = len(messages) - continue_final_message
    unknown = (None,) * len(messages)
    try:
        marked_text = render(
            [_mark(m, f"{stem}{i}~") if i < num_marked else m for i, m in enumerate(messages)]
        )
    except TemplateError:  # a template that looks into its contents
        return RenderedText(text, tuple(messages), unknown, beginning)
    plain, ends = _unmark(marked_text, stem, len(messages))
    return RenderedText(text, tuple(messages), ends if plain == text else unknown, beginning)


def without_first(rendered: RenderedText) -> RenderedText:
    """The same text, its first message counted as what stands before the messages."""
    return replace(
        rendered,
        messages=rendered.messages[1:],
        content_ends=rendered.content_ends[1:],
        beginning=lambda num_messages: rendered.beginning(num_messages + 1),
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
    token_ids = tokenizer.encode(rendered.text[start : start + _CLOSER_WINDOW], add_special_tokens=False)
    if not token_ids or not tokenizer.is_special(token_ids[0]):
        return None
    spelling = tokenizer.token_bytes(token_ids[0]).decode("utf-8", errors="replace")
    if not rendered.text.startswith(spelling, start):
        return None
    return Closer(token_ids[0], start, start + len(spelling))


def _closer_behind_calls(tokenizer: Tokenizer, rendered: RenderedText, index: int) -> Closer | None:
    """The special token with which the text ends where this message is the last."""
    try:
        beginning = rendered.beginning(index + 1).rstrip()
    except TemplateError:
        return None
    token_ids = tokenizer.encode(beginning[-_CLOSER_WINDOW:], add_special_tokens=False)
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
        return tokenizer.encode(text[:end], add_special_tokens=False)
    return tokenizer.encode(text[closer.start : end], add_special_tokens=False)[1:]


def _unused_stem(text: str) -> str:
    stem = "~end-of-content-"
    while stem in text:
        stem += "x-"
    return stem


def _mark(message: Message, mark: str) -> Message:
    content = message.get("content")
    if not isinstance(content, str) or (message.get("tool_calls") and not content.strip()):
        return message  # many templates ask whether a call has content: a mark would be some
    body = content.rstrip()
    return {**message, "content": body + mark + content[len(body) :]}


def _unmark(marked_text: str, stem: str, num_messages: int) -> tuple[str, tuple[int | None, ...]]:
    """The text without its marks, and where they stood, if each stood once and in order."""
    first, *rest = re.split(re.escape(stem) + r"(\d+)~", marked_text)
    indices, pieces = [int(index) for index in rest[::2]], rest[1::2]
    ends: dict[int, int] = {}
    offset = len(first)
    for index, piece in zip(indices, pieces, strict=True):
        ends[index] = offset
        offset += len(piece)
    is_ordered = indices == sorted(set(indices))
    return "".join([first, *pieces]), tuple(ends.get(i) if is_ordered else None for i in range(num_messages))
