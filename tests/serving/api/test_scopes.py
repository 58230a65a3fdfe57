"""What a key may do: in each dialect, over HTTP, with its own SDK."""

import time

import anthropic
import httpx
import openai
import pytest
from botocore.exceptions import ClientError

from serving.api import failed_logins
from serving.api_keys import parse_keys
from serving.principal import SCOPES, ApiKey

HELLO = [{"role": "user", "content": "hello"}]
YESTERDAY = time.time() - 86400
OTHERS = {name: [other for other in SCOPES if other not in (name, "admin")] for name in SCOPES}
KEYS = (
    *parse_keys(["alice:all", "alice:asks scopes=inference user=ada", "alice:looks scopes=sessions:read"]),
    *parse_keys([f"alice:all-but-{name} scopes={','.join(OTHERS[name])}" for name in OTHERS]),
    ApiKey("old", "alice", expires=YESTERDAY),
    ApiKey("new", "alice", expires=time.time() + 86400),
)
LACKS_INFERENCE = "The key or token lacks the scope `inference`, which this needs. It has sessions:read."


@pytest.fixture(scope="module")
def locked(start_once):
    return start_once(api_keys=KEYS)


def test_a_key_with_the_scope_may_and_its_user_is_known(locked):
    with locked.sdk("asks") as sdk:
        sdk.chat.completions.create(model="toy", messages=HELLO)
    asked = locked.backend.requests[-1].principal
    assert (asked.tenant, asked.user, asked.scopes) == ("alice", "ada", frozenset({"inference"}))
    assert asked.key_id.startswith("key_")


def test_openai_is_told_in_its_own_error(locked):
    with locked.sdk("looks") as sdk, pytest.raises(openai.PermissionDeniedError) as caught:
        sdk.chat.completions.create(model="toy", messages=HELLO)
    assert caught.value.body["message"].startswith(LACKS_INFERENCE)
    assert (caught.value.body["type"], caught.value.code) == ("permission_error", "insufficient_scope")
    challenge = caught.value.response.headers["www-authenticate"]
    assert challenge == 'Bearer error="insufficient_scope", scope="inference"'


def test_anthropic_is_told_in_its_own_error(locked):
    with locked.anthropic("looks") as claude, pytest.raises(anthropic.PermissionDeniedError) as caught:
        claude.messages.create(model="toy", max_tokens=5, messages=HELLO)
    assert caught.value.body["error"]["type"] == "permission_error"
    assert caught.value.body["error"]["message"].startswith(LACKS_INFERENCE)


def test_bedrock_is_told_in_its_own_error(locked):
    message = {"role": "user", "content": [{"text": "hello"}]}
    client = locked.bedrock("alice", "looks")
    with pytest.raises(ClientError) as caught:
        client.converse(modelId="toy", messages=[message])
    assert caught.value.response["Error"]["Code"] == "AccessDeniedException"
    assert caught.value.response["Error"]["Message"].startswith(LACKS_INFERENCE)
    client.close()
    client = locked.bedrock("alice", "asks")
    client.converse(modelId="toy", messages=[message])
    client.close()


@pytest.mark.parametrize(
    ("method", "path", "scope"),
    [
        ("POST", "/v1/completions", "inference"),
        ("POST", "/v1/responses", "inference"),
        ("GET", "/v1/responses/resp_1", "inference"),
        ("POST", "/v1/conversations", "inference"),
        ("POST", "/tokenize", "inference"),
        ("POST", "/v1/messages/count_tokens", "inference"),
        ("POST", "/model/toy/converse", "inference"),
        ("GET", "/v1/sessions", "sessions:read"),
        ("GET", "/v1/sessions/s/export", "sessions:read"),
        ("POST", "/v1/sessions/s/fork", "sessions:write"),
        ("POST", "/v1/sessions/import", "sessions:write"),
        ("DELETE", "/v1/sessions/s", "sessions:write"),
        ("GET", "/v1/memory/records", "memory:read"),
        ("POST", "/v1/memory/search", "memory:read"),
        ("POST", "/v1/memory/records", "memory:write"),
        ("DELETE", "/v1/memory/users/ada", "memory:write"),
        ("GET", "/v1/vaults", "vaults:read"),
        ("POST", "/openai/v1/vaults/v/credentials", "vaults:write"),
        ("GET", "/v1/agents", "agents:read"),
        ("POST", "/v1/agents", "agents:write"),
        ("GET", "/v1/agents/sessions/s/events", "agents:read"),
        ("POST", "/openai/v1/agents/sessions", "agents:write"),
        ("DELETE", "/v1/agents/sessions/s", "agents:write"),
    ],
)
def test_each_place_names_the_scope_that_it_needs(locked, method, path, scope):
    headers = {"authorization": f"Bearer all-but-{scope}"}
    response = httpx.request(method, f"{locked.url}{path}", headers=headers)
    assert response.status_code == 403
    assert f"`{scope}`" in response.text


