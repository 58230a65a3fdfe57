"""Messages over the real server and its toy model: tools, counts, models, sessions."""

import json

import pytest
from anthropic import Anthropic, BadRequestError, NotFoundError

SCHEMA = {
    "type": "object",
    "properties": {"n": {"type": "integer"}},
    "required": ["n"],
    "additionalProperties": False,
}
TOOLS = [{"name": name, "description": "x", "input_schema": SCHEMA} for name in ("up", "down")]
ASK = {"model": "toy", "max_tokens": 300, "messages": [{"role": "user", "content": "go"}], "tools": TOOLS}


def calls(message) -> list:
    return [block for block in message.content if block.type == "tool_use"]


def told(message) -> list:
    return [(call.name, call.input) for call in calls(message)]


def test_a_call_that_must_come_keeps_to_its_schema(toy_claude: Anthropic):
    message = toy_claude.messages.create(**ASK, tool_choice={"type": "tool", "name": "down"})
    (call,) = calls(message)
    assert (message.stop_reason, call.name) == ("tool_use", "down")
    assert isinstance(call.input["n"], int)


def test_a_streamed_call_is_the_same(toy_claude: Anthropic):
    one = {"type": "any", "disable_parallel_tool_use": True}
    with toy_claude.messages.stream(**ASK, tool_choice=one, extra_body={"temperature": 0}) as stream:
        streamed = stream.get_final_message()
    whole = toy_claude.messages.create(**ASK, tool_choice=one, extra_body={"temperature": 0})
    assert len(calls(streamed)) == 1
    assert [(call.name, call.input) for call in calls(streamed)] == [
        (call.name, call.input) for call in calls(whole)
    ]
    assert streamed.stop_reason == whole.stop_reason == "tool_use"


def test_a_call_and_its_result_go_on_warm(toy_claude: Anthropic):
    session = {"extra_headers": {"x-claude-code-session-id": "warm"}}
    one = {"type": "any", "disable_parallel_tool_use": True}  # more might be cut by max_tokens
    first = toy_claude.messages.create(**ASK, tool_choice=one, **session)
    results = [{"type": "tool_result", "tool_use_id": call.id, "content": "done"} for call in calls(first)]
    history = [
        *ASK["messages"],
        {"role": "assistant", "content": first.content},
        {"role": "user", "content": results},
    ]
    second = toy_claude.messages.create(**{**ASK, "messages": history}, **session)
    assert second.model_extra["session"]["matched_messages"] >= 2
    assert not second.model_extra["session"]["forked"]
    assert second.usage.cache_read_input_tokens > 0


@pytest.mark.parametrize(
    ("max_tokens", "shown"),
    [(45, {}), (50, {"word": "a"}), (56, {"word": "a\tb"}), (70, {"word": "a\tb", "n": 0})],
)
def test_a_call_that_was_cut_short_is_known_when_it_comes_back(toy_claude: Anthropic, max_tokens, shown):
    """Its `input` is as much of the object as there is."""
    fields = {"word": {"enum": ["a\tb"]}, "n": {"type": "integer"}}
    tool = {"name": "f", "input_schema": {"type": "object", "properties": fields, "required": [*fields]}}
    ask = {"model": "toy", "tools": [tool], "extra_body": {"temperature": 0}}
    session = {"extra_headers": {"x-claude-code-session-id": f"cut-{max_tokens}"}}
    first = toy_claude.messages.create(
        **ask,
        messages=ASK["messages"],
        max_tokens=max_tokens,
        tool_choice={"type": "tool", "name": "f"},
        **session,
    )
    (call,) = calls(first)
    assert (first.stop_reason, call.input) == ("max_tokens", shown)
    history = [
        *ASK["messages"],
        {"role": "assistant", "content": first.content},
        {"role": "user", "content": [{"type": "tool_result", "tool_use_id": call.id, "content": "cut"}]},
    ]
    second = toy_claude.messages.create(**ask, messages=history, max_tokens=1, **session)
    assert not second.model_extra["session"]["forked"]
    known = first.usage.cache_read_input_tokens + first.usage.input_tokens + max_tokens
    assert second.usage.cache_read_input_tokens == known - 1, "the last one is computed with what is new"


@pytest.mark.parametrize("inside", ['[\\"a\\"]', "7", "[7]", '["a"'])
def test_words_that_only_look_like_a_transcript_are_a_prompt_s(toy_claude: Anthropic, inside):
    said = [{"role": "user", "content": f"<transcript>{inside}</transcript>"}]
    assert toy_claude.messages.create(model="toy", max_tokens=3, messages=said).usage.output_tokens


def test_a_billing_line_costs_nothing_and_is_named(toy_claude: Anthropic):
    """As Claude Code writes it, with another count in each request; and its reminders, in between."""
    messages = [{"role": "user", "content": "a head that changes"}]
    for count in range(2):
        system = [{"type": "text", "text": f"x-anthropic-billing-header: cch={count};"}]
        answer = toy_claude.messages.create(
            model="toy",
            max_tokens=20,
            system=[*system, {"type": "text", "text": "You are an agent."}],
            messages=messages,
            extra_headers={"x-claude-code-session-id": "billed"},
        )
        reminder = {"role": "system", "content": f"<total_tokens>{900 - count} tokens left</total_tokens>"}
        messages += [
            {"role": "assistant", "content": answer.content},
            {"role": "user", "content": "go on"},
            reminder,
        ]
    usage = answer.usage
    assert usage.model_extra["tenure:head_rules"] == ["billing", "token-budget"]
    assert usage.cache_read_input_tokens > usage.input_tokens
    assert "tenure:cold" not in usage.model_extra


