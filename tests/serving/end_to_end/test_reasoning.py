"""Models that reason: what they say reaches every dialect as reasoning, text and calls, and comes back.

The toy runner plays a script: what the last message asks for, token by token, as far as masks let it.
"""

from __future__ import annotations

import json
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from anthropic import Anthropic
from openai import BadRequestError, OpenAI

from models.chat_template import ChatTemplate
from models.tokenizer import Tokenizer, turn_enders
from serving.engine.toy_runner import ToyRunner
from serving.replica import toy_model

TEMPLATES = Path(__file__).parents[2] / "data" / "chat_templates"
CALL = '<tool_call>\n{"name": "look_up", "arguments": {"word": "lease"}}\n</tool_call>'
SCRIPT = {  # what the last message says: the reply, after what its prompt has begun of it
    "think": "<think>\nHm, well.\n</think>\n\nYes, so.",
    "more": "<think>\nAgain.\n</think>\n\nNo.",
    "plain": "Just so.",
    "endless": "<think>\n" + "hm " * 100,
    "look": f"<think>\nA call.\n</think>\n\n{CALL}",
    "to hold": "<think>\nA result.\n</think>\n\nIt means to hold.",
    "json": '<think>\nHm, {}.\n</think>{"n": 1}',
    "mention": f"<think>\nI could {CALL} here.\n</think>\n\nNo call.",
}
LOOK_UP = {
    "name": "look_up",
    "description": "What a word means.",
    "parameters": {"type": "object", "properties": {"word": {"type": "string"}}, "required": ["word"]},
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
    "<|im_end|>",
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
        asked, _, said = text.rpartition("<|start|>user<|message|>")[2].partition("<|end|><|start|>assistant")
        script = SCRIPT.get(asked, "").replace("<think>\n", "<|channel|>analysis<|message|>")
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
    """A thinking block and a text, without what the SDK adds."""
    thinking, text = message.content
    return thinking.type, thinking.thinking, thinking.signature, text.text


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
    shown = claude.messages.create(**ASKED)
    hidden = {**ASKED, "thinking": {"type": "adaptive", "display": "omitted"}}
    message = claude.messages.create(**hidden)
    assert (message.content[0].thinking, message.content[0].signature) == ("", shown.content[0].signature)
    with claude.messages.stream(**hidden) as stream:
        assert blocks_of(stream.get_final_message()) == blocks_of(message)


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
    assert claude.messages.create(**ASKED, thinking=bound).content[-1].text == "Yes, so."


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
        (call,) = chat(client, "look", tools=[TOOL]).choices[0].message.tool_calls
        assert json.loads(call.function.arguments) == {"word": "lease"}
        low = chat(client, "think", reasoning_effort="low").usage.prompt_tokens
        assert low == first.usage.prompt_tokens - len("medium") + len("low")
        second = chat(client, "think", message_of(first), "more", **in_session)
        assert told(second) == ("Again.", "No.")
        assert second.usage.model_extra["tenure:cold"]["reason"] == "template"
        third = chat(client, "plain", {"role": "assistant", "content": "Just so."}, "more")
        assert told(third) == ("Again.", "No.")
