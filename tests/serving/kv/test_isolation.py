"""What a tenant can learn of another's cache: nothing, not even by a clock.

Time is not measured here. A request's time is that of its steps, of what is looked up and found, and of the
blocks that are moved. All of that is written down, and must be the same whether another tenant has said just
this, or something else. `benchmarks/bench_isolation.py` asks a clock.
"""

import queue
from typing import Any

import numpy as np
import pytest

from serving.config import EngineConfig
from serving.engine.engine import Engine
from serving.engine.messages import (
    AddSequence,
    BlocksFetched,
    CountByTier,
    CountResident,
    DropBlocks,
    LeaseBlocks,
    OffloadBlocks,
    ReadPrefix,
    SupersedeBlocks,
)
from serving.engine.toy_runner import ToyRunner
from serving.kv.block_file import BlockFormat
from serving.kv.file_tier import FileTier
from serving.kv.tiered_store import KVBucket, KVDirectory
from serving.request import SamplingParams

VOCAB, BLOCK_SIZE, NUM_BLOCKS = 50, 4, 128
PROMPT = (7, 3, 9, 4, 1, 8, 2, 6, 5, 5, 7, 1, 3, 9, 2, 4, 6, 6)
WATCHED = {  # of what the engine calls, by object
    "tier": ("tier_of", "tiers_of", "is_shared", "find_tail", "fetch", "evict", "note", "forget"),
    "runner": ("submit", "copy_block", "read_blocks", "write_blocks"),
}


class Watched:
    """Passes on what is asked of another object, and keeps it with what was found."""

    def __init__(self, name: str, inner: Any, trace: list[tuple]) -> None:
        self._name, self._inner, self._trace = name, inner, trace

    def __getattr__(self, attribute: str) -> Any:
        found = getattr(self._inner, attribute)
        if attribute not in WATCHED[self._name]:
            return found

        def called(*arguments: Any, **options: Any) -> Any:
            result = found(*arguments, **options)
            self._trace.append((attribute, _size(arguments), result if _is_plain(result) else None))
            return result

        return called


def _is_plain(value: Any) -> bool:
    return value is None or isinstance(value, (str, int, bool, tuple))


def _size(arguments: tuple) -> list[int]:
    return [len(argument) for argument in arguments if hasattr(argument, "__len__")]


