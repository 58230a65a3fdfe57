"""Models that reason: what they say reaches every dialect as reasoning, text and calls, and comes back.

The toy runner plays a script: what the last message asks for, token by token, as far as masks let it.
"""

from __future__ import annotations

import base64
import json
import re
import time
from contextlib import closing, contextmanager
from pathlib import Path

import anthropic
import boto3
import pytest
from anthropic import Anthropic
from botocore import UNSIGNED
from botocore.config import Config
from openai import BadRequestError, OpenAI

from models.chat_template import ChatTemplate
from models.tokenizer import Tokenizer, turn_enders
from serving.engine.toy_runner import ToyRunner
from serving.replica import toy_model
from serving.request import CARRIER_PREFIX

TEMPLATES = Path(__file__).parents[2] / "data" / "chat_templates"
CALL = '<tool_call>\n{"name": "look_up", "arguments": {"word": "lease"}}\n</tool_call>'
CLOSE_CALL = CALL.replace('"lease"', '"lease", "times": 1e2')  # a client sends 100.0 back
SCRIPT = {  # what the last message says: the reply, after what its prompt has begun of it
    "think": "<think>\nHm, well.\n</think>\n\nYes, so.",
    "more": "<think>\nAgain.\n</think>\n\nNo.",
    "plain": "Just so.",
    "endless": "<think>\n" + "hm " * 100,
    "look": f"<think>\nA call.\n</think>\n\n{CALL}",
    "look closely": f"<think>\nA call.\n</think>\n\n{CLOSE_CALL}",
    "to hold": "<think>\nA result.\n</think>\n\nIt means to hold.",
    "json": '<think>\nHm, {}.\n</think>{"n": 1}',
    "mention": f"<think>\nI could {CALL} here.\n</think>\n\nNo call.",
}
LOOK_UP = {
    "name": "look_up",
    "description": "What a word means.",
    "parameters": {
        "type": "object",
        "properties": {"word": {"type": "string"}, "times": {"type": "number"}},
        "required": ["word"],
    },
}
TOOL = {"type": "function", "function": LOOK_UP}


class ScriptedRunner(ToyRunner):
    """Reads its script by what stands in its cache."""

    tokenizer = toy_model.make_tokenizer()

    def _next_token(self, block_table, num_tokens):
        ids = self._cache[block_table][:, 0].reshape(-1)[:num_tokens].tolist()
        text = self.tokenizer.decode(ids, skip_special_tokens=False)
        before, _, said = text.rpartition("<|im_start|>assistant\n")
        asked = before.removesuffix("\n").removesuffix("<|im_end|>").removesuffix("\n</tool_response>")
        script = SCRIPT.get(asked.rpartition("\n")[2], "")
        if not script.startswith(said):  # it was made to say something else: go on behind its reasoning
            said, script = (words.rpartition("</think>")[2].lstrip() for words in (said, script))
        rest = script.removeprefix(said)
        return self.tokenizer.encode(rest[0])[0] if rest else self.tokenizer.token_id("<|im_end|>")


HARMONY_TOKENS = (
    "<|start|>",
    "<|return|>",
    "<|call|>",
    "<|end|>",
    "<|message|>",
    "<|channel|>",
    "<|constrain|>",
    "<|im_end|>",
)
HARMONY_CALL = (
    "<|end|><|start|>assistant<|channel|>commentary to=functions.look_up <|constrain|>json<|message|>"
    '{"word": "lease"}<|call|>'
)
FINAL = "<|start|>assistant<|channel|>final<|message|>"


def harmony_tokenizer():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(toy_model, "SPECIAL_TOKENS", HARMONY_TOKENS)
        backend = toy_model.make_tokenizer()
    enders = turn_enders(backend._backend, (TEMPLATES / "harmony.jinja").read_text())
    return Tokenizer(backend._backend, eos_token_ids=enders)


