"""/v1/memory over a real server: objects, pages, limits, and two tenants who want what the other has."""

from __future__ import annotations

import itertools
from contextlib import ExitStack

import httpx
import pytest

from serving.api_keys import parse_keys
from serving.memories import MAX_NAME_CHARS, MAX_TEXT_CHARS
from serving.memory.memories import Memories
from serving.operations import NoteAudit
from serving.sessions.database import Database

KEYS = ("acme:boss", "acme:ada user=ada", "acme:bob user=bob")
RECORDS, SEARCH = "/v1/memory/records", "/v1/memory/search"
_users = itertools.count()


class MemoryBackend:
    """Real memories behind real HTTP, and no model."""

    def __init__(self, folder):
        self.database = Database(f"sqlite:///{folder / 'log.sqlite'}")
        self.memories = Memories(self.database, None)
        self.noted = []

    async def call(self, operation):
        if isinstance(operation, NoteAudit):
            return self.noted.append(operation)
        return self.memories.answer(operation)


@pytest.fixture(scope="module")
def backend(tmp_path_factory):
    backend = MemoryBackend(tmp_path_factory.mktemp("memories"))
    yield backend
    backend.database.close()


@pytest.fixture(scope="module")
def as_user(start_once, backend):
    """A client with the key of that name."""
    server = start_once(backend, api_keys=parse_keys(list(KEYS)))
    with ExitStack() as stack:
        yield lambda key: stack.enter_context(
            httpx.Client(base_url=server.url, headers={"authorization": f"Bearer {key}"}, timeout=60)
        )


@pytest.fixture
def user():
    """One that no other test has."""
    return f"user-{next(_users)}"


@pytest.fixture(scope="module")
def ann(toy_process):
    with toy_process.http("ann") as http:
        yield http


@pytest.fixture(scope="module")
def bob(toy_process):
    with toy_process.http("bob") as http:
        yield http


def added(http, text, **fields):
    answer = http.post(RECORDS, json={"text": text, **fields})
    assert answer.status_code == 200, answer.text
    return answer.json()


def found(http, query, **fields):
    answer = http.post(SEARCH, json={"query": query, **fields})
    assert answer.status_code == 200, answer.text
    return answer.json()


def texts(http, **query):
    answer = http.get(RECORDS, params={"order": "asc", **query})
    return [one["text"] for one in answer.json()["data"]]


def test_what_an_object_has(ann, user):
    expiry = {"anchor": "confirmed_at", "seconds": 3600}
    memory = added(ann, " Ada likes tea. ", user_id=user, metadata={"a": "b"}, expires_after=expiry)
    created = memory["created_at"]
    assert memory.pop("outcome") == "added"
    assert memory == {
        "id": memory["id"],
        "object": "memory.record",
        "created_at": created,
        "updated_at": created,
        "confirmed_at": created,
        "num_confirmations": 0,
        "expires_after": expiry,
        "expires_at": memory["expires_at"],
        "agent_id": None,
        "user_id": user,
        "text": "Ada likes tea.",
        "subject": None,
        "metadata": {"a": "b"},
        "source": None,
        "replaces": [],
        "replaced_by": None,
    }
    assert memory["expires_at"] - created in (3600, 3601)
    assert ann.get(f"{RECORDS}/{memory['id']}").json() == memory


def test_outcomes(ann, user):
    old = added(ann, "Ada lives in Oslo", user_id=user)
    assert added(ann, "ada lives in oslo", user_id=user)["outcome"] == "confirmed"
    new = added(ann, "Ada lives in Rome", user_id=user)
    assert (new["outcome"], new["replaces"]) == ("replaced", [old["id"]])
    assert texts(ann, user_id=user) == ["Ada lives in Rome"]
    assert texts(ann, user_id=user, include_replaced=True) == ["Ada lives in Oslo", "Ada lives in Rome"]


def test_a_search(ann, user):
    for text in ("Ada likes tea in the garden", "Ada plays the xylophone", "Bob sells bicycles"):
        added(ann, text, user_id=user)
    page = found(ann, "Does Ada play the xylophone in the garden", user_id=user, max_num_results=2)
    assert (page["object"], page["has_more"]) == ("list", False)
    assert [one["text"] for one in page["data"]] == ["Ada plays the xylophone", "Ada likes tea in the garden"]
    assert page["first_id"] == page["data"][0]["id"]
    scores = [one["score"] for one in page["data"]]
    assert 1 >= scores[0] > scores[1] > 0
    assert found(ann, "submarine", user_id=user)["data"] == []
    assert found(ann, "of the", user_id=user)["data"] == []