class Server:
    """An engine whose every look-up and every move is written down."""

    def __init__(self, tmp_path, kind: str) -> None:
        self.trace: list[tuple] = []
        runner = ToyRunner(VOCAB, NUM_BLOCKS, BLOCK_SIZE)
        block_format = BlockFormat.of(b"toy", "toy", runner.read_blocks(np.zeros(1, np.int32)))
        place = {
            "object": KVBucket(f"file://{tmp_path}/objects", 1 << 20),
            "host": KVDirectory("host", tmp_path / "host", 1 << 20),
        }.get(kind, KVDirectory("disk", tmp_path / "disk", 1 << 20))
        self.tier = FileTier([place], block_format)
        config = EngineConfig(
            num_blocks=NUM_BLOCKS, block_size=BLOCK_SIZE, max_model_len=256, kv_restore="always"
        )
        self.engine = Engine(
            config,
            Watched("runner", runner, self.trace),
            b"toy",
            residency=Watched("tier", self.tier, self.trace),
            clock=lambda: 0.0,  # what a step takes is no part of it
        )
        self._fetched: queue.SimpleQueue[BlocksFetched] = queue.SimpleQueue()
        self._changed: queue.SimpleQueue[None] = queue.SimpleQueue()

    def __enter__(self) -> "Server":
        self.engine.start(self)
        return self

    def __exit__(self, *_: object) -> None:
        self.engine.close()

    def on_fetched(self, seq_id, first_block, payload, is_last) -> None:
        self._fetched.put(BlocksFetched(seq_id, first_block, payload, is_last))

    def on_refreshed(self, query_id) -> None:
        pass

    def on_change(self) -> None:
        self._changed.put(None)

    def turn(self, tenant: str, prompt) -> tuple[list[int], Any]:
        """(reply, the first update)"""
        self.engine.handle(
            AddSequence(
                seq_id="s",
                token_ids=tuple(prompt),
                max_tokens=6,
                sampling=SamplingParams(temperature=0),
                seed=0,
                tenant=tenant,
                session_id="s",
            )
        )
        updates: list[Any] = []
        while not self.engine.is_idle:
            if not self.engine.has_work:
                self.engine.handle(self._fetched.get(timeout=60))
                continue
            news, stats = self.engine.step()
            self.trace.append(("step", [stats.num_step_tokens], None))
            updates += news
        first = updates[0]
        self.trace.append(("first", [first.num_cached_tokens, first.was_evicted], first.restored))
        return [token_id for update in updates for token_id in update.token_ids], first

    def write(self, num_blocks: int) -> None:
        """Returns when so many, which were noted, are in files."""
        self.engine.flush()
        while self.tier.totals.num_written_blocks < num_blocks:
            self._changed.get(timeout=60)

    def ask(self, tenant: str, token_ids) -> list[tuple]:
        """All that can be asked about a prefix, and done to it."""
        ids = tuple(token_ids)
        replies = [
            self.engine.handle(message)
            for message in (
                CountResident(1, tenant, ids),
                CountByTier(2, tenant, (ids,)),
                ReadPrefix(3, tenant, ids),
                OffloadBlocks(4, tenant, ids, "s"),
                LeaseBlocks(5, tenant, ids, 60.0, 0),
                SupersedeBlocks(6, tenant, ids, 0),
                DropBlocks(7, tenant, ids),
            )
        ]
        fields = ("num_tokens", "num_blocks", "num_elsewhere_blocks", "num_shared_blocks", "by_tier")
        return [tuple(getattr(reply, field) for field in fields) for reply in replies]


def attack(server: Server, tenant: str, guesses) -> list[tuple]:
    """All that the tenant's guesses set in motion."""
    server.trace.clear()
    for guess in guesses:
        server.turn(tenant, guess)
        server.trace += server.ask(tenant, guess)
    return list(server.trace)


def told(server: Server, kind: str, prompt) -> tuple[int, ...]:
    """What a victim has said there and was told; its KV is in this tier alone."""
    reply, _ = server.turn("victim", prompt)
    secret = (*prompt, *reply)
    if kind != "device":
        # What fills no block is not kept in the object store.
        server.write((len(secret) - 1) // BLOCK_SIZE + (kind != "object"))
        server.engine.handle(DropBlocks(0, "victim", secret, is_forgotten=False))
    return secret


@pytest.mark.parametrize("kind", ["device", "host", "disk", "object"])
def test_guessing_what_another_tenant_has_said_looks_up_finds_and_moves_nothing_more(tmp_path, kind):
    with Server(tmp_path / "said", kind) as server, Server(tmp_path / "other", kind) as other:
        secret = told(server, kind, PROMPT)
        told(other, kind, [token_id + 20 for token_id in PROMPT])
        guesses = (secret, secret[:16], (*secret, 11, 12), PROMPT)
        seen = attack(server, "attacker", guesses)
        assert seen == attack(other, "attacker", guesses)
        assert ("first", [0, False], None) in seen, "its first guess found nothing, its next ones that"
        # The victim's own guess tells, so this test can see; and the attacker has taken nothing from it.
        assert attack(server, "victim", [secret]) != attack(other, "victim", [secret])


@pytest.mark.parametrize("kind", ["device", "host", "disk", "object"])
def test_what_another_tenant_does_with_a_guessed_prefix_leaves_its_owners_kv_where_it_is(tmp_path, kind):
    with Server(tmp_path, kind) as server:
        secret = told(server, kind, PROMPT)
        attack(server, "attacker", [secret])
        _, first = server.turn("victim", (*secret, 11))
        num_computed = len(secret) - 1  # the token sampled last has no KV yet
        num_kept = num_computed // BLOCK_SIZE * BLOCK_SIZE if kind == "object" else num_computed
        assert first.num_cached_tokens == num_kept
        assert first.restored.tier == kind
