"""From a body's `environment` to one that is to be made. What there is none of here is refused by name."""

from __future__ import annotations

import base64
import binascii
import time
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from serving.agent_sessions import MAX_PATH_PARTS, WORKSPACE, Environment, EnvironmentConfig, path_below
from serving.api.openai.agents.config import unsupported
from serving.api.openai.agents.wire import EnvironmentBody, InlineFile
from serving.api.openai.responses.fields import new_id
from serving.api.validation import invalid, shown, validate

_LATER = {  # fields that are refused where they ask for something, and what to do
    "capability_directories": "Put what the agent needs into `files`.",
    "container_size": "The server's operator sets the bounds (--environment-memory-bytes and others).",
    "environment_template_id": "There are no templates: send the configuration with each environment.",
    "plugins": "Put what the agent needs into `files`.",
    "skills": "Put what the agent needs into `files`.",
}


def new_environment(
    given: Mapping[str, Any], tenant: str, session_id: str | None, place: str = "environment"
) -> Environment:
    """Raises InvalidRequest."""
    body = validate(EnvironmentBody, given, place)
    for name, hint in _LATER.items():
        if getattr(body, name):
            raise unsupported(f"{place}.{name}", hint)
    if body.desktop is not None and body.desktop.enabled:
        raise unsupported(f"{place}.desktop.enabled", "Environments have no desktop.")
    if body.network is not None and body.network.access != "disabled":
        raise unsupported(
            f"{place}.network.access", 'Environments have no network: send "disabled", or leave it out.'
        )
    for name in ("npm", "python", "system"):
        if body.packages is not None and getattr(body.packages, name):
            raise unsupported(
                f"{place}.packages.{name}", "Environments have no network, and what the server's /usr has."
            )
    for name in body.env or {}:
        if not name or "=" in name or "\0" in name:
            raise invalid(f"{place}.env", f"has a name that no variable can have, {shown(name)}")
    return Environment(
        environment_id=new_id("env"),
        tenant=tenant,
        session_id=session_id,
        created=time.time(),
        config=EnvironmentConfig(
            files=tuple(_file(file, f"{place}.files.{index}") for index, file in enumerate(body.files or ())),
            env=body.env or {},
            setup_commands=tuple(
                {"command": command.command, "cwd": absolute(command.cwd or WORKSPACE, f"{place}.cwd")}
                for command in body.setup_commands or ()
            ),
        ),
    )


def _file(given: Mapping[str, Any], place: str) -> dict[str, str]:
    path, data = inline_file(given, place)
    return {"id": new_id("envfile"), "path": path, "data": base64.b64encode(data).decode()}


def inline_file(given: Mapping[str, Any], place: str) -> tuple[str, bytes]:
    """Its path and bytes. Raises InvalidRequest."""
    prefix = f"{place}." if place else ""
    if given.get("type") == "file_id":
        raise unsupported(f"{prefix}type", "There is no Files API here: send the file `inline`.")
    file = validate(InlineFile, given, place)
    try:
        data = base64.b64decode(file.data, validate=True)
    except (binascii.Error, ValueError):
        raise invalid(f"{prefix}data", "must be the file's bytes in base64") from None
    path = absolute(file.path, f"{prefix}path")
    if path == WORKSPACE:
        raise invalid(f"{prefix}path", f"must be a file below {WORKSPACE}, got the folder itself")
    return path, data


def absolute(path: str, param: str) -> str:
    """A path below the workspace. Raises InvalidRequest."""
    below = path_below(path)
    if below is None:
        raise invalid(
            param,
            f"must be an absolute path below {WORKSPACE}, without `..` and at most {MAX_PATH_PARTS} folders "
            f"deep, got {shown(path)}",
        )
    return str(PurePosixPath(WORKSPACE) / below)
