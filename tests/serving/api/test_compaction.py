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


def test_compaction_keeps_what_the_user_said_and_seals_the_rest(lax_toy):
    compacted = lax_toy.responses.compact(model="toy", input=CHAT)
    assert compacted.object == "response.compaction"
    *kept, compaction = compacted.output
    assert [item.content[0].text for item in kept] == ["We meet on Monday.", "Bring the plan."]
    assert compaction.type == "compaction"
    assert compacted.usage.output_tokens > 0


def test_its_output_is_input_for_another_response(lax_toy):
    compacted = lax_toy.responses.compact(model="toy", input=CHAT)
    items = [item.to_dict(warnings=False) for item in compacted.output]
    response = lax_toy.responses.create(
        model="toy", input=[*items, {"role": "user", "content": "When?"}], extra_body=AA
    )
    assert response.status == "completed"


def test_the_chain_that_was_compacted_is_untouched(lax_toy, toy_http):
    first = lax_toy.responses.create(model="toy", input="one", extra_body=AA)
    lax_toy.responses.compact(model="toy", previous_response_id=first.id)
    assert lax_toy.responses.retrieve(first.id) == first
    session = toy_http.get(f"/v1/sessions/{first.id}").json()
    assert (session["num_turns"], session["num_tokens"]) == (1, first.usage.total_tokens)


def test_somebody_elses_compaction_is_left_out_and_named(lax_toy):
    item = {"type": "compaction", "encrypted_content": "gAAAA"}
    said = {"role": "user", "content": "hello"}
    response = lax_toy.responses.create(model="toy", input=[item, said], max_output_tokens=16)
    assert response.to_dict()["tenure:unseen_parts"] == ["input.0"]
    alone = lax_toy.responses.create(model="toy", input=[said], max_output_tokens=16)
    assert response.usage.input_tokens == alone.usage.input_tokens


def test_a_trigger_makes_the_reply_a_compaction(lax_toy):
    asked = [{"role": "user", "content": "My cat is called Ada."}, {"type": "compaction_trigger"}]
    events = list(lax_toy.responses.create(model="toy", input=asked, stream=True, max_output_tokens=16))
    assert [event.type for event in events] == [
        "response.created",
        "response.in_progress",
        "response.output_item.added",
        "response.output_item.done",
        "response.completed",
    ]
    (item,) = events[-1].response.output
    assert (item.type, events[-2].item) == ("compaction", item)
    assert lax_toy.responses.retrieve(events[-1].response.id) == events[-1].response
    lax_toy.responses.create(model="toy", input=[item.to_dict(), said()], max_output_tokens=16)


def said():
    return {"role": "user", "content": "Go on."}


@pytest.mark.parametrize(("body", "param"), [({"input": "x"}, "model"), ({"model": "toy"}, "input")])
def test_compaction_needs_a_model_and_an_input(toy_http, body, param):
    response = toy_http.post("/v1/responses/compact", json=body)
    assert response.status_code == 400
    assert response.json()["error"]["param"] == param


def test_input_tokens_are_those_that_a_response_would_use(lax_toy):
    asked = {"model": "toy", "input": CHAT, "instructions": "Be brief."}
    count = lax_toy.responses.input_tokens.count(**asked)
    assert count.object == "response.input_tokens"
    assert count.input_tokens == lax_toy.responses.create(**asked, extra_body=AA).usage.input_tokens


def test_input_tokens_count_the_chain_too(lax_toy):
    first = lax_toy.responses.create(model="toy", input="one", extra_body=AA)
    asked = {"model": "toy", "input": "two", "previous_response_id": first.id}
    count = lax_toy.responses.input_tokens.count(**asked)
    assert count.input_tokens == lax_toy.responses.create(**asked, extra_body=AA).usage.input_tokens


def test_truncation_auto_leaves_out_the_oldest_turns_and_says_how_many(lax_toy):
    long = [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": "a" * 5000},
        {"role": "assistant", "content": "b"},
        {"role": "user", "content": "c" * 5000},
    ]
    with pytest.raises(openai.BadRequestError):
        lax_toy.responses.create(model="toy", input=long, extra_body=AA)
    response = lax_toy.responses.create(model="toy", input=long, truncation="auto", extra_body=AA)
    assert response.status == "completed"
    assert response.model_extra["tenure:dropped_messages"] == 2
    assert 5000 < response.usage.input_tokens < 6000
