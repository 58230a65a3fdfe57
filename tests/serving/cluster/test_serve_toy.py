"""Two toy replicas behind Ray Serve, as a client sees them."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx
import openai
import pytest

pytest.importorskip("ray", reason="the extra `ray` is not installed")
from serving.errors import DataDirLocked
from serving.sessions.data_dir import DataDir

pytestmark = [pytest.mark.ray, pytest.mark.timeout(700)]

LONG = 8000  # tokens; a stream of so many goes on while a test does something else
TO_THE_END = 2500  # of one that goes on while replicas leave, and is then read to its end
PAST_A_KILL = 1000


@pytest.fixture(scope="module")
def application(toy_application: Any) -> Iterator[Any]:
    yield toy_application
    toy_application.scale(2)  # as other modules want it


@pytest.fixture
def client(application: Any) -> Iterator[openai.OpenAI]:
    with application.client() as client:
        yield client


def test_each_engine_replica_holds_the_neuron_cores_that_the_config_gives_it(application: Any):
    import ray

    assert ray.cluster_resources()["neuron_cores"] == 8
    assert ray.available_resources()["neuron_cores"] == 4, "two replicas hold two cores each"


def say(client: openai.OpenAI, prompt: str, session: str | None = None, **more: Any) -> tuple[Any, str]:
    """(completion, id of the replica that made it)"""
    headers = {"x-session-id": session} if session else {}
    parameters = {"max_tokens": 8, "temperature": 0, **more}
    raw = client.completions.with_raw_response.create(
        model="toy", prompt=prompt, extra_headers=headers, **parameters
    )
    return raw.parse(), raw.headers["x-tenure-replica"]


def sessions_of_both(client: openai.OpenAI, prefix: str) -> dict[str, str]:
    """Sessions with at least one on each replica: session -> replica."""
    owners: dict[str, str] = {}
    patient_until_s = time.monotonic() + 60  # an ingress may hear of a new replica long after Serve runs it
    while len(set(owners.values())) < 2:
        session = f"{prefix}-{len(owners)}"
        owners[session] = say(client, "hello", session)[1]
        assert time.monotonic() < patient_until_s, "no session was placed on the second replica"
        if len(owners) > 10:
            time.sleep(0.5)
    return owners


def owners_now(client: openai.OpenAI, sessions: dict[str, str]) -> dict[str, str]:
    return {session: say(client, "hello again", session)[1] for session in sessions}


def test_a_stream_says_what_the_whole_answer_says(client: openai.OpenAI):
    whole, _ = say(client, "hello")
    stream = client.completions.create(model="toy", prompt="hello", max_tokens=8, temperature=0, stream=True)
    assert "".join(chunk.choices[0].text for chunk in stream if chunk.choices) == whole.choices[0].text


def test_a_session_stays_with_its_replica_and_keeps_its_tokens(client: openai.OpenAI):
    messages: list[dict[str, str]] = []
    replicas: set[str] = set()
    cached: list[int] = []
    for number in range(4):
        messages.append(
            {"role": "user", "content": f"Question {number}, long enough to fill a block or two."}
        )
        raw = client.chat.completions.with_raw_response.create(
            model="toy",
            messages=messages,  # type: ignore[arg-type]
            max_tokens=40,
            temperature=0,
            extra_headers={"x-session-id": "stays"},
        )
        replicas.add(raw.headers["x-tenure-replica"])
        answer = raw.parse()
        cached.append(answer.usage.prompt_tokens_details.cached_tokens)
        messages.append({"role": "assistant", "content": answer.choices[0].message.content})
    assert len(replicas) == 1
    assert cached == sorted(set(cached)), "each turn finds more in the cache than the one before"
    assert cached[-1] > 200


def test_sessions_are_spread_over_the_replicas(client: openai.OpenAI):
    owners = sessions_of_both(client, "spread")
    assert owners_now(client, owners) == owners


def test_requests_without_a_session_are_spread_too(client: openai.OpenAI):
    with ThreadPoolExecutor(8) as pool:
        replicas = set(pool.map(lambda i: say(client, f"prompt {i}")[1], range(24)))
    assert len(replicas) == 2


def test_the_prompts_of_one_body_are_all_answered(client: openai.OpenAI):
    prompts = [f"prompt {i}" for i in range(6)]
    together = client.completions.create(model="toy", prompt=prompts, max_tokens=8, temperature=0)
    alone = [say(client, prompt)[0].choices[0].text for prompt in prompts]
    assert [choice.text for choice in together.choices] == alone


@pytest.mark.parametrize("stream", [False, True])
def test_a_request_that_cannot_run_gets_the_engines_own_words(client: openai.OpenAI, stream: bool):
    with pytest.raises(openai.BadRequestError, match="context length is 8192") as raised:
        client.completions.create(model="toy", prompt="x" * 9000, stream=stream)
    assert raised.value.code == "context_length_exceeded"
    with pytest.raises(openai.NotFoundError, match="Served: toy"):
        client.completions.create(model="other", prompt="x", stream=stream)


@pytest.mark.parametrize(("path", "field"), [("completions", "prompt"), ("responses/input_tokens", "input")])
def test_what_every_replica_refuses_is_refused_in_its_words(application: Any, path: str, field: str):
    def refuse(_: Any) -> None:
        from serving.errors import Unavailable
        from serving.runs.local_backend import LocalBackend

        def away(*_: Any) -> None:
            raise Unavailable("The log is away.", retry_after_s=7)

        LocalBackend.kept = LocalBackend.call, LocalBackend.stream  # type: ignore[attr-defined]
        LocalBackend.call = LocalBackend.stream = away  # type: ignore[method-assign,assignment]

    def take(_: Any) -> None:
        from serving.runs.local_backend import LocalBackend

        LocalBackend.call, LocalBackend.stream = LocalBackend.kept  # type: ignore[attr-defined,method-assign]

    application.get("/v1/models")  # which an ingress then knows for a while
    replicas = application.replica_ids()
    for replica in replicas:
        application.ask(replica, refuse)
    try:
        answer = httpx.post(f"{application.url}/v1/{path}", json={"model": "toy", field: "x"}, timeout=60)
    finally:
        for replica in replicas:
            application.ask(replica, take)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "7")
    assert answer.json()["error"]["message"] == "The log is away."


def test_questions_that_are_no_generation_reach_a_replica(application: Any, client: openai.OpenAI):
    assert [model.id for model in client.models.list()] == ["toy"]
    tokens = httpx.post(f"{application.url}/tokenize", json={"model": "toy", "prompt": "hi"}).json()["tokens"]
    reply = httpx.post(f"{application.url}/detokenize", json={"model": "toy", "tokens": tokens})
    assert reply.json() == {"prompt": "hi"}
    reply = httpx.post(f"{application.url}/detokenize", json={"model": "toy", "tokens": [99999]})
    assert reply.status_code == 400
    assert application.get("/health").json()["status"] == "ok"


def test_a_request_id_comes_back_once(application: Any):
    reply = httpx.post(
        f"{application.url}/v1/completions",
        json={"model": "toy", "prompt": "hi", "max_tokens": 1},
        headers={"x-request-id": "mine-1"},
    )
    assert reply.headers.get_list("x-request-id") == ["mine-1"]


def test_a_browser_is_shown_the_console(application: Any):
    page = httpx.get(f"{application.url}/", headers={"accept": "text/html"})
    assert page.text.startswith("<!doctype html>")
    assert "frame-ancestors 'none'" in page.headers["content-security-policy"]
    assert application.get("/console/main.js").headers["content-type"] == "text/javascript; charset=utf-8"
    assert application.get("/").json()["error"]["code"] == "unknown_url"


def test_metrics_name_the_replica_of_each_series(application: Any, client: openai.OpenAI):
    owners = sessions_of_both(client, "metrics")
    assert application.replica_ids() == set(owners.values())
    assert application.get("/metrics").text.count("# TYPE vllm:num_requests_running gauge") == 1


def test_tokens_are_counted_while_they_are_made(application: Any, client: openai.OpenAI):
    def num_generated() -> float:
        return sum(sample.value for sample in application.samples("vllm:generation_tokens_total"))

    before = num_generated()
    with client.completions.create(
        model="toy", prompt="hello", max_tokens=LONG, stream=True, extra_body={"ignore_eos": True}
    ) as stream:
        for _ in range(20):
            next(stream)
        assert before < num_generated() < before + LONG


def test_metrics_are_those_of_all_ingresses_whichever_is_asked(
    application: Any, client: openai.OpenAI, wait_until: Any
):
    def num_answered() -> float:
        samples = application.samples("tenure:http_requests_total")
        return sum(sample.value for sample in samples if sample.labels["route"] == "/v1/completions")

    before = num_answered()
    for number in range(10):
        say(client, f"prompt {number}")
    wait_until(lambda: num_answered() == before + 10, "the last one is counted")
    assert [num_answered() for _ in range(5)] == [before + 10] * 5
    assert (
        len({sample.labels["replica"] for sample in application.samples("tenure:http_requests_total")}) == 2
    )


def test_sessions_are_listed_with_the_residency_of_their_owner(application: Any, client: openai.OpenAI):
    for session in sessions_of_both(client, "listed"):
        say(client, "x" * 100, session)
        info = application.get(f"/v1/sessions/{session}").json()
        assert info["bytes_resident"] > 0
        head = next(branch for branch in info["branches"] if branch["id"] == info["head"])
        assert head["kv"]["bytes_resident"] == info["bytes_resident"]
        assert [item["role"] for item in head["items"]] == ["prompt", "completion"]
        listed = {entry["id"]: entry for entry in application.get("/v1/sessions").json()["data"]}
        assert listed[session]["bytes_resident"] == info["bytes_resident"]
        assert httpx.delete(f"{application.url}/v1/sessions/{session}").status_code == 200
        assert application.get(f"/v1/sessions/{session}").status_code == 404


def test_a_session_leaves_in_a_file_and_comes_back_warm(application: Any, client: openai.OpenAI):
    for session, replica in sessions_of_both(client, "moved").items():
        prompt = f"x{replica}" * 10
        reply, _ = say(client, prompt, session)
        packed = httpx.get(f"{application.url}/v1/sessions/{session}/export", params={"kv": True}).content
        imported = httpx.post(
            f"{application.url}/v1/sessions/import",
            content=packed,
            params={"session_id": f"copy-of-{session}"},
        )
        assert imported.status_code == 200, imported.text
        assert imported.json()["num_kv_tokens"] > 0
        answer, _ = say(client, prompt + reply.choices[0].text + "?", f"copy-of-{session}")
        assert answer.usage.prompt_tokens_details.cached_tokens >= reply.usage.total_tokens - 1
        assert "tenure:cold" not in answer.usage.model_extra


def test_forks_stay_with_their_parent_and_its_state_is_that_of_all_replicas(
    application: Any, client: openai.OpenAI
):
    def do(session: str, verb: str, body: Any = None) -> dict[str, Any]:
        answer = httpx.post(f"{application.url}/v1/sessions/{session}/{verb}", json=body, timeout=60)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def blocks(state: dict[str, Any], tier: str = "device") -> dict[str, int]:
        return {one["replica"]: one["num_blocks"] for one in state["residency"] if one["tier"] == tier}

    owners = sessions_of_both(client, "parent")
    for number, (parent, replica) in enumerate(owners.items()):
        prompt = f"{number}, " * 100
        first, _ = say(client, prompt, parent)
        names = [f"{parent}-fork-{index}" for index in range(4)]
        forked = do(parent, "fork", {"ids": names})
        assert forked["session_ids"] == names
        for name in names:
            answer, where = say(client, prompt + first.choices[0].text + name, name)
            assert where == replica
            cached = answer.usage.prompt_tokens_details.cached_tokens
            assert cached >= forked["num_tokens"] - 1
    state = application.get(f"/v1/sessions/{parent}/state").json()
    assert set(blocks(state)) == set(owners.values()) == application.replica_ids()
    assert blocks(state)[replica] >= 10
    leased = do(parent, "state:lease", {"seconds": 60})
    assert leased["lease"]["num_blocks"] >= 10
    do(names[0], "state:drop")
    assert application.get(f"/v1/sessions/{parent}/state").json()["lease"] == leased["lease"]
    prewarmed = do(names[0], "state:prewarm")
    assert prewarmed["prewarmed"]["computed_tokens"] < 64
    assert do(parent, "rewind", {"to": 0})["num_tokens"] == 0
    refused = httpx.post(
        f"{application.url}/v1/sessions/{parent}/state:migrate", json={"replica": owners[f"parent-{number}"]}
    )
    assert refused.json()["error"]["code"] == "no_other_tier"
    encoded = parent.replace("-", "%2D") + "%2Fx"
    assert application.get(f"/v1/sessions/{encoded}/state").json()["error"]["code"] == "session_not_found"


def test_full_queues_are_answered_with_429_and_when_to_come_again(application: Any, client: openai.OpenAI):
    def ask(_: int) -> openai.RateLimitError | None:
        try:
            say(client, "x", max_tokens=400, extra_body={"ignore_eos": True})
        except openai.RateLimitError as error:
            return error
        return None

    with ThreadPoolExecutor(60) as pool:
        refusals = [error for error in pool.map(ask, range(60)) if error is not None]
    assert refusals, "60 requests fit two replicas with room for 16 each"
    assert all(int(error.response.headers["retry-after"]) >= 1 for error in refusals)
    assert say(client, "x")[0].choices[0].finish_reason


def open_stream(
    stack: ExitStack, application: Any, session: str | None = None, num_tokens: int = LONG
) -> Iterator[str]:
    """The lines of a long stream that has begun."""
    body = {"model": "toy", "prompt": "x", "max_tokens": num_tokens, "ignore_eos": True, "stream": True}
    headers = {"x-session-id": session} if session else {}
    url = f"{application.url}/v1/completions"
    response = stack.enter_context(httpx.stream("POST", url, json=body, headers=headers, timeout=300))
    assert response.status_code == 200
    lines = response.iter_lines()
    next(line for line in lines if line.startswith("data: "))
    return lines


def num_aborted(application: Any) -> float:
    samples = application.samples("vllm:request_success_total")
    return sum(sample.value for sample in samples if sample.labels["finished_reason"] == "abort")


def send_and_leave(application: Any, wait_until: Any) -> None:
    """A request for a long answer in one piece, whose client closes its connection when it runs."""
    url = httpx.URL(f"{application.url}/v1/completions")
    body = json.dumps({"model": "toy", "prompt": "x", "max_tokens": LONG, "ignore_eos": True})
    head = f"POST {url.path} HTTP/1.1\r\nhost: {url.host}\r\nx-session-id: hangs-up\r\n"
    head += f"content-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
    with socket.create_connection((url.host, url.port)) as connection:
        connection.sendall(f"{head}{body}".encode())
        wait_until(lambda: application.num_running() == 1, "it runs")


@pytest.mark.parametrize("stream", [True, False])
def test_a_client_that_hangs_up_frees_its_sequence(
    application: Any, client: openai.OpenAI, wait_until: Any, stream: bool
):
    before = num_aborted(application)
    with ExitStack() as stack:
        if stream:
            open_stream(stack, application, "hangs-up")
        else:
            send_and_leave(application, wait_until)
    wait_until(lambda: num_aborted(application) == before + 1, "the turn is aborted")
    say(client, "x", "hangs-up")  # the same engine takes another step, and counts
    wait_until(lambda: application.num_running() == 0, "nothing runs")


def test_a_server_of_its_own_is_kept_out_of_the_data_directory(application: Any):
    with pytest.raises(DataDirLocked, match="is in use by the server with pid"):
        DataDir(Path(application.args["replica"]["data_dir"])).lock()


# From here on replicas come and go.


def test_a_dead_replica_ends_its_streams_and_no_others_and_its_sessions_go_on_elsewhere(
    application: Any, client: openai.OpenAI, wait_until: Any
):
    owners = sessions_of_both(client, "killed")
    victim = owners["killed-0"]
    survivor_session = next(session for session in owners if owners[session] != victim)
    with ExitStack() as stack:
        doomed = open_stream(stack, application, "killed-0")
        spared = open_stream(stack, application, survivor_session, PAST_A_KILL)
        application.kill(victim)
        rest = "\n".join(doomed)
        assert "engine_dead" in rest
        assert "another replica goes on with it" in rest
        assert list(spared)[-2:] == ["data: [DONE]", ""]
    num_turns = application.get("/v1/sessions/killed-0").json()["num_turns"]
    _, replica = say(client, "hello", "killed-0")
    assert replica != victim
    assert application.get("/v1/sessions/killed-0").json()["num_turns"] == num_turns + 1
    moved = owners_now(client, owners)
    assert victim not in moved.values()
    assert all(moved[session] == owners[session] for session in owners if owners[session] != victim)
    wait_until(lambda: len(application.replica_ids()) == 2, "Serve has replaced the replica")
    assert owners_now(client, owners) == moved, "its successor gets new sessions, not theirs"


@pytest.mark.slow  # a replica that says nothing is waited for
def test_what_is_asked_of_all_replicas_is_answered_while_one_of_them_says_nothing(
    application: Any, client: openai.OpenAI
):
    owners = sessions_of_both(client, "silent")
    silent = owners["silent-0"]
    session = next(session for session in owners if owners[session] != silent)
    with application.stopped(silent):
        state = application.get(f"/v1/sessions/{session}/state")
        assert state.status_code == 200, state.text
        assert {tier["replica"] for tier in state.json()["residency"]} == {owners[session]}
        assert application.get("/readyz").status_code == 200
        assert application.get("/metrics").status_code == 200
        assert application.get("/v1/sessions").status_code == 200
    assert application.get("/v1/sessions/silent-0/state").json()["state"] == "resident"


def test_a_replica_whose_engine_died_is_avoided_at_once_and_then_replaced(
    application: Any, client: openai.OpenAI, wait_until: Any
):
    owners = sessions_of_both(client, "broken")
    victim = owners["broken-0"]
    application.break_engine(victim)
    with pytest.raises(openai.InternalServerError, match="device lost") as raised:
        say(client, "hello", "broken-0")
    assert raised.value.code == "engine_dead"
    assert victim not in owners_now(client, owners).values()
    wait_until(lambda: victim not in application.replica_ids(), "Serve has taken it out")
    wait_until(lambda: len(application.replica_ids()) == 2, "Serve has replaced it")


def test_sessions_stay_when_a_replica_joins_and_a_replica_that_leaves_finishes_its_turns(
    application: Any, client: openai.OpenAI, wait_until: Any
):
    owners = sessions_of_both(client, "scaled")
    application.scale(3)
    wait_until(lambda: len(application.replica_ids()) == 3, "the third replica serves")
    assert owners_now(client, owners) == owners

    everywhere = {**owners}
    while len(set(everywhere.values())) < 3:
        session = f"scaled-{len(everywhere)}"
        everywhere[session] = say(client, "hello", session)[1]
    one_each = {replica: session for session, replica in everywhere.items()}
    with ExitStack() as stack:
        streams = [open_stream(stack, application, session, TO_THE_END) for session in one_each.values()]
        application.scale(1)
        wait_until(lambda: len(application.replica_ids()) == 1, "two replicas take no more requests")
        for lines in streams:
            assert list(lines)[-2:] == ["data: [DONE]", ""]
    (left,) = application.replica_ids()
    now = owners_now(client, everywhere)
    assert set(now.values()) == {left}
