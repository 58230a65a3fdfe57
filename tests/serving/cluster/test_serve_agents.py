"""Agents behind Ray Serve: two ingresses, two replicas, one log; and processes killed while agents work."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from benchmarks.transcripts import calling, transcript

pytest.importorskip("ray", reason="the extra `ray` is not installed")
pytest.importorskip("mcp", reason="mcp is not installed: pip install 'tenure[agents]'")
pytest.importorskip("cronsim", reason="cronsim is not installed: pip install 'tenure[agents]'")
from serving.sessions.agents.schema import agent_sessions
from serving.sessions.data_dir import DataDir
from serving.sessions.database import Database
from serving.sessions.turns.schema import owners

pytestmark = [pytest.mark.ray, pytest.mark.timeout(700)]

NUM_TRIES = 4  # with two ingresses, some of them meet either
READ_S = 150.0
WEATHER = {
    "type": "function",
    "name": "weather",
    "description": "Says what the weather is like.",
    "parameters": {"type": "object"},
}
TOOLS = {"type": "mcp", "server_label": "t", "transport": {"type": "http", "server_url": "tenure:tools"}}


@pytest.fixture(scope="module")
def application(toy_application: Any) -> Any:
    return toy_application


@pytest.fixture(scope="module")
def effects(tool_effects: Path) -> Any:
    def count() -> Counter[str]:
        return Counter(tool_effects.read_text().split()) if tool_effects.exists() else Counter()

    return count


@pytest.fixture
def sessions(application: Any) -> Iterator[Any]:
    with application.client() as client:
        yield client.beta.agents.sessions


def agent(*replies: str) -> dict[str, Any]:
    return {"model": "toy", "instructions": transcript(*replies), "tools": [WEATHER, TOOLS]}


def message(text: str) -> dict[str, Any]:
    content = [{"type": "input_text", "text": text}]
    return {"type": "agent.session.input.message", "input": [{"role": "user", "content": content}]}


class Reader:
    """Follows a session, whichever processes end, and comes back where its connection has."""

    def __init__(self, application: Any, session_id: str) -> None:
        self.url = f"{application.url}/v1/agents/sessions/{session_id}/events"
        self.events: list[dict[str, Any]] = []
        self.num_connections = 0
        self._thread = Thread(target=self._read)
        self._thread.start()

    def _read(self) -> None:
        deadline = time.monotonic() + READ_S
        while not self.is_at("idle") and time.monotonic() < deadline:
            with suppress(httpx.TransportError):
                self.num_connections += 1
                self._read_once()
            time.sleep(0.1)

    def _read_once(self) -> None:
        after = len(self.events) - 1
        with httpx.stream("GET", self.url, params={"starting_after": after}, timeout=READ_S) as stream:
            if stream.status_code != 200:
                return
            for line in stream.iter_lines():
                if line.startswith("data: {"):
                    self.events.append(json.loads(line.removeprefix("data: ")))
                    if self.is_at("idle"):
                        return

    def is_at(self, status: str) -> bool:
        return bool(self.events) and self.events[-1]["type"] == f"agent.session.{status}"

    def to_the_end(self) -> list[dict[str, Any]]:
        self._thread.join()
        assert [event["sequence_number"] for event in self.events] == list(range(len(self.events)))
        assert self.is_at("idle"), self.events[-1:]
        return self.events


def until(sessions: Any, session_id: str, status: str) -> Any:
    deadline = time.monotonic() + READ_S
    while (session := sessions.retrieve(session_id)).status != status:
        assert time.monotonic() < deadline, session
        time.sleep(0.1)
    return session


def answer(sessions: Any, session: Any) -> None:
    (action,) = session.required_actions
    result = {"turn_id": action.turn_id, "call_id": action.call_id, "output": "Snow."}
    event = {"type": "agent.session.input.tool_result", "success": True, **result}
    sessions.events.create(session.id, events=[event])


def calls_of(sessions: Any, session_id: str) -> list[Any]:
    return [item for item in sessions.items.list(session_id, order="asc") if item.type == "mcp_call"]


def test_a_session_is_one_whichever_ingress_and_replica_are_asked(
    application: Any, sessions: Any, effects: Any
):
    replies = (
        calling(("weather", {}), text="I look. "),
        calling(("t.effect", {"key": "one"})),
        "It snows, and that is written down.",
    )
    begun = sessions.create(environment={"type": "none"}, agent=agent(*replies), input="How is it?")
    readers = [Reader(application, begun.id) for _ in range(NUM_TRIES)]
    answer(sessions, until(sessions, begun.id, "requires_action"))
    told, *others = (reader.to_the_end() for reader in readers)
    assert others == [told] * (NUM_TRIES - 1)
    for _ in range(NUM_TRIES):
        listed = httpx.get(readers[0].url, params={"format": "json", "limit": 1000}, timeout=READ_S)
        assert listed.json()["data"] == told
    (call,) = calls_of(sessions, begun.id)
    assert (call.output, effects()["one"]) == ("did one", 1)


def test_what_is_sent_twice_under_a_key_is_taken_once_at_any_ingress(application: Any, sessions: Any):
    begun = sessions.create(environment={"type": "none"}, agent=agent("Yes.", "Again.", "And again."))
    event = message("Go.")
    for _ in range(NUM_TRIES):
        url = f"{application.url}/v1/agents/sessions/{begun.id}/events"
        sent = httpx.post(url, json={"events": [event]}, headers={"Idempotency-Key": "k"}, timeout=READ_S)
        assert sent.status_code == 202, sent.text
    until(sessions, begun.id, "idle")
    assert len(sessions.turns.list(begun.id).data) == 1


def test_an_automation_is_delivered_by_one_replica(application: Any, sessions: Any):
    content = [{"type": "input_text", "text": "How is it?"}]
    target = {
        "type": "new_session",
        "agent": agent("All is well."),
        "environment": {"type": "none"},
        "input": [{"type": "message", "role": "user", "content": content}],
    }
    with application.client() as client:
        automations = client.beta.agents.automations
        at = int(time.time()) + 2
        made = [
            automations.create(type="once", name=str(number), run_at=at, target=target)
            for number in range(NUM_TRIES)
        ]
        for one in made:
            deadline = time.monotonic() + READ_S
            while not (invoked := automations.invocations.list(one.id).data):
                assert time.monotonic() < deadline, "nobody has delivered it"
                time.sleep(0.2)
            (invocation,) = invoked
            assert invocation.status == "completed"
            until(sessions, invocation.session_id, "idle")


def family(*replies: str) -> dict[str, Any]:
    """An agent that may begin subagents, and remembers."""
    tools = [TOOLS, {"type": "tenure:memory"}]
    return {**agent(*replies), "tools": tools, "multi_agent": {"enabled": True}}


def begin_family(sessions: Any, told: list[str], *rest: str) -> Any:
    """A session that begins a subagent for each of what they are told, and waits for them."""
    calls = [("subagents.create", {"message": one}) for one in told]
    replies = (calling(*calls), calling(("subagents.wait", {})), *rest)
    return sessions.create(environment={"type": "none"}, agent=family(*replies), input="Go.")


def answers_of(sessions: Any, session_id: str) -> list[str]:
    items = sessions.items.list(session_id, order="asc").data
    (waited,) = (item for item in items if item.type == "wait_for_subagents_call")
    return [one["answer"] for one in json.loads(waited.output)]


def test_subagents_and_memories_are_those_of_one_log(application: Any, sessions: Any):
    remembers = calling(("memory.add", {"text": "Ada is allergic to nuts."}))
    begun = begin_family(sessions, [transcript("It is 4."), transcript("It is 9.")], remembers, "4 and 9.")
    until(sessions, begun.id, "idle")
    assert answers_of(sessions, begun.id) == ["It is 4.", "It is 9."]
    for _ in range(NUM_TRIES):
        subagents = sessions.subagents.list(begun.id, order="asc").data
        assert len(subagents) == 2
        turns_of = sessions.subagents.turns.list
        assert [len(turns_of(one.id, session_id=begun.id).data) for one in subagents] == [1, 1]
        found = httpx.get(f"{application.url}/v1/memory/records", timeout=READ_S).json()["data"]
        assert "Ada is allergic to nuts." in [one["text"] for one in found]
    asks = calling(("memory.search", {"query": "What is Ada allergic to?"}))
    later = sessions.create(environment={"type": "none"}, agent=family(asks, "Nuts."), input="Go.")
    until(sessions, later.id, "idle")
    (call,) = calls_of(sessions, later.id)
    assert "Ada is allergic to nuts." in call.output


# ---- kills ----------------------------------------------------------------------------------------


@pytest.fixture
def busy(application: Any, sessions: Any, effects: Any) -> Any:
    """A session in the second of three calls, and its reader."""
    keys = [f"{time.time_ns()}-{number}" for number in range(3)]
    replies = [calling(("t.effect", {"key": key, "seconds": 2.0}), text="Next. ") for key in keys]
    begun = sessions.create(environment={"type": "none"}, agent=agent(*replies, "All done."), input="Go.")
    reader = Reader(application, begun.id)
    deadline = time.monotonic() + READ_S
    while not effects()[keys[1]]:
        assert time.monotonic() < deadline, reader.events[-1:]
        time.sleep(0.05)
    return begun.id, reader, keys


def _owner_of(application: Any, session_id: str) -> str:
    """The replica that goes on with it."""
    folder = DataDir(Path(application.args["replica"]["data_dir"]))
    with Database(folder.log_url).read() as connection:
        is_its = owners.c.id == agent_sessions.c.owner_id
        query = select(owners.c.process_name).join(agent_sessions, is_its)
        name = connection.execute(query.where(agent_sessions.c.id == session_id)).scalar_one()
    assert name in application.replica_ids()
    return str(name)


def _check(sessions: Any, busy: Any, effects: Any) -> list[str | None]:
    session_id, reader, keys = busy
    events = reader.to_the_end()
    listed = httpx.get(reader.url, params={"format": "json", "limit": 1000}, timeout=READ_S)
    assert listed.json()["data"] == events
    calls = calls_of(sessions, session_id)
    assert [call.arguments["key"] for call in calls] == keys
    counted = effects()
    assert [counted[key] for key in keys] == [1, 1, 1]
    return [None if call.error is None else call.error["type"] for call in calls]


@pytest.mark.slow
def test_a_killed_replica_leaves_its_sessions_to_the_other(
    application: Any, sessions: Any, effects: Any, busy: Any, wait_until: Any
):
    application.kill_9(_owner_of(application, busy[0]))
    outcomes = _check(sessions, busy, effects)  # one call was being made, or none was
    assert outcomes.count(None) >= 2
    assert set(outcomes) <= {None, "unknown_outcome"}
    assert busy[1].num_connections == 1, "its reader has seen a pause"
    wait_until(lambda: len(application.replica_ids()) == 2, "Serve has replaced the replica")


@pytest.mark.slow
def test_a_replica_that_is_killed_while_subagents_work_leaves_the_family_to_the_other(
    application: Any, sessions: Any, effects: Any, wait_until: Any
):
    keys = [f"{time.time_ns()}-{number}" for number in range(2)]
    told = [
        transcript(calling(("t.effect", {"key": key, "seconds": 3.0})), f"Did {number}.")
        for number, key in enumerate(keys)
    ]
    begun = begin_family(sessions, told, "Both did.")
    reader = Reader(application, begun.id)
    wait_until(lambda: all(effects()[key] for key in keys), "both subagents are in their call")
    application.kill_9(_owner_of(application, begun.id))
    reader.to_the_end()
    assert answers_of(sessions, begun.id) == ["Did 0.", "Did 1."]
    assert [effects()[key] for key in keys] == [1, 1]
    assert sessions.items.list(begun.id, order="desc").data[0].content[0].text == "Both did."
    wait_until(lambda: len(application.replica_ids()) == 2, "Serve has replaced the replica")


@pytest.mark.slow
def test_a_killed_ingress_ends_connections_and_no_turns(
    application: Any, sessions: Any, effects: Any, busy: Any, wait_until: Any
):
    for ingress_id in application.ingress_ids():
        application.kill_9(ingress_id, "Ingress")
    assert _check(sessions, busy, effects) == [None, None, None]
    wait_until(lambda: len(application.ingress_ids()) == 2, "Serve has replaced the ingresses")


@pytest.mark.slow
def test_a_replica_that_is_scaled_away_is_left_by_who_reads_a_session_that_rests(
    application: Any, sessions: Any, wait_until: Any
):
    begun = [
        sessions.create(environment={"type": "none"}, agent=agent("Still here.")) for _ in range(NUM_TRIES)
    ]
    readers = [Reader(application, one.id) for one in begun]
    application.scale(1)
    wait_until(lambda: len(application.replica_ids()) == 1, "one replica takes requests")
    for one in begun:
        sessions.events.create(one.id, events=[message("Are you there?")])
    for reader in readers:
        reader.to_the_end()
    assert [reader.num_connections for reader in readers] == [1] * NUM_TRIES
    application.scale(2)
    wait_until(lambda: len(application.replica_ids()) == 2, "there are two again")
