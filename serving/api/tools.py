"""Which of a request's tools may be called, and how."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from serving.api.validation import shown
from serving.errors import InvalidRequest
from serving.request import Tool, ToolMode, ToolUse

UNAVAILABLE = "tenure:unavailable_tools"  # in the answer: where each stands that was left out


def all_tools(tools: Sequence[Tool], mode: ToolMode, *, is_parallel: bool) -> ToolUse | None:
    """None where there is none."""
    if mode == "required":
        _require_tools(tools)
    if not tools:
        return None
    return _tool_use(tools, mode, {tool.name for tool in tools}, is_parallel=is_parallel)


def some_tools(
    tools: Sequence[Tool], names: Sequence[str], mode: ToolMode, param: str, *, is_parallel: bool
) -> ToolUse:
    """All stand in the prompt, those with these names may be called."""
    _require_tools(tools)
    for name in names:
        _require_known(tools, name, param)
    return _tool_use(tools, mode, names, is_parallel=is_parallel)


def one_tool(tools: Sequence[Tool], name: str, param: str) -> ToolUse:
    """This one is called, once."""
    return some_tools(tools, [name], "required", param, is_parallel=False)


def _tool_use(tools: Sequence[Tool], mode: ToolMode, names: Collection[str], *, is_parallel: bool) -> ToolUse:
    require_different_names(tools)
    return ToolUse(tools=tuple(tools), mode=mode, allowed=frozenset(names), is_parallel=is_parallel)


def require_different_names(tools: Iterable[Tool]) -> None:
    """Raises InvalidRequest."""
    seen: set[str] = set()
    for tool in tools:
        if tool.name in seen:
            raise InvalidRequest(
                f"`tools` must have different names, and {shown(tool.name)} stands there twice.",
                param="tools",
            )
        seen.add(tool.name)


def _require_tools(tools: Sequence[Tool]) -> None:
    if not tools:
        raise InvalidRequest("`tools` is required where `tool_choice` asks for a call.", param="tools")


def _require_known(tools: Sequence[Tool], name: str, param: str) -> None:
    names = [tool.name for tool in tools]
    if name not in names:
        raise InvalidRequest(
            f"`{param}` names {shown(name)}, and `tools` has {', '.join(map(shown, names[:8]))}"
            f"{' and others' if len(names) > 8 else ''}.",
            param=param,
        )
