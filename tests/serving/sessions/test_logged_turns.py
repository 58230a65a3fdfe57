"""Turns in the log: their tokens, their owners, and how one process takes over from another."""

from __future__ import annotations

import random
import threading

import pytest
from sqlalchemy import create_engine, func, select, update

from serving.errors import StorageFull, TurnNotFound
from serving.output import SampledLogprobs, TurnFinished, Usage
from serving.principal import Principal
from serving.request import ChatInput, Request, SamplingParams
from serving.sessions.claims import Claims
from serving.sessions.log import SessionLog
from serving.sessions.owner import LEASE_S, MAX_ATTEMPTS, NUM_PROVING_TOKENS, Owner
from serving.sessions.rendering import FinishedChoice
from serving.sessions.served_models import ServedModel, ServedModels
from serving.sessions.turns.logged_turn import NewTurn, SampledTokens, TurnEnding, TurnError
from serving.sessions.turns.schema import owners, turn_tokens, turns
from serving.sessions.turns.turn_log import TurnLog

COMPLETED = TurnEnding("completed", finished=TurnFinished(Usage(10, 3, 0), 10))
SAMPLING = SamplingParams(
    temperature=1.3,
    seed=-(2**63),
    stop=("END",),
    logit_bias=((65, -100.0),),
    repetition_penalty=1.2,
    logprobs=2,
)


def user(content):
    return {"role": "user", "content": content}


class Process:
    """One of several on a log."""

    def __init__(self, log, process_name, numerics, fingerprint):
        self.owner = Owner(log.database, process_name=process_name)
        self.owner.beat()
        self._turns = TurnLog(log.database)
        served = ServedModels({"m": ServedModel(fingerprint, numerics)})
        self._claims = Claims(log.database, self.owner, served)
        self.append, self.read, self.claim = self._turns.append, self._turns.read, self._claims.claim_turn

    def claim_orphans(self):
        return self._claims.claim_orphans(())


@pytest.fixture
def join(log, renderer_of):
    """Another process's hold on the log."""

    def join(process_name=None, numerics="test", fingerprint=None):
        return Process(log, process_name, numerics, fingerprint or renderer_of().fingerprint)

    return join


@pytest.fixture
def process(join):
    return join()


def open_turn(client, process, turn_id="turn_1", *, is_kept=True, content="Hello", **sampling):
    prompt = ChatInput((user(content),))
    request = Request(
        request_id="r", model="m", principal=Principal("ann"), input=prompt, session_id="s",
        sampling=SamplingParams(**sampling) if sampling else SAMPLING,
    )  # fmt: skip
    new = NewTurn(
        turn_id=turn_id,
        owner_id=process.owner.owner_id,
        run_id=f"run_of_{turn_id}" if is_kept else None,
        step=0,
        request=request,
        seed=7,
        system_fingerprint="fp",
        max_model_len=100,
    )
    return client.log.open(client.log.prepare(Principal("ann"), "s", prompt, client.renderer), new)


def sampled(turn, position, *token_ids, epoch=None, **more):
    return SampledTokens(
        turn_id=turn.lease.turn_id,
        epoch=turn.lease.epoch if epoch is None else epoch,
        choice_index=0,
        position=position,
        token_ids=token_ids,
        **more,
    )


def finished(*token_ids, reason="stop"):
    return FinishedChoice(
        index=0, token_ids=token_ids, text="Hi", finish_reason=reason, num_visible_tokens=2, seed=7
    )


def token_ids(state):
    return [token_id for tokens in state.tokens for token_id in tokens.token_ids]


def go_silent(url, process):
    """As if nobody had heard of it for longer than its lease."""
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(
            update(owners)
            .where(owners.c.id == process.owner.owner_id)
            .values(beat_at=owners.c.beat_at - LEASE_S - 1)
        )
    engine.dispose()


