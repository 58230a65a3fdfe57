"""A client that names no session and sends back text has each token computed once: the toy's replies are no
text that gives their ids."""

import contextlib
import os

import anthropic
import boto3
import openai
import pytest

from benchmarks.forked_command import ForkedCommand
from serving.api_keys import parse_keys
from serving.config import ApiConfig

LENGTH = 24


@pytest.fixture(scope="module")
def server(start_server, tmp_path_factory):
    with start_server(tmp_path_factory.mktemp("data"), "toy") as server:
        yield server


class Chat:
    """A conversation on chat completions."""

    def __init__(self, sdk, question, **fields):
        self.sdk, self.messages, self.fields = sdk, [{"role": "user", "content": question}], fields

    def say(self, text=None):
        if text is not None:
            self.messages.append({"role": "user", "content": text})
        completion = self.sdk.chat.completions.create(
            model="toy",
            messages=self.messages,
            max_tokens=LENGTH,
            extra_body={"return_token_ids": True, **self.fields},
        )
        self.messages.append({"role": "assistant", "content": completion.choices[0].message.content})
        return completion


def context_of(completion):
    """The ids that its next turn is to begin with; the template may end a reply otherwise than the model."""
    return [*completion.prompt_token_ids, *completion.choices[0].token_ids[:-1]]


def goes_on(completion, before):
    ids = context_of(before)
    return completion.prompt_token_ids[: len(ids)] == ids


def test_chat(server):
    chat = Chat(server.sdk, "Hello, chat")
    first = chat.say()
    for text in ("More", "And more"):
        second = chat.say(text)
        assert goes_on(second, first)
        assert second.usage.prompt_tokens_details.cached_tokens == first.usage.total_tokens - 1
        first = second


def test_responses_that_are_not_stored(server):
    history = [{"role": "user", "content": "Hello, responses"}]
    first = server.sdk.responses.create(model="toy", store=False, input=history, max_output_tokens=LENGTH)
    history += [
        {"role": "assistant", "content": first.output_text},
        {"role": "user", "content": "More"},
    ]
    second = server.sdk.responses.create(model="toy", store=False, input=history, max_output_tokens=LENGTH)
    assert second.usage.input_tokens_details.cached_tokens == first.usage.total_tokens - 1


def test_messages_and_their_count(server):
    with anthropic.Anthropic(base_url=server.url, api_key="none", max_retries=0) as sdk:
        history = [{"role": "user", "content": "Hello, messages"}]
        first = sdk.messages.create(model="toy", messages=history, max_tokens=LENGTH)
        history += [
            {"role": "assistant", "content": [block.model_dump() for block in first.content]},
            {"role": "user", "content": "More"},
        ]
        count = sdk.messages.count_tokens(model="toy", messages=history).input_tokens
        second = sdk.messages.create(model="toy", messages=history, max_tokens=LENGTH)
    usage, before = second.usage, first.usage
    known = before.input_tokens + before.cache_read_input_tokens + before.output_tokens
    assert usage.cache_read_input_tokens == known - 1
    assert count == usage.input_tokens + usage.cache_read_input_tokens


def test_converse(server):
    keys = {"aws_access_key_id": "any", "aws_secret_access_key": "any"}
    client = boto3.client("bedrock-runtime", endpoint_url=server.url, region_name="us-east-1", **keys)
    history = [{"role": "user", "content": [{"text": "Hello, converse"}]}]
    asked = {"modelId": "toy", "inferenceConfig": {"maxTokens": LENGTH}}
    first = client.converse(messages=history, **asked)
    history += [first["output"]["message"], {"role": "user", "content": [{"text": "More"}]}]
    second = client.converse(messages=history, **asked)
    parts = ("inputTokens", "cacheReadInputTokens", "outputTokens")
    assert second["usage"]["cacheReadInputTokens"] == sum(first["usage"][part] for part in parts) - 1


def test_what_was_said_otherwise_is_rendered(server):
    chat = Chat(server.sdk, "Hello, editor")
    first = chat.say()
    chat.messages[1]["content"] += "!"
    assert not goes_on(chat.say("More"), first)


def test_every_choice_is_kept(server):
    chat = Chat(server.sdk, "Hello, choices", n=2, temperature=1)
    completion = chat.say()
    for choice in completion.choices:
        chat.messages[1] = {"role": "assistant", "content": choice.message.content}
        ids = [*completion.prompt_token_ids, *choice.token_ids[:-1]]
        assert chat.say("More").prompt_token_ids[: len(ids)] == ids
        del chat.messages[2:]


def test_a_tenant_finds_its_own_alone_and_may_have_it_forgotten(start_server, tmp_path):
    api = ApiConfig(api_keys=parse_keys(["ann:a", "bob:b"]))
    with (
        start_server(tmp_path, "toy", api) as server,
        server.sdk_of("a") as ann,
        server.sdk_of("b") as bob,
        server.http as http,
    ):
        chat = Chat(ann, "Hello")
        first = chat.say()
        history = [*chat.messages]
        assert goes_on(chat.say("More"), first)
        chat.sdk, chat.messages = bob, [*history]
        assert not goes_on(chat.say("More"), first)
        http.delete("/v1/kv", headers={"authorization": "Bearer a"}).raise_for_status()
        chat.sdk, chat.messages = ann, [*history]
        assert not goes_on(chat.say("More"), first)


@contextlib.contextmanager
def killed_server(data_dir):
    variables = {name: value for name, value in os.environ.items() if not name.startswith("TENURE_")}
    arguments = ["serve", "toy", "--port", "0", "--seed", "0", "--data-dir", str(data_dir)]
    with ForkedCommand(arguments, variables) as server:
        serving = next(line for line in server.stdout if line.startswith("Serving "))
        yield serving.strip().rpartition(" at ")[2]


def test_it_outlives_a_killed_server_unless_it_was_to_stay_in_memory(tmp_path):
    filed, unfiled = Chat(None, "Hello"), Chat(None, "Goodbye", store=False)
    with killed_server(tmp_path) as url, openai.OpenAI(base_url=f"{url}/v1", api_key="none") as sdk:
        first = {}
        for chat in (filed, unfiled):
            chat.sdk = sdk
            first[chat] = chat.say()
        before = [*unfiled.messages]
        assert goes_on(unfiled.say("More"), first[unfiled])
        unfiled.messages = before
    with killed_server(tmp_path) as url, openai.OpenAI(base_url=f"{url}/v1", api_key="none") as sdk:
        for chat in (filed, unfiled):
            chat.sdk = sdk
            assert goes_on(chat.say("More"), first[chat]) == (chat is filed)
