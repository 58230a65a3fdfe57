"""Which regular expressions are small enough to be followed wherever a text leads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from serving.engine.lark_terminals import terminals
from serving.engine.regex_size import MAX_STATES, TooLarge, check_size
from serving.engine.regex_syntax import NotUnderstood, Regex, parse, search


class PatternTooLarge(ValueError):
    """Whether a text in it can be followed to its end would be luck; the message says what to do."""

    def __init__(self) -> None:
        super().__init__(
            f"needs an automaton of more than {MAX_STATES} states. Lower its counted repetitions, those in "
            "one another first"
        )


def check_patterns(patterns: Sequence[str]) -> None:
    """Of JSON schemas, one of which a string must match. Raises: PatternTooLarge."""
    if not _is_small(tuple(patterns), _searched):
        raise PatternTooLarge


def check_regex(source: str) -> None:
    """That the whole text must match. Raises: PatternTooLarge."""
    if not _is_small((source,), _whole):
        raise PatternTooLarge


def check_lark(source: str) -> None:
    """A grammar's terminals. Raises: PatternTooLarge."""
    if not _is_small((source,), terminals):
        raise PatternTooLarge


def _searched(source: str) -> list[Regex]:
    return [search(parse(source))]


def _whole(source: str) -> list[Regex]:
    return [parse(source)]


@lru_cache(maxsize=256)
def _is_small(sources: tuple[str, ...], read: Callable[[str], list[Regex]]) -> bool:
    regexes = []
    for source in sources:
        try:
            regexes.extend(read(source))
        except (NotUnderstood, RecursionError):  # llguidance says why, or knows more
            continue
    try:
        check_size(regexes)
    except (TooLarge, RecursionError):
        return False
    return True
