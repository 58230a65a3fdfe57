"""Which MCP servers agents may use: the operator's file, and what it makes of an agent's tool."""

from __future__ import annotations

import pytest

from serving.agents.mcp_config import Approvals, McpServers, ServersFile, ToolFilter
from serving.errors import InvalidRequest, StartupError

FILE = {
    "servers": {
        "files": {"command": ["files"], "allowed_tools": ["read", "write"], "safe_to_retry": ["read"]},
        "web": {"url": "http://web/mcp", "require_approval": "always"},
    },
    "allowed_urls": ["https://tools.example.org", "https://more.example.org/mcp"],
}
SERVERS = McpServers(ServersFile.model_validate(FILE))


def server(url="tenure:files", **tool):
    return SERVERS.server({"server_label": "t", "server_url": url, **tool}, "tools.0")


def test_what_file_and_agent_allow_is_what_both_do():
    assert [server().may_call(name) for name in ("read", "write", "erase")] == [True, True, False]
    narrowed = server(allowed_tools=["write", "erase"])
    assert [narrowed.may_call(name) for name in ("read", "write", "erase")] == [False, True, False]
    assert server("tenure:web").may_call("anything")


def test_a_call_may_be_repeated_where_the_operator_says_so():
    assert [server().may_repeat(name) for name in ("read", "write")] == [True, False]
    assert not server("https://tools.example.org/mcp").may_repeat("read")


@pytest.mark.parametrize(
    ("approvals", "asks_to_write", "asks_to_read"),
    [
        (None, False, False),
        ("never", False, False),
        ("always", True, True),
        ({"never": {"read_only": True}}, True, False),
        ({"always": {"tool_names": ["write"]}}, True, False),
        ({"always": {"tool_names": ["read"]}, "never": {"tool_names": ["write", "read"]}}, False, True),
    ],
)
def test_who_is_asked_before_a_call(approvals, asks_to_write, asks_to_read):
    asked = server(require_approval=approvals)
    assert asked.needs_approval("write", is_read_only=False) is asks_to_write
    assert asked.needs_approval("read", is_read_only=True) is asks_to_read


def test_an_agent_cannot_take_back_what_the_operator_asks_for():
    assert server("tenure:web", require_approval="never").needs_approval("any", is_read_only=True)


@pytest.mark.parametrize(
    "url",
    [
        "tenure:nobody",
        "http://127.0.0.1/",
        "http://tools.example.org/",
        "https://tools.example.org.evil/",
        "https://tools.example.org@evil/",
        "https://tools.example.org:444/",
        "https://tools.example.org:x/",
        "https://tools.example.org\\@evil/",
        "https://tools.example.org/\n.evil/",
        "https://more.example.org/",
        "https://more.example.org/mcpx",
        "https://more.example.org/mcp/../admin",
        "https://more.example.org/mcp/%2e%2E/admin",
    ],
)
def test_no_other_server_is_used(url):
    with pytest.raises(InvalidRequest) as raised:
        server(url)
    assert raised.value.param == "tools.0.transport.server_url"


def test_a_filter_without_names_has_all_tools():
    assert ToolFilter().has("any", is_read_only=False)
    assert not Approvals(never=ToolFilter()).is_needed("any", is_read_only=False)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("servers: {a: {}}", "must have a `url` or a `command`"),
        ("servers: {a: {url: u, command: [c]}}", "must have a `url` or a `command`"),
        ("servers: {a: {url: u, timeout_s: 0}}", "servers.a.timeout_s"),
        ("servers: {a: {uri: u}}", "servers.a.uri"),
        ("{", "cannot be read"),
        (None, "cannot be read"),
    ],
)
def test_a_wrong_file_ends_the_start(tmp_path, text, message):
    pytest.importorskip("mcp", reason="mcp is not installed: pip install 'tenure[agents]'")
    file = tmp_path / "servers.yaml"
    if text is not None:
        file.write_text(text)
    with pytest.raises(StartupError, match=message):
        McpServers.read(file)


@pytest.mark.parametrize(
    "url",
    [
        "https://tools.example.org",
        "https://tools.example.org/mcp?key=1",
        "https://TOOLS.example.org:443/mcp",
        "https://more.example.org/mcp",
        "https://more.example.org/mcp/other",
    ],
)
def test_a_server_at_an_allowed_url_or_below_it_is_used(url):
    assert server(url).entry.url == url
