"""What may come next in a reply that may begin with reasoning: a bound on it, and a grammar behind it."""

import numpy as np
import pytest

from serving.engine.grammars.grammar import Grammars
from serving.engine.grammars.reasoning import ReasoningRule, overruns
from serving.replica.toy_model import make_tokenizer
from serving.request import Grammar

TOKENIZER = make_tokenizer()
END, DIGITS = "the end", "0123456789"
NUMBERS = Grammar("regex", "[0-9]+", "regex")
MARKUP = Grammar("regex", "<t[a-z]*", "regex")


def ids_of(text):
    return TOKENIZER.encode(text, add_special_tokens=False)


@pytest.fixture(scope="module")
def grammars():
    return Grammars(TOKENIZER, TOKENIZER.vocab_size)


def state_of(grammars, text="", *, grammar=None, is_open=False, budget=None):
    """After this text, each byte of which is a token."""
    opening = () if is_open else tuple(ids_of("<think>"))
    rule = ReasoningRule(opening, "</think>", tuple(ids_of("\n</think>")), budget)
    state = grammars.start_reply(grammar, rule, TOKENIZER.eos_token_ids)
    for token_id in ids_of(text):
        state.advance(token_id)
    return state


def may_come(state):
    """Characters, and END."""
    found = map(int, np.flatnonzero(state.allowed()))
    ends = TOKENIZER.eos_token_ids
    return {END if i in ends else TOKENIZER.token_bytes(i).decode("latin-1") for i in found}


def is_free(state):
    return len(may_come(state)) > 200


def test_before_its_text_a_reply_may_reason_and_the_grammar_waits(grammars):
    assert may_come(state_of(grammars, grammar=NUMBERS)) == {*DIGITS, "<"}
    assert may_come(state_of(grammars, "<th", grammar=NUMBERS)) == {"i"}
    inside = state_of(grammars, "<think>Hm, 3 <", grammar=NUMBERS)
    assert is_free(inside)
    assert END not in may_come(inside)
    assert may_come(state_of(grammars, "<think>Hm</think>", grammar=NUMBERS)) == {*DIGITS}
    assert END in may_come(state_of(grammars, "<think>Hm</think>12", grammar=NUMBERS))


def test_a_reply_without_it_keeps_to_the_grammar_from_its_first_token_on(grammars):
    assert may_come(state_of(grammars, "1", grammar=NUMBERS)) == {*DIGITS, END}
    assert "h" in may_come(state_of(grammars, "<t", grammar=MARKUP))  # either may it become
    after = may_come(state_of(grammars, "<ta", grammar=MARKUP))
    assert END in after
    assert "<" not in after


def test_where_the_prompt_has_opened_it_the_grammar_waits_for_its_end(grammars):
    assert is_free(state_of(grammars, grammar=NUMBERS, is_open=True))
    ended = state_of(grammars, "Hm</think>", grammar=NUMBERS, is_open=True)
    assert may_come(ended) == {*DIGITS}


def test_without_a_grammar_all_may_come_and_the_end_too(grammars):
    for text in ("", "<th", "<think>Hm", "<think>Hm</think>", "Hm"):
        assert END in may_come(state_of(grammars, text, budget=9))
        assert is_free(state_of(grammars, text, budget=9))


def test_its_budget_ends_it(grammars):
    end = "\n</think>"
    for budget in (0, 3):
        spent = "<think>" + "Hm."[:budget]
        for index, character in enumerate(end):
            state = state_of(grammars, spent + end[:index], budget=budget)
            assert may_come(state) == {character}
        assert is_free(state_of(grammars, spent + end, budget=budget))
    assert is_free(state_of(grammars, "<think>Hm", budget=3))
    assert is_free(state_of(grammars, "no reasoning at all", budget=3))


def test_its_budget_waits_for_the_end_of_a_character(grammars):
    """The euro sign has three bytes."""
    tokens = ids_of("<think>€")
    rule = ReasoningRule(tuple(ids_of("<think>")), "</think>", tuple(ids_of("</think>")), 1)
    state = grammars.start_reply(None, rule, TOKENIZER.eos_token_ids)
    counts = []
    for token_id in tokens:
        state.advance(token_id)
        counts.append(int(state.allowed().sum()))
    assert [count > 200 for count in counts[-4:]] == [True, True, True, False]


def test_a_sequence_that_is_taken_up_again_is_where_it_was(grammars):
    text = "<think>Hm.\n</think>4"
    for cut in range(len(text)):
        state = state_of(grammars, text[:cut], grammar=NUMBERS, budget=3)
        for token_id in ids_of(text[cut:]):
            assert state.allowed()[token_id]
            state.advance(token_id)
        assert state.error is None


def test_a_token_that_would_end_it_and_begin_the_text_does_not_come():
    """What it begins the text with would be held to nothing."""
    tokens = [b">", b">1", b"k>x", b"</think>", b"a</think>b", b"x>", b"</think>1", b">\n"]
    found = overruns("</think>", tokens)
    assert found[b">"].tolist() == [1, 7]
    assert found[b"k>"].tolist() == [2]
    assert found[b"</think>"].tolist() == [4, 6]
    assert found[b"hink>"].tolist() == []


def test_a_lead_stands_between_its_end_and_the_text(grammars):
    rule = ReasoningRule(
        tuple(ids_of("<a>")), "</a>", tuple(ids_of("</a>")), lead_ids=tuple(ids_of("So:")), is_required=True
    )
    state = grammars.start_reply(NUMBERS, rule, TOKENIZER.eos_token_ids)
    come = [may_come(state)]
    for token_id in ids_of("<a>Hm</a>So:1"):
        state.advance(token_id)
        come.append(may_come(state))
    assert come[:3] == [{"<"}, {"a"}, {">"}]
    assert come[9:12] == [{"S"}, {"o"}, {":"}]
    assert come[12] == {*DIGITS}
    assert come[13] == {*DIGITS, END}
