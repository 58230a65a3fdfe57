"""One answer out of the replicas' answers."""

from __future__ import annotations

from typing import Any

from serving.cluster.merge import merged_health
from serving.output import BranchInfo, Health, KVInfo, SessionInfo, TierKV
from serving.replica.merge import merged_session, merged_sessions, warmest
from serving.responses import Page


def info(session_id: str, **changes: Any) -> SessionInfo:
    values: dict[str, Any] = {
        "session_id": session_id,
        "created": 1,
        "last_used": 10,
        "num_turns": 2,
        "num_tokens": 40,
        "num_blocks": 2,
        "num_resident_blocks": 0,
        "bytes_resident": 0,
        "state": "cold",
    }
    return SessionInfo(**(values | changes))


def test_residency_is_that_of_the_replica_that_holds_most():
    cold, partial = info("s"), info("s", state="partial", bytes_resident=512)
    resident = info("s", state="resident", bytes_resident=1024)
    assert warmest([cold, resident, partial]) is resident
    assert warmest([cold, partial]) is partial
    assert warmest([resident, info("s", state="running", bytes_resident=32)]).state == "running"


def test_a_session_is_listed_once_most_recently_used_first():
    here = [info("new", last_used=30), info("old", last_used=10)]
    there = [info("new", last_used=30), info("old", last_used=10, state="resident", bytes_resident=64)]
    merged = merged_sessions([here, there], Page(limit=100))
    assert [(s.session_id, s.bytes_resident) for s in merged] == [("new", 0), ("old", 64)]


def test_a_page_is_never_longer_than_asked():
    pages = [
        [info("a", last_used=3), info("b", last_used=2)],
        [info("c", last_used=4), info("a", last_used=3)],
    ]
    assert [s.session_id for s in merged_sessions(pages, Page(limit=2))] == ["c", "a"]
    ascending = Page(limit=2, is_ascending=True)
    assert [s.session_id for s in merged_sessions(pages, ascending)] == ["b", "a"]


def test_each_branch_is_as_the_replica_sees_it_that_holds_most_of_it():
    def view(*num_resident: int) -> SessionInfo:
        branches = tuple(
            BranchInfo(f"br_{index}", 40, 2, kv=KVInfo("partial", number, 2, 1, number))
            for index, number in enumerate(num_resident)
        )
        return info("s", bytes_resident=sum(num_resident), branches=branches)

    merged = merged_session([view(32, 0), view(0, 20)])
    assert [branch.kv.num_resident_tokens for branch in merged.branches if branch.kv] == [32, 20]


def test_residency_is_that_of_all_replicas():
    def view(replica: str, num_blocks: int) -> SessionInfo:
        return info("s", residency=(TierKV(replica, "device", num_blocks, num_blocks * 64),))

    merged = merged_session([view("r1", 2), view("r2", 5)])
    assert [(tier.replica, tier.num_blocks) for tier in merged.residency] == [("r1", 2), ("r2", 5)]


def test_what_all_replicas_find_is_shown_once_as_the_one_has_it_that_knows_most():
    def view(replica: str, num_blocks: int) -> SessionInfo:
        own, shared = TierKV(replica, "disk", 1, 64), TierKV(None, "object", num_blocks, num_blocks * 64)
        return info("s", residency=(own, shared))

    merged = merged_session([view("r1", 7), view("r2", 5)])
    found = [(tier.replica, tier.tier, tier.num_blocks) for tier in merged.residency]
    assert found == [("r1", "disk", 1), ("r2", "disk", 1), (None, "object", 7)]


def test_the_cluster_is_ready_when_one_replica_is_and_says_what_the_others_lack():
    ready, loading = (
        Health(is_ready=True, num_running=2, num_waiting=1, num_restoring=3),
        Health(is_ready=False, detail="loading"),
    )
    assert merged_health([ready, ready]) == Health(
        is_ready=True, num_running=4, num_waiting=2, num_restoring=6
    )
    both = merged_health([ready, loading])
    assert both.is_ready
    assert both.detail == "1 of 2 engine replicas are ready (loading)"
    assert not merged_health([loading]).is_ready
    assert merged_health([]) == Health(is_ready=False, detail="no engine replica is running")
