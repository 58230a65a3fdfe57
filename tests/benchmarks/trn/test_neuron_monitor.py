"""What is read of neuron-monitor's JSON, and what is passed over."""

import json
from pathlib import Path

import pytest

from benchmarks.trn.neuron_monitor import CONFIG, TAG, NeuronMonitor, parse_line, read_samples, summarize

MIB = 2**20


def counters(**use: float) -> dict:
    cores = {
        core.removeprefix("c"): {"neuroncore_utilization": percent, "flops": 1}
        for core, percent in use.items()
    }
    return {"period": 1.0, "neuroncores_in_use": cores, "error": ""}


def memory(device: int, tensors: int) -> dict:
    by_core = {"constants": 100 * MIB, "model_code": 10 * MIB, "runtime_memory": 0, "tensors": tensors}
    used = {
        "host": 700 * MIB,
        "neuron_device": device,
        "usage_breakdown": {"host": {"tensors": 0}, "neuroncore_memory_usage": {"0": by_core, "1": by_core}},
    }
    return {"period": 1.0, "neuron_runtime_used_bytes": used, "loaded_models": [], "error": ""}


def stats(completed: int, timed_out: int = 0, latency: dict | None = None) -> dict:
    return {
        "period": 1.0,
        "error_summary": {"generic": timed_out, "numerical": 0, "hardware": 0},
        "execution_summary": {"completed": completed, "timed_out": timed_out},
        "latency_stats": {"total_latency": latency, "device_latency": latency},
        "error": "",
    }


def line(report: object, error: str = "") -> str:
    runtime = {"pid": 7, "neuron_runtime_tag": TAG, "error": error, "report": report}
    return json.dumps({"neuron_runtime_data": [runtime], "system_data": None, "instance_info": {"error": ""}})


BUSY = line(
    {
        "neuroncore_counters": counters(c0=40.0, c1=60.0),
        "memory_used": memory(300 * MIB, 30 * MIB),
        "execution_stats": stats(120, latency={"p50": 0.010, "p99": 0.020, "p100": 0.021}),
    }
)
BUSIER = line(
    {
        "neuroncore_counters": counters(c0=80.0),
        "memory_used": memory(400 * MIB, 50 * MIB),
        "execution_stats": stats(80, timed_out=2, latency={"p50": 0.012, "p99": 0.015, "p100": 0.016}),
    }
)


def test_a_period_has_use_memory_executions_and_latency():
    (sample,) = parse_line(BUSY)
    assert sample.utilization == {"0": 40.0, "1": 60.0}
    assert (sample.device_bytes, sample.host_bytes) == (300 * MIB, 700 * MIB)
    assert sample.core_bytes["1"]["tensors"] == 30 * MIB
    assert sample.executions == {"completed": 120, "timed_out": 0}
    assert sample.device_latency_s["p99"] == 0.020
    assert sample.complaints == ()


def test_a_summary_has_the_peaks_of_memory_and_the_sums_of_executions():
    found = summarize(read_samples([BUSY, BUSIER]))
    assert found["num_samples"] == 2
    assert found["peak_device_bytes"] == 400 * MIB
    assert found["cores"]["0"]["mean_utilization"] == 60.0
    assert found["cores"]["0"]["max_utilization"] == 80.0
    assert found["cores"]["0"]["peak_bytes"] == 160 * MIB
    assert found["cores"]["0"]["peak_bytes_by_use"]["tensors"] == 50 * MIB
    assert found["cores"]["1"]["mean_utilization"] == 60.0, "it was in use in one period only"
    assert found["executions"] == {"completed": 200, "timed_out": 2}
    assert found["errors"]["generic"] == 2
    assert found["device_latency_ms"] == {"p50": 12.0, "p99": 20.0, "p100": 21.0}


def test_cores_are_in_the_order_of_their_numbers():
    text = line({"neuroncore_counters": counters(c10=1.0, c9=1.0)})
    assert list(summarize(parse_line(text))["cores"]) == ["9", "10"]


@pytest.mark.parametrize(
    "report",
    [
        None,
        {},
        {"neuroncore_counters": None, "memory_used": None, "execution_stats": None},
        {"neuroncore_counters": {"error": "", "neuroncores_in_use": None}},
        {"neuroncore_counters": "error", "memory_used": {"neuron_runtime_used_bytes": None}},
        {"execution_stats": {"execution_summary": None, "latency_stats": {"device_latency": None}}},
        {"neuroncore_counters": {"neuroncores_in_use": {"0": None, "1": {"neuroncore_utilization": None}}}},
        {"memory_used": {"neuron_runtime_used_bytes": {"usage_breakdown": {"neuroncore_memory_usage": "?"}}}},
    ],
)
def test_a_section_without_numbers_is_passed_over(report):
    found = summarize(read_samples([line(report), BUSY]))
    assert found["num_samples"] == 2
    assert found["peak_device_bytes"] == 300 * MIB
    assert found["executions"]["completed"] == 120


@pytest.mark.parametrize(
    "text", ["null", "{}", '{"neuron_runtime_data": null}', '{"neuron_runtime_data": []}']
)
def test_a_period_without_an_application_has_no_samples(text):
    assert parse_line(text) == []
    assert summarize(read_samples([text]))["peak_device_bytes"] is None


def test_what_the_tool_complains_of_is_kept():
    broken = line({"memory_used": {"error": "no memory figures"}}, error="application is going away")
    found = summarize(read_samples([broken, broken, BUSY]))
    assert found["complaints"] == ["application is going away", "no memory figures"]


def test_a_line_that_was_cut_off_is_left_out():
    assert summarize(read_samples([BUSY, BUSIER[:200]]))["num_samples"] == 1


def test_a_run_of_the_tool_is_summarised(tmp_path, monkeypatch):
    """The tool's place is taken by a program that writes what it would, and goes on until it is stopped."""
    output = tmp_path / "periods.jsonl"
    output.write_text(f"{BUSY}\n{BUSIER}\n")
    tool = tmp_path / "bin" / "neuron-monitor"
    tool.parent.mkdir()
    done = tmp_path / "config-seen"
    tool.write_text(f'#!/bin/sh\ncat {output}\ncp "$2" {done}.part && mv {done}.part {done}\nexec sleep 60\n')
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", str(tool.parent), prepend=":")
    with NeuronMonitor(tmp_path / "run") as monitor:
        while not done.exists():
            pass
    assert monitor.summary()["executions"]["completed"] == 200
    assert json.loads(done.read_text()) == CONFIG


def test_without_the_tool_it_says_what_is_missing(tmp_path: Path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with NeuronMonitor(tmp_path) as monitor:
        pass
    assert "aws-neuronx-tools" in monitor.summary()["not_run"]
