"""Harms the KV files of returning sessions in every way we know, and compares what their turns say.

    python -m benchmarks.chaos_kv --sessions 1000 --output benchmarks/results/chaos_kv.json

Each round has a few sessions and one fault. Their first turns are made by an engine that writes KV to files;
the fault strikes while they are written, while they lie there, or while they are read; a second engine over
the same directory makes their next turns, all at once. Tokens and logprobs must be those of an engine without
any. The model is the toy's: each of its tokens depends on every byte of K and V before it.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import os
import queue
import random
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.result_file import write_result
from serving.config import EngineConfig
from serving.engine.engine import Engine, Message
from serving.engine.messages import (
    AddSequence,
    BlocksFetched,
    ElsewhereRefreshed,
    RefreshElsewhere,
    ResidencyChanged,
    SequenceUpdate,
)
from serving.engine.toy_runner import ToyRunner
from serving.kv import block_file
from serving.kv.block_file import SUFFIX, BlockFormat, Payload
from serving.kv.file_tier import FileTier
from serving.kv.sealing import SealingKeys
from serving.kv.tiered_store import KVBucket, KVDirectory, KVPlace
from serving.kv.whole_file import UNFINISHED
from serving.request import SamplingParams

VOCAB, BLOCK_SIZE, NUM_REPLY_TOKENS = 50, 4, 8
SESSIONS_PER_ROUND = 5
READ_TIMEOUT_S = 120.0
MAX_BYTES = 1 << 20
MAX_HOST_BYTES = 6000
BLOCKS_PER_FILE = 8

KEY = bytes(range(32))
Said = list[tuple[int, Any]]  # each token of a reply, with its logprobs
Struck = Callable[[random.Random], AbstractContextManager[None]]  # while it lasts, calls of the system fail
Harm = Callable[[Path, random.Random], None]  # to a directory of files


class Server:
    """An engine over directories of KV files, or over none; steps are taken by `turns`."""

    def __init__(
        self,
        places: Sequence[KVPlace],
        *,
        num_blocks: int = 512,
        numerics: str = "toy",
        key: bytes = b"",
    ) -> None:
        """`key`: that files are sealed with."""
        config = EngineConfig(num_blocks=num_blocks, block_size=BLOCK_SIZE, max_model_len=512)
        runner = ToyRunner(VOCAB, num_blocks, BLOCK_SIZE)
        keys = SealingKeys((("", key),)) if key else None
        block_format = BlockFormat.of(b"toy", numerics, runner.read_blocks(np.zeros(1, np.int32)), keys)
        self.tier = FileTier(places, block_format) if places else None
        self._engine = Engine(config, runner, b"toy", residency=self.tier)
        self._inbox: queue.SimpleQueue[Message] = queue.SimpleQueue()
        self._engine.start(self)

    def on_fetched(self, seq_id: str, first_block: int, payload: Payload | None, is_last: bool) -> None:
        self._inbox.put(BlocksFetched(seq_id, first_block, payload, is_last))

    def on_refreshed(self, query_id: int) -> None:
        self._inbox.put(ElsewhereRefreshed(query_id))

    def learn(self, tenants: Iterable[str]) -> None:
        """What others have put into shared tiers for each, as before a turn that comes from elsewhere."""
        for query_id, tenant in enumerate(tenants):
            self._engine.handle(RefreshElsewhere(query_id, tenant))
            while self._engine.handle(self._inbox.get(timeout=READ_TIMEOUT_S)) is None:
                pass

    def on_change(self) -> None:
        self._inbox.put(ResidencyChanged())

    def turns(self, prompts: dict[str, Sequence[int]]) -> dict[str, tuple[Said, SequenceUpdate]]:
        """All at once: what each said, and its first update."""
        for seq_id, prompt in prompts.items():
            self._engine.handle(_sequence(seq_id, prompt))
        updates: dict[str, list[SequenceUpdate]] = {seq_id: [] for seq_id in prompts}
        while not all(found and found[-1].finish_reason for found in updates.values()):
            if self._engine.has_work:
                for update in self._engine.step()[0]:
                    updates[update.seq_id].append(update)
            self._engine.copy_blocks()
            self._take_messages()
        return {seq_id: (_said(found), found[0]) for seq_id, found in updates.items()}

    def _take_messages(self) -> None:
        with contextlib.suppress(queue.Empty):
            while True:
                must_wait = not self._engine.has_work and not self._engine.is_idle
                self._engine.handle(self._inbox.get(block=must_wait, timeout=READ_TIMEOUT_S))

    def close(self) -> None:
        """As a server that is stopped: what was copied is written."""
        self._engine.flush()
        self._engine.check()
        self._engine.close()


def _sequence(seq_id: str, prompt: Sequence[int]) -> AddSequence:
    return AddSequence(
        seq_id=seq_id,
        token_ids=tuple(prompt),
        max_tokens=NUM_REPLY_TOKENS,
        sampling=SamplingParams(temperature=1.0, logprobs=2),
        seed=len(prompt),
        tenant=seq_id,
        session_id="s",
    )


def _said(updates: Sequence[SequenceUpdate]) -> Said:
    return [pair for update in updates for pair in zip(update.token_ids, update.logprobs, strict=True)]


# ---- faults --------------------------------------------------------------------------------------


def _some_file(directory: Path, chance: random.Random) -> Path:
    return chance.choice(sorted(directory.rglob(f"*{SUFFIX}")))


def _change(change: Callable[[bytearray, random.Random], bytes | bytearray]) -> Harm:
    def harm(directory: Path, chance: random.Random) -> None:
        path = _some_file(directory, chance)
        path.write_bytes(change(bytearray(path.read_bytes()), chance))

    return harm


def _flip(raw: bytearray, chance: random.Random) -> bytearray:
    raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
    return raw


def _truncate(raw: bytearray, chance: random.Random) -> bytearray:
    return raw[: chance.randrange(len(raw))]


def _zero_page(raw: bytearray, chance: random.Random) -> bytearray:
    start = chance.randrange(len(raw))
    raw[start : start + 64] = bytes(len(raw[start : start + 64]))
    return raw


def _exchange(directory: Path, chance: random.Random) -> None:
    """Two sessions' files under each other's names."""
    one, other = chance.sample(sorted(directory.rglob(f"*{SUFFIX}")), 2)
    content = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(content)


def _exchange_tails(directory: Path, chance: random.Random) -> None:
    """Two sessions' last blocks, which have the same size."""
    by_size = sorted(directory.rglob(f"*{SUFFIX}"), key=lambda path: path.stat().st_size)
    one, other = by_size[:2]
    content = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(content)


