"""OpenAI's error body: `{"error": {message, type, param, code}}`."""

from __future__ import annotations

from typing import Any

from serving.errors import TenureError


def error_body(error: TenureError) -> dict[str, Any]:
    return {
        "error": {
            "message": str(error),
            "type": error.error_type,
            "param": error.param,
            "code": error.code,
        }
    }
