"""Logs of earlier versions are brought up to date, with what they have in them. See tests/data/logs."""

from __future__ import annotations

import subprocess
import sys
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import JSON, MetaData, Table, create_engine, insert, inspect, make_url, select, text

from serving.errors import StartupError
from serving.sessions.log import SessionLog
from serving.sessions.migrations.migrate import MIGRATIONS, applied

ROOT = Path(__file__).parents[3]
STEPS = {step.__name__: step for step in MIGRATIONS}
# What columns that a step adds say of the rows that were there; the name of another column: as that one.
ADDED = {
    "sessions": dict.fromkeys(
        ("family", "leased_until", "last_restored", "last_cold", "kv_usage", "user_id")
    ),
    "branches": {"computed_by": None, "computed_seq": 0, "computed_model": None, "superseded_at": None},
    "turns": {"num_attempts": 0, "num_claimed_tokens": 0},
    "responses": {
        "request": None,
        "owner_id": "",
        "num_attempts": 0,
        "template_fingerprint": "",
        "user_id": None,
    },
    "agents": {"user_id": None},
    "agent_sessions": {
        "environment": None,
        "user_id": None,
        "max_seconds": None,
        "max_cost": None,
        "num_seconds": 0.0,
        "cost": 0,
        "busy_since": None,
    },
    "agent_turns": {"scopes": None},
    "agent_environments": {"user_id": None},
    "agent_automations": {"user_id": None, "created_by": None},
    "vaults": {"user_id": None},
    "conversations": {"last_used_at": "created_at", "user_id": None},
}
# In PostgreSQL by default: where tables came, were renamed, and the newest. In SQLite all.
LOGS = sorted(path.name for path in (Path(__file__).parents[2] / "data" / "logs").glob("*.sql"))
NEWEST = max(int(name.partition(".")[0].split("_")[1]) for name in LOGS)
BY_DEFAULT = ("schema_1.", "schema_2_of_runs.", "schema_5.", "schema_10.", f"schema_{NEWEST}.")
each_log = pytest.mark.parametrize(
    "old_log",
    [
        pytest.param(
            name, marks=() if ".sqlite." in name or name.startswith(BY_DEFAULT) else pytest.mark.slow
        )
        for name in LOGS
    ],
    indirect=True,
    scope="module",
)
FORMER_TABLES = {"turns": "runs", "turn_tokens": "run_tokens"}
FORMER_COLUMNS = {("turn_tokens", "run_id"): "turn_id", ("owners", "place"): "process_name"}


@pytest.fixture
def url(empty_url):
    return empty_url


@contextmanager
def connected(url):
    engine = create_engine(url)
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def schema_of(url):
    """Each table's columns, keys and indexes, in any order; what columns default to is another matter."""
    with connected(url) as connection:
        inspector = inspect(connection)
        columns, keys, foreign, unique, indexes = (
            {table: found for (_, table), found in get().items()}
            for get in (
                inspector.get_multi_columns,
                inspector.get_multi_pk_constraint,
                inspector.get_multi_foreign_keys,
                inspector.get_multi_unique_constraints,
                inspector.get_multi_indexes,
            )
        )
        with_rowid = tables_with_rowid(connection)
    return {
        table: (
            {(c["name"], str(c["type"]), c["nullable"]) for c in columns[table]},
            keys[table]["constrained_columns"],
            {
                (
                    *f["constrained_columns"],
                    f["referred_table"],
                    *f["referred_columns"],
                    *f["options"].items(),
                )
                for f in foreign[table]
            },
            {tuple(u["column_names"]) for u in unique[table]},
            {(i["name"], i["unique"], *i["column_names"]) for i in indexes[table]},
            table in with_rowid,
        )
        for table in columns
    }


def tables_with_rowid(connection):
    if connection.dialect.name != "sqlite":
        return set()
    return set(connection.scalars(text("SELECT name FROM pragma_table_list WHERE NOT wr")))


def defaults_of(url):
    with connected(url) as connection:
        inspector = inspect(connection)
        return {
            f"{table}.{column['name']}": str(column["default"]).removesuffix("::character varying")
            for table in inspector.get_table_names()
            for column in inspector.get_columns(table)
            if column["default"] is not None
            and table != applied.name
            and not column["default"].startswith("nextval(")  # a key that counts up
        }


def rows_of(url):
    """Table to its rows."""
    metadata = MetaData()
    with connected(url) as connection:
        metadata.reflect(connection)
        return {
            name: [dict(row) for row in connection.execute(ordered(table)).mappings()]
            for name, table in metadata.tables.items()
        }


def ordered(table: Table):
    return select(table).order_by(*table.primary_key.columns)


def steps_of(url):
    with connected(url) as connection:
        return list(connection.scalars(select(applied.c.name).order_by(applied.c.number)))


def take(url, steps):
    """Make an empty database a log that has had these steps and no more."""
    with connected(url) as connection:
        applied.create(connection)
        for number, name in enumerate(steps, start=1):
            STEPS[name](connection)
            connection.execute(insert(applied).values(number=number, name=name, applied_at=0))


@pytest.fixture
def empty_database(request, tmp_path):
    """Makes an empty database of the same kind as that log's."""
    with ExitStack() as stack:

        def make(url):
            if url.startswith("sqlite"):
                return f"sqlite:///{tmp_path / 'empty.sqlite'}"
            return stack.enter_context(request.getfixturevalue("postgres_database")())

        yield make


