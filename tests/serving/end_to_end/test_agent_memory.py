"""Agents that remember: the toy plays one that searches, adds, corrects and forgets."""

from __future__ import annotations

import json
import time

import pytest
from openai import BadRequestError

from benchmarks.transcripts import calling, transcript

NONE = {"type": "none"}
MEMORY = {"type": "tenure:memory"}


@pytest.fixture(scope="module")
def sessions(toy):
    return toy.sdk.beta.agents.sessions


@pytest.fixture(scope="module")
def memory(toy):
    with toy.http as http:
        yield http


@pytest.fixture(autouse=True)
def forgotten(memory):
    yield
    for user_id in ("ada", "bob"):
        memory.delete(f"/v1/memory/users/{user_id}").raise_for_status()


@pytest.fixture
def run(sessions):
    """A session of one turn, in which the agent makes these calls and ends: its id, and what came of them."""

    def run(*calls, user_id="ada", tool=MEMORY, **fields):
        agent = {"model": "toy", "instructions": transcript(calling(*calls), "Done."), "tools": [tool]}
        extra = {} if user_id is None else {"tenure:user_id": user_id}
        session = sessions.create(environment=NONE, agent=agent, input="Go.", extra_body=extra, **fields)
        deadline = time.monotonic() + 60
        while sessions.retrieve(session.id).status != "idle":
            assert time.monotonic() < deadline
            time.sleep(0.02)
        items = sessions.items.list(session.id, order="asc").data
        return session.id, [item for item in items if item.type == "mcp_call"]

    return run


def listed(http, **query):
    answer = http.get("/v1/memory/records", params={"order": "asc", **query}).json()
    return answer["data"]


def test_what_one_session_adds_the_next_finds(run, memory):
    session_id, [added] = run(("memory.add", {"text": "Ada is allergic to nuts."}))
    assert (added.server_label, added.name, added.error) == ("memory", "add", None)
    assert json.loads(added.output)["outcome"] == "added"
    [record] = listed(memory, user_id="ada")
    assert record["source"] == {"session_id": session_id, "item_id": added.id}
    _, [found] = run(("memory.search", {"query": "What is Ada allergic to?"}))
    [one] = json.loads(found.output)
    assert (one["id"], one["text"]) == (record["id"], "Ada is allergic to nuts.")


def test_corrected_and_forgotten(run, memory):
    run(("memory.add", {"text": "Ada likes tea with milk", "subject": "drink"}))
    [record] = listed(memory, user_id="ada")
    _, [updated] = run(("memory.update", {"id": record["id"], "text": "Ada likes coffee with milk"}))
    assert json.loads(updated.output)["text"] == "Ada likes coffee with milk"
    _, [replaced] = run(("memory.add", {"text": "Ada drinks water", "subject": "drink"}))
    assert json.loads(replaced.output)["outcome"] == "replaced"
    [record] = listed(memory, user_id="ada")
    _, [forgotten] = run(("memory.forget", {"id": record["id"]}))
    assert json.loads(forgotten.output) == {"id": record["id"], "outcome": "forgotten"}
    assert listed(memory, user_id="ada", include_replaced=True) == []


def test_an_agent_reaches_only_what_is_its_users(run, memory):
    shared = memory.post("/v1/memory/records", json={"text": "The office is in Oslo"}).json()
    run(("memory.add", {"text": "The password of Bob is swordfish"}), user_id="bob")
    [bobs] = listed(memory, user_id="bob")
    _, calls = run(
        ("memory.search", {"query": "password of Bob swordfish, office in Oslo", "max_results": 20}),
        ("memory.update", {"id": bobs["id"], "text": "The password of Bob is known"}),
        ("memory.forget", {"id": bobs["id"]}),
        ("memory.forget", {"id": shared["id"]}),
    )
    found, *refused = calls
    assert [one["id"] for one in json.loads(found.output)] == [shared["id"]]
    for call in refused:
        assert call.error["type"] == "mcp_tool_execution_error"
        assert "There is no memory" in call.error["message"]
    assert listed(memory, user_id="bob") == [bobs]
    memory.delete(f"/v1/memory/records/{shared['id']}")


def test_what_says_nothing_is_told_to_the_model(run):
    _, [call] = run(("memory.add", {"text": "Hello!"}))
    assert call.error["type"] == "mcp_tool_execution_error"
    assert "must be a statement" in call.error["message"]


def test_what_a_tool_adds_may_expire_and_one_may_only_read(run, memory, sessions):
    expiry = {"anchor": "confirmed_at", "seconds": 3600}
    run(("memory.add", {"text": "Ada is on holiday"}), tool={**MEMORY, "expires_after": expiry})
    [record] = listed(memory, user_id="ada")
    assert record["expires_after"] == expiry
    _, calls = run(("memory.search", {"query": "holiday"}), tool={**MEMORY, "read_only": True})
    assert [call.status for call in calls] == ["completed"]
    session = sessions.create(
        environment=NONE, agent={"model": "toy", "tools": [{**MEMORY, "read_only": True}]}
    )
    assert session.agent.tools[0].to_dict() == {
        "type": "tenure:memory",
        "agent_id": None,
        "user_id": None,
        "read_only": True,
        "expires_after": None,
    }


def test_a_user_without_memory_and_a_second_server_of_that_name_are_refused(sessions):
    with pytest.raises(BadRequestError) as caught:
        sessions.create(environment=NONE, agent={"model": "toy"}, extra_body={"tenure:user_id": "ada"})
    assert caught.value.param == "tenure:user_id"
    with pytest.raises(BadRequestError, match="two servers with the label"):
        sessions.create(environment=NONE, agent={"model": "toy", "tools": [MEMORY, MEMORY]})
