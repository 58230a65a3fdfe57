"""What harnesses write into the head of a prompt and change from request to request.

KV is found by its tokens from the first on, so a date that changes before the history costs all of the
history. Each rule knows one such text by the form that its harness gives it, and takes it out of the way:
what no model is to read is dropped, and what it is to read becomes a note (`notes.py`) behind the rest of the
head. Rules look at system and developer messages alone, and never change a word.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from serving.errors import StartupError
from serving.request import ChatInput, Input
from serving.sessions.head_change import HEAD_ROLES, num_head_messages

VERSION = 1  # of the list below: what a rule of one name finds and does is part of it
_DAY = (  # as JavaScript, ISO 8601 and people in English write one
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w*,? )?"
    r"(?:\d{4}-\d\d-\d\d|[A-Z][a-z]{2,8} \d{1,2},? \d{4}|\d{1,2} [A-Z][a-z]{2,8} \d{4})[^\n]{0,40}"
)


@dataclass(frozen=True, slots=True)
class HeadRule:
    """One text that is known to change."""

    name: str
    pattern: re.Pattern[str]  # whole lines
    is_dropped: bool  # wherever a system message has it; else it moves, from the head


def _rule(name: str, pattern: str, *, is_dropped: bool = False) -> HeadRule:
    return HeadRule(name, re.compile(rf"^{pattern}[ \t]*(?:\n|\Z)", re.MULTILINE), is_dropped)


# No pattern looks at a character more than a few times, whatever the text.
_RULES = (
    # A count that Claude Code sends to its maker with each request.
    _rule("billing", r"x-anthropic-billing-header:[^\n]*", is_dropped=True),
    # What is left of a budget that is its maker's, and not this model's context.
    _rule("token-budget", r"<total_tokens>[\d,]+ tokens left</total_tokens>", is_dropped=True),
    # Claude Code, opencode: directory, platform, date.
    _rule(
        "environment",
        r"(?:Here is (?:some )?useful information about the environment you are running in:\n)?"
        r"<env>\n(?:(?!<env>|</env>)[\s\S])*</env>",
    ),
    # Claude Code: branch, changed files, last commits.
    _rule(
        "working-tree",
        r"gitStatus: This is the git status at the start of the conversation\."
        r"(?:(?!^gitStatus:|^Recent commits:\n)[\s\S])*Recent commits:(?:\n[^\n]+)*",
    ),
    _rule("date", rf"[ \t]*(?:Today's date|The current date|Current date)(?: is|:) {_DAY}"),
)
NAMES = tuple(rule.name for rule in _RULES)


@dataclass(frozen=True, slots=True)
class Ruled:
    """A prompt whose head keeps still."""

    prompt: Input  # without what moves
    rules: tuple[str, ...] = ()  # the names of those that found something
    note: str = ""  # what moves


class HeadRules:
    """Those that are switched on."""

    def __init__(self, chosen: str = "all") -> None:
        """`chosen`: all, none, or names with commas between. Raises: StartupError."""
        names = {"all": NAMES, "none": ()}.get(chosen, tuple(chosen.split(",")))
        for name in names:
            if name not in NAMES:
                raise StartupError(
                    f"--head-rules may be all, none, or some of {', '.join(NAMES)} with commas between, got "
                    f"{name!r}."
                )
        self._rules = tuple(rule for rule in _RULES if rule.name in names)

    def applied(self, prompt: Input) -> Ruled:
        if not isinstance(prompt, ChatInput) or not self._rules:
            return Ruled(prompt)
        acted: set[str] = set()
        moved: list[str] = []
        num_head = num_head_messages(prompt.messages)
        messages = [
            self._without(message, acted, moved if index < num_head else None)
            for index, message in enumerate(prompt.messages)
        ]
        kept = tuple(message for message in messages if message)
        if not acted or not (kept or moved):  # a prompt of nothing else is meant so
            return Ruled(prompt)
        rules = tuple(rule.name for rule in self._rules if rule.name in acted)
        return Ruled(replace(prompt, messages=kept), rules, "\n".join(moved))

    def _without(
        self, message: Mapping[str, Any], acted: set[str], moved: list[str] | None
    ) -> Mapping[str, Any]:
        """Empty where nothing of it is left. `moved` takes what is to move; None: nothing is."""
        content = message.get("content")
        if message.get("role") not in HEAD_ROLES or not isinstance(content, str):
            return message
        text = content
        for rule in self._rules:
            if not rule.is_dropped and moved is None:
                continue
            found = [match[0].strip("\n") for match in rule.pattern.finditer(text)]
            if found:
                acted.add(rule.name)
                text = rule.pattern.sub("", text)
                if moved is not None and not rule.is_dropped:
                    moved += found
        if text == content:
            return message
        return {**message, "content": text} if text.strip() else {}
