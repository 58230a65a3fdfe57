"""From this API's tools and choice among them to the ToolUse of a Request."""

from __future__ import annotations

from serving.api.anthropic.wire import PromptBody, ToolChoice, ToolDefinition
from serving.api.tools import all_tools, one_tool
from serving.api.validation import invalid, shown
from serving.request import Tool, ToolMode, ToolUse

_MODES: dict[str, ToolMode] = {"auto": "auto", "any": "required", "none": "none"}


def tool_use(body: PromptBody) -> ToolUse | None:
    """Raises: InvalidRequest where a tool is not for the client to run, or the choice cannot be made."""
    tools = [_tool(tool, f"tools.{index}") for index, tool in enumerate(body.tools or ())]
    choice = body.tool_choice or ToolChoice(type="auto")
    if choice.type == "tool":
        if choice.name is None:
            raise invalid("tool_choice.name", "is required with the type tool")
        return one_tool(tools, choice.name, "tool_choice.name")
    return all_tools(tools, _MODES[choice.type], is_parallel=not choice.disable_parallel_tool_use)


def _tool(tool: ToolDefinition, place: str) -> Tool:
    if tool.type not in (None, "custom"):
        raise invalid(
            f"{place}.type",
            f"must be custom, or be left out, got {shown(tool.type)}: only tools that the client "
            "describes by an `input_schema`, and runs, are offered to the model",
        )
    if tool.input_schema is None:
        raise invalid(f"{place}.input_schema", "is required")
    return Tool(
        name=tool.name,
        description=tool.description,
        parameters=tool.input_schema,
        is_strict=bool(tool.strict),
        param=f"{place}.input_schema",
    )
