"""Agents with OpenAI's own client, against a real server: the toy plays a transcript."""

from __future__ import annotations

import json
import time

import pytest
from openai import BadRequestError, NotFoundError, UnprocessableEntityError
from openai.lib.beta.agents import AgentTurnResultError
from openai.types.beta import Agent, AgentSession, AgentSessionEvent, AgentSessionItem
from openai.types.beta.agents.sessions import Turn
from pydantic import TypeAdapter

from benchmarks.transcripts import calling, transcript

NONE = {"type": "none"}
ADD = {
    "type": "function",
    "name": "add",
    "description": "Adds two numbers.",
    "parameters": {
        "type": "object",
        "properties": {"a": {"type": "integer"}, "b": {"type": "integer"}},
        "required": ["a", "b"],
        "additionalProperties": False,
    },
}
SUM = calling(("add", {"a": 2, "b": 3}), text="Let me see.\n")
EVENT, ITEM = TypeAdapter(AgentSessionEvent), TypeAdapter(AgentSessionItem)


@pytest.fixture(scope="module")
def sdk(toy):
    return toy.sdk


@pytest.fixture(scope="module")
def sessions(sdk):
    return sdk.beta.agents.sessions


@pytest.fixture
def begin(sessions):
    """A session whose agent says these replies; without input it is idle."""

    def begin(*replies, tools=(ADD,), **fields):
        extra = fields.pop("extra_body", {})
        agent = {"model": "toy", "instructions": transcript(*replies), "tools": list(tools)}
        agent |= fields.pop("agent", {})
        return sessions.create(environment=NONE, agent=agent, extra_body=extra, **fields)

    return begin


@pytest.fixture(scope="module")
def events_of(toy):
    """All events of a session so far, each of them checked."""

    def events(session_id, after=-1):
        query = {"format": "json", "after": after, "limit": 1000}
        with toy.http as http:
            found = http.get(f"/v1/agents/sessions/{session_id}/events", params=query).json()["data"]
        for event in found:
            EVENT.validate_python(event)
        return found

    return events


@pytest.fixture
def until(sessions):
    """The session once it has that status."""

    def until(session_id, *statuses):
        deadline = time.monotonic() + 60
        while (session := sessions.retrieve(session_id)).status not in statuses:
            assert time.monotonic() < deadline, f"it is {session.status}"
            time.sleep(0.02)
        return session

    return until


def add(arguments):
    return str(arguments["a"] + arguments["b"])


def say(text):
    content = [{"type": "input_text", "text": text}]
    return {"type": "agent.session.input.message", "input": [{"role": "user", "content": content}]}


def result_of(action, output="5"):
    return {
        "type": "agent.session.input.tool_result",
        "turn_id": action.turn_id,
        "call_id": action.call_id,
        "success": True,
        "output": output,
    }


def kinds(events):
    return [event["type"].removeprefix("agent.session.") for event in events]


# ---- saved agents ---------------------------------------------------------------------------------


def test_an_agent_has_a_version_for_each_change(sdk, toy):
    agents = sdk.beta.agents
    agent = agents.create(model="toy", name="Ada", instructions="Be kind.", tools=[ADD], metadata={"a": "b"})
    Agent.model_validate(agent.to_dict())
    assert (agent.name, agent.instructions, agent.version) == ("Ada", "Be kind.", 1)
    changed = agents.update(agent.id, instructions=None, name="Bob")
    assert (changed.name, changed.instructions, changed.metadata, changed.version) == (
        "Bob",
        None,
        {"a": "b"},
        2,
    )
    assert [tool.name for tool in changed.tools] == ["add"]
    assert agents.retrieve(agent.id) == changed
    with toy.http as http:
        first = http.get(f"/openai/v1/agents/{agent.id}", params={"version": 1}).json()
        assert first["name"] == "Ada"
        assert http.get(f"/v1/agents/{agent.id}", params={"version": 3}).status_code == 404
    assert agents.delete(agent.id).deleted
    with pytest.raises(NotFoundError, match="There is no agent"):
        agents.retrieve(agent.id)


