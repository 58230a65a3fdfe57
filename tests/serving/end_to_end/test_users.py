"""Two users of one tenant, over a real server with OpenAI's SDK: what each reaches of the other's."""

from __future__ import annotations

import base64
import secrets
from contextlib import ExitStack

import openai
import pytest

from benchmarks.transcripts import transcript
from serving.api_keys import parse_keys
from serving.config import ApiConfig

NONE = {"type": "none"}
KEYS = parse_keys(
    [
        "acme:key-of-ann user=ann",
        "acme:key-of-bob user=bob",
        "acme:key-of-boss user=boss scopes=inference,agents,sessions,vaults,memory,users:all",
        "acme:key-of-tenant",
        "other:key-of-other",
    ]
)
AGENT = {"model": "toy", "instructions": transcript("A secret.", "More.")}


@pytest.fixture(scope="module")
def server(start_server, tmp_path_factory):
    folder = tmp_path_factory.mktemp("users")
    (folder / "vault-keys").write_text(base64.b64encode(secrets.token_bytes(32)).decode() + "\n")
    options = {"vault_key_file": folder / "vault-keys"}
    with start_server(folder / "data", "toy", ApiConfig(api_keys=KEYS), **options) as server:
        yield server


@pytest.fixture(scope="module")
def of(server):
    """The agents' API with somebody's key."""
    with ExitStack() as stack:
        names = ("ann", "bob", "boss", "tenant", "other")
        clients = {name: stack.enter_context(server.sdk_of(f"key-of-{name}")) for name in names}
        yield lambda who: clients[who].beta.agents


@pytest.fixture(scope="module")
def session(of):
    """One of ann's, in which something was said."""
    sessions = of("ann").sessions
    session = sessions.create(environment=NONE, agent=AGENT)
    with sessions.stream(session.id, input="Tell me.") as events:
        list(events)
    return session


def told(call, *arguments, **fields):
    """The error's code, or None."""
    try:
        call(*arguments, **fields)
    except openai.APIStatusError as error:
        return error.code
    return None


@pytest.mark.parametrize("who", ["bob", "other"])
def test_a_session_is_its_users_and_nobody_else_finds_it(of, session, who):
    sessions, id_ = of(who).sessions, session.id
    assert {
        told(sessions.retrieve, id_),
        told(sessions.update, id_, metadata={"mine": "now"}),
        told(sessions.delete, id_),
        told(sessions.events.create, id_, events=[{"type": "agent.session.input.cancel"}]),
        told(sessions.items.list, id_),
        told(sessions.turns.list, id_),
        told(sessions.artifacts.list, id_),
        told(sessions.events.stream, id_),
    } == {"agent_session_not_found"}
    assert id_ not in [one.id for one in sessions.list()]
    assert told(of("ann").sessions.retrieve, id_) is None


@pytest.mark.parametrize("who", ["tenant", "boss", "ann"])
def test_who_may_reach_all_users_finds_it(of, session, who):
    assert session.id in [one.id for one in of(who).sessions.list()]
    assert len(list(of(who).sessions.items.list(session.id))) == 2


def test_its_tokens_are_the_users_as_well(server, session):
    def ask(who, method, path, **fields):
        with server.http as http:
            headers = {"authorization": f"Bearer key-of-{who}"}
            return http.request(method, path, headers=headers, **fields)

    place = f"/v1/sessions/{session.id}"
    for path in (place, f"{place}/state", f"{place}/export"):
        assert ask("bob", "GET", path).json()["error"]["code"] == "session_not_found"
        assert ask("ann", "GET", path).is_success
    for path in (f"{place}/fork", f"{place}/rewind", f"{place}/state:drop", f"{place}/state:lease"):
        assert ask("bob", "POST", path, json={}).json()["error"]["code"] == "session_not_found"
    assert ask("bob", "DELETE", place).status_code == 404
    encoded = place.replace("_", "%5F")
    assert ask("bob", "GET", encoded).status_code == 404
    listed = {
        who: [one["id"] for one in ask(who, "GET", "/v1/sessions").json()["data"]] for who in ("ann", "bob")
    }
    assert session.id in listed["ann"]
    assert session.id not in listed["bob"]
    body = {"model": "toy", "messages": [{"role": "user", "content": "hi"}], "session_id": session.id}
    refused = ask("bob", "POST", "/v1/chat/completions", json=body)
    assert (refused.status_code, refused.json()["error"]["param"]) == (400, "session_id")


def test_what_is_of_no_user_is_used_by_all_and_changed_by_the_tenants_own_key(of, server):
    shared = of("tenant").create(**AGENT)
    assert of("bob").retrieve(shared.id).id == shared.id
    assert told(of("bob").update, shared.id, instructions="Send everything to bob.") == "shared_object"
    assert told(of("bob").delete, shared.id) == "shared_object"
    assert of("bob").sessions.create(environment=NONE, agent_id=shared.id).agent.id == shared.id
    own = of("bob").create(**AGENT)
    assert told(of("ann").retrieve, own.id) == "agent_not_found"
    assert told(of("ann").sessions.create, environment=NONE, agent_id=own.id) == "agent_not_found"
    assert of("boss").update(own.id, instructions="Better.").instructions == "Better."
    assert of("bob").delete(own.id).deleted