class HarmonyRunner(ToyRunner):
    """Says in channels what the script has between marks."""

    tokenizer = harmony_tokenizer()

    def _next_token(self, block_table, num_tokens):
        ids = self._cache[block_table][:, 0].reshape(-1)[:num_tokens].tolist()
        text = self.tokenizer.decode(ids, skip_special_tokens=False)
        last = re.split(
            r"<\|start\|>(?:user|functions\.look_up to=assistant<\|channel\|>commentary)<\|message\|>", text
        )[-1]
        asked, _, said = last.partition("<|end|><|start|>assistant")
        script = SCRIPT.get(asked, "").replace("<think>\n", "<|channel|>analysis<|message|>")
        script = script.replace(f"\n</think>\n\n{CALL}", HARMONY_CALL)
        script = script.replace("\n</think>", f"<|end|>{FINAL}").replace(f"{FINAL}\n\n", FINAL)
        if not script.startswith("<|channel|>"):
            script = "<|channel|>final<|message|>" + script
        if not script.startswith(said):
            said, script = (words.rpartition(FINAL)[2] for words in (said, script))
        rest = script.removeprefix(said) or "<|return|>"
        return self.tokenizer.encode(rest)[0]


@contextmanager
def serving(start_server, data_dir, template, **options):
    """A server whose model has this template."""
    source = (TEMPLATES / f"{template}.jinja").read_text()
    is_harmony = template == "harmony"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(toy_model, "make_chat_template", lambda: ChatTemplate(source, "", "<|im_end|>"))
        runner = HarmonyRunner if is_harmony else ScriptedRunner
        patch.setattr(toy_model, "make_runner", lambda tokenizer, *size: runner(tokenizer.vocab_size, *size))
        if is_harmony:
            patch.setattr(toy_model, "make_tokenizer", lambda: HarmonyRunner.tokenizer)
        with start_server(data_dir, "toy", **options) as server:
            yield server


@pytest.fixture(scope="module")
def qwen3(start_server, tmp_path_factory):
    with serving(start_server, tmp_path_factory.mktemp("qwen3"), "qwen3") as server:
        yield server


@pytest.fixture(scope="module")
def client(qwen3):
    return qwen3.sdk


@pytest.fixture(scope="module")
def claude(qwen3):
    with Anthropic(base_url=qwen3.url, api_key="none", max_retries=0) as client:
        yield client


@pytest.fixture(scope="module")
def aws(qwen3):
    config = Config(signature_version=UNSIGNED, retries={"total_max_attempts": 1})
    client = boto3.client("bedrock-runtime", endpoint_url=qwen3.url, region_name="us-east-1", config=config)
    yield client
    client.close()


def user(content):
    return {"role": "user", "content": content}


ASKED = {  # of Messages
    "model": "toy",
    "max_tokens": 99,
    "messages": [user("think")],
    "extra_body": {"temperature": 0},
}


def chat(client: OpenAI, *messages, **fields):
    said = [user(message) if isinstance(message, str) else message for message in messages]
    return client.chat.completions.create(model="toy", messages=said, **{"temperature": 0, **fields})


def told(answer):
    """(reasoning, content) of a whole answer."""
    message = answer.choices[0].message
    return getattr(message, "reasoning_content", None), message.content


def message_of(answer):
    """As a client sends it back."""
    return answer.choices[0].message.model_dump(exclude_none=True)


def blocks_of(message):
    """A thinking block and a text, without what the SDK adds, and what is sealed anew each time."""
    thinking, text = message.content
    return thinking.type, thinking.thinking, thinking.signature[:16], text.text


# ---- told apart, in every dialect -------------------------------------------------------------------


@pytest.mark.parametrize("asked", ["think", "plain", "mention"])
def test_chat_has_it_beside_the_content_whole_and_streamed(client, asked):
    thoughts, _, text = SCRIPT[asked].removeprefix("<think>\n").rpartition("\n</think>\n\n")
    answer = chat(client, asked, logprobs=True)
    assert told(answer) == (thoughts or None, text)
    assert (
        "".join(entry.token for entry in answer.choices[0].logprobs.content) == f"{SCRIPT[asked]}<|im_end|>"
    )
    deltas = [chunk.choices[0].delta for chunk in chat(client, asked, stream=True)]
    assert "".join(getattr(delta, "reasoning_content", None) or "" for delta in deltas) == thoughts
    assert "".join(delta.content or "" for delta in deltas) == text


