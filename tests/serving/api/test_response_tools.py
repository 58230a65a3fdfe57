"""Function tools in /v1/responses with OpenAI's SDK, against a server process on the toy model."""

from __future__ import annotations

import json

import openai
import pytest
from openai.types.responses import ResponseStreamEvent
from pydantic import TypeAdapter

from benchmarks.transcripts import calling, transcript

SIZE = {
    "type": "function",
    "name": "set_size",
    "description": "Sets the size.",
    "parameters": {
        "type": "object",
        "properties": {"size": {"enum": ["small", "large"]}},
        "required": ["size"],
        "additionalProperties": False,
    },
    "strict": True,
}
COLOR = {
    "type": "function",
    "name": "set_color",
    "parameters": {"type": "object", "properties": {"color": {"enum": ["red"]}}, "required": ["color"]},
}
EVENT = TypeAdapter(ResponseStreamEvent)
GREEDY = {"model": "toy", "temperature": 0}


def call(client, said: object = "hello", *, tools=(SIZE,), choice="required", **fields):
    return client.responses.create(
        **GREEDY, input=said, tools=list(tools), tool_choice=choice, parallel_tool_calls=False, **fields
    )


def test_a_call_that_is_required_is_an_item_whose_arguments_keep_to_the_schema(toy):
    response = call(toy)
    assert response.status == "completed"
    (item,) = response.output
    assert (item.type, item.name, item.status) == ("function_call", "set_size", "completed")
    assert json.loads(item.arguments)["size"] in ("small", "large")
    assert item.call_id
    assert toy.responses.retrieve(response.id) == response


def test_the_object_repeats_the_tools_and_the_choice(toy):
    response = call(toy, tools=[SIZE, COLOR], choice={"type": "function", "name": "set_color"})
    assert [tool.name for tool in response.tools] == ["set_size", "set_color"]
    assert response.tools[0].to_dict(exclude_unset=True) == SIZE
    assert response.tool_choice.to_dict() == {"type": "function", "name": "set_color"}
    assert response.output[0].name == "set_color"


def test_a_choice_may_allow_some_of_the_tools(toy):
    allowed = {
        "type": "allowed_tools",
        "mode": "required",
        "tools": [{"type": "function", "name": "set_color"}],
    }
    assert call(toy, tools=[SIZE, COLOR], choice=allowed).output[0].name == "set_color"


def test_none_means_no_call(toy):
    response = call(toy, choice="none", max_output_tokens=16)
    assert [item.type for item in response.output] == ["message"]


@pytest.mark.parametrize("stops", [{"stop": ["size", "\n", "{"]}, {"stop_token_ids": list(range(256))}])
@pytest.mark.parametrize("stream", [False, True])
def test_a_stop_in_a_call_is_none(toy, stops, stream):
    answer = call(toy, extra_body=stops, stream=stream)
    response = answer if not stream else list(answer)[-1].response
    assert response.status == "completed"
    assert json.loads(response.output[0].arguments) == json.loads(call(toy).output[0].arguments)


def cut_calls(toy, num_tokens):
    """Calls, cut by their length: (response, [(arguments, status)])"""
    large = (SIZE["name"], {"size": "large"})
    response = toy.responses.create(
        **GREEDY,
        instructions=transcript(calling(large, large)),
        input="hello",
        tools=[SIZE],
        tool_choice="required",
        max_output_tokens=num_tokens,
    )
    calls = [item for item in response.output if item.type == "function_call"]
    return response, [(call.arguments, call.status) for call in calls]


def test_half_a_call_is_never_told_as_completed(toy):
    seen = set()
    for num_tokens in range(40, 130, 7):
        response, calls = cut_calls(toy, num_tokens)
        assert response.status == "incomplete"
        assert response.incomplete_details.reason == "max_output_tokens"
        for arguments, status in calls:
            assert (status == "completed") == arguments.endswith("}")
            seen.add(status)
        assert toy.responses.retrieve(response.id) == response
    assert seen == {"completed", "incomplete"}


def test_a_turn_after_half_a_call_goes_on(toy):
    first, _ = cut_calls(toy, 60)
    second = toy.responses.create(
        **GREEDY, input="go on", previous_response_id=first.id, max_output_tokens=16
    )
    assert second.status == "incomplete"
    items = toy.responses.input_items.list(second.id, order="asc").data
    assert [item.type for item in items] == ["message", "function_call", "message"]


def test_the_events_of_a_call(toy):
    events = list(call(toy, stream=True))
    types = [event.type for event in events]
    deltas = [event for event in events if event.type == "response.function_call_arguments.delta"]
    assert types == [
        "response.created",
        "response.in_progress",
        "response.output_item.added",
        *["response.function_call_arguments.delta"] * len(deltas),
        "response.function_call_arguments.done",
        "response.output_item.done",
        "response.completed",
    ]
    assert [event.sequence_number for event in events] == list(range(len(events)))
    for event in events:
        EVENT.validate_python(event.to_dict())
    added, done, final = events[2], events[-2], events[-1].response
    assert (added.item.arguments, added.item.status) == ("", "in_progress")
    assert added.item.call_id == done.item.call_id
    assert "".join(delta.delta for delta in deltas) == events[-3].arguments == done.item.arguments
    assert final.output == [done.item]
    assert list(toy.responses.retrieve(final.id, stream=True)) == events


def test_a_result_goes_on_from_the_call_that_was_made(toy):
    first = call(toy)
    output = {"type": "function_call_output", "call_id": first.output[0].call_id, "output": "done"}
    second = call(toy, [output], choice="none", previous_response_id=first.id, max_output_tokens=16)
    cached = second.usage.input_tokens_details.cached_tokens
    assert cached >= first.usage.total_tokens - 1
    items = toy.responses.input_items.list(second.id, order="asc").data
    assert [item.type for item in items] == ["message", "function_call", "function_call_output"]


def test_a_call_sent_back_without_a_chain_is_the_same_prompt(toy):
    first = call(toy, "hello there")
    item = first.output[0].to_dict()
    output = {"type": "function_call_output", "call_id": item["call_id"], "output": "done"}
    whole = [{"role": "user", "content": "hello there"}, item, output]
    chained = call(toy, [output], choice="none", previous_response_id=first.id, max_output_tokens=16)
    alone = call(toy, whole, choice="none", max_output_tokens=16)
    assert alone.usage.input_tokens == chained.usage.input_tokens


@pytest.mark.parametrize(
    ("fields", "param"),
    [
        ({"choice": {"type": "function", "name": "nobody"}}, "tool_choice.name"),
        ({"tools": [], "choice": "required"}, "tools"),
        ({"choice": "perhaps"}, "tool_choice"),
        ({"tools": [{"type": "web_search"}]}, "tool_choice"),
        ({"tools": [SIZE, SIZE]}, "tools"),
    ],
)
def test_choices_that_cannot_be_made_are_refused(toy, fields, param):
    with pytest.raises(openai.BadRequestError) as caught:
        call(toy, **fields)
    assert caught.value.param == param


def test_tools_are_not_inherited(toy):
    first = call(toy, choice="none", max_output_tokens=16)
    second = toy.responses.create(
        **GREEDY, input="again", previous_response_id=first.id, max_output_tokens=16
    )
    assert second.tools == []
