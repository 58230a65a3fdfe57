"""A sequence with a grammar says only what the grammar allows, in whatever way its tokens are found out."""

import json
import re

import numpy as np
import pytest

from serving.config import EngineConfig
from serving.engine.engine import Engine
from serving.engine.grammars.error import InvalidGrammar
from serving.engine.grammars.grammar import MAX_COMPILED, MAX_SOURCE_CHARS, Grammars
from serving.engine.grammars.width import MAX_ALTERNATIVES, MAX_OPTIONAL_PROPERTIES
from serving.engine.messages import AddSequence
from serving.engine.sampler import SamplingRow, UnusableLogits, sample
from serving.engine.toy_runner import ToyRunner
from serving.replica.toy_model import make_tokenizer
from serving.request import Grammar, SamplingParams

TOKENIZER = make_tokenizer()
IM_END, ENDOFTEXT = sorted(TOKENIZER.eos_token_ids)
WIDTH = TOKENIZER.vocab_size + 5  # logits may be wider than the vocabulary
NUMBERS = Grammar("regex", "[0-9]{1,3}(, [0-9]{1,3})*", "regex")
# A list that goes on for ever repeats itself, so that there is something to draft from.
ENDLESS = Grammar("regex", "(1, 2, 3, |7, 8, 9, )+!", "regex")
NAME = Grammar("json_schema", json.dumps({"type": "object", "properties": {"n": {"enum": ["x"]}}}), "schema")


@pytest.fixture(scope="module")
def grammars():
    return Grammars(TOKENIZER, WIDTH)


def ids_of(text):
    return TOKENIZER.encode(text, add_special_tokens=False)


def allowed(state):
    return set(np.flatnonzero(state.allowed()).tolist())


def follow(grammars, grammar, text):
    state = grammars.start(grammar)
    for token_id in ids_of(text):
        assert state.allowed()[token_id], f"{TOKENIZER.decode([token_id])!r} in {text!r}"
        state.advance(token_id)
    return state


def test_what_may_come_next(grammars):
    assert allowed(grammars.start(NUMBERS)) == set(ids_of("0123456789"))
    assert allowed(follow(grammars, NUMBERS, "12,")) == set(ids_of(" "))


def test_the_text_may_end_where_it_is_complete_and_only_there(grammars):
    assert allowed(follow(grammars, NUMBERS, "123")) == {*ids_of(","), IM_END, ENDOFTEXT}
    assert follow(grammars, NUMBERS, "123").is_complete
    assert not follow(grammars, NUMBERS, "123, ").is_complete
    done = follow(grammars, Grammar("choice", '["ab"]', "choice"), "ab")
    assert allowed(done) == {IM_END, ENDOFTEXT}


def test_states_of_one_grammar_do_not_touch_each_other(grammars):
    first, second = grammars.start(NUMBERS), grammars.start(NUMBERS)
    first.advance(ids_of("1")[0])
    assert allowed(second) == set(ids_of("0123456789"))


def test_a_state_is_made_again_by_the_tokens_so_far(grammars):
    text = '{"n": '
    assert allowed(follow(grammars, NAME, text)) == allowed(follow(Grammars(TOKENIZER, WIDTH), NAME, text))


def test_whitespace_in_json_is_bounded(grammars):
    state = follow(grammars, NAME, "{\n" + 16 * " ")
    assert not allowed(state) & set(ids_of(" \n\t"))


@pytest.mark.parametrize(
    ("kind", "source", "reason"),
    [
        ("json_schema", '{"type": "strin"}', "strin"),
        ("json_schema", '{"type": "string", "not": {}}', "not"),
        ("regex", "(a", "unclosed group"),
        ("regex", "(?=a)b", "look-around"),
        ("grammar", "start: nothing", "nothing"),
        ("lark", "start: nothing", "nothing"),
        ("choice", json.dumps(["a" * MAX_SOURCE_CHARS]), "1000000"),
    ],
)
def test_an_invalid_grammar_says_why(grammars, kind, source, reason):
    with pytest.raises(InvalidGrammar, match=reason):
        grammars.compile(Grammar(kind, source, "field"))