def test_agents_are_listed_a_page_at_a_time(sdk):
    agents = sdk.beta.agents
    made = [agents.create(model="toy").id for _ in range(5)]
    assert [agent.id for agent in agents.list(limit=2)][:5] == made[::-1]
    assert [agent.id for agent in agents.list(limit=2, order="asc", after=made[1])] == made[2:]
    for agent_id in made:
        agents.delete(agent_id)


def test_a_session_has_its_agent_as_it_was(sdk, sessions):
    agent = sdk.beta.agents.create(model="toy", name="Ada", instructions=transcript("Hello."))
    session = sessions.create(environment=NONE, agent_id=agent.id, agent={"service_tier": "flex"})
    sdk.beta.agents.update(agent.id, name="Bob")
    sdk.beta.agents.delete(agent.id)
    kept = sessions.retrieve(session.id).agent
    assert (kept.id, kept.name, kept.version, kept.service_tier) == (agent.id, "Ada", 1, "flex")
    with sessions.stream(session.id, input="Hi") as stream:
        assert stream.get_final_result().output_text == "Hello."
    assert [one.id for one in sessions.list(agent_id=agent.id)] == [session.id]


# ---- turns ----------------------------------------------------------------------------------------


def test_a_turn_calls_a_function_and_goes_on_with_its_result(begin, sessions, events_of):
    session = begin(SUM, "It is 5.")
    assert (session.status, session.environment.type) == ("idle", "none")
    AgentSession.model_validate(session.to_dict())
    with sessions.stream(session.id, input="What is 2 + 3?", tool_handlers={"add": add}) as stream:
        result = stream.get_final_result()
    assert result.output_text == "It is 5."
    items = list(sessions.items.list(session.id, order="asc"))
    for item in items:
        ITEM.validate_python(item.to_dict())
    assert [item.type for item in items] == [
        *("message", "message", "function_call", "function_call_output", "message")
    ]
    assert [item.phase for item in items if item.type == "message"] == [None, "commentary", "final_answer"]
    assert (items[2].arguments, items[2].status, items[3].output) == ({"a": 2, "b": 3}, "completed", "5")
    turn = sessions.turns.retrieve(result.turn.id, session_id=session.id)
    Turn.model_validate(turn.to_dict())
    assert (turn.status, turn.usage) == ("completed", sessions.retrieve(session.id).usage)
    assert list(sessions.turns.list(session.id)) == [turn]
    assert list(sessions.turns.items.list(turn.id, session_id=session.id, order="asc")) == items
    told = kinds(events_of(session.id))
    assert [kind for kind in told if "item" not in kind and "text" not in kind and "part" not in kind] == [
        *("created", "turn.created", "in_progress", "turn.in_progress"),
        *("requires_action", "in_progress", "turn.completed", "idle"),
    ]


def test_the_tokens_of_a_turn_are_those_of_the_turn_before_and_what_is_new(begin, sessions, toy):
    session = begin(SUM, "It is 5.", "Bye.")
    for text in ("What is 2 + 3?", "Thanks."):
        with sessions.stream(session.id, input=text, tool_handlers={"add": add}) as stream:
            stream.until_done()
    with toy.http as http:
        logged = http.get(f"/v1/sessions/{session.id}").json()
    assert (len(logged["branches"]), logged["num_turns"]) == (1, 3)
    (last,) = sessions.turns.list(session.id, limit=1, order="desc").data
    new = len("<|im_end|>\n<|im_start|>user\nThanks.<|im_end|>\n<|im_start|>assistant\n")
    assert last.usage.input_tokens - last.usage.input_tokens_details.cached_tokens < new


@pytest.mark.anyio
async def test_the_async_client_streams_as_well(toy, sessions):
    async with toy.async_sdk as client:
        agents = client.beta.agents
        agent = {"model": "toy", "instructions": transcript(SUM, "It is 5.", "Bye."), "tools": [ADD]}
        stream = await agents.sessions.create(
            environment=NONE, agent=agent, input="What is 2 + 3?", stream=True, tool_handlers={"add": add}
        )
        result = await stream.get_final_result()
        assert result.output_text == "It is 5."
        async with agents.sessions.stream(result.turn.session_id, input="Thanks.") as more:
            assert (await more.get_final_result()).output_text == "Bye."


