"""How large an automaton is, of what an expression says."""

import re

import pytest

from serving.engine.grammars.lark_terminals import terminals
from serving.engine.grammars.regex_size import MAX_PLACES_OF_LETTERS, MAX_STATES, TooLarge, check_size
from serving.engine.grammars.regex_syntax import Chars, NotUnderstood, parse, search


def is_small(*sources):
    try:
        check_size(map(parse, sources))
    except TooLarge:
        return False
    return True


@pytest.mark.parametrize(
    "source",
    [
        "a{19000}",  # told apart up to a bound
        "([a-z]{1,100}-){1,100}",  # many places, few states
        "[0-9a-f]{128}",
        "([a-z]{1,50}-?){1,50}",  # many states, letters alike: few in one mask
        ".{1,64}@.{1,255}",
        "(a|b)*a(a|b){25}",  # many states, few places
        "[a-z]+(-[a-z]+)*",
        r"(\d{1,3}\.){3}\d{1,3}",
        r"\w+([.-]?\w+)*@\w+([.-]?\w+)*(\.\w{2,})+",
    ],
)
def test_small(source):
    assert is_small(source)


@pytest.mark.parametrize(
    "source",
    [
        "([a-z]{1,200}-?){1,200}",
        "(a|b)*a(a|b){80}",
        "(?s:.*)a.{120}",
        "(?i)(A|b)*a(a|B){80}",
        r"\w*[aeiou]\w{90}",
        "(((x{1,30}y){1,30}z){1,30}){1,30}",
    ],
)
def test_too_large(source):
    assert not is_small(source)


def test_where_there_are_many_places_the_bound_is_the_number_of_states():
    digits = 14
    assert 2**digits < MAX_STATES < 2 ** (digits + 1)
    assert is_small(f"c{{{MAX_PLACES_OF_LETTERS}}}(a|b)*a(a|b){{{digits - 1}}}")
    assert not is_small(f"c{{{MAX_PLACES_OF_LETTERS}}}(a|b)*a(a|b){{{digits + 1}}}")


def test_expressions_side_by_side_multiply():
    sources = [f"(a|b)*{letter}(a|b){{7}}" for letter in "ab"] + ["((a|b){47})*", "((a|b){43})*"]
    assert all(map(is_small, sources))
    assert not is_small(*sources)


def test_a_search_begins_and_ends_anywhere():
    with pytest.raises(TooLarge):
        check_size([search(parse("a.{90}"))])
    check_size([search(parse("^a.{90}$"))])
    check_size([search(parse("^a|b$"))])


@pytest.mark.parametrize(
    ("source", "inside", "outside"),
    [
        (r"[\w.]", "aZ_.9", "- "),
        (r"[^a-c\d]", "dA", "ab5"),
        (r"[]a]", "]a", "b"),
        (r"[a\-c]", "a-c", "b"),
        (r"[[:alpha:]_]", "aZ_", "1"),
        (r"\x41", "A", "x"),
        (r"\u0041", "A", "u"),
        (r"\x{41}", "A", "{"),
        (r"(?i)k", "kK", "j"),
        (r".", "a", "\n"),
        (r"(?s).", "a\n", ""),
        (r"\/", "/", "\\"),
        (r"\n", "\n", "n"),
    ],
)
def test_a_class_holds_its_characters(source, inside, outside):
    regex = parse(source)
    assert isinstance(regex, Chars)
    for character, is_inside in [*((c, True) for c in inside), *((c, False) for c in outside)]:
        assert any(first <= ord(character) <= last for first, last in regex.ranges) == is_inside


@pytest.mark.parametrize("source", ["(a", "a)", "[a", "(?=a)b", "(?<!a)b", "*a", r"\1", "[a&&b]", "\\"])
def test_what_is_not_read_is_said(source):
    with pytest.raises(NotUnderstood):
        parse(source)


GRAMMAR = """
start: greeting NAME | "bye"i  // a comment, with "a string"
greeting: "hello" | /hi+/  # another
NAME: FIRST (" " FIRST){0,3}
    | "?"
FIRST: "A".."Z" /[a-z]{1,20}/i & ~/Root/
%ignore /[ \\t]+/
%llguidance {"ignore_once": true}
"""


def test_the_terminals_of_a_grammar():
    found = terminals(GRAMMAR)
    assert len(found) == len(re.findall("NAME:|FIRST:|bye|hello|hi|ignore ", GRAMMAR))
    check_size(found)


@pytest.mark.parametrize(
    "source",
    [
        'start: A\nA: B{1,90}\nB: C{1,90}\nC: /[a-z]/ | /[0-9]/~1..90 ","',
        "start: /(a|b)*a(a|b){80}/",
        'start: x\nx: A\nA: (/[ab]/)* "a" [/[ab]{40}/ /[ab]{40}/] "!"',
        "start: A0\n" + "".join(f"A{n}: A{n + 1} A{n + 1}\n" for n in range(30)) + 'A30: "x"',
    ],
)
def test_terminals_that_multiply_are_too_large(source):
    with pytest.raises(TooLarge):
        check_size(terminals(source))


@pytest.mark.parametrize("source", ["A: A", "A: (", "A: <special>", "A: B\nB: A"])
def test_a_terminal_that_is_none_is_not_read(source):
    with pytest.raises(NotUnderstood):
        terminals(source)
