"""From the tools of a Responses body to the ToolUse of a Request, and to what the response says of them.

What its client runs is offered to the model as a function, whatever its type. What the server would have to
run is left out, and named in the response: a harness sends it with every request and may never need it. Only
searches for tools, and tools of MCP servers, it runs: see `serving.runs.tool_run`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError

from serving.api.openai.responses.mcp_tools import mcp_server
from serving.api.openai.wire.response_tools import (
    CustomTool,
    FunctionTool,
    NamespaceTool,
    ShellTool,
    TextFormat,
    ToolSearchTool,
)
from serving.api.openai.wire.responses import FlatToolChoice, ResponseBody, TokenCountBody
from serving.api.tool_search import MAX_QUERY_CHARS
from serving.api.tools import UNAVAILABLE, all_tools, one_tool, require_different_names, some_tools
from serving.api.validation import invalid, shown, validate
from serving.call_kinds import CalledTool, CallKind, as_setting
from serving.errors import InvalidRequest
from serving.request import Grammar, Tool, ToolUse
from serving.responses import Item

MAX_ALL_TOOLS = 1024  # those of namespaces counted one by one
# Tools that a server runs, or that show what a model of text cannot see.
SERVER_TOOLS = (
    "web_search",
    "web_search_2025_08_26",
    "web_search_preview",
    "web_search_preview_2025_03_11",
    "file_search",
    "code_interpreter",
    "image_generation",
    "computer",
    "computer_use",
    "computer_use_preview",
    "programmatic_tool_calling",
)
_TEXT = {"type": "string"}


@cache
def _sdk_tool() -> TypeAdapter[Any]:
    from openai.types.responses.tool import Tool  # as slow as torch: for those who send tools

    return TypeAdapter(Tool)


def _object(required: Sequence[str], **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


_LOCAL_SHELL = _object(
    ["command"],
    command={"type": "array", "items": _TEXT, "minItems": 1},
    working_directory=_TEXT,
    timeout_ms={"type": "integer"},
)
_SHELL = _object(
    ["commands"],
    commands={"type": "array", "items": _TEXT, "minItems": 1},
    timeout_ms={"type": "integer"},
    max_output_length={"type": "integer"},
)
_PATCH = _object(
    ["type", "path", "diff"],
    type={"enum": ["create_file", "update_file", "delete_file"]},
    path=_TEXT,
    diff={"type": "string", "description": "In the V4A diff format; empty where the file is deleted."},
)
_BUILT_IN: dict[str, tuple[str, dict[str, Any]]] = {
    "local_shell": ("Runs a command on the user's computer, without a shell.", _LOCAL_SHELL),
    "shell": ("Runs commands in a shell on the user's computer.", _SHELL),
    "apply_patch": ("Creates, changes or deletes one file.", _PATCH),
}
_SEARCH = "Searches for tools that are not listed here. What it finds can be called then."
_HOSTED_SEARCH = "Searches by words for tools that are not listed here. What it finds can be called then."
_QUERY = {"type": "string", "minLength": 1, "maxLength": MAX_QUERY_CHARS}


@dataclass(slots=True)
class ResponseTools:
    """The tools of one response, wherever they were given."""

    offered: list[Tool] = field(default_factory=list)
    called: dict[str, CalledTool] = field(default_factory=dict)  # by the name that the model knows
    # Those that wait for a search of the server's, one by one: see `deferred.py`.
    deferred: list[dict[str, Any]] = field(default_factory=list)
    shown: list[dict[str, Any]] = field(default_factory=list)  # as the response's object repeats them
    unavailable: list[str] = field(default_factory=list)
    servers: list[dict[str, Any]] = field(default_factory=list)  # of MCP
    allowed_of_servers: list[str] | None = None  # of their labels and tools; None: all
    search: Literal["client", "server"] | None = None  # who looks for those that are deferred
    _called_later: dict[str, CalledTool] = field(default_factory=dict)  # of `deferred`
    _search_place: str = ""

    @property
    def settings(self) -> dict[str, Any]:
        notes = {UNAVAILABLE: self.unavailable} if self.unavailable else {}
        return {"tools": self.shown, **as_setting({**self._called_later, **self.called}), **notes}

    # ---- from a body ------------------------------------------------------------------------------

    def add(self, tools: Sequence[Any], place: str, *, is_in_prompt: bool = True) -> None:
        """Raises InvalidRequest."""
        for tool in tools:
            if isinstance(tool, dict) and tool.get("type") == "tool_search":
                searches: Literal["client", "server"]
                searches = "client" if tool.get("execution") == "client" else "server"
                if self.search not in (None, searches):
                    raise invalid(
                        place, "has two of tool_search, one of the client's and one of the server's"
                    )
                self.search = searches
        for index, tool in enumerate(tools):
            self._add(tool, f"{place}.{index}", is_in_prompt)
        num_tools = len(self.offered) + len(self.deferred)
        if num_tools > MAX_ALL_TOOLS:
            raise invalid(place, f"may have {MAX_ALL_TOOLS} tools in all, got {num_tools}")

    def add_hosted_search(self) -> None:
        """Behind all others: it says what there is to look for. Raises InvalidRequest."""
        if not self._search_place:
            return
        described = [*self.deferred, *(server for server in self.servers if server["defer_loading"])]
        if not described:
            self.unavailable.append(f"{self._search_place}: tool_search")
            return
        lines = dict.fromkeys(map(_described, described))
        description = "\n".join([f"{_HOSTED_SEARCH} There is:", *lines])
        tool = Tool("tool_search", description, _object(["query"], query=_QUERY), False, self._search_place)
        self._offer(tool, CalledTool("hosted_search", "tool_search"), is_in_prompt=True)
        in_prompt = [tool.name for tool in self.offered if tool.is_in_prompt]
        for name in self._called_later:
            if name in in_prompt:
                raise invalid("tools", f"must have different names, and {shown(name)} stands there twice")

    def _add(self, tool: Any, place: str, is_in_prompt: bool) -> None:
        if not isinstance(tool, dict):
            raise invalid(place, f"must be an object, got {shown(tool)}")
        kind = tool.get("type")
        if kind in SERVER_TOOLS:
            self.unavailable.append(f"{place}: {kind}")
            self._show(tool)
        elif kind == "mcp":
            self._add_server(tool, place)
        elif kind == "namespace":
            validate(NamespaceTool, tool, place)
            self._add_namespace(tool, place, is_in_prompt)
            self._show(tool)
        elif kind in ("function", "custom"):
            self._add_named(tool, place, None, is_in_prompt)
        elif kind == "tool_search":
            self._add_search(validate(ToolSearchTool, tool, place), place, is_in_prompt)
            self._show(tool)
        elif kind in tuple(_BUILT_IN):  # whatever JSON it is
            self._add_built_in(tool, kind, place, is_in_prompt)
        else:
            possible = ", ".join(
                ("function", "custom", "namespace", "tool_search", *_BUILT_IN, *SERVER_TOOLS)
            )
            raise invalid(f"{place}.type", f"may be {possible}, got {shown(kind)}")

    def _add_namespace(self, namespace: Mapping[str, Any], place: str, is_in_prompt: bool) -> None:
        for index, tool in enumerate(namespace["tools"]):
            tool_place = f"{place}.tools.{index}"
            if tool.get("type") not in ("function", "custom"):
                raise invalid(
                    f"{tool_place}.type", f"must be function or custom, got {shown(tool.get('type'))}"
                )
            self._add_named(tool, tool_place, namespace, is_in_prompt)

    def _add_named(
        self, value: Mapping[str, Any], place: str, inside: Mapping[str, Any] | None, is_in_prompt: bool
    ) -> None:
        """`inside`: the namespace that it is in."""
        namespace = None if inside is None else str(inside["name"])
        if value["type"] == "function":
            function = validate(FunctionTool, value, place)
            tool = Tool(
                name=model_name(function.name, namespace),
                description=function.description,
                parameters=function.parameters,
                is_strict=bool(function.strict),
                param=f"{place}.parameters",
            )
            told, is_deferred = CalledTool("function", function.name, namespace), function.defer_loading
            show = _function_object(function)
        else:
            custom = validate(CustomTool, value, place)
            tool = _custom(custom, model_name(custom.name, namespace), place)
            told, is_deferred = CalledTool("custom", custom.name, namespace), custom.defer_loading
            show = dict(value)
        if namespace is None:
            self._show(show)
        if not (is_deferred and is_in_prompt and self.search):
            self._offer(tool, told, is_in_prompt)
        elif self.search == "server":  # else the client brings what it finds
            self._defer(tool, told, value if inside is None else {**inside, "tools": [value]})

    def _add_server(self, tool: dict[str, Any], place: str) -> None:
        server = mcp_server(tool, place)
        if server["defer_loading"] and self.search == "client":
            raise invalid(
                f"{place}.defer_loading",
                "needs a `tool_search` that the server runs: the client does not know the tools",
            )
        server["defer_loading"] = server["defer_loading"] and self.search == "server"
        label = server["server_label"]
        if any(other["server_label"] == label for other in self.servers):
            raise invalid(f"{place}.server_label", f"stands there twice: {shown(label)}")
        self.servers.append(server)
        self._show(tool)

    def _defer(self, tool: Tool, told: CalledTool, definition: Mapping[str, Any]) -> None:
        if tool.name in self._called_later:
            raise invalid("tools", f"must have different names, and {shown(tool.name)} stands there twice")
        self.deferred.append(dict(definition))
        self._called_later[tool.name] = told

    def _add_search(self, search: ToolSearchTool, place: str, is_in_prompt: bool) -> None:
        if search.execution != "client":
            self._search_place = self._search_place or place
            return
        parameters = search.parameters or _object(["query"], query=_TEXT)
        tool = Tool("tool_search", search.description or _SEARCH, parameters, False, f"{place}.parameters")
        self._offer(tool, CalledTool("tool_search", "tool_search"), is_in_prompt)

    def _add_built_in(self, value: dict[str, Any], kind: CallKind, place: str, is_in_prompt: bool) -> None:
        if kind == "shell":
            environment = validate(ShellTool, value, place).environment or {}
            if environment.get("type", "local") != "local":
                self.unavailable.append(f"{place}: shell in a container")
                self._show(value)
                return
        description, parameters = _BUILT_IN[kind]
        self._offer(Tool(kind, description, parameters, True, place), CalledTool(kind, kind), is_in_prompt)
        self._show(value)

    def _offer(self, tool: Tool, told: CalledTool, is_in_prompt: bool) -> None:
        if not is_in_prompt:
            if tool.name in self.called:
                return  # one that was found again
            tool = Tool(
                tool.name,
                tool.description,
                tool.parameters,
                tool.is_strict,
                tool.param,
                tool.input_grammar,
                is_in_prompt=False,
            )
        self.offered.append(tool)
        self.called[tool.name] = told

    def _show(self, tool: dict[str, Any]) -> None:
        """As long as the SDK's types have it: the object must fit them."""
        try:
            _sdk_tool().validate_python(tool)
        except ValidationError:
            return
        self.shown.append(tool)

    # ---- which may be called ----------------------------------------------------------------------

    def use(self, choice: Any, *, is_parallel: bool) -> ToolUse | None:
        """Raises: InvalidRequest where the choice cannot be made."""
        tools = self.offered
        if self.servers:
            return self._use_with_servers(choice, is_parallel=is_parallel)
        if not isinstance(choice, FlatToolChoice):
            if choice == "required" and not tools and self.unavailable:
                raise self._cannot_run("tool_choice", "of the tools")
            return all_tools(tools, choice or "auto", is_parallel=is_parallel)
        if choice.type == "allowed_tools":
            runnable = [tool for tool in choice.tools or () if tool.get("type") not in SERVER_TOOLS]
            if not runnable:
                return self._none_of(choice.mode, is_parallel=is_parallel)
            names = [name for tool in runnable for name in self._names(tool, "tool_choice.tools")]
            return some_tools(tools, names, choice.mode, "tool_choice.tools", is_parallel=is_parallel)
        (name,) = self._names(choice.model_dump(exclude_none=True), "tool_choice") or ("",)
        if choice.type not in ("function", "custom") and name not in self.called:
            raise invalid("tool_choice.type", f"names {choice.type}, which is none of `tools`")
        return one_tool(tools, name, "tool_choice.name")

    def _use_with_servers(self, choice: Any, *, is_parallel: bool) -> ToolUse:
        """What servers have is not known yet: `allowed_of_servers` says which of it counts."""
        names = [tool.name for tool in self.offered]
        require_different_names(self.offered)
        mode: Any = choice or "auto"
        if isinstance(choice, FlatToolChoice):
            chosen = choice.tools or [] if choice.type == "allowed_tools" else [self._as_chosen(choice)]
            mode = choice.mode if choice.type == "allowed_tools" else "required"
            is_parallel = is_parallel and choice.type == "allowed_tools"
            ours = [one for one in chosen if one.get("type") == "mcp"]
            self.allowed_of_servers = [self._allowed(one) for one in ours]
            others = [one for one in chosen if one.get("type") not in ("mcp", *SERVER_TOOLS)]
            names = [name for one in others for name in self._names(one, "tool_choice")]
            for name in names:
                if name not in self.called:
                    raise invalid("tool_choice", f"names {shown(name)}, and `tools` has no such tool")
        return ToolUse(
            tools=tuple(self.offered), mode=mode, allowed=frozenset(names), is_parallel=is_parallel
        )

    @staticmethod
    def _as_chosen(choice: FlatToolChoice) -> dict[str, Any]:
        return choice.model_dump(exclude_none=True)

    def _allowed(self, chosen: Mapping[str, Any]) -> str:
        label = chosen.get("server_label")
        if not any(server["server_label"] == label for server in self.servers):
            raise invalid("tool_choice.server_label", f"names {shown(label)}, which is none of `tools`")
        return str(label) if chosen.get("name") is None else model_name(str(chosen["name"]), str(label))

    def _none_of(self, mode: str, *, is_parallel: bool) -> ToolUse | None:
        """Only tools of the server's may be called."""
        if mode == "required":
            raise self._cannot_run("tool_choice.tools", "of the tools")
        return all_tools(self.offered, "none", is_parallel=is_parallel)

    def _names(self, chosen: Mapping[str, Any], param: str) -> list[str]:
        """Those that the model knows, of a tool as a choice names it."""
        kind = chosen.get("type", "function")
        if kind in ("function", "custom"):
            name = chosen.get("name")
            if not isinstance(name, str):
                raise invalid(param, "must name each function by its `name`")
            full = model_name(name, chosen.get("namespace"))
            if full in self.called:
                return [full]
            # Left out of a namespace, a name says enough where it is the only one.
            return [known for known, told in self.called.items() if told.name == name] or [name]
        if kind == "namespace":
            return [known for known, told in self.called.items() if told.namespace == chosen.get("name")]
        if kind in (*_BUILT_IN, "tool_search"):
            return [str(kind)]
        raise self._cannot_run(param, str(kind))

    def _cannot_run(self, param: str, what: str) -> InvalidRequest:
        return invalid(
            param,
            f"asks for a call {'of ' if not what.startswith('of') else ''}{what}, and this server can run "
            "none of its own tools: choose auto, or a tool that the client runs",
        )


