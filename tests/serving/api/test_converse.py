"""Converse as boto3 sees it: one reply, in one piece or as a stream, in the shapes of the service's model."""

import json
from contextlib import closing

import httpx
import pytest
from botocore.eventstream import EventStreamBuffer
from botocore.exceptions import ClientError, EventStreamError
from botocore.validate import ParamValidator

from serving.api.bedrock.fields import IGNORED, REFUSED
from serving.api.bedrock.wire import ConverseBody
from serving.principal import Principal

HELLO = [{"role": "user", "content": [{"text": "hello"}]}]
ASK = {"modelId": "toy", "messages": HELLO}
LOOK = {"text": "Let me see."}
CALL = {"toolUse": {"toolUseId": "t1", "name": "look", "input": {"at": "é"}}}
THOUGHT = {"reasoningContent": {"reasoningText": {"text": "so"}}}


def said(content: list[dict], role: str = "assistant") -> dict:
    return {"modelId": "toy", "messages": [*HELLO, {"role": role, "content": content}]}


def sent(server) -> list[dict]:
    """The messages of the last request, as the backend had them."""
    return list(server.backend.requests[-1].input.messages)


def sampling(server):
    return server.backend.requests[-1].sampling


def hold_to_model(client, operation: str, value: dict) -> None:
    """An answer's JSON has what the service's model asks for, and nothing that it does not know."""
    shape = client.meta.service_model.operation_model(operation).output_shape
    report = ParamValidator().validate(value, shape)
    assert not report.has_errors(), report.generate_report()


def post(http: httpx.Client, path: str, body: dict, **headers: str) -> httpx.Response:
    return http.post(f"/model/toy/{path}", json=body, headers=headers)


def events_of(raw: bytes) -> list[tuple[str, dict]]:
    """(type, payload) of each message, whose CRCs are right."""
    buffer = EventStreamBuffer()
    buffer.add_data(raw)
    return [
        (event.headers.get(":event-type") or event.headers[":exception-type"], json.loads(event.payload))
        for event in buffer
    ]


# ---- whole -------------------------------------------------------------------------------------------


def test_a_conversation_is_answered(aws, http):
    answer = aws.converse(**ASK)
    assert answer["output"]["message"] == {"role": "assistant", "content": [{"text": "HELLO"}]}
    assert answer["stopReason"] == "end_turn"
    assert answer["metrics"]["latencyMs"] >= 0
    assert answer["ResponseMetadata"]["RequestId"].startswith("req-")
    hold_to_model(aws, "Converse", post(http, "converse", {"messages": HELLO}).json())


@pytest.mark.parametrize(
    "model_id", ["org/toy-chat", "arn:aws:bedrock:us-east-1::foundation-model/toy", "us.maker.model-v1:0"]
)
def test_a_model_id_may_have_slashes_and_colons(start, shared, model_id):
    server = start(type(shared.backend)(aliases=("us.maker.model-v1:0",)))
    with closing(server.bedrock()) as aws:
        aws.converse(modelId=model_id, messages=HELLO)
    assert server.backend.requests[-1].model == ("toy" if "arn" in model_id else "org/toy-chat")


def test_usage_counts_what_was_computed_and_what_was_resident_apart(aws):
    session = {"requestMetadata": {"session_id": "usage"}}
    before = [{"role": "user", "content": [{"text": "a"}]}, {"role": "assistant", "content": [{"text": "b"}]}]
    aws.converse(modelId="toy", messages=before, **session)
    usage = aws.converse(modelId="toy", messages=[*before, *HELLO], **session)["usage"]
    num_before, num_after = len("user:a\nassistant:b\n"), len("user:hello\nassistant:")
    assert usage["cacheReadInputTokens"] == num_before
    assert usage["inputTokens"] == num_after
    assert usage["cacheWriteInputTokens"] == 0
    assert usage["totalTokens"] == num_before + num_after + usage["outputTokens"]