def _away(directory: Path) -> None:
    """Its names are there, and nothing can be read."""
    for path in sorted((directory / "objects").rglob(f"*{SUFFIX}")):
        path.unlink()
        path.mkdir()


def _leave_unfinished(directory: Path, chance: random.Random) -> None:
    path = _some_file(directory, chance)
    path.with_suffix(UNFINISHED).write_bytes(_truncate(bytearray(path.read_bytes()), chance))
    path.unlink()


def _of_another_model(directory: Path, chance: random.Random) -> None:
    """The same tokens, computed by other arithmetic, in the same directory."""
    for path in directory.rglob(f"*{SUFFIX}"):
        path.unlink()
    writer = Server([KVDirectory("disk", directory / "disk", MAX_BYTES)], numerics="other arithmetic")
    writer.turns(_first_prompts(chance))
    writer.close()


@contextlib.contextmanager
def _failing(name: str, error: int, chance: random.Random) -> Iterator[None]:
    """A call of the system fails half of the time."""
    call = getattr(os, name)

    def fail(*arguments: Any) -> Any:
        if chance.random() < 0.5:
            raise OSError(error, os.strerror(error))
        return call(*arguments)

    setattr(os, name, fail)
    try:
        yield
    finally:
        setattr(os, name, call)


@contextlib.contextmanager
def _short_reads(chance: random.Random) -> Iterator[None]:
    call = os.preadv

    def short(fd: int, buffers: Sequence[memoryview], offset: int) -> int:
        (buffer,) = buffers
        return call(fd, [buffer[: chance.randint(1, len(buffer))]], offset)

    setattr(os, "preadv", short)  # noqa: B010
    try:
        yield
    finally:
        setattr(os, "preadv", call)  # noqa: B010