@pytest.fixture(scope="module")
def new_log(request, tmp_path_factory):
    """Gives a log of this version, in the same kind of database as that log's."""
    with ExitStack() as stack:

        @cache
        def make(kind):
            if kind == "sqlite":
                url = f"sqlite:///{tmp_path_factory.mktemp('new') / 'log.sqlite'}"
            else:
                url = stack.enter_context(request.getfixturevalue("postgres_database")())
            SessionLog(url).close()
            return url

        yield lambda url: make(make_url(url).get_backend_name())


@pytest.mark.some(8)
@each_log
def test_steps_make_what_was_made_at_the_time(old_log, empty_database):
    with old_log() as url:
        steps, made = steps_of(url), schema_of(url)
    again = empty_database(url)
    take(again, steps)
    expected = schema_of(again)
    if "responses" in made and not {"runs", "turns"} & made.keys():  # as it was first: see step 5
        expected["responses"][0].remove(("request", "JSON", True))
    assert made == expected


@pytest.mark.parametrize("num_steps", [0, 2])
def test_a_log_that_has_had_so_many_steps_gets_the_others(url, new_log, num_steps):
    take(url, list(STEPS)[:num_steps])
    SessionLog(url).close()
    assert schema_of(url) == schema_of(new_log(url))
    assert steps_of(url) == list(STEPS)


@each_log
def test_an_old_log_keeps_what_it_has(old_log, new_log):
    with old_log() as url:
        before = rows_of(url)
        SessionLog(url).close()
        after = rows_of(url)
        assert schema_of(url) == schema_of(new_log(url))
    steps = before.pop(applied.name)
    assert after.pop(applied.name)[: len(steps)] == steps
    assert all(before[table] for table in ("sessions", "branches", "items", "spans"))
    made = [
        {"run_id": run["id"], "position": 0, "turn_id": run["id"]}
        for run in before.get("runs", [])
        if run["is_kept"]
    ]
    assert after.pop("steps") == before.pop("steps", made)
    assert after == {
        table: [now(table, row) for row in before.get(table, before.get(FORMER_TABLES.get(table), []))]
        for table in after
    }


def now(table, row):
    """What a row of an old log is in a log of this version."""
    row = {FORMER_COLUMNS.get((table, name), name): value for name, value in row.items()}
    added = {name: row.get(value, value) for name, value in ADDED.get(table, {}).items()}
    if table == "responses" and row["deltas"] and len(row["deltas"][0]) == 2:
        row = row | {"deltas": [[0, *delta] for delta in row["deltas"]]}  # all were of the first output
    return added | row


def test_sessions_of_agents_become_their_users_and_others_stay_the_tenants(url):
    steps = list(STEPS)
    take(url, steps[: steps.index("templates_replies_and_users")])
    metadata = MetaData()
    with connected(url) as connection:
        metadata.reflect(connection)
        agents, sessions = metadata.tables["agent_sessions"], metadata.tables["sessions"]
        for tenant, name, user in (("acme", "asession_1", "ann"), ("acme", "asession_2", None)):
            connection.execute(insert(agents).values(filled(agents, tenant=tenant, id=name, user_id=user)))
        for tenant, name in (
            ("acme", "asession_1"),
            ("acme", "asession_2"),
            ("other", "asession_1"),
            ("acme", "s"),
        ):
            connection.execute(
                insert(sessions).values(filled(sessions, tenant=tenant, name=name, id=tenant + name))
            )
    SessionLog(url).close()
    users = {(row["tenant"], row["name"]): row["user_id"] for row in rows_of(url)["sessions"]}
    assert users == {
        ("acme", "asession_1"): "ann",
        ("acme", "asession_2"): None,
        ("other", "asession_1"): None,
        ("acme", "s"): None,
    }


def filled(table: Table, **values):
    """A row with these values, and nothing in its other columns."""
    nothing = {
        column.name: {} if isinstance(column.type, JSON) else column.type.python_type()
        for column in table.columns
        if not column.nullable
    }
    return nothing | values


def test_only_what_was_added_to_tables_defaults_to_anything(url, new_log):
    """Rows that were there need a value. Whoever writes names all columns, for new logs have no defaults."""
    take(url, [])
    SessionLog(url).close()
    assert defaults_of(new_log(url)) == {}
    assert defaults_of(url) == {
        "branches.computed_seq": "0",
        "turns.num_attempts": "0",
        "turns.num_claimed_tokens": "0",
        "responses.owner_id": "''",
        "responses.num_attempts": "0",
        "responses.template_fingerprint": "''",
        "conversations.last_used_at": "0",
        "agent_sessions.num_seconds": "0",
        "agent_sessions.cost": "0",
    }


def test_an_old_log_may_be_opened_by_two_processes_at_once(url):
    take(url, list(STEPS)[:1])
    program = f"from serving.sessions.log import SessionLog; SessionLog({url!r}).close()"
    openers = [subprocess.Popen([sys.executable, "-c", program], cwd=ROOT) for _ in range(2)]
    assert [opener.wait() for opener in openers] == [0, 0]
    assert steps_of(url) == list(STEPS)


def test_a_step_that_fails_leaves_the_log_as_it_was(url):
    take(url, list(STEPS)[:1])
    with connected(url) as connection:  # in the way of a later step
        connection.exec_driver_sql("CREATE INDEX turns_by_status ON sessions (name)")
    schema, rows = schema_of(url), rows_of(url)
    with pytest.raises(StartupError, match="turns_by_status"):
        SessionLog(url)
    assert (schema_of(url), rows_of(url)) == (schema, rows)
    with connected(url) as connection:
        connection.exec_driver_sql("DROP INDEX turns_by_status")
    SessionLog(url).close()
    assert steps_of(url) == list(STEPS)
