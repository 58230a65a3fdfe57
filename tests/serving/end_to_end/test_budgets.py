"""Budgets of sessions, agents and tenants over a real server, with OpenAI's SDK."""

from __future__ import annotations

import time
from contextlib import ExitStack

import openai
import pytest
import yaml

from benchmarks.transcripts import transcript
from serving.agent_sessions import TokenUsage
from serving.api_keys import parse_keys
from serving.budgets import Terms
from serving.config import ApiConfig
from serving.errors import StartupError

NONE = {"type": "none"}
TENANTS = ("free", "small", "slow", "poor", "bare")
TERMS = {
    "prices": {"toy": {"input": 1000.0, "cached_input": 100.0, "output": 10000.0}},  # for a million tokens
    "tenants": {
        "small": {"per": "day", "max_tokens": 1},
        "slow": {"max_seconds": 0.000001},
        "poor": {"per": "month", "max_cost": 0.0001},
        "bare": {"max_environments": 0},
    },
}


@pytest.fixture(scope="module")
def server(start_server, tmp_path_factory):
    folder = tmp_path_factory.mktemp("budgets")
    (folder / "budgets.yaml").write_text(yaml.safe_dump(TERMS))
    keys = parse_keys([f"{tenant}:key-of-{tenant}" for tenant in TENANTS])
    with start_server(
        folder / "data", "toy", ApiConfig(api_keys=keys), budgets=folder / "budgets.yaml"
    ) as server:
        yield server


@pytest.fixture(scope="module")
def of(server):
    with ExitStack() as stack:
        clients = {name: stack.enter_context(server.sdk_of(f"key-of-{name}")) for name in TENANTS}
        yield lambda who: clients[who].beta.agents


def say(agents, session_id, text="Go on."):
    """A turn; returns how it ended, and the session then."""
    message = {"role": "user", "content": [{"type": "input_text", "text": text}]}
    agents.sessions.events.create(
        session_id, events=[{"type": "agent.session.input.message", "input": [message]}]
    )
    deadline = time.monotonic() + 60
    while (session := agents.sessions.retrieve(session_id)).status == "in_progress":
        assert time.monotonic() < deadline
        time.sleep(0.01)
    return next(iter(agents.sessions.turns.list(session_id, order="desc"))), session


def begin(agents, **fields):
    agent = {"model": "toy", "instructions": transcript("One.", "Two.", "Three.")}
    given = {} if "agent_id" in fields else {"agent": agent}
    return agents.sessions.create(environment=NONE, **given, **fields)


def budgets_of(server, tenant):
    with server.http as http:
        headers = {"authorization": f"Bearer key-of-{tenant}"}
        return http.get("/v1/agents/budgets", headers=headers).json()["data"]


def test_tokens_cost_what_the_file_says():
    terms = Terms.model_validate(TERMS)
    usage = TokenUsage(1000, 400, 50)
    assert terms.cost("toy", usage) == (600 * 1000 + 400 * 100 + 50 * 10000) * 1000  # 1e-9 USD
    assert terms.cost("another", usage) == 0
    assert Terms.model_validate({"prices": {"*": {"output": 1.0}}}).cost("another", usage) == 50_000


def test_a_call_costs_what_its_tool_or_its_server_does():
    terms = Terms.model_validate({"tool_prices": {"search.find": 0.002, "search.*": 0.001}})
    costs = [terms.cost_of_call("search", name) for name in ("find", "other")]
    assert [*costs, terms.cost_of_call("else", "find"), terms.cost_of_call(None, "shell")] == [
        2_000_000,
        1_000_000,
        0,
        0,
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("tenants: {a: {max_tokens: 0}}", "tenants.a.max_tokens"),
        ("tenants: {a: {most: 3}}", "tenants.a.most"),
        ("prices: {m: {input: -1}}", "prices.m.input"),
        ("tenants: {a: {max_cost: 1}}", "there are no `prices`"),
        ("prices: [", "cannot be read"),
    ],
)
def test_a_file_that_says_nothing_sensible_ends_the_start(tmp_path, text, told):
    (tmp_path / "budgets.yaml").write_text(text)
    with pytest.raises(StartupError, match=told):
        Terms.read(tmp_path / "budgets.yaml")


