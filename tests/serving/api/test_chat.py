"""/v1/chat/completions as the OpenAI SDK sees it."""

import math

import httpx
import pytest
from openai import BadRequestError, OpenAI
from openai.types.chat import ChatCompletion, ChatCompletionChunk

HELLO = [{"role": "user", "content": "hello"}]


def texts(chunks):
    """Each choice's text, put together from a stream."""
    parts = {}
    for chunk in chunks:
        for choice in chunk.choices:
            parts[choice.index] = parts.get(choice.index, "") + (choice.delta.content or "")
    return [parts[index] for index in sorted(parts)]


def test_a_conversation_is_answered(client: OpenAI):
    answer = client.chat.completions.create(model="toy", messages=HELLO)
    assert answer.id.startswith("chatcmpl-")
    assert answer.object == "chat.completion"
    assert answer.model == "toy"
    assert answer.choices[0].message.role == "assistant"
    assert answer.choices[0].message.content == "HELLO"
    assert answer.choices[0].finish_reason == "stop"
    ChatCompletion.model_validate(answer.model_dump())


def test_the_usage_always_says_how_much_was_resident(client: OpenAI):
    usage = client.chat.completions.create(model="toy", messages=HELLO).usage
    num_prompt = len("user:hello\nassistant:")
    assert (usage.prompt_tokens, usage.completion_tokens, usage.total_tokens) == (
        num_prompt,
        6,
        num_prompt + 6,
    )
    assert usage.prompt_tokens_details.cached_tokens == 0


def test_an_omitted_model_is_the_default_one(http):
    answer = http.post("/v1/chat/completions", json={"messages": HELLO}).json()
    assert answer["model"] == "toy"


def test_answer_and_chunks_carry_the_system_fingerprint(client: OpenAI):
    answer = client.chat.completions.create(model="toy", messages=HELLO)
    chunks = list(client.chat.completions.create(model="toy", messages=HELLO, stream=True))
    assert {answer.system_fingerprint, *(chunk.system_fingerprint for chunk in chunks)} == {"fp_fake"}


def test_a_stream_says_the_same_as_the_whole_answer(client: OpenAI):
    whole = client.chat.completions.create(model="toy", messages=HELLO, n=3)
    chunks = list(client.chat.completions.create(model="toy", messages=HELLO, n=3, stream=True))
    assert (
        texts(chunks)
        == [choice.message.content for choice in whole.choices]
        == ["HELLO", "[1]HELLO", "[2]HELLO"]
    )


def test_each_index_of_a_stream_has_one_role_first_and_one_finish_reason_last(client: OpenAI):
    chunks = list(client.chat.completions.create(model="toy", messages=HELLO, n=2, stream=True, max_tokens=3))
    for index in (0, 1):
        deltas = [choice for chunk in chunks for choice in chunk.choices if choice.index == index]
        assert [choice.delta.role for choice in deltas] == ["assistant"] + [None] * (len(deltas) - 1)
        assert deltas[0].delta.content == ""
        assert [choice.finish_reason for choice in deltas] == [None] * (len(deltas) - 1) + ["length"]
        assert all(choice.delta.content for choice in deltas[1:]), "the end comes with the last text"


def test_every_chunk_has_the_shape_of_the_sdk(http, sse):
    body = {"messages": HELLO, "stream": True, "logprobs": True, "top_logprobs": 1}
    chunks = sse(http, "/v1/chat/completions", body)
    assert len({(chunk["id"], chunk["created"], chunk["model"]) for chunk in chunks}) == 1
    for chunk in chunks:
        ChatCompletionChunk.model_validate(chunk)
        assert "usage" not in chunk


def test_usage_comes_in_a_last_chunk_without_choices(http, sse):
    body = {"messages": HELLO, "stream": True, "stream_options": {"include_usage": True}}
    *chunks, last = sse(http, "/v1/chat/completions", body)
    assert [chunk["usage"] for chunk in chunks] == [None] * len(chunks)
    assert last["choices"] == []
    assert last["usage"]["completion_tokens"] == 6
    assert last["usage"]["prompt_tokens_details"] == {"cached_tokens": 0}


