"""/v1/conversations with OpenAI's SDK, and responses in them, against a server process on the toy model."""

from __future__ import annotations

import time
import uuid

import openai
import pytest

# The toy model says A (token 32) and nothing else; AA also stops behind two.
A = {"temperature": 0, "logit_bias": {str(token): 100 if token == 32 else -100 for token in range(259)}}
AA = {**A, "stop": ["AA"], "include_stop_str_in_output": True}
# Long enough to be seen in progress: each token comes with its alternatives.
LONG = {**A, "include": ["message.output_text.logprobs"], "top_logprobs": 20}


def user(text: str) -> dict:
    return {"type": "message", "role": "user", "content": text}


def say(client, text: str, conversation: str, *, extra: dict = AA, **fields):
    return client.responses.create(
        model="toy", input=text, conversation=conversation, extra_body=extra, **fields
    )


def texts(client, conversation_id: str, **page) -> list[str]:
    items = client.conversations.items.list(conversation_id, order="asc", **page)
    return [item.content[0].text for item in items.data]


# ---- the resource -----------------------------------------------------------------------------------


def test_a_conversation_is_created_read_changed_and_deleted(toy):
    created = toy.conversations.create(metadata={"topic": "a"})
    assert created.object == "conversation"
    assert toy.conversations.retrieve(created.id) == created
    changed = toy.conversations.update(created.id, metadata={"topic": "b"})
    assert changed.metadata == {"topic": "b"}
    assert toy.conversations.retrieve(created.id) == changed
    deleted = toy.conversations.delete(created.id)
    assert (deleted.id, deleted.object, deleted.deleted) == (created.id, "conversation.deleted", True)
    with pytest.raises(openai.NotFoundError):
        toy.conversations.retrieve(created.id)


def test_metadata_have_limits(toy):
    with pytest.raises(openai.BadRequestError, match="may have 16 pairs, got 17"):
        toy.conversations.create(metadata={str(number): "" for number in range(17)})


# ---- items ------------------------------------------------------------------------------------------


def test_items_keep_their_order_and_come_in_pages(toy):
    conversation = toy.conversations.create(items=[user("0"), user("1")])
    added = toy.conversations.items.create(conversation.id, items=[user("2"), user("3")])
    assert [item.content[0].text for item in added.data] == ["2", "3"]
    assert texts(toy, conversation.id) == ["0", "1", "2", "3"]
    newest = toy.conversations.items.list(conversation.id, limit=3)
    assert [item.content[0].text for item in newest.data] == ["3", "2", "1"]
    assert newest.has_more
    rest = toy.conversations.items.list(conversation.id, limit=3, after=newest.last_id)
    assert [item.content[0].text for item in rest.data] == ["0"]
    assert not rest.has_more


def test_an_item_is_read_and_deleted_by_its_id(toy):
    conversation = toy.conversations.create(items=[user("0"), user("1")])
    first = toy.conversations.items.list(conversation.id, order="asc").data[0]
    assert toy.conversations.items.retrieve(first.id, conversation_id=conversation.id) == first
    assert toy.conversations.items.delete(first.id, conversation_id=conversation.id).id == conversation.id
    assert texts(toy, conversation.id) == ["1"]
    with pytest.raises(openai.NotFoundError):
        toy.conversations.items.retrieve(first.id, conversation_id=conversation.id)


def test_20_items_may_be_added_at_once(toy):
    conversation = toy.conversations.create(items=[user(str(number)) for number in range(20)])
    with pytest.raises(openai.BadRequestError, match="may hold 20 items, got 21"):
        toy.conversations.items.create(conversation.id, items=[user(str(number)) for number in range(21)])


# ---- responses in it --------------------------------------------------------------------------------


def test_a_response_adds_its_input_and_its_output(toy):
    conversation = toy.conversations.create()
    response = say(toy, "one", conversation.id)
    assert response.conversation.id == conversation.id
    say(toy, "two", conversation.id)
    assert texts(toy, conversation.id) == ["one", "AA", "two", "AA"]


def test_a_returning_turn_computes_the_last_token_and_what_is_new(toy):
    conversation = toy.conversations.create(items=[user(uuid.uuid4().hex)])
    first = say(toy, "one", conversation.id, extra=A, max_output_tokens=16)
    second = say(toy, "two", conversation.id)
    assert second.usage.input_tokens_details.cached_tokens == first.usage.total_tokens - 1


