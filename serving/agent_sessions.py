"""Agents and their sessions as the log keeps them: plain values that pickle, and the objects made of them.

The objects are those of OpenAI's Agents API, as its package types them (`openai.types.beta`). Items are
stored as they are shown. A turn of a session is a run: model steps, and the tool calls between them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any, Literal

from serving.output import Usage
from serving.request import Request
from serving.responses import Item

SessionStatus = Literal["idle", "in_progress", "requires_action", "failed", "budget_reached"]
AgentTurnStatus = Literal["queued", "in_progress", "waiting", "completed", "failed", "cancelled"]
CallStatus = Literal["in_progress", "completed", "failed", "incomplete"]
EnvironmentStatus = Literal["pending", "ready", "connected", "disconnected", "suspended", "expired", "failed"]
Decision = Literal["approve", "deny", "cancel"]
OPEN_TURNS: tuple[AgentTurnStatus, ...] = ("queued", "in_progress", "waiting")
RESTING: tuple[SessionStatus, ...] = ("idle", "failed", "budget_reached")  # no turn goes on by itself

SESSION_ID = "asession"  # what the ids of agents' sessions begin with
COMMAND_TOOLS = ("shell", "python")  # that a session with an environment has
WORKSPACE = "/workspace"  # where its programs see its files
MAX_PATH_PARTS = 64
MAX_NAME_BYTES = 255  # of a file, or a folder
ARTIFACTS = f"{WORKSPACE}/artifacts"  # what is below it is published when a turn has ended


def is_of_agent(session_id: str) -> bool:
    """Whether it looks like the id of an agent's session, whose tokens are in the log under the same."""
    return session_id.startswith(f"{SESSION_ID}_")


# ---- agents ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentRecord:
    """A saved agent, as one of its versions has it."""

    agent_id: str
    version: int  # from 1; each update makes one
    created: float  # seconds since the epoch, here and below
    updated: float  # when this version was made
    config: Mapping[str, Any]  # the fields of its object that are its owner's to set


def agent_object(agent: AgentRecord) -> dict[str, Any]:
    return {
        "id": agent.agent_id,
        "object": "agent",
        "created_at": int(agent.created),
        "updated_at": int(agent.updated),
        "version": agent.version,
        **agent.config,
    }


# ---- sessions -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TokenUsage:
    num_input: int = 0
    num_cached: int = 0
    num_output: int = 0

    @classmethod
    def of(cls, usage: Usage | None) -> TokenUsage:
        if usage is None:
            return cls()
        return cls(usage.num_prompt_tokens, usage.num_cached_tokens, usage.num_completion_tokens)

    def plus(self, more: TokenUsage) -> TokenUsage:
        return TokenUsage(
            self.num_input + more.num_input,
            self.num_cached + more.num_cached,
            self.num_output + more.num_output,
        )

    @property
    def as_row(self) -> list[int]:
        return [self.num_input, self.num_cached, self.num_output]

    @property
    def total(self) -> int:
        return self.num_input + self.num_output


USD = 10**9  # costs are whole numbers of 1e-9 USD
CENT = USD // 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """What a session has used, or several together."""

    usage: TokenUsage = TokenUsage()
    num_tool_calls: int = 0
    num_seconds: float = 0.0  # that it was at work: not those in which it waits for people
    cost: int = 0

    def plus(self, more: Spent) -> Spent:
        return Spent(
            usage=self.usage.plus(more.usage),
            num_tool_calls=self.num_tool_calls + more.num_tool_calls,
            num_seconds=self.num_seconds + more.num_seconds,
            cost=self.cost + more.cost,
        )


