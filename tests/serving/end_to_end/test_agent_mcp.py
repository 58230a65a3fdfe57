"""Tools of MCP servers: real ones, over HTTP in both eras of the protocol and over the pipes of a process."""

from __future__ import annotations

import json
import socket
import sys
import threading
import time
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path

import pytest
import uvicorn
import yaml
from openai import BadRequestError
from openai.types.beta import AgentSessionItem
from pydantic import TypeAdapter
from starlette.responses import JSONResponse

from benchmarks.transcripts import calling, transcript

pytest.importorskip("mcp", reason="mcp is not installed: pip install 'tenure[agents]'")

NONE = {"type": "none"}
ROOT = Path(__file__).parents[3]
ITEM = TypeAdapter(AgentSessionItem)


@pytest.fixture(scope="module")
def effects(tmp_path_factory):
    """What the tools have done, line by line."""
    return tmp_path_factory.mktemp("effects") / "effects"


class OldServer:
    """An application that knows the protocol as it was before `server/discover`."""

    def __init__(self, app):
        self.app = app
        self.methods = []

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http" or scope["method"] != "POST":
            await self.app(scope, receive, send)
            return
        message = await receive()
        assert not message.get("more_body")
        asked = json.loads(message["body"])
        self.methods.append(asked["method"])
        if asked["method"] != "server/discover":
            messages = iter([message])

            async def again():
                return next(messages, None) or await receive()

            await self.app(scope, again, send)
            return
        error = {"code": -32601, "message": "Method not found"}
        answer = JSONResponse({"jsonrpc": "2.0", "id": asked["id"], "error": error})
        await answer(scope, receive, send)


@contextmanager
def served(app, port=0):
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", port))
        port = listener.getsockname()[1]
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, loop="asyncio"))
        thread = threading.Thread(target=lambda: server.run(sockets=[listener]))
        thread.start()
        while not server.started:
            time.sleep(0.005)
        yield f"http://127.0.0.1:{port}/mcp"
        server.should_exit = server.force_exit = True
        thread.join()


def app_of(effects):
    from benchmarks.mcp_tools import make_server

    return make_server(effects).streamable_http_app()


@pytest.fixture(scope="module")
def http_url(effects):
    with served(app_of(effects)) as url:
        yield url


@pytest.fixture(scope="module")
def old_server(effects):
    return OldServer(app_of(effects))


@pytest.fixture(scope="module")
def old_url(old_server):
    with served(old_server) as url:
        yield url


@pytest.fixture(scope="module")
def mcp_toy(start_server, tmp_path_factory, effects, http_url, old_url):
    folder = tmp_path_factory.mktemp("mcp")
    process = {"command": [sys.executable, "-m", "benchmarks.mcp_tools", str(effects)], "cwd": str(ROOT)}
    servers = {
        "web": {"url": http_url},
        "old": {"url": old_url},
        "headed": {"url": http_url, "headers": {"x-key": "k"}},
        "pipes": process,
        "asking": {"url": http_url, "require_approval": {"never": {"read_only": True}}},
        "hasty": {"url": http_url, "timeout_s": 0.3, "max_output_bytes": 100},
        "narrow": {"url": http_url, "allowed_tools": ["look"]},
        "gone": {"url": "http://127.0.0.1:9/mcp"},
    }
    file = folder / "servers.yaml"
    file.write_text(yaml.safe_dump({"servers": servers, "allowed_urls": [http_url]}))
    with start_server(folder / "data", "toy", mcp_servers=file) as server:
        yield server


@pytest.fixture(scope="module")
def sessions(mcp_toy):
    return mcp_toy.sdk.beta.agents.sessions


@pytest.fixture
def run(sessions):
    """A turn of an agent that says these replies, to where it rests: the session, and its items."""

    def run(*replies, server="web", **tool):
        url = tool.pop("server_url", f"tenure:{server}")
        mcp = {"type": "mcp", "server_label": "t", "transport": {"type": "http", "server_url": url}, **tool}
        agent = {"model": "toy", "instructions": transcript(*replies), "tools": [mcp]}
        session = sessions.create(environment=NONE, agent=agent, input="Go.")
        return rested(sessions, session.id)

    return run


def rested(sessions, session_id):
    deadline = time.monotonic() + 60
    while (session := sessions.retrieve(session_id)).status == "in_progress":
        assert time.monotonic() < deadline
        time.sleep(0.02)
    items = list(sessions.items.list(session_id, order="asc"))
    for item in items:
        ITEM.validate_python(item.to_dict())
    return session, items


def calls(items):
    return [item for item in items if item.type == "mcp_call"]


def said(items):
    return [item.content[0].text for item in items if item.type == "message" and item.role == "assistant"]


@pytest.mark.parametrize("server", ["web", "old", "headed", "pipes"])
def test_a_tool_is_called_and_its_output_read(run, effects, server):
    session, items = run(calling(("t.effect", {"key": f"one-{server}"})), "Done.", server=server)
    (call,) = calls(items)
    assert (call.server_label, call.name, call.status) == ("t", "effect", "completed")
    assert (call.arguments, call.output, call.error) == ({"key": f"one-{server}"}, f"did one-{server}", None)
    assert (session.status, said(items)) == ("idle", ["Done."])
    assert effects.read_text().splitlines().count(f"one-{server}") == 1


def test_a_server_of_the_first_era_is_greeted_in_its_way(run, old_server):
    _, items = run(calling(("t.look", {})), "Seen.", server="old")
    assert said(items) == ["Seen."]
    assert old_server.methods[:2] == ["server/discover", "initialize"]


@pytest.mark.parametrize("server", ["web", "old"])
def test_a_deferred_server_is_in_no_prompt_until_its_tool_is_found(run, effects, server):
    search = calling(("tool_search.search", {"query": "has an effect"}))
    effect = calling(("t.effect", {"key": f"late-{server}"}))
    session, items = run(search, effect, "Done.", server=server, defer_loading=True)
    searched, called = calls(items)
    assert (searched.server_label, searched.name, searched.error) == ("tool_search", "search", None)
    found = [tool["function"]["name"] for tool in json.loads(searched.output)["tools"]]
    assert found[0] == "t.effect"
    assert (called.server_label, called.output) == ("t", f"did late-{server}")
    assert (session.status, said(items)) == ("idle", ["Done."])
    assert effects.read_text().splitlines().count(f"late-{server}") == 1


@pytest.mark.parametrize("wrapped", [OldServer, lambda app: app], ids=["first", "second"])
def test_a_server_that_was_started_anew_is_found_again(start_server, tmp_path, wrapped):
    looks = calling(("t.look", {}))
    mcp = {"type": "mcp", "server_label": "t", "transport": {"type": "http", "server_url": "tenure:web"}}
    instructions = transcript(looks, "One.", looks, "Two.", looks, "Three.")
    file = tmp_path / "servers.yaml"
    app = partial(app_of, tmp_path / "effects")
    with ExitStack() as stack:
        with served(wrapped(app())) as url:
            file.write_text(yaml.safe_dump({"servers": {"web": {"url": url}}}))
            server = stack.enter_context(start_server(tmp_path / "data", "toy", mcp_servers=file))
            sessions = server.sdk.beta.agents.sessions
            agent = {"model": "toy", "instructions": instructions, "tools": [mcp]}
            session_id = sessions.create(environment=NONE, agent=agent, input="Go.").id
            rested(sessions, session_id)
        stack.enter_context(served(wrapped(app()), port=int(url.split(":")[2].partition("/")[0])))
        for _ in range(2):
            say = {"type": "agent.session.input.message", "input": [{"role": "user", "content": "Again."}]}
            sessions.events.create(session_id, events=[say])
            _, items = rested(sessions, session_id)
    assert said(items) == ["One.", "Two.", "Three."]
    assert (calls(items)[0].status, calls(items)[2].status) == ("completed", "completed")


def test_the_calls_of_a_step_are_made_together(run, effects):
    keys = [f"both-{index}" for index in range(3)]
    replies = calling(*(("t.effect", {"key": key, "seconds": 1.0}) for key in keys)), "Done."
    _, items = run(*replies)
    assert {call.output for call in calls(items)} == {f"did {key}" for key in keys}
    assert said(items) == ["Done."]
    assert sorted(set(keys) & set(effects.read_text().split())) == keys


def test_a_call_of_ours_and_one_of_the_clients(sessions, effects):
    function = {"type": "function", "name": "ask", "description": "Asks.", "parameters": {"type": "object"}}
    mcp = {"type": "mcp", "server_label": "t", "transport": {"type": "http", "server_url": "tenure:web"}}
    both = calling(("ask", {}), ("t.effect", {"key": "mixed"}))
    agent = {"model": "toy", "instructions": transcript(both, "Done."), "tools": [function, mcp]}
    session, items = rested(sessions, sessions.create(environment=NONE, agent=agent, input="Go.").id)
    assert [call.output for call in calls(items)] == ["did mixed"]
    (action,) = session.required_actions
    result = {"turn_id": action.turn_id, "call_id": action.call_id, "success": True, "output": "yes"}
    sessions.events.create(session.id, events=[{"type": "agent.session.input.tool_result", **result}])
    session, items = rested(sessions, session.id)
    assert (session.status, said(items)) == ("idle", ["Done."])


def test_a_tool_that_fails_is_told_to_the_model(run):
    session, items = run(calling(("t.fail", {"reason": "no luck"})), "A pity.")
    (call,) = calls(items)
    assert (call.status, call.output, call.error["type"]) == ("failed", None, "mcp_tool_execution_error")
    assert "no luck" in call.error["message"]
    assert (session.status, said(items)) == ("idle", ["A pity."])


def test_a_call_that_takes_too_long_is_cancelled_at_its_server(run, effects):
    _, items = run(calling(("t.wait", {"key": "slow"})), "A pity.", server="hasty")
    (call,) = calls(items)
    assert (call.status, call.error["type"]) == ("failed", "timeout")
    assert "may have had its effect" in call.error["message"]
    until_noted(effects, "cancelled slow")


def until_noted(effects, line):
    deadline = time.monotonic() + 30
    while line not in effects.read_text().splitlines():
        assert time.monotonic() < deadline, effects.read_text()
        time.sleep(0.02)


def test_an_output_that_is_too_long_is_cut_and_says_so(run):
    _, items = run(calling(("t.talk", {"num_bytes": 5000})), "Long.", server="hasty")
    (call,) = calls(items)
    assert call.output == "x" * 100 + "\n[The output has 5000 bytes, and 100 of them are shown.]"


def test_a_cancelled_turn_cancels_its_call(sessions, effects):
    mcp = {"type": "mcp", "server_label": "t", "transport": {"type": "http", "server_url": "tenure:web"}}
    agent = {
        "model": "toy",
        "instructions": transcript(calling(("t.wait", {"key": "left"})), "Bye."),
        "tools": [mcp],
    }
    session = sessions.create(environment=NONE, agent=agent, input="Go.")
    while not (effects.exists() and "begun left" in effects.read_text()):
        time.sleep(0.02)
    sessions.events.create(session.id, events=[{"type": "agent.session.input.cancel"}])
    until_noted(effects, "cancelled left")
    session, items = rested(sessions, session.id)
    (call,) = calls(items)
    assert (session.status, call.status, call.error["type"]) == ("idle", "failed", "cancelled")
    (turn,) = sessions.turns.list(session.id)
    assert turn.status == "cancelled"


# ---- approvals --------------------------------------------------------------------------------------


def decide(sessions, session, decision):
    (action,) = session.required_actions
    assert action.type == "mcp_approval_request"
    response = {"type": "mcp_tool_call", "decision": decision}
    event = {"type": "agent.session.input.mcp_approval_request_result", "request_id": action.request_id}
    sessions.events.create(session.id, events=[{**event, "response": response}])
    return rested(sessions, session.id)


def test_a_call_waits_for_an_approval(run, sessions, effects):
    session, items = run(calling(("t.effect", {"key": "asked"})), "Done.", server="asking")
    assert session.status == "requires_action"
    assert json.loads(json.dumps(session.required_actions[0].request.arguments)) == {"key": "asked"}
    assert "asked" not in (effects.read_text().split() if effects.exists() else ())
    session, items = decide(sessions, session, "approve")
    assert ([call.output for call in calls(items)], said(items)) == (["did asked"], ["Done."])


@pytest.mark.parametrize("decision", ["deny", "cancel"])
def test_a_call_that_is_not_approved_is_not_made(run, sessions, effects, decision):
    session, _ = run(calling(("t.effect", {"key": f"not-{decision}"})), "I see.", server="asking")
    session, items = decide(sessions, session, decision)
    (call,) = calls(items)
    assert (call.status, said(items)) == ("failed", ["I see."])
    assert f"not-{decision}" not in (effects.read_text() if effects.exists() else "")
    response = {"type": "mcp_tool_call", "decision": "deny"}
    event = {"type": "agent.session.input.mcp_approval_request_result", "request_id": "mcpr_none"}
    with pytest.raises(BadRequestError, match="Unknown pending approval"):
        sessions.events.create(session.id, events=[{**event, "response": response}])


def test_what_only_reads_needs_no_approval(run):
    session, items = run(calling(("t.look", {})), "Seen.", server="asking")
    assert (session.status, said(items)) == ("idle", ["Seen."])


def test_an_agent_may_ask_for_more_approvals_than_the_operator(run):
    session, _ = run(calling(("t.look", {})), "Seen.", require_approval="always")
    assert session.status == "requires_action"
    session, _ = run(calling(("t.effect", {"key": "x"})), "Done.", server="asking", require_approval="never")
    assert session.status == "requires_action"


# ---- which servers, which tools -----------------------------------------------------------------------


def test_only_allowed_tools_are_offered(run):
    for allowed in ({"server": "narrow"}, {"allowed_tools": ["look"]}):
        _, items = run("t.effect is none of mine.", **allowed)
        assert calls(items) == []
        session, _ = run(calling(("t.look", {})), "Seen.", **allowed)
        assert session.status == "idle"


def test_a_servers_url_may_be_used_where_the_operator_allows_it(run, http_url):
    session, items = run(calling(("t.look", {})), "Seen.", server_url=http_url)
    assert (session.status, said(items)) == ("idle", ["Seen."])


def test_a_server_that_is_gone_fails_the_turn_where_it_is_required(run, sessions):
    session, _ = run("Hello.", server="gone", required=True)
    (turn,) = sessions.turns.list(session.id)
    assert (turn.status, turn.error.code) == ("failed", "connection_failed")
    _, items = run("Hello.", server="gone")
    assert said(items) == ["Hello."]


@pytest.mark.parametrize(
    ("tool", "param"),
    [
        ({"transport": {"type": "http", "server_url": "http://127.0.0.1:1/"}}, "transport.server_url"),
        ({"transport": {"type": "http", "server_url": "tenure:nobody"}}, "transport.server_url"),
        ({"transport": {"type": "stdio", "command": "sh", "cwd": "/"}}, "transport.type"),
        (
            {"transport": {"type": "http", "server_url": "tenure:web", "authorization": "x"}},
            "transport.authorization",
        ),
        (
            {"transport": {"type": "http", "server_url": "tenure:web", "headers": {"a": "b"}}},
            "transport.headers",
        ),
        ({"credential_id": "c"}, "credential_id"),
        ({"connection_origin": "environment"}, "connection_origin"),
        ({"request_metadata": {"a": 1}}, "request_metadata"),
        ({"server_label": "a b"}, "server_label"),
        ({"require_approval": "perhaps"}, "require_approval"),
    ],
)
def test_servers_that_may_not_be_used_are_refused_by_name(sessions, tool, param):
    mcp = {
        "type": "mcp",
        "server_label": "t",
        "transport": {"type": "http", "server_url": "tenure:web"},
        **tool,
    }
    with pytest.raises(BadRequestError) as raised:
        sessions.create(environment=NONE, agent={"model": "toy", "tools": [mcp]})
    assert raised.value.param == f"agent.tools.0.{param}"
