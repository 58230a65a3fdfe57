"""The first turn after a restart, its history read from disk or computed; and what writing costs the others.

    python -m benchmarks.bench_restore --output benchmarks/results/restore.json

Real servers, one after the other over one data directory. README.md here says what each number means.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import httpx

from benchmarks.result_file import write_result
from benchmarks.server_process import ServerProcess, free_port

SIZES = (64, 128, 256, 512, 1024, 2048, 2900)  # tokens of history, about
# How the second turn gets its history. cold: the files are not in the system's page cache.
WAYS = ("restored", "restored_cold", "recomputed", "auto")
REPLY_TOKENS = 8
BLOCK_SIZE = 32
WORDS = (
    "sea",
    "light",
    "old",
    "bird",
    "stone",
    "river",
    "cloud",
    "house",
    "apple",
    "green",
    "winter",
    "road",
)
NUM_STREAMS, STREAM_TOKENS, HISTORY_TOKENS, TURN_TOKENS = 8, 128, 1000, 100


@dataclass(frozen=True, slots=True)
class Returned:
    """A second turn."""

    way: str
    size: int
    num_prompt_tokens: int
    num_cached_tokens: int
    tier: str | None  # of `tenure:restored`
    waited_s: float
    ttft_s: float


class Server:
    """`tenure serve` over a data directory."""

    def __init__(self, model: str, data_dir: Path, *arguments: str, checkout: Path | None = None) -> None:
        """`checkout`: of Tenure, whose server it is; None: this one."""
        port = free_port()
        # -P: the directory that this runs in does not come before the other checkout.
        command = [sys.executable, *(("-P",) if checkout else ())]
        command += ["-c", "from serving.cli import main; main()", "serve", model]
        command += ["--port", str(port), "--data-dir", str(data_dir), *arguments]
        self._process = ServerProcess(
            command,
            port=port,
            log=data_dir.parent / f"{data_dir.name}-{port}.log",
            environment={"PYTHONPATH": str(checkout)} if checkout else None,
        )

    def __enter__(self) -> Server:
        self._process.__enter__()
        self._http = httpx.Client(base_url=self._process.base_url, timeout=600)
        self.turn("", [text(20, "warm-up")])
        return self

    def __exit__(self, *error: Any) -> None:
        self._http.close()
        self._process.stop()

    def turn(
        self, session_id: str, said: Sequence[str], max_tokens: int = REPLY_TOKENS
    ) -> tuple[float, str, dict[str, Any]]:
        """(seconds to the first piece, reply, usage)"""
        roles = ("user", "assistant")
        body = {
            "messages": [{"role": roles[i % 2], "content": content} for i, content in enumerate(said)],
            "max_tokens": max_tokens,
            "temperature": 0,
            "ignore_eos": True,
            "stream": True,
            "stream_options": {"include_usage": True},
            **({"session_id": session_id} if session_id else {}),
        }
        first_s, reply, usage, start_s = 0.0, "", {}, time.perf_counter()
        with self._http.stream("POST", "/v1/chat/completions", json=body) as response:
            for line in response.iter_lines():
                if not line.startswith("data: {"):
                    continue
                event = json.loads(line.removeprefix("data: "))
                usage = event.get("usage") or usage
                for choice in event["choices"]:
                    piece = choice["delta"].get("content") or ""
                    first_s = first_s or (time.perf_counter() - start_s if piece else 0.0)
                    reply += piece
        return first_s, reply, usage

    @property
    def cpu_s(self) -> float:
        """User and system time so far."""
        return self._process.usage().cpu_s

    def give_up(self, session_id: str, verb: str) -> None:
        """`drop` or `offload` what the device has of a session."""
        self._http.post(f"/v1/sessions/{session_id}/state:{verb}").raise_for_status()

    def wait_until_written(self) -> None:
        before = -1.0
        while (now := self.metric("kv_written_blocks_total")) != before or not now:
            before = now
            time.sleep(0.5)

    def device_bytes(self, session_id: str) -> int:
        """Of the blocks that a session has on the device."""
        state = self._http.get(f"/v1/sessions/{session_id}/state").raise_for_status().json()
        return sum(one["num_bytes"] for one in state["residency"] if one["tier"] == "device")

    def metric(self, name: str) -> float:
        lines = self._http.get("/metrics").text.splitlines()
        return sum(float(line.rpartition(" ")[2]) for line in lines if line.startswith(f"tenure:{name}"))


def text(num_tokens: int, subject: str) -> str:
    chance = random.Random(subject)
    return f"{subject}: " + " ".join(chance.choices(WORDS, k=max(1, num_tokens - 30)))


# ---- the first turn after a restart --------------------------------------------------------------


def measure_returns(model: str, folder: Path, sizes: Sequence[int], number: int) -> list[Returned]:
    data_dir = folder / f"returns-{number}"
    said: dict[tuple[str, int], list[str]] = {}
    with Server(model, data_dir) as server:
        for way in WAYS:
            for size in sizes:
                question = text(size, f"{way} {size} {number}")
                _, reply, _ = server.turn(f"{way}-{size}", [question])
                said[way, size] = [question, reply, "And then?"]
        server.wait_until_written()
    found: list[Returned] = []
    arguments = {
        "restored_cold": ("--kv-restore", "always"),
        "restored": ("--kv-restore", "always"),
        "recomputed": ("--max-disk-kv-bytes", "0"),
        "auto": (),
    }
    for way, options in arguments.items():
        with Server(model, data_dir, *options) as server:
            _set_page_cache(data_dir / "kv", is_cold=way == "restored_cold")
            found += [_return(server, way, size, said[way, size]) for size in sizes]
    return found


def _return(server: Server, way: str, size: int, said: list[str]) -> Returned:
    ttft_s, _, usage = server.turn(f"{way}-{size}", said)
    restored = usage.get("tenure:restored") or {}
    return Returned(
        way,
        size,
        usage["prompt_tokens"],
        usage["prompt_tokens_details"]["cached_tokens"],
        restored.get("tier"),
        restored.get("seconds", 0.0),
        ttft_s,
    )


def _set_page_cache(directory: Path, *, is_cold: bool) -> None:
    for path in directory.rglob("*.safetensors"):
        if is_cold:
            fd = os.open(path, os.O_RDONLY)
            os.posix_fadvise(fd, 0, 0, os.POSIX_FADV_DONTNEED)
            os.close(fd)
        else:
            path.read_bytes()


def table(returns: Sequence[Returned]) -> list[dict[str, Any]]:
    """Medians by size, and what they are to the recomputed turn's."""
    rows = []
    for size in dict.fromkeys(entry.size for entry in returns):
        of_size = [entry for entry in returns if entry.size == size]
        ttft_s = {
            way: statistics.median(entry.ttft_s for entry in of_size if entry.way == way) for way in WAYS
        }
        rows.append(
            {
                "history_tokens": round(statistics.mean(entry.num_prompt_tokens for entry in of_size)),
                "ttft_ms": {way: round(1000 * seconds, 1) for way, seconds in ttft_s.items()},
                "to_recomputed": {way: round(s / ttft_s["recomputed"], 3) for way, s in ttft_s.items()},
                "auto_chose": [entry.tier for entry in of_size if entry.way == "auto"],
            }
        )
    return rows


