"""Automations in the log, in each database: each occurrence is delivered once, whoever is first."""

import time
from dataclasses import replace

import pytest
from sqlalchemy import select, update

pytest.importorskip("cronsim", reason="cronsim is not installed: pip install 'tenure[agents]'")

from serving.agent_sessions import AgentSession, NewAgentSession
from serving.automations import Automation, AutomationChange, Target
from serving.errors import (
    AgentNotFound,
    AutomationNotFound,
    InvalidRequest,
    InvocationNotFound,
    TooManyAutomations,
    Unavailable,
)
from serving.principal import Principal
from serving.request import ChatInput, Request
from serving.responses import Page
from serving.schedules import Once, Periodic
from serving.sessions.agents.schema import agent_sessions, agent_turns
from serving.sessions.agents.session_store import AgentSessionStore
from serving.sessions.automations import store as store_module
from serving.sessions.automations.store import AutomationStore
from serving.sessions.database import Database
from serving.sessions.owner import Owner
from serving.sessions.served_models import ServedModel, ServedModels

ANN, EVE = Principal("ann", user="a", scopes=frozenset({"agents"})), Principal("eve")
MINUTE = 1_800_000_000.0  # a whole one
NEW = {"type": "new_session"}
ALL = Page(limit=100, is_ascending=True)


class Clock:
    def __init__(self):
        self.now = MINUTE - 30

    def __call__(self, connection):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def database(url):
    database = Database(url)
    yield database
    database.close()


class Server:
    """Of several over one log."""

    def __init__(self, database, clock):
        served = ServedModels({"toy": ServedModel("toy")})
        owner = Owner(database, process_name=None)
        self.sessions = AgentSessionStore(database, owner, served, max_tenant_environments=1)
        self.store = AutomationStore(database, self.sessions, clock)
        self.num_begun = 0

    def plan(self):
        self.num_begun += 1
        return new_session(f"asession_{id(self)}_{self.num_begun}")

    def deliver(self, due, plan=None):
        invoked = self.store.deliver(due, plan or self.plan())
        return None if invoked is None else invoked.invocation


def new_session(name):
    now = time.time()
    session = AgentSession(session_id=name, created=now, last_active=now, agent={"id": "agent_1"})
    request = Request(request_id="", model="toy", principal=ANN, input=ChatInput(()))
    content = [{"type": "input_text", "text": "Go."}]
    message = {"type": "message", "role": "user", "status": "completed", "phase": None, "content": content}
    return NewAgentSession(session=session, request=request, input=(message,))


def automation(schedule=None, target=NEW, name="auto_1", principal=ANN):
    return Automation(
        automation_id=name,
        created=MINUTE,
        name="Each minute",
        schedule=schedule or Periodic("* * * * *", "UTC"),
        target=Target(body=target, shown=target),
        principal=principal,
        metadata={},
    )


@pytest.fixture
def server(database, clock):
    return Server(database, clock)


@pytest.fixture
def store(server):
    return server.store


def invocations(store, name="auto_1"):
    return store.invocations(ANN, name, ALL).items


def test_of_several_servers_one_delivers_an_occurrence(database, clock, server):
    other = Server(database, clock)
    server.store.create(automation())
    assert server.store.due() == ([], 30.0)
    clock.now = MINUTE + 1
    (here,), (there,) = server.store.due()[0], other.store.due()[0]
    made = server.deliver(here)
    assert other.deliver(there) is None
    assert (made.status, made.scheduled_at, made.automation["name"]) == ("completed", MINUTE, "Each minute")
    assert invocations(other.store) == (made,)
    assert other.store.due() == ([], 59.0)
    with database.read() as connection:
        (row,) = connection.execute(select(agent_sessions)).all()
    assert (row.id, row.status, row.tenant) == (made.session_id, "in_progress", "ann")
    assert server.store.get(ANN, "auto_1").principal == ANN


def test_what_was_missed_is_delivered_once_as_the_last_of_it(clock, server):
    server.store.create(automation())
    clock.now = MINUTE + 3600 + 5
    (due,), _ = server.store.due()
    assert server.deliver(due).scheduled_at == MINUTE + 3600
    assert server.store.due() == ([], 55.0)


def test_an_occurrence_that_could_not_be_delivered_is_due_again(clock, server):
    server.store.create(automation())
    clock.now = MINUTE
    (due,), _ = server.store.due()
    with pytest.raises(Unavailable):
        server.store.deliver(due, Unavailable("The log is away.", retry_after_s=1))
    assert server.store.due()[0] == [due]
    failed = server.deliver(due, AgentNotFound("agent_2"))
    assert (failed.status, failed.error["code"]) == ("failed", "agent_not_found")
    assert server.store.get(ANN, "auto_1").status == "active"


def test_what_changed_since_it_was_looked_at_is_looked_at_again(clock, server, store):
    store.create(automation())
    clock.now = MINUTE
    (due,), _ = store.due()
    store.update(ANN, "auto_1", AutomationChange(name="Another"))
    assert server.deliver(due) is None
    (due,), _ = store.due()
    assert server.deliver(due).automation["name"] == "Another"


def test_once_is_over_when_it_was_delivered(clock, server, store):
    store.create(automation(Once(MINUTE)))
    clock.now = MINUTE + 100
    (due,), wait_s = store.due()
    assert wait_s is None
    assert server.deliver(due).scheduled_at == MINUTE
    assert store.due() == ([], None)
    assert (store.get(ANN, "auto_1").status, store.get(ANN, "auto_1").next_at) == ("completed", None)
    for change in (store.pause, store.resume):
        with pytest.raises(InvalidRequest, match="completed"):
            change(ANN, "auto_1")
    with pytest.raises(InvalidRequest, match="its time has come"):
        store.update(ANN, "auto_1", AutomationChange(run_at=MINUTE + 1000))


