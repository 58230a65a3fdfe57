"""The grammar of a reply that may or must call tools, in llguidance's Lark.

What comes before a call is free (or of the format that was asked for); from its mark on, a call is one of an
allowed tool, with arguments of its schema.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

from serving.engine.grammars.json_schema import json_value
from serving.errors import InvalidRequest
from serving.request import Grammar, ToolUse
from serving.text.harmony import grammar as harmony
from serving.text.tools.format import ToolFormat

MAX_CALLS = 16  # in one reply: a small model that must call would call again and again


def tool_grammar(
    form: ToolFormat, use: ToolUse, answer: Grammar | None, arguments: Mapping[str, str]
) -> Grammar:
    """What a reply must be.

    Args:
        answer: what its text must be where it calls nothing.
        arguments: by a tool's name, what they must be: see `arguments`.

    Raises: InvalidRequest where `answer` is of a kind that cannot stand beside tools.
    """
    if use.mode == "none":
        return answer or _without_calls(form)
    lines = _in_channels(form, use, answer, arguments) or [
        _start(form, use, answer),
        *_calls(form, use, arguments),
    ]
    return Grammar("lark", "\n".join(lines) + "\n", "tools")


def _in_channels(
    form: ToolFormat, use: ToolUse, answer: Grammar | None, arguments: Mapping[str, str]
) -> list[str]:
    """Harmony's; nothing where a call is no message of its own."""
    if form.marks is None:
        return []
    must_call, text = use.mode == "required", "TEXT" if answer is None else "answer"
    lines = harmony.rules(form.marks, must_call=must_call, is_continued=form.is_continued, text=text)
    if answer is not None and not must_call:
        lines.append(f"answer: {_answer_schema(answer)}")
    calls = [harmony.call(form.marks, name, arguments[name]) for name in _allowed(use)]
    return [*lines, *_alternatives(calls)]


def _without_calls(form: ToolFormat) -> Grammar:
    if form.mark_id is not None or form.marks is not None:  # no text has a special token in it
        text = r"TEXT: /(.|\n)*/"
    else:
        lead = r"(.|\n)*" if form.has_text_before else ""
        text = _text_without(lead + _regex(form.mark))
    return Grammar("lark", f"start: TEXT\n{text}\n", "tools")


def _start(form: ToolFormat, use: ToolUse, answer: Grammar | None) -> str:
    """The rule `start`, and what it needs besides `calls`."""
    if use.mode == "required":
        return f"start: {_mark(form)} calls"
    if answer is not None:
        return f"start: answer | {_mark(form)} calls\nanswer: {_answer_schema(answer)}"
    if not form.has_text_before:
        return f"start: TEXT | {_mark(form)} calls\n{_text_without(_regex(form.mark))}"
    if form.mark_id is not None:
        return f"start: TEXT | TEXT {_mark(form)} calls\nTEXT: /(.|\\n)*/"
    # A lazy lexeme ends with the first mark, so no text goes past one.
    return f"start: TEXT | text_and_mark calls\ntext_and_mark[lazy]: TEXT {_mark(form)}\nTEXT: /(.|\\n)*/"


def _answer_schema(answer: Grammar) -> str:
    if answer.kind != "json_schema":
        raise InvalidRequest(
            f"`{answer.param}` cannot go with `tools`: beside tools the text may be constrained by a JSON "
            "schema alone.",
            param=answer.param,
        )
    return json_value(json.loads(answer.source))


def _calls(form: ToolFormat, use: ToolUse, arguments: Mapping[str, str]) -> list[str]:
    more = (
        f"({_literal(form.separator)} call){{0,{MAX_CALLS - 1}}}"
        if use.is_parallel and form.takes_many
        else ""
    )
    calls = [f'{_literal(form.head(name))} {arguments[name]} "}}"' for name in _allowed(use)]
    return [
        f"calls: {_literal(form.opening)} call {more} {_literal(form.closing)}",
        *_alternatives(calls),
    ]


def _allowed(use: ToolUse) -> list[str]:
    return [tool.name for tool in use.tools if tool.name in use.allowed]


def _alternatives(calls: Sequence[str]) -> list[str]:
    """The rule `call`, and one for each tool."""
    names = [f"call_{index}" for index in range(len(calls))]
    bodies = [f"{name}: {body}" for name, body in zip(names, calls, strict=True)]
    return ["call: " + " | ".join(names), *bodies]


def _mark(form: ToolFormat) -> str:
    """Nothing where the mark is the call's own beginning."""
    if form.mark_id is not None:
        return f"<[{form.mark_id}]>"
    return "" if form.is_mark_of_call else _literal(form.mark)


def _literal(text: str) -> str:
    return json.dumps(text) if text else ""


def _regex(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9_ ]", lambda found: f"\\x{ord(found[0]):02x}", text)


def _text_without(pattern: str) -> str:
    """TEXT: any that does not begin so."""
    return f"TEXT: /(.|\\n)*/ & ~/{pattern}(.|\\n)*/"
