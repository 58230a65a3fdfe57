"""Tools that wait for a search which the server runs, in the Responses API, with OpenAI's SDK."""

from __future__ import annotations

import openai
import pytest
from openai.types.responses import Response, ResponseStreamEvent
from pydantic import TypeAdapter

from benchmarks.transcripts import calling, transcript

EVENT = TypeAdapter(ResponseStreamEvent)
CARRIERS = "reasoning.encrypted_content"
SEARCH = {"type": "tool_search"}


def function(name, description="x", **fields):
    city = {"city": {"type": "string"}}
    schema = {"type": "object", "properties": city, "required": ["city"], "additionalProperties": False}
    return {"type": "function", "name": name, "description": description, "parameters": schema, **fields}


def deferred(name, description="x", **fields):
    return function(name, description, defer_loading=True, **fields)


NOW = function("now", "What time it is.")
WEATHER = deferred("get_weather", "How warm it is.")
CRM = {
    "type": "namespace",
    "name": "crm",
    "description": "Customers.",
    "tools": [
        function("ping"),
        deferred("list_orders", "Lists orders that are open."),
        deferred("list_returns", "Lists what came back."),
        {"type": "custom", "name": "note", "description": "Takes a note down.", "defer_loading": True},
    ],
}
TOOLS = [SEARCH, NOW, WEATHER, CRM]


def look(query):
    return calling(("tool_search", {"query": query}))


def call(name, **arguments):
    return calling((name, arguments or {"city": "Rome"}))


def respond(toy, *replies, tools=TOOLS, **fields):
    given = {"input": "Go.", "instructions": transcript(*replies), "temperature": 0} | fields
    return toy.responses.create(model="toy", tools=tools, **given)


def types(response):
    return [item.type for item in response.output]


@pytest.mark.parametrize("store", [True, False])
def test_a_search_finds_tools_that_are_called_then(toy, store):
    response = respond(toy, look("orders that are open"), call("crm.list_orders"), store=store)
    search, found, called = response.output
    assert types(response) == ["tool_search_call", "tool_search_output", "function_call"]
    assert (search.execution, search.arguments, search.status) == (
        "server",
        {"query": "orders that are open"},
        "completed",
    )
    assert (found.execution, found.call_id, found.status) == ("server", search.call_id, "completed")
    best = found.tools[0]
    assert (best.type, best.name, best.description) == ("namespace", "crm", "Customers.")
    assert best.tools[0].to_dict() == CRM["tools"][1]
    assert (called.name, called.namespace, called.arguments) == ("list_orders", "crm", '{"city": "Rome"}')
    # The second turn computes what was found, and nothing again.
    usage = response.usage
    assert usage.input_tokens_details.cached_tokens > usage.input_tokens / 3


def test_what_waits_is_not_in_the_prompt_but_for_a_line(toy):
    def num_tokens(*tools):
        return respond(toy, "Hi.", tools=list(tools)).usage.input_tokens

    long = deferred("get_weather", "How warm it is.")
    long["parameters"] = {**long["parameters"], "description": "word " * 500}
    assert num_tokens(SEARCH, NOW, long) == num_tokens(SEARCH, NOW, WEATHER)
    many = {**CRM, "tools": [deferred(f"tool_{number}") for number in range(50)]}
    assert num_tokens(SEARCH, NOW, many) == num_tokens(SEARCH, NOW, {**many, "tools": many["tools"][:1]})
    assert num_tokens(NOW, long) > num_tokens(SEARCH, NOW, long)  # without a search it is there at once


@pytest.mark.parametrize("store", [True, False])
def test_what_is_streamed_are_events_of_the_sdk_and_adds_up_to_the_response(toy, store):
    replies = (look("warm"), look("note"), call("crm.note", input="hello"))
    include = [] if store else [CARRIERS]
    with respond(toy, *replies, store=store, stream=True, include=include) as stream:
        events = [event.to_dict() for event in stream]
    for event in events:
        EVENT.validate_python(event)
    assert [event["sequence_number"] for event in events] == list(range(len(events)))
    last = Response.model_validate(events[-1]["response"])
    without_carriers = [kind for kind in types(last) if kind != "reasoning"]
    searched = ["tool_search_call", "tool_search_output"]
    assert without_carriers == [*searched, *searched, "custom_tool_call"]
    done = {e["output_index"]: e["item"] for e in events if e["type"] == "response.output_item.done"}
    assert [done[index] for index in range(len(last.output))] == events[-1]["response"]["output"]
    if store:
        with toy.responses.retrieve(last.id, stream=True) as again:
            assert [event.to_dict() for event in again] == events


