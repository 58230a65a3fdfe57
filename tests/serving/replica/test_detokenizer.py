"""Text arrives whole: no broken characters, nothing of a stop string, however the tokens are split."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.gguf_file import GGUFFile
from models.gguf_tokenizer import gguf_tokenizer
from models.registry import resolve
from serving.replica.detokenizer import Cut, Detokenizer


def _smollm2():
    path = resolve("smollm2-135m").path
    return gguf_tokenizer(GGUFFile(path).metadata, file=str(path))


TOKENIZER = _smollm2()
EOS = 2

token_lists = st.lists(st.integers(0, TOKENIZER.vocab_size - 1), max_size=30)
texts = st.text(alphabet="abcd é🙂\n", max_size=40)
stops = st.lists(st.text(alphabet="abcd é🙂\n", min_size=1, max_size=4), max_size=3).map(tuple)


def splits(token_ids, sizes):
    """The ids in pieces of these sizes, over and over."""
    start = 0
    for size in sizes * (len(token_ids) + 1):
        yield token_ids[start : start + size]
        start += size
        if start >= len(token_ids):
            return


def run(token_ids, sizes=(1,), **options):
    detokenizer = Detokenizer(TOKENIZER, **options)
    pieces, stop = [], None
    for piece in splits(token_ids, list(sizes)):
        chunk = detokenizer.push(piece)
        pieces.append(chunk.text)
        stop = stop or chunk.stop
    return "".join(pieces) + detokenizer.finish(), stop, detokenizer.cut


def first_stop(text, stop):
    """(start, end, stop string) of the occurrence that ends first; of equal ones the longest."""
    ends = [(text.find(s) + len(s), text.find(s), s) for s in stop if s in text]
    end, start, found = min(ends)
    return start, end, found


sizes = st.lists(st.integers(1, 5), min_size=1, max_size=5)


@given(token_lists, sizes)
def test_text_equals_the_decoding_of_all_ids(token_ids, sizes):
    text, stop, cut = run(token_ids, sizes)
    assert text == TOKENIZER.decode(token_ids)
    assert stop is None
    assert cut == Cut(len(token_ids), "")


@given(token_lists, sizes)
def test_special_tokens_are_shown_on_request(token_ids, sizes):
    text, _, _ = run(token_ids, sizes, skip_special_tokens=False)
    assert text == TOKENIZER.decode(token_ids, skip_special_tokens=False)


@settings(max_examples=300)
@given(texts, stops, sizes, st.booleans())
def test_a_stop_string_cuts_the_text_exactly_and_never_leaks(text, stop, sizes, include):
    token_ids = TOKENIZER.encode(text)
    shown, matched, _ = run(token_ids, sizes, stop=stop, include_stop_str_in_output=include)
    if not any(s in text for s in stop):
        assert (shown, matched) == (text, None)
        return
    start, end, expected = first_stop(text, stop)
    assert matched == expected
    assert shown == text[: end if include else start]


@settings(max_examples=200)
@given(texts, stops)
def test_only_what_may_become_a_stop_string_is_held_back(text, stop):
    detokenizer = Detokenizer(TOKENIZER, stop)
    shown, fed = "", []
    for token_id in TOKENIZER.encode(text):
        fed.append(token_id)
        chunk = detokenizer.push([token_id])
        shown += chunk.text
        cut = detokenizer.cut
        assert shown == TOKENIZER.decode(fed[: cut.num_tokens]) + cut.remainder
        if chunk.stop is not None:
            return
        held = TOKENIZER.decode(fed).rstrip("\N{REPLACEMENT CHARACTER}").removeprefix(shown)
        assert not held or any(s.startswith(held) and s != held for s in stop)


@given(texts, stops)
def test_the_cut_says_which_tokens_are_wholly_visible(text, stop):
    token_ids = TOKENIZER.encode(text)
    shown, _, cut = run(token_ids, stop=stop)
    assert shown == TOKENIZER.decode(token_ids[: cut.num_tokens]) + cut.remainder
    if cut.num_tokens < len(token_ids):
        assert not shown.startswith(TOKENIZER.decode(token_ids[: cut.num_tokens + 1]))


def test_a_character_is_held_back_until_its_last_byte():
    token_ids = TOKENIZER.encode("🦜")
    assert len(token_ids) > 1
    detokenizer = Detokenizer(TOKENIZER)
    for token_id in token_ids[:-1]:
        assert detokenizer.push([token_id]).text == ""
        assert detokenizer.cut == Cut(0, "")
    assert detokenizer.push(token_ids[-1:]).text == "🦜"


def test_a_character_that_never_ends_becomes_a_replacement_character():
    detokenizer = Detokenizer(TOKENIZER)
    detokenizer.push(TOKENIZER.encode("🦜")[:1])
    assert detokenizer.finish() == "\N{REPLACEMENT CHARACTER}"


def test_a_stop_string_that_ends_with_the_last_token_is_found():
    assert run(TOKENIZER.encode("one STOP"), stop=("STOP",))[:2] == ("one ", "STOP")


def test_what_only_looked_like_a_stop_string_is_shown_at_the_end():
    assert run(TOKENIZER.encode("one STO"), stop=("STOP",))[:2] == ("one STO", None)


def test_nothing_comes_after_a_stop():
    detokenizer = Detokenizer(TOKENIZER, ("b",))
    assert detokenizer.push(TOKENIZER.encode("abc")).text == "a"
    assert detokenizer.push(TOKENIZER.encode("def")).text == ""
    assert detokenizer.finish() == ""


def test_the_remainder_of_a_cut_token_is_reported():
    token_ids = TOKENIZER.encode("Hello wonderful")
    assert len(token_ids) == 2
    _, _, cut = run(token_ids, stop=("derful",))
    assert cut == Cut(1, " won")


def test_the_end_of_a_reply_is_no_text_and_no_obstacle():
    token_ids = [*TOKENIZER.encode("Hello"), EOS]
    assert run(token_ids) == ("Hello", None, Cut(len(token_ids), ""))


@pytest.mark.parametrize("stop", [("",), ()])
def test_an_empty_stop_string_stops_nothing(stop):
    assert run(TOKENIZER.encode("Hello"), stop=stop)[0] == "Hello"
