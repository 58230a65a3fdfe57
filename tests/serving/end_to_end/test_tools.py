"""Tool calls over HTTP: whatever the model would rather say, a call is one of the tools, of its schema."""

import json

import jsonschema
import pytest
from openai import BadRequestError

from benchmarks.transcripts import calling, transcript

PLACE = {
    "type": "object",
    "properties": {
        "city": {"type": "string", "maxLength": 12},
        "days": {"type": "integer", "minimum": 1, "maximum": 9},
        "unit": {"enum": ["C", "F"]},
    },
    "required": ["city", "days"],
    "additionalProperties": False,
}
CLOCK = {
    "type": "object",
    "properties": {"zone": {"type": "string", "maxLength": 10}},
    "required": ["zone"],
    "additionalProperties": False,
}
SCHEMAS = {"get_weather": PLACE, "get_time": CLOCK}
RAIN = {"city": 'Cork "x"', "days": 2, "unit": "C"}
ASK = [{"role": "user", "content": "What is the weather in Paris?"}]


def tool(name, parameters=None, **more):
    function = {"name": name, "description": f"What {name} does.", **more}
    if parameters is not None:
        function["parameters"] = parameters
    return {"type": "function", "function": function}


TOOLS = [tool("get_weather", PLACE), tool("get_time", CLOCK, strict=True)]


def named(name):
    return {"type": "function", "function": {"name": name}}


def allowed(mode, *names):
    return {
        "type": "allowed_tools",
        "allowed_tools": {"mode": mode, "tools": [named(name) for name in names]},
    }


def ask(server, messages=ASK, **body):
    return server.sdk.chat.completions.create(
        model=server.model, messages=messages, **{"max_tokens": 1500, "seed": 3, "tools": TOOLS, **body}
    )


def check(calls):
    for call in calls:
        jsonschema.validate(json.loads(call.function.arguments), SCHEMAS[call.function.name])


@pytest.mark.parametrize("temperature", [1, 0, 2])
def test_a_required_call_is_made_with_valid_arguments(server, temperature):
    for choice in ask(server, tool_choice="required", temperature=temperature, n=2).choices:
        assert choice.finish_reason == "tool_calls"
        assert choice.message.content is None
        assert choice.message.tool_calls
        check(choice.message.tool_calls)
        ids = [call.id for call in choice.message.tool_calls]
        assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_named_function_is_called_once(server, name):
    choice = ask(server, tool_choice=named(name), temperature=1).choices[0]
    assert [call.function.name for call in choice.message.tool_calls] == [name]
    assert choice.finish_reason == "tool_calls"
    check(choice.message.tool_calls)


def test_only_allowed_tools_are_called(server):
    choice = ask(server, tool_choice=allowed("required", "get_time"), temperature=1.5).choices[0]
    assert {call.function.name for call in choice.message.tool_calls} == {"get_time"}


def test_the_prompt_does_not_depend_on_the_choice(smollm2):
    choices = ["none", "auto", "required", named("get_time"), allowed("auto", "get_time")]
    usages = [ask(smollm2, tool_choice=choice, max_tokens=1).usage.prompt_tokens for choice in choices]
    assert len(set(usages)) == 1
    assert usages[0] > ask(smollm2, tools=None, max_tokens=1).usage.prompt_tokens


def test_tokenize_counts_tools(toy):
    with toy.http as http:
        count = http.post("/tokenize", json={"messages": ASK, "tools": TOOLS}).json()["count"]
    assert count == ask(toy, max_tokens=1).usage.prompt_tokens


def test_without_parallel_calls_there_is_one(smollm2):
    choice = ask(smollm2, tool_choice="required", parallel_tool_calls=False, temperature=1.5).choices[0]
    assert len(choice.message.tool_calls) == 1


def test_none_calls_nothing(server):
    choice = ask(server, tool_choice="none", max_tokens=60, temperature=0).choices[0]
    assert choice.message.tool_calls is None
    assert "<tool_call>" not in choice.message.content


