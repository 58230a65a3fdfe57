"""Tools of every type that a harness sends, with OpenAI's SDK, against a server process on the toy model."""

from __future__ import annotations

import json
import re
import uuid

import openai
import pytest
from openai.types.responses import ResponseStreamEvent
from pydantic import TypeAdapter

EVENT = TypeAdapter(ResponseStreamEvent)
GREEDY = {"model": "toy", "temperature": 0, "parallel_tool_calls": False}
PATCH = r"""
start: "*** Begin Patch" LF file "*** End Patch"
file: "*** Add File: " /[a-z"]{1,3}/ LF line{1,2}
line: "+" /[^\n]{1,8}/ LF
%import common.LF
"""


def custom(name="note", **form):
    return {
        "type": "custom",
        "name": name,
        "description": "Takes a note.",
        **({"format": form} if form else {}),
    }


GRAMMAR = custom("apply_patch", type="grammar", syntax="lark", definition=PATCH)
REGEX = custom("code", type="grammar", syntax="regex", definition=r'^[A-C]{2}"\n\\[0-9]$')
CLOSE = {
    "type": "function",
    "name": "close_agent",
    "parameters": {"type": "object", "properties": {"target": {"enum": ["a"]}}, "required": ["target"]},
}
AGENTS = {"type": "namespace", "name": "multi_agent_v1", "description": "Agents.", "tools": [CLOSE]}
SEARCH = {"type": "tool_search", "execution": "client"}
SERVER_TOOLS = [{"type": "web_search"}, {"type": "image_generation"}, {"type": "tool_search"}]


def respond(client, said="hello", *, tools=(), choice="required", **fields):
    return client.responses.create(**{**GREEDY, **fields}, input=said, tools=list(tools), tool_choice=choice)


# ---- what comes out ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tool", "form"),
    [
        (GRAMMAR, r'\*\*\* Begin Patch\n\*\*\* Add File: [a-z"]{1,3}\n(\+[^\n]{1,8}\n){1,2}\*\*\* End Patch'),
        (REGEX, r'[A-C]{2}"\n\\[0-9]'),
    ],
)
@pytest.mark.parametrize("seed", range(3))
def test_the_input_of_a_custom_tool_is_of_its_grammar(toy, tool, form, seed):
    response = respond(toy, tools=[tool], temperature=1, extra_body={"seed": seed})
    (item,) = response.output
    assert (item.type, item.name) == ("custom_tool_call", tool["name"])
    assert re.fullmatch(form, item.input)
    assert "tenure:loosened_tools" not in response.to_dict()
    assert toy.responses.retrieve(response.id) == response


def test_the_events_of_a_custom_tool(toy):
    events = list(respond(toy, tools=[GRAMMAR], stream=True))
    deltas = [event.delta for event in events if event.type == "response.custom_tool_call_input.delta"]
    done = next(event for event in events if event.type == "response.custom_tool_call_input.done")
    item = next(event.item for event in events if event.type == "response.output_item.done")
    assert "".join(deltas) == done.input == item.input
    assert events[-1].response.output == [item]
    for event in events:
        EVENT.validate_python(event.to_dict())
    again = toy.responses.retrieve(events[-1].response.id, stream=True)
    assert "".join(event.delta for event in again if event.type.endswith("input.delta")) == item.input


def test_a_custom_tool_without_a_format_takes_any_text(toy):
    choice = {"type": "custom", "name": "note"}
    response = respond(toy, tools=[custom(), CLOSE], choice=choice, max_output_tokens=90)
    (item,) = response.output
    assert (item.type, item.name) == ("custom_tool_call", "note")


def test_a_grammar_that_no_call_can_hold_is_loosened_and_named(toy):
    tool = custom(type="grammar", syntax="lark", definition='start: %json {"type": "object"}')
    response = respond(toy, tools=[tool], max_output_tokens=90).to_dict()
    (note,) = response["tenure:loosened_tools"]
    assert (note["name"], note["param"]) == ("note", "tools.0.format.definition")


def test_a_malformed_grammar_is_refused(toy):
    tool = custom(type="grammar", syntax="lark", definition="start: nothing_there")
    with pytest.raises(openai.BadRequestError) as caught:
        respond(toy, tools=[tool])
    assert caught.value.param == "tools.0.format.definition"