def test_a_session_is_made_and_read_in_one_call(sessions):
    agent = {"model": "toy", "instructions": transcript("Hello.")}
    with sessions.create(environment=NONE, agent=agent, input="Hi", stream=True) as stream:
        events = list(stream)
    assert [events[0].type, events[-1].type] == ["agent.session.created", "agent.session.idle"]
    assert "".join(e.delta for e in events if e.type == "agent.session.turn.output_text.delta") == "Hello."


def test_a_session_that_is_asked_for_again_under_its_key_is_made_once(sessions):
    agent, headers = {"model": "toy", "instructions": transcript("Hello.")}, {"Idempotency-Key": "make"}
    told = []
    for _ in range(2):
        with sessions.create(
            environment=NONE, agent=agent, input="Hi", stream=True, extra_headers=headers
        ) as stream:
            told.append(list(stream))
    assert told[0] == told[1]
    assert told[0][-1].type == "agent.session.idle"


def test_two_calls_at_once_wait_for_both_results(begin, sessions, until):
    both = calling(("add", {"a": 1, "b": 1}), ("add", {"a": 2, "b": 2}))
    session = begin(both, "2 and 4.", input="Add.")
    first, second = until(session.id, "requires_action").required_actions
    sessions.events.create(session.id, events=[result_of(second, "4")])
    assert until(session.id, "requires_action").required_actions == [first]
    sessions.events.create(session.id, events=[result_of(first, "2")])
    assert until(session.id, "idle").required_actions == []
    outputs = [item for item in sessions.items.list(session.id) if item.type == "function_call_output"]
    assert {item.call_id: item.output for item in outputs} == {first.call_id: "2", second.call_id: "4"}


def test_a_function_that_failed_is_told_to_the_model(begin, sessions, toy):
    def fail(_):
        raise RuntimeError("secret")

    session = begin(SUM, "I cannot add.")
    with sessions.stream(session.id, input="Add.", tool_handlers={"add": fail}) as stream:
        assert stream.get_final_result().output_text == "I cannot add."
    (output,) = (item for item in sessions.items.list(session.id) if item.type == "function_call_output")
    assert (output.status, output.error, output.output) == ("failed", "Tool handler failed.", None)


def test_a_message_during_a_turn_is_the_turn_behind_it(begin, sessions, until, events_of):
    session = begin(SUM, "It is 5.", "Bye.", input="What is 2 + 3?")
    (action,) = until(session.id, "requires_action").required_actions
    sessions.events.create(session.id, events=[say("Thanks.")])
    assert [turn.status for turn in sessions.turns.list(session.id, order="asc")] == ["waiting", "queued"]
    sessions.events.create(session.id, events=[result_of(action)])
    until(session.id, "idle")
    assert [turn.status for turn in sessions.turns.list(session.id)] == ["completed", "completed"]
    assert kinds(events_of(session.id)).count("idle") == 1


def test_the_first_step_may_be_made_to_call(begin, until):
    session = begin(input="Add.", agent={"tool_choice": {"type": "function", "name": "add"}, "seed": 1})
    (action,) = until(session.id, "requires_action").required_actions
    assert set(action.arguments) == {"a", "b"}


def test_a_reply_that_is_cut_short_fails_its_turn(begin, sessions, until):
    session = begin("A long reply.", "Another long reply.", input="Hi", agent={"max_output_tokens": 4})
    until(session.id, "idle")
    (turn,) = sessions.turns.list(session.id)
    assert (turn.status, turn.error.code) == ("failed", "max_output_tokens")
    with pytest.raises(AgentTurnResultError) as raised, sessions.stream(session.id, input="Again") as stream:
        stream.get_final_result()
    assert raised.value.reason == "failed"


# ---- cancelling -----------------------------------------------------------------------------------


