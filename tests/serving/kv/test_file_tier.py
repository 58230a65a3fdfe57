"""Sessions' blocks behind an engine's: written after the turn, read before the next one, with real files."""

import errno
import os
import queue
import shutil
import threading
import time
from pathlib import Path

import numpy as np
import pytest
import safetensors.numpy

from serving.config import EngineConfig
from serving.engine.engine import Engine
from serving.engine.messages import AbortSequence, AddSequence, DropAnonymous, DropBlocks, SupersedeBlocks
from serving.engine.toy_runner import ToyRunner
from serving.kv import block_writer
from serving.kv.block_file import BlockFormat
from serving.kv.block_store import BlockStore
from serving.kv.block_totals import BlockTotals
from serving.kv.file_tier import FileTier
from serving.kv.tiered_store import KVDirectory
from serving.replica.hosting.loop import EngineLoop, StepReport, Stop
from serving.request import SamplingParams

VOCAB, BLOCK_SIZE = 50, 4
PROMPT = [7, 3, 9, 4, 1, 8, 2, 6, 5, 5, 7, 1, 3, 9, 2, 4]


class Server:
    """An engine in its loop, on a thread, over files in `directory`."""

    def __init__(
        self, directory, num_blocks=64, max_bytes=1 << 20, host=None, max_host_bytes=1 << 20
    ) -> None:
        config = EngineConfig(num_blocks=num_blocks, block_size=BLOCK_SIZE, max_model_len=256)
        runner = ToyRunner(VOCAB, num_blocks, BLOCK_SIZE)
        block_format = BlockFormat.of(b"toy", "toy", runner.read_blocks(np.zeros(1, np.int32)))
        directories = [KVDirectory("disk", directory, max_bytes)]
        if host is not None:
            directories.insert(0, KVDirectory("host", host, max_host_bytes))
        self.tier = FileTier(directories, block_format)
        self.engine = Engine(config, runner, b"toy", residency=self.tier)
        self.inbox, self.reports = queue.SimpleQueue(), queue.SimpleQueue()
        self._loop = EngineLoop(self.engine, self.inbox, self.reports.put)
        self._thread = threading.Thread(target=self._loop.run)

    def __enter__(self) -> "Server":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.inbox.put(Stop())
        self._thread.join()

    def send(self, prompt, seq_id="s", max_tokens=6, tenant="t", has_session=True, is_filed=False) -> None:
        self.inbox.put(
            AddSequence(
                seq_id=seq_id,
                token_ids=tuple(prompt),
                max_tokens=max_tokens,
                sampling=SamplingParams(temperature=0),
                seed=0,
                tenant=tenant,
                session_id="s" if has_session else None,
                is_filed=is_filed,
            )
        )

    def updates(self, seq_id="s") -> list:
        found = []
        while not found or found[-1].finish_reason is None:
            report = self.reports.get(timeout=60)
            if isinstance(report, StepReport):
                found += [update for update in report.updates if update.seq_id == seq_id]
        return found

    def turn(self, prompt, **options) -> tuple[list[int], object]:
        """(tokens, the first update)"""
        self.send(prompt, **options)
        updates = self.updates(options.get("seq_id", "s"))
        return [token_id for update in updates for token_id in update.token_ids], updates[0]

    def wait_until(self, condition) -> None:
        deadline = time.monotonic() + 60
        while not condition(self.tier.totals):
            assert time.monotonic() < deadline, self.tier.totals
            time.sleep(0.002)

    def wait_until_written(self, num_blocks) -> None:
        self.wait_until(lambda totals: totals.num_written_blocks >= num_blocks)


def files(tmp_path) -> list[Path]:
    return [path for path in (tmp_path / "kv").rglob("*") if path.is_file()]


def alone(prompt, tmp_path, max_tokens=6) -> list[int]:
    with Server(tmp_path / "alone") as server:
        return server.turn(prompt, max_tokens=max_tokens, has_session=False)[0]


