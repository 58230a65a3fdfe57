"""Agents' sessions over a death of the server: real replicas, one after the other, on one data directory."""

from __future__ import annotations

import asyncio
import concurrent.futures
import json
import threading
import time
from contextlib import asynccontextmanager
from dataclasses import replace
from types import SimpleNamespace

import pytest
from openai.types.beta.agents.automations import AutomationInvocation

from benchmarks.transcripts import calling, transcript
from serving.agent_sessions import (
    AgentRecord,
    AgentSession,
    CancelTurn,
    NewAgentSession,
    NewMessages,
    SentInput,
    SessionChange,
    ToolResult,
)
from serving.agents.environments.host import Host
from serving.agents.history import LEFT_OUT, compaction_prompts
from serving.agents.mcp_client import McpTool
from serving.agents.mcp_config import NEVER, McpServer, McpServers, ServerEntry, ServersFile
from serving.agents.tools import StepTools
from serving.api.openai.responses.items import SUMMARISE
from serving.automations import Automation, Target, invocation_object
from serving.config import ReplicaConfig
from serving.errors import AgentSessionNotFound, Unavailable
from serving.operations import (
    CreateAgent,
    CreateAgentSession,
    CreateAutomation,
    DeleteAgentSession,
    FollowAgentSession,
    GetAgentSession,
    ListAgentEvents,
    ListAgentItems,
    ListAgentSessions,
    ListAutomations,
    ListInvocations,
    ListSubagents,
    SendAgentInput,
    UpdateAgent,
    UpdateAgentSession,
)
from serving.output import TurnFinished, TurnStarted
from serving.principal import Principal
from serving.replica.build import build_replicas
from serving.request import ChatInput, Request, Tool, ToolUse
from serving.responses import Page
from serving.runs.local_backend import LocalBackend
from serving.schedules import Periodic
from serving.sessions.agents.work import CallOutcome, StoredItem

pytestmark = pytest.mark.anyio

ADD = Tool("add", "Adds.", {"type": "object"}, is_strict=False, param="tools")
REPLIES = calling(("add", {}), text="I think. "), calling(("add", {})), "It is 5, I say."


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


class Hand:
    """Stands in for an MCP server: counts its calls, and ends none before it may."""

    def __init__(self, *, safe_to_retry=False):
        entry = ServerEntry(url="http://hand", safe_to_retry=safe_to_retry)
        self.server = McpServer("t", entry, None, (NEVER,))
        listed = SimpleNamespace(
            name="act", description="Acts.", input_schema={"type": "object"}, annotations=None
        )
        self.tool = McpTool(listed)
        self.made = []
        self.may_end = asyncio.Event()
        self.begun = asyncio.Event()

    async def of_step(self, step):
        return StepTools(step.request, [(self.server, {"act": self.tool})], [])

    async def call(self, call, work):
        self.made.append(call.call_id)
        self.begun.set()
        await self.may_end.wait()
        return CallOutcome(output="done")


async def start(tmp_path, hand=None, clock=None, **config):
    data_dir = tmp_path / "data"
    settings = ReplicaConfig(model="toy", data_dir=data_dir, seed=0, **config)
    backend = LocalBackend(build_replicas(settings), McpServers(ServersFile()), Host(settings), data_dir)
    if hand is not None:
        backend._agents._tools.call = hand.call
        backend._agents._tools.of_step = hand.of_step
    if clock is not None:
        backend._storage.automations._clock = clock
    await backend.start()
    return backend


@asynccontextmanager
async def running(tmp_path, hand=None, clock=None, **config):
    backend = await start(tmp_path, hand, clock, **config)
    try:
        yield backend
    finally:
        await backend.close()


async def _nothing(*arguments):
    pass


def _gone(*arguments, **more):
    raise Unavailable("This server was killed.")


async def abandon(backend):
    """Nothing of it writes any more, as after `kill -9`; its lock is given back."""
    storage, replica = backend._storage, backend._replica
    backend._recovery._beats.cancel()
    for task in backend._tasks:
        task.cancel()
    storage.turns.append = lambda tokens: {entry.turn_id for entry in tokens}
    replica._store.conclude = lambda *ended: None
    storage.automations.deliver = _gone
    for name in (
        "end_step",
        "begin_call",
        "end_call",
        "end_only_call",
        "change_subagents",
        "compact",
        "go_on",
    ):
        setattr(storage.agent_sessions, name, _gone)
    backend._recovery.stop = _nothing
    await backend.close()


