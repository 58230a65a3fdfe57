"""Messages, Converse, carriers, head rules and retries behind Ray Serve: two ingresses, two toy replicas."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import anthropic
import boto3
import httpx
import openai
import pytest
from botocore import UNSIGNED
from botocore.config import Config

pytest.importorskip("ray", reason="the extra `ray` is not installed")

pytestmark = [pytest.mark.ray, pytest.mark.timeout(700)]

TOOL = {"name": "look_up", "input_schema": {"type": "object", "properties": {}}}
NUM_TRIES = 6  # so that each ingress is asked, in all likelihood


@pytest.fixture(scope="module")
def claude(toy_application: Any) -> Iterator[anthropic.Anthropic]:
    with anthropic.Anthropic(base_url=toy_application.url, api_key="none", max_retries=0) as client:
        yield client


@pytest.fixture(scope="module")
def aws(toy_application: Any) -> Iterator[Any]:
    config = Config(signature_version=UNSIGNED, retries={"total_max_attempts": 1})
    client = boto3.client(
        "bedrock-runtime", endpoint_url=toy_application.url, region_name="us-east-1", config=config
    )
    yield client
    client.close()


def asked(messages: list[dict[str, Any]], session: str, **fields: Any) -> dict[str, Any]:
    return {
        "model": "toy",
        "max_tokens": 24,
        "messages": messages,
        "extra_headers": {"x-claude-code-session-id": session},
        "extra_body": {"temperature": 0},
        **fields,
    }


def user(content: Any) -> dict[str, Any]:
    return {"role": "user", "content": content}


def num_prompt(usage: Any) -> int:
    return int(usage.input_tokens + usage.cache_read_input_tokens)


def test_a_session_of_messages_goes_on_warm_whole_and_streamed(claude: anthropic.Anthropic):
    messages = [user("Hello, and a good day to you.")]
    known = 0
    for number in range(4):
        wanted = asked(messages, "messages-warm", system="Be brief.")
        if number % 2:
            with claude.messages.stream(**wanted) as stream:
                message = stream.get_final_message()
        else:
            message = claude.messages.create(**wanted)
        if number:  # the first one begins as any prompt with a system message: somebody may have left that
            assert message.usage.cache_read_input_tokens == known
        known = num_prompt(message.usage) + message.usage.output_tokens - 1
        messages += [{"role": "assistant", "content": message.content}, user(f"Question {number}.")]


def test_a_call_and_its_result_go_through(claude: anthropic.Anthropic):
    one = {"type": "any", "disable_parallel_tool_use": True}
    wanted = asked([user("go")], "messages-call", tools=[TOOL], max_tokens=300)
    first = claude.messages.create(**wanted, tool_choice=one)
    (call,) = [block for block in first.content if block.type == "tool_use"]
    assert (first.stop_reason, call.name) == ("tool_use", "look_up")
    result = {"type": "tool_result", "tool_use_id": call.id, "content": "done"}
    wanted["messages"] = [user("go"), {"role": "assistant", "content": first.content}, user([result])]
    second = claude.messages.create(**wanted)
    assert second.usage.cache_read_input_tokens == num_prompt(first.usage) + first.usage.output_tokens - 1


def test_a_billing_line_costs_nothing_and_is_named(claude: anthropic.Anthropic):
    system = (
        "x-anthropic-billing-header: cc_version=2.1.332.{}; cc_entrypoint=cli; cch={};\nYou are an agent."
    )
    hello = [user("hello")]
    first = claude.messages.create(**asked(hello, "messages-head", system=system.format("a1b", "00001")))
    more = [*hello, {"role": "assistant", "content": first.content}, user("more")]
    second = claude.messages.create(**asked(more, "messages-head", system=system.format("c2d", "00002")))
    assert second.usage.to_dict()["tenure:head_rules"]
    assert second.usage.cache_read_input_tokens == num_prompt(first.usage) + first.usage.output_tokens - 1


def test_errors_and_counts_are_in_the_words_of_messages(claude: anthropic.Anthropic):
    with pytest.raises(anthropic.BadRequestError, match="is an image, and this model reads text only"):
        claude.messages.create(**asked([user([{"type": "image"}])], "messages-error"))
    counted = claude.messages.count_tokens(model="toy", messages=[user("hello")])
    assert counted.input_tokens == num_prompt(claude.messages.create(**asked([user("hello")], "count")).usage)


@pytest.mark.parametrize("model_id", ["toy", "arn:aws:bedrock:us-east-1::foundation-model/toy"])
def test_converse_goes_through_whole_and_streamed_with_any_name_in_its_path(aws: Any, model_id: str):
    fields = {
        "modelId": model_id,
        "messages": [user([{"text": "hello"}])],
        "inferenceConfig": {"maxTokens": 24, "temperature": 0},
    }
    answer = aws.converse(**fields)
    events = list(aws.converse_stream(**fields)["stream"])
    texts = [event["contentBlockDelta"]["delta"]["text"] for event in events if "contentBlockDelta" in event]
    assert "".join(texts) == answer["output"]["message"]["content"][0]["text"]
    assert list(events[-1]) == ["metadata"]
    fields["messages"] = [user([{"image": {"format": "png", "source": {"bytes": b"x"}}}])]
    with pytest.raises(aws.exceptions.ValidationException, match="is an image"):
        aws.converse(**fields)


def test_carriers_are_opened_by_every_replica(toy_application: Any):
    """Nothing is stored and no session named: turns go wherever there is room."""
    history: list[Any] = []
    seen: dict[str, int] = {}  # tokens of the conversation that each replica has
    with toy_application.client() as client:
        for number in range(NUM_TRIES):
            history.append(user(f"Question {number}, which fills a block or two of the cache."))
            raw = client.responses.with_raw_response.create(
                model="toy",
                input=history,
                store=False,
                include=["reasoning.encrypted_content"],
                max_output_tokens=24,
                temperature=0,
            )
            response, replica = raw.parse(), raw.headers["x-tenure-replica"]
            assert "tenure:ignored_carriers" not in response.to_dict()
            usage = response.usage
            assert usage.input_tokens_details.cached_tokens >= seen.get(replica, 0) // 32 * 32
            seen[replica] = usage.total_tokens - 1
            history += response.output


def again_with_a_key() -> dict[str, str]:
    return {"idempotency-key": uuid.uuid4().hex}


def again_in_a_session() -> dict[str, str]:
    return {"x-session-id": uuid.uuid4().hex}


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize("again", [again_with_a_key, again_in_a_session])
def test_a_request_that_comes_again_meanwhile_is_one_turn_at_whichever_ingress(
    toy_application: Any, stream: bool, again: Any, wait_until: Any
):
    headers = again()
    body = {
        "model": "toy",
        "messages": [user("long")],
        "max_tokens": 1500,
        "ignore_eos": True,
        "stream": stream,
    }

    def post() -> httpx.Response:
        url = f"{toy_application.url}/v1/chat/completions"
        with httpx.Client(timeout=600) as http:  # connections of its own: they are spread over the ingresses
            return http.post(url, json=body, headers=headers)

    with ThreadPoolExecutor(NUM_TRIES + 1) as pool:
        first = pool.submit(post)
        wait_until(lambda: toy_application.num_running() >= 1, "the first has begun")
        others = [pool.submit(post) for _ in range(NUM_TRIES)]
        answers = [first.result(), *(other.result() for other in others)]
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.text for answer in answers}) == 1
    assert [answer.headers.get("idempotent-replayed") for answer in answers[1:]] == ["true"] * NUM_TRIES


def test_a_key_is_one_bodys_at_whichever_ingress(toy_application: Any):
    headers = again_with_a_key()
    with toy_application.client() as client:
        client.completions.create(model="toy", prompt="one", max_tokens=4, extra_headers=headers)
        for _ in range(NUM_TRIES):
            with pytest.raises(openai.UnprocessableEntityError):
                client.completions.create(model="toy", prompt="two", max_tokens=4, extra_headers=headers)
