"""One call that the server makes, of a response while it is made; and which calls are the server's."""

from __future__ import annotations

from dataclasses import dataclass

from serving.mcp_items import approval_item, call_item, model_name
from serving.responses import CallBegun, CallEnded, Item, ServerCall, ServerCallEnded, ToolsListed, WholeItem


@dataclass(frozen=True, slots=True)
class ServerTool:
    label: str
    name: str
    is_asked: bool  # its calls wait for an approval


class RunTools:
    """The tools of servers that a response may call, by the names that the model knows."""

    def __init__(self) -> None:
        self._tools: dict[str, ServerTool] = {}

    def add(self, listed: ToolsListed) -> None:
        for tool in listed.tools:
            name = tool["name"]
            is_asked = name in listed.asked
            self._tools[model_name(listed.label, name)] = ServerTool(listed.label, name, is_asked)

    def find(self, name: str) -> ServerTool | None:
        return self._tools.get(name)


class ServerCallBuilder:
    def __init__(
        self, output_index: int, step: int, call_id: str, label: str, name: str, is_asked: bool = False
    ) -> None:
        self.output_index = output_index
        self.call_id = call_id
        self.is_asked = is_asked
        self.is_whole = False
        self.approval_id: str | None = None
        self._step = step
        self._label = label
        self._name = name
        self._arguments = ""
        self._ended: ServerCallEnded | None = None

    @property
    def call(self) -> ServerCall:
        return ServerCall(
            call_id=self.call_id,
            label=self._label,
            name=self._name,
            arguments=self._arguments,
            approval_id=self.approval_id,
        )

    def take(self, arguments: str, *, is_end: bool) -> CallBegun | WholeItem | None:
        """What a reader sees of it: all of it, when the model has said all of it."""
        self._arguments += arguments
        self.is_whole = is_end
        if not is_end:
            return None
        if self.is_asked:
            return WholeItem(self.output_index, self.item("completed"))
        return CallBegun(self.output_index, call_item(self.call, self._step, "in_progress"))

    def end(self, ended: ServerCallEnded) -> CallEnded:
        self._ended = ended
        return CallEnded(self.output_index, self.item("completed"))

    def item(self, status: str) -> Item:
        del status  # one without an outcome has none to come
        if self.is_asked and self.is_whole:
            return approval_item(self.call, self._step)
        return call_item(self.call, self._step, "incomplete", self._ended)


def as_begun(item: Item) -> Item:
    """A call's item as it was when it began."""
    return {**item, "output": None, "error": None, "status": "in_progress"}
