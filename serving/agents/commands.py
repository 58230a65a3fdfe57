"""The tools of an environment: what the model calls, what is run then, and what it is told of that."""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping
from typing import Any

from serving.agent_sessions import ARTIFACTS, COMMAND_TOOLS, WORKSPACE
from serving.agents.environments.driver import MAX_COMMAND_BYTES, Command, CommandResult, Limits
from serving.request import Tool
from serving.sessions.agents.work import CallOutcome

SHELL, PYTHON = COMMAND_TOOLS
_TEXT = {SHELL: "command", PYTHON: "code"}  # the argument that says what to run
_PLACE = (
    f"It runs in {WORKSPACE}, without a network. Files stay there from call to call; processes end with the "
    f"call. Files below {ARTIFACTS} are handed to the user."
)
_DESCRIPTIONS = {
    SHELL: f"Runs a shell command and returns its output. {_PLACE}",
    PYTHON: f"Runs a Python program and returns what it prints. {_PLACE}",
}


class InvalidCommand(Exception):
    """The model's arguments are not what they should be."""


def command_tools(limits: Limits) -> list[Tool]:
    return [_tool(name, limits) for name in COMMAND_TOOLS]


def _tool(name: str, limits: Limits) -> Tool:
    timeout = {
        "type": "integer",
        "description": f"Seconds it may take: {limits.command_s:g} where it is left out.",
        "minimum": 1,
        "maximum": int(limits.command_s),
    }
    return Tool(
        name=name,
        description=_DESCRIPTIONS[name],
        parameters={
            "type": "object",
            "properties": {_TEXT[name]: {"type": "string"}, "timeout_s": timeout},
            "required": [_TEXT[name]],
            "additionalProperties": False,
        },
        is_strict=False,
        param="environment",
    )


def shown_command(name: str, arguments: str) -> str:
    """What a call runs, as its item shows it; what the model wrote, where that is no call."""
    try:
        text = _text(name, json.loads(arguments))
    except (ValueError, InvalidCommand):
        return arguments
    return text if name == SHELL else shlex.join(("python3", "-c", text))


def command_of(name: str, arguments: Any, shell: str, env: Mapping[str, str], limits: Limits) -> Command:
    """Raises: InvalidCommand."""
    text = _text(name, arguments)
    timeout_s = arguments.get("timeout_s", limits.command_s)
    if isinstance(timeout_s, bool) or not isinstance(timeout_s, int | float) or timeout_s <= 0:
        raise InvalidCommand(f"`timeout_s` must be a number of seconds above 0, got {timeout_s!r}.")
    argv = (shell, "-c", text) if name == SHELL else ("python3", "-c", text)
    return Command(argv=argv, timeout_s=min(float(timeout_s), limits.command_s), env=env)


def _text(name: str, arguments: Any) -> str:
    if not isinstance(arguments, Mapping):
        raise InvalidCommand("The arguments are no JSON object.")
    text = arguments.get(_TEXT[name])
    if not isinstance(text, str) or not text:
        raise InvalidCommand(f"`{_TEXT[name]}` must be a string, not empty.")
    if "\0" in text:
        raise InvalidCommand(f"`{_TEXT[name]}` must not have a NUL character.")
    size = len(text.encode(errors="surrogatepass"))
    if size > MAX_COMMAND_BYTES:
        raise InvalidCommand(
            f"`{_TEXT[name]}` has {size:,} bytes, and may have {MAX_COMMAND_BYTES:,}: write it to a file in "
            "parts, and run that."
        )
    return text


def not_run(error: InvalidCommand) -> CallOutcome:
    return CallOutcome(error={"type": "invalid_arguments", "message": str(error)})


def outcome_of(result: CommandResult, limits: Limits, notes: str = "") -> CallOutcome:
    """`notes`: what the model is to know beside what the command says."""
    output = notes + result.output.decode(errors="replace")
    if result.num_output_bytes > len(result.output):
        output += (
            f"\n[The output has {result.num_output_bytes:,} bytes, and the first {len(result.output):,} of "
            "them are shown.]"
        )
    error = _ENDINGS.get(result.ended_by)
    fields = {"exit_code": result.exit_code, "duration_ms": round(result.duration_s * 1000)}
    if error is None:
        return CallOutcome(output=output, fields=fields)
    kind, message = error
    bounds = {
        "seconds": f"{result.duration_s:.1f}",
        "memory": f"{limits.memory_bytes:,}",
        "disk": f"{limits.disk_bytes:,}",
    }
    return CallOutcome(
        output=output, error={"type": kind, "message": message.format(**bounds)}, fields=fields
    )


_ENDINGS = {
    "timeout": ("timeout", "The command was ended after {seconds} s, with all that it had begun."),
    "memory": (
        "memory_limit",
        "The environment's memory of {memory} bytes was full: processes of the command were killed.",
    ),
    "disk": (
        "disk_limit",
        "The command was ended: the environment's files may have {disk} bytes, and be 50,000, no more than "
        "64 folders deep. Remove some.",
    ),
    "lost": (
        "sandbox_error",
        "The sandbox ended while the command ran. It may have had its effect; the files are as it left them.",
    ),
}


def command_output(item: Mapping[str, Any]) -> str:
    """What the model reads of a call that was made."""
    output = item["output"] or ""
    if item["error"] is not None:
        return f"{output}\nError: {item['error']['message']}".lstrip("\n")
    if item["exit_code"]:
        return f"{output}\n[exit code {item['exit_code']}]".lstrip("\n")
    return output
