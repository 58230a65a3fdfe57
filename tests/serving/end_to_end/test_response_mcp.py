"""Tools of MCP servers in the Responses API: real servers, and the SDK's types for all that is said."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import pytest
import yaml
from openai import BadRequestError
from openai.types.responses import Response, ResponseStreamEvent
from pydantic import TypeAdapter

from benchmarks.transcripts import calling, transcript

pytest.importorskip("mcp", reason="mcp is not installed: pip install 'tenure[agents]'")

ROOT = Path(__file__).parents[3]
EVENT = TypeAdapter(ResponseStreamEvent)


@pytest.fixture(scope="module")
def effects(tmp_path_factory):
    return tmp_path_factory.mktemp("effects") / "effects"


@pytest.fixture(scope="module")
def server(start_server, tmp_path_factory, effects):
    folder = tmp_path_factory.mktemp("mcp")
    process = {"command": [sys.executable, "-m", "benchmarks.mcp_tools", str(effects)], "cwd": str(ROOT)}
    servers = {
        "tools": process,
        "asking": {**process, "require_approval": {"never": {"read_only": True}}},
        "gone": {"url": "http://127.0.0.1:9/mcp"},
    }
    file = folder / "servers.yaml"
    file.write_text(yaml.safe_dump({"servers": servers}))
    with start_server(folder / "data", "toy", mcp_servers=file) as server:
        yield server


@pytest.fixture
def respond(server):
    def respond(*replies, name="tools", approval="never", functions=(), **more):
        tool = {
            "type": "mcp",
            "server_label": "t",
            "server_url": f"tenure:{name}",
            "require_approval": approval,
            **more.pop("tool", {}),
        }
        given = {"input": "Go.", "instructions": transcript(*replies), "temperature": 0} | more
        return server.sdk.responses.create(model="toy", tools=[tool, *functions], **given)

    return respond


def effect(key):
    return calling(("t.effect", {"key": key}))


def types(response):
    return [item.type for item in response.output]


def lines(effects):
    return effects.read_text().splitlines() if effects.exists() else []


@pytest.mark.parametrize("store", [True, False])
def test_a_response_calls_tools_turn_after_turn(respond, server, effects, store):
    key = f"whole-{store}"
    response = respond(effect(f"{key}-1"), effect(f"{key}-2"), "Both are done.", store=store)
    assert types(response) == ["mcp_list_tools", "mcp_call", "mcp_call", "message"]
    listed, first, second, _ = response.output
    assert {tool.name for tool in listed.tools} >= {"effect", "look", "fail"}
    assert (first.name, first.server_label, first.status, first.error) == ("effect", "t", "completed", None)
    assert [json.loads(call.arguments)["key"] for call in (first, second)] == [f"{key}-1", f"{key}-2"]
    assert [call.output for call in (first, second)] == [f"did {key}-1", f"did {key}-2"]
    assert response.output_text == "Both are done."
    assert [line for line in lines(effects) if line.startswith(key)] == [f"{key}-1", f"{key}-2"]
    if store:
        read = server.sdk.responses.retrieve(response.id)
        assert read.to_dict() == response.to_dict()


def test_the_turns_of_a_response_go_on_in_the_kv_of_those_before(respond, server):
    alone = respond("Nothing to do.")
    response = respond(effect("kv-1"), effect("kv-2"), "Done.")
    usage = response.usage
    assert usage.input_tokens > 2 * alone.usage.input_tokens
    # Each turn but the first has all but the results of its calls from the one before.
    assert usage.input_tokens_details.cached_tokens > usage.input_tokens / 2
    session = server.sdk.get(f"/sessions/{response.id}", cast_to=object)
    assert len(session["branches"]) == 1


def test_the_next_response_knows_the_tools_and_what_they_said(respond, server):
    replies = (effect("chain"), "Done.", calling(("t.look", {})), "Seen.")
    first = respond(*replies)
    second = respond(*replies, previous_response_id=first.id)
    assert types(second) == ["mcp_call", "message"]
    assert "chain" in second.output[0].output
    sent = [{"role": "user", "content": "Go."}, *(item.to_dict() for item in first.output)]
    third = respond(*replies, input=[*sent, {"role": "user", "content": "And?"}], store=False)
    assert types(third) == ["mcp_call", "message"]
    assert third.output_text == "Seen."


@pytest.mark.parametrize("store", [True, False])
def test_what_is_streamed_are_events_of_the_sdk_and_adds_up_to_the_response(respond, server, store):
    replies = (calling(("t.effect", {"key": "a"}), ("t.fail", {"reason": "no"}), text="I try."), "It failed.")
    with respond(*replies, store=store, stream=True) as stream:
        events = [event.to_dict() for event in stream]
    for event in events:
        EVENT.validate_python(event)
    assert [event["sequence_number"] for event in events] == list(range(len(events)))
    names = [event["type"].removeprefix("response.") for event in events]
    for name in (
        "mcp_list_tools.in_progress",
        "mcp_list_tools.completed",
        "mcp_call.in_progress",
        "mcp_call_arguments.delta",
        "mcp_call_arguments.done",
        "mcp_call.completed",
        "mcp_call.failed",
    ):
        assert name in names
    last = Response.model_validate(events[-1]["response"])
    done = {e["output_index"]: e["item"] for e in events if e["type"] == "response.output_item.done"}
    assert [done[index] for index in sorted(done)] == events[-1]["response"]["output"]
    assert types(last) == ["mcp_list_tools", "message", "mcp_call", "mcp_call", "message"]
    failed = last.output[3]
    assert (failed.status, failed.error.type) == ("failed", "mcp_tool_execution_error")
    assert "no" in failed.error.content[0]["text"]
    if store:
        with server.sdk.responses.retrieve(last.id, stream=True) as again:
            assert [event.to_dict() for event in again] == events
        with server.sdk.responses.retrieve(last.id, stream=True, starting_after=9) as rest:
            assert [event.to_dict() for event in rest] == events[10:]


def test_a_call_waits_for_an_approval(respond, effects):
    replies = (effect("asked"), "Done.", "Later.")
    asked = respond(*replies, approval="always")
    assert types(asked) == ["mcp_list_tools", "mcp_approval_request"]
    request = asked.output[1]
    assert "asked" not in lines(effects)
    answer = {"type": "mcp_approval_response", "approval_request_id": request.id, "approve": True}
    made = respond(*replies, approval="always", previous_response_id=asked.id, input=[answer])
    assert types(made) == ["mcp_call", "message"]
    assert made.output_text == "Done."
    assert (made.output[0].approval_request_id, made.output[0].output) == (request.id, "did asked")
    assert lines(effects).count("asked") == 1
    # The approval is used up.
    later = respond(*replies, approval="always", previous_response_id=made.id, input="And?")
    assert types(later) == ["message"]
    assert later.output_text == "Later."
    assert lines(effects).count("asked") == 1


def test_a_call_that_is_not_approved_is_not_made(respond, effects):
    replies = (effect("denied"), "As you like.")
    asked = respond(*replies, approval="always")
    answer = {
        "type": "mcp_approval_response",
        "approval_request_id": asked.output[1].id,
        "approve": False,
        "reason": "Too late.",
    }
    denied = respond(*replies, approval="always", previous_response_id=asked.id, input=[answer])
    assert types(denied) == ["message"]
    assert denied.output_text == "As you like."
    assert "denied" not in lines(effects)


def test_the_operator_asks_for_approvals_and_openai_does_where_nothing_is_said(respond):
    asked = respond(effect("operator"), name="asking")
    assert types(asked)[-1] == "mcp_approval_request"
    looked = respond(calling(("t.look", {})), "Seen.", name="asking")
    assert types(looked)[-1] == "message"
    assert types(respond(effect("unsaid"), approval=None))[-1] == "mcp_approval_request"


def test_only_the_server_says_that_a_tool_merely_reads(respond, effects):
    listed = respond("Yes.", name="asking").output[0].to_dict()
    told = [{**tool, "annotations": {"readOnlyHint": True}} for tool in listed["tools"]]
    sent = [{**listed, "tools": told}, {"role": "user", "content": "Go."}]
    asked = respond(effect("forged"), name="asking", input=sent)
    assert types(asked) == ["mcp_approval_request"]
    assert "forged" not in lines(effects)


def test_a_function_of_the_clients_ends_the_response_when_the_servers_calls_are_made(
    respond, server, effects
):
    function = {"type": "function", "name": "mine", "parameters": {"type": "object", "properties": {}}}
    both = calling(("t.effect", {"key": "beside"}), ("mine", {}))
    first = respond(both, "Done.", functions=[function])
    assert types(first) == ["mcp_list_tools", "mcp_call", "function_call"]
    assert "beside" in lines(effects)
    result = {"type": "function_call_output", "call_id": first.output[2].call_id, "output": "ok"}
    second = respond(both, "Done.", functions=[function], previous_response_id=first.id, input=[result])
    assert second.output_text == "Done."
    session = server.sdk.get(f"/sessions/{first.id}", cast_to=object)
    assert len(session["branches"]) == 1  # nothing was rendered otherwise


def test_a_response_in_the_background_calls_tools(respond, server, effects):
    response = respond(effect("background"), "Done.", background=True)
    deadline = time.monotonic() + 60
    while (response := server.sdk.responses.retrieve(response.id)).status in ("queued", "in_progress"):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert response.status == "completed"
    assert types(response) == ["mcp_list_tools", "mcp_call", "message"]


def test_a_response_makes_as_many_calls_as_it_may(respond, effects):
    response = respond(effect("limit-1"), effect("limit-2"), "Enough.", max_tool_calls=1)
    calls = [item for item in response.output if item.type == "mcp_call"]
    assert calls[0].output == "did limit-1"
    assert "limit-2" not in lines(effects)
    assert all(call.error.to_dict()["tenure:kind"] == "limit_reached" for call in calls[1:])


def test_a_server_that_is_gone_is_said_to_be(respond):
    response = respond("Nothing to call.", name="gone")
    assert types(response) == ["mcp_list_tools", "message"]
    assert "The MCP server `t` cannot be used" in response.output[0].error


@pytest.mark.parametrize("store", [True, False])
def test_tools_that_wait_are_found_by_a_search(respond, server, effects, store):
    key = f"found-{store}"
    look = calling(("tool_search", {"query": "effect"}))
    replies = (look, effect(key), "Done.", effect(f"{key}-again"), "Done again.")
    waiting = {"defer_loading": True, "server_description": "What has effects."}
    given = {"tool": waiting, "functions": [{"type": "tool_search"}], "store": store}
    first = respond(*replies, **given)
    found = first.output[2]
    assert types(first) == ["mcp_list_tools", "tool_search_call", "tool_search_output", "mcp_call", "message"]
    (namespace,) = found.tools
    assert (namespace.type, namespace.name, namespace.description) == ("namespace", "t", "What has effects.")
    assert namespace.tools[0].name == "effect"
    assert (first.output[3].output, first.output_text) == (f"did {key}", "Done.")
    # What was found stays known: no other search, and nothing is computed again.
    more = {"role": "user", "content": "And?"}
    sent = [{"role": "user", "content": "Go."}, *(item.to_dict() for item in first.output), more]
    given |= {"input": [more], "previous_response_id": first.id} if store else {"input": sent}
    second = respond(*replies, **given)
    assert (types(second), second.output_text) == (["mcp_call", "message"], "Done again.")
    assert second.output[0].output == f"did {key}-again"


def test_only_allowed_tools_are_offered(respond):
    named = respond("Yes.", tool={"allowed_tools": ["look"]})
    assert [tool.name for tool in named.output[0].tools] == ["look"]
    reading = respond("Yes.", tool={"allowed_tools": {"read_only": True}})
    assert [tool.name for tool in reading.output[0].tools] == ["look"]


@pytest.mark.parametrize(
    ("tool", "param"),
    [
        ({"server_url": "tenure:nobody"}, "tools.0.server_url"),
        ({"server_url": "http://127.0.0.1/"}, "tools.0.server_url"),
        ({"server_url": None}, "tools.0.server_url"),
        ({"authorization": "secret"}, "tools.0.authorization"),
        ({"headers": {"a": "b"}}, "tools.0.headers"),
        ({"connector_id": "connector_gmail"}, "tools.0.connector_id"),
        ({"require_approval": "sometimes"}, "tools.0.require_approval"),
        ({"server_label": "a b"}, "tools.0.server_label"),
    ],
)
def test_what_may_not_be_used_is_refused_by_name(respond, tool, param):
    with pytest.raises(BadRequestError) as raised:
        respond("Yes.", tool=tool)
    assert raised.value.param == param


def test_an_approval_of_nothing_is_refused(respond):
    answer = {"type": "mcp_approval_response", "approval_request_id": "mcpr_x", "approve": True}
    with pytest.raises(BadRequestError) as raised:
        respond("Yes.", input=[answer])
    assert raised.value.param == "input.0.approval_request_id"


@pytest.mark.parametrize(
    ("item", "param"),
    [
        ({"type": "mcp_list_tools", "tools": [{}]}, "tools.0.name"),
        ({"type": "mcp_list_tools", "tools": ["x"]}, "tools.0"),
        ({"type": "mcp_list_tools", "tools": [{"name": "x", "input_schema": []}]}, "tools.0.input_schema"),
        ({"type": "mcp_list_tools", "tools": [{"name": "x", "annotations": [1]}]}, "tools.0.annotations"),
        ({"type": "mcp_call", "name": "x", "arguments": "{}", "output": [[]]}, "output"),
        ({"type": "additional_tools", "tools": [{"type": {}}]}, "tools.0.type"),
    ],
)
def test_an_item_of_another_form_is_refused_by_name(respond, item, param):
    with pytest.raises(BadRequestError) as raised:
        respond("Yes.", input=[{"server_label": "t", **item}])
    assert raised.value.param == f"input.0.{param}"


def test_a_tool_is_chosen(respond, effects):
    choice = {"type": "mcp", "server_label": "t", "name": "effect"}
    response = respond(effect("chosen"), "Done.", tool_choice=choice)
    assert types(response) == ["mcp_list_tools", "mcp_call", "message"]
    with pytest.raises(BadRequestError):
        respond("Yes.", tool_choice={"type": "mcp", "server_label": "other"})
