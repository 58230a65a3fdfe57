"""The first minute of a real server, at tiny sizes, and the table of a result."""

import json

import pytest
from typer.testing import CliRunner

from benchmarks.bench_first_minute import app, build_s
from benchmarks.bench_first_minute import markdown as markdown_of
from kernels.parts import CORE


def start(first_token_s, others_share=0.0):
    return {"ready_s": 1.0, "first_token_s": first_token_s, "cpu_s": 3.0, "others_share": others_share}


def server(isa, *starts, **more):
    memory = {
        when: {"rss_bytes": mib << 20}
        for when, mib in (("start", 200), ("one_request", 201), ("sessions", 1500))
    }
    return {
        "instruction_set": isa,
        "starts": list(starts),
        **more,
        "memory": memory,
        "session_tokens": [236.0, 64.0],
        "idle_cpu_s_per_minute": 0.25,
    }


def test_the_table_has_a_column_for_each_server_that_was_measured():
    machine = {"cpu_model": "A CPU", "num_usable_cores": 2, "cpu_flags": ["avx2"]}
    servers = {
        "tenure-q4_1": server("avx2", start(2.0), start(9.0, 0.6), start(2.4), first_starts=[start(6.0)]),
        "llama.cpp-q4_1": server(None, start(1.0)),
        "openvino-int8": {"error": "it ended"},
    }
    text = markdown_of(
        {
            "model": "smollm2-135m",
            "machine": machine,
            "sizes": {"num_sessions": 32},
            "servers": servers,
            "build_s": {"avx2": {"first_start": 3.0, "all": 71.24}},
        }
    )
    assert text.startswith("smollm2-135m. A CPU, 2 cores (avx2). Tenure's kernels: avx2.")
    assert "|  | tenure-q4_1 | llama.cpp-q4_1 |" in text
    assert "| first token of a first start, s | 6 | - |" in text
    assert "| first token of a warm start, s | 2.40 | 1 |" in text
    assert "| memory after 32 sessions of 300 tokens, MiB | 1,500 | 1,500 |" in text
    assert "| processor time of an idle minute, s | 0.25 | 0.25 |" in text
    assert "| avx2 | 3.0 | 71.2 |" in text
    assert "- tenure-q4_1, start 2: others took 60%." in text


@pytest.mark.slow
@pytest.mark.timeout(600)  # two starts of a real model, beside other tests
def test_tenure_is_measured_from_its_start_to_its_idle_minute(tmp_path):
    out = tmp_path / "first"
    options = ["--quick", "--peers", "tenure-q4_1", "--out", str(out), "--work-dir", str(tmp_path / "work")]
    done = CliRunner().invoke(app, options, catch_exceptions=False)
    assert done.exit_code == 0
    result = json.loads(out.with_suffix(".json").read_text())
    measured = result["servers"]["tenure-q4_1"]
    (only,) = measured["starts"]
    assert len(measured["first_starts"]) == 1
    assert 0 < only["ready_s"] < only["first_token_s"]
    assert {state: usage["rss_bytes"] > 0 for state, usage in measured["memory"].items()} == dict.fromkeys(
        ("start", "one_request", "sessions"), True
    )
    assert measured["session_tokens"][1] == 4
    assert measured["idle_cpu_s_per_minute"] >= 0
    assert str(tmp_path) not in measured["shell"]
    assert (result["build_s"], result["model"]) == ({}, "smollm2-135m")
    assert out.with_suffix(".md").read_text() in done.output


@pytest.mark.slow
def test_kernels_are_compiled_anew_for_each_measurement(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert build_s("scalar", [CORE]) > 0
    assert list(tmp_path.iterdir()) == []  # nothing of it stays
