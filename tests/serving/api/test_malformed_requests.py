"""Whatever is wrong with a request: a 4xx in OpenAI's form that names the field, the limit and the value."""

import json

import httpx
import pytest

CHAT = "/v1/chat/completions"
COMPLETIONS = "/v1/completions"
JSON = {"content-type": "application/json"}
HELLO = [{"role": "user", "content": "hello"}]


def refused(response: httpx.Response, status: int = 400) -> dict:
    """The error object, after a look at its shape."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/json"
    error = response.json()["error"]
    assert set(error) == {"message", "type", "param", "code"}
    return error


def chat_error(http: httpx.Client, **fields) -> dict:
    return refused(http.post(CHAT, json={"messages": HELLO, **fields}))


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "The body is empty."),
        (b"  \n", "The body is empty."),
        (b"{", "not valid JSON"),
        (b'{"a": 1} x', "not valid JSON"),
        (b"\xff\xfe", "not valid JSON"),
        (b'{"prompt": "\xff"}', "not valid JSON"),
        (b'{"prompt": "\\ud800"}', "not valid JSON"),
        (b'{"temperature": NaN}', "not valid JSON"),
        (b'{"temperature": -Infinity}', "not valid JSON"),
        (b'{"a":' * 100_000, "recursion limit"),
        (b"[" * 100_000, "recursion limit"),
        (b'{"seed": ' + b"9" * 5000 + b"}", "out of range"),
        (b"[]", "must be a JSON object, got an array"),
        (b'"text"', "must be a JSON object, got a string"),
        (b"17", "must be a JSON object, got a number"),
        (b"null", "must be a JSON object, got null"),
        (b"true", "must be a JSON object, got a boolean"),
    ],
    ids=lambda value: value[:20] if isinstance(value, bytes) else None,
)
@pytest.mark.parametrize("path", [CHAT, COMPLETIONS, "/tokenize", "/detokenize"])
def test_a_body_that_is_no_json_object_is_refused(http, path, raw, message):
    assert message in refused(http.post(path, content=raw, headers=JSON))["message"]


@pytest.mark.parametrize(
    "content_type",
    ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "json", "", ";;;"],
)
def test_another_content_type_is_refused(http, content_type):
    body = json.dumps({"messages": HELLO})
    response = http.post(CHAT, content=body, headers={"content-type": content_type})
    assert "must be application/json" in refused(response, 415)["message"]


def test_a_missing_content_type_is_refused(http):
    assert "there is none" in refused(http.post(CHAT, content=b"{}"), 415)["message"]


@pytest.mark.parametrize(
    "content_type",
    [
        "application/json",
        "application/json; charset=utf-8",
        "Application/JSON;charset=UTF-8",
        "application/x.y+json",
    ],
)
def test_json_by_any_of_its_names_is_read(http, content_type):
    body = json.dumps({"messages": HELLO})
    assert http.post(CHAT, content=body, headers={"content-type": content_type}).status_code == 200


def test_json_in_another_charset_is_refused(http):
    response = http.post(CHAT, content=b"{}", headers={"content-type": "application/json; charset=utf-16"})
    assert "UTF-8" in refused(response, 415)["message"]


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("temperature", 3, "`temperature` must be at most 2, got 3."),
        ("temperature", -0.5, "`temperature` must be at least 0, got -0.5."),
        ("temperature", "1", '`temperature` must be a number, got "1".'),
        ("temperature", True, "`temperature` must be a number, got true."),
        ("top_p", 0, "`top_p` must be more than 0, got 0."),
        ("top_p", 1.5, "`top_p` must be at most 1, got 1.5."),
        ("top_k", -2, "`top_k` must be at least -1, got -2."),
        ("min_p", 2, "`min_p` must be at most 1, got 2."),
        ("presence_penalty", 2.5, "`presence_penalty` must be at most 2, got 2.5."),
        ("frequency_penalty", -3, "`frequency_penalty` must be at least -2, got -3."),
        ("repetition_penalty", 0, "`repetition_penalty` must be more than 0, got 0."),
        ("max_tokens", 0, "`max_tokens` must be at least 1, got 0."),
        ("max_tokens", -1, "`max_tokens` must be at least 1, got -1."),
        ("max_tokens", 1.5, "`max_tokens` must be an integer, got 1.5."),
        ("max_tokens", True, "`max_tokens` must be an integer, got true."),
        ("max_tokens", 10**30, "`max_tokens` must be at most 2147483647, got 1" + "0" * 30 + "."),
        ("max_completion_tokens", 0, "`max_completion_tokens` must be at least 1, got 0."),
        ("n", 0, "`n` must be at least 1, got 0."),
        ("n", 129, "`n` may ask for 128 choices in all, got 129."),
        ("seed", 2**63, "`seed` must be at most 9223372036854775807, got 9223372036854775808."),
        ("seed", -(2**63) - 1, "`seed` must be at least -9223372036854775808, got -9223372036854775809."),
        ("seed", 1.0, "`seed` must be an integer, got 1.0."),
        ("stop", "", "`stop` must not hold an empty string, which would stop at once."),
        ("stop", ["a", 1], "`stop` must be a string or an array of strings, got an array of 2."),
        ("stop", {}, "`stop` must be a string or an array of strings, got an object with 0 fields."),
        ("stop", ["a"] * 17, "`stop` may hold 16 strings, got 17."),
        ("stop_token_ids", [-1], "`stop_token_ids.0` must be at least 0, got -1."),
        ("logit_bias", {"a": 1}, '`logit_bias` must have token ids as its keys, got "a".'),
        (
            "logit_bias",
            {"a": 1, "1": 1, "b": 2},
            '`logit_bias` must have token ids as its keys, got "a", "b".',
        ),
        ("logit_bias", {"-1": 1}, '`logit_bias` must have token ids as its keys, got "-1".'),
        ("logit_bias", {"1": 101}, "`logit_bias` must have values from -100 to 100, got 101.0 for token 1."),
        ("logit_bias", [1], "`logit_bias` must be an object, got an array of 1."),
        ("logit_bias", {"999": 1}, "`logit_bias` names token 999 of 257."),
        ("top_logprobs", 3, "`top_logprobs` needs `logprobs` to be true."),
        ("top_logprobs", 21, "`top_logprobs` must be at most 20, got 21."),
        ("logprobs", 5, "`logprobs` must be true or false, got 5."),
        ("stream", "yes", '`stream` must be true or false, got "yes".'),
        ("stream_options", {"include_usage": True}, "`stream_options` needs `stream` to be true."),
        ("model", 5, "`model` must be a string, got 5."),
        ("messages", [], "`messages` must be at least 1 items long, got an array of 0."),
        ("messages", "hi", '`messages` must be an array, got "hi".'),
        ("messages", [1], "`messages.0` must be an object, got 1."),
        ("min_tokens", -1, "`min_tokens` must be at least 0, got -1."),
        ("session_id", "", '`session_id` must have 1 to 256 characters, all printable, got 0: "".'),
        ("session_id", "a\nb", '`session_id` must have 1 to 256 characters, all printable, got 3: "a\\nb".'),
        ("add_generation_prompt", 1, "`add_generation_prompt` must be true or false, got 1."),
    ],
)
def test_an_illegal_value_is_named_with_its_limit(http, field, value, message):
    error = chat_error(http, **{field: value})
    assert error["message"] == message
    assert error["type"] == "invalid_request_error"
    assert error["param"].partition(".")[0] == field


def test_a_number_too_large_for_a_float_is_refused(http):
    raw = b'{"messages": [{"role": "user", "content": "a"}], "temperature": 1e999}'
    error = refused(http.post(CHAT, content=raw, headers=JSON))
    assert error["message"] == "`temperature` must be a finite number, got Infinity."


@pytest.mark.parametrize(
    ("message", "param", "says"),
    [
        ({"role": "user"}, "messages.0.content", "is required for a message of role user"),
        ({"role": "user", "content": None}, "messages.0.content", "is required for a message of role user"),
        ({"role": "assistant"}, "messages.0.content", "is required for a message of role assistant"),
        ({"content": "x"}, "messages.0.role", "is required"),
        (
            {"role": "a robot", "content": "x"},
            "messages.0.role",
            "must be one of system, developer, user, assistant",
        ),
        ({"role": 1, "content": "x"}, "messages.0.role", "must be a string"),
        (
            {"role": "user", "content": 5},
            "messages.0.content",
            "must be a string or an array of content parts",
        ),
        ({"role": "user", "content": []}, "messages.0.content", "must have at least one content part"),
        ({"role": "user", "content": ["x"]}, "messages.0.content", "has a part 0 that is not an object"),
        (
            {"role": "user", "content": [{"type": "text"}]},
            "messages.0.content",
            "whose `text` is not a string",
        ),
        (
            {
                "role": "user",
                "content": [{"type": "text", "text": "a"}, {"type": "image_url", "image_url": {}}],
            },
            "messages.0.content",
            "has an image as part 1, and this model reads text only: say in a text what is in it",
        ),
        (
            {"role": "user", "content": [{"type": "input_audio"}]},
            "messages.0.content",
            "has audio as part 0, and this model reads text only",
        ),
        ({"role": "assistant", "content": "x", "audio": {"id": "a"}}, "messages.0.audio", "is not supported"),
        (
            {"role": "assistant", "tool_calls": [{"id": "a"}]},
            "messages.0.tool_calls.0.function",
            "is required",
        ),
    ],
)
def test_a_malformed_message_is_named_by_its_place(http, message, param, says):
    error = chat_error(http, messages=[message])
    assert error["param"] == param
    assert says in error["message"]


@pytest.mark.parametrize(
    ("prompt", "says"),
    [
        (None, "must be a string, an array of token ids, or an array of either, got null"),
        (5, "must be a string, an array of token ids, or an array of either, got 5"),
        ({}, "must be a string, an array of token ids, or an array of either, got an object"),
        ([1, "a"], 'got "a" among token ids'),
        ([1, True], "got true among token ids"),
        ([-1], "must hold token ids, and -1 is none"),
        ([1.5], "got 1.5 among token ids"),
        (["a", 1], "must be a string, an array of token ids, or an array of either, got 1"),
        ([[1], [2, [3]]], "got an array of 1 among token ids"),
        ([2**40], "must hold token ids"),
    ],
)
def test_a_prompt_of_another_shape_is_refused(http, prompt, says):
    error = refused(http.post(COMPLETIONS, json={"prompt": prompt}))
    assert error["param"] == "prompt"
    assert says in error["message"]


def test_a_missing_field_is_named(http):
    assert refused(http.post(COMPLETIONS, json={}))["message"] == "`prompt` is required."
    assert refused(http.post(CHAT, json={}))["message"] == "`messages` is required."


def test_legacy_logprobs_are_a_number_up_to_the_limit(http):
    error = refused(http.post(COMPLETIONS, json={"prompt": "a", "logprobs": 21}))
    assert error["message"] == "`logprobs` must be at most 20, got 21."
    assert refused(http.post(COMPLETIONS, json={"prompt": "a", "logprobs": True}))["param"] == "logprobs"


def test_min_tokens_may_not_exceed_max_tokens(http):
    error = chat_error(http, min_tokens=5, max_completion_tokens=4)
    assert error["message"] == "`min_tokens` must be at most `max_completion_tokens`, 4, got 5."


def test_a_session_goes_with_one_prompt(http):
    error = refused(http.post(COMPLETIONS, json={"prompt": ["a", "b"], "session_id": "s"}))
    assert error["message"] == "`session_id` goes with one prompt, and this request has 2."


def test_an_unknown_model_is_404_and_names_those_there_are(http):
    error = refused(http.post(CHAT, json={"model": "gpt-9", "messages": HELLO}), 404)
    assert error["message"] == "The model `gpt-9` is not served here. Served: toy, org/toy-chat."
    assert (error["param"], error["code"]) == ("model", "model_not_found")


def test_an_unknown_route_is_404(http):
    error = refused(http.get("/v1/nothing"), 404)
    assert (error["type"], error["code"]) == ("not_found", "unknown_url")
    assert "GET /v1/nothing" in error["message"]


def test_the_wrong_method_is_405_and_names_the_right_one(http):
    response = http.get(CHAT)
    assert refused(response, 405)["message"] == f"GET {CHAT} is not possible. Use POST."
    assert response.headers["allow"] == "POST"


def test_a_long_value_is_cut_short_in_the_message(http):
    assert len(chat_error(http, temperature="x" * 10_000)["message"]) < 200
    assert len(chat_error(http, logit_bias={"k" * 10_000: 1})["message"]) < 200