def new_session(*replies, name="asession_1", tools=(ADD,), **fields):
    use = ToolUse(tools=tools, allowed=frozenset(tool.name for tool in tools)) if tools else None
    messages = ({"role": "system", "content": transcript(*replies)},)
    request = Request(
        request_id="", model="toy", principal=Principal("t"), input=ChatInput(messages, tools=use)
    )
    content = [{"type": "input_text", "text": "Go."}]
    message = {"type": "message", "role": "user", "status": "completed", "phase": None, "content": content}
    now = time.time()
    session = AgentSession(session_id=name, created=now, last_active=now, agent={"id": "agent_1"})
    return NewAgentSession(session=session, request=request, input=(message,), **fields)


async def read(backend, *, until, name="asession_1", after=-1):
    """The events up to the first of that type."""
    events = []
    async with asyncio.timeout(60):
        async for event in backend.stream(FollowAgentSession(Principal("t"), name, after)):
            events.append(event)
            if event.type == f"agent.session.{until}":
                return events
    raise AssertionError("the stream has ended")


async def answer_calls(backend, name="asession_1"):
    """Give each call its result until the session is idle."""
    while (session := await backend.call(GetAgentSession(Principal("t"), name))).status != "idle":
        for action in session.required_actions:
            result = ToolResult(turn_id=action["turn_id"], call_id=action["call_id"], output="5", error=None)
            await backend.call(SendAgentInput(Principal("t"), name, SentInput(inputs=(result,))))
        await asyncio.sleep(0.01)


async def events_of(backend, name="asession_1"):
    return await backend.call(ListAgentEvents(Principal("t"), name, -1, 1000))


async def items_of(backend, name="asession_1"):
    page = Page(limit=100, is_ascending=True)
    return (await backend.call(ListAgentItems(Principal("t"), name, page))).items


def essence(events):
    """What must be equal: not the ids and times of two sessions."""
    return [(event.number, event.type, event.fields.get("delta")) for event in events]


@pytest.fixture
async def undisturbed(tmp_path):
    async with running(tmp_path / "undisturbed") as backend:
        await backend.call(CreateAgentSession(new_session(*REPLIES)))
        await answer_calls(backend)
        return await events_of(backend)


@pytest.mark.some(3)
@pytest.mark.parametrize("num_seen", [4, 6, 9, 12, 16, 24, 30])
async def test_a_session_goes_on_wherever_its_server_ended(tmp_path, undisturbed, num_seen):
    backend = await start(tmp_path)
    await backend.call(CreateAgentSession(new_session(*REPLIES)))
    reader = backend.stream(FollowAgentSession(Principal("t"), "asession_1", -1))
    seen = []
    while len(seen) < num_seen:
        seen.append(await anext(reader))
        if seen[-1].type == "agent.session.requires_action":
            (action,) = (await backend.call(GetAgentSession(Principal("t"), "asession_1"))).required_actions
            result = ToolResult(turn_id=action["turn_id"], call_id=action["call_id"], output="5", error=None)
            await backend.call(SendAgentInput(Principal("t"), "asession_1", SentInput(inputs=(result,))))
    await reader.aclose()
    await abandon(backend)
    async with running(tmp_path) as backend:
        await answer_calls(backend)
        events = await events_of(backend)
    assert essence(events) == essence(undisturbed)
    assert [event.number for event in events] == list(range(len(events)))
    assert essence(events[:num_seen]) == essence(seen)


async def killed_in_a_call(tmp_path, hand):
    backend = await start(tmp_path, hand)
    replies = calling(("t.act", {})), "Done."
    await backend.call(CreateAgentSession(new_session(*replies, tools=())))
    async with asyncio.timeout(60):
        await hand.begun.wait()
    await abandon(backend)


async def ended_call(tmp_path, hand):
    async with running(tmp_path, hand) as backend:
        await read(backend, until="idle")
        events = await events_of(backend)
        assert [event.number for event in events] == list(range(len(events)))
        items = await items_of(backend)
    assert items[-1]["content"][0]["text"] == "Done."
    (call,) = (item for item in items if item["type"] == "mcp_call")
    return call


