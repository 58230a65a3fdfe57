"""`tenure models`: what can be served here, or what a running server serves."""

from __future__ import annotations

import json
from typing import Annotated, Any

from rich.table import Table

from serving.cli.console import out, say
from serving.cli.options import ClientKey, JsonFlag, command
from serving.option import Option

EPILOG = """[bold]Examples[/]

tenure models  [dim]what this machine has[/]

tenure models --url http://127.0.0.1:8000  [dim]what that server serves[/]"""


@command
def models(
    url: Annotated[str | None, Option("List a running server's models instead.", metavar="URL")] = None,
    api_key: ClientKey = None,
    as_json: JsonFlag = False,
) -> None:
    """List the models that can be served here, and where they are."""
    rows = remote_rows(url, api_key) if url else local_rows()
    if as_json:
        say(json.dumps(rows, indent=2))
        return
    out.print(table_of(rows))


def remote_rows(url: str, api_key: str | None) -> list[dict[str, Any]]:
    from serving.cli.conversation import connected

    with connected(url, api_key) as (_, served):
        return [
            {name: value for name, value in model.model_dump().items() if isinstance(value, str | int | dict)}
            for model in served
        ]


def local_rows() -> list[dict[str, Any]]:
    from models.registry import list_models

    return [
        {"name": model.name, "path": str(model.path) if model.path else "", "what": model.detail}
        for model in list_models()
    ]


def _cell(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{name} {number}" for name, number in value.items())
    return str(value)


def table_of(rows: list[dict[str, Any]]) -> Table:
    columns = list(dict.fromkeys(name for row in rows for name in row))
    table = Table()
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(_cell(row.get(column, "")) for column in columns))
    return table
