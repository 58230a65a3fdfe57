"""Where Ray keeps the token that processes of a local cluster show each other.

A local start writes it to `~/.ray/auth_token`, which fails in a container whose home is read-only.
"""

from __future__ import annotations

import atexit
import os
import secrets
import shutil
import tempfile
from pathlib import Path

MODE, TOKEN, TOKEN_PATH = "RAY_AUTH_MODE", "RAY_AUTH_TOKEN", "RAY_AUTH_TOKEN_PATH"


def keep_token_where_it_can_be_written() -> Path | None:
    """Make a token in a directory of its own, and name it to Ray, if Ray could not write one.

    Returns the token's file if there is a new one. Only this user can read it, and it goes when this process
    ends, as the cluster does.
    """
    if os.environ.get(MODE, "token").lower() != "token" or TOKEN in os.environ or TOKEN_PATH in os.environ:
        return None
    if _has_token(Path.home() / ".ray"):
        return None
    directory = tempfile.mkdtemp(prefix="tenure-ray-")
    atexit.register(shutil.rmtree, directory, ignore_errors=True)
    path = Path(directory) / "auth_token"
    path.write_text(secrets.token_hex(32))
    os.environ[TOKEN_PATH] = str(path)
    return path


def _has_token(directory: Path) -> bool:
    """Or can have one."""
    try:
        if (directory / "auth_token").exists():
            return True
        directory.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=directory):
            return True
    except OSError:
        return False
