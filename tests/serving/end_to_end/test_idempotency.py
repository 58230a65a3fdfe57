"""One key, one answer: over several servers that share a log in PostgreSQL, with real clients."""

from __future__ import annotations

import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import httpx
import openai
import pytest

MESSAGES = [{"role": "user", "content": "Count the ships."}]


@pytest.fixture(scope="module")
def servers(start_server, postgres_database, tmp_path_factory):
    """Two, that no balancer tells apart."""
    with ExitStack() as stack:
        url = stack.enter_context(postgres_database())
        folders = [tmp_path_factory.mktemp(name) for name in ("first", "second")]
        yield [stack.enter_context(start_server(folder, "toy", database_url=url)) for folder in folders]


def with_key() -> dict[str, str]:
    return {"Idempotency-Key": uuid.uuid4().hex}


def ask(server, headers, **fields):
    """(the answer, whether it was made for an earlier request)"""
    raw = server.sdk.chat.completions.with_raw_response.create(
        model="toy", messages=MESSAGES, max_tokens=20, extra_headers=headers, **fields
    )
    return raw.parse(), raw.headers.get("idempotent-replayed") == "true"


def test_an_answer_that_has_ended_is_given_by_the_other_server_too(servers):
    first, second = servers
    headers = with_key()
    made, again = ask(first, headers), ask(second, headers)
    assert made[0] == again[0]
    assert (made[1], again[1]) == (False, True)


def test_the_same_key_at_both_servers_at_once_is_one_turn(servers):
    headers = with_key()
    with ThreadPoolExecutor(6) as threads:
        answers = list(threads.map(lambda server: ask(server, headers), [*servers, *servers, *servers]))
    assert len({answer.id for answer, _ in answers}) == 1
    assert sorted(is_replay for _, is_replay in answers) == [False] + [True] * 5


def test_a_stream_that_runs_is_read_at_the_other_server_from_its_first_event(servers):
    first, second = servers
    headers, path = with_key(), "/v1/chat/completions"
    body = {
        "model": "toy", "messages": MESSAGES, "stream": True, "max_tokens": 3000, "ignore_eos": True
    }  # fmt: skip
    with httpx.stream("POST", first.url + path, json=body, headers=headers, timeout=120) as running:
        lines = running.iter_lines()
        begun = [next(lines)]
        late = httpx.post(second.url + path, json=body, headers=headers, timeout=120)
        told = [*begun, *lines]
    assert late.text.splitlines() == told
    assert told[-2] == "data: [DONE]"
    assert late.headers["idempotent-replayed"] == "true"


def test_what_a_key_has_made_is_made_once(servers):
    first, second = servers
    headers = with_key()
    conversations = [
        server.sdk.conversations.create(extra_headers=headers).id for server in (*servers, *servers)
    ]
    assert len(set(conversations)) == 1
    ask(first, with_key(), extra_body={"session_id": "parent"})
    headers = with_key()
    forks = [
        httpx.post(f"{server.url}/v1/sessions/parent/fork", json={"n": 2}, headers=headers, timeout=60).json()
        for server in servers
    ]
    assert forks[0] == forks[1]
    with second.http as http:
        named = [one["id"] for one in http.get("/v1/sessions").json()["data"]]
    assert set(named) == {"parent", *forks[0]["session_ids"]}


def test_a_key_whose_post_was_refused_is_free(servers):
    headers = with_key()
    for server, metadata, status in zip(servers, ({"a": 1}, {"a": "1"}), (400, 200), strict=True):
        url = f"{server.url}/v1/conversations"
        assert httpx.post(url, json={"metadata": metadata}, headers=headers, timeout=60).status_code == status


def test_a_key_belongs_to_one_body_at_all_servers(servers):
    headers = with_key()
    ask(servers[0], headers)
    body = {"model": "toy", "messages": MESSAGES, "max_tokens": 3}
    other = httpx.post(f"{servers[1].url}/v1/chat/completions", json=body, headers=headers, timeout=60)
    assert (other.status_code, other.json()["error"]["code"]) == (422, "idempotency_key_reused")
    servers[0].sdk.conversations.create(extra_headers=(headers := with_key()))
    with pytest.raises(openai.UnprocessableEntityError, match="was sent with another request"):
        servers[1].sdk.conversations.create(metadata={"a": "b"}, extra_headers=headers)


