"""Everything that `tenure plan --instance cpu` rests on, measured again, and held to a real server.

    python -m benchmarks.refit_plan

For each format: steps of SmolLM2 and of a wide random model, the fit, then a server with the decode and
agent workloads and the plan beside it. On an idle machine; two to four minutes for each format.

    python -m benchmarks.refit_plan --here LABEL

What a user of another processor does: `tenure plan --calibrate`, and then the plan beside a server.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

RESULTS = Path(__file__).parent / "results"
MODEL = "smollm2-135m"
# What the server is told of SmolLM2, and of the wide model, by label. SmolLM2's file has Q4_1 weights itself.
FORMATS: dict[str, tuple[list[str], list[str]]] = {
    "q4_1": ([], ["--quantization", "q4_1"]),
    **{name: (["--quantization", name],) * 2 for name in ("q4_0", "q8_0", "int8")},
    "q8_0-int8kv": (["--quantization", "q8_0", "--kv-dtype", "int8"],) * 2,
    **{name: (["--dtype", name],) * 2 for name in ("bfloat16", "float32")},
}
CHECKED = ("q4_1", "bfloat16")  # formats whose plan is set beside a server
PORT = 18473
START_S = 180


def run(module: str, *arguments: str) -> None:
    command = [sys.executable, "-m", module, *arguments]
    sys.stderr.write(f"$ python -m {module} {' '.join(arguments)}\n")
    subprocess.run(command, check=True)


def measure_steps(label: str, wide: Path) -> None:
    flags, wide_flags = FORMATS[label]
    run("benchmarks.bench_steps", MODEL, "--label", f"smollm2-{label}", *flags)
    run("benchmarks.bench_steps", str(wide), "--label", f"wide-{label}", "--quick", *wide_flags)


def measure_outside() -> None:
    """What is around the engine: a server whose model costs nothing."""
    with server("toy", []) as url:
        workload = ["--workloads", "decode", "--concurrency", "1,8,32", "--decode-tokens", "512"]
        run("benchmarks.bench_serving", "--base-url", url, "--label", "for-plan-toy", *workload)


@contextmanager
def server(model: str, flags: list[str]) -> Iterator[str]:
    """`tenure serve` with these flags, ready; its URL. Without speculation: the plan has none."""
    with tempfile.TemporaryDirectory() as data_dir:
        command = [sys.executable, "-c", "from serving.cli import main; main()", "serve", model, *flags]
        command += ["--port", str(PORT), "--data-dir", data_dir, "--log-level", "warning"]
        command += ["--speculative-tokens", "0"]
        with subprocess.Popen(command) as process:
            try:
                _wait_until_ready(process)
                yield f"http://127.0.0.1:{PORT}"
            finally:
                process.terminate()


def _wait_until_ready(process: subprocess.Popen[bytes]) -> None:
    deadline_s = time.monotonic() + START_S
    while time.monotonic() < deadline_s and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/readyz", timeout=5):
                return
        except OSError:
            time.sleep(0.5)
    raise RuntimeError(f"the server was not ready within {START_S} s, or ended with {process.poll()}")


def check(label: str) -> None:
    """Two workloads on a server: decodes and an agent of 8 sessions; then 16 sessions at once."""
    crowd = ["--workloads", "agent", "--sessions", "16", "--turns", "6", "--agent-concurrency", "16"]
    flags = FORMATS[label][0]
    with server(MODEL, flags) as url:
        for name, workload in (
            (f"for-plan-{label}", ["--workloads", "decode,agent", "--concurrency", "1,8,32"]),
            (f"for-plan-{label}-crowd", [*crowd, "--seed", "1"]),
        ):
            common = ["--base-url", url, "--label", name, "--session-header", "x-session-id"]
            run("benchmarks.bench_serving", *common, *workload)
    for name in (f"for-plan-{label}", f"for-plan-{label}-crowd"):
        run(
            "benchmarks.check_plan",
            str(RESULTS / f"serving-{name}.json"),
            *(*flags, "--output", str(RESULTS / f"plan-{name.removeprefix('for-plan-')}.json")),
        )


def check_here(label: str, sizes: Sequence[str]) -> None:
    """With the fit that a user makes; nothing that is shipped changes."""
    command = [sys.executable, "-c", "from serving.cli import main; main()", "plan", MODEL, "--calibrate"]
    subprocess.run(command, check=True)
    name = f"for-plan-{label}"
    with server(MODEL, []) as url:
        common = ["--base-url", url, "--label", name, "--session-header", "x-session-id"]
        run(
            "benchmarks.bench_serving",
            *common,
            "--workloads",
            "decode,agent",
            "--concurrency",
            "1,8,32",
            *sizes,
        )
    output = str(RESULTS / f"plan-{label}.json")
    run("benchmarks.check_plan", str(RESULTS / f"serving-{name}.json"), "--output", output)
    run("benchmarks.plan_tables")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="refit_plan", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--formats", nargs="+", choices=FORMATS, default=list(FORMATS))
    parser.add_argument("--no-check", action="store_true", help="measure and fit, start no server")
    parser.add_argument("--here", metavar="LABEL", help="calibrate as a user does, and check that alone")
    options, sizes = parser.parse_known_args(arguments)  # the rest is bench_serving's
    if options.here:
        check_here(options.here, sizes)
        return 0
    if sizes:
        parser.error(f"{sizes[0]} is for --here")
    with tempfile.TemporaryDirectory() as directory:
        wide = Path(directory) / "wide"
        run("benchmarks.synthetic_checkpoint", str(wide))
        for label in options.formats:
            measure_steps(label, wide)
    measure_outside()
    run("benchmarks.fit_steps")
    if not options.no_check:
        for label in [name for name in options.formats if name in CHECKED]:
            check(label)
    run("benchmarks.plan_tables")
    return 0


if __name__ == "__main__":
    sys.exit(main())
