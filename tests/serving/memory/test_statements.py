"""When two statements are one, and when only the later holds: the rules, case by case."""

from __future__ import annotations

import pytest

from serving.memory.statements import Statement, is_near
from serving.memory.words import search_words


def same(one, other):
    return (one.same_key, one.denies) == (other.same_key, other.denies)


def contradicts(one, other):
    is_denied = one.same_key == other.same_key and one.denies != other.denies
    return is_denied or (one.frame_key is not None and one.frame_key == other.frame_key)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The user likes tea.", "the user likes TEA"),
        ("The user really likes tea", "User likes tea!"),
        ("Ada’s cats are black", "Ada's cat are black"),
        ("Ada doesn't like tea", "Ada does not like tea"),
        ("Ada lives in Oslo", "Ada currently lives in Oslo"),
    ],
)
def test_the_same(one, other):
    assert same(Statement.of(one), Statement.of(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada loves Bob", "Bob loves Ada"),
        ("Room 12 is free", "Room 13 is free"),
        ("Ada lives in Oslo", "Ada lives in Bergen"),
        ("Ada likes tea", "Ada does not like tea"),
        ("猫が好き", "犬が好き"),
    ],
)
def test_not_the_same(one, other):
    assert not same(Statement.of(one), Statement.of(other))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Ada likes tea", "Ada does not like tea"),
        ("Ada lives in Oslo", "Ada no longer lives in Oslo"),
        ("Ada lives in Oslo", "Ada moved to Bergen"),
        ("Ada works at Acme", "Ada now works for Initech"),
        ("Ada's favourite colour is green", "Ada's favourite colour is blue"),
        ("The deadline of the report is Friday", "The report's deadline was moved to Monday"),
        ("Ada has 2 cats", "Ada has three cats"),
        ("The backup port is 8080", "The backup port is 9090"),
    ],
)
def test_only_the_later_holds(before, after):
    assert contradicts(Statement.of(before), Statement.of(after))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Ada likes tea", "Ada likes coffee"),
        ("Ada is a nurse", "Ada is allergic to nuts"),
        ("Ada lives in Oslo", "Bob lives in Bergen"),
        ("Ada lives in Oslo", "Ada also lives in Bergen"),
        ("Order 551 was shipped", "Order 552 was shipped"),
        ("Ada's cat is black", "Ada's cat is called Bob"),
        ("Ada has 2 cats", "Ada has 3 dogs"),
    ],
)
def test_both_hold(before, after):
    assert not contradicts(Statement.of(before), Statement.of(after))


def test_of_one_subject_there_is_one_statement():
    one, other = (Statement.of(text, "Diet") for text in ("Ada eats no meat", "Ada eats everything"))
    assert one.frame_key == other.frame_key != Statement.of("Ada eats everything", "Mood").frame_key


@pytest.mark.parametrize(
    ("shorter", "longer", "expected"),
    [
        ("Ada prefers tea in the morning", "Ada always prefers tea in the morning", True),
        ("Ada prefers tea", "Ada prefers green tea", False),  # too short to tell
        ("Ada prefers tea in the morning", "Ada never prefers tea in the morning", False),
        ("The build of the app takes minutes", "The build of the app takes 12 minutes", False),
        ("Ada prefers tea in the morning", "Ada prefers coffee in the long morning", False),
        ("Ada prefers tea in the morning", "Ada prefers tea in the morning and coffee at night", False),
    ],
)
def test_nearly_the_same(shorter, longer, expected):
    assert is_near(Statement.of(shorter), Statement.of(longer)) is expected


def test_what_a_text_is_found_by():
    assert search_words("What are the names of Ada's two cities?") == ["name", "ada", "two", "city"]
    assert search_words("猫が好き cats") == ["猫", "が", "好", "き", "cat"]