def wide(num_properties, num_required=0):
    names = [f"p{number}" for number in range(num_properties)]
    properties = {name: {"type": "string"} for name in names}
    return {"type": "object", "properties": properties, "required": names[:num_required]}


def schema_grammar(schema):
    return Grammar("json_schema", json.dumps(schema), "schema")


@pytest.mark.parametrize(
    ("schema", "reason"),
    [
        (wide(MAX_OPTIONAL_PROPERTIES + 1), "1001 properties that are not `required`, and may have 1000"),
        (
            {"type": "array", "items": {"type": "object", "properties": {"a": wide(900), "b": wide(600)}}},
            "1502 properties",
        ),
        (
            {"anyOf": [{"const": number} for number in range(MAX_ALTERNATIVES + 1)]},
            "4001 alternatives in `anyOf` and `oneOf`, and may have 4000",
        ),
    ],
)
def test_a_schema_that_is_too_wide_is_refused_before_the_first_token(grammars, schema, reason):
    with pytest.raises(InvalidGrammar, match=reason):
        grammars.compile(schema_grammar(schema))


@pytest.mark.parametrize(
    "schema",
    [
        wide(MAX_OPTIONAL_PROPERTIES),
        wide(3000, num_required=2500),
        {"type": "object", "properties": {"a": wide(400), "b": wide(400)}},
        {"type": "array", "items": {"anyOf": [wide(500), wide(500)]}},
    ],
)
def test_a_schema_as_wide_as_may_be_can_be_followed(grammars, schema):
    state = grammars.start(schema_grammar(schema))
    rng = np.random.default_rng(0)
    for _ in range(400):
        may_come = allowed(state)
        assert state.error is None
        if not may_come - {IM_END, ENDOFTEXT}:
            break
        state.advance(int(rng.choice(sorted(may_come - {IM_END, ENDOFTEXT}))))
        assert state.error is None


def test_a_grammar_that_is_too_wide_for_the_parser_is_refused_before_the_first_token(grammars):
    rules = "\n".join(f'r{number}: "a" r{number}b\nr{number}b: "b{number}"' for number in range(12_000))
    start = "start: " + " | ".join(f"r{number}" for number in range(12_000))
    with pytest.raises(InvalidGrammar, match=r"too large for the parser|grammar size"):
        grammars.compile(Grammar("lark", f"{start}\n{rules}", "grammar"))


NESTED = "(([a-z]{1,50}-?){1,50},){1,50}"
LONG_TERMINALS = """
start: A
A: B{1,50} "x"
B: C{1,50} "-"
C: LETTER{1,50} ","
%ignore / /
LETTER: /[a-z]/
"""


@pytest.mark.parametrize(
    ("kind", "source"),
    [
        ("regex", NESTED),
        ("regex", "(.|\n)*a.{90}"),
        ("regex", "((((a|b){1,30}c){1,30}d){1,30}e){1,30}"),
        ("json_schema", json.dumps({"type": "string", "pattern": f"^{NESTED}$"})),
        ("json_schema", json.dumps({"type": "string", "pattern": "a.{90}"})),
        ("json_schema", json.dumps({"patternProperties": {f"^{NESTED}$": {}}})),
        (
            "json_schema",
            json.dumps({"anyOf": [{"pattern": f"^.{{1,30}}{letter}.{{1,30}}$"} for letter in "abcd"]}),
        ),
        ("grammar", LONG_TERMINALS),
        ("grammar", 'root ::= word\nword ::= (([a-z]{1,50} "-"?){1,50} ","){1,50}'),
        ("grammar", "start: /a/ rest\nrest: /.{1,40}b.{1,40}c.{1,40}/"),
    ],
)
def test_an_automaton_that_is_too_large_is_refused_before_the_first_token(grammars, kind, source):
    with pytest.raises(InvalidGrammar, match="is too large"):
        grammars.compile(Grammar(kind, source, "field"))


SMALL = [
    "([a-z]{1,50}-?){1,50}",
    "(.|\\n)*a.{30}",
    ".{1,64}@.{1,255}",
    "([a-zA-Z0-9]{1,63}\\.){1,8}[a-z]{2,}",
    "[a-z]{1,100000}",
    "(\\w+ ?){1,60}!",
    "(?i)(ab?){0,20}",
]