@pytest.mark.parametrize("tools", [None, []])
def test_without_tools_there_are_no_calls(toy, tools):
    assert ask(toy, tools=tools, max_tokens=5).choices[0].message.tool_calls is None


def call_message(number, name, **arguments):
    function = {"name": name, "arguments": json.dumps(arguments)}
    call = {"id": f"call_{number}", "type": "function", "function": function}
    return {"role": "assistant", "content": None, "tool_calls": [call]}


def test_a_call_that_the_model_begins_by_itself_is_valid(smollm2):
    messages = []
    for number, city in enumerate(("Rome", "Oslo", "Cairo")):
        messages += [
            {"role": "user", "content": f"What is the weather in {city}?"},
            call_message(number, "get_weather", city=city, days=1),
            {"role": "tool", "tool_call_id": f"call_{number}", "content": "Sunny."},
            {"role": "assistant", "content": "It is sunny."},
        ]
    choice = ask(smollm2, [*messages, *ASK], temperature=0).choices[0]
    assert choice.finish_reason == "tool_calls"
    assert [call.function.name for call in choice.message.tool_calls] == ["get_weather"]
    check(choice.message.tool_calls)


def fragments(events):
    """{(choice, call): [deltas]}, and each choice's text and end."""
    calls, texts, ends = {}, {}, {}
    for event in events:
        for choice in event["choices"]:
            index, delta = choice["index"], choice["delta"]
            texts[index] = texts.get(index, "") + (delta.get("content") or "")
            for call in delta.get("tool_calls", ()):
                calls.setdefault((index, call["index"]), []).append(call)
            if choice["finish_reason"]:
                ends[index] = choice["finish_reason"]
    return calls, texts, ends


def test_a_stream_tells_id_and_name_once_and_then_arguments(server, stream):
    calls, texts, ends = fragments(
        stream(server, messages=ASK, tools=TOOLS, tool_choice="required", n=2, seed=8, max_tokens=1500)
    )
    assert texts == {0: "", 1: ""}
    assert ends == {0: "tool_calls", 1: "tool_calls"}
    for deltas in calls.values():
        assert [delta.get("id") is not None for delta in deltas] == [True] + [False] * (len(deltas) - 1)
        assert [delta["function"].get("name") is not None for delta in deltas].count(True) == 1
        assert len(deltas) > 2, "arguments come while they are made"
        arguments = json.loads("".join(delta["function"]["arguments"] for delta in deltas))
        jsonschema.validate(arguments, SCHEMAS[deltas[0]["function"]["name"]])
    for index in (0, 1):
        numbers = [call for choice, call in calls if choice == index]
        assert numbers == list(range(len(numbers)))


def test_a_chunk_has_each_call_once(server, stream):
    """OpenAI's SDK keeps the first list of calls as it stands: of one call in two entries it loses one."""
    for event in stream(server, messages=ASK, tools=TOOLS, tool_choice="required", seed=8, max_tokens=1500):
        for choice in event["choices"]:
            indices = [call["index"] for call in choice["delta"].get("tool_calls", ())]
            assert len(indices) == len(set(indices))


def test_the_sdk_streams_calls(smollm2):
    with smollm2.sdk.chat.completions.stream(
        model=smollm2.model, messages=ASK, tools=TOOLS, tool_choice="required", seed=2, max_tokens=1500
    ) as events:
        kinds = [event.type for event in events]
        final = events.get_final_completion().choices[0]
    assert "tool_calls.function.arguments.delta" in kinds
    assert "tool_calls.function.arguments.done" in kinds
    check(final.message.tool_calls)
    assert final.finish_reason == "tool_calls"


def test_max_tokens_may_come_before_the_end_of_a_call(smollm2):
    choice = ask(smollm2, tool_choice=named("get_weather"), max_tokens=24).choices[0]
    assert choice.finish_reason == "length"
    assert choice.message.tool_calls[0].function.name == "get_weather"


