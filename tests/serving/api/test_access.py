"""Who may come in, how much they may bring, and what their browser and their logs need."""

import socket
import time

import httpx
import pytest
from openai import AuthenticationError

from serving.config import OPEN_TENANT
from serving.principal import Principal

CHAT = "/v1/chat/completions"
HELLO = {"messages": [{"role": "user", "content": "hello"}]}
KEYS = (("key-a", "alice"), ("key-b", "bob"), ("schlüssel", "carla"))
PROTECTED = [
    ("POST", CHAT),
    ("POST", "/v1/completions"),
    ("GET", "/v1/models"),
    ("GET", "/v1/models/toy"),
    ("GET", "/v1/sessions"),
    ("GET", "/v1/sessions/s"),
    ("DELETE", "/v1/sessions/s"),
    ("POST", "/tokenize"),
    ("POST", "/detokenize"),
    ("GET", "/tokenizer_info"),
]


@pytest.fixture(scope="module")
def locked(start_once):
    server = start_once(api_keys=KEYS)
    with httpx.Client(base_url=server.url, timeout=60) as http:
        yield server, http


@pytest.mark.parametrize(("method", "path"), PROTECTED)
@pytest.mark.parametrize("headers", [{}, {"authorization": "Bearer wrong"}, {"authorization": "Basic key-a"}])
def test_without_a_known_key_nothing_is_told(locked, method, path, headers):
    _, http = locked
    response = http.request(method, path, headers=headers)
    assert response.status_code == 401
    assert response.headers["www-authenticate"] == "Bearer"
    error = response.json()["error"]
    assert (error["type"], error["code"]) == ("authentication_error", "invalid_api_key")
    assert "wrong" not in response.text


@pytest.mark.parametrize("path", ["/health", "/healthz", "/readyz", "/version", "/metrics", "/openapi.json"])
def test_what_orchestrators_ask_needs_no_key(locked, path):
    assert locked[1].get(path).status_code == 200


@pytest.mark.parametrize(
    ("headers", "tenant"),
    [
        ({"authorization": "Bearer key-a"}, "alice"),
        ({"authorization": "bearer key-b"}, "bob"),
        ({"x-api-key": "key-b"}, "bob"),
        ({"api-key": "key-a"}, "alice"),
        ([(b"authorization", "Bearer schlüssel".encode())], "carla"),
    ],
)
def test_the_principal_is_the_keys(locked, headers, tenant):
    server, http = locked
    assert http.post(CHAT, json={**HELLO, "user": "mallory"}, headers=headers).status_code == 200
    assert server.backend.requests[-1].principal == Principal(tenant)


def test_the_sdk_raises_its_own_error(locked):
    server, _ = locked
    with server.sdk("wrong") as sdk, pytest.raises(AuthenticationError):
        sdk.models.list()


def test_an_open_server_ignores_keys(http, server):
    assert http.post(CHAT, json=HELLO, headers={"authorization": "Bearer anything"}).status_code == 200
    assert server.backend.requests[-1].principal == Principal(OPEN_TENANT)


def test_a_body_over_the_limit_is_refused_by_its_declared_length(start):
    server = start(max_body_bytes=1000)
    response = httpx.post(f"{server.url}{CHAT}", json={**HELLO, "user": "x" * 1000})
    assert response.status_code == 413
    error = response.json()["error"]
    assert error["code"] == "request_too_large"
    assert error["message"].startswith("The request body may have 1000 bytes and this one has ")


def test_a_chunked_body_over_the_limit_is_refused_before_its_end(start):
    server = start(max_body_bytes=1000)
    lines = [
        f"POST {CHAT} HTTP/1.1",
        "host: x",
        "content-type: application/json",
        "transfer-encoding: chunked",
        "",
    ]
    url = httpx.URL(server.url)
    with socket.create_connection((url.host, url.port), timeout=60) as connection:
        head = "\r\n".join([*lines, ""]).encode()
        connection.sendall(head + b"7d0\r\n" + b"x" * 2000 + b"\r\n")  # 0x7d0 bytes, and no end
        assert connection.recv(100).startswith(b"HTTP/1.1 413 ")


