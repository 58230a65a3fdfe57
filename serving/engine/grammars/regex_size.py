"""Whether regular expressions that are matched side by side can be followed by any text, in bounded time.

A lexer of derivatives makes the states of their automaton as a text reaches them. Nested counted repetitions,
or a count behind a wildcard, can have more states than memory. Two things bound what comes of that:

- One mask follows every token from where the text is. It makes as many states as the expressions tell tokens
  apart, each as large as they are, so a small expression is cheap however many states it has in all. What
  tells letters from one another tells most tokens apart; what takes them alike tells few.
- A larger one must have few states in all. They are counted by subsets (Rabin and Scott, 1959) over
  Thompson's construction (1968).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from serving.engine.grammars.regex_syntax import Anchor, Chars, Either, Ranges, Regex, Repeat, Sequence

MAX_STATES = 20_000
MAX_PLACES = 3000  # of characters in the expressions, repetitions written out, whatever the number of states
MAX_PLACES_OF_LETTERS = 64  # where letters are told apart
MAX_REPETITIONS = 1000  # that are told apart: a longer text than that reaches no states of another kind
_LETTERS = range(ord("a"), ord("z") + 1)
_MAX_MOVES = 100_000  # of Thompson's automaton
MAX_WORK = 4_000_000  # members of subsets that are looked at: about a second


class TooLarge(ValueError):
    """There are too many places and states, or the latter take too long to count."""


def check_size(regexes: Iterable[Regex]) -> int:
    """The work that the automaton of all of them side by side takes, of MAX_WORK. Raises: TooLarge."""
    automaton = _Automaton()
    starts = [automaton.add(regex, 0) for regex in regexes]
    if not automaton.has_cheap_steps():
        automaton.explore(frozenset().union(*map(automaton.closure, starts)))
    return automaton.work


class _Automaton:
    """State 0 is the end. Another has moves without a character, or one move with one."""

    def __init__(self) -> None:
        self._free: list[tuple[int, ...]] = [()]
        self._chars: list[Ranges | None] = [None]
        self._closures: dict[int, frozenset[int]] = {}
        self.work = 0

    def add(self, regex: Regex, end: int) -> int:
        """The state from which it leads to `end`."""
        match regex:
            case Chars(ranges):
                return self._state((end,), ranges)
            case Anchor():
                return end
            case Sequence(parts):
                for part in reversed(parts):
                    end = self.add(part, end)
                return end
            case Either(options):
                return self._state(tuple(self.add(option, end) for option in options))
            case Repeat(part, min_times, max_times):
                return self._repeat(part, min_times, max_times, end)

    def _repeat(self, part: Regex, min_times: int, max_times: int | None, end: int) -> int:
        min_times = min(min_times, MAX_REPETITIONS)
        if max_times is None:
            start = self._state(())
            self._free[start] = (self.add(part, start), end)
        else:
            start, after = end, end
            for _ in range(min(max_times, MAX_REPETITIONS) - min_times):
                start = self._state((self.add(part, start), after))
        for _ in range(min_times):
            start = self.add(part, start)
        return start

    def _state(self, moves: tuple[int, ...], chars: Ranges | None = None) -> int:
        if len(self._free) >= _MAX_MOVES:
            raise TooLarge
        self._free.append(moves)
        self._chars.append(chars)
        return len(self._free) - 1

    def closure(self, state: int) -> frozenset[int]:
        """The states with a character, and the end, that are reached without one."""
        if state not in self._closures:
            seen, found, ahead = {state}, [], [state]
            while ahead:
                at = ahead.pop()
                if self._chars[at] is not None or at == 0:
                    found.append(at)
                    continue
                ahead.extend(move for move in self._free[at] if move not in seen)
                seen.update(self._free[at])
            self._pay(len(seen))
            self._closures[state] = frozenset(found)
        return self._closures[state]

    def has_cheap_steps(self) -> bool:
        letters = {frozenset(_members(ranges, _LETTERS)) for ranges in self._chars if ranges is not None}
        is_coarse = letters <= {frozenset(), frozenset(_LETTERS)}
        num_places = len(self._chars) - self._chars.count(None)
        return num_places <= (MAX_PLACES if is_coarse else MAX_PLACES_OF_LETTERS)

    def explore(self, start: frozenset[int]) -> None:
        letters = self._letters()
        seen, ahead = {start}, [start]
        while ahead:
            subset = ahead.pop()
            moves = [
                (letters[chars], self._free[state][0]) for state in subset if (chars := self._chars[state])
            ]
            self._pay(len(subset))
            for letter in {letter for accepted, _ in moves for letter in accepted}:
                closures = {self.closure(target) for accepted, target in moves if letter in accepted}
                self._pay(len(moves) + sum(map(len, closures)))
                reached = frozenset().union(*closures)
                if reached not in seen:
                    seen.add(reached)
                    ahead.append(reached)
                    if len(seen) > MAX_STATES:
                        raise TooLarge

    def _letters(self) -> dict[Ranges, frozenset[int]]:
        """The classes of characters, each as the letters of an alphabet that no class divides."""
        classes = {chars for chars in self._chars if chars is not None}
        edges = sorted({edge for ranges in classes for first, last in ranges for edge in (first, last + 1)})
        letter_of: dict[frozenset[Ranges], int] = {}
        letters: dict[Ranges, set[int]] = {ranges: set() for ranges in classes}
        for edge in edges:
            members = frozenset(
                ranges for ranges in classes if any(first <= edge <= last for first, last in ranges)
            )
            letter = letter_of.setdefault(members, len(letter_of))
            for ranges in members:
                letters[ranges].add(letter)
        return {ranges: frozenset(found) for ranges, found in letters.items()}

    def _pay(self, work: int) -> None:
        self.work += work
        if self.work > MAX_WORK:
            raise TooLarge


def _members(ranges: Ranges, points: Iterable[int]) -> Iterator[int]:
    return (point for point in points if any(first <= point <= last for first, last in ranges))
