"""Streams that somebody else would cut end with an event that says so."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from typing import Any

import httpx
import openai
import pytest
from websockets.sync.client import connect

pytest.importorskip("ray", reason="the extra `ray` is not installed")

pytestmark = [pytest.mark.ray, pytest.mark.timeout(700)]

LIMIT_S = "3"
LONG = 8000  # tokens: more than any of these tests waits for
BODIES: dict[str, dict[str, Any]] = {
    "/v1/chat/completions": {"messages": [{"role": "user", "content": "x"}], "max_tokens": LONG},
    "/v1/completions": {"prompt": "x", "max_tokens": LONG},
    "/v1/responses": {"input": "x", "max_output_tokens": LONG},
}


@pytest.fixture(scope="module")
def application(toy_application: Any) -> Any:
    return toy_application


@pytest.fixture(scope="module")
def impatient(deploy_application: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """One that waits two seconds for its streams before it ends them."""
    replica = {"model": "toy", "data_dir": str(tmp_path_factory.mktemp("data"))}
    args = {"replica": replica, "drain_timeout_s": 2}
    return deploy_application("impatient", args, num_ingresses=2)


def body_of(path: str, **more: Any) -> dict[str, Any]:
    return {"model": "toy", "ignore_eos": True, **BODIES[path], **more}


def open_stream(
    stack: ExitStack, application: Any, path: str, limit_s: str = "0", **more: Any
) -> Iterator[str]:
    """The data of its events, from the second on. A limit of 0 is none."""
    body, headers = body_of(path, stream=True, **more), {"x-request-timeout-seconds": limit_s}
    url = application.url + path
    answer = stack.enter_context(httpx.stream("POST", url, json=body, headers=headers, timeout=60))
    assert answer.status_code == 200
    data = (line.removeprefix("data: ") for line in answer.iter_lines() if line.startswith("data: "))
    next(data)
    return data


def ending(data: Iterator[str]) -> dict[str, Any]:
    """The error that a stream ends with."""
    *_, error, done = data
    assert done == "[DONE]"
    found: dict[str, Any] = json.loads(error)["error"]
    return found


def raised_by_the_sdk(application: Any) -> str:
    with application.client() as client:
        stream = client.responses.create(
            model="toy",
            input="x",
            max_output_tokens=LONG,
            stream=True,
            extra_body={"ignore_eos": True},
            extra_headers={"x-request-timeout-seconds": LIMIT_S},
        )
        with pytest.raises(openai.APIError) as raised:
            list(stream)
    return raised.value.message


def answered_in_one_piece(application: Any) -> httpx.Response:
    return httpx.post(
        f"{application.url}/v1/completions",
        json=body_of("/v1/completions"),
        headers={"x-request-timeout-seconds": LIMIT_S},
        timeout=60,
    )


def last_over_a_websocket(application: Any) -> dict[str, Any]:
    message = {"type": "response.create", **body_of("/v1/responses")}
    url = application.url.replace("http", "ws") + "/v1/responses"
    with connect(url, additional_headers={"x-request-timeout-seconds": LIMIT_S}) as websocket:
        websocket.send(json.dumps(message))
        events = map(json.loads, websocket)
        return next(event for event in events if event["type"] in ("error", "response.incomplete"))


def streamed(application: Any, path: str) -> dict[str, Any]:
    with ExitStack() as stack:
        return ending(open_stream(stack, application, path, LIMIT_S))


@pytest.fixture(scope="module")
def past_the_limit(application: Any) -> Iterator[Callable[[str], Any]]:
    """What each came to that ran past the time limit, by name: all of them ran at once."""
    asks: dict[str, Callable[[], Any]] = {path: partial(streamed, application, path) for path in BODIES}
    for ask in (raised_by_the_sdk, answered_in_one_piece, last_over_a_websocket):
        asks[ask.__name__] = partial(ask, application)
    with ThreadPoolExecutor(len(asks)) as pool:
        futures = {name: pool.submit(ask) for name, ask in asks.items()}
        yield lambda name: futures[name].result()


@pytest.mark.parametrize("path", BODIES)
def test_a_stream_that_reaches_the_time_limit_says_so(past_the_limit: Any, path: str):
    error = past_the_limit(path)
    assert error["code"] == "request_timeout"
    assert f"A request may take {LIMIT_S} s here" in error["message"]


def test_the_sdk_raises_it(past_the_limit: Any):
    assert f"A request may take {LIMIT_S} s here" in past_the_limit("raised_by_the_sdk")


def test_an_answer_in_one_piece_is_a_504(past_the_limit: Any):
    answer = past_the_limit("answered_in_one_piece")
    assert (answer.status_code, answer.json()["error"]["code"]) == (504, "request_timeout")


def test_a_response_over_a_websocket_ends_with_an_error_too(past_the_limit: Any):
    last = past_the_limit("last_over_a_websocket")
    assert (last["status"], last["error"]["code"]) == (504, "request_timeout")


@pytest.mark.slow
def test_a_response_in_the_background_goes_on_after_the_request_that_began_it(
    application: Any, wait_until: Callable[..., None]
):
    body = {"background": True, "max_output_tokens": 2000}
    with ExitStack() as stack:
        *data, done = open_stream(stack, application, "/v1/responses", "1", **body)
    assert done == "[DONE]"
    events = [json.loads(event) for event in data]
    assert events[-1]["error"]["code"] == "request_timeout"
    response_id = next(event["response"]["id"] for event in events if "response" in event)
    wait_until(
        lambda: application.get(f"/v1/responses/{response_id}").json()["status"] == "incomplete",
        "it has all of its tokens",
    )


@pytest.mark.slow
def test_an_ingress_that_is_taken_out_ends_its_streams_before_it_is_killed(impatient: Any, wait_until: Any):
    with ExitStack() as stack, ThreadPoolExecutor(6) as pool:
        streams = [open_stream(stack, impatient, "/v1/chat/completions") for _ in range(6)]
        rests = [pool.submit(list, stream) for stream in streams]
        impatient.scale(1, "Ingress")
        ends = [rest.result()[-2:] for rest in rests]
    assert all(done == "[DONE]" for _, done in ends)
    last = [json.loads(data) for data, _ in ends]
    errors = [event["error"]["message"] for event in last if "error" in event]
    assert errors, "both ingresses had some"
    assert set(errors) == {"The server is shutting down and has ended this reply."}
    assert all(event["choices"][0]["finish_reason"] for event in last if "error" not in event)
    wait_until(lambda: len(impatient.ingress_ids()) == 1, "one is left")


@pytest.mark.slow
def test_the_end_of_tenure_deploy_is_told_to_every_stream(impatient: Any):
    from serving.cluster.config_file import read_config
    from serving.cluster.deploy import drain

    with ExitStack() as stack, ThreadPoolExecutor(4) as pool:
        streams = [open_stream(stack, impatient, path) for path in BODIES]
        ends = [pool.submit(ending, stream) for stream in streams]
        applications = read_config(impatient.path).applications
        draining = pool.submit(drain, [its for its in applications if its.name == impatient.name])
        assert {end.result()["code"] for end in ends} == {"unavailable"}
        draining.result()
    assert impatient.get("/readyz").json()["status"] == "draining"
    refused = httpx.post(f"{impatient.url}/v1/completions", json=body_of("/v1/completions"), timeout=60)
    assert (refused.status_code, refused.json()["error"]["code"]) == (503, "unavailable")
    assert int(refused.headers["retry-after"]) >= 1