async def test_a_call_that_was_begun_is_not_made_again(tmp_path):
    hand = Hand()
    await killed_in_a_call(tmp_path, hand)
    call = await ended_call(tmp_path, hand)
    assert len(hand.made) == 1
    assert (call["status"], call["error"]["type"]) == ("incomplete", "unknown_outcome")


async def test_a_call_that_may_be_repeated_is(tmp_path):
    hand = Hand(safe_to_retry=True)
    await killed_in_a_call(tmp_path, hand)
    hand.may_end.set()
    call = await ended_call(tmp_path, hand)
    assert hand.made == [call["call_id"]] * 2
    assert (call["status"], call["output"]) == ("completed", "done")


async def test_a_turn_that_was_cancelled_stays_so(tmp_path):
    backend = await start(tmp_path)
    await backend.call(CreateAgentSession(new_session("word " * 200)))
    reader = backend.stream(FollowAgentSession(Principal("t"), "asession_1", -1))
    while (await anext(reader)).type != "agent.session.turn.output_text.delta":
        pass
    await reader.aclose()
    backend._agents.interrupt = _nothing  # it ends before it hears of it
    await backend.call(SendAgentInput(Principal("t"), "asession_1", SentInput(inputs=(CancelTurn(),))))
    await abandon(backend)
    async with running(tmp_path) as backend:
        events = await read(backend, until="idle")
    assert [event.type for event in events[-2:]] == ["agent.session.turn.cancelled", "agent.session.idle"]


async def test_what_is_anothers_is_not_there(tmp_path):
    async with running(tmp_path) as backend:
        await backend.call(CreateAgentSession(new_session(*REPLIES)))
        for operation in (
            GetAgentSession(Principal("eve"), "asession_1"),
            ListAgentEvents(Principal("eve"), "asession_1", -1, 1),
            ListAgentItems(Principal("eve"), "asession_1", Page()),
            SendAgentInput(Principal("eve"), "asession_1", SentInput(inputs=(CancelTurn(),))),
        ):
            with pytest.raises(AgentSessionNotFound):
                await backend.call(operation)


async def test_a_session_that_rests_expires_with_its_log_and_one_that_waits_stays(tmp_path):
    backend = await start(tmp_path, session_ttl_s=0.001)
    await backend.call(CreateAgentSession(new_session("Hello.")))
    await read(backend, until="idle")
    await backend.call(CreateAgentSession(new_session(*REPLIES, name="asession_2")))
    await read(backend, until="requires_action", name="asession_2")
    await asyncio.sleep(0.01)
    await backend.sweep()
    with pytest.raises(AgentSessionNotFound):
        await backend.call(GetAgentSession(Principal("t"), "asession_1"))
    assert (await backend.call(GetAgentSession(Principal("t"), "asession_2"))).status == "requires_action"
    await backend.close()


async def test_a_server_that_leaves_waits_for_its_calls_and_the_next_one_goes_on(tmp_path):
    hand = Hand()
    backend = await start(tmp_path, hand)
    replies = calling(("t.act", {})), "Done."
    await backend.call(CreateAgentSession(new_session(*replies, tools=())))
    reader = asyncio.ensure_future(read(backend, until="idle"))
    async with asyncio.timeout(60):
        await hand.begun.wait()
        draining = asyncio.ensure_future(backend.drain(60.0))
        hand.may_end.set()
        await draining
        with pytest.raises(AssertionError, match="the stream has ended"):
            await reader
    await backend.close()
    call = await ended_call(tmp_path, hand)
    assert (call["status"], call["output"], len(hand.made)) == ("completed", "done", 1)