NOTHING_SPENT = Spent()


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What all turns of a session together may use, or all sessions of an agent or tenant; None: no limit."""

    max_tokens: int | None = None  # of input and output
    max_tool_calls: int | None = None
    max_seconds: float | None = None
    max_cost: int | None = None

    def reached(self, spent: Spent) -> str | None:
        """What was used of the limit that it has come to, in words; None: there is more."""
        if self.max_tokens is not None and spent.usage.total >= self.max_tokens:
            return f"{spent.usage.total} tokens, and its budget has {self.max_tokens}"
        if self.max_tool_calls is not None and spent.num_tool_calls >= self.max_tool_calls:
            return f"{spent.num_tool_calls} tool calls, and its budget has {self.max_tool_calls}"
        if self.max_seconds is not None and spent.num_seconds >= self.max_seconds:
            return f"{spent.num_seconds:.1f} seconds, and its budget has {self.max_seconds:g}"
        if self.max_cost is not None and spent.cost >= self.max_cost:
            return f"{spent.cost / USD:.6f} USD, and its budget has {self.max_cost / USD:g}"
        return None


NO_BUDGET = Budget()


def budget_fields(budget: Budget, spent: Spent) -> dict[str, Any]:
    """As objects show them."""
    cost = budget.max_cost
    return {
        "max_tokens": budget.max_tokens,
        "max_tool_calls": budget.max_tool_calls,
        "max_seconds": budget.max_seconds,
        "max_cost": None if cost is None else cost / USD,
        "consumed_tokens": spent.usage.total,
        "consumed_tool_calls": spent.num_tool_calls,
        "consumed_seconds": round(spent.num_seconds, 3),
        "consumed_cost": spent.cost / USD,
    }


def budget_of(fields: Mapping[str, Any] | None) -> Budget:
    """Of an agent's `tenure:budget`, as its object has it."""
    if fields is None:
        return NO_BUDGET
    cost = fields["max_cost"]
    return Budget(
        max_tokens=fields["max_tokens"],
        max_tool_calls=fields["max_tool_calls"],
        max_seconds=fields["max_seconds"],
        max_cost=None if cost is None else round(cost * USD),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentSession:
    session_id: str
    created: float
    last_active: float
    agent: Mapping[str, Any]  # as its object shows it
    status: SessionStatus = "idle"
    required_actions: tuple[Mapping[str, Any], ...] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)
    usage: TokenUsage = TokenUsage()
    budget: Budget = NO_BUDGET
    num_tool_calls: int = 0
    num_seconds: float = 0.0
    cost: int = 0
    environment: Mapping[str, Any] | None = None  # as its object shows it; None: none
    cache_ttl: str | None = None
    error: str | None = None
    num_events: int = 0  # the number of the next one
    vault_ids: tuple[str, ...] = ()  # whose credentials it may use
    parent_id: str | None = None  # the session that began it, as a subagent
    begun: Spent = NOTHING_SPENT  # by all that it began, and those began

    @property
    def family_spent(self) -> Spent:
        own = Spent(
            usage=self.usage,
            num_tool_calls=self.num_tool_calls,
            num_seconds=self.num_seconds,
            cost=self.cost,
        )
        return own.plus(self.begun)


# ---- subagents ------------------------------------------------------------------------------------

