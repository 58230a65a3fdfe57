"""What the router and the directory call a session: `<tenant>/<session id>`. A tenant's name has no slash."""

from __future__ import annotations

from typing import Any

from serving import operations as ops
from serving.principal import Principal
from serving.sessions.archives.entries import session_id_of


def session_key(tenant: str, session_id: str) -> str:
    return f"{tenant}/{session_id}"


def parts_of(session: str) -> tuple[str, str]:
    """(tenant, session id)"""
    tenant, _, session_id = session.partition("/")
    return tenant, session_id


def session_of(operation: ops.StreamOperation[Any] | ops.Operation[Any]) -> str:
    """The key of the session that decides which replica is asked; empty: any one."""
    match operation:
        case ops.Generate(request):
            return session_key(request.tenant, request.session_id) if request.session_id else ""
        case ops.Respond(response):
            session_id = response.request.session_id
            return session_key(response.tenant, session_id) if session_id else ""
        case ops.CreateAgentSession(new):
            return session_key(new.tenant, new.session.session_id)
        case ops.ImportSession(tenant, packed, session_id):  # its turns will come to the same replica
            return session_key(tenant, session_id or session_id_of(packed))
        case ops.ExportSession(tenant=tenant, session_id=session_id):
            return session_key(tenant, session_id)
        case (
            ops.ForkSession(tenant=tenant, session_id=session_id)
            | ops.RewindSession(tenant=tenant, session_id=session_id)
            | ops.PrewarmKV(tenant=tenant, session_id=session_id)
            | ops.OffloadKV(tenant=tenant, session_id=session_id)
            | ops.HandOverKV(tenant=tenant, session_id=session_id)
            | ops.LeaseKV(tenant=tenant, session_id=session_id)
            | ops.FollowAgentSession(principal=Principal(tenant=tenant), session_id=session_id)
            | ops.SendAgentInput(principal=Principal(tenant=tenant), session_id=session_id)
            | ops.UpdateAgentSession(principal=Principal(tenant=tenant), session_id=session_id)
            | ops.DeleteAgentSession(principal=Principal(tenant=tenant), session_id=session_id)
        ):  # it has their KV
            return session_key(tenant, session_id)
        case ops.DeleteConversation(tenant, conversation_id):
            return session_key(tenant, conversation_id)
    return ""


def turn_of(operation: ops.StreamOperation[Any]) -> tuple[str, str] | None:
    """(tenant, session id) of a turn that begins, which is for the replica that has the session."""
    if not isinstance(operation, ops.Generate | ops.Respond | ops.PrewarmKV):
        return None
    session = session_of(operation)
    return parts_of(session) if session else None