def test_no_call_comes_where_none_may(toy_claude: Anthropic):
    message = toy_claude.messages.create(**{**ASK, "max_tokens": 20}, tool_choice={"type": "none"})
    assert not calls(message)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (
            {"tool_choice": {"type": "tool", "name": "left"}},
            '`tool_choice.name` names "left", and ',
        ),
        ({"tool_choice": {"type": "tool"}}, "`tool_choice.name` is required with the type tool."),
        ({"tool_choice": {"type": "any"}, "tools": []}, "`tools` is required where `tool_choice` asks"),
        ({"tools": [{"type": "bash", "name": "bash"}]}, "`tools.0.type` must be custom, or one of"),
        ({"tools": [{"type": "bash_20250124"}]}, "`tools.0.name` is required."),
        ({"tools": [{"name": "f"}]}, "`tools.0.input_schema` is required."),
        ({"tools": [TOOLS[0], TOOLS[0]]}, "`tools` must have different names"),
    ],
)
def test_a_choice_that_cannot_be_made_is_refused(toy_claude: Anthropic, fields, message):
    with pytest.raises(BadRequestError) as raised:
        toy_claude.messages.create(**{**ASK, **fields})
    assert raised.value.api_message.startswith(message)


def test_the_count_is_that_of_the_turn(toy_claude: Anthropic):
    prompt = {name: ASK[name] for name in ("model", "messages", "tools")}
    prompt["system"] = [{"type": "text", "text": "Be brief.", "cache_control": {"type": "ephemeral"}}]
    count = toy_claude.messages.count_tokens(**prompt).input_tokens
    usage = toy_claude.messages.create(**prompt, max_tokens=1).usage
    assert count == usage.input_tokens + usage.cache_read_input_tokens


def test_thinking_is_no_part_of_a_prompt_whose_template_does_not_read_it(toy_claude: Anthropic):
    thought = {"type": "thinking", "thinking": "so", "signature": "x"}
    said = {"type": "text", "text": "hi"}
    counts = [
        toy_claude.messages.count_tokens(
            model="toy",
            messages=[*ASK["messages"], {"role": "assistant", "content": content}, *ASK["messages"]],
        ).input_tokens
        for content in ([thought, said], [said])
    ]
    assert counts[0] == counts[1]


def test_more_tokens_than_fit_are_as_many_as_fit(toy_claude: Anthropic):
    room = toy_claude.models.retrieve("toy").max_input_tokens
    say = {"model": "toy", "messages": [{"role": "user", "content": "a"}]}
    message = toy_claude.messages.create(**say, max_tokens=room + 1, stop_sequences=["e"])
    assert message.stop_reason in ("end_turn", "stop_sequence", "model_context_window_exceeded")


def test_models_come_in_the_form_that_the_client_speaks(toy_claude: Anthropic, toy):
    (model,) = list(toy_claude.models.list())
    assert (model.type, model.id, model.lifecycle) == ("model", "toy", "active")
    assert model == toy_claude.models.retrieve("toy")
    assert toy.models.retrieve("toy").object == "model"
    with pytest.raises(NotFoundError, match="is not served here"):
        toy_claude.models.retrieve("claude-any")


def test_managed_agents_are_told_from_sessions_by_the_header(toy_http):
    assert toy_http.get("/v1/sessions").status_code == 200
    for path in ("/v1/sessions", "/v1/sessions/s/events"):
        refused = toy_http.get(path, headers={"anthropic-version": "2023-06-01"})
        assert refused.status_code == 404
        assert refused.json()["error"]["type"] == "not_found_error"
        assert "managed agents" in refused.json()["error"]["message"]


def test_what_a_coding_agent_sends_is_answered_and_goes_on_warm(toy_http):
    """The shape of Claude Code's requests. Its cache marks move, and never reach the prompt."""
    mark = {"cache_control": {"type": "ephemeral"}}
    head = {
        "model": "toy",
        "max_tokens": 32_000,
        "stream": True,
        "system": [{"type": "text", "text": "You are an agent."}, {"type": "text", "text": "Rules.", **mark}],
        "tools": [{**TOOLS[0], "eager_input_streaming": True}, {**TOOLS[1], **mark}],
        "tool_choice": {"type": "none"},
        "thinking": {"type": "adaptive"},
        "context_management": {"edits": [{"type": "clear_thinking_20251015", "keep": "all"}]},
        "output_config": {"effort": "high"},
        "metadata": {"user_id": "user_x"},
        "stop_sequences": ["e"],
    }
    headers = {
        "anthropic-version": "2023-06-01",
        "anthropic-beta": "claude-code-20250219,interleaved-thinking-2025-05-14",
        "x-claude-code-session-id": "agent",
    }
    first = {"role": "user", "content": [{"type": "text", "text": "Fix it.", **mark}]}
    seen = {"role": "user", "content": [{"type": "text", "text": "Fix it."}]}
    later = [
        seen,
        {"role": "assistant", "content": [{"type": "text", "text": "Done."}]},
        {"role": "system", "content": "The user is away."},
        {"role": "user", "content": [{"type": "text", "text": "Thanks.", **mark}]},
    ]
    starts = []
    for messages in ([first], later):
        answer = toy_http.post(
            "/v1/messages?beta=true", json={**head, "messages": messages}, headers=headers, timeout=300
        )
        assert answer.status_code == 200, answer.text
        assert answer.text.rstrip().endswith('data: {"type":"message_stop"}')
        starts.append(json.loads(answer.text.split("\n")[1].removeprefix("data: "))["message"])
    assert starts[1]["session"]["matched_messages"] == 2, "the system text and the first message"
