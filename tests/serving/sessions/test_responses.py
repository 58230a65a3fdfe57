"""Responses and conversations in the log, in each database it may be in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from serving.api.openai.responses.items import messages_of
from serving.errors import (
    ConversationLocked,
    ConversationNotFound,
    InvalidRequest,
    ItemNotFound,
    PreviousResponseNotFound,
    ResponseNotFound,
)
from serving.output import ChoiceDelta, TurnFinished, TurnStarted, Usage
from serving.principal import Principal
from serving.request import ChatInput, Request
from serving.responses import (
    Conversation,
    NewResponse,
    Page,
    ReasoningDelta,
    ResponseError,
    ResponseRecord,
    TextDelta,
)
from serving.runs.response_builder import ResponseBuilder, replay
from serving.sessions.owner import Owner
from serving.sessions.responses.conversations import ConversationStore
from serving.sessions.responses.queries import ResponseQueries
from serving.sessions.responses.store import ResponseStore
from serving.sessions.served_models import ServedModel, ServedModels


@pytest.fixture
def store(log):
    return ResponseStore(
        log.database, Owner(log.database, process_name=None), ServedModels({"m": ServedModel("fp")})
    )


@pytest.fixture
def queries(log):
    return ResponseQueries(log.database)


@pytest.fixture
def conversations(log):
    return ConversationStore(log.database)


def item(name, text="text"):
    return {"id": name, "type": "message", "role": "user", "content": [{"type": "input_text", "text": text}]}


def run_of(
    name, *, previous=None, conversation=None, version=None, session="resp_a", background=False, tenant="ann"
):
    record = ResponseRecord(
        response_id=f"resp_{name}",
        status="queued" if background else "in_progress",
        created=1,
        settings={"model": "m", "temperature": 0.5},
        is_background=background,
        session_id=session,
        previous_response_id=previous and f"resp_{previous}",
        conversation_id=conversation,
    )
    request = Request(request_id=name, model="m", principal=Principal(tenant), input=ChatInput(()))
    return NewResponse(
        tenant=tenant,
        record=record,
        input=(item(f"in_{name}"),),
        request=request,
        conversation_version=version,
    )


def completed(run):
    name = run.record.response_id
    return replace(
        run.record,
        status="completed",
        completed=2,
        output=(item(f"out_{name[5:]}"),),
        usage=Usage(3, 2, 1),
        has_begun=True,
        deltas=((0, 4, 0),),
    )


def make(store, *args, **kwargs):
    run = run_of(*args, **kwargs)
    store.create(run)
    return store.finish(completed(run))


def ids(items):
    return [item["id"] for item in items]


def test_a_response_comes_back_as_it_ended(store, queries):
    run = run_of("a")
    store.create(run)
    assert queries.get("ann", "resp_a") == run.record
    assert store.finish(completed(run)) == queries.get("ann", "resp_a") == completed(run)


def test_a_replys_reasoning_is_read_again_as_it_was_and_goes_into_the_next_turns_messages(store, queries):
    run = run_of("a")
    store.create(run)
    builder = ResponseBuilder(run.record)
    builder.begin()
    reply = (ChoiceDelta(0, "", reasoning="Hm."), ChoiceDelta(0, "Yes.", finish_reason="stop"))
    for event in (TurnStarted("resp_a", 1, 1, 0, "fp"), *reply, TurnFinished(Usage(3, 2, 1))):
        builder.take(event)
    store.finish(builder.ended_well())
    steps = list(replay(queries.get("ann", "resp_a")))
    assert steps[1:-1] == [ReasoningDelta("Hm."), TextDelta("Yes.", output_index=1)]
    answer = messages_of(None, queries.context("ann", "resp_a").items)[-1]
    assert answer == {"role": "assistant", "content": "Yes.", "reasoning_content": "Hm."}


def test_a_failure_keeps_its_reason(store, queries):
    run = run_of("a")
    store.create(run)
    failed = replace(run.record, status="failed", error=ResponseError("server_error", "It broke."))
    assert store.finish(failed) == queries.get("ann", "resp_a") == failed


def test_a_context_is_the_whole_chain_in_order(store, queries):
    make(store, "a")
    make(store, "b", previous="a")
    make(store, "c", previous="b")
    make(store, "fork", previous="a")
    context = queries.context("ann", "resp_c")
    assert ids(context.items) == ["in_a", "out_a", "in_b", "out_b", "in_c", "out_c"]
    assert context.session_id == "resp_a"
    assert ids(queries.context("ann", "resp_fork").items) == ["in_a", "out_a", "in_fork", "out_fork"]


@pytest.mark.parametrize("url", ["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)], indirect=True)
def test_a_chain_of_a_thousand_responses_is_one_context(store, queries):
    make(store, "0")
    for number in range(1, 1000):
        make(store, str(number), previous=str(number - 1))
    assert len(queries.context("ann", "resp_999").items) == 2000


def test_input_items_leave_out_the_responses_own_output(store, queries):
    make(store, "a")
    make(store, "b", previous="a")
    page = queries.input_items("ann", "resp_b", Page(limit=2))
    assert (ids(page.items), page.has_more) == (["in_b", "out_a"], True)
    page = queries.input_items("ann", "resp_b", Page(after="out_a"))
    assert (ids(page.items), page.has_more) == (["in_a"], False)
    page = queries.input_items("ann", "resp_b", Page(limit=1, before="in_a"))
    assert (ids(page.items), page.has_more) == (["out_a"], True)
    page = queries.input_items("ann", "resp_b", Page(after="in_b", before="in_a"))
    assert (ids(page.items), page.has_more) == (["out_a"], False)
    for nowhere in (Page(after="out_b"), Page(before="out_b")):
        with pytest.raises(ItemNotFound):
            queries.input_items("ann", "resp_b", nowhere)


def test_an_item_that_was_sent_again_is_listed_once(conversations, conversation):
    conversations.add_items("ann", "conv_1", [item("second"), item("first")])
    for is_ascending, expected in ((True, ["first", "second"]), (False, ["second", "first"])):
        seen, after = [], None
        for _ in range(3):
            page = conversations.items("ann", "conv_1", Page(1, after, is_ascending=is_ascending))
            seen += ids(page.items)
            after = seen[-1]
            if not page.has_more:
                break
        assert seen == expected


def test_a_response_that_has_not_ended_cannot_be_gone_on_from(store, queries):
    store.create(run_of("a"))
    with pytest.raises(InvalidRequest, match="is in_progress"):
        queries.context("ann", "resp_a")


def test_what_was_cancelled_stays_cancelled(store):
    run = run_of("a", background=True)
    store.create(run)
    assert store.cancel("ann", "resp_a").status == "cancelled"
    assert not store.begin("resp_a")
    assert store.finish(completed(run)).status == "cancelled"
    assert store.cancel("ann", "resp_a").status == "cancelled"


def test_what_ended_is_not_cancelled(store):
    make(store, "a", background=True)
    with pytest.raises(InvalidRequest, match="Cannot cancel a response that has ended"):
        store.cancel("ann", "resp_a")


def test_a_discarded_response_never_was(store, queries):
    run = run_of("a")
    store.create(run)
    store.discard(run.record)
    with pytest.raises(ResponseNotFound):
        queries.get("ann", "resp_a")


# ---- deletion ---------------------------------------------------------------------------------------


def test_the_session_goes_with_the_last_response_of_its_chain(store, queries):
    make(store, "a")
    make(store, "b", previous="a")
    assert store.delete("ann", "resp_a") is None
    with pytest.raises(PreviousResponseNotFound):
        queries.context("ann", "resp_a")
    assert ids(queries.context("ann", "resp_b").items) == ["in_a", "out_a", "in_b", "out_b"]
    assert store.delete("ann", "resp_b") == "resp_a"
    with pytest.raises(ItemNotFound):
        queries.find_item(Principal("ann"), "in_a")


def test_a_session_that_the_client_named_is_not_ours_to_delete(store):
    make(store, "a", session="mine")
    assert store.delete("ann", "resp_a") is None


def test_a_response_deleted_while_it_is_made_leaves_nothing(store):
    run = run_of("a")
    store.create(run)
    store.delete("ann", "resp_a")
    assert store.finish(completed(run)) is None


# ---- conversations ----------------------------------------------------------------------------------


@pytest.fixture
def conversation(conversations):
    return conversations.create("ann", Conversation("conv_1", 1, {"k": "v"}), [item("first")])


def in_conversation(conversations, name):
    version = conversations.context("ann", "conv_1").conversation_version
    return run_of(name, conversation="conv_1", version=version, session="conv_1")


def test_items_are_added_when_the_response_has_ended(store, conversations, conversation):
    run = in_conversation(conversations, "a")
    store.create(run)
    assert ids(conversations.context("ann", "conv_1").items) == ["first"]
    store.finish(completed(run))
    assert ids(conversations.context("ann", "conv_1").items) == ["first", "in_a", "out_a"]


def test_a_failed_response_adds_nothing_and_opens_the_lock(store, conversations, conversation):
    run = in_conversation(conversations, "a")
    store.create(run)
    store.finish(replace(run.record, status="failed"))
    assert ids(conversations.context("ann", "conv_1").items) == ["first"]
    store.create(in_conversation(conversations, "b"))


def test_of_two_writers_one_wins(store, conversations, conversation):
    first, second = in_conversation(conversations, "a"), in_conversation(conversations, "b")
    store.create(first)
    with pytest.raises(ConversationLocked):
        store.create(second)
    store.finish(completed(first))
    with pytest.raises(ConversationLocked):  # its context was read before the other ended
        store.create(second)
    store.create(in_conversation(conversations, "b"))


def test_a_locked_conversation_takes_no_items_and_gives_none_up(store, conversations, conversation):
    store.create(in_conversation(conversations, "a"))
    with pytest.raises(ConversationLocked):
        conversations.add_items("ann", "conv_1", [item("x")])
    with pytest.raises(ConversationLocked):
        conversations.delete_item("ann", "conv_1", "first")


def test_a_chain_that_leaves_a_conversation_keeps_what_stood_before(
    store, queries, conversations, conversation
):
    run = in_conversation(conversations, "a")
    store.create(run)
    store.finish(completed(run))
    conversations.add_items("ann", "conv_1", [item("later")])
    assert ids(queries.context("ann", "resp_a").items) == ["first", "in_a", "out_a"]


def test_an_item_that_was_deleted_does_not_come_back(conversations, conversation):
    conversations.add_items("ann", "conv_1", [item("second")])
    conversations.delete_item("ann", "conv_1", "second")
    conversations.add_items("ann", "conv_1", [item("third")])
    assert ids(conversations.items("ann", "conv_1", Page(is_ascending=True)).items) == ["first", "third"]


def test_nothing_is_another_tenants(store, queries, conversations, conversation):
    make(store, "a")
    for ask in (queries.get, store.cancel, store.delete):
        with pytest.raises(ResponseNotFound):
            ask("bob", "resp_a")
    with pytest.raises(PreviousResponseNotFound):
        queries.context("bob", "resp_a")
    for ask in (conversations.get, conversations.context, conversations.delete):
        with pytest.raises(ConversationNotFound):
            ask("bob", "conv_1")
    for name in ("in_a", "first"):
        with pytest.raises(ItemNotFound):
            queries.find_item(Principal("bob"), name)
        assert queries.find_item(Principal("ann"), name)["id"] == name
