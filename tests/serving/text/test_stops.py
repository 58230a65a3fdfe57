"""Text ends where its first stop does, however it comes in pieces, and nothing of a stop leaks."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serving.text.stops import Chunk, StopSearch

texts = st.text(alphabet="abcd é🙂\n", max_size=40)
stops = st.lists(st.text(alphabet="abcd é🙂\n", min_size=1, max_size=4), max_size=3).map(tuple)
cuts = st.lists(st.integers(0, 40), max_size=10)


def pieces_of(text, cuts):
    places = [0, *sorted(min(cut, len(text)) for cut in cuts), len(text)]
    return [text[a:b] for a, b in pairwise(places)]


def search(pieces, stop=(), *, token=None, exempt=0, **options):
    """(text, stop)"""
    stops = StopSearch(stop, **options)
    stops.exempt(exempt)
    if token is not None:
        stops.note_token(*token)
    shown = ""
    for piece in pieces:
        chunk = stops.push(piece)
        shown += chunk.text
        assert stops.num_shown == len(shown)
        if chunk.stop is not None:
            return shown, chunk.stop
    last = stops.push("", is_last=True)
    return shown + last.text, last.stop


def first_stop(text, stop, first=0):
    """(start, end, stop string) of the occurrence that ends first; of equal ones the longest."""
    ends = [(text.find(s, first) + len(s), text.find(s, first), s) for s in stop if s in text[first:]]
    end, start, found = min(ends)
    return start, end, found


@given(texts, stops, cuts, st.booleans(), st.integers(0, 10))
def test_a_stop_string_cuts_the_text_exactly_and_never_leaks(text, stop, cuts, include, exempt):
    shown, matched = search(pieces_of(text, cuts), stop, exempt=exempt, includes_stop=include)
    if not any(s in text[exempt:] for s in stop):
        assert (shown, matched) == (text, None)
        return
    start, end, expected = first_stop(text, stop, exempt)
    assert (shown, matched) == (text[: end if include else start], expected)


@given(texts, stops)
def test_only_what_may_become_a_stop_string_is_held_back(text, stop):
    search, shown = StopSearch(stop), ""
    for index, char in enumerate(text):
        chunk = search.push(char)
        shown += chunk.text
        if chunk.stop is not None:
            return
        held = text[len(shown) : index + 1]
        assert not held or any(s.startswith(held) and s != held for s in stop)


@pytest.mark.parametrize(
    ("token", "stop", "expected"),
    [
        ((7, 4, 9), (), ("The ", 7)),
        ((7, 4, 9), ("The",), ("", "The")),  # it ended before
        ((7, 4, 9), ("Pa", "e Paris"), ("The ", 7)),  # they end in it
        ((7, 15, 16), (), ("The Paris sky.", None)),  # there is no text at this place
    ],
)
@given(cuts=cuts)
def test_a_stop_token_ends_the_text_where_it_begins(token, stop, expected, cuts):
    assert search(pieces_of("The Paris sky.", cuts), stop, token=token) == expected


def test_a_stop_token_is_shown_where_that_is_wanted():
    assert search(["The ", "Paris", " sky"], token=(7, 4, 9), includes_stop=True) == ("The Paris", 7)


def test_the_first_stop_token_counts():
    stops = StopSearch()
    stops.note_token(7, 1, 2)
    stops.note_token(8, 2, 3)
    assert stops.push("abc") == Chunk("a", 7)


def test_what_only_looked_like_a_stop_string_is_shown_at_the_end():
    assert search(["one STO"], ("STOP",)) == ("one STO", None)


@pytest.mark.parametrize("stop", [("",), ()])
def test_an_empty_stop_string_stops_nothing(stop):
    assert search(["Hello"], stop) == ("Hello", None)
