"""How fast this machine can be, and how near to that Tenure came in a run of `benchmarks.peers`.

    python -m benchmarks.machine_limits benchmarks/results/peers.json --name tenure-q4_1

The rates are measured (machine_limits.cpp), with the best instruction set of this machine, on all cores at
once: multiply-adds of bytes by 4-bit codes, of any bytes, of bf16 and of floats, and bytes read. A job's
limit is then computed: its multiplications at the rate of the format that they are done in (linears in bytes,
or in numbers where the weights are numbers; attention in bf16, scores over int8 keys in bytes), or the bytes
that must be read, whichever takes longer. Nothing else that a server does is in it: no scales, no softmax, no
sampling, no text, no HTTP. The limit of a returning turn is that of a turn whose prompt waits for nobody,
however many sessions there are.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from benchmarks.contention import Contention
from benchmarks.machine import command_line, describe_machine, git_commit
from benchmarks.peer_configurations import CONFIGURATIONS
from benchmarks.peer_models import DEFAULT_MODEL, MODELS, default_work_dir
from benchmarks.peer_table import Row, rows
from benchmarks.report import shown
from kernels.build import find_compiler
from kernels.isa import ISAS, usable
from models.config_file import read_config
from models.registry import resolve
from serving.config import ReplicaConfig
from serving.planning.checkpoint_formats import served_shape
from serving.planning.model_shape import ModelShape
from serving.planning.step_work import SequenceWork, step_work

SOURCE = Path(__file__).with_name("machine_limits.cpp")
COMPILE_FLAGS = ("-std=c++20", "-O2", "-pthread")
NOT_MEASURED = (
    "amx",
    "scalar",
)  # tiles of AMX are no vectors, and without vectors there is nothing to measure


@dataclass(frozen=True, slots=True)
class MachineRates:
    """Of all cores together, per second."""

    instruction_set: str  # that they were measured with, one of kernels.isa's
    num_cores: int
    int4_macs_per_s: float  # of bytes by 4-bit codes
    int8_macs_per_s: float
    bf16_macs_per_s: float  # where no instruction has bf16, that of floats
    float32_macs_per_s: float
    read_bytes_per_s: float

    def seconds(self, shape: ModelShape, sequences: Sequence[SequenceWork], num_rows: int) -> float:
        """The least time for one call of the model. Half of attention is scores, half weighted values."""
        work = step_work(shape, sequences, num_rows)
        layers, _, head = shape.weight_format.partition("+")
        num_tokens = sum(sequence.num_new_tokens for sequence in sequences)
        linears = num_tokens * shape.num_layer_weights / self._macs_per_s(layers)
        linears += num_rows * shape.num_head_weights / self._macs_per_s(head or layers)
        score_rate = self.int8_macs_per_s if shape.kv_format == "int8" else self.bf16_macs_per_s
        attention = work.attention_flops / 4 * (1 / score_rate + 1 / self.bf16_macs_per_s)
        reading = (work.weight_bytes + work.kv_bytes) / self.read_bytes_per_s
        return max(linears + attention, reading)

    def _macs_per_s(self, weight_format: str) -> float:
        """Of a linear: the inputs of quantised weights are bytes."""
        if weight_format in ("q4_0", "q4_1"):
            return self.int4_macs_per_s
        rates = {"bfloat16": self.bf16_macs_per_s, "float32": self.float32_macs_per_s}
        return rates.get(weight_format, self.int8_macs_per_s)


def measured_isa() -> str | None:
    """The best instruction set of this machine that rates are measured with; None: it has none."""
    return next((name for name in usable() if name not in NOT_MEASURED), None)


def measure_rates(isa: str) -> MachineRates:
    """Raises: BuildError without a compiler, CalledProcessError where it does not know `isa`."""
    with tempfile.TemporaryDirectory() as directory:
        binary = f"{directory}/limits"
        compiler = (find_compiler().path, *COMPILE_FLAGS, *ISAS[isa].flags)
        subprocess.run([*compiler, str(SOURCE), "-o", binary], check=True)
        done = subprocess.run([binary], check=True, capture_output=True, text=True)
    return MachineRates(instruction_set=isa, **json.loads(done.stdout))


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
        sequence = SequenceWork(new, int(result["cached_tokens"]))
        return result["prompt_tokens"] / rates.seconds(shape, [sequence], 1)
    if kind == "decode" and "end to end" not in row.metric.label:
        context = sizes["context_tokens"] + sizes["decode_tokens"] // 2
        sequences = [SequenceWork(1, context)] * int(number)
        return int(number) / rates.seconds(shape, sequences, int(number))
    if kind == "returning" and "by_turn" in result and "TTFT" in row.metric.label:
        turn = next(t for t in result["by_turn"] if f"turn {t['turn']} " in row.metric.label)
        cached = int(turn["cached_tokens"])
        sequence = SequenceWork(int(turn["prompt_tokens"]) - cached, cached)
        return 1000 * rates.seconds(shape, [sequence], 1)
    return None


def shape_of(name: str, gguf: Path, isa: str) -> ModelShape:
    """Of the model as the configuration's flags have Tenure keep it with these kernels."""
    flags = CONFIGURATIONS[name].command
    options = {
        key: flags[flags.index(flag) + 1]
        for key, flag in (
            ("quantization", "--quantization"),
            ("kv_dtype", "--kv-dtype"),
            ("dtype", "--dtype"),
        )
        if flag in flags
    }
    source = resolve(str(gguf))
    return served_shape(source, read_config(source), ReplicaConfig(model=str(gguf), **options), isa=isa)


