"""A session comes back from disk, after its server was killed, as if it had never been away."""

import base64
import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import httpx
import openai
import pytest

from benchmarks.forked_command import ForkedCommand
from serving.config import ApiConfig

WORDS = "One morning the old lighthouse keeper counted the ships that had passed in the night. "


@contextlib.contextmanager
def killed_server(model: str, folder: Path, *arguments: str) -> Iterator[httpx.Client]:
    """`tenure serve`: killed at the end, as by a lack of memory."""
    paths = ("--data-dir", str(folder / "data"), "--kv-restore", "always")
    variables = {name: value for name, value in os.environ.items() if not name.startswith("TENURE_")}
    command = ["serve", model, "--port", "0", *paths, *arguments]
    with (
        ForkedCommand(command, variables) as server,
        httpx.Client(base_url=url_of(server.stdout), timeout=120) as http,
    ):
        yield http


def url_of(output: IO[str]) -> str:
    for line in output:
        if line.startswith("Serving "):
            return line.strip().rpartition(" at ")[2]
    raise AssertionError("the server did not start")


def chat(http: httpx.Client, *contents: str, **fields) -> dict:
    messages = [
        {"role": ("user", "assistant")[index % 2], "content": content}
        for index, content in enumerate(contents)
    ]
    body = {"messages": messages, "session_id": "s", "max_tokens": 12, "ignore_eos": True, "temperature": 0}
    answer = http.post("/v1/chat/completions", json={**body, "logprobs": True, "top_logprobs": 3, **fields})
    assert answer.status_code == 200, answer.text
    return answer.json()


def text_of(answer: dict) -> str:
    return answer["choices"][0]["message"]["content"]


def said(answer: dict):
    """The reply's tokens, with the logprobs of each and of its alternatives."""
    return answer["choices"][0]["logprobs"]["content"]


def metric(http: httpx.Client, name: str) -> float:
    lines = [line for line in http.get("/metrics").text.splitlines() if line.startswith(f"tenure:{name}")]
    return sum(float(line.rpartition(" ")[2]) for line in lines)


def wait_until_written(http: httpx.Client, num_blocks: int) -> None:
    while metric(http, "kv_written_blocks_total") < num_blocks:
        assert metric(http, "kv_failed_blocks_total") == 0
        time.sleep(0.05)


CASES = [
    pytest.param("toy", (), 18, id="toy"),
    pytest.param(
        "toy", ("--engine", "process"), 18, id="toy with its engine in a process", marks=pytest.mark.slow
    ),
    pytest.param("smollm2-135m", (), 80, id="smollm2", marks=pytest.mark.slow),
]


