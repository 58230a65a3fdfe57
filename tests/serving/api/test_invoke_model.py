"""InvokeModel and CountTokens: bodies of three makers' forms, answered in the same form."""

import json
from base64 import b64encode
from contextlib import closing

import httpx
import pytest
from anthropic import AnthropicBedrock
from anthropic.types import Message, RawMessageStreamEvent
from botocore.exceptions import ClientError, EventStreamError
from openai.types.chat import ChatCompletion, ChatCompletionChunk
from pydantic import TypeAdapter

HELLO = [{"role": "user", "content": "hello"}]
CLAUDE = {"anthropic_version": "bedrock-2023-05-31", "max_tokens": 100, "messages": HELLO}
CHAT = {"messages": HELLO, "max_tokens": 100}
LLAMA = {"prompt": "hello", "max_gen_len": 100}
METRICS = "amazon-bedrock-invocationMetrics"


def whole(aws, body: dict) -> dict:
    answer = aws.invoke_model(modelId="toy", body=json.dumps(body))
    assert answer["contentType"] == "application/json"
    with closing(answer["body"]) as stream:
        return json.loads(stream.read())


def streamed(aws, body: dict) -> list[dict]:
    answer = aws.invoke_model_with_response_stream(modelId="toy", body=json.dumps(body))
    assert answer["contentType"] == "application/json"
    with closing(answer["body"]) as stream:
        return [json.loads(event["chunk"]["bytes"]) for event in stream]


def without_metrics(events: list[dict]) -> list[dict]:
    """The last event says what it took; no other does."""
    metrics = events[-1].pop(METRICS)
    assert metrics["inputTokenCount"] > 0
    assert metrics["outputTokenCount"] == len("HELLO") + 1
    assert metrics["firstByteLatency"] <= metrics["invocationLatency"]
    assert not any(METRICS in event for event in events)
    return events


def test_a_body_of_anthropics_form(aws):
    message = Message.model_validate(whole(aws, CLAUDE))
    assert [block.text for block in message.content] == ["HELLO"]
    events = without_metrics(streamed(aws, CLAUDE))
    for event in events:
        TypeAdapter(RawMessageStreamEvent).validate_python(event)
    assert (events[0]["type"], events[-1]["type"]) == ("message_start", "message_stop")


def test_a_body_of_openais_form(aws):
    completion = ChatCompletion.model_validate(whole(aws, CHAT))
    assert completion.choices[0].message.content == "HELLO"
    chunks = [ChatCompletionChunk.model_validate(event) for event in without_metrics(streamed(aws, CHAT))]
    assert "".join(chunk.choices[0].delta.content or "" for chunk in chunks[:-1]) == "HELLO"
    assert chunks[-1].usage.completion_tokens == len("HELLO") + 1


def test_a_body_of_metas_form(aws, server):
    assert whole(aws, LLAMA) == {
        "generation": "HELLO",
        "prompt_token_count": 5,
        "generation_token_count": 6,
        "stop_reason": "stop",
    }
    assert server.backend.requests[-1].input.text == "hello", "as it stands, without a template"
    events = without_metrics(streamed(aws, LLAMA))
    assert "".join(event["generation"] for event in events) == "HELLO"
    assert [event["prompt_token_count"] for event in events[:2]] == [5, None]
    assert [event["stop_reason"] for event in events[-2:]] == ["stop", None]
    assert whole(aws, {**LLAMA, "max_gen_len": 2})["stop_reason"] == "length"


def test_a_whole_answer_says_in_headers_what_it_took(aws):
    answer = aws.invoke_model(modelId="toy", body=json.dumps(LLAMA))
    answer["body"].close()
    headers = answer["ResponseMetadata"]["HTTPHeaders"]
    assert headers["x-amzn-bedrock-input-token-count"] == "5"
    assert headers["x-amzn-bedrock-output-token-count"] == "6"
    assert int(headers["x-amzn-bedrock-invocation-latency"]) >= 0


def test_anthropics_sdk_for_bedrock(server):
    ask = {"model": "org/toy-chat", "max_tokens": 100, "messages": HELLO}
    with AnthropicBedrock(
        base_url=server.url, aws_region="us-east-1", aws_access_key="a", aws_secret_key="s", max_retries=0
    ) as client:
        assert client.messages.create(**ask).content[0].text == "HELLO"
        with client.messages.stream(**ask) as stream:
            assert "".join(stream.text_stream) == "HELLO"
            assert stream.get_final_message().stop_reason == "end_turn"
    assert server.backend.requests[-1].model == "org/toy-chat"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"inputText": "a"}, "The body is of none of the forms that are read here: Anthropic's"),
        ({**CLAUDE, "anthropic_version": "1"}, "`anthropic_version` must be one of bedrock-2023-05-31"),
        (
            {**CHAT, "model": "other"},
            '`model` must be "toy", as the path has it, or be left out, got "other".',
        ),
        ({**CHAT, "stream": True}, "`stream` must be false, as the path has it, or be left out, got true."),
        ({**CHAT, "return_token_ids": True}, "`return_token_ids` is not supported here"),
        ({**LLAMA, "images": ["x"]}, "`images` is not supported"),
        ({**LLAMA, "max_tokens": 5}, "`max_tokens` is not supported, got 5. It is called `max_gen_len`"),
        ({**LLAMA, "stop": ["x"]}, "`stop` is not supported"),
        ({**LLAMA, "max_gen_len": 0}, "`max_gen_len` must be at least 1, got 0."),
    ],
)
def test_a_body_that_cannot_be_answered_is_refused(aws, body, message):
    with pytest.raises(ClientError) as raised:
        whole(aws, body)
    assert raised.value.response["Error"]["Code"] == "ValidationException"
    assert raised.value.response["Error"]["Message"].startswith(message)


def test_guardrails_are_refused_and_speed_is_counted(start):
    server = start()
    with closing(server.bedrock()) as aws, httpx.Client(base_url=server.url) as http:
        with pytest.raises(ClientError, match="no guardrails"):
            aws.invoke_model(
                modelId="toy", body=json.dumps(CHAT), guardrailIdentifier="g", guardrailVersion="1"
            )
        for latency in ("standard", "optimized"):
            aws.invoke_model(modelId="toy", body=json.dumps(CHAT), performanceConfigLatency=latency)[
                "body"
            ].close()
        name = "x-amzn-bedrock-performanceconfig-latency"
        assert f'unknown_fields_total{{field="{name}"}} 1.0' in http.get("/metrics").text


@pytest.mark.parametrize("body", [CLAUDE, CHAT, LLAMA], ids=["claude", "chat", "llama"])
def test_a_stream_that_fails_ends_with_an_exception(aws, body, read_stream):
    field = "prompt" if "prompt" in body else "messages"
    failing = {**body, field: "die" if field == "prompt" else [{"role": "user", "content": "die"}]}
    answer = aws.invoke_model_with_response_stream(modelId="toy", body=json.dumps(failing))
    with pytest.raises(EventStreamError) as raised:
        read_stream(answer["body"])
    assert raised.value.response["Error"]["Code"] == "internalServerException"


def test_a_silent_stream_has_the_forms_own_events(start):
    server = start(heartbeat_s=0.05)
    queue = [{"role": "user", "content": "queue"}]
    with closing(server.bedrock()) as aws:
        events = streamed(aws, {**CLAUDE, "messages": queue})
    assert [event["type"] for event in events[:3]] == ["ping"] * 3


def test_tokens_are_counted_of_either_kind_of_request(aws):
    prompt = len("user:hello\nassistant:")
    converse = {"messages": [{"role": "user", "content": [{"text": "hello"}]}]}
    assert aws.count_tokens(modelId="toy", input={"converse": converse})["inputTokens"] == prompt
    for body, num_tokens in ((CLAUDE, prompt), (CHAT, prompt), (LLAMA, 5)):
        given = {"invokeModel": {"body": json.dumps(body)}}
        assert aws.count_tokens(modelId="toy", input=given)["inputTokens"] == num_tokens


@pytest.mark.parametrize(
    ("given", "param"),
    [
        ({}, "`input` must have either"),
        ({"invokeModel": {"body": "%"}}, "`input.invokeModel.body` must be JSON in base64"),
        (
            {"invokeModel": {"body": b64encode(b"{").decode()}},
            "The body in `input.invokeModel.body` is not valid",
        ),
        ({"converse": {"messages": []}}, "`input.converse.messages` must be at least 1"),
    ],
)
def test_a_count_of_nothing_is_refused(http, given, param):
    answer = http.post("/model/toy/count-tokens", json={"input": given})
    assert answer.status_code == 400
    assert answer.json()["message"].startswith(param)