@pytest.mark.parametrize(
    "choice", [{"type": "function", "name": "close_agent"}, {"type": "namespace", "name": "multi_agent_v1"}]
)
def test_a_call_of_a_namespace_names_it(toy, choice):
    if choice["type"] == "namespace":
        choice = {"type": "allowed_tools", "mode": "required", "tools": [choice]}
    response = respond(toy, tools=[custom(), AGENTS], choice=choice)
    (item,) = response.output
    assert (item.type, item.name, item.namespace) == ("function_call", "close_agent", "multi_agent_v1")
    assert json.loads(item.arguments) == {"target": "a"}
    outputs = [item.to_dict(), {"type": "function_call_output", "call_id": item.call_id, "output": "closed"}]
    again = toy.responses.create(**GREEDY, input=outputs, tools=[AGENTS], max_output_tokens=16)
    assert "tenure:orphan_outputs" not in again.to_dict()


@pytest.mark.parametrize(
    ("tool", "type_", "told"),
    [
        ({"type": "local_shell"}, "local_shell_call", "action"),
        ({"type": "shell"}, "shell_call", "action"),
        ({"type": "apply_patch"}, "apply_patch_call", "operation"),
    ],
)
def test_half_a_call_that_is_told_in_one_piece_is_a_function_call(toy, tool, type_, told):
    """The toy never ends a free string."""
    events = list(respond(toy, tools=[tool], stream=True, max_output_tokens=120))
    response = events[-1].response
    (item,) = response.output
    assert (response.status, item.status) == ("incomplete", "incomplete")
    assert (item.type, item.name) == ("function_call", tool["type"])
    assert [event.item for event in events if event.type == "response.output_item.done"] == [item]
    assert [one.type for one in response.tools] == [tool["type"]]


# ---- what cannot be enforced -------------------------------------------------------------------------

UNENFORCED = {
    "oneOf": {"oneOf": [{"type": "string"}, {"type": "string", "maxLength": 3}]},
    "propertyNames": {"type": "object", "propertyNames": {"pattern": "^a"}},
    "uniqueItems": {"type": "array", "items": {"type": "string"}, "uniqueItems": True},
    "not": {"not": {"type": "string"}},
    "if": {"if": {"type": "string"}, "then": {"maxLength": 2}},
    "contains": {"type": "array", "contains": {"type": "string"}},
    "dependentRequired": {"type": "object", "dependentRequired": {"a": ["b"]}},
    "pattern": {"type": "string", "pattern": "(a{1,90}b{1,90}){1,90}"},
}


def loose(keyword, **more):
    properties = {"x": UNENFORCED[keyword]}
    return {**CLOSE, "name": "loose", "parameters": {"type": "object", "properties": properties}, **more}


@pytest.mark.parametrize("keyword", UNENFORCED)
@pytest.mark.parametrize("choice", ["required", {"type": "function", "name": "close_agent"}])
def test_one_schema_that_cannot_be_enforced_is_loosened_alone(toy, keyword, choice):
    tools = [loose(keyword), CLOSE]
    response = respond(toy, tools=tools, choice=choice, max_output_tokens=120)
    (note,) = response.to_dict()["tenure:loosened_tools"]
    assert (note["name"], note["param"]) == ("loose", "tools.0.parameters")
    assert note["reason"]
    if isinstance(choice, dict):
        assert json.loads(response.output[0].arguments) == {"target": "a"}
        assert toy.responses.retrieve(response.id) == response


def test_chat_and_messages_say_so_too(toy, toy_claude):
    (function, close), said = (loose("not"), CLOSE), [{"role": "user", "content": "hello"}]
    chat = toy.chat.completions.create(
        model="toy",
        messages=said,
        max_tokens=120,
        tools=[{"type": "function", "function": {**tool, "type": None}} for tool in (function, close)],
        tool_choice="required",
        stream=True,
    )
    assert next(iter(chat)).to_dict()["tenure:loosened_tools"][0]["name"] == "loose"
    tools = [{"name": tool["name"], "input_schema": tool["parameters"]} for tool in (function, close)]
    message = toy_claude.messages.create(
        model="toy", messages=said, max_tokens=120, tools=tools, tool_choice={"type": "any"}
    )
    assert message.to_dict()["tenure:loosened_tools"][0]["param"] == "tools.0.input_schema"


