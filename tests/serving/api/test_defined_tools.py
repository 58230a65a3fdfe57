"""Tools whose types are Anthropic's, without a schema: what the client runs is offered, the rest is named."""

import importlib
import json
import typing

import pytest
from anthropic import Anthropic, BadRequestError
from anthropic.lib.tools._beta_builtin_memory_tool import BetaLocalFilesystemMemoryTool
from anthropic.types.beta import BetaContentBlockParam, BetaToolUnionParam

from serving.api.anthropic.defined_tools import client_tool, is_servers

HELLO = [{"role": "user", "content": "hello"}]
ASK = {"model": "toy", "max_tokens": 20, "messages": HELLO}
BASH = {"type": "bash_20250124", "name": "bash"}
EDITOR = {"type": "text_editor_20250728", "name": "str_replace_based_edit_tool", "max_characters": 100}
SEARCH = {"type": "web_search_20250305", "name": "web_search", "max_uses": 3}
MCP = {"type": "mcp_toolset", "mcp_server_name": "notes"}


def offered(server) -> dict:
    return {tool.name: tool for tool in server.backend.requests[-1].input.tools.tools}


def test_what_the_client_runs_is_offered_with_its_schema(claude: Anthropic, server):
    message = claude.beta.messages.create(**ASK, tools=[BASH, EDITOR])
    assert set(offered(server)) == {"bash", "str_replace_based_edit_tool"}
    assert set(offered(server)["bash"].parameters["properties"]) == {"command", "restart"}
    assert "tenure:unavailable_tools" not in message.to_dict()


@pytest.mark.parametrize(
    ("date", "commands", "inserted"),
    [
        ("20241022", ["view", "create", "str_replace", "insert", "undo_edit"], "new_str"),
        ("20250429", ["view", "create", "str_replace", "insert"], "new_str"),
        ("20250728", ["view", "create", "str_replace", "insert"], "insert_text"),
    ],
)
def test_an_editor_has_the_commands_of_its_date(date, commands, inserted):
    _, schema = client_tool(f"text_editor_{date}")
    assert schema["properties"]["command"]["enum"] == commands
    (insert,) = (one for one in schema["anyOf"] if one["properties"]["command"] == {"const": "insert"})
    assert inserted in insert["required"]


@pytest.mark.parametrize("stream", [False, True])
def test_what_a_server_would_run_is_left_out_and_named(claude: Anthropic, server, stream):
    asked = {**ASK, "tools": [SEARCH, BASH, MCP]}
    if stream:
        with claude.beta.messages.stream(**asked) as events:
            message = events.get_final_message()
    else:
        message = claude.beta.messages.create(**asked)
    assert set(offered(server)) == {"bash"}
    named = ["tools.0: web_search_20250305", "tools.2: mcp_toolset"]
    assert message.to_dict()["tenure:unavailable_tools"] == named


def test_where_all_are_left_out_no_call_can_be_asked_for(claude: Anthropic, server):
    claude.messages.create(**ASK, tools=[SEARCH])
    assert server.backend.requests[-1].input.tools is None
    with pytest.raises(BadRequestError, match="none of them can be run"):
        claude.messages.create(**ASK, tools=[SEARCH], tool_choice={"type": "any"})


def test_what_another_server_has_run_is_kept_from_the_model_and_named(claude: Anthropic, server):
    result = {"type": "web_search_tool_result", "tool_use_id": "s", "content": []}
    said = [
        {"type": "server_tool_use", "id": "s", "name": "web_search", "input": {"query": "x"}},
        result,
        {"type": "text", "text": "It rains."},
    ]
    history = [*HELLO, {"role": "assistant", "content": said}, *HELLO]
    message = claude.messages.create(**{**ASK, "messages": history})
    assert message.to_dict()["tenure:unseen_parts"] == ["messages.1.content.0", "messages.1.content.1"]
    assert server.backend.requests[-1].input.messages[1] == {"role": "assistant", "content": "It rains."}
    alone = [*HELLO, {"role": "assistant", "content": [result]}, *HELLO]
    claude.messages.create(**{**ASK, "messages": alone})
    assert server.backend.requests[-1].input.messages[1] == {"role": "assistant", "content": ""}
    claude.messages.count_tokens(model="toy", messages=history)


# ---- the SDK's ---------------------------------------------------------------------------------------


def types_of(union) -> set[str]:
    """What the `type` of each of its objects may be."""
    hints = (typing.get_type_hints(one) for one in typing.get_args(union) if typing.is_typeddict(one))
    return {word for hint in hints for word in typing.get_args(hint["type"])}


def test_every_type_of_tool_has_a_place():
    ours = {"custom", "tool_search_tool_bm25", "tool_search_tool_regex"}
    for type_ in types_of(BetaToolUnionParam):
        if type_.rsplit("_", 1)[0] not in ours and type_ not in ours:
            assert (client_tool(type_) is None) == is_servers(type_), type_


def test_no_result_of_a_servers_tool_ends_a_conversation(claude: Anthropic):
    answers = {one for one in types_of(BetaContentBlockParam) if one.endswith("_tool_result")}
    for type_ in answers - {"tool_search_tool_result"}:
        block = {"type": type_, "tool_use_id": "s", "content": []}
        claude.messages.create(
            **{**ASK, "messages": [*HELLO, {"role": "assistant", "content": [block]}, *HELLO]}
        )


@pytest.mark.parametrize("command", ["view", "create", "str_replace", "insert", "delete", "rename"])
def test_a_command_for_memory_has_the_fields_that_the_sdk_reads(command):
    name = f"beta_memory_tool_20250818_{command}_command"
    (model,) = (
        one
        for key, one in vars(importlib.import_module(f"anthropic.types.beta.{name}")).items()
        if key.endswith("Command")
    )
    _, schema = client_tool("memory_20250818")
    (ours,) = (one for one in schema["anyOf"] if one["properties"]["command"] == {"const": command})
    assert set(ours["properties"]) == set(model.model_fields)
    required = {field for field, info in model.model_fields.items() if info.is_required()}
    assert set(ours["required"]) == required


def test_the_sdks_loop_keeps_notes(toy_claude: Anthropic, tmp_path):
    commands = [
        {"command": "create", "path": "/memories/cats.txt", "file_text": "Ada\n"},
        {"command": "insert", "path": "/memories/cats.txt", "insert_line": 1, "insert_text": "Bob\n"},
    ]
    calls = [{"name": "memory", "arguments": command} for command in commands]
    said = [*(f"<tool_call>\n{json.dumps(call)}\n</tool_call>" for call in calls), "Kept."]
    runner = toy_claude.beta.messages.tool_runner(
        model="toy",
        max_tokens=500,
        messages=[{"role": "user", "content": f"<transcript>{json.dumps(said)}</transcript>"}],
        tools=[BetaLocalFilesystemMemoryTool(str(tmp_path))],
    )
    assert [block.text for block in runner.until_done().content] == ["Kept."]
    (notes,) = tmp_path.rglob("cats.txt")
    assert notes.read_text().split() == ["Ada", "Bob"]
