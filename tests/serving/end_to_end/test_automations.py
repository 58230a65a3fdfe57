"""Automations with OpenAI's own client, against a real server: the toy plays a transcript."""

from __future__ import annotations

import json
import time

import pytest
from openai import BadRequestError, NotFoundError
from openai.types.beta.agents import Automation
from openai.types.beta.agents.automations import AutomationInvocation
from pydantic import TypeAdapter

from benchmarks.transcripts import calling, transcript

pytest.importorskip("cronsim", reason="cronsim is not installed: pip install 'tenure[agents]'")

AGENT = {"model": "toy", "instructions": transcript("All is well.", "Still well.")}
NEW_YEAR = {"type": "periodic", "expression": "0 0 1 1 *", "timezone": "Europe/Berlin"}
MODEL = TypeAdapter(Automation)


@pytest.fixture(scope="module")
def automations(toy):
    return toy.sdk.beta.agents.automations


@pytest.fixture(scope="module")
def sessions(toy):
    return toy.sdk.beta.agents.sessions


def target(**fields):
    content = [{"type": "input_text", "text": "How is it?"}]
    message = {"type": "message", "role": "user", "content": content}
    environment = {"type": "none"}
    return {"type": "new_session", "agent": AGENT, "environment": environment, "input": [message], **fields}


@pytest.fixture
def yearly(automations):
    made = automations.create(name="Happy new year", target=target(metadata={"a": "b"}), **NEW_YEAR)
    yield made
    automations.delete(made.id)


def until(read, is_wanted):
    deadline = time.monotonic() + 60
    while not is_wanted(found := read()):
        assert time.monotonic() < deadline, found
        time.sleep(0.02)
    return found


def said(sessions, session_id):
    until(lambda: sessions.retrieve(session_id).status, lambda status: status == "idle")
    items = sessions.items.list(session_id, order="asc").data
    return [(item.role, item.content[0].text) for item in items]


def test_an_automation_is_read_listed_paused_and_changed(automations, yearly):
    MODEL.validate_python(yearly.to_dict())
    assert (yearly.type, yearly.status, yearly.created_by.type) == ("periodic", "active", "developer")
    assert (yearly.target.agent.model, yearly.target.metadata) == ("toy", {"a": "b"})
    assert automations.retrieve(yearly.id) == yearly
    assert yearly in automations.list(limit=100).data
    assert automations.pause(yearly.id).status == "paused"
    assert automations.resume(yearly.id).status == "active"
    changed = automations.update(yearly.id, name="Noon", expression="0 12 * * *", metadata={"c": "d"})
    assert (changed.name, changed.expression, changed.timezone) == ("Noon", "0 12 * * *", "Europe/Berlin")
    assert changed.metadata == {"c": "d"}


def test_a_session_that_is_there_is_told(automations, sessions):
    session = sessions.create(environment={"type": "none"}, agent=AGENT)
    told = {"type": "existing_session", "session_id": session.id, "instructions": "Look again."}
    made = automations.create(name="Again", target=told, **NEW_YEAR)
    assert [one.id for one in automations.list(session_id=session.id)] == [made.id]
    invocation = automations.invocations.create(made.id)
    assert (invocation.session_id, invocation.source.type) == (session.id, "manual")
    assert said(sessions, session.id) == [("user", "Look again."), ("assistant", "All is well.")]
    (found,) = automations.invocations.list(made.id).data
    AutomationInvocation.model_validate(found.to_dict())
    assert (found.status, found.error, found.scheduled_at) == ("completed", None, None)
    assert automations.invocations.retrieve(invocation.id, automation_id=made.id) == found
    automations.delete(made.id)
    with pytest.raises(NotFoundError, match="There is no automation"):
        automations.retrieve(made.id)
    assert sessions.retrieve(session.id).status == "idle"


def test_what_cannot_be_begun_any_more_is_a_failed_invocation(toy, automations):
    agent = toy.sdk.beta.agents.create(model="toy")
    made = automations.create(name="Lost", target=target(agent=None, agent_id=agent.id), **NEW_YEAR)
    assert (made.target.agent, made.target.agent_id) == (None, agent.id)
    toy.sdk.beta.agents.delete(agent.id)
    failed = automations.invocations.create(made.id)
    assert (failed.status, failed.error.code, failed.session_id) == ("failed", "agent_not_found", None)
    automations.delete(made.id)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"expression": "61 * * * *"}, "`expression` is no cron expression: Bad minute"),
        ({"timezone": "Mars"}, "`timezone` must be the name of a time zone"),
        ({"timezone": None}, "`timezone` is required with the type periodic"),
        ({"run_at": 2_000_000_000}, "`run_at` cannot be set with the type periodic"),
        (
            {"type": "once", "expression": None, "timezone": None, "run_at": 1},
            "`run_at` must be in the future",
        ),
        ({"name": ""}, "`name` must be at least 1 characters long"),
        ({"target": {"type": "x"}}, '`target.type` may be new_session or existing_session, got "x"'),
        ({"target": target(agent_id="agent_1")}, "`target` must have one of `agent` and `agent_id`"),
        ({"target": target(input=[])}, "`target.input` must be at least 1 items long"),
        ({"target": target(stream=True)}, "`target.stream` is not supported"),
        (
            {"target": target(agent={"model": "toy", "tools": [{"type": "x"}]})},
            "`target.agent.tools.0.type` may be function",
        ),
    ],
)
def test_what_is_wrong_is_said_when_it_is_made(automations, fields, message):
    body = {"name": "No", "target": target(), **NEW_YEAR, **fields}
    with pytest.raises(BadRequestError) as refused:
        automations._post("/agents/automations", body=body, cast_to=dict)
    assert message in refused.value.message


