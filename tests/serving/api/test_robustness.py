"""No body at all makes the server fail: hypothesis looks for one that does."""

import json

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from serving.api.openai.fields import REFUSED_IN_CHAT, REFUSED_IN_COMPLETIONS
from serving.api.openai.wire.chat import ChatBody
from serving.api.openai.wire.completions import CompletionBody

COMMON = settings(suppress_health_check=list(HealthCheck))

scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from([-1, 0, 1, 2**31, 2**63, -(2**63) - 1, 10**40])
    | st.floats(allow_nan=True, allow_infinity=True)
    | st.text(max_size=8)
)
anything = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
parts = st.lists(
    st.fixed_dictionaries({"type": st.just("text") | anything, "text": st.text(max_size=5) | anything}),
    max_size=3,
)
roles = st.sampled_from(["system", "user", "assistant", "tool", "robot"]) | anything
message = st.fixed_dictionaries(
    {"role": roles, "content": st.text(max_size=8) | parts | anything},
    optional={"name": anything, "tool_calls": anything, "function_call": anything, "audio": anything},
)
messages = st.lists(message, max_size=3) | anything
prompts = (
    st.text(max_size=8)
    | st.lists(st.integers(0, 300), max_size=5)
    | st.lists(st.text(max_size=3), max_size=3)
    | anything
)


def bodies(required: dict, names: list[str]) -> st.SearchStrategy:
    """Half of a good body, and any values for some of the fields there are."""
    fields = st.dictionaries(st.sampled_from(names), anything, max_size=4)
    return st.builds(lambda base, extra: {**base, **extra}, st.fixed_dictionaries(required), fields)


@pytest.fixture(scope="module")
def http(shared):
    with httpx.Client(base_url=shared.url, timeout=60) as client:
        yield client


def send(http: httpx.Client, path: str, raw: bytes) -> httpx.Response:
    return http.post(path, content=raw, headers={"content-type": "application/json"})


def require_sane(response: httpx.Response) -> None:
    assert response.status_code < 500, response.text
    if response.status_code >= 400:
        assert set(response.json()["error"]) == {"message", "type", "param", "code"}


@COMMON
@given(body=bodies({"messages": messages}, sorted({*ChatBody.model_fields, *REFUSED_IN_CHAT})))
def test_no_chat_body_makes_the_server_fail(http, body):
    require_sane(send(http, "/v1/chat/completions", json.dumps(body).encode()))


@COMMON
@given(body=bodies({"prompt": prompts}, sorted({*CompletionBody.model_fields, *REFUSED_IN_COMPLETIONS})))
def test_no_completion_body_makes_the_server_fail(http, body):
    require_sane(send(http, "/v1/completions", json.dumps(body).encode()))


@COMMON
@pytest.mark.parametrize("path", ["/tokenize", "/detokenize", "/v1/chat/completions"])
@given(raw=st.binary(max_size=40) | anything.map(lambda value: json.dumps(value).encode()))
def test_no_bytes_make_the_server_fail(http, path, raw):
    require_sane(send(http, path, raw))


@COMMON
@given(
    body=st.fixed_dictionaries(
        {},
        optional={
            "prompt": prompts,
            "messages": messages,
            "tokens": anything,
            "add_special_tokens": anything,
        },
    )
)
@pytest.mark.parametrize("path", ["/tokenize", "/detokenize"])
def test_no_tokens_make_the_server_fail(http, path, body):
    require_sane(send(http, path, json.dumps(body).encode()))


@COMMON
@given(session_id=st.text(min_size=1, max_size=20), limit=st.text(max_size=5))
def test_no_path_or_query_makes_the_server_fail(http, session_id, limit):
    quoted = httpx.QueryParams({"q": session_id.encode("utf-8", "replace").decode()})
    require_sane(http.get(f"/v1/sessions/{str(quoted)[2:]}"))
    require_sane(http.get("/v1/sessions", params={"limit": limit.encode("utf-8", "replace")}))