def test_a_turn_after_a_restart_has_the_blocks_of_the_one_before(tmp_path):
    with Server(tmp_path / "kv") as server:
        reply, _ = server.turn(PROMPT)
    following = [*PROMPT, *reply, 11]
    with Server(tmp_path / "kv") as server:
        tokens, first = server.turn(following)
        assert tokens == alone(following, tmp_path)
        # 21 tokens were computed: 5 whole blocks, and one token of the sixth.
        assert first.num_cached_tokens == 21
        assert (first.restored.tier, first.restored.num_tokens) == ("disk", 21)
        assert server.tier.totals.num_restored_blocks == 6


def test_what_is_behind_a_tail_is_in_no_file(tmp_path):
    with Server(tmp_path / "kv", num_blocks=8) as server:
        server.turn([49] * 30, tenant="secret", has_session=False, max_tokens=1)
        server.turn(PROMPT)
    for path in files(tmp_path):
        tensor = safetensors.numpy.load_file(path)["blocks"]
        assert 49 not in tensor[:, :, 0]
    assert tensor.shape[0] > 0


def test_a_tail_is_left_behind_when_its_chain_goes_on(tmp_path):
    with Server(tmp_path / "kv") as server:
        reply, _ = server.turn(PROMPT)
        server.wait_until_written(6)
        server.turn([*PROMPT, *reply, 11, 12])
    left_behind = [path for path in files(tmp_path) if path.stat().st_mtime == 0]
    assert len(left_behind) == 1
    assert len(files(tmp_path)) == 4


def test_the_end_of_a_reply_that_was_stopped_from_outside_is_not_stored(tmp_path):
    with Server(tmp_path / "kv") as server:
        server.send(PROMPT, max_tokens=200)
        while not isinstance(server.reports.get(timeout=60), StepReport):
            pass
        server.inbox.put(AbortSequence("s"))
    assert all(len(safetensors.numpy.load_file(path)["blocks"]) >= 4 for path in files(tmp_path))
    assert len(files(tmp_path)) == 1


def test_what_is_here_is_not_read(tmp_path):
    with Server(tmp_path / "kv") as server:
        reply, first = server.turn(PROMPT)
        assert first.restored is None
        server.wait_until_written(5)
        _, again = server.turn([*PROMPT, *reply, 11])
        assert (again.restored.tier, again.restored.num_tokens) == ("device", 21)
        assert server.tier.totals.num_restored_blocks == 0


def test_a_turn_gets_back_what_was_evicted(tmp_path):
    with Server(tmp_path / "kv", num_blocks=16) as server:
        reply, _ = server.turn(PROMPT)
        server.wait_until_written(6)
        server.turn([1, 2] * 30, seq_id="big", max_tokens=1, tenant="u")
        following = [*PROMPT, *reply, 11]
        tokens, first = server.turn(following)
        assert tokens == alone(following, tmp_path)
        assert first.num_cached_tokens == 21
        assert first.restored.num_tokens == 17, "the first block was still here"


def no_copies(patch: pytest.MonkeyPatch) -> None:
    """As where so much runs that there is no time for them."""
    patch.setattr(FileTier, "copy", lambda self: 0.0)


def test_what_is_evicted_before_its_turn_has_come_is_written_with_its_run(tmp_path, monkeypatch):
    no_copies(monkeypatch)
    with Server(tmp_path / "kv", num_blocks=8) as server:
        reply, _ = server.turn(PROMPT)
        following = [*PROMPT, *reply, 11]
        server.turn([1, 2], seq_id="little", has_session=False)
        assert server.tier.totals == BlockTotals(), "there was room"
        server.turn(range(10, 21), seq_id="filler", has_session=False)
        server.wait_until_written(6)
        assert server.tier.totals.num_dropped_blocks == 0
        tokens, first = server.turn(following)
        assert tokens == alone(following, tmp_path)
        assert first.num_cached_tokens == len(following) - 2, "the last token sampled, and the new one"


def test_what_its_session_has_left_behind_is_not_written_when_it_is_evicted(tmp_path, monkeypatch):
    no_copies(monkeypatch)
    with Server(tmp_path / "kv", num_blocks=8) as server:
        reply, _ = server.turn(PROMPT)
        server.inbox.put(SupersedeBlocks(0, "t", (*PROMPT, *reply), 0))
        server.turn(range(10, 41), seq_id="filler", max_tokens=1, has_session=False)
    assert server.tier.totals.num_written_blocks == 0


