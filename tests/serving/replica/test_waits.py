"""What the engine is told of a session between two of its turns."""

from types import SimpleNamespace

import pytest

from serving.engine.messages import EndWait
from serving.kv.retention import PERSON, Wait
from serving.principal import Principal
from serving.replica import waits
from serving.replica.waits import Waits
from serving.request import Request, SamplingParams, TokenInput
from serving.sessions.turn import LastReply


def request(session_id: str | None = "s", tenant: str = "t", **options) -> Request:
    return Request(
        request_id="r",
        model="toy",
        principal=Principal(tenant),
        input=TokenInput((1,)),
        sampling=SamplingParams(),
        session_id=session_id,
        **options,
    )


def reply(*called: str) -> SimpleNamespace:
    return SimpleNamespace(seq_id="r:0", called=set(called))


@pytest.mark.parametrize(
    ("called", "awaited"), [((), PERSON), (("search",), "search"), (("search", "open"), "open,search")]
)
def test_a_session_waits_for_what_it_has_called_or_for_a_person(called, awaited, monkeypatch):
    seconds = iter((100.0, 103.5))
    monkeypatch.setattr(waits, "time", SimpleNamespace(monotonic=lambda: next(seconds)))
    known = Waits()
    begun = known.begin(request(), reply(*called))
    assert (begun.seq_id, begun.wait) == ("r:0", Wait("t", awaited))
    ended = known.end(request())
    assert (ended.wait, ended.seconds) == (Wait("t", awaited), 3.5)
    assert known.end(request()) is None, "it has come back"


@pytest.mark.parametrize("asked", [request(session_id=None), request(is_recorded=False)])
def test_what_leaves_nothing_to_come_back_to_waits_for_nothing(asked):
    assert Waits().begin(asked, reply()) is None
    assert Waits().end(asked) is None


def test_sessions_of_one_name_are_each_their_tenants():
    known = Waits()
    known.begin(request(), reply("search"))
    assert known.end(request(tenant="u")) is None
    assert known.end(request()).wait == Wait("t", "search")


@pytest.mark.parametrize(
    ("called", "awaited"), [((), PERSON), (("search",), "search"), (("search", "open"), "open,search")]
)
def test_what_another_process_has_begun_is_told_by_the_log(called, awaited, monkeypatch):
    monkeypatch.setattr(waits, "time", SimpleNamespace(time=lambda: 1010.0))
    ended = Waits().end(request(), LastReply(frozenset(called), ended_at=1000.0))
    assert ended == EndWait(Wait("t", awaited), 10.0, is_new=True)
    ahead = Waits().end(request(), LastReply(frozenset(called), ended_at=1020.0))
    assert ahead.seconds == 0.0, "the other one's clock is ahead"


def test_a_session_that_was_elsewhere_meanwhile_has_waited_since_its_turn_there(monkeypatch):
    monkeypatch.setattr(waits, "time", SimpleNamespace(time=lambda: 1010.0, monotonic=lambda: 1.0))
    known = Waits()
    known.begin(request(), reply("search"))
    ended = known.end(request(), LastReply(frozenset(), ended_at=1000.0))
    assert ended == EndWait(Wait("t", PERSON), 10.0, is_new=False), "one wait was told of already"


def test_of_very_many_sessions_the_last_are_remembered(monkeypatch):
    monkeypatch.setattr(waits, "MAX_SESSIONS", 2)
    known = Waits()
    for name in "abc":
        known.begin(request(session_id=name), reply())
    assert known.end(request(session_id="a")) is None
    assert known.end(request(session_id="c")) is not None