@pytest.mark.parametrize(
    ("event", "key", "status"),
    [
        ("cancel", "says", 404),
        ("cancel", "grants", 403),
        ("approval", "says", 403),
        ("approval", "grants", 404),
    ],
)
def test_approvals_have_a_scope_of_their_own(start, event, key, status):
    server = start(api_keys=parse_keys(["a:says scopes=agents:write", "a:grants scopes=agents:approve"]))
    events = {
        "cancel": {"type": "agent.session.input.cancel"},
        "approval": {
            "type": "agent.session.input.mcp_approval_request_result",
            "request_id": "mcpr_1",
            "response": {"type": "mcp_tool_call", "decision": "approve"},
        },
    }
    response = httpx.post(
        f"{server.url}/v1/agents/sessions/asession_0/events",
        headers={"authorization": f"Bearer {key}"},
        json={"events": [events[event]]},
        timeout=60,
    )
    assert response.status_code == status


@pytest.mark.parametrize(
    ("path", "field"), [("/v1/responses", "input"), ("/openai/v1/conversations", "items")]
)
def test_so_have_those_that_a_response_waits_for(start, path, field):
    decision = {"type": "mcp_approval_response", "approval_request_id": "mcpr_1", "approve": True}
    server = start(
        api_keys=parse_keys(["a:asks scopes=inference", "a:grants scopes=inference,agents:approve"])
    )

    def answer(key):
        headers = {"authorization": f"Bearer {key}"}
        body = {field: [decision]}
        return httpx.post(f"{server.url}{path}", headers=headers, json=body, timeout=60)

    assert answer("asks").status_code == 403
    assert "`agents:approve`" in answer("asks").text
    assert answer("grants").status_code != 403


def test_an_expired_key_says_so_and_one_that_will_expire_is_good(locked):
    with locked.sdk("old") as sdk, pytest.raises(openai.AuthenticationError, match="expired at") as caught:
        sdk.models.list()
    assert caught.value.code == "expired_api_key"
    with locked.sdk("new") as sdk:
        sdk.models.list()


def test_a_signature_with_an_expired_key_says_so(locked):
    client = locked.bedrock("alice", "old")
    with pytest.raises(ClientError, match="expired at"):
        client.converse(modelId="toy", messages=[{"role": "user", "content": [{"text": "hello"}]}])
    client.close()


def test_any_key_may_list_the_models(locked):
    for key in ("asks", "looks"):
        with locked.sdk(key) as sdk:
            assert sdk.models.list().data


def test_a_websocket_is_refused_before_it_opens(locked):
    with locked.sdk("looks") as sdk, pytest.raises(Exception, match="403"), sdk.responses.connect():
        pass


def test_a_file_that_changes_counts_from_the_next_request_on(start, tmp_path):
    path = tmp_path / "keys"
    path.write_text("alice:first scopes=sessions:read\n")
    server = start(api_key_file=path)

    def status(key: str) -> int:
        url = f"{server.url}/v1/sessions"
        return httpx.get(url, headers={"authorization": f"Bearer {key}"}, timeout=60).status_code

    assert (status("first"), status("second")) == (200, 401)
    path.write_text("bob:second\n")
    assert (status("first"), status("second")) == (401, 200)
    path.write_text("bob:third scopes=nothing\n")  # is none: what there was stays
    assert (status("third"), status("second")) == (401, 200)
    path.write_text("# nobody\n")
    assert (status("second"), status("third")) == (401, 401)


def test_failed_logins_are_noted_together(start, monkeypatch):
    monkeypatch.setattr(failed_logins, "EVERY_S", 3600.0)
    server = start(api_keys=KEYS)
    for _ in range(3):
        assert (
            httpx.get(f"{server.url}/v1/models", headers={"x-api-key": "guess"}, timeout=60).status_code
            == 401
        )
    (noted,) = server.backend.noted
    assert (noted.action, noted.target) == ("login.failed", "127.0.0.1")
    assert noted.details == {"count": 1, "reason": "invalid_api_key", "path": "/v1/models"}
    monkeypatch.setattr(failed_logins, "EVERY_S", 0.0)
    client = server.bedrock("alice", "guess")
    with pytest.raises(ClientError):
        client.converse(modelId="toy", messages=[{"role": "user", "content": [{"text": "hello"}]}])
    client.close()
    assert server.backend.noted[1].details["count"] == 3
    assert server.backend.noted[1].details["reason"] == "invalid_signature"


def test_a_session_that_is_deleted_is_noted(start):
    server = start(api_keys=KEYS)
    with server.sdk("all") as sdk:
        sdk.chat.completions.create(model="toy", messages=HELLO, extra_headers={"x-session-id": "s"})
    headers = {"authorization": "Bearer all"}
    assert httpx.delete(f"{server.url}/v1/sessions/s", headers=headers, timeout=60).status_code == 200
    (noted,) = server.backend.noted
    assert (noted.principal.tenant, noted.action, noted.target) == ("alice", "session.deleted", "s")
