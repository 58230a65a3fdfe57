"""What stands on a thinking block beside its text."""

from __future__ import annotations

import base64
from hashlib import blake2b


def signature_of(thinking: str) -> str:
    """A digest. Clients send back blocks that have a signature, and no others; what they send is not checked
    by it, since whoever may send thinking may send any."""
    return base64.b64encode(blake2b(thinking.encode(errors="replace"), digest_size=24).digest()).decode()
