"""/v1/responses as a WebSocket, against a server process on the toy model."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import ClientConnection, connect

# The toy model says A (token 32) and nothing else; AA also stops behind two.
A = {"temperature": 0, "logit_bias": {str(token): 100 if token == 32 else -100 for token in range(259)}}
AA = {**A, "stop": ["AA"], "include_stop_str_in_output": True}
LAST = ("response.completed", "response.incomplete", "response.failed", "error")


class Client:
    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket

    def send(self, text: str = "hello", **fields) -> None:
        self.socket.send(
            json.dumps({"type": "response.create", "model": "toy", "input": text, **AA, **fields})
        )

    def receive(self) -> list[dict]:
        """The events of one response."""
        events = []
        while not events or events[-1]["type"] not in LAST:
            events.append(json.loads(self.socket.recv(timeout=60)))
        return events

    def ask(self, text: str = "hello", **fields) -> dict:
        """The last event of a response."""
        self.send(text, **fields)
        return self.receive()[-1]


@pytest.fixture
def open_socket(toy_process) -> Iterator[Callable[[], Client]]:
    with ExitStack() as opened:

        def open_another(key: str = "key-of-ann") -> Client:
            url = toy_process.url.replace("http", "ws", 1) + "/v1/responses"
            headers = {"authorization": f"Bearer {key}"}
            return Client(opened.enter_context(connect(url, additional_headers=headers)))

        yield open_another


@pytest.fixture
def socket(open_socket) -> Client:
    return open_socket()


def test_a_response_is_its_events_in_json_frames(socket):
    socket.send()
    events = socket.receive()
    assert [event["type"] for event in events][:2] == ["response.created", "response.in_progress"]
    assert [event["sequence_number"] for event in events] == list(range(len(events)))
    assert events[-1]["response"]["output"][0]["content"][0]["text"] == "AA"


def test_responses_are_answered_in_the_order_they_were_asked_for(socket):
    for number in range(3):
        socket.send(metadata={"number": str(number)})
    numbers = [socket.receive()[-1]["response"]["metadata"]["number"] for _ in range(3)]
    assert numbers == ["0", "1", "2"]


def test_the_newest_response_can_be_gone_on_from_though_it_is_not_stored(socket):
    limit = {"stop": None, "max_output_tokens": 16}
    first = socket.ask(uuid.uuid4().hex, store=False, **limit)["response"]
    second = socket.ask("two", store=False, **limit, previous_response_id=first["id"])["response"]
    assert second["previous_response_id"] == first["id"]
    cached = second["usage"]["input_tokens_details"]["cached_tokens"]
    assert cached == first["usage"]["total_tokens"] - 1
    third = socket.ask("three", store=False, previous_response_id=second["id"])["response"]
    assert third["usage"]["input_tokens"] > second["usage"]["total_tokens"]


def test_only_the_newest_is_known(socket):
    first = socket.ask(store=False)["response"]
    socket.ask(store=False)
    error = socket.ask(store=False, previous_response_id=first["id"])
    assert error["error"]["code"] == "previous_response_not_found"


def test_another_connection_does_not_know_it(open_socket):
    first = open_socket().ask(store=False)["response"]
    error = open_socket().ask(store=False, previous_response_id=first["id"])
    assert (error["type"], error["status"]) == ("error", 400)
    assert error["error"]["code"] == "previous_response_not_found"
    assert error["error"]["param"] == "previous_response_id"


def test_a_stored_response_is_known_everywhere(open_socket, toy):
    first = open_socket().ask()["response"]
    second = open_socket().ask(previous_response_id=first["id"])["response"]
    assert toy.responses.retrieve(second["id"]).output_text == "AA"


def test_a_continuation_that_fails_makes_the_connection_forget(socket):
    first = socket.ask(store=False)["response"]
    output = {"type": "function_call_output", "call_id": "call_nobody", "output": "4"}
    assert socket.ask([output], store=False, previous_response_id=first["id"])["type"] == "error"
    error = socket.ask(store=False, previous_response_id=first["id"])
    assert error["error"]["code"] == "previous_response_not_found"


def test_an_error_leaves_the_connection_usable(socket):
    error = socket.ask(max_output_tokens=0)["error"]
    assert (error["param"], error["code"]) == ("max_output_tokens", "invalid_request_error")
    assert socket.ask()["type"] == "response.completed"


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        ("", "invalid_request_error"),
        ("no json", "invalid_json"),
        ("[]", "invalid_request_error"),
        ('{"type": "response.steer"}', "unknown_event_type"),
    ],
)
def test_what_is_no_request_is_an_error(socket, frame, code):
    socket.socket.send(frame)
    (error,) = socket.receive()
    assert (error["type"], error["status"], error["error"]["code"]) == ("error", 400, code)
    assert socket.ask()["type"] == "response.completed"


def test_a_response_in_the_background_is_refused(socket):
    assert socket.ask(background=True)["error"]["param"] == "background"


def test_generate_false_makes_the_prompt_resident_and_says_nothing(socket):
    warm = socket.ask(f"a long prompt {uuid.uuid4().hex}", generate=False)["response"]
    assert (warm["status"], warm["output"]) == ("completed", [])
    assert warm["usage"]["output_tokens"] == 0
    second = socket.ask("and a question", previous_response_id=warm["id"])["response"]
    opening = len("assistant\n")  # of the reply that was not made
    cached = second["usage"]["input_tokens_details"]["cached_tokens"]
    assert cached == warm["usage"]["input_tokens"] - opening


def test_a_compacted_conversation_begins_a_new_chain(socket, toy):
    compacted = toy.responses.compact(model="toy", input="hello")
    items = [item.to_dict(warnings=False) for item in compacted.output]
    message = {"role": "user", "content": "go on"}
    assert socket.ask([*items, message])["type"] == "response.completed"


def test_without_a_key_there_is_no_connection(open_socket):
    with pytest.raises(InvalidStatus) as caught:
        open_socket(key="wrong")
    assert caught.value.response.status_code == 401


@pytest.mark.filterwarnings("ignore:connect:DeprecationWarning")  # the SDK's own way with websockets
def test_the_sdk_can_use_it(toy):
    with toy.responses.connect() as connection:
        connection.response.create(model="toy", input="hello", store=False)
        for event in connection:
            if event.type in LAST:
                break
    assert event.type in ("response.completed", "response.incomplete")
