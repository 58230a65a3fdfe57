"""Two replicas on one log and one directory of KV: the leased sessions of one that is gone live on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import pytest

from serving import operations as ops
from serving.config import ReplicaConfig
from serving.errors import SessionMoved
from serving.output import TurnFinished, Usage
from serving.principal import Principal
from serving.request import ChatInput, Request, SamplingParams
from serving.runs import homes
from serving.runs.build import build_backend
from serving.runs.local_backend import LocalBackend
from serving.sessions import owner, placements

HISTORY = [{"role": "user", "content": "Who has counted the ships that passed in the night? " * 8}]


@pytest.fixture
def open_replica(tmp_path, monkeypatch):
    """A context: a replica of this name that runs."""
    monkeypatch.setattr(homes, "BEAT_S", 0.05)

    @asynccontextmanager
    async def open_replica(name: str, **options: Any):
        shared = {"data_dir": tmp_path / "data", "disk_kv_dir": tmp_path / "kv", "max_disk_kv_bytes": 10**8}
        config = ReplicaConfig(model="toy", kv_restore="always", **(shared | options))
        replica = await asyncio.to_thread(build_backend, config, member=name)
        await replica.start()
        try:
            yield replica
        finally:
            await replica.close()

    return open_replica


async def say(replica: LocalBackend, session: str = "s") -> Usage:
    request = Request(
        request_id="r",
        model="toy",
        principal=Principal("ann"),
        input=ChatInput(tuple(HISTORY)),
        session_id=session,
        sampling=SamplingParams(temperature=0, max_tokens=20, ignore_eos=True),
    )
    *_, last = [event async for event in replica.stream(ops.Generate(request))]
    assert isinstance(last, TurnFinished)
    return last.usage


async def residency(replica: LocalBackend, session: str = "s") -> tuple[str, int]:
    """(replica that has it, blocks on the device of this one)"""
    info = await replica.call(ops.GetSession("ann", session, with_items=False))
    assert info.placement is not None
    return info.placement.replica, next(one.num_blocks for one in info.residency if one.tier == "device")


async def wait_until(is_true: Callable[[], Any]) -> None:
    async with asyncio.timeout(60):
        while not await is_true():  # noqa: ASYNC110  # it is in a database
            await asyncio.sleep(0.02)


async def settle(replica: LocalBackend, session: str = "s") -> int:
    """Place a session there, have a turn in it, and lease it: its whole blocks."""
    await replica.hold_session("ann", session, takes_it=True)
    usage = await say(replica, session)
    await replica.call(ops.LeaseKV("ann", session, 600.0))
    return (usage.num_prompt_tokens + usage.num_completion_tokens - 1) // 32


def test_a_replica_begins_no_turn_of_a_session_that_is_anothers(open_replica):
    async def run() -> None:
        async with open_replica("r1") as first, open_replica("r2") as second:
            await first.hold_session("ann", "s", takes_it=False)
            await first.hold_session("ann", "s", takes_it=False)
            with pytest.raises(SessionMoved):
                await second.hold_session("ann", "s", takes_it=False)
            await second.hold_session("ann", "s", takes_it=True)
            with pytest.raises(SessionMoved):
                await first.hold_session("ann", "s", takes_it=False)

    asyncio.run(run())


@pytest.mark.parametrize("place", ["disk", "object"])
def test_what_one_has_handed_over_the_other_one_restores(open_replica, tmp_path, place):
    async def run() -> None:
        async with AsyncExitStack() as stack:
            first, second = [
                await stack.enter_async_context(
                    open_replica(name)
                    if place == "disk"
                    else open_replica(
                        name, disk_kv_dir=tmp_path / name, object_kv_url=f"file://{tmp_path}/shared"
                    )
                )
                for name in ("r1", "r2")
            ]
            usage = await say(first)
            await first.call(ops.HandOverKV("ann", "s"))
            (report,) = [report async for report in second.stream(ops.PrewarmKV("ann", "s"))]
            assert report.restored is not None
            assert report.restored.tier == place
            num_computed = usage.num_prompt_tokens + usage.num_completion_tokens - 1
            assert report.num_cached_tokens >= num_computed // 32 * 32, "its end may follow"

    asyncio.run(run())


def test_who_leaves_hands_its_leased_sessions_to_the_others(open_replica):
    async def run() -> None:
        async with open_replica("r2") as second:
            async with open_replica("r1") as first:
                num_blocks = await settle(first)
                await settle(first, "not leased")
                await first.call(ops.LeaseKV("ann", "not leased", 0.0))
                await first.drain(1.0)
                await first.hand_over(30.0)
            await wait_until(lambda: _is_there(second, "r2", num_blocks))
            assert (await residency(second, "not leased"))[0] == placements.NOBODY

    asyncio.run(run())


def test_the_leased_sessions_of_one_that_died_are_taken_in(open_replica, monkeypatch):
    async def run() -> None:
        async with open_replica("r1") as first:
            num_blocks = await settle(first)
            await first.call(ops.HandOverKV("ann", "s"))
            await first._recovery.stop()  # it is not heard of any more
            async with open_replica("r2") as second:
                await wait_until(lambda: _is_there(second, "r2", num_blocks))

    monkeypatch.setattr(owner, "LEASE_S", 0.5)
    monkeypatch.setattr(placements, "LEASE_S", 0.5)
    asyncio.run(run())


def test_a_leased_session_whose_kv_is_nowhere_is_left_to_its_next_turn(open_replica):
    async def run() -> None:
        async with open_replica("r2") as second:
            async with open_replica("r1") as first:
                await settle(first)
                await first.call(ops.DropKV("ann", "s"))
                await first.hand_over(30.0)
            passed_by = second._homes._passed_by
            await wait_until(lambda: _holds(passed_by))
            assert await residency(second) == (placements.NOBODY, 0)

    asyncio.run(run())


async def _is_there(replica: LocalBackend, name: str, num_blocks: int) -> bool:
    home, num_resident = await residency(replica)
    return home == name and num_resident >= num_blocks


async def _holds(collection: Any) -> bool:
    return bool(collection)
