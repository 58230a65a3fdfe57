"""Sessions: how a request names one, what is said of it, and /v1/sessions."""

import httpx
import pytest

CHAT = "/v1/chat/completions"


def say(http: httpx.Client, *contents: str, headers=None, **fields) -> dict:
    messages = [{"role": "user", "content": content} for content in contents]
    response = http.post(
        CHAT, json={"messages": messages, "add_generation_prompt": False, **fields}, headers=headers
    )
    assert response.status_code == 200, response.text
    return response.json()


def test_without_a_session_nothing_is_said_of_one(http):
    assert "session" not in say(http, "a")


def test_an_answer_reports_how_its_history_met_the_session(http):
    assert say(http, "a", session_id="s")["session"] == {
        "id": "s",
        "matched_messages": 0,
        "matched_tokens": 0,
        "forked": False,
    }
    again = say(http, "a", "b", session_id="s")
    assert again["session"] == {"id": "s", "matched_messages": 1, "matched_tokens": 7, "forked": False}
    assert again["usage"]["prompt_tokens_details"]["cached_tokens"] == 7
    assert say(http, "other", session_id="s")["session"]["forked"]


@pytest.mark.parametrize(
    ("path", "prompt"),
    [(CHAT, {"messages": [{"role": "user", "content": "a"}]}), ("/v1/completions", {"prompt": "a"})],
)
def test_a_stream_reports_it_in_its_first_chunk(http, sse, path, prompt):
    chunks = sse(http, path, {**prompt, "stream": True, "session_id": "s"})
    assert chunks[0]["session"]["id"] == "s"
    assert not any("session" in chunk for chunk in chunks[1:])


@pytest.mark.parametrize("header", ["x-session-id", "x-dynamo-session-id"])
def test_a_header_names_the_session(http, header):
    assert say(http, "a", headers={header: "from-header"})["session"]["id"] == "from-header"


def test_the_body_wins_over_the_header(http):
    answer = say(http, "a", headers={"x-session-id": "header"}, session_id="body")
    assert answer["session"]["id"] == "body"


def test_a_session_header_is_utf8(http):
    assert say(http, "a", headers=[(b"x-session-id", "größe".encode())])["session"]["id"] == "größe"
    response = http.post(
        CHAT, json={"messages": [{"role": "user", "content": "a"}]}, headers=[(b"x-session-id", b"\xff")]
    )
    assert (response.status_code, response.json()["error"]["param"]) == (400, "session_id")


def test_a_header_is_checked_like_the_body(http):
    response = http.post(
        CHAT, json={"messages": [{"role": "user", "content": "a"}]}, headers={"x-session-id": "x" * 257}
    )
    assert (response.status_code, response.json()["error"]["param"]) == (400, "session_id")


def test_sessions_are_listed_in_pages_the_latest_first(http):
    for number in range(5):
        say(http, "a", session_id=f"s{number}")
    first = http.get("/v1/sessions", params={"limit": 2}).json()
    assert [item["id"] for item in first["data"]] == ["s4", "s3"]
    assert (first["object"], first["first_id"], first["last_id"], first["has_more"]) == (
        "list",
        "s4",
        "s3",
        True,
    )
    last = http.get("/v1/sessions", params={"limit": 3, "after": first["last_id"]}).json()
    assert [item["id"] for item in last["data"]] == ["s2", "s1", "s0"]
    assert not last["has_more"]


def test_sessions_are_listed_in_either_order(http):
    for number in range(3):
        say(http, "a", session_id=f"s{number}")
    oldest = http.get("/v1/sessions", params={"limit": 2, "order": "asc"}).json()
    assert [item["id"] for item in oldest["data"]] == ["s0", "s1"]
    assert oldest["has_more"]
    assert http.get("/v1/sessions", params={"order": "up"}).json()["error"]["param"] == "order"


def test_include_names_what_is_shown_besides(http):
    say(http, "a", session_id="s")
    refused = http.get("/v1/sessions/s", params={"include": "secrets"})
    assert (refused.status_code, refused.json()["error"]["param"]) == (400, "include.0")
    assert http.get("/v1/sessions/s", params={"include": "token_ids"}).status_code == 200


def test_an_empty_page_has_no_ids(http):
    page = http.get("/v1/sessions").json()
    assert page == {"object": "list", "data": [], "first_id": None, "last_id": None, "has_more": False}


@pytest.mark.parametrize("limit", ["0", "101", "many", "1.5"])
def test_a_page_has_1_to_100_sessions(http, limit):
    response = http.get("/v1/sessions", params={"limit": limit})
    assert (response.status_code, response.json()["error"]["param"]) == (400, "limit")


@pytest.mark.parametrize("session_id", ["s", "agent/7", "größe 1", "a?b#c%2F"])
def test_one_session_is_shown_and_forgotten(http, session_id):
    say(http, "abc", session_id=session_id)
    path = f"/v1/sessions/{httpx.URL('', params={'q': session_id}).query.decode()[2:].replace('+', '%20')}"
    shown = http.get(path).json()
    assert (shown["id"], shown["object"], shown["state"]) == (session_id, "session", "resident")
    assert shown["num_tokens"] == 9
    assert {"bytes_resident", "last_used_at", "created_at", "num_blocks", "num_resident_blocks"} <= set(shown)
    assert http.delete(path).json() == {"id": session_id, "object": "session.deleted", "deleted": True}
    for method in ("GET", "DELETE"):
        gone = http.request(method, path)
        assert (gone.status_code, gone.json()["error"]["code"]) == (404, "session_not_found")


def test_another_tenants_session_is_not_there(start):
    server = start(api_keys=(("key-a", "alice"), ("key-b", "bob")))
    alice, bob = ({"authorization": f"Bearer key-{name}"} for name in "ab")
    with httpx.Client(base_url=server.url) as http:
        say(http, "a", session_id="s", headers=alice)
        assert http.get("/v1/sessions/s", headers=alice).status_code == 200
        assert http.get("/v1/sessions/s", headers=bob).status_code == 404
        assert http.delete("/v1/sessions/s", headers=bob).status_code == 404
        assert http.get("/v1/sessions", headers=bob).json()["data"] == []
