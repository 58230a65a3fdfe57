"""Vaults over a real server, with OpenAI's SDK and an MCP server that wants a token: who may what."""

from __future__ import annotations

import base64
import json
import secrets
import socket
import sqlite3
import threading
import time
from contextlib import ExitStack, contextmanager

import httpx
import openai
import pytest
import uvicorn
import yaml
from openai.types.beta.agents import Vault
from openai.types.beta.agents.vaults import Credential
from starlette.responses import JSONResponse

from benchmarks.transcripts import calling, transcript
from serving.api_keys import parse_keys
from serving.cli import app as cli
from serving.config import ApiConfig

pytest.importorskip("mcp", reason="mcp is not installed: pip install 'tenure[agents]'")

NONE = {"type": "none"}
KEYS = parse_keys(
    [
        "ann:key-of-ann user=ann",
        "eve:key-of-eve",
        "ann:key-of-boss user=boss scopes=agents:approve,agents:read,users:all",
        "ann:key-of-bot scopes=agents",
    ]
)


class Guarded:
    """An application for whoever has the token."""

    def __init__(self, app):
        self.app = app
        self.token = "no-token-yet"
        self.seen = []

    async def __call__(self, scope, receive, send):
        if scope["type"] == "http":
            given = dict(scope["headers"]).get(b"authorization", b"").decode()
            self.seen.append(given)
            if given != f"Bearer {self.token}":
                await JSONResponse({"error": "unauthorized"}, 401)(scope, receive, send)
                return
        await self.app(scope, receive, send)


@contextmanager
def served(app):
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, loop="asyncio"))
        thread = threading.Thread(target=lambda: server.run(sockets=[listener]))
        thread.start()
        while not server.started:
            time.sleep(0.005)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/mcp"
        server.should_exit = server.force_exit = True
        thread.join()


@pytest.fixture(scope="module")
def guarded(tmp_path_factory):
    from benchmarks.mcp_tools import make_server

    return Guarded(make_server(tmp_path_factory.mktemp("effects") / "effects").streamable_http_app())


@pytest.fixture(scope="module")
def url(guarded):
    with served(guarded) as url:
        yield url


@pytest.fixture(scope="module")
def server(start_server, tmp_path_factory, url):
    folder = tmp_path_factory.mktemp("vaults")
    (folder / "servers.yaml").write_text(
        yaml.safe_dump(
            {
                "servers": {"asking": {"url": url, "require_approval": "always"}},
                "allowed_urls": [url],
            }
        )
    )
    (folder / "vault-keys").write_text(base64.b64encode(secrets.token_bytes(32)).decode() + "\n")
    with start_server(
        folder / "data",
        "toy",
        ApiConfig(api_keys=KEYS),
        mcp_servers=folder / "servers.yaml",
        vault_key_file=folder / "vault-keys",
    ) as server:
        yield server


@pytest.fixture(scope="module")
def clients(server):
    """Name to client, each with a key of its own."""
    with ExitStack() as stack:
        names = ("ann", "eve", "boss", "bot")
        yield {name: stack.enter_context(server.sdk_of(f"key-of-{name}")) for name in names}


@pytest.fixture(scope="module")
def ann(clients):
    return clients["ann"]


@pytest.fixture(scope="module")
def eve(clients):
    return clients["eve"]


def put(client, url, token, **auth):
    """(vault, credential)"""
    vault = client.beta.agents.vaults.create(name="tools")
    auth = {"type": "static_bearer", "mcp_server_url": url, "token": token, **auth}
    return vault, client.beta.agents.vaults.credentials.create(vault.id, name="search", auth=auth)


def begin(client, url, *replies, vault_ids=(), **tool):
    mcp = {"type": "mcp", "server_label": "t", "transport": {"type": "http", "server_url": url}, **tool}
    agent = {"model": "toy", "instructions": transcript(*replies), "tools": [mcp]}
    return client.beta.agents.sessions.create(
        environment=NONE, agent=agent, input="Go.", vault_ids=list(vault_ids)
    )