def test_a_turn_has_everything_that_going_on_takes(client, process, join):
    turn = open_turn(client, process)
    process.append([sampled(turn, 0, 72, num_cached_tokens=5), sampled(turn, 1, 105)])
    process.owner.leave()
    (claimed,) = join().claim_orphans()
    assert claimed.state.request.sampling == SAMPLING
    assert claimed.state.started == turn.lease.started
    assert claimed.state.started.seed == 7
    assert token_ids(claimed.state) == [72, 105]
    assert claimed.state.tokens[0].num_cached_tokens == 5
    assert claimed.max_model_len == 100
    again = client.log.reopen(claimed, client.renderer)
    assert again.token_ids == turn.token_ids
    assert (again.branch_id, again.seq, again.num_items) == (turn.branch_id, turn.seq, turn.num_items)


def test_logprobs_come_back_bit_for_bit(client, process):
    scores = (SampledLogprobs(72, -0.1234567890123456, 1, ((72, -0.1234567890123456), (3, float("-inf")))),)
    turn = open_turn(client, process)
    process.append([sampled(turn, 0, 72, logprobs=scores)])
    assert process.read("ann", "turn_1").tokens[0].logprobs == scores


def test_a_turn_that_ends_is_one_row_without_what_came_too_late(client, process):
    turn = open_turn(client, process)
    process.append(
        [sampled(turn, 0, 72), sampled(turn, 1, 105, 33), sampled(turn, 3, 257, finish_reason="stop")]
    )
    client.log.close_turn(turn, [finished(72, 105)], COMPLETED)
    state = process.read("ann", "turn_1")
    assert [tokens.token_ids for tokens in state.tokens] == [(72, 105)]
    assert state.tokens[0].finish_reason is None
    assert (state.status, state.finished, state.error) == ("completed", COMPLETED.finished, None)


def test_the_end_of_a_turn_keeps_what_the_engine_said_of_it(client, process):
    turn = open_turn(client, process)
    process.append([sampled(turn, 0, 72), sampled(turn, 1, 9, finish_reason="stop", stop_token_id=9)])
    client.log.close_turn(turn, [finished(72, 9)], COMPLETED)
    (tokens,) = process.read("ann", "turn_1").tokens
    assert (tokens.token_ids, tokens.finish_reason, tokens.stop_token_id) == ((72, 9), "stop", 9)


def test_a_failed_turn_says_why(client, process):
    turn = open_turn(client, process)
    error = TurnError("The model failed.", "model_failed")
    client.log.close_turn(turn, [finished(reason="abort")], TurnEnding("failed", error=error))
    assert process.read("ann", "turn_1").error == error


def test_a_turn_that_is_not_kept_leaves_nothing_but_its_reply(client, process, url):
    turn = open_turn(client, process, is_kept=False)
    process.append([sampled(turn, 0, 72)])
    with pytest.raises(TurnNotFound):
        process.read("ann", "turn_1")
    client.log.close_turn(turn, [finished(72, 105, 257)])
    engine = create_engine(url)
    with engine.connect() as connection:
        for table in (turns, turn_tokens):
            assert connection.scalar(select(func.count()).select_from(table)) == 0
    engine.dispose()
    assert client.log.branch_token_ids(turn.branch_id)[len(turn.token_ids) :] == [72, 105, 257]


def test_a_turn_is_another_tenants_secret(client, process):
    open_turn(client, process)
    with pytest.raises(TurnNotFound):
        process.read("bob", "turn_1")
    with pytest.raises(TurnNotFound):
        process.claim("bob", "turn_1")


def test_a_deleted_session_takes_its_turns_along(client, process):
    turn = open_turn(client, process)
    client.log.sessions.delete("ann", "s")
    assert process.append([sampled(turn, 0, 72)]) == {"turn_1"}
    with pytest.raises(TurnNotFound):
        process.read("ann", "turn_1")
    assert client.log.close_turn(turn, [finished(72, 105)], COMPLETED) == [None]


# ---- owners -----------------------------------------------------------------------------------------


def test_who_lives_keeps_its_turns(client, process, join):
    open_turn(client, process)
    assert join().claim_orphans() == []


def test_who_was_not_heard_of_loses_them(client, process, join, url):
    open_turn(client, process)
    go_silent(url, process)
    other = join()
    assert [claimed.state.turn_id for claimed in other.claim_orphans()] == ["turn_1"]
    assert other.claim_orphans() == []