def test_what_a_session_used_is_told(of):
    session = begin(of("free"))
    turn, session = say(of("free"), session.id)
    shown = session.to_dict()["tenure:budget"]
    usage = TokenUsage(
        turn.usage.input_tokens, turn.usage.input_tokens_details.cached_tokens, turn.usage.output_tokens
    )
    assert shown["consumed_tokens"] == usage.total
    assert round(shown["consumed_cost"] * 1e9) == Terms.model_validate(TERMS).cost("toy", usage)
    assert 0 < shown["consumed_seconds"] < 60
    assert session.spend_control.limit is None
    assert session.spend_control.consumed == int(shown["consumed_cost"] * 100)


def test_a_spending_limit_is_kept_and_raised(of):
    agents = of("free")
    session = begin(agents, spend_control={"limit": 1})
    while (turn := say(agents, session.id)[0]).status == "completed":
        pass
    session = agents.sessions.retrieve(session.id)
    assert (turn.error.code, session.status) == ("session_budget_exceeded", "budget_reached")
    assert session.spend_control.limit == 1 <= session.spend_control.consumed
    with pytest.raises(openai.BadRequestError, match="budget_reached"):
        say(agents, session.id)
    assert agents.sessions.update(session.id, spend_control={"limit": None}).status == "idle"
    turn, session = say(agents, session.id)
    assert (turn.status, session.spend_control.limit) == ("completed", None)


def test_seconds_end_a_session(of):
    agents = of("free")
    session = begin(agents, extra_body={"tenure:budget": {"max_seconds": 0.000001}})
    while say(agents, session.id)[0].status == "completed":
        pass
    shown = agents.sessions.retrieve(session.id).to_dict()["tenure:budget"]
    assert shown["max_seconds"] == 0.000001 < shown["consumed_seconds"]


def test_all_sessions_of_an_agent_use_up_its_budget(of, server):
    agents = of("free")
    budget = {"per": "day", "max_tokens": 1}
    agent = agents.create(
        model="toy", instructions=transcript("One.", "Two."), extra_body={"tenure:budget": budget}
    )
    assert agent.to_dict()["tenure:budget"]["max_tokens"] == 1
    first = begin(agents, agent_id=agent.id)
    assert say(agents, first.id)[0].status == "completed"
    second = begin(agents, agent_id=agent.id)
    turn, session = say(agents, second.id)
    assert (turn.status, turn.error.code, session.status) == (
        "failed",
        "session_budget_exceeded",
        "budget_reached",
    )
    assert agent.id in turn.error.message
    (state,) = [one for one in budgets_of(server, "free") if one["id"] == agent.id]
    assert (state["of"], state["per"], state["max_tokens"]) == ("agent", "day", 1)
    assert state["consumed_tokens"] > 1
    agents.update(agent.id, extra_body={"tenure:budget": None})
    assert say(agents, second.id)[0].status == "completed"


def test_a_session_may_not_give_itself_its_agents_budget(of):
    agents = of("free")
    agent = agents.create(
        model="toy", instructions=transcript("One."), extra_body={"tenure:budget": {"max_tokens": 1}}
    )
    say(agents, begin(agents, agent_id=agent.id).id)
    raised = {"agent": {"tenure:budget": {"max_tokens": 10**9}}}
    session = agents.sessions.create(environment=NONE, agent_id=agent.id, extra_body=raised)
    assert say(agents, session.id)[0].status == "failed"


@pytest.mark.parametrize("tenant", ["small", "slow", "poor"])
def test_all_agents_of_a_tenant_use_up_its_budget(of, server, tenant):
    agents = of(tenant)
    assert say(agents, begin(agents).id)[0].status == "completed"
    session = begin(agents)
    turn, session = say(agents, session.id)
    assert (turn.status, turn.error.code, session.status) == (
        "failed",
        "session_budget_exceeded",
        "budget_reached",
    )
    assert "--budgets" in turn.error.message
    agents.sessions.delete(session.id)
    assert say(agents, begin(agents).id)[0].status == "failed"  # what was used stays used
    (state,) = budgets_of(server, tenant)
    assert (state["of"], state["id"]) == ("tenant", tenant)
    with server.http as http:
        metrics = http.get("/metrics").text
    assert f'tenure:budget_used{{of="tokens",tenant="{tenant}"}} {float(state["consumed_tokens"])}' in metrics


def test_costs_are_refused_where_there_are_no_prices(toy):
    with pytest.raises(openai.BadRequestError, match="has no price") as refused:
        begin(toy.sdk.beta.agents, spend_control={"limit": 1})
    assert refused.value.param == "spend_control.limit"


def test_one_limit_is_not_given_twice(of):
    both = {"tenure:budget": {"max_cost": 1.0}}
    with pytest.raises(openai.BadRequestError, match="beside"):
        begin(of("free"), spend_control={"limit": 1}, extra_body=both)
