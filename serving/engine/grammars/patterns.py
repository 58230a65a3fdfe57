"""Which regular expressions are small enough to be followed wherever a text leads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from serving.engine.grammars.lark_terminals import terminals
from serving.engine.grammars.regex_size import (
    MAX_PLACES,
    MAX_PLACES_OF_LETTERS,
    MAX_STATES,
    MAX_WORK,
    TooLarge,
    check_size,
)
from serving.engine.grammars.regex_syntax import NotUnderstood, Regex, parse, search


class PatternTooLarge(ValueError):
    """Whether a text in it can be followed to its end would be luck; the message says what to do."""

    def __init__(self) -> None:
        super().__init__(
            f"is too large: more than {MAX_PLACES} places of characters, or {MAX_PLACES_OF_LETTERS} where "
            f"letters are told apart, and more than {MAX_STATES} states of its automaton. Lower its counted "
            "repetitions, those in one another first"
        )


class Patterns:
    """Those of one JSON schema, which share the work that is put into them."""

    def __init__(self) -> None:
        self._work_left = MAX_WORK

    def check(self, patterns: Sequence[str]) -> None:
        """Those that a string may match beside each other. Raises: PatternTooLarge."""
        if self._work_left > 0:
            self._work_left -= _work(tuple(patterns), _searched)
        if self._work_left <= 0:
            raise PatternTooLarge


def check_regex(source: str) -> None:
    """That the whole text must match. Raises: PatternTooLarge."""
    if _work((source,), _whole) > MAX_WORK:
        raise PatternTooLarge


def check_lark(source: str) -> None:
    """A grammar's terminals. Raises: PatternTooLarge."""
    if _work((source,), terminals) > MAX_WORK:
        raise PatternTooLarge


def _searched(source: str) -> list[Regex]:
    return [search(parse(source))]


def _whole(source: str) -> list[Regex]:
    return [parse(source)]


@lru_cache(maxsize=256)
def _work(sources: tuple[str, ...], read: Callable[[str], list[Regex]]) -> int:
    """More than MAX_WORK where they are too large."""
    regexes = []
    for source in sources:
        try:
            regexes.extend(read(source))
        except (NotUnderstood, RecursionError):  # llguidance says why, or knows more
            continue
    try:
        return check_size(regexes)
    except (TooLarge, RecursionError):
        return MAX_WORK + 1