def test_changed_and_forgotten(ann, user):
    memory = added(ann, "Ada likes tea", user_id=user, metadata={"a": "b"})
    path = f"{RECORDS}/{memory['id']}"
    assert ann.post(path, json={"text": "Ada likes coffee"}).json()["text"] == "Ada likes coffee"
    changed = ann.post(path, json={"metadata": None}).json()
    assert (changed["text"], changed["metadata"]) == ("Ada likes coffee", {})
    gone = {"id": memory["id"], "object": "memory.record.deleted", "deleted": True}
    assert ann.delete(path).json() == gone
    again = ann.delete(path)
    assert (again.status_code, again.json()["error"]["code"]) == (404, "memory_not_found")


def test_a_user_is_forgotten(ann, user):
    name = f"{user}/of the team"
    for text in ("Ada likes tea", "Ada likes coffee"):
        added(ann, text, user_id=name)
    answer = ann.delete(f"/v1/memory/users/{name}").json()
    assert answer == {"id": name, "object": "memory.user.deleted", "deleted": True, "num_records": 2}
    assert texts(ann, user_id=name) == []


def test_an_empty_name_is_no_user_and_forgets_nothing(ann, user):
    added(ann, f"Everybody of {user} likes tea")
    answer = ann.delete("/v1/memory/users/")
    assert (answer.status_code, answer.json()["error"]["param"]) == (400, "user_id")
    assert f"Everybody of {user} likes tea" in texts(ann, limit=100)


def test_pages(ann, user):
    said = [f"Ada likes dish {number} of the menu" for number in range(5)]
    for text in said:
        added(ann, text, user_id=user)
    query = {"user_id": user, "limit": 2, "order": "desc"}
    seen, after = [], {}
    while True:
        page = ann.get(RECORDS, params=query | after).json()
        seen += [one["text"] for one in page["data"]]
        if not page["has_more"]:
            break
        after = {"after": page["last_id"]}
    assert seen == said[::-1]
    missing = ann.get(RECORDS, params={"after": "mem_0"})
    assert (missing.status_code, missing.json()["error"]["code"]) == (404, "memory_not_found")


@pytest.mark.parametrize(
    ("path", "body", "param", "told"),
    [
        (RECORDS, {}, "text", "`text` is required."),
        (RECORDS, {"text": 7}, "text", "must be a string, got 7"),
        (RECORDS, {"text": "  "}, "text", "must be a statement, not empty"),
        (RECORDS, {"text": "tea \0 time"}, "text", "without NUL"),
        (RECORDS, {"text": "Hello there!"}, "text", "must be a statement that makes sense by itself"),
        (RECORDS, {"text": "a" * (MAX_TEXT_CHARS + 1)}, "text", f"at most {MAX_TEXT_CHARS} characters"),
        (RECORDS, {"text": "Ada likes tea", "user_id": ""}, "user_id", f"1 to {MAX_NAME_CHARS} characters"),
        (RECORDS, {"text": "Ada likes tea", "agent_id": "a\nb"}, "agent_id", "all printable"),
        (RECORDS, {"text": "Ada likes tea", "metadata": {"a": 1}}, "metadata.a", "must be a string"),
        (
            RECORDS,
            {"text": "Ada likes tea", "metadata": {str(i): "" for i in range(17)}},
            "metadata",
            "may have 16 pairs, got 17",
        ),
        (
            RECORDS,
            {"text": "Ada likes tea", "expires_after": {"anchor": "created_at", "seconds": 9}},
            "expires_after.anchor",
            "must be one of 'confirmed_at'",
        ),
        (
            RECORDS,
            {"text": "Ada likes tea", "expires_after": {"anchor": "confirmed_at", "seconds": 0}},
            "expires_after.seconds",
            "must be at least 1, got 0",
        ),
        (SEARCH, {"query": ""}, "query", "at least 1 characters"),
        (SEARCH, {"query": "tea", "max_num_results": 51}, "max_num_results", "at most 50, got 51"),
    ],
)
def test_what_is_refused(ann, path, body, param, told):
    answer = ann.post(path, json=body)
    error = answer.json()["error"]
    assert (answer.status_code, error["param"]) == (400, param)
    assert told in error["message"]


def test_nothing_to_change_is_refused(ann, user):
    memory = added(ann, "Ada likes tea", user_id=user)
    answer = ann.post(f"{RECORDS}/{memory['id']}", json={})
    assert answer.status_code == 400
    assert "`text` or `metadata` is required" in answer.json()["error"]["message"]


