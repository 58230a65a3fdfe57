"""The tools of one model step: functions of the client, tools of MCP servers, memory, commands, subagents."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from serving import telemetry
from serving.agent_sessions import SUBAGENTS, Artifact, may_begin
from serving.agents import automation_tool, memory_tool, tool_finder
from serving.agents.automation_tool import AutomationCalls
from serving.agents.commands import shown_command
from serving.agents.mcp_client import McpClients, McpConnection, McpTool, McpUnavailable
from serving.agents.mcp_config import McpServer, McpServers
from serving.agents.memory_tool import MemoryCalls, memory_server
from serving.agents.session_environments import SessionEnvironments
from serving.agents.subagent_tools import subagent_tools
from serving.api.validation import invalid, shown
from serving.errors import InvalidRequest, NotFound, NotSupported
from serving.mcp_items import model_name
from serving.principal import Principal
from serving.replica.storage import Storage
from serving.replica.workers import Workers
from serving.request import ChatInput, Request, Tool, ToolUse
from serving.responses import ToolsListed
from serving.sessions.agents.work import (
    CallOutcome,
    CommandCall,
    McpCall,
    ModelCall,
    ModelStep,
    ToolCalls,
)


class StepTools:
    """What a step may call, by the names that the model knows."""

    def __init__(
        self,
        request: Request,
        listed: Sequence[tuple[McpServer, Mapping[str, McpTool]]],
        commands: Sequence[Tool],
        subagents: Sequence[Tool] = (),
        deferred: frozenset[str] = frozenset(),
        found: frozenset[str] = frozenset(),
        withheld: frozenset[str] = frozenset(),
    ) -> None:
        """
        Args:
            deferred: the labels of servers whose tools are looked for first.
            found: the names of deferred tools, of servers or functions, that may be called already.
            commands: the tools of the session's environment; empty: it has none.
            withheld: the names of functions whose scope is lacking.
            subagents: those for subagents; empty: the agent has none.
        """
        assert isinstance(request.input, ChatInput), "an agent's turns are chats"
        given = request.input.tools
        functions = () if given is None else given.tools
        self._functions = [
            tool
            for tool in functions
            if (tool.is_in_prompt or tool.name in found) and tool.name not in withheld
        ]
        self._deferred = deferred
        self._is_parallel = given is None or given.is_parallel  # None: of an agent of an earlier Tenure
        self._commands = {tool.name: tool for tool in commands}
        self._subagents = {tool.name: tool for tool in subagents}
        self._of_servers: dict[str, tuple[McpServer, McpTool]] = {
            model_name(server.label, tool.name): (server, tool)
            for server, tools in listed
            for tool in tools.values()
            if server.may_call(tool.name)
            and (server.label not in deferred or model_name(server.label, tool.name) in found)
        }

    def use(self, choice: str | None) -> ToolUse | None:
        """Raises: InvalidRequest.

        Args:
            choice: `required`, or `function:NAME` of the one tool that is to be called; None: the model's.
        """
        servers_tools = (
            replace(tool.as_tool(name), is_in_prompt=server.label not in self._deferred)
            for name, (server, tool) in self._of_servers.items()
        )
        tools = [*self._functions, *servers_tools, *self._commands.values(), *self._subagents.values()]
        if not tools:
            return None
        names = frozenset(tool.name for tool in tools)
        if choice is None or choice == "required":
            mode = "auto" if choice is None else "required"
            return ToolUse(
                tools=tuple(tools),
                mode=mode,  # type: ignore[arg-type]
                allowed=names,
                is_parallel=self._is_parallel,
            )
        name = choice.removeprefix("function:")
        if name not in names:
            raise invalid("agent.tool_choice", f"names {shown(name)}, and there is no such tool")
        return ToolUse(tools=tuple(tools), mode="required", allowed=frozenset({name}), is_parallel=False)

    def call(self, call_id: str, name: str, arguments: str) -> ModelCall:
        """What a call of the model is."""
        if name in self._commands:
            command = shown_command(name, arguments)
            return ModelCall(call_id=call_id, name=name, arguments=arguments, command=command)
        if name in self._subagents:
            own_name = name.removeprefix(model_name(SUBAGENTS, ""))
            return ModelCall(call_id=call_id, name=own_name, arguments=arguments, is_of_subagents=True)
        found = self._of_servers.get(name)
        if found is None:
            return ModelCall(call_id=call_id, name=name, arguments=arguments)
        server, tool = found
        return ModelCall(
            call_id=call_id,
            name=tool.name,
            arguments=arguments,
            server_label=server.label,
            is_asked=server.needs_approval(tool.name, is_read_only=tool.is_read_only),
            may_repeat=server.may_repeat(tool.name),
        )


@dataclass(frozen=True, slots=True)
class _OwnServer:
    """What the model is told of as a server, and is called here."""

    server: Callable[[Mapping[str, Any]], McpServer]
    tools: Mapping[str, McpTool]
    call: Callable[[McpCall, Mapping[str, Any], ToolCalls], Awaitable[CallOutcome]]


class AgentTools:
    """Belongs to the event loop."""

    def __init__(
        self, servers: McpServers, environments: SessionEnvironments, storage: Storage, workers: Workers
    ) -> None:
        self._environments = environments
        self._servers = servers
        self._vaults = storage.vaults
        self._clients = McpClients()
        self._memory = MemoryCalls(storage.memories)
        self.automations = AutomationCalls(storage.automations)
        self._workers = workers
        # By the key that marks them among a session's servers.
        self._own = {
            "memory": _OwnServer(memory_server, memory_tool.TOOLS, self._remember),
            "automations": _OwnServer(
                lambda _: automation_tool.SERVER, automation_tool.TOOLS, self._schedule
            ),
            "search": _OwnServer(lambda _: tool_finder.SERVER, tool_finder.TOOLS, self._find),
        }

    def _own_server(self, tool: Mapping[str, Any]) -> _OwnServer | None:
        return next((own for key, own in self._own.items() if key in tool), None)

    def check(self, mcp_tools: Sequence[Mapping[str, Any]]) -> None:
        """Raises: InvalidRequest where a saved agent's tools may not be used here."""
        for tool in mcp_tools:
            self._server(tool)

    async def check_of_session(self, principal: Principal, mcp_tools: Sequence[Mapping[str, Any]]) -> None:
        """Raises: InvalidRequest, VaultNotFound where they may not be, with the session's credentials."""
        for tool in mcp_tools:
            await self._with_credential(principal, tool)

    def _server(self, tool: Mapping[str, Any]) -> McpServer:
        """Raises: InvalidRequest."""
        own = self._own_server(tool)
        return self._servers.server(tool, str(tool["param"])) if own is None else own.server(tool)

    def _server_for(self, principal: Principal, tool: Mapping[str, Any]) -> McpServer:
        """Of its tools it has those that the principal's scopes let him call. Raises: InvalidRequest."""
        return replace(self._server(tool), principal=principal)

    async def _with_credential(self, principal: Principal, tool: Mapping[str, Any]) -> McpServer:
        """The server, with what the session's vaults have for it. Raises: InvalidRequest, VaultNotFound."""
        server, param = self._server_for(principal, tool), str(tool.get("param"))
        vault_ids, credential_id = tool.get("vault_ids", ()), tool.get("credential_id")
        if self._own_server(tool) is not None or not (vault_ids or credential_id):
            return server
        find, url = self._vaults.attached, str(tool["server_url"])
        credential = await self._workers.run(find, principal.tenant, vault_ids, url, credential_id, param)
        return server if credential is None else server.with_credential(credential, param)

    async def _connection(self, principal: Principal, server: McpServer) -> McpConnection:
        connection, is_new = await self._clients.connection(server)
        if is_new and server.credential is not None:
            id_, url = server.credential.credential_id, str(server.entry.url)
            await self._workers.run(self._vaults.note_use, principal, id_, url)
        return connection

    async def of_step(self, step: ModelStep) -> StepTools:
        """Raises: McpUnavailable, InvalidRequest, VaultNotFound."""
        principal = step.request.principal
        servers = [await self._with_credential(principal, tool) for tool in step.mcp_tools]
        listed = await asyncio.gather(*map(partial(self._listed, principal), servers, step.mcp_tools))
        commands = [] if step.environment_id is None else self._environments.tools()
        subagents = subagent_tools() if may_begin(step.agent) else []
        return StepTools(
            step.request,
            list(zip(servers, listed, strict=True)),
            commands,
            subagents,
            deferred=frozenset(tool["server_label"] for tool in step.mcp_tools if tool.get("is_deferred")),
            found=tool_finder.found_names(step.history, step.origin),
            withheld=_withheld(step.agent, principal),
        )

    async def _listed(
        self, principal: Principal, server: McpServer, tool: Mapping[str, Any]
    ) -> Mapping[str, McpTool]:
        """None of one that cannot be reached, and is not required."""
        if (own := self._own_server(tool)) is not None:
            return own.tools
        if not server.is_of_use:
            return {}
        try:
            return await (await self._connection(principal, server)).tools()
        except McpUnavailable:
            if tool["required"]:
                raise
            return {}

    async def listed(self, principal: Principal, tool: Mapping[str, Any]) -> ToolsListed:
        """What a server has that this tool may call, or why nothing is known. Raises: InvalidRequest."""
        try:
            server = await self._with_credential(principal, tool)
            found = await (await self._connection(principal, server)).tools()
        except (McpUnavailable, NotFound, NotSupported) as error:
            return ToolsListed(label=tool["server_label"], tools=(), error=str(error))
        listed = ToolsListed(label=server.label, tools=tuple(one.as_listed() for one in found.values()))
        return _allowed(server, tool, listed, _read_only(listed.tools))

    async def known(self, principal: Principal, tool: Mapping[str, Any], listed: ToolsListed) -> ToolsListed:
        """The same of what a client says that the server has: only the server says what merely reads.

        Raises: InvalidRequest.
        """
        server = self._server_for(principal, tool)
        read_only = _read_only(listed.tools)
        if server.asks_by_hint:
            try:
                known = await self._with_credential(principal, tool)
                found = await (await self._connection(principal, known)).tools()
            except (McpUnavailable, NotFound, NotSupported):
                found = {}
            read_only = frozenset(name for name, one in found.items() if one.is_read_only)
        return _allowed(server, tool, listed, read_only)

    def may_repeat(self, tool: Mapping[str, Any], name: str) -> bool:
        return self._server(tool).may_repeat(name)

    async def call(self, call: McpCall | CommandCall, work: ToolCalls) -> CallOutcome:
        """One call, made once."""
        span = telemetry.span(f"execute_tool {call.name}", _told_of(call, work))
        try:
            with span.current():
                outcome = await self._call(call, work)
            if outcome.error is not None:
                span.fail(str(outcome.error["type"]))
            return outcome
        except BaseException as error:
            span.fail("cancelled" if isinstance(error, asyncio.CancelledError) else type(error).__name__)
            raise
        finally:
            span.end()

    async def _call(self, call: McpCall | CommandCall, work: ToolCalls) -> CallOutcome:
        if isinstance(call, CommandCall):
            assert work.environment_id is not None, "only an environment has such tools"
            return await self._environments.run(work.principal, work.environment_id, call)
        tool = next(tool for tool in work.mcp_tools if tool["server_label"] == call.server_label)
        if not isinstance(call.arguments, Mapping):
            return CallOutcome(
                error={"type": "invalid_arguments", "message": "The arguments are no JSON object."}
            )
        if (own := self._own_server(tool)) is not None:
            if not self._server_for(work.principal, tool).may_call(call.name):
                return _not_allowed(call)
            return await own.call(call, tool, work)
        try:
            server = await self._with_credential(work.principal, tool)
        except (InvalidRequest, NotFound, NotSupported) as error:
            message = f"{error} The call was not made."
            return CallOutcome(error={"type": "credential_unavailable", "message": message})
        if not server.may_call(call.name):
            return _not_allowed(call)
        connection = await self._connection(work.principal, server)
        return await connection.call(call.name, call.arguments)

    async def _remember(self, call: McpCall, tool: Mapping[str, Any], work: ToolCalls) -> CallOutcome:
        tenant, session_id = work.principal.tenant, work.session_id
        return await self._workers.run(self._memory.call, call, tool, tenant, session_id)

    async def _schedule(self, call: McpCall, _: Mapping[str, Any], work: ToolCalls) -> CallOutcome:
        outcome = await self._workers.run(self.automations.call, call, work)
        self.automations.has_changed()
        return outcome

    async def _find(self, call: McpCall, _: Mapping[str, Any], work: ToolCalls) -> CallOutcome:
        return tool_finder.search(call, await self._deferred(work))

    async def _deferred(self, work: ToolCalls) -> list[Tool]:
        """The tools that a search looks among: functions, and what those servers have that may be called."""
        shown = () if work.agent is None else work.agent["tools"]
        withheld = _withheld(work.agent, work.principal)
        tools = [
            Tool(tool["name"], tool["description"], tool["parameters"], is_strict=False, param="agent.tools")
            for tool in shown
            if tool["type"] == "function" and tool["defer_loading"] and tool["name"] not in withheld
        ]
        for entry in work.mcp_tools:
            if entry.get("is_deferred"):
                server = await self._with_credential(work.principal, entry)
                listed = await self._listed(work.principal, server, {**entry, "required": False})
                may_be_called = (tool for tool in listed.values() if server.may_call(tool.name))
                tools += [tool.as_tool(model_name(server.label, tool.name)) for tool in may_be_called]
        return tools

    async def publish(self, step: ModelStep) -> tuple[Artifact, ...]:
        """What the turn that ends with this step hands over; a subagent leaves that to its parent."""
        if step.environment_id is None or step.origin is not None:
            return ()
        principal = step.request.principal
        return await self._environments.publish(principal, step.session_id, step.turn_id, step.environment_id)

    async def close(self) -> None:
        await self._clients.close()