def rested(client, session_id):
    deadline = time.monotonic() + 60
    while (session := client.beta.agents.sessions.retrieve(session_id)).status == "in_progress":
        assert time.monotonic() < deadline
        time.sleep(0.02)
    items = list(client.beta.agents.sessions.items.list(session_id, order="asc"))
    return session, [item for item in items if item.type == "mcp_call"]


LOOK = (calling(("t.look", {})), "Seen.")


def test_a_vault_and_its_credentials_as_the_sdk_has_them(ann):
    vaults = ann.beta.agents.vaults
    vault = vaults.create(name=" tools ", metadata={"team": "a"})
    Vault.model_validate(vault.to_dict(), strict=True)
    assert (vault.name, vault.metadata) == ("tools", {"team": "a"})
    assert vaults.update(vault.id, name=None, metadata={"team": "b"}).name is None
    assert [one.id for one in vaults.list(metadata={"team": "b"})] == [vault.id]
    assert list(vaults.list(metadata={"team": "a"})) == list(vaults.list(status="archived")) == []
    with pytest.raises(openai.BadRequestError, match="with a quote, a backslash"):
        vaults.list(metadata={'"': "b"})
    auth = {
        "type": "mcp_oauth",
        "mcp_server_url": "https://a.example/mcp",
        "access_token": "tok-1",
        "expires_at": "2099-01-01T00:00:00Z",
    }
    made = vaults.credentials.create(vault.id, name="c", auth=auth)
    Credential.model_validate(made.to_dict(), strict=True)
    assert made.auth.expires_at == "2099-01-01T00:00:00Z"
    changed = vaults.credentials.update(
        made.id, vault_id=vault.id, auth={"type": "mcp_oauth", "access_token": "tok-2"}, metadata={"n": "2"}
    )
    assert (changed.auth.expires_at, changed.metadata) == (None, {"n": "2"})
    found = vaults.credentials.retrieve(made.id, vault_id=vault.id)
    assert found.to_dict() == changed.to_dict()
    assert [one.id for one in vaults.credentials.list(vault.id)] == [made.id]
    for shown in (made, changed, found):
        assert "tok-" not in shown.to_json()
    assert vaults.credentials.delete(made.id, vault_id=vault.id).deleted
    assert vaults.delete(vault.id).deleted
    with pytest.raises(openai.NotFoundError, match="no vault"):
        vaults.retrieve(vault.id)


def test_a_server_is_used_with_the_credential_and_the_secret_is_nowhere(server, ann, guarded, url, caplog):
    caplog.set_level("DEBUG")
    secret = guarded.token = f"tok-{secrets.token_hex(16)}"
    vault, _ = put(ann, url, secret)
    session = begin(ann, url, *LOOK, vault_ids=[vault.id])
    assert session.vault_ids == [vault.id]
    done, (call,) = rested(ann, session.id)
    assert (done.status, call.status) == ("idle", "completed")
    headers = {"authorization": "Bearer key-of-ann"}
    for path in ("", "/items", "/turns", "/events?format=json&limit=1000"):
        told = httpx.get(f"{server.url}/v1/agents/sessions/{session.id}{path}", headers=headers, timeout=120)
        assert told.status_code == 200
        assert secret not in told.text
    written = [path for path in server.data_dir.rglob("*") if path.is_file()]
    assert any(session.id.encode() in path.read_bytes() for path in written)
    assert not [path for path in written if secret.encode() in path.read_bytes()]
    assert secret not in caplog.text


def test_another_secret_counts_at_once_and_a_deleted_one_no_more(ann, guarded, url):
    guarded.token = "tok-first"
    vault, credential = put(ann, url, "tok-first")
    session = begin(ann, url, *LOOK, *LOOK, *LOOK, vault_ids=[vault.id])
    assert rested(ann, session.id)[1][-1].status == "completed"

    def again():
        say = {"type": "agent.session.input.message", "input": [{"role": "user", "content": "Again."}]}
        ann.beta.agents.sessions.events.create(session.id, events=[say])
        rested(ann, session.id)
        return next(iter(ann.beta.agents.sessions.turns.list(session.id)))

    guarded.token = "tok-second"
    changed = {"type": "static_bearer", "token": "tok-second"}
    ann.beta.agents.vaults.credentials.update(credential.id, vault_id=vault.id, auth=changed)
    assert again().status == "completed"
    ann.beta.agents.vaults.delete(vault.id)
    turn = again()
    assert turn.status == "failed"
    assert vault.id in turn.error.message


