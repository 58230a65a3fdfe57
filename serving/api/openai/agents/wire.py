"""The bodies of /v1/agents and its sub-resources."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, StringConstraints

from serving.api.memory_bodies import ExpiresAfter, Name
from serving.api.openai.wire.responses import FlatChoice, Metadata, ServiceTier
from serving.api.openai.wire.structured import Schema
from serving.api.wire import MAX_TOOLS, Count, Effort, PositiveCount, ToolName, WireModel
from serving.principal import is_scope
from serving.request import INT64_MIN

INT64_MAX = 2**63 - 1
MAX_NAME_CHARS = 256
MAX_EVENTS = 64  # in one body
ServerLabel = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]


class Reasoning(WireModel):
    effort: Effort | None = None
    summary: Literal["concise", "detailed", "auto"] | None = None  # all of it is told, whatever this says


class TextFormat(WireModel):
    type: Literal["text", "json_schema"]
    schema_: Annotated[Schema | None, Field(alias="schema")] = None


class Text(WireModel):
    format: TextFormat | None = None
    verbosity: Literal["low", "medium", "high"] | None = None  # repeated, without effect


MAX_SUBAGENTS = 64
MAX_DEPTH = 4


class MultiAgent(WireModel):
    enabled: bool
    max_concurrent_subagents: Annotated[int, Field(ge=1, le=MAX_SUBAGENTS)] | None = None
    max_depth: Annotated[int, Field(ge=1, le=MAX_DEPTH)] | None = None  # ours


class Compaction(WireModel):
    async_: Annotated[bool | None, Field(alias="async")] = None


class ContextEdit(WireModel):
    """As the Responses API has it."""

    type: Literal["compaction"]
    compact_threshold: PositiveCount | None = None


class Experimental(WireModel):
    time_awareness: bool | None = None


def _known_scope(name: str) -> str:
    if not is_scope(name):
        raise ValueError("must be tools:NAME, or one of the scopes that there are")
    return name


Scope = Annotated[str, AfterValidator(_known_scope)]  # that whoever an agent acts for needs for a tool


class FunctionTool(WireModel):
    type: Literal["function"]
    name: ToolName
    description: str
    parameters: dict[str, Any]
    defer_loading: bool | None = None
    async_: Annotated[bool | None, Field(alias="async")] = None
    scope: Annotated[Scope | None, Field(alias="tenure:scope")] = None


class HttpTransport(WireModel):
    type: Literal["http"]
    server_url: Annotated[str, Field(min_length=1, max_length=2048)]
    authorization: str | None = None
    headers: dict[str, str] | None = None


class McpTool(WireModel):
    type: Literal["mcp"]
    server_label: ServerLabel
    transport: dict[str, Any]
    allowed_tools: list[str] | None = None
    connection_origin: Literal["service", "environment"] | None = None
    credential_id: str | None = None
    request_metadata: dict[str, Any] | None = None
    required: bool | None = None
    require_approval: Any = None  # ours, as in the Responses API
    defer_loading: bool | None = None  # likewise
    scope: Annotated[Scope | None, Field(alias="tenure:scope")] = None


class MemoryTool(WireModel):
    """Ours: the SDK's schema has no memory."""

    type: Literal["tenure:memory"]
    agent_id: Name | None = None  # whose memories: names of the client's, as in /v1/memory
    user_id: Name | None = None
    read_only: bool | None = None
    expires_after: ExpiresAfter | None = None  # of what it adds
    scope: Annotated[Scope | None, Field(alias="tenure:scope")] = None


class AgentFields(WireModel):
    """What saved agents and those of a session have in common; the second half is ours."""

    model: str | None = None
    instructions: str | None = None
    tools: Annotated[list[dict[str, Any]], Field(max_length=MAX_TOOLS)] | None = None
    reasoning: Reasoning | None = None
    text: Text | None = None
    service_tier: ServiceTier | None = None
    multi_agent: MultiAgent | None = None
    compaction: Compaction | None = None
    experimental: Experimental | None = None

    temperature: Annotated[float, Field(ge=0, le=2, allow_inf_nan=False)] | None = None
    top_p: Annotated[float, Field(gt=0, le=1, allow_inf_nan=False)] | None = None
    max_output_tokens: PositiveCount | None = None  # of one model step
    seed: Annotated[int, Field(ge=INT64_MIN, le=INT64_MAX)] | None = None
    tool_choice: FlatChoice | None = None  # of a turn's first step
    parallel_tool_calls: bool | None = None
    context_management: Annotated[list[ContextEdit], Field(max_length=1)] | None = None


class PromptCacheOptions(WireModel):
    ttl: Literal["30m", "12h"] | None = None


MAX_COST = 1_000_000.0


class SpendControl(WireModel):
    limit: Annotated[int, Field(ge=1, le=int(MAX_COST) * 100)] | None = None  # cents


class BudgetBody(WireModel):
    max_tokens: PositiveCount | None = None
    max_tool_calls: Count | None = None
    max_seconds: Annotated[float, Field(gt=0, allow_inf_nan=False)] | None = None
    max_cost: Annotated[float, Field(gt=0, le=MAX_COST, allow_inf_nan=False)] | None = None  # USD


