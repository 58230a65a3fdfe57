"""From the visits of all rounds to one table: medians, and Tenure's ratio to the best peer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.peer_agreement import agreement
from benchmarks.peer_configurations import Configuration
from benchmarks.report import shown
from benchmarks.summary import median

Result = dict[str, Any]
REFERENCE = "tenure-float32"
DISTURBED = 0.1  # share of the machine that others took; past it a table says so


@dataclass(frozen=True, slots=True)
class Metric:
    """One line of the table: a number of one workload's result."""

    label: str
    workload: str
    read: Callable[[Result], float | None]
    is_higher_better: bool = True


def _turn(number: int) -> Callable[[Result], float | None]:
    def read(result: Result) -> float | None:
        turns = {row["turn"]: row for row in result["by_turn"]}
        return turns[number]["ttft_ms"]["p50"] if number in turns else None

    return read


def _gib(result: Result) -> float:
    return result["memory"]["rss_bytes"] / 2**30


METRICS = (
    *(Metric(f"prefill {n}, tokens/s", f"prefill-{n}", lambda r: r["tokens_per_s"]) for n in (512, 2048)),
    Metric("decode 1 stream, tokens/s", "decode-1", lambda r: r["steady_tokens_per_s"]),
    Metric("decode 8, end to end, tokens/s", "decode-8", lambda r: r["tokens_per_s"]),
    Metric("decode 8, all decoding, tokens/s", "decode-8", lambda r: r["steady_tokens_per_s"]),
    Metric("decode 32, end to end, tokens/s", "decode-32", lambda r: r["tokens_per_s"]),
    Metric("decode 32, all decoding, tokens/s", "decode-32", lambda r: r["steady_tokens_per_s"]),
    *(
        Metric(f"returning turn, {n} at once, TTFT turn {turn} p50, ms", f"returning-{n}", _turn(turn), False)
        for n in (1, 8, 32)
        for turn in (2, 10)
    ),
    Metric("memory after 32 sessions, GiB", "returning-32", _gib, False),
)


@dataclass(frozen=True, slots=True)
class Row:
    """Medians by configuration; None where it was not measured."""

    metric: Metric
    values: Mapping[str, float | None]

    def best(self, names: Iterable[str]) -> str | None:
        known = [name for name in names if self.values.get(name) is not None]
        choose = max if self.metric.is_higher_better else min
        return choose(known, key=lambda name: self.values[name], default=None)

    def ratio(self, name: str, other: str | None) -> float | None:
        """The value of `name` over that of `other`."""
        ours, theirs = self.values.get(name), self.values.get(other or "")
        return ours / theirs if ours is not None and theirs else None


def rows(measured: Sequence[Result], names: Sequence[str]) -> list[Row]:
    """`measured`: one entry for each workload of each visit, with `name`, `workload` and its `result`."""
    found = []
    for metric in METRICS:
        values = {
            name: median(
                metric.read(entry["result"])
                for entry in measured
                if (entry["name"], entry["workload"]) == (name, metric.workload)
                and "error" not in entry["result"]
            )
            for name in names
        }
        if any(value is not None for value in values.values()):
            found.append(Row(metric, values))
    return found


def agreements(measured: Sequence[Result]) -> dict[str, float]:
    """Each server's share of first greedy tokens that are the reference's; empty without the reference."""
    tokens = {
        entry["name"]: entry["result"]["first_tokens"]
        for entry in measured
        if entry["workload"] == "agreement" and "error" not in entry["result"]
    }
    reference = tokens.get(REFERENCE)
    return {name: agreement(of_name, reference) for name, of_name in tokens.items()} if reference else {}


def markdown(
    found: Sequence[Row], configurations: Sequence[Configuration], agreed: Mapping[str, float]
) -> str:
    """Three tables: precision of each server, medians, and Tenure's ratios."""
    parts = [_precision_table(configurations, agreed), _value_table(found, configurations)]
    if any(c.is_tenure for c in configurations) and any(not c.is_tenure for c in configurations):
        parts.append(_ratio_table(found, configurations))
    return "\n".join(parts)


def machine_line(machine: Mapping[str, Any], instruction_sets: Mapping[str, str]) -> str:
    """What the tables were measured on: the processor, what it can do, and what Tenure's kernels used of it.

    `machine` is `describe_machine()`'s; `instruction_sets` is by configuration.
    """
    names_of: dict[str, list[str]] = {}
    for name, isa in instruction_sets.items():
        names_of.setdefault(isa, []).append(name)
    used = [isa if len(names_of) == 1 else f"{isa} ({', '.join(names)})" for isa, names in names_of.items()]
    kernels = f" Tenure's kernels: {', '.join(used)}." if used else ""
    cores = f"{machine['num_usable_cores'] or machine['num_cores']} cores"
    return f"{machine['cpu_model']}, {cores} ({' '.join(machine['cpu_flags'])}).{kernels}"


def disturbed(measured: Sequence[Result]) -> list[str]:
    """One sentence for each measurement during which others took more than DISTURBED of the machine."""
    return [
        f"{entry['name']}, {entry['workload']}, round {entry['round'] + 1}: others took {share:.0%}."
        for entry in measured
        if (share := entry["result"].get("others_share", 0.0)) > DISTURBED
    ]


def _precision_table(configurations: Sequence[Configuration], agreed: Mapping[str, float]) -> str:
    lines = [
        (c.name, c.weights, c.activations, c.kv, f"{agreed[c.name]:.1%}" if c.name in agreed else "-")
        for c in configurations
    ]
    return markdown_table(("server", "weights", "activations", "KV", "first token as in fp32"), lines)


def _value_table(found: Sequence[Row], configurations: Sequence[Configuration]) -> str:
    names = [c.name for c in configurations]
    return markdown_table(
        ("", *names), [(row.metric.label, *(shown(row.values[n]) for n in names)) for row in found]
    )


def _ratio_table(found: Sequence[Row], configurations: Sequence[Configuration]) -> str:
    """In each cell the ratio to the best peer, then to the best of the same weight width."""
    ours = [c for c in configurations if c.is_tenure]
    peers = [c for c in configurations if not c.is_tenure]
    lines = []
    for row in found:
        best = row.best(c.name for c in peers)
        cells = [row.metric.label, best or "-"]
        for own in ours:
            same_width = row.best(c.name for c in peers if c.weight_bits == own.weight_bits)
            cells.append(f"{_ratio(row, own.name, best)}, {_ratio(row, own.name, same_width)}")
        lines.append(tuple(cells))
    columns = [f"{own.name} / best, best of {own.weight_bits} bits" for own in ours]
    return markdown_table(("", "best peer", *columns), lines)


def _ratio(row: Row, name: str, other: str | None) -> str:
    ratio = row.ratio(name, other)
    return "-" if ratio is None else f"{ratio:.2f}"


def markdown_table(head: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    text = [f"| {' | '.join(head)} |", "|---" * len(head) + "|"]
    return "\n".join([*text, *(f"| {' | '.join(line)} |" for line in lines), ""])