def _untouched(chance: random.Random) -> AbstractContextManager[None]:
    return contextlib.nullcontext()


@dataclass(frozen=True, slots=True)
class Fault:
    name: str
    harm: Harm = lambda directory, chance: None
    while_writing: Callable[[random.Random], AbstractContextManager[None]] = lambda chance: (
        contextlib.nullcontext()
    )
    while_reading: Callable[[random.Random], AbstractContextManager[None]] = lambda chance: (
        contextlib.nullcontext()
    )
    num_blocks: int = 512  # of the engine that reads
    has_memory: bool = False  # a host tier, which has room for about one session
    num_writers: int = 1  # that make the same turns at one time, in one directory
    is_moved: bool = False  # what reads has what is in the object store alone
    write_key: bytes = b""  # files are sealed with it
    read_key: bytes = b""


FAULTS = (
    Fault("none"),
    Fault("a flipped bit", _change(_flip)),
    Fault("a truncated file", _change(_truncate)),
    Fault("a file of zeros in part", _change(_zero_page)),
    Fault("another file's content", _exchange),
    Fault("a removed file", lambda directory, chance: _some_file(directory, chance).unlink()),
    Fault("a writer killed in the middle", _leave_unfinished),
    Fault("files of another model", _of_another_model),
    Fault("ENOSPC", while_writing=lambda chance: _failing("fsync", 28, chance)),
    Fault("EIO in writing", while_writing=lambda chance: _failing("write", 5, chance)),
    Fault("EIO in reading", while_reading=lambda chance: _failing("preadv", 5, chance)),
    Fault("short reads", while_reading=_short_reads),
    Fault("hardly any room on the device", num_blocks=40),
    Fault("two writers", num_writers=2),
    Fault("memory before the disk", has_memory=True),
    Fault("memory before the disk, a flipped bit", _change(_flip), has_memory=True),
    Fault("memory before the disk, another tail", _exchange_tails, has_memory=True),
    Fault("memory lost", lambda directory, chance: shutil.rmtree(directory / "host"), has_memory=True),
    Fault(
        "memory before a disk with ENOSPC",
        while_writing=lambda chance: _failing("fsync", 28, chance),
        has_memory=True,
    ),
    Fault("two writers in memory", has_memory=True, num_writers=2, num_blocks=40),
    Fault("another server, from the object store", is_moved=True),
    Fault("object store, a flipped bit", _change(_flip), is_moved=True),
    Fault("object store, a truncated object", _change(_truncate), is_moved=True),
    Fault("object store, another object's content", _exchange, is_moved=True),
    Fault("object store, hardly any room on the device", num_blocks=40, is_moved=True),
    Fault("object store away", lambda directory, chance: _away(directory), is_moved=True),
    Fault("memory, disk and object store", _change(_flip), is_moved=True, has_memory=True),
    Fault("sealed", write_key=KEY, read_key=KEY),
    Fault("sealed, a flipped bit", _change(_flip), write_key=KEY, read_key=KEY),
    Fault("sealed, another file's content", _exchange, write_key=KEY, read_key=KEY),
    Fault("sealed with another key", write_key=KEY, read_key=KEY[::-1]),
    Fault("sealed, and read without a key", write_key=KEY),
    Fault("not sealed, and read with a key", read_key=KEY),
    Fault(
        "sealed, in all tiers, a flipped bit",
        _change(_flip),
        is_moved=True,
        has_memory=True,
        write_key=KEY,
        read_key=KEY,
    ),
)


