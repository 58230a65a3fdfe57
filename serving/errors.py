"""Every error a caller can be shown, with the HTTP status it becomes.

TenureError
├── InvalidRequest            the client must change the request                      400
│   ├── PromptTooLong         the prompt cannot fit the model's context               400
│   └── InvalidArchive        the file is no exported session, or is damaged          400
├── NotAuthenticated          no API key, or not one that this server knows           401
│   └── KeyExpired            the key was good until a time                           401
├── ScopeMissing              the key may not do that                                 403
├── ActorRefused              only people may do that                                 403
├── NotFound                  no such thing, for this tenant                          404
│   ├── ModelNotFound
│   ├── SessionNotFound
│   ├── TurnNotFound
│   ├── ResponseNotFound
│   ├── PreviousResponseNotFound
│   ├── ConversationNotFound
│   ├── AgentNotFound
│   ├── AgentSessionNotFound
│   ├── AgentTurnNotFound
│   ├── AutomationNotFound
│   ├── InvocationNotFound
│   ├── VaultNotFound
│   ├── CredentialNotFound
│   ├── MemoryNotFound
│   ├── EnvironmentNotFound
│   ├── TemplateNotFound
│   ├── EnvironmentFileNotFound
│   ├── ArtifactNotFound
│   └── ItemNotFound
├── ConversationLocked        a response is being made in the conversation            409
├── AlreadyExists             what is to be imported is there already                 409
├── SessionExists             a fork is to have an id that is taken                   409
├── SessionTaken              another user of the tenant has a session of this id     409
├── SessionBusy               a turn is under way in the session                      409
├── EnvironmentInUse          another session has the environment                     409
├── LeaseBudgetExceeded       the tenant's leases leave too little room for one more  409
├── MemoryFull                the namespace has as many memories as it may            409
├── TooManyEnvironments       the tenant has as many environments as it may           409
├── TooManyAutomations        the tenant has as many automations as it may            409
├── ModelMismatch             the file is of a model with another tokenizer           409
├── BodyTooLarge              more bytes than --max-body-bytes                        413
├── ArchiveTooLarge           the session's file would be too large                   413
├── IdempotencyMismatch       an Idempotency-Key was sent before, with another body       422
├── Overloaded                the queue is full; carries retry_after_s                429
├── Unavailable               starting up or draining; carries retry_after_s          503
│   ├── SessionMoved          another replica has the session; says which             503
│   └── TurnSuspended         a kept turn stops here, and goes on elsewhere or later  503
│       └── TurnTakenOver     another server makes it now                             503
├── TimedOut                  whoever is in front of this server would end the request 504
├── NotSupported              known by name, and not done here                        501
├── StorageFull               the session log has no room                             507
├── ModelFailed               the model gave logits that nothing can be sampled from  500
├── TurnFailed                a kept turn ended with an error                         500
├── EngineDead                the engine thread ended; the process must be restarted  500
└── StartupError              the server cannot start as configured                   (command line only)
    └── DataDirLocked         another server owns the data directory

Errors cross process boundaries (a Ray replica raises, an ingress answers), so they pickle with
their attributes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar


def _rebuild(cls: type[TenureError], message: str, attributes: dict[str, Any]) -> TenureError:
    error = cls.__new__(cls)
    Exception.__init__(error, message)
    error.__dict__.update(attributes)
    return error


class TenureError(Exception):
    """Base of everything a caller can be shown. `str(error)` is the sentence to show."""

    http_status: ClassVar[int] = 500
    error_type: ClassVar[str] = "server_error"
    code: str | None = None  # machine-readable, OpenAI's where one exists
    param: str | None = None  # the request field at fault

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), str(self), dict(self.__dict__))


def reason_of(error: BaseException) -> str:
    """What went wrong, in words for a client: of the system's errors without the path that they name."""
    return error.strerror if isinstance(error, OSError) and error.strerror else str(error)


