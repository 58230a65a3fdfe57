"""`tenure compile`: plan a model's graphs for NeuronCores, compile them, and keep them."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from models.neuron.instances import DEFAULT_INSTANCE
from serving.cli.console import complain, out, progress_display, say
from serving.cli.model_options import Dtype, DtypeOption, KvMemory, MaxModelLen
from serving.cli.neuron_options import (
    CacheDir,
    CacheUrl,
    CompileTimeout,
    CompileWorkers,
    Emulate,
    InstanceName,
    KVLayoutChoice,
    KVLayoutOption,
    device_memory_bytes,
)
from serving.cli.options import DEFAULT_MODEL, number, option
from serving.cli.plan import parsed_memory
from serving.config import NeuronConfig

EPILOG = """[bold]Examples[/]

tenure compile ./Llama-3-8B --instance trn1.32xlarge --tp 8 --plan-only  [dim]a config.json is enough[/]

tenure compile ./Llama-3-8B --instance trn1.32xlarge --tp 8  [dim]fills the cache[/]

tenure compile ./Llama-3-8B --tp 2 --compile-cache-url s3://BUCKET/artifacts  [dim]for other machines, too[/]

tenure compile --emulate --kv-memory 64MiB --max-model-len 512  [dim]an emulation, for tests[/]"""


def compile(  # noqa: A001
    model: Annotated[
        str,
        typer.Argument(
            metavar="MODEL",
            envvar="TENURE_MODEL",
            help="A directory with a config.json (no weights needed), a GGUF file, or a built-in name.",
        ),
    ] = DEFAULT_MODEL,
    instance: InstanceName = DEFAULT_INSTANCE,
    tp: Annotated[int, number("--tp", "NeuronCores that share the model.", least=1)] = 1,
    max_model_len: MaxModelLen = None,
    max_num_seqs: Annotated[int, number("--max-num-seqs", "Sequences in one step.", least=1)] = 64,
    dtype: DtypeOption = Dtype.auto,
    kv_memory: KvMemory = None,
    kv_layout: KVLayoutOption = KVLayoutChoice.paged,
    compile_cache: CacheDir = None,
    compile_cache_url: CacheUrl = None,
    compile_workers: CompileWorkers = 2,
    compile_timeout: CompileTimeout = 3600.0,
    emulate: Emulate = False,
    plan_only: Annotated[bool, option("--plan-only", "Show the plan, and compile nothing.")] = False,
    as_json: Annotated[bool, option("--json", "Print the plan as JSON.")] = False,
) -> None:
    """Compile a model's graphs for NeuronCores, into the cache that `serve --device neuron` reads."""
    # Imported late: `tenure --help` must not wait for torch.
    from models.config_file import read_config
    from serving.cli.compile_report import as_plain, outcome, print_plan
    from serving.cli.plan_command import find_model
    from serving.replica.neuron import compile_graphs, make_plan

    neuron = NeuronConfig(
        instance=instance,
        kv_layout=kv_layout.value,
        cache_dir=compile_cache,
        cache_url=compile_cache_url,
        compile_workers=compile_workers,
        compile_timeout_s=compile_timeout,
        emulate=emulate,
    )
    memory = parsed_memory(kv_memory)
    plan = make_plan(
        read_config(find_model(model)),
        neuron,
        tp=tp,
        dtype=dtype.value,
        max_num_seqs=max_num_seqs,
        max_model_len=max_model_len,
        kv_memory_bytes=memory.resolve(device_memory_bytes(instance, tp)) if memory else None,
    )
    if as_json:
        say(json.dumps(as_plain(plan), indent=2))
    else:
        print_plan(plan, out)
    if plan_only:
        return
    with progress_display(f"Compiling {model}") as progress:
        compiled = compile_graphs(plan, neuron, progress, pushes=True)
    complain(outcome(compiled, neuron, len(plan.shape.buckets) + 2), label=None)
