"""Memories in a real log, in each database."""

from __future__ import annotations

import pytest

from serving.memories import Namespace, NewMemory, Source
from serving.memory.memories import Memories
from serving.sessions.database import Database


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'log.sqlite'}"
    return request.getfixturevalue("postgres_log_url")


@pytest.fixture
def database(url):
    database = Database(url)
    yield database
    database.close()


@pytest.fixture
def memories(database):
    return Memories(database, None)


@pytest.fixture
def add(memories):
    def add(text, *, tenant="acme", agent_id=None, user_id=None, source=Source(), **more):
        namespace = Namespace(tenant=tenant, agent_id=agent_id, user_id=user_id)
        return memories.add(NewMemory(namespace=namespace, text=text, source=source, **more))

    return add


@pytest.fixture
def find(memories):
    """The texts that are found, the best first."""

    def find(query, *, tenant="acme", agent_id=None, user_id=None, limit=5):
        namespace = Namespace(tenant=tenant, agent_id=agent_id, user_id=user_id)
        return [one.memory.text for one in memories.find(namespace, query, limit).found]

    return find