def _not_allowed(call: McpCall) -> CallOutcome:
    message = f"The tool {call.name} may not be called. The call was not made."
    return CallOutcome(error={"type": "invalid_arguments", "message": message})


def _told_of(call: McpCall | CommandCall, work: ToolCalls) -> telemetry.Attributes:
    """Without its arguments. What goes to an MCP server bears the span: the SDK sees to that."""
    server = call.server_label if isinstance(call, McpCall) else None
    return {
        "gen_ai.operation.name": "execute_tool",
        "gen_ai.tool.name": call.name,
        "gen_ai.tool.call.id": call.call_id,
        "gen_ai.tool.type": "extension",  # made on the agent's side
        "gen_ai.conversation.id": work.session_id or None,
        "mcp.method.name": None if server is None else "tools/call",
        "tenure.mcp.server": server,
    }


def _withheld(agent: Mapping[str, Any] | None, principal: Principal) -> frozenset[str]:
    """The functions that an agent has, and that whoever it acts for may not have called."""
    shown = (agent or {}).get("tools", ())
    scoped = (tool for tool in shown if tool["type"] == "function" and tool.get("tenure:scope"))
    return frozenset(tool["name"] for tool in scoped if not principal.may(tool["tenure:scope"]))


def _read_only(tools: Sequence[Mapping[str, Any]]) -> frozenset[str]:
    """The names of those that say of themselves that they only read."""
    return frozenset(one["name"] for one in tools if (one.get("annotations") or {}).get("readOnlyHint"))


def _allowed(
    server: McpServer, tool: Mapping[str, Any], listed: ToolsListed, read_only: frozenset[str]
) -> ToolsListed:
    """Of what a server has what this tool may call, and what is asked for."""
    tools = [one for one in listed.tools if server.may_call(one["name"])]
    if (wanted := tool.get("read_only")) is not None:
        tools = [one for one in tools if (one["name"] in read_only) is wanted]
    names = [one["name"] for one in tools]
    asked = [name for name in names if server.needs_approval(name, is_read_only=name in read_only)]
    return replace(listed, tools=tuple(tools), asked=tuple(asked))


def with_prompt(request: Request, messages: tuple[Mapping[str, Any], ...], use: ToolUse | None) -> Request:
    """The request has the agent's instructions, as messages."""
    assert isinstance(request.input, ChatInput), "an agent's turns are chats"
    whole = (*request.input.messages, *messages)
    return replace(request, input=replace(request.input, messages=whole, tools=use))