def test_its_tokens_are_counted(client, claude):
    num_reasoning = len("<think>\nHm, well.\n</think>")
    usage = chat(client, "think").usage
    assert usage.completion_tokens_details.reasoning_tokens == num_reasoning
    assert usage.completion_tokens == len(SCRIPT["think"]) + 1
    response = client.responses.create(model="toy", input="think", temperature=0)
    assert response.usage.output_tokens_details.reasoning_tokens == num_reasoning
    stored = client.responses.retrieve(response.id)
    assert stored.usage.output_tokens_details.reasoning_tokens == num_reasoning
    message = claude.messages.create(**ASKED)
    assert message.usage.output_tokens_details.thinking_tokens == num_reasoning
    assert chat(client, "plain").usage.completion_tokens_details is None


@pytest.mark.parametrize("fields", [{"store": False}, {"store": True}, {"store": True, "background": True}])
def test_a_response_has_it_as_an_item_and_reads_again_alike(client, fields):
    stream = client.responses.create(model="toy", input="think", temperature=0, stream=True, **fields)
    events = list(stream)
    deltas = [event.delta for event in events if event.type == "response.reasoning_text.delta"]
    assert "".join(deltas) == "Hm, well."
    reasoning, message = events[-1].response.output
    assert (reasoning.type, reasoning.summary, reasoning.content[0].text) == ("reasoning", [], "Hm, well.")
    assert message.content[0].text == "Yes, so."
    if fields["store"]:
        again = list(client.responses.retrieve(events[-1].response.id, stream=True))
        assert [event.model_dump() for event in again] == [event.model_dump() for event in events]


def test_a_response_in_the_background_is_found_with_it(client):
    response = client.responses.create(model="toy", input="think", temperature=0, background=True)
    deadline = time.monotonic() + 60
    while response.status in ("queued", "in_progress") and time.monotonic() < deadline:
        time.sleep(0.05)
        response = client.responses.retrieve(response.id)
    assert [item.type for item in response.output] == ["reasoning", "message"]


def test_messages_have_thinking_blocks(claude):
    message = claude.messages.create(**ASKED)
    thinking, text = message.content
    assert (thinking.type, thinking.thinking, text.text) == ("thinking", "Hm, well.", "Yes, so.")
    with claude.messages.stream(**ASKED) as stream:
        events = list(stream)
        assert blocks_of(stream.get_final_message()) == blocks_of(message)
    kinds = [event.delta.type for event in events if event.type == "content_block_delta"]
    assert kinds.count("signature_delta") == 1
    assert kinds.index("text_delta") == kinds.index("signature_delta") + 1


def test_thinking_that_is_to_be_omitted_leaves_its_signature(claude):
    hidden = {**ASKED, "thinking": {"type": "adaptive", "display": "omitted"}}
    message = claude.messages.create(**hidden)
    assert message.content[0].thinking == ""
    sealed = message.content[0].signature.removeprefix(CARRIER_PREFIX)
    assert b"Hm, well." not in base64.urlsafe_b64decode(sealed + "==")
    with claude.messages.stream(**hidden) as stream:
        assert blocks_of(stream.get_final_message()) == blocks_of(message)


# ---- kept by its client, with nothing stored --------------------------------------------------------

LOOKING = {
    "model": "toy",
    "max_tokens": 199,
    "tools": [{"name": "look_up", "input_schema": LOOK_UP["parameters"]}],
    "thinking": {"type": "adaptive"},
    "extra_body": {"temperature": 0},
}
RESULT = {"type": "tool_result", "content": "to hold"}


def looked_up(claude, asked, *, is_streamed, **fields):
    """A reply that calls, and its conversation as a client goes on with it."""
    wanted = {**LOOKING, "messages": [user(asked)], **fields}
    if wanted["thinking"] is None:
        del wanted["thinking"]
    if is_streamed:
        with claude.messages.stream(**wanted) as stream:
            reply = stream.get_final_message()
    else:
        reply = claude.messages.create(**wanted)
    (call,) = [block for block in reply.content if block.type == "tool_use"]
    content = [block.model_dump(exclude_none=True) for block in reply.content]
    messages = [user(asked), {"role": "assistant", "content": content}]
    return reply, [*messages, user([{**RESULT, "tool_use_id": call.id}])]


def num_prompt(usage):
    return usage.input_tokens + usage.cache_read_input_tokens