def test_one_request_too_many_is_turned_away(start):
    server = start(max_concurrent_requests=1)
    sleep = {"messages": [{"role": "user", "content": "sleep"}], "stream": True}
    with httpx.Client(base_url=server.url, timeout=60) as http:
        with http.stream("POST", CHAT, json=sleep):
            server.wait_until_open(1)
            response = http.post(CHAT, json=HELLO)
            assert response.status_code == 429
            assert int(response.headers["retry-after"]) >= 1
            assert response.json()["error"]["code"] == "overloaded"
            assert http.get("/v1/models").status_code == 200
        server.wait_until_idle()
        deadline = time.monotonic() + 60
        while (
            response := http.post(CHAT, json=HELLO)
        ).status_code == 429:  # its place is free a little later
            assert time.monotonic() < deadline
            time.sleep(0.01)
        assert response.status_code == 200


def test_a_failed_request_gives_its_place_back(start):
    server = start(max_concurrent_requests=1)
    with httpx.Client(base_url=server.url) as http:
        for content in ("fail", "crash", "die"):
            assert (
                http.post(CHAT, json={"messages": [{"role": "user", "content": content}]}).status_code >= 429
            )
        assert http.post(CHAT, json=HELLO).status_code == 200


@pytest.mark.parametrize("path", ["/v1/models", "/v1/nothing", "/health"])
def test_a_request_id_comes_back(http, path):
    assert http.get(path, headers={"x-request-id": "my-id_1"}).headers["x-request-id"] == "my-id_1"


@pytest.mark.parametrize("given", ["has space", "x" * 129, "", "<script>"])
def test_an_unusable_request_id_is_replaced(http, given):
    assert http.get("/health", headers={"x-request-id": given}).headers["x-request-id"].startswith("req-")


def test_errors_and_streams_have_a_request_id(http):
    assert http.post(CHAT, json={}).headers["x-request-id"].startswith("req-")
    assert http.post(CHAT, json={**HELLO, "stream": True}).headers["x-request-id"].startswith("req-")


def is_about_it(record) -> bool:
    """And not about a request of an earlier test, whose line may come late."""
    return record.message == "http_request" and record.fields["request_id"] == "find-me"


def test_each_request_is_logged_with_its_id_and_its_answers(http, caplog):
    caplog.set_level("INFO")
    answer = http.post(CHAT, json=HELLO, headers={"x-request-id": "find-me"}).json()
    while not (lines := [record for record in caplog.records if is_about_it(record)]):
        time.sleep(0.01)  # the line is written once the answer is out
    assert lines[0].fields.pop("duration_s") > 0
    assert lines[0].fields == {
        "request_id": "find-me",
        "method": "POST",
        "path": CHAT,
        "status": 200,
        "answer_id": answer["id"],
        "tenant": "default",
        "model": "toy",
    }


def test_other_origins_are_not_let_in_by_default(http):
    response = http.get("/v1/models", headers={"origin": "https://example.org"})
    assert "access-control-allow-origin" not in response.headers


def test_an_allowed_origin_may_ask_and_read(start):
    server = start(allowed_origins=("https://app.example",), api_keys=KEYS)
    origin = {"origin": "https://app.example"}
    ask = {
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization,content-type",
    }
    with httpx.Client(base_url=server.url) as http:
        preflight = http.options(CHAT, headers={**origin, **ask})
        assert preflight.status_code == 200
        assert "authorization" in preflight.headers["access-control-allow-headers"]
        refusal = http.post(CHAT, json=HELLO, headers=origin)
        assert refusal.status_code == 401
        assert refusal.headers["access-control-allow-origin"] == "https://app.example"
        assert "x-request-id" in refusal.headers["access-control-expose-headers"]
        stranger = http.options(CHAT, headers={"origin": "https://evil.example", **ask})
        assert "access-control-allow-origin" not in stranger.headers
