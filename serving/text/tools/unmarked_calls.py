"""Calls that a model writes as plain JSON: bare, as its whole reply, or fenced, as a block of its text.

Small models, and models of code, do so where they may call a tool and need not. No grammar has held such
text to anything, so it counts as a call only if it is one: the name of a tool that may be called, and
arguments of its schema. Anything else is text, as it stands. What may yet become a call is held back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from serving.request import Tool
from serving.text.tools.argument_check import ArgumentCheck
from serving.text.tools.json_object import JsonObject

_KEYS = ("arguments", "parameters")
_LANGUAGES = ("json", "tool_call")  # of a fence
_MAX_HEAD = 1024  # characters, white space included
# White space is matched possessively, so that no run of it is gone through twice.
_OPENING = re.compile(r"\s*+(?:```(?:json|tool_call)?|<tools>)?\s*+\[?\s*+")
_OPENING_IN_TEXT = re.compile(r"\n[ \t]*+(?:```|<tools>)")
_END_OF_TEXT = re.compile(r"\n[ \t]*+(?:`{1,2}|<t?o?o?l?s?)\Z")  # an opening may begin with it
_HEAD = re.compile(
    r'\{\s*+"name"\s*+:\s*+("(?:[^"\\]|\\.)*+")\s*+,\s*+"(?:arguments|parameters)"\s*+:\s*+(?=\{)'
)
_SEPARATOR = re.compile(r"\s*+[,;]?\s*+(?=\{)")
_CLOSING = re.compile(r"\s*+\]?\s*+(?:```|</tools>)?[ \t]*+")
_UNFINISHED_CLOSING = re.compile(r"\s*+[,;]?\s*+\]?\s*+(?:`{0,2}|</?t?o?o?l?s?)")
_STRING_OR_SPACE = re.compile(r'("(?:[^"\\]|\\.)*+"?)|\s++')


@dataclass(frozen=True, slots=True)
class UnmarkedCall:
    name: str
    arguments: str  # JSON, as the model wrote it


class _Unfinished(Exception):
    """Whether this is a call will be known when more text has come."""


class UnmarkedCallReader:
    """One reply's."""

    def __init__(self, tools: Sequence[Tool], *, max_calls: int) -> None:
        """
        Args:
            tools: those that may be called.
            max_calls: of one reply; what looks like another one is text.
        """
        self._checks = {tool.name: ArgumentCheck(tool) for tool in tools}
        self._heads = [f'{{"name":{json.dumps(tool.name)},"{key}":{{' for tool in tools for key in _KEYS]
        self._num_left = max_calls
        self._held = ""
        self._is_at_start = True  # nothing has been read
        self._is_behind_call = False  # white space there is no text
        # What has been found out about the held text, by place: no piece of it is read twice.
        self._calls: dict[int, tuple[UnmarkedCall, int] | None] = {}
        self._arguments: dict[int, JsonObject] = {}

    def push(self, text: str, *, is_last: bool = False) -> tuple[str, list[UnmarkedCall]]:
        """The text that is surely text, and the calls that are whole. `is_last`: no more comes."""
        self._held += text
        shown: list[str] = []
        calls: list[UnmarkedCall] = []
        while self._held:
            shown.append(self._as_text(self._take(self._place_of_block())))
            try:
                found, end = self._block(is_last=is_last)
            except _Unfinished:
                if is_last:
                    shown.append(self._as_text(self._take(len(self._held))))
                break
            calls += found
            self._is_behind_call = self._is_behind_call or bool(found)
            taken = self._take(end)
            if not found:
                shown.append(self._as_text(taken))
        return "".join(shown), calls

    def _take(self, num_chars: int) -> str:
        taken, self._held = self._held[:num_chars], self._held[num_chars:]
        if taken:
            self._calls.clear()
            self._arguments.clear()
        self._is_at_start = self._is_at_start and not taken.strip()
        return taken

    def _as_text(self, text: str) -> str:
        text = text.lstrip() if self._is_behind_call else text
        self._is_behind_call = self._is_behind_call and not text
        return text

    def _place_of_block(self) -> int:
        """Where what may be a block of calls begins, white space before it included; else the end."""
        if self._is_at_start:
            return 0
        found = _OPENING_IN_TEXT.search(self._held) or _END_OF_TEXT.search(self._held)
        return len(self._held[: found.start() if found else None].rstrip())

    def _block(self, *, is_last: bool) -> tuple[list[UnmarkedCall], int]:
        """The calls of the block with which the held text begins, and its end; none: so much is text.

        Raises: _Unfinished.
        """
        start = self._opening()
        calls: list[UnmarkedCall] = []
        end = start
        try:
            while len(calls) < self._num_left and (call := self._call(end)) is not None:
                calls.append(call[0])
                end = self._end_of_block(call[1])
                if not _SEPARATOR.match(self._held, call[1]):
                    break
        except _Unfinished:
            if not (is_last and calls):
                raise
            end = len(self._held)
        self._num_left -= len(calls)
        return calls, end if calls else max(start, 1)

    def _opening(self) -> int:
        """Its length; 0 where there is none."""
        found = _OPENING.match(self._held)
        assert found is not None, "it matches nothing at least"
        body = self._held[found.end() :]
        is_fence = found[0].rstrip().endswith("```")
        is_part = is_fence and any(language.startswith(body) for language in _LANGUAGES)
        if not body or is_part or _UNFINISHED_CLOSING.fullmatch(body):
            raise _Unfinished
        return found.end()

    def _call(self, start: int) -> tuple[UnmarkedCall, int] | None:
        """The call at `start` and where it ends; None: there is none. Raises: _Unfinished."""
        if start not in self._calls:
            self._calls[start] = self._read_call(start)
        return self._calls[start]

    def _read_call(self, start: int) -> tuple[UnmarkedCall, int] | None:
        head = _HEAD.match(self._held, start, start + _MAX_HEAD)
        if head is None:
            if self._may_become_head(start):
                raise _Unfinished
            return None
        name = _string(head[1])
        if name is None or name not in self._checks:
            return None
        end = self._end_of_arguments(head.end())
        behind = self._held[end:].lstrip()
        if not behind:
            raise _Unfinished
        arguments = self._held[head.end() : end]
        if not behind.startswith("}") or not self._checks[name].accepts(arguments):
            return None
        return UnmarkedCall(name, arguments), len(self._held) - len(behind) + 1

    def _end_of_arguments(self, start: int) -> int:
        """Raises: _Unfinished."""
        arguments = self._arguments.setdefault(start, JsonObject())
        if not arguments.is_closed:
            arguments.end(self._held[start + arguments.num_read :])
        if not arguments.is_closed:
            raise _Unfinished
        return start + arguments.num_read

    def _may_become_head(self, start: int) -> bool:
        if not self._held.startswith("{", start) or len(self._held) - start >= _MAX_HEAD:
            return False
        compact = _STRING_OR_SPACE.sub(lambda found: found[1] or "", self._held[start:])
        return any(head.startswith(compact) for head in self._heads)

    def _end_of_block(self, start: int) -> int:
        """Raises: _Unfinished."""
        separator = _SEPARATOR.match(self._held, start)
        if separator is not None:
            return separator.end()
        rest = self._held[start:]
        closing = _CLOSING.match(rest)
        assert closing is not None, "it matches nothing at least"
        if _UNFINISHED_CLOSING.fullmatch(rest) and "```" not in closing[0]:
            raise _Unfinished
        return start + closing.end()


def _string(text: str) -> str | None:
    """None: it is no JSON."""
    try:
        return str(json.loads(text))
    except ValueError:
        return None
