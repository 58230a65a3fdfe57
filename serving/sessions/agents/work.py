"""What is to be done next in a session, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from serving.agent_sessions import Artifact, TurnFailure
from serving.output import Usage
from serving.principal import Principal
from serving.request import Request
from serving.responses import Item


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredItem:
    """An item, and the model step that it came from or answers; None: the client's own."""

    turn_id: str
    step: int | None
    item: Item


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What a subagent begins with: its parent's prompt, up to the results of the step that began it."""

    history: tuple[StoredItem, ...]
    call_id: str  # of that step: whose result it is
    subagent_id: str
    task: str
    origin: Origin | None  # of the parent


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelStep:
    """One turn of the log."""

    session_id: str
    turn_id: str
    step: int  # of the turn, from 0
    first_output: int  # the output index of its first item
    request: Request  # without messages
    history: tuple[StoredItem, ...]
    tool_choice: str | None  # see `NewAgentSession`
    mcp_tools: tuple[Mapping[str, Any], ...]
    environment_id: str | None
    is_new: bool  # false: a process may have begun it
    agent: Mapping[str, Any]  # as its object shows it
    origin: Origin | None = None  # None: nobody has begun the session


@dataclass(frozen=True, slots=True, kw_only=True)
class McpCall:
    call_id: str
    server_label: str
    name: str
    arguments: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandCall:
    """Of a tool of the session's environment."""

    call_id: str
    name: str
    arguments: Any  # as the model gave them: an object, if they are as they should be


@dataclass(frozen=True, slots=True, kw_only=True)
class SubagentCall:
    """Of a tool for subagents, which changes rows alone, or waits for them to change."""

    call_id: str
    name: str
    arguments: Any  # as the model gave them


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolCalls:
    """Calls that are ours to make, and may be made at once."""

    session_id: str
    turn_id: str
    principal: Principal  # whose session it is
    calls: tuple[McpCall | CommandCall | SubagentCall, ...]
    mcp_tools: tuple[Mapping[str, Any], ...]
    environment_id: str | None
    agent: Mapping[str, Any] | None = None  # as its object shows it; None: a response's, which has none


Work = ModelStep | ToolCalls


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelCall:
    """A call that a step ended with."""

    call_id: str
    name: str  # the tool's own
    arguments: str  # as the model wrote them
    server_label: str | None = None  # of an MCP tool
    command: str | None = None  # of a tool of the environment: what is run, to show; else a client's function
    is_of_subagents: bool = False  # a tool for subagents
    is_asked: bool = False  # an approval is waited for first
    may_repeat: bool = False  # it is made again where it was begun and is not known to have ended
    failure: Mapping[str, Any] | None = None  # why it is not made at all

    @property
    def kind(self) -> Literal["function", "mcp", "command", "subagent"]:
        if self.is_of_subagents:
            return "subagent"
        if self.command is not None:
            return "command"
        return "function" if self.server_label is None else "mcp"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepResult:
    """How a model step ended."""

    status: Literal["completed", "failed", "cancelled"]
    num_events: int  # of its deltas, and what belongs to them
    deltas: tuple[tuple[bool, int], ...]  # (is reasoning, characters)
    reasoning: str = ""
    text: str = ""
    calls: tuple[ModelCall, ...] = ()
    usage: Usage | None = None
    failure: TurnFailure | None = None
    artifacts: tuple[Artifact, ...] = ()  # that it has published, where it is its turn's last


@dataclass(frozen=True, slots=True, kw_only=True)
class CallOutcome:
    """What came of a call of ours: an output or an error, as its item shows them."""

    output: Any = None
    error: Mapping[str, Any] | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)  # of the item, beside these


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredEvent:
    number: int
    type: str
    fields: Mapping[str, Any]

    @property
    def end(self) -> int:
        """The number behind it."""
        return self.number + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class StepEvents:
    """The events of a step's deltas: they follow from it."""

    session_id: str
    turn_id: str
    step: int
    number: int  # of the first
    first_output: int
    num_events: int | None  # None: it has not ended
    deltas: tuple[tuple[bool, int], ...] = ()
    reasoning: str = ""
    text: str = ""

    @property
    def end(self) -> int | None:
        return None if self.num_events is None else self.number + self.num_events


EventRange = StoredEvent | StepEvents


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionWork:
    """A session that this process goes on with from now on, if there is something to do."""

    tenant: str
    session_id: str
    work: Work | None = field(default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class SubagentChanges:
    """What this process is to do behind a call of a tool for subagents."""

    begun: tuple[SessionWork, ...] = ()  # or gone on with
    cancelled: tuple[str, ...] = ()  # sessions whose turns are
    closed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SubagentResult:
    """How a subagent stands, as its parent is told."""

    subagent_id: str
    name: str | None
    status: str  # of its last turn, or `closed`
    is_at_work: bool
    text: str | None  # of its last message
    error: str | None  # why the turn failed
