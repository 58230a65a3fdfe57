"""One visit after the other: start a server, let the client measure, stop it, keep what was seen."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from rich.console import Console

from benchmarks.contention import Contention, wait_until_idle
from benchmarks.http_stream import ConnectionFailed
from benchmarks.kernel_isa import kernel_isa
from benchmarks.openai_client import OpenAIClient, ServerRefused
from benchmarks.peer_configurations import CONFIGURATIONS, Configuration, Peer
from benchmarks.peer_install import Installation, filled_in, without_places
from benchmarks.peer_models import PeerModel
from benchmarks.peer_rounds import Visit
from benchmarks.peer_server import server_of
from benchmarks.peer_workloads import Sizes, Target, Workload
from benchmarks.prompts import calibrate
from benchmarks.server_process import ServerFailed, ServerProcess

try:
    import uvloop  # takes less of the processor that the server under test needs
except ImportError:
    uvloop = None

Result = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """What holds for every visit."""

    work_dir: Path
    model: PeerModel
    sizes: Sizes = field(default_factory=Sizes)
    seed: int = 0  # of the prompts; each round adds 1
    timeout_s: float = 900.0  # of one request
    wait_idle_s: float = 0.0  # at most, before a visit
    max_others_share: float = 1.0  # of the machine; above it the visit is made again
    num_tries: int = 1
    baseline: Path | None = None  # another checkout of Tenure


class Comparison:
    """`measured` has one entry for each workload of each visit: the visit, `workload` and its `result`."""

    def __init__(
        self,
        conditions: Conditions,
        installations: Mapping[Peer, Installation],
        stages: Mapping[str, Sequence[Workload]],
        console: Console,
    ) -> None:
        self.conditions = conditions
        self.measured: list[Result] = []
        self.commands: dict[str, str] = {}  # by configuration, as a shell takes it
        self.instruction_sets: dict[str, str] = {}  # of Tenure's kernels, by configuration
        self._installations, self._stages, self._console = installations, stages, console

    def visit(self, visit: Visit) -> None:
        """Keep the try that others disturbed least, of `num_tries` at most."""
        tries: list[list[Result]] = []
        while len(tries) < self.conditions.num_tries:
            tries.append(self._try(visit))
            if others_share(tries[-1]) <= self.conditions.max_others_share:
                break
        kept = min(tries, key=others_share)
        if (share := others_share(kept)) < 1:
            self._console.print(f"  others took {share:.0%} of the machine", style="dim")
        self.measured += [entry | {"num_tries": len(tries)} for entry in kept]

    def _try(self, visit: Visit) -> list[Result]:
        """A failure is recorded as the `error` of what was still to be measured, and ends this try only."""
        wait_s = self.conditions.wait_idle_s
        if wait_s and not wait_until_idle(wait_s):
            self._console.print(f"[yellow]the machine was not idle within {wait_s:.0f} s[/]")
        self._console.print(f"round {visit.round + 1}, {visit.stage}: {visit.name} ...", style="dim")
        results: dict[str, Result] = {}
        try:
            self._run_stage(visit, results)
        except (ServerFailed, ConnectionFailed, ServerRefused, TimeoutError) as error:
            message = str(error) or f"no answer within {self.conditions.timeout_s:.0f} s"
            self._console.print(f"[red]{visit.name}: {message}[/]")
            for workload in self._stages[visit.stage]:
                results.setdefault(workload.name, {"error": message})
        return [asdict(visit) | {"workload": name, "result": result} for name, result in results.items()]

    def _run_stage(self, visit: Visit, results: dict[str, Result]) -> None:
        configuration = CONFIGURATIONS[visit.name]
        with tempfile.TemporaryDirectory(prefix="tenure-peers-") as run_dir:
            server = self._server(configuration, run_dir)
            self.commands[visit.name] = self._without_places(server.shown)
            if configuration.is_tenure and visit.name not in self.instruction_sets:
                self.instruction_sets[visit.name] = kernel_isa(server.environment)
            with server, asyncio.Runner(loop_factory=uvloop.new_event_loop if uvloop else None) as runner:
                runner.run(self._measure(server, configuration, visit, results))

    def _without_places(self, command: str) -> str:
        model = self.conditions.model.files(self.conditions.work_dir)
        return without_places(command, model.gguf(), self.conditions.work_dir)

    def _paths(self, configuration: Configuration) -> dict[str, str]:
        return self._installations[configuration.peer].paths

    def _server(self, configuration: Configuration, run_dir: str) -> ServerProcess:
        return server_of(
            configuration,
            self._paths(configuration),
            run_dir=Path(run_dir),
            log_dir=self.conditions.work_dir / "logs",
            baseline=self.conditions.baseline,
        )

    async def _measure(
        self, server: ServerProcess, configuration: Configuration, visit: Visit, results: dict[str, Result]
    ) -> None:
        client = OpenAIClient.connect(server.base_url, timeout_s=self.conditions.timeout_s)
        try:
            model = (
                filled_in(configuration.model, self._paths(configuration)) if configuration.model else None
            )
            client = await (await client.pick_model(model)).without_refused_fields()
            maker = await calibrate(client, self.conditions.seed + visit.round, is_chat=True)
            target = Target(client, maker, self.conditions.sizes, configuration.session_header)
            for workload in self._stages[visit.stage]:
                contention = Contention(server.usage().cpu_s)
                result = await workload.measure(target)
                usage = server.usage()
                result |= {"others_share": contention.others_share(usage.cpu_s), "memory": asdict(usage)}
                result |= {"refused_fields": sorted(client.refused_fields), "start_s": server.start_s}
                results[workload.name] = result
        finally:
            await client.http.close()


def others_share(entries: Sequence[Result]) -> float:
    """The worst of a visit; infinite where it failed, so that any other try is better."""
    if any("error" in entry["result"] for entry in entries):
        return float("inf")
    return max(entry["result"]["others_share"] for entry in entries)
