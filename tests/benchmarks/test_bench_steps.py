"""From a checkpoint to a fit, and from a fit to predictions beside what a server did."""

import json
from pathlib import Path

import pytest

from benchmarks import bench_steps, check_plan, fit_steps, plan_tables, synthetic_checkpoint
from serving.planning import fitted
from serving.planning.host_cost import HostCost
from serving.planning.measure import MeasuredStep

SIZES = ["--hidden", "64", "--layers", "2", "--heads", "2", "--kv-heads", "1", "--head-dim", "32"]
SIZES += ["--intermediate", "128", "--vocab", "300", "--max-positions", "2200"]


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("checkpoint") / "tiny"
    assert synthetic_checkpoint.main([str(directory), *SIZES]) == 0
    return directory


@pytest.fixture(scope="module")
def steps(checkpoint: Path) -> Path:
    output = checkpoint.parent / "steps.json"
    arguments = [
        str(checkpoint),
        "--label",
        "tiny",
        "--dtype",
        "float32",
        "--quick",
        "--passes",
        "1",
        "--patience",
        "0",
    ]
    assert (
        bench_steps.main([*arguments, "--threads", "1", "--kv-memory", "200MB", "--output", str(output)]) == 0
    )
    return output


def test_a_result_says_what_was_measured_and_where(steps: Path) -> None:
    result = json.loads(steps.read_text())
    assert result["weight_format"] == result["kv_format"] == "float32"
    assert result["config"]["num_hidden_layers"] == 2
    assert result["command"].startswith("python -m benchmarks.bench_steps")
    assert result["machine"]["num_cores"] >= 1
    assert len(result["steps"]) > 15
    assert all(MeasuredStep.from_json(step).seconds > 0 for step in result["steps"])


def test_a_fit_of_the_result_has_the_hosts_cost_in_it(steps: Path) -> None:
    fit = fit_steps.fit_format([json.loads(steps.read_text())], HostCost(turn_s=1.0))
    assert fit.host.turn_s == 1.0
    assert fit.host.step_s > 0
    assert fit.error.num > 3
    assert (fit.step_model.coefficients() >= 0).all()


def test_a_fit_that_was_made_where_there_is_no_git_says_so(steps: Path) -> None:
    result = json.loads(steps.read_text()) | {"commit": None}
    assert fit_steps.fit_format([result], HostCost()).made_by.endswith("no commit known")


def test_the_page_of_errors_has_a_line_for_each_shipped_fit() -> None:
    lines = plan_tables.page().splitlines()
    for fit in fitted.shipped():
        assert any(line.startswith(f"| {fit.weight_format} | {fit.kv_format} | held out |") for line in lines)


def test_predictions_are_set_beside_what_a_server_did(steps: Path, checkpoint: Path, tmp_path: Path) -> None:
    turn = {"ttft_ms": {"p50": 20.0}}
    served = {
        "label": "x",
        "command": "python -m benchmarks.bench_serving",
        "commit": "0" * 40,
        "settings": {"decode_tokens": 16, "turn_tokens": 8},
        "workloads": {
            "decode": [
                {
                    "concurrency": 2,
                    "prompt_tokens": 40.0,
                    "tokens_per_s": 100.0,
                    **turn,
                    "itl_ms": {"p50": 5.0},
                }
            ],
            "agent": {
                "num_sessions": 2,
                "num_turns": 4,
                "concurrency": 1,
                "tokens_per_s": 50.0,
                "by_turn": [{"prompt_tokens": 30.0 + 58 * number, **turn} for number in range(4)],
                "all_turns": {"itl_ms": {"p50": 5.0}},
            },
        },
    }
    source, output = tmp_path / "serving.json", tmp_path / "plan.json"
    source.write_text(json.dumps(served))
    formats = ["--dtype", "float32", "--model", str(checkpoint)]
    assert check_plan.main([str(source), *formats, "--steps", str(steps), "--output", str(output)]) == 0
    rows = json.loads(output.read_text())["rows"]
    assert [row["number"] for row in rows[:3]] == ["tokens/s", "TTFT p50, ms", "ITL p50, ms"]
    assert rows[0]["error"] == pytest.approx(rows[0]["predicted"] / 100 - 1, abs=1e-3)
    assert len(rows) == 3 + 5
