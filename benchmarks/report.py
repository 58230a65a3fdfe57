"""The tables that a result is read as."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.console import Console
from rich.table import Table

Result = dict[str, Any]


def print_report(result: Result, console: Console) -> None:
    """One table for each workload that ran, then what a reader must know before he trusts them."""
    workloads = result["workloads"]
    if rows := workloads.get("prefill"):
        console.print(_prefill_table(rows))
    if rows := workloads.get("decode"):
        console.print(_decode_table(rows))
    if agent := workloads.get("agent"):
        console.print(_agent_table(agent))
    if http := workloads.get("http"):
        console.print(_http_table(http))
    for warning in warnings(result):
        console.print(f"[yellow]note:[/] {warning}")


def _prefill_table(rows: list[Result]) -> Table:
    table = _table("Prefill", "prompt tokens", "cached", "seconds", "tokens/s")
    for row in rows:
        name = row.get("prompt_tokens", row["wanted_prompt_tokens"])
        _add(table, row, name, row.get("cached_tokens"), row.get("seconds"), row.get("tokens_per_s"))
    return table


def _decode_table(rows: list[Result]) -> Table:
    columns = ("tokens/s", "steady/s", "TTFT p50 ms", "p99", "ITL p50 ms", "p95", "p99")
    table = _table("Decode", "streams", *columns)
    for row in rows:
        rates = (row.get("tokens_per_s"), row.get("steady_tokens_per_s"))
        ttft, itl = row.get("ttft_ms", {}), row.get("itl_ms", {})
        times = (ttft.get("p50"), ttft.get("p99"), itl.get("p50"), itl.get("p95"), itl.get("p99"))
        _add(table, row, row["concurrency"], *rates, *times)
    return table


def _agent_table(agent: Result) -> Table:
    if "error" in agent:
        table = _table("Agent sessions", "turn")
        _add(table, agent, "-")
        return table
    title = (
        f"Agent: {agent['num_sessions']} sessions of {agent['num_turns']} turns, {agent['concurrency']} at a "
        f"time: {agent['wall_s']} s, {agent['tokens_per_s']} tokens/s"
    )
    columns = ("TTFT p50 ms", "p95", "p99", "ITL p50 ms", "p95", "p99")
    table = _table(title, "turn", "prompt", "cached", *columns)
    for row in [*agent["by_turn"], {"turn": "all", **agent["all_turns"]}]:
        times = [row[kind][p] for kind in ("ttft_ms", "itl_ms") for p in ("p50", "p95", "p99")]
        _add(table, row, row["turn"], row["prompt_tokens"], row["cached_tokens"], *times)
    return table


def _http_table(http: Result) -> Table:
    table = _table("HTTP overhead: GET /models", "p50 ms", "p95", "p99", "requests/s")
    latency = http.get("latency_ms", {})
    _add(table, http, latency.get("p50"), latency.get("p95"), latency.get("p99"), http.get("requests_per_s"))
    return table


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left")
    for column in columns:
        table.add_column(column, justify="right")
    return table


def _add(table: Table, row: Result, *values: object) -> None:
    table.add_row(*(shown(value) for value in values))
    if "error" in row:
        table.caption = f"{table.caption or ''}[red]{row['error']}[/]\n"
        table.caption_justify = "left"


def shown(value: object) -> str:
    """About three digits: as many as these measurements carry, and as fit a narrow terminal."""
    if value is None:
        return "-"
    if not isinstance(value, float):
        return str(value)
    return f"{value:.{max(0, 3 - len(str(int(abs(value)))))}f}" if value % 1 else f"{value:.0f}"


def warnings(result: Result) -> Iterator[str]:
    """What would make the numbers mean something else than their names say."""
    workloads = result["workloads"]
    if any(row.get("cached_tokens") for row in workloads.get("prefill", ())):
        yield "prefill prompts were found in the server's cache: restart it, or use another --seed."
    for name in result["server"]["refused_fields"]:
        yield f"the server refused `{name}`: it was left out."
    for row in workloads.get("decode", ()):
        fewest, most = row.get("completion_tokens", (0, 0))
        if fewest != most:
            yield f"at {row['concurrency']} streams the replies had {fewest} to {most} tokens."
    agent = workloads.get("agent") or {}
    for name, row in [
        *((f"decode {r['concurrency']}", r) for r in workloads.get("decode", ())),
        ("agent", agent),
    ]:
        if (row.get("client_cpu_share") or 0) > 0.2:
            yield f"{name}: the client itself took {row['client_cpu_share']:.0%} of a core."
