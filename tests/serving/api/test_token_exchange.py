"""Tokens with which agents act for users: RFC 8693, over HTTP."""

from __future__ import annotations

import base64
import json
import secrets
import time

import httpx
import jwt
import pytest

from serving.api_keys import parse_keys
from serving.principal import SCOPES, Principal, common_scopes

ACCESS = "urn:ietf:params:oauth:token-type:access_token"
KEYS = [
    "acme:key-of-ann user=ann",
    "acme:key-of-bob user=bob scopes=agents,inference,tools:search",
    "acme:key-of-boss user=boss scopes=agents,users:all",
    "acme:key-of-agent user=helper scopes=agents:write,inference,tools",
    "acme:key-of-second scopes=inference",
    "acme:key-of-bot",
    "other:key-of-other",
]
HELLO = {"model": "toy", "messages": [{"role": "user", "content": "hello"}]}


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tokens")
    (folder / "token-keys").write_text(base64.b64encode(secrets.token_bytes(32)).decode() + "\n")
    (folder / "keys").write_text("\n".join(KEYS) + "\n")
    return folder


@pytest.fixture(scope="module")
def server(start_once, files):
    return start_once(api_key_file=files / "keys", token_key_file=files / "token-keys")


@pytest.fixture
def exchange(server):
    def exchange(subject="key-of-bob", actor="key-of-agent", **fields):
        form = {
            "grant_type": "urn:ietf:params:oauth:grant-type:token-exchange",
            "subject_token": subject,
            "subject_token_type": ACCESS,
            "actor_token": actor,
            "actor_token_type": ACCESS,
        } | fields
        form = {name: value for name, value in form.items() if value is not None}
        return httpx.post(f"{server.url}/oauth/token", data=form)

    return exchange


@pytest.fixture
def ask(server):
    def ask(token):
        headers = {"authorization": f"Bearer {token}"}
        return httpx.post(f"{server.url}/v1/chat/completions", json=HELLO, headers=headers)

    return ask


def test_an_agent_acts_for_a_user_with_what_both_may(server, exchange, ask):
    answer = exchange()
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    body = answer.json()
    assert (body["issued_token_type"], body["token_type"]) == (ACCESS, "Bearer")
    assert set(body["scope"].split()) == {"agents:write", "inference", "tools:search"}
    assert 0 < body["expires_in"] <= 900
    assert ask(body["access_token"]).is_success
    asked = server.backend.requests[-1].principal
    assert (asked.tenant, asked.user, asked.agent) == ("acme", "bob", "helper")
    assert asked.scopes == {"agents:write", "inference", "tools:search"}
    claims = jwt.decode(body["access_token"], options={"verify_signature": False})
    assert (claims["sub"], claims["act"]) == ("bob", {"sub": "helper"})


def test_it_may_be_asked_for_less_and_never_for_more(exchange, ask):
    less = exchange(scope="inference").json()
    assert less["scope"] == "inference"
    assert ask(less["access_token"]).is_success
    for more in ("agents:read", "inference vaults:read", "admin", "users:all", "nonsense"):
        refused = exchange(scope=more)
        assert (refused.status_code, refused.json()["error"]) == (400, "invalid_scope")


def test_a_key_without_scopes_does_not_reach_other_users_by_asking(exchange):
    for scope in ("users:all", "users", "admin"):
        assert exchange("key-of-ann", "key-of-bot", scope=scope).json()["error"] == "invalid_scope"
    assert "scope" not in exchange("key-of-ann", "key-of-bot").json()


def test_a_chain_of_agents_is_told_and_grows_narrower(server, exchange, ask):
    first = exchange().json()["access_token"]
    second = exchange(first, "key-of-second").json()
    assert second["scope"] == "inference"
    claims = jwt.decode(second["access_token"], options={"verify_signature": False})
    assert claims["act"]["act"] == {"sub": "helper"}
    assert ask(second["access_token"]).is_success
    assert server.backend.requests[-1].principal.user == "bob"


def test_who_acts_for_a_user_does_not_approve(server, exchange):
    token = exchange("key-of-ann", "key-of-bot").json()["access_token"]
    event = {
        "type": "agent.session.input.mcp_approval_request_result",
        "request_id": "mcpr_1",
        "response": {"type": "mcp_tool_call", "decision": "approve"},
    }
    answer = httpx.post(
        f"{server.url}/v1/agents/sessions/asession_1/events",
        json={"events": [event]},
        headers={"authorization": f"Bearer {token}"},
    )
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "actor_refused")


