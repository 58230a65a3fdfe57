"""Scopes that tools need, over a real server and an MCP server whose effects are counted."""

from __future__ import annotations

import sys
import time
from contextlib import ExitStack
from pathlib import Path

import openai
import pytest
import yaml

from benchmarks.transcripts import calling, transcript
from serving.api_keys import parse_keys
from serving.config import ApiConfig

pytest.importorskip("mcp", reason="mcp is not installed: pip install 'tenure[agents]'")

ROOT = Path(__file__).parents[3]
NONE = {"type": "none"}
KEYS = {
    "all": "acme:key-of-all",
    "looker": "acme:key-of-looker scopes=agents,inference,memory:read",
    "writer": "acme:key-of-writer scopes=agents,inference,memory,tools:effects",
    "bare": "acme:key-of-bare scopes=agents,inference",
    "any": "acme:key-of-any scopes=agents,inference,memory,tools",
}


@pytest.fixture(scope="module")
def effects(tmp_path_factory):
    return tmp_path_factory.mktemp("effects") / "effects"


@pytest.fixture(scope="module")
def server(start_server, tmp_path_factory, effects):
    folder = tmp_path_factory.mktemp("scopes")
    process = {"command": [sys.executable, "-m", "benchmarks.mcp_tools", str(effects)], "cwd": str(ROOT)}
    scopes = {"effect": "tools:effects", "talk": "tools:chat"}
    (folder / "servers.yaml").write_text(yaml.safe_dump({"servers": {"t": {**process, "scopes": scopes}}}))
    api = ApiConfig(api_keys=parse_keys(list(KEYS.values())))
    with start_server(folder / "data", "toy", api, mcp_servers=folder / "servers.yaml") as server:
        yield server


@pytest.fixture(scope="module")
def of(server):
    with ExitStack() as stack:
        clients = {name: stack.enter_context(server.sdk_of(f"key-of-{name}")) for name in KEYS}
        yield lambda who: clients[who]


MCP = {"type": "mcp", "server_label": "t", "transport": {"type": "http", "server_url": "tenure:t"}}
EFFECT = {**MCP, "allowed_tools": ["effect"]}  # who may not call it has no tool: his model only talks


def effect(key):
    return calling(("t.effect", {"key": key}))


def begin(client, *replies, tools=(MCP,), **fields):
    agent = {"model": "toy", "instructions": transcript(*replies), "tools": list(tools)}
    return client.beta.agents.sessions.create(environment=NONE, agent=agent, **fields)


def rested(client, session_id):
    """(session, calls that the server made)"""
    deadline = time.monotonic() + 60
    sessions = client.beta.agents.sessions
    while (session := sessions.retrieve(session_id)).status == "in_progress":
        assert time.monotonic() < deadline
        time.sleep(0.02)
    items = list(sessions.items.list(session_id, order="asc"))
    return session, [item for item in items if item.type == "mcp_call"]


def say(client, session_id):
    message = {"role": "user", "content": [{"type": "input_text", "text": "Go."}]}
    event = {"type": "agent.session.input.message", "input": [message]}
    client.beta.agents.sessions.events.create(session_id, events=[event])
    return rested(client, session_id)


@pytest.mark.parametrize(("who", "may"), [("all", True), ("writer", True), ("any", True), ("looker", False)])
def test_a_tool_is_called_for_who_has_its_scope(of, effects, who, may):
    key = f"{who}-1"
    _, calls = rested(of(who), begin(of(who), effect(key), "Done.", tools=[EFFECT], input="Go.").id)
    assert [call.name for call in calls] == (["effect"] if may else [])
    assert (key in effects.read_text() if effects.exists() else False) is may


def test_what_needs_no_scope_is_there_for_all(of):
    _, calls = rested(of("looker"), begin(of("looker"), calling(("t.look", {})), "Done.", input="Go.").id)
    assert [(call.name, call.error) for call in calls] == [("look", None)]


def test_who_tells_a_session_has_no_more_done_than_he_may(of, effects):
    session = begin(of("all"), effect("told-by-looker"), effect("told-by-all"), "Done.", tools=[EFFECT])
    _, calls = say(of("looker"), session.id)
    assert calls == []
    _, calls = say(of("all"), session.id)
    assert [call.arguments["key"] for call in calls] == ["told-by-all"]
    assert "told-by-looker" not in effects.read_text()


def test_an_agent_asks_for_scopes_of_its_own(of):
    guarded = {**MCP, "tenure:scope": "tools:all-of-it"}
    look = calling(("t.look", {}))
    session = begin(of("writer"), look, "Done.", tools=[guarded], input="Go.")
    assert session.agent.tools[0].to_dict()["tenure:scope"] == "tools:all-of-it"
    assert rested(of("writer"), session.id)[1] == []
    assert len(rested(of("any"), begin(of("any"), look, "Done.", tools=[guarded], input="Go.").id)[1]) == 1


def test_a_function_is_offered_to_who_has_its_scope(of):
    function = {
        "type": "function",
        "name": "pay",
        "description": "Pays.",
        "parameters": {"type": "object", "properties": {}, "additionalProperties": False},
        "tenure:scope": "tools:pay",
    }
    pay = calling(("pay", {}))
    session, _ = rested(of("any"), begin(of("any"), pay, "Done.", tools=[function], input="Go.").id)
    assert [action.name for action in session.required_actions] == ["pay"]
    session, _ = rested(of("writer"), begin(of("writer"), pay, "Done.", tools=[function], input="Go.").id)
    assert (session.status, session.required_actions) == ("idle", [])


def test_memories_are_for_the_scopes_of_memories(of):
    memory = {"type": "tenure:memory"}
    add = calling(("memory.add", {"text": "Ann likes snow."}))
    search = calling(("memory.search", {"query": "snow"}))
    _, calls = rested(of("any"), begin(of("any"), add, "Done.", tools=[memory], input="Go.").id)
    assert [(call.name, call.error) for call in calls] == [("add", None)]
    _, calls = rested(of("looker"), begin(of("looker"), search, "Done.", tools=[memory], input="Go.").id)
    assert [(call.name, call.error) for call in calls] == [("search", None)]
    _, calls = rested(of("bare"), begin(of("bare"), search, "Done.", tools=[memory], input="Go.").id)
    assert calls == []


@pytest.mark.parametrize(("who", "names"), [("writer", {"effect", "look"}), ("looker", {"look"})])
def test_responses_list_what_may_be_called(of, effects, who, names):
    tool = {
        "type": "mcp",
        "server_label": "t",
        "server_url": "tenure:t",
        "require_approval": "never",
        "allowed_tools": ["effect", "look"],
    }
    replies = transcript(effect(f"{who}-r"), "Done.") if who == "writer" else transcript("Done.")
    response = of(who).responses.create(model="toy", input="Go.", instructions=replies, tools=[tool])
    (listed,) = [item for item in response.output if item.type == "mcp_list_tools"]
    assert {one.name for one in listed.tools} == names
    made = [item.name for item in response.output if item.type == "mcp_call"]
    assert made == (["effect"] if who == "writer" else [])


def test_a_scope_that_is_none_is_refused(of):
    with pytest.raises(openai.BadRequestError, match="tools:NAME"):
        begin(of("all"), "Hi.", tools=[{**MCP, "tenure:scope": "to do: think"}])
