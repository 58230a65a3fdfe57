"""Chats: what matches is taken from the log, what differs forks there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import create_engine

from serving.principal import Principal
from serving.request import ChatInput
from serving.sessions.rendering import FinishedChoice


def user(content):
    return {"role": "user", "content": content}


def assistant(content):
    return {"role": "assistant", "content": content}


def matched(turn):
    return turn.match.num_matched_messages, turn.match.num_matched_tokens, turn.match.forked


def test_the_first_turn_starts_a_branch(client):
    turn = client.turn([user("Hello")])
    assert turn.token_ids == client.whole([user("Hello")])
    assert matched(turn) == (0, 0, False)
    assert turn.match.session_id == "s"


def test_the_next_turn_appends_what_is_new(client):
    first = client.turn([user("Hello")], "Hi")
    messages = [user("Hello"), assistant("Hi"), user("More")]
    second = client.turn(messages)
    said = [*first.token_ids, *client.encode("Hi<|im_end|>")]
    assert second.token_ids == client.whole(messages)
    assert second.token_ids[: len(said)] == said
    assert matched(second) == (2, len(said), False)
    assert second.branch_id == first.branch_id


def test_an_edited_history_forks_where_it_differs(client):
    client.turn([user("Hello")], "Hi")
    client.turn([user("Hello"), assistant("Hi"), user("More")], "Yes")
    edited = [user("Hello"), assistant("Hi"), user("Less")]
    turn = client.turn(edited)
    num_common = len(client.whole([user("Hello")])) + len(client.encode("Hi<|im_end|>"))
    assert matched(turn) == (2, num_common, True)
    assert turn.token_ids == client.whole(edited)


def test_an_edited_reply_is_rendered_from_its_text(client):
    client.turn([user("Hello")], "Hi")
    edited = [user("Hello"), assistant("Bye"), user("More")]
    turn = client.turn(edited)
    assert matched(turn) == (1, len(client.encode("<|im_start|>user\nHello<|im_end|>")), True)
    assert turn.token_ids == client.whole(edited)


def test_the_same_messages_again_fork_at_the_prompt(client):
    first = client.turn([user("Hello")], "Hi")
    again = client.turn([user("Hello")], "Good day")
    assert again.match.num_matched_messages == 1
    assert again.match.forked
    assert again.branch_id != first.branch_id
    assert again.token_ids == first.token_ids
    for reply in ("Hi", "Good day"):  # both replies can be continued
        messages = [user("Hello"), assistant(reply), user("More")]
        turn = client.turn(messages)
        assert not turn.match.forked
        assert turn.token_ids == client.whole(messages)


def test_each_choice_is_a_branch(client):
    turn = client.open([user("Hello")])
    branch_ids = client.close(turn, "Hi", "Hey", "Howdy")
    assert branch_ids[0] == turn.branch_id
    assert len(set(branch_ids)) == 3
    for branch_id, reply in zip(branch_ids, ("Hi", "Hey", "Howdy"), strict=True):
        said = [*turn.token_ids, *client.encode(reply + "<|im_end|>")]
        assert client.log.branch_token_ids(branch_id) == said
        messages = [user("Hello"), assistant(reply), user("More")]
        next_turn = client.turn(messages)
        assert next_turn.branch_id == branch_id
        assert matched(next_turn) == (2, len(said), False)


def test_a_reply_that_was_cut_short_is_closed_by_the_next_turn(client):
    client.turn([user("Hello")], "I was say", finish_reason="length")
    messages = [user("Hello"), assistant("I was say"), user("Go on")]
    turn = client.turn(messages)
    assert turn.match.num_matched_messages == 2
    assert turn.token_ids == client.whole(messages)


def test_a_turn_whose_client_hung_up_keeps_what_the_client_saw(client):
    turn = client.open([user("Hello")])
    sampled = client.encode("I was saying")
    choice = FinishedChoice(
        index=0, token_ids=sampled, text="I was", finish_reason="abort", num_visible_tokens=4, remainder="s"
    )
    client.log.close_turn(turn, [choice])
    stored = client.log.branch_token_ids(turn.branch_id)
    assert stored == [*turn.token_ids, *sampled[:4], *client.encode("s")]
    messages = [user("Hello"), assistant("I was"), user("Go on")]
    assert client.turn(messages).token_ids == client.whole(messages)


def test_a_hang_up_before_the_first_word_leaves_nothing(client):
    turn = client.open([user("Hello")])
    assert client.close(turn, "", finish_reason="abort") == [None]
    assert matched(client.turn([user("Hello")]))[2] is False


def test_a_hang_up_in_the_middle_of_a_call_keeps_what_the_client_saw_of_it(client):
    turn = client.open([user("Hello")])
    function = {"name": "f", "arguments": '{"a": "b'}
    call = {"id": "call_1", "type": "function", "function": function}
    choice = replace(client.choice(0, "", "abort"), tool_calls=[call])
    assert client.log.close_turn(turn, [choice]) == [turn.branch_id]
    messages = [user("Hello"), {"role": "assistant", "content": None, "tool_calls": [call]}, user("Go on")]
    assert matched(client.turn(messages))[0] == 2


def test_a_reply_is_kept_with_its_reasoning_and_goes_on_where_that_comes_back(new_client, renderer_of, log):
    client = new_client(log, renderer=renderer_of("reasoning"))
    turn = client.open([user("Hello")])
    whole = client.choice(0, "<think>Hm.</think>Yes")
    client.log.close_turn(turn, [replace(whole, text="Yes", reasoning="Hm.")])
    messages = [user("Hello"), {**assistant("Yes"), "reasoning_content": "Hm."}, user("And?")]
    turn = client.turn(messages)
    assert (turn.match.num_matched_messages, turn.match.forked) == (2, False)
    assert turn.token_ids == client.whole(messages)


def test_a_turn_that_never_ended_is_taken_up_again(client):
    client.open([user("Hello")])
    turn = client.turn([user("Hello")])
    assert turn.match.num_matched_messages == 1
    assert not turn.match.forked


def test_a_message_that_is_continued_becomes_one_message(client):
    client.turn([user("Hello")], "Hi")
    prompt = ChatInput(
        (user("Hello"), assistant("Hi"), user("A tale"), assistant("Once ")), continue_final_message=True
    )
    turn = client.log.open_turn("ann", "s", prompt, client.renderer)
    client.close(turn, "upon a time")
    assert turn.token_ids == client.renderer.render(prompt)
    messages = [*prompt.messages[:-1], assistant("Once upon a time"), user("And then?")]
    next_turn = client.turn(messages)
    assert next_turn.match.num_matched_messages == 4
    assert next_turn.token_ids == client.whole(messages)


def test_what_was_sampled_without_a_generation_prompt_is_no_message(client):
    prompt = ChatInput((user("Hello"),), add_generation_prompt=False)
    turn = client.log.open_turn("ann", "s", prompt, client.renderer)
    client.close(turn, "Hi")
    assert turn.token_ids == client.renderer.render(prompt)
    messages = [user("Hello"), assistant("Hi"), user("More")]
    next_turn = client.turn(messages)
    assert next_turn.match.num_matched_messages == 1
    assert next_turn.token_ids == client.whole(messages)


def test_none_and_empty_content_are_the_same(client):
    client.turn([user("Hello")], "")
    turn = client.turn([user("Hello"), assistant(None), user("More")])
    assert turn.match.num_matched_messages == 2


def test_another_template_starts_anew(client, new_client, renderer_of):
    client.turn([user("Hello")], "Hi")
    other = new_client(client.log, renderer_of("plain"))
    turn = other.turn([user("Hello"), assistant("Hi"), user("More")])
    assert matched(turn) == (0, 0, True)
    assert turn.token_ids == other.whole([user("Hello"), assistant("Hi"), user("More")])


def test_stripped_reasoning_forks_where_it_stood(log, new_client, renderer_of):
    client = new_client(log, renderer_of("thinking"))
    first = client.turn([user("Hello")], "<think>hm</think>Hi")
    messages = [user("Hello"), assistant("<think>hm</think>Hi"), user("More")]
    second = client.turn(messages, "Yes")
    assert second.token_ids == client.whole(messages)
    assert matched(second) == (1, len(first.token_ids), True)
    messages = [*messages, assistant("Yes"), user("Go on")]
    third = client.turn(messages)
    assert third.token_ids == client.whole(messages)
    assert matched(third) == (4, len(second.token_ids) + len(client.encode("Yes<|im_end|>")), False)


def test_a_system_prompt_that_moves_forks_where_it_stood(log, new_client, renderer_of):
    client = new_client(log, renderer_of("moving_system"))
    messages = [{"role": "system", "content": "Brief."}, user("Hello")]
    client.turn(messages, "Hi")
    messages = [*messages, assistant("Hi"), user("More")]
    turn = client.turn(messages, "Yes")
    assert turn.token_ids == client.whole(messages)
    assert turn.match.forked
    assert turn.match.num_matched_tokens == 1  # the opening bracket


def test_without_special_tokens_ids_are_reused_as_far_as_they_agree(log, new_client, renderer_of):
    client = new_client(log, renderer_of("plain"))
    first = client.turn([user("Hello")], "Hi", finish_reason="length")
    messages = [user("Hello"), assistant("Hi"), user("More")]
    second = client.turn(messages)
    assert second.token_ids == client.whole(messages)
    assert matched(second) == (2, len(first.token_ids) + 2, False)


def test_the_log_says_how_each_token_came_about(client, url):
    turn = client.open([user("Hello")])
    client.log.close_turn(
        turn,
        [
            FinishedChoice(
                index=0,
                token_ids=client.encode("Hi STOP"),
                text="Hi",
                finish_reason="stop",
                stop_reason=" STOP",
                seed=2**64 - 1,
                num_visible_tokens=1,
                remainder="i",
            )
        ],
    )
    engine = create_engine(url)
    with engine.connect() as connection:
        spans = connection.exec_driver_sql(
            "select seq, role, source, seed, choice_index, numeric_fingerprint, length(token_ids) / 4 "
            "from spans order by seq"
        ).all()
        items = connection.exec_driver_sql(
            "select item_index, role, start_seq, end_seq, finish_reason, cast(stop_reason as text), "
            "length(dropped_token_ids) / 4 from items order by item_index"
        ).all()
    engine.dispose()
    start = turn.seq
    num_tail = len(turn.token_ids) - start
    assert spans == [
        (0, "user", "rendered", None, None, "test", start),
        (start, "assistant", "rendered", None, None, "test", num_tail),
        (start + num_tail, "assistant", "sampled", str(2**64 - 1), 0, "test", 1),
        (start + num_tail + 1, "assistant", "rendered", None, None, "test", 1),
    ]
    assert items == [
        (0, "user", 0, start, None, None, None),
        (1, "assistant", start, start + num_tail + 2, "stop", '" STOP"', 6),
    ]


def test_preparing_writes_nothing(client):
    prompt = ChatInput((user("Hello"),))
    prepared = client.log.prepare(Principal("ann"), "s", prompt, client.renderer)
    assert prepared.num_tokens == len(prepared.token_ids) == len(client.whole([user("Hello")]))
    assert client.log.sessions.page(Principal("ann")) == []
    assert client.log.open(prepared).token_ids == prepared.token_ids


@pytest.mark.parametrize("num_messages", [1, 1200])
def test_long_histories_match_too(client, num_messages):
    messages = [user(str(i)) if i % 2 == 0 else assistant(str(i)) for i in range(num_messages | 1)]
    client.turn(messages, "ok")
    turn = client.turn([*messages, assistant("ok"), user("More")])
    assert turn.match.num_matched_messages == len(messages) + 1
    edited = [*messages[:-1], user("Else")]
    assert client.turn(edited).match.num_matched_messages == len(messages) - 1


def test_reasoning_that_a_client_leaves_out_is_as_the_log_has_it(log, new_client, renderer_of):
    """What it changes is an edit."""
    client = new_client(log, renderer=renderer_of("reasoning"))
    turn = client.open([user("Hello")])
    said = client.choice(0, "<think>Hm.</think>Yes")
    log.close_turn(turn, [replace(said, text="Yes", reasoning="Hm.")])
    known = [*turn.token_ids, *client.encode("<think>Hm.</think>Yes<|im_end|>")]
    for reasoning in ({}, {"reasoning_content": None}, {"reasoning_content": "Hm."}):
        asked = [user("Hello"), assistant("Yes") | reasoning, user(f"More {reasoning}")]
        after = client.open(asked)
        assert after.token_ids[: len(known)] == known
        assert after.match.num_matched_messages == 2
    edited = [user("Hello"), assistant("Yes") | {"reasoning_content": "So."}, user("More")]
    after = client.open(edited)
    assert after.token_ids == client.whole(edited)
    assert (after.match.num_matched_messages, after.match.forked) == (1, True)