def test_a_turn_that_waits_is_cancelled_and_the_next_one_goes_on(begin, sessions, until):
    session = begin(SUM, "Bye.", input="What is 2 + 3?")
    (action,) = until(session.id, "requires_action").required_actions
    sessions.events.create(session.id, events=[{"type": "agent.session.input.cancel"}])
    assert until(session.id, "idle").required_actions == []
    with pytest.raises(BadRequestError, match="Unknown pending tool call"):
        sessions.events.create(session.id, events=[result_of(action)])
    with sessions.stream(session.id, input="Thanks.") as stream:
        assert stream.get_final_result().output_text == "Bye."
    assert [turn.status for turn in sessions.turns.list(session.id, order="asc")] == [
        "cancelled",
        "completed",
    ]
    assert [i.status for i in sessions.items.list(session.id) if i.type == "function_call"] == ["incomplete"]


def test_a_turn_is_cancelled_in_mid_sentence(begin, sessions, events_of):
    session = begin("word " * 1000)
    with sessions.events.stream(session.id) as stream:
        sessions.events.create(session.id, events=[say("Speak.")])
        for event in stream:
            if event.type == "agent.session.turn.output_text.delta":
                break
        sessions.events.create(session.id, events=[{"type": "agent.session.input.cancel"}])
        ended = next(event for event in stream if event.type == "agent.session.turn.cancelled")
    assert ended.turn.status == "cancelled"
    events = events_of(session.id)
    said = "".join(e["delta"] for e in events if e["type"] == "agent.session.turn.output_text.delta")
    (message,) = (
        item for item in sessions.items.list(session.id) if getattr(item, "role", "") == "assistant"
    )
    assert (message.status, message.content[0].text) == ("incomplete", said)
    assert [event["sequence_number"] for event in events] == list(range(len(events)))


def test_there_is_nothing_to_cancel_in_an_idle_session(begin, sessions):
    with pytest.raises(BadRequestError, match="no turn to cancel"):
        sessions.events.create(begin("Hi").id, events=[{"type": "agent.session.input.cancel"}])


# ---- events ---------------------------------------------------------------------------------------


def test_events_are_numbered_without_gaps_and_read_again_from_any_number(begin, sessions, events_of, toy):
    session = begin(SUM, "It is 5.")
    with sessions.stream(session.id, input="What is 2 + 3?", tool_handlers={"add": add}) as stream:
        seen = [event.to_dict() for event in stream]
    events = events_of(session.id)
    assert [event["sequence_number"] for event in events] == list(range(len(events)))
    assert len({event["event_id"] for event in events}) == len(events)
    assert seen == events[-len(seen) :]
    assert events_of(session.id, after=20) == events[21:]
    with toy.http as http:
        for query, headers, first in (
            ({"starting_after": -1}, {}, 0),
            ({"starting_after": 12}, {}, 13),
            ({}, {"last-event-id": "12"}, 13),
            ({}, {"last-event-id": events[12]["event_id"]}, 13),
        ):
            url = f"/v1/agents/sessions/{session.id}/events"
            with http.stream("GET", url, params=query, headers=headers) as stream:
                lines = (line for line in stream.iter_lines() if line.startswith("data: "))
                again = [json.loads(next(lines)[6:]) for _ in events[first:]]
            assert again == events[first:]


def test_an_input_with_the_same_key_is_taken_once(begin, sessions, until):
    session = begin("One.", "Two.")
    for _ in range(2):
        sessions.events.create(session.id, events=[say("Hi")], idempotency_key="k")
    until(session.id, "idle")
    assert len(list(sessions.turns.list(session.id))) == 1
    with pytest.raises(UnprocessableEntityError, match="Idempotency-Key"):
        sessions.events.create(session.id, events=[say("Ho")], idempotency_key="k")


def test_input_is_taken_as_a_whole_or_not_at_all(begin, sessions):
    session = begin("One.")
    unknown = {
        **say("x"),
        "type": "agent.session.input.tool_result",
        "turn_id": "t",
        "call_id": "c",
        "success": True,
    }
    with pytest.raises(BadRequestError) as raised:
        sessions.events.create(session.id, events=[say("Hi"), unknown])
    assert (raised.value.body["code"], raised.value.body["message"]) == (
        *("invalid_request_error", "Unknown pending tool call: c"),
    )
    assert list(sessions.turns.list(session.id)) == []


# ---- sessions -------------------------------------------------------------------------------------


