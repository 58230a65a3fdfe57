import functools
import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from kernels import build, library
from kernels.sample import reference
from kernels.sample.philox import uniform
from serving.engine.sampler import SamplingRow, TokenCounts, UnusableLogits, prompt_logprobs, sample
from serving.request import SamplingParams

VOCAB = 50


@pytest.fixture(autouse=True, params=["NumPy", "C++"])
def arithmetic(request):
    """Both give the same tokens; on the server it is C++ wherever the kernels could be built."""
    if request.param == "C++" and build.unavailable_reason("scalar") is not None:
        pytest.skip("the kernels cannot be built here")
    library.select("torch" if request.param == "NumPy" else "auto")
    yield
    library.select("auto")


def row_of(seed=0, position=0, choice=0, prompt=(), output=(), end_token_ids=(), **params):
    sampling = SamplingParams(**params)
    return SamplingRow(
        params=sampling,
        seed=seed,
        position=position,
        choice=choice,
        num_output_tokens=len(output),
        end_token_ids=end_token_ids,
        counts=TokenCounts(prompt, output) if TokenCounts.are_needed_by(sampling) else None,
    )


def sample_one(logits, **row):
    return int(sample(np.array([logits], dtype=np.float32), [row_of(**row)]).token_ids[0])


def processed(row, logits):
    changed = np.array(logits, dtype=np.float32)
    row.apply(changed)
    return changed.tolist()


def token_by_definition(logits, row, output=(), prompt=()):
    """The definition, word for word: process, sort everything, truncate, invert the CDF."""
    params, x = row.params, logits.astype(np.float32).copy()
    for token_id, bias in params.logit_bias:
        x[token_id] += bias
    for token_id in set(prompt) | set(output):
        value = float(x[token_id])
        value = value / params.repetition_penalty if value > 0 else value * params.repetition_penalty
        count = list(output).count(token_id)
        x[token_id] = value - params.presence_penalty * (count > 0) - params.frequency_penalty * count
    if len(output) < params.min_tokens:
        x[list(row.end_token_ids)] = -np.inf
    order = sorted(range(len(x)), key=lambda token_id: (-x[token_id], token_id))
    if params.temperature == 0:
        return order[0]
    weights = reference.weights((x - x.max()) / np.float32(params.temperature)).tolist()
    kept = [(token_id, weights[token_id]) for token_id in order if weights[token_id] > 0]
    kept = [(token_id, weight) for token_id, weight in kept if weight >= params.min_p * 2**44]
    if params.top_k > 0:
        kept = kept[: params.top_k]
    if params.top_p < 1:
        running = list(itertools.accumulate(weight for _, weight in kept))
        num_short = sum(total < params.top_p * running[-1] for total in running)
        kept = kept[: num_short + 1]
    [u] = uniform([row.seed % 2**64], [row.choice], [row.position])
    target, total = int(u * sum(weight for _, weight in kept)), 0
    for token_id, weight in kept:
        total += weight
        if total > target:
            return token_id
    return kept[-1][0]


def random_logits(num_rows, vocab_size=49_152, scale=3.0, seed=0):
    return (np.random.default_rng(seed).standard_normal((num_rows, vocab_size)) * scale).astype(np.float32)


MANY_PARAMS = [
    {"temperature": 0.0},
    {},
    {"temperature": 0.7},
    {"temperature": 2.0, "top_p": 0.99},
    {"top_p": 0.9},
    {"top_k": 40, "temperature": 0.8},
    {"top_k": 5000, "top_p": 0.95},
    {"min_p": 0.05},
    {"min_p": 0.01, "top_k": 20, "top_p": 0.9},
    {"repetition_penalty": 1.3, "presence_penalty": 0.5, "frequency_penalty": 0.2},
    {"logit_bias": ((3, 5.0), (4, -100.0)), "top_p": 0.5},
    {"temperature": 0.0, "logprobs": 3},
    {"temperature": 0.01},
]


# The distribution


