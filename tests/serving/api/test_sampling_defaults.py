"""What a model's makers recommend stands in for what a request leaves out, on every endpoint."""

from __future__ import annotations

import json

import httpx
import pytest
from websockets.sync.client import connect

from serving.request import SamplingDefaults

DEFAULTS = SamplingDefaults(
    temperature=0.6,
    top_p=0.95,
    top_k=20,
    min_p=0.1,
    repetition_penalty=1.05,
    presence_penalty=0.5,
    max_tokens=7,
)
ASKED = {
    "temperature": 0,
    "top_p": 1,
    "top_k": 0,
    "min_p": 0,
    "repetition_penalty": 1,
    "presence_penalty": 0,
    "frequency_penalty": 0,
}
HELLO = [{"role": "user", "content": "hello to you"}]
BODIES = {
    "/v1/chat/completions": {"messages": HELLO},
    "/v1/completions": {"prompt": "hello to you"},
    "/v1/responses": {"input": "hello to you", "store": False},
}
LIMITS = {"/v1/responses": "max_output_tokens"}
ENDPOINTS = pytest.mark.parametrize("path", BODIES)


@pytest.fixture
def advised(start):
    server = start()
    server.backend.sampling_defaults = DEFAULTS
    return server


def post(server, path: str, **fields) -> dict:
    answer = httpx.post(server.url + path, json={**BODIES[path], **fields}, timeout=60)
    assert answer.status_code == 200, answer.text
    return answer.json()


def sampling(server):
    return server.backend.requests[-1].sampling


@ENDPOINTS
def test_they_count_where_a_request_says_nothing(advised, path):
    post(advised, path)
    used = {name: getattr(sampling(advised), name) for name in DEFAULTS.given}
    assert used == DEFAULTS.given
    assert sampling(advised).frequency_penalty == 0
    post(advised, path, **dict.fromkeys(ASKED))
    assert {name: getattr(sampling(advised), name) for name in DEFAULTS.given} == DEFAULTS.given


@ENDPOINTS
def test_a_request_wins(advised, path):
    post(advised, path, **ASKED, **{LIMITS.get(path, "max_tokens"): 9})
    assert {name: getattr(sampling(advised), name) for name in ASKED} == ASKED
    assert sampling(advised).max_tokens == 9


@ENDPOINTS
def test_a_request_that_asks_for_more_tokens_than_they_give_gets_them(advised, path):
    post(advised, path, min_tokens=8)
    assert (sampling(advised).min_tokens, sampling(advised).max_tokens) == (8, 8)


@ENDPOINTS
def test_without_them_all_is_as_it_was(start, path):
    server = start()
    post(server, path)
    used = sampling(server)
    assert (used.temperature, used.top_p, used.top_k, used.min_p, used.repetition_penalty) == (1, 1, 0, 0, 1)
    assert used.max_tokens == (16 if path == "/v1/completions" else None)


def test_completions_keep_to_16_tokens(start):
    server = start()
    server.backend.sampling_defaults = SamplingDefaults(max_tokens=2048)
    post(server, "/v1/completions")
    assert sampling(server).max_tokens == 16


def test_a_response_says_what_was_used(advised):
    said = post(advised, "/v1/responses")
    names = ("temperature", "top_p", "presence_penalty", "frequency_penalty", "max_output_tokens")
    assert [said[name] for name in names] == [0.6, 0.95, 0.5, 0, 7]
    assert said["incomplete_details"] == {"reason": "max_output_tokens"}
    asked = post(advised, "/v1/responses", temperature=1.5, top_p=0.5, max_output_tokens=1)
    assert [asked[name] for name in names] == [1.5, 0.5, 0.5, 0, 1]


def test_a_websocket_is_no_exception(advised):
    with connect(advised.url.replace("http", "ws", 1) + "/v1/responses") as socket:
        socket.send(json.dumps({"type": "response.create", "input": "hello to you", "store": False}))
        assert json.loads(socket.recv(timeout=60))["response"]["temperature"] == 0.6


def test_a_summary_is_greedy_whatever_they_say(advised):
    answer = httpx.post(f"{advised.url}/v1/responses/compact", json={"model": "toy", "input": "hello"})
    assert answer.status_code == 200, answer.text
    assert (sampling(advised).temperature, sampling(advised).max_tokens) == (0, 512)


def test_models_show_them(advised, start):
    for path in ("/v1/models/toy", "/v1/models/org/toy-chat"):
        card = httpx.get(advised.url + path).json()
        assert card["default_sampling_params"] == DEFAULTS.given
    assert httpx.get(f"{start().url}/v1/models").json()["data"][0]["default_sampling_params"] == {}