def test_a_tenant_can_do_nothing_to_anothers(ann, bob, user):
    memory = added(ann, "The secret of Ada is a treasure map", user_id=user, agent_id="helper")
    path = f"{RECORDS}/{memory['id']}"
    before = ann.get(path).json()
    for answer in (
        bob.get(path),
        bob.post(path, json={"text": "The secret of Ada is a lie"}),
        bob.post(path, json={"metadata": {"owned": "yes"}}),
        bob.delete(path),
        bob.get(RECORDS, params={"after": memory["id"]}),
    ):
        assert (answer.status_code, answer.json()["error"]["code"]) == (404, "memory_not_found")
        assert "treasure" not in answer.text
    for scope in ({}, {"user_id": user}, {"user_id": user, "agent_id": "helper"}):
        assert found(bob, "secret of Ada treasure map", **scope)["data"] == []
        assert texts(bob, **scope) == []
    # What he says in the same namespace and words is his own.
    his = added(bob, "the secret of ada is a treasure map", user_id=user, agent_id="helper")
    assert (his["outcome"], his["id"] != memory["id"]) == ("added", True)
    assert bob.delete(f"/v1/memory/users/{user}").json()["num_records"] == 1
    assert ann.get(path).json() == before


def test_one_users_search_finds_nothing_of_anothers(ann, user):
    added(ann, "The code of the safe of Ada is 1234", user_id=user)
    for scope in ({}, {"user_id": f"{user}%"}, {"user_id": "' OR ''='"}, {"agent_id": user}):
        assert found(ann, "code safe Ada 1234", **scope)["data"] == []


def test_a_users_key_is_for_his_own_and_reads_what_is_everybodys(as_user):
    boss, ada, bob = map(as_user, ("boss", "ada", "bob"))
    everybodys = added(boss, "The office of Acme is in Oslo")
    adas, bobs = added(ada, "Ada likes the blue mug"), added(bob, "Bob likes the red mug")
    assert (adas["user_id"], bobs["user_id"]) == ("ada", "bob")
    assert texts(boss) == [everybodys["text"], adas["text"], bobs["text"]]
    assert texts(ada) == [everybodys["text"], adas["text"]]
    assert {one["id"] for one in found(ada, "mug in the office of Oslo")["data"]} == {
        everybodys["id"],
        adas["id"],
    }
    for answer in (
        ada.get(f"{RECORDS}/{bobs['id']}"),
        ada.delete(f"{RECORDS}/{bobs['id']}"),
        ada.post(f"{RECORDS}/{bobs['id']}", json={"text": "Bob likes nothing"}),
        ada.delete(f"{RECORDS}/{everybodys['id']}"),
        ada.post(f"{RECORDS}/{everybodys['id']}", json={"metadata": {}}),
    ):
        assert (answer.status_code, answer.json()["error"]["code"]) == (404, "memory_not_found")
    for answer in (
        ada.post(RECORDS, json={"text": "Bob likes nothing", "user_id": "bob"}),
        ada.post(SEARCH, json={"query": "mug", "user_id": "bob"}),
        ada.delete("/v1/memory/users/bob"),
    ):
        assert (answer.status_code, answer.json()["error"]["param"]) == (400, "user_id")
    assert ada.get(RECORDS, params={"user_id": "bob"}).json()["data"] == []
    assert ada.delete("/v1/memory/users/ada").json()["num_records"] == 1
    assert texts(boss) == [everybodys["text"], bobs["text"]]


def test_what_is_done_to_memories_is_noted_with_who_did_it(as_user, backend, user):
    noted = len(backend.noted)
    boss, ada = as_user("boss"), as_user("ada")
    mine = ada.post(RECORDS, json={"text": "Ada likes tea."}).json()["id"]
    ada.post(f"{RECORDS}/{mine}", json={"metadata": {"a": "b"}})
    ada.delete(f"{RECORDS}/{mine}")
    assert ada.delete(f"{RECORDS}/{mine}").status_code == 404  # not done, and not noted
    boss.post(RECORDS, json={"text": "They drive to work.", "user_id": user})
    boss.delete(f"/v1/memory/users/{user}")
    rows = [(one.principal.user, one.action, dict(one.details)) for one in backend.noted[noted:]]
    assert rows == [
        ("ada", "memory.added", {"outcome": "added"}),
        ("ada", "memory.updated", {}),
        ("ada", "memory.deleted", {}),
        (None, "memory.added", {"outcome": "added"}),
        (None, "memory.user_deleted", {"num_records": 1}),
    ]
    assert [one.target for one in backend.noted[noted:]][:3] == [mine] * 3
