"""A request that is sent again is answered with the answer to the first, however often it comes."""

from __future__ import annotations

import asyncio
import json
import re
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from functools import wraps

import anthropic
import httpx
import pytest
from anthropic import Anthropic
from openai import OpenAI

from serving.api import shared_answers
from serving.api.app import create_app
from serving.api.limits import Slots
from serving.api.retries import Sent
from serving.api.shared_answers import SharedAnswers
from serving.config import ApiConfig
from serving.operations import CreateConversation
from serving.principal import Principal

BODIES = {
    "/v1/chat/completions": {"messages": [{"role": "user", "content": "queue"}]},
    "/v1/completions": {"prompt": "queue"},
    "/v1/responses": {"input": "queue", "store": False},
    "/v1/messages": {"messages": [{"role": "user", "content": "queue"}], "max_tokens": 50},
}


def in_session() -> dict[str, str]:
    return {"x-session-id": f"s-{uuid.uuid4().hex}"}


def with_key() -> dict[str, str]:
    return {"idempotency-key": uuid.uuid4().hex}


def post(server, path, headers=None, **fields):
    return httpx.post(
        server.url + path, json={"model": "toy", **BODIES[path], **fields}, headers=headers, timeout=60
    )


def together(server, path, headers, num=3, **fields):
    """The answers to equal requests, none of which is there before all have come."""
    server.backend.gate.clear()
    with ThreadPoolExecutor(num) as threads:
        answers = threads.map(lambda _: post(server, path, headers, **fields), range(num))
        try:
            while num_open_requests(server) < num:
                time.sleep(0.01)
        finally:
            server.backend.gate.set()
        return list(answers)


def num_open_requests(server) -> int:
    """Besides the one that asks."""
    metrics = httpx.get(f"{server.url}/metrics", timeout=60).text
    return int(float(re.search(r"^tenure:http_open_requests (\S+)$", metrics, re.MULTILINE)[1])) - 1


def in_a_loop(test):
    """As pytest knows only functions."""

    @wraps(test)
    def run(**fixtures):
        asyncio.run(test(**fixtures))

    return run


# ---- while the first is being answered ----------------------------------------------------------------


@pytest.mark.parametrize("path", BODIES)
@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize("again", [in_session, with_key])
def test_the_same_request_thrice_is_one_turn(server, path, stream, again):
    answers = together(server, path, again(), stream=stream)
    assert len(server.backend.requests) == 1
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.text for answer in answers}) == 1
    replayed = [answer.headers.get("idempotent-replayed") for answer in answers]
    assert sorted(replayed, key=str) == [None, "true", "true"]


def test_equal_requests_that_nothing_marks_are_answered_each_for_itself(server):
    answers = together(server, "/v1/chat/completions", {})
    assert len(server.backend.requests) == len({answer.json()["id"] for answer in answers}) == 3


def test_another_body_or_session_is_another_request(server):
    path, session = "/v1/chat/completions", in_session()
    with ThreadPoolExecutor(3) as threads:
        several = [(session, {}), (session, {"max_tokens": 7}), (in_session(), {})]
        list(threads.map(lambda one: post(server, path, one[0], **one[1]), several))
    assert len(server.backend.requests) == 3


def test_who_comes_late_gets_a_stream_from_its_first_event(start, shared):
    server = start(type(shared.backend)(delay_s=0.05))
    headers, body = in_session(), {"messages": [{"role": "user", "content": "a long reply"}], "stream": True}
    url = f"{server.url}/v1/chat/completions"
    with httpx.stream("POST", url, json=body, headers=headers, timeout=60) as first:
        lines = first.iter_lines()
        begun = [next(lines) for _ in range(6)]
        late = httpx.post(url, json=body, headers=headers, timeout=60)
        rest = [*begun, *lines]
    assert late.text.splitlines() == rest
    assert len(server.backend.requests) == 1


def test_a_refusal_is_told_to_all_and_kept_for_nobody(server):
    fields = {"messages": [{"role": "user", "content": "queue and fail"}]}
    headers = with_key()
    answers = together(server, "/v1/chat/completions", headers, **fields)
    assert {answer.status_code for answer in answers} == {429}
    num_before = len(server.backend.requests)
    assert post(server, "/v1/chat/completions", headers, **fields).status_code == 429
    assert len(server.backend.requests) == num_before + 1


# ---- the SDKs' own retries ----------------------------------------------------------------------------


def test_what_an_sdk_sends_again_after_a_timeout_is_computed_once(server):
    said = [{"role": "user", "content": "queue"}]
    impatient = {"timeout": 0.3, "max_retries": 20}
    with OpenAI(base_url=f"{server.url}/v1", api_key="none", **impatient) as sdk:
        assert sdk.chat.completions.create(model="toy", messages=said).choices[0].message.content == "QUEUE"
    with Anthropic(base_url=server.url, api_key="none", **impatient) as claude:
        message = claude.messages.create(model="toy", messages=said, max_tokens=50)
        assert message.content[0].text == "QUEUE"
    assert len(server.backend.requests) == 2