@pytest.mark.some(6)
@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({}, [0.1, 0.4, 0.2, 0.3]),
        ({"temperature": 0.5}, [0.01 / 0.3, 0.16 / 0.3, 0.04 / 0.3, 0.09 / 0.3]),
        ({"top_k": 2}, [0, 4 / 7, 0, 3 / 7]),
        ({"top_p": 0.69}, [0, 4 / 7, 0, 3 / 7]),
        ({"top_p": 0.71}, [0, 4 / 9, 2 / 9, 3 / 9]),
        ({"min_p": 0.45}, [0, 4 / 9, 2 / 9, 3 / 9]),
        ({"top_k": 3, "top_p": 0.75}, [0, 4 / 7, 0, 3 / 7]),
    ],
)
def test_tokens_come_as_often_as_their_probability_says(params, expected):
    num_draws = 4000
    logits = np.tile(np.log(np.array([0.1, 0.4, 0.2, 0.3], dtype=np.float32)), (num_draws, 1))
    rows = [row_of(seed=11, position=i, **params) for i in range(num_draws)]
    counts = np.bincount(sample(logits, rows).token_ids, minlength=4)
    likely = np.array(expected) > 0
    assert (counts[~likely] == 0).all()
    means = num_draws * np.array(expected)[likely]
    chi_square = ((counts[likely] - means) ** 2 / means).sum()
    assert chi_square < 16.3  # the 99.9th percentile for 3 degrees of freedom; the seed is fixed


@given(
    logits=arrays(
        np.float32,
        VOCAB,
        elements=st.one_of(
            st.floats(-20, 20, width=32), st.sampled_from([0.0, -0.0, 1.0, 2.0]), st.just(-np.inf)
        ),
    ).filter(lambda x: np.isfinite(x[7])),
    seed=st.integers(-(2**63), 2**64 - 1),
    position=st.integers(0, 2**33),
    choice=st.integers(0, 127),
    temperature=st.one_of(st.just(0.0), st.just(1.0), st.floats(0.01, 5.0)),
    top_k=st.sampled_from([-1, 0, 1, 2, 7, VOCAB, 100]),
    top_p=st.one_of(st.just(1.0), st.floats(0.0, 1.0)),
    min_p=st.one_of(st.just(0.0), st.floats(0.0, 1.0)),
    repetition=st.sampled_from([1.0, 0.5, 1.3]),
    presence=st.sampled_from([0.0, 1.5, -2.0]),
    frequency=st.sampled_from([0.0, 0.3]),
    bias=st.dictionaries(st.integers(0, VOCAB - 1), st.floats(-5, 5, width=32), max_size=3),
    prompt=st.lists(st.integers(0, VOCAB - 1), max_size=8),
    output=st.lists(st.integers(0, VOCAB - 1), max_size=8),
    min_tokens=st.integers(0, 6),
)
def test_it_gives_what_the_definition_gives(
    logits, seed, position, choice, temperature, top_k, top_p, min_p, repetition, presence, frequency,
    bias, prompt, output, min_tokens,
):  # fmt: skip
    row = row_of(
        seed=seed, position=position, choice=choice, prompt=prompt, output=output, end_token_ids=(0, 1),
        temperature=temperature, top_k=top_k, top_p=top_p, min_p=min_p, min_tokens=min_tokens,
        repetition_penalty=repetition, presence_penalty=presence, frequency_penalty=frequency,
        logit_bias=tuple(bias.items()),
    )  # fmt: skip
    [token_id] = sample(logits[None].copy(), [row]).token_ids
    assert token_id == token_by_definition(logits, row, output, prompt)


@functools.cache  # by definition is slow, and the same for both arithmetics
def four_rows(which, scale):
    """(logits, rows, the tokens by definition)"""
    logits, params = random_logits(4, scale=scale), MANY_PARAMS[which]
    rows = [row_of(seed=i, position=i, prompt=(1, 2), output=(2, 3), **params) for i in range(4)]
    expected = [
        token_by_definition(x, row, output=(2, 3), prompt=(1, 2)) for x, row in zip(logits, rows, strict=True)
    ]
    return logits, rows, expected