def test_continuous_usage_counts_in_every_chunk(http, sse):
    options = {"include_usage": True, "continuous_usage_stats": True}
    chunks = sse(http, "/v1/chat/completions", {"messages": HELLO, "stream": True, "stream_options": options})
    assert [chunk["usage"]["completion_tokens"] for chunk in chunks] == [0, 1, 2, 3, 4, 5, 6, 6]


@pytest.mark.anyio
async def test_the_async_sdk_streams(server):
    async with server.async_sdk() as sdk:
        stream = await sdk.chat.completions.create(model="toy", messages=HELLO, stream=True)
        assert texts([chunk async for chunk in stream]) == ["HELLO"]


def test_the_sdks_stream_helper_accumulates(client: OpenAI):
    with client.chat.completions.stream(model="toy", messages=HELLO) as stream:
        assert stream.get_final_completion().choices[0].message.content == "HELLO"


def test_content_parts_are_the_same_as_their_text(client: OpenAI, server):
    parts = [{"role": "user", "content": [{"type": "text", "text": "hello"}]}]
    client.chat.completions.create(model="toy", messages=parts)
    client.chat.completions.create(model="toy", messages=HELLO)
    first, second = server.backend.requests
    assert first.input == second.input


def test_several_content_parts_stand_on_lines_of_their_own(client: OpenAI, server):
    parts = [{"type": "text", "text": "a"}, {"type": "text", "text": "b"}]
    client.chat.completions.create(model="toy", messages=[{"role": "user", "content": parts}])
    assert server.backend.requests[0].input.messages[0]["content"] == "a\nb"


def test_tool_calls_in_the_history_reach_the_template(client: OpenAI, server):
    call = {"id": "c1", "type": "function", "function": {"name": "f", "arguments": "{}"}}
    messages = [
        {"role": "user", "content": "go"},
        {"role": "assistant", "content": None, "tool_calls": [call]},
        {"role": "tool", "tool_call_id": "c1", "content": [{"type": "text", "text": "done"}]},
    ]
    client.chat.completions.create(model="toy", messages=messages)
    assert list(server.backend.requests[0].input.messages) == [
        {"role": "user", "content": "go"},
        {"role": "assistant", "content": None, "tool_calls": [call]},
        {"role": "tool", "content": "done", "tool_call_id": "c1"},
    ]


def test_a_message_as_the_sdk_returned_it_can_be_sent_back(client: OpenAI, server):
    answer = client.chat.completions.create(model="toy", messages=HELLO)
    history = [*HELLO, answer.choices[0].message.model_dump(), {"role": "user", "content": "more"}]
    assert client.chat.completions.create(model="toy", messages=history).choices[0].message.content == "MORE"
    assert server.backend.requests[1].input.messages[1] == {"role": "assistant", "content": "HELLO"}


@pytest.mark.parametrize("role", ["system", "developer", "user", "assistant"])
def test_known_roles_are_left_to_the_template(client: OpenAI, server, role):
    client.chat.completions.create(model="toy", messages=[{"role": role, "content": "x"}])
    assert server.backend.requests[0].input.messages[0]["role"] == role


def test_max_completion_tokens_wins_over_max_tokens(client: OpenAI):
    answer = client.chat.completions.create(
        model="toy", messages=HELLO, max_completion_tokens=2, max_tokens=4
    )
    assert (answer.choices[0].message.content, answer.choices[0].finish_reason) == ("HE", "length")


def test_the_matched_stop_string_is_reported(client: OpenAI):
    answer = client.chat.completions.create(model="toy", messages=HELLO, stop=["L", "x"])
    choice = answer.choices[0]
    assert (choice.message.content, choice.finish_reason, choice.stop_reason) == ("HE", "stop", "L")
    *_, last = client.chat.completions.create(model="toy", messages=HELLO, stop="L", stream=True)
    assert last.choices[0].stop_reason == "L"


