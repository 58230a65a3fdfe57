"""How many environments a tenant may have, on both databases."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from serving.agent_sessions import Environment, EnvironmentConfig
from serving.budgets import Terms
from serving.errors import EnvironmentNotFound, TooManyEnvironments
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


def test_a_tenant_with_terms_of_its_own_has_as_many_as_those_say(tmp_path):
    database = Database(f"sqlite:///{tmp_path / 'log.sqlite'}")
    terms = Terms.model_validate({"tenants": {"alice": {"max_environments": 1}, "bob": {}}})
    store = EnvironmentStore(database, max_of_tenant=2, terms=terms)
    store.create(environment("one"))
    with pytest.raises(TooManyEnvironments):
        store.create(environment("two"))
    for name in ("three", "four"):
        store.create(environment(name, "bob"))
    database.close()


def test_an_environment_is_found_by_its_user(store):
    store.create(replace(environment("anns"), user="ann"))
    store.create(environment("nobodys"))
    assert [one.environment_id for one in store.page(Principal("alice", user="ann"), FIRST_PAGE).items] == [
        "anns"
    ]
    with pytest.raises(EnvironmentNotFound):
        store.get(Principal("alice", user="bob"), "anns")
    boss = Principal("alice", user="bob", scopes=frozenset({"users:all"}))
    assert store.get(boss, "anns").user == "ann"