@pytest.mark.parametrize("is_streamed", [False, True])
@pytest.mark.parametrize(("asked", "is_exact"), [("look", True), ("look closely", False)])
def test_messages_carry_the_ids_of_a_reply_where_its_blocks_have_others(claude, asked, is_exact, is_streamed):
    alone = {"system": f"{asked}, {is_streamed}"}  # so that nobody else has computed it
    reply, messages = looked_up(claude, asked, is_streamed=is_streamed, **alone)
    kinds = ["thinking", "tool_use", *([] if is_exact else ["redacted_thinking"])]
    assert [block.type for block in reply.content] == kinds
    usage = claude.messages.create(**{**LOOKING, "messages": messages, **alone}).usage
    assert "tenure:ignored_carriers" not in usage.to_dict()
    assert usage.cache_read_input_tokens == num_prompt(reply.usage) + reply.usage.output_tokens - 1


def test_who_does_not_ask_for_thinking_gets_no_block_that_he_cannot_read(claude):
    reply, _ = looked_up(claude, "look closely", is_streamed=False, thinking=None)
    assert [block.type for block in reply.content] == ["thinking", "tool_use"]


def test_an_edited_thought_is_not_that_of_the_ids(claude):
    alone = {"system": "edited"}
    reply, messages = looked_up(claude, "look closely", is_streamed=True, **alone)
    messages[1]["content"][0]["thinking"] = "Another call."
    usage = claude.messages.create(**{**LOOKING, "messages": messages, **alone}).usage
    assert usage.to_dict()["tenure:ignored_carriers"] == {"history": 1}
    assert usage.cache_read_input_tokens < num_prompt(reply.usage) + 12


def test_other_servers_thinking_is_read_and_its_seals_are_dropped_with_a_count(claude, qwen3):
    _, messages = looked_up(claude, "look", is_streamed=True)
    expected = num_prompt(claude.messages.create(**{**LOOKING, "messages": messages}).usage)
    messages[1]["content"][0]["signature"] = "EqQBCgIYAhIM"
    messages[1]["content"].insert(0, {"type": "redacted_thinking", "data": "EmwKAhgBEgy3"})
    answer = claude.messages.create(**{**LOOKING, "messages": messages})
    assert (num_prompt(answer.usage), "tenure:ignored_carriers" in answer.usage.to_dict()) == (
        expected,
        False,
    )
    with qwen3.http as http:
        metrics = http.get("/metrics").text
    for name in ("messages.signature", "messages.data"):
        assert f'tenure:http_unknown_fields_total{{field="{name}"}} 1.0' in metrics


@pytest.mark.parametrize("has_key", [True, False])
def test_another_server_reads_what_was_omitted(claude, qwen3, start_server, tmp_path, has_key):
    """With the same keys; without them it says what is lost."""
    omitted = {"thinking": {"type": "adaptive", "display": "omitted"}}
    _, messages = looked_up(claude, "look", is_streamed=True, **omitted)
    expected = num_prompt(claude.messages.create(**{**LOOKING, "messages": messages, **omitted}).usage)
    keys = {"carrier_key_file": qwen3.data_dir / "carrier-keys"} if has_key else {}
    with (
        serving(start_server, tmp_path, "qwen3", **keys) as other,
        Anthropic(base_url=other.url, api_key="none", max_retries=0) as client,
    ):
        asked = {**LOOKING, "messages": messages, **omitted}
        if has_key:
            assert num_prompt(client.messages.create(**asked).usage) == expected
        else:
            with pytest.raises(anthropic.BadRequestError, match="sealed with a key that this server"):
                client.messages.create(**asked)


