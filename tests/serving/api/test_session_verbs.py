"""Paths of sessions: ids and verbs do not collide, and another tenant's session is not there."""

from __future__ import annotations

import pytest

VERBS = [
    ("GET", "state", None),
    ("POST", "fork", {}),
    ("POST", "rewind", {"to": 0}),
    ("POST", "state:lease", {"seconds": 1}),
    ("POST", "state:prewarm", None),
    ("POST", "state:drop", None),
    ("POST", "state:migrate", {"replica": "r"}),
    ("GET", "export", None),
]


def say(sdk, session):
    sdk.chat.completions.create(
        model="toy",
        messages=[{"role": "user", "content": session}],
        max_tokens=4,
        extra_body={"session_id": session},
    )


def code_of(answer):
    return answer.status_code, answer.json()["error"]["code"]


NAMES = ["state", "a/state", "a/export", "a/fork", "import", "x/state:drop", "100%", "a%2Fstate", "a:b ö?#"]


@pytest.mark.parametrize("name", NAMES)
def test_a_session_named_like_a_verb_is_found_by_its_encoded_name(toy, toy_http, name):
    from urllib.parse import quote

    say(toy, "a")  # whose verb it could be taken for
    say(toy, name)
    path = f"/v1/sessions/{quote(name, safe='')}"
    assert toy_http.get(path).json()["id"] == name
    assert toy_http.get(f"{path}/state").json()["id"] == name
    forked = toy_http.post(f"{path}/fork").json()
    assert forked["id"] == name
    for new_id in forked["session_ids"]:
        assert toy_http.delete(f"/v1/sessions/{new_id}").status_code == 200
    assert toy_http.delete(path).json()["id"] == name
    assert toy_http.get("/v1/sessions/a").status_code == 200


def test_the_slashes_of_an_id_may_stay_as_they_are(toy, toy_http):
    say(toy, "team/7/main")
    assert toy_http.get("/v1/sessions/team/7/main").json()["id"] == "team/7/main"
    assert toy_http.get("/v1/sessions/team/7/main/state").json()["id"] == "team/7/main"
    assert toy_http.get("/v1/sessions/team%2f7/main/state").json()["id"] == "team/7/main"
    assert toy_http.post("/v1/sessions/team/7/main/state%3Adrop").json()["id"] == "team/7/main"


def test_a_null_is_not_the_slash_of_an_id(toy, toy_http):
    say(toy, "null/slash")
    assert code_of(toy_http.get("/v1/sessions/null%00slash")) == (404, "session_not_found")
    assert code_of(toy_http.delete("/v1/sessions/null%00slash")) == (404, "session_not_found")
    assert toy_http.get("/v1/sessions/null%2Fslash").status_code == 200


NO_PLACES = [10**6, -1, 2**31, True, 1.5, "", "nothing", [], {}]


@pytest.mark.parametrize(
    ("verb", "field", "place"),
    [("rewind", "to", None), *((v, f, p) for v, f in (("fork", "at"), ("rewind", "to")) for p in NO_PLACES)],
)
def test_a_place_that_there_is_not_changes_nothing(toy, toy_http, verb, field, place):
    say(toy, "edges")
    before = toy_http.get("/v1/sessions/edges").json()["branches"]
    answer = toy_http.post(f"/v1/sessions/edges/{verb}", json={field: place})
    assert answer.status_code in (400, 404), answer.text
    assert answer.json()["error"]["param"] == field
    assert [one["id"] for one in toy_http.get("/v1/sessions/edges").json()["branches"]] == [
        one["id"] for one in before
    ]


@pytest.mark.parametrize("body", [{"n": 0}, {"n": 65}, {"n": 1.5}, {"ids": []}, {"ids": ["a"], "n": 2}])
def test_a_number_of_forks_that_cannot_be_makes_none(toy, toy_http, body):
    say(toy, "edges")
    before = len(toy_http.get("/v1/sessions?limit=100").json()["data"])
    assert toy_http.post("/v1/sessions/edges/fork", json=body).status_code == 400
    assert len(toy_http.get("/v1/sessions?limit=100").json()["data"]) == before


def test_what_is_no_verb_is_a_session_that_there_is_not(toy, toy_http):
    say(toy, "s")
    assert code_of(toy_http.get("/v1/sessions/s/prewarm")) == (404, "session_not_found")
    assert code_of(toy_http.post("/v1/sessions/s/prewarm")) == (405, "method_not_allowed")
    assert code_of(toy_http.get("/v1/sessions/s/fork")) == (404, "session_not_found")


@pytest.mark.parametrize(("method", "verb", "body"), VERBS)
def test_neither_an_unknown_session_nor_anothers_is_found(toy, toy_http, bob, method, verb, body):
    say(bob, "bobs")
    for session in ("bobs", "nobodys"):
        answer = toy_http.request(method, f"/v1/sessions/{session}/{verb}", json=body)
        assert code_of(answer) == (404, "session_not_found")


def test_a_fork_belongs_to_who_asks_for_it(toy, toy_http, bob, toy_process):
    say(toy, "mine")
    say(bob, "taken-by-bob")
    forked = toy_http.post("/v1/sessions/mine/fork", json={"ids": ["taken-by-bob"]})
    assert forked.status_code == 200, "another tenant's ids are free"
    with toy_process.http("bob") as bobs_http:
        (item, *_) = bobs_http.get("/v1/sessions/taken-by-bob").json()["branches"][0]["items"]
    refused = toy_http.post("/v1/sessions/mine/fork", json={"at": item["id"]})
    assert code_of(refused) == (404, "item_not_found")


@pytest.mark.parametrize("body", ["[]", "{", '{"n": 1e999}'])
def test_a_body_is_json_or_nothing(toy, toy_http, body):
    say(toy, "s")
    answer = toy_http.post("/v1/sessions/s/fork", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 400
    answer = toy_http.post("/v1/sessions/s/fork", content="at=x", headers={"content-type": "text/plain"})
    assert code_of(answer) == (415, "unsupported_media_type")
