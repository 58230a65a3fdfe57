"""What a replica keeps: the log, in a data directory or a database server; and replies beside it."""

from __future__ import annotations

import socket
from collections.abc import Callable, Mapping

from sqlalchemy import URL

from serving.budgets import NO_TERMS, Terms
from serving.kv.sealing import SealingKeys
from serving.memory.embedder import Embedder
from serving.memory.memories import Memories
from serving.operations import CheckReach
from serving.principal import Principal
from serving.replica.kept_replies import KeptReplies
from serving.replica.reply_file import FILE as REPLY_FILE
from serving.replica.reply_file import ReplyFile
from serving.sessions.agents.agent_store import AgentStore
from serving.sessions.agents.environment_store import EnvironmentStore
from serving.sessions.agents.session_queries import AgentSessionQueries
from serving.sessions.agents.session_store import AgentSessionStore
from serving.sessions.agents.spending import SpendingStore
from serving.sessions.agents.template_store import TemplateStore
from serving.sessions.answers.store import AnswerStore
from serving.sessions.archives.store import ArchiveStore
from serving.sessions.audit.audit_log import AuditLog
from serving.sessions.automations.store import AutomationStore
from serving.sessions.claims import Claims
from serving.sessions.data_dir import DataDir
from serving.sessions.expiry import ExpiredBranch, Expiry
from serving.sessions.log import SessionLog
from serving.sessions.owner import Owner
from serving.sessions.placements import Placements
from serving.sessions.replies.store import ReplyStore
from serving.sessions.responses.conversations import ConversationStore
from serving.sessions.responses.queries import ResponseQueries
from serving.sessions.responses.server_calls import ServerCallStore
from serving.sessions.responses.store import ResponseStore
from serving.sessions.served_models import ServedModels
from serving.sessions.steps import Steps
from serving.sessions.turns.turn_log import TurnLog
from serving.sessions.vaults.store import VaultStore


class Storage:
    """Closes all."""

    def __init__(
        self,
        data_dir: DataDir,
        *,
        served: ServedModels,
        max_tenant_environments: int,
        database_url: str | URL | None = None,
        max_log_bytes: int | None = None,
        session_ttl_s: float | None = None,
        is_synced: bool = False,
        member: str | None = None,
        vault_keys: SealingKeys | None = None,
        embedder: Embedder | None = None,
        terms: Terms = NO_TERMS,
    ) -> None:
        """Takes over the directory, locked.

        Args:
            member: this process's name among those that share the directory; None: it is alone there.
            served: the models of this process.
            terms: what agents' work costs, and what tenants may use.
            vault_keys: that secrets are sealed with; None: there are no vaults.
            database_url: None: a file in the directory.
            max_log_bytes: no turn begins in a larger log.
            session_ttl_s: sessions that were not used for so long are deleted.
            embedder: of memories; None: they are found by words alone.
            is_synced: every step of a turn waits for the disk, not only its beginning and end.

        Raises: StartupError where the log cannot be used.
        """
        self._data_dir = data_dir
        self.data_dir = data_dir.path
        self.replica_name = member or "local"
        self.is_member = member is not None
        self.is_alone = member is None and database_url is None  # nobody else uses this log
        self.log = SessionLog(database_url or data_dir.log_url, max_bytes=max_log_bytes)
        database = self.log.database
        self.owner = Owner(
            database, process_name=member or f"{socket.gethostname()}:{data_dir.path.resolve()}"
        )
        self.turns = TurnLog(database, is_synced=is_synced)
        self.steps = Steps(database)
        self.placements = Placements(database)
        self.claims = Claims(database, self.owner, served)
        self.responses = ResponseStore(database, self.owner, served)
        self.server_calls = ServerCallStore(database, self.owner)
        self.response_queries = ResponseQueries(database)
        self.conversations = ConversationStore(database)
        self.archives = ArchiveStore(database)
        self.agents = AgentStore(database)
        self.agent_sessions = AgentSessionStore(
            database, self.owner, served, max_tenant_environments=max_tenant_environments, terms=terms
        )
        self.automations = AutomationStore(database, self.agent_sessions)
        self.agent_session_queries = AgentSessionQueries(database)
        self.vaults = VaultStore(database, vault_keys)
        self.audit = AuditLog(database)
        self.answers = AnswerStore(database, self.owner)
        self.memories = Memories(database, embedder)
        # In the log where servers share it and may have data directories of their own.
        self.kept_replies = KeptReplies(
            ReplyFile.open(data_dir.path / REPLY_FILE) if database_url is None else ReplyStore(database)
        )
        self.spending = SpendingStore(database, terms)
        self.templates = TemplateStore(database)
        self.environments = EnvironmentStore(database, max_tenant_environments, terms)
        self.session_ttl_s = session_ttl_s
        self._expiry = (
            None if session_ttl_s is None else Expiry(self.log, session_ttl_s, is_alone=self.is_alone)
        )

    def check_reach(self, operation: CheckReach) -> None:
        """Raises what the operation's class says."""
        of_kind: Mapping[str, Callable[[Principal, str], None]] = {
            "session": self.log.sessions.check_reach,
            "response": self.response_queries.check_reach,
            "conversation": self.conversations.check_reach,
        }
        of_kind[operation.kind](operation.principal, operation.id_)

    def sweep(self) -> list[ExpiredBranch]:
        """Delete what has expired, and take care that nothing deleted stays in files.

        Returns what the device need not hold any more.
        """
        expired = [] if self._expiry is None else self._expiry.sweep()
        if not self.is_alone:
            self.placements.sweep()
            self.answers.sweep()
        self.memories.sweep()
        self.log.database.scrub()
        return expired

    def close(self) -> None:
        self.kept_replies.close()
        self.log.close()
        self._data_dir.close()