@pytest.mark.parametrize("is_streamed", [False, True])
def test_converse_carries_it_too(aws, is_streamed):
    spec = {"toolSpec": {"name": "look_up", "inputSchema": {"json": LOOK_UP["parameters"]}}}
    asked = {
        "modelId": "toy",
        "system": [{"text": f"{is_streamed}"}],  # so that nobody else has computed it
        "inferenceConfig": {"maxTokens": 199, "temperature": 0},
        "toolConfig": {"tools": [spec]},
        "additionalModelRequestFields": {"thinking": {"type": "enabled", "budget_tokens": 100}},
    }
    messages = [user([{"text": "look closely"}])]
    content, usage = said(aws, is_streamed, **asked, messages=messages)
    thought, call, carrier = content
    assert thought["reasoningContent"]["reasoningText"]["text"] == "A call."
    assert carrier["reasoningContent"]["redactedContent"]
    result = {"toolUseId": call["toolUse"]["toolUseId"], "content": [{"text": "to hold"}]}
    messages += [{"role": "assistant", "content": content}, user([{"toolResult": result}])]
    then = aws.converse(**asked, messages=messages)["usage"]
    num_before = usage["inputTokens"] + usage["cacheReadInputTokens"] + usage["outputTokens"]
    assert then["cacheReadInputTokens"] == num_before - 1


def said(aws, is_streamed, **asked):
    """(content blocks, usage) of a reply that thinks, calls and carries."""
    if not is_streamed:
        answer = aws.converse(**asked)
        return answer["output"]["message"]["content"], answer["usage"]
    blocks, usage = {}, {}
    with closing(aws.converse_stream(**asked)["stream"]) as stream:
        for event in stream:
            usage = event.get("metadata", {}).get("usage", usage)
            if start := event.get("contentBlockStart"):
                blocks[start["contentBlockIndex"]] = {"toolUse": {**start["start"]["toolUse"], "input": ""}}
            if delta := event.get("contentBlockDelta"):
                _add(blocks.setdefault(delta["contentBlockIndex"], {}), delta["delta"])
    content = [blocks[index] for index in sorted(blocks)]
    content[1]["toolUse"]["input"] = json.loads(content[1]["toolUse"]["input"])
    return content, usage


def _add(block, delta):
    if call := delta.get("toolUse"):
        block["toolUse"]["input"] += call["input"]
        return
    reasoning = delta["reasoningContent"]
    if "redactedContent" in reasoning:
        block["reasoningContent"] = reasoning
        return
    text = block.setdefault("reasoningContent", {}).setdefault("reasoningText", {})
    for name, value in reasoning.items():
        text[name] = text.get(name, "") + value


# ---- how it ends ------------------------------------------------------------------------------------


def test_it_may_end_nowhere(client, claude):
    answer = chat(client, "endless", max_tokens=20)
    assert told(answer) == (SCRIPT["endless"][8:20], "")
    assert answer.choices[0].finish_reason == "length"
    response = client.responses.create(model="toy", input="endless", max_output_tokens=20, temperature=0)
    assert (response.status, [item.type for item in response.output]) == ("incomplete", ["reasoning"])
    message = claude.messages.create(**{**ASKED, "max_tokens": 20, "messages": [user("endless")]})
    assert [block.type for block in message.content] == ["thinking"]


# ---- what else is asked of a reply ------------------------------------------------------------------


def test_stop_strings_concern_the_text(client):
    answer = chat(client, "think", stop=["well", ", so", "<"])
    assert told(answer) == ("Hm, well.", "Yes")
    assert answer.choices[0].stop_reason == ", so"


def test_a_grammar_begins_where_it_has_ended(client):
    schema = {"type": "object", "properties": {"n": {"type": "integer"}}, "required": ["n"]}
    wanted = {"type": "json_schema", "json_schema": {"name": "n", "schema": schema}}
    thoughts, text = told(chat(client, "json", response_format=wanted))
    assert (thoughts, json.loads(text)) == ("Hm, {}.", {"n": 1})


def test_a_reply_that_does_not_reason_keeps_to_its_grammar(client):
    wanted = {"structured_outputs": {"choice": ["Just so.", "No."]}}
    assert told(chat(client, "plain", extra_body=wanted)) == (None, "Just so.")


@pytest.mark.parametrize("choice", ["auto", "required"])
def test_a_call_may_follow_it_and_none_is_found_in_it(client, choice):
    message = chat(client, "look", tools=[TOOL], tool_choice=choice).choices[0].message
    assert (message.reasoning_content, message.content) == ("A call.", None)
    (call,) = message.tool_calls
    assert (call.function.name, json.loads(call.function.arguments)) == ("look_up", {"word": "lease"})
    thoughts, text = told(chat(client, "mention", tools=[TOOL]))
    assert (thoughts, text) == (f"I could {CALL} here.", "No call.")


