"""Where sessions live."""

from __future__ import annotations

import random
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from serving.cluster.placement import MAX_SHARE, PlacementTable, ranked

THREE = ["r1", "r2", "r3"]


def place(table: PlacementTable, num_sessions: int, replica_ids: list[str]) -> dict[str, str]:
    return {f"s{i}": table.owner(f"s{i}", replica_ids) for i in range(num_sessions)}


def test_a_session_stays_where_it_is():
    table = PlacementTable()
    first = place(table, 50, THREE)
    assert place(table, 50, list(reversed(THREE))) == first


def test_a_new_replica_moves_no_session():
    table = PlacementTable()
    first = place(table, 50, THREE)
    assert place(table, 50, [*THREE, "r4"]) == first


def test_only_the_sessions_of_a_lost_replica_move():
    table = PlacementTable()
    first = place(table, 60, THREE)
    second = place(table, 60, ["r1", "r3"])
    assert "r2" not in second.values()
    assert all(second[s] == first[s] for s in first if first[s] != "r2")


def test_a_session_that_moved_does_not_move_back():
    table = PlacementTable()
    place(table, 30, THREE)
    moved = place(table, 30, ["r1", "r3"])
    assert place(table, 30, THREE) == moved


def test_new_sessions_go_to_a_new_replica_until_it_has_its_share():
    table = PlacementTable()
    place(table, 40, ["r1"])
    newcomers = Counter(table.owner(f"new{i}", ["r1", "r2"]) for i in range(20))
    assert newcomers["r2"] == 20


def test_no_replica_has_much_more_than_its_share():
    table = PlacementTable()
    counts = Counter(place(table, 1000, THREE).values())
    assert max(counts.values()) <= MAX_SHARE * 1000 / 3 + 1


def test_a_table_that_was_lost_places_most_sessions_where_they_were():
    before = place(PlacementTable(), 300, THREE)
    asked_again_in_another_order = list(before)
    random.Random(1).shuffle(asked_again_in_another_order)
    table = PlacementTable()
    num_same = sum(table.owner(session, THREE) == before[session] for session in asked_again_in_another_order)
    assert num_same > 270


def test_the_order_of_preference_does_not_depend_on_the_order_of_the_replicas():
    assert ranked("s", THREE) == ranked("s", reversed(THREE))
    assert {ranked(f"s{i}", THREE)[0] for i in range(20)} == set(THREE)


def test_the_table_is_bounded_and_forgets_the_session_unused_longest():
    table = PlacementTable(max_sessions=2)
    owner = table.owner("kept", ["r1"])
    table.owner("forgotten", ["r1"])
    table.owner("kept", ["r1", "r2"])
    table.owner("newest", ["r1", "r2"])
    assert len(table) == 2
    assert table.owner("kept", ["r1", "r2"]) == owner


@given(st.lists(st.tuples(st.integers(0, 9), st.sets(st.sampled_from("abcd"), min_size=1)), max_size=60))
def test_the_owner_is_always_alive_and_changes_only_when_it_is_not(asked: list[tuple[int, set[str]]]):
    table = PlacementTable(max_sessions=10)
    owners: dict[str, str] = {}
    for number, alive in asked:
        session = f"s{number}"
        owner = table.owner(session, sorted(alive))
        assert owner in alive
        assert owners.get(session) in (None, owner) or owners[session] not in alive
        owners[session] = owner


def test_forks_live_where_their_parent_does():
    table = PlacementTable()
    parent = table.owner("parent", THREE)
    elsewhere = next(f"s{i}" for i in range(100) if table.owner(f"s{i}", THREE) != parent)
    forks = [f"fork-{i}" for i in range(20)]
    table.join("parent", [*forks, elsewhere])
    assert {table.owner(fork, THREE) for fork in [*forks, elsewhere]} == {parent}


def test_forks_of_a_session_that_nobody_knows_are_placed_as_any():
    table = PlacementTable()
    table.join("parent", ["fork"])
    assert len(table) == 0
    assert table.owner("fork", THREE) in THREE
