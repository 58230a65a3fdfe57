"""How fast this machine can be, and how near to that Tenure came in a run of `benchmarks.peers`.

    python -m benchmarks.machine_limits benchmarks/results/peers.json --name tenure-q4_1

The rates are measured (machine_limits.cpp): multiply-adds of bytes and of bf16, and bytes read, on all
cores at once. A job's limit is then computed: its multiplications at the rate of the format that they are
done in (linears in int8; attention in bf16, scores over int8 keys in int8), or the bytes that must be read,
whichever takes longer. Nothing else that a server does is in it: no scales, no softmax, no sampling, no text,
no HTTP. The limit of a returning turn is that of a turn whose prompt waits for nobody, however many sessions
there are.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from benchmarks.machine import command_line, describe_machine, git_commit
from benchmarks.peer_configurations import CONFIGURATIONS
from benchmarks.peer_table import Row, rows
from benchmarks.report import shown
from kernels.build import find_compiler
from models.config_file import read_config
from models.registry import resolve
from serving.config import ReplicaConfig
from serving.planning.checkpoint_formats import served_shape
from serving.planning.model_shape import ModelShape
from serving.planning.step_work import SequenceWork, StepWork, step_work

SOURCE = Path(__file__).with_name("machine_limits.cpp")
FLAGS = ("-std=c++20", "-O2", "-pthread", "-mavx512f", "-mavx512bw", "-mavx512vnni", "-mavx512bf16")


@dataclass(frozen=True, slots=True)
class MachineRates:
    """Of all cores together, per second."""

    num_cores: int
    int8_macs_per_s: float
    bf16_macs_per_s: float
    float32_macs_per_s: float
    read_bytes_per_s: float

    def seconds(self, work: StepWork, kv_format: str) -> float:
        """The least time for one call of the model. Half of attention is scores, half weighted values."""
        linear = sum(work.linear_flops) / 2 / self.int8_macs_per_s
        score_rate = self.int8_macs_per_s if kv_format == "int8" else self.bf16_macs_per_s
        attention = work.attention_flops / 4 * (1 / score_rate + 1 / self.bf16_macs_per_s)
        reading = (work.weight_bytes + work.kv_bytes) / self.read_bytes_per_s
        return max(linear + attention, reading)


def measure_rates() -> MachineRates:
    """Raises: CalledProcessError where the compiler or the machine lacks AVX-512 VNNI and BF16."""
    with tempfile.TemporaryDirectory() as directory:
        binary = f"{directory}/limits"
        subprocess.run([find_compiler().path, *FLAGS, str(SOURCE), "-o", binary], check=True)
        done = subprocess.run([binary], check=True, capture_output=True, text=True)
    return MachineRates(**json.loads(done.stdout))


@dataclass(frozen=True, slots=True)
class Limit:
    """One line: what was measured and what the machine could do, in the metric's unit."""

    label: str
    measured: float
    limit: float

    @property
    def share(self) -> float:
        """Of the limit that was reached."""
        low, high = sorted((self.measured, self.limit))
        return low / high


def limits(run: dict[str, Any], name: str, shape: ModelShape, rates: MachineRates) -> Iterator[Limit]:
    """Of each metric that has one."""
    results = {e["workload"]: e["result"] for e in run["measured"] if e["name"] == name}
    for row in rows(run["measured"], [name]):
        limit = _limit(row, results.get(row.metric.workload, {}), run["sizes"], shape, rates)
        measured = row.values[name]
        if limit is not None and measured is not None:
            yield Limit(row.metric.label, measured, limit)


def _limit(
    row: Row, result: dict[str, Any], sizes: dict[str, Any], shape: ModelShape, rates: MachineRates
) -> float | None:
    kind, _, number = row.metric.workload.partition("-")
    if kind == "prefill":
        new = int(result["prompt_tokens"] - result["cached_tokens"])
        work = step_work(shape, [SequenceWork(new, int(result["cached_tokens"]))], 1)
        return result["prompt_tokens"] / rates.seconds(work, shape.kv_format)
    if kind == "decode" and "end to end" not in row.metric.label:
        context = sizes["context_tokens"] + sizes["decode_tokens"] // 2
        work = step_work(shape, [SequenceWork(1, context)] * int(number), int(number))
        return int(number) / rates.seconds(work, shape.kv_format)
    if kind == "returning" and "by_turn" in result and "TTFT" in row.metric.label:
        turn = next(t for t in result["by_turn"] if f"turn {t['turn']} " in row.metric.label)
        cached = int(turn["cached_tokens"])
        work = step_work(shape, [SequenceWork(int(turn["prompt_tokens"]) - cached, cached)], 1)
        return 1000 * rates.seconds(work, shape.kv_format)
    return None


def shape_of(name: str) -> ModelShape:
    """Of the model as the configuration's flags have Tenure keep it."""
    flags = next(c.command for c in CONFIGURATIONS.values() if c.name == name)
    options = {
        key: flags[flags.index(flag) + 1]
        for key, flag in (("quantization", "--quantization"), ("kv_dtype", "--kv-dtype"))
        if flag in flags
    }
    source = resolve("smollm2-135m")
    return served_shape(
        source, read_config(source), ReplicaConfig(model="smollm2-135m", **options), isa="avx512bf16"
    )


def main(
    run: Annotated[Path, typer.Argument(help="A result of benchmarks.peers.")],
    name: Annotated[str, typer.Option(help="The server in it, one of Tenure's int8-activation formats.")],
    out: Annotated[Path | None, typer.Option(help="Where to write the numbers too, as JSON.")] = None,
) -> None:
    """Show what the machine allows beside what was measured."""
    rates = measure_rates()
    found = list(limits(json.loads(run.read_text()), name, shape_of(name), rates))
    console = Console()
    console.print(", ".join(f"{key} {value:.4g}" for key, value in asdict(rates).items()))
    table = Table("", "measured", "limit", "share reached")
    for line in found:
        table.add_row(line.label, shown(line.measured), shown(line.limit), f"{line.share:.0%}")
    console.print(table)
    if out is not None:
        result = {
            "command": command_line("benchmarks.machine_limits", [str(run), "--name", name]),
            **git_commit(),
            "machine": describe_machine(),
            "rates": asdict(rates),
            "limits": [asdict(line) | {"share": line.share} for line in found],
        }
        out.write_text(json.dumps(result, indent=1) + "\n")


if __name__ == "__main__":
    typer.run(main)
