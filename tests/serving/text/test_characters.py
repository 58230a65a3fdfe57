"""Characters come out whole, and each piece of bytes knows where its own begin."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serving.text.characters import Characters

# Among whole characters, what breaks them: bytes that begin one, go on with one, or are none.
data = st.lists(
    st.one_of(
        st.sampled_from(["a", "é", "价", "🦜", "\ufffd"]).map(str.encode),
        st.sampled_from([b"\xc3", b"\xe4\xbb", b"\xf0\x9f", b"\xe0", b"\x80", b"\xb7", b"\xff"]),
    ),
    max_size=8,
).map(b"".join)


def pushed(pieces):
    """(places, text)"""
    characters = Characters()
    results = [characters.push(piece) for piece in pieces]
    return [place for place, _ in results], "".join(text for _, text in results) + characters.finish()


@given(data, st.lists(st.integers(0, 20), max_size=8))
def test_the_pieces_are_the_whole(data, cuts):
    places = [0, *sorted(min(cut, len(data)) for cut in cuts), len(data)]
    assert pushed([data[a:b] for a, b in pairwise(places)])[1] == data.decode("utf-8", "replace")


@given(data)
def test_a_byte_stands_where_its_character_does(data):
    places, text = pushed([bytes([byte]) for byte in data])
    for index, place in enumerate(places):
        # Up to this byte there are `place` characters and then its own, whole or not.
        assert len(data[: index + 1].decode("utf-8", "replace")) == place + 1
        assert place < len(text)


@pytest.mark.parametrize(
    ("pieces", "places"),
    [
        ([b"a", b"\xe4", b"\xbb", b"\xb7", b"b"], [0, 1, 1, 1, 2]),
        ([b"\xe4", b"", b"\xbb\xb7b"], [0, 1, 0]),
        ([b"\xe4\xbb", b" x"], [0, 1]),
        ([b"a\xe4", b"\xbb\xb7"], [0, 1]),
        ([b"\xff", b"\x80"], [0, 1]),
        ([b"\xef\xbf", b"\xbd", b"a"], [0, 0, 1]),  # U+FFFD itself, written out
    ],
)
def test_a_piece_that_goes_on_with_a_character_stands_where_that_does(pieces, places):
    assert pushed(pieces)[0] == places
