import numpy as np
import pytest

from kernels.sample.philox import philox4x32, uniform

MASK = 0xFFFFFFFF

# The known-answer vectors that Random123 publishes for philox4x32 with 10 rounds.
KNOWN_ANSWERS = [
    ((0, 0, 0, 0), (0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
    ((MASK,) * 4, (MASK,) * 2, (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
    (
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
        (0xA4093822, 0x299F31D0),
        (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
    ),
]


def words_of_the_paper(counter, key):
    """The published round, one word at a time."""
    c, k = list(counter), list(key)
    for _ in range(10):
        p0, p1 = 0xD2511F53 * c[0], 0xCD9E8D57 * c[2]
        c = [(p1 >> 32) ^ c[1] ^ k[0], p1 & MASK, (p0 >> 32) ^ c[3] ^ k[1], p0 & MASK]
        k = [(k[0] + 0x9E3779B9) & MASK, (k[1] + 0xBB67AE85) & MASK]
    return tuple(c)


@pytest.mark.parametrize(("counter", "key", "expected"), KNOWN_ANSWERS)
def test_it_gives_the_published_answers(counter, key, expected):
    words = philox4x32(np.array(counter, np.uint64)[:, None], np.array(key, np.uint64)[:, None])
    assert tuple(words[:, 0].tolist()) == expected


def test_many_counters_at_once_give_what_each_gives_alone():
    rng = np.random.default_rng(0)
    counters = rng.integers(0, 2**32, size=(4, 50), dtype=np.uint64)
    keys = rng.integers(0, 2**32, size=(2, 50), dtype=np.uint64)
    words = philox4x32(counters, keys)
    for i in range(50):
        assert tuple(words[:, i].tolist()) == words_of_the_paper(counters[:, i].tolist(), keys[:, i].tolist())


@pytest.mark.parametrize(
    ("seed", "choice", "position"),
    [(0, 0, 0), (2**64 - 1, 3, 7), (2**63, 2**32 - 1, 2**32 + 5), (123456789, 1, 2**40)],
)
def test_the_seed_is_the_key_and_the_choice_and_position_are_the_counter(seed, choice, position):
    word0, word1, _, _ = words_of_the_paper(
        (choice, position & MASK, position >> 32, 0), (seed & MASK, seed >> 32)
    )
    [u] = uniform([seed], [choice], [position])
    assert u == ((word1 << 32 | word0) >> 11) / 2**53


def test_numbers_are_in_the_half_open_unit_interval_and_evenly_spread():
    u = uniform(np.full(100_000, 42, np.uint64), np.zeros(100_000, int), np.arange(100_000))
    assert u.min() >= 0.0
    assert u.max() < 1.0
    counts, _ = np.histogram(u, bins=100, range=(0, 1))
    chi_square = ((counts - 1000.0) ** 2 / 1000.0).sum()
    assert chi_square < 149.4  # the 99.9th percentile for 99 degrees of freedom; seed fixed, so no chance


def test_each_of_seed_choice_and_position_changes_the_number():
    seeds, choices, positions = np.meshgrid(np.arange(8), np.arange(8), np.arange(8))
    u = uniform(seeds.ravel(), choices.ravel(), positions.ravel())
    assert len(set(u.tolist())) == 512