@pytest.mark.parametrize("budget", [0, 7])
def test_a_budget_closes_it(client, claude, budget):
    thoughts, text = told(chat(client, "think", extra_body={"thinking_token_budget": budget}))
    assert (thoughts, text) == ("Hm, well."[: max(0, budget - 1)].rstrip() or None, "Yes, so.")
    body = {"thinking_token_budget": budget}
    response = client.responses.create(model="toy", input="think", temperature=0, extra_body=body)
    assert response.output_text == "Yes, so."
    assert response.usage.output_tokens_details.reasoning_tokens == len("<think>\n</think>") + budget
    bound = {"type": "enabled", "budget_tokens": budget}
    content = claude.messages.create(**ASKED, thinking=bound).content
    assert [block.text for block in content if block.type == "text"] == ["Yes, so."]


def test_a_budget_of_minus_one_is_none(client):
    assert told(chat(client, "think", extra_body={"thinking_token_budget": -1}))[0] == "Hm, well."
    with pytest.raises(BadRequestError, match="thinking_token_budget"):
        chat(client, "think", extra_body={"thinking_token_budget": -2})


@pytest.mark.parametrize(
    "fields",
    [
        {"reasoning_effort": "none"},
        {"extra_body": {"enable_thinking": False}},
        {"extra_body": {"chat_template_kwargs": {"enable_thinking": False}}},
    ],
)
def test_it_is_switched_off_as_the_template_has_it(client, fields):
    """The prompt closes it then: what follows is text, whatever it is."""
    thoughts, text = told(chat(client, "think", **fields))
    assert (thoughts, text) == (None, "Yes, so.")


@pytest.mark.parametrize(
    ("fields", "thoughts"),
    [
        ({"thinking": {"type": "disabled"}}, None),
        ({"reasoning_config": {"type": "disabled"}}, None),
        ({"reasoningConfig": {"type": "disabled"}}, None),
        ({"reasoning_effort": "none"}, None),
        ({"output_config": {"effort": "high"}}, "Hm, well."),
        ({"thinking": {"type": "enabled", "budget_tokens": 5}}, "Hm,"),
        ({"reasoningConfig": {"type": "enabled", "budgetTokens": 5}}, "Hm,"),
        ({"thinking": {"type": "adaptive", "display": "omitted"}}, ""),
    ],
)
def test_how_much_is_asked_for_in_converse_s_additional_fields(aws, fields, thoughts):
    answer = aws.converse(
        modelId="toy",
        messages=[user([{"text": "think"}])],
        inferenceConfig={"temperature": 0},
        additionalModelRequestFields=fields,
    )
    blocks = answer["output"]["message"]["content"]
    told = [block["reasoningContent"] for block in blocks if "reasoningContent" in block]
    texts = [reasoning["reasoningText"]["text"] for reasoning in told if "reasoningText" in reasoning]
    assert texts == ([] if thoughts is None else [thoughts])


def test_it_is_switched_off_in_the_other_dialects(client, claude):
    response = client.responses.create(
        model="toy", input="think", reasoning={"effort": "none"}, temperature=0
    )
    assert [item.type for item in response.output] == ["message"]
    off = {"type": "disabled"}
    assert [block.type for block in claude.messages.create(**ASKED, thinking=off).content] == ["text"]
    counted = {key: ASKED[key] for key in ("model", "messages")}
    num_on = claude.messages.count_tokens(**counted).input_tokens
    assert claude.messages.count_tokens(**counted, thinking=off).input_tokens > num_on


# ---- history ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("sends", ["all", "none", "other"])
def test_a_call_s_result_goes_on_behind_it(client, sends):
    """The template keeps it until the next question. Clients need not send it back; a changed one counts."""
    in_session = {"tools": [TOOL], "extra_body": {"session_id": f"calls-{sends}"}}
    first = chat(client, "look", **in_session)
    call = message_of(first)
    if sends != "all":
        call = {name: call[name] for name in ("role", "tool_calls")}
    if sends == "other":
        call["reasoning_content"] = "Another call."
    result = {"role": "tool", "tool_call_id": call["tool_calls"][0]["id"], "content": "to hold"}
    second = chat(client, "look", call, result, **in_session)
    assert told(second) == ("A result.", "It means to hold.")
    known = first.usage.prompt_tokens + first.usage.completion_tokens
    num_cached = second.usage.prompt_tokens_details.cached_tokens
    if sends == "other":
        assert second.session["forked"]
        assert num_cached <= first.usage.prompt_tokens + len("<think>\nA")  # which both begin with
    else:
        assert known - num_cached <= 1 + 32  # the last token has no KV, and a block may be cut
        assert not second.session["forked"]
        assert second.session["matched_messages"] == 2


