"""A schema is kept or refused before the first token: every text that it lets end is valid, exactly."""

import decimal
import json
import random
from decimal import Decimal

import jsonschema
import numpy as np
import pytest

from models.checkpoint import open_checkpoint
from models.registry import resolve
from serving.engine.grammars.error import InvalidGrammar
from serving.engine.grammars.grammar import Grammars
from serving.engine.grammars.json_schema import json_value
from serving.engine.grammars.numbers import LARGEST
from serving.replica.toy_model import make_tokenizer
from serving.request import Grammar, Tool, ToolUse
from serving.text.tools.arguments import arguments_of_tools
from serving.text.tools.format import HERMES
from serving.text.tools.grammar import tool_grammar
from tests.serving.engine.random_schemas import random_schema

TOKENIZER = make_tokenizer()
ID = 2**53 + 1  # 9007199254740993, the first whole number that no double holds
OTHER_ID = 12345678901234567890  # larger than any 64-bit integer with a sign


@pytest.fixture(scope="module")
def grammars():
    return Grammars(TOKENIZER, TOKENIZER.vocab_size)


@pytest.fixture(scope="module")
def allows(grammars):
    """Whether a text is a whole one of a schema, or of another grammar."""

    def check(schema, text):
        grammar = (
            schema if isinstance(schema, Grammar) else Grammar("json_schema", json.dumps(schema), "schema")
        )
        state = grammars.start(grammar)
        for token_id in TOKENIZER.encode(text, add_special_tokens=False):
            if not state.allowed()[token_id]:
                return False
            state.advance(token_id)
        return state.is_complete

    return check


@pytest.fixture(scope="module")
def refusal(grammars):
    def reason(schema):
        with pytest.raises(InvalidGrammar) as caught:
            grammars.compile(Grammar("json_schema", json.dumps(schema), "schema"))
        return str(caught.value)

    return reason


def objects(**properties):
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


# ---- numbers ------------------------------------------------------------------------------------

TREE = {
    "$defs": {
        "node": objects(id={"const": -ID}, next={"anyOf": [{"$ref": "#/$defs/node"}, {"type": "null"}]})
    },
    "$ref": "#/$defs/node",
}
EXACT = [
    ({"const": ID}, f"{ID}"),
    ({"const": -ID}, f"{-ID}"),
    ({"const": OTHER_ID}, f"{OTHER_ID}"),
    ({"enum": [OTHER_ID, "a", ID]}, f"{OTHER_ID}"),
    ({"type": "integer", "format": "int64", "minimum": 1, "enum": [ID, 5]}, f"{ID}"),
    ({"type": ["integer", "null"], "const": ID}, f"{ID}"),
    ({"const": [ID, 0.5, "x", {"a": None}]}, f'[{ID}, 0.5, "x", {{"a": null}}]'),
    (objects(id={"const": ID}), f'{{"id": {ID}}}'),
    (objects(id={"$ref": "#/$defs/id"}) | {"$defs": {"id": {"enum": [ID]}}}, f'{{"id":{ID}}}'),
    ({"type": "array", "items": {"const": ID}, "minItems": 2, "maxItems": 3}, f"[{ID},\n  {ID}]"),
    ({"anyOf": [{"const": ID}, objects(id={"const": OTHER_ID})]}, f'{{"id":{OTHER_ID}}}'),
    ({"oneOf": [{"const": ID}, {"const": ID + 2}]}, f"{ID + 2}"),
    (TREE, f'{{"id":{-ID},"next":{{"id":{-ID},"next":null}}}}'),
    (objects(**{"x\n": {"const": ID}}) | {"additionalProperties": True}, f'{{"x\\n":{ID},"y":[1]}}'),
]


@pytest.mark.parametrize(("schema", "text"), EXACT)
def test_a_value_is_kept_to_its_last_digit(allows, schema, text):
    assert allows(schema, text)
    for rounded in (text.replace(str(ID), str(ID - 1)), text.replace(str(OTHER_ID), "12345678901234567000")):
        assert rounded == text or not allows(schema, rounded)