def test_how_tokens_are_chosen(aws, server):
    config = {"maxTokens": 7, "temperature": 0.5, "topP": 0.25, "stopSequences": ["x", "y"]}
    additional = {
        "top_k": 3,
        "seed": 5,
        "min_p": 0.1,
        "repetition_penalty": 1.5,
        "thinking": {"type": "adaptive"},
    }
    aws.converse(**ASK, inferenceConfig=config, additionalModelRequestFields=additional)
    params = sampling(server)
    assert (params.max_tokens, params.temperature, params.top_p, params.stop) == (7, 0.5, 0.25, ("x", "y"))
    assert (params.top_k, params.seed, params.min_p, params.repetition_penalty) == (3, 5, 0.1, 1.5)


@pytest.mark.parametrize(
    ("config", "reason"),
    [({}, "end_turn"), ({"maxTokens": 2}, "max_tokens"), ({"stopSequences": ["L"]}, "stop_sequence")],
)
def test_why_a_reply_ended_is_told(aws, config, reason):
    answer = aws.converse(
        **ASK, inferenceConfig=config, additionalModelResponseFieldPaths=["/stop_sequence", "/none"]
    )
    assert answer["stopReason"] == reason
    told = {"stop_sequence": "L" if config.get("stopSequences") else None}
    assert answer["additionalModelResponseFields"] == told


def test_a_format_is_kept_to(aws, server):
    schema = {"jsonSchema": {"schema": '{"type":"object"}', "name": "any"}}
    aws.converse(**ASK, outputConfig={"textFormat": {"type": "json_schema", "structure": schema}})
    grammar = server.backend.requests[-1].grammar
    assert (grammar.kind, json.loads(grammar.source)) == ("json_schema", {"type": "object"})


def test_reasoning_is_a_block_of_its_own(aws):
    content = aws.converse(modelId="toy", messages=[{"role": "user", "content": [{"text": "ponder"}]}])
    assert content["output"]["message"]["content"] == [
        {"reasoningContent": {"reasoningText": {"text": "Hm, well."}}},
        {"text": "PONDER"},
    ]


# ---- what is said ------------------------------------------------------------------------------------


def test_system_blocks_come_first_and_cache_points_never_reach_the_prompt(aws, server):
    point = {"cachePoint": {"type": "default", "ttl": "1h"}}
    aws.converse(
        modelId="toy",
        system=[{"text": "Be brief."}, {"text": "Be kind."}, point],
        messages=[{"role": "user", "content": [{"text": "hello"}, point]}],
    )
    assert sent(server) == [
        {"role": "system", "content": "Be brief.\nBe kind."},
        {"role": "user", "content": "hello"},
    ]
    assert server.backend.requests[-1].lease_s == 3600


def test_a_call_and_its_results_in_every_form(aws, server):
    search = {
        "source": "a.example",
        "title": "A",
        "content": [{"text": "found"}],
        "citations": {"enabled": False},
    }
    content = [{"text": "one"}, {"json": {"two": "é"}}, {"searchResult": search}]
    results = [
        {"toolResult": {"toolUseId": "t1", "content": content}},
        {"toolResult": {"toolUseId": "t2", "content": [{"text": "no"}], "status": "error"}},
    ]
    second = {"toolUse": {**CALL["toolUse"], "toolUseId": "t2"}}
    messages = [
        *HELLO,
        {"role": "assistant", "content": [THOUGHT, LOOK, CALL, second]},
        {"role": "user", "content": [*results, {"text": "well?"}]},
    ]
    aws.converse(modelId="toy", messages=messages)
    _, assistant, one, two, user = sent(server)
    assert (assistant["content"], assistant["reasoning_content"]) == ("Let me see.", "so")
    assert [call["id"] for call in assistant["tool_calls"]] == ["t1", "t2"]
    assert json.loads(assistant["tool_calls"][0]["function"]["arguments"]) == {"at": "é"}
    assert (one["role"], one["tool_call_id"]) == ("tool", "t1")
    assert one["content"] == 'one\n{"two": "é"}\nA\na.example\nfound'
    assert two["content"] == "Error: no"
    assert user == {"role": "user", "content": "well?"}


def test_messages_of_one_speaker_are_one_turn(aws, server):
    aws.converse(modelId="toy", messages=[*HELLO, *HELLO])
    assert sent(server) == [{"role": "user", "content": "hello\nhello"}]


def test_a_reply_goes_on_with_the_assistants_last_message(aws, server):
    aws.converse(**said([{"text": "Once"}]))
    assert server.backend.requests[-1].input.continue_final_message


