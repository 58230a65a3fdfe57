"""Stored responses behind Ray Serve while processes are killed with SIGKILL: two replicas, one log."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import httpx
import openai
import pytest

pytest.importorskip("ray", reason="the extra `ray` is not installed")

pytestmark = [pytest.mark.ray, pytest.mark.slow, pytest.mark.timeout(700)]

BODY = {
    "model": "toy",
    "input": "hello",
    "temperature": 1.2,
    "seed": 5,
    "repetition_penalty": 1.1,
    "max_output_tokens": 4000,
    "ignore_eos": True,
    # Slow enough that a process which is killed leaves most of it to others.
    "include": ["message.output_text.logprobs"],
    "top_logprobs": 20,
}
READ_S = 150.0
SNAPSHOTS = ("response.queued", "response.in_progress")  # a heartbeat repeats one, under the last number


@pytest.fixture(scope="module")
def application(deploy_application: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    # Room for two responses in a replica: a third one waits.
    replica = {
        "model": "toy",
        "data_dir": str(tmp_path_factory.mktemp("data")),
        "max_num_seqs": 1,
        "max_queued": 1,
    }
    return deploy_application("recovery", {"replica": replica, "route_timeout_s": 30}, num_ingresses=2)


@contextmanager
def asked(application: Any, **fields: Any) -> Iterator[httpx.Response]:
    """The stream of a new response."""
    body = {**BODY, "stream": True, **fields}
    with httpx.stream("POST", f"{application.url}/v1/responses", json=body, timeout=READ_S) as response:
        assert response.status_code == 200
        yield response


@contextmanager
def followed(application: Any, response_id: str, after: int = -1) -> Iterator[Iterator[dict[str, Any]]]:
    """The events of a response from the one behind `after` on."""
    query = {"stream": "true"} | ({"starting_after": str(after)} if after >= 0 else {})
    url = f"{application.url}/v1/responses/{response_id}"
    with httpx.stream("GET", url, params=query, timeout=READ_S) as response:
        assert response.status_code == 200
        yield events_of(response, after)


def events_of(response: httpx.Response, after: int = -1) -> Iterator[dict[str, Any]]:
    """All but heartbeats: how long nothing is said after a kill is up to the machine."""
    number = after
    for line in response.iter_lines():
        if line.startswith("data: {"):
            event = json.loads(line.removeprefix("data: "))
            is_repeated = event["sequence_number"] <= number
            if not (is_repeated and event["type"] in SNAPSHOTS):
                yield event
            number = event["sequence_number"]


def take(events: Iterator[dict[str, Any]], number: int) -> list[dict[str, Any]]:
    return [next(events) for _ in range(number)]


def essence(events: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    """What must be equal: not the ids and times of two responses."""
    return [(event["sequence_number"], event["type"], event.get("delta")) for event in events]


@pytest.fixture(scope="module")
def undisturbed(application: Any) -> dict[bool, list[tuple[Any, ...]]]:
    """The events where nothing happens, in the foreground and in the background."""
    told = {}
    for background in (False, True):
        with asked(application, background=background) as response:
            told[background] = essence(list(events_of(response)))
    assert len(told[False]) > 1000
    return told


@pytest.mark.parametrize("background", [False, True])
def test_a_killed_replica_costs_a_reader_a_pause_and_nothing_else(
    application: Any, undisturbed: Any, wait_until: Any, background: bool
):
    with asked(application, background=background) as response:
        victim = response.headers["x-tenure-replica"]
        events = events_of(response)
        seen = take(events, 300)
        application.kill_9(victim)
        seen += events
    assert essence(seen) == undisturbed[background]
    # Whoever had to come back is told the same.
    with followed(application, seen[0]["response"]["id"], after=250) as events:
        assert list(events) == seen[251:]
    wait_until(lambda: len(application.replica_ids()) == 2, "Serve has replaced the replica")


def test_a_reader_that_comes_back_at_once_reads_on(application: Any, undisturbed: Any, wait_until: Any):
    with asked(application, background=True) as response:
        victim = response.headers["x-tenure-replica"]
        seen = take(events_of(response), 300)
    application.kill_9(victim)
    with followed(application, seen[0]["response"]["id"], after=seen[-1]["sequence_number"]) as events:
        seen += events
    assert essence(seen) == undisturbed[True]
    wait_until(lambda: len(application.replica_ids()) == 2, "Serve has replaced the replica")


def test_a_response_that_waited_in_a_killed_replica_is_made_all_the_same(
    application: Any, undisturbed: Any, wait_until: Any
):
    with application.client() as client:
        queued = [_queue(client, "waits") for _ in range(3)]
        victim = queued[0].headers["x-tenure-replica"]
        assert {raw.headers["x-tenure-replica"] for raw in queued} == {victim}
        ids = [raw.parse().id for raw in queued]
        assert client.responses.retrieve(ids[-1]).status == "queued"
        application.kill_9(victim)
        for response_id in ids:
            with followed(application, response_id) as events:
                assert essence(list(events))[:1000] == undisturbed[True][:1000]
        assert {client.responses.retrieve(response_id).status for response_id in ids} == {"incomplete"}
    wait_until(lambda: len(application.replica_ids()) == 2, "Serve has replaced the replica")


def _queue(client: openai.OpenAI, session: str) -> Any:
    return client.responses.with_raw_response.create(
        model="toy",
        input="hello",
        background=True,
        extra_body=BODY,
        extra_headers={"x-session-id": session},
    )


@pytest.mark.parametrize("background", [False, True])
def test_a_killed_ingress_ends_connections_and_no_responses(
    application: Any, undisturbed: Any, wait_until: Any, background: bool
):
    seen: list[dict[str, Any]] = []
    with suppress(httpx.TransportError), asked(application, background=background) as response:
        events = events_of(response)
        seen += take(events, 300)
        for ingress_id in application.ingress_ids():
            application.kill_9(ingress_id, "Ingress")
        seen += events
    assert len(seen) < len(undisturbed[background]), "it was over before the ingress was killed"
    wait_until(lambda: _answers(application), "an ingress is back")
    with followed(application, seen[0]["response"]["id"], after=seen[-1]["sequence_number"]) as events:
        seen += events
    assert essence(seen) == undisturbed[background]
    wait_until(lambda: len(application.ingress_ids()) == 2, "Serve has replaced the ingresses")


def _answers(application: Any) -> bool:
    with suppress(httpx.TransportError):
        return application.get("/v1/models").status_code == 200
    return False
