"""The encoding of event streams, held to botocore's decoder."""

import json

import pytest
from botocore.eventstream import ChecksumMismatch, EventStreamBuffer
from hypothesis import given
from hypothesis import strategies as st

from serving.api.bedrock.event_stream import event, exception


def decoded(*pieces: bytes) -> list:
    buffer = EventStreamBuffer()
    found = []
    for piece in pieces:
        buffer.add_data(piece)
        found += list(buffer)
    return found


@given(
    st.lists(st.tuples(st.sampled_from(["chunk", "metadata"]), st.binary(max_size=200)), max_size=5),
    st.data(),
)
def test_what_is_encoded_comes_out_however_it_is_cut(events, data):
    raw = b"".join(event(kind, payload) for kind, payload in events)
    cut = data.draw(st.integers(0, len(raw)))
    found = decoded(raw[:cut], raw[cut:])
    assert [(one.headers[":event-type"], one.payload) for one in found] == events
    assert {one.headers[":message-type"] for one in found} <= {"event"}


def test_a_byte_that_differs_is_noticed():
    raw = event("chunk", b'{"a":1}')
    for position in (0, 8, 20, len(raw) - 6, len(raw) - 1):
        broken = bytearray(raw)
        broken[position] ^= 1
        with pytest.raises(ChecksumMismatch):
            decoded(bytes(broken))


def test_an_exception_has_its_type_in_the_headers():
    (found,) = decoded(exception("throttlingException", "é"))
    assert found.headers[":message-type"] == "exception"
    assert found.headers[":exception-type"] == "throttlingException"
    assert json.loads(found.payload) == {"message": "é"}
