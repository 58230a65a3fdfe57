"""Fields that OpenAI or vLLM know and we do not: refused where leaving them out would change the answer."""

import httpx
import pytest

from serving.api.openai.fields import IGNORED, REFUSED_IN_CHAT, REFUSED_IN_COMPLETIONS, REFUSED_IN_RESPONSES
from serving.api.openai.wire.chat import ChatBody
from serving.api.openai.wire.completions import CompletionBody
from serving.api.openai.wire.responses import ResponseBody

HELLO = {"messages": [{"role": "user", "content": "hello"}]}
ASKS = {
    "allowed_token_ids": [1],
    "modalities": ["text", "audio"],
    "priority": 1,
    "skip_special_tokens": False,
}


def asking(name: str) -> object:
    """A value of a refused field that asks for something."""
    return ASKS.get(name, True if name != "add_special_tokens" else None)


def post(
    http: httpx.Client, path: str = "/v1/chat/completions", base: dict = HELLO, **fields
) -> httpx.Response:
    return http.post(path, json={**base, **fields})


@pytest.mark.parametrize("name", sorted(set(REFUSED_IN_CHAT) - {"add_special_tokens"}))
def test_a_field_that_would_change_a_chat_is_refused_by_name(http, name):
    response = post(http, **{name: asking(name)})
    assert response.status_code == 400
    error = response.json()["error"]
    assert (error["param"], error["code"]) == (name, "unsupported_parameter")
    assert error["message"].startswith(f"`{name}` is not supported, got ")


@pytest.mark.parametrize("name", sorted(set(REFUSED_IN_COMPLETIONS) - {"add_special_tokens"}))
def test_a_field_that_would_change_a_completion_is_refused_by_name(http, name):
    response = post(http, "/v1/completions", {"prompt": "a"}, **{name: asking(name)})
    assert response.status_code == 400
    assert response.json()["error"]["param"] == name


@pytest.mark.parametrize("rules", [REFUSED_IN_CHAT, REFUSED_IN_COMPLETIONS], ids=["chat", "completions"])
def test_their_harmless_values_pass(http, rules):
    path, base = (
        ("/v1/chat/completions", HELLO) if rules is REFUSED_IN_CHAT else ("/v1/completions", {"prompt": "a"})
    )
    for position in range(3):
        fields = {name: rule.unless[position] for name, rule in rules.items() if len(rule.unless) > position}
        assert post(http, path, base, **fields).status_code == 200
    assert post(http, path, base, **dict.fromkeys(rules)).status_code == 200


def test_special_tokens_are_not_for_the_client_to_choose(http):
    assert post(http, add_special_tokens=True).status_code == 400
    assert post(http, "/v1/completions", {"prompt": "a"}, add_special_tokens=False).status_code == 400


def test_zero_is_not_false(http):
    assert post(http, use_beam_search=0).status_code == 400
    assert post(http, priority=False).status_code == 400


def test_harmless_fields_are_accepted(http):
    fields = {
        "user": "u",
        "metadata": {"a": "b"},
        "store": True,
        "service_tier": "auto",
        "parallel_tool_calls": False,
        "safety_identifier": "x",
        "prompt_cache_key": "k",
        "stream": True,
        "stream_options": {"include_obfuscation": False},
    }
    assert post(http, **fields).status_code == 200


def test_unknown_fields_are_ignored_counted_and_logged_once(start, caplog):
    caplog.set_level("INFO")
    server = start()
    with httpx.Client(base_url=server.url) as http:
        for _ in range(2):
            assert (
                post(
                    http, mirostat=2, messages=[{"role": "user", "content": "x", "color": "red"}]
                ).status_code
                == 200
            )
        metrics = http.get("/metrics").text
    assert 'tenure:http_unknown_fields_total{field="mirostat"} 2.0' in metrics
    logged = [record.fields for record in caplog.records if record.message == "unknown_field_ignored"]
    assert logged == [{"field": "mirostat"}]


def test_invented_field_names_do_not_fill_the_metrics(start):
    server = start()
    with httpx.Client(base_url=server.url) as http:
        assert post(http, **{f"f{i}": 1 for i in range(1000)}).status_code == 200
        metrics = http.get("/metrics").text
    assert metrics.count("http_unknown_fields_total{") == 201
    assert 'field="(others)"} 800.0' in metrics


@pytest.mark.parametrize(
    "rules_and_body",
    [
        (REFUSED_IN_CHAT, ChatBody),
        (REFUSED_IN_COMPLETIONS, CompletionBody),
        (REFUSED_IN_RESPONSES, ResponseBody),
    ],
)
def test_no_field_is_in_two_tables(rules_and_body):
    rules, body = rules_and_body
    supported = set(body.model_fields)
    assert not supported & set(rules)
    if body is not ResponseBody:  # it supports what the others ignore: `store`, `metadata` and the like
        assert not supported & IGNORED
    assert not IGNORED & set(rules)


def test_every_field_of_the_openai_sdk_has_a_place():
    from openai.types.chat.completion_create_params import CompletionCreateParamsStreaming as Chat
    from openai.types.completion_create_params import CompletionCreateParamsStreaming as Completion
    from openai.types.responses.response_create_params import ResponseCreateParamsStreaming as Response

    for params, rules, body in (
        (Response, REFUSED_IN_RESPONSES, ResponseBody),
        (Chat, REFUSED_IN_CHAT, ChatBody),
        (Completion, REFUSED_IN_COMPLETIONS, CompletionBody),
    ):
        names = {name for base in (*params.__orig_bases__, params) for name in base.__annotations__}
        assert names - set(rules) - IGNORED - set(body.model_fields) == set()