class InvalidRequest(TenureError):
    http_status = 400
    error_type = "invalid_request_error"

    def __init__(self, message: str, *, param: str | None = None, code: str | None = None) -> None:
        super().__init__(message)
        self.param = param
        self.code = code


class PromptTooLong(InvalidRequest):
    """The prompt leaves no room for a single reply token."""

    def __init__(self, num_prompt_tokens: int, max_model_len: int, *, param: str = "messages") -> None:
        self.num_prompt_tokens = num_prompt_tokens
        self.max_model_len = max_model_len
        super().__init__(
            # The first sentence is OpenAI's: some clients know an overflow by it alone.
            f"This model's maximum context length is {max_model_len} tokens. The prompt has "
            f"{num_prompt_tokens} tokens: remove at least {num_prompt_tokens - max_model_len + 1} of them to "
            "leave room for one reply token.",
            param=param,
            code="context_length_exceeded",
        )


class InvalidArchive(InvalidRequest):
    def __init__(self, what: str) -> None:
        super().__init__(
            f"This file cannot be imported: {what}. Nothing was written. Export the session again.",
            code="invalid_archive",
        )


class NotAuthenticated(TenureError):
    http_status = 401
    error_type = "authentication_error"
    code = "invalid_api_key"


class KeyExpired(NotAuthenticated):
    code = "expired_api_key"

    def __init__(self, time: str) -> None:
        super().__init__(f"The API key expired at {time}. Ask the operator of this server for a new one.")


class ScopeMissing(TenureError):
    http_status = 403
    error_type = "permission_error"
    code = "insufficient_scope"

    def __init__(self, scope: str, given: list[str]) -> None:
        self.scope = scope
        super().__init__(
            f"The key or token lacks the scope `{scope}`, which this needs. It has "
            f"{', '.join(given) or 'none'}. Whoever gave it out says what it may do."
        )


class SharedObject(TenureError):
    http_status = 403
    error_type = "permission_error"
    code = "shared_object"

    def __init__(self, kind: str, id_: str) -> None:
        super().__init__(
            f"The {kind} {id_} is of no user in particular: all of the tenant's users may use it. It is "
            "changed with a key that has no user, or that has the scope `users:all`."
        )


class ActorRefused(TenureError):
    http_status = 403
    error_type = "permission_error"
    code = "actor_refused"

    def __init__(self, agent: str) -> None:
        super().__init__(f"`{agent}` acts for somebody here, and an approval is to be given by him himself.")


class NotFound(TenureError):
    http_status = 404
    error_type = "not_found"


class ModelNotFound(NotFound):
    code = "model_not_found"
    param = "model"

    def __init__(self, model: str, served: Iterable[str]) -> None:
        self.model = model
        super().__init__(f"The model `{model}` is not served here. Served: {', '.join(served)}.")


class SessionNotFound(NotFound):
    code = "session_not_found"

    def __init__(self, session_id: str) -> None:
        self.session_id = session_id
        super().__init__(
            f"There is no session `{session_id}`. GET /v1/sessions lists the sessions there are."
        )


class TurnNotFound(NotFound):
    code = "run_not_found"

    def __init__(self, turn_or_run_id: str) -> None:
        super().__init__(
            f"There is no turn of `{turn_or_run_id}`. It was not kept, or its session was deleted."
        )


class ResponseNotFound(NotFound):
    code = "response_not_found"

    def __init__(self, response_id: str) -> None:
        self.response_id = response_id
        super().__init__(
            f"Response with id `{response_id}` not found. It was deleted, or not stored (`store`: false)."
        )


class PreviousResponseNotFound(NotFound):
    code = "previous_response_not_found"
    param = "previous_response_id"

    def __init__(self, response_id: str) -> None:
        self.response_id = response_id
        super().__init__(
            f"Previous response with id `{response_id}` not found. It was deleted, or not stored; send the "
            "whole conversation as `input` instead."
        )


class ConversationNotFound(NotFound):
    code = "conversation_not_found"

    def __init__(self, conversation_id: str) -> None:
        self.conversation_id = conversation_id
        super().__init__(
            f"Conversation with id `{conversation_id}` not found. POST /v1/conversations makes one."
        )


