"""A plan for NeuronCores as tables to read, or as plain values."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.table import Table

from models.neuron.nxd.compile import Compiled
from models.neuron.plan import NeuronPlan, bucket_scratch_bytes
from serving.cli.sizes import format_bytes
from serving.config import NeuronConfig
from serving.replica.neuron import cache_dir, cache_url


def print_plan(plan: NeuronPlan, console: Console) -> None:
    console.print(_memory_table(plan))
    console.print(_bucket_table(plan))
    for line in _notes(plan):
        console.print(line, markup=False, soft_wrap=True)


def outcome(compiled: Compiled, neuron: NeuronConfig, num_graphs: int) -> str:
    """What was done, in a sentence."""
    parts = [f"{compiled.num_traced} of {num_graphs} graphs traced", f"{compiled.num_compiled} compiled"]
    if (url := cache_url(neuron)) is not None:
        fetched, pushed = compiled.num_fetched, compiled.num_pushed
        parts.append(f"{fetched} artifacts fetched from and {pushed} pushed to {url}")
    parts.append(f"the others were in the cache {cache_dir(neuron)}")
    return ", ".join(parts) + (" (an emulation: no NEFF was made)." if neuron.emulate else ".")


def _memory_table(plan: NeuronPlan) -> Table:
    memory, layout = plan.memory, plan.shape.layout
    lnc = plan.core.logical_nc_config
    cores = f"tp {plan.shape.tp}" + (f", LNC={lnc}: {lnc} physical cores each" if lnc > 1 else "")
    title = f"Memory of one NeuronCore ({plan.core.instance}, {cores})"
    table = Table(title=title, title_justify="left", show_header=False)
    dtype = str(plan.dtype).removeprefix("torch.")
    table.add_row(f"weights, {dtype}", format_bytes(memory.weights))
    kv = f"KV, {dtype}: {layout.num_blocks} blocks of {layout.block_size} tokens, and the null block"
    table.add_row(kv, format_bytes(memory.kv))
    table.add_row("working space (at most)", format_bytes(memory.scratch))
    table.add_row("kept for graphs and runtime", format_bytes(memory.reserve))
    table.add_row("free", format_bytes(memory.free))
    table.add_row("in all", format_bytes(memory.total))
    return table


def _bucket_table(plan: NeuronPlan) -> Table:
    title = f"{len(plan.shape.buckets)} graphs for steps, and 2 that read and write KV by block"
    table = Table(title=title, title_justify="left")
    for column in ("graph", "sequences", "new tokens each", "context", "logit rows", "working space"):
        is_name = column == "graph"
        table.add_column(column, justify="left" if is_name else "right", no_wrap=is_name)
    for bucket in plan.shape.buckets:
        scratch = format_bytes(bucket_scratch_bytes(plan, bucket))
        sizes = (bucket.batch, bucket.extend, bucket.context, bucket.num_logit_rows)
        table.add_row(bucket.tag, *map(str, sizes), scratch)
    return table


def _notes(plan: NeuronPlan) -> list[str]:
    kernels = ", ".join(plan.kernels.names) or "none"
    return [
        f"Back end: {' or '.join(plan.core.back_ends)}.",
        f"NKI kernels in the graphs: {kernels}.",
        f"KV of {plan.num_kv_tokens} tokens; a sequence has at most {plan.max_model_len}.",
        "Figures are computed from sizes, not measured: nothing of this project has run on a NeuronCore.",
    ]


def as_plain(plan: NeuronPlan) -> dict[str, Any]:
    """Every number of the plan; bytes are of one core."""
    memory, layout = plan.memory, plan.shape.layout
    return {
        "instance": plan.core.instance,
        "tp": plan.shape.tp,
        "back_ends": list(plan.core.back_ends),
        "logical_nc_config": plan.core.logical_nc_config,
        "dtype": str(plan.dtype).removeprefix("torch."),
        "max_model_len": plan.max_model_len,
        "compiler_flags": plan.core.compiler_flags,
        "nki_kernels": list(plan.kernels.names),
        "memory": {
            "total": memory.total,
            "weights": memory.weights,
            "kv": memory.kv,
            "scratch": memory.scratch,
            "reserve": memory.reserve,
            "free": memory.free,
        },
        "kv": {
            "num_blocks": layout.num_blocks,
            "block_size": layout.block_size,
            "bytes_per_block": layout.bytes_per_block,
            "num_kv_heads": layout.num_kv_heads,
        },
        "buckets": [
            {
                "tag": bucket.tag,
                "batch": bucket.batch,
                "extend": bucket.extend,
                "context": bucket.context,
                "scratch_bytes": bucket_scratch_bytes(plan, bucket),
            }
            for bucket in plan.shape.buckets
        ],
    }