def test_what_a_server_repeats_of_its_secret_is_hidden_from_the_model(ann, guarded, url):
    guarded.token = "tok-parrot"
    vault, _ = put(ann, url, "tok-parrot")
    repeats = calling(("t.fail", {"reason": "you sent tok-parrot"}))
    session = begin(ann, url, repeats, "Well.", vault_ids=[vault.id])
    _, (call,) = rested(ann, session.id)
    assert "you sent [credential]" in call.error["message"]


def test_another_tenant_finds_nothing_and_uses_nothing(ann, eve, guarded, url):
    guarded.token = "tok-of-ann"
    vault, credential = put(ann, url, "tok-of-ann")
    vaults = eve.beta.agents.vaults
    bearer = {"type": "static_bearer", "token": "x"}
    new = {**bearer, "mcp_server_url": url}
    own, own_credential = put(eve, url, "tok-of-eve")
    before = len(guarded.seen)
    attacks = [
        lambda: vaults.retrieve(vault.id),
        lambda: vaults.update(vault.id, name="mine"),
        lambda: vaults.delete(vault.id),
        lambda: vaults.list(after=vault.id),
        lambda: vaults.credentials.list(vault.id),
        lambda: vaults.credentials.create(vault.id, name="mine", auth=new),
        lambda: vaults.credentials.retrieve(credential.id, vault_id=vault.id),
        lambda: vaults.credentials.retrieve(credential.id, vault_id=own.id),
        lambda: vaults.credentials.update(credential.id, vault_id=own.id, auth=bearer),
        lambda: vaults.credentials.delete(credential.id, vault_id=own.id),
        lambda: vaults.credentials.list(own.id, after=credential.id),
        lambda: begin(eve, url, *LOOK, vault_ids=[vault.id]),
        lambda: begin(eve, url, *LOOK, vault_ids=[own.id, vault.id]),
    ]
    for attack in attacks:
        with pytest.raises(openai.NotFoundError):
            attack()
    with pytest.raises(openai.BadRequestError, match="in none of the session's"):
        begin(eve, url, *LOOK, vault_ids=[own.id], credential_id=credential.id)
    assert not [one for one in vaults.list() if one.id == vault.id]
    assert "Bearer tok-of-ann" not in guarded.seen[before:]
    assert ann.beta.agents.vaults.credentials.retrieve(credential.id, vault_id=vault.id) == credential
    assert own_credential.id != credential.id


def test_a_secret_goes_to_its_own_server_alone(ann, guarded, url):
    vault, other = put(ann, "https://other.example/mcp", "tok-other")
    with pytest.raises(openai.BadRequestError, match="credential for https://other"):
        begin(ann, url, *LOOK, vault_ids=[vault.id], credential_id=other.id)
    session = begin(ann, url, *LOOK, vault_ids=[vault.id])  # none of the vault's is for it
    rested(ann, session.id)
    assert "Bearer tok-other" not in guarded.seen


def test_of_two_that_fit_one_must_be_named(ann, guarded, url):
    guarded.token = "tok-two"
    vault, _ = put(ann, url, "tok-one")
    auth = {"type": "static_bearer", "mcp_server_url": url, "token": "tok-two"}
    second = ann.beta.agents.vaults.credentials.create(vault.id, name="second", auth=auth)
    with pytest.raises(openai.BadRequestError, match="2 credentials"):
        begin(ann, url, *LOOK, vault_ids=[vault.id])
    session = begin(ann, url, *LOOK, vault_ids=[vault.id], credential_id=second.id)
    assert rested(ann, session.id)[1][0].status == "completed"


