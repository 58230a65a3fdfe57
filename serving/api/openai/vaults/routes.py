"""/v1/vaults: secrets that agents' sessions use, and nobody reads again."""

from __future__ import annotations

import time
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request, Response

from serving.api.body import read_object
from serving.api.idempotent_route import IdempotentRoute
from serving.api.json_response import json_response
from serving.api.noun_router import NounRouter
from serving.api.openai.agents.listing import metadata_of, object_list
from serving.api.openai.context import OpenAIContext
from serving.api.openai.responses.fields import new_id
from serving.api.openai.vaults.parse import credential_change, new_auth, trimmed
from serving.api.openai.vaults.wire import CredentialBody, CredentialUpdateBody, VaultBody
from serving.api.openapi import body_of, sends
from serving.api.paging import page_of
from serving.api.validation import validate
from serving.operations import (
    AddCredential,
    CreateVault,
    DeleteCredential,
    DeleteVault,
    GetCredential,
    GetVault,
    ListCredentials,
    ListVaults,
    UpdateCredential,
    UpdateVault,
)
from serving.principal import Principal
from serving.responses import Listed, Page
from serving.vaults import Credential, Vault, VaultChange, credential_object, vault_object

Status = Literal["active", "archived"]
NOTHING: Listed[Any] = Listed((), False)


def is_wanted(
    status: Annotated[list[Status] | None, Query()] = None,
    statuses: Annotated[list[Status] | None, Query(alias="status[]")] = None,
) -> bool:
    """Nothing here is ever archived."""
    given = [*(status or ()), *(statuses or ())]
    return not given or "active" in given


def router(context: OpenAIContext) -> APIRouter:
    routes = NounRouter(prefix="/v1/vaults", route_class=IdempotentRoute)
    _add_vault_routes(routes, context)
    _add_credential_routes(routes, context)
    return routes


def _add_vault_routes(routes: APIRouter, context: OpenAIContext) -> None:
    backend = context.backend
    reader, writer = (context.keys.require(scope) for scope in ("vaults:read", "vaults:write"))

    async def read(request: Request) -> VaultBody:
        body = validate(VaultBody, await read_object(request, context.config.max_body_bytes))
        context.unknown.note(body)
        return body

    @routes.post(
        "",
        response_model=None,
        openapi_extra=body_of(VaultBody),
        responses=sends("openai.types.beta.agents:Vault"),
        summary="Make a vault",
    )
    async def create_vault(request: Request, principal: Principal = Depends(writer)) -> Response:
        body = await read(request)
        vault = Vault(
            vault_id=new_id("vault"),
            created=time.time(),
            name=trimmed(body.name, "name"),
            metadata=body.metadata or {},
        )
        return json_response(vault_object(await backend.call(CreateVault(principal, vault))))

    @routes.get("", response_model=None, responses=sends(), summary="List vaults")
    async def list_vaults(
        request: Request,
        page: Annotated[Page, Depends(page_of)],
        wanted: Annotated[bool, Depends(is_wanted)],
        principal: Principal = Depends(reader),
    ) -> Response:
        listed = await backend.call(ListVaults(principal, page, metadata_of(request)))
        listed = listed if wanted else NOTHING
        return json_response(object_list(listed, [vault_object(vault) for vault in listed.items]))

    @routes.get(
        "/{vault_id}",
        response_model=None,
        responses=sends("openai.types.beta.agents:Vault"),
        summary="Look up a vault",
    )
    async def retrieve_vault(vault_id: str, principal: Principal = Depends(reader)) -> Response:
        return json_response(vault_object(await backend.call(GetVault(principal, vault_id))))

    @routes.post(
        "/{vault_id}",
        response_model=None,
        openapi_extra=body_of(VaultBody),
        responses=sends("openai.types.beta.agents:Vault"),
        summary="Change a vault's name or metadata",
    )
    async def update_vault(
        vault_id: str, request: Request, principal: Principal = Depends(writer)
    ) -> Response:
        body = await read(request)
        change = VaultChange(
            name=trimmed(body.name, "name"),
            is_named="name" in body.model_fields_set,
            metadata=body.metadata,
        )
        return json_response(vault_object(await backend.call(UpdateVault(principal, vault_id, change))))

    @routes.delete(
        "/{vault_id}", response_model=None, responses=sends(), summary="Delete a vault and what is in it"
    )
    async def delete_vault(vault_id: str, principal: Principal = Depends(writer)) -> Response:
        await backend.call(DeleteVault(principal, vault_id))
        return json_response({"id": vault_id, "object": "vault.deleted", "deleted": True})


