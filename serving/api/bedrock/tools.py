"""From Converse's tools and choice among them to the ToolUse of a Request."""

from __future__ import annotations

from collections.abc import Iterator

from serving.api.bedrock.wire import ToolChoice, ToolConfig
from serving.api.tools import all_tools, one_tool
from serving.api.validation import invalid
from serving.request import Tool, ToolUse


def tool_use(config: ToolConfig | None) -> ToolUse | None:
    """Raises: InvalidRequest where a tool is not for the client to run, or the choice cannot be made."""
    if config is None:
        return None
    tools = list(_tools(config))
    choice = config.tool_choice or ToolChoice(auto={})
    given = [name for name in ("auto", "any", "tool") if getattr(choice, name) is not None]
    if len(given) != 1:
        raise invalid("toolConfig.toolChoice", "must have exactly one of auto, any and tool")
    if choice.tool is not None:
        return one_tool(tools, choice.tool.name, "toolConfig.toolChoice.tool.name")
    if choice.any is None:
        return all_tools(tools, "auto", is_parallel=True)
    # There is no field that says how many; who offers one tool and wants it called wants its arguments.
    return all_tools(tools, "required", is_parallel=len(tools) > 1)


def _tools(config: ToolConfig) -> Iterator[Tool]:
    for index, entry in enumerate(config.tools):
        place = f"toolConfig.tools.{index}"
        if entry.system_tool is not None:
            raise invalid(f"{place}.systemTool", "is not supported: tools are run by the client")
        if entry.tool_spec is None and entry.cache_point is None:
            raise invalid(place, "must have a toolSpec, or a cachePoint")
        if entry.tool_spec is not None:
            yield Tool(
                name=entry.tool_spec.name,
                description=entry.tool_spec.description,
                parameters=entry.tool_spec.input_schema.json_,
                is_strict=bool(entry.tool_spec.strict),
                param=f"{place}.toolSpec.inputSchema.json",
            )