@pytest.mark.parametrize(
    ("schema", "path", "value"),
    [
        ({"allOf": [{"type": "integer"}, {"const": ID}]}, "$.allOf[1].const", ID),
        ({"type": "array", "prefixItems": [{"enum": [1, ID]}]}, "$.prefixItems[0].enum[1]", ID),
        (objects(id={"const": float("inf")}), "$.properties.id.const", "inf"),
        ({"type": "integer", "multipleOf": ID}, "$.multipleOf", ID),
        ({"type": "integer", "multipleOf": 1_000_003}, "$.multipleOf", "1000003"),
        ({"type": "number", "multipleOf": 0.07}, "$.multipleOf", "0.07"),
        ({"type": "integer", "minimum": 10**19}, "$", 10**19),
        ({"type": "integer", "minimum": ID, "maximum": ID}, "$", ID),
    ],
)
def test_what_cannot_be_exact_is_refused_by_path_and_value(refusal, schema, path, value):
    assert f"`{path}`" in refusal(schema)
    assert str(value) in refusal(schema)


@pytest.mark.parametrize(
    ("bounds", "inside", "outside"),
    [
        ({"type": "integer", "minimum": ID}, ID + 1, ID - 1),
        ({"type": "integer", "exclusiveMinimum": ID - 1}, ID + 1, ID - 1),
        ({"type": "integer", "minimum": 1, "maximum": 2**63 - 1}, LARGEST, 2**63),
        ({"type": "integer", "maximum": 2**64 - 1}, 5, 2**64),
        ({"type": "integer", "minimum": 0.5, "exclusiveMaximum": 3}, 2, 3),
        ({"type": "number", "maximum": 1e30}, 0.5, "1e31"),
        ({"type": "number", "exclusiveMinimum": 3, "maximum": 3.5}, 3.25, 3),
        ({"type": "number", "exclusiveMaximum": 0, "minimum": -0.5}, -0.25, 0),
        ({"type": "number", "minimum": 3, "exclusiveMinimum": True}, 4, 3),
        ({"type": "integer", "format": "int32"}, 2**31 - 1, 2**31),
        ({"type": ["integer", "null"], "format": "uint8", "maximum": 300}, 255, 256),
    ],
)
def test_bounds_let_no_wrong_number_through(allows, bounds, inside, outside):
    assert allows(bounds, str(inside))
    assert not allows(bounds, str(outside))


def test_multiples_that_are_joined_stay_small(refusal, allows):
    joined = {"allOf": [{"type": "integer", "multipleOf": 997}, {"multipleOf": 991}]}
    assert "least common multiple" in refusal(joined)
    assert allows({"allOf": [{"type": "integer", "multipleOf": 4}, {"multipleOf": 6}]}, "12")


@pytest.mark.parametrize("is_strict", [True, False])
def test_a_tool_gets_the_identifier_that_its_schema_names(allows, grammars, is_strict):
    tool = Tool("open", None, objects(id={"const": ID}), is_strict, "tools.0")
    use = ToolUse(tools=(tool,), mode="auto", allowed=frozenset({"open"}))
    arguments, loosened = arguments_of_tools(use, grammars.compile)
    assert not loosened
    grammar = tool_grammar(HERMES, use, None, arguments)
    call = HERMES.mark + HERMES.opening + HERMES.head("open") + '{"id": %d}}' + HERMES.closing
    assert allows(grammar, call % ID)
    assert not allows(grammar, call % (ID - 1))


def test_where_keywords_may_be_left_out_a_number_is_never_another(grammars):
    """The value is then not asked for at all."""
    schema = {"allOf": [{"type": "integer"}, {"const": ID}]}
    assert str(ID - 1) not in json_value(schema, is_lenient=True)
    assert "const" not in json_value(schema, is_lenient=True)


# ---- keywords -----------------------------------------------------------------------------------

DEMAND_NOTHING = [
    {"uniqueItems": False},
    {"type": "array", "uniqueItems": True, "maxItems": 1},
    {"minLength": 0, "minItems": 0.0, "minProperties": 0, "required": []},
    {"not": False},
    {"contains": {"type": "string"}, "minContains": 0},
    {"maxContains": 2, "minContains": 1},
    {"dependentRequired": {}, "dependentSchemas": {"a": True}, "dependencies": {"a": []}},
    {"if": {"const": 1}},
    {"if": {"const": 1}, "then": True, "else": {"title": "x"}},
    {"then": {"const": 1}},
    {"propertyNames": {"type": "string"}},
    {"unevaluatedProperties": {}, "unevaluatedItems": True, "additionalItems": False},
    {"deprecated": True, "readOnly": True, "examples": [OTHER_ID], "default": float("inf"), "$comment": "c"},
    {"nullable": False, "discriminator": {"propertyName": "kind"}, "contentSchema": {"type": "null"}},
    {"$defs": {"unused": {"not": {"const": ID}}}},
    {"maxLength": 10**30, "maxItems": 2**64},
]