@pytest.mark.parametrize(("model", "arguments", "num_sentences"), CASES)
def test_a_session_whose_server_was_killed_goes_on_from_disk(tmp_path, model, arguments, num_sentences):
    question = WORDS * num_sentences
    with killed_server(model, tmp_path, *arguments) as http:
        first = chat(http, question)
        num_computed = first["usage"]["total_tokens"] - 1
        num_stored = num_computed // 32
        wait_until_written(http, -(-num_computed // 32))
    assert first["usage"]["prompt_tokens"] > 1300
    with killed_server(model, tmp_path, *arguments) as http:
        session = http.get("/v1/sessions/s").json()
        assert (session["state"], session["num_stored_blocks"]) == ("cold", num_stored)
        assert session["branches"][0]["kv"]["num_stored_blocks"] == num_stored
        second = chat(http, question, text_of(first), "And then?")
        restored = second["usage"]["tenure:restored"]
        assert (restored["tier"], restored["tokens"]) == ("disk", num_computed)
        assert restored["seconds"] > 0
        assert metric(http, "restored_turns_total") == 1
        assert second["usage"]["prompt_tokens_details"]["cached_tokens"] == num_computed
        assert "tenure:cold" not in second["usage"]
        # What the server that was killed has held since the first turn nobody knows.
        third = chat(http, question, text_of(first), "And then?", text_of(second), "And now?")
        partial = [turn["usage"]["tenure:kv"]["partial"] for turn in (first, second, third)]
        assert partial == [False, True, False]
        assert http.get("/v1/sessions/s/state").json()["kv_usage"]["partial"] is True
        assert metric(http, "kv_restored_blocks_total") == -(-num_computed // 32)
        assert metric(http, "kv_refused_blocks_total") == 0
    # The same turn, on a server that has only its log.
    (tmp_path / "data" / "kv").rename(tmp_path / "away")
    with killed_server(model, tmp_path, *arguments) as http:
        computed = chat(http, question, text_of(first), "And then?")
        assert computed["usage"]["prompt_tokens_details"]["cached_tokens"] == 0
        assert computed["usage"]["tenure:cold"]["reason"] == "restarted"
        assert "tenure:restored" not in computed["usage"]
    assert said(second) == said(computed)


def test_a_prompt_without_a_session_comes_back_from_disk_after_a_kill(tmp_path):
    """As agents send them that name no session: the whole history again."""

    def ask(http: httpx.Client):
        with openai.OpenAI(base_url=str(http.base_url.join("/v1")), api_key="none", max_retries=0) as sdk:
            return sdk.chat.completions.create(
                model="toy",
                messages=[{"role": "user", "content": WORDS * 18}],
                max_tokens=12,
                temperature=0,
            )

    with killed_server("toy", tmp_path) as http:
        first = ask(http)
        num_computed = first.usage.total_tokens - 1
        wait_until_written(http, -(-num_computed // 32))
    with killed_server("toy", tmp_path) as http:
        again = ask(http)
        num_whole = (first.usage.prompt_tokens - 1) // 32 * 32  # in whole blocks
        assert again.usage.prompt_tokens_details.cached_tokens == num_whole
        restored = again.usage.model_extra["tenure:restored"]
        assert (restored["tier"], restored["tokens"]) == ("disk", num_whole)
        assert http.get("/v1/sessions").json()["data"] == [], "the log has nothing of it"


def test_what_was_asked_without_a_session_is_deleted_by_its_tenant(tmp_path, start_server):
    api = ApiConfig(api_keys=(("a", "alice"), ("b", "bob")))
    options = {"disk_kv_dir": tmp_path / "kv", "api": api}
    with start_server(tmp_path / "data", "toy", **options) as server, contextlib.closing(server.http) as http:

        def ask(key: str, **fields) -> int:
            http.headers["authorization"] = f"Bearer {key}"
            return chat(http, WORDS * 2, **{"session_id": None, **fields})["usage"]["total_tokens"]

        num_blocks = -(-(ask("a") - 1) // 32)
        ask("b")
        wait_until_written(http, 2 * num_blocks)
        http.headers["authorization"] = "Bearer a"
        assert http.delete("/v1/kv").json() == {"object": "kv.deleted", "deleted": True}
        while len({path.parent for path in files(tmp_path)}) > 1:
            time.sleep(0.02)


@pytest.mark.parametrize(
    ("kv_files", "fields"),
    [("sessions", {}), ("all", {"store": False})],
    ids=["by the server", "by the client"],
)
def test_prompts_without_a_session_may_be_kept_in_memory_alone(tmp_path, start_server, kv_files, fields):
    options = {"disk_kv_dir": tmp_path / "kv", "kv_files": kv_files}
    with start_server(tmp_path / "data", "toy", **options) as server, contextlib.closing(server.http) as http:
        chat(http, WORDS * 2, session_id=None, **fields)
        num_tokens = chat(http, WORDS, session_id="s", **fields)["usage"]["total_tokens"]
        wait_until_written(http, -(-(num_tokens - 1) // 32))
        warm = chat(http, WORDS * 2, session_id=None, **fields)
        assert warm["usage"]["prompt_tokens_details"]["cached_tokens"] == warm["usage"]["prompt_tokens"] - 1
    assert len(files(tmp_path)) == 2, "the session's"


@pytest.mark.parametrize("kv_dtype", ["float32", "bfloat16", "int8"])
def test_what_is_restored_is_bit_for_bit_what_is_computed(tmp_path, start_server, tiny_checkpoint, kv_dtype):
    options = {"dtype": "float32", "quantization": "none", "kv_dtype": kv_dtype, "kv_memory_bytes": 2**21}
    first, second = WORDS * 3, "What did she do then?"

    def serving():
        return start_server(
            tmp_path / "data",
            str(tiny_checkpoint),
            served_names=("tiny",),
            disk_kv_dir=tmp_path / "kv",
            kv_restore="always",
            **options,
        )

    with serving() as server, contextlib.closing(server.http) as http:
        reply = text_of(chat(http, first))
    with serving() as server, contextlib.closing(server.http) as http:
        restored = chat(http, first, reply, second)
        assert restored["usage"]["tenure:restored"]["tokens"] >= 256
    (tmp_path / "kv").rename(tmp_path / "away")
    with serving() as server, contextlib.closing(server.http) as http:
        computed = chat(http, first, reply, second)
        assert computed["usage"]["prompt_tokens_details"]["cached_tokens"] == 0
    assert said(restored) == said(computed)


def test_sealed_kv_is_read_with_its_key_and_computed_without(tmp_path, start_server):
    keys = tmp_path / "keys"
    keys.write_text(base64.b64encode(bytes(range(32))).decode())

    def serving(**options):
        return start_server(
            tmp_path / "data", "toy", disk_kv_dir=tmp_path / "kv", kv_restore="always", **options
        )

    with serving(kv_key_file=keys) as server, contextlib.closing(server.http) as http:
        first = chat(http, WORDS)
        wait_until_written(http, -(-(first["usage"]["total_tokens"] - 1) // 32))
    with serving(kv_key_file=keys) as server, contextlib.closing(server.http) as http:
        second = chat(http, WORDS, text_of(first), "And then?")
        assert second["usage"]["tenure:restored"]["tier"] == "disk"
        assert second["usage"]["prompt_tokens_details"]["cached_tokens"] == first["usage"]["total_tokens"] - 1
    with serving() as server, contextlib.closing(server.http) as http:
        again = chat(http, WORDS, text_of(first), "And then?")
        assert again["usage"]["prompt_tokens_details"]["cached_tokens"] == 0
        assert metric(http, 'kv_refused_blocks_total{model_name="toy",reason="key"}') >= 2
    assert said(again) == said(second)


def test_without_a_directory_and_with_no_room_nothing_is_written(tmp_path, start_server):
    for number, options in enumerate(({}, {"disk_kv_dir": tmp_path / "kv", "max_disk_kv_bytes": 0})):
        data_dir = tmp_path / str(number)
        with start_server(data_dir, "toy", **options) as server, contextlib.closing(server.http) as http:
            chat(http, WORDS)
            assert chat(http, WORDS, "a", "b")["usage"]["tenure:restored"]["tier"] == "device"
            assert metric(http, "kv_written_blocks_total") == 0
    assert not (tmp_path / "kv").exists()


def files(tmp_path: Path) -> list[Path]:
    return [path for path in (tmp_path / "kv").rglob("*") if path.is_file()]


def test_what_is_not_stored_or_was_deleted_is_in_no_file(tmp_path, start_server):
    options = {"disk_kv_dir": tmp_path / "kv"}
    with start_server(tmp_path / "data", "toy", **options) as server, contextlib.closing(server.http) as http:
        chat(http, WORDS, session_id=None, store=False)
        server.sdk.responses.create(model="toy", input=WORDS, max_output_tokens=16, store=False)
        num_tokens = chat(http, WORDS * 2, session_id="s")["usage"]["total_tokens"]
        wait_until_written(http, -(-(num_tokens - 1) // 32))
        assert len(files(tmp_path)) == 2, "what belongs to a session is found: the test can see"
        assert http.delete("/v1/sessions/s").status_code == 200
        response = server.sdk.responses.create(model="toy", input=WORDS * 2, max_output_tokens=16)
        wait_until_written(http, 10)
        server.sdk.responses.delete(response.id)
    assert files(tmp_path) == []


def test_a_turn_whose_session_is_deleted_meanwhile_leaves_no_file(tmp_path, start_server):
    options = {"disk_kv_dir": tmp_path / "kv"}
    with start_server(tmp_path / "data", "toy", **options) as server, contextlib.closing(server.http) as http:
        with server.sdk.chat.completions.create(
            model="toy",
            messages=[{"role": "user", "content": WORDS}],
            max_tokens=7000,  # more than it can make before the session is deleted
            stream=True,
            extra_body={"session_id": "s", "ignore_eos": True},
        ) as stream:
            next(iter(stream))
            assert http.delete("/v1/sessions/s").status_code == 200
            with pytest.raises(openai.APIError):
                list(stream)
        chat(http, WORDS, session_id="t")
    assert len(files(tmp_path)) == 2, "those of the other session"


def in_tiers(http: httpx.Client) -> dict[str, tuple[str | None, int]]:
    residency = http.get("/v1/sessions/s/state").json()["residency"]
    return {one["tier"]: (one["replica"], one["num_blocks"]) for one in residency}


def test_the_state_names_each_tier_that_has_the_blocks(tmp_path, start_server):
    options = {
        "host_kv_dir": tmp_path / "host",
        "disk_kv_dir": tmp_path / "kv",
        "object_kv_url": f"file://{tmp_path / 'objects'}",
    }
    with start_server(tmp_path / "data", "toy", **options) as server, contextlib.closing(server.http) as http:
        num_blocks = (chat(http, WORDS * 2)["usage"]["total_tokens"] - 1) // 32
        while (there := in_tiers(http))["object"][1] < num_blocks:
            time.sleep(0.05)
        here = ("local", num_blocks + 1)  # on the device with the last, which is not full
        assert there == {
            "device": here,
            "host": ("local", num_blocks),
            "disk": ("local", 0),
            "object": (None, num_blocks),
        }
        # What another branch begins with too is counted once, though neither has it of the other.
        num_others = (chat(http, WORDS * 2 + "Or not?")["usage"]["total_tokens"] - 1) // 32
        while num_stored(http) < num_blocks + num_others:
            time.sleep(0.05)
        assert num_others < in_tiers(http)["host"][1] < num_blocks + num_others


def num_stored(http: httpx.Client) -> int:
    branches = http.get("/v1/sessions/s/state").json()["branches"]
    return sum(branch["kv"]["num_stored_blocks"] for branch in branches)


def test_what_a_sessions_kv_has_taken_is_in_its_usage_its_state_and_the_metrics(tmp_path, start_server):
    options = {"disk_kv_dir": tmp_path / "kv", "kv_restore": "always"}
    with start_server(tmp_path / "data", "toy", **options) as server, contextlib.closing(server.http) as http:
        first = chat(http, WORDS)
        assert first["usage"]["tenure:kv"]["restored_bytes"] == 0
        num_computed = first["usage"]["total_tokens"] - 1
        wait_until_written(http, -(-num_computed // 32))
        time.sleep(0.1)  # it holds them so long, at least
        assert http.post("/v1/sessions/s/state:offload").status_code == 200
        second = chat(http, WORDS, text_of(first), "And then?")
        usage, restored = second["usage"]["tenure:kv"], second["usage"]["tenure:restored"]
        assert restored["bytes"] == usage["restored_bytes"] > 0
        assert usage["recomputed_tokens"] == 0
        assert set(usage["byte_seconds"]) == {"device", "disk"}
        num_bytes = restored["bytes"]
        assert all(held >= num_bytes * 0.1 for held in usage["byte_seconds"].values())
        assert http.post("/v1/sessions/s/state:drop").status_code == 200
        third = chat(http, WORDS, text_of(first), "And then?", text_of(second), "And why?")
        lost = third["usage"]["tenure:cold"]
        assert third["usage"]["tenure:kv"]["recomputed_tokens"] == lost["expected_tokens"] > num_computed
        turns = [answer["usage"]["tenure:kv"] for answer in (first, second, third)]
        in_all = http.get("/v1/sessions/s/state").json()["kv_usage"]
        for name in ("restored_bytes", "recomputed_tokens"):
            assert in_all[name] == sum(turn[name] for turn in turns)
            tenants = metric(http, f'kv_tenant_{name}_total{{model_name="toy",tenant="default"}}')
            assert tenants == in_all[name]
        for tier, held in in_all["byte_seconds"].items():
            assert abs(held - sum(turn["byte_seconds"].get(tier, 0) for turn in turns)) <= len(turns)
            of_tenant = f'kv_byte_seconds_total{{model_name="toy",tenant="default",tier="{tier}"}}'
            assert metric(http, of_tenant) >= held - len(turns)


def test_what_kv_has_taken_goes_on_over_a_restart(tmp_path, start_server):
    options = {"disk_kv_dir": tmp_path / "kv", "kv_restore": "always"}
    of_tenant = 'kv_byte_seconds_total{model_name="toy",tenant="default",tier="disk"}'
    with start_server(tmp_path / "data", "toy", **options) as server, contextlib.closing(server.http) as http:
        first = chat(http, WORDS)
        num_computed = first["usage"]["total_tokens"] - 1
        wait_until_written(http, -(-num_computed // 32))
        time.sleep(0.2)
        residency = http.get("/v1/sessions/s/state").json()["residency"]
        of_tier = {one["tier"]: one["num_bytes"] for one in residency}
        assert http.post("/v1/sessions/s/state:drop").status_code == 200
        second = chat(http, WORDS, text_of(first), "And then?")
        wait_until_written(http, 2 * -(-num_computed // 32))
        time.sleep(0.2)
        assert metric(http, of_tenant) > 0
    before = second["usage"]["tenure:kv"]
    with start_server(tmp_path / "data", "toy", **options) as server, contextlib.closing(server.http) as http:
        held_before = metric(http, of_tenant)
        assert held_before > 0.2 * of_tier["disk"], "a tenant's goes on"
        recomputed = 'kv_tenant_recomputed_tokens_total{model_name="toy",tenant="default"}'
        assert metric(http, recomputed) == before["recomputed_tokens"] > 0
        third = chat(http, WORDS, text_of(first), "And then?", text_of(second), "And why?")
        usage = third["usage"]["tenure:kv"]
        assert third["usage"]["tenure:restored"]["tier"] == "disk"
        assert usage["partial"] is False, "the server before has told all that it held"
        assert usage["byte_seconds"]["device"] >= 0.2 * of_tier["device"]
        assert usage["byte_seconds"]["disk"] >= 0.2 * of_tier["disk"]
        in_all = http.get("/v1/sessions/s/state").json()["kv_usage"]
        turns = [answer["usage"]["tenure:kv"] for answer in (first, second, third)]
        assert in_all["restored_bytes"] == sum(turn["restored_bytes"] for turn in turns)
        assert in_all["recomputed_tokens"] == sum(turn["recomputed_tokens"] for turn in turns)
        assert in_all["partial"] is False
        assert metric(http, of_tenant) >= held_before
