"""Constrained decoding: which tokens may come next, if the text is to be what a grammar says.

llguidance does the parsing: a lexer made of regular-expression derivatives, an Earley parser, and a walk
over the trie of all tokens' bytes. Grammars are checked and compiled where a request is admitted, in a
worker thread; the engine finds them compiled, and keeps one state for each sequence.
"""

from __future__ import annotations

import json
import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Sequence
from functools import partial

import numpy as np
from llguidance import LLMatcher, LLParserLimits, LLTokenizer, TokenizerWrapper, grammar_from
from numpy.typing import NDArray

from models.tokenizer import Tokenizer
from serving.engine.grammars.error import InvalidGrammar
from serving.engine.grammars.json_schema import json_value
from serving.engine.grammars.lark_terminals import with_schemas
from serving.engine.grammars.patterns import PatternTooLarge, check_lark, check_regex
from serving.engine.grammars.reasoning import (
    Overruns,
    ReasoningRule,
    ReasoningState,
    ReplyState,
    overruns,
)
from serving.engine.grammars.regex_syntax import NotUnderstood
from serving.engine.grammars.width import MAX_ALTERNATIVES, MAX_OPTIONAL_PROPERTIES
from serving.request import Grammar

BoolArray = NDArray[np.bool_]

MAX_COMPILED = 64  # grammars that are kept compiled, the ones used last
MAX_SOURCE_CHARS = 1_000_000  # a schema of that size takes about 0.1 s
_MAX_REASON_CHARS = 400

# The parser keeps a row of items for each byte: about four for each property that may come next, one for each
# alternative. A mask where 1,000 properties may come takes up to 8 ms, where 5,000 may, up to 260 ms; no
# sequence goes on meanwhile.
_MAX_ITEMS_IN_ROW = 4 * MAX_OPTIONAL_PROPERTIES + MAX_ALTERNATIVES + 1000
_MAX_ITEMS_IN_STEP = 200_000
# The lexer's automaton is bounded by what is compiled, see `regex_size`. These only end what got past that:
# about 100 ns a piece of fuel, 500 bytes a state.
_MAX_COMPILE_FUEL = 20_000_000
_MAX_STEP_FUEL = 100_000_000
MAX_LEXER_STATES = 250_000
_PROBE_TOKENS = 2  # enough to see whether a wide object can be begun
# What is wrong with a schema, without the place in the Lark that was made of it.
_OF_A_SCHEMA = re.compile(
    r"at \d+\(\d+\): failed to compile JSON schema: (.*?)(?:\n +\d+ \| .*)?$", re.DOTALL
)
_LEXER_ERROR = "lexer error"  # how a message begins that says so
_SPECIAL = b"\xff"  # llguidance's mark of a token that is no text


class Grammars:
    """The grammars of one vocabulary. Thread-safe."""

    def __init__(
        self, tokenizer: Tokenizer, vocab_size: int, *, max_lexer_states: int = MAX_LEXER_STATES
    ) -> None:
        """
        Args:
            vocab_size: of the logits, which may be wider than the tokenizer's.
            max_lexer_states: of one grammar, over all of its texts, before they go on with an empty lexer.
        """
        self._tokenizer = tokenizer
        self._max_lexer_states = max_lexer_states
        self._vocab_size = vocab_size
        self._lock = threading.Lock()
        self._vocabulary: LLTokenizer | None = None  # made when the first grammar comes
        self._overruns: dict[str, Overruns] = {}  # by closing mark
        self._compiled: OrderedDict[tuple[str, str], LLMatcher] = OrderedDict()

    def compile(self, grammar: Grammar) -> None:
        """Make `start` cheap. Raises: InvalidGrammar."""
        self._matcher(grammar)

    def start(self, grammar: Grammar) -> GrammarState:
        """A state before the first token. Raises: InvalidGrammar."""
        return GrammarState(partial(self._matcher, grammar), self._vocab_size)

    def start_reply(
        self, grammar: Grammar | None, reasoning: ReasoningRule | None, end_token_ids: Collection[int]
    ) -> ReplyState | None:
        """A state before the first token of a reply that may begin with reasoning; None: all may come.

        Args:
            grammar: of what comes behind the reasoning.
            end_token_ids: those that end a reply.
        """
        start_text = None if grammar is None else partial(self.start, grammar)
        if reasoning is None:
            return None if start_text is None else start_text()
        return ReasoningState(
            reasoning,
            start_text,
            self._tokenizer,
            self._vocab_size,
            end_token_ids=end_token_ids,
            overruns={} if grammar is None else self._overruns_of(reasoning.closing),
        )

    def _overruns_of(self, closing: str) -> Overruns:
        found = self._overruns.get(closing)
        if found is None:
            tokens = [self._tokenizer.token_bytes(i) for i in range(self._vocab_size)]
            found = self._overruns[closing] = overruns(closing, tokens)
        return found

    def _matcher(self, grammar: Grammar, stale: LLMatcher | None = None) -> LLMatcher:
        """Another than `stale`, whose lexer is full."""
        key = (grammar.kind, grammar.source)
        with self._lock:
            found = self._compiled.get(key)
            if found is not None and found is not stale:
                self._compiled.move_to_end(key)
                return found
            if self._vocabulary is None:
                self._vocabulary = _vocabulary(self._tokenizer, self._vocab_size)
        matcher = _compile(grammar, self._vocabulary, self._max_lexer_states)
        with self._lock:
            self._compiled[key] = matcher
            if len(self._compiled) > MAX_COMPILED:
                self._compiled.popitem(last=False)
        return matcher