def test_the_next_question_says_why_it_was_dropped(client):
    """Template and log are at one: what it would not write is not kept, and that is a reason to be cold."""
    in_session = {"extra_body": {"session_id": "dropped"}}
    first = chat(client, "think", **in_session)
    second = chat(client, "think", message_of(first), "more", **in_session)
    assert told(second) == ("Again.", "No.")
    assert second.usage.model_extra["tenure:cold"]["reason"] == "template"
    assert second.session["matched_messages"] == 1


@pytest.mark.parametrize("template", ["smollm3", "magistral"])
def test_a_template_that_keeps_it_goes_on_token_for_token(start_server, tmp_path, template, monkeypatch):
    if template == "magistral":
        words = {name: said.replace("<think>\n", "[THINK]") for name, said in SCRIPT.items()}
        words = {name: said.replace("\n</think>\n\n", "[/THINK]") for name, said in words.items()}
        monkeypatch.setattr(f"{__name__}.SCRIPT", words, raising=True)
    with serving(start_server, tmp_path, template) as server:
        client = server.sdk
        in_session = {"extra_body": {"session_id": "kept"}}
        first = chat(client, "think", **in_session)
        assert told(first) == ("Hm, well.", "Yes, so.")
        second = chat(client, "think", message_of(first), "more", **in_session)
        assert told(second) == ("Again.", "No.")
        assert second.session["matched_messages"] == 2
        matched = first.usage.prompt_tokens + first.usage.completion_tokens
        assert second.session["matched_tokens"] == matched
        bare = {"role": "assistant", "content": "Yes, so."}
        third = chat(client, "think", bare, "plain", **in_session)
        assert third.session["matched_tokens"] == matched


def test_a_prompt_that_opens_it_has_replies_that_begin_inside(start_server, tmp_path):
    with serving(start_server, tmp_path, "deepseek_r1") as server:
        client = server.sdk
        in_session = {"extra_body": {"session_id": "opened"}}
        first = chat(client, "think", **in_session)
        assert told(first) == ("Hm, well.", "Yes, so.")
        assert told(chat(client, "endless", max_tokens=10))[0] == SCRIPT["endless"][8:18]
        second = chat(client, "think", {"role": "assistant", "content": "Yes, so."}, "more", **in_session)
        assert told(second) == ("Again.", "No.")
        assert second.usage.model_extra["tenure:cold"]["reason"] == "template"
        continued = [user("think"), {"role": "assistant", "content": "Yes"}]
        body = {"continue_final_message": True, "add_generation_prompt": False}
        assert told(chat(client, *continued, extra_body=body)) == (None, ", so.")
        response = client.responses.create(model="toy", input="think", temperature=0)
        more = client.responses.create(
            model="toy", input="more", temperature=0, previous_response_id=response.id
        )
        assert [item.type for item in more.output] == ["reasoning", "message"]


def test_a_server_may_leave_it_in_the_text(start_server, tmp_path):
    with serving(start_server, tmp_path, "qwen3", reasoning_format="none") as server:
        client = server.sdk
        assert told(chat(client, "think")) == (None, SCRIPT["think"])
        with pytest.raises(BadRequestError, match="--reasoning-format none"):
            chat(client, "think", extra_body={"thinking_token_budget": 5})


