"""/v1/messages as Anthropic's SDK sees it: one reply, in one piece."""

import httpx
import pytest
from anthropic import Anthropic
from anthropic.types import Message
from anthropic.types.message_create_params import MessageCreateParamsBase

from serving.api.anthropic.fields import IGNORED, REFUSED
from serving.api.anthropic.wire import MessagesBody
from serving.principal import Principal

HELLO = [{"role": "user", "content": "hello"}]
ASK = {"model": "toy", "max_tokens": 100, "messages": HELLO}
OLD = {"anthropic-version": "2023-06-01"}
LOOK = {"type": "text", "text": "Let me see."}
CALL = {"type": "tool_use", "id": "toolu_1", "name": "look", "input": {"at": "é"}}


def sent(server) -> list[dict]:
    """The messages of the last request, as the backend had them."""
    return list(server.backend.requests[-1].input.messages)


def test_a_conversation_is_answered(claude: Anthropic):
    message = claude.messages.create(**ASK)
    Message.model_validate(message.model_dump())
    assert message.id.startswith("msg_")
    assert (message.type, message.role, message.model) == ("message", "assistant", "toy")
    assert [(block.type, block.text) for block in message.content] == [("text", "HELLO")]
    assert (message.stop_reason, message.stop_sequence) == ("end_turn", None)


def test_the_id_of_the_request_is_where_the_sdk_looks(claude: Anthropic):
    assert claude.messages.create(**ASK)._request_id.startswith("req-")


