import pytest

from serving.engine.acceptance import AcceptanceRates
from serving.engine.drafter import DraftCost, Drafter
from serving.engine.prompt_lookup import MAX_MATCH_TOKENS

CHEAP = DraftCost(fixed_s=10e-3, token_s=1e-6)
FAIR = DraftCost(fixed_s=10e-3, token_s=1.5e-3)
DEAR = DraftCost(fixed_s=0.3e-3, token_s=2e-3)
PHRASE = list(range(40, 60))


def rates(hits: int, misses: int, length: int | None = None) -> AcceptanceRates:
    """After so many outcomes, of one match length or of all."""
    made = AcceptanceRates()
    for each in [length] if length else range(2, MAX_MATCH_TOKENS + 1):
        made.observe([(each, True)] * hits + [(each, False)] * misses)
    return made


def draft(tokens, cost, engine_rates=None, max_tokens=7) -> list[int]:
    drafter = Drafter(tokens, engine_rates or AcceptanceRates())
    return drafter.draft(max_tokens, cost) if drafter.catch_up() else []


def test_tokens_that_cost_nothing_are_all_drafted():
    assert draft([*PHRASE, 1, *PHRASE[:5]], CHEAP) == PHRASE[5:12]


def test_a_large_batch_leaves_nothing_to_win():
    """Where the fixed cost is shared by many, a draft token costs as much as it can save."""
    assert draft([*PHRASE, 1, *PHRASE[:5]], DEAR) == []


def test_without_a_match_there_is_no_draft():
    assert draft(PHRASE, CHEAP) == []


def test_a_longer_match_makes_a_longer_draft():
    text = [*PHRASE, 1]
    short, long = (draft([*text, *PHRASE[:n]], FAIR) for n in (2, 8))
    assert 0 < len(short) < len(long)


def test_misses_end_the_drafts_and_hits_bring_them_back():
    text = [*PHRASE, 1, *PHRASE[:3]]
    assert draft(text, FAIR, rates(hits=0, misses=60)) == []
    assert len(draft(text, FAIR, rates(hits=60, misses=0))) == 7


def test_a_sequence_learns_from_tokens_that_were_never_drafted():
    """The token that came shows whether the guess was right; nobody had to pay for it."""
    tokens = [pair for i in range(100) for pair in (7, 8, 100 + i)]
    drafter = Drafter(tokens, AcceptanceRates())
    tokens += [7, 8]
    drafter.catch_up()
    before = drafter.draft(7, FAIR)
    for i in range(100):
        tokens += [300 + i, 7, 8]
        drafter.catch_up()
    assert before != []
    assert drafter.draft(7, FAIR) == []


def test_one_sequence_does_not_speak_for_another_that_repeats_itself():
    shared = AcceptanceRates()
    noise = AcceptanceRates(shared)
    parrot = AcceptanceRates(shared)
    noise.observe([(2, False)] * 40)
    parrot.observe([(2, True)] * 40)
    assert noise.rate(2) < 0.2 < 0.8 < parrot.rate(2)
    assert 0.3 < AcceptanceRates(shared).rate(2) < 0.7


def test_old_outcomes_fade():
    made = rates(hits=0, misses=5000, length=3)
    made.observe([(3, True)] * 2000)
    assert made.rate(3) > 0.9


@pytest.mark.parametrize("cost", [CHEAP, FAIR, DEAR, DraftCost(5e-3, 0.8e-3)])
@pytest.mark.parametrize("num_hits", [10, 30, 50])
def test_no_other_length_promises_much_more_tokens_per_second(cost, num_hits):
    table = rates(hits=num_hits, misses=60 - num_hits)
    length = len(draft([*PHRASE, 1, *PHRASE[:5]], cost, table))

    def tokens_per_second(num_draft: int) -> float:
        expected = reach = 1.0
        for i in range(num_draft):
            reach *= table.rate(5 + i)
            expected += reach
        return expected / (cost.fixed_s + (1 + num_draft) * cost.token_s)

    assert tokens_per_second(length) >= 0.95 * max(map(tokens_per_second, range(8)))
    assert tokens_per_second(length) >= tokens_per_second(0)
