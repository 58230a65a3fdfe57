"""Engine replicas that Serve scales to zero: asleep is not failed, and a request wakes them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest

pytest.importorskip("ray", reason="the extra `ray` is not installed")

pytestmark = [pytest.mark.ray, pytest.mark.timeout(700)]

EAGER = {  # to wake, and to sleep again
    "min_replicas": 0,
    "initial_replicas": 0,
    "max_replicas": 1,
    "upscale_delay_s": 0.1,
    "downscale_delay_s": 1,
    "look_back_period_s": 11,
}


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sleeper") / "data"


@pytest.fixture(scope="module")
def application(deploy_application: Any, data_dir: Path) -> Any:
    args = {"replica": {"model": "toy", "data_dir": str(data_dir)}, "route_timeout_s": 1}
    return deploy_application("asleep", args, autoscaling=EAGER)


def complete(application: Any, prompt: str, **headers: str) -> httpx.Response:
    body = {"model": "toy", "prompt": prompt, "max_tokens": 8, "temperature": 0, "ignore_eos": True}
    url = f"{application.url}/v1/completions"
    return httpx.post(url, json=body, headers={"x-session-id": "sleeper", **headers}, timeout=150)


def status(application: Any) -> tuple[int, str]:
    answer = application.get("/readyz")
    return answer.status_code, answer.json()["status"]


def wait_until_asleep(application: Any, wait_until: Any) -> None:
    wait_until(lambda: status(application) == (200, "asleep"), "no replica is left")


def test_a_server_without_replicas_is_ready_asleep_and_can_be_scraped(application: Any):
    for path in ("/readyz", "/health", "/healthz"):
        answer = application.get(path)
        assert (answer.status_code, answer.json()["status"]) == (200, "asleep")
    assert application.get("/metrics").status_code == 200
    assert status(application) == (200, "asleep"), "nobody was woken"


def test_a_request_whose_time_is_too_short_to_wake_anybody_is_told_when_to_come_again(application: Any):
    answer = complete(application, "hello", **{"x-request-timeout-seconds": "2"})
    assert answer.status_code == 503
    assert "it goes on starting" in answer.json()["error"]["message"]
    assert int(answer.headers["retry-after"]) >= 1


def test_a_request_wakes_a_replica_and_waits_for_it(application: Any):
    answer = complete(application, "hello")
    assert answer.status_code == 200
    assert answer.json()["usage"]["completion_tokens"] == 8
    assert status(application) == (200, "ok")


@pytest.mark.slow
def test_a_session_goes_on_and_says_that_its_replica_ended(application: Any, wait_until: Any):
    reply = complete(application, "hello again").json()["choices"][0]["text"]
    wait_until_asleep(application, wait_until)
    assert application.get("/v1/sessions/sleeper").json()["state"] == "cold"
    answer = complete(application, f"hello again{reply}!").json()
    assert answer["session"]["matched_messages"] == 1
    assert answer["usage"]["tenure:cold"]["reason"] == "restarted"


@pytest.mark.slow
def test_who_looks_at_the_models_wakes_nobody(application: Any, wait_until: Any):
    wait_until_asleep(application, wait_until)
    assert [model["id"] for model in application.get("/v1/models").json()["data"]] == ["toy"]
    assert status(application) == (200, "asleep")


@pytest.mark.slow
def test_one_that_cannot_start_is_told_as_failed_with_its_reason(
    application: Any, data_dir: Path, wait_until: Any
):
    wait_until_asleep(application, wait_until)
    data_dir.rename(data_dir.with_name("elsewhere"))
    data_dir.write_text("no directory")
    answer = complete(application, "hello")
    sentence = f"The engine replicas failed to start: The data directory {data_dir} cannot be made"
    assert answer.status_code == 503
    assert answer.json()["error"]["message"].startswith(sentence)
    assert int(answer.headers["retry-after"]) >= 1
    code, detail = status(application)
    assert code == 503
    assert detail.startswith(sentence)