class AgentBudgetBody(BudgetBody):
    """Of all sessions of a saved agent together."""

    per: Literal["day", "month", "total"] = "total"


class AgentBody(AgentFields):
    name: Annotated[str, Field(max_length=MAX_NAME_CHARS)] | None = None
    metadata: Metadata | None = None
    budget: Annotated[AgentBudgetBody | None, Field(alias="tenure:budget")] = None


MAX_ENVIRONMENT_FILES = 256
MAX_SETUP_COMMANDS = 32


class InlineFile(WireModel):
    type: Literal["inline"]
    path: Annotated[str, Field(max_length=4096)]
    data: str  # base64


class SetupCommand(WireModel):
    command: Annotated[str, Field(min_length=1, max_length=100_000)]
    cwd: Annotated[str, Field(max_length=4096)] | None = None


class Desktop(WireModel):
    enabled: bool


class Network(WireModel):
    access: Literal["enabled", "disabled", "restricted"]


class Packages(WireModel):
    npm: list[str] | None = None
    python: list[str] | None = None
    system: list[str] | None = None


class EnvironmentFields(WireModel):
    capability_directories: list[str] | None = None
    desktop: Desktop | None = None
    env: dict[str, str] | None = None
    files: Annotated[list[dict[str, Any]], Field(max_length=MAX_ENVIRONMENT_FILES)] | None = None
    network: Network | None = None
    packages: Packages | None = None
    plugins: list[dict[str, Any]] | None = None
    setup_commands: Annotated[list[SetupCommand], Field(max_length=MAX_SETUP_COMMANDS)] | None = None
    skills: list[dict[str, Any]] | None = None


class TemplateBody(EnvironmentFields):
    name: Annotated[str, Field(max_length=256)] | None = None


class EnvironmentBody(EnvironmentFields):
    """One that is hosted by whoever serves the API: here by this server."""

    type: Literal["openai_hosted"]
    container_size: Literal["small", "medium", "large"] | None = None
    environment_id: str | None = None
    environment_template_id: str | None = None
    template_version: Annotated[int | None, Field(alias="tenure:template_version", ge=1)] = None


class NewEnvironmentBody(WireModel):
    environment: dict[str, Any]
    vault_ids: list[str] | None = None


class EnvironmentFileBody(InlineFile):
    """Put into an environment that is there."""


class SessionFields(WireModel):
    metadata: Metadata | None = None
    prompt_cache_options: PromptCacheOptions | None = None
    review: Literal["none", "auto_review"] | None = None
    spend_control: SpendControl | None = None
    budget: Annotated[BudgetBody | None, Field(alias="tenure:budget")] = None


class SessionBody(SessionFields):
    environment: dict[str, Any]
    agent: AgentFields | None = None
    agent_id: str | None = None
    input: Any = None
    stream: bool | None = None
    stream_options: dict[str, Any] | None = None
    vault_ids: list[str] | None = None
    user_id: Annotated[Name | None, Field(alias="tenure:user_id")] = None  # whose memories its agent has


class SessionUpdateBody(SessionFields):
    agent: AgentFields | None = None


class EventsBody(WireModel):
    events: Annotated[list[dict[str, Any]], Field(min_length=1, max_length=MAX_EVENTS)]


class MessageEvent(WireModel):
    input: list[dict[str, Any]]
    steers: Annotated[bool, Field(alias="tenure:steer")] = False


class ToolResultEvent(WireModel):
    turn_id: str
    call_id: str
    success: bool
    output: Any = None
    error: str | None = None


class ApprovalResponse(WireModel):
    type: Literal["mcp_tool_call"]
    decision: Literal["approve", "deny", "cancel"]


class ApprovalEvent(WireModel):
    request_id: str
    response: ApprovalResponse


MAX_INSTRUCTIONS_CHARS = 1_000_000
MAX_EXPRESSION_CHARS = 256
MAX_RUN_AT = 253_402_300_799  # the year 9999 ends
Instructions = Annotated[str, Field(min_length=1, max_length=MAX_INSTRUCTIONS_CHARS)]
AutomationName = Annotated[str, Field(min_length=1, max_length=MAX_NAME_CHARS)]
Expression = Annotated[str, Field(max_length=MAX_EXPRESSION_CHARS)]
Timezone = Annotated[str, Field(max_length=MAX_NAME_CHARS)]
RunAt = Annotated[int, Field(ge=0, le=MAX_RUN_AT)]


class NewSessionTarget(SessionBody):
    type: Literal["new_session"]
    input: Annotated[list[dict[str, Any]], Field(min_length=1)]


class ExistingSessionTarget(WireModel):
    type: Literal["existing_session"]
    session_id: str
    instructions: Instructions


class AutomationBody(WireModel):
    type: Literal["periodic", "once"]
    name: AutomationName
    target: dict[str, Any]
    expression: Expression | None = None
    timezone: Timezone | None = None
    run_at: RunAt | None = None
    metadata: Metadata | None = None


class AutomationUpdateBody(WireModel):
    name: AutomationName | None = None
    target: dict[str, Any] | None = None
    expression: Expression | None = None
    timezone: Timezone | None = None
    run_at: RunAt | None = None
    metadata: Metadata | None = None