@pytest.mark.parametrize("schema", DEMAND_NOTHING, ids=json.dumps)
def test_what_demands_nothing_is_left_out(allows, schema):
    assert allows({"type": "array", **schema}, "[]")
    assert allows({"type": "array", "items": schema}, "[[],[]]" if schema.get("type") else '["x",1]')


@pytest.mark.parametrize(
    ("keyword", "value"),
    [
        ("uniqueItems", True),
        ("not", {"const": 1}),
        ("not", {}),
        ("contains", {"const": 1}),
        ("dependentRequired", {"a": ["b"]}),
        ("dependentSchemas", {"a": {"required": ["b"]}}),
        ("dependencies", {"a": ["b"]}),
        ("propertyNames", {"pattern": "^a"}),
        ("unevaluatedItems", False),
        ("$dynamicRef", "#node"),
        ("$recursiveRef", "#"),
        ("minLength", 2**32),
        ("minProperties", 2),
    ],
)
def test_what_cannot_be_enforced_is_refused_by_path_and_keyword(refusal, keyword, value):
    nested = {"type": "array", "items": {"anyOf": [{"type": "null"}, objects(a={keyword: value})]}}
    assert f"`$.items.anyOf[1].properties.a.{keyword}`" in refusal(nested)


def test_a_condition_with_consequences_is_refused(refusal):
    assert "`$.if`" in refusal({"if": {"required": ["a"]}, "then": {"required": ["b"]}})


def test_unevaluated_properties_are_additional_ones_where_nothing_else_evaluates(allows, refusal):
    schema = {**objects(a={}), "unevaluatedProperties": False}
    del schema["additionalProperties"]
    assert allows(schema, '{"a":1}')
    assert not allows(schema, '{"a":1,"b":1}')
    assert "unevaluatedProperties" in refusal({**schema, "allOf": [{"required": ["a"]}]})


@pytest.mark.parametrize(
    "name",
    ["password", "binary", "byte", "uri-reference", "json-pointer", "idn-email", "iri", "x-vendor", "regex"],
)
def test_a_format_that_is_not_enforced_is_an_annotation(allows, name):
    assert allows({"type": "string", "format": name}, '"any text"')


@pytest.mark.parametrize("name", ["date", "date-time", "uuid", "ipv4", "email", "uri", "hostname"])
def test_the_other_formats_are_enforced(allows, name):
    assert not allows({"type": "string", "format": name}, '"%%%"')


def test_a_reference_may_lead_anywhere_in_the_schema(allows):
    schema = {
        **objects(a={"$ref": "#/components/schemas/A~1B"}, c={"$ref": "#/properties/a"}),
        "components": {"schemas": {"A/B": {"type": "array", "items": {"$ref": "#/components/schemas/A~1B"}}}},
    }
    assert allows(schema, '{"a":[[],[[]]],"c":[]}')
    assert not allows(schema, '{"a":[1],"c":[]}')
    assert allows(
        {"type": "object", "properties": {"a": {"$ref": "#"}}, "additionalProperties": False}, '{"a":{}}'
    )
    assert allows({"$ref": "#here", "$defs": {"x": {"$anchor": "here", "type": "integer"}}}, "1")


def test_a_long_chain_of_references_is_followed(allows):
    links = {f"s{number}": {"$ref": f"#/links/s{number + 1}"} for number in range(2000)}
    assert allows({"$ref": "#/links/s0", "links": {**links, "s2000": {"type": "integer"}}}, "1")


def test_different_values_are_alternatives(allows, refusal):
    assert allows({"oneOf": [{"const": 1}, {"enum": ["a", True]}]}, '"a"')
    assert "oneOf" in refusal({"oneOf": [{"const": 1}, {"enum": [2, 1]}]})


# ---- names --------------------------------------------------------------------------------------