class GrammarState:
    """Where one sequence's text stands in its grammar. Belongs to the engine thread.

    All texts of a grammar share its lexer, which keeps every state that one of them came to. When it is full,
    they go on with a new one.
    """

    def __init__(self, compiled: Callable[[LLMatcher | None], LLMatcher], vocab_size: int) -> None:
        """`compiled`: gives the grammar's matcher, another than the one that it is given."""
        self._compiled = compiled
        self._origin = compiled(None)
        self._matcher = self._origin.deep_copy()
        self._vocab_size = vocab_size
        self._token_ids: list[int] = []

    def allowed(self) -> BoolArray:
        """Whether each token may come next, [vocab_size]. EOS may where the text is complete."""
        mask = np.frombuffer(self._matcher.compute_bitmask(), np.uint8)
        if self._matcher.is_error() and self._renew():
            mask = np.frombuffer(self._matcher.compute_bitmask(), np.uint8)
        return np.unpackbits(mask, count=self._vocab_size, bitorder="little").view(np.bool_)

    def advance(self, token_id: int) -> None:
        """Take note of the token that came. Where a sequence is taken up again: of each, in order."""
        self._token_ids.append(token_id)
        if not self._matcher.consume_token(token_id):
            self._renew()

    def _renew(self) -> bool:
        """With an empty lexer; whether that helps."""
        if not self._matcher.get_error().startswith(_LEXER_ERROR):
            return False
        self._origin = self._compiled(self._origin)
        self._matcher = self._origin.deep_copy()
        return bool(self._matcher.consume_tokens(self._token_ids))

    @property
    def is_complete(self) -> bool:
        """The text may end here."""
        return bool(self._matcher.is_accepting())

    @property
    def error(self) -> str | None:
        """Why nothing can be said about the next token: parsing this text exceeds the limits."""
        return _first_line(self._matcher.get_error()) if self._matcher.is_error() else None


def _compile(grammar: Grammar, vocabulary: LLTokenizer, max_lexer_states: int) -> LLMatcher:
    if len(grammar.source) > MAX_SOURCE_CHARS:
        raise InvalidGrammar(f"it has {len(grammar.source)} characters and may have {MAX_SOURCE_CHARS}")
    limits = LLParserLimits(
        verbose_errors=False,
        max_items_in_row=_MAX_ITEMS_IN_ROW,
        step_max_items=_MAX_ITEMS_IN_STEP,
        initial_lexer_fuel=_MAX_COMPILE_FUEL,
        step_lexer_fuel=_MAX_STEP_FUEL,
        max_lexer_states=max_lexer_states,
    )
    matcher = LLMatcher(vocabulary, _definition(grammar), log_level=0, limits=limits)
    if matcher.is_error():
        raise InvalidGrammar(_shortened(matcher.get_error()))
    _probe(GrammarState(lambda _: matcher, vocabulary.vocab_size))
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
        return str(LLMatcher.grammar_from_lark(f"start: {json_value(json.loads(grammar.source))}"))
    if grammar.kind == "choice":
        return str(LLMatcher.grammar_from_lark(_choice(json.loads(grammar.source))))
    try:
        if grammar.kind == "regex":
            check_regex(grammar.source)
        definition = str(grammar_from(grammar.kind, grammar.source))
        if grammar.kind != "grammar":
            return definition
        check_lark(definition)
        return with_schemas(definition, json_value)
    except InvalidGrammar:
        raise
    except (NotUnderstood, RecursionError) as error:
        raise InvalidGrammar(f"its schemas cannot be read: {error}") from error
    except PatternTooLarge as error:
        raise InvalidGrammar(f"it {error}") from error
    except ValueError as error:
        raise InvalidGrammar(_shortened(str(error))) from error


def _choice(texts: Sequence[str]) -> str:
    """One terminal: so texts that begin alike are followed as one."""
    spelled = (json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f") for text in texts)
    return f"start: CHOICE\nCHOICE: {' | '.join(spelled)}"


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
    of_schema = _OF_A_SCHEMA.match(message)
    text = " ".join((of_schema[1] if of_schema else message).split())
    return text if len(text) <= _MAX_REASON_CHARS else text[:_MAX_REASON_CHARS] + "…"
