"""Sessions leave one server and go on at another: over HTTP, and with the command line."""

import json
import tarfile

import pytest

from serving.cli.app import run
from serving.config import NeuronConfig


def chat(http, session, *contents, **fields):
    messages = [
        {"role": ("user", "assistant")[index % 2], "content": content}
        for index, content in enumerate(contents)
    ]
    body = {"messages": messages, "session_id": session, "max_tokens": 16, "temperature": 0, **fields}
    answer = http.post("/v1/chat/completions", json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()


def text_of(answer):
    return answer["choices"][0]["message"]["content"]


def export(http, session, *, kv):
    answer = http.get(f"/v1/sessions/{session}/export", params={"kv": kv})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/x-tar"
    return answer.content


def load(http, packed, **query):
    return http.post("/v1/sessions/import", content=packed, params=query)


def move_and_continue(here, there):
    """Two turns here, the third there; returns what was imported, and the third turn at both."""
    question = "What is a KV cache? Say it in one sentence."
    with here.http as http:
        first = text_of(chat(http, "moved", question))
        second = text_of(chat(http, "moved", question, first, "And why?"))
        packed = export(http, "moved", kv=True)
        expected = chat(http, "moved", question, first, "And why?", second, "Thanks.")
    with there.http as http:
        report = load(http, packed).json()
        shown = http.get("/v1/sessions/moved").json()
        answer = chat(http, "moved", question, first, "And why?", second, "Thanks.")
    return report, shown, expected, answer


def cached(answer):
    return answer["usage"]["prompt_tokens_details"]["cached_tokens"]


def test_smollm2_goes_on_where_it_was(start_server, smollm2, tmp_path):
    with start_server(tmp_path, "smollm2-135m", kv_memory_bytes=1 << 28) as there:
        report, shown, expected, answer = move_and_continue(smollm2, there)
    assert report["notes"] == []
    assert report["num_kv_tokens"] >= report["num_tokens"] - 1
    assert shown["branches"][0]["kv"]["state"] == "resident"
    assert text_of(answer) == text_of(expected)
    assert cached(answer) == cached(expected) >= answer["session"]["matched_tokens"] - 1
    assert "tenure:cold" not in answer["usage"]


@pytest.mark.slow
def test_int8_kv_has_its_scales_and_other_formats_do_not_take_it(start_server, smollm2, tmp_path):
    int8 = {"kv_dtype": "int8", "kv_memory_bytes": 1 << 28}
    with start_server(tmp_path / "a", "smollm2-135m", **int8) as here:
        with start_server(tmp_path / "b", "smollm2-135m", **int8) as there:
            report, _, expected, answer = move_and_continue(here, there)
        assert report["num_kv_tokens"] >= report["num_tokens"] - 1
        assert text_of(answer) == text_of(expected)
        assert cached(answer) == cached(expected)
        with here.http as http:
            packed = export(http, "moved", kv=True)
    with smollm2.http as http:
        report = load(http, packed, session_id="from-int8").json()
        assert (report["num_kv_tokens"], len(report["notes"])) == (0, 1)
        assert "in another format" in report["notes"][0]


@pytest.mark.slow
def test_a_session_of_the_cpu_goes_on_at_the_emulation_of_neuron_and_comes_back(
    start_server, tiny_checkpoint, tmp_path
):
    options = {"dtype": "float32", "max_num_seqs": 2, "kv_memory_bytes": 1 << 21}
    neuron = {**options, "neuron": NeuronConfig(emulate=True, cache_dir=tmp_path / "cache")}
    with start_server(tmp_path / "cpu", str(tiny_checkpoint), **options) as cpu:
        with start_server(tmp_path / "neuron", str(tiny_checkpoint), **neuron) as emulation:
            report, shown, expected, answer = move_and_continue(cpu, emulation)
            # The same weights and format, but not the same arithmetic: the tokens are the truth.
            assert report["num_kv_tokens"] == 0
            assert "neuron-emulation" in report["notes"][0]
            assert shown["state"] == "cold"
            assert answer["usage"]["tenure:cold"]["reason"] == "imported"
            assert answer["session"]["matched_tokens"] == expected["session"]["matched_tokens"]
            assert text_of(answer) == text_of(expected)
            with emulation.http as http:
                packed = export(http, "moved", kv=True)
            second = start_server(tmp_path / "second", str(tiny_checkpoint), **neuron)
            with second as other, other.http as http:
                report = load(http, packed).json()
                assert report["notes"] == []
                assert report["num_kv_tokens"] >= report["num_tokens"] - 1
        with cpu.http as http:
            report = load(http, packed, session_id="back").json()
            assert len(report["notes"]) == 1


def test_a_chain_of_responses_and_a_conversation_go_on_elsewhere(start_server, toy, tmp_path):
    first = toy.sdk.responses.create(model="toy", input="one", max_output_tokens=16)
    second = toy.sdk.responses.create(
        model="toy", input="two", max_output_tokens=16, previous_response_id=first.id
    )
    conversation = toy.sdk.conversations.create(metadata={"topic": "cats"}).id
    toy.sdk.responses.create(model="toy", input="three", max_output_tokens=16, conversation=conversation)
    with toy.http as http:
        packed = [export(http, session, kv=True) for session in (first.id, conversation)]
    with start_server(tmp_path, "toy") as there:
        with there.http as http:
            reports = [load(http, file).json() for file in packed]
            assert [report["num_responses"] for report in reports] == [2, 1]
            assert load(http, packed[0]).status_code == 409
        sdk = there.sdk
        assert sdk.responses.retrieve(second.id).output_text == second.output_text
        third = sdk.responses.create(
            model="toy", input="three", max_output_tokens=16, previous_response_id=second.id
        )
        at_home = toy.sdk.responses.create(
            model="toy", input="three", max_output_tokens=16, previous_response_id=second.id
        )
        assert third.usage.input_tokens == at_home.usage.input_tokens
        assert third.usage.input_tokens_details.cached_tokens == second.usage.total_tokens - 1
        assert sdk.conversations.retrieve(conversation).metadata == {"topic": "cats"}
        items = list(sdk.conversations.items.list(conversation, order="asc"))
        assert [item.role for item in items] == ["user", "assistant"]
        more = sdk.responses.create(
            model="toy", input="four", max_output_tokens=16, conversation=conversation
        )
        assert more.usage.input_tokens_details.cached_tokens > 0
        assert len(list(sdk.conversations.items.list(conversation))) == 4


def test_a_copy_of_a_chain_has_ids_of_its_own(toy):
    first = toy.sdk.responses.create(model="toy", input="one", max_output_tokens=16)
    second = toy.sdk.responses.create(
        model="toy", input="two", max_output_tokens=16, previous_response_id=first.id
    )
    with toy.http as http:
        report = load(http, export(http, first.id, kv=False), session_id="copied-chain").json()
    assert set(report["renamed"]) == {first.id, second.id}
    copy = toy.sdk.responses.retrieve(report["renamed"][second.id])
    assert copy.previous_response_id == report["renamed"][first.id]
    assert copy.output_text == second.output_text


def test_what_is_wrong_with_a_file_is_said(toy):
    with toy.http as http:
        chat(http, "said", "one")
        packed = export(http, "said", kv=False)
        taken = load(http, packed)
        assert (taken.status_code, taken.json()["error"]["code"]) == (409, "already_exists")
        broken = load(http, packed[:2000])
        assert (broken.status_code, broken.json()["error"]["code"]) == (400, "invalid_archive")
        missing = http.get("/v1/sessions/nobody/export")
        assert (missing.status_code, missing.json()["error"]["code"]) == (404, "session_not_found")
        empty = load(http, b"")
        assert (empty.status_code, empty.json()["error"]["code"]) == (400, "invalid_archive")


@pytest.fixture
def moved_dir(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_command_line_lists_shows_exports_imports_and_deletes(toy, moved_dir, capsys):
    with toy.http as http:
        reply = text_of(chat(http, "cli/one", "one"))
    at = ["--url", toy.url]
    assert run(["sessions", "list", *at, "--json", "--limit", "1"]) == 0
    assert [session["id"] for session in json.loads(capsys.readouterr().out)] == ["cli/one"]
    assert run(["sessions", "list", *at]) == 0
    assert "cli/one" in capsys.readouterr().out
    assert run(["sessions", "show", "cli/one", *at]) == 0
    shown = capsys.readouterr().out
    assert "sampled" in shown
    assert "resident" in shown
    assert run(["sessions", "export", "cli/one", "--kv", *at]) == 0
    file = moved_dir / "cli_one.tar"
    assert f"{file.stat().st_size:,} bytes in cli_one.tar" in capsys.readouterr().out
    with tarfile.open(file) as tar:
        assert "kv.safetensors" in tar.getnames()
    assert run(["sessions", "import", str(file), *at]) == 1
    assert "Give the session another id" in capsys.readouterr().err
    assert run(["sessions", "import", str(file), "--new-id", "cli-two", *at, "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    with toy.http as http:
        answer = chat(http, "cli-two", "one", reply, "two")
        assert cached(answer) == report["num_kv_tokens"]
    assert run(["sessions", "delete", "cli-two", *at]) == 0
    assert run(["sessions", "show", "cli-two", *at]) == 1
    assert "There is no session `cli-two`" in capsys.readouterr().err


def test_an_export_that_fails_leaves_no_file(toy, moved_dir, capsys):
    assert run(["sessions", "export", "nobody", "--url", toy.url]) == 1
    assert run(["sessions", "export", "nobody", "--url", "http://127.0.0.1:9"]) == 1
    assert "No server answers" in capsys.readouterr().err
    assert list(moved_dir.iterdir()) == []
