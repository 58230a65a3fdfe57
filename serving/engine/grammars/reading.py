"""From a client's JSON schema to one that is enforced exactly, or a refusal that names the place.

Keywords that demand nothing are left out, annotations and unknown ones among them; numbers become doubles
that allow no other number (`schema_numbers`); what is left either holds for every text, or is refused.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from fractions import Fraction
from typing import Any
from urllib.parse import unquote

from serving.engine.grammars.error import InvalidGrammar
from serving.engine.grammars.exact_schema import quoted, unquoted
from serving.engine.grammars.keywords import (
    APPLICATORS,
    AS_THEY_ARE,
    BOUNDS,
    COUNTS,
    NAMED_SCHEMAS,
    NOT_ENFORCED,
    PLACES,
    SCHEMA,
    SCHEMAS,
    TEXT_FORMATS,
    keyword_demands,
    wanted_shape,
)
from serving.engine.grammars.numbers import (
    INTEGER_FORMATS,
    MAX_MULTIPLE,
    NotExact,
    check_multiple,
    is_exact,
    is_number,
    tightened,
)
from serving.engine.grammars.patterns import Patterns, PatternTooLarge
from serving.logs import get_logger

log = get_logger(__name__)

MAX_COUNT = 2**32 - 1  # of characters, items or properties; no text is that long
_NEED_ESCAPE = {chr(code) for code in (*range(32), 127)} - set("\n\r\b\t\f")  # one with \u
_MAX_FORMATS = 100  # that are logged
_logged_formats: set[str] = set()


class SchemaReading:
    """One schema as it is read."""

    def __init__(self, root: Any, is_lenient: bool, *, keeps_inexact: bool = True) -> None:
        self._root = root
        self._is_lenient = is_lenient
        self._keeps_inexact = keeps_inexact
        self.inexact: tuple[str, Any] | None = (
            None  # a value that llguidance would round, and where it stands
        )
        self._has_anchors = json.dumps(root).count('"$id"') > 1 or '"$anchor"' in json.dumps(root)
        self._moved: dict[str, Any] = {}  # what references point to, by where it stood
        self._to_move: list[tuple[str, Any, str]] = []  # of these: where it stood, what it is, its path
        self._expressions = Patterns()
        self._multiples: set[Fraction] = set()
        self._spelled_out: list[str] = []  # where values stand that need \u
        self.has_open_objects = False  # that name a key, and allow others

    def enforced(self) -> Any:
        """Raises: InvalidGrammar."""
        schema = self._schema(self._root, "$")
        while self._to_move:
            pointer, target, path = self._to_move.pop()
            self._moved[pointer] = self._schema(target, path)
        if self._moved:
            schema["$defs"] = self._moved
        if self._spelled_out and self.has_open_objects:
            raise InvalidGrammar(
                f"`{self._spelled_out[0]}` has a control character, which is written \\u, beside an object "
                "with `properties` that allows other keys, whose names are not spelled so. Set its "
                "`additionalProperties` to false"
            )
        if len(self._multiples) > 1 and "allOf" in json.dumps(schema):
            self._check_common_multiple()
        return schema

    def _schema(self, schema: Any, path: str) -> Any:
        if not isinstance(schema, dict):
            return schema
        kept: dict[str, Any] = {}
        for keyword in schema:
            self._keyword(keyword, schema, path, kept)
        self._bounds(schema, path, kept)
        self._keys(path, kept)
        return kept

    def _keyword(self, keyword: str, schema: dict[str, Any], path: str, kept: dict[str, Any]) -> None:
        value, at = schema[keyword], f"{path}.{keyword}"
        wanted = wanted_shape(keyword, value)
        if wanted is not None:
            raise InvalidGrammar(f"`{at}` must be {wanted}")
        if keyword in NOT_ENFORCED:
            self._not_enforced(keyword, schema, at, kept)
        elif keyword in SCHEMAS and isinstance(value, list):
            kept[_disjoint(keyword, schema)] = [self._schema(s, f"{at}[{i}]") for i, s in enumerate(value)]
            if keyword in ("anyOf", "oneOf"):
                self._patterns([part.get("pattern") for part in value if isinstance(part, dict)], at)
        elif keyword in SCHEMA:
            if keyword != "additionalItems" or isinstance(schema.get("items"), list):
                kept[keyword] = self._schema(value, at)
        elif keyword in NAMED_SCHEMAS:
            if keyword not in PLACES or self._has_anchors:  # else what is referred to is moved
                kept[keyword] = {name: self._schema(part, f"{at}.{name}") for name, part in value.items()}
            if keyword == "patternProperties":
                self._patterns(list(value), at)
        elif keyword in ("const", "enum"):
            if self._values(value, at):
                kept[keyword] = value
        elif keyword == "$ref":
            kept[keyword] = self._reference(value)
        elif keyword == "format":
            self._format(value, kept)
        elif keyword in COUNTS:
            self._count(keyword, value, at, kept)
        elif keyword == "multipleOf":
            self._multiple(value, at, kept)
        elif keyword in AS_THEY_ARE and (keyword != "pattern" or self._patterns([value], at)):
            kept[keyword] = value

    def _refuse(self, path: str, reason: str) -> None:
        if not self._is_lenient:
            raise InvalidGrammar(f"`{path}` {reason}")

    def _not_enforced(self, keyword: str, schema: dict[str, Any], at: str, kept: dict[str, Any]) -> None:
        is_closed = keyword == "unevaluatedProperties" and schema[keyword] is False
        if is_closed and not schema.keys() & {*APPLICATORS, "additionalProperties"}:
            kept["additionalProperties"] = False
        elif keyword_demands(keyword, schema):
            self._refuse(at, "cannot be enforced. Leave it out, and check the text yourself")

    def _values(self, value: Any, at: str) -> bool:
        """Whether a text may be held to them."""
        for path, part in _leaves(value, at):
            if is_number(part) and not is_exact(part):
                self.inexact = self.inexact or (path, part)
                if not self._keeps_inexact:
                    return False
            if isinstance(part, str) and _NEED_ESCAPE & set(part):
                self._spelled_out.append(path)
        return True

    def _reference(self, reference: str) -> str:
        """The same, to a place that is left when everything else has gone."""
        if not reference.startswith("#/") or self._has_anchors:
            return reference
        pointer = unquote(reference[1:])
        tokens = [unquoted(token) for token in reference.split("/")[1:]]
        if pointer not in self._moved:
            try:
                target = self._root
                for token in tokens:
                    target = target[int(token)] if isinstance(target, list) else target[token]
            except (LookupError, ValueError, TypeError):
                return reference
            self._moved[pointer] = True  # until it is read: it may refer to itself
            self._to_move.append((pointer, target, ".".join(("$", *tokens))))
        return f"#/$defs/{quoted(pointer)}"

    def _format(self, name: str, kept: dict[str, Any]) -> None:
        """Enforced, or an annotation, as JSON Schema has it by default."""
        if name in TEXT_FORMATS:
            kept["format"] = name
        elif (
            name not in INTEGER_FORMATS
            and name not in _logged_formats
            and len(_logged_formats) < _MAX_FORMATS
        ):
            _logged_formats.add(name)
            log.info("format_not_enforced", format=name[:64])

    def _count(self, keyword: str, value: int | float, at: str, kept: dict[str, Any]) -> None:
        is_least = keyword.startswith("min")
        if value <= MAX_COUNT and (value or not is_least):
            kept[keyword] = int(value)
        elif value and is_least:
            self._refuse(at, f"is {value}, and may be {MAX_COUNT}")

    def _multiple(self, value: int | float, at: str, kept: dict[str, Any]) -> None:
        try:
            self._multiples.add(check_multiple(value))
            kept["multipleOf"] = value
        except NotExact as error:
            self._refuse(at, f"is {value}: {error}")

    def _check_common_multiple(self) -> None:
        scale = math.lcm(*(multiple.denominator for multiple in self._multiples))
        common = math.lcm(*(int(multiple * scale) for multiple in self._multiples))
        if common > MAX_MULTIPLE:
            raise InvalidGrammar(
                "`multipleOf` has values whose least common multiple, without its point, is "
                f"{common}, and may be {MAX_MULTIPLE} where `allOf` can join them"
            )

    def _patterns(self, patterns: list[Any], at: str) -> bool:
        try:
            self._expressions.check([pattern for pattern in patterns if isinstance(pattern, str)])
        except PatternTooLarge as error:
            self._refuse(at, str(error))
            return False
        return True

    def _bounds(self, schema: dict[str, Any], path: str, kept: dict[str, Any]) -> None:
        try:
            bounds = tightened(schema)
            integers = INTEGER_FORMATS.get(str(schema.get("format")))
            if (
                integers is not None
                and "integer" in schema.get("type", ())
                and not schema.keys() & {"const", "enum"}
            ):
                least, most = integers
                limits = tightened({"type": "integer", "minimum": least, "maximum": most})
                bounds["minimum"] = max(limits["minimum"], bounds.get("minimum", limits["minimum"]))
                bounds["maximum"] = min(limits["maximum"], bounds.get("maximum", limits["maximum"]))
            kept.update(bounds)
        except NotExact as error:
            names = ", ".join(f"{name} {schema[name]}" for name in schema if name in BOUNDS)
            self._refuse(path, f"has {names}: {error}")

    def _keys(self, path: str, kept: dict[str, Any]) -> None:
        """Of an object: a key that no schema names may come twice in a text."""
        num_required = len(kept.get("required", ()))
        is_open = kept.get("additionalProperties") is not False or kept.get("patternProperties")
        if is_open and (kept.get("properties") or kept.get("patternProperties") or num_required):
            self.has_open_objects = True
        if is_open and kept.get("minProperties", 0) - num_required > 1:
            self._refuse(
                f"{path}.minProperties", "cannot be enforced: a key that is not named may come twice"
            )
            del kept["minProperties"]


def _leaves(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _leaves(part, f"{path}.{key}")
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from _leaves(part, f"{path}[{index}]")
    else:
        yield path, value


def _disjoint(keyword: str, schema: dict[str, Any]) -> str:
    """`anyOf` for a `oneOf` of different values, which no text can have two of."""
    if keyword != "oneOf" or "anyOf" in schema:
        return keyword
    values: list[Any] = []
    for part in schema[keyword]:
        if not isinstance(part, dict) or not part.keys() & {"const", "enum"}:
            return keyword
        values.extend([part["const"]] if "const" in part else part["enum"])
    spelled = [json.dumps(value, sort_keys=True) for value in values]
    is_plain = not any(isinstance(value, (float, list, dict)) for value in values)
    return "anyOf" if is_plain and len(set(spelled)) == len(spelled) else keyword
