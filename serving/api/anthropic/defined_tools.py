"""Tools whose definition is Anthropic's: a body names them by a type with a date, and sends no schema.

Those that a client runs are offered to the model with a schema of what the client's code reads. What a server
would have to run, or what shows a picture, is left out of the prompt and named in the answer: an agent sends
it with every request and may never need it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

_TYPE = re.compile(r"([a-z_]+?)(?:_(\d{8}))?")
_SERVER_TOOLS = (
    "web_search",
    "web_fetch",
    "code_execution",
    "computer",
    "computer_toolset",
    "browser_toolset",
    "advisor",
    "mcp_toolset",
)
_TEXT = {"type": "string"}
_LINE = {"type": "integer", "minimum": 0}
_RANGE = {
    "type": "array",
    "items": {"type": "integer"},
    "minItems": 2,
    "maxItems": 2,
    "description": "First and last line; -1 is the end.",
}
_BASH = {
    "type": "object",
    "properties": {
        "command": {"type": "string", "description": "What to run."},
        "restart": {"type": "boolean", "description": "True begins a new shell instead."},
    },
    "additionalProperties": False,
    "anyOf": [{"required": ["command"]}, {"required": ["restart"]}],
}
# By command: what it must have, and what it may have besides.
_Commands = Mapping[str, tuple[Sequence[str], Sequence[str]]]
_EDITOR: _Commands = {
    "view": (["path"], ["view_range"]),
    "create": (["path", "file_text"], []),
    "str_replace": (["path", "old_str"], ["new_str"]),
    "insert": (["path", "insert_line", "insert_text"], []),
}
_OLD_EDITOR: _Commands = {
    **_EDITOR,
    "insert": (["path", "insert_line", "new_str"], []),
}
_MEMORY: _Commands = {
    **_EDITOR,
    "str_replace": (["path", "old_str", "new_str"], []),
    "delete": (["path"], []),
    "rename": (["old_path", "new_path"], []),
}
_FIELDS: Mapping[str, Any] = {
    "path": _TEXT,
    "old_path": _TEXT,
    "new_path": _TEXT,
    "file_text": _TEXT,
    "old_str": _TEXT,
    "new_str": _TEXT,
    "insert_line": _LINE,
    "insert_text": _TEXT,
    "view_range": _RANGE,
}


def _one_of(commands: _Commands) -> dict[str, Any]:
    names = {name for lists in commands.values() for fields in lists for name in fields}
    return {
        "type": "object",
        "properties": {
            "command": {"enum": list(commands)},
            **{name: value for name, value in _FIELDS.items() if name in names},
        },
        "required": ["command"],
        "additionalProperties": False,
        "anyOf": [
            {
                "type": "object",
                "properties": {
                    "command": {"const": command},
                    **{name: _FIELDS[name] for name in (*required, *optional)},
                },
                "required": ["command", *required],
                "additionalProperties": False,
            }
            for command, (required, optional) in commands.items()
        ],
    }


_SHELL = "Runs a command in a shell on the user's computer, which goes on from one call to the next."
_FILES = "Shows, creates and changes text files on the user's computer; `view` of a directory lists it."
_NOTES = "Keeps notes in files below /memories, which later conversations can read."


def client_tool(type_: str) -> tuple[str, dict[str, Any]] | None:
    """(description, schema) of one that the client runs."""
    kind, date = _parts(type_)
    if date is None:
        return None
    if kind == "bash":
        return _SHELL, _BASH
    if kind == "text_editor":
        # Up to then `insert` had the text under another name, and an edit could be undone.
        commands = _OLD_EDITOR if date < "20250728" else _EDITOR
        undo: _Commands = {"undo_edit": (["path"], [])} if date < "20250429" else {}
        return _FILES, _one_of({**commands, **undo})
    return (_NOTES, _one_of(_MEMORY)) if kind == "memory" else None


def is_servers(type_: str) -> bool:
    """Whether it cannot be offered, as no client runs it, or it shows what a model of text cannot see."""
    return _parts(type_)[0] in _SERVER_TOOLS


def _parts(type_: str) -> tuple[str, str | None]:
    found = _TYPE.fullmatch(type_)
    return (type_, None) if found is None else (found[1], found[2])