@pytest.mark.parametrize("source", SMALL)
def test_an_accepted_expression_is_followed_to_its_end(grammars, source):
    rng = np.random.default_rng(0)
    for _ in range(5):
        state, text = grammars.start(Grammar("regex", source, "regex")), []
        for _ in range(200):
            may_come = sorted(allowed(state) - {IM_END, ENDOFTEXT})
            assert state.error is None
            if not may_come:
                break
            text.append(int(rng.choice(may_come)))
            state.advance(text[-1])
        assert state.is_complete or len(text) == 200


def test_texts_go_on_when_the_lexer_that_they_share_is_full():
    grammar = Grammar("regex", "([a-z]{1,50}-){1,50}", "regex")
    roomy, narrow = Grammars(TOKENIZER, WIDTH), Grammars(TOKENIZER, WIDTH, max_lexer_states=300)
    first, rng, num_renewed = narrow._matcher(grammar), np.random.default_rng(0), 0
    for _ in range(6):
        states = [(roomy.start(grammar), narrow.start(grammar)) for _ in range(3)]
        for _ in range(100):
            for expected, state in states:
                may_come = expected.allowed()
                assert np.array_equal(state.allowed(), may_come)
                letters = np.flatnonzero(may_come)
                token_id = int(rng.choice(letters[letters < IM_END]))
                expected.advance(token_id)
                state.advance(token_id)
        num_renewed += narrow._matcher(grammar) is not first
    assert num_renewed, "the lexer was never full: this shows nothing"


def test_a_schema_in_a_grammar_is_read_as_any_other(grammars):
    source = 'start: "<" %json {"enum": [9007199254740993]} ">" // a comment'
    assert follow(grammars, Grammar("grammar", source, "grammar"), "<9007199254740993>").is_complete
    for schema, reason in (('{"uniqueItems": true}', "uniqueItems"), ("{", "not closed")):
        with pytest.raises(InvalidGrammar, match=reason):
            grammars.compile(Grammar("grammar", f"start: %json {schema}", "grammar"))


@pytest.mark.parametrize("source", ['start: %lark {\nstart: "a"\n}', "start: A\nA: /a/ // %json {}"])
def test_a_schema_that_may_be_read_in_two_ways_is_refused(grammars, source):
    with pytest.raises(InvalidGrammar, match="schemas cannot be read"):
        grammars.compile(Grammar("grammar", source, "grammar"))


def test_a_choice_of_texts_that_begin_alike_is_followed(grammars):
    texts = ["x" * 150 + str(number) for number in range(4000)]
    state = follow(grammars, Grammar("choice", json.dumps(texts), "choice"), texts[-1])
    assert state.is_complete
    odd = ['a"\\', "\x7f", "é\n", "/"]
    for text in odd:
        assert follow(grammars, Grammar("choice", json.dumps(odd), "choice"), text).is_complete


def test_only_the_grammars_used_last_are_kept(grammars):
    for number in range(MAX_COMPILED + 10):
        grammars.compile(Grammar("regex", f"a{{{number + 1}}}", "regex"))
    assert len(grammars._compiled) == MAX_COMPILED


# ---- one row ------------------------------------------------------------------------------------


def row(grammars, grammar=NUMBERS, text="", **params):
    state = follow(grammars, grammar, text)
    return SamplingRow(
        params=SamplingParams(**params),
        seed=1,
        position=9,
        num_output_tokens=len(text),
        end_token_ids={IM_END, ENDOFTEXT},
        grammar=state,
    )


def test_sampling_leaves_the_logits_as_they_were(grammars):
    logits = np.random.default_rng(0).standard_normal((3, WIDTH), np.float32)
    before = logits.copy()
    output = sample(logits, [row(grammars), row(grammars, text="1,"), row(grammars, logprobs=2)])
    assert output.token_ids[1] == ids_of(" ")[0]
    assert np.array_equal(logits, before)