def test_a_vault_is_its_users(of):
    shared, own = of("tenant").vaults.create(name="shared"), of("ann").vaults.create(name="of ann")
    auth = {"type": "static_bearer", "mcp_server_url": "https://tools.example.org/mcp", "token": "ann's"}
    of("ann").vaults.credentials.create(own.id, name="search", auth=auth)
    vaults = of("bob").vaults
    assert [one.id for one in vaults.list()] == [shared.id]
    assert {
        told(vaults.retrieve, own.id),
        told(vaults.delete, own.id),
        told(vaults.credentials.list, own.id),
        told(vaults.credentials.create, own.id, name="mine", auth=auth),
        told(of("bob").sessions.create, environment=NONE, agent=AGENT, vault_ids=[own.id]),
    } == {"vault_not_found"}
    assert told(vaults.credentials.create, shared.id, name="mine", auth=auth) == "shared_object"
    assert of("bob").sessions.create(environment=NONE, agent=AGENT, vault_ids=[shared.id]).vault_ids
    of("tenant").vaults.delete(shared.id)


def test_an_automation_is_its_users_and_tells_no_session_of_others(of, session):
    pytest.importorskip("cronsim")
    target = {"type": "existing_session", "session_id": session.id, "instructions": "Say it again."}
    schedule = {"type": "periodic", "name": "Mornings", "expression": "0 8 * * *", "timezone": "UTC"}
    assert told(of("bob").automations.create, **schedule, target=target) == "agent_session_not_found"
    own = of("ann").automations.create(**schedule, target=target)
    bobs = of("bob").automations
    assert {
        told(bobs.retrieve, own.id),
        told(bobs.pause, own.id),
        told(bobs.delete, own.id),
        told(bobs.invocations.create, own.id),
        told(bobs.invocations.list, own.id),
    } == {"automation_not_found"}
    assert list(bobs.list()) == []
    assert [one.id for one in of("boss").automations.list()] == [own.id]
    of("ann").automations.delete(own.id)


# ---- chats, responses and conversations ---------------------------------------------------------------


@pytest.fixture(scope="module")
def client_of(server):
    with ExitStack() as stack:
        names = ("ann", "bob", "boss", "tenant", "other")
        clients = {name: stack.enter_context(server.sdk_of(f"key-of-{name}")) for name in names}
        yield lambda who: clients[who]


def chat(client, session_id, *earlier):
    messages = [*earlier, {"role": "user", "content": "Good morning"}]
    extra = {"session_id": session_id} if session_id else {}
    return client.chat.completions.create(model="toy", messages=messages, max_tokens=4, extra_body=extra)


def respond(client, **fields):
    return client.responses.create(model="toy", input="Good morning", max_output_tokens=16, **fields)


def sessions_of(server, who):
    with server.http as http:
        headers = {"authorization": f"Bearer key-of-{who}"}
        answer = http.get("/v1/sessions", params={"limit": 100}, headers=headers)
        return [one["id"] for one in answer.json()["data"]]


def test_a_chat_session_is_its_users(server, client_of):
    chat(client_of("ann"), "diary")
    assert told(chat, client_of("bob"), "diary") == "session_taken"
    place = "/v1/sessions/diary"
    with server.http as http:
        bob = {"authorization": "Bearer key-of-bob"}
        for method, path in [
            ("GET", place),
            ("GET", f"{place}/state"),
            ("GET", f"{place}/export"),
            ("POST", f"{place}/fork"),
            ("POST", f"{place}/rewind"),
            ("POST", f"{place}/state:drop"),
            ("POST", f"{place}/state:lease"),
            ("DELETE", place),
        ]:
            body = {} if method == "POST" else None
            refused = http.request(method, path, headers=bob, json=body)
            assert refused.json()["error"]["code"] == "session_not_found", path
        taken = http.post("/v1/sessions/mine/fork", headers=bob, json={"ids": ["diary"]})
        assert taken.status_code == 404
        assert http.get("/v1/sessions?after=diary", headers=bob).status_code == 404
    assert "diary" not in sessions_of(server, "bob")
    for who in ("boss", "tenant", "ann"):
        assert "diary" in sessions_of(server, who)
        chat(client_of(who), "diary")
    chat(client_of("other"), "diary")  # a name of another tenant's is another name


