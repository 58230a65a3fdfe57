"""Benchmarks of the log, of recovery and of the API run, at tiny sizes, and say how they were made."""

from __future__ import annotations

import json

import pytest

from benchmarks import (
    bench_adapters,
    bench_dialects,
    bench_forks,
    bench_grammar,
    bench_log,
    bench_replay,
    bench_resume,
    bench_retries,
    bench_stored_sessions,
    chaos,
)
from benchmarks.forked_command import ForkedServer


@pytest.fixture(autouse=True)
def _loaded(monkeypatch):
    for module in (chaos, bench_dialects):
        monkeypatch.setattr(module, "ServerProcess", ForkedServer)


@pytest.mark.parametrize(
    ("main", "options", "keys"),
    [
        (bench_log.main, ["--turns", "64", "--steps", "2"], {"turn", "full"}),
        pytest.param(
            bench_resume.main,
            ["--model", "toy", "--rounds", "1", "--after", "50", "--tokens", "3000"],
            {"total", "restart", "load", "claim", "recompute", "rounds_ms"},
            marks=pytest.mark.slow,
        ),
        (
            bench_replay.main,
            ["--tokens", "200", "--readers", "2", "--rounds", "2"],
            {"num_events", "num_bytes", "by_readers", "the_last_event_alone"},
        ),
        (bench_stored_sessions.main, ["--sessions", "40", "--rounds", "3"], {"40"}),
        (bench_forks.main, ["--model", "toy", "--tokens", "300", "--forks", "3"], {"toy"}),
        (bench_retries.main, ["--model", "toy", "--tokens", "300"], {"toy"}),
        (bench_dialects.main, ["--rounds", "2"], {"dialects", "ratio_to_chat"}),
        (bench_grammar.main, ["--texts", "1", "--max-tokens", "20"], set(bench_grammar.SCHEMAS)),
        pytest.param(
            bench_adapters.main, ["--seconds", "0.1"], set(bench_adapters.STEPS), marks=pytest.mark.slow
        ),
    ],
    ids=["log", "resume", "replay", "stored sessions", "forks", "retries", "dialects", "grammar", "adapters"],
)
def test_a_benchmark_writes_its_result(tmp_path, capsys, main, options, keys):
    output = tmp_path / "result.json"
    assert main([*options, "--output", str(output)]) == 0
    result = json.loads(output.read_text())
    assert set(result["results"]) == keys
    assert {"command", "commit", "machine"} <= set(result)
    assert json.loads(capsys.readouterr().out)["results"] == result["results"]