def test_an_answer_that_was_refused_is_made_again_wherever_it_is_asked_for(servers):
    first, second = servers
    headers = with_key()
    body = {"model": "toy", "messages": [{"role": "user", "content": "too long " * 10_000}]}
    told = [
        httpx.post(f"{server.url}/v1/chat/completions", json=body, headers=headers, timeout=60)
        for server in (first, second)
    ]
    assert told[0].json()["error"] == told[1].json()["error"]
    assert told[0].status_code == told[1].status_code == 400


def test_a_stored_response_answers_its_key_also_when_its_server_is_gone(start_server, tmp_path):
    whole, streamed, cancelled = with_key(), with_key(), with_key()

    def respond(server, headers, **fields):
        given = {"model": "toy", "input": "Count.", "max_output_tokens": 20} | fields
        return server.sdk.responses.create(**given, extra_headers=headers)

    def events(server):
        with respond(server, streamed, stream=True) as stream:
            return [event.to_dict() for event in stream]

    long = {"background": True, "max_output_tokens": 5000, "extra_body": {"ignore_eos": True}}
    with start_server(tmp_path, "toy") as server:
        made, told = respond(server, whole), events(server)
        given_up = server.sdk.responses.cancel(respond(server, cancelled, **long).id)
    with start_server(tmp_path, "toy") as server:
        assert respond(server, whole) == made
        assert events(server) == told
        again = respond(server, cancelled, **long)
        assert (given_up.status, again.id != given_up.id) == ("cancelled", True)
        server.sdk.responses.cancel(again.id)


# ---- without a key: told by a retry count or a session, of a turn that takes long ------------------

ENDLESS = {"model": "toy", "messages": MESSAGES, "stream": True, "max_tokens": 3000, "ignore_eos": True}
PATH = "/v1/chat/completions"


@pytest.fixture
def told_at_once(monkeypatch):
    monkeypatch.setattr("serving.runs.logged_answers.TOLD_AFTER_S", 0.05)


def in_a_session() -> dict[str, str]:
    return {"x-session-id": uuid.uuid4().hex}


def counted(num_retries: int, headers: dict[str, str]) -> dict[str, str]:
    return {**headers, "x-stainless-retry-count": str(num_retries)}


@pytest.mark.parametrize("is_counted", [False, True])
def test_a_retry_without_a_key_is_attached_to_the_turn_at_the_other_server(servers, told_at_once, is_counted):
    first, second = servers
    headers = {} if is_counted else in_a_session()
    begun_with, again_with = (counted(n, headers) if is_counted else headers for n in (0, 1))
    with httpx.stream("POST", first.url + PATH, json=ENDLESS, headers=begun_with, timeout=120) as running:
        lines = running.iter_lines()
        begun = [next(lines)]
        time.sleep(0.5)  # by then the other one is told
        late = httpx.post(second.url + PATH, json=ENDLESS, headers=again_with, timeout=120)
        told = [*begun, *lines]
    assert late.text.splitlines() == told
    assert late.headers["idempotent-replayed"] == "true"


def test_the_turn_goes_on_for_a_retry_elsewhere_when_its_client_has_left(servers, told_at_once):
    first, second = servers
    headers = in_a_session()
    with ThreadPoolExecutor(1) as threads:
        with httpx.stream("POST", first.url + PATH, json=ENDLESS, headers=headers, timeout=120) as running:
            begun = next(running.iter_lines())
            time.sleep(0.5)
            late = threads.submit(httpx.post, second.url + PATH, json=ENDLESS, headers=headers, timeout=120)
            time.sleep(0.5)
        lines = late.result().text.splitlines()
    assert lines[0] == begun
    assert lines[-2] == "data: [DONE]"


def test_the_same_in_a_session_behind_a_whole_answer_is_another_turn(servers, told_at_once):
    """A moment later: until then the other server may take it for a retry."""
    first, second = servers
    body, headers = {**ENDLESS, "max_tokens": 1000}, in_a_session()
    made = httpx.post(first.url + PATH, json=body, headers=headers, timeout=120)
    until = time.monotonic() + 60
    while True:
        again = httpx.post(second.url + PATH, json=body, headers=headers, timeout=120)
        if "idempotent-replayed" not in again.headers or time.monotonic() > until:
            break
        time.sleep(0.2)
    assert "idempotent-replayed" not in again.headers
    assert again.text != made.text
