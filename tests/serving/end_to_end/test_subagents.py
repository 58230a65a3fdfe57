"""Subagents with OpenAI's own client, against a real server: the toy plays an agent and those it begins."""

from __future__ import annotations

import json
import time

import pytest
from openai import BadRequestError, NotFoundError
from openai.types.beta import AgentSessionEvent, AgentSessionItem, Subagent
from openai.types.beta.agents.sessions import Turn
from pydantic import TypeAdapter

from benchmarks.transcripts import calling, transcript

NONE = {"type": "none"}
EVENT, ITEM = TypeAdapter(AgentSessionEvent), TypeAdapter(AgentSessionItem)


def create(*replies, name=None):
    """A call that begins a subagent which says these replies."""
    named = {} if name is None else {"name": name}
    return "subagents.create", {"message": transcript(*replies), **named}


WAIT = calling(("subagents.wait", {}))


@pytest.fixture(scope="module")
def sessions(toy):
    return toy.sdk.beta.agents.sessions


@pytest.fixture
def begin(sessions):
    def begin(*replies, text="Go.", agent=None, multi_agent=None, **fields):
        told = {"enabled": True, **(multi_agent or {})}
        agent = {"model": "toy", "instructions": transcript(*replies), "multi_agent": told, **(agent or {})}
        return sessions.create(environment=NONE, agent=agent, input=text, **fields)

    return begin


@pytest.fixture
def until(sessions):
    def until(session_id, *statuses):
        deadline = time.monotonic() + 120
        while (session := sessions.retrieve(session_id)).status not in statuses:
            assert time.monotonic() < deadline, f"it is {session.status}"
            time.sleep(0.02)
        return session

    return until


@pytest.fixture
def events_of(toy):
    def events(session_id):
        query = {"format": "json", "after": -1, "limit": 1000}
        with toy.http as http:
            found = http.get(f"/v1/agents/sessions/{session_id}/events", params=query).json()["data"]
        for event in found:
            EVENT.validate_python(event)
        assert [event["sequence_number"] for event in found] == list(range(len(found)))
        return found

    return events


@pytest.fixture
def items_of(sessions):
    def items(session_id):
        found = sessions.items.list(session_id, order="asc", limit=100).data
        for item in found:
            ITEM.validate_python(item.to_dict())
        return found

    return items


def answers(item):
    return json.loads(item.output)


def test_an_agent_begins_subagents_and_reads_their_answers(begin, until, items_of, events_of, sessions):
    both = calling(create("It is 4.", name="adder"), create("It is 9."))
    session = begin(both, WAIT, "4 and 9.")
    until(session.id, "idle")
    items = items_of(session.id)
    assert [item.type for item in items] == [
        "message",
        "create_subagent_call",
        "create_subagent_call",
        "wait_for_subagents_call",
        "message",
    ]
    told = answers(items[3])
    assert [(one["status"], one["answer"]) for one in told] == [
        ("completed", "It is 4."),
        ("completed", "It is 9."),
    ]
    assert told[0]["name"] == "adder"
    assert items[-1].content[0].text == "4 and 9."
    begun = sessions.subagents.list(session.id, order="asc").data
    assert [one.id for one in begun] == [one["id"] for one in told]
    created = [event["subagent"] for event in events_of(session.id) if "subagent" in event]
    assert created == [one.to_dict() for one in begun]
    adder = sessions.subagents.retrieve(begun[0].id, session_id=session.id)
    Subagent.model_validate(adder.to_dict())
    assert (adder.name, adder.status, adder.session_id) == ("adder", "active", session.id)
    assert adder.instructions[0].text == transcript("It is 4.")


