"""`tenure plan`: does a model fit a machine, how fast will it be, how many sessions stay resident."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from serving.cli.console import out, say
from serving.cli.model_options import (
    Dtype,
    DtypeOption,
    KVDtypeChoice,
    KVDtypeOption,
    KvMemory,
    MaxModelLen,
    QuantizationChoice,
    QuantizationOption,
    Threads,
)
from serving.cli.options import DEFAULT_MODEL, bad_value, number, option
from serving.cli.sizes import MemorySize, parse_memory

if TYPE_CHECKING:
    from serving.planning.plan import Plan

EPILOG = """[bold]Examples[/]

tenure plan  [dim]SmolLM2-135M-Instruct on this machine[/]

tenure plan smollm2-135m --calibrate --sessions 32  [dim]with steps measured here, about 20 s[/]

tenure plan ./Llama-3-8B --instance trn1.32xlarge --tp 8  [dim]a config.json is enough[/]"""

MACHINE, STEPS, WORKLOAD, GOALS = "Machine", "Scheduling", "Workload", "What a good turn is"


def plan(
    model: Annotated[
        str,
        typer.Argument(
            metavar="MODEL",
            envvar="TENURE_MODEL",
            help="A directory with a config.json (no weights needed), a GGUF file, or a built-in name.",
        ),
    ] = DEFAULT_MODEL,
    instance: Annotated[
        str,
        option(
            "--instance",
            "cpu (this machine), trn1.2xlarge, trn1.32xlarge, trn1n.32xlarge or trn2.48xlarge.",
            panel=MACHINE,
            metavar="NAME",
        ),
    ] = "cpu",
    tp: Annotated[
        int | None,
        number("--tp", "Cores of one replica. Default: the fewest that it fits on.", least=1, panel=MACHINE),
    ] = None,
    threads: Threads = None,
    calibrate: Annotated[
        bool,
        option("--calibrate", "Measure steps of this model here first, and keep the fit.", panel=MACHINE),
    ] = False,
    dtype: DtypeOption = Dtype.auto,
    quantization: QuantizationOption = QuantizationChoice.auto,
    kv_dtype: KVDtypeOption = KVDtypeChoice.auto,
    max_model_len: MaxModelLen = None,
    kv_memory: KvMemory = None,
    max_num_seqs: Annotated[
        int, number("--max-num-seqs", "Sequences in one step.", least=1, panel=STEPS)
    ] = 64,
    max_num_batched_tokens: Annotated[
        int, number("--max-num-batched-tokens", "New tokens in one step.", least=1, panel=STEPS)
    ] = 1024,
    max_step_ms: Annotated[
        float,
        number("--max-step-ms", "Longest stall of running replies.", least=1, panel=STEPS),
    ] = 200.0,
    sessions: Annotated[int, number("--sessions", "On the whole instance.", least=1, panel=WORKLOAD)] = 8,
    turns: Annotated[int, number("--turns", "Turns of each session.", least=1, panel=WORKLOAD)] = 10,
    first_tokens: Annotated[
        int | None,
        number("--first-tokens", "Prompt of the first turn. Default: --new-tokens.", least=1, panel=WORKLOAD),
    ] = None,
    new_tokens: Annotated[
        int, number("--new-tokens", "Tokens that each turn appends.", least=1, panel=WORKLOAD)
    ] = 200,
    reply_tokens: Annotated[
        int, number("--reply-tokens", "Tokens of each reply.", least=1, panel=WORKLOAD)
    ] = 64,
    tool_seconds: Annotated[
        float, number("--tool-seconds", "From a reply to the next turn.", least=0, panel=WORKLOAD)
    ] = 0.0,
    session_rate: Annotated[
        float,
        number("--session-rate", "New sessions a second; 0: all at once.", least=0, panel=WORKLOAD),
    ] = 0.0,
    turns_in_flight: Annotated[
        int | None,
        number("--turns-in-flight", "Most open turns. Default: any.", least=1, panel=WORKLOAD),
    ] = None,
    slo_ttft: Annotated[
        float, number("--slo-ttft", "Longest time to the first token, in seconds.", least=0, panel=GOALS)
    ] = 2.0,
    slo_itl: Annotated[
        float, number("--slo-itl", "Longest mean gap between tokens, in seconds.", least=0, panel=GOALS)
    ] = 0.2,
    as_json: Annotated[bool, option("--json", "Print JSON.")] = False,
) -> None:
    """Predict throughput, time to first token, and how many sessions stay in memory."""
    # Imported late: `tenure --help` must not wait for torch.
    from serving.cli.plan_command import PlanCommand
    from serving.planning.plan import Objective
    from serving.planning.workload import Workload

    command = PlanCommand(
        model=model,
        instance=instance,
        tp=tp,
        num_threads=threads,
        dtype=dtype.value,
        quantization=quantization.value,
        kv_dtype=kv_dtype.value,
        max_model_len=max_model_len,
        kv_memory=parsed_memory(kv_memory),
        max_num_seqs=max_num_seqs,
        max_num_batched_tokens=max_num_batched_tokens,
        max_step_ms=max_step_ms,
        workload=Workload(
            num_sessions=sessions,
            num_turns=turns,
            num_first_tokens=first_tokens,
            num_new_tokens=new_tokens,
            num_reply_tokens=reply_tokens,
            tool_s=tool_seconds,
            sessions_per_s=session_rate,
            max_turns_in_flight=turns_in_flight,
        ),
        objective=Objective(ttft_s=slo_ttft, itl_s=slo_itl),
    )
    if calibrate:
        command.calibrate()
    result = command.run()
    if as_json:
        say(json.dumps(as_plain(result), indent=2))
    else:
        from serving.cli.plan_report import print_plan

        print_plan(result, out)


def parsed_memory(text: str | None) -> MemorySize | None:
    try:
        return None if text is None else parse_memory(text)
    except ValueError as error:
        raise bad_value(error, "--kv-memory") from error


def as_plain(result: Plan) -> dict[str, Any]:
    """Every number of the plan, and what it rests on."""
    return {
        "is_measured_hardware": result.instance.is_measured,
        **asdict(result),
        "memory_kv_bytes": result.memory.kv_bytes,
    }
