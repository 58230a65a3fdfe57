"""`tenure keys`: API keys in the operator's file, by their hashes."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from serving.api_keys import HASHED, hash_of, key_id, key_lines, parse_keys, parse_time, shown_time
from serving.cli.audit import DatabaseUrl, DataDir, note_as_operator
from serving.cli.console import out, say
from serving.cli.options import JsonFlag, bad_value, command
from serving.cli.program import as_typed
from serving.cli.sizes import parse_duration_s
from serving.errors import StartupError
from serving.option import Option
from serving.principal import ApiKey

EPILOG = """[bold]Examples[/]

tenure keys create alice --user ada --scopes inference,sessions:read --expires 90d  [dim]printed once[/]

tenure keys list  [dim]whose they are, and what they may do[/]

tenure keys revoke key_3f9c01d2a4b7  [dim]refused from the next request on[/]"""

app = typer.Typer(
    help="API keys in a file that a server reads (--api-key-file): made, listed, revoked.",
    epilog=as_typed(EPILOG),
    no_args_is_help=True,
)

KeyFilePath = Annotated[
    Path,
    Option("The file of keys, that the server has as --api-key-file.", flag="--api-key-file", metavar="FILE"),
]


@app.command("create")
@command
def create_key(
    api_key_file: KeyFilePath,
    tenant: Annotated[str, Option("Whose it is to be.", flag="TENANT", variable="")],
    user: Annotated[str | None, Option("Who of the tenant's people.", default="none", metavar="NAME")] = None,
    scopes: Annotated[
        str | None, Option("What it may do, with commas between.", default="everything", metavar="NAMES")
    ] = None,
    expires: Annotated[
        str | None, Option("Until when: 90d, 12h, or a day or time.", default="never", metavar="TIME")
    ] = None,
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
    as_json: JsonFlag = False,
) -> None:
    """Make a key, print it once, and write its hash to the file, which servers read again by themselves."""
    secret = f"tnr_{secrets.token_urlsafe(32)}"
    line = f"{tenant}:{HASHED}{hash_of(ApiKey(secret, tenant))}"
    if user is not None:
        line += f" user={user}"
    if scopes is not None:
        line += f" scopes={scopes}"
    if expires is not None:
        line += f" expires={shown_time(_time(expires))}"
    try:
        key, *others = parse_keys([line])
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    if others:
        raise typer.BadParameter("TENANT, --user and --scopes may have no blanks in them.")
    _change(api_key_file, lambda lines: [*lines, line])
    note_as_operator(data_dir, database_url, "key.created", key)
    if as_json:
        say(json.dumps({**_object(key), "key": secret}))
        return
    say(secret)
    say(f"It is {key_id(key)}, and is not shown again.", style="dim")


@app.command("list")
@command
def list_keys(api_key_file: KeyFilePath, as_json: JsonFlag = False) -> None:
    """List the keys of the file, without telling them."""
    keys = [_object(key) for key in _read(api_key_file)]
    if as_json:
        say(json.dumps(keys, indent=2))
        return
    table = Table("key", "tenant", "user", "may", "expires")
    for key in keys:
        may = "everything" if key["scopes"] is None else ", ".join(key["scopes"])
        table.add_row(key["id"], key["tenant"], key["user"] or "", may, _until(key["expires_at"]))
    out.print(table)


@app.command("revoke")
@command
def revoke_key(
    api_key_file: KeyFilePath,
    key: Annotated[str, Option("The key's id, as `list` shows it.", flag="KEY_ID", variable="")],
    data_dir: DataDir = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Take a key out of the file. Servers refuse it from then on."""
    known = next((one for one in _read(api_key_file) if key_id(one) == key), None)
    if known is None:
        raise StartupError(
            f"There is no key {key} in {api_key_file}. `tenure keys list` shows what there is."
        )
    _change(api_key_file, lambda lines: _without(lines, key))
    note_as_operator(data_dir, database_url, "key.revoked", known)
    say(f"{key} is revoked.")


def _without(lines: list[str], id_: str) -> list[str]:
    kept = []
    for line in lines:
        stripped = line.strip()
        keys = [] if not stripped or stripped.startswith("#") else list(parse_keys([stripped]))
        if id_ not in map(key_id, keys):
            kept.append(line)
        elif len(keys) > 1:
            raise StartupError(f"The line of {id_} has {len(keys)} keys: write one on each line first.")
    return kept


def _read(path: Path) -> tuple[ApiKey, ...]:
    try:
        return parse_keys(key_lines(path))
    except ValueError as error:
        raise StartupError(str(error)) from error


def _change(path: Path, change: Callable[[list[str]], list[str]]) -> None:
    """The file is the old one or the new one, and its owner's alone where it is made."""
    with _locked(path):
        lines, mode = [], 0o600
        if path.exists():
            _read(path)
            lines, mode = path.read_text(encoding="utf-8").splitlines(), path.stat().st_mode & 0o777
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        try:
            descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write("".join(f"{line}\n" for line in change(lines)))
                file.flush()
                os.fsync(file.fileno())
            draft.replace(path)
        except OSError as error:
            raise StartupError(f"The key file {path} cannot be written: {error.strerror}.") from error
        finally:
            draft.unlink(missing_ok=True)


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Two commands at once change it one after the other."""
    import fcntl

    try:
        descriptor = os.open(path.parent, os.O_RDONLY)
    except OSError as error:
        raise StartupError(f"The folder of {path} cannot be opened: {error.strerror}.") from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _time(text: str) -> float:
    try:
        return time.time() + parse_duration_s(text)
    except ValueError:
        pass
    try:
        return parse_time(text)
    except ValueError as error:
        raise bad_value(error, "--expires") from error


def _object(key: ApiKey) -> dict[str, Any]:
    return {
        "id": key_id(key),
        "tenant": key.tenant,
        "user": key.user,
        "scopes": None if key.scopes is None else list(key.scopes),
        "expires_at": None if key.expires is None else shown_time(key.expires),
    }


def _until(expires: str | None) -> str:
    if expires is None:
        return "never"
    return f"{expires} (expired)" if parse_time(expires) <= time.time() else expires