@pytest.fixture
def ids_of(server):
    def ids(*texts):
        with server.http as http:
            answers = [
                http.post("/tokenize", json={"prompt": text, "add_special_tokens": False}) for text in texts
            ]
        return [token_id for answer in answers for token_id in answer.json()["tokens"]]

    return ids


MARKUP = ["\n", "{", '"', "<", "name", "city"]


@pytest.mark.parametrize("kind", ["stop", "stop_token_ids"])
def test_a_stop_in_a_call_is_none(server, ids_of, kind):
    """Nor is one in its markup: no client sees either as text."""
    stops = {"stop": MARKUP} if kind == "stop" else {"extra_body": {"stop_token_ids": ids_of(*MARKUP)}}
    options = {"tool_choice": "required", "temperature": 1, "n": 2}
    whole, stopped = ask(server, **options), ask(server, **options, **stops)
    calls = [choice.message.tool_calls for choice in stopped.choices]
    assert [choice.finish_reason for choice in stopped.choices] == ["tool_calls"] * 2
    assert [[call.function for call in made] for made in calls] == [
        [call.function for call in choice.message.tool_calls] for choice in whole.choices
    ]
    for made in calls:
        check(made)


def test_an_end_that_is_forced_waits_for_the_call(smollm2):
    options = {"logit_bias": {"0": 100, "2": 100}, "tool_choice": "required"}
    (choice,) = ask(smollm2, **options).choices
    assert choice.finish_reason == "tool_calls"
    check(choice.message.tool_calls)


def told(server, stream, is_stream, **body):
    """(text, finish reason, stop reason)"""
    body = {"messages": ASK, "tools": TOOLS, "temperature": 0, "max_tokens": 40, **body}
    if not is_stream:
        with server.http as http:
            (choice,) = http.post("/v1/chat/completions", json={"model": server.model, **body}).json()[
                "choices"
            ]
        return choice["message"]["content"], choice["finish_reason"], choice["stop_reason"]
    events = [choice for event in stream(server, **body) for choice in event["choices"]]
    text = "".join(choice["delta"].get("content") or "" for choice in events)
    return text, events[-1]["finish_reason"], events[-1]["stop_reason"]


@pytest.mark.parametrize("is_stream", [False, True])
@pytest.mark.parametrize("kind", ["stop", "stop_token_ids"])
def test_a_stop_in_the_text_beside_tools_is_one(smollm2, stream, is_stream, kind):
    with smollm2.http as http:
        answer = http.post("/tokenize", json={"prompt": " weather", "add_special_tokens": False}).json()
    stops = {"stop": " weather", "stop_token_ids": answer["tokens"]}
    whole, _, _ = told(smollm2, stream, is_stream)
    assert " weather" in whole
    before = whole.partition(" weather")[0]
    for include in (False, True):
        found = told(smollm2, stream, is_stream, **{kind: stops[kind], "include_stop_str_in_output": include})
        stop = stops[kind] if kind == "stop" else stops[kind][0]
        assert found == (before + " weather" * include, "stop", stop)


def test_a_call_that_is_cut_by_its_length_can_be_sent_back(smollm2):
    session = {"session_id": "cut"}
    first = ask(smollm2, tool_choice=named("get_weather"), max_tokens=24, extra_body=session).choices[0]
    messages = [*ASK, returned(first.message), {"role": "user", "content": "Go on."}]
    match = ask(smollm2, messages, max_tokens=5, extra_body=session).model_extra["session"]
    assert (match["matched_messages"], match["forked"]) == (2, False)


def test_a_tool_without_parameters_takes_none(server):
    choice = ask(server, tools=[tool("ping")], tool_choice="required", parallel_tool_calls=False).choices[0]
    assert json.loads(choice.message.tool_calls[0].function.arguments) == {}


