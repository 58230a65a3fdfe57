"""The bodies of /v1/vaults. Secrets are checked by hand: an error about one must not repeat it."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from serving.api.openai.wire.responses import Metadata
from serving.api.wire import WireModel


class VaultBody(WireModel):
    name: str | None = None
    metadata: Metadata | None = None


class CredentialBody(WireModel):
    name: str
    auth: Annotated[dict[str, Any], Field(repr=False)]
    metadata: Metadata | None = None


class CredentialUpdateBody(WireModel):
    auth: Annotated[dict[str, Any] | None, Field(repr=False)] = None
    metadata: Metadata | None = None
