"""How much a model is to reason: from the words of a request to those that chat templates have for it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from serving.request import REASONING_SWITCHES

EFFORT = "reasoning_effort"  # the variable of templates that know degrees
NO_EFFORT = "none"


def template_variables(
    effort: str | None, is_on: bool | None = None, given: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Under each name that templates have for it: they read what they know.

    Args:
        is_on: whether it is to reason at all; None: as the effort says.
        given: variables that the request names itself, which win.
    """
    given = given or {}
    if is_on is None and effort is not None:
        is_on = effort != NO_EFFORT
    is_switched = is_on is not None and not given.keys() & set(REASONING_SWITCHES)
    switches = dict.fromkeys(REASONING_SWITCHES, is_on) if is_switched else {}
    return {**({} if effort is None else {EFFORT: effort}), **switches, **given}


def is_effort_ignored(effort: str | None, variables: Collection[str]) -> bool:
    """Whether it asks for something, of a template that reads these variables and has no word for it."""
    return effort not in (None, NO_EFFORT) and not {EFFORT, *REASONING_SWITCHES}.intersection(variables)


def max_reasoning_tokens(budget: int | None) -> int | None:
    """-1 is no bound, as at other servers."""
    return None if budget is None or budget < 0 else budget
