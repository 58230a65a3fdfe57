"""What a harmony reply with tools may be, behind its reasoning: a text in `final`, or a call in `commentary`.

A text that is meant for the user may come before the call. Whom a call is to stands in front of its channel,
as in a rendered history, or behind it, as models write it themselves.
"""

from __future__ import annotations

import json

from serving.text.harmony.marks import CHANNEL, CONSTRAIN, END, FUNCTIONS, MESSAGE, START, Marks


def rules(marks: Marks, *, must_call: bool, is_continued: bool, text: str) -> list[str]:
    """Llguidance's Lark; `call` is to be defined besides.

    Args:
        is_continued: the prompt has begun a text.
        text: the rule's name of what stands in `final`.
    """
    start, end, message, channel = (f"<[{marks.token_id(mark)}]>" for mark in (START, END, MESSAGE, CHANNEL))
    next_message = f'{end} {start} "assistant"'
    if is_continued:
        begin = f"TEXT {next_message} call" if must_call else f"{text} | TEXT {next_message} call"
    else:
        begin = "preamble? call" if must_call else "preamble? (final | call)"
    lines = [f"start: {begin}", r"TEXT: /(.|\n)*/", _content_type(marks)]
    if not is_continued:
        lines.append(f'preamble: {channel} "commentary" {message} TEXT {next_message}')
        if not must_call:
            lines.append(f'final: {channel} "final" {message} {text}')
    return lines


def call(marks: Marks, name: str, arguments: str) -> str:
    """The body of the rule of a call of this function; `arguments` is that of what they may be."""
    message, channel = (f"<[{marks.token_id(mark)}]>" for mark in (MESSAGE, CHANNEL))
    to = f" to={FUNCTIONS}{name}"
    behind, before = json.dumps(f"commentary{to}"), json.dumps(to)
    header = f'({channel} {behind} | {before} {channel} "commentary")'
    return f"{header} content_type {message} {arguments}"


def _content_type(marks: Marks) -> str:
    return f'content_type: " json" | " " <[{marks.token_id(CONSTRAIN)}]> "json"'