def test_a_budget_ends_a_turn_and_a_larger_one_lets_the_session_go_on(begin, sessions, until, toy):
    session = begin(
        SUM, "It is 5.", "Bye.", input="Add.", extra_body={"tenure:budget": {"max_tool_calls": 1}}
    )
    (action,) = until(session.id, "requires_action").required_actions
    sessions.events.create(session.id, events=[result_of(action)])
    until(session.id, "budget_reached")
    (turn,) = sessions.turns.list(session.id)
    assert (turn.status, turn.error.code) == ("failed", "session_budget_exceeded")
    with pytest.raises(BadRequestError, match="budget_reached"):
        sessions.events.create(session.id, events=[say("Hi")])
    session = sessions.update(session.id, extra_body={"tenure:budget": {"max_tool_calls": 2}})
    assert session.status == "idle"
    with sessions.stream(session.id, input="Go on.") as stream:
        assert stream.get_final_result().output_text == "It is 5."


def test_a_session_is_changed_listed_and_deleted(begin, sessions, toy):
    session = begin("One.", metadata={"team": "a"})
    assert [one.id for one in sessions.list(metadata={"team": "a"})] == [session.id]
    for status, found in (("idle", [session.id]), ("requires_action", [])):
        listed = sessions.list(metadata={"team": "a"}, extra_query={"status": status})
        assert [one.id for one in listed] == found
    with pytest.raises(BadRequestError, match="status"):
        sessions.list(extra_query={"status": "asleep"})
    changed = sessions.update(session.id, metadata={"team": "b"}, agent={"tools": None})
    assert (changed.metadata, changed.agent.tools) == ({"team": "b"}, [])
    assert list(sessions.list(metadata={"team": "a"})) == []
    with sessions.stream(session.id, input="Hi") as stream:
        stream.until_done()
    assert sessions.delete(session.id).deleted
    for call in (sessions.retrieve, sessions.delete, sessions.items.list, sessions.turns.list):
        with pytest.raises(NotFoundError, match="There is no agent session"):
            call(session.id)
    with toy.http as http:
        assert http.get(f"/v1/sessions/{session.id}").status_code == 404


@pytest.mark.parametrize(
    ("fields", "param"),
    [
        ({"environment": {"type": "openai_hosted"}}, "environment.type"),
        ({"environment": {"type": "self_hosted", "workspace_directory": "/w"}}, "environment.type"),
        ({"vault_ids": ["v"]}, None),
        ({"review": "auto_review"}, "review"),
        ({"spend_control": {"limit": 5}}, "spend_control.limit"),
        ({"agent": {"compaction": {"async": True}}}, "agent.compaction.async"),
        ({"agent": {"context_management": [{"type": "clear"}]}}, "agent.context_management.0.type"),
        ({"agent": {"experimental": {"time_awareness": True}}}, "agent.experimental.time_awareness"),
        ({"agent": {"tools": [{"type": "web_search"}]}}, "agent.tools.0.type"),
        ({"agent": {"tools": [{"type": "computer_use"}]}}, "agent.tools.0.type"),
        ({"agent": {"tools": [{"type": "tool_search"}]}}, "agent.tools.0.type"),
        ({"agent": {"tools": [{"type": "shell"}]}}, "agent.tools.0.type"),
        (
            {
                "agent": {
                    "tools": [{**ADD, "defer_loading": True}],
                    "tool_choice": {"type": "function", "name": "add"},
                }
            },
            "agent.tool_choice",
        ),
        ({"agent": {"tools": [{**ADD, "async": True}]}}, "agent.tools.0.async"),
        ({"agent": {"tools": [ADD, ADD]}}, "tools"),
        ({"agent": {"tool_choice": "required"}}, "agent.tool_choice"),
        ({"agent": {"model": "none"}}, "model"),
        ({"agent": {"model": None}}, "agent.model"),
        ({"input": []}, "input"),
        ({"input": [{"role": "assistant", "content": "x"}]}, "input.0.role"),
        ({"stream": True}, "input"),
        ({"agent_id": "agent_0"}, None),
    ],
)  # fmt: skip
def test_what_is_not_there_is_refused_by_name(toy, fields, param):
    agent = {"model": "toy", **fields.get("agent", {})}
    with toy.http as http:
        answer = http.post("/v1/agents/sessions", json={"environment": NONE, **fields, "agent": agent})
    assert answer.status_code in (400, 404, 501)  # 501: a server that was started without it
    assert answer.json()["error"]["param"] == param