def test_what_a_user_forks_or_imports_is_his(server, client_of):
    chat(client_of("tenant"), "common")
    with server.http as http:
        bob = {"authorization": "Bearer key-of-bob"}
        forked = http.post("/v1/sessions/common/fork", headers=bob, json={"ids": ["bobs-fork"]})
        packed = http.get("/v1/sessions/common/export", headers=bob)
        imported = http.post("/v1/sessions/import?session_id=bobs-copy", headers=bob, content=packed.content)
        assert (forked.status_code, imported.status_code) == (200, 200)
    assert {"common", "bobs-fork", "bobs-copy"} <= set(sessions_of(server, "bob"))
    assert {"common", "bobs-fork", "bobs-copy"} & set(sessions_of(server, "ann")) == {"common"}


def test_a_session_of_no_user_is_used_by_all(server, client_of):
    chat(client_of("tenant"), "shared")
    for who in ("ann", "bob"):
        chat(client_of(who), "shared")
        assert "shared" in sessions_of(server, who)


def test_a_key_of_a_cache_names_a_session_of_each_users_own(server, client_of):
    before = set(sessions_of(server, "tenant"))
    for who in ("ann", "bob", "ann"):
        respond(client_of(who), prompt_cache_key="the application")
    new = set(sessions_of(server, "tenant")) - before
    assert len(new) == 2
    assert [len(new & set(sessions_of(server, who))) for who in ("ann", "bob")] == [1, 1]


def test_a_response_is_its_users(client_of):
    anns, bobs = client_of("ann").responses, client_of("bob").responses
    first = respond(client_of("ann"))
    assert {
        told(bobs.retrieve, first.id),
        told(bobs.delete, first.id),
        told(bobs.cancel, first.id),
        told(bobs.input_items.list, first.id),
    } == {"response_not_found"}
    with pytest.raises(openai.NotFoundError):
        list(bobs.retrieve(first.id, stream=True))
    goes_on = {"previous_response_id": first.id}
    assert told(respond, client_of("bob"), **goes_on) == "previous_response_not_found"
    reference = [{"type": "item_reference", "id": first.output[0].id}]
    fields = {"model": "toy", "input": reference, "max_output_tokens": 16}
    assert told(bobs.create, **fields) == told(client_of("other").responses.create, **fields)
    assert (
        told(bobs.input_tokens.count, model="toy", input="And?", **goes_on) == "previous_response_not_found"
    )
    assert respond(client_of("ann"), **goes_on).previous_response_id == first.id
    assert anns.create(**fields).id
    assert client_of("boss").responses.retrieve(first.id).id == first.id
    anns.delete(first.id)


def test_a_conversation_is_its_users(client_of):
    own = client_of("ann").conversations.create(items=[{"role": "user", "content": "A secret."}])
    bobs = client_of("bob").conversations
    (item,) = client_of("ann").conversations.items.list(own.id)
    assert told(chat, client_of("bob"), own.id) == "session_taken"  # before anything was said in it
    new = [{"role": "user", "content": "Mine."}]
    assert {
        told(bobs.retrieve, own.id),
        told(bobs.update, own.id, metadata={"mine": "now"}),
        told(bobs.delete, own.id),
        told(bobs.items.list, own.id),
        told(bobs.items.create, own.id, items=new),
        told(bobs.items.retrieve, item.id, conversation_id=own.id),
        told(bobs.items.delete, item.id, conversation_id=own.id),
        told(respond, client_of("bob"), conversation=own.id),
    } == {"conversation_not_found"}
    assert respond(client_of("ann"), conversation=own.id).conversation.id == own.id
    assert told(respond, client_of("boss"), conversation=own.id) is None


def test_a_conversation_of_no_user_stays_so_whoever_says_the_first_word(server, client_of):
    shared = client_of("tenant").conversations.create()
    for who in ("ann", "bob"):
        assert respond(client_of(who), conversation=shared.id).conversation.id == shared.id
    first = respond(client_of("tenant"))
    for who in ("ann", "bob"):
        assert respond(client_of(who), previous_response_id=first.id).id
    assert {shared.id, first.id} <= set(sessions_of(server, "bob"))


def test_a_template_is_its_users(of):
    shared = of("tenant").environments.templates.create(name="shared")
    own = of("ann").environments.templates.create(name="of ann", env={"TOKEN": "ann's"})
    bobs = of("bob").environments.templates
    assert [one.id for one in bobs.list()] == [shared.id]
    environment = {"type": "openai_hosted", "environment_template_id": own.id}
    assert {
        told(bobs.retrieve, own.id),
        told(bobs.update, own.id, name="mine"),
        told(bobs.delete, own.id),
        told(of("bob").sessions.create, environment=environment, agent=AGENT),
        told(of("bob").environments.create, environment=environment),
        told(of("other").environments.create, environment=environment),
    } == {"environment_template_not_found"}
    assert told(bobs.update, shared.id, name="mine") == told(bobs.delete, shared.id) == "shared_object"
    assert "ann's" not in of("ann").environments.templates.retrieve(own.id).to_json()
    for template in (own, shared):
        of("boss").environments.templates.delete(template.id)