def test_an_expired_token_is_not_sent(ann, guarded, url):
    expired = {"type": "mcp_oauth", "access_token": "tok-old", "expires_at": "2020-01-01T00:00:00Z"}
    vault, _ = put(ann, url, None, **expired)
    with pytest.raises(openai.BadRequestError, match="expired at 2020"):
        begin(ann, url, *LOOK, vault_ids=[vault.id])
    assert "Bearer tok-old" not in guarded.seen


@pytest.mark.parametrize(
    ("auth", "why"),
    [
        ({"token": None}, "`auth.token` is required"),
        ({"token": "tok\nX-Evil: 1"}, "header cannot carry"),
        ({"token": 7}, "`auth.token`"),
        ({"tokken": "tok-typo"}, "`auth.tokken` is no field"),
        ({"mcp_server_url": "http://plain.example/mcp"}, "https://"),
        ({"mcp_server_url": "https://me:tok-in-url@x.example/"}, "https://"),
        ({"type": "environment_variable"}, "not supported"),
        ({"type": "password"}, "static_bearer or mcp_oauth"),
        ({"type": ["password"]}, "static_bearer or mcp_oauth"),
    ],
)
def test_a_wrong_credential_is_refused_and_no_secret_is_repeated(ann, auth, why):
    vault = ann.beta.agents.vaults.create()
    given = {"type": "static_bearer", "mcp_server_url": "https://a.example/", "token": "tok-hush", **auth}
    with pytest.raises(openai.BadRequestError) as caught:
        ann.beta.agents.vaults.credentials.create(vault.id, name="c", auth=given)
    assert why in caught.value.body["message"]
    if "mcp_server_url" not in auth:
        assert "tok" not in caught.value.body["message"].replace("`auth.tok", "")


def test_who_runs_agents_needs_a_scope_to_use_vaults(ann, clients, url):
    vault, _ = put(ann, url, "tok")
    with pytest.raises(openai.PermissionDeniedError, match="vaults:use"):
        begin(clients["bot"], url, *LOOK, vault_ids=[vault.id])
    with pytest.raises(openai.PermissionDeniedError, match="vaults:read"):
        clients["bot"].beta.agents.vaults.list()


def test_an_approval_says_who_gave_it_and_is_not_the_agents_to_give(ann, clients, server, guarded, url):
    guarded.token = "tok-asked"
    vault, _ = put(ann, "tenure:asking", "tok-asked")
    session = begin(ann, "tenure:asking", *LOOK, vault_ids=[vault.id])
    waiting, _ = rested(ann, session.id)
    (action,) = waiting.required_actions
    approval = {
        "type": "agent.session.input.mcp_approval_request_result",
        "request_id": action.request_id,
        "response": {"type": "mcp_tool_call", "decision": "approve"},
    }
    boss = clients["boss"]
    say = {"type": "agent.session.input.message", "input": [{"role": "user", "content": "Hi."}]}
    with pytest.raises(openai.PermissionDeniedError, match="agents:write"):
        boss.beta.agents.sessions.events.create(session.id, events=[approval, say])
    boss.beta.agents.sessions.events.create(session.id, events=[approval])
    _, (call,) = rested(ann, session.id)
    assert call.status == "completed"
    given = call.to_dict()["tenure:approval"]
    assert (given["decision"], given["by"]["user"]) == ("approve", "boss")
    headers = {"authorization": "Bearer key-of-ann"}
    path = f"/v1/agents/sessions/{session.id}/events?format=json&limit=1000"
    events = httpx.get(f"{server.url}{path}", headers=headers, timeout=120).json()["data"]
    told = [event["item"] for event in events if event["type"].endswith("item.done")]
    assert [item["tenure:approval"]["by"]["user"] for item in told if "tenure:approval" in item] == ["boss"]


def audit(server, capsys, *arguments):
    code = cli.run(["audit", *arguments, "--data-dir", str(server.data_dir), "--json"])
    printed = capsys.readouterr()
    return code, json.loads(printed.out)


