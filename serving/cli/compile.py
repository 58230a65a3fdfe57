"""`tenure compile`: plan a model's graphs for NeuronCores, compile them, and keep them."""

from __future__ import annotations

import json
from typing import Annotated

from serving.cli.console import complain, out, progress_display, say
from serving.cli.kv_memory import kv_memory_bytes
from serving.cli.options import DEFAULT_MODEL, Given, JsonFlag, Only, command
from serving.config import NeuronConfig, ReplicaConfig
from serving.option import Option

EPILOG = """[bold]Examples[/]

tenure compile ./Llama-3-8B --instance trn1.32xlarge --tp 8 --plan-only  [dim]a config.json is enough[/]

tenure compile ./Llama-3-8B --instance trn1.32xlarge --tp 8  [dim]fills the cache[/]

tenure compile ./Llama-3-8B --tp 2 --compile-cache-url s3://BUCKET/artifacts  [dim]for other machines, too[/]

tenure compile --emulate --kv-memory 64MiB --max-model-len 512  [dim]an emulation, for tests[/]"""


@command
def compile(  # noqa: A001
    replica: Annotated[
        Given[ReplicaConfig],
        Only("max_model_len", "kv_memory_bytes", "dtype", "tensor_parallel_size", "max_num_seqs"),
    ],
    neuron: Annotated[
        Given[NeuronConfig],
        Only(
            "instance",
            "kv_layout",
            "cache_dir",
            "cache_url",
            "compile_workers",
            "compile_timeout_s",
            "nki",
            "back_end",
            "emulate",
            "emulate_with",
        ),
    ],
    plan_only: Annotated[bool, Option("Show the plan, and compile nothing.")] = False,
    as_json: JsonFlag = False,
    model: Annotated[
        str,
        Option(
            "A directory with a config.json (no weights needed), a GGUF file, or a built-in name.",
            flag="MODEL",
        ),
    ] = DEFAULT_MODEL,
) -> None:
    """Compile a model's graphs for NeuronCores, into the cache that `serve --device neuron` reads."""
    # Imported late: `tenure --help` must not wait for torch.
    from models.config_file import read_config
    from serving.cli.compile_report import as_plain, outcome, print_plan
    from serving.cli.plan_command import find_model
    from serving.replica.neuron import back_end_of, compile_graphs, make_plan
    from serving.replica.neuron_native import compile_native

    neuron_config = neuron.build()
    limits = replica.build(model=model, kv_memory_bytes=None)
    tp = limits.tensor_parallel_size
    plan = make_plan(
        read_config(find_model(model)),
        neuron_config,
        tp=tp,
        dtype=limits.dtype,
        max_num_seqs=limits.max_num_seqs,
        max_model_len=limits.max_model_len,
        kv_memory_bytes=kv_memory_bytes(replica, neuron_config, num_cores=tp),
    )
    if as_json:
        say(json.dumps(as_plain(plan), indent=2))
    else:
        print_plan(plan, out)
    if plan_only:
        return
    if back_end_of(neuron_config) == "torch_native":
        with progress_display(f"Compiling {model}") as progress:
            done = compile_native(plan, neuron_config, progress)
        complain(done, label=None)
        return
    with progress_display(f"Compiling {model}") as progress:
        compiled = compile_graphs(plan, neuron_config, progress, pushes=True)
    complain(outcome(compiled, neuron_config, len(plan.shape.buckets) + 2), label=None)
