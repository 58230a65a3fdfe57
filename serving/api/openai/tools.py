"""From tool definitions and a choice among them to the ToolUse of a Request."""

from __future__ import annotations

from serving.api.openai.wire.tools import ToolChoiceObject, ToolFields
from serving.api.tools import all_tools, one_tool, some_tools
from serving.request import Tool, ToolUse


def chat_tools(body: ToolFields) -> ToolUse | None:
    """Raises: InvalidRequest where the choice cannot be made."""
    tools = [
        Tool(
            name=tool.function.name,
            description=tool.function.description,
            parameters=tool.function.parameters,
            is_strict=bool(tool.function.strict),
            param=f"tools.{index}.function.parameters",
        )
        for index, tool in enumerate(body.tools or ())
    ]
    is_parallel = body.parallel_tool_calls is not False
    choice = body.tool_choice
    if isinstance(choice, ToolChoiceObject) and choice.function is not None and choice.type == "function":
        return one_tool(tools, choice.function.name, "tool_choice.function.name")
    if isinstance(choice, ToolChoiceObject) and choice.allowed_tools is not None:
        names = [tool.function.name for tool in choice.allowed_tools.tools]
        mode = choice.allowed_tools.mode
        return some_tools(tools, names, mode, "tool_choice.allowed_tools.tools", is_parallel=is_parallel)
    return all_tools(tools, choice or "auto", is_parallel=is_parallel)