@pytest.mark.some(13)
@pytest.mark.parametrize("which", range(len(MANY_PARAMS)))
@pytest.mark.parametrize("scale", [0.01, 3.0])
def test_not_sorting_the_whole_vocabulary_changes_nothing(which, scale):
    logits, rows, expected = four_rows(which, scale)
    assert sample(logits.copy(), rows).token_ids.tolist() == expected


# One row is one row


def test_a_row_gives_the_same_token_whatever_rows_stand_beside_it():
    logits = random_logits(3 * len(MANY_PARAMS))
    rows = [
        row_of(seed=i, position=9, prompt=(1, 2), output=(2,), **params)
        for i, params in enumerate(3 * MANY_PARAMS)
    ]
    together = sample(logits, rows).token_ids
    for keep in (np.arange(len(rows))[::-1], np.random.default_rng(1).permutation(len(rows))[:7]):
        assert (sample(logits[keep], [rows[i] for i in keep]).token_ids == together[keep]).all()
    for i in range(len(rows)):
        assert sample(logits[i : i + 1], [rows[i]]).token_ids == together[i]


def test_logprobs_are_bitwise_the_same_whatever_rows_stand_beside_them():
    logits, ids = random_logits(9), np.arange(9)
    together = prompt_logprobs(logits, ids, 4)
    for i in range(9):
        alone = prompt_logprobs(logits[i : i + 1].copy(), ids[i : i + 1], 4)
        assert alone.logprobs[0].tobytes() == together.logprobs[i].tobytes()
        assert alone.top_logprobs[0].tobytes() == together.top_logprobs[i].tobytes()
        assert (alone.top_ids[0] == together.top_ids[i]).all()


def test_sampling_twice_gives_the_same_and_leaves_the_logits_alone():
    logits = random_logits(len(MANY_PARAMS))
    before = logits.copy()
    rows = [
        row_of(seed=5, output=(3,), min_tokens=2, end_token_ids=(3, 4), **params) for params in MANY_PARAMS
    ]
    assert (sample(logits, rows).token_ids == sample(logits, rows).token_ids).all()
    assert (logits == before).all()


def test_seed_choice_and_position_each_lead_to_other_tokens():
    logits = np.zeros((64, 1000), dtype=np.float32)
    for field in ("seed", "choice", "position"):
        rows = [row_of(**{field: i}) for i in range(64)]
        assert len(set(sample(logits, rows).token_ids.tolist())) > 50


def test_a_seed_counts_modulo_two_to_the_64():
    logits = np.zeros(1000)
    assert sample_one(logits, seed=-1) == sample_one(logits, seed=2**64 - 1)
    assert sample_one(logits, seed=-(2**63)) == sample_one(logits, seed=2**63)


# Greedy and ties


def test_greedy_takes_the_lowest_id_among_equals():
    assert sample_one([1.0, 3.0, 3.0, 3.0], temperature=0.0) == 1


def test_positive_and_negative_zero_tie():
    table = prompt_logprobs(np.array([[-0.0, 0.0, -1.0, 0.0]], np.float32), np.array([3]), 4)
    assert table.top_ids[0].tolist() == [0, 1, 3, 2]
    assert table.ranks[0] == 3


def test_top_k_cuts_a_tie_behind_the_lower_ids():
    drawn = {sample_one([1.0, 2.0, 1.0, 1.0, 1.0], top_k=3, position=i) for i in range(100)}
    assert drawn == {0, 1, 2}


@pytest.mark.parametrize("num_top", [1, 2, 5, 8])
def test_top_tokens_are_in_order_with_ties_by_id(num_top):
    row = np.array([1.0, 5.0, 5.0, -np.inf, 7.0, 5.0, 1.0, 5.0], dtype=np.float32)
    table = prompt_logprobs(row[None], np.array([0]), num_top)
    assert table.top_ids[0].tolist() == [4, 1, 2, 5, 7, 0, 6, 3][:num_top]


