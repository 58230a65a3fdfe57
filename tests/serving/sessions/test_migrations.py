"""Logs of earlier versions are brought up to date, with what they have in them."""

from contextlib import contextmanager

import pytest
from sqlalchemy import create_engine, delete, insert, inspect, select

from serving.responses import Conversation
from serving.sessions.conversations import ConversationStore
from serving.sessions.log import SessionLog
from serving.sessions.migrations import MIGRATIONS, applied
from serving.sessions.response_schema import conversations
from serving.sessions.schema import branches, expired_sessions, sessions

# What a step added, to be taken away again; later steps come first.
ADDED = {
    "owners_of_responses_and_attempts": (
        "DROP INDEX responses_by_status",
        "ALTER TABLE runs DROP COLUMN num_attempts",
        "ALTER TABLE runs DROP COLUMN num_claimed_tokens",
        "ALTER TABLE responses DROP COLUMN owner_id",
        "ALTER TABLE responses DROP COLUMN num_attempts",
        "ALTER TABLE responses DROP COLUMN template_fingerprint",
        "ALTER TABLE conversations DROP COLUMN last_used_at",
    ),
    "whereabouts_of_kv": (
        "ALTER TABLE branches DROP COLUMN computed_by",
        "ALTER TABLE branches DROP COLUMN computed_seq",
        "DROP TABLE expired_sessions",
    ),
}


@contextmanager
def connected(url):
    engine = create_engine(url)
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def columns_of(connection):
    inspector = inspect(connection)
    return {
        table: {column["name"] for column in inspector.get_columns(table)}
        for table in inspector.get_table_names()
    }


def take_back(connection, step):
    """Make the log one from before that step."""
    names = [migration.__name__ for migration in MIGRATIONS]
    for name, statements in ADDED.items():
        if names.index(name) >= names.index(step):
            for statement in statements:
                connection.exec_driver_sql(statement)
    connection.execute(delete(applied).where(applied.c.number > names.index(step)))


@pytest.mark.parametrize("step", ADDED)
def test_a_log_from_before_a_step_gets_what_it_added(url, step):
    SessionLog(url).close()
    with connected(url) as connection:
        present = columns_of(connection)
        take_back(connection, step)
        assert columns_of(connection) != present
    SessionLog(url).close()
    with connected(url) as connection:
        assert columns_of(connection) == present


def test_conversations_from_before_they_expired_were_last_used_when_they_were_made(url):
    log = SessionLog(url)
    ConversationStore(log.database).create("ann", Conversation("conv_1", 1700000000, {}), [])
    log.close()
    with connected(url) as connection:
        take_back(connection, "owners_of_responses_and_attempts")
    SessionLog(url).close()
    with connected(url) as connection:
        assert connection.scalar(select(conversations.c.last_used_at)) == 1700000000


def test_of_branches_from_before_it_was_noted_nobody_has_computed_anything(url):
    SessionLog(url).close()
    with connected(url) as connection:
        take_back(connection, "whereabouts_of_kv")
        values = {"name": "s", "created_at": 0.0, "last_used_at": 0.0, "num_turns": 1}
        connection.execute(insert(sessions).values(id="se_1", tenant="t", **values))
        connection.exec_driver_sql(
            "INSERT INTO branches (id, session_id, dialect, parent_seq, parent_num_items, head_seq, "
            "num_items, writer_epoch, created_at) VALUES ('br_1', 'se_1', 'chat', 0, 0, 0, 0, 1, 0)"
        )
    SessionLog(url).close()
    with connected(url) as connection:
        row = connection.execute(select(branches.c.computed_by, branches.c.computed_seq)).one()
        assert tuple(row) == (None, 0)
        assert connection.execute(select(expired_sessions)).all() == []
