"""Anthropic's error body, and the statuses of that API."""

from __future__ import annotations

from typing import Any

from serving.errors import InvalidRequest, PromptTooLong, TenureError

# There, 429 says that a key has used up its own limits, which none has here. A full server is 529.
_STATUSES = {429: 529, 503: 529, 507: 500}
_TYPES = {
    401: "authentication_error",
    403: "permission_error",
    404: "not_found_error",
    409: "conflict_error",
    413: "request_too_large",
    504: "timeout_error",
    529: "overloaded_error",
}


# By a field that is refused: how the SDK is told that it can do without, as its loop over tools then does.
_DETAILS = {"thread": {"error_code": "thread_unsupported_request", "unsupported": ["thread"]}}


def error_status(error: TenureError) -> int:
    return _STATUSES.get(error.http_status, error.http_status)


def error_body(error: TenureError, request_id: str) -> dict[str, Any]:
    status = error_status(error)
    kind = _TYPES.get(status, "invalid_request_error" if status < 500 else "api_error")
    details = _DETAILS.get(error.param or "") if isinstance(error, InvalidRequest) else None
    return {
        "type": "error",
        "error": {
            "type": kind,
            "message": _message(error),
            **({} if details is None else {"details": details}),
        },
        "request_id": request_id,
    }


def _message(error: TenureError) -> str:
    if isinstance(error, PromptTooLong):
        # Agents look for these words, and then shorten the conversation.
        counts = f"{error.num_prompt_tokens} tokens > {error.max_model_len} maximum"
        return f"prompt is too long: {counts}. {error}"
    return str(error)