# ---- from shared memory, after the device has given it up ----------------------------------------


def measure_host(
    model: str, folder: Path, num_tokens: int, num_rounds: int, host_dir: Path
) -> dict[str, Any]:
    """The same session's turns: its KV offloaded to shared memory and restored, or dropped and computed."""
    ttft_s: dict[str, list[float]] = {"host": [], "recomputed": []}
    arguments = ("--host-kv-dir", str(host_dir), "--max-disk-kv-bytes", "0", "--kv-restore", "always")
    with Server(model, folder / "host", *arguments) as server:
        for number in range(num_rounds):
            question = text(num_tokens, f"host {number}")
            said = [question, server.turn(f"host-{number}", [question])[1]]
            for way, verb in (("host", "offload"), ("recomputed", "drop")):
                server.give_up(f"host-{number}", verb)
                said.append(f"And then, {way}?")
                seconds, reply, usage = server.turn(f"host-{number}", said)
                said.append(reply)
                num_cached = usage["prompt_tokens_details"]["cached_tokens"]
                # What was dropped begins as all these prompts do: a block or two are there for the others.
                assert (2 * num_cached > usage["prompt_tokens"]) == (way == "host"), (way, usage)
                ttft_s[way].append(seconds)
    return {"history_tokens": num_tokens, "ttft_s": ttft_s, "host_to_recomputed": _ratio(*ttft_s.values())}