def test_the_audit_log_has_who_did_what_and_finds_what_was_changed(server, ann, guarded, url, capsys):
    guarded.token = "tok-audit"
    vault, credential = put(ann, url, "tok-audit")
    session = begin(ann, url, *LOOK, vault_ids=[vault.id])
    rested(ann, session.id)
    ann.beta.agents.sessions.delete(session.id)
    _, rows = audit(server, capsys, "list", "--tenant", "ann", "--limit", "6")
    assert [(row["action"], row["target"]) for row in rows] == [
        ("agent.session.deleted", session.id),
        ("tool.called", session.id),
        ("credential.used", credential.id),
        ("agent.session.created", session.id),
        ("credential.created", credential.id),
        ("vault.created", vault.id),
    ]
    assert {row["actor"]["user"] for row in rows} == {"ann"}
    assert rows[1]["actor"]["agent"].startswith("agent_")
    code, whole = audit(server, capsys, "verify")
    assert (code, whole["is_whole"], whole["num_rows"]) == (0, True, rows[0]["number"])
    assert audit(server, capsys, "verify", "--contains", rows[3]["hash"])[0] == 0
    assert audit(server, capsys, "verify", "--contains", "f" * 64)[0] == 1
    number = rows[1]["number"]
    with sqlite3.connect(server.data_dir / "sessions.sqlite") as log:
        details = log.execute("SELECT details FROM audit_log WHERE number = ?", (number,)).fetchone()
        log.execute("UPDATE audit_log SET details = '{}' WHERE number = ?", (number,))
    code, broken = audit(server, capsys, "verify")
    assert (code, broken["fault"].split(" is ")[0]) == (1, f"Row {number}")
    with sqlite3.connect(server.data_dir / "sessions.sqlite") as log:
        log.execute("UPDATE audit_log SET details = ? WHERE number = ?", (*details, number))
    log.close()


def test_without_a_key_file_there_are_no_vaults_and_it_is_said_what_to_do(toy):
    with pytest.raises(openai.APIStatusError, match="--vault-key-file") as caught:
        toy.sdk.beta.agents.vaults.create(name="x")
    assert caught.value.status_code == 501
    with pytest.raises(openai.APIStatusError, match="--vault-key-file"):
        toy.sdk.beta.agents.sessions.create(environment=NONE, agent={"model": "toy"}, vault_ids=["vault_1"])


# ---- responses ------------------------------------------------------------------------------------


def respond(client, url, *vault_ids, **tool):
    mcp = {
        "type": "mcp",
        "server_label": "t",
        "server_url": url,
        "require_approval": "never",
        "tenure:vault_ids": list(vault_ids),
        **tool,
    }
    response = client.responses.create(
        model="toy", input="Go.", instructions=transcript(*LOOK), tools=[mcp], temperature=0
    )
    return response, [item for item in response.output if item.type == "mcp_call"]


def test_a_response_calls_a_server_with_a_credential_of_the_tools_vaults(server, ann, guarded, url):
    secret = guarded.token = f"tok-{secrets.token_hex(16)}"
    vault, credential = put(ann, url, secret)
    for named in ({}, {"tenure:credential_id": credential.id}):
        response, (call,) = respond(ann, url, vault.id, **named)
        assert (call.error, guarded.seen[-1]) == (None, f"Bearer {secret}")
        assert secret not in response.to_json()
    assert not [path for path in server.data_dir.rglob("*.sqlite*") if secret.encode() in path.read_bytes()]


def test_a_response_without_the_vault_is_no_one_to_the_server(ann, guarded, url):
    secret = guarded.token = f"tok-{secrets.token_hex(16)}"
    put(ann, url, secret)
    before = len(guarded.seen)
    response, calls = respond(ann, url)
    assert calls == []
    assert f"Bearer {secret}" not in guarded.seen[before:]
    (listed,) = [item for item in response.output if item.type == "mcp_list_tools"]
    assert listed.error


def test_a_response_uses_no_vault_of_others(clients, ann, eve, guarded, url):
    guarded.token = f"tok-{secrets.token_hex(16)}"
    vault, _ = put(ann, url, guarded.token)
    with pytest.raises(openai.NotFoundError, match="no vault"):
        respond(eve, url, vault.id)
    with pytest.raises(openai.PermissionDeniedError, match="inference"):
        respond(clients["bot"], url, vault.id)
