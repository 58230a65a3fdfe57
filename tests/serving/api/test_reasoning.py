"""Reasoning, which OpenAI's chat has no field for and its responses an item: told apart from text in both."""

CHAT = "/v1/chat/completions"
PONDER = {"messages": [{"role": "user", "content": "ponder"}]}
THOUGHTS = "Hm, well."


def test_a_whole_answer_has_it_beside_its_content(http):
    message = http.post(CHAT, json=PONDER).json()["choices"][0]["message"]
    assert message["content"] == "PONDER"
    assert message["reasoning_content"] == message["reasoning"] == THOUGHTS


def test_a_stream_tells_it_before_the_content_in_deltas_of_its_own(http, sse):
    events = sse(http, CHAT, {**PONDER, "stream": True, "return_token_ids": True})
    deltas = [event["choices"][0]["delta"] for event in events[1:]]  # the first opens the message
    thoughts = [delta for delta in deltas if "reasoning_content" in delta]
    assert deltas[: len(thoughts)] == thoughts
    assert all(delta.keys() == {"reasoning_content", "reasoning"} for delta in thoughts)
    assert "".join(delta["reasoning_content"] for delta in thoughts) == THOUGHTS
    assert "".join(delta["content"] for delta in deltas[len(thoughts) :]) == "PONDER"
    token_ids = [i for event in events[1:] for i in event["choices"][0]["token_ids"]]
    assert bytes(token_ids[: len(THOUGHTS)]).decode() == THOUGHTS


def test_without_it_there_is_no_such_field(http, sse):
    hello = {"messages": [{"role": "user", "content": "hello"}]}
    message = http.post(CHAT, json=hello).json()["choices"][0]["message"]
    assert not {"reasoning", "reasoning_content"} & message.keys()
    deltas = [event["choices"][0]["delta"] for event in sse(http, CHAT, {**hello, "stream": True})]
    assert not [delta for delta in deltas if "reasoning_content" in delta]


def test_the_sdk_reads_it(client):
    chunks = client.chat.completions.create(model="toy", stream=True, **PONDER)
    thoughts = [getattr(chunk.choices[0].delta, "reasoning_content", None) or "" for chunk in chunks]
    assert "".join(thoughts) == THOUGHTS


def test_a_response_has_it_as_its_first_item(client):
    response = client.responses.create(model="toy", input="ponder", store=False)
    reasoning, message = response.output
    assert (reasoning.type, reasoning.content[0].text) == ("reasoning", THOUGHTS)
    assert (message.type, response.output_text) == ("message", "PONDER")


def test_a_response_streams_it_in_events_of_its_own(client):
    with client.responses.stream(model="toy", input="ponder", store=False) as stream:
        events = list(stream)
    deltas = [event.delta for event in events if event.type == "response.reasoning_text.delta"]
    assert "".join(deltas) == THOUGHTS
    (done,) = (event for event in events if event.type == "response.reasoning_text.done")
    assert (done.text, done.output_index) == (THOUGHTS, 0)
    assert events[-1].response.output_text == "PONDER"