def test_the_agent_may_be_who_sends_the_request(server):
    form = {
        "grant_type": "urn:ietf:params:oauth:grant-type:token-exchange",
        "subject_token": "key-of-bob",
        "subject_token_type": ACCESS,
    }
    headers = {"authorization": "Bearer key-of-agent"}
    assert httpx.post(f"{server.url}/oauth/token", data=form, headers=headers).is_success


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"subject": "key-of-bot"}, "invalid_request"),  # nobody's
        ({"actor": "key-of-other"}, "invalid_request"),  # of another tenant
        ({"subject": "guessed"}, "invalid_request"),
        ({"actor": "guessed"}, "invalid_request"),
        ({"actor": None}, "invalid_request"),
        ({"subject": None}, "invalid_request"),
        ({"subject_token_type": "urn:ietf:params:oauth:token-type:saml2"}, "invalid_request"),
        ({"requested_token_type": "urn:ietf:params:oauth:token-type:id_token"}, "invalid_request"),
        ({"audience": "elsewhere"}, "invalid_target"),
        ({"grant_type": "password"}, "unsupported_grant_type"),
    ],
)
def test_what_is_no_exchange_is_refused_in_oauths_words(exchange, fields, error):
    answer = exchange(**fields)
    assert (answer.status_code, answer.json()["error"]) == (400, error)
    assert "guessed" not in answer.text


def test_a_token_of_somebody_else_is_none_of_ours(ask):
    claims = {
        "iss": "tenure",
        "aud": "tenure",
        "sub": "ann",
        "tenant": "acme",
        "scopes": None,
        "keys": [],
        "act": {"sub": "me"},
        "exp": time.time() + 60,
    }
    header = {"typ": "tenure+jwt"}
    forged = jwt.encode(claims, secrets.token_bytes(32), algorithm="HS256", headers=header)
    head, body = (
        base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()
        for part in ({"alg": "none", **header}, claims)
    )
    for token in (forged, f"{head}.{body}."):
        assert ask(token).json()["error"]["code"] == "invalid_token"


def test_who_takes_a_key_back_takes_its_tokens_back(files, exchange, ask):
    token = exchange().json()["access_token"]
    (files / "keys").write_text("\n".join(key for key in KEYS if "agent " not in key) + "\n")
    assert ask(token).json()["error"]["code"] == "invalid_token"
    (files / "keys").write_text("\n".join(KEYS) + "\n")
    assert ask(token).is_success


def test_without_a_key_to_sign_with_none_are_given_out(start_once):
    server = start_once(api_keys=parse_keys(KEYS))
    form = {
        "grant_type": "urn:ietf:params:oauth:grant-type:token-exchange",
        "subject_token": "key-of-bob",
        "subject_token_type": ACCESS,
        "actor_token": "key-of-agent",
        "actor_token_type": ACCESS,
    }
    answer = httpx.post(f"{server.url}/oauth/token", data=form)
    assert (answer.status_code, "--token-key-file" in answer.text) == (501, True)


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        (None, None, None),
        ({"agents"}, None, {"agents"}),
        ({"agents"}, {"agents:read", "inference"}, {"agents:read"}),
        ({"admin"}, {"agents:read"}, {"agents:read"}),
        ({"tools:a", "tools:b"}, {"tools"}, {"tools:a", "tools:b"}),
        ({"inference"}, {"sessions"}, set()),
    ],
)
def test_what_two_may_do_together(one, other, both):
    principals = [Principal("t", scopes=scopes and frozenset(scopes)) for scopes in (one, other)]
    assert common_scopes(*principals) == both
    assert common_scopes(*reversed(principals)) == both


def test_who_is_bound_to_one_user_keeps_another_to_him():
    ann, boss = Principal("t", user="ann"), Principal("t", user="boss", scopes=frozenset({"admin"}))
    both = common_scopes(ann, boss)
    assert both == {*SCOPES, "tools"} - {"admin", "users:all"}
    assert Principal("t", user="boss", scopes=both).only_user == "boss"
