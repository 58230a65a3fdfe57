"""Check, compile, verify and measure Tenure on a Trainium instance, in one command.

    python -m benchmarks.trn --instance trn1.2xlarge
    python -m benchmarks.trn --emulate

Writes benchmarks/results/trn-LABEL.json and trn-LABEL.md. README.md in the folder above says what is in them.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from benchmarks.machine import command_line, describe_machine, git_commit
from benchmarks.synthetic_checkpoint import write_checkpoint
from benchmarks.trn.options import Options, parse_arguments
from benchmarks.trn.report import EMULATION, page
from benchmarks.trn.stages import Result, Stages, in_own_process, passed
from serving.cli.checks.check import Status
from serving.cli.checks.neuron import neuron_checks
from serving.cli.doctor import table_of

# Heads that do not divide by the ranks, and logits far enough apart that a wrong one shows.
RANDOM_MODEL = {
    "architectures": ["LlamaForCausalLM"],
    "torch_dtype": "bfloat16",
    "vocab_size": 320,
    "hidden_size": 48,
    "num_hidden_layers": 2,
    "num_attention_heads": 3,
    "num_key_value_heads": 1,
    "head_dim": 16,
    "intermediate_size": 96,
    "max_position_embeddings": 2048,
}
RANDOM_STD = 0.15


def main(arguments: Sequence[str] | None = None) -> int:
    """Run as a command. 0: all passed; 1: something failed or is missing; 2: the command line is wrong."""
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    options = parse_arguments(arguments)
    console = Console()
    checks = in_own_process(neuron_checks)
    console.print(table_of(checks))
    if options.emulate:
        console.print(EMULATION.replace("**", ""), style="yellow")
    elif any(check.status is Status.absent for check in checks):
        console.print("[red]This machine cannot run it: see above. Without a chip, --emulate.[/]")
        return 1
    about = {"command": command_line("benchmarks.trn", arguments), "sdk": [asdict(check) for check in checks]}
    result = about | run(options, console)
    write(result, options, console)
    return 0 if passed(result) else 1


def run(options: Options, console: Console) -> Result:
    """All stages, and what the result must say of where it was made."""
    model = options.model or "a random model"
    with tempfile.TemporaryDirectory(prefix="tenure-trn-") as name:
        directory = Path(name)
        if not options.model:
            options = replace(options, model=str(directory / "random"))
            write_checkpoint(Path(options.model), RANDOM_MODEL, std=RANDOM_STD)
        return {
            "label": options.label,
            "started_at": datetime.now(UTC).isoformat(timespec="seconds"),
            **git_commit(),
            "machine": describe_machine(),
            "is_emulation": options.emulate,
            "model": model,
            "settings": {key: str(v) if isinstance(v, Path) else v for key, v in asdict(options).items()},
            **Stages(options, directory, console).run(),
        }


def write(result: Result, options: Options, console: Console) -> None:
    options.output_dir.mkdir(parents=True, exist_ok=True)
    path = options.output_dir / f"trn-{options.label}.json"
    path.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    path.with_suffix(".md").write_text(page(result), encoding="utf-8")
    console.print(f"written to {path} and {path.with_suffix('.md').name}")


if __name__ == "__main__":
    sys.exit(main())
