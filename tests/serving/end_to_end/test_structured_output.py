"""Whatever the model would rather say, the text is what the request says it must be."""

import json
import re

import jsonschema
import pytest
from openai import BadRequestError
from pydantic import BaseModel, ConfigDict, Field

PERSON = {
    "type": "object",
    "properties": {
        "name": {"type": "string", "minLength": 1, "maxLength": 12},
        "age": {"type": "integer", "minimum": 0, "maximum": 120},
        "height": {"type": "number", "minimum": 0, "maximum": 3},
        "is_member": {"type": "boolean"},
        "tags": {"type": "array", "items": {"enum": ["new", "old"]}, "maxItems": 2},
        "home": {
            "type": "object",
            "properties": {"city": {"type": "string", "maxLength": 8}},
            "required": ["city"],
            "additionalProperties": False,
        },
    },
    "required": ["name", "age", "height", "is_member", "tags", "home"],
    "additionalProperties": False,
}
ASK = [{"role": "user", "content": "Tell me about a person."}]


def schema_format(schema, **more):
    return {"type": "json_schema", "json_schema": {"name": "person", "schema": schema, **more}}


def ask(server, **body):
    return server.sdk.chat.completions.create(
        model=server.model, messages=ASK, **{"max_tokens": 800, "seed": 3, **body}
    )


@pytest.mark.parametrize("temperature", [1, 0, 2])
@pytest.mark.parametrize("strict", [True, False, None])
def test_a_schema_holds_at_any_temperature(server, temperature, strict):
    answer = ask(server, temperature=temperature, response_format=schema_format(PERSON, strict=strict), n=2)
    for choice in answer.choices:
        assert choice.finish_reason == "stop"
        jsonschema.validate(json.loads(choice.message.content), PERSON)


def test_a_stream_says_the_same(smollm2, stream):
    body = {"messages": ASK, "seed": 5, "max_tokens": 300, "response_format": schema_format(PERSON)}
    events = stream(smollm2, **body)
    text = "".join(event["choices"][0]["delta"].get("content") or "" for event in events)
    assert (
        text
        == ask(smollm2, seed=5, max_tokens=300, response_format=schema_format(PERSON))
        .choices[0]
        .message.content
    )


def test_a_json_object_is_one(smollm2):
    answer = ask(smollm2, temperature=0, max_tokens=400, response_format={"type": "json_object"}).choices[0]
    if answer.finish_reason == "stop":
        assert isinstance(json.loads(answer.message.content), dict)
    assert answer.message.content.startswith("{")


@pytest.mark.parametrize(
    "response_format",
    [
        {"type": "json_object", "schema": {"const": "42"}},
        {"type": "json_schema", "json_schema": {"schema": {"const": "42"}}},
    ],
)
def test_a_schema_may_come_as_llama_cpp_has_it(server, response_format):
    assert ask(server, response_format=response_format).choices[0].message.content == '"42"'


def test_a_schema_beside_json_object_must_be_one(server):
    with pytest.raises(BadRequestError) as caught:
        ask(server, response_format={"type": "json_object", "schema": {"type": "hiccup"}})
    assert caught.value.param == "response_format.schema"


IDENTIFIERS = [9007199254740993, 12345678901234567890]
OF_IDENTIFIERS = {
    "type": "object",
    "properties": {
        "id": {"enum": IDENTIFIERS, "format": "int64"},
        "secret": {"const": "s", "format": "password"},
    },
    "required": ["id", "secret"],
    "additionalProperties": False,
    "title": "Key",
    "examples": [{"id": 1}],
}


@pytest.mark.parametrize("schema", [OF_IDENTIFIERS, json.dumps(OF_IDENTIFIERS)], ids=["object", "text"])
def test_an_identifier_comes_as_it_is_written(toy, schema):
    told = [
        ask(toy, extra_body={"guided_json": schema}).choices[0].message.content,
        ask(toy, response_format=schema_format(schema, strict=True)).choices[0].message.content,
    ]
    if isinstance(schema, dict):
        form = {"type": "json_schema", "name": "key", "schema": schema}
        tool = {"type": "function", "function": {"name": "open", "parameters": schema, "strict": True}}
        told.append(toy.sdk.responses.create(model=toy.model, input="x", text={"format": form}).output_text)
        message = ask(toy, tools=[tool], tool_choice="required", max_tokens=400).choices[0].message
        told.append(message.tool_calls[0].function.arguments)
    for text in told:
        assert json.loads(text)["id"] in IDENTIFIERS