def test_what_there_is_not_is_not_found(automations, yearly):
    told = {"type": "existing_session", "session_id": "asession_x", "instructions": "Go."}
    with pytest.raises(NotFoundError, match="There is no agent session"):
        automations.create(name="No", target=told, **NEW_YEAR)
    with pytest.raises(NotFoundError, match="There is no invocation"):
        automations.invocations.retrieve("ainv_1", automation_id=yearly.id)


def test_secrets_of_an_environment_are_not_shown():
    from serving.api.openai.agents.target_plan import _shown_environment

    file = {"type": "inline", "path": "/workspace/a", "data": "YWI="}
    given = {
        "type": "openai_hosted",
        "env": {"KEY": "x"},
        "setup_commands": [{"command": "y"}],
        "files": [file],
    }
    shown = {"type": "inline", "path": "/workspace/a", "size_bytes": 2}
    assert _shown_environment(given) == {"type": "openai_hosted", "files": [shown]}


# ---- the tool of agents ---------------------------------------------------------------------------


@pytest.fixture
def asked(sessions):
    """A session whose agent has the tool and says these replies, when it rests; its items; its calls."""

    def asked(*replies, num_turns=1):
        agent = {"model": "toy", "instructions": transcript(*replies), "tools": [{"type": "automations"}]}
        session = sessions.create(environment={"type": "none"}, agent=agent, input="Go.")
        assert session.agent.tools[0].to_dict() == {"type": "automations"}
        until(
            lambda: list(sessions.turns.list(session.id)),
            lambda turns: len(turns) == num_turns and all(turn.completed_at for turn in turns),
        )
        items = list(sessions.items.list(session.id, order="asc"))
        return session, items, [item for item in items if item.type == "mcp_call"]

    return asked


def waking(**when):
    return calling(("automations.create", {"name": "Later", "instructions": "Look again.", **when}))


def test_an_agent_wakes_its_own_session_later(asked, automations):
    session, items, (call,) = asked(waking(in_seconds=3), "Good night.", "Good morning.", num_turns=2)
    made = json.loads(call.output)
    assert (made["name"], made["instructions"], call.error) == ("Later", "Look again.", None)
    texts = [item.content[0].text for item in items if item.type == "message"]
    assert texts == ["Go.", "Good night.", "Look again.", "Good morning."]
    automation = automations.retrieve(made["id"])
    creator = {"type": "agent", "session_id": session.id, "tool_call_id": call.call_id}
    assert automation.created_by.to_dict() == creator
    assert (automation.status, automation.target.session_id) == ("completed", session.id)
    automations.delete(made["id"])


def test_it_lists_and_deletes_what_it_has_made_and_nothing_else(asked, automations):
    listing = calling(("automations.list", {}))
    _, _, (made, listed) = asked(waking(run_at="2099-01-01T00:00:00Z"), listing, "Good night.")
    (one,) = json.loads(listed.output)["automations"]
    assert one == json.loads(made.output)
    assert one["next_run_at"] == "2099-01-01T00:00:00Z"
    _, _, (refused, listed) = asked(calling(("automations.delete", {"id": one["id"]})), listing, "Hm.")
    assert "no automation" in refused.error["message"]
    assert json.loads(listed.output)["automations"] == []
    automations.delete(one["id"])


@pytest.mark.parametrize(
    ("when", "why"),
    [
        ({}, "Give one of"),
        ({"in_seconds": 5, "run_at": "2099-01-01T00:00:00Z"}, "Give one of"),
        ({"expression": "0 8 * * *"}, "Give one of"),
        ({"expression": "now", "timezone": "UTC"}, "`expression` must have five fields"),
        ({"run_at": "soon"}, "`run_at` must be a time"),
        ({"run_at": "2001-01-01T00:00:00Z"}, "must be in the future"),
    ],
)
def test_what_never_comes_is_told_to_the_model(asked, when, why):
    _, _, (call,) = asked(waking(**when), "Oh.")
    assert why in call.error["message"]