def test_a_strict_schema_is_refused(toy):
    with pytest.raises(openai.BadRequestError) as caught:
        respond(toy, tools=[loose("oneOf", strict=True), CLOSE])
    assert caught.value.param == "tools.0.parameters"


# ---- what goes in -----------------------------------------------------------------------------------


def test_what_the_server_would_have_to_run_is_left_out_and_named(toy):
    response = respond(toy, tools=[*SERVER_TOOLS, CLOSE], choice="auto", max_output_tokens=16).to_dict()
    assert response["tenure:unavailable_tools"] == [
        "tools.0: web_search",
        "tools.1: image_generation",
        "tools.2: tool_search",
    ]
    without = respond(toy, tools=[CLOSE], choice="auto", max_output_tokens=16)
    assert response["usage"]["input_tokens"] == without.usage.input_tokens


def test_a_choice_among_tools_may_name_one_that_is_left_out(toy):
    def choice(mode, *tools):
        return {"type": "allowed_tools", "mode": mode, "tools": [{"type": "web_search"}, *tools]}

    tools, close = [{"type": "web_search"}, CLOSE], {"type": "function", "name": "close_agent"}
    assert respond(toy, tools=tools, choice=choice("required", close)).output[0].name == "close_agent"
    assert respond(toy, tools=tools, choice=choice("auto"), max_output_tokens=16).output[0].type == "message"
    with pytest.raises(openai.BadRequestError, match="none of its own tools"):
        respond(toy, tools=tools, choice=choice("required"))


def test_tools_may_come_in_an_item(toy):
    item = {"type": "additional_tools", "role": "developer", "tools": [CLOSE]}
    given = [item, {"role": "user", "content": "hello"}]
    response = toy.responses.create(**GREEDY, input=given, tool_choice="required")
    assert response.output[0].name == "close_agent"
    inline = respond(toy, tools=[CLOSE])
    assert response.usage.input_tokens == inline.usage.input_tokens


def test_a_search_brings_tools_that_leave_the_head_of_the_prompt_as_it_is(toy):
    deferred = {**CLOSE, "defer_loading": True}
    before = respond(toy, tools=[SEARCH, deferred], choice="auto", max_output_tokens=16)
    history = [
        {"role": "user", "content": "hello"},
        {"type": "tool_search_call", "call_id": "c", "arguments": {"query": "x"}, "execution": "client"},
        {"type": "tool_search_output", "call_id": "c", "execution": "client", "tools": [CLOSE]},
    ]
    after = respond(
        toy, history, tools=[SEARCH, deferred], choice={"type": "function", "name": "close_agent"}
    )
    assert after.output[0].name == "close_agent"
    assert after.usage.input_tokens_details.cached_tokens >= before.usage.input_tokens // 32 * 32 - 32


def test_a_search_may_bring_a_namespace_whose_tools_are_still_marked_as_deferred(toy):
    """As Codex sends it back, where its catalogue says that the model can search."""
    found = {**AGENTS, "tools": [{**CLOSE, "defer_loading": True}]}
    history = [
        {"role": "user", "content": "hello"},
        {
            "type": "tool_search_call",
            "call_id": "c",
            "execution": "client",
            "arguments": {"query": "x"},
        },
        {"type": "reasoning", "summary": [], "encrypted_content": "gAAAA"},
        {"type": "tool_search_output", "call_id": "c", "execution": "client", "tools": [found]},
    ]
    response = respond(toy, history, tools=[SEARCH], choice={"type": "function", "name": "close_agent"})
    (item,) = response.output
    assert (item.type, item.name, item.namespace) == ("function_call", "close_agent", "multi_agent_v1")


HISTORY = [
    {"type": "custom_tool_call", "call_id": "a", "name": "note", "input": 'x "y"\n'},
    {"type": "custom_tool_call_output", "call_id": "a", "output": "noted"},
    {
        "type": "local_shell_call",
        "call_id": "b",
        "status": "completed",
        "action": {"type": "exec", "command": ["ls"]},
    },
    {"type": "local_shell_call_output", "id": "b", "output": "a.py"},
    {"type": "shell_call", "call_id": "c", "action": {"commands": ["ls"]}},
    {
        "type": "shell_call_output",
        "call_id": "c",
        "output": [{"stdout": "a.py", "stderr": "", "outcome": {"type": "exit", "exit_code": 0}}],
    },
    {"type": "apply_patch_call", "call_id": "d", "operation": {"type": "delete_file", "path": "a.py"}},
    {"type": "apply_patch_call_output", "call_id": "d", "status": "completed"},
    {
        "type": "web_search_call",
        "id": "ws_1",
        "status": "completed",
        "action": {"type": "search", "query": "q"},
    },
    {"type": "reasoning", "summary": [], "encrypted_content": "gAAAA"},
    {"role": "user", "content": "hello"},
]


