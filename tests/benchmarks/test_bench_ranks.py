"""The same steps in one process and over two: both are timed, and the ratio is theirs."""

import json
from pathlib import Path

import pytest

from benchmarks import bench_ranks, synthetic_checkpoint

SIZES = ["--hidden", "64", "--layers", "2", "--heads", "2", "--kv-heads", "1", "--head-dim", "32"]
SIZES += ["--intermediate", "128", "--vocab", "300", "--max-positions", "1024"]


@pytest.mark.slow  # each collective of two ranks waits for a busy machine
def test_each_step_has_both_times_and_their_ratio(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # Shards are kept there; the kernels, too, so that this one is torch's.
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("TENURE_KERNEL_ISA", "torch")
    checkpoint, output = tmp_path / "tiny", tmp_path / "ranks.json"
    assert synthetic_checkpoint.main([str(checkpoint), *SIZES]) == 0
    options = ["--dtype", "float32", "--threads", "2", "--passes", "1", "--patience", "0"]
    assert bench_ranks.main([str(checkpoint), *options, "--output", str(output)]) == 0
    result = json.loads(output.read_text())
    assert [row["step"] for row in result["steps"]] == list(bench_ranks.STEPS)
    for row in result["steps"]:
        assert row["ratio"] == pytest.approx(row["ranks_ms"] / row["one_process_ms"], rel=0.02)
    assert result["numerics"]["ranks"].endswith("/tp 2")
    assert "512 new tokens" in capsys.readouterr().out
