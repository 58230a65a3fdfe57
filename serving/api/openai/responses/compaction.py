"""A compaction item: a summary that stands for the items before it.

Its content is opaque to clients and not secret: it is their own conversation, which they could as well send
as a message. So it is encoded, not encrypted, whatever the field is called.
"""

from __future__ import annotations

import base64
import binascii

_PREFIX = "tenure1."
_HEADING = "Summary of the conversation so far:\n"


def sealed(summary: str) -> str:
    return _PREFIX + base64.urlsafe_b64encode(summary.encode()).decode("ascii")


def summary_of(encrypted_content: str) -> str | None:
    """What the model is told in its place. None for content that is not ours."""
    if not encrypted_content.startswith(_PREFIX):
        return None
    try:
        raw = base64.b64decode(encrypted_content[len(_PREFIX) :], altchars=b"-_", validate=True)
        return _HEADING + raw.decode()
    except (binascii.Error, UnicodeDecodeError):
        return None
