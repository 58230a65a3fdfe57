"""The events of a response: their order and numbers, read once or again, in the background or not."""

from __future__ import annotations

import json
import time

import httpx
import openai
import pytest
from openai import OpenAI
from openai.types.responses import ResponseStreamEvent
from pydantic import TypeAdapter

from serving.api.openai.responses.events import ResponseEvents

# The toy model says A (token 32) and nothing else; AA also stops behind two.
A = {"temperature": 0, "logit_bias": {str(token): 100 if token == 32 else -100 for token in range(259)}}
AA = {**A, "stop": ["AA"], "include_stop_str_in_output": True}
# Long enough to be seen in progress: each token comes with its alternatives.
LONG = {**A, "include": ["message.output_text.logprobs"], "top_logprobs": 20}
# The events of AA.
OF_AA = [
    "response.created",
    "response.in_progress",
    "response.output_item.added",
    "response.content_part.added",
    "response.output_text.delta",  # a beginning of the stop string is held back
    "response.output_text.done",
    "response.content_part.done",
    "response.output_item.done",
    "response.completed",
]
EVENT = TypeAdapter(ResponseStreamEvent)


def stream(client: OpenAI, *, extra: dict = AA, **fields) -> list:
    return list(client.responses.create(model="toy", input="hello", stream=True, extra_body=extra, **fields))


def wait(client: OpenAI, response_id: str):
    """The response, once it has ended."""
    for _ in range(1200):
        response = client.responses.retrieve(response_id)
        if response.status not in ("queued", "in_progress"):
            return response
        time.sleep(0.05)
    raise AssertionError("the response did not end")


def raw_events(http: httpx.Client, method: str, path: str, **request) -> list[tuple[str, dict]]:
    """(event, data) of each event of a stream, which must end in [DONE]."""
    response = http.request(method, path, **request)
    assert response.status_code == 200, response.text
    *blocks, done, end = response.text.split("\n\n")
    assert (done, end) == ("data: [DONE]", "")
    events = []
    for block in blocks:
        name, data = block.split("\n")
        events.append((name.removeprefix("event: "), json.loads(data.removeprefix("data: "))))
    return events


# ---- order ------------------------------------------------------------------------------------------


def test_events_come_in_order_and_are_numbered_from_0(toy):
    events = stream(toy)
    assert [event.type for event in events] == OF_AA
    assert [event.sequence_number for event in events] == list(range(len(OF_AA)))


def test_each_token_is_one_delta(toy):
    deltas = [event for event in stream(toy, extra=A, max_output_tokens=16) if event.type == OF_AA[4]]
    assert [delta.delta for delta in deltas] == ["A"] * 16


def test_each_event_is_named_by_its_type_and_has_no_id(toy_http):
    body = {"model": "toy", "input": "hello", "stream": True, **AA}
    events = raw_events(toy_http, "POST", "/v1/responses", json=body)
    assert [name for name, _ in events] == [data["type"] for _, data in events] == OF_AA


def test_each_event_is_one_of_the_sdks_types(toy_http):
    body = {"model": "toy", "input": "hello", "stream": True, **AA, "include": LONG["include"]}
    for name, data in raw_events(toy_http, "POST", "/v1/responses", json=body):
        event = EVENT.validate_python(data)
        assert event.type == name


def test_the_deltas_make_the_text_and_the_last_event_has_the_stored_response(toy):
    events = stream(toy, include=["message.output_text.logprobs"])
    text = "".join(event.delta for event in events if event.type == "response.output_text.delta")
    assert text == "AA"
    final = events[-1].response
    assert final.output_text == text
    assert toy.responses.retrieve(final.id) == final


def test_logprobs_are_in_the_deltas_too(toy):
    deltas = [
        event
        for event in stream(toy, include=["message.output_text.logprobs"], top_logprobs=1)
        if event.type == "response.output_text.delta"
    ]
    assert [[entry.token for entry in delta.logprobs] for delta in deltas] == [["A", "A"]]


def test_the_first_events_show_a_response_without_an_end(toy):
    created = stream(toy)[0].response
    assert (created.status, created.output) == ("in_progress", [])
    assert created.usage is created.completed_at is None


