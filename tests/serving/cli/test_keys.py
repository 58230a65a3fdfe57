"""`tenure keys`: what it writes, and what a server makes of it."""

import json
import stat

import pytest

from serving.api.auth import KeyFile
from serving.api_keys import hash_of
from serving.cli import app as cli
from serving.principal import ApiKey
from serving.sessions.database import Database


@pytest.fixture
def keys(tmp_path, capsys):
    """Runs a command on a file of keys: (exit code, what it printed)."""
    path = tmp_path / "keys"

    def run(*arguments: str) -> tuple[int, str]:
        log = () if arguments[0] == "list" else ("--data-dir", str(tmp_path))
        code = cli.run(["keys", *arguments, "--api-key-file", str(path), *log])
        printed = capsys.readouterr()
        run.warned = printed.err
        return code, printed.out if code == 0 else printed.err

    run.path = path
    return run


def made(keys, *arguments: str) -> dict:
    code, text = keys("create", *arguments, "--json")
    assert code == 0, text
    return json.loads(text)


def test_a_key_is_printed_once_and_its_hash_is_in_the_file(keys):
    key = made(keys, "alice", "--user", "ada", "--scopes", "inference,agents", "--expires", "2099-01-31")
    (known,) = KeyFile(keys.path).keys
    assert hash_of(known) == hash_of(ApiKey(key["key"], "alice"))
    assert (known.tenant, known.user, known.scopes) == ("alice", "ada", ("inference", "agents"))
    assert key["expires_at"] == "2099-01-31T00:00:00Z"
    assert key["key"] not in keys.path.read_text()
    assert stat.S_IMODE(keys.path.stat().st_mode) == 0o600
    code, listed = keys("list", "--json")
    assert (code, json.loads(listed)) == (0, [{name: key[name] for name in key if name != "key"}])


def test_a_file_that_is_there_keeps_its_lines_and_its_mode(keys):
    keys.path.write_text("# the team\nbob:sk-1 scopes=inference\n")
    keys.path.chmod(0o640)
    key = made(keys, "alice")
    assert keys.path.read_text().startswith("# the team\nbob:sk-1 scopes=inference\nalice:{sha256}")
    code, _ = keys("revoke", key["id"])
    assert code == 0
    assert keys.path.read_text() == "# the team\nbob:sk-1 scopes=inference\n"
    assert stat.S_IMODE(keys.path.stat().st_mode) == 0o640


def test_a_server_refuses_a_revoked_key_without_a_restart(keys):
    key = made(keys, "alice")
    file = KeyFile(keys.path)
    assert keys("revoke", key["id"])[0] == 0
    assert file.has_changed()
    assert file.keys == ()


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("alice", "--scopes", "agent"), "no scope 'agent'"),
        (("alice", "--expires", "soon"), "not 'soon'"),
        (("al ice",), "blanks"),
        (("alice", "--user", "a b"), "blanks"),
    ],
)
def test_a_wrong_value_is_refused_and_nothing_is_written(keys, arguments, why):
    code, text = keys("create", *arguments)
    assert code == 2
    assert why in " ".join(text.split())
    assert not keys.path.exists()


def test_an_unknown_key_cannot_be_revoked(keys):
    made(keys, "alice")
    code, text = keys("revoke", "key_000000000000")
    assert (code, "There is no key key_000000000000" in text) == (1, True)


def test_of_two_keys_on_one_line_neither_is_lost(keys):
    keys.path.write_text("bob:sk-1, bob:sk-2\n")
    _, listed = keys("list", "--json")
    code, text = keys("revoke", json.loads(listed)[0]["id"])
    assert (code, "has 2 keys" in text) == (1, True)
    assert keys.path.read_text() == "bob:sk-1, bob:sk-2\n"


def test_what_was_done_is_in_the_audit_log_or_it_is_said_that_it_is_not(keys, tmp_path, capsys):
    made(keys, "bob")
    assert "not in an audit log" in keys.warned
    Database(f"sqlite:///{tmp_path / 'sessions.sqlite'}").close()
    key = made(keys, "alice", "--scopes", "inference")
    assert keys("revoke", key["id"])[0] == 0
    assert keys.warned == ""
    assert cli.run(["audit", "list", "--data-dir", str(tmp_path), "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [(row["action"], row["target"], row["tenant"]) for row in rows] == [
        ("key.revoked", key["id"], "alice"),
        ("key.created", key["id"], "alice"),
    ]
    assert rows[1]["details"]["scopes"] == ["inference"]
    assert rows[1]["actor"]["user"].startswith("operator:")
