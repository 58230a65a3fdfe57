"""Whether arguments keep to a schema that no grammar held them to, and that may be no schema at all."""

import pytest

from serving.request import Tool
from serving.text.tools.argument_check import ArgumentCheck


def check(**schema):
    return ArgumentCheck(Tool("f", None, schema, False, "tools.0"))


CITY = {"properties": {"city": {"type": "string", "maxLength": 5}}, "required": ["city"]}


@pytest.mark.parametrize(
    ("arguments", "is_accepted"),
    [
        ('{"city": "Paris"}', True),
        ('{"city": "London"}', False),
        ('{"city": 7}', False),
        ("{}", False),
        ('{"city": "Paris", "more": 1}', False),
        ('{"city": "Par', False),
    ],
)
def test_arguments_keep_to_their_schema(arguments, is_accepted):
    assert check(**CITY).accepts(arguments) is is_accepted


def test_references_lead_into_the_schema_alone():
    assert check(**{"properties": {"a": {"$ref": "#/$defs/n"}}, "$defs": {"n": {"type": "null"}}}).accepts(
        '{"a": null}'
    )
    assert not check(properties={"a": {"$ref": "http://127.0.0.1:9/schema"}}).accepts('{"a": null}')


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "strnig"},
        {"minimum": "x"},
        {"multipleOf": 0},
        {"properties": ["b"]},
        {"required": 5},
        {"$ref": "#/properties/a"},
        {"$ref": "nowhere"},
    ],
)
def test_a_schema_that_is_none_accepts_nothing(schema):
    value = "{}" if schema.keys() & {"properties", "required"} else "1"
    assert not check(properties={"a": schema}).accepts(f'{{"a": {value}}}')


def test_arguments_that_are_nested_too_deep_are_not_accepted():
    assert not check(properties={"a": {}}).accepts('{"a": ' + "[" * 100_000 + "]" * 100_000 + "}")


def test_patterns_are_not_checked():
    """Else this one takes longer than there is time."""
    redos = check(properties={"a": {"pattern": "^(a+)+$"}})
    assert redos.accepts(f'{{"a": "{"a" * 60}b"}}')
    named = check(patternProperties={"^(a+)+$": {}}, additionalProperties=False)
    assert named.accepts(f'{{"{"a" * 60}b": 1}}')


def test_a_schema_that_takes_too_many_steps_accepts_nothing():
    twice = {f"d{i}": {"allOf": [{"$ref": f"#/$defs/d{i + 1}"}] * 2} for i in range(60)} | {"d60": {}}
    laughs = check(**{"properties": {"a": {"$ref": "#/$defs/d0"}}, "$defs": twice})
    assert not laughs.accepts('{"a": 1}')
    assert laughs.accepts("{}"), "what one check took is not missing for the next"