def test_text_is_what_it_is_without_a_format(smollm2):
    plain = ask(smollm2, max_tokens=20)
    formatted = ask(smollm2, max_tokens=20, response_format={"type": "text"})
    assert formatted.choices[0].message.content == plain.choices[0].message.content


def test_max_tokens_may_come_before_the_end(server):
    answer = ask(server, max_tokens=4, response_format=schema_format(PERSON)).choices[0]
    assert answer.finish_reason == "length"
    with pytest.raises(ValueError):
        json.loads(answer.message.content)


CONSTRAINTS = {
    "structured_outputs.regex": ({"structured_outputs": {"regex": "[0-9]{3}-[a-f]{2}"}}, "[0-9]{3}-[a-f]{2}"),
    "structured_outputs.choice": ({"structured_outputs": {"choice": ["a/b", 'say "c"']}}, 'a/b|say "c"'),
    "structured_outputs.grammar": ({"structured_outputs": {"grammar": 'start: "x" | "yy"'}}, "x|yy"),
    "structured_outputs.json": ({"structured_outputs": {"json": {"enum": [12]}}}, "12"),
    "guided_regex": ({"guided_regex": "(ab){2}"}, "abab"),
    "guided_choice": ({"guided_choice": ["left", "right"]}, "left|right"),
    "guided_grammar": ({"guided_grammar": 'root ::= "yes" | "no"'}, "yes|no"),  # GBNF
    "guided_json": ({"guided_json": '{"enum": ["a"]}'}, '"a"'),
    "grammar": ({"grammar": 'root ::= [0-9] "!"'}, "[0-9]!"),
    "json_schema": ({"json_schema": {"const": True}}, "true"),
    "regex": ({"regex": "k+l"}, "k+l"),
    "ebnf": ({"ebnf": 'root ::= "e"'}, "e"),
}


@pytest.mark.parametrize("name", CONSTRAINTS)
def test_the_fields_of_other_servers(server, name):
    fields, pattern = CONSTRAINTS[name]
    text = ask(server, extra_body=fields, max_tokens=200).choices[0].message.content
    assert re.fullmatch(pattern, text)


def test_completions_take_them_too(server):
    answer = server.sdk.completions.create(
        model=server.model, prompt="A number:", max_tokens=30, extra_body={"guided_regex": " [1-9][0-9]{2}"}
    )
    assert re.fullmatch(" [1-9][0-9]{2}", answer.choices[0].text)


def test_the_sdk_parses_into_a_model(smollm2):
    class Step(BaseModel):
        model_config = ConfigDict(extra="forbid")
        text: str = Field(max_length=10)
        is_last: bool

    class Plan(BaseModel):
        model_config = ConfigDict(extra="forbid")
        steps: list[Step] = Field(max_length=3)

    answer = smollm2.sdk.chat.completions.parse(
        model=smollm2.model, messages=ASK, response_format=Plan, seed=1
    )
    assert isinstance(answer.choices[0].message.parsed, Plan)
    with smollm2.sdk.chat.completions.stream(
        model=smollm2.model, messages=ASK, response_format=Plan, seed=1
    ) as events:
        for _ in events:
            pass
        final = events.get_final_completion()
    assert final.choices[0].message.parsed == answer.choices[0].message.parsed


