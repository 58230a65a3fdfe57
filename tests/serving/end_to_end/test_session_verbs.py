"""What is done with sessions besides talking in them: over real HTTP, by OpenAI's client and httpx."""

from __future__ import annotations

import json
import time
from typing import Any

import httpx
import pytest

from serving.cli.app import run

LONG = "One morning the old lighthouse keeper counted the ships that had passed in the night. " * 8
BLOCK = 32
TOY_BLOCK_BYTES = 256


class Conversation:
    """With one session, through the SDK: the whole history each time."""

    def __init__(self, server: Any, session: str) -> None:
        self.server = server
        self.session = session
        self.messages: list[dict[str, str]] = []
        self.headers: dict[str, str] = {}
        self.usage: Any = None

    def say(self, content: str, max_tokens: int = 8, **more: Any) -> str:
        self.messages.append({"role": "user", "content": content})
        answer = self.server.sdk.chat.completions.create(
            model=self.server.model,
            messages=self.messages,
            max_tokens=max_tokens,
            temperature=0,
            extra_body={"session_id": self.session, "ignore_eos": True, **more},
            extra_headers=self.headers,
        )
        text = answer.choices[0].message.content
        self.messages.append({"role": "assistant", "content": text})
        self.usage = answer.usage
        self.matched = answer.model_extra["session"]
        return text

    def go_on_as(self, session: str, num_messages: int | None = None) -> Conversation:
        other = Conversation(self.server, session)
        other.messages = list(self.messages[:num_messages])
        return other

    @property
    def num_cached(self) -> int:
        return self.usage.prompt_tokens_details.cached_tokens

    @property
    def num_tokens(self) -> int:
        return self.usage.total_tokens


def told(server: Any, session: str, *contents: str) -> Conversation:
    """Nobody else says the same: what two sessions say is one KV."""
    conversation = Conversation(server, session)
    for content in contents or ("one " + LONG, "two", "three"):
        conversation.say(f"{session}: {content}")
    return conversation


def post(server: Any, session: str, verb: str, body: Any = None) -> httpx.Response:
    with server.http as http:
        return http.post(f"/v1/sessions/{session}/{verb}", json=body)


def done(server: Any, session: str, verb: str, body: Any = None) -> dict[str, Any]:
    answer = post(server, session, verb, body)
    assert answer.status_code == 200, answer.text
    return answer.json()


def refused(server: Any, session: str, verb: str, body: Any = None) -> tuple[int, str | None, str | None]:
    answer = post(server, session, verb, body)
    error = answer.json()["error"]
    return answer.status_code, error["code"], error["param"]