@pytest.mark.parametrize("outcome", [5, ["x"], "exit", None])
def test_an_outcome_that_is_none_is_no_failure_of_the_servers(toy_http, outcome):
    output = {"stdout": "a.py", "stderr": "", "outcome": outcome}
    items = [
        {"type": "shell_call", "call_id": "c", "action": {"commands": ["ls"]}},
        {"type": "shell_call_output", "call_id": "c", "output": [output]},
    ]
    asked = {"model": "toy", "input": items, "max_output_tokens": 1}
    assert toy_http.post("/v1/responses", json=asked).status_code < 500


def test_a_history_of_every_kind_is_read(lax_toy):
    response = lax_toy.responses.create(**GREEDY, input=HISTORY, max_output_tokens=16)
    assert "tenure:orphan_outputs" not in response.to_dict()
    assert response.to_dict()["tenure:unseen_parts"] == ["input.8"]
    items = lax_toy.responses.input_items.list(response.id, order="asc").data
    assert [item.type for item in items] == [item.get("type", "message") for item in HISTORY]


# ---- whose it is ------------------------------------------------------------------------------------


def session_of(http, headers, **fields):
    body = {"model": "toy", "input": "hello", "store": False, "max_output_tokens": 16, **fields}
    response = http.post("/v1/responses", json=body, headers=headers)
    assert response.status_code == 200, response.text
    names = [*headers.values(), fields.get("prompt_cache_key", "")]
    found = [name for name in names if name and http.get(f"/v1/sessions/{name}").status_code == 200]
    return found[0] if found else None


def test_a_turn_that_is_not_stored_is_in_the_session_that_its_headers_name(toy_http):
    def ids(*names):
        return {name: f"{name}-{uuid.uuid4().hex}" for name in names}

    codex = ids("session-id", "thread-id", "x-client-request-id") | {"originator": "codex_exec"}
    assert session_of(toy_http, codex, prompt_cache_key="shared") == codex["thread-id"]
    harness = ids("session-id", "x-session-affinity")
    assert session_of(toy_http, harness) == harness["x-session-affinity"]
    old_codex = ids("x-client-request-id") | {"originator": "codex_exec"}
    assert session_of(toy_http, old_codex) == old_codex["x-client-request-id"]
    assert session_of(toy_http, ids("x-client-request-id")) is None  # others make it anew for each request
    key = f"qwen-code:{uuid.uuid4()}"
    assert session_of(toy_http, {}, prompt_cache_key=key) == key
    assert session_of(toy_http, {}) is None


def test_a_harness_that_compacts_keeps_the_tools_that_its_thread_had(toy_http):
    thread = {"thread-id": f"t-{uuid.uuid4().hex}"}
    compacting = {**thread, "x-codex-turn-metadata": json.dumps({"request_kind": "compaction"})}

    def turn(said, tools, headers):
        body = {"model": "toy", "store": False, "input": said, "tools": tools, "max_output_tokens": 16}
        return toy_http.post("/v1/responses", json=body, headers=headers).json()

    said = [{"role": "user", "content": "x" * 500}]
    first = turn(said, [CLOSE, AGENTS], thread)
    said += [*first["output"], {"role": "user", "content": "Summarise."}]
    summary = turn(said, [], compacting)
    assert summary["tenure:kept_tools"]
    assert summary["tools"] == []
    assert [item["type"] for item in summary["output"]] == ["message"]
    usage = summary["usage"]
    assert usage["input_tokens"] - usage["input_tokens_details"]["cached_tokens"] < 100
    assert "tenure:kept_tools" not in turn(said, [], thread)
    assert "tenure:kept_tools" not in turn(said, [], {**compacting, "thread-id": "another"})