def test_a_session_is_named_in_the_metadata_or_by_a_header(aws, http, server):
    aws.converse(**ASK, requestMetadata={"session_id": "mine"})
    assert server.backend.requests[-1].session_id == "mine"
    post(http, "converse", {"messages": HELLO}, **{"x-session-id": "theirs"})
    assert server.backend.requests[-1].session_id == "theirs"


# ---- refused and ignored -----------------------------------------------------------------------------


def refused(aws, **fields) -> str:
    with pytest.raises(ClientError) as raised:
        aws.converse(**{**ASK, **fields})
    error = raised.value.response
    assert error["ResponseMetadata"]["HTTPStatusCode"] == 400
    assert error["Error"]["Code"] == "ValidationException"
    return error["Error"]["Message"]


IMAGE = {"image": {"format": "png", "source": {"bytes": b"x"}}}
PDF = {"document": {"format": "pdf", "name": "a", "source": {"bytes": b"%PDF"}}}
VIDEO = {"video": {"format": "mp4", "source": {"bytes": b"x"}}}
AUDIO = {"audio": {"format": "mp3", "source": {"bytes": b"x"}}}
GUARDED = {"guardContent": {"text": {"text": "x"}}}
ADDED = {"toolAddition": {"tool": {"type": "t", "name": "n"}}}