# ---- what it costs where nothing is restored -----------------------------------------------------


def measure_costs(
    model: str, folder: Path, num_rounds: int, num_turns: int, history_tokens: int, full_dir: Path | None
) -> dict[str, Any]:
    """Servers side by side, used in turn: with files, without, and with files on a disk that is full."""
    full: dict[str, tuple[str, ...]] = {}
    if full_dir is not None:
        # By default there is no KV on a disk that has no room for it.
        room = str(shutil.disk_usage(full_dir).total)
        full = {"full": ("--disk-kv-dir", str(full_dir), "--max-disk-kv-bytes", room)}
    turns_s: dict[str, list[float]] = {name: [] for name in ("on", "off", *full)}
    decode: dict[str, list[float]] = {name: [] for name in turns_s}
    decode_cpu_s: dict[str, list[float]] = {name: [] for name in turns_s}
    with ExitStack() as stack:
        servers = {
            "on": stack.enter_context(Server(model, folder / "on")),
            "off": stack.enter_context(Server(model, folder / "off", "--max-disk-kv-bytes", "0")),
            **{name: stack.enter_context(Server(model, folder / name, *args)) for name, args in full.items()},
        }
        for number in range(num_rounds):
            for name in random.Random(number).sample(sorted(servers), len(servers)):
                turns_s[name].append(_resident_turns(servers[name], number, num_turns))
                before_s = servers[name].cpu_s
                decode[name].append(_decode_while_writing(servers[name], number, history_tokens))
                time.sleep(2.0)  # what is written still is not the other's
                decode_cpu_s[name].append(servers[name].cpu_s - before_s)
        num_failed = servers["full"].metric("kv_failed_blocks_total") if full else 0.0
        assert num_failed or not full, f"{full_dir} is on a disk that has room"
    others = ("on", *full)
    return {
        "resident_turns_s": turns_s,
        **{f"resident_turns_{name}_to_off": _ratio(turns_s[name], turns_s["off"]) for name in others},
        "decode_tokens_per_s": decode,
        **{f"decode_{name}_to_off": _ratio(decode[name], decode["off"]) for name in others},
        "decode_cpu_s": decode_cpu_s,
        **{f"decode_cpu_{name}_to_off": _ratio(decode_cpu_s[name], decode_cpu_s["off"]) for name in others},
        "blocks_that_the_full_disk_refused": num_failed,
    }


def _ratio(ones: Sequence[float], others: Sequence[float]) -> float:
    """Median of the rounds' ratios."""
    return round(statistics.median(one / other for one, other in zip(ones, others, strict=True)), 4)


def _resident_turns(server: Server, number: int, num_turns: int) -> float:
    """Seconds of a session's turns one after the other, each longer than the one before."""
    said: list[str] = []
    start_s = time.perf_counter()
    for turn in range(num_turns):
        said.append(text(TURN_TOKENS, f"resident {number} {turn}"))
        said.append(server.turn(f"resident-{number}", said, max_tokens=32)[1])
    return time.perf_counter() - start_s


