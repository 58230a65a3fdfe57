"""What the API asks of a backend. Each operation is a plain value that pickles, named after what it does.

The type in brackets is that of the result: of `Backend.call` for an Operation, of each event of
`Backend.stream` for a StreamOperation. Each of a tenant's names the tenant; what is another's is not found.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Generic, Literal, TypeVar

from serving.agent_sessions import (
    AgentEvent,
    AgentRecord,
    AgentSession,
    AgentTurn,
    Artifact,
    Environment,
    EnvironmentFile,
    EnvironmentTemplate,
    NewAgentSession,
    SentInput,
    SessionChange,
    SessionStatus,
    Subagent,
)
from serving.automations import Automation, AutomationChange, Invocation
from serving.budgets import BudgetState
from serving.memories import FoundMemories, Memory, MemoryChange, Namespace, NewMemory, Remembered
from serving.output import (
    Event,
    ForkReport,
    ImportReport,
    MigrationReport,
    ModelCard,
    PrewarmReport,
    SessionInfo,
    TokenizerInfo,
)
from serving.principal import Principal
from serving.request import Input, Request
from serving.responses import (
    FIRST_PAGE,
    Conversation,
    Item,
    Listed,
    NewResponse,
    Page,
    ResponseContext,
    ResponseEvent,
    ResponseRecord,
)
from serving.vaults import Credential, CredentialChange, Vault, VaultChange

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Operation(Generic[T_co]):
    # Of several replicas every one is asked; else one will do, as all share the log.
    is_for_all: ClassVar[bool] = False
    may_repeat: ClassVar[bool] = True  # asked of another replica where the first one was lost in it


@dataclass(frozen=True, slots=True)
class StreamOperation(Generic[T_co]):
    """What is said of its errors holds before the first event."""


# ---- turns and text -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Generate(StreamOperation[Event]):
    """One turn; `serving.output` describes its events. Closing the stream aborts it and frees its memory.

    Raises InvalidRequest, PromptTooLong, Overloaded, Unavailable, EngineDead. EngineDead may also come later.
    """

    request: Request


@dataclass(frozen=True, slots=True)
class ListModels(Operation[tuple[ModelCard, ...]]):
    """The served models, the default one first."""


@dataclass(frozen=True, slots=True)
class LoadAdapter(Operation[None]):
    """Raises NotSupported; InvalidRequest for a name that is taken, and what is no adapter of the model."""

    name: str
    path: str
    is_replaced: bool  # an adapter of that name may be there


@dataclass(frozen=True, slots=True)
class UnloadAdapter(Operation[None]):
    """Raises NotSupported, ModelNotFound."""

    name: str


@dataclass(frozen=True, slots=True)
class Tokenize(Operation[list[int]]):
    """The ids that a turn of this model would compute for this prompt without a session.

    Args:
        tenant: whose turn it would be: what is kept of replies is theirs alone. None: nothing is.
    """

    prompt: Input
    model: str  # a served name
    add_special_tokens: bool = True
    tenant: str | None = None


@dataclass(frozen=True, slots=True)
class DescribeTokenizer(Operation[TokenizerInfo]):
    """Raises ModelNotFound."""

    model: str


@dataclass(frozen=True, slots=True)
class TokenStrings(Operation[list[str]]):
    """Each token's own text. Raises InvalidRequest for an id outside the vocabulary."""

    token_ids: tuple[int, ...]
    model: str


@dataclass(frozen=True, slots=True)
class Detokenize(Operation[str]):
    """Raises InvalidRequest for an id outside the vocabulary."""

    token_ids: tuple[int, ...]
    model: str


# ---- sessions -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ListSessions(Operation[list[SessionInfo]]):
    """By last use, without those of other users' agents; `page.after` is a session id. Their branches come
    without items and KV.

    Raises SessionNotFound where `page.after` is none.
    """

    is_for_all: ClassVar[bool] = True
    principal: Principal
    page: Page = FIRST_PAGE


@dataclass(frozen=True, slots=True)
class CheckReach(Operation[None]):
    """Whether it is not another user's of the tenant. What there is none of passes, and is not found then.

    Raises: SessionNotFound, ResponseNotFound, ConversationNotFound.
    """

    principal: Principal
    kind: Literal["session", "response", "conversation"]
    id_: str


