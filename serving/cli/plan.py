"""`tenure plan`: does a model fit a machine, how fast will it be, how many sessions stay resident."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

from serving.cli.console import out, say
from serving.cli.kv_memory import kv_memory_size
from serving.cli.options import DEFAULT_MODEL, Given, JsonFlag, Only, command
from serving.config import ReplicaConfig
from serving.option import Option
from serving.planning.objective import Objective
from serving.planning.workload import Workload

if TYPE_CHECKING:
    from serving.planning.plan import Plan

EPILOG = """[bold]Examples[/]

tenure plan  [dim]SmolLM2-135M-Instruct on this machine[/]

tenure plan smollm2-135m --calibrate --sessions 32  [dim]measured here first, in about a minute[/]

tenure plan ./Llama-3-8B --instance trn1.32xlarge --tp 8  [dim]a config.json is enough[/]"""

MACHINE = "Machine"


@command
def plan(
    replica: Annotated[
        Given[ReplicaConfig],
        Only(
            "max_model_len",
            "kv_memory_bytes",
            "dtype",
            "quantization",
            "kv_dtype",
            "num_threads",
            "max_num_seqs",
            "max_num_batched_tokens",
            "max_step_ms",
        ),
    ],
    workload: Given[Workload],
    objective: Given[Objective],
    instance: Annotated[
        str,
        Option(
            "cpu (this machine), trn1.2xlarge, trn1.32xlarge, trn1n.32xlarge, trn2.48xlarge, trn3-gen1 "
            "or trn3-gen2.",
            panel=MACHINE,
            metavar="NAME",
        ),
    ] = "cpu",
    tp: Annotated[
        int | None,
        Option(
            "Cores of one replica; the others hold more replicas.",
            least=1,
            default="the fewest that it fits on",
            panel=MACHINE,
        ),
    ] = None,
    calibrate: Annotated[
        bool, Option("Measure steps and a server of this model here first, and keep the fit.", panel=MACHINE)
    ] = False,
    as_json: JsonFlag = False,
    model: Annotated[
        str,
        Option(
            "A directory with a config.json (no weights needed), a GGUF file, or a built-in name.",
            flag="MODEL",
        ),
    ] = DEFAULT_MODEL,
) -> None:
    """Predict throughput, time to first token, and how many sessions stay in memory."""
    # Imported late: `tenure --help` must not wait for torch.
    from serving.cli.plan_command import PlanCommand

    command = PlanCommand(
        instance=instance,
        tp=tp,
        replica=replica.build(model=model, kv_memory_bytes=None),
        kv_memory=kv_memory_size(replica),
        workload=workload.build(),
        objective=objective.build(),
    )
    if calibrate:
        command.calibrate()
    result = command.run()
    if as_json:
        say(json.dumps(as_plain(result), indent=2))
    else:
        from serving.cli.plan_report import print_plan

        print_plan(result, out)


def as_plain(result: Plan) -> dict[str, Any]:
    """Every number of the plan, and what it rests on."""
    return {
        "is_measured_hardware": result.instance.is_measured,
        **asdict(result),
        "memory_kv_bytes": result.memory.kv_bytes,
    }