def test_min_tokens_holds_back_the_end_only_where_something_else_may_come(grammars):
    logits = np.zeros((1, WIDTH), np.float32)
    logits[0, IM_END] = 9
    ends = row(grammars, text="12", temperature=0, min_tokens=50)
    assert sample(logits, [ends]).token_ids[0] in ids_of("0123456789,")
    done = row(grammars, Grammar("choice", '["ab"]', "c"), "ab", temperature=0, min_tokens=50)
    assert sample(logits, [done]).token_ids[0] == IM_END


def test_a_text_that_exceeds_the_limits_ends_its_row_alone(grammars):
    lost = row(grammars)
    lost.grammar.advance(ids_of("x")[0])  # what its mask would never have let through
    assert lost.grammar.error
    with pytest.raises(UnusableLogits) as caught:
        sample(np.zeros((2, WIDTH), np.float32), [row(grammars), lost])
    assert set(caught.value.reasons) == {1}
    assert "grammar" in caught.value.reasons[1]


# ---- an engine ----------------------------------------------------------------------------------


def make_engine(grammars, num_blocks=256, **limits):
    config = EngineConfig(num_blocks=num_blocks, block_size=4, max_model_len=200, max_step_ms=1e9, **limits)
    ticks = iter(range(10**9))
    runner = ToyRunner(WIDTH, num_blocks, 4)
    return Engine(config, runner, b"toy", clock=lambda: float(next(ticks)), grammars=grammars)


def add(engine, seq_id, *, choice_index=0, max_tokens=60, grammar=NUMBERS, **params):
    engine.handle(
        AddSequence(
            seq_id=seq_id,
            token_ids=tuple(ids_of("1, 2, 3, 1, 2, 3, 1, 2, 3")),
            max_tokens=max_tokens,
            sampling=SamplingParams(**params),
            seed=5,
            tenant="t",
            choice_index=choice_index,
            eos_token_ids=TOKENIZER.eos_token_ids,
            grammar=grammar,
        )
    )


def run(engine):
    """{seq_id: (token ids, how it ended)}"""
    stories = {}
    while engine.has_work:
        for update in engine.step()[0]:
            token_ids, _ = stories.get(update.seq_id, ([], None))
            stories[update.seq_id] = (token_ids + list(update.token_ids), update.finish_reason)
        engine.check()
    return stories


def text_of(token_ids):
    return TOKENIZER.decode(token_ids)


def test_each_choice_keeps_to_the_grammar(grammars):
    engine = make_engine(grammars)
    for index in range(4):
        add(engine, f"s{index}", choice_index=index, temperature=1.5)
    stories = run(engine)
    assert len({tuple(token_ids) for token_ids, _ in stories.values()}) > 1
    for token_ids, finish_reason in stories.values():
        assert finish_reason in ("stop", "length")
        if finish_reason == "stop":
            assert re.fullmatch(NUMBERS.source, text_of(token_ids))


@pytest.mark.parametrize("temperature", [0, 1])
def test_speculation_changes_no_token(grammars, temperature):
    stories = []
    for num_speculative_tokens in (0, 7):
        engine = make_engine(grammars, num_speculative_tokens=num_speculative_tokens)
        for index in range(3):
            add(engine, f"s{index}", choice_index=index, temperature=temperature, grammar=ENDLESS)
        stories.append(run(engine))
        num_accepted = engine.stats().num_accepted_tokens
    assert stories[0] == stories[1]
    assert num_accepted > 0, "nothing was accepted: this shows nothing"


def test_preemption_changes_no_token(grammars):
    stories = []
    for num_blocks in (256, 24):
        engine = make_engine(grammars, num_blocks=num_blocks)
        for index in range(4):
            add(engine, f"s{index}", choice_index=index, temperature=1, max_tokens=50, grammar=ENDLESS)
        stories.append(run(engine))
        num_preemptions = engine.stats().num_preemptions
    assert stories[0] == stories[1]
    assert num_preemptions > 0, "nobody was preempted: this shows nothing"


def test_max_tokens_ends_an_incomplete_text(grammars):
    engine = make_engine(grammars)
    add(engine, "s", max_tokens=3, grammar=Grammar("choice", '["abcdef"]', "choice"))
    assert run(engine) == {"s": (ids_of("abc"), "length")}