@pytest.mark.parametrize("others", [True, {"type": "integer"}, {"const": ID}])
@pytest.mark.parametrize(
    ("name", "spellings"),
    [("a", ['"a"', r'"\u0061"']), ("\n", [r'"\n"', r'"\u000a"', r'"\u000A"']), ("/", ['"/"', r'"\/"'])],
)
def test_a_declared_key_comes_once_however_it_is_spelled(allows, others, name, spellings):
    schema = {"type": "object", "properties": {name: {"const": 1}}, "additionalProperties": others}
    for spelling in spellings:
        assert not allows(schema, f"{{{json.dumps(name)}:1,{spelling}:{ID}}}")
        assert not allows(schema, f"{{{spelling}:{ID}}}")
    assert allows(schema, f'{{{json.dumps(name)}:1,"b":{ID}}}')


def test_a_pattern_of_keys_holds_however_a_key_is_spelled(allows):
    schema = {"type": "object", "patternProperties": {"^a": {"type": "integer"}}}
    assert not allows(schema, r'{"\u0061b":"s"}')
    assert allows(schema, '{"ab":1,"b":"s"}')


def test_control_characters_are_escaped_where_that_doubles_no_key(allows, refusal):
    assert allows(objects(a={"const": "\x01"}), r'{"a":"\u0001"}')
    assert "`$.properties.a.const` has a control character" in refusal(
        {"type": "object", "properties": {"a": {"const": "\x01"}}}
    )


# ---- texts --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def smollm2():
    checkpoint = open_checkpoint(resolve("smollm2-135m"))
    return checkpoint.tokenizer, Grammars(checkpoint.tokenizer, checkpoint.config.vocab_size)


@pytest.fixture(scope="module")
def closing(smollm2):
    """Whether a token ends something; taken more often, so that texts end."""
    tokenizer = smollm2[0]
    tokens = [tokenizer.token_bytes(token_id) for token_id in range(tokenizer.vocab_size)]
    return np.array([0 < len(token) < 4 and set(token) <= set(b'"}], \n') for token in tokens])


def random_text(tokenizer, state, closing, rng, max_tokens=300):
    """None where it does not end in time."""
    ends, token_ids = sorted(tokenizer.eos_token_ids), []
    for _ in range(max_tokens):
        allowed = state.allowed()
        assert state.error is None, tokenizer.decode(token_ids)
        may_end, allowed[ends] = allowed[ends].any(), False
        if may_end and (rng.random() < 0.4 or not allowed.any()):
            return tokenizer.decode(token_ids)
        assert allowed.any(), f"nothing may follow {tokenizer.decode(token_ids)!r}"
        preferred = allowed & closing if rng.random() < 0.6 and (allowed & closing).any() else allowed
        token_ids.append(int(rng.choice(np.flatnonzero(preferred))))
        state.advance(token_ids[-1])
    return None


def declared_names(schema):
    if isinstance(schema, list):
        return {name for part in schema for name in declared_names(part)}
    if not isinstance(schema, dict):
        return set()
    properties = schema.get("properties")
    return declared_names(list(schema.values())) | set(properties if isinstance(properties, dict) else ())


def check_text(schema, text):
    declared = declared_names(schema)

    def object_of(pairs):
        names = [name for name, _ in pairs if name in declared]
        assert len(names) == len(set(names)), f"{text} has a key twice"
        return dict(pairs)

    exactly = json.loads(json.dumps(schema), parse_float=Decimal)
    with decimal.localcontext(prec=400):
        value = json.loads(text, parse_float=Decimal, object_pairs_hook=object_of)
        jsonschema.Draft202012Validator(exactly).validate(value)


def check_seeds(seeds, smollm2, closing):
    tokenizer, grammars = smollm2
    num_texts = 0
    for seed in seeds:
        schema, rng = random_schema(random.Random(seed)), np.random.default_rng(seed)
        grammar = Grammar("json_schema", json.dumps(schema), "schema")
        try:
            grammars.compile(grammar)
        except InvalidGrammar:
            continue
        for _ in range(2):
            text = random_text(tokenizer, grammars.start(grammar), closing, rng)
            if text is not None:
                check_text(schema, text)
                num_texts += 1
    return num_texts


def test_every_text_is_valid_exactly(smollm2, closing):
    assert check_seeds(range(60), smollm2, closing) > 60


@pytest.mark.slow
def test_every_text_of_many_schemas_is_valid_exactly(smollm2, closing):
    assert check_seeds(range(1000, 2500), smollm2, closing) > 1500