def get(server: Any, path: str) -> dict[str, Any]:
    with server.http as http:
        answer = http.get(f"/v1/sessions/{path}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def state_of(server: Any, session: str) -> dict[str, Any]:
    return get(server, f"{session}/state")


def in_tier(state: dict[str, Any], tier: str) -> dict[str, Any]:
    (found,) = (one for one in state["residency"] if one["tier"] == tier)
    return found


def fill(server: Any, number: int) -> None:
    """With KV of other sessions."""
    Conversation(server, f"filler-{number}").say(f"{number} " + LONG)


def num_idle_blocks(server: Any) -> int:
    with server.http as http:
        lines = http.get("/metrics").text.splitlines()
    (line,) = (line for line in lines if line.startswith("tenure:kv_blocks{") and 'state="idle"' in line)
    return int(float(line.rpartition(" ")[2]))


# ---- state ----------------------------------------------------------------------------------------


def test_the_state_of_a_session_is_where_its_kv_is(toy):
    conversation = told(toy, "state")
    state = state_of(toy, "state")
    assert (state["object"], state["id"], state["state"]) == ("session.state", "state", "resident")
    assert (state["num_turns"], state["num_tokens"]) == (3, conversation.num_tokens)
    (branch,) = state["branches"]
    assert (branch["id"], branch["is_superseded"]) == (state["head"], False)
    assert "items" not in branch
    device = in_tier(state, "device")
    assert device["num_blocks"] == branch["kv"]["num_resident_blocks"] > 10
    assert device["num_bytes"] == branch["kv"]["bytes_resident"]
    assert device["replica"] == "local"
    assert (state["lease"], state["last_restored"], state["last_cold"]) == (None, None, None)


def test_what_branches_share_is_counted_once(toy):
    conversation = told(toy, "branches")
    alone = in_tier(state_of(toy, "branches"), "device")["num_blocks"]
    conversation.go_on_as("branches", 2).say("other")
    both = in_tier(state_of(toy, "branches"), "device")["num_blocks"]
    assert alone < both <= alone + 2


# ---- fork -----------------------------------------------------------------------------------------


def test_a_fork_goes_on_from_the_end_and_computes_what_is_new(server):
    session = f"fork-{server.model}-{server.url[-5:]}"
    parent = told(server, session)
    forked = done(server, session, "fork", {"ids": [f"{session}-a", f"{session}-b"]})
    assert (forked["object"], forked["id"]) == ("session.forked", session)
    assert (forked["num_tokens"], forked["num_messages"]) == (parent.num_tokens, 6)
    before = num_idle_blocks(server)
    for name in forked["session_ids"]:
        fork = parent.go_on_as(name)
        reply = fork.say("four")
        assert fork.num_cached >= parent.num_tokens - 1, "all but the token that was sampled last"
        assert (fork.matched["matched_messages"], fork.matched["forked"]) == (6, False)
    assert parent.say("four") == reply
    assert num_idle_blocks(server) - before <= 3 * 2, "the parent and the tails"


@pytest.mark.parametrize("at", ["item", "tokens"])
def test_a_fork_begins_where_it_is_told_to(toy, at):
    parent = told(toy, f"at-{at}")
    (branch,) = get(toy, f"at-{at}?include=token_ids")["branches"]
    third = branch["items"][3]
    end = third["seq"] + third["num_tokens"]
    forked = done(toy, f"at-{at}", "fork", {"at": third["id"] if at == "item" else end})
    (name,) = forked["session_ids"]
    (copy,) = get(toy, f"{name}?include=token_ids")["branches"]
    ids = [[token for item in one["items"] for token in item["token_ids"]] for one in (branch, copy)]
    assert ids[1] == ids[0][:end]
    fork = parent.go_on_as(name, 4)
    fork.say("another way")
    assert fork.num_cached >= end - 1
    assert not fork.matched["forked"]


def test_a_fork_at_a_response_goes_on_from_its_reply(toy):
    first = toy.sdk.responses.create(model="toy", input="one", max_output_tokens=16)
    toy.sdk.responses.create(model="toy", input="two", previous_response_id=first.id, max_output_tokens=16)
    forked = done(toy, first.id, "fork", {"at": first.id})
    reply = get(toy, first.id)["branches"][0]["items"][1]
    assert (forked["num_messages"], forked["num_tokens"]) == (2, reply["seq"] + reply["num_tokens"])


def test_a_long_session_forked_16_ways_costs_itself_and_the_tails(toy):
    """Blocks are counted here, and rows; benchmarks/forks.py has the time that it takes."""
    parent = told(toy, "wide", LONG * 6)
    assert parent.num_tokens > 4000
    before = num_idle_blocks(toy)
    names = done(toy, "wide", "fork", {"n": 16})["session_ids"]
    assert len(set(names)) == 16
    assert num_idle_blocks(toy) == before
    for number, name in enumerate(names):
        fork = parent.go_on_as(name)
        fork.say(f"way {number}")
        assert fork.num_cached >= parent.num_tokens - 1
    assert num_idle_blocks(toy) - before <= 16 * 2
    with toy.http as http:
        for name in names:
            http.delete(f"/v1/sessions/{name}")
    # What they shared stays the parent's, and so does its last token, which the first of them computed.
    assert before <= num_idle_blocks(toy) <= before + 1
    parent.say("and on")
    assert parent.num_cached >= parent.usage.prompt_tokens - 64


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ({"n": 0}, (400, None, "n")),
        ({"n": 65}, (400, None, "n")),
        ({"n": "2"}, (400, None, "n")),
        ({"n": 3, "ids": ["x", "y"]}, (400, None, "ids")),
        ({"ids": ["x", "x"]}, (400, None, "ids.1")),
        ({"ids": ["x", "a\nb"]}, (400, None, "ids.1")),
        ({"ids": ["x", "refuses"]}, (409, "already_exists", "ids")),
        ({"at": "it_none"}, (404, "item_not_found", "at")),
        ({"at": 1}, (400, None, "at")),
        ({"at": 10**12}, (400, None, "at")),
        ({"at": True}, (400, None, "at")),
        ({"at": ["x"]}, (400, None, "at")),
    ],
)
def test_a_fork_that_cannot_be_made_is_refused_whole(toy, body, error):
    Conversation(toy, "refuses").say("one")
    assert refused(toy, "refuses", "fork", body) == error
    with toy.http as http:
        assert http.get("/v1/sessions/x").status_code == 404