def test_only_what_is_new_is_written(tmp_path):
    with Server(tmp_path / "kv") as server:
        reply, _ = server.turn(PROMPT)
        server.wait_until_written(6)
        server.turn([*PROMPT, *reply, *range(20)])
        server.wait_until_written(13)
    assert server.tier.totals.num_written_blocks == 13, "11 whole ones, and two ends"
    assert len(files(tmp_path)) == 4


def test_what_has_no_session_is_not_written(tmp_path):
    with Server(tmp_path / "kv") as server:
        server.turn(PROMPT, has_session=False)
    assert files(tmp_path) == []


def anonymous(prompt, **options) -> dict:
    return {"prompt": prompt, "has_session": False, "is_filed": True, **options}


def test_a_prompt_without_a_session_comes_back_by_its_content(tmp_path):
    with Server(tmp_path / "kv") as server:
        reply, _ = server.turn(**anonymous(PROMPT))
    following = [*PROMPT, *reply, 11]
    with Server(tmp_path / "kv") as server:
        tokens, first = server.turn(**anonymous(following))
        assert tokens == alone(following, tmp_path)
        assert (first.restored.tier, first.restored.num_tokens) == ("disk", 21)


def test_sessions_are_written_before_prompts_that_came_earlier(tmp_path, monkeypatch):
    written = []
    write = BlockStore.write
    monkeypatch.setattr(
        BlockStore, "write", lambda self, run, *rest: (written.append(run), write(self, run, *rest))[1]
    )
    with monkeypatch.context() as patch:
        no_copies(patch)
        with Server(tmp_path / "kv") as server:
            server.turn(**anonymous([1, *PROMPT], seq_id="a"))
            server.turn([2, *PROMPT])
    # What is noted at the end is copied then.
    assert [run.is_anonymous for run in written] == [False, False, True, True]


def test_a_prompt_that_is_evicted_before_its_turn_has_come_is_not_written(tmp_path, monkeypatch):
    """Or a crowd of prompts that never come again would be written as fast as they are computed."""
    no_copies(monkeypatch)
    with Server(tmp_path / "kv", num_blocks=8) as server:
        server.turn(**anonymous(PROMPT, max_tokens=1))
        server.turn(range(10, 41), seq_id="filler", max_tokens=1, has_session=False)
    assert server.tier.totals.num_written_blocks == 0
    assert files(tmp_path) == []


def test_what_was_asked_without_a_session_is_given_up_for_one_tenant(tmp_path):
    with Server(tmp_path / "kv") as server:
        server.turn(**anonymous(PROMPT, tenant="u"))
        server.turn(PROMPT)  # of a session
        server.turn(**anonymous([1, *PROMPT]))
        server.wait_until_written(3 * 6)
        num_before = len(files(tmp_path))
        server.inbox.put(DropAnonymous(0, "t"))
        server.wait_until(lambda totals: len(files(tmp_path)) == num_before - 2)
        assert server.turn([1, *PROMPT], has_session=False)[1].num_cached_tokens == 0
        assert server.turn(PROMPT)[1].num_cached_tokens == len(PROMPT) - 1
        assert server.turn(PROMPT, tenant="u", has_session=False)[1].num_cached_tokens == len(PROMPT) - 1


def test_what_a_session_goes_on_from_is_not_given_up(tmp_path):
    with Server(tmp_path / "kv") as server:
        reply, _ = server.turn(**anonymous(PROMPT))
        server.wait_until_written(6)
        server.turn(following := [*PROMPT, *reply, *range(9)])
        server.wait_until_written(10)
        server.turn(**anonymous([1, *PROMPT], seq_id="other"))
        server.inbox.put(DropAnonymous(0, "t"))
    with Server(tmp_path / "kv") as server:
        assert server.turn(following)[1].num_cached_tokens == 28, "all whole blocks"
        assert server.turn([1, *PROMPT], has_session=False)[1].num_cached_tokens == 0


