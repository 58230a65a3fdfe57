"""Responses whose maker is gone: who makes them then, in each database they may be in."""

from __future__ import annotations

import threading

import pytest

from serving.principal import Principal
from serving.request import ChatInput, Request
from serving.responses import NewResponse, ResponseRecord
from serving.sessions.claims import ClaimedResponse, Claims
from serving.sessions.owner import MAX_ATTEMPTS, Owner
from serving.sessions.responses.store import ResponseStore
from serving.sessions.served_models import ServedModel, ServedModels
from serving.sessions.turns.logged_turn import NewTurn


class Process:
    """One of several on a log."""

    def __init__(self, log, fingerprint):
        self.log = log
        self.owner = Owner(log.database, process_name=None)
        self.owner.beat()
        served = ServedModels({"m": ServedModel(fingerprint, "test")})
        self.store = ResponseStore(log.database, self.owner, served)
        self.claims = Claims(log.database, self.owner, served)

    def claimed(self, *made_here):
        return {
            response.record.response_id: response.num_attempts
            for response in self.claims.claim_orphans(made_here)
            if isinstance(response, ClaimedResponse)
        }


@pytest.fixture
def join(log, renderer_of):
    def join(fingerprint=None):
        return Process(log, fingerprint or renderer_of().fingerprint)

    return join


def run_of(name="resp_a", *, background=True):
    record = ResponseRecord(
        response_id=name,
        status="queued" if background else "in_progress",
        created=1,
        settings={"model": "m"},
        is_background=background,
        session_id=name,
    )
    prompt = ChatInput(({"role": "user", "content": "hi"},))
    request = Request(
        request_id=name, model="m", principal=Principal("ann"), input=prompt, session_id=name, run_id=name
    )
    return NewResponse(tenant="ann", record=record, input=(), request=request)


def begin(client, process, run):
    """Its run is in the log from here on."""
    request = run.request
    new = NewTurn(
        turn_id=f"turn_of_{request.run_id}",
        owner_id=process.owner.owner_id,
        run_id=request.run_id,
        step=0,
        request=request,
        seed=7,
        system_fingerprint="fp",
        max_model_len=100,
    )
    client.log.open(
        client.log.prepare(Principal("ann"), request.session_id, request.input, client.renderer), new
    )
    process.store.begin(run.record.response_id)


def test_who_lives_keeps_its_responses(join):
    join().store.create(run_of())
    assert join().claimed() == {}


def test_one_that_never_began_comes_with_its_request(join):
    maker, run = join(), run_of()
    maker.store.create(run)
    maker.owner.fail()
    (claimed,) = join().claims.claim_orphans(())
    assert (claimed.tenant, claimed.record, claimed.request) == ("ann", run.record, run.request)


def test_one_in_the_foreground_has_none(join):
    maker = join()
    maker.store.create(run_of(background=False))
    maker.owner.fail()
    (claimed,) = join().claims.claim_orphans(())
    assert claimed.request is None


def test_one_whose_turn_is_in_progress_goes_with_its_turn(client, join):
    maker, run = join(), run_of()
    maker.store.create(run)
    begin(client, maker, run)
    maker.owner.fail()
    assert join().claimed() == {}


def test_each_goes_to_exactly_one_of_many(join):
    maker = join()
    for i in range(20):
        maker.store.create(run_of(f"resp_{i}"))
    maker.owner.leave()
    claimed, barrier = [], threading.Barrier(4)
    claimants = [join() for _ in range(4)]

    def claim(claimant):
        barrier.wait()
        while found := claimant.claimed(*claimed):
            claimed.extend(found)

    threads = [threading.Thread(target=claim, args=(claimant,)) for claimant in claimants]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(claimed) == sorted(f"resp_{i}" for i in range(20))


def test_those_of_another_model_are_left_to_it(join):
    maker = join()
    maker.store.create(run_of())
    maker.owner.fail()
    assert join("another").claimed() == {}
    assert join().claimed() == {"resp_a": 1}


def test_ones_own_that_no_task_makes_is_taken_up_again(join):
    process = join()
    process.store.create(run_of())
    assert process.claimed("resp_a") == {}
    assert process.claimed() == {"resp_a": 0}


def test_who_lost_a_response_can_neither_begin_nor_end_it(join):
    maker, run = join(), run_of()
    maker.store.create(run)
    maker.owner.fail()
    other = join()
    other.claimed()
    assert not maker.store.begin("resp_a")
    assert maker.store.finish(run.record).status == "queued"
    maker.store.discard(run.record)
    assert other.store.begin("resp_a")


def test_deaths_before_its_turn_began_are_counted(join):
    process = join()
    process.store.create(run_of())
    for number in range(1, MAX_ATTEMPTS + 1):
        process.owner.fail()
        process = join()
        assert process.claimed() == {"resp_a": number}


def test_those_that_may_be_to_blame_are_tried_one_at_a_time(client, join):
    maker = join()
    for name in ("resp_a", "resp_b"):
        maker.store.create(run_of(name))
    maker.owner.fail()
    first = join()
    assert first.claimed() == {"resp_a": 1, "resp_b": 1}
    first.owner.fail()
    second = join()
    assert second.claimed() == {"resp_a": 2}
    assert second.claimed("resp_a") == {}
    begin(client, second, run_of("resp_a"))
    assert second.claimed("resp_a") == {"resp_b": 2}
