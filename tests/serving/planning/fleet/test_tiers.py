"""Tiers of sessions' blocks, held to a plain LRU over single blocks."""

import random
from collections import OrderedDict

import pytest

from serving.planning.fleet.tiers import Tiers


class BlockLru:
    """Every block an entry of its own; a turn touches its blocks from the last to the first."""

    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self.blocks: OrderedDict[tuple[int, int], None] = OrderedDict()  # oldest first

    def hits(self, session: int, num_blocks: int) -> int:
        return sum((session, place) in self.blocks for place in range(num_blocks))

    def touch(self, session: int, num_blocks: int) -> None:
        for place in reversed(range(num_blocks)):
            self.blocks[session, place] = None
            self.blocks.move_to_end((session, place))
        while len(self.blocks) > self.capacity:
            self.blocks.popitem(last=False)


@pytest.mark.parametrize("capacity", [7, 40, 200])
def test_one_tier_finds_what_an_lru_over_blocks_finds(capacity):
    rng, tiers, lru = random.Random(capacity), Tiers((capacity,)), BlockLru(capacity)
    lengths = [0] * 30
    for _ in range(3000):
        session = rng.randrange(30)
        assert sum(tiers.take(session)) == lru.hits(session, lengths[session])
        lengths[session] = lengths[session] + rng.randrange(3) if lengths[session] < 20 else 1
        tiers.put(session, lengths[session])
        # It begins anew as another one, for a shorter history is not a prefix of what was there.
        if lengths[session] == 1:
            for place in range(30):
                lru.blocks.pop((session, place), None)
        lru.touch(session, lengths[session])


def test_two_tiers_find_what_one_of_both_their_sizes_finds():
    rng, two, one = random.Random(1), Tiers((10, 35)), Tiers((45,))
    for _ in range(2000):
        session, num_blocks = rng.randrange(20), rng.randrange(1, 9)
        assert sum(two.take(session)) == sum(one.take(session))
        for tiers in (two, one):
            tiers.put(session, num_blocks)


def test_the_end_of_the_oldest_history_goes_to_the_next_tier_first():
    tiers = Tiers((10, 4, 100))
    tiers.put(1, 6)
    tiers.put(2, 8)  # four blocks too many: the last four of session 1
    assert tiers.num_sessions([True] * 3) == [2, 0, 0]
    tiers.put(3, 2)
    assert tiers.take(1) == [0, 4, 2]
    assert tiers.take(2) == [8, 0, 0]


def test_running_turns_push_idle_sessions_out_and_wait_where_others_run():
    tiers = Tiers((10,))
    tiers.put(1, 10)
    assert tiers.reserve(6, is_first=True)
    assert tiers.take(1) == [4]
    assert not tiers.reserve(5, is_first=False)
    tiers.release(6)
    assert tiers.reserve(10, is_first=True)
