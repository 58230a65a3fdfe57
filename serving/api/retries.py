"""What tells that a request is one that was sent before, and not another one with the same words."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request

from serving.api.validation import shown
from serving.errors import InvalidRequest
from serving.principal import Principal

IDEMPOTENCY_HEADER = "idempotency-key"
INVOCATION_HEADER = "amz-sdk-invocation-id"  # of AWS's SDKs: one for a call and all its retries
RETRY_COUNT_HEADER = "x-stainless-retry-count"  # of OpenAI's and Anthropic's SDKs: 0 the first time
MAX_KEY_CHARS = 255


@dataclass(frozen=True, slots=True)
class Sent:
    """One request as it came, for comparison with another."""

    principal: Principal
    path: str
    digest: bytes  # of the body
    session_id: str | None  # that the client named
    idempotency_key: str | None
    num_retries: int | None  # before this one; None: its client does not say

    @property
    def may_be_repeated(self) -> bool:
        """Whether a retry could be told from a request that only has the same body."""
        return bool(self.idempotency_key or self.session_id or self.num_retries is not None)

    @property
    def is_first(self) -> bool:
        """Its client says so, and nothing else tells it from a retry."""
        return self.num_retries == 0 and self.idempotency_key is None

    @property
    def marks_retries(self) -> bool:
        """A retry of it is told by more than its session."""
        return self.idempotency_key is not None or self.num_retries is not None

    @property
    def place(self) -> tuple[object, ...]:
        """Where its answer is looked for."""
        if self.idempotency_key is not None:
            return self.principal, self.idempotency_key
        return self.principal, self.path, self.session_id, self.digest

    def is_same_request(self, other: Sent) -> bool:
        return (self.path, self.digest) == (other.path, other.digest)


def sent(request: Request, principal: Principal, session_id: str | None) -> Sent:
    """Of a request whose body was read. Raises InvalidRequest."""
    return Sent(
        principal,
        request.url.path,
        request.state.body_digest,
        session_id,
        idempotency_key(request),
        _num_retries(request),
    )


def idempotency_key(request: Request) -> str | None:
    """Raises InvalidRequest."""
    key = request.headers.get(IDEMPOTENCY_HEADER, request.headers.get(INVOCATION_HEADER))
    if key is not None and not (1 <= len(key) <= MAX_KEY_CHARS and key.isprintable()):
        raise InvalidRequest(
            f"The header Idempotency-Key must have 1 to {MAX_KEY_CHARS} printable characters, got "
            f"{len(key)}: {shown(key)}."
        )
    return key


def _num_retries(request: Request) -> int | None:
    count = request.headers.get(RETRY_COUNT_HEADER, "")
    return int(count) if count.isdecimal() and len(count) < 9 else None