def main(
    run: Annotated[Path, typer.Argument(help="A result of benchmarks.peers.")],
    name: Annotated[str, typer.Option(help="The server in it, one of Tenure's.")],
    out: Annotated[Path | None, typer.Option(help="Where to write the numbers too, as JSON.")] = None,
    work_dir: Annotated[
        Path | None, typer.Option(help="As benchmarks.peers had it: where its model is.")
    ] = None,
) -> None:
    """Show what the machine allows beside what was measured."""
    result = json.loads(run.read_text())
    if name not in result["servers"] or not CONFIGURATIONS[name].is_tenure:
        ours = [n for n in result["servers"] if CONFIGURATIONS[n].is_tenure]
        raise typer.BadParameter(f"{name!r} is none of the run's {', '.join(ours)}.", param_hint="--name")
    isa = measured_isa()
    used = result["servers"][name].get("instruction_set") or isa  # older results do not say
    if isa is None or used not in usable():
        raise typer.BadParameter(
            f"The run's kernels used {used}, and this machine has {', '.join(usable())}. Measure the limits "
            "where the run was made.",
            param_hint="RUN",
        )
    contention = Contention(_children_cpu_s())
    rates = measure_rates(isa)
    others_share = contention.others_share(_children_cpu_s())
    model = MODELS[result.get("model", DEFAULT_MODEL)].files(work_dir or default_work_dir())
    shape = shape_of(name, model.gguf(), used)
    found = list(limits(result, name, shape, rates))
    console = Console()
    console.print(
        ", ".join(
            f"{key} {value:.4g}" if isinstance(value, float) else f"{key} {value}"
            for key, value in asdict(rates).items()
        )
    )
    table = Table("", "measured", "limit", "share reached")
    for line in found:
        table.add_row(line.label, shown(line.measured), shown(line.limit), f"{line.share:.0%}")
    console.print(table)
    console.print(f"Others took {others_share:.0%} of the machine while the rates were measured.")
    if out is not None:
        content = {
            "command": command_line("benchmarks.machine_limits", [str(run), "--name", name]),
            **git_commit(),
            "machine": describe_machine(),
            "weights": shape.weight_format,
            "kv": shape.kv_format,
            "rates": asdict(rates),
            "others_share": others_share,
            "limits": [asdict(line) | {"share": line.share} for line in found],
        }
        out.write_text(json.dumps(content, indent=1) + "\n")


def _children_cpu_s() -> float:
    times = os.times()
    return times.children_user + times.children_system


if __name__ == "__main__":
    typer.run(main)