async def test_it_is_the_same_in_postgresql(tmp_path, postgres_url, undisturbed):
    async with running(tmp_path, database_url=postgres_url) as backend:
        await backend.call(CreateAgentSession(new_session(*REPLIES)))
        await answer_calls(backend)
        assert essence(await events_of(backend)) == essence(undisturbed)
        agent = AgentRecord(agent_id="agent_1", version=1, created=1.0, updated=1.0, config={"model": "toy"})
        await backend.call(CreateAgent(Principal("t"), agent))
        assert (await backend.call(UpdateAgent(Principal("t"), "agent_1", {"model": "other"}))).version == 2
        change = SessionChange(metadata={"team": "a"})
        await backend.call(UpdateAgentSession(Principal("t"), "asession_1", change))
        for team, num_found in (("a", 1), ("b", 0)):
            for status in (None, "idle"):
                listed = await backend.call(
                    ListAgentSessions(Principal("t"), Page(), None, {"team": team}, status)
                )
                assert len(listed.items) == num_found
        await backend.call(DeleteAgentSession(Principal("t"), "asession_1"))
        with pytest.raises(AgentSessionNotFound):
            await events_of(backend)


# ---- steering -------------------------------------------------------------------------------------


def steering(text):
    content = [{"type": "input_text", "text": text}]
    message = {"type": "message", "role": "user", "status": "completed", "phase": None, "content": content}
    return SentInput(inputs=(NewMessages((message,), steers=True),))


@pytest.mark.parametrize("is_killed", [False, True])
async def test_a_step_that_is_under_way_is_followed_by_one_that_has_what_was_told(tmp_path, is_killed):
    """The first step's reply has been made, and its end is not yet noted."""
    backend = await start(tmp_path)
    store, is_made, may_end = backend._storage.agent_sessions, asyncio.Event(), threading.Event()
    end_step, loop = store.end_step, asyncio.get_running_loop()

    def end(*arguments):
        loop.call_soon_threadsafe(is_made.set)
        may_end.wait(60)
        if is_killed:
            _gone()
        return end_step(*arguments)

    store.end_step = end
    await backend.call(CreateAgentSession(new_session("First.", "Never said.")))
    async with asyncio.timeout(60):
        await is_made.wait()
    told = steering(transcript("I was told."))
    await backend.call(SendAgentInput(Principal("t"), "asession_1", told))
    may_end.set()
    if is_killed:
        await abandon(backend)
        backend = await start(tmp_path)
    events = await read(backend, until="idle")
    assert [event.number for event in events] == list(range(len(events)))
    assert sum(event.type == "agent.session.turn.created" for event in events) == 1
    texts = [item["content"][0]["text"] for item in await items_of(backend)]
    assert texts == ["Go.", "First.", transcript("I was told."), "I was told."]
    await backend.close()


# ---- subagents ------------------------------------------------------------------------------------

WAIT = calling(("subagents.wait", {}))
SUBAGENTS = {"enabled": True, "max_concurrent_subagents": 6, "max_depth": 1}


def new_family(*parts):
    """An agent whose subagents, one for each part, each call `add` once; it waits for them."""
    begun = [
        ("subagents.create", {"message": transcript(calling(("add", {})), part), "name": part})
        for part in parts
    ]
    new = new_session(calling(*begun), WAIT, "All done.")
    return replace(new, session=replace(new.session, agent={"id": "agent_1", "multi_agent": SUBAGENTS}))


async def subagents_of(backend):
    listed = await backend.call(
        ListSubagents(Principal("t"), "asession_1", Page(limit=100, is_ascending=True))
    )
    return listed.items


async def all_begun(backend):
    """The two, when the agent's readers have been told of both."""
    num_told = 0
    async with asyncio.timeout(60):
        async for event in backend.stream(FollowAgentSession(Principal("t"), "asession_1", -1)):
            num_told += event.type == "agent.session.subagent.created"
            if num_told == 2:
                return await subagents_of(backend)
    raise AssertionError("the stream has ended")


async def begun_family(backend):
    """Its subagents, when each of them waits for its client."""
    await backend.call(CreateAgentSession(new_family("A.", "B.")))
    begun = await all_begun(backend)
    for subagent in begun:
        await read(backend, until="requires_action", name=subagent.subagent_id)
    return begun


