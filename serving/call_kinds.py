"""The kinds of tools that a model calls, as the Responses API tells them apart: a client runs all but one.

To the model each is a function, with a name and an object of arguments. How its call is told to the client
goes by its kind; which kind a name is of stands in the settings of the response.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from serving.call_arguments import parse_arguments

CallKind = Literal[
    "function",
    "custom",
    "local_shell",
    "shell",
    "apply_patch",
    "tool_search",
    "hosted_search",  # a tool_search that the server runs
]
SETTING = "tenure:call_kinds"  # {name that the model knows: [kind, name for the client, its namespace]}
KINDS: tuple[CallKind, ...] = get_args(CallKind)
ITEM_TYPE: dict[CallKind, str] = {kind: f"{kind}_call" for kind in KINDS} | {
    "custom": "custom_tool_call",
    "hosted_search": "tool_search_call",
}
_ID_PREFIX: dict[CallKind, str] = {
    "function": "fc",
    "custom": "ctc",
    "local_shell": "lsh",
    "shell": "sh",
    "apply_patch": "apc",
    "tool_search": "tsc",
    "hosted_search": "tsc",
}


@dataclass(frozen=True, slots=True)
class CalledTool:
    """A tool as its calls name it."""

    kind: CallKind
    name: str
    namespace: str | None = None

    @property
    def is_told_whole(self) -> bool:
        """Its calls have no part that comes bit by bit."""
        return self.kind not in ("function", "custom")

    @property
    def id_prefix(self) -> str:
        return _ID_PREFIX[self.kind]


def called_tool(settings: Mapping[str, Any], name: str) -> CalledTool:
    kind, told_name, namespace = settings.get(SETTING, {}).get(name, ("function", name, None))
    return CalledTool(kind, told_name, namespace)


def as_setting(tools: Mapping[str, CalledTool]) -> dict[str, Any]:
    """What `called_tool` finds them in: nothing where all are plain functions."""
    special = {
        name: [tool.kind, tool.name, tool.namespace]
        for name, tool in tools.items()
        if tool != CalledTool("function", name)
    }
    return {SETTING: special} if special else {}


def call_item(tool: CalledTool, item_id: str, call_id: str, arguments: str, status: str) -> dict[str, Any]:
    """The item of a call. Raises ValueError where its arguments are to be told as an object, and are none.

    Args:
        arguments: JSON; of a custom tool the text of its input.
    """
    item: dict[str, Any] = {"id": item_id, "type": ITEM_TYPE[tool.kind], "call_id": call_id, "status": status}
    if tool.kind == "function":
        item |= {"name": tool.name, "arguments": arguments}
    elif tool.kind == "custom":
        item |= {"name": tool.name, "input": arguments}
    else:
        item |= _told(tool.kind, _object(arguments))
    if tool.namespace is not None:
        item["namespace"] = tool.namespace
    return item


def arguments_of(item: Mapping[str, Any]) -> str:
    """The arguments that the model made such a call with, as JSON."""
    kind = item["type"]
    if kind == "function_call":
        return str(item["arguments"])
    if kind == "custom_tool_call":
        return json.dumps({"input": item["input"]}, ensure_ascii=False)
    if kind == "apply_patch_call":
        return json.dumps(item["operation"], ensure_ascii=False)
    if kind == "tool_search_call":
        return json.dumps(item["arguments"], ensure_ascii=False)
    action = {name: value for name, value in item["action"].items() if name not in ("type", "env", "user")}
    return json.dumps(
        {name: value for name, value in action.items() if value is not None}, ensure_ascii=False
    )


def _told(kind: CallKind, arguments: dict[str, Any]) -> dict[str, Any]:
    if kind == "local_shell":
        return {"action": {"type": "exec", "env": {}, **arguments}}
    if kind == "shell":
        return {"action": arguments}
    if kind == "apply_patch":
        return {"operation": arguments}
    return {"arguments": arguments, "execution": "client" if kind == "tool_search" else "server"}


def _object(arguments: str) -> dict[str, Any]:
    value = parse_arguments(arguments)
    if not isinstance(value, dict):
        raise ValueError("not an object")
    return value
