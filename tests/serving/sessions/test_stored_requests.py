"""A request as the log keeps it: whole, and readable in rows from before there were principals."""

import json

import pytest

from serving.principal import Principal
from serving.request import ChatInput, Request, SamplingParams
from serving.sessions.turns.logged_turn import request_from_json, request_to_json


def request_of(principal: Principal) -> Request:
    prompt = ChatInput(({"role": "user", "content": "hi"},))
    sampling = SamplingParams(temperature=0.5, stop=("END",))
    return Request(request_id="r", model="m", principal=principal, input=prompt, sampling=sampling)


@pytest.mark.parametrize(
    "principal",
    [
        Principal("ann"),
        Principal("acme", "ann", "clerk", frozenset({"sessions:read", "tools:shell"})),
        Principal("acme", scopes=frozenset()),  # who may do nothing is not who may do everything
    ],
)
def test_it_comes_back_with_its_principal(principal):
    request = request_of(principal)
    assert request_from_json(json.loads(json.dumps(request_to_json(request)))) == request


def test_a_row_of_before_has_a_tenant_and_no_more():
    row = request_to_json(request_of(Principal("ann")))
    assert row["tenant"] == "ann"
    assert not {"principal", "user", "agent", "scopes"} & row.keys()
    assert request_from_json(row).principal == Principal("ann")
