"""The whole script without a chip, and what it refuses."""

import json
import re

import pytest

from benchmarks.forked_command import ForkedServer
from benchmarks.trn import __main__ as command
from benchmarks.trn import stages
from benchmarks.trn.__main__ import main
from benchmarks.trn.kernels import run_kernels
from benchmarks.trn.options import parse_arguments
from benchmarks.trn.report import page
from benchmarks.trn.stages import passed
from kernels.neuron.switches import NeuronKernels

KERNELS = {"rms_norm", "rotary", "kv_write", "swiglu_mlp", "extend_attention", "decode_attention", "top_k"}


def here(function, *arguments, **options):
    """In place of a process: no core is taken, so that none must give one back."""
    return function(*arguments, **options)


@pytest.fixture(scope="module")
def emulated(tmp_path_factory):
    """The result of `python -m benchmarks.trn --emulate --tp 2`, its Markdown, and the exit code."""
    directory = tmp_path_factory.mktemp("trn")
    arguments = ["--emulate", "--output-dir", str(directory / "results")]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stages, "in_own_process", here)
        patch.setattr(stages, "ServerProcess", ForkedServer)
        code = main([*arguments, "--compile-cache", str(directory / "graphs")])
    result = json.loads((directory / "results" / "trn-emulation.json").read_text())
    return result, (directory / "results" / "trn-emulation.md").read_text(), code


def test_every_part_runs_and_passes_without_a_chip(emulated):
    result, _, code = emulated
    assert code == 0
    assert passed(result)
    assert result["settings"]["tp"] == 2
    assert result["compile"]["num_compiled"] == result["compile"]["num_graphs"] > 2
    assert result["server"]["start_s"] > 0


def test_the_emulated_cores_compute_what_the_cpu_does(emulated):
    numerics = emulated[0]["numerics"]
    assert numerics["num_tokens"] > 300
    assert numerics["max_error"] < 1e-3
    assert numerics["same_replies"] == 1.0


def test_every_workload_gives_its_numbers(emulated):
    workloads = emulated[0]["serving"]["workloads"]
    assert [row["concurrency"] for row in workloads["decode"]] == [1, 2]
    assert all(row["tokens_per_s"] > 0 for row in (*workloads["prefill"], *workloads["decode"]))
    first, second = workloads["agent"]["by_turn"]
    assert first["cached_tokens"] < second["cached_tokens"], "the second turn found the first one's KV"


def test_every_kernel_is_right_in_the_shim_and_none_is_timed(emulated):
    rows = emulated[0]["kernels"]["kernels"]
    assert {row["kernel"] for row in rows} == KERNELS
    assert all(row["is_ok"] and row["call_us"] is None for row in rows)


def test_the_report_says_that_it_is_an_emulation_before_any_number(emulated):
    report = emulated[1]
    assert report.index("This is an emulation on a CPU") < re.search(r"\d", report).start()
    assert "they mean nothing" in report
    assert "neuron-monitor is not installed" in report


def test_the_report_has_what_was_computed_and_published_beside_it(emulated):
    result, report, _ = emulated
    assert "Not measured" in report
    assert "Llama-3-8B" in report
    assert {row["concurrency"] for row in result["roofline"]["decode"]} == {1, 2}
    assert all(row["source"] for row in result["published"])


def test_a_failed_stage_is_named_and_fails_the_run(emulated):
    result = emulated[0] | {"numerics": {"error": "the server answered 500: out of device memory"}}
    assert not passed(result)
    assert "**Failed**: the server answered 500: out of device memory" in page(result)


def test_numbers_that_are_too_far_off_fail_the_run(emulated):
    result = emulated[0]
    numerics = result["numerics"] | {"is_ok": False, "mean_error": 2.5}
    assert not passed(result | {"numerics": numerics})
    assert "**Past** the limit" in page(result | {"numerics": numerics})


def test_a_model_that_cannot_be_compiled_ends_in_a_report_that_says_why(tmp_path, monkeypatch):
    """Without weights there is no server either: what needs the graphs is not run."""
    for module in (command, stages):
        monkeypatch.setattr(module, "in_own_process", here)
    monkeypatch.setattr(stages, "run_kernels", lambda family, *, emulate: {"not_run": "not asked for"})
    arguments = [str(tmp_path / "nothing"), "--emulate", "--output-dir", str(tmp_path)]
    assert main(arguments) == 1
    result = json.loads((tmp_path / "trn-emulation.json").read_text())
    assert "There is no model" in result["compile"]["error"]
    assert result["serving"] == {"not_run": "compiling failed"}
    assert "Not run: compiling failed" in (tmp_path / "trn-emulation.md").read_text()


def test_a_kernel_that_is_wrong_or_does_not_compile_fails_the_run_and_is_named(emulated):
    first, second, *others = emulated[0]["kernels"]["kernels"]
    wrong = first | {"is_ok": False, "max_error": 3.0}
    broken = {name: second[name] for name in ("kernel", "shape", "roofline_us")}
    broken |= {"is_ok": False, "error": "CompilationError: no such instruction"}
    result = emulated[0] | {"kernels": emulated[0]["kernels"] | {"kernels": [wrong, broken, *others]}}
    assert not passed(result)
    report = page(result)
    assert "| **no** | 3 |" in report
    assert f"`{second['kernel']}` failed: CompilationError: no such instruction" in report


def test_the_time_of_a_call_stands_beside_that_of_an_empty_one(emulated):
    kernels = emulated[0]["kernels"]
    rows = [row | {"call_us": 123.0} for row in kernels["kernels"]]
    report = page(emulated[0] | {"kernels": kernels | {"empty_call_us": 45.0, "kernels": rows}})
    assert "one that does nothing takes 45 us" in report
    assert "| 123 |" in report


def test_without_a_chip_it_says_what_is_missing_and_stops(capsys, tmp_path):
    assert main(["--output-dir", str(tmp_path)]) == 1
    assert "--emulate" in capsys.readouterr().out
    assert not list(tmp_path.iterdir())


def test_kernels_are_not_run_where_nki_is_not():
    assert "NKI is not installed" in run_kernels("trn1", emulate=False)["not_run"]


def test_every_kernel_with_a_switch_is_in_the_microbenchmarks():
    assert set(NeuronKernels.__dataclass_fields__) == KERNELS


def test_another_instance_is_refused(capsys):
    with pytest.raises(SystemExit):
        parse_arguments(["--instance", "p5.48xlarge"])
    assert "trn2.48xlarge" in capsys.readouterr().err