def test_a_subagent_is_a_session_with_a_parent(begin, until, sessions, toy):
    session = begin(calling(create("Done.")), WAIT, "Good.")
    until(session.id, "idle")
    (subagent,) = sessions.subagents.list(session.id).data
    listed = {one.id: one for one in sessions.list(limit=100)}
    assert listed[subagent.id].to_dict()["tenure:parent_session_id"] == session.id
    assert listed[session.id].to_dict()["tenure:parent_session_id"] is None
    (turn,) = sessions.subagents.turns.list(subagent.id, session_id=session.id).data
    Turn.model_validate(turn.to_dict())
    assert (turn.subagent_id, turn.status) == (subagent.id, "completed")
    kinds = ["message", "message"]
    items = sessions.subagents.items.list(subagent.id, session_id=session.id, order="asc").data
    assert [item.type for item in items] == kinds
    of_turn = sessions.subagents.turns.items.list(
        turn.id, session_id=session.id, subagent_id=subagent.id
    ).data
    assert [item.type for item in of_turn] == kinds
    with pytest.raises(NotFoundError, match="There is no subagent"):
        sessions.subagents.retrieve(session.id, session_id=session.id)
    with pytest.raises(BadRequestError, match="deleted with that"):
        sessions.delete(subagent.id)
    sessions.delete(session.id)
    for id_ in (session.id, subagent.id):
        with pytest.raises(NotFoundError):
            sessions.retrieve(id_)
    with toy.http as http:
        assert http.get(f"/v1/sessions/{subagent.id}").status_code == 404


def computed(usage):
    return usage.input_tokens - usage.input_tokens_details.cached_tokens


def test_subagents_compute_nothing_again_that_their_agent_has(begin, until, sessions, toy):
    """A prompt of 2,000 tokens and eight subagents: the prompt is computed once, and each one's tail."""
    eight = [create(f"I am {number}.") for number in range(8)]
    session = begin(
        calling(*eight), WAIT, "All.", text="x" * 2000, multi_agent={"max_concurrent_subagents": 8}
    )
    session = until(session.id, "idle")
    begun = sessions.subagents.list(session.id, order="asc").data
    assert len(begun) == 8
    with toy.http as http:
        for subagent in begun:
            (turn,) = sessions.subagents.turns.list(subagent.id, session_id=session.id).data
            # What the agent's prompt and its reply took is there; the answers of eight calls are new.
            assert turn.usage.input_tokens > 2000 + sum(len(json.dumps(call)) for call in eight)
            assert computed(turn.usage) < 8 * 250
            assert http.get(f"/v1/sessions/{subagent.id}").json()["state"] == "resident"
    assert computed(session.usage) < 2000 + 8 * 600


def test_closing_frees_a_subagents_own_kv_and_nothing_of_its_agents(begin, until, sessions, toy, events_of):
    session = begin(calling(create("I know."), create("Me too.")), WAIT, "Good.")
    until(session.id, "idle")
    first, second = sessions.subagents.list(session.id, order="asc").data
    say(sessions, session.id, transcript(calling(("subagents.close", {"id": first.id})), "Closed."))
    until(session.id, "idle")
    shown = sessions.subagents.retrieve(first.id, session_id=session.id)
    assert shown.status == "closed"
    assert shown.closed_at is not None
    assert [
        event["subagent"]["id"] for event in events_of(session.id) if event["type"].endswith("closed")
    ] == [first.id]
    with toy.http as http:
        deadline = time.monotonic() + 60
        while (state := http.get(f"/v1/sessions/{first.id}").json()["state"]) != "partial":
            assert time.monotonic() < deadline, state
            time.sleep(0.02)
        for id_ in (session.id, second.id):
            assert http.get(f"/v1/sessions/{id_}").json()["state"] == "resident"
    with pytest.raises(BadRequestError, match="is closed and takes no messages"):
        say(sessions, first.id, "Still there?")
    assert until(second.id, "idle")


def say(sessions, session_id, text):
    content = [{"type": "input_text", "text": text}]
    event = {"type": "agent.session.input.message", "input": [{"role": "user", "content": content}]}
    sessions.events.create(session_id, events=[event])


def test_an_agent_and_a_person_tell_a_subagent_more(begin, until, sessions, items_of):
    session = begin(calling(create("First.", "Second.", "Third.")), WAIT, "Good.")
    until(session.id, "idle")
    (subagent,) = sessions.subagents.list(session.id).data
    more = calling(("subagents.send", {"id": subagent.id, "message": "And then?"}))
    say(sessions, session.id, transcript(more, WAIT, "Thanks."))
    until(session.id, "idle")
    assert answers(items_of(session.id)[-2])[0]["answer"] == "Second."
    say(sessions, subagent.id, "And after that?")
    until(subagent.id, "idle")
    assert items_of(subagent.id)[-1].content[0].text == "Third."


