"""From a body's `environment` to one that is to be made. What there is none of here is refused by name."""

from __future__ import annotations

import base64
import binascii
import time
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from serving.agent_sessions import (
    MAX_NAME_BYTES,
    MAX_PATH_PARTS,
    WORKSPACE,
    Environment,
    EnvironmentConfig,
    path_below,
)
from serving.api.openai.agents.config import unsupported
from serving.api.openai.agents.wire import EnvironmentBody, InlineFile
from serving.api.openai.responses.fields import new_id
from serving.api.validation import invalid, shown, validate
from serving.principal import Principal

MAX_VARIABLE_BYTES = 100_000  # the kernel takes 128 KiB
_LATER = {  # fields that are refused where they ask for something, and what to do
    "capability_directories": "Put what the agent needs into `files`.",
    "container_size": "The server's operator sets the bounds (--environment-memory and others).",
    "environment_template_id": "There are no templates: send the configuration with each environment.",
    "plugins": "Put what the agent needs into `files`.",
    "skills": "Put what the agent needs into `files`.",
}


def new_environment(
    given: Mapping[str, Any], principal: Principal, session_id: str | None, place: str = "environment"
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
    _check_env(body.env or {}, f"{place}.env")
    for index, command in enumerate(body.setup_commands or ()):
        if "\0" in command.command:
            raise invalid(f"{place}.setup_commands.{index}.command", "must not have a NUL character")
    files = tuple(_file(file, f"{place}.files.{index}") for index, file in enumerate(body.files or ()))
    _check_folders([file["path"] for file in files], f"{place}.files")
    return Environment(
        environment_id=new_id("env"),
        tenant=principal.tenant,
        user=principal.user,
        session_id=session_id,
        created=time.time(),
        config=EnvironmentConfig(
            files=files,
            env=body.env or {},
            setup_commands=tuple(
                {"command": command.command, "cwd": absolute(command.cwd or WORKSPACE, f"{place}.cwd")}
                for command in body.setup_commands or ()
            ),
        ),
    )


def _check_env(env: Mapping[str, str], place: str) -> None:
    """Raises InvalidRequest."""
    for name, value in env.items():
        if not name or "=" in name or "\0" in name:
            raise invalid(place, f"has a name that no variable can have, {shown(name)}")
        size = len(f"{name}={value}".encode())
        if "\0" in value or size > MAX_VARIABLE_BYTES:
            raise invalid(
                f"{place}.{name}", f"may have {MAX_VARIABLE_BYTES:,} bytes and no NUL, and has {size:,} bytes"
            )


def _check_folders(paths: Sequence[str], place: str) -> None:
    """A file is no folder of another. Raises InvalidRequest."""
    known = set(map(PurePosixPath, paths))
    for index, path in enumerate(paths):
        if between := known.intersection(PurePosixPath(path).parents):
            raise invalid(
                f"{place}.{index}.path", f"is below {shown(str(between.pop()))}, which is a file too"
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
            f"must be an absolute path below {WORKSPACE}, without `..`, at most {MAX_PATH_PARTS} folders "
            f"deep and with names of at most {MAX_NAME_BYTES} bytes, got {shown(path)}",
        )
    return str(PurePosixPath(WORKSPACE) / below)
