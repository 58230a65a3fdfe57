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
        "acme:key-of-boss user=boss scopes=agents,sessions,vaults,memory,users:all",
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