def test_cancelling_an_agents_turn_cancels_those_of_its_subagents(begin, until, sessions):
    """They wait for their client then, who has their calls at their own paths."""
    asking = create(calling(("ask", {})), "Never said.")
    ask = {"type": "function", "name": "ask", "description": "Asks.", "parameters": {"type": "object"}}
    session = begin(calling(asking, asking), WAIT, "Never.", agent={"tools": [ask]})
    deadline = time.monotonic() + 120
    while len(begun := sessions.subagents.list(session.id).data) < 2:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    for subagent in begun:
        assert until(subagent.id, "requires_action").required_actions[0].name == "ask"
    assert sessions.retrieve(session.id).status == "in_progress"
    sessions.events.create(session.id, events=[{"type": "agent.session.input.cancel"}])
    for id_ in (session.id, *(one.id for one in begun)):
        until(id_, "idle")
        (turn,) = sessions.turns.list(id_).data
        assert turn.status == "cancelled"


def test_subagents_of_subagents_as_deep_as_they_may_be(begin, until, sessions, items_of):
    leaf = calling(create("Never said."))
    middle = create(calling(create(leaf, "I may not.")), WAIT, "The leaf may not.")
    session = begin(calling(middle), WAIT, "Good.", multi_agent={"max_depth": 2})
    until(session.id, "idle")
    (child,) = sessions.subagents.list(session.id).data
    (grandchild,) = sessions.subagents.list(child.id).data
    refused = items_of(grandchild.id)[1]
    assert (refused.type, refused.status) == ("create_subagent_call", "failed")
    assert "may be 2 deep" in refused.error["message"]
    assert answers(items_of(session.id)[2])[0]["answer"] == "The leaf may not."
    assert sessions.subagents.list(grandchild.id).data == []


def test_what_may_not_be_is_told_to_the_model(begin, until, items_of):
    calls = (
        create("One."),
        create("Two."),
        ("subagents.send", {"id": "asession_0", "message": "Hello?"}),
        ("subagents.close", {"id": "asession_0"}),
        ("subagents.wait", {"ids": ["asession_0"]}),
    )
    session = begin(calling(*calls), "Good.", multi_agent={"max_concurrent_subagents": 1})
    until(session.id, "idle")
    made, *refused = [item for item in items_of(session.id) if item.type.endswith("_call")]
    assert made.error is None
    assert [item.status for item in refused] == ["failed"] * 4
    many, send, close, wait = [item.error["message"] for item in refused]
    assert "may have 1 at a time" in many
    for message in (send, close, wait):
        assert "You have no open subagent asession_0" in message


def test_a_family_uses_up_one_budget(begin, until, sessions, items_of):
    budget = {"tenure:budget": {"max_tool_calls": 2}}
    nested = create(calling(create("Deeper.")), "Never said.")
    session = begin(calling(nested), WAIT, "Never.", multi_agent={"max_depth": 2}, extra_body=budget)
    session = until(session.id, "budget_reached")
    (child,) = sessions.subagents.list(session.id).data
    shown = session.to_dict()["tenure:budget"]
    assert shown["consumed_tool_calls"] >= 2
    assert shown["consumed_tokens"] > session.usage.total_tokens
    until(child.id, "budget_reached")
    (turn,) = sessions.turns.list(child.id).data
    assert (turn.status, turn.error.code) == ("failed", "session_budget_exceeded")
    assert session.id in turn.error.message


def test_what_an_agent_with_subagents_may_not_have(sessions):
    def refused(**agent):
        with pytest.raises(BadRequestError) as caught:
            sessions.create(environment=NONE, agent={"model": "toy", **agent})
        return caught.value.param

    on = {"enabled": True}
    assert (
        refused(multi_agent={**on, "max_concurrent_subagents": 65})
        == "agent.multi_agent.max_concurrent_subagents"
    )
    assert refused(multi_agent={**on, "max_depth": 0}) == "agent.multi_agent.max_depth"
    function = {"type": "function", "name": "subagents.wait", "description": "", "parameters": {}}
    assert refused(multi_agent=on, tools=[function]) == "agent.tools.0.name"
    session = sessions.create(environment=NONE, agent={"model": "toy", "multi_agent": on})
    assert session.agent.multi_agent.max_concurrent_subagents == 6
