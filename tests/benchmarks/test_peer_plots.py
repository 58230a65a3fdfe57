"""Plots of a comparison: what is drawn, and that the same result gives the same file."""

import json

import pytest
import typer
from typer.testing import CliRunner

from benchmarks.peer_plots import main, returning_turns, throughput, ttft_by_turn


def returning(name, *p50_ms):
    turns = [{"turn": n, "ttft_ms": {"p50": p50}} for n, p50 in enumerate(p50_ms, start=1)]
    return {"name": name, "workload": "returning-8", "result": {"by_turn": turns}}


def prefill(name, rate):
    return {"name": name, "workload": "prefill-512", "result": {"tokens_per_s": rate}}


@pytest.fixture
def result():
    names = ["tenure-q4_1", "vllm-bf16"]
    measured = [
        returning(names[0], 100.0, 90.0),
        returning(names[0], 120.0, 70.0),
        returning(names[1], 300.0, 400.0),
        {"name": names[1], "workload": "returning-8", "result": {"error": "it ended"}},
        prefill(names[0], 4000.0),
        prefill(names[1], 3000.0),
    ]
    return {"servers": dict.fromkeys(names), "measured": measured}


def test_a_point_is_the_median_over_the_rounds_that_did_not_fail(result):
    assert ttft_by_turn(result, "tenure-q4_1", "returning-8") == {1: 110.0, 2: 80.0}
    assert ttft_by_turn(result, "vllm-bf16", "returning-8") == {1: 300.0, 2: 400.0}


def test_each_number_of_sessions_that_was_measured_has_a_panel_with_a_line_per_server(result):
    (panel,) = returning_turns(result).axes
    assert panel.get_title() == "8 at once"
    assert [list(line.get_ydata()) for line in panel.lines] == [[110.0, 80.0], [300.0, 400.0]]


def test_each_job_has_a_panel_with_a_bar_per_server(result):
    (panel,) = throughput(result).axes
    assert [bar.get_width() for bar in panel.patches] == [4000.0, 3000.0]


def test_the_same_result_gives_the_same_files(result, tmp_path):
    run = tmp_path / "peers.json"
    run.write_text(json.dumps(result))
    written = []
    for _ in range(2):
        app = typer.Typer()
        app.command()(main)
        assert CliRunner().invoke(app, [str(run)]).exit_code == 0
        written.append([file.read_bytes() for file in sorted(tmp_path.glob("*.svg"))])
    assert len(written[0]) == 2
    assert written[0] == written[1]