def test_usage_counts_what_was_computed_and_what_was_resident_apart(http):
    say = [{"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}]
    body = {"max_tokens": 5, "messages": say, "session_id": "s"}
    first = http.post("/v1/messages", json=body).json()["usage"]
    again = http.post("/v1/messages", json={**body, "messages": [*say, *HELLO]}).json()["usage"]
    assert (first["input_tokens"], first["cache_read_input_tokens"]) == (len("user:a\nassistant:b\n"), 0)
    assert again["cache_read_input_tokens"] == first["input_tokens"]
    assert again["input_tokens"] == len("user:hello\nassistant:")
    assert again["cache_creation_input_tokens"] == 0
    assert again["output_tokens"] == 5


@pytest.mark.parametrize("system", ["Be brief.", [{"type": "text", "text": "Be brief."}]])
def test_the_system_text_comes_first(claude: Anthropic, server, system):
    claude.messages.create(**ASK, system=system)
    assert sent(server) == [{"role": "system", "content": "Be brief."}, *HELLO]


def test_blocks_of_text_stand_on_lines_of_their_own(claude: Anthropic, server):
    blocks = [
        {"type": "text", "text": "a", "cache_control": {"type": "ephemeral"}},
        {"type": "text", "text": "b"},
    ]
    claude.messages.create(**{**ASK, "messages": [{"role": "user", "content": blocks}]}, system=blocks)
    assert sent(server) == [{"role": "system", "content": "a\nb"}, {"role": "user", "content": "a\nb"}]


def test_consecutive_messages_of_one_speaker_are_one_turn(claude: Anthropic, server):
    claude.messages.create(**{**ASK, "messages": [*HELLO, {"role": "user", "content": "more"}]})
    assert sent(server) == [{"role": "user", "content": "hello\nmore"}]


def test_a_system_message_stands_where_it_was_said(claude: Anthropic, server):
    said = [*HELLO, {"role": "assistant", "content": "hi"}, {"role": "system", "content": "now"}, *HELLO]
    claude.messages.create(**{**ASK, "messages": said})
    assert sent(server) == said


def test_calls_and_their_results_are_the_templates_tool_messages(claude: Anthropic, server):
    results = [
        {"type": "tool_result", "tool_use_id": "toolu_1", "content": [{"type": "text", "text": "a wall"}]},
        {"type": "tool_result", "tool_use_id": "toolu_2", "content": "no such place", "is_error": True},
        {"type": "tool_result", "tool_use_id": "toolu_3"},
        {"type": "text", "text": "go on"},
    ]
    said = [
        *HELLO,
        {
            "role": "assistant",
            "content": [{"type": "text", "text": "Let me see."}, CALL, {**CALL, "id": "toolu_2"}],
        },
        {"role": "user", "content": results},
    ]
    claude.messages.create(**{**ASK, "messages": said})
    function = {"name": "look", "arguments": '{"at": "é"}'}
    assert sent(server)[1:] == [
        {
            "role": "assistant",
            "content": "Let me see.",
            "tool_calls": [
                {"id": "toolu_1", "type": "function", "function": function},
                {"id": "toolu_2", "type": "function", "function": function},
            ],
        },
        {"role": "tool", "content": "a wall", "tool_call_id": "toolu_1"},
        {"role": "tool", "content": "Error: no such place", "tool_call_id": "toolu_2"},
        {"role": "tool", "content": "", "tool_call_id": "toolu_3"},
        {"role": "user", "content": "go on"},
    ]


@pytest.mark.parametrize(
    "source",
    [
        {"type": "text", "media_type": "text/plain", "data": "It says\nso."},
        {"type": "content", "content": "It says\nso."},
        {"type": "content", "content": [{"type": "text", "text": "It says\nso."}]},
        {"type": "base64", "media_type": "text/plain", "data": "SXQgc2F5cwpzby4="},
    ],
)
def test_documents_of_text_are_read(claude: Anthropic, server, source):
    document = {"type": "document", "title": "a", "context": "Of May.", "source": source}
    found = {
        "type": "search_result",
        "title": "a",
        "source": "Of May.",
        "content": [{"type": "text", "text": "It says\nso."}],
    }
    result = {"type": "tool_result", "tool_use_id": "t", "content": [document, found]}
    claude.messages.create(**{**ASK, "messages": [{"role": "user", "content": [document, result]}]})
    read = "a\nOf May.\nIt says\nso."
    assert [message["content"] for message in sent(server)] == [read, f"{read}\n{read}"]


def test_a_last_message_of_the_assistant_is_gone_on_with(claude: Anthropic, server):
    claude.messages.create(**{**ASK, "messages": [*HELLO, {"role": "assistant", "content": "So"}]})
    given = server.backend.requests[-1].input
    assert (given.continue_final_message, given.add_generation_prompt) == (True, False)


def test_reasoning_comes_and_goes_as_thinking(claude: Anthropic, server):
    message = claude.messages.create(**{**ASK, "messages": [{"role": "user", "content": "ponder"}]})
    assert [block.type for block in message.content] == ["thinking", "text"]
    assert message.content[0].thinking == "Hm, well."
    hidden = {"type": "redacted_thinking", "data": "x"}
    said = [*HELLO, {"role": "assistant", "content": [hidden, *message.content]}, *HELLO]
    claude.messages.create(**{**ASK, "messages": said}, thinking={"type": "enabled", "budget_tokens": 1024})
    assert sent(server)[1] == {"role": "assistant", "content": "PONDER", "reasoning_content": "Hm, well."}


def test_a_stop_sequence_is_named(claude: Anthropic):
    message = claude.messages.create(**ASK, stop_sequences=["x", "L"])
    assert (message.content[0].text, message.stop_reason, message.stop_sequence) == (
        "HE",
        "stop_sequence",
        "L",
    )


def test_a_reply_that_is_cut_says_so(claude: Anthropic):
    assert claude.messages.create(**{**ASK, "max_tokens": 2}).stop_reason == "max_tokens"


def test_a_reply_of_no_tokens_makes_the_prompt_resident(claude: Anthropic, server):
    message = claude.messages.create(**{**ASK, "max_tokens": 0}, extra_body={"session_id": "s"})
    assert (message.content, message.stop_reason, message.usage.output_tokens) == ([], "max_tokens", 0)
    assert not server.backend.requests[-1].is_recorded


def test_sampling_fields_arrive_as_they_were_sent(claude: Anthropic, server):
    claude.messages.create(
        **ASK, extra_body={"temperature": 0, "top_p": 0.5, "top_k": 7}, stop_sequences=["Z"]
    )
    sampling = server.backend.requests[-1].sampling
    assert (sampling.temperature, sampling.top_p, sampling.top_k) == (0, 0.5, 7)
    assert (sampling.max_tokens, sampling.stop) == (100, ("Z",))


def test_a_format_is_a_grammar(claude: Anthropic, server):
    schema = {"type": "object", "properties": {"a": {"type": "integer"}}}
    format_ = {"type": "json_schema", "schema": schema}
    now = {"output_config": {"format": format_, "effort": "low"}}
    then = {"output_format": format_}  # in its beta, which LiteLLM 1.81 still speaks
    for fields, place in ((now, "output_config.format"), (then, "output_format")):
        claude.messages.create(**ASK, extra_body=fields)
        grammar = server.backend.requests[-1].grammar
        assert (grammar.kind, grammar.param) == ("json_schema", f"{place}.schema")
        assert grammar.source == '{"type": "object", "properties": {"a": {"type": "integer"}}}'


def test_what_agents_send_along_is_accepted(http):
    fields = {
        "metadata": {"user_id": "u"},
        "cache_control": {"type": "ephemeral"},
        "context_management": {"edits": [{"type": "clear_tool_uses_20250919"}]},
        "thinking": {"type": "adaptive"},
        "service_tier": "auto",
    }
    headers = {**OLD, "anthropic-beta": "interleaved-thinking-2025-05-14"}
    assert http.post("/v1/messages?beta=true", json={**ASK, **fields}, headers=headers).status_code == 200


def test_the_beta_client_is_served(claude: Anthropic):
    assert claude.beta.messages.create(**ASK, betas=["any-2026-01-01"]).content[0].text == "HELLO"


@pytest.mark.parametrize("header", [{"x-api-key": "key-a"}, {"authorization": "Bearer key-a"}])
def test_a_key_comes_in_either_header(start, header):
    server = start(api_keys=(("key-a", "alice"),))
    answer = httpx.post(f"{server.url}/v1/messages", json=ASK, headers={**header, **OLD}, timeout=60)
    assert answer.status_code == 200
    assert server.backend.requests[-1].principal == Principal("alice")


@pytest.mark.parametrize("header", ["x-session-id", "x-claude-code-session-id"])
def test_a_header_names_the_session(http, header):
    answer = http.post("/v1/messages", json=ASK, headers={header: f"by-{header}"}).json()
    assert answer["session"]["id"] == f"by-{header}"


def test_the_weaker_header_gives_way(http):
    headers = {"x-claude-code-session-id": "weak", "x-session-id": "strong"}
    assert http.post("/v1/messages", json=ASK, headers=headers).json()["session"]["id"] == "strong"


@pytest.mark.anyio
async def test_the_async_sdk_is_served(server):
    async with server.async_anthropic() as sdk:
        message = await sdk.messages.create(**ASK)
    assert message.content[0].text == "HELLO"


def test_every_field_of_the_sdk_has_a_place():
    from anthropic.types.beta.message_create_params import MessageCreateParamsBase as BetaParams

    supported = set(MessagesBody.model_fields)
    names = {*MessageCreateParamsBase.__annotations__, *BetaParams.__annotations__}
    assert names - set(REFUSED) - IGNORED - supported == set()
    assert not supported & (set(REFUSED) | IGNORED)
    assert not IGNORED & set(REFUSED)
