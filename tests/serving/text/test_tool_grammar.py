"""What a reply may be: text, or calls of allowed tools with arguments of their schemas."""

from dataclasses import replace

import pytest

from models.tokenizer import Tokenizer, mark_special
from serving.engine.grammars.grammar import Grammars
from serving.errors import InvalidRequest
from serving.replica.toy_model import make_tokenizer
from serving.request import Grammar, Tool, ToolUse
from serving.text.tools.arguments import arguments_of_tools, arguments_schema
from serving.text.tools.format import HERMES, LLAMA3, MISTRAL
from serving.text.tools.grammar import MAX_CALLS, tool_grammar

WEATHER = Tool(
    "get_weather", None, {"type": "object", "properties": {"days": {"type": "integer"}}}, False, "tools.0"
)
CLOCK = Tool("get_time", None, None, False, "tools.1")
ANSWER = Grammar("json_schema", '{"enum": ["yes"]}', "response_format")


@pytest.fixture(scope="module")
def tokenizer():
    backend = make_tokenizer()._backend
    mark_special(backend, ["[TOOL_CALLS]"])
    return Tokenizer(backend, eos_token_ids=[256])


@pytest.fixture(scope="module")
def grammars(tokenizer):
    return Grammars(tokenizer, tokenizer.vocab_size)


@pytest.fixture(scope="module")
def forms(tokenizer):
    return {
        "hermes": HERMES,
        "llama3": LLAMA3,
        "mistral": replace(MISTRAL, mark_id=tokenizer.token_id("[TOOL_CALLS]")),
    }


@pytest.fixture(params=["hermes", "llama3", "mistral"])
def form(request, forms):
    return forms[request.param]


@pytest.fixture
def accepts(tokenizer, grammars, form):
    """Whether a whole reply is what it may be."""

    def check(text, answer=None, tools=(WEATHER, CLOCK), **use):
        names = frozenset(tool.name for tool in tools)
        tool_use = ToolUse(tools=tools, **{"allowed": names, **use})
        arguments, _ = arguments_of_tools(tool_use, grammars.compile)
        grammar = tool_grammar(form, tool_use, answer, arguments)
        state = grammars.start(grammar)
        for token_id in tokenizer.encode(text, add_special_tokens=False):
            if not state.allowed()[token_id]:
                return False
            state.advance(token_id)
        return state.is_complete

    return check


def calls(form, *heads_and_arguments, lead=""):
    mark = form.mark if form.has_text_before else ""
    texts = [form.head(name) + arguments + "}" for name, arguments in heads_and_arguments]
    return lead + mark + form.opening + form.separator.join(texts) + form.closing


TODAY = ("get_weather", '{"days": 1}')
NOW = ("get_time", "{}")


def test_auto_is_text_or_calls(accepts, form):
    assert accepts("")
    assert accepts("It is fine <b>.\n")
    assert accepts(calls(form, TODAY))
    assert accepts(calls(form, TODAY, NOW))
    assert accepts(calls(form, TODAY, lead="Let me see.\n"))


def test_a_call_that_has_begun_is_a_valid_one(accepts, form):
    for wrong in [("fly", "{}"), ("get_weather", '{"days": "one"}'), ("get_weather", '{"hours": 1}')]:
        assert not accepts(calls(form, wrong))
    assert not accepts(calls(form, TODAY) + " Done.")
    assert not accepts(calls(form, TODAY)[:-1])


def test_required_is_calls_alone(accepts, form):
    assert accepts(calls(form, NOW), mode="required")
    for wrong in ["", "It is fine.", calls(form, NOW, lead="So: ")]:
        assert not accepts(wrong, mode="required")


def test_none_is_text_without_calls(accepts, form):
    assert accepts("It is fine.", mode="none")
    assert not accepts(calls(form, NOW), mode="none")


def test_only_allowed_tools_may_be_called(accepts, form):
    assert accepts(calls(form, NOW), allowed=frozenset(["get_time"]))
    assert not accepts(calls(form, TODAY), allowed=frozenset(["get_time"]))


def test_without_parallel_calls_there_is_one(accepts, form):
    assert accepts(calls(form, NOW), is_parallel=False)
    assert not accepts(calls(form, NOW, NOW), is_parallel=False)


def test_there_is_a_most_of_calls(accepts, form):
    assert accepts(calls(form, *[NOW] * MAX_CALLS))
    assert not accepts(calls(form, *[NOW] * (MAX_CALLS + 1)))


def test_text_beside_tools_keeps_to_its_format(accepts, form):
    assert accepts('"yes"', ANSWER)
    assert not accepts("yes", ANSWER)
    assert accepts(calls(form, NOW), ANSWER)
    assert accepts('"yes"', ANSWER, mode="none")
    with pytest.raises(InvalidRequest) as caught:
        accepts("a", Grammar("regex", "a", "guided_regex"))
    assert caught.value.param == "guided_regex"


def test_references_within_a_schema_are_followed(accepts, form):
    schema = {
        "type": "object",
        "$defs": {"day": {"type": "integer", "maximum": 7}},
        "properties": {"days": {"$ref": "#/$defs/day"}},
        "required": ["days"],
    }
    tool = Tool("get_weather", None, schema, True, "tools.0")
    assert accepts(calls(form, TODAY), tools=(tool,))
    assert not accepts(calls(form, ("get_weather", '{"days": 8}')), tools=(tool,))


def test_arguments_are_an_object_of_what_is_named():
    assert arguments_schema(CLOCK) == {"type": "object", "properties": {}, "additionalProperties": False}
    open_schema = {"type": "object", "additionalProperties": {"type": "string"}}
    assert arguments_schema(Tool("f", None, open_schema, False, "p")) == open_schema
    composed = {"type": "object", "allOf": [{"properties": {"a": {}}}]}
    assert arguments_schema(Tool("f", None, composed, False, "p")) == composed
    with pytest.raises(InvalidRequest, match="an object, got the type"):
        arguments_schema(Tool("f", None, {"type": ["object", "null"]}, False, "p"))