def test_text_beside_tools_may_have_a_format(smollm2):
    schema = {
        "type": "object",
        "properties": {"ok": {"type": "boolean"}},
        "required": ["ok"],
        "additionalProperties": False,
    }
    response_format = {"type": "json_schema", "json_schema": {"name": "answer", "schema": schema}}
    for seed in range(3):
        message = ask(smollm2, response_format=response_format, seed=seed).choices[0].message
        if message.tool_calls:
            check(message.tool_calls)
        else:
            jsonschema.validate(json.loads(message.content), schema)


WRONG = {
    "a function that there is not": ({"tool_choice": named("fly")}, "tool_choice.function.name", "fly"),
    "an allowed tool that there is not": (
        {"tool_choice": allowed("auto", "fly")},
        "tool_choice.allowed_tools.tools",
        "fly",
    ),
    "a named function without tools": ({"tools": None, "tool_choice": named("fly")}, "tools", "required"),
    "a required call without tools": ({"tools": [], "tool_choice": "required"}, "tools", "required"),
    "one name twice": ({"tools": [TOOLS[0], TOOLS[0]]}, "tools", "twice"),
    "a bad name": ({"tools": [tool("a b")]}, "tools.0.function.name", "a b"),
    "a word for a choice": ({"tool_choice": "maybe"}, "tool_choice", "one of none, auto, required"),
    "an unfinished choice": ({"tool_choice": {"type": "function"}}, "tool_choice", "function"),
    "a kind of tool that there is not": ({"tools": [{"type": "web_search"}]}, "tools.0.type", "function"),
    "a bad schema": (
        {"tools": [TOOLS[0], tool("f", {"type": "object", "properties": {"a": {"type": "strin"}}})]},
        "tools.1.function.parameters",
        "strin",
    ),
    "arguments that are no object": (
        {"tools": [tool("f", {"type": "array"})]},
        "tools.0.function.parameters",
        "array",
    ),
    "a strict schema with what is not supported": (
        {"tools": [tool("f", {"properties": {"a": {"not": {"const": 1}}}}, strict=True)]},
        "tools.0.function.parameters",
        "not",
    ),
    "functions": ({"extra_body": {"functions": [{"name": "f"}]}}, "functions", "tools"),
    "function_call": ({"extra_body": {"function_call": {"name": "f"}}}, "function_call", "tools"),
    "ignore_eos": ({"extra_body": {"ignore_eos": True}}, "ignore_eos", "tools"),
    "a regular expression beside tools": (
        {"extra_body": {"guided_regex": "a"}},
        "guided_regex",
        "JSON",
    ),
}


@pytest.mark.parametrize("is_stream", [False, True])
@pytest.mark.parametrize("name", WRONG)
def test_what_is_refused(toy, name, is_stream):
    body, param, hint = WRONG[name]
    with pytest.raises(BadRequestError) as caught:
        ask(toy, stream=is_stream, **body)
    assert caught.value.param == param
    assert hint in str(caught.value)


def test_a_keyword_that_is_not_supported_is_left_out_of_account_where_nothing_is_strict(toy):
    tools = [tool("f", {"properties": {"a": {"type": "string", "not": {"const": "x"}}}})]
    assert ask(toy, tools=tools, max_tokens=4).choices[0].finish_reason == "length"


# ---- a session ----------------------------------------------------------------------------------


def returned(message):
    """The message as a client sends it back."""
    return message.model_dump(exclude_none=True) | {"content": message.content}