class AgentNotFound(NotFound):
    code = "agent_not_found"

    def __init__(self, agent_id: str, version: int | None = None) -> None:
        self.agent_id = agent_id
        of_version = "" if version is None else f" of version {version}"
        super().__init__(
            f"There is no agent `{agent_id}`{of_version}. GET /v1/agents lists the agents there are."
        )


class AgentSessionNotFound(NotFound):
    code = "agent_session_not_found"

    def __init__(self, session_id: str) -> None:
        self.session_id = session_id
        super().__init__(
            f"There is no agent session `{session_id}`. GET /v1/agents/sessions lists the sessions there are."
        )


class AgentTurnNotFound(NotFound):
    code = "agent_turn_not_found"

    def __init__(self, turn_id: str) -> None:
        self.turn_id = turn_id
        super().__init__(f"There is no turn `{turn_id}` in this session.")


class SubagentNotFound(NotFound):
    code = "subagent_not_found"

    def __init__(self, subagent_id: str) -> None:
        self.subagent_id = subagent_id
        super().__init__(
            f"There is no subagent `{subagent_id}` of this session. GET /v1/agents/sessions/ID/subagents "
            "lists those that it has begun."
        )


class AutomationNotFound(NotFound):
    code = "automation_not_found"

    def __init__(self, automation_id: str) -> None:
        self.automation_id = automation_id
        super().__init__(
            f"There is no automation `{automation_id}`. GET /v1/agents/automations lists those there are."
        )


class InvocationNotFound(NotFound):
    code = "invocation_not_found"

    def __init__(self, invocation_id: str) -> None:
        self.invocation_id = invocation_id
        super().__init__(
            f"There is no invocation `{invocation_id}` of this automation, or no more. GET "
            "/v1/agents/automations/ID/invocations lists those there are."
        )


class MemoryNotFound(NotFound):
    code = "memory_not_found"

    def __init__(self, memory_id: str) -> None:
        self.memory_id = memory_id
        super().__init__(
            f"There is no memory `{memory_id}`: it was forgotten, has expired, or is another user's. "
            "GET /v1/memory/records lists the memories there are."
        )


class VaultNotFound(NotFound):
    code = "vault_not_found"

    def __init__(self, vault_id: str) -> None:
        self.vault_id = vault_id
        super().__init__(f"There is no vault `{vault_id}`. GET /v1/vaults lists the vaults there are.")


class CredentialNotFound(NotFound):
    code = "credential_not_found"

    def __init__(self, credential_id: str) -> None:
        self.credential_id = credential_id
        super().__init__(
            f"There is no credential `{credential_id}` in this vault. GET /v1/vaults/ID/credentials lists "
            "those there are."
        )


class EnvironmentNotFound(NotFound):
    code = "environment_not_found"

    def __init__(self, environment_id: str) -> None:
        self.environment_id = environment_id
        super().__init__(
            f"There is no environment `{environment_id}`. GET /v1/agents/environments lists those there are."
        )


class TemplateNotFound(NotFound):
    code = "environment_template_not_found"

    def __init__(self, template_id: str, version: int | None = None) -> None:
        self.template_id = template_id
        of_version = "" if version is None else f" of version {version}"
        super().__init__(
            f"There is no template `{template_id}`{of_version} of environments. "
            "GET /v1/agents/environments/templates lists those there are."
        )


class EnvironmentInUse(TenureError):
    http_status = 409
    error_type = "invalid_request_error"
    code = "environment_in_use"
    param = "environment.environment_id"

    def __init__(self, environment_id: str) -> None:
        self.environment_id = environment_id
        super().__init__(
            f"The environment `{environment_id}` belongs to another session, and has one only. Make another "
            "(POST /v1/agents/environments)."
        )


class EnvironmentFileNotFound(NotFound):
    code = "environment_file_not_found"

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(
            f"The environment has no plain file, or no folder, `{path}`. Links are not followed."
        )