@dataclass(frozen=True, slots=True)
class GetSession(Operation[SessionInfo]):
    """With its branches' items and KV. Raises SessionNotFound, for another tenant's session too."""

    is_for_all: ClassVar[bool] = True
    tenant: str
    session_id: str
    with_token_ids: bool = False
    with_items: bool = True


@dataclass(frozen=True, slots=True)
class DeleteSession(Operation[None]):
    """Forget the session's log and give up its blocks. Raises SessionNotFound."""

    # Each replica drops the blocks that it has; the first one to come also deletes the log.
    is_for_all: ClassVar[bool] = True
    tenant: str
    session_id: str


@dataclass(frozen=True, slots=True)
class ForkSession(Operation[ForkReport]):
    """Sessions of their own, of these ids, with the same history up to a place.

    Raises (and then there is none of them): SessionNotFound, ItemNotFound, InvalidRequest, SessionExists,
        SessionBusy, StorageFull.
    """

    tenant: str
    session_id: str
    new_ids: tuple[str, ...]
    at: str | int | None  # an id, or a number of tokens: see `serving.sessions.places`; None: its end
    user: str | None = None  # whose they are to be; None: the tenant's


@dataclass(frozen=True, slots=True)
class RewindSession(Operation[None]):
    """Go on from an earlier place; what was behind it stays in the log, as a branch that was left.

    Raises: SessionNotFound, ItemNotFound, InvalidRequest, SessionBusy.
    """

    tenant: str
    session_id: str
    to: str | int


@dataclass(frozen=True, slots=True)
class DropKV(Operation[None]):
    """Give up a session's KV in every tier; its log stays. Raises: SessionNotFound, SessionBusy."""

    is_for_all: ClassVar[bool] = True
    tenant: str
    session_id: str


@dataclass(frozen=True, slots=True)
class DropAnonymousKV(Operation[None]):
    """Give up the KV of what a tenant has asked without a session, in every tier.

    What a session goes on from stays, and what is being computed.
    """

    is_for_all: ClassVar[bool] = True
    tenant: str


@dataclass(frozen=True, slots=True)
class PrewarmKV(StreamOperation[PrewarmReport]):
    """Compute or restore a session's KV now. Yields one report.

    Raises: SessionNotFound, SessionBusy, Overloaded, Unavailable, EngineDead.
    """

    tenant: str
    session_id: str


@dataclass(frozen=True, slots=True)
class OffloadKV(Operation[None]):
    """Move a session's KV to the next tier, and give up its blocks on the device.

    Raises: SessionNotFound, SessionBusy; InvalidRequest where there is no other tier; Unavailable where it
        does not take the blocks.
    """

    tenant: str
    session_id: str


@dataclass(frozen=True, slots=True)
class HandOverKV(Operation[None]):
    """Have a session's KV in the tier that replicas share. It stays on the device, too.

    Raises: SessionNotFound, SessionBusy; InvalidRequest where there is no other tier; Unavailable where it
        does not take the blocks.
    """

    tenant: str
    session_id: str


@dataclass(frozen=True, slots=True)
class MigrateKV(Operation[MigrationReport]):
    """Let a session live on another replica, which has its KV when this returns.

    Raises: as HandOverKV and PrewarmKV; InvalidRequest for a replica that there is not; NotSupported where
        there is one only.
    """

    tenant: str
    session_id: str
    replica: str


@dataclass(frozen=True, slots=True)
class LeaseKV(Operation[None]):
    """For so long, evict a session's KV after all that is not leased; 0 seconds end the lease.

    Raises: SessionNotFound, LeaseBudgetExceeded.
    """

    tenant: str
    session_id: str
    seconds: float


@dataclass(frozen=True, slots=True)
class ExportSession(StreamOperation[bytes]):
    """One file (see `serving.sessions.archives`), in pieces. Raises SessionNotFound, ArchiveTooLarge."""

    tenant: str
    session_id: str
    with_kv: bool
    max_bytes: int


@dataclass(frozen=True, slots=True)
class ImportSession(Operation[ImportReport]):
    """Write the session of such a file, under `session_id` if one is given.

    Raises (and then nothing was written): InvalidArchive, ModelMismatch, AlreadyExists, StorageFull.
    """

    tenant: str
    packed: bytes
    session_id: str | None = None
    user: str | None = None  # whose it is to be; None: the tenant's