def test_who_comes_with_the_same_name_inherits_at_once(client, join):
    open_turn(client, join(process_name="here"))
    assert join(process_name="there").claim_orphans() == []
    assert len(join(process_name="here").claim_orphans()) == 1


def test_turns_of_another_model_are_left_to_it(client, process, join):
    open_turn(client, process)
    process.owner.leave()
    assert join(fingerprint="another").claim_orphans() == []
    assert len(join().claim_orphans()) == 1


def test_a_turn_that_has_ended_is_nobodys(client, process, join):
    turn = open_turn(client, process)
    client.log.close_turn(turn, [finished(72, 105)], COMPLETED)
    process.owner.leave()
    other = join()
    assert other.claim_orphans() == []
    assert other.claim("ann", "turn_1") is None


def test_each_orphan_goes_to_exactly_one_of_many(client, process, join, open_log, new_client):
    for i in range(20):
        other = new_client(client.log, session=f"s{i}")
        open_turn(other, process, f"turn_{i}")
    process.owner.leave()
    claimed, barrier = [], threading.Barrier(4)
    claimants = [join() for _ in range(4)]

    def claim(claimant):
        barrier.wait()
        while found := claimant.claim_orphans():
            claimed.extend(run.state.turn_id for run in found)

    threads = [threading.Thread(target=claim, args=(claimant,)) for claimant in claimants]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(claimed) == sorted(f"turn_{i}" for i in range(20))


def test_who_lost_a_turn_cannot_write_to_it(client, process, join):
    turn, other_turn = open_turn(client, process), None
    process.append([sampled(turn, 0, 72)])
    claimed = join().claim("ann", "turn_1")
    other_turn = open_turn(client, process, "turn_2", content="Other")
    # The other run's tokens are written all the same.
    assert process.append([sampled(turn, 1, 105), sampled(other_turn, 0, 1)]) == {"turn_1"}
    assert client.log.close_turn(turn, [finished(72, 105)], COMPLETED) == [None]
    assert token_ids(process.read("ann", "turn_1")) == [72]
    assert token_ids(process.read("ann", "turn_2")) == [1]
    again = client.log.reopen(claimed, client.renderer)
    assert client.log.close_turn(again, [finished(72, 105)], COMPLETED) == [turn.branch_id]


def test_other_arithmetic_is_marked_and_stays_so(client, process, join):
    open_turn(client, process)
    states = [join(numerics=numerics).claim("ann", "turn_1").state for numerics in ("test", "other", "test")]
    assert [state.numerics_changed for state in states] == [False, True, True]


# ---- runs that may be what ends their owners ----------------------------------------------------------


def crash(join):
    """A process that took over what it could, and was not heard of again."""
    owner = join()
    claimed = owner.claim_orphans()
    owner.owner.fail()
    return [(run.state.turn_id, run.num_attempts) for run in claimed]


def test_each_death_without_a_new_token_counts(client, process, join):
    open_turn(client, process)
    process.owner.fail()
    assert [crash(join) for _ in range(MAX_ATTEMPTS)] == [[("turn_1", n)] for n in range(1, MAX_ATTEMPTS + 1)]


def test_a_new_token_clears_a_turn(client, process, join):
    turn = open_turn(client, process)
    process.owner.fail()
    for position in range(5):
        owner = join()
        (run,) = owner.claim_orphans()
        assert run.num_attempts == 1
        owner.append([sampled(turn, position, 72, epoch=run.epoch)])
        owner.owner.fail()


def test_a_process_that_leaves_in_order_is_not_counted(client, process, join):
    open_turn(client, process)
    for _ in range(5):
        process.owner.leave()
        process = join()
        (run,) = process.claim_orphans()
        assert run.num_attempts == 0


def open_turns(log, process, new_client, *turn_ids):
    """One in each of so many sessions."""
    return {
        turn_id: open_turn(new_client(log, session=turn_id), process, turn_id, content=turn_id)
        for turn_id in turn_ids
    }


def claimed_ids(process):
    return sorted(run.state.turn_id for run in process.claim_orphans())


