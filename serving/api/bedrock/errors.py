"""Errors as Bedrock's clients know them: a name in a header, a sentence in the body.

Names and statuses are those of the service's model. `x-amzn-errortype` is what SDKs read first.
"""

from __future__ import annotations

from typing import Any

from serving.api.errors import MethodNotAllowed, UnknownUrl
from serving.errors import ModelFailed, NotAuthenticated, PromptTooLong, TenureError

_NAMES = {
    403: "AccessDeniedException",
    404: "ResourceNotFoundException",
    408: "ModelTimeoutException",
    409: "ConflictException",
    424: "ModelErrorException",
    429: "ThrottlingException",
    500: "InternalServerException",
    503: "ServiceUnavailableException",
}
# 401 is 403 there; what is too large, or reused, is not valid; 424 is the model's own failure.
_STATUSES = {401: 403, 413: 400, 415: 400, 422: 400, 501: 400, 504: 408, 507: 500}
# A stream has fewer, under names of its own; what is none of these is the server's failure.
_IN_STREAMS = {
    400: "validationException",
    404: "validationException",
    408: "modelStreamErrorException",
    409: "validationException",
    424: "modelStreamErrorException",
    429: "throttlingException",
    503: "serviceUnavailableException",
}


class SignatureRefused(NotAuthenticated):
    code = "invalid_signature"


def error_status(error: TenureError) -> int:
    if isinstance(error, ModelFailed):
        return 424
    return _STATUSES.get(error.http_status, error.http_status)


def error_name(error: TenureError) -> str:
    if isinstance(error, SignatureRefused):
        return "InvalidSignatureException"
    if isinstance(error, UnknownUrl | MethodNotAllowed):
        return "UnknownOperationException"
    return _NAMES.get(error_status(error), "ValidationException")


def error_headers(error: TenureError) -> dict[str, str]:
    return {"x-amzn-errortype": error_name(error)}


def error_body(error: TenureError, request_id: str) -> dict[str, Any]:
    return {"message": error_message(error)}


def error_message(error: TenureError) -> str:
    # Agents look for these words, and then shorten the conversation.
    return (
        f"Input is too long for requested model. {error}" if isinstance(error, PromptTooLong) else str(error)
    )


def exception_type(error: TenureError) -> str:
    """In a stream."""
    return _IN_STREAMS.get(error_status(error), "internalServerException")