def test_prompts_go_when_nobody_has_used_them_for_long(tmp_path):
    with Server(tmp_path / "kv") as server:
        server.turn(**anonymous(PROMPT))
    for path in files(tmp_path):
        os.utime(path, (time.time() - 1000,) * 2)
    with Server(tmp_path / "kv") as server:
        server.turn(**anonymous([1, *PROMPT]))
        server.wait_until_written(6)
        server.inbox.put(DropAnonymous(0, None, unused_s=500.0))
        server.wait_until(lambda totals: len(files(tmp_path)) == 2)
        assert server.turn([1, *PROMPT], has_session=False)[1].num_cached_tokens == len(PROMPT)
        assert server.turn(PROMPT, has_session=False)[1].num_cached_tokens == 0


def test_another_tenant_finds_nothing(tmp_path):
    with Server(tmp_path / "kv") as server:
        server.turn(PROMPT)
        server.wait_until_written(5)
        _, first = server.turn([*PROMPT, 11], tenant="u")
        assert (first.num_cached_tokens, first.restored) == (0, None)


def test_what_is_dropped_is_gone_from_the_files_too(tmp_path):
    with Server(tmp_path / "kv") as server:
        reply, _ = server.turn(PROMPT)
        server.inbox.put(DropBlocks(0, "t", (*PROMPT, *reply)))
    assert files(tmp_path) == []


def test_a_parents_tail_outlives_its_fork(tmp_path):
    with Server(tmp_path / "kv") as server:
        reply, _ = server.turn(PROMPT)
        server.wait_until_written(6)
        parent = [*PROMPT, *reply]
        fork, _ = server.turn([*parent, 1])
        server.inbox.put(DropBlocks(0, "t", (*parent, 1, *fork), num_kept_tokens=len(parent)))
    with Server(tmp_path / "kv") as server:
        _, first = server.turn([*parent, 2])
        assert first.num_cached_tokens == len(parent) - 1


def test_what_is_dropped_before_it_is_written_is_never_written(tmp_path, monkeypatch):
    no_copies(monkeypatch)
    with Server(tmp_path / "kv") as server:
        reply, _ = server.turn(PROMPT)
        server.inbox.put(DropBlocks(0, "t", (*PROMPT, *reply)))
        server.turn([1, 2, 3], tenant="u", has_session=False)
        monkeypatch.undo()
    assert server.tier.totals.num_written_blocks == 0


def damage(path) -> None:
    raw = bytearray(path.read_bytes())
    raw[-1] ^= 1
    path.write_bytes(raw)


def link(path) -> None:
    """To the very same content."""
    there = path.parent.parent / "there"
    path.rename(there)
    path.symlink_to(there)


def make_directory(path) -> None:
    path.unlink()
    path.mkdir()


def make_pipe(path) -> None:
    path.unlink()
    os.mkfifo(path)


@pytest.mark.parametrize(
    ("harm", "num_cached", "reason"),
    [
        (damage, 16, "damaged"),  # the last block
        (lambda path: os.truncate(path, 100), 0, "truncated"),
        (lambda path: path.unlink(), 0, "missing"),
        (link, 0, "unreadable"),
        (make_directory, 0, "foreign"),
        (make_pipe, 0, "foreign"),
    ],
)
def test_what_cannot_be_used_is_computed(tmp_path, harm, num_cached, reason):
    with Server(tmp_path / "kv") as server:
        reply, _ = server.turn(PROMPT)
    following = [*PROMPT, *reply, 11]
    with Server(tmp_path / "kv") as server:
        path = max(files(tmp_path), key=lambda path: path.stat().st_size)
        harm(path)
        tokens, first = server.turn(following)
        assert tokens == alone(following, tmp_path)
        assert first.num_cached_tokens == num_cached
        assert server.tier.totals.refused_blocks == {reason: 5}, "its end is of no use without it"


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EROFS, errno.EIO])
def test_a_disk_that_takes_nothing_fails_no_turn(tmp_path, monkeypatch, error):
    def fail(fd):
        raise OSError(error, os.strerror(error))

    monkeypatch.setattr(os, "fsync", fail)
    with Server(tmp_path / "kv") as server:
        tokens, _ = server.turn(PROMPT)
        server.wait_until(lambda totals: totals.failed_blocks == {errno.errorcode[error]: 6})
        assert tokens == alone(PROMPT, tmp_path)
    assert files(tmp_path) == []


