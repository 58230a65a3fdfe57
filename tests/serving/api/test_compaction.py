"""/v1/responses/compact and /v1/responses/input_tokens, against a server process on the toy model."""

from __future__ import annotations

import openai
import pytest

# The toy model says A (token 32) and nothing else; AA also stops behind two.
A = {"temperature": 0, "logit_bias": {str(token): 100 if token == 32 else -100 for token in range(259)}}
AA = {**A, "stop": ["AA"], "include_stop_str_in_output": True}
CHAT = [
    {"role": "user", "content": "We meet on Monday."},
    {"role": "assistant", "content": "Noted."},
    {"role": "user", "content": "Bring the plan."},
]


def test_compaction_keeps_what_the_user_said_and_seals_the_rest(toy):
    compacted = toy.responses.compact(model="toy", input=CHAT)
    assert compacted.object == "response.compaction"
    *kept, compaction = compacted.output
    assert [item.content[0].text for item in kept] == ["We meet on Monday.", "Bring the plan."]
    assert compaction.type == "compaction"
    assert compacted.usage.output_tokens > 0


def test_its_output_is_input_for_another_response(toy):
    compacted = toy.responses.compact(model="toy", input=CHAT)
    items = [item.to_dict(warnings=False) for item in compacted.output]
    response = toy.responses.create(
        model="toy", input=[*items, {"role": "user", "content": "When?"}], extra_body=AA
    )
    assert response.status == "completed"


def test_the_chain_that_was_compacted_is_untouched(toy, toy_http):
    first = toy.responses.create(model="toy", input="one", extra_body=AA)
    toy.responses.compact(model="toy", previous_response_id=first.id)
    assert toy.responses.retrieve(first.id) == first
    session = toy_http.get(f"/v1/sessions/{first.id}").json()
    assert (session["num_turns"], session["num_tokens"]) == (1, first.usage.total_tokens)


def test_somebody_elses_compaction_is_left_out_and_named(toy):
    item = {"type": "compaction", "encrypted_content": "gAAAA"}
    said = {"role": "user", "content": "hello"}
    response = toy.responses.create(model="toy", input=[item, said], max_output_tokens=16)
    assert response.to_dict()["tenure:unseen_parts"] == ["input.0"]
    alone = toy.responses.create(model="toy", input=[said], max_output_tokens=16)
    assert response.usage.input_tokens == alone.usage.input_tokens


def test_a_trigger_makes_the_reply_a_compaction(toy):
    asked = [{"role": "user", "content": "My cat is called Ada."}, {"type": "compaction_trigger"}]
    events = list(toy.responses.create(model="toy", input=asked, stream=True, max_output_tokens=16))
    assert [event.type for event in events] == [
        "response.created",
        "response.in_progress",
        "response.output_item.added",
        "response.output_item.done",
        "response.completed",
    ]
    (item,) = events[-1].response.output
    assert (item.type, events[-2].item) == ("compaction", item)
    assert toy.responses.retrieve(events[-1].response.id) == events[-1].response
    toy.responses.create(model="toy", input=[item.to_dict(), said()], max_output_tokens=16)


def said():
    return {"role": "user", "content": "Go on."}


@pytest.mark.parametrize(("body", "param"), [({"input": "x"}, "model"), ({"model": "toy"}, "input")])
def test_compaction_needs_a_model_and_an_input(toy_http, body, param):
    response = toy_http.post("/v1/responses/compact", json=body)
    assert response.status_code == 400
    assert response.json()["error"]["param"] == param


def test_input_tokens_are_those_that_a_response_would_use(toy):
    asked = {"model": "toy", "input": CHAT, "instructions": "Be brief."}
    count = toy.responses.input_tokens.count(**asked)
    assert count.object == "response.input_tokens"
    assert count.input_tokens == toy.responses.create(**asked, extra_body=AA).usage.input_tokens


def test_input_tokens_count_the_chain_too(toy):
    first = toy.responses.create(model="toy", input="one", extra_body=AA)
    asked = {"model": "toy", "input": "two", "previous_response_id": first.id}
    count = toy.responses.input_tokens.count(**asked)
    assert count.input_tokens == toy.responses.create(**asked, extra_body=AA).usage.input_tokens


def test_truncation_auto_leaves_out_the_oldest_turns_and_says_how_many(toy):
    long = [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": "a" * 5000},
        {"role": "assistant", "content": "b"},
        {"role": "user", "content": "c" * 5000},
    ]
    with pytest.raises(openai.BadRequestError):
        toy.responses.create(model="toy", input=long, extra_body=AA)
    response = toy.responses.create(model="toy", input=long, truncation="auto", extra_body=AA)
    assert response.status == "completed"
    assert response.model_extra["tenure:dropped_messages"] == 2
    assert 5000 < response.usage.input_tokens < 6000