def test_sampling_fields_arrive_as_they_were_sent(client: OpenAI, server):
    client.chat.completions.create(
        model="org/toy-chat",
        messages=HELLO,
        temperature=0,
        top_p=0.5,
        presence_penalty=-1,
        frequency_penalty=2,
        logit_bias={"5": -100, "7": 1.5},
        seed=-(2**63),
        n=2,
        stop="Z",
        extra_body={
            "top_k": -1,
            "min_p": 0.1,
            "repetition_penalty": 1.2,
            "min_tokens": 2,
            "stop_token_ids": [9],
            "include_stop_str_in_output": True,
            "ignore_eos": True,
            "max_tokens": 20,
        },
    )
    request = server.backend.requests[0]
    sampling = request.sampling
    assert (request.model, request.n, request.echo) == ("org/toy-chat", 2, False)
    assert (sampling.temperature, sampling.top_p, sampling.top_k, sampling.min_p) == (0, 0.5, 0, 0.1)
    assert (sampling.presence_penalty, sampling.frequency_penalty, sampling.repetition_penalty) == (
        -1,
        2,
        1.2,
    )
    assert (sampling.logit_bias, sampling.seed) == (((5, -100.0), (7, 1.5)), -(2**63))
    assert (sampling.max_tokens, sampling.min_tokens) == (20, 2)
    assert (sampling.stop, sampling.stop_token_ids) == (("Z",), (9,))
    assert sampling.include_stop_str_in_output
    assert sampling.ignore_eos


@pytest.mark.parametrize("model", [None, ""])
def test_without_a_models_name_the_first_one_answers(http, model):
    body = {"messages": HELLO, "model": model}
    assert http.post("/v1/chat/completions", json=body).json()["model"] == "toy"


def test_null_is_the_same_as_leaving_a_field_out(http, server):
    fields = [
        "temperature",
        "top_p",
        "n",
        "stop",
        "seed",
        "logit_bias",
        "max_tokens",
        "stream",
        "stream_options",
    ]
    fields += ["logprobs", "top_logprobs", "tools", "response_format", "user", "session_id"]
    assert (
        http.post("/v1/chat/completions", json={"messages": HELLO, **dict.fromkeys(fields)}).status_code
        == 200
    )
    assert http.post("/v1/chat/completions", json={"messages": HELLO}).status_code == 200
    first, second = server.backend.requests
    assert first.sampling == second.sampling


def test_logprobs_come_with_their_alternatives(client: OpenAI):
    answer = client.chat.completions.create(
        model="toy", messages=HELLO, logprobs=True, top_logprobs=2, max_tokens=2
    )
    first, second = answer.choices[0].logprobs.content
    assert (first.token, first.bytes, second.token) == ("H", [72], "E")
    assert [other.token for other in first.top_logprobs] == ["H", "I"]
    assert first.logprob == first.top_logprobs[0].logprob < 0


def test_logprobs_without_alternatives_are_those_of_the_chosen_tokens(client: OpenAI):
    answer = client.chat.completions.create(model="toy", messages=HELLO, logprobs=True, max_tokens=2)
    assert [token.top_logprobs for token in answer.choices[0].logprobs.content] == [[], []]


def test_streamed_logprobs_are_those_of_the_whole_answer(client: OpenAI):
    ask = {"model": "toy", "messages": HELLO, "logprobs": True, "top_logprobs": 1}
    whole = client.chat.completions.create(**ask).choices[0].logprobs.content
    chunks = client.chat.completions.create(**ask, stream=True)
    streamed = [chunk.choices[0].logprobs for chunk in chunks]
    assert [token for logprobs in streamed if logprobs for token in logprobs.content] == whole


def test_tokens_can_be_shown_as_ids(client: OpenAI):
    answer = client.chat.completions.create(
        model="toy",
        messages=HELLO,
        logprobs=True,
        max_tokens=1,
        extra_body={"return_tokens_as_token_ids": True},
    )
    assert answer.choices[0].logprobs.content[0].token == "token_id:72"


def test_token_ids_are_returned_where_asked_for(client: OpenAI):
    ask = {"model": "toy", "messages": HELLO, "extra_body": {"return_token_ids": True}}
    whole = client.chat.completions.create(**ask)
    assert whole.prompt_token_ids == list(b"user:hello\nassistant:")
    assert whole.choices[0].token_ids == [*b"HELLO", 256]
    first, *chunks = client.chat.completions.create(**ask, stream=True)
    assert first.prompt_token_ids == whole.prompt_token_ids
    streamed = [token_id for chunk in chunks for token_id in getattr(chunk.choices[0], "token_ids", [])]
    assert streamed == whole.choices[0].token_ids


