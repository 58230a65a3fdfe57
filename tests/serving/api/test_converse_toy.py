"""Converse over the real server and its toy model: tools, counts, sessions."""

import json

import pytest
from botocore.exceptions import ClientError

SCHEMA = {
    "type": "object",
    "properties": {"n": {"type": "integer"}},
    "required": ["n"],
    "additionalProperties": False,
}
TOOLS = [
    {"toolSpec": {"name": name, "description": "x", "inputSchema": {"json": SCHEMA}}}
    for name in ("up", "down")
]
GO = [{"role": "user", "content": [{"text": "go"}]}]
ANY = {"any": {}}


def ask(choice: dict | None = None, **fields) -> dict:
    tools = {"tools": [*TOOLS, {"cachePoint": {"type": "default"}}]}
    return {
        "modelId": "toy",
        "messages": GO,
        "inferenceConfig": {"maxTokens": 300, "temperature": 0},
        "toolConfig": tools if choice is None else {**tools, "toolChoice": choice},
        **fields,
    }


def calls(answer: dict) -> list[dict]:
    content = answer["output"]["message"]["content"]
    return [block["toolUse"] for block in content if "toolUse" in block]


def test_a_call_that_must_come_keeps_to_its_schema(toy_aws):
    answer = toy_aws.converse(**ask({"tool": {"name": "down"}}))
    (call,) = calls(answer)
    assert (answer["stopReason"], call["name"]) == ("tool_use", "down")
    assert isinstance(call["input"]["n"], int)


def test_any_of_one_tool_is_one_call(toy_aws):
    """So the AI SDK asks for an object, whose text it takes to be all arguments of the reply."""
    asked = ask(toolConfig={"tools": TOOLS[:1], "toolChoice": ANY})
    for _ in range(3):
        (call,) = calls(
            toy_aws.converse(**{**asked, "inferenceConfig": {"maxTokens": 300, "temperature": 1}})
        )
        assert call["name"] == "up"


def test_streamed_calls_are_the_same(toy_aws, read_stream):
    whole = calls(toy_aws.converse(**ask(ANY)))
    blocks: dict[int, dict] = {}
    for event in read_stream(toy_aws.converse_stream(**ask(ANY))["stream"]):
        if start := event.get("contentBlockStart"):
            blocks[start["contentBlockIndex"]] = {**start["start"]["toolUse"], "input": ""}
        if (delta := event.get("contentBlockDelta")) and "toolUse" in delta["delta"]:
            blocks[delta["contentBlockIndex"]]["input"] += delta["delta"]["toolUse"]["input"]
        if end := event.get("messageStop"):
            assert end["stopReason"] == "tool_use"
    streamed = [(block["name"], json.loads(block["input"])) for block in blocks.values()]
    assert streamed == [(call["name"], call["input"]) for call in whole]
    assert whole


def test_a_call_and_its_result_go_on_warm(toy_aws):
    session = {"requestMetadata": {"session_id": "converse-warm"}}
    fields = {"additionalModelResponseFieldPaths": ["/session/matched_messages", "/session/forked"]}
    first = toy_aws.converse(**ask(ANY), **session)
    results = [
        {"toolResult": {"toolUseId": call["toolUseId"], "content": [{"json": {"done": True}}]}}
        for call in calls(first)
    ]
    history = [*GO, first["output"]["message"], {"role": "user", "content": results}]
    second = toy_aws.converse(**ask(messages=history), **session, **fields)
    match = second["additionalModelResponseFields"]["session"]
    assert match["matched_messages"] >= 2
    assert not match["forked"]
    assert second["usage"]["cacheReadInputTokens"] > 0


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        ({"tool": {"name": "left"}}, '`toolConfig.toolChoice.tool.name` names "left"'),
    ],
)
def test_a_choice_that_cannot_be_made_is_refused(toy_aws, choice, message):
    with pytest.raises(ClientError) as raised:
        toy_aws.converse(**ask(choice))
    assert raised.value.response["Error"]["Message"].startswith(message)


def test_the_count_is_that_of_the_turn(toy_aws):
    fields = ask(system=[{"text": "Be brief."}])
    converse = {name: fields[name] for name in ("messages", "system", "toolConfig")}
    count = toy_aws.count_tokens(modelId="toy", input={"converse": converse})["inputTokens"]
    usage = toy_aws.converse(**{**fields, "inferenceConfig": {"maxTokens": 1}})["usage"]
    assert count == usage["inputTokens"] + usage["cacheReadInputTokens"]


def test_a_prompt_that_does_not_fit_is_refused_with_both_numbers(toy_aws):
    long = [{"role": "user", "content": [{"text": "x " * 20_000}]}]
    with pytest.raises(toy_aws.exceptions.ValidationException, match="maximum context length is"):
        toy_aws.converse(modelId="toy", messages=long)


def test_without_a_limit_a_reply_has_what_fits(toy_aws):
    answer = toy_aws.converse(
        modelId="toy", messages=GO, inferenceConfig={"stopSequences": ["e"], "temperature": 1}
    )
    assert answer["stopReason"] in ("end_turn", "stop_sequence", "model_context_window_exceeded")
