"""The form of the arguments of the tools that agents have from this server."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def arguments_schema(required: tuple[str, ...], **properties: Mapping[str, Any]) -> dict[str, Any]:
    """A JSON schema of an object with these properties and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }
