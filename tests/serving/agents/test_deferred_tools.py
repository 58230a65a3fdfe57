"""Which tools a step has where some are deferred: those that were found, behind a prompt that stays."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest

from serving.agents.mcp_client import McpTool
from serving.agents.mcp_config import NEVER, McpServer, ServerEntry
from serving.agents.tool_finder import SERVER, TOOLS, found_names, search
from serving.agents.tools import StepTools
from serving.principal import Principal
from serving.request import ChatInput, Request, Tool, ToolUse
from serving.sessions.agents.work import McpCall, Origin, StoredItem

UNITS = [f"{first}{second}" for first in "vwxyz" for second in "abcdefghij"]


def listed(name):
    schema = {"type": "object", "properties": {name: {"type": "number"}}}
    return McpTool(
        SimpleNamespace(name=name, description=f"To {name}.", input_schema=schema, annotations=None)
    )


def searched(query, tools, call_id="call_1"):
    """An item of that search, and what came of it."""
    outcome = search(
        McpCall(call_id=call_id, server_label="tool_search", name="search", arguments={"query": query}), tools
    )
    item = {
        "type": "mcp_call",
        "server_label": "tool_search",
        "output": outcome.output,
        "error": outcome.error,
    }
    return StoredItem(turn_id="a", step=0, item=item)


@pytest.fixture
def fifty():
    return [Tool(f"c.{unit}", f"To {unit}.", None, is_strict=False, param="agent.tools") for unit in UNITS]


def step_tools(found):
    server = McpServer("c", ServerEntry(url="http://c"), None, (NEVER,))
    late = Tool("late", "Comes late.", None, is_strict=False, param="agent.tools", is_in_prompt=False)
    use = ToolUse(tools=(late,), allowed=frozenset({"late"}))
    request = Request(
        request_id="", model="toy", principal=Principal("t"), input=ChatInput(messages=(), tools=use)
    )
    servers = [(server, {unit: listed(unit) for unit in UNITS}), (SERVER, TOOLS)]
    return StepTools(request, servers, [], deferred=frozenset({"c"}), found=frozenset(found))


def test_a_step_may_call_what_was_found_and_its_prompt_begins_as_before(fifty):
    use = step_tools(()).use(None)
    assert use.allowed == {"tool_search.search"}
    found = found_names(
        [searched("vh", fifty), StoredItem(turn_id="a", step=0, item={"type": "message"})], None
    )
    assert found == {"c.vh"}
    then = step_tools({*found, "late"})
    assert then.use(None).allowed == {"tool_search.search", "c.vh", "late"}
    in_prompt = [[tool.name for tool in one.tools if tool.is_in_prompt] for one in (use, then.use(None))]
    assert in_prompt == [["tool_search.search"]] * 2
    assert then.call("call_2", "c.vh", "{}").server_label == "c"


def test_a_subagent_may_call_what_its_agent_had_found(fifty):
    origin = Origin(
        history=(searched("wc", fifty),), call_id="call_2", subagent_id="s", task="Convert.", origin=None
    )
    assert found_names([searched("xd", fifty)], origin) == {"c.wc", "c.xd"}


@pytest.mark.parametrize("query", ["", "nothing like it"])
def test_a_search_that_finds_nothing_says_so(fifty, query):
    assert json.loads(searched(query, fifty).item["output"]) == {"tools": []}


@pytest.mark.parametrize(("query", "message"), [(5, "no `query`"), ("x" * 201, "200 characters, got 201")])
def test_a_query_that_is_none_is_an_error_for_the_model(fifty, query, message):
    item = searched(query, fifty).item
    assert message in item["error"]["message"]
    assert not found_names([StoredItem(turn_id="a", step=0, item=item)], None)
