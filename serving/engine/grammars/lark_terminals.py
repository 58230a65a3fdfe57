"""The terminals of a Lark grammar, as regular expressions of which a lexer follows all at once.

Rules are left to the parser; of them only the strings and expressions count that stand in them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from serving.engine.grammars.regex_syntax import (
    ANY,
    Chars,
    Either,
    NotUnderstood,
    Regex,
    Repeat,
    Sequence,
    parse,
)

_TOKEN = re.compile(
    r"""(?P<blank>[ \t\r]+|(?:\#|//)[^\n]*)
    |(?P<line>\n\s*(?!\s*[|)\]]))
    |(?P<more>\n)
    |(?P<string>"(?:\\.|[^"\\\n])*"i?)
    |(?P<regex>/(?:\\.|[^/\\\n])+/[imslux]*)
    |(?P<name>[?!]?[A-Za-z_][\w-]*)
    |(?P<count>\{\d*(?:,\d*)?\}|~\s*\d+(?:\.\.\d+)?)
    |(?P<json>%(?:json|regex|lark|llguidance)\s*\{)
    |(?P<special><[^<>\s]+>)
    |(?P<sign>->|\.\.|.)""",
    re.VERBOSE,
)


@dataclass(slots=True)
class Token:
    kind: str
    text: str
    start: int
    end: int  # after the braces of `%json` and its like, of which `text` has the first


@dataclass(slots=True)
class _Definition:
    name: str
    tokens: list[Token] = field(default_factory=list)

    @property
    def is_terminal(self) -> bool:
        return self.name.lstrip("_?!")[:1].isupper()


def terminals(source: str) -> list[Regex]:
    """Raises: NotUnderstood."""
    definitions = list(_definitions(source))
    reading = _Terminals({definition.name: definition for definition in definitions})
    found: list[Regex] = []
    for definition in definitions:
        if definition.is_terminal:
            found.append(reading.regex(definition.name))
        else:
            found.extend(_literal(token) for token in definition.tokens if token.kind in ("string", "regex"))
    return found


def with_schemas(source: str, value: Callable[[Any], str]) -> str:
    """The grammar, with each `%json` in it as the expression that `value` makes of its schema.

    Raises: NotUnderstood, also where the word stands in a text or comment: then it may be read in two ways.
    """
    if "%json" not in source and "%lark" not in source:
        return source
    schemas = [token for token in tokens_of(source) if token.text.startswith("%json")]
    if len(schemas) != source.count("%json") or "%lark" in source:
        raise NotUnderstood("`%lark`, or `%json` without a schema")
    parts, copied = [], 0
    for token in schemas:
        schema = json.loads(source[token.start + len(token.text) - 1 : token.end])
        parts += [source[copied : token.start], value(schema)]
        copied = token.end
    return "".join([*parts, source[copied:]])


def _definitions(source: str) -> Iterator[_Definition]:
    current: _Definition | None = None
    tokens = list(tokens_of(source))
    for index, token in enumerate(tokens):
        if token.kind == "line":
            continue
        is_first = index == 0 or tokens[index - 1].kind == "line"
        if is_first and (token.kind in ("name", "json") or token.text == "%"):
            if current is not None:
                yield current
            current = _Definition(token.text.lstrip("?!"))
        elif current is not None:
            current.tokens.append(token)
    if current is not None:
        yield current


def tokens_of(source: str) -> Iterator[Token]:
    at = 0
    while at < len(source):
        found = _TOKEN.match(source, at)
        if found is None:
            raise NotUnderstood(f"an unexpected {source[at]!r}")
        kind, at = found.lastgroup or "", found.end()
        if kind == "json":
            try:
                at = json.JSONDecoder().raw_decode(source, at - 1)[1]
            except ValueError as error:
                raise NotUnderstood("JSON that is not closed") from error
        if kind not in ("blank", "more"):
            yield Token(kind, found.group(), found.start(), at)


class _Terminals:
    """Each is read once."""

    def __init__(self, definitions: Mapping[str, _Definition]) -> None:
        self._definitions = definitions
        self._found: dict[str, Regex | None] = {}  # None: as it is being read

    def regex(self, name: str) -> Regex:
        """Of an imported one, any character: those are small."""
        if name not in self._definitions:
            return Chars(ANY)
        if name not in self._found:
            self._found[name] = None
            self._found[name] = _Body(self._definitions[name], self).regex()
        found = self._found[name]
        if found is None:
            raise NotUnderstood(f"{name} stands in itself")
        return found


class _Body:
    """Reads one definition. `&` and `~` keep or drop states of what they join: they add none."""

    def __init__(self, definition: _Definition, others: _Terminals) -> None:
        self._others = others
        start = next((i for i, token in enumerate(definition.tokens) if token.text == ":"), -1)
        self._tokens = definition.tokens[start + 1 :]
        self._at = 0

    def regex(self) -> Regex:
        regex = self._either()
        if self._at < len(self._tokens):
            raise NotUnderstood(f"an unexpected {self._tokens[self._at].text!r}")
        return regex

    def _either(self) -> Regex:
        options = [self._sequence()]
        while self._take("|") or self._take("&"):
            options.append(self._sequence())
        return Either(tuple(options))

    def _sequence(self) -> Regex:
        parts: list[Regex] = []
        while self._at < len(self._tokens) and self._tokens[self._at].text not in ("|", "&", ")", "]"):
            if not self._take("~"):
                parts.append(self._repeated(self._atom()))
        return Sequence(tuple(parts))

    def _repeated(self, part: Regex) -> Regex:
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            if token.kind == "count":
                low, _, high = token.text.strip("{}~ ").replace("..", ",").partition(",")
                most = int(high) if high else int(low) if "," not in token.text.replace("..", ",") else None
                part = Repeat(part, int(low or 0), most)
            elif token.text in ("*", "+", "?"):
                part = Repeat(part, int(token.text == "+"), 1 if token.text == "?" else None)
            else:
                break
            self._at += 1
        return part

    def _atom(self) -> Regex:
        token = self._tokens[self._at]
        self._at += 1
        if token.text in ("(", "["):
            inner = self._either()
            if not self._take(")" if token.text == "(" else "]"):
                raise NotUnderstood("a group that is not closed")
            return inner if token.text == "(" else Repeat(inner, 0, 1)
        if token.kind == "name":
            return self._others.regex(token.text)
        if token.kind == "string" and self._take(".."):
            last = self._tokens[self._at]
            self._at += 1
            return Chars(((ord(token.text[1]), ord(last.text[1])),))
        return _literal(token)

    def _take(self, text: str) -> bool:
        is_there = self._at < len(self._tokens) and self._tokens[self._at].text == text
        self._at += is_there
        return is_there


def _literal(token: Token) -> Regex:
    if token.kind == "regex":
        body, _, flags = token.text[1:].rpartition("/")
        return parse(f"(?{flags}:{body})" if flags else body)
    if token.kind == "string":
        body = token.text[1 : token.text.rindex('"')]
        return parse(("(?i)" if token.text.endswith("i") else "") + re.escape(_unescaped(body)))
    raise NotUnderstood(f"an unexpected {token.text!r}")


def _unescaped(body: str) -> str:
    try:
        return str(json.loads(f'"{body}"', strict=False))
    except ValueError:
        return body
