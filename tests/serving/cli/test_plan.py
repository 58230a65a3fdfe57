"""`tenure plan` as a person meets it. No weights are loaded but where --calibrate says so."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
import typer

from kernels import library
from kernels.cores import num_usable_cores
from serving.cli import app as cli
from serving.cli import plan_command
from serving.planning import fitted
from serving.planning.host_cost import HostCost
from serving.planning.least_squares import FitError
from serving.planning.processor import Processor, this_cpu, this_processor
from serving.planning.published import _table
from serving.planning.step_model import StepModel


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for parameter in typer.main.get_command(cli.app).commands["plan"].params:
        if parameter.envvar:
            monkeypatch.delenv(parameter.envvar, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def llama(tmp_path: Path) -> str:
    """An 8B model of which there is only the config.json."""
    directory = tmp_path / "Llama-3-8B"
    directory.mkdir()
    (directory / "config.json").write_text(json.dumps(_table()["models"]["Llama-3-8B"]))
    return str(directory)


CPU, XEON = "AMD EPYC, family 26, model 2", "Intel(R) Xeon(R) Processor, family 6, model 143"
SMALL = ["--sessions", "2", "--turns", "3", "--reply-tokens", "8"]


def planned(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> dict:
    assert cli.run(["plan", *arguments, *SMALL, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_config_is_enough_for_a_plan_on_trainium(llama, capsys):
    plan = planned([llama, "--instance", "trn1.32xlarge", "--tp", "8"], capsys)
    assert plan["num_replicas"] == 4
    assert plan["is_measured_hardware"] is False
    assert plan["memory"]["num_blocks"] * 32 * 4 > plan["num_resident_sessions"] * 600
    assert [turn["num_prompt_tokens"] for turn in plan["turns"]] == [200, 408, 616]
    assert plan["turns"][2]["num_cached_tokens"] == 415
    assert plan["basis"]["decode_error"]["num"] > 10


def test_the_answer_says_that_it_never_ran_on_a_chip_and_how_far_off_it_was(llama, capsys):
    assert cli.run(["plan", llama, "--instance", "trn2.48xlarge", *SMALL]) == 0
    shown = capsys.readouterr().out
    assert "nothing of this project has run on trn2.48xlarge" in shown
    assert "Its error on those: decode median" in shown


@pytest.fixture
def processor(monkeypatch: pytest.MonkeyPatch) -> Processor:
    """As if this machine were one that fits were made on, whatever it is."""
    processor = Processor("avx512bf16", 2, CPU)
    monkeypatch.setattr(plan_command, "this_processor", lambda num_threads: processor)
    return processor


@pytest.fixture
def calibration(processor: Processor) -> fitted.FittedModel:
    """As `--calibrate` would have kept it for the built-in model."""
    fit = fitted.FittedModel(
        weight_format="q4_1",
        kv_format="bfloat16",
        model="smollm2-135m",
        numerics=f"cpu/{processor.isa}/weights q4_1+q8_0/activations float32/kv bfloat16",
        num_threads=processor.num_threads,
        cpu=processor.cpu,
        step_model=StepModel(layer_s=1e-4, flop_s=(1e-12,) * 4),
        error=FitError(num=6, r_squared=0.99, median=0.034, p90=0.08),
        other_load=0.02,
        host=HostCost(),
        machine="this machine",
        made_by="tenure plan --calibrate, 2026-11-24",
    )
    fitted.save_calibration(fit)
    return fit


@pytest.mark.usefixtures("calibration")
def test_a_plan_for_this_machine_names_the_fit_and_its_error(capsys):
    assert cli.run(["plan", "smollm2-135m", *SMALL]) == 0
    shown = capsys.readouterr().out
    assert "weights, q4_1+q8_0" in shown
    assert "fitted to steps of smollm2-135m on this machine" in shown
    assert "Its error on steps that were held out: median 3.4%, p90 8.0% of 6." in shown
    assert "others took" not in shown


@pytest.mark.usefixtures("processor")
def test_what_was_measured_on_the_same_processor_does_and_says_how_far_off_it_was(capsys):
    assert cli.run(["plan", "smollm2-135m", *SMALL]) == 0
    shown = capsys.readouterr().out
    assert "2 threads, AMD EPYC, family 26" in shown
    assert "Its error on what clients of a server saw: median 34.7%" in shown


@pytest.mark.parametrize(
    "other",
    [Processor("avx2", 2, CPU), Processor("avx512bf16", 16, CPU), Processor("avx512bf16", 2, XEON)],
    ids=str,
)
def test_what_was_measured_on_another_processor_is_refused(calibration, other, monkeypatch, capsys):
    monkeypatch.setattr(plan_command, "this_processor", lambda num_threads: other)
    assert cli.run(["plan", "smollm2-135m", *SMALL]) == 1
    told = capsys.readouterr().err.replace("\n", " ")
    assert f"were measured with avx512bf16 on 2 threads of {CPU}" in told
    assert f"computes with {other}. Run the same command with --calibrate" in told


def test_a_plan_for_this_machine_is_one_for_the_kernels_that_a_server_would_choose(monkeypatch):
    monkeypatch.setenv("TENURE_KERNEL_ISA", "scalar")
    monkeypatch.setattr(library, "_choice", library._Choice())
    assert this_processor(3) == Processor("scalar", 3, this_cpu())
    monkeypatch.setenv("TENURE_KERNEL_ISA", "torch")
    assert this_processor(None) == Processor("torch", num_usable_cores(), this_cpu())
    monkeypatch.setenv("TENURE_KERNEL_ISA", "sse2")
    with pytest.raises(ValueError, match="TENURE_KERNEL_ISA must be auto, torch or one of"):
        this_processor(None)


def test_a_fit_that_was_measured_on_a_busy_machine_says_so(calibration, capsys):
    fitted.save_calibration(replace(calibration, other_load=0.62))
    assert cli.run(["plan", "smollm2-135m", *SMALL]) == 0
    assert "others took 62% of the processors: times are too long" in capsys.readouterr().out


@pytest.mark.slow
def test_calibrate_measures_this_model_here(capsys):
    assert cli.run(["plan", "smollm2-135m", "--calibrate", "--dtype", "float32", *SMALL]) == 0
    captured = capsys.readouterr()
    assert "The fit is kept in" in captured.err
    assert "fitted to steps of smollm2-135m on this machine" in captured.out
    assert "Its error on what clients of a server saw: median" in captured.out


@pytest.mark.usefixtures("calibration")
def test_without_a_length_the_models_own_is_cut_to_the_memory(capsys):
    block_bytes = 32 * 30 * 2 * 3 * 64 * 2
    num_tokens = (60 * 2**20 // block_bytes - 1) * 32
    arguments = ["smollm2-135m", "--kv-memory", "60MiB"]
    assert planned(arguments, capsys)["limits"]["max_model_len"] == num_tokens < 8192


def test_more_sessions_than_memory_keeps_are_said(llama, capsys):
    arguments = [
        "--instance",
        "trn1.2xlarge",
        "--tp",
        "2",
        "--max-model-len",
        "4096",
        "--kv-memory",
        "600MiB",
    ]
    crowd = ["--sessions", "12", "--turns", "4", "--new-tokens", "500", "--turns-in-flight", "1"]
    assert cli.run(["plan", llama, *arguments, *crowd]) == 0
    assert "KV is short" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--instance", "p5.48xlarge"], "The instance 'p5.48xlarge' is not known. Known: cpu, trn1.2xlarge,"),
        (["--instance", "trn2.3xlarge"], "trn2.3xlarge are not published"),
        (["--instance", "trn1.32xlarge", "--tp", "3"], "--tp is 3; trn1.32xlarge allows 1, 2, 8, 16, 32."),
        (["--instance", "trn1.2xlarge", "--tp", "1"], "one core of trn1.2xlarge has 16.00 GiB"),
        # Graphs are compiled for the model's own length, unless a shorter one is asked for.
        (["--instance", "trn1.2xlarge", "--kv-memory", "60MiB"], "one sequence of 8192 tokens: 0.50 GiB"),
        (
            ["--instance", "trn1.32xlarge", "--turns", "40"],
            "grows to 10560 tokens, and max-model-len is 8192",
        ),
        (["--max-model-len", "9000"], "--max-model-len is 9000 and the model was made for 8192 positions"),
        (["--dtype", "float32", "--kv-dtype", "int8"], "Run the same command with --calibrate"),
        (["--instance", "trn1.2xlarge", "--quantization", "q4_1"], "on Neuron both are bfloat16 or float32"),
        (["--instance", "trn1.2xlarge", "--calibrate"], "--calibrate measures this machine"),
    ],
)
def test_what_cannot_be_planned_is_one_sentence_and_exit_code_1(llama, arguments, sentence, capsys):
    assert cli.run(["plan", llama, *arguments]) == 1
    captured = capsys.readouterr()
    assert sentence in captured.err
    assert "Traceback" not in captured.err
    assert captured.out == ""


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--sessions", "0"], "it must be at least 1, got 0"),
        (["--kv-memory", "2QB"], "'2QB' has the unit 'qb'"),
        (["--quantization", "int3"], "q4_1"),
        (["--tool-seconds", "-1"], "it must be at least 0, got -1"),
    ],
)
def test_a_wrong_option_is_a_usage_error(llama, arguments, sentence, capsys):
    assert cli.run(["plan", llama, *arguments]) == 2
    assert sentence in capsys.readouterr().err


def test_a_model_that_is_not_here_is_not_downloaded(capsys):
    assert cli.run(["plan", "meta-llama/Llama-3.1-8B"]) == 1
    assert "There is no model `meta-llama/Llama-3.1-8B` here" in capsys.readouterr().err


def test_a_damaged_config_is_named(tmp_path, capsys):
    (tmp_path / "config.json").write_text('{"model_type": "llama"}')
    assert cli.run(["plan", str(tmp_path)]) == 1
    assert "`hidden_size` is missing" in capsys.readouterr().err