def test_an_agent_says_when_it_is_compacted(toy):
    edits = [{"type": "compaction", "compact_threshold": 2000}]
    with toy.http as http:
        made = http.post("/v1/agents", json={"model": "toy", "context_management": edits}).json()
        assert made["context_management"] == edits
        body = {"environment": NONE, "agent_id": made["id"]}
        assert http.post("/v1/agents/sessions", json=body).json()["agent"]["context_management"] == edits
        changed = http.post(f"/v1/agents/{made['id']}", json={"context_management": None}).json()
        assert "context_management" not in changed


@pytest.mark.parametrize(
    ("event", "param"),
    [
        ({"type": "agent.session.input.wave"}, "events.0.type"),
        ({"type": "agent.session.input.computer_use_approval_request_result"}, "events.0.type"),
        ({"type": "agent.session.input.message", "input": []}, "events.0.input"),
        ({"type": "agent.session.input.tool_result", "turn_id": "t", "success": True}, "events.0.call_id"),
    ],
)
def test_events_that_are_none_are_refused_by_name(begin, sessions, event, param):
    with pytest.raises(BadRequestError) as raised:
        sessions.events.create(begin("Hi").id, events=[event])
    assert raised.value.param == param


# ---- steering -------------------------------------------------------------------------------------


def steer(text):
    return {**say(text), "tenure:steer": True}


def test_a_message_that_steers_is_found_by_the_turns_next_step(begin, sessions, until, events_of):
    session = begin(SUM, "Never said.", input="Add.")
    (action,) = until(session.id, "requires_action").required_actions
    sessions.events.create(session.id, events=[steer(transcript("I was told."))])
    assert until(session.id, "requires_action").required_actions == [action]
    sessions.events.create(session.id, events=[result_of(action)])
    until(session.id, "idle")
    (turn,) = sessions.turns.list(session.id)
    items = sessions.items.list(session.id, order="asc").data
    assert [item.type for item in items if item.type != "reasoning"] == [
        "message",
        "message",
        "function_call",
        "message",
        "function_call_output",
        "message",
    ]
    assert {item.turn_id for item in items} == {turn.id}
    assert items[-1].content[0].text == "I was told."
    events_of(session.id)


def test_a_message_that_steers_nothing_is_a_turn(begin, sessions, until):
    session = begin("One.", "Two.")
    for text in ("One.", "Two."):
        sessions.events.create(session.id, events=[steer("Go.")])
        until(session.id, "idle")
        assert sessions.items.list(session.id, limit=1).data[0].content[0].text == text
    assert len(sessions.turns.list(session.id).data) == 2


# ---- deferred tools -----------------------------------------------------------------------------------


def test_deferred_functions_are_in_no_prompt_until_they_are_found(sessions, begin, events_of):
    others = [
        {**ADD, "name": f"convert_{unit}", "description": f"Converts to {unit} " + "with care " * 20}
        for unit in ("metres", "feet", "yards", "miles")
    ]
    tools = [{**tool, "defer_loading": True} for tool in (*others, ADD)]
    replies = calling(("tool_search.search", {"query": "adds numbers"})), SUM, "It is 5."
    session = begin(*replies, tools=tools)
    with sessions.stream(session.id, input="2 + 3?", tool_handlers={"add": add}) as stream:
        stream.until_done()
    items = list(sessions.items.list(session.id, order="asc"))
    search, call = (item for item in items if item.type in ("mcp_call", "function_call"))
    assert (search.server_label, search.name, search.error) == ("tool_search", "search", None)
    (found,) = json.loads(search.output)["tools"]
    assert found["function"] == {name: ADD[name] for name in ("name", "description", "parameters")}
    assert call.name == "add"
    assert items[-1].content[0].text == "It is 5."
    usage = sessions.retrieve(session.id).usage  # of three prompts: none had the schemas of the others
    assert usage.input_tokens < 3 * len(json.dumps(others))
    assert usage.input_tokens_details.cached_tokens > 0
    events_of(session.id)
