"""Which replica has a session: in each database, with several that place it at once."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from serving.errors import SessionBusy, SessionMoved, SessionNotFound
from serving.output import Placement
from serving.principal import Principal
from serving.request import ChatInput, Request
from serving.sessions import placements as module
from serving.sessions.expiry import Expiry
from serving.sessions.owner import Owner
from serving.sessions.placements import NOBODY, Placements
from serving.sessions.turns.logged_turn import NewTurn

HI = [{"role": "user", "content": "hi"}]


@pytest.fixture
def placed(log):
    return Placements(log.database)


def test_a_session_is_placed_once_and_its_epoch_grows_with_each_move(placed):
    assert placed.find("ann", "s") is None
    assert placed.claim("ann", "s", "r1", None) == Placement("r1", 1)
    assert placed.claim("ann", "s", "r2", None) == Placement("r1", 1), "somebody has placed it"
    assert placed.claim("ann", "s", "r2", Placement("r1", 1)) == Placement("r2", 2)
    assert placed.claim("ann", "s", "r3", Placement("r1", 1)) == Placement("r2", 2), "that is long ago"
    assert placed.take("ann", "s", "r2") == Placement("r2", 2)
    assert placed.take("ann", "s", "r3") == Placement("r3", 3)
    assert placed.find("bob", "s") is None


def test_of_many_that_place_a_session_at_once_one_wins(open_log):
    placements = [Placements(open_log().database) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda i: placements[i].claim("ann", "s", f"r{i}", None), range(4)))
    assert len(set(found)) == 1
    assert found[0].epoch == 1
    known = found[0]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda i: placements[i].claim("ann", "s", f"n{i}", known), range(4)))
    assert len(set(found)) == 1
    assert found[0].epoch == 2


def test_only_the_replica_that_has_a_session_may_begin_its_turns(placed):
    placed.hold("ann", "s", "r1")
    assert placed.find("ann", "s") == Placement("r1", 1), "nobody had it"
    placed.hold("ann", "s", "r1")
    placed.take("ann", "s", "r2")
    with pytest.raises(SessionMoved, match="`s` has moved") as raised:
        placed.hold("ann", "s", "r1")
    assert raised.value.replica == "r2"
    placed.leave("r2")
    with pytest.raises(SessionMoved):
        placed.hold("ann", "s", "r2")


def test_the_sessions_of_each_replica_are_counted(placed):
    for number in range(6):
        placed.take("ann", f"s{number}", f"r{number % 2}")
    placed.take("ann", "gone", "r9")
    assert placed.count(["r0", "r1", "r2"]) == Counter(r0=3, r1=3)


def test_a_session_is_moved_between_its_turns(placed, client):
    with pytest.raises(SessionNotFound):
        placed.move("ann", "s", "r2")
    client.turn(HI, "ho")
    assert placed.move("ann", "s", "r2") == Placement("r2", 1)
    assert placed.move("ann", "s", "r2") == Placement("r2", 1), "it is there"
    assert placed.move("ann", "s", "r1") == Placement("r1", 2)


def test_a_session_is_not_moved_while_a_turn_is_under_way(log, placed, client):
    prompt = ChatInput(tuple(HI))
    new = NewTurn(
        turn_id="turn_1",
        owner_id="ow",
        run_id=None,
        step=0,
        request=Request(request_id="r", model="m", principal=Principal("ann"), input=prompt, session_id="s"),
        seed=0,
        system_fingerprint="fp",
        max_model_len=100,
    )
    turn = log.open(log.prepare(Principal("ann"), "s", prompt, client.renderer), new)
    placed.take("ann", "s", "r1")
    with pytest.raises(SessionBusy):
        placed.move("ann", "s", "r2")
    assert placed.find("ann", "s") == Placement("r1", 1)
    client.close(turn, "ho")
    assert placed.move("ann", "s", "r2") == Placement("r2", 2)


def test_who_deletes_a_session_deletes_its_placement(log, placed, client):
    client.turn(HI, "ho")
    placed.take("ann", "s", "r1")
    log.sessions.delete("ann", "s")
    assert placed.find("ann", "s") is None


def test_what_expires_has_no_placement_any_more(log, placed, client):
    client.turn(HI, "ho")
    placed.take("ann", "s", "r1")
    Expiry(log, 0.0, is_alone=True).sweep()
    assert placed.find("ann", "s") is None


def test_the_placement_of_a_session_that_never_was_is_forgotten_in_time(placed, client, monkeypatch):
    client.turn(HI, "ho")
    placed.take("ann", "s", "r1")
    placed.take("ann", "never", "r1")
    placed.sweep()
    assert placed.find("ann", "never") == Placement("r1", 1)
    monkeypatch.setattr(module, "UNUSED_S", -1.0)
    placed.sweep()
    assert placed.find("ann", "never") is None
    assert placed.find("ann", "s") == Placement("r1", 1)


def test_leased_sessions_of_replicas_that_left_or_died_are_orphans(log, placed, new_client):
    for name in ("left", "dead", "alive", "not leased"):
        new_client(log, session=name).turn(HI, "ho")
        placed.take("ann", name, f"r-{name}")
        if name != "not leased":
            log.sessions.lease("ann", name, 60.0)
    Owner(log.database, process_name="r-alive").beat()
    placed.leave("r-left")
    assert placed.leased_at("r-alive") == [("ann", "alive")]
    assert placed.leased_at("r-not leased") == []
    found = {orphan.session_name: orphan.placement for orphan in placed.orphans()}
    assert found == {"left": Placement(NOBODY, 2), "dead": Placement("r-dead", 1)}
    log.sessions.lease("ann", "left", 0.0)
    assert {orphan.session_name for orphan in placed.orphans()} == {"dead"}
