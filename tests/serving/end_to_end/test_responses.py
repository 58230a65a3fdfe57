"""Responses on a real model: chains reuse what was sampled, and tools go round."""

import json

WEATHER = {
    "type": "function",
    "name": "get_weather",
    "description": "Get the current weather for a place.",
    "parameters": {
        "type": "object",
        "properties": {"place": {"type": "string", "maxLength": 20}},
        "required": ["place"],
        "additionalProperties": False,
    },
}


def say(server, said, **fields):
    fields = {"max_output_tokens": 24, "temperature": 0, **fields}
    return server.sdk.responses.create(model=server.model, input=said, **fields)


def test_each_turn_of_a_chain_computes_the_last_token_and_what_is_new(smollm2):
    before = say(smollm2, "My cats are called Ada and Bob. Say hello to them.")
    for question in ("Which one did I name first?", "And how many are they?"):
        after = say(smollm2, question, previous_response_id=before.id)
        assert after.usage.input_tokens_details.cached_tokens == before.usage.total_tokens - 1
        before = after


def test_a_fork_reuses_what_it_shares(smollm2):
    root = say(smollm2, "Name a fruit that is yellow.")
    forks = [say(smollm2, said, previous_response_id=root.id) for said in ("Another.", "Why that one?")]
    for fork in forks:  # the second shares how the first one's turn opens, too
        assert fork.usage.input_tokens_details.cached_tokens >= root.usage.total_tokens - 1


def test_a_stream_is_what_is_stored(smollm2):
    events = list(say(smollm2, "Count from one to five.", stream=True))
    text = "".join(event.delta for event in events if event.type == "response.output_text.delta")
    final = events[-1].response
    assert [event.sequence_number for event in events] == list(range(len(events)))
    assert text == final.output_text
    assert smollm2.sdk.responses.retrieve(final.id) == final
    assert list(smollm2.sdk.responses.retrieve(final.id, stream=True)) == events


def test_a_call_and_its_result_go_round(smollm2):
    first = say(
        smollm2,
        "What is the weather in Paris?",
        tools=[WEATHER],
        tool_choice={"type": "function", "name": "get_weather"},
        max_output_tokens=64,
    )
    (call,) = first.output
    assert set(json.loads(call.arguments)) == {"place"}
    result = {"type": "function_call_output", "call_id": call.call_id, "output": "18 degrees, dry"}
    second = say(smollm2, [result], tools=[WEATHER], tool_choice="none", previous_response_id=first.id)
    assert second.output_text
    # The token that closed the call may have been computed ahead of it.
    assert second.usage.input_tokens_details.cached_tokens >= first.usage.total_tokens - 1
