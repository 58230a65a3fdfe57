"""Where sessions are placed."""

from __future__ import annotations

from collections import Counter

from serving.cluster.placement import MAX_SHARE, choose, ranked

THREE = ["r1", "r2", "r3"]


def place(num_sessions: int, replica_ids: list[str]) -> dict[str, str]:
    placed: dict[str, str] = {}
    for number in range(num_sessions):
        session = f"s{number}"
        placed[session] = choose(session, replica_ids, Counter(placed.values()))
    return placed


def test_a_session_goes_to_its_first_choice_whatever_the_order_of_the_replicas():
    assert ranked("s", THREE) == ranked("s", reversed(THREE))
    assert choose("s", THREE, {}) == ranked("s", THREE)[0]
    assert {ranked(f"s{number}", THREE)[0] for number in range(20)} == set(THREE)


def test_no_replica_gets_much_more_than_its_share():
    counts = Counter(place(1000, THREE).values())
    assert max(counts.values()) <= MAX_SHARE * 1000 / 3 + 1


def test_new_sessions_go_to_a_new_replica_until_it_has_its_share():
    counts = Counter({"r1": 40})
    for number in range(20):
        counts[choose(f"new{number}", ["r1", "r2"], counts)] += 1
    assert counts["r2"] == 20


def test_what_other_replicas_have_does_not_count():
    assert choose("s", ["r1"], {"r1": 7, "gone": 1000}) == "r1"


def test_most_sessions_of_a_lost_replica_go_where_their_second_choice_is():
    placed = place(300, THREE)
    left = [session for session, replica in placed.items() if replica == "r2"]
    counts = Counter(replica for replica in placed.values() if replica != "r2")
    num_same = 0
    for session in left:
        chosen = choose(session, ["r1", "r3"], counts)
        counts[chosen] += 1
        num_same += chosen == ranked(session, ["r1", "r3"])[0]
    assert num_same > 0.8 * len(left)