# ---- responses ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Respond(StreamOperation[ResponseEvent]):
    """Make a response, store it unless it says otherwise, and read it; `serving.responses` says what comes.

    Closing the stream cancels the response, unless it runs in the background.

    Raises (and then nothing was stored): ConversationLocked, ConversationNotFound, and, unless in the
        background, what `Generate` raises.
    """

    response: NewResponse


@dataclass(frozen=True, slots=True)
class FollowResponse(StreamOperation[ResponseEvent]):
    """The same events, from the first one on, of any stored response. Raises ResponseNotFound."""

    tenant: str
    response_id: str


@dataclass(frozen=True, slots=True)
class CancelResponse(Operation[ResponseRecord]):
    """Raises ResponseNotFound; InvalidRequest for one that ended, or is not in the background."""

    tenant: str
    response_id: str


@dataclass(frozen=True, slots=True)
class DeleteResponse(Operation[None]):
    """Raises ResponseNotFound."""

    tenant: str
    response_id: str


@dataclass(frozen=True, slots=True)
class GetResponse(Operation[ResponseRecord]):
    """Raises ResponseNotFound."""

    tenant: str
    response_id: str


@dataclass(frozen=True, slots=True)
class GetContext(Operation[ResponseContext]):
    """The items before a new turn: of a previous response and all before it, or of a conversation.

    Raises PreviousResponseNotFound, PreviousResponseNotDone or ConversationNotFound.
    """

    tenant: str
    previous_response_id: str | None = None
    conversation_id: str | None = None


@dataclass(frozen=True, slots=True)
class ListInputItems(Operation[Listed[Item]]):
    """What a response was made from, its chain included. Raises ResponseNotFound, ItemNotFound."""

    tenant: str
    response_id: str
    page: Page


@dataclass(frozen=True, slots=True)
class FindItem(Operation[Item]):
    """An item of any response or conversation that the principal reaches. Raises ItemNotFound."""

    principal: Principal
    item_id: str


# ---- conversations --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CreateConversation(Operation[Conversation]):
    tenant: str
    conversation: Conversation
    items: tuple[Item, ...] = ()
    user: str | None = None  # whose it is to be; None: the tenant's


@dataclass(frozen=True, slots=True)
class GetConversation(Operation[Conversation]):
    """Raises ConversationNotFound, as all below do."""

    tenant: str
    conversation_id: str


@dataclass(frozen=True, slots=True)
class UpdateConversation(Operation[Conversation]):
    tenant: str
    conversation_id: str
    metadata: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AddConversationItems(Operation[None]):
    """Raises ConversationLocked while a response is being made in the conversation."""

    tenant: str
    conversation_id: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class ListConversationItems(Operation[Listed[Item]]):
    """Raises ItemNotFound where the page begins or ends at none of its items."""

    tenant: str
    conversation_id: str
    page: Page


@dataclass(frozen=True, slots=True)
class GetConversationItem(Operation[Item]):
    """Raises ItemNotFound."""

    tenant: str
    conversation_id: str
    item_id: str


@dataclass(frozen=True, slots=True)
class DeleteConversationItem(Operation[Conversation]):
    """Raises ItemNotFound, ConversationLocked."""

    tenant: str
    conversation_id: str
    item_id: str


@dataclass(frozen=True, slots=True)
class DeleteConversation(Operation[None]):
    """Responses made in it stay."""

    tenant: str
    conversation_id: str


# ---- agents ---------------------------------------------------------------------------------------

McpTools = tuple[Mapping[str, Any], ...]  # of an agent: see `serving.agents.mcp_config`


@dataclass(frozen=True, slots=True)
class AgentOperation(Operation[T_co]):
    """Of agents and their sessions; their tables are the same for every replica."""


@dataclass(frozen=True, slots=True)
class CreateAgent(AgentOperation[AgentRecord]):
    """Raises InvalidRequest where its MCP servers may not be used here."""

    principal: Principal
    agent: AgentRecord
    mcp_tools: McpTools = ()


@dataclass(frozen=True, slots=True)
class GetAgent(AgentOperation[AgentRecord]):
    """Raises AgentNotFound."""

    principal: Principal
    agent_id: str
    version: int | None = None  # None: the newest


@dataclass(frozen=True, slots=True)
class ListAgents(AgentOperation[Listed[AgentRecord]]):
    """Raises AgentNotFound where `page.after` is none."""

    principal: Principal
    page: Page


@dataclass(frozen=True, slots=True)
class UpdateAgent(AgentOperation[AgentRecord]):
    """A new version, of this config. Raises AgentNotFound, and what `CreateAgent` does."""

    principal: Principal
    agent_id: str
    config: Mapping[str, Any]
    mcp_tools: McpTools = ()


@dataclass(frozen=True, slots=True)
class DeleteAgent(AgentOperation[None]):
    """Raises AgentNotFound. Its sessions stay."""

    principal: Principal
    agent_id: str


@dataclass(frozen=True, slots=True)
class GetBudgets(AgentOperation[tuple[BudgetState, ...]]):
    """Of the tenant, for whoever is not bound to one of its users; and of the saved agents that have one."""

    principal: Principal


@dataclass(frozen=True, slots=True)
class CreateAgentSession(AgentOperation[AgentSession]):
    """Returns the session as it is stored, before its first turn is made. Raises InvalidRequest."""

    new: NewAgentSession


@dataclass(frozen=True, slots=True)
class GetAgentSession(AgentOperation[AgentSession]):
    """Raises AgentSessionNotFound, as all below do."""

    principal: Principal
    session_id: str


@dataclass(frozen=True, slots=True)
class ListAgentSessions(AgentOperation[Listed[AgentSession]]):
    principal: Principal
    page: Page
    agent_id: str | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)  # pairs that all of them have
    status: SessionStatus | None = None


@dataclass(frozen=True, slots=True)
class UpdateAgentSession(AgentOperation[AgentSession]):
    """Raises InvalidRequest."""

    principal: Principal
    session_id: str
    change: SessionChange


@dataclass(frozen=True, slots=True)
class DeleteAgentSession(AgentOperation[None]):
    """With all that was said in it, and its subagents; a turn under way ends.

    Raises InvalidRequest where it is a subagent.
    """

    principal: Principal
    session_id: str


@dataclass(frozen=True, slots=True)
class CreateEnvironment(AgentOperation[Environment]):
    """One without a session yet. Raises InvalidRequest where this server has none; TooManyEnvironments."""

    environment: Environment


@dataclass(frozen=True, slots=True)
class GetEnvironment(AgentOperation[Environment]):
    """Raises EnvironmentNotFound, as those below that name an environment."""

    principal: Principal
    environment_id: str


@dataclass(frozen=True, slots=True)
class ListEnvironments(AgentOperation[Listed[Environment]]):
    """Raises EnvironmentNotFound where `page.after` is none."""

    principal: Principal
    page: Page


@dataclass(frozen=True, slots=True)
class CreateTemplate(AgentOperation[EnvironmentTemplate]):
    principal: Principal
    template: EnvironmentTemplate


@dataclass(frozen=True, slots=True)
class GetTemplate(AgentOperation[EnvironmentTemplate]):
    """Raises TemplateNotFound, as those below that name a template."""

    principal: Principal
    template_id: str
    version: int | None = None  # None: the newest


@dataclass(frozen=True, slots=True)
class ListTemplates(AgentOperation[Listed[EnvironmentTemplate]]):
    """Raises TemplateNotFound where `page.after` is none."""

    principal: Principal
    page: Page


@dataclass(frozen=True, slots=True)
class UpdateTemplate(AgentOperation[EnvironmentTemplate]):
    """A new version, of its name and configuration. Raises SharedObject."""

    principal: Principal
    template: EnvironmentTemplate


@dataclass(frozen=True, slots=True)
class DeleteTemplate(AgentOperation[None]):
    """Environments that were made by it stay. Raises SharedObject."""

    principal: Principal
    template_id: str


@dataclass(frozen=True, slots=True)
class ListEnvironmentFiles(AgentOperation[tuple[EnvironmentFile, ...]]):
    """All plain files below a folder, by path. Raises EnvironmentFileNotFound."""

    principal: Principal
    environment_id: str
    path: str


@dataclass(frozen=True, slots=True)
class WriteEnvironmentFile(AgentOperation[EnvironmentFile]):
    """Raises EnvironmentFileNotFound where a folder of the path is none; InvalidRequest."""

    principal: Principal
    environment_id: str
    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class ReadEnvironmentFile(StreamOperation[bytes]):
    """Raises EnvironmentFileNotFound, EnvironmentNotFound."""

    principal: Principal
    environment_id: str
    path: str


@dataclass(frozen=True, slots=True)
class ListArtifacts(AgentOperation[Listed[Artifact]]):
    """Raises ArtifactNotFound where `page.after` is none."""

    principal: Principal
    session_id: str
    page: Page
    environment_id: str | None = None


