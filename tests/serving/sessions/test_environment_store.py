"""How many environments a tenant may have, on both databases."""

from __future__ import annotations

import threading

import pytest

from serving.agent_sessions import Environment, EnvironmentConfig
from serving.errors import TooManyEnvironments
from serving.principal import Principal
from serving.responses import FIRST_PAGE
from serving.sessions.agents.environment_store import EnvironmentStore
from serving.sessions.database import Database


@pytest.fixture
def store(url):
    database = Database(url)
    yield EnvironmentStore(database, max_of_tenant=2)
    database.close()


def environment(name, tenant="alice"):
    return Environment(environment_id=name, tenant=tenant, created=1.0, config=EnvironmentConfig())


def test_a_tenant_has_as_many_as_it_may_and_no_more(store):
    for name in ("one", "two"):
        store.create(environment(name))
    with pytest.raises(TooManyEnvironments, match="has 2 environments and may have 2"):
        store.create(environment("three"))
    store.create(environment("bobs", "bob"))
    store.forget("one")
    store.create(environment("three"))
    assert {one.environment_id for one in store.page(Principal("alice"), FIRST_PAGE).items} == {
        "two",
        "three",
    }


def test_those_who_make_them_at_once_do_not_make_more(store):
    refused = []

    def make(name):
        try:
            store.create(environment(name))
        except TooManyEnvironments:
            refused.append(name)

    threads = [threading.Thread(target=make, args=(f"e{number}",)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(refused), len(store.page(Principal("alice"), FIRST_PAGE).items)) == (4, 2)
