"""What a tenant can ask of its sessions."""

from __future__ import annotations

import pytest
from sqlalchemy import create_engine, func, select

from serving.errors import SessionNotFound
from serving.principal import Principal
from serving.responses import Page
from serving.sessions import schema


def user(content):
    return {"role": "user", "content": content}


def test_a_session_knows_its_turns_tokens_and_branches(client):
    client.turn([user("Hello")], "Hi", "Hey")
    last = client.turn([user("Bye")], "So long")
    session = client.log.sessions.get("ann", "s")
    assert session.session_id == "s"
    assert session.num_turns == 2
    assert session.head_branch_id == last.branch_id
    assert session.num_tokens == len(client.log.branch_token_ids(last.branch_id))
    assert [branch.num_messages for branch in session.branches] == [2, 2, 2]
    assert session.created <= session.last_used


def test_sessions_are_listed_by_last_use_page_by_page(log, new_client):
    for name in ("a", "b", "c", "d"):
        new_client(log, session=name).turn([user("Hello")])
    new_client(log, session="b").turn([user("Hello again")])
    new_client(log, tenant="bob", session="z").turn([user("Hello")])
    assert [s.session_id for s in log.sessions.page(Principal("ann"))] == ["b", "d", "c", "a"]
    assert [s.session_id for s in log.sessions.page(Principal("ann"), Page(limit=2))] == ["b", "d"]
    assert [s.session_id for s in log.sessions.page(Principal("ann"), Page(limit=2, after="d"))] == ["c", "a"]
    assert log.sessions.page(Principal("ann"), Page(after="a")) == []
    assert [s.session_id for s in log.sessions.page(Principal("ann"), Page(is_ascending=True))] == [
        "a",
        "c",
        "d",
        "b",
    ]
    rest = log.sessions.page(Principal("ann"), Page(limit=2, after="c", is_ascending=True))
    assert [s.session_id for s in rest] == ["d", "b"]
    with pytest.raises(SessionNotFound):
        log.sessions.page(Principal("ann"), Page(after="z"))


def test_a_deleted_session_is_gone_with_everything_in_it(client, url):
    branch_id = client.turn([user("Hello")], "Hi", "Hey").branch_id
    client.log.sessions.delete("ann", "s")
    with pytest.raises(SessionNotFound):
        client.log.sessions.get("ann", "s")
    with pytest.raises(SessionNotFound):
        client.log.sessions.delete("ann", "s")
    assert client.log.branch_token_ids(branch_id) == []
    engine = create_engine(url)
    with engine.connect() as connection:
        for table in schema.metadata.tables.values():
            assert connection.scalar(select(func.count()).select_from(table)) == 0
    engine.dispose()


def test_a_session_is_deleted_only_by_its_tenant(client):
    client.turn([user("Hello")])
    with pytest.raises(SessionNotFound):
        client.log.sessions.delete("bob", "s")
    assert len(client.branches()) == 1


def test_a_turn_outlives_its_session(client):
    turn = client.open([user("Hello")])
    client.log.sessions.delete("ann", "s")
    assert client.close(turn, "Hi", "Hey") == [None, None]
    assert client.log.sessions.page(Principal("ann")) == []


def test_a_session_deleted_between_preparing_and_opening_starts_anew(client):
    client.turn([user("Hello")], "Hi")
    messages = [user("Hello"), {"role": "assistant", "content": "Hi"}, user("More")]
    from serving.request import ChatInput

    prepared = client.log.prepare(Principal("ann"), "s", ChatInput(tuple(messages)), client.renderer)
    assert prepared.num_matched_messages == 2
    client.log.sessions.delete("ann", "s")
    turn = client.log.open(prepared)
    assert turn.token_ids == client.whole(messages)
    assert turn.match.num_matched_messages == 0
    assert not turn.match.forked


def test_token_ids_are_the_same_with_and_without_the_cache(client, open_log):
    turn = client.turn([user("Hello")], "Hi", "Hey")
    client.turn([user("Hello"), {"role": "assistant", "content": "Hey"}, user("More")], "Yes")
    fresh = open_log()
    for branch in client.branches():
        assert fresh.branch_token_ids(branch.branch_id) == client.log.branch_token_ids(branch.branch_id)
        assert len(fresh.branch_token_ids(branch.branch_id)) == branch.num_tokens
    assert client.log.branch_token_ids(turn.branch_id)[: len(turn.token_ids)] == turn.token_ids


def test_a_branch_shows_its_own_items_and_where_it_left_its_parent(client):
    first = client.turn([user("Hello")], "Hi", "Hey")
    client.turn([user("Hello"), {"role": "assistant", "content": "Hey"}, user("More")], "")
    session = client.log.sessions.get_with_items("ann", "s")
    main, other = session.branches
    assert (main.branch_id, main.parent_branch_id, main.parent_seq) == (first.branch_id, None, 0)
    assert [(i.index, i.role, i.source, i.finish_reason) for i in main.items] == [
        (0, "user", "rendered", None),
        (1, "assistant", "sampled", "stop"),
    ]
    assert (other.parent_branch_id, other.parent_seq) == (main.branch_id, first.seq)
    assert session.head_branch_id == other.branch_id
    assert [(i.index, i.role, i.source) for i in other.items] == [
        (1, "assistant", "sampled"),
        (2, "user", "rendered"),
        (3, "assistant", "sampled"),
    ]
    assert [item.seq for item in main.items] == [0, first.seq]
    for branch in session.branches:
        assert sum(item.num_tokens for item in branch.items) == branch.num_tokens - branch.parent_seq
    # What opens a reply was rendered; "Hi" and the token that ended it were sampled.
    assert main.items[1].num_sampled_tokens == len(client.encode("Hi")) + 1 < main.items[1].num_tokens
    assert all(item.token_ids is None for branch in session.branches for item in branch.items)


def test_token_ids_come_where_they_are_asked_for(client):
    client.turn([user("Hello")], "Hi", "Hey")
    session = client.log.sessions.get_with_items("ann", "s", with_token_ids=True)
    for branch in session.branches:
        ids = [token_id for item in branch.items for token_id in item.token_ids]
        assert ids == client.log.branch_token_ids(branch.branch_id)[branch.parent_seq :]