@dataclass(frozen=True, slots=True)
class GetArtifact(AgentOperation[Artifact]):
    """Raises ArtifactNotFound."""

    principal: Principal
    session_id: str
    artifact_id: str


@dataclass(frozen=True, slots=True)
class ReadArtifact(StreamOperation[bytes]):
    """Raises ArtifactNotFound."""

    principal: Principal
    session_id: str
    artifact_id: str


@dataclass(frozen=True, slots=True)
class DeleteArtifact(AgentOperation[None]):
    """Its file in the environment stays. Raises ArtifactNotFound."""

    principal: Principal
    session_id: str
    artifact_id: str


@dataclass(frozen=True, slots=True)
class SendAgentInput(AgentOperation[None]):
    """All of the input, or none of it. Raises InvalidRequest, IdempotencyMismatch."""

    principal: Principal
    session_id: str
    sent: SentInput


@dataclass(frozen=True, slots=True)
class FollowAgentSession(StreamOperation[AgentEvent]):
    """All events behind number `after`, as they come, until the session is deleted or the server leaves."""

    principal: Principal
    session_id: str
    after: int


@dataclass(frozen=True, slots=True)
class ListAgentEvents(AgentOperation[tuple[AgentEvent, ...]]):
    """The events behind number `after` that there are now, at most `limit`."""

    principal: Principal
    session_id: str
    after: int
    limit: int


@dataclass(frozen=True, slots=True)
class ListAgentItems(AgentOperation[Listed[Item]]):
    """Raises ItemNotFound where `page.after` is none; AgentTurnNotFound."""

    principal: Principal
    session_id: str
    page: Page
    turn_id: str | None = None  # None: of all turns


@dataclass(frozen=True, slots=True)
class ListAgentTurns(AgentOperation[Listed[AgentTurn]]):
    """Raises AgentTurnNotFound where `page.after` is none."""

    principal: Principal
    session_id: str
    page: Page


@dataclass(frozen=True, slots=True)
class GetAgentTurn(AgentOperation[AgentTurn]):
    """Raises AgentTurnNotFound."""

    principal: Principal
    session_id: str
    turn_id: str


@dataclass(frozen=True, slots=True)
class ListSubagents(AgentOperation[Listed[Subagent]]):
    """Those that a session has begun itself. Raises SubagentNotFound where `page.after` is none."""

    principal: Principal
    session_id: str
    page: Page


@dataclass(frozen=True, slots=True)
class GetSubagent(AgentOperation[Subagent]):
    """Raises SubagentNotFound."""

    principal: Principal
    session_id: str
    subagent_id: str


# ---- automations ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AutomationOperation(Operation[T_co]):
    """All but `CreateAutomation` may raise AutomationNotFound."""


@dataclass(frozen=True, slots=True)
class CreateAutomation(AutomationOperation[Automation]):
    """Raises InvalidRequest where it would never come; TooManyAutomations."""

    automation: Automation


@dataclass(frozen=True, slots=True)
class GetAutomation(AutomationOperation[Automation]):
    principal: Principal
    automation_id: str


@dataclass(frozen=True, slots=True)
class ListAutomations(AutomationOperation[Listed[Automation]]):
    """Raises AutomationNotFound where `page.after` is none."""

    principal: Principal
    page: Page
    session_id: str | None = None  # that they tell each time


@dataclass(frozen=True, slots=True)
class UpdateAutomation(AutomationOperation[Automation]):
    """Raises InvalidRequest where the change does not fit its kind, or its time is over."""

    principal: Principal
    automation_id: str
    change: AutomationChange


@dataclass(frozen=True, slots=True)
class DeleteAutomation(AutomationOperation[None]):
    """With its invocations. The sessions that it has begun stay."""

    principal: Principal
    automation_id: str


@dataclass(frozen=True, slots=True)
class PauseAutomation(AutomationOperation[Automation]):
    """Raises InvalidRequest where it is completed."""

    principal: Principal
    automation_id: str


@dataclass(frozen=True, slots=True)
class ResumeAutomation(AutomationOperation[Automation]):
    """What came while it was paused is not made up for. Raises InvalidRequest where nothing would come."""

    principal: Principal
    automation_id: str


@dataclass(frozen=True, slots=True)
class InvokeAutomation(AutomationOperation[Invocation]):
    """Now, beside its schedule."""

    may_repeat: ClassVar[bool] = False
    principal: Principal
    automation_id: str