@pytest.mark.parametrize("content", ["Sunny, 21 degrees.", [{"type": "text", "text": "Sunny, 21 degrees."}]])
def test_a_turn_after_a_tool_result_computes_only_what_is_new(server, content):
    session = {"session_id": f"tools-{type(content).__name__}"}
    question = [{"role": "user", "content": f"The weather, please ({session})."}]  # nobody else's prefix
    first = ask(server, question, tool_choice="required", parallel_tool_calls=False, extra_body=session)
    message = first.choices[0].message
    result = {"role": "tool", "tool_call_id": message.tool_calls[0].id, "content": content}
    messages = [*question, returned(message), result]
    second = ask(server, messages, max_tokens=20, temperature=0, extra_body=session)
    assert second.model_extra["session"]["forked"] is False
    assert second.model_extra["session"]["matched_messages"] == 2
    # All that was sampled is in the cache but the last token, which is computed with what is new. (The toy
    # has an EOS that is not its template's: as that, it is dropped.)
    num_stored = first.usage.prompt_tokens + first.usage.completion_tokens
    is_own_end = second.model_extra["session"]["matched_tokens"] == num_stored
    assert is_own_end or server.model == "toy"
    assert second.usage.prompt_tokens_details.cached_tokens == num_stored - 1
    assert second.usage.prompt_tokens > num_stored

    third = [*messages, returned(second.choices[0].message), {"role": "user", "content": "Thanks."}]
    match = ask(server, third, max_tokens=5, extra_body=session).model_extra["session"]
    assert (match["matched_messages"], match["forked"]) == (4, False)


def test_arguments_that_a_client_wrote_anew_match(smollm2):
    session = {"session_id": "rewritten"}
    first = ask(smollm2, tool_choice=named("get_weather"), extra_body=session)
    message = returned(first.choices[0].message)
    function = message["tool_calls"][0]["function"]
    function["arguments"] = json.dumps(json.loads(function["arguments"]), separators=(",", ":"))
    result = {"role": "tool", "tool_call_id": message["tool_calls"][0]["id"], "content": "Rain."}
    second = ask(smollm2, [*ASK, message, result], max_tokens=5, extra_body=session)
    assert second.model_extra["session"]["matched_messages"] == 2
    function["arguments"] = '{"city": "Rome", "days": 2}'
    third = ask(smollm2, [*ASK, message, result], max_tokens=5, extra_body=session)
    assert third.model_extra["session"]["forked"] is True


def test_a_turn_with_other_tools_begins_anew(toy):
    session = {"session_id": "other tools"}
    ask(toy, max_tokens=5, extra_body=session)
    other = ask(toy, tools=TOOLS[:1], max_tokens=5, extra_body=session)
    assert other.model_extra["session"]["forked"] is True
    assert ask(toy, max_tokens=5, extra_body=session).model_extra["session"]["matched_messages"] == 1


def test_tool_messages_are_taken_without_a_session(toy):
    messages = [
        *ASK,
        call_message(1, "get_time", zone="UTC"),
        {"role": "tool", "tool_call_id": "call_1", "content": [{"type": "text", "text": "noon"}]},
    ]
    assert ask(toy, messages, max_tokens=5).choices[0].finish_reason == "length"


def test_a_call_that_comes_back_in_another_spelling_is_what_was_sampled(toy):
    """Of a client that keeps calls as objects, and names no session."""
    ask = [{"role": "user", "content": "Warm? " + transcript(calling(("get_weather", RAIN)))}]
    first = toy.sdk.chat.completions.create(model="toy", messages=ask, tools=TOOLS)
    (call,) = first.choices[0].message.tool_calls
    assert json.loads(call.function.arguments) == RAIN
    sent = {"name": "get_weather", "arguments": json.dumps(RAIN, separators=(",", ":"))}
    calls = [{"id": call.id, "type": "function", "function": sent}]
    result = {"role": "tool", "tool_call_id": call.id, "content": "wet"}
    history = [*ask, {"role": "assistant", "content": None, "tool_calls": calls}, result]
    second = toy.sdk.chat.completions.create(model="toy", messages=history, tools=TOOLS, max_tokens=1)
    said = first.usage.prompt_tokens + first.usage.completion_tokens
    assert second.usage.prompt_tokens_details.cached_tokens == said - 1
