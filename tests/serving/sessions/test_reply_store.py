"""Replies that servers of one log share: each tenant's own, bounded, found by content."""

from __future__ import annotations

import threading
from contextlib import ExitStack

import pytest
from sqlalchemy import select, update

from serving.replica.kept_replies import KeptReplies
from serving.sessions.database import Database
from serving.sessions.replies.schema import kept_replies
from serving.sessions.replies.store import ReplyStore

PLACES = [bytes([number]) * 16 for number in range(200)]
FAR = 2.0**40  # a time that is to come


@pytest.fixture
def opened(empty_url):
    """Makes the store of one more server of the log."""
    with ExitStack() as stack:

        def make(**options):
            database = Database(empty_url)
            stack.callback(database.close)
            return ReplyStore(database, **options)

        yield make


@pytest.fixture
def store(opened):
    return opened()


def rows_of(store):
    with store._database.read() as connection:
        return connection.execute(select(kept_replies).order_by(kept_replies.c.place)).all()


def test_what_one_server_keeps_another_one_finds_and_another_tenant_does_not(opened):
    one, other = KeptReplies(opened()), KeptReplies(opened())
    one.keep("ann", PLACES[0], "first", is_filed=True)
    one.keep("ann", PLACES[1], "second", is_filed=True)
    other.keep("ann", PLACES[1], "the second again", is_filed=True)
    one.keep("ann", PLACES[2], "in memory", is_filed=False)
    assert sorted(other.find("ann", PLACES)) == ["first", "the second again"]
    assert sorted(one.find("ann", PLACES)) == ["first", "in memory", "the second again"]
    assert other.find("ann", PLACES[2:]) == other.find("bob", PLACES) == other.find("ann", []) == []


def test_what_is_forgotten_is_the_tenants_and_old(store):
    for tenant in ("ann", "bob"):
        store.keep(tenant, PLACES[0], f"what {tenant} was told")
    store.forget("ann", FAR)
    store.forget(None, 0.0)
    assert store.find("ann", PLACES) == []
    assert store.find("bob", PLACES) == ["what bob was told"]
    store.forget(None, FAR)
    assert rows_of(store) == []


def test_those_used_longest_ago_make_room(opened):
    store = opened(max_bytes=100_000)
    for place in PLACES[:99]:
        store.keep("ann", place, "x" * 1_000)
    with store._database.write() as connection:
        connection.execute(update(kept_replies).values(used_at=kept_replies.c.used_at - 7200))
    assert len(store.find("ann", PLACES[:10])) == 10  # used again
    store.keep("bob", PLACES[0], "x" * 1_000)
    assert 60 <= len(rows_of(store)) <= 70
    assert len(store.find("ann", PLACES[:10])) == 10
    assert store.find("bob", PLACES) == ["x" * 1_000]


def test_servers_that_make_room_at_once_do_not_wait_in_a_circle(opened):
    stores = [opened(max_bytes=20_000) for _ in range(3)]
    failed = []

    def fill(store, tenant):
        try:
            for place in PLACES:
                store.keep(tenant, place, "x" * 1_000)
                store.find(tenant, PLACES[:5])
        except Exception as error:
            failed.append(error)

    threads = [threading.Thread(target=fill, args=(store, "ann")) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert len(rows_of(stores[0])) < 120


def test_a_log_that_does_not_answer_fails_no_turn(sqlite_url):
    database = Database(sqlite_url)
    kept = KeptReplies(ReplyStore(database))
    with database.write() as connection:
        kept_replies.drop(connection)
    kept.keep("ann", PLACES[0], "lost", is_filed=True)
    assert kept.find("ann", PLACES) == []
    kept.forget("ann", FAR)
    database.close()