@dataclass(frozen=True, slots=True)
class GetInvocation(AutomationOperation[Invocation]):
    """Raises InvocationNotFound."""

    principal: Principal
    automation_id: str
    invocation_id: str


@dataclass(frozen=True, slots=True)
class ListInvocations(AutomationOperation[Listed[Invocation]]):
    """Raises InvocationNotFound where `page.after` is none."""

    principal: Principal
    automation_id: str
    page: Page


# ---- vaults ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class VaultOperation(Operation[T_co]):
    """Raises NotSupported where there is no key, and all but the first and third VaultNotFound."""


@dataclass(frozen=True, slots=True)
class CreateVault(VaultOperation[Vault]):
    principal: Principal
    vault: Vault


@dataclass(frozen=True, slots=True)
class GetVault(VaultOperation[Vault]):
    principal: Principal
    vault_id: str


@dataclass(frozen=True, slots=True)
class ListVaults(VaultOperation[Listed[Vault]]):
    """Raises VaultNotFound where `page.after` is none."""

    principal: Principal
    page: Page
    metadata: Mapping[str, str] = field(default_factory=dict)  # pairs that all of them have


@dataclass(frozen=True, slots=True)
class UpdateVault(VaultOperation[Vault]):
    principal: Principal
    vault_id: str
    change: VaultChange


@dataclass(frozen=True, slots=True)
class DeleteVault(VaultOperation[None]):
    """With its credentials."""

    principal: Principal
    vault_id: str


@dataclass(frozen=True, slots=True)
class AddCredential(VaultOperation[Credential]):
    principal: Principal
    credential: Credential
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class GetCredential(VaultOperation[Credential]):
    """Raises CredentialNotFound, as all below do."""

    principal: Principal
    vault_id: str
    credential_id: str


@dataclass(frozen=True, slots=True)
class ListCredentials(VaultOperation[Listed[Credential]]):
    principal: Principal
    vault_id: str
    page: Page
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class UpdateCredential(VaultOperation[Credential]):
    """Raises InvalidRequest for an auth of another type."""

    principal: Principal
    vault_id: str
    credential_id: str
    change: CredentialChange


@dataclass(frozen=True, slots=True)
class DeleteCredential(VaultOperation[None]):
    principal: Principal
    vault_id: str
    credential_id: str


# ---- audit ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NoteAudit(Operation[None]):
    """Write down who did what, where that has no transaction of its own."""

    principal: Principal
    action: str
    target: str
    details: Mapping[str, Any] = field(default_factory=dict)


# ---- memories -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MemoryOperation(Operation[T_co]):
    """Of what outlives sessions; its tables are the same for every replica.

    `only_user`: a user's key asks, which sees his records and those of no user in particular, and changes his
    alone; None: the tenant's own key.
    """


@dataclass(frozen=True, slots=True)
class AddMemory(MemoryOperation[Remembered]):
    """Raises MemoryFull, StorageFull."""

    new: NewMemory


@dataclass(frozen=True, slots=True)
class SearchMemories(MemoryOperation[FoundMemories]):
    """In the namespace and those above it."""

    namespace: Namespace
    query: str
    limit: int


@dataclass(frozen=True, slots=True)
class ListMemories(MemoryOperation[Listed[Memory]]):
    """Raises MemoryNotFound where `page.after` is none."""

    tenant: str
    page: Page
    agent_id: str | None = None  # those of this agent alone; the same below
    user_id: str | None = None
    only_user: str | None = None
    with_replaced: bool = False


@dataclass(frozen=True, slots=True)
class GetMemory(MemoryOperation[Memory]):
    """Raises MemoryNotFound, as all below do but the last."""

    tenant: str
    memory_id: str
    only_user: str | None = None


@dataclass(frozen=True, slots=True)
class UpdateMemory(MemoryOperation[Memory]):
    """Raises InvalidRequest where another record says the same, or it was replaced."""

    tenant: str
    memory_id: str
    change: MemoryChange
    only_user: str | None = None


@dataclass(frozen=True, slots=True)
class ForgetMemory(MemoryOperation[None]):
    """With what it replaced."""

    tenant: str
    memory_id: str
    only_user: str | None = None


@dataclass(frozen=True, slots=True)
class ForgetUser(MemoryOperation[int]):
    """All memories of a user, of every agent. Returns how many there were."""

    tenant: str
    user_id: str