async def ended_family(backend):
    """What the agent was told by each of them."""
    async with asyncio.timeout(60):
        for subagent in await subagents_of(backend):
            await answer_calls(backend, subagent.subagent_id)
    await read(backend, until="idle")
    items = await items_of(backend)
    assert [item["type"] for item in items] == [
        "message",
        "create_subagent_call",
        "create_subagent_call",
        "wait_for_subagents_call",
        "message",
    ]
    events = await events_of(backend)
    assert [event.number for event in events] == list(range(len(events)))
    return [(one["name"], one["answer"]) for one in json.loads(items[3]["output"])]


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
async def test_a_family_goes_on_after_a_kill_and_nobody_is_begun_twice(tmp_path, request, database):
    config = {} if database == "sqlite" else {"database_url": request.getfixturevalue("postgres_url")}
    backend = await start(tmp_path, **config)
    begun = await begun_family(backend)
    await abandon(backend)
    async with running(tmp_path, **config) as backend:
        assert await ended_family(backend) == [("A.", "A."), ("B.", "B.")]
        assert [one.subagent_id for one in await subagents_of(backend)] == [one.subagent_id for one in begun]


@pytest.mark.parametrize("num_made", [0, 1])
async def test_a_server_that_ends_while_subagents_are_begun_begins_each_once(tmp_path, num_made):
    """Killed before the second call, and when it was made but nobody had heard of it."""
    backend = await start(tmp_path)
    store, reached = backend._storage.agent_sessions, asyncio.Event()
    loop, make = asyncio.get_running_loop(), store.change_subagents
    calls = []

    def change(session_id, call):
        calls.append(call)
        if len(calls) == 2:
            if num_made:
                make(session_id, call)
            loop.call_soon_threadsafe(reached.set)
            raise Unavailable("This server was killed.")
        return make(session_id, call)

    store.change_subagents = change
    await backend.call(CreateAgentSession(new_family("A.", "B.")))
    async with asyncio.timeout(60):
        await reached.wait()
    await abandon(backend)
    async with running(tmp_path) as backend:
        await all_begun(backend)
        assert await ended_family(backend) == [("A.", "A."), ("B.", "B.")]
        assert len(await subagents_of(backend)) == 2


async def test_a_family_expires_together(tmp_path):
    backend = await start(tmp_path, session_ttl_s=0.001)
    begun = await begun_family(backend)
    await asyncio.sleep(0.01)
    await backend.sweep()
    ids = ["asession_1", *(one.subagent_id for one in begun)]
    for id_ in ids:  # they wait for their client, and it for them
        await backend.call(GetAgentSession(Principal("t"), id_))
    await ended_family(backend)
    await asyncio.sleep(0.01)
    await backend.sweep()
    for id_ in ids:
        with pytest.raises(AgentSessionNotFound):
            await backend.call(GetAgentSession(Principal("t"), id_))
    await backend.close()


async def test_a_session_that_was_just_begun_is_not_taken_over_from_its_own_process(tmp_path):
    """A look for what nobody goes on with comes between the transaction and the task."""
    backend = await start(tmp_path)
    agents, store = backend._agents, backend._storage.agent_sessions
    make, loop = store.change_subagents, asyncio.get_running_loop()
    looks, claimed, claim = [], [], store.claim

    def claim_and_note(made_here):
        found = claim(made_here)
        claimed.extend(one.session_id for one in found)
        return found

    def change(session_id, call):
        changes = make(session_id, call)
        looks.append(asyncio.run_coroutine_threadsafe(agents.take_over(), loop))
        # What it would claim it claims before this one's task is there, unless it waits for that.
        concurrent.futures.wait(looks, timeout=0.5)
        return changes

    store.change_subagents, store.claim = change, claim_and_note
    await begun_family(backend)
    for look in looks:
        await asyncio.wrap_future(look)
    assert claimed == []
    assert await ended_family(backend) == [("A.", "A."), ("B.", "B.")]
    for subagent in await subagents_of(backend):
        events = await events_of(backend, subagent.subagent_id)
        assert [event.number for event in events] == list(range(len(events)))
    await backend.close()


# ---- automations ----------------------------------------------------------------------------------

NOON = 1_800_014_400.0  # in UTC


def daily():
    content = [{"type": "input_text", "text": "How is it?"}]
    target = {
        "type": "new_session",
        "agent": {"model": "toy", "instructions": transcript("All is well.")},
        "environment": {"type": "none"},
        "input": [{"type": "message", "role": "user", "content": content}],
    }
    return Automation(
        automation_id="auto_1",
        created=NOON,
        name="Noon",
        schedule=Periodic("0 12 * * *", "UTC"),
        target=Target(body=target),
        principal=Principal("t"),
        metadata={},
    )