def _described(tool: Mapping[str, Any]) -> str:
    """A line for what a search may find: a namespace or an MCP server stands for all that it has."""
    name = tool.get("server_label") or tool["name"]
    return f"- {name}: {tool['description']}" if tool.get("description") else f"- {name}"


def model_name(name: str, namespace: str | None) -> str:
    return name if namespace is None else f"{namespace}.{name}"


def response_tools(body: ResponseBody | TokenCountBody, items: Sequence[Item]) -> ResponseTools:
    """The body's, and those that items of the conversation bring. Raises InvalidRequest."""
    tools = ResponseTools()
    tools.add(body.tools or (), "tools")
    for index, item, is_at_start in tool_items(items):
        if item["type"] == "tool_search_output" or not is_at_start:
            tools.add(item["tools"], f"input.{index}.tools", is_in_prompt=False)
        else:
            tools.add(item["tools"], f"input.{index}.tools")
    tools.add_hosted_search()
    return tools


def tool_items(items: Sequence[Item]) -> Iterator[tuple[int, Item, bool]]:
    """Those with tools in them, with their place, and whether nobody has said anything before."""
    is_at_start = True
    for index, item in enumerate(items):
        if item["type"] in ("additional_tools", "tool_search_output"):
            yield index, item, is_at_start
        elif item["type"] != "message" or item["role"] in ("user", "assistant"):
            is_at_start = False