def test_a_directory_that_goes_while_sessions_use_it_fails_no_turn_and_is_used_when_it_is_back(tmp_path):
    with Server(tmp_path / "kv") as server:
        reply, _ = server.turn(PROMPT)
        server.wait_until_written(6)
        shutil.rmtree(tmp_path / "kv")
        following = [*PROMPT, *reply, 11]
        tokens, _ = server.turn(following)
        assert tokens == alone(following, tmp_path)
        server.wait_until(lambda totals: "ENOENT" in totals.failed_blocks)
        (tmp_path / "kv").mkdir(mode=0o700)
        server.turn([*following, *tokens, 12])
        server.wait_until_written(7)
    assert files(tmp_path)


def test_a_disk_that_stands_still_holds_up_nobody_and_keeps_little_memory(tmp_path, monkeypatch):
    stands, goes_on = threading.Event(), threading.Event()
    fsync = os.fsync

    def slow(fd):
        stands.set()
        assert goes_on.wait(60)
        fsync(fd)

    monkeypatch.setattr(os, "fsync", slow)
    monkeypatch.setattr(block_writer, "MAX_QUEUED_BYTES", 1)
    with Server(tmp_path / "kv", num_blocks=16) as server:
        server.turn(PROMPT, tenant="0")
        assert stands.wait(30)
        for tenant in range(1, 6):  # more than the device holds: the first of them are evicted unwritten
            server.turn(PROMPT, tenant=str(tenant))
        assert server.tier._writer._num_queued_bytes <= 10 * server.tier._store.format.num_bytes
        goes_on.set()
        server.wait_until(lambda totals: totals.num_written_blocks + totals.num_dropped_blocks >= 6 * 5)
        assert server.tier.totals.num_dropped_blocks > 0


def test_while_one_waits_for_its_blocks_the_others_go_on(tmp_path, monkeypatch):
    with Server(tmp_path / "kv") as server:
        reply, _ = server.turn(PROMPT)
    following = [*PROMPT, *reply, 11]
    goes_on = threading.Event()
    with Server(tmp_path / "kv") as server:
        read = server.tier._store.read

        def slow(keys):
            assert goes_on.wait(60)
            return read(keys)

        monkeypatch.setattr(server.tier._store, "read", slow)
        server.send(following, seq_id="waits")
        server.turn([1, 2, 3], seq_id="other")
        goes_on.set()
        updates = server.updates("waits")
        assert updates[0].num_cached_tokens == 21
        assert [token_id for update in updates for token_id in update.token_ids] == alone(following, tmp_path)


def test_a_reader_that_fails_leaves_its_turn_to_be_computed(tmp_path, monkeypatch):
    with Server(tmp_path / "kv") as server:
        reply, _ = server.turn(PROMPT)
    following = [*PROMPT, *reply, 11]
    with Server(tmp_path / "kv") as server:
        fail = lambda keys: (_ for _ in ()).throw(MemoryError())  # noqa: E731
        monkeypatch.setattr(server.tier._store, "read", fail)
        for _ in range(2):  # the thread lives on
            tokens, first = server.turn(following, has_session=False)
            assert tokens == alone(following, tmp_path)
        assert first.restored is None


def test_who_leaves_while_its_blocks_are_read_leaves_nothing_behind(tmp_path):
    with Server(tmp_path / "kv") as server:
        reply, _ = server.turn(PROMPT)
    with Server(tmp_path / "kv") as server:
        server.send([*PROMPT, *reply, 11])
        server.inbox.put(AbortSequence("s"))
        tokens, _ = server.turn([*PROMPT, *reply, 12], seq_id="next")
        assert tokens == alone([*PROMPT, *reply, 12], tmp_path)
        server.engine.check()