async def invocations_of(backend):
    page = Page(limit=100, is_ascending=True)
    return (await backend.call(ListInvocations(Principal("t"), "auto_1", page))).items


async def invoked(backend):
    """The first invocation, when its session has ended its turn."""
    found = ()
    async with asyncio.timeout(60):
        while not found:
            await asyncio.sleep(0.01)
            found = await invocations_of(backend)
    await read(backend, name=found[0].session_id, until="idle")
    return found[0]


async def test_what_came_while_no_server_ran_is_delivered_by_the_next_one(tmp_path):
    backend = await start(tmp_path, clock=lambda _: NOON - 60)
    made = await backend.call(CreateAutomation(daily()))
    assert made.next_at == NOON
    assert await invocations_of(backend) == ()
    await abandon(backend)
    two_days_later = NOON + 2 * 86400 + 7
    async with running(tmp_path, clock=lambda _: two_days_later) as backend:
        invocation = await invoked(backend)
        assert (invocation.status, invocation.scheduled_at) == ("completed", NOON + 2 * 86400)
        AutomationInvocation.model_validate(invocation_object(invocation))
        said = [item["content"][0]["text"] for item in await items_of(backend, invocation.session_id)]
        assert said == ["How is it?", "All is well."]
        (automation,) = (await backend.call(ListAutomations(Principal("t"), Page(limit=10)))).items
        assert automation.next_at == NOON + 3 * 86400


async def test_an_occurrence_is_delivered_once_when_its_server_ends_right_behind_it(tmp_path):
    times = [NOON - 60]
    backend = await start(tmp_path, clock=lambda _: times[0])
    await backend.call(CreateAutomation(daily()))
    automations, store = backend._automations, backend._storage.automations
    await automations.stop()  # what is due is delivered below, and not by it
    times[0] = NOON
    (due,), _ = store.due()
    store.deliver(due, await automations._plan(due.automation))  # nothing goes on with its session
    await abandon(backend)
    async with running(tmp_path, clock=lambda _: NOON + 5) as backend:
        invocation = await invoked(backend)
        assert await invocations_of(backend) == (invocation,)
        sessions = await backend.call(ListAgentSessions(Principal("t"), Page(limit=10)))
        assert [session.session_id for session in sessions.items] == [invocation.session_id]


async def test_what_is_due_later_is_delivered_when_its_time_comes(tmp_path):
    times = [NOON - 0.05]
    async with running(tmp_path, clock=lambda _: times[0]) as backend:
        await backend.call(CreateAutomation(daily()))
        times[0] = NOON
        assert (await invoked(backend)).scheduled_at == NOON


# ---- a context that is full ---------------------------------------------------------------------------


def heard(backend):
    """The messages of each prompt that the model gets from now on, and what it used."""
    prompts, generate = [], backend._agents._replicas.generate

    async def listening(request):
        async for event in generate(request):
            if isinstance(event, TurnStarted):
                prompts.append([list(request.input.messages), None])
            elif isinstance(event, TurnFinished):
                prompts[-1][1] = event.usage
            yield event

    backend._agents._replicas.generate = listening
    return prompts


async def answer(backend, output, after=-1):
    """The call that is waited for behind event `after`. Returns the number of the event that told of it."""
    asked = (await read(backend, until="requires_action", after=after))[-1]
    (action,) = asked.fields["session"]["required_actions"]
    result = ToolResult(turn_id=action["turn_id"], call_id=action["call_id"], output=output, error=None)
    await backend.call(SendAgentInput(Principal("t"), "asession_1", SentInput(inputs=(result,))))
    return asked.number