# ---- rewind ---------------------------------------------------------------------------------------


def test_a_session_goes_on_from_where_it_was_taken_back_to(toy):
    conversation = told(toy, "rewind")
    (branch,) = get(toy, "rewind")["branches"]
    item = branch["items"][1]
    end = item["seq"] + item["num_tokens"]
    state = done(toy, "rewind", "rewind", {"to": item["id"]})
    assert (state["object"], state["num_tokens"]) == ("session.state", end)
    left, head = state["branches"]
    assert (left["is_superseded"], head["is_superseded"], state["head"]) == (True, False, head["id"])
    again = conversation.go_on_as("rewind", 2)
    again.say("another way")
    assert again.num_cached >= end - 1
    assert not again.matched["forked"]
    shown = get(toy, "rewind")
    assert len(shown["branches"]) == 2
    assert [item["role"] for item in shown["branches"][0]["items"]] == ["user", "assistant"] * 3


def test_what_was_left_behind_is_evicted_before_anything_older(start_server, tmp_path):
    with start_server(tmp_path, "toy", max_model_len=3000, kv_memory_bytes=129 * TOY_BLOCK_BYTES) as server:
        told(server, "older")
        told(server, "back", LONG, LONG, LONG)
        item = get(server, "back")["branches"][0]["items"][1]
        state = done(server, "back", "rewind", {"to": item["id"]})
        num_blocks = in_tier(state, "device")["num_blocks"]
        for number in range(3):
            fill(server, number)
        state = state_of(server, "back")
        left, head = state["branches"]
        assert in_tier(state, "device")["num_blocks"] < num_blocks - 30
        assert left["kv"]["state"] == "partial"
        assert (head["kv"]["state"], state_of(server, "older")["state"]) == ("resident", "resident")


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ({}, (400, None, "to")),
        ({"to": None}, (400, None, "to")),
        ({"to": "it_none"}, (404, "item_not_found", "to")),
        ({"to": 1}, (400, None, "to")),
    ],
)
def test_a_place_that_there_is_not_is_refused(toy, body, error):
    told(toy, "no-place", "one")
    assert refused(toy, "no-place", "rewind", body) == error


# ---- its KV ---------------------------------------------------------------------------------------


