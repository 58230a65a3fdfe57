"""What a stream of /v1/messages sends, event by event, and as Anthropic's SDK puts it together."""

import json

import httpx
import pytest
from anthropic import Anthropic, APIStatusError, OverloadedError
from anthropic.types import RawMessageStreamEvent
from pydantic import TypeAdapter

from serving.api.anthropic.content_blocks import ContentBlocks
from serving.output import ChoiceDelta, ToolCallDelta

EVENT = TypeAdapter(RawMessageStreamEvent)


def ask(said: str, **fields) -> dict:
    return {"model": "toy", "max_tokens": 50, "messages": [{"role": "user", "content": said}], **fields}


def parsed(stream: str) -> list[dict]:
    """Each event's data; its name is the data's type."""
    *events, end = stream.split("\n\n")
    assert end == ""
    read = []
    for event in events:
        name, data = event.split("\n")
        read.append(json.loads(data.removeprefix("data: ")))
        assert name == f"event: {read[-1]['type']}"
    return read


def streaming(server, body: dict):
    return httpx.stream("POST", f"{server.url}/v1/messages", json=body, timeout=60)


def events_of(http: httpx.Client, body: dict) -> list[dict]:
    response = http.post("/v1/messages", json={**body, "stream": True})
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "text/event-stream; charset=utf-8"
    return parsed(response.text)


def test_events_come_in_order_and_have_the_shapes_of_the_sdk(http):
    events = events_of(http, ask("ab"))
    assert [event["type"] for event in events] == [
        "message_start",
        "content_block_start",
        "content_block_delta",
        "content_block_delta",
        "content_block_stop",
        "message_delta",
        "message_stop",
    ]
    for event in events:
        EVENT.validate_python(event)
    message = events[0]["message"]
    assert (message["content"], message["stop_reason"], message["usage"]["output_tokens"]) == ([], None, 0)
    assert {event["index"] for event in events[1:5]} == {0}
    assert events[5]["delta"] == {"stop_reason": "end_turn", "stop_sequence": None}
    assert events[5]["usage"]["output_tokens"] == 3


def test_a_stream_says_the_same_as_the_whole_message(claude: Anthropic):
    for said in ("hello", "ponder", "a\u2028b"):
        whole = claude.messages.create(**ask(said))
        with claude.messages.stream(**ask(said)) as stream:
            streamed = stream.get_final_message()
        assert [block.model_dump(exclude={"parsed_output"}) for block in streamed.content] == [
            block.model_dump() for block in whole.content
        ]
        assert (streamed.stop_reason, streamed.usage) == (whole.stop_reason, whole.usage)


@pytest.mark.anyio
async def test_the_async_sdk_streams(server):
    async with server.async_anthropic() as sdk, sdk.messages.stream(**ask("hello")) as stream:
        assert [text async for text in stream.text_stream] == list("HELLO")


def test_blocks_have_indexes_without_gaps(http):
    events = events_of(http, ask("ponder"))
    starts = [event for event in events if event["type"] == "content_block_start"]
    assert [(event["index"], event["content_block"]["type"]) for event in starts] == [
        (0, "thinking"),
        (1, "text"),
    ]
    open_index = None
    for event in events:
        if event["type"] == "content_block_start":
            assert open_index is None
            open_index = event["index"]
        elif event["type"] == "content_block_delta":
            assert event["index"] == open_index
        elif event["type"] == "content_block_stop":
            assert event["index"] == open_index
            open_index = None
    assert open_index is None


def test_calls_are_blocks_of_their_own():
    blocks = ContentBlocks()
    deltas = [
        ChoiceDelta(0, "I see."),
        ChoiceDelta(0, "", tool_calls=(ToolCallDelta(0, "", "c1", "look"), ToolCallDelta(0, '{"at"'))),
        ChoiceDelta(0, "", tool_calls=(ToolCallDelta(0, ": 1}", is_end=True),)),
        ChoiceDelta(0, "", tool_calls=(ToolCallDelta(1, "{}", "c2", "look", is_end=True),)),
    ]
    sent = [event for delta in deltas for event in blocks.events(delta)]
    events = parsed(b"".join([*sent, blocks.close()]).decode())
    for event in events:
        EVENT.validate_python(event)
    block = {"type": "tool_use", "name": "look", "input": {}}
    assert events == [
        {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}},
        {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "I see."}},
        {"type": "content_block_stop", "index": 0},
        {"type": "content_block_start", "index": 1, "content_block": {**block, "id": "c1"}},
        {
            "type": "content_block_delta",
            "index": 1,
            "delta": {"type": "input_json_delta", "partial_json": '{"at"'},
        },
        {
            "type": "content_block_delta",
            "index": 1,
            "delta": {"type": "input_json_delta", "partial_json": ": 1}"},
        },
        {"type": "content_block_stop", "index": 1},
        {"type": "content_block_start", "index": 2, "content_block": {**block, "id": "c2"}},
        {
            "type": "content_block_delta",
            "index": 2,
            "delta": {"type": "input_json_delta", "partial_json": "{}"},
        },
        {"type": "content_block_stop", "index": 2},
    ]
    assert blocks.close() == b""


def test_silence_is_filled_with_pings(start):
    server = start(heartbeat_s=0.05)
    with httpx.stream(
        "POST", f"{server.url}/v1/messages", json=ask("sleep", stream=True), timeout=60
    ) as response:
        lines = (line for line in response.iter_lines() if line)
        names = [next(lines).removeprefix("event: ")]
        while len(names) < 3:
            if (line := next(lines)).startswith("event: "):
                names.append(line.removeprefix("event: "))
    assert names == ["message_start", "ping", "ping"]
    server.wait_until_idle()


@pytest.mark.parametrize(("said", "kind"), [("die", "api_error"), ("abort", "overloaded_error")])
def test_a_stream_that_is_cut_ends_with_an_error(http, said, kind):
    *events, last = events_of(http, ask(said))
    assert "message_stop" not in {event["type"] for event in events}
    assert (last["type"], last["error"]["type"]) == ("error", kind)


def test_the_sdk_raises_an_error_in_mid_stream(claude: Anthropic):
    with (
        pytest.raises(APIStatusError, match="The engine ended"),
        claude.messages.stream(**ask("die")) as stream,
    ):
        stream.get_final_message()


def test_an_error_before_the_first_event_is_a_plain_one(claude: Anthropic):
    with pytest.raises(OverloadedError), claude.messages.stream(**ask("fail")):
        pass


def test_a_client_that_hangs_up_ends_its_turn(server):
    with httpx.stream(
        "POST", f"{server.url}/v1/messages", json=ask("sleep", stream=True), timeout=60
    ) as response:
        lines = response.iter_lines()
        assert next(lines) == "event: message_start"
        server.wait_until_open(1)
    server.wait_until_idle()
