"""The script for an accelerator, on this CPU: it runs, and what it compares is the same."""

import json

from benchmarks import bench_accelerator, synthetic_checkpoint

MODEL = ["--hidden", "64", "--layers", "2", "--heads", "4", "--vocab", "300", "--max-positions", "1024"]


def test_the_script_runs_without_an_accelerator(tmp_path, capsys):
    model = tmp_path / "model"
    assert synthetic_checkpoint.main([str(model), *MODEL]) == 0
    capsys.readouterr()
    output = tmp_path / "accelerator.json"
    sizes = ["--max-model-len", "96", "--tokens", "6", "--prefill", "40", "--output", str(output)]
    on_cpu = ["--device", "cpu", "--backend", "eager"]
    assert bench_accelerator.main([str(model), *on_cpu, *sizes]) == 0
    result = json.loads(output.read_text())
    assert result["same replies as on the CPU"] == dict.fromkeys(bench_accelerator.SAMPLING, "8 of 8")
    assert result["KV by block"]["is_the_same"]
    assert set(result["speed"]) == {
        "decode, 1 sequences, tokens/s",
        "decode, 8 sequences, tokens/s",
        "prompt of 40, tokens/s",
    }
    assert json.loads(capsys.readouterr().out) == result
