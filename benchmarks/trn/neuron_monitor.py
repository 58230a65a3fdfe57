"""AWS's neuron-monitor beside a measurement: memory and use of the cores, executions and their errors.

The tool writes one JSON object per period to its standard output. Field names are those of aws-neuron-sdk,
tools/neuron-sys-tools/neuron-monitor-user-guide.rst. A section may be null, or have an `error` in the place
of its numbers, while an application starts or ends: it is passed over, and its error is kept.
"""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

from benchmarks.summary import rounded
from serving.cli.checks.neuron import neuron_tool

PERIOD = "1s"
TAG = "tenure-trn-bench"  # NEURON_PROCESS_TAG of the server: other applications are not in the figures
CONFIG = {
    "period": PERIOD,
    "neuron_runtimes": [
        {
            "tag_filter": f"^{TAG}$",
            "metrics": [{"type": name} for name in ("neuroncore_counters", "memory_used", "execution_stats")],
        }
    ],
    "system_metrics": [],
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One period of one application."""

    utilization: Mapping[str, float] = field(default_factory=dict)  # percent, by core
    device_bytes: int | None = None
    host_bytes: int | None = None
    core_bytes: Mapping[str, Mapping[str, int]] = field(default_factory=dict)  # by core and what for
    executions: Mapping[str, int] = field(default_factory=dict)  # by how they ended
    errors: Mapping[str, int] = field(default_factory=dict)  # by kind
    device_latency_s: Mapping[str, float] = field(default_factory=dict)  # by percentile
    complaints: tuple[str, ...] = ()  # the tool's own


def parse_line(line: str) -> list[Sample]:
    """The applications of one period. Raises ValueError for what is not JSON: a line cut off."""
    report = _section(json.loads(line))
    return [_parse_runtime(_section(each)) for each in report.get("neuron_runtime_data") or []]


def _parse_runtime(runtime: dict[str, Any]) -> Sample:
    report = _section(runtime.get("report"))
    counters, memory, stats = (
        _section(report.get(name)) for name in ("neuroncore_counters", "memory_used", "execution_stats")
    )
    used = _section(memory.get("neuron_runtime_used_bytes"))
    by_core = _section(_section(used.get("usage_breakdown")).get("neuroncore_memory_usage"))
    cores = {core: _section(each) for core, each in _section(counters.get("neuroncores_in_use")).items()}
    return Sample(
        utilization={
            core: each["neuroncore_utilization"]
            for core, each in cores.items()
            if each.get("neuroncore_utilization") is not None
        },
        device_bytes=used.get("neuron_device"),
        host_bytes=used.get("host"),
        core_bytes={core: _numbers(each) for core, each in by_core.items()},
        executions=_numbers(stats.get("execution_summary")),
        errors=_numbers(stats.get("error_summary")),
        device_latency_s=_numbers(_section(stats.get("latency_stats")).get("device_latency")),
        complaints=tuple(each["error"] for each in (runtime, counters, memory, stats) if each.get("error")),
    )


def _section(value: Any) -> dict[str, Any]:
    """Null, or a text in the place of an object, is an empty section."""
    return value if isinstance(value, dict) else {}


def _numbers(value: Any) -> dict[str, Any]:
    return {name: each for name, each in _section(value).items() if isinstance(each, int | float)}


def read_samples(lines: Iterable[str]) -> Iterator[Sample]:
    for line in lines:
        try:
            yield from parse_line(line)
        except ValueError:
            continue  # the tool was stopped in the middle of it


def summarize(samples: Iterable[Sample]) -> dict[str, Any]:
    """Peaks of memory, means and peaks of use, sums of executions, over all periods."""
    samples = list(samples)
    cores = sorted({core for s in samples for core in (*s.utilization, *s.core_bytes)}, key=int)
    return {
        "num_samples": len(samples),
        "peak_device_bytes": max((s.device_bytes for s in samples if s.device_bytes), default=None),
        "peak_host_bytes": max((s.host_bytes for s in samples if s.host_bytes), default=None),
        "cores": {core: _summarize_core(core, samples) for core in cores},
        "executions": dict(sum((Counter(s.executions) for s in samples), Counter())),
        "errors": dict(sum((Counter(s.errors) for s in samples), Counter())),
        "device_latency_ms": {
            name: rounded(1e3 * max(values), 3)
            for name in ("p50", "p99", "p100")
            if (values := [s.device_latency_s[name] for s in samples if name in s.device_latency_s])
        },
        "complaints": sorted({text for s in samples for text in s.complaints}),
    }


def _summarize_core(core: str, samples: list[Sample]) -> dict[str, Any]:
    use = [s.utilization[core] for s in samples if core in s.utilization]
    memory = [s.core_bytes[core] for s in samples if core in s.core_bytes]
    return {
        "mean_utilization": rounded(sum(use) / len(use)) if use else None,
        "max_utilization": max(use, default=None),
        "peak_bytes": max((sum(each.values()) for each in memory), default=None),
        "peak_bytes_by_use": {
            name: max(each.get(name, 0) for each in memory) for name in sorted({n for m in memory for n in m})
        },
    }


class NeuronMonitor:
    """A context manager: inside, the tool writes to a file of `directory`; afterwards `summary` reads it."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._tool = neuron_tool("neuron-monitor")
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def _output(self) -> Path:
        return self._directory / "neuron-monitor.jsonl"

    def __enter__(self) -> NeuronMonitor:
        if self._tool is None:
            return self
        self._directory.mkdir(parents=True, exist_ok=True)
        config = self._directory / "neuron-monitor.json"
        config.write_text(json.dumps(CONFIG))
        with self._output.open("wb") as output:
            command = [self._tool, "-c", str(config)]
            self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(10)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()

    def summary(self) -> dict[str, Any]:
        if self._tool is None:
            return {"not_run": "neuron-monitor is not installed (package aws-neuronx-tools)"}
        with self._output.open() as lines:
            return summarize(read_samples(lines))
