"""What a client is shown of a call's arguments: whole, cut short, or not what JSON can carry."""

import json

import pytest

from serving.call_arguments import arguments_object, parse_arguments

MOST = 1.7976931348623157e308


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", {}),
        (" \n", {}),
        ("{", {}),
        ('{"n', {}),
        ('{"n": -', {}),
        ('{"n": tr', {}),
        ('{"n": 1', {"n": 1}),
        ('{"n": 1, "s": "a\\tb\\u00', {"n": 1, "s": "a\tb"}),
        ('{"n": [1, {"m": "x', {"n": [1, {"m": "x"}]}),
        ('{"n": 1}', {"n": 1}),
        ('{"n": 1e400', {"n": MOST}),
    ],
)
def test_arguments_that_were_cut_short_are_the_object_as_far_as_it_goes(text, value):
    assert arguments_object(text) == value


@pytest.mark.parametrize(
    "text", ["hello", "[1", "[1]", '"x"', "null", '{"n": 1}}', '{"n": 1} and more', "{n"]
)
def test_what_begins_no_object_is_none(text):
    assert arguments_object(text) is None


@pytest.mark.parametrize("depth", [100_000, 300])
def test_what_is_nested_too_deep_to_be_read_is_none(depth):
    assert arguments_object('{"a":' * depth) is None


def test_every_beginning_of_an_object_is_one():
    text = json.dumps({"a": [1.5, -2e3, True, None, 'q"\\\u2028é'], "b": {"c": "\ud83d\ude00", "d": {}}})
    seen = [arguments_object(text[:length]) for length in range(len(text) + 1)]
    assert None not in seen
    assert seen[-1] == json.loads(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"n": 1e400}', {"n": MOST}),
        ('{"n": [-1e400, Infinity, -Infinity, NaN]}', {"n": [-MOST, MOST, -MOST, None]}),
        ('{"s": "a\\ud83d b"}', {"s": "a\ufffd b"}),
        ('{"s\\udc00": "\\ud83d\\ude00"}', {"s\ufffd": "😀"}),
        ('{"s": "\\\\ud83d"}', {"s": "\\ud83d"}),
    ],
)
def test_arguments_can_be_sent_as_json_in_utf8(text, value):
    assert parse_arguments(text) == value
    json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
