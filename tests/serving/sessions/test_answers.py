"""Answers to keys, over the processes that share a log: one of them makes each."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from serving.errors import IdempotencyMismatch
from serving.sessions import owner
from serving.sessions.answers import store
from serving.sessions.answers.store import AnswerStore, StoredPart
from serving.sessions.database import Database
from serving.sessions.owner import Owner

PLACE, DIGEST = b"place", b"digest"


class Process:
    def __init__(self, database, name: str) -> None:
        self.owner = Owner(database, process_name=name)
        self.owner.beat()
        self.answers = AnswerStore(database, self.owner)

    def claim(self, digest=DIGEST) -> bool:
        return self.answers.claim(PLACE, digest, "key")


@pytest.fixture
def processes(url, monkeypatch):
    monkeypatch.setattr(owner, "LEASE_S", 3600.0)  # nobody is thought dead who has not left
    with closing(Database(url)) as database:
        yield Process(database, "first"), Process(database, "second")


def test_of_several_that_ask_at_once_one_makes_the_answer(processes):
    with ThreadPoolExecutor(8) as threads:
        claimed = list(threads.map(lambda number: (number % 2, processes[number % 2].claim()), range(8)))
    # Whoever has it is told so again: only it knows whether it is making the answer.
    assert len({number for number, is_ours in claimed if is_ours}) == 1


def test_what_is_written_down_is_read_in_order_and_from_any_place(processes):
    first, second = processes
    first.claim()
    assert second.answers.read(PLACE, 0) == StoredPart((), is_over=False)
    first.answers.add(PLACE, 0, b"ab", is_over=False)
    first.answers.add(PLACE, 2, b"c", is_over=True)
    assert second.answers.read(PLACE, 0) == StoredPart((b"ab", b"c"), is_over=True)
    assert second.answers.read(PLACE, 2) == StoredPart((b"c",), is_over=True)
    assert not second.claim()


def test_the_maker_is_told_that_somebody_reads(processes):
    first, second = processes
    first.claim()
    assert not first.answers.is_read(PLACE)
    second.answers.read(PLACE, 0)
    assert first.answers.is_read(PLACE)


def test_a_key_is_for_one_request(processes):
    first, second = processes
    first.claim()
    with pytest.raises(IdempotencyMismatch):
        second.claim(b"another")


def test_what_nobody_makes_any_more_is_made_by_who_asks_next(processes):
    first, second = processes
    first.claim()
    first.answers.add(PLACE, 0, b"half", is_over=False)
    first.owner.leave()
    assert second.answers.read(PLACE, 0) is None
    assert second.claim()
    first.answers.add(PLACE, 1, b"late", is_over=True)  # who was thought dead changes nothing
    assert second.answers.read(PLACE, 0) == StoredPart((), is_over=False)


def test_an_answer_that_ended_outlives_its_maker(processes):
    first, second = processes
    first.claim()
    first.answers.add(PLACE, 0, b"all", is_over=True)
    first.owner.leave()
    assert not second.claim()
    assert second.answers.read(PLACE, 0) == StoredPart((b"all",), is_over=True)


def test_one_that_came_to_nothing_is_made_again(processes):
    first, second = processes
    first.claim()
    second.answers.drop(PLACE)  # it is not its own
    assert not second.claim()
    first.answers.drop(PLACE)
    assert second.answers.read(PLACE, 0) is None
    assert second.claim()


def test_answers_go_after_a_while(processes, monkeypatch):
    first, second = processes
    first.claim()
    first.answers.add(PLACE, 0, b"all", is_over=True)
    monkeypatch.setattr(store, "KEPT_S", -1.0)
    assert second.claim()