def test_a_temperature_near_zero_is_greedy():
    assert sample_one([1.0, 1.0001, 0.5], temperature=1e-40) == 1


@pytest.mark.parametrize("top_k", [0, -1, 4, 5, 10**6])
def test_top_k_of_zero_minus_one_or_the_vocabulary_keeps_all(top_k):
    drawn = {sample_one([1.0, 1.0, 1.0, 1.0], top_k=top_k, position=i) for i in range(100)}
    assert drawn == {0, 1, 2, 3}


@pytest.mark.parametrize("params", [{"top_p": 0.0}, {"min_p": 1.0}, {"top_k": 1}])
def test_at_least_the_best_token_stays(params):
    assert {sample_one([1.0, 2.0, 1.5], position=i, **params) for i in range(50)} == {1}


# Bias, penalties, mask


def test_a_bias_of_minus_100_bans_and_plus_100_forces():
    logits = random_logits(1, vocab_size=1000)[0]
    best = int(logits.argmax())
    assert sample_one(logits, temperature=0.0, logit_bias=((best, -100.0),)) != best
    assert {sample_one(logits, logit_bias=((7, 100.0),), position=i) for i in range(50)} == {7}


def test_the_repetition_penalty_divides_positive_and_multiplies_negative_logits():
    row = row_of(prompt=[0], output=[1], repetition_penalty=2.0)
    assert processed(row, [4.0, -4.0, 4.0, -4.0]) == [2.0, -8.0, 4.0, -4.0]


def test_presence_and_frequency_penalties_see_the_output_and_not_the_prompt():
    row = row_of(prompt=[0, 0, 1], output=[1, 2, 2], presence_penalty=1.0, frequency_penalty=0.25)
    assert processed(row, [0.0, 0.0, 0.0, 0.0]) == [0.0, -1.25, -1.5, 0.0]


def test_the_bias_comes_before_the_penalties():
    row = row_of(prompt=[0], repetition_penalty=2.0, logit_bias=((0, 6.0),))
    assert processed(row, [-2.0, 0.0]) == [2.0, 0.0]


def test_min_tokens_holds_back_the_end_tokens_until_then():
    logits, row = [0.0, 1.0, 9.0, 8.0], {"temperature": 0.0, "min_tokens": 2, "end_token_ids": (2, 3)}
    assert sample_one(logits, output=[1], **row) == 1
    assert sample_one(logits, output=[1, 1], **row) == 2


def test_counts_grow_by_one_id_at_a_time_to_what_a_rebuild_gives():
    rng = np.random.default_rng(2)
    prompt, output = rng.integers(0, 300, 40).tolist(), rng.integers(0, 300, 1000).tolist()
    grown, rebuilt = TokenCounts(prompt), TokenCounts(prompt, output)
    for token_id in output:
        grown.append(token_id)
    expected = {token_id: output.count(token_id) for token_id in {*prompt, *output}}
    for counts in (grown, rebuilt):
        token_ids, numbers = counts.token_ids.tolist(), counts.output_counts.tolist()
        assert dict(zip(token_ids, numbers, strict=True)) == expected


def test_a_row_that_advances_is_the_row_of_the_next_position():
    row = row_of(prompt=[4], output=[5], position=2, frequency_penalty=1.0)
    row.advance(5)
    assert (row.position, row.num_output_tokens) == (3, 2)
    assert row.counts.output_counts.tolist() == [0, 2]


def test_a_penalty_without_counts_is_refused():
    with pytest.raises(ValueError, match="Pass the sequence's TokenCounts"):
        SamplingRow(params=SamplingParams(presence_penalty=1.0), seed=0, position=0)


# Logprobs


