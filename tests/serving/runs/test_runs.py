"""Responses in the making, on a real log; the turns are told what to say by the tests."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable

import pytest

from serving.errors import EngineDead, InvalidRequest, Overloaded
from serving.output import ChoiceDelta, TurnFinished, TurnStarted, Usage
from serving.principal import Principal
from serving.replica.workers import Workers
from serving.request import ChatInput, Request
from serving.responses import NewResponse, ResponseRecord, TextDelta
from serving.runs.runs import Runs
from serving.sessions.claims import Claims
from serving.sessions.log import SessionLog
from serving.sessions.owner import Owner
from serving.sessions.responses.queries import ResponseQueries
from serving.sessions.responses.server_calls import ServerCallStore
from serving.sessions.responses.store import ResponseStore
from serving.sessions.served_models import ServedModel, ServedModels
from serving.sessions.steps import Steps
from serving.sessions.turns.turn_log import TurnLog

SERVED = ServedModels({"m": ServedModel("fp", "test")})
STARTED = TurnStarted("r", 1, 3, 7, "fp")
ENDED = ChoiceDelta(0, "", finish_reason="stop")
FINISHED = TurnFinished(Usage(3, 2, 0))


class Turns:
    """What the next turns do: yield an event, wait for an asyncio.Event, or raise."""

    def __init__(self, *scripts: list) -> None:
        self.scripts = list(scripts)
        self.num_open = 0

    async def generate(self, request):
        self.num_open += 1
        try:
            for step in self.scripts.pop(0):
                if isinstance(step, asyncio.Event):
                    await step.wait()
                elif isinstance(step, Exception):
                    raise step
                else:
                    yield step
        finally:
            self.num_open -= 1


@pytest.fixture
def anyio_backend():
    return "asyncio"


class Stored:
    """What runs need of a log."""

    def __init__(self, path):
        self.log = SessionLog(f"sqlite:///{path}", numerics="test")
        database = self.log.database
        owner = Owner(database, process_name=None)
        self.turns, self.steps = TurnLog(database), Steps(database)
        self.claims = Claims(database, owner, SERVED)
        self.responses = ResponseStore(database, owner, SERVED)
        self.response_queries = ResponseQueries(database)
        self.server_calls = ServerCallStore(database, owner)


class Replica:
    """Makes the turns that a test has written."""

    def __init__(self, turns: Turns, stored: Stored) -> None:
        self.generate = turns.generate
        self.storage = stored
        self.workers = Workers()

    def check_alive(self):
        pass


@pytest.fixture
def stored(tmp_path):
    stored = Stored(tmp_path / "log.sqlite")
    yield stored
    stored.log.close()


@pytest.fixture
def runs_of(stored) -> Callable[[Turns], Runs]:
    return lambda turns: Runs(Replica(turns, stored), tools=None)


def run_of(*, background: bool = False, name: str = "resp_1") -> NewResponse:
    record = ResponseRecord(
        response_id=name,
        status="queued" if background else "in_progress",
        created=1,
        settings={"model": "m"},
        is_background=background,
    )
    request = Request(request_id=name, model="m", principal=Principal("ann"), input=ChatInput(()))
    return NewResponse(tenant="ann", record=record, input=(), request=request)


def says(*texts: str) -> list:
    return [STARTED, *(ChoiceDelta(0, text) for text in texts), ENDED, FINISHED]


def shown(events) -> list[str]:
    return [event.text if isinstance(event, TextDelta) else event.status for event in events]


async def read(events) -> list:
    return [event async for event in events]


@pytest.mark.anyio
async def test_a_reader_sees_snapshots_and_text(runs_of, stored):
    runs = runs_of(Turns(says("a", "b")))
    events = await read(runs.respond(run_of()))
    assert shown(events) == ["in_progress", "a", "b", "completed"]
    assert events[-1] == stored.response_queries.get("ann", "resp_1")


@pytest.mark.anyio
async def test_it_is_read_again_as_it_was(runs_of):
    runs = runs_of(Turns(says("a", "b"), says("c")))
    for background in (False, True):
        name = f"resp_{background}"
        seen = await read(runs.respond(run_of(background=background, name=name)))
        assert await read(runs.follow("ann", name)) == seen


@pytest.mark.anyio
async def test_a_refused_run_in_the_foreground_was_never_stored(runs_of, stored):
    runs = runs_of(Turns([InvalidRequest("no")]))
    with pytest.raises(InvalidRequest, match="no"):
        await read(runs.respond(run_of()))
    with pytest.raises(Exception, match=r"Response with id .* not found"):
        stored.response_queries.get("ann", "resp_1")


@pytest.mark.anyio
async def test_a_refused_run_in_the_background_has_failed(runs_of):
    runs = runs_of(Turns([InvalidRequest("no")]))
    events = await read(runs.respond(run_of(background=True)))
    assert shown(events) == ["queued", "failed"]
    assert events[-1].error.message == "no"


@pytest.mark.anyio
async def test_a_run_in_the_background_waits_for_room(runs_of):
    runs = runs_of(
        Turns([Overloaded("full", retry_after_s=0)], [Overloaded("full", retry_after_s=0)], says("a"))
    )
    assert shown(await read(runs.respond(run_of(background=True)))) == [
        "queued",
        "in_progress",
        "a",
        "completed",
    ]


@pytest.mark.anyio
async def test_an_engine_that_dies_ends_every_reader(runs_of):
    gate = asyncio.Event()
    runs = runs_of(Turns([STARTED, ChoiceDelta(0, "a"), gate, EngineDead("gone")]))
    first = runs.respond(run_of(background=True))
    assert (await anext(first)).status == "queued"
    second = asyncio.create_task(read(runs.follow("ann", "resp_1")))
    gate.set()
    assert shown(await second) == ["queued", "in_progress", "a", "failed"]
    assert shown(await read(first)) == ["in_progress", "a", "failed"]


@pytest.mark.anyio
async def test_leaving_ends_a_run_in_the_foreground(runs_of, stored):
    turns = Turns([STARTED, ChoiceDelta(0, "a"), asyncio.Event()])
    events = runs_of(turns).respond(run_of())
    assert shown([await anext(events), await anext(events)]) == ["in_progress", "a"]
    await events.aclose()
    assert turns.num_open == 0
    record = stored.response_queries.get("ann", "resp_1")
    assert record.status == "cancelled"
    assert record.output[0]["content"][0]["text"] == "a"


@pytest.mark.anyio
async def test_leaving_does_not_end_a_run_in_the_background(runs_of):
    gate = asyncio.Event()
    runs = runs_of(Turns([STARTED, gate, *says("a")[1:]]))
    events = runs.respond(run_of(background=True))
    await anext(events)
    await events.aclose()
    gate.set()
    assert shown(await read(runs.follow("ann", "resp_1"))) == ["queued", "in_progress", "a", "completed"]


@pytest.mark.anyio
async def test_a_run_that_is_cancelled_before_its_first_step_has_an_end(runs_of):
    turns = Turns([STARTED, asyncio.Event()])
    runs = runs_of(turns)
    events = runs.respond(run_of(background=True))
    await anext(events)
    assert (await runs.cancel("ann", "resp_1")).status == "cancelled"
    assert (await read(events))[-1].status == "cancelled"
    assert turns.num_open == 0


@pytest.mark.anyio
@pytest.mark.parametrize(
    "is_begun", [False, True], ids=["before its beginning", "while its beginning is stored"]
)
async def test_what_the_log_has_of_a_turn_that_is_cancelled_is_told_in_full(
    runs_of, stored, monkeypatch, is_begun
):
    """Its first token is in the log, and the cancel comes before the first event has come from there."""
    asked, begin = threading.Event(), stored.responses.begin
    monkeypatch.setattr(
        stored.responses, "begin", lambda name: (asked.set(), time.sleep(0.1), begin(name))[2]
    )
    runs = runs_of(Turns([*([STARTED] if is_begun else []), asyncio.Event()]))

    async def follow(tenant: str, run_id: str, after: int = -1):
        for number, event in enumerate([STARTED, ChoiceDelta(0, "a"), FINISHED]):
            if number > after:
                yield number, event

    monkeypatch.setattr(runs.turns, "follow", follow)
    events = runs.respond(run_of(background=True))
    queued = await anext(events)
    if is_begun:
        await asyncio.to_thread(asked.wait)
    cancelled = await runs.cancel("ann", "resp_1")
    told = [queued, *await read(events)]
    assert shown(told) == ["queued", "in_progress", "a", "cancelled"]
    assert cancelled.output[0]["content"][0]["text"] == "a"
    assert told == await read(runs.follow("ann", "resp_1"))


@pytest.mark.anyio
async def test_another_process_may_cancel_it_before_it_begins(runs_of, stored):
    gate = asyncio.Event()
    runs = runs_of(Turns([gate, *says("a")]))
    events = runs.respond(run_of(background=True))
    await anext(events)
    stored.responses.cancel("ann", "resp_1")
    gate.set()
    assert shown(await read(events)) == ["cancelled"]


@pytest.mark.anyio
async def test_a_run_of_another_process_is_followed_to_its_end(runs_of):
    gate = asyncio.Event()
    maker, follower = runs_of(Turns([STARTED, gate, *says("a")[1:]])), runs_of(Turns())
    events = maker.respond(run_of(background=True))
    await anext(events)
    following = asyncio.create_task(read(follower.follow("ann", "resp_1")))
    gate.set()
    seen = await read(events)
    assert await following == [run_of(background=True).record, *seen]


@pytest.mark.anyio
async def test_a_client_that_leaves_while_its_response_is_being_stored_leaves_no_open_end(runs_of, stored):
    runs = runs_of(Turns([asyncio.Event()]))
    first = asyncio.create_task(anext(runs.respond(run_of())))
    await asyncio.sleep(0)  # the log is being written
    first.cancel()
    await asyncio.wait([first])
    assert stored.response_queries.get("ann", "resp_1").status == "cancelled"
