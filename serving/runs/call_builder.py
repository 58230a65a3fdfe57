"""One call of a response while it is made."""

from __future__ import annotations

from serving.call_kinds import CalledTool
from serving.mcp_items import STEP
from serving.responses import CallDelta, Item, ServerCall, WholeItem, call_item
from serving.text.tools.input_text import InputText


class CallBuilder:
    def __init__(
        self, response_id: str, output_index: int, step: int, call_id: str, tool: CalledTool
    ) -> None:
        self.output_index = output_index
        self.call_id = call_id
        self.is_search = tool.kind == "hosted_search"
        self._response_id = response_id
        self._step = step
        self._tool = tool
        self._input = InputText() if tool.kind == "custom" else None
        self._arguments = ""  # as they are told
        self._is_whole = False

    @property
    def search(self) -> ServerCall | None:
        """What the server is to look for."""
        if not (self.is_search and self._is_whole):
            return None
        return ServerCall(call_id=self.call_id, label=None, name=self._tool.name, arguments=self._arguments)

    def take(self, arguments: str, *, is_end: bool) -> CallDelta | WholeItem | None:
        """What a reader sees of it; None: nothing yet."""
        told = arguments if self._input is None else self._input.push(arguments)
        self._arguments += told
        self._is_whole = self._is_whole or is_end
        if not self._tool.is_told_whole:
            return CallDelta(self.output_index, self.call_id, self._tool, told)
        return WholeItem(self.output_index, self.item("completed")) if is_end else None

    def item(self, status: str) -> Item:
        """`status`: of one that is not whole."""
        tool = self._tool
        if tool.is_told_whole and not self._is_whole:  # it can only be told as what it is: text
            tool = CalledTool("function", tool.name)
        call = CallDelta(self.output_index, self.call_id, tool, self._arguments)
        item = call_item(self._response_id, call, "completed" if self._is_whole else status)
        return {**item, STEP: self._step} if self.is_search else item
