"""Regular expressions taken apart, as far as the size of their automaton depends on it.

Reads what Rust's regex crate and JavaScript have in common: classes, groups, alternation, repetition and
anchors.
Characters beyond ASCII are told apart coarsely: a named class such as `\\w` is a range of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

Ranges = tuple[tuple[int, int], ...]  # of code points, first and last
LAST = 0x10FFFF
ANY: Ranges = ((0, LAST),)
_DOT: Ranges = ((0, 9), (11, LAST))
_WORD: Ranges = ((48, 57), (65, 90), (95, 95), (97, 122), (0x80, 0x3FFF))
_DIGIT: Ranges = ((48, 57), (0x80, 0x8F))
_SPACE: Ranges = ((9, 13), (32, 32), (0x4000, 0x40FF))
_NAMED: dict[str, Ranges] = {"w": _WORD, "d": _DIGIT, "s": _SPACE}
_POSIX: dict[str, Ranges] = {
    "alpha": ((65, 90), (97, 122)),
    "alnum": ((48, 57), (65, 90), (97, 122)),
    "digit": ((48, 57),),
    "lower": ((97, 122),),
    "upper": ((65, 90),),
    "space": ((9, 13), (32, 32)),
    "xdigit": ((48, 57), (65, 70), (97, 102)),
    "word": ((48, 57), (65, 90), (95, 95), (97, 122)),
    "punct": ((33, 47), (58, 64), (91, 96), (123, 126)),
}
_CONTROL = {"n": 10, "r": 13, "t": 9, "f": 12, "v": 11, "a": 7, "0": 0}
_COUNT = re.compile(r"\{(\d+)(,(\d*))?\}")
_GROUP = re.compile(r"\?(?:P?<\w+>|([a-zA-Z]*)(?:-[a-zA-Z]+)?([:)]))")
_HEX = re.compile(r"[xuU]\{([0-9a-fA-F]+)\}|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})")
_NAME = re.compile(r"[pP](?:\{(\^?[^}]*)\}|(\w))")


class NotUnderstood(ValueError):
    """It is malformed, or has what is not read here."""


@dataclass(frozen=True, slots=True)
class Chars:
    """One character of these."""

    ranges: Ranges


@dataclass(frozen=True, slots=True)
class Anchor:
    """The text's beginning, `^`, or end, `$`."""

    sign: str


@dataclass(frozen=True, slots=True)
class Sequence:
    parts: tuple[Regex, ...]


