"""What /v1/messages refuses, in the form and with the statuses of that API."""

import anthropic
import httpx
import pytest
from anthropic import Anthropic

HELLO = [{"role": "user", "content": "hello"}]
ASK = {"model": "toy", "max_tokens": 10, "messages": HELLO}


def refusal(http: httpx.Client, body: dict, status: int = 400, path: str = "/v1/messages", **more) -> str:
    """The sentence of an error that has the form of this API."""
    response = http.post(path, json=body, **more)
    assert response.status_code == status, response.text
    error = response.json()
    assert set(error) == {"type", "error", "request_id"}
    assert error["type"] == "error"
    assert error["request_id"] == response.headers["request-id"] == response.headers["x-request-id"]
    return f"{error['error']['type']}: {error['error']['message']}"


def content(*blocks: dict, role: str = "user") -> dict:
    return {**ASK, "messages": [*HELLO, {"role": role, "content": list(blocks)}]}


@pytest.mark.parametrize(
    ("said", "kind", "status"),
    [
        ("fail", anthropic.OverloadedError, 529),
        ("crash", anthropic.InternalServerError, 500),
        ("x" * 5000, anthropic.BadRequestError, 400),
    ],
)
def test_the_sdk_raises_its_own_errors(claude: Anthropic, said, kind, status):
    with pytest.raises(kind) as raised:
        claude.messages.create(**{**ASK, "messages": [{"role": "user", "content": said}]})
    assert raised.value.status_code == status
    assert raised.value.request_id.startswith("req-")
    assert "secret" not in str(raised.value)


def test_a_full_server_says_when_to_come_back(http):
    response = http.post("/v1/messages", json={**ASK, "messages": [{"role": "user", "content": "fail"}]})
    assert (response.status_code, response.headers["retry-after"]) == (529, "3")
    assert response.json()["error"] == {"type": "overloaded_error", "message": "The queue is full."}


def test_a_prompt_that_is_too_long_says_so_in_words_that_agents_look_for(http):
    message = refusal(http, {**ASK, "messages": [{"role": "user", "content": "x" * 5000}]})
    assert message.startswith("invalid_request_error: prompt is too long: 5016 tokens > 4096 maximum. ")


@pytest.mark.parametrize("key", [None, "wrong"])
def test_without_a_known_key_nothing_is_told(start, key):
    server = start(api_keys=(("key-a", "alice"),))
    with httpx.Client(base_url=server.url, timeout=60) as http:
        headers = {} if key is None else {"x-api-key": key}
        assert refusal(http, ASK, 401, headers=headers).startswith("authentication_error: ")
    with server.anthropic(api_key="wrong") as sdk, pytest.raises(anthropic.AuthenticationError):
        sdk.messages.create(**ASK)


def test_a_body_over_the_limit_is_refused(start):
    server = start(max_body_bytes=1000)
    with httpx.Client(base_url=server.url, timeout=60) as http:
        assert refusal(http, {**ASK, "system": "x" * 1000}, 413).startswith("request_too_large: ")


def test_an_unknown_model_names_those_there_are(http):
    assert "Served: toy, org/toy-chat" in refusal(http, {**ASK, "model": "claude-any"}, 404)


def test_a_thread_is_refused_so_that_the_sdks_loop_goes_on_without(http):
    """Its `tool_runner` begins with one, since 2.15."""
    answer = http.post("/v1/messages", json={**ASK, "thread": {"type": "create"}})
    assert answer.status_code == 400
    details = {"error_code": "thread_unsupported_request", "unsupported": ["thread"]}
    assert answer.json()["error"]["details"] == details
    assert "details" not in http.post("/v1/messages", json={**ASK, "container": "x"}).json()["error"]


def test_an_unknown_version_names_those_that_are_known(http):
    message = refusal(http, ASK, headers={"anthropic-version": "2023-01-01"})
    assert message.startswith(
        "invalid_request_error: The header anthropic-version must be one of 2023-06-01, "
    )