def test_suspects_are_taken_one_at_a_time_until_they_have_tokens_enough(client, process, join, new_client):
    turns = open_turns(client.log, process, new_client, "turn_0", "turn_1", "turn_2")
    process.owner.fail()
    assert len(crash(join)) == 3
    owner = join()
    (first,) = owner.claim_orphans()
    assert owner.claim_orphans() == []
    owner.append([sampled(turns["turn_0"], 0, *range(NUM_PROVING_TOKENS), epoch=first.epoch)])
    assert owner.claim_orphans() == [], "so many may have been on their way to the log when it died before"
    owner.append([sampled(turns["turn_0"], NUM_PROVING_TOKENS, 72, epoch=first.epoch)])
    (second,) = owner.claim_orphans()
    assert [first.state.turn_id, second.state.turn_id] == ["turn_0", "turn_1"]


def test_no_suspect_is_tried_beside_what_went_down_with_a_process(client, process, join, new_client):
    """The one that ends them got a token more, so it is none itself."""
    turns = open_turns(client.log, process, new_client, "culprit", "innocent")
    process.owner.fail()
    second = join()
    claimed = {run.state.turn_id: run for run in second.claim_orphans()}
    second.append([sampled(turns["culprit"], 0, 72, epoch=claimed["culprit"].epoch)])
    second.owner.fail()
    assert crash(join) == [("culprit", 1)]
    # Both are suspects now, and each is tried alone.
    tried = [crash(join) for _ in range(2)]
    assert tried == [[("culprit", 2)], [("culprit", MAX_ATTEMPTS), ("innocent", 2)]]


def test_what_went_down_with_another_process_waits_for_a_suspect(client, process, join, new_client):
    turns = open_turns(client.log, process, new_client, "suspect")
    process.owner.fail()
    crash(join)
    owner, newcomer = join(), join()
    open_turns(client.log, newcomer, new_client, "other")
    (suspect,) = owner.claim_orphans()
    newcomer.owner.fail()
    assert claimed_ids(owner) == []
    owner.append([sampled(turns["suspect"], NUM_PROVING_TOKENS, 72, epoch=suspect.epoch)])
    assert claimed_ids(owner) == ["other"]


def test_a_suspect_does_not_keep_others_waiting(client, process, join, new_client):
    open_turns(client.log, process, new_client, "suspect")
    process.owner.fail()
    crash(join)
    newcomer, leaver = join(), join()
    open_turns(client.log, newcomer, new_client, "other")
    open_turns(client.log, leaver, new_client, "left")
    newcomer.owner.fail()
    leaver.owner.leave()
    assert claimed_ids(join()) == ["left", "other"]


# ---- bounds -----------------------------------------------------------------------------------------


def test_a_full_log_opens_no_turn_and_ends_those_that_turn(url, new_client, join):
    log = SessionLog(url, max_bytes=1)
    client = new_client(log)
    with pytest.raises(StorageFull, match="--max-log-bytes allows 1"):
        client.open([user("Hello")])
    assert log.sessions.page(Principal("ann")) == []
    log.close()


def test_deleting_makes_room(url, new_client):
    log = SessionLog(url)
    client = new_client(log)
    empty = log.database.size_bytes()
    client.turn([user(random.Random(0).randbytes(250_000).hex())])  # nothing to compress
    log.database.note_deletion()  # measured anew
    full = log.database.size_bytes()
    assert full > empty + 500_000
    client.log.sessions.delete("ann", "s")
    if url.startswith("sqlite"):  # PostgreSQL needs a vacuum first
        assert log.database.size_bytes() < full - 500_000
    log.close()


def test_what_was_deleted_is_in_no_file(sqlite_url, new_client, tmp_path):
    log = SessionLog(sqlite_url)
    client = new_client(log)
    client.turn([user("the secret word is xyzzyplugh")], "I will not tell xyzzyplugh")

    def is_found():
        return any(b"xyzzyplugh" in path.read_bytes() for path in tmp_path.glob("log.sqlite*"))

    assert is_found()
    log.sessions.delete("ann", "s")
    log.database.scrub()
    assert not is_found()
    log.close()