@pytest.mark.parametrize(
    ("block", "what"),
    [
        (IMAGE, "is an image, and this model reads text only: say in a text"),
        (VIDEO, "is a video, and this model"),
        (AUDIO, "is audio, and this model"),
        (GUARDED, "is guarded content, and this model"),
        (
            PDF,
            "is a document that is no text, and this model reads text only: send its text, as `source.text`",
        ),
        (ADDED, "has no place here: a block may be text, toolResult"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_what_is_no_text_is_refused_by_name(aws, block, what):
    (kind,) = block
    message = refused(aws, messages=[{"role": "user", "content": [{"text": "see"}, block]}])
    assert message.startswith(f"`messages.0.content.1.{kind}` {what}")
    if block in (IMAGE, VIDEO, PDF):
        result = {"toolResult": {"toolUseId": "t", "content": [block]}}
        message = refused(aws, messages=[{"role": "user", "content": [result]}])
        assert message.startswith(f"`messages.0.content.0.toolResult.content.0.{kind}` {what}")


@pytest.mark.parametrize(
    "source",
    [
        {"text": "It says\nso."},
        {"content": [{"text": "It says"}, {"text": "so."}]},
        {"bytes": b"It says\nso."},
    ],
    ids=lambda source: next(iter(source)),
)
def test_documents_of_text_are_read(aws, server, source):
    block = {"document": {"format": "md", "name": "a", "context": "Of May.", "source": source}}
    result = {"toolResult": {"toolUseId": "t", "content": [block]}}
    aws.converse(modelId="toy", messages=[{"role": "user", "content": [block, result]}])
    read = "a\nOf May.\nIt says\nso."
    assert [message["content"] for message in sent(server)] == [read, read]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (
            {"guardrailConfig": {"guardrailIdentifier": "g", "guardrailVersion": "1"}},
            "`guardrailConfig` is not supported",
        ),
        ({"promptVariables": {"a": {"text": "b"}}}, "`promptVariables` is not supported"),
        (
            {"additionalModelRequestFields": {"logit_bias": {"1": 2}}},
            "`additionalModelRequestFields.logit_bias` is not supported",
        ),
        (
            {"additionalModelRequestFields": {"top_k": "many"}},
            '`additionalModelRequestFields.top_k` must be an integer, got "many".',
        ),
        *(
            (
                {"additionalModelRequestFields": fields},
                f"`additionalModelRequestFields.{place}` must be {what}",
            )
            for fields, place, what in (
                ({"reasoning_effort": "enormous"}, "reasoning_effort", "one of 'none', 'minimal'"),
                ({"reasoning_config": "enormous"}, "reasoning_config", "an object, or none, minimal, low"),
                ({"reasoning_config": 3}, "reasoning_config", "an object, or none, minimal, low"),
                (
                    {"reasoningConfig": {"type": "enabled", "maxReasoningEffort": "enormous"}},
                    "reasoningConfig.maxReasoningEffort",
                    "one of 'none'",
                ),
            )
        ),
        (
            {"inferenceConfig": {"temperature": 3.0}},
            "`inferenceConfig.temperature` must be at most 2, got 3.0.",
        ),
        (
            {"toolConfig": {"tools": [{"systemTool": {"name": "nova_grounding"}}]}},
            "`toolConfig.tools.0.systemTool` is not supported",
        ),
        ({"messages": []}, "`messages` must be at least 1 items long"),
        (
            {"messages": [*HELLO, {"role": "assistant", "content": [CALL]}]},
            "`messages.1` has toolUse blocks and is the last one: send their toolResult blocks",
        ),
        (
            {"messages": [{"role": "user", "content": [CALL]}]},
            "`messages.0.content.0.toolUse` has no place here: a block may be text, toolResult",
        ),
        (
            {
                "outputConfig": {
                    "textFormat": {"type": "json_schema", "structure": {"jsonSchema": {"schema": "{"}}}
                }
            },
            "The schema in `outputConfig.textFormat.structure.jsonSchema.schema` is not valid JSON",
        ),
    ],
)
def test_a_mistake_is_named_with_its_place(aws, fields, message):
    assert refused(aws, **fields).startswith(message)


def test_what_a_sdk_would_not_send_is_refused_too(http):
    for block in ({}, {"text": "a", "image": {}}, {"text": 5}, {"toolResult": "x"}):
        answer = post(http, "converse", {"messages": [{"role": "user", "content": [block]}]})
        assert answer.status_code == 400
        assert "messages.0.content.0" in answer.json()["message"]


def test_what_asks_for_speed_is_ignored_and_counted(start):
    server = start()
    with closing(server.bedrock()) as aws, httpx.Client(base_url=server.url) as http:
        for latency in ("standard", "optimized"):
            aws.converse(**ASK, performanceConfig={"latency": latency}, serviceTier={"type": "default"})
        aws.converse(**ASK, additionalModelRequestFields={"invented": 1})
        counted = http.get("/metrics").text
    assert 'unknown_fields_total{field="performanceConfig"} 1.0' in counted
    assert 'unknown_fields_total{field="additionalModelRequestFields.invented"} 1.0' in counted
    assert "serviceTier" not in counted


def test_every_field_of_the_service_has_a_place(aws):
    shape = aws.meta.service_model.operation_model("Converse").input_shape
    read = {field.alias for field in ConverseBody.model_fields.values()}
    assert set(shape.members) == read | set(REFUSED) | IGNORED
    assert not read & (set(REFUSED) | IGNORED)


# ---- streams -----------------------------------------------------------------------------------------


def test_a_stream_has_the_events_of_the_model_in_their_order(aws, read_stream):
    events = read_stream(aws.converse_stream(**ASK)["stream"])
    assert [next(iter(event)) for event in events] == [
        "messageStart",
        *["contentBlockDelta"] * len("HELLO"),
        "contentBlockStop",
        "messageStop",
        "metadata",
    ]
    text = "".join(event["contentBlockDelta"]["delta"]["text"] for event in events[1:6])
    assert text == "HELLO"
    assert events[-2]["messageStop"]["stopReason"] == "end_turn"
    assert events[-1]["metadata"]["usage"]["outputTokens"] == len("HELLO") + 1
    shape = aws.meta.service_model.operation_model("ConverseStream").output_shape.members["stream"]
    for event in events:
        report = ParamValidator().validate(event, shape)
        assert not report.has_errors(), report.generate_report()


def test_a_block_ends_where_another_begins(aws, read_stream):
    stream = aws.converse_stream(modelId="toy", messages=[{"role": "user", "content": [{"text": "ponder"}]}])
    indexes = [
        (name, fields["contentBlockIndex"])
        for event in read_stream(stream["stream"])
        for name, fields in event.items()
        if "contentBlockIndex" in fields
    ]
    assert [index for _, index in indexes] == sorted(index for _, index in indexes)
    assert [index for name, index in indexes if name == "contentBlockStop"] == [0, 1]


def test_a_stream_that_fails_ends_with_an_exception(aws, http, read_stream):
    answer = aws.converse_stream(modelId="toy", messages=[{"role": "user", "content": [{"text": "die"}]}])
    with pytest.raises(EventStreamError) as raised:
        read_stream(answer["stream"])
    assert raised.value.response["Error"]["Code"] == "internalServerException"
    raw = post(http, "converse-stream", {"messages": [{"role": "user", "content": [{"text": "abort"}]}]})
    assert raw.headers["content-type"] == "application/vnd.amazon.eventstream"
    assert events_of(raw.content)[-1][0] == "serviceUnavailableException"


def test_what_fails_before_the_stream_is_a_plain_error(aws):
    with pytest.raises(ClientError) as raised:
        aws.converse_stream(modelId="toy", messages=[{"role": "user", "content": [{"text": "fail"}]}])
    assert raised.value.response["Error"]["Code"] == "ThrottlingException"


def test_a_silent_stream_is_kept_alive_by_events_that_clients_pass_over(start, read_stream):
    server = start(heartbeat_s=0.05)
    body = {"messages": [{"role": "user", "content": [{"text": "queue"}]}]}
    with httpx.Client(base_url=server.url, timeout=60) as http:
        types = [name for name, _ in events_of(post(http, "converse-stream", body).content)]
    assert types.count("ping") >= 5
    assert types[:5] == ["ping"] * 5
    with closing(server.bedrock()) as aws:
        events = read_stream(aws.converse_stream(modelId="toy", **body)["stream"])
    assert [*events[0]] == ["messageStart"]


# ---- errors, retries ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code", "status"),
    [
        ("fail", "ThrottlingException", 429),
        ("crash", "InternalServerException", 500),
        ("die", "InternalServerException", 500),
        ("abort", "ServiceUnavailableException", 503),
        ("x" * 5000, "ValidationException", 400),
    ],
)
def test_an_error_has_the_services_name_and_status(aws, text, code, status):
    with pytest.raises(ClientError) as raised:
        aws.converse(modelId="toy", messages=[{"role": "user", "content": [{"text": text}]}])
    response = raised.value.response
    assert (response["Error"]["Code"], response["ResponseMetadata"]["HTTPStatusCode"]) == (code, status)
    assert response["Error"]["Message"]
    assert "secret" not in response["Error"]["Message"]


