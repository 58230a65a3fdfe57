"""Stops are found in what the client sees as text: not in a call, and not in the markup around it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.tokenizer import Tokenizer, mark_special
from serving.replica.toy_model import make_tokenizer
from serving.request import SamplingParams
from serving.text.detokenizer import Cut
from serving.text.reply import Reply
from serving.text.tools.format import HERMES, LLAMA3, MISTRAL

MARK = "[TOOL_CALLS]"


def _tokenizer():
    backend = make_tokenizer()._backend
    mark_special(backend, [MARK])
    return Tokenizer(backend, eos_token_ids=[256])


TOKENIZER = _tokenizer()
FORMS = {"hermes": HERMES, "llama3": LLAMA3, "mistral": replace(MISTRAL, mark_id=TOKENIZER.token_id(MARK))}
ARGUMENTS = '{"city": "Paris\\n"}'


def id_of(char):
    (token_id,) = TOKENIZER.encode(char, add_special_tokens=False)
    return token_id


def calls(form, text="", num_calls=1):
    """A reply with calls as the model writes them: one token for each byte, and perhaps for the mark."""
    heads = [form.head("weather") + ARGUMENTS + "}"] * num_calls
    mark = form.mark if form.has_text_before else ""
    return text + mark + form.opening + form.separator.join(heads) + form.closing


def read(text, form=None, *, min_tokens=0, **sampling):
    """(text, [arguments], stop, cut), of all that was pushed until a stop."""
    reply = Reply(TOKENIZER, SamplingParams(**sampling), form, "r:0")
    shown = ""
    for index, token_id in enumerate(TOKENIZER.encode(text, add_special_tokens=False)):
        seen = reply.push(token_id, may_stop=index + 1 >= min_tokens)
        shown += seen.text
        if seen.stop is not None:
            break
    else:
        seen = reply.finish()
        shown += seen.text
    assert reply.num_chars == len(shown)
    return shown, [call.arguments for call in reply.calls], seen.stop, reply.cut


EVERY_CHARACTER = tuple(sorted(set(calls(HERMES) + calls(LLAMA3) + calls(FORMS["mistral"]))))
EVERY_STOP = [
    {"stop": EVERY_CHARACTER},
    {"stop": ("Paris", "<tool_call>", '{"name"', "\n")},
    {"stop_token_ids": tuple(range(TOKENIZER.vocab_size))},
]


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("stops", EVERY_STOP, ids=["characters", "strings", "tokens"])
def test_no_stop_is_found_in_calls(name, stops):
    form = FORMS[name]
    shown, arguments, stop, cut = read(calls(form, num_calls=2), form, **stops)
    assert (shown, arguments, stop) == ("", [ARGUMENTS] * 2, None)
    assert cut == Cut(len(TOKENIZER.encode(calls(form, num_calls=2), add_special_tokens=False)), "")


@pytest.mark.parametrize("name", ["hermes", "mistral"])
@pytest.mark.parametrize("stops", [{"stop": ("\n",)}, {"stop_token_ids": (id_of("\n"),)}])
def test_whitespace_before_a_call_is_no_text(name, stops):
    form = FORMS[name]
    assert read(calls(form, "Let me see.\n"), form, **stops)[:3] == ("Let me see.", [ARGUMENTS], None)
    assert read(calls(form, "Let\nme see."), form, **stops)[:3] == (
        "Let", [], next(iter(stops.values()))[0],
    )  # fmt: skip


@pytest.mark.parametrize("name", ["hermes", "mistral"])
def test_what_only_looked_like_a_stop_is_shown_before_a_call(name):
    form = FORMS[name]
    found = read(calls(form, "Let me see."), form, stop=("see. No", f"see.{form.mark}"))
    assert found[:3] == ("Let me see.", [ARGUMENTS], None)


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("include", [False, True])
@pytest.mark.parametrize("stops", [{"stop": ("<",)}, {"stop_token_ids": (id_of("<"),)}])
def test_a_stop_in_text_that_only_looks_like_a_call(name, include, stops):
    """The reader holds it back until it is known to be text."""
    shown, arguments, stop, cut = read("1 <tools", FORMS[name], include_stop_str_in_output=include, **stops)
    assert (shown, arguments) == ("1 <" if include else "1 ", [])
    assert stop == next(iter(stops.values()))[0]
    assert cut == Cut(len(shown), "")


@pytest.mark.parametrize("text", ["1 <", "1 \n"])
def test_a_stop_that_ends_the_reply_is_found_there(text):
    """It was held back until then."""
    assert read(text, HERMES, stop=(text[-1],))[:3] == ("1 ", [], text[-1])
    assert read(text, HERMES, stop_token_ids=(id_of(text[-1]),))[:3] == ("1 ", [], id_of(text[-1]))


texts = st.text(alphabet="ab é<\n{", max_size=20)


@given(texts, st.lists(st.text(alphabet="ab é<\n{", min_size=1, max_size=3), max_size=2), st.integers(0, 5))
def test_text_stops_at_the_same_place_with_tools_and_without(text, stop, min_tokens):
    options = {"stop": tuple(stop), "min_tokens": min_tokens}
    alone = read(text, **options)
    for form in FORMS.values():
        assert read(text, form, **options) == alone


@given(texts, st.sampled_from("ab<\n{é"), st.integers(0, 5))
def test_a_stop_token_stops_where_the_engine_would(text, char, min_tokens):
    """A token that has only a part of a character stops before that."""
    token_id = TOKENIZER.encode(char, add_special_tokens=False)[-1]
    ids = TOKENIZER.encode(text, add_special_tokens=False)
    places = [i for i, found in enumerate(ids) if found == token_id and i + 1 >= min_tokens]
    before = b"".join(map(TOKENIZER.token_bytes, ids[: places[0] if places else None]))
    expected = before.decode(errors="ignore")
    for form in FORMS.values():
        shown, _, stop, cut = read(text, form, min_tokens=min_tokens, stop_token_ids=(token_id,))
        assert (shown, stop) == (expected, token_id if places else None)
        assert cut == Cut(len(expected.encode()), "")


def test_stop_tokens_without_tools_are_the_engine_s():
    assert read("abc", stop_token_ids=(id_of("b"),))[:3] == ("abc", [], None)


@pytest.mark.parametrize("name", FORMS)
def test_a_mark_without_a_call_is_not_in_the_context(name):
    form = FORMS[name]
    lead = "See. " if form.has_text_before else ""
    whole = calls(form, lead)
    cut_short = whole[: whole.index("weather")]
    assert read(cut_short, form) == (lead.rstrip(), [], None, Cut(len(lead.rstrip()), ""))


@pytest.mark.parametrize("name", FORMS)
def test_a_call_that_is_cut_short_is_in_the_context_as_far_as_it_came(name):
    form = FORMS[name]
    cut_short = calls(form, num_calls=2)[:-12]
    shown, arguments, stop, cut = read(cut_short, form)
    assert (shown, stop, arguments[0]) == ("", None, ARGUMENTS)
    assert ARGUMENTS.startswith(arguments[1])
    assert cut == Cut(len(TOKENIZER.encode(cut_short, add_special_tokens=False)), "")
