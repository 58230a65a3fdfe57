"""Calls that a model writes without the mark of its template: found where they are calls, text where not."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serving.request import Tool
from serving.text.tools.format import HERMES
from serving.text.tools.reader import ToolCallReader

WEATHER = Tool(
    "get_weather",
    None,
    {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]},
    False,
    "tools.0",
)
CLOCK = Tool("get_time", None, None, False, "tools.1")
FORM = replace(HERMES, unmarked=(WEATHER, CLOCK))
BARE = '{"name": "get_weather", "arguments": {"city": "Paris"}}'
PRETTY = '{\n  "name": "get_weather",\n  "arguments": {\n    "city": "Par}is \\" {"\n  }\n}'
PARIS = ("get_weather", '{"city": "Paris"}')


def read(text, cuts=(), form=FORM):
    """(text, [(name, arguments)])"""
    places = [0, *sorted({min(cut, len(text)) for cut in cuts}), len(text)]
    reader = ToolCallReader(form, "r:0")
    reads = [*(reader.push(text[a:b]) for a, b in pairwise(places)), reader.finish()]
    calls: dict[int, list[str]] = {}
    for delta in (delta for piece in reads for delta in piece.calls):
        calls.setdefault(delta.index, [delta.name, ""])[1] += delta.arguments
    assert [(call.name, call.arguments) for call in reader.calls] == [tuple(call) for call in calls.values()]
    return "".join(piece.text for piece in reads), [tuple(call) for call in calls.values()]


CALLS = {
    BARE: ("", [PARIS]),
    f"\n{BARE}\n": ("", [PARIS]),
    PRETTY: ("", [("get_weather", '{\n    "city": "Par}is \\" {"\n  }')]),
    BARE.replace("arguments", "parameters"): ("", [PARIS]),
    f"```json\n{BARE}\n```": ("", [PARIS]),
    f"```\n{BARE}\n```\n": ("", [PARIS]),
    f"<tools>\n{BARE}\n</tools>": ("", [PARIS]),
    f"Let me look.\n\n```json\n{PRETTY}\n```": (
        "Let me look.",
        [("get_weather", '{\n    "city": "Par}is \\" {"\n  }')],
    ),
    f"```json\n{BARE}\n```\n\nIt will be fine.": ("It will be fine.", [PARIS]),
    f"{BARE}\nIt will be fine.": ("It will be fine.", [PARIS]),
    f'```json\n[{BARE}, {{"name": "get_time", "arguments": {{}}}}]\n```': ("", [PARIS, ("get_time", "{}")]),
    f"{BARE}\n{BARE}": ("", [PARIS, PARIS]),
    f"```json\n{BARE}\n```\n```json\n{BARE}\n```": ("", [PARIS, PARIS]),
    f"```json\n{BARE}": ("", [PARIS]),
    f"Well:\n<tool_call>\n{BARE}\n</tool_call>": ("Well:", [PARIS]),
}
TEXTS = [
    "",
    "It is fine.",
    '{"name": "Alice", "arguments": {}}',
    '{"name": "get_weather", "arguments": {"town": "Paris"}}',
    r'{"name": "get_\q", "arguments": {"city": "Paris"}}',
    '{"name": "get_weather", "arguments": {"city": 7}}',
    '{"name": "get_weather"}',
    '{"name": "get_weather", "arguments": {"city": "Par',
    '{"name": "get_weather", "arguments": {"city": "Paris"}, "more": 1}',
    '{"name": "get_weather", "arguments": {"city": "Paris", }}',
    "```json\n{}\n```\n",
    "```python\nprint('{')\n```",
    f"Say {BARE} to call it.",
    f"    ```inline {BARE}```",
    "`x` and ``y``\n\n``",
    "{",
    "[",
    "\n\n",
    "a <b>\n<tools> are nice",
]


@pytest.mark.parametrize("text", CALLS)
def test_a_call_is_found_bare_and_fenced(text):
    assert read(text) == CALLS[text]


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_no_call_is_text_as_it_stands(text):
    assert read(text) == (text, [])


@given(text=st.sampled_from([*CALLS, *TEXTS]), cuts=st.lists(st.integers(0, 120), max_size=60))
def test_pieces_make_no_difference(text, cuts):
    assert read(text, cuts) == read(text)


@given(text=st.text(alphabet='{}[]"`\n jsontools<>/:, name', max_size=60))
def test_no_text_is_lost(text):
    assert read(text, range(60)) == (text, [])


LONG_TEXTS = {
    "white space behind a call": (f"{BARE}{chr(10) * 5000}Fine.", ("Fine.", [PARIS])),
    "white space in the text": (f"x{chr(10) * 5000}y", (f"x{chr(10) * 5000}y", [])),
    "white space in a head": ('{"name"' + " " * 5000 + ": 1}", ('{"name"' + " " * 5000 + ": 1}", [])),
    "arguments": (
        BARE.replace("Paris", "a" * 50_000),
        ("", [("get_weather", PARIS[1].replace("Paris", "a" * 50_000))]),
    ),
}


@pytest.mark.parametrize("name", LONG_TEXTS)
@pytest.mark.parametrize("step", [1, 10**6])
def test_no_text_is_read_again_and_again(name, step):
    """Else these take minutes."""
    text, expected = LONG_TEXTS[name]
    assert read(text, range(0, len(text), step)) == expected


def test_text_waits_no_longer_than_it_may_be_a_call():
    reader = ToolCallReader(FORM, "r:0")
    assert reader.push('{"n').text == ""
    assert reader.push("ew").text == '{"new'
    assert reader.push(" is {").text == " is {"


def test_where_one_call_may_be_made_one_is_found():
    assert read(f"{BARE}\n{BARE}", form=replace(FORM, takes_many=False)) == (BARE, [PARIS])


def test_a_schema_s_references_are_not_fetched():
    tool = replace(WEATHER, parameters={"type": "object", "allOf": [{"$ref": "http://127.0.0.1:9/schema"}]})
    assert read(BARE, form=replace(HERMES, unmarked=(tool,))) == (BARE, [])


def test_without_tools_to_find_all_is_text():
    assert read(BARE, form=HERMES) == (BARE, [])
