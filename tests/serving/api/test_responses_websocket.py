"""/v1/responses as a WebSocket, against a server process on the toy model."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from openai.lib.responses_websocket import ResponsesWebSocketLimits, ResponsesWebSocketSession
from openai.types.responses.response_steer_failed_event import ResponseSteerFailedEvent
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from serving.api.openai.responses.websocket import MAX_LANES, MAX_WAITING
from serving.config import ApiConfig

# The toy model says A (token 32) and nothing else; AA also stops behind two.
A = {"temperature": 0, "logit_bias": {str(token): 100 if token == 32 else -100 for token in range(259)}}
AA = {**A, "stop": ["AA"], "include_stop_str_in_output": True}
LAST = ("response.completed", "response.incomplete", "response.failed", "error")


class Client:
    def __init__(self, socket: ClientConnection, sampling: dict[str, Any] = AA) -> None:
        self.socket = socket
        self.sampling = sampling

    def send(self, text: str = "hello", **fields) -> None:
        message = {"type": "response.create", "model": "toy", "input": text, **self.sampling, **fields}
        self.socket.send(json.dumps(message))

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
    output = {"type": "nothing"}
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
        ("null", "invalid_request_error"),
        ("{}", "unknown_event_type"),
        ('{"type": "response.cancel"}', "unknown_event_type"),
        ('{"type": ["response.create"]}', "unknown_event_type"),
        ('{"type": "response.steer"}', "invalid_request_error"),
        ('{"type": "response.steer", "previous_response_id": "resp_1", "input": 1}', "invalid_request_error"),
        (b"", "invalid_request_error"),
        (b"\xff\xfe{}", "invalid_json"),
        (b'{"type": "\xff"}', "invalid_json"),
        (b"[]", "invalid_request_error"),
        (b'{"type": "response.cancel"}', "unknown_event_type"),
    ],
)
def test_what_is_no_request_is_an_error(socket, frame, code):
    socket.socket.send(frame)
    (error,) = socket.receive()
    assert (error["type"], error["status"], error["error"]["code"]) == ("error", 400, code)
    assert "message" in error["error"]["message"] or error["error"]["param"]
    assert socket.ask()["type"] == "response.completed"


def test_a_binary_frame_is_taken_as_its_json(socket):
    message = {"type": "response.create", "model": "toy", "input": "Zürich", **AA}
    socket.socket.send(json.dumps(message, ensure_ascii=False).encode())
    assert socket.receive()[-1]["response"]["output"][0]["content"][0]["text"] == "AA"


def test_a_message_in_fragments_is_one(socket):
    text = json.dumps({"type": "response.create", "model": "toy", "input": "hello", **AA})
    socket.socket.send([text[:20], "", text[20:]])
    assert socket.receive()[-1]["type"] == "response.completed"


def test_a_ping_is_answered_while_a_response_is_made(socket):
    socket.send(max_output_tokens=2000, stop=None)
    assert socket.socket.ping().wait(timeout=60)
    assert socket.receive()[-1]["type"] == "response.incomplete"


def test_stream_options_are_taken_as_over_http(socket):
    assert socket.ask(stream_options={"include_obfuscation": False})["type"] == "response.completed"


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


def test_a_compacted_conversation_begins_a_new_chain(socket, lax_toy):
    compacted = lax_toy.responses.compact(model="toy", input="hello")
    items = [item.to_dict(warnings=False) for item in compacted.output]
    message = {"role": "user", "content": "go on"}
    assert socket.ask([*items, message])["type"] == "response.completed"


def test_without_a_key_there_is_no_connection(open_socket):
    with pytest.raises(InvalidStatus) as caught:
        open_socket(key="wrong")
    assert caught.value.response.status_code == 401


# ---- lanes ------------------------------------------------------------------------------------------


def test_every_event_of_a_lane_names_it(socket):
    socket.send(stream_id="x")
    assert {event["stream_id"] for event in socket.receive()} == {"x"}
    socket.send(stream_id="x", max_output_tokens=0)
    (error,) = socket.receive()
    assert (error["type"], error["stream_id"]) == ("error", "x")
    assert all("stream_id" not in event for event in [socket.ask(), socket.ask(stream_id=None)])


@pytest.mark.parametrize("stream_id", ["", " ", "a b", "ä", "x" * 257, "x\n", 5, True, [], {}])
def test_a_lane_has_a_name_that_the_sdk_could_give_it(socket, stream_id):
    error = socket.ask(stream_id=stream_id)
    assert (error["type"], error["error"]["param"]) == ("error", "stream_id")
    assert "stream_id" not in error


def test_any_lane_goes_on_from_what_another_made_though_it_is_not_stored(socket):
    first = socket.ask(store=False, stream_id="one")["response"]
    more = {"store": False, "previous_response_id": first["id"]}
    for name in ("two", "three", None):  # each lane has a newest response of its own
        assert socket.ask(stream_id=name, **more)["response"]["previous_response_id"] == first["id"]
    socket.ask(store=False, stream_id="one")
    error = socket.ask(stream_id="two", **more)
    assert (error["error"]["code"], error["stream_id"]) == ("previous_response_not_found", "two")


def test_a_failed_continuation_on_any_lane_makes_the_connection_forget(socket):
    first = socket.ask(store=False, stream_id="one")["response"]
    output = {"type": "nothing"}
    more = {"store": False, "previous_response_id": first["id"]}
    assert socket.ask([output], stream_id="two", **more)["type"] == "error"
    assert socket.ask(stream_id="one", **more)["error"]["code"] == "previous_response_not_found"


def test_over_http_there_are_no_lanes(toy_http):
    answer = toy_http.post("/v1/responses", json={"model": "toy", "input": "hello", "stream_id": "x"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "unsupported_parameter")


@pytest.fixture
def lanes(start) -> Iterator[Callable[..., Client]]:
    """A connection to the fake backend, which never answers what says "sleep". Nothing is stored there."""
    with ExitStack() as opened:

        def begin(**limits: object) -> tuple[Client, Any]:
            server = start(**limits)
            url = server.url.replace("http", "ws", 1) + "/v1/responses"
            return Client(opened.enter_context(connect(url)), {}), server.backend

        yield begin


def begin_sleeping(socket: Client, stream_id: str | None) -> None:
    socket.send("sleep", store=False, stream_id=stream_id)
    events = [json.loads(socket.socket.recv(timeout=60)) for _ in range(2)]
    assert events[-1]["type"] == "response.in_progress"


def test_lanes_do_not_wait_for_each_other(lanes):
    socket, backend = lanes()
    for name in (None, "one", "two"):
        begin_sleeping(socket, name)
    assert socket.ask(store=False, stream_id="three")["type"] == "response.completed"
    assert backend.num_open == 3


def test_the_messages_of_a_lane_wait_for_the_one_before(lanes):
    socket, _ = lanes()
    begin_sleeping(socket, "one")
    socket.send(store=False, stream_id="one")
    socket.socket.send('{"type": "nothing", "stream_id": "one"}')  # an error waits for its turn, too
    socket.send(store=False, stream_id="two")
    assert {event["stream_id"] for event in socket.receive()} == {"two"}


def test_a_lane_that_is_full_says_so_and_the_others_go_on(lanes):
    socket, _ = lanes()
    begin_sleeping(socket, "one")
    for _ in range(MAX_WAITING + 1):
        socket.send(store=False, stream_id="one")
    (error,) = socket.receive()
    assert (error["status"], error["error"]["code"], error["stream_id"]) == (429, "overloaded", "one")
    assert error["error"]["headers"] == {"retry-after": "1"}
    assert socket.ask(store=False, stream_id="two")["type"] == "response.completed"


def test_a_connection_is_busy_on_so_many_lanes_at_once(lanes):
    socket, backend = lanes()
    for number in range(MAX_LANES):
        begin_sleeping(socket, str(number))
    error = socket.ask(store=False, stream_id="more")
    assert (error["status"], error["stream_id"]) == (429, "more")
    assert f"{MAX_LANES} lanes" in error["error"]["message"]
    assert backend.num_open == MAX_LANES


def test_lanes_that_are_idle_make_room(lanes):
    socket, _ = lanes()
    first = socket.ask(store=False, stream_id="first")["response"]
    for number in range(MAX_LANES):
        assert socket.ask(store=False, stream_id=f"{number}")["type"] == "response.completed"
    error = socket.ask(store=False, stream_id="next", previous_response_id=first["id"])
    assert error["type"] == "error", "the lane that was idle for longest is forgotten"


def test_the_servers_own_limit_counts_each_lane(lanes):
    socket, _ = lanes(max_concurrent_requests=1)
    begin_sleeping(socket, "one")
    error = socket.ask(store=False, stream_id="two")
    assert (error["status"], error["error"]["code"], error["stream_id"]) == (429, "overloaded", "two")


def test_a_client_that_leaves_ends_all_of_its_lanes(lanes):
    socket, backend = lanes()
    for name in (None, "one", "two"):
        begin_sleeping(socket, name)
    socket.socket.close()
    deadline = time.monotonic() + 60
    while backend.num_open and time.monotonic() < deadline:
        time.sleep(0.01)
    assert (backend.num_open, backend.num_closed) == (0, 3)


@pytest.mark.parametrize("frame", ["x" * 2000, b"x" * 2000])
def test_a_message_over_the_limit_is_an_error(lanes, frame):
    socket, _ = lanes(max_body_bytes=1000)
    socket.socket.send(frame)
    (error,) = socket.receive()
    assert (error["status"], error["error"]["code"]) == (413, "request_too_large")
    assert "1000 bytes" in error["error"]["message"]
    assert socket.ask(store=False)["type"] == "response.completed"


def test_a_message_far_over_the_limit_ends_the_connection_with_a_reason(socket):
    socket.socket.send("x" * (2 * ApiConfig().max_body_bytes + 1))
    with pytest.raises(ConnectionClosed) as caught:
        socket.socket.recv(timeout=60)
    assert caught.value.rcvd.code == 1009


def test_a_steer_is_told_at_once_that_it_failed(lanes):
    socket, _ = lanes()
    socket.send("sleep", store=False, stream_id="one")
    response_id = json.loads(socket.socket.recv(timeout=60))["response"]["id"]
    json.loads(socket.socket.recv(timeout=60))
    steer = {"previous_response_id": response_id, "input": "faster"}
    socket.socket.send(json.dumps({"type": "response.steer", **steer}))
    failed = json.loads(socket.socket.recv(timeout=60))
    assert (failed["type"], failed["stream_id"]) == ("response.steer.failed", "one")
    assert failed["steer"] == steer
    assert failed["error"]["code"] == "steering_not_supported"
    ResponseSteerFailedEvent.model_validate(failed)
    socket.socket.send(json.dumps({"type": "response.steer", **steer, "previous_response_id": "resp_1"}))
    failed = json.loads(socket.socket.recv(timeout=60))
    assert failed["error"]["code"] == "response_not_found"
    assert "stream_id" not in failed


@pytest.mark.filterwarnings("ignore:connect:DeprecationWarning")  # the SDK's own way with websockets
def test_the_sdks_lanes(toy):
    limits = ResponsesWebSocketLimits(
        max_lanes=4, max_events_per_lane=9000, max_events=9000, max_bytes_per_lane=10**8, max_bytes=10**8
    )
    with (
        toy.responses.connect() as connection,
        ResponsesWebSocketSession(connection, limits=limits) as session,
    ):
        lanes = [session.lane("x"), session.lane("y-2"), session.default]
        for number, lane in enumerate(lanes):
            text = f"hello {number}"
            lane.send({"type": "response.create", "model": "toy", "input": text, "store": False, **AA})
        first = [lane.get_final_response(timeout=60) for lane in lanes]
        assert [response.output_text for response in first] == ["AA"] * 3
        # One goes on from another lane's newest, which is known until that lane's next one ends.
        before = [first[2], first[1], first[2]]
        for lane, response in zip(lanes, before, strict=True):
            more = {"previous_response_id": response.id, "store": False, **AA}
            lane.send({"type": "response.create", "model": "toy", "input": "more", **more})
        second = [lane.get_final_response(timeout=60) for lane in lanes]
    assert [r.previous_response_id for r in second] == [r.id for r in before]


@pytest.mark.filterwarnings("ignore:connect:DeprecationWarning")  # the SDK's own way with websockets
def test_the_sdk_can_use_it(toy):
    with toy.responses.connect() as connection:
        connection.response.create(model="toy", input="hello", store=False)
        for event in connection:
            if event.type in LAST:
                break
    assert event.type in ("response.completed", "response.incomplete")


def test_a_response_that_takes_long_is_heard(lanes):
    socket, _ = lanes(heartbeat_s=0.05)
    begin_sleeping(socket, "one")
    beats = [json.loads(socket.socket.recv(timeout=60)) for _ in range(2)]
    for beat in beats:
        assert (beat["type"], beat["sequence_number"], beat["stream_id"]) == (
            "response.in_progress",
            1,
            "one",
        )
