"""Constrained decoding: which tokens may come next, if the text is to be what a grammar says.

llguidance does the parsing: a lexer made of regular-expression derivatives, an Earley parser, and a walk
over the trie of all tokens' bytes. Grammars are checked and compiled where a request is admitted, in a
worker thread; the engine finds them compiled, and keeps one state for each sequence.
"""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from typing import Any, TypeGuard

import numpy as np
from llguidance import LLMatcher, LLParserLimits, LLTokenizer, TokenizerWrapper, grammar_from
from numpy.typing import NDArray

from models.tokenizer import Tokenizer
from serving.request import Grammar

BoolArray = NDArray[np.bool_]

MAX_COMPILED = 64  # grammars that are kept compiled, the ones used last
MAX_SOURCE_CHARS = 1_000_000  # a schema of that size takes about 0.1 s
_MAX_REASON_CHARS = 400

# The parser keeps a row of items for each byte: about four for each property that may come next, one for each
# alternative. A mask where 1,000 properties may come takes up to 8 ms, where 5,000 may, up to 260 ms; no
# sequence goes on meanwhile.
MAX_OPTIONAL_PROPERTIES = 1000
MAX_ALTERNATIVES = 4000
_MAX_ITEMS_IN_ROW = 4 * MAX_OPTIONAL_PROPERTIES + MAX_ALTERNATIVES + 1000
_MAX_ITEMS_IN_STEP = 200_000
_PROBE_TOKENS = 2  # enough to see whether a wide object can be begun

# Whitespace between the parts of a JSON text: at most one line break, and an indentation. Without a bound,
# a small model can go on with spaces for ever.
JSON_WHITESPACE = r"\n? {0,16}"
_SPECIAL = b"\xff"  # llguidance's mark of a token that is no text


class InvalidGrammar(ValueError):
    """It is malformed, uses what is not supported, or is too large; the message says which."""


class Grammars:
    """The grammars of one vocabulary. Thread-safe."""

    def __init__(self, tokenizer: Tokenizer, vocab_size: int) -> None:
        """`vocab_size`: of the logits, which may be wider than the tokenizer's."""
        self._tokenizer = tokenizer
        self._vocab_size = vocab_size
        self._lock = threading.Lock()
        self._vocabulary: LLTokenizer | None = None  # made when the first grammar comes
        self._compiled: OrderedDict[tuple[str, str], LLMatcher] = OrderedDict()

    def compile(self, grammar: Grammar) -> None:
        """Make `start` cheap. Raises: InvalidGrammar."""
        self._matcher(grammar)

    def start(self, grammar: Grammar) -> GrammarState:
        """A state before the first token. Raises: InvalidGrammar."""
        return GrammarState(self._matcher(grammar).deep_copy(), self._vocab_size)

    def _matcher(self, grammar: Grammar) -> LLMatcher:
        key = (grammar.kind, grammar.source)
        with self._lock:
            if key in self._compiled:
                self._compiled.move_to_end(key)
                return self._compiled[key]
            if self._vocabulary is None:
                self._vocabulary = _vocabulary(self._tokenizer, self._vocab_size)
        matcher = _compile(grammar, self._vocabulary)
        with self._lock:
            self._compiled[key] = matcher
            if len(self._compiled) > MAX_COMPILED:
                self._compiled.popitem(last=False)
        return matcher


class GrammarState:
    """Where one sequence's text stands in its grammar. Belongs to the engine thread."""

    def __init__(self, matcher: LLMatcher, vocab_size: int) -> None:
        self._matcher = matcher
        self._vocab_size = vocab_size

    def allowed(self) -> BoolArray:
        """Whether each token may come next, [vocab_size]. EOS may where the text is complete."""
        mask = np.frombuffer(self._matcher.compute_bitmask(), np.uint8)
        return np.unpackbits(mask, count=self._vocab_size, bitorder="little").view(np.bool_)

    def advance(self, token_id: int) -> None:
        """Take note of the token that came. Where a sequence is taken up again: of each, in order."""
        self._matcher.consume_token(token_id)

    @property
    def is_complete(self) -> bool:
        """The text may end here."""
        return bool(self._matcher.is_accepting())

    @property
    def error(self) -> str | None:
        """Why nothing can be said about the next token: parsing this text exceeds the limits."""
        return _first_line(self._matcher.get_error()) if self._matcher.is_error() else None