# ---- after its end ------------------------------------------------------------------------------------


def test_a_key_gets_the_same_answer_again(server):
    headers = with_key()
    first, second = (post(server, "/v1/responses", headers, input="hello") for _ in range(2))
    assert first.json() == second.json()
    assert len(server.backend.requests) == 1


def test_a_compaction_has_keys_too(server):
    headers = with_key()
    first, second = (
        httpx.post(
            f"{server.url}/v1/responses/compact",
            json={"model": "toy", "input": "hello"},
            headers=headers,
            timeout=60,
        ).json()
        for _ in range(2)
    )
    assert first == second
    assert len(server.backend.requests) == 1


def test_a_key_is_for_one_request(server):
    headers = with_key()
    post(server, "/v1/chat/completions", headers)
    other = post(server, "/v1/chat/completions", headers, max_tokens=3)
    assert (other.status_code, other.json()["error"]["code"]) == (422, "idempotency_key_reused")
    assert post(server, "/v1/completions", headers).status_code == 422
    with pytest.raises(anthropic.UnprocessableEntityError), server.anthropic() as claude:
        claude.messages.create(
            model="toy", messages=[{"role": "user", "content": "x"}], max_tokens=3, extra_headers=headers
        )


def test_a_key_that_is_none_is_refused(server):
    assert post(server, "/v1/responses", {"idempotency-key": "k" * 256}).status_code == 400


def test_a_key_of_another_tenant_is_another_key(start):
    server = start(api_keys=(("a", "ann"), ("b", "bob")))
    headers = with_key()
    told = [
        post(server, "/v1/chat/completions", {**headers, "authorization": f"Bearer {key}"}).json()["id"]
        for key in ("a", "b", "a")
    ]
    assert told[0] == told[2] != told[1]


def test_the_same_behind_a_whole_answer_in_a_session_asks_for_another(server):
    session = in_session()
    ids = [post(server, "/v1/chat/completions", session).json()["id"] for _ in range(2)]
    assert len(set(ids)) == 2


def test_who_asks_the_same_as_soon_as_the_last_byte_is_there_asks_for_another():
    """A client has all of an answer before the server has heard that it is sent."""
    answers, num_made = SharedAnswers(Slots(8)), 0
    request = Sent(Principal("ann"), "/v1/completions", b"digest", "s", None, None)

    async def make(send, note_token):
        nonlocal num_made
        num_made += 1
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"a"})

    async def receive():
        await asyncio.Event().wait()

    async def ask(send):
        await answers.answer(request, make, receive, send)

    async def ignore(message):
        pass

    async def ask_again(message):
        if message["type"] == "http.response.body":
            await ask(ignore)

    asyncio.run(ask(ask_again))
    assert num_made == 2


def test_an_answer_is_kept_for_a_while_and_within_a_bound(start, monkeypatch):
    monkeypatch.setattr(shared_answers, "MAX_ALL_BYTES", 1500)
    server = start()
    keys = [with_key() for _ in range(4)]
    first = [post(server, "/v1/completions", key, prompt="hello").json()["id"] for key in keys]
    again = [post(server, "/v1/completions", key, prompt="hello").json()["id"] for key in reversed(keys)]
    assert again[0] == first[-1]
    assert again[-1] != first[0]


# ---- nobody there -------------------------------------------------------------------------------------


def hang_up(server, headers, said, num_lines):
    body = {"messages": [{"role": "user", "content": said}], "stream": True, "max_tokens": 4000}
    url = f"{server.url}/v1/chat/completions"
    with httpx.stream("POST", url, json=body, headers=headers, timeout=60) as response:
        lines = response.iter_lines()
        return [next(lines) for _ in range(num_lines)]


def test_who_hangs_up_before_the_first_token_may_come_back(server):
    session = in_session()
    hang_up(server, session, "queue and sleep", num_lines=1)
    hang_up(server, session, "queue and sleep", num_lines=1)
    assert len(server.backend.requests) == 1


@pytest.mark.parametrize(("said", "num_lines"), [("sleep", 1), ("hello " * 200, 7)])
def test_a_turn_ends_when_nobody_comes_back(start, shared, monkeypatch, said, num_lines):
    monkeypatch.setattr(shared_answers, "GRACE_S", 0.05)
    server = start(type(shared.backend)(delay_s=0.02))
    hang_up(server, in_session(), said, num_lines)
    server.wait_until_idle()
    assert server.backend.num_closed == 1