def test_harmony_s_channels_are_reasoning_and_text(start_server, tmp_path):
    """Each message of a reply ends with <|end|>, which does not end the reply."""
    with serving(start_server, tmp_path, "harmony") as server:
        client = server.sdk
        in_session = {"extra_body": {"session_id": "channels"}}
        first = chat(client, "think", **in_session)
        assert told(first) == ("Hm, well.", "Yes, so.")
        assert first.choices[0].finish_reason == "stop"
        assert told(chat(client, "plain")) == (None, "Just so.")
        assert told(chat(client, "endless", max_tokens=20))[1] == ""
        assert told(chat(client, "think", stop=["well", ", so"])) == ("Hm, well.", "Yes")
        assert told(chat(client, "think", extra_body={"thinking_token_budget": 2})) == ("Hm", "Yes, so.")
        wanted = {"structured_outputs": {"regex": "[A-Z][a-z]+, so\\."}}
        assert told(chat(client, "think", extra_body=wanted)) == ("Hm, well.", "Yes, so.")
        low = chat(client, "think", reasoning_effort="low").usage.prompt_tokens
        assert low == first.usage.prompt_tokens - len("medium") + len("low")
        second = chat(client, "think", message_of(first), "more", **in_session)
        assert told(second) == ("Again.", "No.")
        assert second.usage.model_extra["tenure:cold"]["reason"] == "template"
        third = chat(client, "plain", {"role": "assistant", "content": "Just so."}, "more")
        assert told(third) == ("Again.", "No.")


@pytest.fixture(scope="module")
def harmony(start_server, tmp_path_factory):
    with serving(start_server, tmp_path_factory.mktemp("harmony"), "harmony") as server:
        yield server


@pytest.mark.parametrize(
    "choice", ["auto", "required", {"type": "function", "function": {"name": "look_up"}}]
)
def test_harmony_s_calls_are_messages_of_their_own(harmony, choice):
    client = harmony.sdk
    in_session = {"tools": [TOOL], "extra_body": {"session_id": f"harmony-{choice}"}}
    first = chat(client, "look", tool_choice=choice, **in_session)
    assert (told(first), first.choices[0].finish_reason) == (("A call.", None), "tool_calls")
    (call,) = first.choices[0].message.tool_calls
    assert (call.function.name, call.function.arguments) == ("look_up", '{"word": "lease"}')
    result = {"role": "tool", "tool_call_id": call.id, "content": "to hold"}
    second = chat(client, "look", message_of(first), result, **in_session)
    assert told(second) == ("A result.", "It means to hold.")
    known = first.usage.prompt_tokens + first.usage.completion_tokens
    assert known - second.usage.prompt_tokens_details.cached_tokens <= 1 + 32
    assert second.session["matched_messages"] == 2


def test_harmony_in_the_other_dialects(harmony):
    client = harmony.sdk
    tool = {"type": "function", **LOOK_UP}
    events = list(
        client.responses.create(model="toy", input="look", tools=[tool], temperature=0, stream=True)
    )
    reasoning, call = events[-1].response.output
    assert (reasoning.content[0].text, call.name, call.arguments) == (
        "A call.",
        "look_up",
        '{"word": "lease"}',
    )
    result = {"type": "function_call_output", "call_id": call.call_id, "output": "to hold"}
    more = client.responses.create(
        model="toy", input=[result], previous_response_id=events[-1].response.id, tools=[tool], temperature=0
    )
    assert [item.type for item in more.output] == ["reasoning", "message"]
    assert more.output_text == "It means to hold."
    with Anthropic(base_url=harmony.url, api_key="none", max_retries=0) as claude:
        reply, messages = looked_up(claude, "look", is_streamed=True)
        assert [block.type for block in reply.content][:2] == ["thinking", "tool_use"]
        again = claude.messages.create(**{**LOOKING, "messages": messages})
        assert [getattr(block, "text", None) for block in again.content] == [None, "It means to hold."]


def test_harmony_s_options_are_told_or_refused(harmony):
    def num_prompt(**fields):
        return chat(harmony.sdk, "plain", **fields).usage.prompt_tokens

    assert num_prompt(reasoning_effort="minimal") == num_prompt(reasoning_effort="low")
    dated = {"chat_template_kwargs": {"conversation_start_date": "2026-12-01"}}
    assert num_prompt(extra_body=dated) == num_prompt() + len("\nCurrent date: 2026-12-01")
    for kwargs in ({"builtin_tools": ["python"]}, {"reasoning_effort": "none"}):
        with pytest.raises(BadRequestError, match=next(iter(kwargs)).partition("_")[0]):
            num_prompt(extra_body={"chat_template_kwargs": kwargs})
