"""A plan as tables to read."""

from __future__ import annotations

from rich.console import Console, Group
from rich.table import Table

from models.neuron.instances import find_core
from serving.cli.sizes import format_bytes
from serving.planning.least_squares import FitError
from serving.planning.plan import Plan, TurnForecast
from serving.planning.published import PaperFit

MAX_TURNS_SHOWN = 4


def print_plan(plan: Plan, console: Console) -> None:
    console.print(Group(_memory_table(plan), _speed_table(plan), _turn_table(plan)))
    for line in (*_notes(plan), *basis_lines(plan)):
        console.print(line, markup=False, soft_wrap=True)


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", show_header=bool(columns))
    for column in columns or ("", ""):
        table.add_column(column, justify="left" if not columns else "right")
    return table


def _memory_table(plan: Plan) -> Table:
    memory, shape = plan.memory, plan.shape
    where = "this machine" if plan.instance.is_measured else f"one of {plan.instance.num_cores} cores"
    table = _table(f"Memory of {where} ({plan.instance.name}, tp {shape.tp})")
    table.add_row(f"weights, {shape.weight_format}", format_bytes(memory.weight_bytes))
    table.add_row(
        f"KV, {shape.kv_format}: {memory.num_kv_tokens} tokens of {format_bytes(memory.bytes_per_token)}",
        format_bytes(memory.kv_bytes),
    )
    table.add_row("working space (at most)", format_bytes(memory.scratch_bytes))
    if memory.reserve_bytes:
        table.add_row("kept for graphs and runtime", format_bytes(memory.reserve_bytes))
    table.add_row("free", format_bytes(memory.free_bytes))
    table.add_row("in all", format_bytes(memory.total_bytes))
    return table


def _speed_table(plan: Plan) -> Table:
    work, final = plan.workload, plan.workload.num_final_tokens
    each = f"{plan.num_replicas} replicas" if plan.num_replicas > 1 else "1 replica"
    table = _table(
        f"{work.num_sessions} sessions of {work.num_turns} turns "
        f"({work.num_new_tokens} new tokens, {work.num_reply_tokens} replied) on {each}"
    )
    table.add_row(f"resident sessions of {final} tokens", str(plan.num_resident_sessions))
    for size, seconds in plan.decode_step_s.items():
        rate = size / seconds
        table.add_row(
            f"decode step, {size} at {final} tokens, one replica", f"{_ms(seconds)}, {rate:.0f} tokens/s"
        )
    table.add_row("generated tokens/s", f"{plan.tokens_per_s:.1f}")
    table.add_row("prompt tokens/s, cached ones included", f"{plan.prompt_tokens_per_s:.0f}")
    table.add_row("inter-token latency p50 / p99", f"{_ms(plan.itl.p50)} / {_ms(plan.itl.p99)}")
    goal = f"TTFT <= {plan.objective.ttft_s:g} s, mean gap <= {_ms(plan.objective.itl_s)}"
    table.add_row(f"good turns ({goal})", f"{plan.good_share:.0%}, {plan.good_turns_per_s:.2f}/s")
    table.add_row("duration", f"{plan.duration_s:.1f} s")
    return table


def _turn_table(plan: Plan) -> Table:
    table = _table("Time to first token", "turn", "prompt", "cached", "p50", "p99")
    for turn in _shown(plan.turns):
        cached = f"{turn.num_cached_tokens:.0f}"
        times = (_ms(turn.ttft.p50), _ms(turn.ttft.p99))
        table.add_row(str(turn.number), str(turn.num_prompt_tokens), cached, *times)
    return table


def _shown(turns: list[TurnForecast]) -> list[TurnForecast]:
    """The first two, the middle one and the last."""
    if len(turns) <= MAX_TURNS_SHOWN:
        return turns
    return [turns[0], turns[1], turns[len(turns) // 2], turns[-1]]


def _notes(plan: Plan) -> list[str]:
    notes = []
    if plan.num_evicted_blocks:
        notes.append(
            f"KV is short: {plan.num_evicted_blocks} blocks of idle sessions were evicted and their tokens "
            "computed again."
        )
    if plan.num_preemptions:
        notes.append(f"{plan.num_preemptions} running turns were put back for lack of KV.")
    return notes


def basis_lines(plan: Plan) -> list[str]:
    """What the numbers rest on, and how far off they have been."""
    basis = plan.basis
    if isinstance(basis, PaperFit):
        return [
            f"A prediction from published figures; nothing of this project has run on {plan.instance.name}. "
            "The host's own time is not in it.",
            f"Back end: {' or '.join(find_core(plan.instance.name).back_ends)}.",
            f"Step model: AWS's published peaks; {_ms(basis.layer_s)} per layer, "
            f"{basis.bandwidth_share:.0%} of the bandwidth and {basis.flops_share:.0%} of the arithmetic, "
            f"fitted to AWS's published latencies of {plan.instance.family}.",
            f"Its error on those: decode {_error(basis.decode_error)}, "
            f"prompts {_error(basis.prefill_error)}.",
        ]
    lines = [
        f"Step model: fitted to steps of {basis.model} on {basis.machine} ({basis.numerics}, "
        f"{basis.num_threads} threads, {basis.cpu}).",
        f"Its error on steps that were held out: {_error(basis.error)}. Made by: {basis.made_by}.",
    ]
    if basis.server_error is None:
        lines.append("Beside a server it was not held to anything: --calibrate does that too.")
    else:
        lines.append(f"Its error on what clients of a server saw: {_error(basis.server_error)}.")
    if not basis.is_quiet:
        lines.append(
            f"While the steps were measured, others took {basis.other_load:.0%} of the processors: times are "
            "too long. Measure again with --calibrate on an idle machine."
        )
    return lines


def _error(error: FitError) -> str:
    return f"median {error.median:.1%}, p90 {error.p90:.1%} of {error.num}"


def _ms(seconds: float) -> str:
    return f"{seconds * 1e3:.3g} ms" if seconds < 1 else f"{seconds:.2f} s"
