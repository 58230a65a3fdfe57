"""Which of the tools that are not in the prompt fit what a model looks for.

Searched are a tool's name, its description, and the names and descriptions of its arguments.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Literal

from pydantic_core import SchemaError, SchemaValidator, ValidationError, core_schema

from serving.request import Tool

MAX_FOUND = 5
MAX_QUERY_CHARS = 200
SearchKind = Literal["bm25", "regex"]
# Of BM25, as Robertson and Zaragoza have them: "The Probabilistic Relevance Framework", 2009, chapter 3.
_K1, _B = 1.2, 0.75
_WORD = re.compile(r"[a-z]+|[A-Z][a-z]*|[0-9]+|[^\W\d_a-zA-Z]+")


def find(kind: SearchKind, query: str, tools: Sequence[Tool]) -> tuple[str, ...]:
    """Names, the best first. Raises ValueError, in words for the model, for a query that is none."""
    if len(query) > MAX_QUERY_CHARS:
        raise ValueError(f"The query may have {MAX_QUERY_CHARS} characters, got {len(query)}.")
    return _FINDERS[kind](query, tools)[:MAX_FOUND]


def _by_regex(query: str, tools: Sequence[Tool]) -> tuple[str, ...]:
    """In the order of the tools. In Rust's engine, whose time is linear, as the pattern is a model's."""
    try:
        pattern = SchemaValidator(core_schema.str_schema(pattern=query, regex_engine="rust-regex"))
    except SchemaError as error:
        raise ValueError(f"The query is not a regular expression: {error}.") from None

    def matches(text: str) -> bool:
        try:
            pattern.validate_python(text)
        except ValidationError:
            return False
        return True

    return tuple(tool.name for tool in tools if any(map(matches, _texts(tool))))


def _by_bm25(query: str, tools: Sequence[Tool]) -> tuple[str, ...]:
    documents = [Counter(_words(" ".join(_texts(tool)))) for tool in tools]
    mean_length = sum(document.total() for document in documents) / max(1, len(documents))
    wanted = set(_words(query))
    weights = {word: _weight(sum(word in document for document in documents), len(tools)) for word in wanted}

    def score(document: Counter[str]) -> float:
        length = _K1 * (1 - _B + _B * document.total() / max(1.0, mean_length))
        return sum(
            weights[word] * document[word] * (_K1 + 1) / (document[word] + length)
            for word in wanted
            if word in document
        )

    scores = {tool.name: score(document) for tool, document in zip(tools, documents, strict=True)}
    return tuple(sorted((name for name in scores if scores[name] > 0), key=lambda name: -scores[name]))


def _weight(num_with: int, num_all: int) -> float:
    """Of a word, by the rarer the more; never below 0."""
    return math.log(1 + (num_all - num_with + 0.5) / (num_with + 0.5))


def _words(text: str) -> Iterator[str]:
    """`getWeather_now2` has four."""
    return (word.lower() for word in _WORD.findall(text))


def _texts(tool: Tool) -> Iterator[str]:
    yield tool.name
    yield tool.description or ""
    yield from _of_schema(tool.parameters or {})


def _of_schema(schema: Mapping[str, Any]) -> Iterator[str]:
    properties = schema.get("properties")
    if not isinstance(properties, Mapping):
        return
    for name, inner in properties.items():
        yield name
        if isinstance(inner, Mapping):
            if isinstance(inner.get("description"), str):
                yield inner["description"]
            yield from _of_schema(inner)


_FINDERS: Mapping[SearchKind, Callable[[str, Sequence[Tool]], tuple[str, ...]]] = {
    "bm25": _by_bm25,
    "regex": _by_regex,
}