@pytest.mark.parametrize("store", [True, False])
def test_the_next_response_has_what_was_found_and_goes_on_in_the_same_tokens(toy, store):
    replies = (look("warm"), call("get_weather"), "Warm.")
    include = [] if store else [CARRIERS]
    first = respond(toy, *replies, store=store, include=include)
    called = next(item for item in first.output if item.type == "function_call")
    result = {"type": "function_call_output", "call_id": called.call_id, "output": "31"}
    if store:
        second = respond(toy, *replies, input=[result], previous_response_id=first.id)
    else:
        history = [{"role": "user", "content": "Go."}, *(item.to_dict() for item in first.output), result]
        second = respond(toy, *replies, input=history, store=False, include=include)
    assert second.output_text == "Warm."
    usage = second.usage
    assert usage.input_tokens - usage.input_tokens_details.cached_tokens < 60  # the result, and its marks
    assert "tenure:ignored_carriers" not in second.to_dict()


def test_a_search_of_openais_own_server_in_a_history_brings_its_tools_too(toy):
    """Those have no `call_id`."""
    history = [
        {"role": "user", "content": "Go."},
        {
            "type": "tool_search_call",
            "id": "tsc_1",
            "call_id": None,
            "execution": "server",
            "status": "completed",
            "arguments": {"paths": ["crm"]},
        },
        {
            "type": "tool_search_output",
            "id": "tso_2",
            "call_id": None,
            "execution": "server",
            "status": "completed",
            "tools": [{**CRM, "tools": CRM["tools"][1:2]}],
        },
    ]
    response = respond(toy, "", call("crm.list_orders"), input=history, store=False)
    assert [(item.type, item.name) for item in response.output] == [("function_call", "list_orders")]
    assert "tenure:orphan_outputs" not in response.to_dict()


def test_calls_of_the_clients_in_the_same_turn_are_left_to_it(toy):
    both = calling(("tool_search", {"query": "warm"}), ("now", {"city": "Rome"}))
    response = respond(toy, both, call("get_weather"), "Warm.")
    assert types(response) == ["tool_search_call", "function_call", "tool_search_output"]
    result = {"type": "function_call_output", "call_id": response.output[1].call_id, "output": "noon"}
    more = respond(toy, both, call("get_weather"), input=[result], previous_response_id=response.id)
    assert [(item.type, item.name) for item in more.output] == [("function_call", "get_weather")]


def test_a_search_that_finds_nothing_says_so_to_the_model(toy):
    response = respond(toy, look("music"), "Nothing.")
    assert (response.output[1].tools, response.output_text) == ([], "Nothing.")


def test_a_search_with_nothing_to_look_for_is_left_out_and_named(toy):
    response = respond(toy, "Hi.", tools=[NOW, SEARCH]).to_dict()
    assert response["tenure:unavailable_tools"] == ["tools.1: tool_search"]


def test_the_object_repeats_what_waits(toy):
    response = respond(toy, "Hi.")
    assert [tool.type for tool in response.tools] == ["tool_search", "function", "function", "namespace"]
    assert [getattr(tool, "defer_loading", None) for tool in response.tools[1:3]] == [None, True]


@pytest.mark.parametrize(
    ("tools", "message"),
    [
        ([SEARCH, NOW, deferred("now")], '"now" stands there twice'),
        ([SEARCH, WEATHER, WEATHER], '"get_weather" stands there twice'),
        ([SEARCH, {**SEARCH, "execution": "client"}, WEATHER], "one of the client's and one of the server's"),
        ([SEARCH, {**CRM, "tools": [{"type": "function"}]}], "`tools.1.tools.0.name` is required"),
        (
            [
                {**SEARCH, "execution": "client"},
                {"type": "mcp", "server_label": "t", "server_url": "tenure:t", "defer_loading": True},
            ],
            "`tools.1.defer_loading` needs a `tool_search` that the server runs",
        ),
    ],
)
def test_what_cannot_be_is_refused_by_name(toy, tools, message):
    with pytest.raises(openai.BadRequestError, match=message):
        respond(toy, "Hi.", tools=tools)


def test_a_choice_of_what_was_not_found_is_refused(toy):
    with pytest.raises(openai.BadRequestError, match='names "get_weather"'):
        respond(toy, "Hi.", tool_choice={"type": "function", "name": "get_weather"})