@dataclass(frozen=True, slots=True)
class Either:
    options: tuple[Regex, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    part: Regex
    min_times: int
    max_times: int | None


Regex = Chars | Anchor | Sequence | Either | Repeat


def parse(text: str) -> Regex:
    """Raises: NotUnderstood."""
    parser = _Parser(text)
    regex = parser.alternation()
    if parser.at < len(text):
        raise NotUnderstood(f"an unexpected {text[parser.at]!r}")
    return regex


def search(regex: Regex) -> Regex:
    """What has a match of it anywhere, as JSON Schema reads patterns."""
    anything = Repeat(Chars(ANY), 0, None)
    options = regex.options if isinstance(regex, Either) else (regex,)
    found: list[Regex] = []
    for option in options:
        parts = option.parts if isinstance(option, Sequence) else (option,)
        lead = () if parts[:1] == (Anchor("^"),) else (anything,)
        tail = () if parts[-1:] == (Anchor("$"),) else (anything,)
        found.append(Sequence((*lead, *parts, *tail)))
    return Either(tuple(found))


def inverted(ranges: Ranges) -> Ranges:
    gaps, start = [], 0
    for first, last in sorted(ranges):
        if first > start:
            gaps.append((start, first - 1))
        start = max(start, last + 1)
    return (*gaps, (start, LAST)) if start <= LAST else tuple(gaps)


class _Parser:
    def __init__(self, text: str) -> None:
        self._text = text
        self.at = 0
        self._ignores_case = False
        self._dot_is_any = False

    def alternation(self) -> Regex:
        flags = self._ignores_case, self._dot_is_any
        options = [self._sequence()]
        while self._take("|"):
            options.append(self._sequence())
        self._ignores_case, self._dot_is_any = flags
        return options[0] if len(options) == 1 else Either(tuple(options))

    def _sequence(self) -> Regex:
        parts: list[Regex] = []
        while self._peek() not in ("", "|", ")"):
            part = self._atom()
            if part is not None:
                parts.append(self._repeated(part))
        return parts[0] if len(parts) == 1 else Sequence(tuple(parts))

    def _repeated(self, part: Regex) -> Regex:
        while True:
            counted = _COUNT.match(self._text, self.at)
            if counted:
                self.at = counted.end()
                least = int(counted[1])
                most = least if counted[2] is None else int(counted[3]) if counted[3] else None
                part = Repeat(part, least, most)
            elif self._take("*"):
                part = Repeat(part, 0, None)
            elif self._take("+"):
                part = Repeat(part, 1, None)
            elif self._take("?"):
                part = Repeat(part, 0, 1)
            else:
                return part
            self._take("?")  # lazy or not, it matches the same

    def _atom(self) -> Regex | None:
        """None: a flag, which is taken note of."""
        sign = self._next()
        if sign == "(":
            return self._group()
        if sign == "[":
            return self._cased(self._char_class())
        if sign == ".":
            return Chars(ANY if self._dot_is_any else _DOT)
        if sign in "^$":
            return Anchor(sign)
        if sign in "*+?":
            raise NotUnderstood(f"{sign!r} has nothing to repeat")
        if sign == "\\":
            if self._peek() in tuple("AzZ"):
                return Anchor("^" if self._next() == "A" else "$")
            return self._cased(self._escape())
        return self._cased(((ord(sign), ord(sign)),))

    def _group(self) -> Regex | None:
        flags = self._ignores_case, self._dot_is_any
        found = _GROUP.match(self._text, self.at)
        if found is None and self._peek() == "?":
            raise NotUnderstood("look-around or another unusual group")
        if found:
            self.at = found.end()
            self._ignores_case |= "i" in (found[1] or "")
            self._dot_is_any |= "s" in (found[1] or "")
            if found[2] == ")":  # holds until the group around it ends
                return None
        inner = self.alternation()
        self._ignores_case, self._dot_is_any = flags
        self._expect(")")
        return inner

    def _char_class(self) -> Ranges:
        is_inverted = self._take("^")
        ranges: list[tuple[int, int]] = []
        is_first = True
        while is_first or self._peek() != "]":
            is_first = False
            ranges.extend(self._class_item())
        self._expect("]")
        return inverted(tuple(ranges)) if is_inverted else tuple(ranges)

    def _class_item(self) -> Ranges:
        for sign in ("&&", "--", "~~"):
            if self._text.startswith(sign, self.at):
                raise NotUnderstood(f"{sign!r} in a class")
        if self._text.startswith("[:", self.at):
            name, colon, rest = self._text[self.at + 2 :].partition(":]")
            if not colon or name.lstrip("^") not in _POSIX:
                raise NotUnderstood("an unknown class of characters")
            self.at = len(self._text) - len(rest)
            known = _POSIX[name.lstrip("^")]
            return inverted(known) if name.startswith("^") else known
        sign = self._next()
        if sign == "[":
            return self._char_class()
        first = self._escape(in_class=True) if sign == "\\" else ((ord(sign), ord(sign)),)
        ahead = self._text[self.at : self.at + 2]
        if len(ahead) < 2 or ahead[0] != "-" or ahead[1] in "]-" or first[0][0] != first[-1][1]:
            return first
        self._next()
        sign = self._next()
        last = self._escape(in_class=True) if sign == "\\" else ((ord(sign), ord(sign)),)
        return ((first[0][0], last[-1][1]),)

    def _escape(self, *, in_class: bool = False) -> Ranges:
        sign = self._peek()
        if sign.lower() in _NAMED:
            self.at += 1
            known = _NAMED[sign.lower()]
            return known if sign.islower() else inverted(known)
        for pattern in (_HEX, _NAME):
            found = pattern.match(self._text, self.at)
            if found:
                self.at = found.end()
                if pattern is _NAME:
                    return inverted(_property(found)) if sign == "P" else _property(found)
                point = int(found[found.lastindex or 0], 16)
                return ((point, point),)
        self.at += 1
        if sign in _CONTROL:
            return ((_CONTROL[sign],) * 2,)
        if sign == "b" and in_class:
            return ((8, 8),)
        if sign == "" or sign.isalnum():
            raise NotUnderstood(f"the escape \\{sign}")
        return ((ord(sign), ord(sign)),)

    def _cased(self, ranges: Ranges) -> Chars:
        return Chars(tuple(_both_cases(ranges)) if self._ignores_case else ranges)

    def _peek(self) -> str:
        return self._text[self.at : self.at + 1]

    def _next(self) -> str:
        sign = self._peek()
        if not sign:
            raise NotUnderstood("it ends too early")
        self.at += 1
        return sign

    def _take(self, sign: str) -> bool:
        is_there = self._text.startswith(sign, self.at)
        self.at += len(sign) * is_there
        return is_there

    def _expect(self, sign: str) -> None:
        if not self._take(sign):
            raise NotUnderstood(f"a missing {sign!r}")


def _property(found: re.Match[str]) -> Ranges:
    """Of Unicode: letters are told from the rest in ASCII, and beyond it by name."""
    name = found[1] or found[2]
    start = 0x5000 + 0x10 * (sum(map(ord, name)) % 0x100)
    letters: Ranges = ((65, 90), (97, 122)) if name.lstrip("^")[:1] == "L" else ()
    return (*letters, (start, start + 0xF))


def _both_cases(ranges: Ranges) -> Iterator[tuple[int, int]]:
    for first, last in ranges:
        yield first, last
        for low, high, shift in ((65, 90, 32), (97, 122, -32)):
            if first <= high and last >= low:
                yield max(first, low) + shift, min(last, high) + shift
