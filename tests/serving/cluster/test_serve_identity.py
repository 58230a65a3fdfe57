"""Who may what behind Ray Serve: keys from a file, tokens, vaults and the audit log of the cluster."""

from __future__ import annotations

import base64
import json
import secrets
import time
from pathlib import Path
from typing import Any

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519

from serving.cli import app as cli

pytest.importorskip("ray", reason="the extra `ray` is not installed")
# By default serving/api asks the same of one process.
pytestmark = [pytest.mark.ray, pytest.mark.slow, pytest.mark.timeout(700)]

KEY = ed25519.Ed25519PrivateKey.generate()
CLAIMS = {"iss": "https://id.example.org", "aud": "tenure", "tenant": "bob", "sub": "grace"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("identity")
    (folder / "keys").write_text("alice:all\nalice:asks scopes=inference user=ada\n")
    (folder / "vault-keys").write_text(base64.b64encode(secrets.token_bytes(32)).decode())
    published = jwt.get_algorithm_by_name("EdDSA").to_jwk(KEY.public_key(), as_dict=True)
    (folder / "jwks.json").write_text(json.dumps({"keys": [{**published, "kid": "k"}]}))
    return folder


@pytest.fixture(scope="module")
def application(deploy_application: Any, folder: Path) -> Any:
    token = {"jwks": str(folder / "jwks.json"), "issuer": CLAIMS["iss"], "audience": CLAIMS["aud"]}
    replica = {
        "model": "toy",
        "data_dir": str(folder / "data"),
        "vault_key_file": str(folder / "vault-keys"),
    }
    args = {"replica": replica, "api": {"jwt": token}, "api_key_file": str(folder / "keys")}
    return deploy_application("identity", args)


@pytest.fixture
def ask(application: Any) -> Any:
    def ask(key: str, method: str, path: str, **body: Any) -> httpx.Response:
        headers = {"authorization": f"Bearer {key}"}
        json_body = {"json": body} if method == "POST" else {}
        return httpx.request(method, application.url + path, headers=headers, timeout=300, **json_body)

    return ask


def test_keys_and_tokens_say_who_asks_and_what_he_may(ask: Any) -> None:
    hello = {"messages": [{"role": "user", "content": "hello"}], "max_tokens": 2}
    expires = int(time.time()) + 600
    token = jwt.encode({**CLAIMS, "exp": expires, "scope": "inference"}, KEY, "EdDSA", {"kid": "k"})
    for key, status in (("all", 200), ("asks", 200), (token, 200), ("none", 401), (f"{token}x", 401)):
        assert ask(key, "POST", "/v1/chat/completions", **hello).status_code == status
    refused = ask("asks", "GET", "/v1/sessions")
    assert (refused.status_code, "`sessions:read`" in refused.text) == (403, True)


def test_a_key_that_is_taken_out_of_the_file_is_refused_at_once(ask: Any, folder: Path) -> None:
    with (folder / "keys").open("a") as file:
        file.write("alice:new\n")
    assert ask("new", "GET", "/v1/models").status_code == 200
    (folder / "keys").write_text("alice:all\nalice:asks scopes=inference user=ada\n")
    assert ask("new", "GET", "/v1/models").status_code == 401


def test_vaults_are_those_of_all_replicas_and_who_made_them_is_written_down(
    ask: Any, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    vault = ask("all", "POST", "/v1/vaults", name="v").json()
    auth = {"type": "static_bearer", "mcp_server_url": "https://a.example/mcp", "token": "tok-hush"}
    made = ask("all", "POST", f"/v1/vaults/{vault['id']}/credentials", name="c", auth=auth)
    assert made.status_code == 200
    for _ in range(6):  # whichever replica answers
        listed = ask("all", "GET", f"/v1/vaults/{vault['id']}/credentials").json()
        assert [one["id"] for one in listed["data"]] == [made.json()["id"]]
    assert cli.run(["audit", "list", "--data-dir", str(folder / "data"), "--tenant", "alice", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["action"] for row in rows] == ["credential.created", "vault.created"]
    assert cli.run(["audit", "list", "--data-dir", str(folder / "data"), "--action", "login", "--json"]) == 0
    assert {row["details"]["reason"] for row in json.loads(capsys.readouterr().out)} <= {
        "invalid_api_key",
        "invalid_token",
    }
    assert cli.run(["audit", "verify", "--data-dir", str(folder / "data")]) == 0
