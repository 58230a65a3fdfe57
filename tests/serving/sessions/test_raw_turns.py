"""Raw prompts continue what they begin with: text compared as text, ids as ids."""

from __future__ import annotations

import pytest

from serving.errors import InvalidRequest, SessionNotFound


def matched(turn):
    return turn.match.num_matched_messages, turn.match.num_matched_tokens, turn.match.forked


def test_text_that_begins_with_the_transcript_continues_it(client):
    first = client.turn("Once upon", " a time")
    turn = client.turn("Once upon a time there was")
    assert matched(turn) == (1, len("Once upon a time"), False)
    assert turn.token_ids == client.encode("Once upon a time there was")
    assert turn.branch_id == first.branch_id
    assert client.log.branch_token_ids(turn.branch_id) == client.encode("Once upon a time there wasok")


def test_text_that_departs_from_the_transcript_forks_after_what_it_shares(client):
    client.turn("Once upon", " a time")
    turn = client.turn("Once upon a midnight dreary")
    assert matched(turn) == (1, len("Once upon"), True)
    assert turn.token_ids == client.encode("Once upon a midnight dreary")


def test_other_text_starts_anew(client):
    client.turn("Once upon", " a time")
    assert matched(client.turn("Twice")) == (0, 0, True)


def test_the_same_text_again_forks_at_its_end(client):
    client.turn("Once", " upon")
    turn = client.turn("Once", " more")
    assert matched(turn) == (1, 4, True)
    for text in ("Once upon a time", "Once more"):
        assert not client.turn(text).match.forked


def test_the_longest_of_several_branches_is_continued(client):
    client.turn("a", "b")
    client.turn("a", "bcdef")
    client.turn("ab", "c")
    assert matched(client.turn("abcdefg")) == (1, 6, False)


def test_characters_of_several_bytes_are_counted_as_characters(client):
    client.turn("größe 🙂", " é")
    turn = client.turn("größe 🙂 é!")
    assert turn.token_ids == client.encode("größe 🙂 é!")
    assert not turn.match.forked


def test_ids_continue_a_branch_that_they_begin_with(client):
    client.turn((1, 2, 3), "de")
    turn = client.turn((1, 2, 3, *client.encode("de"), 257, 9))
    assert matched(turn) == (1, 6, False)


def test_ids_fork_where_they_differ(client):
    client.turn((1, 2, 3), "de")
    turn = client.turn((1, 2, 7))
    assert matched(turn) == (1, 2, True)
    assert turn.token_ids == [1, 2, 7]
    assert client.log.branch_token_ids(turn.branch_id)[:3] == [1, 2, 7]
    again = client.turn((1, 2, 7, 8))
    assert matched(again) == (1, 3, True)


def test_the_kinds_of_prompts_do_not_mix(client):
    client.turn([{"role": "user", "content": "a"}])
    assert matched(client.turn("a")) == (0, 0, True)
    assert matched(client.turn(tuple(client.encode("a")))) == (0, 0, True)
    assert len({branch.branch_id for branch in client.branches()}) == 3


def test_another_tenant_sees_nothing(client, new_client):
    client.turn("a", "b")
    other = new_client(client.log, tenant="bob")
    with pytest.raises(SessionNotFound):
        other.branches()
    assert matched(other.turn("ab")) == (0, 0, False)
    assert len(client.branches()) == len(other.branches()) == 1


def test_text_that_is_no_unicode_is_matched_like_any_other(client):
    client.turn("a\ud800", "b")
    assert matched(client.turn("a\ud800bc"))[0] == 1
    client.turn([{"role": "user", "content": "a\ud800"}], "b")


def test_a_session_name_that_is_no_unicode_is_refused(client, new_client):
    with pytest.raises(InvalidRequest, match="half a surrogate pair"):
        new_client(client.log, session="\ud800").turn("a")
