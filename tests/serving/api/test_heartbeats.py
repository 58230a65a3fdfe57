"""A stream is never silent for long: each dialect has an event that says no more than that it lives."""

from __future__ import annotations

import json
from itertools import pairwise

import httpx
import pytest
from openai.types import Completion
from openai.types.chat import ChatCompletionChunk

HEARTBEAT_S = 0.05
BODIES = {
    "/v1/chat/completions": lambda said: {"messages": [{"role": "user", "content": said}]},
    "/v1/completions": lambda said: {"prompt": said},
    "/v1/responses": lambda said: {"input": said, "store": False},
    "/v1/messages": lambda said: {"messages": [{"role": "user", "content": said}], "max_tokens": 50},
}


@pytest.fixture(scope="module")
def beating(start_once):
    return start_once(heartbeat_s=HEARTBEAT_S)


def events(server, path, said, num=None):
    """The first `num` events of a stream, or all; an event without data would not be one."""
    found = []
    body = {"model": "toy", "stream": True, **BODIES[path](said)}
    with httpx.stream("POST", server.url + path, json=body, timeout=60) as response:
        if response.status_code != 200:
            response.read()
            return response
        for line in response.iter_lines():
            assert not line.startswith((":", "id:"))
            if line.startswith("data: ") and line != "data: [DONE]":
                found.append(json.loads(line.removeprefix("data: ")))
            if len(found) == num:
                break
    return found


def is_heartbeat(path, event):
    if path == "/v1/messages":
        return event == {"type": "ping"}
    if path == "/v1/responses":
        return event["type"] == "response.in_progress"
    (choice,) = event["choices"]
    return choice["finish_reason"] is None and choice.get("delta", choice.get("text")) in ({}, "")


@pytest.mark.parametrize("path", BODIES)
@pytest.mark.parametrize("said", ["sleep", "queue then sleep"])
def test_until_the_first_token_comes_something_is_heard(beating, path, said):
    found = events(beating, path, said, num=16)
    assert sum(is_heartbeat(path, event) for event in found) >= 12
    beating.wait_until_idle()


@pytest.mark.parametrize("path", BODIES)
def test_who_waited_long_gets_all_of_the_answer(beating, path):
    kept = [event for event in events(beating, path, "queue") if not is_heartbeat(path, event)]
    prompt = events(beating, path, "hello")
    told = [event for event in prompt if not is_heartbeat(path, event)]

    def kinds(found):
        return [event.get("type", event.get("object")) for event in found]

    assert kinds(kept) == kinds(told)


@pytest.mark.parametrize("path", BODIES)
def test_an_error_comes_as_one_until_something_was_said(beating, path):
    assert events(beating, path, "fail").status_code in (429, 529)
    *_, last = events(beating, path, "queue and fail")
    error = last["response"]["error"] if "response" in last else last["error"]
    assert "The queue is full." in error["message"]


def test_heartbeats_of_a_response_leave_its_numbers_as_they_are(beating):
    found = events(beating, "/v1/responses", "queue")
    numbers = [event["sequence_number"] for event in found]
    assert sorted(set(numbers)) == list(range(numbers[-1] + 1))
    assert all(second - first in (0, 1) for first, second in pairwise(numbers))
    assert numbers.count(1) > 1


@pytest.mark.parametrize("path", BODIES)
def test_they_tell_how_far_the_prompt_is(beating, path):
    told = [event.get("tenure:progress") for event in events(beating, path, "half, then sleep", num=8)]
    computed, prompt = told[-1]["computed_tokens"], told[-1]["prompt_tokens"]
    assert 0 < computed < prompt
    beating.wait_until_idle()


def test_heartbeats_are_of_the_types_of_the_sdk(beating):
    for event in events(beating, "/v1/chat/completions", "queue, and half"):
        ChatCompletionChunk.model_validate(event)
    for event in events(beating, "/v1/completions", "queue"):
        Completion.model_validate({**event, "choices": [{**event["choices"][0], "finish_reason": "stop"}]})


def test_the_sdks_read_a_stream_with_heartbeats(beating):
    with beating.sdk() as sdk, beating.anthropic() as claude:
        said = [{"role": "user", "content": "queue"}]
        with sdk.responses.stream(model="toy", input="queue", store=False) as stream:
            assert stream.get_final_response().output_text == "QUEUE"
        with sdk.chat.completions.stream(model="toy", messages=said) as stream:
            assert stream.get_final_completion().choices[0].message.content == "QUEUE"
        with claude.messages.stream(model="toy", messages=said, max_tokens=50) as stream:
            assert stream.get_final_text() == "QUEUE"