# ---- rounds --------------------------------------------------------------------------------------


@dataclass(slots=True)
class Row:
    """What one fault came to."""

    fault: str
    num_turns: int = 0
    num_wrong_turns: int = 0
    num_prompt_tokens: int = 0
    num_restored_tokens: int = 0
    num_demoted_blocks: int = 0  # from memory to the disk
    refused_blocks: dict[str, int] = field(default_factory=dict)  # by reason
    failed_blocks: dict[str, int] = field(default_factory=dict)  # by error


def _first_prompts(chance: random.Random) -> dict[str, list[int]]:
    return {
        f"session {number}": chance.choices(range(VOCAB), k=chance.randint(30, 90))
        for number in range(SESSIONS_PER_ROUND)
    }


def run_round(fault: Fault, seed: int, directory: Path, row: Row) -> None:
    first = _first_prompts(random.Random(seed))
    chance = random.Random(seed)
    places = _places(directory, fault)
    writers = [Server(places, key=fault.write_key) for _ in range(fault.num_writers)]
    with fault.while_writing(chance):
        replies, *_ = [writer.turns(first) for writer in writers]
        for writer in writers:
            writer.close()
    if fault.is_moved:
        for name in ("host", "disk"):
            shutil.rmtree(directory / name, ignore_errors=True)
    fault.harm(directory, random.Random(seed))
    following = {
        seq_id: [*prompt, *(token_id for token_id, _ in replies[seq_id][0]), 7]
        for seq_id, prompt in first.items()
    }
    with fault.while_reading(chance):
        reader = Server(places, num_blocks=fault.num_blocks, key=fault.read_key)
        reader.learn(first)
        found = reader.turns(following)
        reader.close()
    computed = _computed(following)
    row.num_turns += len(found)
    for seq_id, (said, update) in found.items():
        row.num_wrong_turns += said != computed[seq_id]
        row.num_prompt_tokens += len(following[seq_id])
        row.num_restored_tokens += update.restored.num_tokens if update.restored else 0
    for server in (*writers, reader):
        assert server.tier is not None, "it has files"
        totals = server.tier.totals
        row.num_demoted_blocks += totals.num_demoted_blocks
        _add(row.refused_blocks, totals.refused_blocks)
        _add(row.failed_blocks, totals.failed_blocks)


def _places(directory: Path, fault: Fault) -> list[KVPlace]:
    places: list[KVPlace] = [KVDirectory("disk", directory / "disk", MAX_BYTES)]
    if fault.has_memory:
        places.insert(0, KVDirectory("host", directory / "host", MAX_HOST_BYTES))
    if fault.is_moved:
        places.append(KVBucket(f"file://{directory / 'objects'}", MAX_BYTES))
    return places


def _add(sums: dict[str, int], more: Mapping[str, int]) -> None:
    for name, number in more.items():
        sums[name] = sums.get(name, 0) + number


def _computed(prompts: dict[str, list[int]]) -> dict[str, Said]:
    """Each turn alone, without any files."""
    server = Server([])
    computed = {}
    for seq_id, prompt in prompts.items():
        computed |= {seq_id: server.turns({seq_id: prompt})[seq_id][0]}
    server.close()
    return computed


def run(num_sessions: int, seed: int, folder: Path) -> list[Row]:
    """A session is several files."""
    block_file.MAX_FILE_BLOCKS = BLOCKS_PER_FILE
    rows = {fault.name: Row(fault.name) for fault in FAULTS}
    faults = itertools.cycle(FAULTS)
    for number in range(-(-num_sessions // SESSIONS_PER_ROUND)):
        fault = next(faults)
        run_round(fault, seed + number, folder / str(number), rows[fault.name])
    return list(rows.values())


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="chaos_kv", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sessions", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--output", type=Path)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        rows = run(options.sessions, options.seed, Path(folder))
    write_result(options.output, "benchmarks.chaos_kv", rows=[asdict(row) for row in rows])
    return 1 if any(row.num_wrong_turns for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