def test_a_response_in_a_conversation_can_be_gone_on_from_without_it(toy):
    conversation = toy.conversations.create(items=[user("before")])
    first = say(toy, "one", conversation.id)
    say(toy, "two", conversation.id)
    fork = toy.responses.create(model="toy", input="other", previous_response_id=first.id, extra_body=AA)
    items = toy.responses.input_items.list(fork.id, order="asc").data
    assert [item.content[0].text for item in items] == ["before", "one", "AA", "other"]
    assert texts(toy, conversation.id) == ["before", "one", "AA", "two", "AA"]


def test_a_response_that_fails_adds_nothing(toy):
    conversation = toy.conversations.create()
    with pytest.raises(openai.BadRequestError):
        say(toy, "x" * 9000, conversation.id)
    assert texts(toy, conversation.id) == []
    assert say(toy, "one", conversation.id).status == "completed"


def test_of_two_writers_one_wins_and_the_other_is_told_that_it_is_locked(toy):
    conversation = toy.conversations.create()
    winner = say(toy, "one", conversation.id, background=True, extra=LONG)
    for write in (
        lambda: say(toy, "two", conversation.id),
        lambda: toy.conversations.items.create(conversation.id, items=[user("three")]),
    ):
        with pytest.raises(openai.ConflictError) as caught:
            write()
        assert caught.value.code == "conversation_locked"
    assert texts(toy, conversation.id) == []
    assert toy.responses.cancel(winner.id).status == "cancelled"
    assert say(toy, "two", conversation.id).status == "completed"
    assert texts(toy, conversation.id) == ["two", "AA"]


def test_items_are_added_when_a_background_response_has_ended(toy):
    conversation = toy.conversations.create()
    queued = say(toy, "one", conversation.id, background=True)
    while toy.responses.retrieve(queued.id).status in ("queued", "in_progress"):
        time.sleep(0.02)
    assert texts(toy, conversation.id) == ["one", "AA"]


def test_an_output_whose_call_was_deleted_is_still_read(toy):
    call = {"type": "function_call", "call_id": "call_1", "name": "f", "arguments": "{}"}
    output = {"type": "function_call_output", "call_id": "call_1", "output": "4"}
    conversation = toy.conversations.create(items=[user("one"), call, output])
    _, second, _ = toy.conversations.items.list(conversation.id).data
    toy.conversations.items.delete(second.id, conversation_id=conversation.id)
    assert say(toy, "two", conversation.id).to_dict()["tenure:orphan_outputs"] == 1


def test_responses_outlive_their_conversation(toy):
    conversation = toy.conversations.create()
    response = say(toy, "one", conversation.id)
    toy.conversations.delete(conversation.id)
    assert toy.responses.retrieve(response.id).output_text == "AA"


def test_a_conversation_that_is_not_there_is_not_found(toy):
    with pytest.raises(openai.NotFoundError) as caught:
        say(toy, "one", "conv_nobody")
    assert caught.value.code == "conversation_not_found"


def test_a_conversation_may_be_named_by_an_object(toy):
    conversation = toy.conversations.create()
    assert say(toy, "one", {"id": conversation.id}).conversation.id == conversation.id


# ---- tenants ----------------------------------------------------------------------------------------


def test_another_tenants_conversation_is_not_found_whatever_is_asked_of_it(toy, bob):
    conversation = toy.conversations.create(items=[user("secret")])
    item = toy.conversations.items.list(conversation.id).data[0]
    for ask in (
        lambda: bob.conversations.retrieve(conversation.id),
        lambda: bob.conversations.update(conversation.id, metadata={}),
        lambda: bob.conversations.delete(conversation.id),
        lambda: bob.conversations.items.list(conversation.id),
        lambda: bob.conversations.items.create(conversation.id, items=[user("x")]),
        lambda: bob.conversations.items.retrieve(item.id, conversation_id=conversation.id),
        lambda: bob.conversations.items.delete(item.id, conversation_id=conversation.id),
        lambda: say(bob, "one", conversation.id),
    ):
        with pytest.raises(openai.NotFoundError):
            ask()
    assert texts(toy, conversation.id) == ["secret"]


def test_unknown_fields_are_counted_here_too(toy_http):
    assert toy_http.post("/v1/conversations", json={"colour": "red"}).status_code == 200
    assert 'tenure:http_unknown_fields_total{field="colour"}' in toy_http.get("/metrics").text