def test_a_response_at_its_limit_ends_with_incomplete(toy):
    last = stream(toy, extra=A, max_output_tokens=16)[-1]
    assert last.type == "response.incomplete"
    assert last.response.incomplete_details.reason == "max_output_tokens"


def test_an_error_before_the_first_event_is_no_stream(toy):
    with pytest.raises(openai.BadRequestError) as caught:
        toy.responses.create(model="toy", input="x" * 9000, stream=True)
    assert caught.value.code == "context_length_exceeded"


def test_the_sdks_stream_helper_collects_the_same_response(toy):
    with toy.responses.stream(model="toy", input="hello", extra_body=AA) as events:
        for _ in events:
            pass
        final = events.get_final_response()
    assert final.output_text == "AA"


def test_a_response_that_is_not_stored_streams_the_same_events(toy):
    assert [event.type for event in stream(toy, store=False)] == OF_AA


# ---- again ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("after", [None, 0, 4, 7, 8, 100])
def test_a_finished_response_can_be_read_again_from_any_event(toy, after):
    events = stream(toy, include=["message.output_text.logprobs"])
    options = {} if after is None else {"starting_after": after}
    again = list(toy.responses.retrieve(events[-1].response.id, stream=True, **options))
    assert again == events[0 if after is None else after + 1 :]


def test_last_event_id_is_where_to_go_on(toy, toy_http):
    events = stream(toy)
    path = f"/v1/responses/{events[-1].response.id}?stream=true"
    rest = raw_events(toy_http, "GET", path, headers={"last-event-id": "6"})
    assert [data["sequence_number"] for _, data in rest] == [7, 8]
    assert toy_http.get(path, headers={"last-event-id": "six"}).status_code == 400


# ---- in the background ------------------------------------------------------------------------------


def test_a_response_in_the_background_is_queued_at_once_and_completed_later(toy):
    queued = toy.responses.create(model="toy", input="hello", background=True, extra_body=AA)
    assert (queued.status, queued.background, queued.output) == ("queued", True, [])
    done = wait(toy, queued.id)
    assert (done.status, done.output_text) == ("completed", "AA")


def test_its_events_begin_with_queued(toy):
    events = stream(toy, background=True)
    assert [event.type for event in events] == [OF_AA[0], "response.queued", *OF_AA[1:]]
    assert list(toy.responses.retrieve(events[-1].response.id, stream=True)) == events


def test_it_goes_on_when_its_reader_leaves_and_can_be_read_to_its_end(toy):
    asked = {**LONG, "max_output_tokens": 250}
    events = toy.responses.create(model="toy", input="hello", stream=True, background=True, extra_body=asked)
    seen = [next(events) for _ in range(8)]
    events.close()
    response_id = seen[0].response.id
    rest = list(toy.responses.retrieve(response_id, stream=True, starting_after=seen[-1].sequence_number))
    numbers = [event.sequence_number for event in (*seen, *rest)]
    assert numbers == list(range(len(numbers)))
    assert rest[-1].response == toy.responses.retrieve(response_id)
    assert rest[-1].response.status == "incomplete"


def test_many_readers_see_the_same(toy):
    asked = {**LONG, "max_output_tokens": 120}
    queued = toy.responses.create(model="toy", input="hello", background=True, extra_body=asked)
    readers = [toy.responses.retrieve(queued.id, stream=True) for _ in range(3)]
    first, *others = [[event.to_dict() for event in reader] for reader in readers]
    assert others == [first, first]


def test_it_can_be_cancelled_and_stays_so(toy):
    queued = toy.responses.create(model="toy", input="hello", background=True, extra_body=LONG)
    reader = toy.responses.retrieve(queued.id, stream=True)
    for event in reader:
        if event.type == "response.output_text.delta":
            break
    cancelled = toy.responses.cancel(queued.id)
    assert cancelled.status == "cancelled"
    assert cancelled.output[0].status == "incomplete"
    last = list(reader)[-1]
    assert (last.type, last.response.status) == ("response.incomplete", "cancelled")
    assert toy.responses.cancel(queued.id) == toy.responses.retrieve(queued.id) == cancelled