def test_one_reader_that_leaves_does_not_end_it_for_another(server):
    session, body = in_session(), {**BODIES["/v1/chat/completions"], "stream": True}
    url = f"{server.url}/v1/chat/completions"
    with ThreadPoolExecutor(1) as threads:
        stays = threads.submit(httpx.post, url, json=body, headers=session, timeout=60)
        with httpx.stream("POST", url, json=body, headers=session, timeout=60):
            pass
        *_, done, _ = stays.result().text.split("\n\n")
    assert done == "data: [DONE]"
    assert len(server.backend.requests) == 1
    assert json.loads(stays.result().text.split("\n\n")[0].removeprefix("data: "))


# ---- what generates nothing ---------------------------------------------------------------------------


def test_a_key_opens_no_door(start):
    server = start(api_keys=(("a", "ann"),))
    url = f"{server.url}/v1/conversations"
    assert httpx.post(url, json={}, headers=with_key(), timeout=60).status_code == 401


@in_a_loop
async def test_what_is_created_is_created_once_also_where_its_client_has_left(shared):
    class Slow(type(shared.backend)):
        has_begun, may_go = asyncio.Event(), asyncio.Event()
        num_created = 0

        async def call(self, operation):
            if isinstance(operation, CreateConversation):
                self.num_created += 1
                self.has_begun.set()
                await self.may_go.wait()
                return operation.conversation
            return await super().call(operation)

    backend, headers = Slow(), with_key()
    transport = httpx.ASGITransport(create_app(backend, ApiConfig()))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        leaving = asyncio.create_task(client.post("/v1/conversations", json={}, headers=headers))
        await backend.has_begun.wait()
        leaving.cancel()
        again = asyncio.create_task(client.post("/v1/conversations", json={}, headers=headers))
        backend.may_go.set()
        assert (await again).status_code == 200
    assert (backend.num_created, (await again).headers["idempotent-replayed"]) == (1, "true")


# ---- over several processes ---------------------------------------------------------------------------


class Linked:
    """What another process answers."""

    def __init__(self, answers: shared_answers.SharedAnswers) -> None:
        self._answers = answers

    async def part(self, sent, start):
        return await self._answers.part(sent, start)

    async def tell(self, shared):
        pass


class TwoProcesses:
    """Two applications over one backend, each of which may ask the other."""

    def __init__(self, backend) -> None:
        self.backend = backend
        apps = [create_app(backend, ApiConfig()) for _ in range(2)]
        for app, other in (apps, reversed(apps)):
            app.state.answers.peers = Linked(other.state.answers)
        self.first, self.second = (
            httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") for app in apps
        )

    async def begin(self, headers, **fields) -> asyncio.Task[httpx.Response]:
        """At the first; returns when its turn is open."""
        task = asyncio.create_task(self.post(self.first, headers, **fields))
        await asyncio.to_thread(self._wait_until_open)
        return task

    def _wait_until_open(self) -> None:
        while not self.backend.num_open:
            time.sleep(0.001)

    @staticmethod
    async def post(client, headers, **fields) -> httpx.Response:
        path = "/v1/messages"
        return await client.post(path, json={"model": "toy", **BODIES[path], **fields}, headers=headers)


@pytest.fixture
def two_processes(shared):
    return TwoProcesses(type(shared.backend)(delay_s=0.02))


def of_a_retry() -> dict[str, str]:
    return {"x-stainless-retry-count": "1"}


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize("again", [in_session, with_key, of_a_retry])
@in_a_loop
async def test_a_retry_at_another_process_is_attached_to_the_turn(two_processes, stream, again):
    headers = again()
    first = await two_processes.begin({"x-stainless-retry-count": "0"} | headers, stream=stream)
    second = await two_processes.post(two_processes.second, headers, stream=stream)
    assert (await first).text == second.text
    assert second.headers["idempotent-replayed"] == "true"
    assert len(two_processes.backend.requests) == 1


@in_a_loop
async def test_the_turn_goes_on_for_a_reader_elsewhere_when_its_own_has_left(two_processes):
    headers = with_key()
    first = await two_processes.begin(headers, stream=True)
    second = asyncio.create_task(two_processes.post(two_processes.second, headers, stream=True))
    await asyncio.sleep(0.1)  # it reads
    first.cancel()
    assert "message_stop" in (await second).text
    assert len(two_processes.backend.requests) == 1


@in_a_loop
async def test_a_key_belongs_to_one_body_in_all_processes(two_processes):
    headers = with_key()
    first = await two_processes.begin(headers)
    other = await two_processes.post(two_processes.second, headers, max_tokens=7)
    assert other.status_code == 422
    assert (await first).status_code == 200


@in_a_loop
async def test_a_first_request_of_the_sdks_asks_nobody(two_processes, monkeypatch):
    async def part(self, sent, start):
        raise AssertionError("nobody is to be asked")

    monkeypatch.setattr(Linked, "part", part)
    answer = await two_processes.post(two_processes.second, {"x-stainless-retry-count": "0"} | in_session())
    assert answer.status_code == 200