def test_dropped_kv_is_gone_and_the_session_goes_on(toy):
    conversation = told(toy, "dropped")
    state = done(toy, "dropped", "state:drop")
    assert state["num_tokens"] == conversation.num_tokens
    assert in_tier(state, "device")["num_blocks"] <= 1, "what opens every chat is others' too"
    conversation.say("four")
    assert conversation.num_cached < BLOCK
    last_cold = state_of(toy, "dropped")["last_cold"]
    assert (last_cold["reason"], last_cold["cached_tokens"]) == ("dropped", conversation.num_cached)
    assert last_cold["expected_tokens"] >= state["num_tokens"] - 1
    assert last_cold["at"] > 0


def test_prewarmed_kv_is_there_before_the_turn(toy):
    conversation = told(toy, "prewarmed")
    done(toy, "prewarmed", "state:drop")
    state = done(toy, "prewarmed", "state:prewarm")
    assert state["state"] == "resident"
    prewarmed = state["prewarmed"]
    assert prewarmed["num_tokens"] == conversation.num_tokens
    assert prewarmed["restored"]["tier"] == "device", "what opens every chat"
    assert prewarmed["computed_tokens"] > conversation.num_tokens - BLOCK
    assert state["num_turns"] == 3, "it is no turn"
    conversation.say("four")
    assert conversation.num_cached >= state["num_tokens"] - 1
    assert done(toy, "prewarmed", "state:prewarm")["prewarmed"]["computed_tokens"] <= 1


def test_without_another_tier_nothing_is_offloaded(toy):
    told(toy, "nowhere")
    assert refused(toy, "nowhere", "state:offload") == (400, "no_other_tier", None)
    assert state_of(toy, "nowhere")["state"] == "resident"