async def test_a_summary_takes_the_place_of_what_the_context_has_no_room_for(tmp_path):
    outputs = [f"Result {number}. ".ljust(600, ".") for number in range(7)]
    replies = [calling(("add", {}), text=f"Step {number}. ") for number in range(len(outputs))]
    backend = await start(tmp_path, max_model_len=4096)
    before = heard(backend)
    await backend.call(CreateAgentSession(new_session(*replies)))
    number = -1
    for output in outputs[:-1]:
        number = await answer(backend, output, number)
    await abandon(backend)

    async with running(tmp_path, max_model_len=4096) as backend:
        after = heard(backend)
        await answer(backend, outputs[-1] + transcript("Done."), number)  # the toy plays its last one
        await read(backend, until="idle")
        items = await items_of(backend)

    asked = next(i for i, (messages, _) in enumerate(before) if SUMMARISE in messages[-1]["content"])
    question, usage = before[asked]
    assert question[:-1] == before[asked - 1][0]  # the last step's prompt, whose KV is there
    assert usage.num_prompt_tokens - usage.num_cached_tokens < 300
    assert all(used.num_prompt_tokens <= 4096 - 4096 // 16 for _, used in before[:asked])
    system, summary, told, call, result = before[asked + 1][0]
    assert [system, told] == question[:2]
    assert summary["role"] == "user"
    assert f"Step {asked - 1}." in summary["content"]  # the toy goes on, whatever it is asked
    assert call["tool_calls"]
    assert result["content"].startswith(f"Result {asked - 1}.")

    assert after[0][0][:5] == before[-1][0][:5]  # also for whoever takes the session over
    given = [item["output"] for item in items if item["type"] == "function_call_output"]
    assert [output[:9] for output in given] == [output[:9] for output in outputs]
    assert {item["type"] for item in items} == {"message", "function_call", "function_call_output"}
    assert items[-1]["content"][0]["text"] == "Done."


async def test_an_agent_may_say_above_how_many_tokens_it_is_compacted(tmp_path):
    outputs = [f"Result {number}. ".ljust(600, ".") for number in range(4)]
    new = new_session(*[calling(("add", {}), text=f"Step {number}. ") for number in range(5)])
    new = replace(new, request=replace(new.request, compact_threshold=2000))
    number = -1
    async with running(tmp_path, max_model_len=8192) as backend:
        made = heard(backend)
        await backend.call(CreateAgentSession(new))
        for output in outputs:
            number = await answer(backend, output, number)
        await read(backend, until="requires_action", after=number)
    asked = next(i for i, (messages, _) in enumerate(made) if SUMMARISE in messages[-1]["content"])
    assert all(used.num_prompt_tokens <= 2000 for _, used in made[:asked])
    assert made[asked][0][:-1] == made[asked - 1][0]
    assert "Summary of what was said" in made[asked + 1][0][1]["content"]


def told(text):
    content = [{"type": "input_text", "text": text}]
    return {"type": "message", "role": "user", "status": "completed", "phase": None, "content": content}


async def test_a_message_that_no_summary_makes_room_for_fails_its_turn(tmp_path):
    async with running(tmp_path, max_model_len=1024) as backend:
        await backend.call(CreateAgentSession(new_session("Hello.", tools=())))
        after = (await read(backend, until="idle"))[-1].number
        sent = SentInput(inputs=(NewMessages((told("y" * 1024),)),))
        await backend.call(SendAgentInput(Principal("t"), "asession_1", sent))
        events = await read(backend, until="turn.failed", after=after)
    assert events[-1].fields["turn"]["error"]["code"] == "context_length_exceeded"


def test_a_summary_that_has_too_little_room_is_asked_of_less():
    call = {"type": "function_call", "call_id": "call_1", "name": "add", "arguments": {}}
    result = {"type": "function_call_output", "call_id": "call_1", "output": "5" * 100, "error": None}
    said = {"type": "message", "role": "assistant", "content": [{"type": "output_text", "text": "It is 5."}]}
    items = [(None, told("Add.")), (0, call), (0, result), (1, said)]
    history = [StoredItem(turn_id="a", step=step, item=item) for step, item in items]
    history.append(StoredItem(turn_id="b", step=None, item=told("And now?")))
    step = SimpleNamespace(history=tuple(history), turn_id="b", step=0, origin=None)
    whole, without_results, *rest = compaction_prompts(step)
    assert [message["role"] for message in whole] == ["user", "assistant", "tool", "assistant", "user"]
    assert "5" * 100 in whole[2]["content"]
    assert without_results[2]["content"] == LEFT_OUT
    assert [len(prompt) for prompt in rest] == [3, 2]
    assert all(prompt[-1] == whole[-1] for prompt in (without_results, *rest))
