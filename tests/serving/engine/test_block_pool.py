import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, rule

from serving.engine.block_pool import BlockCopy, BlockPool, OutOfBlocks
from serving.engine.elsewhere import BlocksElsewhere
from serving.kv.holdings import NOBODY, Account
from serving.kv.keys import KeySpace, tenant_salt
from serving.kv.retention import PERSON, Wait

SPACE = KeySpace(tenant_salt("alice"), b"model")
SESSION = Account(SPACE.folder, "s")
OTHER_TENANT = KeySpace(tenant_salt("bob"), b"model")
TOOL, READER = Wait("alice", "search"), Wait("alice", PERSON)
OTHER_MODEL = KeySpace(tenant_salt("alice"), b"another model")


def fill(pool: BlockPool, token_ids: list[int], space: KeySpace = SPACE) -> list[int]:
    """Compute `token_ids` as a sequence would: match, allocate the rest, register it all."""
    match = pool.match(space, token_ids, len(token_ids))
    table, _ = pool.take(match)
    table += pool.allocate(-(-len(token_ids) // pool.block_size) - len(table))
    parent = space.root
    for index, block_id in enumerate(table):
        block_tokens = token_ids[index * pool.block_size : (index + 1) * pool.block_size]
        parent = pool.register(space, block_id, parent, block_tokens)
    return table


def test_allocation_is_all_or_nothing():
    pool = BlockPool(num_blocks=3, block_size=4)
    with pytest.raises(OutOfBlocks, match="asked for 4 blocks, 3 free of 3"):
        pool.allocate(4)
    assert pool.num_available == 3


def test_the_null_block_is_never_handed_out():
    pool = BlockPool(num_blocks=3, block_size=4)
    assert sorted(pool.allocate(3)) == [1, 2, 3]


def test_a_released_prefix_is_found_again_by_its_tokens():
    pool = BlockPool(num_blocks=8, block_size=4)
    table = fill(pool, [1, 2, 3, 4, 5, 6, 7, 8])
    pool.release(table, now_s=0)
    match = pool.match(SPACE, [1, 2, 3, 4, 5, 6, 7, 8, 9], 9)
    assert match.block_ids == tuple(table)
    assert match.num_tokens == 8


@pytest.mark.parametrize("space", [OTHER_TENANT, OTHER_MODEL])
def test_neither_another_tenant_nor_another_model_finds_it(space):
    pool = BlockPool(num_blocks=8, block_size=4)
    pool.release(fill(pool, [1, 2, 3, 4, 5]), now_s=0)
    assert pool.match(space, [1, 2, 3, 4, 5], 5).num_tokens == 0


def test_equal_blocks_after_different_prefixes_are_different_blocks():
    pool = BlockPool(num_blocks=8, block_size=2)
    pool.release(fill(pool, [1, 2, 7, 7]), now_s=0)
    assert pool.match(SPACE, [3, 4, 7, 7], 4).num_tokens == 0


def test_the_partial_tail_is_taken_in_place_by_a_sole_user():
    pool = BlockPool(num_blocks=8, block_size=4)
    table = fill(pool, [1, 2, 3, 4, 5, 6])
    pool.release(table, now_s=0)
    taken, copies = pool.take(pool.match(SPACE, [1, 2, 3, 4, 5, 6, 7], 6))
    assert taken == table
    assert copies == []


def test_whoever_comes_before_a_tail_taken_in_place_has_more_copies_it():
    pool = BlockPool(num_blocks=8, block_size=4)
    table = fill(pool, [1, 2, 3, 4, 5, 6])
    pool.release(table, now_s=0)
    first, _ = pool.take(pool.match(SPACE, [1, 2, 3, 4, 5, 6, 7], 6))
    match = pool.match(SPACE, [1, 2, 3, 4, 5, 6, 8], 6)
    assert match.num_tokens == 6
    second, copies = pool.take(match)
    assert copies == [BlockCopy(source=table[1], target=second[1])]
    pool.check([first, second])


def test_a_leased_tail_that_is_gone_on_from_in_place_stays_leased():
    pool = BlockPool(num_blocks=8, block_size=5)
    pool.release(fill(pool, [1, 2, 3]), now_s=0)
    pool.lease_prefix(SPACE, [1, 2, 3], until_s=100)
    table, _ = pool.take(pool.match(SPACE, [1, 2, 3, 4], 3))
    pool.register(SPACE, table[0], SPACE.root, [1, 2, 3, 4])
    pool.release(table, now_s=1)
    assert pool.count_leased(SPACE, [1, 2, 3]) == 1
    pool.check([])


def test_a_fork_in_mid_block_copies_what_it_shares():
    pool = BlockPool(num_blocks=8, block_size=4)
    table = fill(pool, [1, 2, 3, 4, 5, 6, 7])
    pool.release(table, now_s=0)
    match = pool.match(SPACE, [1, 2, 3, 4, 5, 6, 99], 7)
    assert match.num_tokens == 6
    taken, copies = pool.take(match)
    assert taken[0] == table[0]
    assert copies == [BlockCopy(source=table[1], target=taken[1])]
    assert pool.match(SPACE, [1, 2, 3, 4, 5, 6, 7], 7).num_tokens == 7, "the original is still whole"


def test_the_tail_of_a_running_sequence_is_copied_not_shared():
    pool = BlockPool(num_blocks=8, block_size=4)
    running = fill(pool, [1, 2, 3])
    taken, copies = pool.take(pool.match(SPACE, [1, 2, 3, 4], 3))
    assert copies == [BlockCopy(source=running[0], target=taken[0])]


def test_a_match_can_be_limited_so_that_one_token_is_left_to_compute():
    pool = BlockPool(num_blocks=8, block_size=4)
    pool.release(fill(pool, [1, 2, 3, 4, 5, 6, 7, 8]), now_s=0)
    match = pool.match(SPACE, [1, 2, 3, 4, 5, 6, 7, 8], 7)
    assert match.num_tokens == 7
    assert len(match.block_ids) == 1


def test_of_one_sequence_the_end_is_evicted_before_the_beginning():
    pool = BlockPool(num_blocks=3, block_size=2)
    head, middle, tail = fill(pool, [1, 2, 3, 4, 5, 6])
    pool.release([head, middle, tail], now_s=0)
    assert [pool.allocate(1)[0] for _ in range(3)] == [tail, middle, head]


def test_the_least_recently_used_prefix_is_evicted_first():
    pool = BlockPool(num_blocks=2, block_size=2)
    old, new = fill(pool, [1, 2]), fill(pool, [3, 4])
    pool.release(new, now_s=20)
    pool.release(old, now_s=10)
    assert pool.allocate(1) == old


def test_a_session_outlives_an_anonymous_prompt_of_the_same_age():
    pool = BlockPool(num_blocks=2, block_size=2, clock=lambda: 12.0)
    session, anonymous = fill(pool, [1, 2]), fill(pool, [3, 4])
    pool.release(session, now_s=10, account=SESSION)
    pool.release(anonymous, now_s=11)
    assert pool.allocate(1) == anonymous


def test_of_two_sessions_the_one_that_is_not_expected_so_soon_is_evicted_though_it_is_younger():
    now_s = 22.0
    pool = BlockPool(num_blocks=2, block_size=2, clock=lambda: now_s)
    for _ in range(50):
        pool.retention.note_wait(TOOL)
        pool.retention.note_return(TOOL, 15)
        pool.retention.note_wait(READER)
        pool.retention.note_return(READER, 300)
    tools, readers = fill(pool, [1, 2]), fill(pool, [3, 4])

    def end_turn(table: list[int], now_s: float, wait: Wait) -> None:
        pool.release(table, now_s=now_s, account=SESSION)
        pool.set_wait(pool.keys_of(table), wait)

    end_turn(tools, 10, TOOL)
    end_turn(readers, 20, READER)
    assert pool.allocate(1) == readers, "at 22 s"
    pool.register(SPACE, readers[0], SPACE.root, [3, 4])
    end_turn(readers, 23, READER)
    now_s = 200.0
    assert pool.allocate(1) == tools, "at 200 s a tool has not answered for far too long"


def test_what_is_held_is_never_evicted():
    pool = BlockPool(num_blocks=2, block_size=2)
    held = fill(pool, [1, 2])
    pool.release(fill(pool, [3, 4]), now_s=0)
    pool.allocate(1)
    with pytest.raises(OutOfBlocks):
        pool.allocate(1)
    assert pool.match(SPACE, [1, 2], 2).block_ids == tuple(held)


def test_the_copy_of_a_tail_that_finds_no_block_takes_nothing():
    pool = BlockPool(num_blocks=2, block_size=4)
    first = fill(pool, [1, 2, 3, 4, 5, 6])
    with pytest.raises(OutOfBlocks):
        pool.take(pool.match(SPACE, [1, 2, 3, 4, 5, 9], 6))
    pool.check([first])


def test_a_session_that_is_dropped_leaves_what_others_continue():
    pool = BlockPool(num_blocks=8, block_size=2)
    pool.release(fill(pool, [1, 2, 3, 4]), now_s=0)
    pool.release(fill(pool, [1, 2, 5, 6]), now_s=0)
    assert pool.drop(SPACE, [1, 2, 3, 4]) == 1
    assert pool.count_resident(SPACE, [1, 2, 5, 6]) == (4, 2)
    assert pool.count_resident(SPACE, [1, 2, 3, 4]) == (2, 1)
    pool.check([])


def test_what_others_begin_with_is_kept_where_that_is_said():
    pool = BlockPool(num_blocks=8, block_size=2)
    pool.release(fill(pool, [1, 2, 3, 4, 5, 6]), now_s=0)
    assert pool.drop(SPACE, [1, 2, 3, 4, 5, 6], num_kept_tokens=3) == 1
    assert pool.count_resident(SPACE, [1, 2, 3, 4, 5, 6]) == (3, 2), "the second block has but one of its two"
    pool.check([])


def fork_in_place(pool: BlockPool) -> None:
    """A session of three tokens, leased, and a fork that goes on in the block that both end in."""
    pool.release(fill(pool, [1, 2, 3]), now_s=0)
    match = pool.match(SPACE, [1, 2, 3, 4], 3)
    table, copies = pool.take(match)
    assert (len(table), copies) == (1, [])
    pool.register(SPACE, table[0], SPACE.root, [1, 2, 3, 4])
    pool.release(table, now_s=1)
    pool.lease_prefix(SPACE, [1, 2, 3], until_s=100)


def test_dropping_a_fork_takes_nothing_from_its_parent():
    pool = BlockPool(num_blocks=8, block_size=5)
    fork_in_place(pool)
    assert pool.drop(SPACE, [1, 2, 3, 4], num_kept_tokens=3) == 0
    assert pool.count_resident(SPACE, [1, 2, 3, 4]) == (3, 1)
    assert pool.count_leased(SPACE, [1, 2, 3]) == 1
    pool.check([])


@pytest.mark.parametrize("num_shared", [3, 4], ids=["with its parent alone", "with the other fork too"])
@pytest.mark.parametrize("dropped", [0, 1])
def test_a_parent_stays_leased_whichever_of_its_forks_is_dropped(num_shared, dropped):
    pool = BlockPool(num_blocks=8, block_size=6)
    pool.release(fill(pool, [1, 2, 3]), now_s=0)
    forks = [[1, 2, 3, 4, 5], [1, 2, 3, 4, 6]] if num_shared == 4 else [[1, 2, 3, 4, 5], [1, 2, 3, 6]]
    for fork in forks:
        pool.release(fill_copying(pool, fork), now_s=1)
    pool.lease_prefix(SPACE, [1, 2, 3], until_s=100)
    assert pool.drop(SPACE, forks[dropped], num_kept_tokens=num_shared) == 1
    assert pool.count_leased(SPACE, [1, 2, 3]) == 1
    assert pool.count_by_tier(SPACE, [[1, 2, 3]]) == ({"device": 1}, 1)
    assert len(pool.leases) == 1
    assert pool.count_resident(SPACE, forks[1 - dropped]) == (len(forks[1 - dropped]), 1)
    pool.check([])


def fill_copying(pool: BlockPool, token_ids: list[int]) -> list[int]:
    """One block of tokens, whose beginning another may hold, as far as it is registered."""
    match = pool.match(SPACE, token_ids, len(token_ids) - 1)
    table, _ = pool.take(match)
    pool.register(SPACE, table[0], SPACE.root, token_ids)
    return table


def test_dropping_a_parent_takes_nothing_from_its_fork():
    pool = BlockPool(num_blocks=8, block_size=5)
    fork_in_place(pool)
    assert pool.drop(SPACE, [1, 2, 3], num_kept_tokens=3) == 0
    assert pool.count_resident(SPACE, [1, 2, 3, 4]) == (4, 1)
    pool.check([])


def test_what_is_kept_twice_is_kept_once():
    pool = BlockPool(num_blocks=8, block_size=5)
    fork_in_place(pool)
    match = pool.match(SPACE, [1, 2, 3], 3)
    copy, _ = pool.take(match)
    pool.register(SPACE, copy[0], SPACE.root, [1, 2, 3])
    pool.release(copy, now_s=2)
    assert pool.drop(SPACE, [1, 2, 3, 4], num_kept_tokens=3) == 1
    assert pool.count_resident(SPACE, [1, 2, 3, 4]) == (3, 1)
    pool.check([])


def test_what_is_superseded_is_evicted_before_anything_older():
    pool = BlockPool(num_blocks=4, block_size=2)
    old, other = fill(pool, [7, 8]), fill(pool, [9, 9])
    chain = fill(pool, [1, 2, 3, 4])
    pool.release(old, now_s=1)
    pool.release(other, now_s=2)
    pool.release(chain, now_s=50, account=SESSION)
    assert pool.supersede(SPACE, [1, 2, 3, 4], 2) == 1
    assert pool.allocate(2) == [chain[1], old[0]], "its beginning is kept"


def test_a_block_that_another_session_begins_with_is_not_superseded():
    pool = BlockPool(num_blocks=8, block_size=5)
    fork_in_place(pool)
    assert pool.supersede(SPACE, [1, 2, 3, 4], num_kept_tokens=3) == 0
    assert pool.count_leased(SPACE, [1, 2, 3]) == 1


def test_what_is_used_again_is_not_superseded_any_more():
    pool = BlockPool(num_blocks=2, block_size=2)
    back, old = fill(pool, [1, 2]), fill(pool, [7, 8])
    pool.release(old, now_s=1)
    pool.release(back, now_s=2)
    pool.supersede(SPACE, [1, 2], 0)
    pool.release(fill(pool, [1, 2]), now_s=3)
    assert pool.allocate(1) == old


def test_what_another_goes_on_from_is_not_superseded():
    pool = BlockPool(num_blocks=8, block_size=2)
    pool.release(fill(pool, [1, 2, 3, 4]), now_s=0)
    pool.release(fill(pool, [1, 2, 3, 4, 5, 6]), now_s=0)
    assert pool.supersede(SPACE, [1, 2, 3, 4], 0) == 0


def test_leased_blocks_are_evicted_last_and_only_until_the_lease_ends():
    pool = BlockPool(num_blocks=3, block_size=2)
    leased, old, new = fill(pool, [1, 2]), fill(pool, [3, 4]), fill(pool, [5, 6])
    for age, table in enumerate((leased, old, new)):
        pool.release(table, now_s=age)
    pool.lease_prefix(SPACE, [1, 2], until_s=100)
    assert pool.count_leased(SPACE, [1, 2]) == 1
    assert pool.allocate(1) == old
    pool.end_leases(99)
    assert pool.count_leased(SPACE, [1, 2]) == 1
    pool.end_leases(100)
    assert pool.count_leased(SPACE, [1, 2]) == 0
    assert pool.allocate(1) == leased
    assert pool.allocate(1) == new


def test_a_lease_is_no_pin():
    pool = BlockPool(num_blocks=1, block_size=2)
    leased = fill(pool, [1, 2])
    pool.release(leased, now_s=0)
    pool.lease_prefix(SPACE, [1, 2], until_s=100)
    assert pool.allocate(1) == leased
    assert pool.leases.num_blocks(SPACE.salt) == 0


def test_a_longer_lease_takes_the_place_of_a_shorter_one_and_none_ends_both():
    pool = BlockPool(num_blocks=2, block_size=2)
    pool.release(fill(pool, [1, 2]), now_s=0)
    for until_s in (10, 100, 50):
        pool.lease_prefix(SPACE, [1, 2], until_s)
    pool.end_leases(60)
    assert pool.count_leased(SPACE, [1, 2]) == 1
    pool.end_lease(SPACE, [1, 2], 0)
    assert len(pool.leases) == 0


def test_what_others_lease_too_stays_leased():
    pool = BlockPool(num_blocks=4, block_size=2)
    pool.release(fill(pool, [1, 2, 3, 4, 5]), now_s=0)
    pool.lease_prefix(SPACE, [1, 2, 3, 4, 5], 100)
    pool.end_lease(SPACE, [1, 2, 3, 4, 5], 3)
    assert pool.count_leased(SPACE, [1, 2, 3, 4, 5]) == 2, "the second block has the third token"


def test_a_tenant_leases_as_many_blocks_as_it_may_from_the_beginning_on():
    pool = BlockPool(num_blocks=8, block_size=2, max_leased_blocks=2)
    for space in (SPACE, OTHER_TENANT):
        pool.release(fill(pool, [1, 2, 3, 4, 5, 6], space), now_s=0)
        pool.lease_prefix(space, [1, 2, 3, 4, 5, 6], until_s=100)
        assert pool.count_leased(space, [1, 2, 3, 4]) == pool.leases.num_blocks(space.salt) == 2
    pool.drop(SPACE, [1, 2, 3, 4, 5, 6])
    assert pool.leases.num_blocks(SPACE.salt) == 0
    pool.check([])


@settings(deadline=None)
@given(st.lists(st.lists(st.integers(0, 2), min_size=1, max_size=20), min_size=1, max_size=12))
def test_a_match_is_as_long_as_the_longest_common_prefix_with_anything_cached(prompts):
    pool = BlockPool(num_blocks=200, block_size=4)
    *cached, query = prompts
    for prompt in cached:
        pool.release(fill(pool, prompt), now_s=0)

    def common(prompt: list[int]) -> int:
        return next(
            (i for i, (a, b) in enumerate(zip(prompt, query, strict=False)) if a != b),
            min(len(prompt), len(query)),
        )

    assert pool.match(SPACE, query, len(query)).num_tokens == max(map(common, cached), default=0)


class PoolMachine(RuleBasedStateMachine):
    """Random turns on a small pool; each block's true content is tracked beside it, as a device holds it."""

    tables = Bundle("tables")

    @initialize(num_blocks=st.integers(1, 12), block_size=st.integers(1, 4))
    def start(self, num_blocks, block_size):
        self.pool = BlockPool(num_blocks, block_size, max_leased_blocks=3)
        self.size = block_size
        self.slots = {block_id: [None] * block_size for block_id in range(1, num_blocks + 1)}
        self.held: dict[int, tuple[list[int], list[int]]] = {}  # name -> (table, tokens)
        self.now_s = 0.0
        self.next_name = 0

    @rule(
        target=tables,
        tokens=st.lists(st.integers(0, 1), min_size=1, max_size=14),
        space=st.sampled_from([SPACE, OTHER_TENANT]),
    )
    def run_a_prompt(self, tokens, space):
        match = self.pool.match(space, tokens, len(tokens) - 1)
        try:
            table, copies = self.pool.take(match)
        except OutOfBlocks:
            return -1
        for copy in copies:
            self.slots[copy.target] = list(self.slots[copy.source])
        try:
            table += self.pool.allocate(-(-len(tokens) // self.size) - len(table))
        except OutOfBlocks:
            self.pool.release(table, now_s=self.now_s)
            return -1
        for position in range(match.num_tokens):
            held = self.slots[table[position // self.size]][position % self.size]
            assert held == (space, tuple(tokens[: position + 1])), "the cache gave somebody else's tokens"
        for position in range(match.num_tokens, len(tokens)):
            self.slots[table[position // self.size]][position % self.size] = (
                space,
                tuple(tokens[: position + 1]),
            )
        parent = space.root
        for index, block_id in enumerate(table):
            parent = self.pool.register(
                space, block_id, parent, tokens[index * self.size : (index + 1) * self.size]
            )
        self.next_name += 1
        self.held[self.next_name] = (table, tokens)
        return self.next_name

    @rule(name=consumes(tables), has_session=st.booleans())
    def finish(self, name, has_session):
        if name in self.held:
            table, _ = self.held.pop(name)
            self.now_s += 1
            self.pool.release(table, now_s=self.now_s, account=SESSION if has_session else NOBODY)

    @rule(tokens=st.lists(st.integers(0, 1), min_size=1, max_size=14), num_kept=st.integers(0, 8))
    def drop(self, tokens, num_kept):
        self.pool.drop(SPACE, tokens, num_kept)

    @rule(tokens=st.lists(st.integers(0, 1), min_size=1, max_size=14), num_kept=st.integers(0, 8))
    def supersede(self, tokens, num_kept):
        self.pool.supersede(SPACE, tokens, num_kept)

    @rule(
        tokens=st.lists(st.integers(0, 1), min_size=1, max_size=14),
        seconds=st.integers(0, 5),
        num_kept=st.integers(0, 8),
    )
    def lease(self, tokens, seconds, num_kept):
        if seconds:
            self.pool.lease_prefix(SPACE, tokens, self.now_s + seconds)
        else:
            self.pool.end_lease(SPACE, tokens, num_kept)
        self.pool.end_leases(self.now_s)

    @invariant()
    def nothing_is_lost(self):
        if hasattr(self, "pool"):
            self.pool.check([table for table, _ in self.held.values()])


TestPoolMachine = PoolMachine.TestCase
TestPoolMachine.settings = settings(stateful_step_count=40)


def test_the_pool_knows_what_it_has_evicted():
    pool = BlockPool(num_blocks=2, block_size=4)
    first, tail = pool.allocate(2)
    key = pool.register(SPACE, first, SPACE.root, [1, 2, 3, 4])
    pool.register(SPACE, tail, key, [5, 6])
    pool.release([first, tail], now_s=1.0)
    assert not pool.was_evicted(SPACE, SPACE.root, [1, 2, 3, 4], 0)
    pool.allocate(1)  # the deeper one goes first
    assert pool.was_evicted(SPACE, key, [5, 6, 7, 8], 0)
    assert not pool.was_evicted(SPACE, key, [5, 6, 7, 8], 2), "what was evicted had no more than is here"
    assert not pool.was_evicted(SPACE, key, [6, 5], 0)
    assert not pool.was_evicted(SPACE, SPACE.root, [1, 2, 3, 4], 0)
    pool.allocate(1)
    assert pool.was_evicted(SPACE, SPACE.root, [1, 2, 3, 4], 0)


class OneOtherTier:
    """Keeps what is evicted, unless it is told to lose it."""

    def __init__(self):
        self.evicted: dict[bytes, int] = {}
        self.is_full = False

    def evict(self, key, block_id, *, is_superseded):
        if not self.is_full:
            self.evicted[key] = block_id
        return not self.is_full

    def tier_of(self, key):
        return "disk" if key in self.evicted else None

    def find_tail(self, space, parent, token_ids):
        found = ((length, key) for length, key in space.tail_keys(parent, token_ids) if self.tier_of(key))
        return next(found, None)


def test_the_residency_is_told_which_block_goes_before_its_content_does():
    tier = OneOtherTier()
    pool = BlockPool(num_blocks=2, block_size=4, residency=tier)
    table = fill(pool, [1, 2, 3, 4, 5, 6])
    first, tail = pool.keys_of(table)
    pool.release(table, now_s=0)
    assert tier.evicted == {}
    pool.allocate(2)  # the deeper one goes first
    assert list(tier.evicted.items()) == [(tail, table[1]), (first, table[0])]


@pytest.mark.parametrize("is_full", [False, True])
def test_what_is_elsewhere_does_not_count_as_evicted(is_full):
    tier = OneOtherTier()
    tier.is_full = is_full
    pool = BlockPool(num_blocks=1, block_size=4, residency=tier)
    pool.release(fill(pool, [1, 2, 3, 4]), now_s=0)
    pool.allocate(1)
    assert pool.was_evicted(SPACE, SPACE.root, [1, 2, 3, 4], 0) == is_full
    assert pool.stats.num_evicted_blocks == 1


def elsewhere(pool: BlockPool, token_ids: list[int], space: KeySpace = SPACE) -> list[bytes]:
    keys: list[bytes] = []
    match = pool.match(space, token_ids, len(token_ids), keys)
    found = BlocksElsewhere(pool).find(space, token_ids, len(token_ids), match, keys)
    assert len(found.keys) == -(-found.num_tokens // pool.block_size) - len(match.block_ids)
    return found.keys


def test_the_blocks_behind_the_matched_ones_are_found_elsewhere_as_far_as_they_go():
    tier = OneOtherTier()
    pool = BlockPool(num_blocks=4, block_size=2, residency=tier)
    table = fill(pool, [1, 2, 3, 4, 5, 6, 7])
    keys = pool.keys_of(table)
    pool.release(table, now_s=0)
    assert elsewhere(pool, [1, 2, 3, 4, 5, 6, 7]) == []
    pool.allocate(3)  # all but the first
    assert elsewhere(pool, [1, 2, 3, 4, 5, 6, 7]) == keys[1:4], "and the tail"
    assert elsewhere(pool, [1, 2, 3, 4, 5, 6, 8]) == keys[1:3]
    assert elsewhere(pool, [1, 2, 3, 4, 9, 9, 9]) == keys[1:2]
    assert elsewhere(pool, [1, 2, 3]) == []
    assert elsewhere(pool, [1, 2, 3, 4, 5, 6, 7], OTHER_TENANT) == []


def test_without_another_tier_nothing_is_elsewhere():
    pool = BlockPool(num_blocks=1, block_size=2)
    pool.release(fill(pool, [1, 2]), now_s=0)
    pool.allocate(1)
    assert elsewhere(pool, [1, 2]) == []