def test_a_long_chain_is_several_files_and_comes_back_whole(tmp_path, monkeypatch):
    monkeypatch.setattr("serving.kv.block_file.MAX_FILE_BLOCKS", 3)
    with Server(tmp_path / "kv") as server:
        reply, _ = server.turn(PROMPT)
    assert len(files(tmp_path)) == 3
    following = [*PROMPT, *reply, 11]
    with Server(tmp_path / "kv") as server:
        tokens, first = server.turn(following)
        assert tokens == alone(following, tmp_path)
        assert first.num_cached_tokens == 21


# ---- memory before the disk ----------------------------------------------------------------------


def in_host(tmp_path) -> list[Path]:
    return [path for path in (tmp_path / "host").rglob("*") if path.is_file()]


def test_what_is_in_memory_comes_back_from_there_and_what_it_has_no_room_for_from_the_disk(
    tmp_path, monkeypatch
):
    monkeypatch.setattr("serving.kv.block_file.MAX_FILE_BLOCKS", 8)
    tiers = {"host": tmp_path / "host", "max_host_bytes": 6000}
    prompts = {f"t{number}": [number, *PROMPT[1:]] * 2 for number in range(4)}
    with Server(tmp_path / "kv", **tiers) as server:
        replies = {tenant: server.turn(prompt, tenant=tenant)[0] for tenant, prompt in prompts.items()}
        server.wait_until_written(4 * 10)
        assert sum(path.stat().st_size for path in in_host(tmp_path)) <= 6000
        assert server.tier.totals.num_demoted_blocks > 0
        assert server.tier.totals.num_removed_blocks == 0
    with Server(tmp_path / "kv", **tiers) as server:
        found = []
        for tenant, prompt in prompts.items():
            following = [*prompt, *replies[tenant], 11]
            tokens, first = server.turn(following, tenant=tenant, has_session=False)
            assert tokens == alone(following, tmp_path)
            assert first.num_cached_tokens == len(following) - 2
            found.append(first.restored.tier)
    assert (found[0], found[-1]) == ("disk", "host")


def test_what_is_deleted_goes_from_every_tier(tmp_path, monkeypatch):
    monkeypatch.setattr("serving.kv.block_file.MAX_FILE_BLOCKS", 4)
    with Server(tmp_path / "kv", host=tmp_path / "host", max_host_bytes=5000) as server:
        prompt = PROMPT * 8
        reply, _ = server.turn(prompt)
        server.wait_until_written(33)
        assert in_host(tmp_path)
        assert files(tmp_path)
        server.inbox.put(DropBlocks(0, "t", (*prompt, *reply)))
    assert in_host(tmp_path) == files(tmp_path) == []


def test_memory_that_is_full_leaves_it_to_the_disk(tmp_path, monkeypatch):
    write = BlockStore._write_file

    def full_memory(store, name, parts):
        if "host" in str(store._directory):
            raise OSError(28, "No space left on device")
        write(store, name, parts)

    monkeypatch.setattr(BlockStore, "_write_file", full_memory)
    with Server(tmp_path / "kv", host=tmp_path / "host") as server:
        server.turn(PROMPT)
        server.wait_until_written(6)
    assert in_host(tmp_path) == []
    assert len(files(tmp_path)) == 2
    assert server.tier.totals.failed_blocks == {"ENOSPC": 6}


def test_a_full_disk_takes_nothing_from_memory_that_memory_needs(tmp_path, monkeypatch):
    monkeypatch.setattr("serving.kv.block_file.MAX_FILE_BLOCKS", 8)
    adopt = lambda store, path, name, file: False  # noqa: E731
    monkeypatch.setattr(BlockStore, "adopt", adopt)
    with Server(tmp_path / "kv", host=tmp_path / "host", max_host_bytes=6000) as server:
        for number in range(4):
            server.turn([number, *PROMPT[1:]] * 2, tenant=str(number))
        server.wait_until_written(4 * 10)
        assert server.tier.totals.num_removed_blocks > 0
        assert server.tier.totals.num_demoted_blocks == 0
        assert sum(path.stat().st_size for path in in_host(tmp_path)) <= 6000
