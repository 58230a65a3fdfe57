"""From a body's `environment` to one that is to be made. What there is none of here is refused by name."""

from __future__ import annotations

import base64
import binascii
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
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
from serving.api.backend import Calls
from serving.api.openai.agents.config import unsupported
from serving.api.openai.agents.wire import EnvironmentBody, EnvironmentFields, InlineFile, SetupCommand
from serving.api.openai.responses.fields import new_id
from serving.api.validation import invalid, shown, validate
from serving.operations import GetTemplate
from serving.principal import Principal

MAX_VARIABLE_BYTES = 100_000  # the kernel takes 128 KiB
_LATER = {  # fields that are refused where they ask for something, and what to do
    "capability_directories": "Put what the agent needs into `files`.",
    "container_size": "The server's operator sets the bounds (--environment-memory and others).",
    "plugins": "Put what the agent needs into `files`.",
    "skills": "Put what the agent needs into `files`.",
}


async def new_environment(
    backend: Calls,
    given: Mapping[str, Any],
    principal: Principal,
    session_id: str | None,
    place: str = "environment",
) -> Environment:
    """Raises InvalidRequest, TemplateNotFound."""
    body = validate(EnvironmentBody, given, place)
    base = EnvironmentConfig()
    if body.environment_template_id is not None:
        asked = GetTemplate(principal, body.environment_template_id, body.template_version)
        base = (await backend.call(asked)).config
    elif body.template_version is not None:
        raise invalid(f"{place}.tenure:template_version", "needs `environment_template_id`")
    return Environment(
        environment_id=new_id("env"),
        tenant=principal.tenant,
        user=principal.user,
        session_id=session_id,
        created=time.time(),
        config=_with_files_of_its_own(environment_config(body, f"{place}.", base, is_null_inherited=True)),
    )


def environment_config(
    body: EnvironmentFields, prefix: str, base: EnvironmentConfig, *, is_null_inherited: bool
) -> EnvironmentConfig:
    """Where a field is left out, what `base` has. Raises InvalidRequest.

    Args:
        prefix: stands before the names of the body's fields.
        is_null_inherited: a null leaves its field out, and is not an empty one.
    """
    _refuse_what_there_is_not(body, prefix)
    set_fields = {
        name for name in body.model_fields_set if getattr(body, name) is not None or not is_null_inherited
    }
    config = base
    if "env" in set_fields:
        _check_env(body.env or {}, f"{prefix}env")
        config = replace(config, env=body.env or {})
    if "setup_commands" in set_fields:
        config = replace(config, setup_commands=_commands(body.setup_commands or (), prefix))
    if "files" in set_fields:
        files = tuple(_file(file, f"{prefix}files.{index}") for index, file in enumerate(body.files or ()))
        _check_folders([file["path"] for file in files], f"{prefix}files")
        config = replace(config, files=files)
    return config


def _refuse_what_there_is_not(body: EnvironmentFields, prefix: str) -> None:
    """Raises InvalidRequest."""
    for name, hint in _LATER.items():
        if getattr(body, name, None):
            raise unsupported(f"{prefix}{name}", hint)
    if body.desktop is not None and body.desktop.enabled:
        raise unsupported(f"{prefix}desktop.enabled", "Environments have no desktop.")
    if body.network is not None and body.network.access != "disabled":
        raise unsupported(
            f"{prefix}network.access", 'Environments have no network: send "disabled", or leave it out.'
        )
    for name in ("npm", "python", "system"):
        if body.packages is not None and getattr(body.packages, name):
            raise unsupported(
                f"{prefix}packages.{name}", "Environments have no network, and what the server's /usr has."
            )


def _commands(given: Sequence[SetupCommand], prefix: str) -> tuple[dict[str, str], ...]:
    """Raises InvalidRequest."""
    commands = []
    for index, command in enumerate(given):
        place = f"{prefix}setup_commands.{index}"
        if "\0" in command.command:
            raise invalid(f"{place}.command", "must not have a NUL character")
        cwd = absolute(command.cwd or WORKSPACE, f"{place}.cwd")
        commands.append({"command": command.command, "cwd": cwd})
    return tuple(commands)


def _with_files_of_its_own(config: EnvironmentConfig) -> EnvironmentConfig:
    """Files of a template have other ids in each environment."""
    return replace(config, files=tuple({**file, "id": new_id("envfile")} for file in config.files))


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