def _compile(grammar: Grammar, vocabulary: LLTokenizer) -> LLMatcher:
    if len(grammar.source) > MAX_SOURCE_CHARS:
        raise InvalidGrammar(f"it has {len(grammar.source)} characters and may have {MAX_SOURCE_CHARS}")
    limits = LLParserLimits(
        verbose_errors=False, max_items_in_row=_MAX_ITEMS_IN_ROW, step_max_items=_MAX_ITEMS_IN_STEP
    )
    matcher = LLMatcher(vocabulary, _definition(grammar), log_level=0, limits=limits)
    if matcher.is_error():
        raise InvalidGrammar(_shortened(matcher.get_error()))
    _probe(GrammarState(matcher.deep_copy(), vocabulary.vocab_size))
    return matcher


def _probe(state: GrammarState) -> None:
    """Take the first tokens that may come. Raises: InvalidGrammar where that exceeds the parser's limits."""
    for _ in range(_PROBE_TOKENS):
        may_come = np.flatnonzero(state.allowed())
        if state.error is None and len(may_come):
            state.advance(int(may_come[0]))
        if state.error is not None:
            raise InvalidGrammar(f"it is too large for the parser: {_shortened(state.error)}")


def _definition(grammar: Grammar) -> str:
    if grammar.kind == "json_schema":
        schema = json.loads(grammar.source)
        check_width(schema)
        return str(LLMatcher.grammar_from_json_schema(json_definition(schema)))
    try:
        return str(grammar_from(grammar.kind, grammar.source))
    except ValueError as error:
        raise InvalidGrammar(_shortened(str(error))) from error


def check_width(schema: Any) -> None:
    """Raises: InvalidGrammar for a JSON schema in which too much may come next."""
    parts = [schema]
    num_optional = num_alternatives = 0
    while parts:
        part = parts.pop()
        if isinstance(part, dict):
            num_optional += _num_optional(part)
            num_alternatives += sum(len(part[key]) for key in ("anyOf", "oneOf") if _is_list(part.get(key)))
            parts.extend(part.values())
        elif isinstance(part, list):
            parts.extend(part)
    for number, limit, what in (
        (num_optional, MAX_OPTIONAL_PROPERTIES, "properties that are not `required`"),
        (num_alternatives, MAX_ALTERNATIVES, "alternatives in `anyOf` and `oneOf`"),
    ):
        if number > limit:
            raise InvalidGrammar(f"it has {number} {what}, and may have {limit}")


def _num_optional(part: dict[str, Any]) -> int:
    properties, required = part.get("properties"), part.get("required")
    if not isinstance(properties, dict):
        return 0
    names = [name for name in required if isinstance(name, str)] if _is_list(required) else []
    return len(properties.keys() - set(names))


def _is_list(value: Any) -> TypeGuard[list[Any]]:
    return isinstance(value, list)


def json_definition(schema: Any, *, is_lenient: bool = False) -> str:
    """A JSON schema as JSON, with the options that its grammar is made with.

    `is_lenient` leaves keywords out of account that are not supported; else they are an error.
    """
    options = {"whitespace_pattern": JSON_WHITESPACE, "lenient": is_lenient}
    if isinstance(schema, dict):
        schema = {**schema, "x-guidance": options}
    elif schema is True:
        schema = {"x-guidance": options}
    return json.dumps(schema)


def _vocabulary(tokenizer: Tokenizer, vocab_size: int) -> LLTokenizer:
    return LLTokenizer(
        TokenizerWrapper(_Vocabulary(tokenizer, vocab_size)),
        n_vocab=vocab_size,
        eos_token=sorted(tokenizer.eos_token_ids),
    )


class _Vocabulary:
    """A tokenizer in the form that llguidance's wrapper takes."""

    def __init__(self, tokenizer: Tokenizer, vocab_size: int) -> None:
        self._tokenizer = tokenizer
        self.eos_token_id = min(tokenizer.eos_token_ids)
        self.bos_token_id = tokenizer.bos_token_id
        self.special_token_ids = [i for i in range(vocab_size) if tokenizer.is_special(i)]
        self.tokens = [
            _SPECIAL + tokenizer.token_bytes(i) if tokenizer.is_special(i) else tokenizer.token_bytes(i)
            for i in range(vocab_size)
        ]

    def __call__(self, text: bytes) -> list[int]:
        return self._tokenizer.encode(text.decode("utf-8"), add_special_tokens=False)


def _first_line(message: str) -> str:
    return message.partition("\n")[0]


def _shortened(message: str) -> str:
    text = " ".join(message.split())
    return text if len(text) <= _MAX_REASON_CHARS else text[:_MAX_REASON_CHARS] + "…"
