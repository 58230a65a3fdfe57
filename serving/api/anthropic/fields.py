"""What becomes of the fields that `wire.py` does not have."""

from __future__ import annotations

from collections.abc import Mapping

from serving.api.fields import Refused

REFUSED: Mapping[str, Refused] = {
    "compaction": Refused(hint="Shorten the conversation in the client."),
    "container": Refused(hint="There are no containers; run tools in the client."),
    "fallbacks": Refused(unless=([],), hint="One model is served; send the request again."),
    "mcp_servers": Refused(unless=([],), hint="Connect to the MCP server in the client."),
    "thread": Refused(hint="Send the whole conversation; a session keeps it warm."),
}

# Agents send most of these with every request.
IGNORED: frozenset[str] = frozenset(
    {
        "betas",
        "billing_policy",
        "cache_control",  # here as on blocks: its `ttl` is a lease, see `serving.api.hints`
        "context_management",  # nothing is cleared: the conversation counts as it was sent
        "diagnostics",
        "fallback_credit_token",
        "inference_geo",
        "metadata",
        "service_tier",
        "speed",
        "user_profile_id",
        "workspace_id",
    }
)
