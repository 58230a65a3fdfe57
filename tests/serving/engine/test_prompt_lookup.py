import pytest
from hypothesis import given
from hypothesis import strategies as st

from serving.engine.prompt_lookup import MAX_CANDIDATES, MAX_MATCH_TOKENS, PromptLookup


def longest_match(tokens: list[int]) -> int:
    """By looking everywhere: how many of the last tokens stand earlier in the list, at most 8."""
    for length in range(min(MAX_MATCH_TOKENS, len(tokens) - 1), 1, -1):
        if any(tokens[end - length : end] == tokens[-length:] for end in range(length, len(tokens))):
            return length
    return 0


def test_what_followed_the_same_tokens_before_is_the_guess():
    assert PromptLookup([1, 2, 3, 4, 5, 9, 2, 3]).guess(3) == [4, 5, 9]


@pytest.mark.parametrize("tokens", [[], [1], [1, 2], [1, 2, 3, 2], [1, 2, 3, 4, 5]])
def test_one_token_alike_is_no_match(tokens):
    lookup = PromptLookup(tokens)
    assert lookup.match_length == 0
    assert lookup.guess(4) == []


def test_the_longer_match_wins_over_the_more_recent_one():
    lookup = PromptLookup([7, 1, 2, 3, 50, 9, 9, 2, 3, 60, 1, 2, 3])
    assert lookup.match_length == 3
    assert lookup.guess(1) == [50]


def test_of_equal_matches_the_most_recent_one_wins():
    assert PromptLookup([1, 2, 50, 8, 1, 2, 60, 9, 1, 2]).guess(1) == [60]


def test_a_guess_past_the_end_repeats_the_period():
    assert PromptLookup([0, 1, 2, 3, 1, 2, 3]).guess(7) == [1, 2, 3, 1, 2, 3, 1]


def test_a_guess_that_comes_true_lengthens_the_match():
    tokens = [1, 2, 3, 4, 9, 1, 2]
    lookup = PromptLookup(tokens)
    tokens.extend([3, 4, 5])
    assert lookup.catch_up() == [(2, True), (3, True), (4, False)]
    assert lookup.match_length == 0
    assert lookup.catch_up() == []


def test_a_prompt_is_taken_in_without_guessing_about_it():
    tokens = [1, 2, 1, 2, 1, 2]
    assert PromptLookup(tokens).catch_up() == []


tokens_of_few = st.lists(st.integers(0, 3), max_size=MAX_CANDIDATES + 1)


@given(tokens_of_few)
def test_it_finds_the_longest_match_there_is(tokens):
    assert PromptLookup(tokens).match_length == longest_match(tokens)


@given(tokens_of_few, tokens_of_few)
def test_a_list_that_grew_is_a_list_that_was_long_from_the_start(tokens, more):
    grown = list(tokens)
    lookup = PromptLookup(grown)
    for token_id in more:
        grown.append(token_id)
        lookup.catch_up()
    # While guesses come true the match may grow past the length that a search stops at.
    longest = longest_match(grown)
    assert lookup.match_length == longest or lookup.match_length >= MAX_MATCH_TOKENS == longest


@given(st.lists(st.integers(0, 4), max_size=300))
def test_a_match_is_one(tokens):
    lookup = PromptLookup(tokens)
    length = lookup.match_length
    if length:
        (guess,) = lookup.guess(1)
        run = [*tokens[-length:], guess]
        assert any(tokens[end : end + length + 1] == run for end in range(len(tokens) - length))
