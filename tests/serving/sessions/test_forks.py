"""A session's history up to a place, as a session of its own; and a session taken back to a place."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from serving.errors import InvalidRequest, ItemNotFound, SessionBusy, SessionExists, SessionNotFound
from serving.principal import Principal
from serving.request import ChatInput, Request
from serving.sessions.turns.logged_turn import NewTurn


def user(content):
    return {"role": "user", "content": content}


def assistant(content):
    return {"role": "assistant", "content": content}


ONE = [user("one"), assistant("first"), user("two")]
TWO = [*ONE, assistant("second"), user("three")]


@pytest.fixture
def told(client):
    """Three turns in one branch."""
    client.turn([user("one")], "first")
    client.turn(ONE, "second")
    client.turn(TWO, "third")
    return client


def items_of(client):
    (branch,) = client.log.sessions.get_with_items("ann", client.session).branches
    return branch.items


def begin(client, contents, name="turn_1"):
    """A turn that is under way, as replicas see it."""
    request = Request(request_id=name, model="m", principal=Principal("ann"), input=ChatInput(()))
    new = NewTurn(
        turn_id=name,
        owner_id="ow",
        run_id=None,
        step=0,
        request=request,
        seed=0,
        system_fingerprint="fp",
        max_model_len=100,
    )
    prepared = client.log.prepare(
        Principal("ann"), client.session, ChatInput(tuple(contents)), client.renderer
    )
    return client.log.open(prepared, new)


@pytest.mark.parametrize("num_messages", [1, 2, 3, 4, 6])
def test_a_fork_has_the_same_tokens_up_to_its_place_and_goes_on_from_there(told, new_client, num_messages):
    whole = told.log.branch_token_ids(told.branches()[0].branch_id)
    item = items_of(told)[num_messages - 1]
    end = item.seq + item.num_tokens
    for at in (item.item_id, end):
        node = told.log.sessions.fork("ann", "s", at, [f"fork-{at}"])
        assert (node.seq, node.num_items) == (end, num_messages)
        fork = new_client(told.log, session=f"fork-{at}")
        (branch,) = fork.branches()
        assert told.log.branch_token_ids(branch.branch_id) == whole[:end]
        history = [*TWO, assistant("third")][:num_messages]
        turn = fork.turn([*history, user("other")], "so")
        assert turn.match.num_matched_messages == num_messages
        assert not turn.match.forked
        assert turn.token_ids == fork.whole([*history, user("other")])
    assert told.log.branch_token_ids(told.branches()[0].branch_id) == whole, "the parent stays as it was"


def test_a_fork_outlives_its_parent_and_the_process(told, new_client, open_log):
    told.log.sessions.fork("ann", "s", None, ["a", "b"])
    ids = told.log.branch_token_ids(told.branches()[0].branch_id)
    told.log.sessions.delete("ann", "s")
    log = open_log()
    for name in ("a", "b"):
        fork = new_client(log, session=name)
        (branch,) = fork.branches()
        assert log.branch_token_ids(branch.branch_id) == ids
        assert [item.role for item in items_of(fork)] == ["user", "assistant"] * 3
    assert (
        new_client(log, session="a").turn([*TWO, assistant("third"), user("four")]).match.num_matched_messages
        == 6
    )


def test_a_fork_of_a_branch_has_what_the_branch_shares(told, new_client):
    """The edited message leaves its parent within an item."""
    edited = [user("one"), assistant("first"), user("twice")]
    turn = told.turn(edited, "again")
    told.log.sessions.fork("ann", "s", turn.branch_id, ["fork"])
    fork = new_client(told.log, session="fork")
    (branch,) = fork.branches()
    assert told.log.branch_token_ids(branch.branch_id) == told.log.branch_token_ids(turn.branch_id)
    assert fork.turn([*edited, assistant("again"), user("more")]).match.num_matched_messages == 4


def test_prompts_of_text_and_of_ids_are_forked_too(client, new_client):
    client.turn("Once upon", " a time", finish_reason="length")
    client.log.sessions.fork("ann", "s", None, ["text"])
    assert (
        new_client(client.log, session="text").turn("Once upon a time there").match.num_matched_messages == 1
    )
    ids = new_client(client.log, session="ids")
    ids.turn((1, 2, 3), "abc", finish_reason="length")
    client.log.sessions.fork("ann", "ids", None, ["more-ids"])
    prompt = tuple(client.log.branch_token_ids(ids.branches()[0].branch_id))
    turn = new_client(client.log, session="more-ids").turn((*prompt, 9))
    assert turn.match.num_matched_tokens == len(prompt)
    assert not turn.match.forked


def test_a_fork_is_all_or_nothing(told, new_client):
    new_client(told.log, session="taken").turn([user("hi")])
    with pytest.raises(SessionExists, match="`taken`"):
        told.log.sessions.fork("ann", "s", None, ["free", "taken"])
    with pytest.raises(SessionNotFound):
        told.log.sessions.get("ann", "free")


def test_of_several_who_want_one_id_one_gets_it(told, open_log):
    logs = [open_log() for _ in range(4)]

    def fork(log):
        try:
            log.sessions.fork("ann", "s", None, ["wanted"])
        except SessionExists:
            return False
        return True

    with ThreadPoolExecutor(len(logs)) as pool:
        assert sum(pool.map(fork, logs)) == 1


@pytest.mark.parametrize("change", ["fork", "rewind"])
def test_a_place_has_to_be_one_of_the_session(told, new_client, change):
    other = new_client(told.log, session="other")
    other.turn([user("hi")])

    def go(tenant, at):
        if change == "fork":
            return told.log.sessions.fork(tenant, "s", at, ["new"])
        return told.log.sessions.rewind(tenant, "s", at)

    for at in ("it_none", "br_none", "resp_none", items_of(other)[0].item_id):
        with pytest.raises(ItemNotFound):
            go("ann", at)
    first = items_of(told)[0]
    with pytest.raises(
        InvalidRequest, match=f"got {first.num_tokens - 1}. The nearest are 0 and {first.num_tokens} "
    ):
        go("ann", first.num_tokens - 1)
    with pytest.raises(SessionNotFound):
        go("bob", None)


def test_while_a_turn_is_under_way_only_what_is_behind_it_is_forked(told):
    turn = begin(told, [*TWO, assistant("third"), user("four")])
    with pytest.raises(SessionBusy):
        told.log.sessions.fork("ann", "s", None, ["new"])
    with pytest.raises(SessionBusy):
        told.log.sessions.rewind("ann", "s", items_of(told)[0].item_id)
    told.log.sessions.fork("ann", "s", items_of(told)[5].item_id, ["new"])
    told.close(turn, "fourth")
    told.log.sessions.rewind("ann", "s", items_of(told)[0].item_id)


def test_a_session_taken_back_goes_on_from_there(told):
    before = items_of(told)
    told.log.sessions.rewind("ann", "s", before[1].item_id)
    session = told.log.sessions.get_with_items("ann", "s")
    left, head = session.branches
    assert (session.head_branch_id, session.num_tokens) == (head.branch_id, before[2].seq)
    assert (left.items, left.is_superseded) == (before, True)
    assert (head.items, head.is_superseded, head.num_messages) == ((), False, 2)
    turn = told.turn([user("one"), assistant("first"), user("other")], "so")
    assert turn.branch_id == head.branch_id
    assert not turn.match.forked
    assert len(told.branches()) == 2


def test_it_may_be_taken_back_to_the_beginning_and_forth_again(told):
    (left,) = told.branches()
    told.log.sessions.rewind("ann", "s", 0)
    assert told.log.sessions.get("ann", "s").num_tokens == 0
    turn = told.turn([user("anew")], "yes")
    assert not turn.match.forked
    assert [branch.is_superseded for branch in told.branches()] == [True, False]
    told.log.sessions.rewind("ann", "s", left.branch_id)
    session = told.log.sessions.get("ann", "s")
    assert (session.head_branch_id, session.num_tokens) == (left.branch_id, left.num_tokens)
    assert [branch.is_superseded for branch in session.branches] == [False, True]


def test_taking_it_back_twice_makes_one_branch(told):
    item = items_of(told)[1].item_id
    assert told.log.sessions.rewind("ann", "s", item) is not None
    assert told.log.sessions.rewind("ann", "s", item) is None, "nothing is left behind"
    assert len(told.branches()) == 2


def test_what_leased_sessions_share_is_known_when_a_lease_ends(told):
    told.log.sessions.fork("ann", "s", items_of(told)[3].item_id, ["fork"])
    (own,) = told.log.sessions.branch_tokens("ann", "fork")
    assert told.log.sessions.lease("ann", "s", 60).num_shared_tokens == 0
    assert told.log.sessions.lease("ann", "fork", 60).num_shared_tokens == len(own.token_ids)
    assert told.log.sessions.lease("ann", "fork", 0).num_shared_tokens == len(own.token_ids)
    assert told.log.sessions.lease("ann", "s", 0).num_shared_tokens == 0


def test_who_goes_on_with_what_was_left_has_it_back(told):
    told.log.sessions.rewind("ann", "s", items_of(told)[1].item_id)
    turn = told.turn([*TWO, assistant("third"), user("four")])
    left, _ = told.branches()
    assert (turn.branch_id, turn.match.forked, left.is_superseded) == (left.branch_id, False, False)


def test_what_others_go_on_with_is_known(told, new_client):
    whole = told.log.branch_token_ids(told.branches()[0].branch_id)
    end = items_of(told)[3].seq + items_of(told)[3].num_tokens
    assert [own.num_shared_tokens for own in told.log.sessions.branch_tokens("ann", "s")] == [0]
    told.log.sessions.fork("ann", "s", end, ["fork"])
    assert [own.num_shared_tokens for own in told.log.sessions.branch_tokens("ann", "s")] == [end]
    assert [own.num_shared_tokens for own in told.log.sessions.branch_tokens("ann", "fork")] == [end]
    told.log.sessions.delete("ann", "s")
    assert [own.num_shared_tokens for own in told.log.sessions.branch_tokens("ann", "fork")] == [0]
    assert len(whole) > end


def test_of_what_is_left_behind_the_new_head_keeps_its_own(told):
    item = items_of(told)[1]
    left = told.log.sessions.rewind("ann", "s", item.item_id)
    assert left.num_shared_tokens == item.seq + item.num_tokens < len(left.token_ids)
