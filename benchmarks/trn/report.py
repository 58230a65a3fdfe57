"""A result as Markdown: what was checked, what was measured, and beside it what was computed or published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from benchmarks.report import shown, warnings
from serving.cli.sizes import format_bytes

Result = dict[str, Any]

EMULATION = (
    "**This is an emulation on a CPU. No NeuronCore took part, no NEFF was made, and no time or size below "
    "says anything about Trainium.** It shows that every part of the script runs."
)


def page(result: Result) -> str:
    title = "Emulated run" if result["is_emulation"] else f"Run on {result['settings']['instance']}"
    lines = [f"# {title}: {result['model']}", ""]
    if result["is_emulation"]:
        lines += [EMULATION, ""]
    lines += [f"`{result['command']}`", "", f"Commit {_commit(result)}, {result['started_at']}.", ""]
    for section in (_sdk, _compiling, _numerics, _kernels, _serving, _monitor, _roofline, _published):
        lines += [*section(result), ""]
    return "\n".join(lines)


def _commit(result: Result) -> str:
    return f"{result['commit'] or 'unknown'}{' with changes' if result['is_dirty'] else ''}"


def _table(headers: Iterable[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    headers = list(headers)
    yield f"| {' | '.join(headers)} |"
    yield f"|{'---|' * len(headers)}"
    for row in rows:
        yield f"| {' | '.join(shown(value) for value in row)} |"


def _gap(section: Result) -> str | None:
    """Why a section has no numbers; None where it has."""
    if "error" in section:
        return f"**Failed**: {section['error']}"
    return f"Not run: {section['not_run']}." if "not_run" in section else None


def _sdk(result: Result) -> Iterator[str]:
    yield "## The machine"
    yield ""
    machine = result["machine"]
    yield f"{machine['cpu_model']}, {machine['num_cores']} cores, {format_bytes(machine['memory_bytes'])}."
    yield ""
    yield from _table(
        ("what", "status", "found"), ((c["name"], c["status"], c["found"]) for c in result["sdk"])
    )


def _compiling(result: Result) -> Iterator[str]:
    yield "## Compiling"
    yield ""
    section = result["compile"]
    if gap := _gap(section):
        yield gap
        return
    yield (
        f"{section['num_traced']} of {section['num_graphs']} graphs traced, {section['num_compiled']} "
        f"compiled, the others were in the cache: {shown(section['seconds'])} s, tracing included."
    )
    yield ""
    memory = section["plan"]["memory"]
    yield "One core's memory as planned (computed):"
    yield ""
    yield from _table(memory, [[format_bytes(size) for size in memory.values()]])


def _numerics(result: Result) -> Iterator[str]:
    yield "## Numerics"
    yield ""
    section = result["numerics"]
    if gap := _gap(section):
        yield gap
        return
    settings = result["settings"]
    verdict = "Within" if section["is_ok"] else "**Past**"
    yield (
        f"{verdict} the limit. Log-probabilities of {section['num_tokens']} tokens in {settings['dtype']} "
        f"against the CPU's in {settings['reference_dtype']}: mean error {section['mean_error']:.2g} nats "
        f"(limit {section['mean_error_limit']:g}), p99 {section['p99_error']:.2g}, most "
        f"{section['max_error']:.2g}. {section['same_replies']:.0%} of the greedy replies are the CPU's."
    )


def _kernels(result: Result) -> Iterator[str]:
    yield "## NKI kernels"
    yield ""
    section = result["kernels"]
    if gap := _gap(section):
        yield gap
        return
    yield f"Shapes of {section['shard']}, bfloat16, in {section['ran_in']}. The least time is computed."
    if section["empty_call_us"] is not None:
        empty = shown(section["empty_call_us"])
        yield f"A call has tracing and launch in it; one that does nothing takes {empty} us."
    yield ""
    columns = ("kernel", "shape", "right", "max error", "call us", "least us")
    yield from _table(columns, map(_kernel_row, section["kernels"]))
    for row in section["kernels"]:
        if "error" in row:
            yield f"\n`{row['kernel']}` failed: {row['error']}"


def _kernel_row(row: Result) -> list[object]:
    error = "-" if "max_error" not in row else f"{row['max_error']:.2g}"
    verdict = "yes" if row["is_ok"] else "**no**"
    return [f"`{row['kernel']}`", row["shape"], verdict, error, row.get("call_us"), row["roofline_us"]]


def _serving(result: Result) -> Iterator[str]:
    yield "## Serving"
    yield ""
    section = result["serving"]
    if gap := _gap(section):
        yield gap
        return
    if result["is_emulation"]:
        yield "Times of the emulation: they mean nothing."
        yield ""
    workloads = section["workloads"]
    yield from _table(
        ("prompt tokens", "tokens/s", "seconds"),
        ((r.get("prompt_tokens"), r.get("tokens_per_s"), r.get("seconds")) for r in workloads["prefill"]),
    )
    yield ""
    yield from _table(
        ("streams", "tokens/s", "while all decode", "TTFT p50 ms", "ITL p50 ms", "ITL p99 ms"),
        map(_decode_row, workloads["decode"]),
    )
    yield ""
    yield "Sessions that come back turn by turn:"
    yield ""
    yield from _table(
        ("turn", "prompt tokens", "of them cached", "TTFT p50 ms", "TTFT p99 ms", "ITL p50 ms"),
        map(_turn_row, workloads["agent"].get("by_turn", ())),
    )
    yield ""
    server = result["server"]
    yield (
        f"The server was ready after {shown(server['start_s'])} s and had "
        f"{format_bytes(server['pss_bytes'])} of the host's memory at the end."
    )
    rows = [*workloads["prefill"], *workloads["decode"], workloads["agent"], workloads["http"]]
    for note in [*warnings(section), *(row["error"] for row in rows if "error" in row)]:
        yield f"\nNote: {note}"


def _decode_row(row: Result) -> list[object]:
    ttft, itl = row.get("ttft_ms", {}), row.get("itl_ms", {})
    rates = (row.get("tokens_per_s"), row.get("steady_tokens_per_s"))
    return [row["concurrency"], *rates, ttft.get("p50"), itl.get("p50"), itl.get("p99")]


def _turn_row(row: Result) -> list[object]:
    sizes = (row["turn"], row["prompt_tokens"], row["cached_tokens"])
    return [*sizes, row["ttft_ms"]["p50"], row["ttft_ms"]["p99"], row["itl_ms"]["p50"]]


def _monitor(result: Result) -> Iterator[str]:
    yield "## neuron-monitor, during the serving workloads"
    yield ""
    section = result["neuron_monitor"]
    if gap := _gap(section):
        yield gap
        return
    device, host = (section[f"peak_{name}_bytes"] for name in ("device", "host"))
    yield (
        f"{section['num_samples']} samples. Peak memory: device {_bytes(device)}, host {_bytes(host)}. "
        f"Executions: {_counts(section['executions'])}. Errors: {_counts(section['errors'])}."
    )
    yield ""
    yield from _table(
        ("core", "mean use %", "most %", "peak memory", "by use"),
        (
            (
                core,
                each["mean_utilization"],
                each["max_utilization"],
                _bytes(each["peak_bytes"]),
                ", ".join(f"{name} {format_bytes(size)}" for name, size in each["peak_bytes_by_use"].items()),
            )
            for core, each in section["cores"].items()
        ),
    )
    for text in section["complaints"]:
        yield f"\nneuron-monitor says: {text}"


def _bytes(size: int | None) -> str:
    return "-" if size is None else format_bytes(size)


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.items() if count) or "none"


def _roofline(result: Result) -> Iterator[str]:
    yield "## Computed: the least time of a step"
    yield ""
    section, settings = result["roofline"], result["settings"]
    if gap := _gap(section):
        yield gap
        return
    yield (
        f"On {settings['tp']} cores of {settings['instance']}, from published peaks: the longer of bytes / "
        "bandwidth and operations / peak, without launches and collectives. Not measured."
    )
    yield ""
    yield from _table(
        ("step", "least ms"),
        [
            *((f"prompt of {row['prompt_tokens']} tokens", f"{row['ms']:.3g}") for row in section["prefill"]),
            *(
                (f"{row['concurrency']} x decode at {row['context_tokens']} tokens", f"{row['ms']:.3g}")
                for row in section["decode"]
            ),
        ],
    )


def _published(result: Result) -> Iterator[str]:
    yield "## Published by AWS, for other software and mostly other models"
    yield ""
    yield "Not measured by this project; the source of each row is in the JSON."
    yield ""
    names = (
        "model",
        "instance",
        "tp",
        "weights",
        "batch",
        "input_tokens",
        "output_tokens",
        "ttft_ms",
        "tpot_ms",
    )
    yield from _table(names, ([row[name] for name in names] for row in result["published"]))