class ArtifactNotFound(NotFound):
    code = "artifact_not_found"

    def __init__(self, artifact_id: str) -> None:
        self.artifact_id = artifact_id
        super().__init__(f"There is no artifact `{artifact_id}` in this session.")


class ItemNotFound(NotFound):
    code = "item_not_found"

    def __init__(self, item_id: str, param: str | None = None) -> None:
        self.item_id = item_id
        self.param = param
        super().__init__(f"Item with id `{item_id}` not found here.")


class ConversationLocked(TenureError):
    http_status = 409
    error_type = "invalid_request_error"
    code = "conversation_locked"
    param = "conversation"

    def __init__(self, conversation_id: str) -> None:
        self.conversation_id = conversation_id
        super().__init__(
            f"Another response is being made in the conversation `{conversation_id}`, or was just made. Wait "
            "until it has ended, or fork from an earlier one with `previous_response_id`."
        )


class AlreadyExists(TenureError):
    http_status = 409
    error_type = "invalid_request_error"
    code = "already_exists"

    def __init__(self, kind: str, id_: str) -> None:
        super().__init__(
            f"There is a {kind} `{id_}` here already. Nothing was imported. Give the session another id "
            "(`session_id`), and everything in it gets ids of its own; or delete the one that is here."
        )


class ResponseExists(TenureError):
    http_status = 409
    error_type = "invalid_request_error"
    code = "already_exists"

    def __init__(self, response_id: str) -> None:
        super().__init__(f"There is a response `{response_id}` already: another request has begun it.")


class SessionExists(TenureError):
    http_status = 409
    error_type = "invalid_request_error"
    code = "already_exists"
    param = "ids"

    def __init__(self, session_id: str) -> None:
        self.session_id = session_id
        super().__init__(
            f"There is a session `{session_id}` already. Nothing was forked. Give other `ids`, or leave them "
            "out, and each fork gets a new one."
        )


class SessionTaken(TenureError):
    http_status = 409
    error_type = "invalid_request_error"
    code = "session_taken"
    param = "session_id"

    def __init__(self, session_id: str) -> None:
        self.session_id = session_id
        super().__init__(
            f"The session `{session_id}` is another user's of your tenant, whose users' sessions have "
            "different ids. Send another `session_id`."
        )


class SessionBusy(TenureError):
    http_status = 409
    error_type = "invalid_request_error"
    code = "session_busy"

    def __init__(self, session_id: str) -> None:
        self.session_id = session_id
        super().__init__(
            f"A turn is under way in the session `{session_id}`. Nothing was done. Wait until it has ended."
        )


class LeaseBudgetExceeded(TenureError):
    http_status = 409
    error_type = "invalid_request_error"
    code = "lease_budget_exceeded"

    def __init__(self, session_id: str, num_wanted: int, num_leased: int, budget: int) -> None:
        super().__init__(
            f"The session `{session_id}` needs {num_wanted} blocks of KV. This tenant leased {num_leased} "
            f"of the {budget} that it may (--lease-share). Nothing was leased. End another lease, or wait "
            "for its end."
        )


class MemoryFull(TenureError):
    http_status = 409
    error_type = "invalid_request_error"
    code = "memory_full"

    def __init__(self, whose: str, num_records: int, max_records: int) -> None:
        super().__init__(
            f"{whose} has {num_records} memories and may have {max_records}. Nothing was added. Forget some "
            "(DELETE /v1/memory/records/ID), or let them expire (`expires_after`)."
        )


class TooManyEnvironments(TenureError):
    http_status = 409
    error_type = "invalid_request_error"
    code = "environment_limit_reached"

    def __init__(self, most: int) -> None:
        super().__init__(
            f"This tenant has {most} environments and may have {most} (--tenant-environments). Nothing "
            "was made. Delete sessions that need theirs no more: an environment goes with its session."
        )


