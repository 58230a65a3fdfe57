"""The file and its directory: who may open them, and what is said when they cannot be used."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine, insert, select

from serving.config import default_data_dir
from serving.errors import DataDirLocked, StartupError
from serving.sessions.data_dir import DataDir
from serving.sessions.log import SessionLog
from serving.sessions.migrations.migrate import MIGRATIONS, applied

ROOT = Path(__file__).parents[3]


def test_other_databases_are_refused():
    with pytest.raises(StartupError, match="'mysql' is not supported"):
        SessionLog("mysql://host/db")


def test_other_drivers_are_refused():
    with pytest.raises(StartupError, match="through psycopg 3"):
        SessionLog("postgresql+asyncpg://host/db")


def test_a_server_that_does_not_answer_is_named_without_its_password(tmp_path):
    with pytest.raises(StartupError) as caught:
        SessionLog(f"postgresql+psycopg://ann:secret@/db?host={tmp_path}")
    assert "ann:***@/db" in str(caught.value)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_a_log_in_memory_is_refused(url):
    with pytest.raises(StartupError, match="needs a file"):
        SessionLog(url)


def test_what_is_no_url_is_refused():
    with pytest.raises(StartupError, match="is not a database URL"):
        SessionLog("sessions.db")


def test_a_file_that_is_no_database_is_refused(tmp_path):
    path = tmp_path / "log.sqlite"
    path.write_bytes(b"something else entirely" * 100)
    with pytest.raises(StartupError, match=r"log\.sqlite cannot be opened: file is not a database"):
        SessionLog(f"sqlite:///{path}")


def test_a_folder_that_does_not_exist_is_named(tmp_path):
    with pytest.raises(StartupError, match="No such file or directory"):
        SessionLog(f"sqlite:///{tmp_path / 'missing' / 'log.sqlite'}")


@contextmanager
def connected(url):
    engine = create_engine(url)
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def test_a_newer_schema_is_refused(empty_url):
    SessionLog(empty_url).close()
    with connected(empty_url) as connection:
        connection.execute(insert(applied).values(number=len(MIGRATIONS) + 1, name="later", applied_at=0))
    with pytest.raises(StartupError, match="Install a newer Tenure"):
        SessionLog(empty_url)


def test_a_new_file_counts_as_migrated(empty_url):
    for _ in range(2):
        SessionLog(empty_url).close()
    with connected(empty_url) as connection:
        steps = connection.execute(select(applied.c.number, applied.c.name).order_by(applied.c.number)).all()
    assert steps == [(i, step.__name__) for i, step in enumerate(MIGRATIONS, start=1)]


def test_the_file_is_for_its_owner_only_and_in_wal_mode(sqlite_url):
    SessionLog(sqlite_url).close()
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    connection = sqlite3.connect(path)
    assert connection.execute("pragma journal_mode").fetchone() == ("wal",)
    connection.close()


def test_the_default_directory_follows_xdg(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_data_dir() == tmp_path / "tenure"


def test_a_data_directory_is_made_for_its_owner_only(tmp_path):
    data_dir = DataDir(tmp_path / "a" / "b")
    assert stat.S_IMODE(data_dir.path.stat().st_mode) == 0o700
    SessionLog(data_dir.log_url).close()
    assert (data_dir.path / "sessions.sqlite").exists()


@pytest.mark.parametrize("name", ["with space", "100%", "what?", "a#b", "ü"])
def test_a_data_directory_may_have_any_name(tmp_path, name):
    data_dir = DataDir(tmp_path / name)
    SessionLog(data_dir.log_url).close()
    assert (tmp_path / name / "sessions.sqlite").exists()


def test_a_second_server_is_told_the_first_one_s_pid(tmp_path):
    program = (
        "import sys; from pathlib import Path; from serving.sessions.data_dir import DataDir\n"
        f"d = DataDir(Path({str(tmp_path)!r})); d.lock(); print('locked', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout.readline() == "locked\n"
        with pytest.raises(DataDirLocked, match=f"pid {server.pid}"):
            DataDir(tmp_path).lock()
        server.kill()
    with DataDir(tmp_path) as data_dir:  # the kernel gave the dead server's lock back
        data_dir.lock()


def test_a_lock_is_given_back_at_the_end(tmp_path):
    for _ in range(2):
        with DataDir(tmp_path) as data_dir:
            data_dir.lock()
            with pytest.raises(DataDirLocked):
                DataDir(tmp_path).lock()


def test_a_file_in_the_directory_s_place_is_named(tmp_path):
    (tmp_path / "taken").write_text("")
    with pytest.raises(StartupError, match="taken cannot be made"):
        DataDir(tmp_path / "taken")