def test_a_prompt_that_is_too_long_says_so_in_words_that_agents_look_for(aws):
    with pytest.raises(ClientError) as raised:
        aws.converse(modelId="toy", messages=[{"role": "user", "content": [{"text": "x" * 5000}]}])
    message = raised.value.response["Error"]["Message"]
    assert message.startswith("Input is too long for requested model. This model's maximum context length")


def test_an_unknown_model_and_an_unknown_operation_are_not_found(aws, http):
    with pytest.raises(aws.exceptions.ResourceNotFoundException, match="Served: toy"):
        aws.converse(modelId="other", messages=HELLO)
    answer = post(http, "dance", {})
    assert (answer.status_code, answer.headers["x-amzn-errortype"]) == (404, "UnknownOperationException")
    elsewhere = http.post("/guardrail/g/version/1/apply", json={}, headers={"amz-sdk-invocation-id": "i"})
    assert (elsewhere.status_code, list(elsewhere.json())) == (404, ["message"])


def test_retries_of_a_call_are_one_turn(start, shared):
    """A client that gives up on a slow reply and calls again, as boto3 does after a timeout."""
    server = start()
    body = {"messages": [{"role": "user", "content": [{"text": "queue"}]}]}
    with httpx.Client(base_url=server.url, timeout=60) as http:
        headers, patience = {"amz-sdk-invocation-id": "call-1"}, httpx.Timeout(60, read=0.2)
        with pytest.raises(httpx.ReadTimeout):
            http.post("/model/toy/converse", json=body, headers=headers, timeout=patience)
        again = post(http, "converse", body, **{"amz-sdk-invocation-id": "call-1"})
    assert again.status_code == 200
    assert len(server.backend.requests) == 1


def test_an_open_server_takes_any_signature(aws, server):
    aws.converse(**ASK)
    assert server.backend.requests[-1].principal == Principal("default")
