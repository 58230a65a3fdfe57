"""What is deleted when nobody has used it for the time to live."""

from __future__ import annotations

import time

import pytest
from sqlalchemy import func, select, update

from serving.errors import ConversationNotFound, ResponseNotFound
from serving.principal import Principal
from serving.request import ChatInput, Request
from serving.responses import Conversation, NewResponse, ResponseRecord
from serving.sessions.expiry import GRACE_S, Expiry
from serving.sessions.owner import Owner
from serving.sessions.responses.conversations import ConversationStore
from serving.sessions.responses.queries import ResponseQueries
from serving.sessions.responses.schema import conversation_items, conversations, response_items, responses
from serving.sessions.responses.store import ResponseStore
from serving.sessions.schema import sessions
from serving.sessions.served_models import ServedModel, ServedModels
from serving.sessions.turns.logged_turn import NewTurn

TTL_S = 3600.0


def user(content):
    return {"role": "user", "content": content}


def item(name):
    return {"id": name, "type": "message", **user("hi")}


@pytest.fixture
def process(log):
    owner = Owner(log.database, process_name=None)
    owner.beat()
    return ResponseStore(log.database, owner, ServedModels({"m": ServedModel("fp")}))


@pytest.fixture
def expiry(log):
    return Expiry(log, TTL_S, is_alone=True)


@pytest.fixture
def age(log):
    """Makes everything so far look as if it was last used that long ago."""

    def age(seconds):
        then = time.time() - seconds
        with log.database.write() as connection:
            connection.execute(update(sessions).values(last_used_at=then))
            connection.execute(update(responses).values(created_at=int(then)))
            connection.execute(update(conversations).values(last_used_at=then))

    return age


def respond(store, name, *, session, has_ended=True, conversation=None, version=None):
    record = ResponseRecord(
        response_id=name,
        status="in_progress",
        created=int(time.time()),
        settings={},
        session_id=session,
        conversation_id=conversation,
    )
    request = Request(
        request_id=name, model="m", principal=Principal("ann"), input=ChatInput(()), session_id=session
    )
    store.create(
        NewResponse(
            tenant="ann",
            record=record,
            input=(item(f"in_{name}"),),
            request=request,
            conversation_version=version,
        )
    )
    if has_ended:
        store.finish(
            ResponseRecord(
                response_id=name,
                status="completed",
                created=int(time.time()),
                settings={},
                session_id=session,
                conversation_id=conversation,
                output=(item(f"out_{name}"),),
            )
        )


def names(log):
    return [session.session_id for session in log.sessions.page(Principal("ann"))]


def test_a_session_expires_and_those_that_were_used_do_not(log, new_client, expiry, age):
    new_client(log, session="old").turn([user("Hello")])
    age(TTL_S + 10)
    new_client(log, session="new").turn([user("Hello")])
    expiry.sweep()
    assert names(log) == ["new"]


def test_the_kv_of_what_expired_is_named_once(log, new_client, expiry, age):
    client = new_client(log, session="old")
    turn = client.turn([user("Hello")], "yes", "no")
    age(TTL_S + 10)
    whole = [log.branch_token_ids(branch.branch_id) for branch in log.sessions.get("ann", "old").branches]
    assert len(whole) == 2
    found = expiry.sweep()
    assert sorted(branch.tokens.token_ids for branch in found) == sorted(whole)
    assert {branch.tenant for branch in found} == {"ann"}
    assert log.branch_token_ids(turn.branch_id) == []
    assert expiry.sweep() == []


def test_a_session_with_a_turn_under_way_stays(log, client, process, expiry, age):
    prompt = ChatInput((user("Hello"),))
    new = NewTurn(
        turn_id="turn_1",
        owner_id="ow_1",
        run_id="run_1",
        step=0,
        request=Request(request_id="r", model="m", principal=Principal("ann"), input=prompt, session_id="s"),
        seed=7,
        system_fingerprint="fp",
        max_model_len=100,
    )
    client.log.open(client.log.prepare(Principal("ann"), "s", prompt, client.renderer), new)
    age(TTL_S + 10)
    assert expiry.sweep() == []
    assert names(log) == ["s"]


def test_the_responses_of_a_session_go_with_it(log, new_client, process, expiry, age):
    new_client(log, session="resp_a").turn([user("Hello")])
    respond(process, "resp_a", session="resp_a")
    age(TTL_S + 10)
    new_client(log, session="resp_b").turn([user("Hello")])
    respond(process, "resp_b", session="resp_b")
    expiry.sweep()
    queries = ResponseQueries(log.database)
    with pytest.raises(ResponseNotFound):
        queries.get("ann", "resp_a")
    assert queries.get("ann", "resp_b").status == "completed"
    with log.database.read() as connection:
        left = connection.scalars(select(response_items.c.response_id).distinct()).all()
    assert left == ["resp_b"]


def test_an_old_response_of_a_session_in_use_stays(log, new_client, process, expiry, age):
    respond(process, "resp_a", session="s")
    age(TTL_S + 10)
    new_client(log, session="s").turn([user("Hello")])
    expiry.sweep()
    assert ResponseQueries(log.database).get("ann", "resp_a").status == "completed"


def test_a_response_that_has_not_ended_stays(log, process, expiry, age):
    respond(process, "resp_a", session="resp_a", has_ended=False)
    age(TTL_S + 10)
    expiry.sweep()
    assert ResponseQueries(log.database).get("ann", "resp_a").status == "in_progress"


def test_a_conversation_goes_with_its_items_and_session(log, new_client, process, expiry, age):
    store = ConversationStore(log.database)
    for name in ("conv_old", "conv_new"):
        store.create("ann", Conversation(name, 1, {}), [item(f"first_{name}")])
        new_client(log, session=name).turn([user("Hello")])
    age(TTL_S + 10)
    version = store.context("ann", "conv_new").conversation_version
    respond(process, "resp_a", session="conv_new", conversation="conv_new", version=version)
    new_client(log, session="conv_new").turn(
        [user("Hello"), {"role": "assistant", "content": "ok"}, user("2")]
    )
    expiry.sweep()
    with pytest.raises(ConversationNotFound):
        store.get("ann", "conv_old")
    assert store.get("ann", "conv_new").conversation_id == "conv_new"
    with log.database.read() as connection:
        assert connection.scalar(select(func.count()).select_from(conversation_items)) == 3


def test_adding_items_is_using_a_conversation(log, expiry, age):
    store = ConversationStore(log.database)
    store.create("ann", Conversation("conv_1", 1, {}), [])
    age(TTL_S + 10)
    store.add_items("ann", "conv_1", [item("new")])
    expiry.sweep()
    assert store.get("ann", "conv_1").conversation_id == "conv_1"


def test_where_others_use_the_log_too_each_drops_its_kv_before_the_ids_are_gone(log, new_client, age):
    replicas = [Expiry(log, TTL_S, is_alone=False) for _ in range(2)]
    new_client(log, session="old").turn([user("Hello")])
    age(TTL_S + 10)
    assert [len(replica.sweep()) for replica in replicas] == [1, 1]
    assert names(log) == ["old"]
    age(TTL_S + GRACE_S + 10)
    replicas[0].sweep()
    assert names(log) == []