def _add_credential_routes(routes: APIRouter, context: OpenAIContext) -> None:
    backend, max_bytes = context.backend, context.config.max_body_bytes
    reader, writer = (context.keys.require(scope) for scope in ("vaults:read", "vaults:write"))

    @routes.post(
        "/{vault_id}/credentials",
        response_model=None,
        openapi_extra=body_of(CredentialBody),
        responses=sends("openai.types.beta.agents.vaults:Credential"),
        summary="Put a credential into a vault",
    )
    async def create_credential(
        vault_id: str, request: Request, principal: Principal = Depends(writer)
    ) -> Response:
        body = validate(CredentialBody, await read_object(request, max_bytes))
        context.unknown.note(body)
        auth, secret = new_auth(body.auth)
        now = time.time()
        credential = Credential(
            credential_id=new_id("cred"),
            vault_id=vault_id,
            name=trimmed(body.name, "name") or "",
            created=now,
            updated=now,
            auth=auth,
            metadata=body.metadata or {},
        )
        stored = await backend.call(AddCredential(principal, credential, secret))
        return json_response(credential_object(stored))

    @routes.get(
        "/{vault_id}/credentials",
        response_model=None,
        responses=sends(),
        summary="List a vault's credentials",
    )
    async def list_credentials(
        vault_id: str,
        request: Request,
        page: Annotated[Page, Depends(page_of)],
        wanted: Annotated[bool, Depends(is_wanted)],
        principal: Principal = Depends(reader),
    ) -> Response:
        listed = await backend.call(ListCredentials(principal, vault_id, page, metadata_of(request)))
        listed = listed if wanted else NOTHING
        objects = [credential_object(credential) for credential in listed.items]
        return json_response(object_list(listed, objects))

    @routes.get(
        "/{vault_id}/credentials/{credential_id}",
        response_model=None,
        responses=sends("openai.types.beta.agents.vaults:Credential"),
        summary="Look up a credential, without its secret",
    )
    async def retrieve_credential(
        vault_id: str, credential_id: str, principal: Principal = Depends(reader)
    ) -> Response:
        asked = GetCredential(principal, vault_id, credential_id)
        return json_response(credential_object(await backend.call(asked)))

    @routes.post(
        "/{vault_id}/credentials/{credential_id}",
        response_model=None,
        openapi_extra=body_of(CredentialUpdateBody),
        responses=sends("openai.types.beta.agents.vaults:Credential"),
        summary="Give a credential another secret or metadata",
    )
    async def update_credential(
        vault_id: str, credential_id: str, request: Request, principal: Principal = Depends(writer)
    ) -> Response:
        body = validate(CredentialUpdateBody, await read_object(request, max_bytes))
        context.unknown.note(body)
        update = UpdateCredential(principal, vault_id, credential_id, credential_change(body))
        return json_response(credential_object(await backend.call(update)))

    @routes.delete(
        "/{vault_id}/credentials/{credential_id}",
        response_model=None,
        responses=sends(),
        summary="Delete a credential",
    )
    async def delete_credential(
        vault_id: str, credential_id: str, principal: Principal = Depends(writer)
    ) -> Response:
        await backend.call(DeleteCredential(principal, vault_id, credential_id))
        return json_response({"id": credential_id, "object": "vault.credential.deleted", "deleted": True})