@pytest.mark.parametrize("version", ["2023-06-01", "2026-10-21", None])
def test_a_known_version_and_none_are_accepted(http, version):
    headers = {} if version is None else {"anthropic-version": version}
    assert http.post("/v1/messages", json=ASK, headers=headers).status_code == 200


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"messages": HELLO}, "`max_tokens` is required."),
        ({"max_tokens": 1}, "`messages` is required."),
        ({**ASK, "messages": []}, "`messages` must be at least 1 items long, got an array of 0."),
        ({**ASK, "max_tokens": -1}, "`max_tokens` must be at least 0, got -1."),
        ({**ASK, "temperature": 3}, "`temperature` must be at most 2, got 3."),
        (
            {**ASK, "output_config": {"effort": "enormous"}},
            "`output_config.effort` must be one of 'none', 'minimal', 'low', 'medium', 'high', 'xhigh'",
        ),
        ({**ASK, "messages": [{"role": "tool", "content": "x"}]}, "`messages.0.role` must be one of "),
        ({**ASK, "container": "c"}, '`container` is not supported, got "c". There are no containers'),
        ({**ASK, "mcp_servers": [{}]}, "`mcp_servers` is not supported, got an array of 1."),
        ({**ASK, "system": [{"type": "image"}]}, "`system.0` is an image, and this model reads text only"),
        (content({"type": "image"}), "`messages.1.content.0` is an image, and this model reads text only"),
        (
            content({"type": "x"}),
            '`messages.1.content.0.type` must be text, tool_result or document, got "x"',
        ),
        (
            content({"type": "document", "source": {"type": "base64", "media_type": "application/pdf"}}),
            "`messages.1.content.0` is a document whose source is of the type base64, and this model",
        ),
        (
            content(
                {"type": "document", "source": {"type": "base64", "media_type": "text/csv", "data": "é"}}
            ),
            "`messages.1.content.0.source.data` must be text in UTF-8, as base64",
        ),
        (content({"type": "document"}), "`messages.1.content.0.source` must be an object, got null"),
        (
            content({"text": "x"}),
            "`messages.1.content.0.type` must be text, tool_result or document, got null",
        ),
        (content({"type": "text"}), "`messages.1.content.0.text` must be a string, got null."),
        (content({"type": "tool_result"}), "`messages.1.content.0.tool_use_id` must be a string, got null."),
        (
            content({"type": "tool_result", "tool_use_id": "t", "content": [{"type": "image"}]}),
            "`messages.1.content.0.content.0` is an image, and this model reads text only",
        ),
        (
            content({"type": "tool_result", "tool_use_id": "t", "content": 5}),
            "`messages.1.content.0.content` must be a string or an array of blocks, got 5.",
        ),
        (
            content({"type": "container_upload"}, role="assistant"),
            '`messages.1.content.0.type` must be text, tool_use or thinking, got "container_upload".',
        ),
        (
            content({"type": "tool_use", "id": "t", "name": "f", "input": "x"}, role="assistant"),
            '`messages.1.content.0.input` must be an object, got "x".',
        ),
        (
            content({"type": "tool_use", "id": "t", "name": "f", "input": {}}, role="assistant"),
            "`messages.1` has tool_use blocks and is the last one: send their tool_result blocks",
        ),
    ],
)
def test_a_mistake_is_named_with_its_place(http, body, message):
    assert refusal(http, body).startswith(f"invalid_request_error: {message}")


def test_null_is_the_same_as_leaving_a_field_out(http):
    fields = ["system", "tools", "tool_choice", "stop_sequences", "temperature", "top_p", "top_k", "stream"]
    fields += ["output_config", "thinking", "container", "cache_control", "model"]
    assert http.post("/v1/messages", json={**ASK, **dict.fromkeys(fields)}).status_code == 200


def test_a_body_that_is_no_json_is_refused(http):
    response = http.post("/v1/messages", content=b"{", headers={"content-type": "application/json"})
    assert (response.status_code, response.json()["error"]["type"]) == (400, "invalid_request_error")


def test_other_methods_and_paths_are_refused_in_this_form(http):
    headers = {"anthropic-version": "2023-06-01"}
    for method, path, status in (("GET", "/v1/messages", 405), ("GET", "/v1/files", 404)):
        response = http.request(method, path, headers=headers)
        assert response.status_code == status
        assert response.json()["type"] == "error"
    assert "param" in http.get("/v1/files").json()["error"], "without the header it is OpenAI's"


def test_unknown_fields_are_ignored_counted_and_logged_once(start, caplog):
    caplog.set_level("INFO")
    server = start()
    with httpx.Client(base_url=server.url, timeout=60) as http:
        for path in ("/v1/messages", "/v1/messages", "/v1/chat/completions"):
            assert http.post(path, json={**ASK, "mirostat": 2}).status_code == 200
        assert 'tenure:http_unknown_fields_total{field="mirostat"} 3.0' in http.get("/metrics").text
    logged = [record.fields for record in caplog.records if record.message == "unknown_field_ignored"]
    assert logged == [{"field": "mirostat"}]