SUBAGENTS = "subagents"  # what the names of their tools begin with
SUBAGENT_CALLS = (  # the types of their items
    "create_subagent_call",
    "wait_for_subagents_call",
    "send_subagent_input_call",
    "close_subagent_call",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subagent:
    """A session that another one has begun; its id is the session's."""

    subagent_id: str
    parent_id: str
    parent_agent_id: str
    name: str | None
    task: str
    opened: float
    closed: float | None = None


def may_begin(agent: Mapping[str, Any]) -> bool:
    """Whether an agent, as its object shows it, has the tools for subagents."""
    return bool((agent.get("multi_agent") or {}).get("enabled"))


def subagent_object(subagent: Subagent) -> dict[str, Any]:
    closed = subagent.closed
    return {
        "id": subagent.subagent_id,
        "object": "agent.session.subagent",
        "session_id": subagent.parent_id,
        "parent_agent_id": subagent.parent_agent_id,
        "name": subagent.name,
        "instructions": [{"type": "output_text", "text": subagent.task}],
        "opened_at": int(subagent.opened),
        "closed_at": None if closed is None else int(closed),
        "status": "active" if closed is None else "closed",
    }


# ---- environments ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvironmentConfig:
    """What an environment's programs find when it is made, or made anew."""

    files: tuple[Mapping[str, str], ...] = ()  # each with its `id`, `path` and `data`, in base64
    env: Mapping[str, str] = field(default_factory=dict)
    setup_commands: tuple[Mapping[str, str], ...] = ()  # each with its `command` and `cwd`


def config_to_json(config: EnvironmentConfig) -> dict[str, Any]:
    return {
        "files": [dict(file) for file in config.files],
        "env": dict(config.env),
        "setup_commands": [dict(command) for command in config.setup_commands],
    }


def config_of_json(fields: Mapping[str, Any]) -> EnvironmentConfig:
    return EnvironmentConfig(
        files=tuple(fields["files"]),
        env=fields["env"],
        setup_commands=tuple(fields["setup_commands"]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvironmentTemplate:
    """A saved configuration of environments, as one of its versions has it."""

    template_id: str
    version: int = 1  # each update makes one
    created: float
    updated: float  # when this version was made
    name: str | None = None
    config: EnvironmentConfig


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    environment_id: str
    tenant: str
    user: str | None = None  # None: no user's in particular
    created: float
    config: EnvironmentConfig
    session_id: str | None = None
    status: EnvironmentStatus = "ready"
    error: Mapping[str, str] | None = None  # why it failed: its `type`, `code` and `message`
    is_begun: bool = False  # its files have been made
    reset_count: int = 0  # so often they were lost


@dataclass(frozen=True, slots=True, kw_only=True)
class Artifact:
    """A file that a turn has published."""

    artifact_id: str
    session_id: str
    environment_id: str
    turn_id: str
    created: float
    path: str  # as programs see it
    size_bytes: int
    digest: str  # SHA-256, hexadecimal


@dataclass(frozen=True, slots=True)
class EnvironmentFile:
    path: str  # as programs see it
    size_bytes: int


def path_below(path: str) -> PurePosixPath | None:
    """The part of an absolute path behind the workspace; None: it leads elsewhere, too deep, or nowhere."""
    parts = PurePosixPath(path).parts
    is_below = parts[:2] == ("/", WORKSPACE.lstrip("/")) and ".." not in parts and "\0" not in path
    fits = len(parts) <= MAX_PATH_PARTS and all(len(part.encode()) <= MAX_NAME_BYTES for part in parts)
    return PurePosixPath(*parts[2:]) if is_below and fits else None


def environment_files(config: EnvironmentConfig) -> list[dict[str, Any]]:
    return [
        {
            "type": "inline",
            "id": file["id"],
            "path": file["path"],
            "size_bytes": len(file["data"]) * 3 // 4 - file["data"].count("="),
        }
        for file in config.files
    ]


def template_object(template: EnvironmentTemplate) -> dict[str, Any]:
    """Without variables, commands and what is in the files."""
    return {
        "id": template.template_id,
        "object": "agent.environment.template",
        "name": template.name,
        "created_at": int(template.created),
        "updated_at": int(template.updated),
        "tenure:version": template.version,
        "capability_directories": [],
        "desktop": {"enabled": False},
        "files": [
            {name: value for name, value in file.items() if name != "id"}
            for file in environment_files(template.config)
        ],
        "network": {"access": "disabled", "allowed_domains": []},
        "packages": {"npm": [], "python": [], "system": []},
        "plugins": [],
        "skills": [],
    }


def environment_object(environment: Environment) -> dict[str, Any]:
    return {
        "id": environment.environment_id,
        "object": "agent.environment",
        "type": "openai_hosted",
        "status": environment.status,
        "error": environment.error,
        "files": environment_files(environment.config),
        "plugins": [],
        "skills": [],
        "session_id": environment.session_id,
        "reset_count": environment.reset_count,
    }


def environment_state(environment: Environment) -> dict[str, Any]:
    """As events show it."""
    return {
        "id": environment.environment_id,
        "type": "openai_hosted",
        "status": environment.status,
        "error": environment.error,
    }


def session_environment(environment: Environment) -> dict[str, Any]:
    """As the object of its session shows it."""
    return {
        "type": "openai_hosted",
        "id": environment.environment_id,
        "capability_directories": [],
        "container_size": None,
        "desktop": {"enabled": False},
        "files": environment_files(environment.config),
        "network": {"access": "disabled", "allowed_domains": []},
        "packages": {"npm": [], "python": [], "system": []},
        "plugins": [],
        "skills": [],
    }


def artifact_object(artifact: Artifact) -> dict[str, Any]:
    return {
        "id": artifact.artifact_id,
        "object": "agent.session.artifact",
        "created_at": int(artifact.created),
        "environment_id": artifact.environment_id,
        "session_id": artifact.session_id,
        "turn_id": artifact.turn_id,
        "path": artifact.path,
        "size_bytes": artifact.size_bytes,
    }


# ---- sessions that begin, and change --------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAgentSession:
    session: AgentSession
    request: Request  # each of its turns: without messages, and its function tools alone
    input: tuple[Item, ...] = ()  # messages; none: it begins idle
    tool_choice: str | None = None  # of a turn's first step: `required`, `function:NAME`; None: the model's
    environment: Environment | None = None  # a new one of this session; else one that has none yet
    mcp_tools: tuple[Mapping[str, Any], ...] = ()  # see `serving.agents.mcp_config`, each with its `param`

    @property
    def tenant(self) -> str:
        return self.request.tenant


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionChange:
    """What an update of a session sets; None: it stays as it is."""

    metadata: Mapping[str, str] | None = None
    budget: Budget | None = None
    spend_limit: tuple[int | None] | None = None  # the budget's `max_cost` alone
    renewed: NewAgentSession | None = None  # another agent: its request, tools and object


@dataclass(frozen=True, slots=True)
class TurnFailure:
    """Why a turn failed: `code` is one of `openai.types.beta.session_turn_error`."""

    code: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentTurn:
    turn_id: str
    session_id: str
    agent_id: str
    status: AgentTurnStatus
    created: float
    started: float | None = None
    completed: float | None = None
    failure: TurnFailure | None = None
    usage: TokenUsage = TokenUsage()
    subagent_id: str | None = None  # where its session is one


def usage_object(usage: TokenUsage) -> dict[str, Any]:
    return {
        "input_tokens": usage.num_input,
        "input_tokens_details": {"cached_tokens": usage.num_cached},
        "output_tokens": usage.num_output,
        "output_tokens_details": {"reasoning_tokens": 0},
        "total_tokens": usage.total,
    }


def session_object(session: AgentSession) -> dict[str, Any]:
    ttl, limit, spent = session.cache_ttl, session.budget.max_cost, session.family_spent
    has_price = limit is not None or spent.cost > 0
    return {
        "id": session.session_id,
        "object": "agent.session",
        "agent": dict(session.agent),
        "created_at": int(session.created),
        "environment": {"type": "none"} if session.environment is None else dict(session.environment),
        "error": session.error,
        "last_active_at": int(session.last_active),
        "metadata": dict(session.metadata),
        "required_actions": list(session.required_actions),
        "status": session.status,
        "usage": usage_object(session.usage),
        "vault_ids": list(session.vault_ids),
        "prompt_cache_options": None if ttl is None else {"ttl": ttl},
        "review": "none",
        "spend_control": {
            "limit": None if limit is None else limit // CENT,
            "consumed": spent.cost // CENT if has_price else None,
        },
        "tenure:budget": budget_fields(session.budget, spent),
        "tenure:parent_session_id": session.parent_id,
    }


def turn_object(turn: AgentTurn) -> dict[str, Any]:
    failure = turn.failure
    return {
        "id": turn.turn_id,
        "object": "agent.session.turn",
        "agent_id": turn.agent_id,
        "session_id": turn.session_id,
        "subagent_id": turn.subagent_id,
        "created_at": int(turn.created),
        "started_at": None if turn.started is None else int(turn.started),
        "completed_at": None if turn.completed is None else int(turn.completed),
        "status": turn.status,
        "error": None if failure is None else {"code": failure.code, "message": failure.message},
        "usage": usage_object(turn.usage),
        "prompt_cache_options": None,
    }


# ---- input ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NewMessages:
    """A turn, behind those that are open."""

    items: tuple[Item, ...]  # without ids
    steers: bool = False  # where a turn is under way: no turn, but what its next model step finds


@dataclass(frozen=True, slots=True)
class CancelTurn:
    """Of the turn under way, or the one that is next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolResult:
    turn_id: str
    call_id: str
    output: str | tuple[Mapping[str, Any], ...] | None
    error: str | None  # of a call that failed


@dataclass(frozen=True, slots=True)
class ApprovalResult:
    request_id: str
    decision: Decision


SessionInput = NewMessages | CancelTurn | ToolResult | ApprovalResult


@dataclass(frozen=True, slots=True, kw_only=True)
class SentInput:
    """The events of one body."""

    inputs: tuple[SessionInput, ...]
    idempotency_key: str | None = None  # what was taken under it is not taken again
    digest: str = ""  # of the body


# ---- events ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AgentEvent:
    """What a session's readers are told: its number, and the fields of its object but for the id."""

    number: int
    fields: Mapping[str, Any]

    @property
    def type(self) -> str:
        return str(self.fields["type"])


def event_object(session_id: str, event: AgentEvent) -> dict[str, Any]:
    suffix = session_id.partition("_")[2]
    return {
        "event_id": f"event_{suffix}_{event.number}",
        "sequence_number": event.number,
        **event.fields,
    }


def at_event(session: AgentSession, stored: Mapping[str, Any]) -> AgentSession:
    """The session as it was when an event was stored, in what may have changed of it by itself since."""
    return replace(
        session,
        status=stored["status"],
        required_actions=tuple(stored["required_actions"]),
        usage=TokenUsage(*stored["usage"]),
        num_tool_calls=stored["num_tool_calls"],
        num_seconds=stored.get("num_seconds", 0.0),
        cost=stored.get("cost", 0),
        begun=Spent(
            usage=TokenUsage(*stored.get("subagents_usage", ())),
            num_tool_calls=stored.get("num_subagents_calls", 0),
            num_seconds=stored.get("num_subagents_seconds", 0.0),
            cost=stored.get("subagents_cost", 0),
        ),
        last_active=stored["last_active"],
    )


def session_snapshot(session: AgentSession) -> dict[str, Any]:
    """What `at_event` reads: its agent may be large, and is not stored with every event."""
    return {
        "status": session.status,
        "required_actions": list(session.required_actions),
        "usage": session.usage.as_row,
        "num_tool_calls": session.num_tool_calls,
        "num_seconds": session.num_seconds,
        "cost": session.cost,
        "subagents_usage": session.begun.usage.as_row,
        "num_subagents_calls": session.begun.num_tool_calls,
        "num_subagents_seconds": session.begun.num_seconds,
        "subagents_cost": session.begun.cost,
        "last_active": session.last_active,
    }
