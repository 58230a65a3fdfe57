"""What each format of weights, activations and KV costs in quality, measured against float32.

    python -m benchmarks.quality [MODEL] [--quick]

The model is run in each configuration through the runner that serves it, over text that ships with Python.
The reference computes in float32 with the checkpoint's own weights (a GGUF's dequantised) and float32 KV.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from benchmarks.machine import command_line, describe_machine, git_commit
from benchmarks.quality_peer import run_llama
from benchmarks.quality_report import markdown
from benchmarks.quality_run import FULL, QUICK, Reference, Sizes, Work
from benchmarks.quality_subjects import CONFIGURATIONS, REFERENCE, Configuration, Subject, load
from kernels import library
from models.native_dtype import has_own_quantization
from models.registry import ModelSource, resolve
from serving.config import ReplicaConfig
from serving.replica.formats import Formats, choose_formats

RESULTS = Path(__file__).with_name("results")

app = typer.Typer(add_completion=False)

Row = dict[str, Any]


@app.command(help=(__doc__ or "").partition("\n")[0])
def main(
    model: Annotated[str, typer.Argument(help="As for `tenure serve`.")] = "smollm2-135m",
    quick: Annotated[bool, typer.Option("--quick", help="Tiny sizes: to see that it runs.")] = False,
    output: Annotated[
        Path | None, typer.Option(help="JSON. Else results/quality-MODEL.json, or none if --quick.")
    ] = None,
    llama_python: Annotated[
        Path | None, typer.Option(help="A Python that has llama-cpp-python: adds llama.cpp's rows.")
    ] = None,
    llama_gguf: Annotated[
        list[Path] | None, typer.Option(help="What llama.cpp loads, if not the model's own file; repeatable.")
    ] = None,
    scratch: Annotated[
        Path | None,
        typer.Option(
            help="Where logits are kept meanwhile: for SmolLM2 3 GB, and as much for each --llama-gguf."
        ),
    ] = None,
) -> None:
    source = resolve(model)
    provenance = git_commit() | {"machine": describe_machine()}
    started = time.monotonic()
    with tempfile.TemporaryDirectory(dir=scratch, prefix="quality-") as directory:
        measured = measure(source, QUICK if quick else FULL, Path(directory), llama_python, llama_gguf)
    result = {
        "command": command_line("benchmarks.quality", sys.argv[1:]),
        **provenance,
        "seconds": round(time.monotonic() - started),
        **measured,
    }
    typer.echo(markdown(result))
    if output is None and not quick:
        output = RESULTS / f"quality-{source.name}.json"
    if output is not None:
        output.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


def measure(
    source: ModelSource,
    sizes: Sizes,
    directory: Path,
    llama_python: Path | None = None,
    llama_ggufs: Sequence[Path] | None = None,
) -> dict[str, Any]:
    """The reference first, then each configuration, then llama.cpp; one model in memory at a time."""
    isa = _isa()
    auto = choose_formats(ReplicaConfig(model=source.name), source, isa)
    model = load(source, REFERENCE)
    work = Work.of(model, sizes)
    typer.echo(f"the reference, {len(work.windows)} windows and {len(work.prompts)} prompts", err=True)
    reference = Reference(work, Subject(model, REFERENCE.kv, num_blocks=work.num_blocks), directory)
    rows = [_named(REFERENCE, ("float32",), auto) | {"is_reference": True} | reference.with_itself()]
    del model
    rows += [_row(source, each, work, reference, auto) for each in _configurations(source)]
    if llama_python is not None:
        ggufs = llama_ggufs or [source.path]
        rows += [_llama_row(llama_python, each, work, reference, directory / each.stem) for each in ggufs]
    return {"model": source.name, "isa": isa, "texts": work.description, "rows": rows}


def _isa() -> str:
    kernels = library.current()
    return "torch" if kernels is None else kernels.name


def _configurations(source: ModelSource) -> Iterator[Configuration]:
    """All that this checkpoint and this machine have: int8 KV needs the built kernels."""
    for configuration in CONFIGURATIONS:
        is_there = configuration.quantization != "auto" or has_own_quantization(source)
        if is_there and (configuration.kv != "int8" or library.current() is not None):
            yield configuration


def _row(
    source: ModelSource, configuration: Configuration, work: Work, reference: Reference, auto: Formats
) -> Row:
    started = time.monotonic()
    model = load(source, configuration)
    row = _named(configuration, model.weight_formats, auto)
    subject = Subject(model, configuration.kv, num_blocks=work.num_blocks)
    row |= reference.compared_with(lambda i: subject.logits(work.windows[i]), work.replies_of(subject))
    _say(row, started)
    return row


def _named(configuration: Configuration, weight_formats: Sequence[str], auto: Formats) -> Row:
    formats = Formats(configuration.dtype, configuration.quantization, configuration.kv)
    return {
        "weights": "+".join(weight_formats),
        "activations": configuration.activations,
        "kv": configuration.kv,
        "is_reference": False,
        "is_auto": formats == auto and not configuration.is_weight_only,
    }


def _llama_row(python: Path, gguf: Path, work: Work, reference: Reference, directory: Path) -> Row:
    started = time.monotonic()
    kernels = library.current()
    peer = run_llama(
        python,
        gguf,
        work.windows,
        work.prompts,
        num_tokens=work.num_reply_tokens,
        num_threads=1 if kernels is None else kernels.num_threads(),
        directory=directory,
    )
    row = {
        "weights": f"llama-cpp-python {peer.version}, {gguf.name}",
        "activations": "8 bits",
        "kv": "float16",
        "is_reference": False,
        "is_auto": False,
    }
    row |= reference.compared_with(peer.logits, work.ended(peer.replies))
    _say(row, started)
    return row


def _say(row: Row, started: float) -> None:
    text = row["all"]
    typer.echo(
        f"{row['weights']}, activations {row['activations']}, KV {row['kv']}: perplexity ratio "
        f"{text['perplexity_ratio']:.4f}, KL {text['kl_mean']:.2g}, {time.monotonic() - started:.0f} s",
        err=True,
    )


if __name__ == "__main__":
    app()