def test_a_completed_or_synchronous_response_cannot_be_cancelled(toy):
    synchronous = toy.responses.create(model="toy", input="hello", extra_body=AA)
    with pytest.raises(openai.BadRequestError, match="Cannot cancel a synchronous response"):
        toy.responses.cancel(synchronous.id)
    queued = toy.responses.create(model="toy", input="hello", background=True, extra_body=AA)
    wait(toy, queued.id)
    with pytest.raises(openai.BadRequestError, match="Cannot cancel a response that has ended"):
        toy.responses.cancel(queued.id)


def test_an_unknown_response_is_not_found(toy):
    for ask in (toy.responses.retrieve, toy.responses.cancel, toy.responses.delete):
        with pytest.raises(openai.NotFoundError):
            ask("resp_nobody")


def test_what_cannot_run_in_the_background_fails_with_its_reason(toy, toy_http):
    queued = toy.responses.create(model="toy", input="x" * 9000, background=True)
    failed = wait(toy, queued.id)
    assert failed.status == "failed"
    assert failed.error.code == "invalid_prompt"
    assert "8192" in failed.error.message
    events = raw_events(toy_http, "GET", f"/v1/responses/{queued.id}?stream=true")
    types, bodies = zip(*events, strict=True)
    assert list(types) == ["response.created", "response.queued", "error", "response.failed"]
    error = {"code": "invalid_prompt", "message": failed.error.message, "param": None}
    # Open Responses nests what OpenAI's SDK has as fields of the event.
    assert bodies[2] == {
        "type": "error",
        "sequence_number": 2,
        **error,
        "error": {"type": "invalid_request_error", **error},
    }


def test_the_sdk_raises_the_error_of_a_response_that_failed(toy):
    queued = toy.responses.create(model="toy", input="x" * 9000, background=True)
    with pytest.raises(openai.APIError, match="8192"):
        list(toy.responses.retrieve(queued.id, stream=True))


def test_one_that_is_deleted_ends_its_readers(toy):
    queued = toy.responses.create(model="toy", input="hello", background=True, extra_body=LONG)
    reader = toy.responses.retrieve(queued.id, stream=True)
    next(reader)
    toy.responses.delete(queued.id)
    assert list(reader)[-1].response.status == "cancelled"
    with pytest.raises(openai.NotFoundError):
        toy.responses.retrieve(queued.id)


def test_a_response_in_progress_cannot_be_gone_on_from(toy):
    queued = toy.responses.create(model="toy", input="hello", background=True, extra_body=LONG)
    with pytest.raises(openai.BadRequestError) as caught:
        toy.responses.create(model="toy", input="next", previous_response_id=queued.id)
    assert caught.value.code == "previous_response_in_progress"
    toy.responses.cancel(queued.id)


# ---- a client that hangs up -------------------------------------------------------------------------


def test_a_response_whose_client_hangs_up_is_cancelled_with_what_it_had_said(toy):
    events = toy.responses.create(model="toy", input="hello", stream=True, extra_body=LONG)
    response_id = next(events).response.id
    for event in events:
        if event.type == "response.output_text.delta":
            break
    events.close()
    response = wait(toy, response_id)
    assert response.status == "cancelled"
    assert response.output_text.startswith("A")


# ---- numbering, without a server --------------------------------------------------------------------


def test_a_reader_that_starts_later_gets_the_same_numbers(toy):
    from serving.responses import ResponseRecord, TextDelta

    settings = {
        "model": "m",
        "metadata": {},
        "tools": [],
        "tool_choice": "auto",
        "parallel_tool_calls": True,
    }
    record = ResponseRecord(response_id="resp_1", status="in_progress", created=1, settings=settings)
    steps = [record, TextDelta("a"), TextDelta("b")]
    whole, late = ResponseEvents(), ResponseEvents(starting_after=3)
    all_events = [event for step in steps for event in whole.of(step)]
    assert [event for step in steps for event in late.of(step)] == all_events[4:]
