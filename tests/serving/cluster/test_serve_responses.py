"""Responses and conversations behind Ray Serve: two ingresses, two replicas, one log."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import openai
import pytest

pytest.importorskip("ray", reason="the extra `ray` is not installed")
from websockets.sync.client import connect

pytestmark = [pytest.mark.ray, pytest.mark.timeout(700)]

NUM_TRIES = 6  # with two ingresses, some of them meet either
A = {"temperature": 0, "logit_bias": {str(token): 100 if token == 32 else -100 for token in range(259)}}
# Long enough to be seen in progress: each token comes with its alternatives.
LONG = {**A, "include": ["message.output_text.logprobs"], "top_logprobs": 20}


@pytest.fixture(scope="module")
def application(toy_application: Any) -> Any:
    return toy_application


@pytest.fixture
def client(application: Any) -> Iterator[openai.OpenAI]:
    with application.client() as client:
        yield client


def say(client: openai.OpenAI, text: str, extra: dict[str, Any] = A, **fields: Any) -> Any:
    fields = {"max_output_tokens": 16, **fields}
    return client.responses.create(model="toy", input=text, extra_body=extra, **fields)


def test_a_chain_stays_with_its_replica_and_keeps_its_tokens(client: openai.OpenAI):
    before = say(client, "hello")
    for _ in range(NUM_TRIES):
        after = say(client, "again", previous_response_id=before.id)
        assert after.usage.input_tokens_details.cached_tokens == before.usage.total_tokens - 1
        before = after


def test_a_response_is_read_at_any_ingress(client: openai.OpenAI):
    response = say(client, "hello")
    assert [client.responses.retrieve(response.id) for _ in range(NUM_TRIES)] == [response] * NUM_TRIES


def test_a_run_in_the_background_is_followed_and_cancelled_from_any_ingress(client: openai.OpenAI):
    queued = say(client, "hello", LONG, background=True, max_output_tokens=None)
    readers = [client.responses.retrieve(queued.id, stream=True) for _ in range(3)]
    firsts = [next(reader) for reader in readers]
    assert {event.type for event in firsts} == {"response.created"}
    assert client.responses.cancel(queued.id).status == "cancelled"
    lasts = [list(reader)[-1].response for reader in readers]
    assert lasts == [client.responses.retrieve(queued.id)] * 3


def test_a_stream_numbers_its_events_without_a_gap(client: openai.OpenAI):
    events = list(say(client, "hello", stream=True))
    assert [event.sequence_number for event in events] == list(range(len(events)))
    assert list(client.responses.retrieve(events[-1].response.id, stream=True)) == events


def test_a_conversation_is_one_wherever_it_is_asked_for(client: openai.OpenAI):
    conversation = client.conversations.create()
    for number in range(NUM_TRIES):
        say(client, str(number), conversation=conversation.id)
    items = client.conversations.items.list(conversation.id, order="asc").data
    assert [item.content[0].text for item in items[::2]] == [str(number) for number in range(NUM_TRIES)]


def test_a_deleted_response_is_gone_everywhere(client: openai.OpenAI):
    response = say(client, "hello")
    client.responses.delete(response.id)
    for _ in range(NUM_TRIES):
        with pytest.raises(openai.NotFoundError):
            client.responses.retrieve(response.id)


def test_a_refused_response_gets_the_engines_own_words(client: openai.OpenAI):
    with pytest.raises(openai.BadRequestError, match="context length is 8192"):
        say(client, "x" * 9000)


def test_a_websocket_passes_through_with_its_lanes(application: Any):
    url = application.url.replace("http", "ws", 1) + "/v1/responses"
    with connect(url) as socket:
        message = {"type": "response.create", "model": "toy", "input": "hello", "max_output_tokens": 16, **A}
        socket.send(json.dumps({**message, "stream_id": "x"}))
        socket.send(json.dumps({**message, "stream_id": "y"}).encode())
        events: dict[str, list[dict[str, Any]]] = {"x": [], "y": []}
        while not all(lane and lane[-1]["type"] == "response.incomplete" for lane in events.values()):
            event = json.loads(socket.recv(timeout=60))
            events[event["stream_id"]].append(event)
    for lane in events.values():
        assert [event["sequence_number"] for event in lane] == list(range(len(lane)))