@pytest.mark.parametrize("engine", ["thread", "process"])
def test_offloaded_kv_comes_back_from_disk_after_a_restart(start_server, tmp_path, engine):
    options = {"disk_kv_dir": tmp_path / "kv", "engine": engine}
    with start_server(tmp_path / "data", "toy", **options) as server:
        conversation = told(server, "s")
        fork = done(server, "s", "fork", {"ids": ["f"]})["session_ids"][0]
        conversation.say("four")
        state = done(server, "s", "state:offload")
        num_blocks = conversation.num_tokens // BLOCK
        assert in_tier(state, "disk")["num_blocks"] in (num_blocks - 1, num_blocks)
        assert in_tier(state, "device")["num_blocks"] <= -(-state_of(server, fork)["num_tokens"] // BLOCK)
    with start_server(tmp_path / "data", "toy", **options) as server:
        state = done(server, "s", "state:prewarm")
        assert state["prewarmed"]["restored"]["tier"] == "disk"
        assert state["prewarmed"]["computed_tokens"] <= 2 * BLOCK
        assert state["last_restored"]["tokens"] == state["prewarmed"]["restored"]["tokens"]
        fork = conversation.go_on_as("f", 6)
        fork.server = server
        fork.say("another way")
        assert fork.num_cached >= fork.usage.prompt_tokens - 64, "the fork's history is the parent's KV"
        state = done(server, "s", "state:drop")
        assert in_tier(state, "disk")["num_blocks"] * BLOCK <= state_of(server, "f")["num_tokens"]


def test_a_leased_session_outlives_unleased_ones(start_server, tmp_path):
    with start_server(tmp_path, "toy", max_model_len=2048, kv_memory_bytes=91 * TOY_BLOCK_BYTES) as server:
        told(server, "leased", LONG)
        state = done(server, "leased", "state:lease", {"seconds": 600})
        lease = state["lease"]
        assert lease["num_blocks"] == in_tier(state, "device")["num_blocks"] > 10
        told(server, "later", LONG)
        assert refused(server, "later", "state:lease", {"seconds": 1}) == (409, "lease_budget_exceeded", None)
        fillers = iter(range(100))
        while in_tier(state_of(server, "later"), "device")["num_blocks"] > 1:
            fill(server, next(fillers))
        state = state_of(server, "leased")
        assert (state["state"], state["lease"]) == ("resident", lease)
        assert done(server, "leased", "state:lease", {"seconds": 0})["lease"] is None
        while state_of(server, "leased")["state"] == "resident":
            fill(server, next(fillers))


def test_a_lease_outlives_a_restart_and_covers_what_comes_later(start_server, tmp_path):
    with start_server(tmp_path, "toy") as server:
        conversation = told(server, "s", "one")
        expires_at = done(server, "s", "state:lease", {"seconds": 600})["lease"]["expires_at"]
    with start_server(tmp_path, "toy") as server:
        lease = state_of(server, "s")["lease"]
        assert lease == {"expires_at": expires_at, "num_blocks": 0}, "there is no KV yet"
        conversation.server = server
        conversation.say(f"s: {LONG}")
        state = state_of(server, "s")
        assert state["lease"]["num_blocks"] == in_tier(state, "device")["num_blocks"] > 10


def test_a_lease_ends_by_itself(toy):
    told(toy, "short", "one")
    assert done(toy, "short", "state:lease", {"seconds": 0.2})["lease"]["num_blocks"] > 0
    while state_of(toy, "short")["lease"] is not None:
        pass


@pytest.mark.parametrize("seconds", [-1, 10**9, "60", None, float("inf")])
def test_a_lease_lasts_for_a_number_of_seconds(toy, seconds):
    told(toy, "no-lease", "one")
    body = f'{{"seconds": {"1e999" if seconds == float("inf") else json.dumps(seconds)}}}'
    with toy.http as http:
        answer = http.post(
            "/v1/sessions/no-lease/state:lease", content=body, headers={"content-type": "application/json"}
        )
    assert answer.status_code == 400
    assert state_of(toy, "no-lease")["lease"] is None


# ---- hints of other APIs ----------------------------------------------------------------------------

MARKED = {"type": "text", "text": "hints", "cache_control": {"type": "ephemeral", "ttl": "1h"}}
HINTS = [
    ("/v1/chat/completions", {"prompt_cache_retention": "24h"}, 86_400),
    ("/v1/chat/completions", {"prompt_cache_options": {"ttl": "30m"}}, 1_800),
    ("/v1/completions", {"prompt_cache_options": {"ttl": "12h"}}, 43_200),
    ("/v1/responses", {"prompt_cache_options": {"ttl": "12h"}}, 43_200),
    ("/v1/messages", {"system": [MARKED], "cache_control": {"type": "ephemeral", "ttl": "5m"}}, 3_600),
    ("/v1/messages", {"messages": [{"role": "user", "content": [MARKED]}]}, 3_600),
    ("/v1/messages", {"cache_control": {"type": "ephemeral"}}, None),
    ("/v1/messages", {"cache_control": ["5m"]}, None),
    ("/v1/chat/completions", {"prompt_cache_options": {"ttl": ["1h"]}, "nvext": {"agent_hints": 7}}, None),
    ("/v1/chat/completions", {"prompt_cache_retention": "in_memory"}, None),
]


@pytest.mark.parametrize(("path", "hint", "seconds"), HINTS)
def test_what_other_apis_say_of_caching_is_a_lease(toy, path, hint, seconds):
    prompts = {"/v1/completions": {"prompt": "hints"}, "/v1/responses": {"input": "hints"}}
    prompt = prompts.get(path, {"messages": [{"role": "user", "content": "hints"}]})
    limit = "max_output_tokens" if path == "/v1/responses" else "max_tokens"
    session = f"hint-{HINTS.index((path, hint, seconds))}"
    body = {"model": "toy", limit: 16, "session_id": session, **prompt, **hint}
    with toy.http as http:
        answer = http.post(
            path, json=body, headers={"anthropic-version": "2023-06-01"} if "messages" in path else {}
        )
    assert answer.status_code == 200, answer.text
    lease = state_of(toy, session)["lease"]
    if seconds is None:
        assert lease is None
    else:
        assert 0 <= time.time() + seconds - lease["expires_at"] < 300
        assert lease["num_blocks"] > 0


def test_a_hint_does_not_shorten_a_lease(toy):
    conversation = told(toy, "long-lease", "one")
    expires_at = done(toy, "long-lease", "state:lease", {"seconds": 90_000})["lease"]["expires_at"]
    conversation.say("two", prompt_cache_retention="24h")
    assert state_of(toy, "long-lease")["lease"]["expires_at"] == expires_at


def test_a_last_turn_lets_go_of_what_the_session_had(start_server, tmp_path):
    with start_server(tmp_path, "toy", max_model_len=3000, kv_memory_bytes=129 * TOY_BLOCK_BYTES) as server:
        told(server, "older", LONG)
        conversation = told(server, "over", LONG)
        done(server, "over", "state:lease", {"seconds": 60})
        conversation.headers = {"x-dynamo-session-final": "true"}
        conversation.say(LONG)
        while state_of(server, "over")["lease"] is not None:
            time.sleep(0.01)
        num_blocks = in_tier(state_of(server, "over"), "device")["num_blocks"]
        for number in range(4):
            fill(server, number)
        assert in_tier(state_of(server, "over"), "device")["num_blocks"] < num_blocks - 20
        assert state_of(server, "older")["state"] == "resident"


# ---- while a turn is under way ----------------------------------------------------------------------


def test_a_busy_session_is_left_alone(toy):
    told(toy, "busy", "one")
    stream = toy.sdk.chat.completions.create(
        model="toy",
        messages=[{"role": "user", "content": "on and on"}],
        max_tokens=7000,
        stream=True,
        extra_body={"session_id": "busy", "ignore_eos": True},
    )
    with stream:
        next(iter(stream))
        for verb in ("fork", "state:drop", "state:prewarm"):
            assert refused(toy, "busy", verb) == (409, "session_busy", None)
        assert refused(toy, "busy", "rewind", {"to": 0}) == (409, "session_busy", None)
        assert done(toy, "busy", "state:lease", {"seconds": 60})["state"] == "running"
        (first, *_) = get(toy, "busy")["branches"]
        assert done(toy, "busy", "fork", {"at": first["items"][1]["id"]})["num_messages"] == 2


def test_where_there_is_one_replica_migrate_is_refused_by_name(toy):
    told(toy, "stays", "one")
    assert refused(toy, "stays", "state:migrate", {"replica": "r"}) == (501, "not_supported", None)


# ---- the command line -------------------------------------------------------------------------------


def test_the_command_line_does_the_same(toy, capsys):
    told(toy, "cli/verbs", "one")
    (branch,) = get(toy, "cli%2Fverbs")["branches"]
    item = branch["items"][1]

    def done(verb: str, *arguments: str) -> str:
        code = run(["sessions", verb, "cli/verbs", *arguments, "--url", toy.url])
        said = capsys.readouterr()
        assert code == 0, said.err
        return said.out

    assert json.loads(done("state", "--json"))["num_tokens"] == branch["num_tokens"]
    assert "device" in done("state")
    forked = done("fork", "--id", "cli-a", "--id", "cli-b", "--at", item["id"])
    assert forked.splitlines()[1:] == ["cli-a", "cli-b"]
    assert len(json.loads(done("fork", "--n", "3", "--json"))["session_ids"]) == 3
    assert "leased until" in done("lease", "60")
    assert json.loads(done("drop", "--json"))["id"] == "cli/verbs"
    assert f"of {branch['num_tokens']} tokens were computed" in done("prewarm")
    assert json.loads(done("rewind", "0", "--json"))["num_tokens"] == 0
    assert run(["sessions", "offload", "cli/verbs", "--url", toy.url]) == 1
    assert "--disk-kv-dir" in capsys.readouterr().err
    assert run(["sessions", "migrate", "cli/verbs", "r", "--url", toy.url]) == 1
    assert "one replica" in capsys.readouterr().err