def _decode_while_writing(server: Server, number: int, history_tokens: int) -> float:
    """Tokens per second of all streams, begun when turns have just ended that are to be written."""
    with ThreadPoolExecutor(NUM_STREAMS) as pool:
        histories = [
            (f"history-{number}-{stream}", [text(history_tokens, f"{number} {stream}")], 1)
            for stream in range(NUM_STREAMS)
        ]
        list(pool.map(lambda turn: server.turn(*turn), histories))
        start_s = time.perf_counter()
        streams = [
            ("", [text(40, f"stream {number} {stream}")], STREAM_TOKENS) for stream in range(NUM_STREAMS)
        ]
        list(pool.map(lambda turn: server.turn(*turn), streams))
        return NUM_STREAMS * STREAM_TOKENS / (time.perf_counter() - start_s)


# ---- what idle history takes on disk -------------------------------------------------------------


def measure_rest(model: str, folder: Path, num_tokens: int) -> dict[str, Any]:
    """Bytes of files for each token of an idle session, by format of the KV, to the device's in bfloat16."""
    at_rest: dict[str, float] = {}
    on_device = 0.0
    for kv_dtype in ("bfloat16", "int8"):
        data_dir = folder / f"rest-{kv_dtype}"
        with Server(model, data_dir, "--kv-dtype", kv_dtype) as server:
            server.wait_until_written()
            before, num_before = _bytes_in(data_dir), server.metric("kv_written_blocks_total")
            _, _, usage = server.turn("rest", [text(num_tokens, "rest")])
            num_written = usage["total_tokens"] - 1  # the token sampled last has no KV
            while server.metric("kv_written_blocks_total") < num_before + num_written // BLOCK_SIZE:
                time.sleep(0.2)
            server.wait_until_written()  # its tail
            at_rest[kv_dtype] = (_bytes_in(data_dir) - before) / num_written
            if kv_dtype == "bfloat16":
                on_device = server.device_bytes("rest") / num_written
    return {
        "tokens": num_written,
        "device_bytes_per_token_in_bfloat16": round(on_device, 1),
        "bytes_at_rest_per_token": {name: round(value, 1) for name, value in at_rest.items()},
        "to_device_in_bfloat16": {name: round(value / on_device, 4) for name, value in at_rest.items()},
    }


def _bytes_in(data_dir: Path) -> int:
    return sum(path.stat().st_size for path in (data_dir / "kv").rglob("*.safetensors"))


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench_restore", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--model", default="smollm2-135m")
    parser.add_argument("--sizes", type=int, nargs="*", default=list(SIZES))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--cost-rounds", type=int, default=5)
    parser.add_argument("--turns", type=int, default=6)
    parser.add_argument(
        "--history-tokens",
        type=int,
        default=HISTORY_TOKENS,
        help="of each of the eight turns that are written",
    )
    parser.add_argument("--host-rounds", type=int, default=3)
    parser.add_argument("--host-dir", type=Path, default=Path("/dev/shm/tenure-bench"), help="shared memory")
    parser.add_argument("--rest-tokens", type=int, default=2000, help="of a session whose files are counted")
    parser.add_argument("--full-dir", type=Path, help="on a disk that is full, for a server more")
    parser.add_argument("--folder", type=Path, help="for the data; a disk, not memory")
    parser.add_argument("--output", type=Path)
    options = parser.parse_args(arguments)
    load_before = os.getloadavg()
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        folder = Path(name)
        returns = [
            entry
            for number in range(options.rounds)
            for entry in measure_returns(options.model, folder, options.sizes, number)
        ]
        costs = {}
        if options.cost_rounds:
            costs = measure_costs(
                options.model,
                folder,
                options.cost_rounds,
                options.turns,
                options.history_tokens,
                options.full_dir,
            )
        host = {}
        if options.host_rounds:
            host = measure_host(
                options.model, folder, max(options.sizes, default=2900), options.host_rounds, options.host_dir
            )
        rest = measure_rest(options.model, folder, options.rest_tokens) if options.rest_tokens else {}
    write_result(
        options.output,
        "benchmarks.bench_restore",
        load_average={"before": load_before, "after": os.getloadavg()},
        returns=table(returns),
        host=host,
        costs=costs,
        rest=rest,
        each_return=[asdict(entry) for entry in returns],
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
