"""What goes over the wire while an answer is generated, and what happens when it goes wrong."""

import asyncio
import json
import time
from contextlib import suppress

import httpx
import pytest
from openai import APIError, OpenAI, RateLimitError

from serving.api.sse import event

CHAT = "/v1/chat/completions"


def chat(content: str, **fields) -> dict:
    return {"messages": [{"role": "user", "content": content}], **fields}


def first_line(server, body: dict) -> dict:
    """The first event of a stream, after which the client hangs up."""
    with httpx.stream("POST", f"{server.url}{CHAT}", json=body, timeout=60) as response:
        for line in response.iter_lines():
            if line:
                return json.loads(line.removeprefix("data: "))
    raise AssertionError("the stream was empty")


def test_the_first_event_is_sent_before_the_second_exists(server):
    assert first_line(server, chat("sleep", stream=True))["choices"][0]["delta"]["role"] == "assistant"


@pytest.mark.parametrize("stream", [False, True])
def test_an_error_before_the_turn_starts_is_a_plain_http_error(http, stream):
    response = http.post(CHAT, json=chat("fail", stream=stream))
    assert response.status_code == 429
    assert response.headers["retry-after"] == "3"
    assert response.json() == {
        "error": {
            "message": "The queue is full.",
            "type": "rate_limit_exceeded",
            "param": None,
            "code": "overloaded",
        }
    }


def test_the_sdk_raises_it_as_its_own_error(client: OpenAI):
    with pytest.raises(RateLimitError, match="The queue is full"):
        client.chat.completions.create(
            model="toy", messages=[{"role": "user", "content": "fail"}], stream=True
        )


@pytest.mark.parametrize("stream", [False, True])
def test_a_prompt_that_is_too_long_names_both_numbers(http, stream):
    response = http.post("/v1/completions", json={"prompt": "a" * 5000, "stream": stream})
    assert response.status_code == 400
    error = response.json()["error"]
    assert "5000" in error["message"]
    assert "4096" in error["message"]
    assert error["code"] == "context_length_exceeded"


def test_an_error_in_mid_stream_is_its_last_event(http, sse):
    *chunks, last = sse(http, CHAT, chat("die", stream=True))
    assert chunks[-1]["choices"][0]["delta"] == {"content": "D"}
    assert last["error"]["code"] == "engine_dead"


def test_the_sdk_raises_an_error_in_mid_stream(client: OpenAI):
    stream = client.chat.completions.create(
        model="toy", messages=[{"role": "user", "content": "die"}], stream=True
    )
    with pytest.raises(APIError, match="The engine ended"):
        list(stream)


def test_an_error_in_mid_answer_is_an_http_error_where_nothing_was_sent(http):
    response = http.post(CHAT, json=chat("die"))
    assert (response.status_code, response.json()["error"]["code"]) == (500, "engine_dead")


def test_a_turn_that_the_server_cut_short_is_an_error_and_no_answer(http, sse):
    response = http.post(CHAT, json=chat("abort"))
    assert (response.status_code, response.json()["error"]["code"]) == (503, "unavailable")
    assert "retry-after" in response.headers
    assert sse(http, CHAT, chat("abort", stream=True))[-1]["error"]["code"] == "unavailable"


def test_what_nobody_foresaw_tells_nothing_of_our_insides(http, caplog):
    response = http.post(CHAT, json=chat("crash"))
    assert response.status_code == 500
    assert response.json()["error"]["code"] == "internal_error"
    assert "secret" not in response.text
    assert any(record.exc_info and "secret" in str(record.exc_info[1]) for record in caplog.records)


def test_one_failing_prompt_of_a_batch_closes_the_others(http, server):
    response = http.post("/v1/completions", json={"prompt": ["sleep", "fail", "sleep"]})
    assert response.status_code == 429
    server.wait_until_idle()
    response = http.post("/v1/completions", json={"prompt": ["sleep", "die"], "stream": True})
    assert "engine_dead" in response.text
    server.wait_until_idle()


@pytest.mark.parametrize(
    "path_and_body", [(CHAT, chat("sleep")), ("/v1/completions", {"prompt": ["sleep", "sleep"]})]
)
@pytest.mark.parametrize("stream", [False, True])
def test_a_client_that_hangs_up_ends_its_turns(server, path_and_body, stream):
    path, body = path_and_body
    with suppress(httpx.ReadTimeout):
        httpx.post(f"{server.url}{path}", json={**body, "stream": stream}, timeout=httpx.Timeout(5, read=0.3))
    server.wait_until_idle()


@pytest.mark.anyio
async def test_a_hundred_cancelled_requests_leave_the_server_free(server):
    limits = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(base_url=server.url, limits=limits, timeout=60) as http:
        posts = [
            asyncio.create_task(http.post(CHAT, json=chat("sleep", stream=i % 2 == 0))) for i in range(100)
        ]
        await asyncio.to_thread(server.wait_until_open, 100)
        for post in posts:
            post.cancel()
        await asyncio.gather(*posts, return_exceptions=True)
        assert (await http.post(CHAT, json=chat("hi"))).status_code == 200
    server.wait_until_idle()


def test_hang_ups_are_counted_as_499_and_answers_as_200(start):
    server = start()
    with httpx.Client(base_url=server.url) as http:
        http.post(CHAT, json=chat("hi", stream=True))
        http.post(CHAT, json=chat("hi"))
    first_line(server, chat("sleep", stream=True))
    server.wait_until_idle()
    route = 'method="POST",route="/v1/chat/completions"'
    while 'status="499"' not in (text := httpx.get(f"{server.url}/metrics").text):
        time.sleep(0.01)  # it is counted once its turn has been closed
    assert f'tenure:http_requests_total{{{route},status="200"}} 2.0' in text
    assert f'tenure:http_requests_total{{{route},status="499"}} 1.0' in text


def test_an_event_is_one_line_to_clients_that_break_at_unicodes_separators_too():
    text = "next line \x85, line \u2028, paragraph \u2029, é"
    first, *rest = event({"text": text}).decode().splitlines()
    assert rest == [""]
    assert json.loads(first.removeprefix("data: ")) == {"text": text}
    assert "é" in first