def test_a_pause_is_not_made_up_for(clock, store):
    store.create(automation())
    assert store.pause(ANN, "auto_1").status == "paused"
    clock.now = MINUTE + 600
    assert store.due() == ([], None)
    assert store.resume(ANN, "auto_1").next_at == MINUTE + 660
    store.create(automation(Once(MINUTE + 700), name="auto_2"))
    store.pause(ANN, "auto_2")
    clock.now = MINUTE + 800
    with pytest.raises(InvalidRequest, match="`run_at` must be in the future"):
        store.resume(ANN, "auto_2")
    store.update(ANN, "auto_2", AutomationChange(run_at=MINUTE + 900))
    assert store.resume(ANN, "auto_2").next_at == MINUTE + 900


@pytest.mark.parametrize(
    ("schedule", "change", "param"),
    [
        (Once(MINUTE), AutomationChange(expression="* * * * *"), "expression"),
        (Once(MINUTE), AutomationChange(timezone="UTC"), "timezone"),
        (Once(MINUTE), AutomationChange(run_at=MINUTE - 3600), "run_at"),
        (None, AutomationChange(run_at=MINUTE), "run_at"),
        (None, AutomationChange(expression="never"), "expression"),
        (None, AutomationChange(target=Target(body={"type": "existing_session"})), "target.type"),
    ],
)
def test_a_change_fits_its_kind(sqlite_url, clock, schedule, change, param):
    database = Database(sqlite_url)
    store = Server(database, clock).store
    store.create(automation(schedule))
    before = store.get(ANN, "auto_1")
    with pytest.raises(InvalidRequest) as refused:
        store.update(ANN, "auto_1", change)
    assert (refused.value.param, store.get(ANN, "auto_1")) == (param, before)
    database.close()


def told(session_id):
    return automation(
        target={"type": "existing_session", "session_id": session_id, "instructions": "Look again."}
    )


def test_a_session_that_was_not_reached_yet_is_not_told_again(database, clock, server, store):
    server.sessions.create(new_session("asession_1"))  # in progress: what it is told waits
    store.create(told("asession_1"))
    for seconds, status in ((0, "queued"), (60, "skipped")):
        clock.now = MINUTE + seconds
        (due,), _ = store.due()
        made = store.deliver(due, None).invocation
        assert (made.status, made.skip_reason) == (status, "pending_delivery" if seconds else None)
    with database.write() as connection:
        connection.execute(update(agent_turns).values(status="completed"))
    assert [made.status for made in invocations(store)] == ["completed", "skipped"]
    clock.now = MINUTE + 120
    (due,), _ = store.due()
    assert store.deliver(due, None).invocation.session_id == "asession_1"


def test_an_automation_whose_session_is_gone_is_paused(clock, server, store):
    server.sessions.create(new_session("asession_1"))
    store.create(told("asession_1"))
    assert [one.automation_id for one in store.page(ANN, ALL, "asession_1").items] == ["auto_1"]
    server.sessions.delete(ANN, "asession_1")
    clock.now = MINUTE
    (due,), _ = store.due()
    failed = store.deliver(due, None).invocation
    assert (failed.status, failed.error["code"]) == ("failed", "agent_session_not_found")
    paused = store.get(ANN, "auto_1")
    assert (paused.status, paused.pause_reason) == ("paused", "target_session_failed")
    assert store.resume(ANN, "auto_1").pause_reason is None


def test_somebody_may_ask_for_one_beside_the_schedule(clock, server, store):
    store.create(automation())
    before = store.pause(ANN, "auto_1")
    made = store.invoke(before, server.plan()).invocation
    assert (made.status, made.scheduled_at, made.automation) == ("completed", None, None)
    assert store.get(ANN, "auto_1") == before
    assert store.invocation(ANN, "auto_1", made.invocation_id) == made


def test_the_newest_invocations_are_kept(monkeypatch, clock, server, store):
    monkeypatch.setattr(store_module, "MAX_INVOCATIONS", 2)
    store.create(automation())
    made = [store.invoke(automation(), server.plan()).invocation for _ in range(4)]
    assert invocations(store) == tuple(made[2:])
    newest = store.invocations(ANN, "auto_1", Page(limit=1))
    assert (newest.items, newest.has_more) == ((made[3],), True)


def test_nobody_finds_anothers(monkeypatch, clock, server, store):
    store.create(automation())
    made = store.invoke(automation(), server.plan()).invocation
    for call in (
        lambda: store.get(EVE, "auto_1"),
        lambda: store.invocations(EVE, "auto_1", ALL),
        lambda: store.pause(EVE, "auto_1"),
        lambda: store.delete(EVE, "auto_1"),
    ):
        with pytest.raises(AutomationNotFound):
            call()
    store.create(automation(name="auto_2"))
    with pytest.raises(InvocationNotFound):
        store.invocation(ANN, "auto_2", made.invocation_id)
    assert store.page(EVE, ALL, None).items == ()
    monkeypatch.setattr(store_module, "MAX_AUTOMATIONS", 2)
    with pytest.raises(TooManyAutomations):
        store.create(automation(name="auto_3"))
    store.create(replace(automation(name="auto_3"), principal=EVE))
    store.delete(ANN, "auto_1")
    assert store.page(ANN, ALL, None).items == (store.get(ANN, "auto_2"),)