BAD = {
    "an unknown type": (schema_format({"type": "strin"}), "response_format.json_schema.schema", "strin"),
    "a keyword that is not supported": (
        schema_format({"type": "string", "not": {"const": "a"}}),
        "response_format.json_schema.schema",
        "not",
    ),
    "one that is not supported further in": (
        schema_format({"type": "array", "items": {"type": "array", "uniqueItems": True}}),
        "response_format.json_schema.schema",
        "`$.items.uniqueItems`",
    ),
    "an expression that is too large": (
        schema_format({"type": "string", "pattern": "^(([a-z]{1,50}-?){1,50},){1,50}$"}, strict=True),
        "response_format.json_schema.schema",
        "`$.pattern` is too large",
    ),
    "a number that cannot be kept": (
        schema_format({"type": "array", "prefixItems": [{"const": 9007199254740993}]}),
        "response_format.json_schema.schema",
        "`$.prefixItems[0].const` is 9007199254740993",
    ),
    "a malformed keyword": (
        schema_format({"type": "object", "required": "a"}),
        "response_format.json_schema.schema",
        "`$.required` must be a list of names",
    ),
    "a reference elsewhere": (
        schema_format({"$ref": "https://example.com/a.json"}),
        "response_format.json_schema.schema",
        "example.com",
    ),
    "nothing that fits": (
        schema_format({"type": "object", "properties": {"a": False}, "required": ["a"]}),
        "response_format.json_schema.schema",
        "nsatisfiable",
    ),
    "no schema": ({"type": "json_schema"}, "response_format.json_schema", "is required"),
    "a type that there is not": ({"type": "xml"}, "response_format.type", "one of"),
}


@pytest.mark.parametrize("is_stream", [False, True])
@pytest.mark.parametrize("name", BAD)
def test_a_bad_schema_is_refused_before_anything_is_said(toy, name, is_stream):
    response_format, param, hint = BAD[name]
    with pytest.raises(BadRequestError) as caught:
        ask(toy, response_format=response_format, stream=is_stream)
    assert caught.value.param == param
    assert hint in str(caught.value)


@pytest.mark.parametrize(
    ("fields", "param"),
    [
        ({"structured_outputs": {"regex": "(a"}}, "structured_outputs.regex"),
        ({"guided_regex": "(?=a)b"}, "guided_regex"),
        ({"guided_grammar": "start: nothing"}, "guided_grammar"),
        ({"guided_choice": []}, "guided_choice"),
        ({"guided_json": "{"}, "guided_json"),
        ({"guided_json": "[" * 100_000}, "guided_json"),
        ({"guided_regex": "(([a-z]{1,50}-?){1,50},){1,50}"}, "guided_regex"),
        ({"guided_json": "{}", "guided_regex": "a"}, "guided_regex"),
        ({"guided_regex": "a", "ignore_eos": True}, "ignore_eos"),
    ],
)
def test_a_bad_constraint_is_refused(toy, fields, param):
    with pytest.raises(BadRequestError) as caught:
        ask(toy, extra_body=fields)
    assert caught.value.param == param


def test_the_server_goes_on_after_a_bad_schema(toy):
    with pytest.raises(BadRequestError):
        ask(toy, response_format=schema_format({"type": "strin"}))
    assert ask(toy, max_tokens=3).choices[0].finish_reason == "length"


def test_min_tokens_does_not_hold_back_the_only_end(toy):
    answer = ask(toy, extra_body={"guided_choice": ["ab"], "min_tokens": 10}).choices[0]
    assert (answer.message.content, answer.finish_reason) == ("ab", "stop")


def test_logprobs_are_of_the_model_not_of_the_grammar(smollm2):
    answer = ask(smollm2, logprobs=True, top_logprobs=3, extra_body={"guided_choice": ["qx"]}).choices[0]
    first = answer.logprobs.content[0]
    assert first.logprob < first.top_logprobs[0].logprob
    assert all(top.token != first.token for top in first.top_logprobs)


@pytest.mark.parametrize("stream", [False, True])
def test_a_schema_that_is_too_wide_is_refused_with_the_limit(server, stream):
    wide = {"type": "object", "properties": {f"property_{number}": {} for number in range(1001)}}
    with pytest.raises(BadRequestError, match="1001 properties that are not `required`, and may have 1000"):
        ask(server, response_format=schema_format(wide), stream=stream)
