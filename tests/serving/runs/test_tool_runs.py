"""Responses that call tools, over a death of the server: real replicas, one after the other, on one log."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager

import pytest

from benchmarks.transcripts import calling, transcript
from serving.api.openai.responses.events import ResponseEvents
from serving.config import ReplicaConfig
from serving.errors import TurnSuspended
from serving.operations import CancelResponse, FollowResponse, GetResponse, Respond
from serving.principal import Principal
from serving.request import ChatInput, Request, SamplingParams
from serving.responses import NewResponse, ResponseRecord, ServerTools, ToolsListed
from serving.runs.build import build_backend
from serving.sessions.agents.work import CallOutcome
from tests.serving.runs.test_agent_recovery import abandon

pytestmark = pytest.mark.anyio

SERVER = {"server_label": "t", "server_url": "tenure:t", "param": "tools.0"}
ACT = {"name": "act", "description": "Acts.", "input_schema": {"type": "object"}, "annotations": None}
REPLIES = calling(("t.act", {}), ("t.act", {}), text="First. "), calling(("t.act", {})), "Done."


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


class Hand:
    """Stands in for an MCP server: counts its calls, and ends none before it may."""

    def __init__(self, *, may_repeat=False, waits_from=99):
        self._may_repeat = may_repeat
        self._waits_from = waits_from
        self.made = []
        self.is_waited_for = asyncio.Event()
        self.may_end = asyncio.Event()

    def check(self, tools):
        pass

    async def listed(self, principal, tool):
        return ToolsListed(label="t", tools=(ACT,))

    def may_repeat(self, tool, name):
        return self._may_repeat

    async def call(self, call, tools):
        self.made.append(call.call_id)
        if len(self.made) >= self._waits_from:
            self.is_waited_for.set()
            await self.may_end.wait()
        return CallOutcome(output="done")

    async def close(self):
        pass


async def start(tmp_path, hand, **config):
    backend = build_backend(ReplicaConfig(model="toy", data_dir=tmp_path / "data", **config))
    backend._agents._tools = backend._runs._tools = hand
    await backend.start()
    return backend


@asynccontextmanager
async def running(tmp_path, hand, **config):
    backend = await start(tmp_path, hand, **config)
    try:
        yield backend
    finally:
        await backend.close()


def _gone(*arguments, **more):
    raise TurnSuspended("This server was killed.")


async def kill(backend):
    storage = backend._storage
    for name in ("note_listed", "begin", "end"):
        setattr(storage.server_calls, name, _gone)
    storage.responses.finish = storage.responses.begin = _gone
    await abandon(backend)


def new_response(*replies, is_background=False, **tools):
    messages = ({"role": "system", "content": transcript(*replies)}, {"role": "user", "content": "Go."})
    request = Request(
        request_id="resp_1",
        model="toy",
        principal=Principal("t"),
        input=ChatInput(messages),
        sampling=SamplingParams(temperature=0),
        session_id="resp_1",
        run_id="resp_1",
    )
    record = ResponseRecord(
        response_id="resp_1",
        status="queued" if is_background else "in_progress",
        created=int(time.time()),
        settings={"model": "toy", "parallel_tool_calls": True, "tool_choice": "auto", "tools": []},
        is_background=is_background,
        session_id="resp_1",
    )
    use = ServerTools(servers=(SERVER,), **tools)
    return NewResponse(tenant="t", record=record, input=(), request=request, tools=use)


async def follow(backend):
    async with asyncio.timeout(60):
        return [event async for event in backend.stream(FollowResponse("t", "resp_1"))]


def essence(events):
    """What a client reads but for ids of calls and times."""
    numbered = ResponseEvents()
    told = [fields for event in events for fields in numbered.of(event)]
    assert [fields["sequence_number"] for fields in told] == list(range(len(told)))
    return [(fields["type"], fields.get("output_index"), fields.get("delta")) for fields in told]


@pytest.fixture
async def undisturbed(tmp_path):
    async with running(tmp_path / "undisturbed", Hand()) as backend:
        async for event in backend.stream(Respond(new_response(*REPLIES))):
            last = event
        assert last.status == "completed"
        assert [item["type"] for item in last.output] == [
            "mcp_list_tools",
            "message",
            "mcp_call",
            "mcp_call",
            "mcp_call",
            "message",
        ]
        return essence(await follow(backend))


@pytest.mark.some(4)
@pytest.mark.parametrize("is_background", [False, True])
@pytest.mark.parametrize("num_seen", [1, 3, 6, 12, 14, 16, 18])
async def test_a_response_goes_on_wherever_its_server_ended(tmp_path, undisturbed, num_seen, is_background):
    hand = Hand()
    backend = await start(tmp_path, hand)
    reader = backend.stream(Respond(new_response(*REPLIES, is_background=is_background)))
    for _ in range(num_seen + is_background):
        await anext(reader)
    await kill(backend)
    async with running(tmp_path, hand) as backend:
        events = await follow(backend)
        assert (await backend.call(GetResponse("t", "resp_1"))).status == "completed"
    told = [one for one in essence(events) if one[0] != "response.queued"]
    # A call whose outcome nobody knows has failed.
    alike = [(kind.replace("failed", "completed"), *rest) for kind, *rest in told]
    assert alike == undisturbed
    assert len(set(hand.made)) == len(hand.made) <= 3


async def killed_in_a_call(tmp_path, hand, **more):
    backend = await start(tmp_path, hand)
    reader = asyncio.ensure_future(read_all(backend, new_response(*REPLIES, **more)))
    async with asyncio.timeout(60):
        await hand.is_waited_for.wait()
    await kill(backend)
    await asyncio.gather(reader, return_exceptions=True)


async def read_all(backend, response):
    async for _ in backend.stream(Respond(response)):
        pass


async def test_a_call_that_was_begun_is_not_made_again(tmp_path):
    hand = Hand(waits_from=2)
    await killed_in_a_call(tmp_path, hand, is_background=True)
    hand.may_end.set()
    async with running(tmp_path, hand) as backend:
        last = (await follow(backend))[-1]
    calls = [item for item in last.output if item["type"] == "mcp_call"]
    assert [call["status"] for call in calls] == ["completed", "failed", "completed"]
    assert calls[1]["error"]["tenure:kind"] == "unknown_outcome"
    assert len(set(hand.made)) == len(hand.made) == 3


async def test_a_call_that_may_be_repeated_is(tmp_path):
    hand = Hand(waits_from=3, may_repeat=True)
    await killed_in_a_call(tmp_path, hand, is_background=True)
    hand.may_end.set()
    async with running(tmp_path, hand) as backend:
        last = (await follow(backend))[-1]
    assert all(item["status"] == "completed" for item in last.output if item["type"] == "mcp_call")
    assert len(hand.made) == 4


async def test_a_response_that_is_cancelled_in_a_call_ends_it(tmp_path):
    hand = Hand(waits_from=1)
    async with running(tmp_path, hand) as backend:
        reader = asyncio.ensure_future(read_all(backend, new_response(*REPLIES, is_background=True)))
        async with asyncio.timeout(60):
            await hand.is_waited_for.wait()
            ended = await backend.call(CancelResponse("t", "resp_1"))
            await reader
        assert ended.status == "cancelled"
        calls = [item for item in ended.output if item["type"] == "mcp_call"]
        assert {call["status"] for call in calls} == {"incomplete"}
        essence(await follow(backend))


async def test_it_is_the_same_in_postgresql(tmp_path, postgres_url, undisturbed):
    async with running(tmp_path, Hand(), database_url=postgres_url) as backend:
        await read_all(backend, new_response(*REPLIES))
        assert essence(await follow(backend)) == undisturbed