def test_fields_that_were_not_asked_for_are_null_in_a_whole_answer(client: OpenAI):
    answer = client.chat.completions.create(model="toy", messages=HELLO)
    assert answer.prompt_logprobs is None
    assert answer.prompt_token_ids is None
    assert answer.choices[0].token_ids is None


def test_prompt_logprobs_come_by_id_in_vllms_form(client: OpenAI):
    ask = {"model": "toy", "messages": HELLO, "max_tokens": 1, "extra_body": {"prompt_logprobs": 2}}
    first, second, *_ = client.chat.completions.create(**ask).prompt_logprobs
    assert first is None, "nothing comes before it"
    assert list(second) == [str(ord("s")), str(ord("t"))]
    assert second[str(ord("s"))] == {"logprob": math.log(0.5), "rank": 1, "decoded_token": "s"}


@pytest.mark.parametrize(
    "fields", [{"prompt_logprobs": -1}, {"prompt_logprobs": 21}, {"prompt_logprobs": 1, "stream": True}]
)
def test_prompt_logprobs_beyond_the_limit_or_in_a_stream_are_refused(http, fields):
    response = http.post("/v1/chat/completions", json={"messages": HELLO, **fields})
    assert response.status_code == 400
    assert response.json()["error"]["param"] == "prompt_logprobs"


def test_continuous_usage_grows_with_every_chunk_of_text(http, sse):
    options = {"include_usage": True, "continuous_usage_stats": True}
    body = {"messages": HELLO, "stream": True, "stream_options": options, "max_tokens": 3}
    chunks = sse(http, "/v1/chat/completions", body)
    assert [chunk["usage"]["completion_tokens"] for chunk in chunks] == [0, 1, 2, 3, 3]


def test_the_final_message_can_be_continued(client: OpenAI, server):
    messages = [*HELLO, {"role": "assistant", "content": "so"}]
    client.chat.completions.create(
        model="toy", messages=messages, extra_body={"continue_final_message": True}
    )
    assert server.backend.requests[0].input.continue_final_message
    assert not server.backend.requests[0].input.add_generation_prompt


def test_continuing_and_beginning_a_message_exclude_each_other(client: OpenAI):
    with pytest.raises(BadRequestError, match="continue_final_message"):
        client.chat.completions.create(
            model="toy",
            messages=HELLO,
            extra_body={"continue_final_message": True, "add_generation_prompt": True},
        )


def test_an_effort_that_is_none_is_refused_with_those_there_are(client: OpenAI):
    said = [{"role": "user", "content": "x"}]
    with pytest.raises(BadRequestError, match=r"`reasoning_effort` must be one of .*'low', .* or 'max', got"):
        client.chat.completions.create(model="toy", messages=said, reasoning_effort="enormous")


def test_effort_verbosity_and_variables_are_for_the_template(client: OpenAI, server):
    said = [{"role": "user", "content": "hello"}]
    more = {"chat_template_kwargs": {"enable_thinking": True, "mode": "deep"}}
    client.chat.completions.create(
        model="toy", messages=said, reasoning_effort="none", verbosity="low", extra_body=more
    )
    (request,) = server.backend.requests
    assert request.input.variables == {"reasoning_effort": "none", "enable_thinking": True, "mode": "deep"}
    metrics = httpx.get(f"{server.url}/metrics").text
    for name in ("verbosity", "chat_template_kwargs.mode"):
        assert f'tenure:http_unknown_fields_total{{field="{name}"}}' in metrics


@pytest.mark.parametrize("name", ["messages", "tools", "add_generation_prompt"])
def test_a_variable_has_no_name_of_the_prompts_own(http, name):
    body = {"messages": [{"role": "user", "content": "x"}], "chat_template_kwargs": {name: "x"}}
    response = http.post("/v1/chat/completions", json=body)
    assert (response.status_code, response.json()["error"]["param"]) == (400, "chat_template_kwargs")
