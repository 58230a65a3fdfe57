"""Sessions that move between two replicas with their KV, through a directory that both have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

pytest.importorskip("ray", reason="the extra `ray` is not installed")

pytestmark = [pytest.mark.ray, pytest.mark.timeout(700)]

QUESTION = "How many ships have passed the lighthouse in the night, and who has counted them all? " * 4


@pytest.fixture(scope="module")
def application(deploy_application: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("migration")
    replica = {
        "model": "toy",
        "data_dir": str(folder / "data"),
        "disk_kv_dir": str(folder / "kv"),
        "max_disk_kv_bytes": 10**8,
        "kv_restore": "always",
    }
    return deploy_application("migration", {"replica": replica, "route_timeout_s": 30})


@pytest.fixture
def http(application: Any) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=application.url, timeout=120) as client:
        yield client


class Talk:
    """A session with a chat client."""

    def __init__(self, http: httpx.Client, name: str) -> None:
        self.name = name
        self._http = http
        self._messages: list[dict[str, str]] = []

    def say(self, content: str = QUESTION) -> tuple[dict[str, Any], str]:
        """(usage, replica)"""
        self._messages.append({"role": "user", "content": content})
        body = {"model": "toy", "messages": self._messages, "session_id": self.name, "max_tokens": 40}
        answer = self._http.post("/v1/chat/completions", json={**body, "temperature": 0, "ignore_eos": True})
        assert answer.status_code == 200, answer.text
        self._messages.append(answer.json()["choices"][0]["message"])
        return answer.json()["usage"], answer.headers["x-tenure-replica"]

    def state(self) -> dict[str, Any]:
        return self._http.get(f"/v1/sessions/{self.name}/state").json()

    def post(self, verb: str, **body: Any) -> httpx.Response:
        return self._http.post(f"/v1/sessions/{self.name}/{verb}", json=body)

    def num_resident(self, replica: str) -> int:
        found = {(one["replica"], one["tier"]): one["num_blocks"] for one in self.state()["residency"]}
        return found.get((replica, "device"), 0)


def other_than(application: Any, replica: str) -> str:
    (other,) = application.replica_ids() - {replica}
    return other


def test_a_session_goes_where_it_is_sent_and_its_kv_with_it(application: Any, http: httpx.Client):
    talk = Talk(http, "goes")
    usage, here = talk.say()
    there = other_than(application, here)
    assert talk.state()["placement"] == {"replica": here, "epoch": 1}
    moved = talk.post("state:migrate", replica=there)
    assert moved.status_code == 200, moved.text
    assert moved.json()["placement"] == {"replica": there, "epoch": 2}
    prewarmed = moved.json()["prewarmed"]
    assert prewarmed["restored"]["tier"] == "disk"
    assert prewarmed["computed_tokens"] <= 32
    assert talk.num_resident(there) * 32 >= usage["total_tokens"] - 32
    again, replica = talk.say("And then?")
    assert replica == there
    assert again["prompt_tokens_details"]["cached_tokens"] >= usage["total_tokens"] - 1
    assert talk.post("state:migrate", replica=there).json()["placement"]["epoch"] == 2, "it is there"


def test_a_replica_that_there_is_not_is_refused_and_the_others_are_named(
    application: Any, http: httpx.Client
):
    talk = Talk(http, "stays")
    _, here = talk.say()
    refused = talk.post("state:migrate", replica="elsewhere")
    assert (refused.status_code, refused.json()["error"]["param"]) == (400, "replica")
    assert all(replica in refused.json()["error"]["message"] for replica in application.replica_ids())
    assert Talk(http, "nobody").post("state:migrate", replica=here).status_code == 404
    assert talk.state()["placement"] == {"replica": here, "epoch": 1}


def test_a_session_stays_where_it_was_sent_when_the_directory_dies(application: Any, http: httpx.Client):
    import ray

    talks = [Talk(http, f"kept-{number}") for number in range(4)]
    places = {}
    for talk in talks:
        _, here = talk.say()
        places[talk.name] = other_than(application, here)
        assert talk.post("state:migrate", replica=places[talk.name]).status_code == 200
    names = [
        actor
        for actor in ray.util.list_named_actors(all_namespaces=True)
        if "session-directory" in actor["name"]
    ]
    actors = [ray.get_actor(**name) for name in names if "migration" in name["name"]]
    assert actors
    for actor in actors:
        ray.kill(actor)
    assert {talk.name: talk.say("And then?")[1] for talk in talks} == places, "their replicas know each other"
    new = Talk(http, "while there is none")
    assert new.say()[1] in application.replica_ids()
    for _ in range(2):
        assert {talk.name: talk.say("And then?")[1] for talk in talks} == places
    assert {talk.name: talk.state()["placement"]["epoch"] for talk in talks} == dict.fromkeys(places, 2)


@pytest.mark.slow  # a replica is killed, and another one is started
def test_the_leased_sessions_of_a_killed_replica_are_taken_in_with_what_it_had_written(
    application: Any, http: httpx.Client, wait_until: Any
):
    talk = Talk(http, "orphan")
    usage, victim = talk.say()
    assert talk.post("state:lease", seconds=600).status_code == 200
    num_blocks = usage["total_tokens"] // 32
    wait_until(lambda: talk.state()["branches"][0]["kv"]["num_stored_blocks"] >= num_blocks, "it is written")
    application.kill_9(victim)
    wait_until(lambda: talk.state()["placement"]["replica"] != victim, "it is taken in")
    new_home = talk.state()["placement"]["replica"]
    wait_until(lambda: talk.num_resident(new_home) >= num_blocks, "its KV is there")
    again, replica = talk.say("And then?")
    assert replica == new_home
    assert again["prompt_tokens_details"]["cached_tokens"] >= num_blocks * 32
    wait_until(lambda: len(application.replica_ids()) == 2, "Serve has replaced the replica")


@pytest.mark.slow  # a replica is scaled away, and another one is started
def test_a_replica_that_leaves_hands_its_leased_sessions_over(
    application: Any, http: httpx.Client, wait_until: Any
):
    talks = [Talk(http, f"handed-{number}") for number in range(6)]
    tokens = {}
    for talk in talks:
        usage, _ = talk.say()
        tokens[talk.name] = usage["total_tokens"]
        assert talk.post("state:lease", seconds=600).status_code == 200
    application.scale(1)
    wait_until(lambda: len(application.replica_ids()) == 1, "a replica is gone")
    (left,) = application.replica_ids()
    for talk in talks:
        wait_until(lambda talk=talk: talk.state()["placement"]["replica"] == left, "it is taken in")
        wait_until(lambda talk=talk: talk.num_resident(left) * 32 >= tokens[talk.name] - 32, "with its KV")
    for talk in talks:
        usage, replica = talk.say("And then?")
        assert replica == left
        assert usage["prompt_tokens_details"]["cached_tokens"] >= tokens[talk.name] - 32
    application.scale(2)