def test_logprobs_are_of_the_raw_distribution_and_of_the_rows_that_ask():
    probabilities = np.array([0.1, 0.4, 0.2, 0.3])
    logits = np.tile(np.log(probabilities).astype(np.float32), (3, 1))
    forced = {"logit_bias": ((0, 100.0),), "temperature": 0.3, "top_k": 1, "repetition_penalty": 1.5}
    rows = [row_of(temperature=0.0, logprobs=0), row_of(), row_of(logprobs=2, prompt=[1], **forced)]
    output = sample(logits, rows)
    assert output.logprob_rows == (0, 2)
    assert output.token_ids[[0, 2]].tolist() == [1, 0]
    assert output.logprobs.logprobs == pytest.approx(np.log([0.4, 0.1]), abs=1e-6)
    assert output.logprobs.ranks.tolist() == [1, 4]
    assert output.logprobs.top_ids[1].tolist() == [1, 3]
    assert output.logprobs.top_logprobs[1] == pytest.approx(np.log([0.4, 0.3]), abs=1e-6)


def test_logprobs_of_no_row_cost_and_give_nothing():
    output = sample(np.zeros((1, 3), dtype=np.float32), [row_of()])
    assert output.logprobs is None
    assert output.logprob_rows == ()


def test_prompt_logprobs_score_the_given_tokens():
    logits = random_logits(5, vocab_size=300).astype(np.float64)
    ids = np.array([0, 17, 299, 4, 4])
    table = prompt_logprobs(logits.astype(np.float32), ids, 20)
    exact = logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))
    assert table.logprobs == pytest.approx(exact[np.arange(5), ids], abs=1e-5)
    for i in range(5):
        order = np.argsort(-logits[i], kind="stable")
        assert table.top_ids[i].tolist() == order[:20].tolist()
        assert order[table.ranks[i] - 1] == ids[i]
        assert table.top_logprobs[i] == pytest.approx(exact[i, order[:20]], abs=1e-5)


def test_more_alternatives_than_tokens_are_all_the_tokens():
    table = prompt_logprobs(np.zeros((2, 3), dtype=np.float32), np.array([2, 0]), 20)
    assert table.top_ids.tolist() == [[0, 1, 2], [0, 1, 2]]
    assert table.ranks.tolist() == [3, 1]


# What cannot be sampled


@pytest.mark.parametrize("params", [{"temperature": 0.0}, {}, {"top_k": 3}, {"repetition_penalty": 1.1}])
@pytest.mark.parametrize(
    ("bad", "reason"), [(np.nan, "row 1: it has NaN logits"), (np.inf, r"row 1: it has a logit of \+inf")]
)
def test_nan_and_infinity_are_refused_with_their_row(params, bad, reason):
    logits = np.zeros((3, 10), dtype=np.float32)
    logits[1, 6] = bad
    with pytest.raises(UnusableLogits, match=reason) as caught:
        sample(logits, [row_of(**params)] * 3)
    assert set(caught.value.reasons) == {1}


def test_a_row_without_a_token_to_choose_is_refused_and_the_others_can_go_on():
    logits = np.zeros((2, 3), dtype=np.float32)
    rows = [row_of(min_tokens=5, end_token_ids=(0, 1, 2)), row_of(temperature=0.0)]
    with pytest.raises(UnusableLogits, match="row 0: every token is banned"):
        sample(logits, rows)
    assert sample(logits[1:], rows[1:]).token_ids.tolist() == [0]


def test_prompt_logprobs_of_nan_are_refused():
    with pytest.raises(UnusableLogits, match="row 0: it has NaN"):
        prompt_logprobs(np.full((1, 4), np.nan, dtype=np.float32), np.array([1]), 2)


def test_logits_of_another_shape_or_dtype_are_refused():
    with pytest.raises(ValueError, match=r"float32 \[1, vocab_size\] for 1 rows, got float64 \[1, 4\]"):
        sample(np.zeros((1, 4)), [row_of()])
    with pytest.raises(ValueError, match=r"got float32 \[2, 4\]"):
        sample(np.zeros((2, 4), dtype=np.float32), [row_of()])
