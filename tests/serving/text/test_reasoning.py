"""A reply that begins with reasoning: it is told apart from the text, whatever comes in which piece."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from serving.engine.messages import SequenceUpdate
from serving.output import ChoiceDelta
from serving.replica.choice import Choice
from serving.replica.toy_model import make_tokenizer
from serving.request import SamplingParams
from serving.text.detokenizer import Cut
from serving.text.reasoning import ReasoningFormat, ReasoningReader
from serving.text.reply import Reply
from serving.text.tools.format import HERMES

TOKENIZER = make_tokenizer()
THINK = ReasoningFormat("<think>", "</think>")
CALL = '<tool_call>\n{"name": "f", "arguments": {"x": 1}}\n</tool_call>'


def ids_of(text):
    """One for each byte."""
    return TOKENIZER.encode(text, add_special_tokens=False)


@pytest.mark.parametrize(
    ("reply", "reasoning", "text"),
    [
        ("<think>Hm.</think>Yes.", "Hm.", "Yes."),
        ("<think></think>Yes.", "", "Yes."),
        ("<think>Hm.</think>", "Hm.", ""),
        ("<think>Hm. </thin", "Hm. </thin", ""),
        ("<think>a < b</think>a </think> b", "a < b", "a </think> b"),
        ("Yes, <think>Hm.</think>", "", "Yes, <think>Hm.</think>"),
        ("<thin", "", "<thin"),
        ("", "", ""),
    ],
)
@given(data=st.data())
@settings(deadline=None, max_examples=20)
def test_it_is_what_stands_between_the_marks_at_the_beginning(data, reply, reasoning, text):
    reader = ReasoningReader(THINK)
    read, start = [], 0
    while start < len(reply):
        end = data.draw(st.integers(start + 1, len(reply)))
        read.append(reader.push(reply[start:end]))
        start = end
    read.append(reader.push("", is_last=True))
    assert tuple("".join(parts) for parts in zip(*read, strict=True)) == (reasoning, text)
    assert reader.num_taken == len(reply) - len(text)


def read(text, *, tool_format=None, min_tokens=0, **sampling):
    """(reasoning, text, stop, cut), of all that was pushed until a stop."""
    reply = Reply(TOKENIZER, SamplingParams(**sampling), tool_format, "r:0", THINK)
    reasoning = shown = ""
    for index, token_id in enumerate(ids_of(text)):
        seen = reply.push(token_id, may_stop=index + 1 >= min_tokens)
        reasoning, shown = reasoning + seen.reasoning, shown + seen.text
        if seen.stop is not None:
            return reasoning, shown, seen.stop, reply.cut
    seen = reply.finish()
    return reasoning + seen.reasoning, shown + seen.text, seen.stop, reply.cut


@pytest.mark.parametrize("stops", [{"stop": ("b", "<", "think")}, {"stop": ("b>",)}])
def test_no_stop_is_found_in_reasoning_and_in_its_marks(stops):
    assert read("<think>a b> c</think>ac", **stops)[:3] == ("a b> c", "ac", None)


def test_a_stop_token_in_reasoning_stops_nothing():
    stop_ids = tuple(ids_of("<kb"))
    reply = "<think>a b> c</think>a"
    assert read(reply + "bc", tool_format=HERMES, stop_token_ids=stop_ids)[:3] == ("a b> c", "a", stop_ids[2])


def test_a_stop_behind_it_cuts_the_text_there():
    reply = "<think>Hm. 3</think>1, 2, 3"
    reasoning, text, stop, cut = read(reply + ", 4", stop=(", 3",))
    assert (reasoning, text, stop) == ("Hm. 3", "1, 2", ", 3")
    assert cut == Cut(len(reply) - 3, "")


def test_before_min_tokens_no_stop_is_found_in_the_text():
    reply = "<think>Hm.</think>a a a"
    assert read(reply, stop=("a",))[1:3] == ("", "a")
    assert read(reply, stop=("a",), min_tokens=len(reply) - 3)[1:3] == ("a ", "a")


def test_calls_may_follow_it():
    reply = Reply(TOKENIZER, SamplingParams(), HERMES, "r:0", THINK)
    seen = [*(reply.push(token_id) for token_id in ids_of(f"<think>Hm.</think>{CALL}")), reply.finish()]
    assert "".join(part.reasoning for part in seen) == "Hm."
    assert "".join(part.text for part in seen) == ""
    assert [call.arguments for call in reply.calls] == ['{"x": 1}']


def test_what_was_seen_of_it_is_kept_when_the_reply_is_cut_short():
    reply = Reply(TOKENIZER, SamplingParams(), None, "r:0", THINK)
    for token_id in ids_of("<think>Hm"):
        reply.push(token_id)
    assert reply.cut == Cut(len("<think>Hm"), "")


def told(text, **sampling) -> tuple[list[ChoiceDelta], Choice]:
    choice = Choice(0, "r:0", TOKENIZER, SamplingParams(**sampling), reasoning_format=THINK)
    ids = ids_of(text)
    updates = [SequenceUpdate("r:0", (token_id,)) for token_id in ids[:-1]]
    updates.append(SequenceUpdate("r:0", (ids[-1],), finish_reason="length"))
    deltas = [delta for delta in map(choice.take, updates) if delta is not None]
    return deltas, choice


def test_a_choice_tells_it_apart_and_the_log_keeps_it_apart():
    deltas, choice = told("<think>Hm.</think>Yes")
    assert [(delta.reasoning, delta.text) for delta in deltas] == [
        ("H", ""), ("m", ""), (".", ""), ("", "Y"), ("", "e"), ("", "s"),
    ]  # fmt: skip
    assert [i for delta in deltas for i in delta.token_ids] == ids_of("<think>Hm.</think>Yes")
    outcome = choice.outcome(0)
    assert (outcome.reasoning, outcome.text) == ("Hm.", "Yes")
    assert outcome.num_visible_tokens == len("<think>Hm.</think>Yes")


def test_without_a_format_it_is_text():
    choice = Choice(0, "r:0", TOKENIZER, SamplingParams())
    for token_id in ids_of("<think>Hm.</think>Yes"):
        choice.take(SequenceUpdate("r:0", (token_id,)))
    assert choice.text == "<think>Hm.</think>Yes"
