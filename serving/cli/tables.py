"""The tables of options in the READMEs, made of the options themselves.

`python -m serving.cli.tables` writes them anew between their marks; a test holds the pages to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from serving.cli import (
    agents,
    audit,
    chat,
    deploy,
    doctor,
    fleet,
    keys,
    memory,
    models,
    plan,
    serve,
    sessions,
)
from serving.cli import compile as compile_command
from serving.cli.options import default_text
from serving.config import ApiConfig, JwtConfig, NeuronConfig, ReplicaConfig
from serving.option import Setting, settings_of

COMMANDS: dict[str, Callable[..., Any]] = {
    "serve": serve.serve,
    "chat": chat.chat,
    "models": models.models,
    "sessions list": sessions.list_sessions,
    "sessions show": sessions.show_session,
    "sessions state": sessions.show_state,
    "sessions fork": sessions.fork_session,
    "sessions rewind": sessions.rewind_session,
    "sessions prewarm": sessions.prewarm_session,
    "sessions lease": sessions.lease_session,
    "sessions offload": sessions.offload_session,
    "sessions migrate": sessions.migrate_session,
    "sessions drop": sessions.drop_session,
    "sessions delete": sessions.delete_session,
    "sessions export": sessions.export_session,
    "sessions import": sessions.import_session,
    "audit list": audit.list_entries,
    "audit verify": audit.verify,
    "keys create": keys.create_key,
    "keys list": keys.list_keys,
    "keys revoke": keys.revoke_key,
    "agents run": agents.run_agent,
    "agents list": agents.list_sessions,
    "agents events": agents.show_events,
    "agents approve": agents.approve,
    "memory add": memory.add_memory,
    "memory search": memory.search_memories,
    "memory list": memory.list_memories,
    "memory forget": memory.forget,
    "doctor": doctor.doctor,
    "plan": plan.plan,
    "fleet plan": fleet.plan_fleet,
    "compile": compile_command.compile,
    "deploy": deploy.deploy,
}
RAY = "args"  # the mark of the table of keys, beside those of the commands
ROOT = Path(__file__).parents[2]
PAGES = (ROOT / "serving/cli/README.md", ROOT / "serving/cluster/README.md")
_TABLE = re.compile(r"(<!-- options: (.*?) -->\n).*?(<!-- end -->)", re.DOTALL)
_UNITS = {"size": "bytes", "memory": "bytes", "duration": "seconds"}
_KINDS = {int: "whole number", float: "number", bool: "true or false", Path: "path", str: "text"}


def command_table(name: str) -> str:
    settings: list[Setting] = getattr(COMMANDS[name], "settings")  # noqa: B009
    rows = [
        (
            f"`{setting.flag}`",
            _code(setting.variable),
            _default(setting),
            _meaning(setting, setting.option.more),
        )
        for setting in settings
    ]
    return _markdown(("Flag", "Variable", "Default", "Meaning"), rows)


def key_table() -> str:
    """The `args` of a Serve config file."""
    from serving.cluster.config import ClusterConfig

    parts = (("", ClusterConfig), ("api.", ApiConfig), ("replica.", ReplicaConfig))
    rows = []
    for prefix, config in (*parts, ("api.jwt.", JwtConfig), ("replica.neuron.", NeuronConfig)):
        for setting in settings_of(config):
            # `kv_memory` says it with a unit; the file of keys stands at the top.
            if setting.name == "kv_memory_bytes" or (prefix, setting.name) == ("api.", "api_key_file"):
                continue
            meaning = _meaning(setting)
            if setting.option.is_negated:
                meaning = f"false: {meaning[0].lower()}{meaning[1:]}"
            rows.append((f"`{prefix}{setting.name}`", _value(setting), _plain_default(setting), meaning))
    return _markdown(("Key", "Value", "Default", "Meaning"), rows)


def with_tables(page: str) -> str:
    """The page with each table as it should be."""
    return _TABLE.sub(lambda match: f"{match[1]}{_table(match[2])}{match[3]}", page)


def _table(mark: str) -> str:
    return key_table() if mark == RAY else command_table(mark)


def _markdown(columns: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [columns, ("---",) * len(columns), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


def _code(text: str) -> str:
    return f"`{text}`" if text else ""


def _meaning(setting: Setting, more: str = "") -> str:
    return " ".join(_sentences(setting, more))


def _sentences(setting: Setting, more: str) -> Iterator[str]:
    yield setting.option.help
    if setting.choices:
        yield ", ".join(map(_code, setting.choices)) + "."
    if more:
        yield more


def _default(setting: Setting) -> str:
    if setting.option.default:
        return setting.option.default
    if setting.kind is bool:
        return "off"
    return default_text(setting) or ""


def _plain_default(setting: Setting) -> str:
    """As YAML has it."""
    if setting.option.default or setting.default is None:
        return setting.option.default
    return str(setting.default).lower() if setting.kind is bool else f"{setting.default}"


def _value(setting: Setting) -> str:
    if setting.choices:
        return "one of those"
    if setting.is_list:
        return "list of text" if setting.kind is str else "list of [key, tenant, user, scopes, expiry]"
    if setting.option.unit:
        return _UNITS[setting.option.unit]
    return _KINDS.get(setting.kind, "size")


def main() -> None:
    for page in PAGES:
        page.write_text(with_tables(page.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