class TooManyAutomations(TenureError):
    http_status = 409
    error_type = "invalid_request_error"
    code = "automation_limit_reached"

    def __init__(self, most: int) -> None:
        super().__init__(
            f"This tenant has {most} automations and may have {most}. Nothing was made. Delete some "
            "(DELETE /v1/agents/automations/ID)."
        )


class ModelMismatch(TenureError):
    http_status = 409
    error_type = "invalid_request_error"
    code = "model_mismatch"

    def __init__(self, theirs: str, ours: str) -> None:
        super().__init__(
            f"The session was made with the tokenizer of `{theirs}`, and `{ours}` has another: its token ids "
            "mean nothing here. Import it where that model is served."
        )


class BodyTooLarge(TenureError):
    http_status = 413
    error_type = "invalid_request_error"
    code = "request_too_large"

    def __init__(self, max_body_bytes: int, num_bytes: int | None = None) -> None:
        given = f"has {num_bytes} bytes" if num_bytes is not None else "is larger"
        super().__init__(f"The request body may have {max_body_bytes} bytes and this one {given}.")


class ArchiveTooLarge(TenureError):
    http_status = 413
    error_type = "invalid_request_error"
    code = "archive_too_large"

    def __init__(self, num_bytes: int, max_bytes: int) -> None:
        super().__init__(
            f"The session's file would have {num_bytes} bytes, and --max-archive-bytes allows {max_bytes}. "
            "Export it without its KV (`kv=false`), or allow more."
        )


class IdempotencyMismatch(TenureError):
    http_status = 422
    error_type = "invalid_request_error"
    code = "idempotency_key_reused"

    def __init__(self, key: str) -> None:
        super().__init__(
            f"The Idempotency-Key {key!r} was sent with another request before. Send a new key with each "
            "request, and the same one with its retries."
        )


class Overloaded(TenureError):
    http_status = 429
    error_type = "rate_limit_exceeded"
    code = "overloaded"

    def __init__(self, message: str, *, retry_after_s: int = 1) -> None:
        self.retry_after_s = retry_after_s
        super().__init__(message)


class Unavailable(TenureError):
    http_status = 503
    code = "unavailable"

    def __init__(self, message: str, *, retry_after_s: int = 1) -> None:
        self.retry_after_s = retry_after_s
        super().__init__(message)


class TurnSuspended(Unavailable):
    code = "run_suspended"


class SessionMoved(Unavailable):
    """For whoever chooses the replica."""

    code = "session_moved"

    def __init__(self, session_id: str, replica: str) -> None:
        """`replica`: that has it; empty: none has."""
        self.replica = replica
        super().__init__(f"The session `{session_id}` has moved to another replica. Try again.")


class TurnTakenOver(TurnSuspended):
    def __init__(self) -> None:
        super().__init__("Another server has taken this turn over.")


class TimedOut(TenureError):
    http_status = 504
    code = "request_timeout"

    def __init__(self, timeout_s: float) -> None:
        super().__init__(
            f"A request may take {timeout_s:g} s here (request_timeout_s in the Serve config, or the header "
            "x-request-timeout-seconds), and this one was not done. Ask for fewer tokens, or for a response "
            "in the background; or have the limit raised."
        )


class NotSupported(TenureError):
    http_status = 501
    error_type = "invalid_request_error"
    code = "not_supported"


class StorageFull(TenureError):
    http_status = 507
    code = "storage_full"


class ModelFailed(TenureError):
    code = "model_failed"


class TurnFailed(TenureError):
    code = "run_failed"

    def __init__(self, message: str, *, code: str | None = None) -> None:
        super().__init__(message)
        self.code = code or type(self).code


class EngineDead(TenureError):
    code = "engine_dead"


class StartupError(TenureError):
    """Shown on the command line, then exit code 1."""


class DataDirLocked(StartupError):
    def __init__(self, data_dir: str, pid: str) -> None:
        super().__init__(
            f"The data directory {data_dir} is in use by the server with pid {pid}. "
            "Stop that server, or give this one its own --data-dir."
        )
