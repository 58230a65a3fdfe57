"""Calls and text are told apart the same way, however the text is cut into pieces."""

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serving.text.tools.format import HERMES, LLAMA3, MISTRAL
from serving.text.tools.reader import ToolCallReader

ARGUMENTS = ['{"city": "Paris"}', '{"a": {"b": ["}", "\\"{", "\\\\"]}}', "{}"]


def written(form, text=""):
    heads = [form.head(f"f{i}") + arguments + "}" for i, arguments in enumerate(ARGUMENTS)]
    mark = form.mark if form.has_text_before else ""
    return text + mark + form.opening + form.separator.join(heads) + form.closing


def read(form, pieces):
    """(text, [(name, arguments)], deltas)"""
    reader = ToolCallReader(form, "r:0")
    reads = [*(reader.push(piece) for piece in pieces), reader.finish()]
    text = "".join(read.text for read in reads)
    return text, [(call.name, call.arguments) for call in reader.calls], [d for r in reads for d in r.calls]


def cut(text, cuts):
    places = [0, *sorted({min(cut, len(text)) for cut in cuts}), len(text)]
    return [text[a:b] for a, b in pairwise(places)]


@pytest.mark.parametrize("form", [HERMES, LLAMA3, MISTRAL], ids=lambda form: form.name)
@given(cuts=st.lists(st.integers(0, 300), max_size=40))
def test_calls_are_found_in_any_pieces(form, cuts):
    lead = "Let me see. " if form.has_text_before else ""
    text, calls, deltas = read(form, cut(written(form, lead), cuts))
    assert text == lead.rstrip()
    assert calls == [(f"f{i}", arguments) for i, arguments in enumerate(ARGUMENTS)]
    for index, arguments in enumerate(ARGUMENTS):
        own = [delta for delta in deltas if delta.index == index]
        assert "".join(delta.arguments for delta in own) == arguments
        assert [delta.name for delta in own] == [f"f{index}"] + [None] * (len(own) - 1)
    assert [delta.index for delta in deltas] == sorted(delta.index for delta in deltas)


@pytest.mark.parametrize("form", [HERMES, LLAMA3, MISTRAL], ids=lambda form: form.name)
@pytest.mark.parametrize(
    "text", ["", "  \n", "Is 1 <tool 2?", '{"name": 1}', "a <tool_cal", "[TOOL", ' {"name": "']
)
def test_text_that_only_looks_like_a_call_is_text(form, text):
    assert read(form, list(text)) == (text, [], [])


def test_text_is_held_back_no_longer_than_it_may_be_a_mark():
    reader = ToolCallReader(HERMES, "r:0")
    assert [reader.push(piece).text for piece in ("a <tool", "_cat", " ")] == ["a", " <tool_cat", ""]


def test_arguments_come_as_they_are_made():
    _, _, deltas = read(HERMES, list(HERMES.mark + HERMES.opening + HERMES.head("f") + '{"a": 1}'))
    assert [delta.arguments for delta in deltas] == ["", *'{"a": 1}']


def test_a_call_that_is_cut_short_has_the_arguments_so_far():
    assert read(HERMES, [HERMES.mark + HERMES.opening + HERMES.head("f") + '{"a'])[1] == [("f", '{"a')]


def test_ids_differ_by_call_and_by_choice_and_are_the_same_each_time():
    def ids(key, form=HERMES):
        reader = ToolCallReader(form, key)
        reader.push(written(form))
        return [call.call_id for call in reader.calls]

    assert len({*ids("r:0"), *ids("r:1")}) == 6
    assert ids("r:0") == ids("r:0")
    assert all(len(call_id) == 9 and call_id.isalnum() for call_id in ids("r:0", MISTRAL))


def test_a_call_as_a_message_has_it():
    reader = ToolCallReader(HERMES, "r:0")
    reader.push(written(HERMES))
    message = reader.calls[0].message_form
    assert message["type"] == "function"
    assert json.loads(message["function"]["arguments"]) == {"city": "Paris"}
