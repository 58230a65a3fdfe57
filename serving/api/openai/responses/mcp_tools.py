"""Tools of MCP servers in a Responses body: which servers, which of their tools, and what was approved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from serving.api.auth import may_approve, with_scope
from serving.api.backend import Calls
from serving.api.openai.wire.response_tools import McpTool, McpToolFilter
from serving.api.validation import invalid, shown, validate
from serving.errors import InvalidRequest
from serving.mcp_items import call_id_of
from serving.operations import GetVault
from serving.principal import Principal
from serving.responses import Item, ServerCall, ServerTools, ToolsListed

_REFUSED = {  # fields, and what to do
    "connector_id": "Name the server by `server_url`.",
    "tunnel_id": "Name the server by `server_url`.",
    "authorization": "Put it into a vault (POST /v1/vaults) that the tool has in `tenure:vault_ids`.",
    "headers": "The operator sets a server's headers (--mcp-servers).",
}


def mcp_server(value: Mapping[str, Any], place: str) -> dict[str, Any]:
    """As `serving.agents.mcp_config` reads it. Raises InvalidRequest."""
    tool = validate(McpTool, value, place)
    for name, hint in _REFUSED.items():
        if getattr(tool, name):
            raise InvalidRequest(
                f"`{place}.{name}` is not supported. {hint}",
                param=f"{place}.{name}",
                code="unsupported_parameter",
            )
    if tool.allowed_callers not in (None, ["direct"]):
        raise invalid(f"{place}.allowed_callers", f"may be direct alone, got {shown(tool.allowed_callers)}")
    if tool.server_url is None:
        raise InvalidRequest(f"`{place}.server_url` is required.", param=f"{place}.server_url")
    allowed = tool.allowed_tools
    if not isinstance(allowed, McpToolFilter):
        allowed = McpToolFilter(tool_names=allowed)
    return {
        "server_label": tool.server_label,
        "server_url": tool.server_url,
        "description": tool.server_description,
        "defer_loading": bool(tool.defer_loading),
        "allowed_tools": allowed.tool_names,
        "read_only": allowed.read_only,
        "require_approval": _approval(tool.require_approval),
        "vault_ids": list(dict.fromkeys(tool.vault_ids or ())),
        "credential_id": tool.credential_id,
        "param": place,
        "url_param": f"{place}.server_url",
    }


async def check_vaults(backend: Calls, principal: Principal, servers: Sequence[Mapping[str, Any]]) -> None:
    """Whoever names vaults may use them. Raises ScopeMissing, VaultNotFound, NotSupported."""
    for vault_id in {vault_id for server in servers for vault_id in server["vault_ids"]}:
        with_scope(principal, "vaults:use")
        await backend.call(GetVault(principal, vault_id))


def _approval(value: Any) -> Any:
    """OpenAI asks for each call where nothing is said."""
    if not isinstance(value, dict):
        return "always" if value is None else value
    return {name: part for name, part in value.items() if part is not None}


def check_approvals(principal: Principal, items: Sequence[Item]) -> None:
    """Whoever sends a decision about a call may decide. Raises ScopeMissing, ActorRefused."""
    if any(item["type"] == "mcp_approval_response" for item in items):
        may_approve(principal)


def server_tools(
    servers: Sequence[Mapping[str, Any]],
    deferred: Sequence[Mapping[str, Any]],
    allowed: Sequence[str] | None,
    items: Sequence[Item],
    max_calls: int | None,
) -> ServerTools | None:
    """What the server is to call, with what the conversation has of it. Raises InvalidRequest.

    Args:
        deferred: tools of the client's that a search of the server's may find.
        items: the conversation, and the input at its end.
    """
    if not servers:
        for index, item in enumerate(items):
            if item["type"] == "mcp_approval_response" and _is_open(items, item):
                raise invalid(f"input.{index}", "answers a request of a tool that is not in `tools`")
        if not deferred:
            return None
    return ServerTools(
        servers=tuple(servers),
        deferred=tuple(deferred),
        allowed=None if allowed is None else tuple(allowed),
        max_calls=max_calls,
        known=tuple(_known(items)),
        approved=tuple(_approved(items)),
    )


def _known(items: Sequence[Item]) -> Iterator[ToolsListed]:
    newest = {
        item["server_label"]: item
        for item in items
        if item["type"] == "mcp_list_tools" and not item.get("error")
    }
    for label, item in newest.items():
        yield ToolsListed(label=label, tools=tuple(item["tools"]), is_told=False)


def _is_open(items: Sequence[Item], response: Item) -> bool:
    """It was approved, and not called since."""
    asked = response["approval_request_id"]
    was_called = any(
        item["type"] == "mcp_call" and item.get("approval_request_id") == asked for item in items
    )
    return bool(response["approve"]) and not was_called


def _approved(items: Sequence[Item]) -> Iterator[ServerCall]:
    requests = {item["id"]: item for item in items if item["type"] == "mcp_approval_request"}
    taken: set[str] = set()
    for index, item in enumerate(items):
        if item["type"] != "mcp_approval_response":
            continue
        request = requests.get(item["approval_request_id"])
        if request is None:
            raise invalid(
                f"input.{index}.approval_request_id",
                f"names {shown(item['approval_request_id'])}, and the conversation has no such request",
            )
        if request["id"] in taken or not _is_open(items, item):
            continue
        taken.add(request["id"])
        yield ServerCall(
            call_id=call_id_of(request),
            label=request["server_label"],
            name=request["name"],
            arguments=request["arguments"],
            approval_id=request["id"],
        )
