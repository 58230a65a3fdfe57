"""A response whose reply begins with reasoning: an item of its own, made, kept and read again alike."""

from dataclasses import replace

import pytest
from openai.types.responses import ResponseStreamEvent
from pydantic import TypeAdapter

from serving.api.openai.responses.events import ResponseEvents
from serving.output import ChoiceDelta, ToolCallDelta, TurnFinished, TurnStarted, Usage
from serving.responses import ReasoningDelta, ResponseRecord, TextDelta
from serving.runs.response_builder import ResponseBuilder, replay

EVENT = TypeAdapter(ResponseStreamEvent)
FINISHED = TurnFinished(Usage(5, 4, 0))
SETTINGS = {"model": "m", "parallel_tool_calls": True, "tool_choice": "auto", "tools": []}
RECORD = ResponseRecord(response_id="resp_a", status="in_progress", created=1, settings=SETTINGS)
THOUGHTS = (ChoiceDelta(0, "", reasoning="Hm"), ChoiceDelta(0, "", reasoning="."))
CALL = ToolCallDelta(0, '{"x": 1}', call_id="call_1", name="f", is_end=True)
REPLIES = {
    "text": ((*THOUGHTS, ChoiceDelta(0, "Yes"), ChoiceDelta(0, ".", finish_reason="stop")), "completed"),
    "call": ((*THOUGHTS, ChoiceDelta(0, "", tool_calls=(CALL,), finish_reason="stop")), "completed"),
    "both": (
        (*THOUGHTS, ChoiceDelta(0, "So"), ChoiceDelta(0, "", tool_calls=(CALL,), finish_reason="stop")),
        "completed",
    ),
    "one_delta": ((ChoiceDelta(0, "Yes.", reasoning="Hm.", finish_reason="stop"),), "completed"),
    "cut_short": ((*THOUGHTS, ChoiceDelta(0, "", finish_reason="length")), "incomplete"),
}


STARTED = TurnStarted("resp_a", 1, 1, 0, "fp")


def made(deltas) -> list:
    """What the response's first reader sees."""
    builder = ResponseBuilder(RECORD)
    seen = [builder.begin()]
    for event in (STARTED, *deltas, FINISHED):
        seen += builder.take(event)
    return [*seen, builder.ended_well()]


def events_of(seen) -> list[dict]:
    events = ResponseEvents()
    return [event for step in seen for event in events.of(step)]


@pytest.mark.parametrize("name", REPLIES)
def test_it_is_the_first_item_and_what_follows_stands_behind_it(name):
    deltas, status = REPLIES[name]
    record = made(deltas)[-1]
    assert record.status == status
    reasoning, *rest = record.output
    assert reasoning == {
        "id": "rs_a00",
        "type": "reasoning",
        "summary": [],
        "content": [{"type": "reasoning_text", "text": "Hm."}],
        "status": status if not rest else "completed",
    }
    kinds = {"text": ["message"], "call": ["function_call"], "both": ["message", "function_call"]}
    assert [item["type"] for item in rest] == kinds.get(name, ["message"] if name == "one_delta" else [])
    assert [item["id"][-2:] for item in rest] == [f"{index:02x}" for index in range(1, len(rest) + 1)]


@pytest.mark.parametrize("name", REPLIES)
def test_read_again_it_gives_the_same_events(name):
    seen = made(REPLIES[name][0])
    again = [step for step in replay(seen[-1]) if not isinstance(step, ResponseRecord)]
    assert again == seen[1:-1]
    start = replace(seen[0], has_begun=False)
    assert events_of(replay(seen[-1])) == events_of([start, *seen[1:]])


@pytest.mark.parametrize("name", REPLIES)
def test_its_events_are_openai_s(name):
    events = events_of(made(REPLIES[name][0]))
    for event in events:
        EVENT.validate_python(event, strict=False)
    of_item = [event for event in events if event.get("output_index") == 0]
    assert [event["type"] for event in of_item if not event["type"].endswith(".delta")] == [
        "response.output_item.added",
        "response.content_part.added",
        "response.reasoning_text.done",
        "response.content_part.done",
        "response.output_item.done",
    ]
    deltas = [event["delta"] for event in of_item if event["type"] == "response.reasoning_text.delta"]
    assert "".join(deltas) == of_item[-3]["text"] == "Hm."
    assert of_item[-1]["item"] == events[-1]["response"]["output"][0]
    assert [event["sequence_number"] for event in events] == list(range(len(events)))


def test_a_reply_without_it_has_its_message_first():
    seen = made([ChoiceDelta(0, "Yes.", finish_reason="stop")])
    assert seen[1] == TextDelta("Yes.")
    assert not [step for step in seen if isinstance(step, ReasoningDelta)]
    assert [item["id"] for item in seen[-1].output] == ["msg_a00"]
