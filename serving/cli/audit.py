"""`tenure audit`: who did what, and whether the log of it is whole."""

from __future__ import annotations

import getpass
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from serving.api_keys import key_id
from serving.cli.console import complain, out, say, warn
from serving.cli.options import JsonFlag, command
from serving.cli.program import as_typed
from serving.config import default_data_dir
from serving.errors import StartupError
from serving.option import Option
from serving.principal import ApiKey, Principal

if TYPE_CHECKING:
    from serving.sessions.audit.audit_log import AuditLog

EPILOG = """[bold]Examples[/]

tenure audit list --tenant alice --action approval  [dim]the latest first[/]

tenure audit verify  [dim]prints the last hash: keep it elsewhere[/]

tenure audit verify --contains 3f9c…  [dim]and look for it later[/]"""

app = typer.Typer(
    help="The audit log: who did what. Read from the session log's database, also while a server runs.",
    epilog=as_typed(EPILOG),
    no_args_is_help=True,
)

DataDir = Annotated[
    Path | None, Option("The server's --data-dir.", default="$XDG_DATA_HOME/tenure", metavar="DIR")
]
DatabaseUrl = Annotated[
    str | None, Option("The server's --database-url.", default="SQLite in --data-dir", metavar="URL")
]


@app.command("list")
@command
def list_entries(
    tenant: Annotated[str | None, Option("Of this tenant alone.", default="all", metavar="NAME")] = None,
    action: Annotated[
        str | None,
        Option(
            "Of this kind alone, or what kinds begin with: vault, tool.call.", default="all", metavar="NAME"
        ),
    ] = None,
    limit: Annotated[int, Option("Most rows to show.", least=1, most=10_000)] = 50,
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
    as_json: JsonFlag = False,
) -> None:
    """List what was done, the latest first."""
    with _audit_log(data_dir, database_url) as log:
        rows = log.rows(tenant=tenant, action=action, limit=limit)
    if as_json:
        say(json.dumps(rows, indent=2))
        return
    table = Table("row", "when", "tenant", "who", "action", "target", "details")
    for row in rows:
        when = time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(row["at"]))
        who, details = (" ".join(f"{k}={v}" for k, v in row[name].items()) for name in ("actor", "details"))
        table.add_row(str(row["number"]), when, row["tenant"], who, row["action"], row["target"], details)
    out.print(table)


@app.command("verify")
@command
def verify(
    contains: Annotated[
        str | None,
        Option("A hash that was printed before, and must be there.", default="none", metavar="HASH"),
    ] = None,
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
    as_json: JsonFlag = False,
) -> int:
    """Verify the chain of hashes: exit code 1 names the first bad row."""
    with _audit_log(data_dir, database_url) as log:
        found = log.verify(contains)
    fault = found.fault
    if fault is None and not found.has_expected:
        fault = f"No row has the hash {contains}: what was written up to it is gone, or was made anew."
    if as_json:
        is_whole = fault is None
        say(
            json.dumps(
                {"is_whole": is_whole, "num_rows": found.num_rows, "hash": found.last_hash, "fault": fault}
            )
        )
    elif fault is None:
        say(
            f"{found.num_rows} rows, all of them as they were written. The last one's hash is "
            f"{found.last_hash}"
        )
    if fault is not None:
        complain(f"The audit log is broken. {fault}")
    return 0 if fault is None else 1


def note_as_operator(data_dir: Path | None, database_url: str | None, action: str, key: ApiKey) -> None:
    """A key made or revoked on this machine; where there is no log to write that into, it is said."""
    from serving.sessions.audit.audit_log import AuditEntry

    operator = Principal(key.tenant, f"operator:{getpass.getuser()}")
    details = {"user": key.user, "scopes": None if key.scopes is None else list(key.scopes)}
    try:
        with _audit_log(data_dir, database_url) as log:
            log.note(AuditEntry(principal=operator, action=action, target=key_id(key), details=details))
    except StartupError as error:
        warn(f"this is not in an audit log. {error}")


@contextmanager
def _audit_log(data_dir: Path | None, database_url: str | None) -> Iterator[AuditLog]:
    """Raises: StartupError where there is none."""
    from serving.sessions.audit.audit_log import AuditLog
    from serving.sessions.data_dir import LOG_FILE
    from serving.sessions.database import Database

    path = (data_dir or default_data_dir()) / LOG_FILE
    if database_url is None and not path.exists():
        raise StartupError(f"There is no session log in {path.parent}. Give --data-dir or --database-url.")
    database = Database(database_url or f"sqlite:///{path}")
    try:
        yield AuditLog(database)
    finally:
        database.close()