def tool_use_of(body: ResponseBody | TokenCountBody, tools: ResponseTools) -> ToolUse | None:
    """Raises: InvalidRequest where the choice cannot be made."""
    return tools.use(body.tool_choice, is_parallel=body.parallel_tool_calls is not False)


def definitions(tools: Sequence[Mapping[str, Any]]) -> str:
    """For the message that brings them."""
    offered = ResponseTools()
    offered.add(tools, "tools", is_in_prompt=False)
    return "\n".join(json.dumps(tool.definition["function"], ensure_ascii=False) for tool in offered.offered)


def _custom(tool: CustomTool, name: str, place: str) -> Tool:
    form = tool.format or TextFormat(type="text")
    text: dict[str, Any] = dict(_TEXT)
    grammar = None
    if form.type == "grammar":
        if form.syntax is None or form.definition is None:
            raise invalid(f"{place}.format", "must have `syntax` and `definition` with the type grammar")
        kind = "a Lark grammar" if form.syntax == "lark" else "a regular expression"
        text["description"] = f"A text of {kind}:\n{form.definition}"
        grammar = Grammar(form.syntax, form.definition, f"{place}.format.definition")
    return Tool(
        name=name,
        description=tool.description,
        parameters=_object(["input"], input=text),
        is_strict=grammar is None,
        param=f"{place}.format.definition",
        input_grammar=grammar,
    )


def _function_object(tool: FunctionTool) -> dict[str, Any]:
    return {
        "type": "function",
        "name": tool.name,
        "description": tool.description,
        "parameters": tool.parameters,
        "strict": bool(tool.strict),
        **({"defer_loading": True} if tool.defer_loading else {}),
    }
