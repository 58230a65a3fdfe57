"""`tenure sessions`: what a running server remembers; sessions to files and back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer
from rich.table import Table

from serving.cli.console import out, say, warn
from serving.cli.options import ClientKey, JsonFlag, command
from serving.cli.program import as_typed
from serving.config import DEFAULT_PORT
from serving.option import Option

if TYPE_CHECKING:
    from serving.cli.session_client import SessionClient

EPILOG = """[bold]Examples[/]

tenure sessions list  [dim]the latest first[/]

tenure sessions show agent-7  [dim]its branches, their messages, and where their KV is[/]

tenure sessions state agent-7  [dim]where its KV is, on the device and behind it[/]

tenure sessions fork agent-7 --n 3  [dim]three sessions that go on from its end[/]

tenure sessions export agent-7 --kv  [dim]to agent-7.tar[/]

tenure sessions import agent-7.tar --url http://10.0.0.5:8000  [dim]there it goes on where it was[/]"""

DEFAULT_URL = f"http://127.0.0.1:{DEFAULT_PORT}"

app = typer.Typer(
    help="The sessions of a running server: looked at, forked, taken back, moved; and where their KV is.",
    epilog=as_typed(EPILOG),
    no_args_is_help=True,
)

SessionId = Annotated[str, Option("The session's id.", flag="SESSION", variable="")]
_PLACE = "An item, a branch or a response by its id, or a number of tokens where a message ends."
Place = Annotated[str | None, Option(_PLACE, default="the end", metavar="PLACE")]
Url = Annotated[str, Option("The server to ask.", metavar="URL")]


@app.command("list")
@command
def list_sessions(
    limit: Annotated[int, Option("Most sessions to show.", least=1, most=100)] = 20,
    after: Annotated[
        str | None, Option("Those behind this one: the last of the page before.", metavar="SESSION")
    ] = None,
    order: Annotated[Literal["asc", "desc"], Option("By last use: desc is the latest first.")] = "desc",
    url: Url = DEFAULT_URL,
    api_key: ClientKey = None,
    as_json: JsonFlag = False,
) -> None:
    """List your sessions."""
    with _client(url, api_key) as client:
        page = client.page(limit, after, order)
    if as_json:
        say(json.dumps(page["data"], indent=2))
        return
    table = Table("session", "last used", "turns", "tokens", "branches", "KV", "bytes resident")
    for session in page["data"]:
        table.add_row(
            session["id"],
            when(session["last_used_at"]),
            str(session["num_turns"]),
            str(session["num_tokens"]),
            str(len(session["branches"])),
            session["state"],
            f"{session['bytes_resident']:,}",
        )
    out.print(table)
    if page["has_more"]:
        say(f"There are more: --after {page['last_id']}")


@app.command("show")
@command
def show_session(
    session_id: SessionId, url: Url = DEFAULT_URL, api_key: ClientKey = None, as_json: JsonFlag = False
) -> None:
    """Show one session: its branches, their messages, and where their KV is."""
    with _client(url, api_key) as client:
        session = client.get(session_id)
    if as_json:
        say(json.dumps(session, indent=2))
        return
    say(f"{session['id']}: {session['num_turns']} turns, last used {when(session['last_used_at'])}")
    for branch in session["branches"]:
        out.print(_branch_table(branch, is_head=branch["id"] == session["head"]))


def _branch_table(branch: dict[str, Any], *, is_head: bool) -> Table:
    parent, kv = branch["parent"], branch["kv"]
    remark = " (used last)" if is_head else " (left behind)" if branch["is_superseded"] else ""
    start = "from the beginning" if parent is None else f"from token {parent['seq']} of {parent['branch']}"
    table = Table(
        "message",
        "role",
        "source",
        "tokens",
        "sampled",
        "when",
        title=branch["id"] + remark,
        caption=f"{start}; {branch['num_tokens']} tokens, {kv['num_resident_tokens']} with KV "
        f"({kv['state']}, {kv['bytes_resident']:,} bytes)",
        title_justify="left",
        caption_justify="left",
    )
    for item in branch["items"]:
        counts = (str(item["num_tokens"]), str(item["num_sampled_tokens"]))
        table.add_row(str(item["index"]), item["role"], item["source"], *counts, when(item["created_at"]))
    return table


@app.command("delete")
@command
def delete_session(session_id: SessionId, url: Url = DEFAULT_URL, api_key: ClientKey = None) -> None:
    """Delete one session for good."""
    with _client(url, api_key) as client:
        client.delete(session_id)
    say(f"{session_id} is deleted.")


@app.command("state")
@command
def show_state(
    session_id: SessionId, url: Url = DEFAULT_URL, api_key: ClientKey = None, as_json: JsonFlag = False
) -> None:
    """Show where a session's KV is, its lease, and what was restored and lost last."""
    with _client(url, api_key) as client:
        _say_state(client.state(session_id), as_json=as_json)


@app.command("fork")
@command
def fork_session(
    session_id: SessionId,
    at: Place = None,
    n: Annotated[int, Option("How many.", least=1, most=64)] = 1,
    new_ids: Annotated[
        tuple[str, ...],
        Option("Their ids; repeatable, one for each.", flag="--id", default="new ones", metavar="SESSION"),
    ] = (),
    url: Url = DEFAULT_URL,
    api_key: ClientKey = None,
    as_json: JsonFlag = False,
) -> None:
    """Make sessions that go on from a place of this one; what they share is computed and kept once."""
    body: dict[str, Any] = {"ids": list(new_ids)} if new_ids else {"n": n}
    with _client(url, api_key) as client:
        forked = client.do(session_id, "fork", body | ({} if at is None else {"at": _place(at)}))
    if as_json:
        say(json.dumps(forked, indent=2))
        return
    say(f"{forked['num_tokens']} tokens, {forked['num_messages']} messages of {session_id} are shared by:")
    for new_id in forked["session_ids"]:
        say(new_id)


@app.command("rewind")
@command
def rewind_session(
    session_id: SessionId,
    to: Annotated[str, Option(_PLACE, flag="PLACE", variable="")],
    url: Url = DEFAULT_URL,
    api_key: ClientKey = None,
    as_json: JsonFlag = False,
) -> None:
    """Take a session back to an earlier place. What was behind it stays, as a branch that was left."""
    with _client(url, api_key) as client:
        _say_state(client.do(session_id, "rewind", {"to": _place(to)}), as_json=as_json)


@app.command("prewarm")
@command
def prewarm_session(
    session_id: SessionId, url: Url = DEFAULT_URL, api_key: ClientKey = None, as_json: JsonFlag = False
) -> None:
    """Compute or restore a session's KV now, before its next turn."""
    with _client(url, api_key) as client:
        state = client.do(session_id, "state:prewarm")
    if not as_json:
        took = state["prewarmed"]
        say(f"{took['computed_tokens']} of {took['num_tokens']} tokens were computed")
    _say_state(state, as_json=as_json)


@app.command("lease")
@command
def lease_session(
    session_id: SessionId,
    seconds: Annotated[
        float, Option("For so many; 0 ends it.", flag="SECONDS", variable="", least=0, most=604_800)
    ],
    url: Url = DEFAULT_URL,
    api_key: ClientKey = None,
    as_json: JsonFlag = False,
) -> None:
    """Keep a session's KV in memory before that of others, for a time."""
    with _client(url, api_key) as client:
        _say_state(client.do(session_id, "state:lease", {"seconds": seconds}), as_json=as_json)


@app.command("offload")
@command
def offload_session(
    session_id: SessionId, url: Url = DEFAULT_URL, api_key: ClientKey = None, as_json: JsonFlag = False
) -> None:
    """Move a session's KV out of the device's memory, to --disk-kv-dir."""
    with _client(url, api_key) as client:
        _say_state(client.do(session_id, "state:offload"), as_json=as_json)


@app.command("migrate")
@command
def migrate_session(
    session_id: SessionId,
    replica: Annotated[str, Option("Its id, as `x-tenure-replica` names it.", flag="REPLICA", variable="")],
    url: Url = DEFAULT_URL,
    api_key: ClientKey = None,
    as_json: JsonFlag = False,
) -> None:
    """Move a session and its KV to another replica of a cluster."""
    with _client(url, api_key) as client:
        _say_state(client.do(session_id, "state:migrate", {"replica": replica}), as_json=as_json)


@app.command("drop")
@command
def drop_session(
    session_id: SessionId, url: Url = DEFAULT_URL, api_key: ClientKey = None, as_json: JsonFlag = False
) -> None:
    """Give up a session's KV. Its log stays, and its next turn computes it again."""
    with _client(url, api_key) as client:
        _say_state(client.do(session_id, "state:drop"), as_json=as_json)


def _place(text: str) -> str | int:
    return int(text) if text.isdecimal() else text


def _say_state(state: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        say(json.dumps(state, indent=2))
        return
    table = Table(
        "replica",
        "tier",
        "blocks",
        "bytes",
        title=f"{state['id']}: {state['num_tokens']} tokens, KV {state['state']}",
        caption="; ".join(_remarks(state)),
        title_justify="left",
        caption_justify="left",
    )
    for tier in state["residency"]:
        table.add_row(
            tier["replica"] or "all", tier["tier"], str(tier["num_blocks"]), f"{tier['num_bytes']:,}"
        )
    out.print(table)


def _remarks(state: dict[str, Any]) -> Iterator[str]:
    lease, restored, cold = state["lease"], state["last_restored"], state["last_cold"]
    if lease is not None:
        yield f"leased until {when(lease['expires_at'])}"
    if restored is not None:
        yield f"{restored['tokens']} tokens came from {restored['tier']} in {restored['seconds']:.3f} s"
    if cold is not None:
        yield f"cold at {when(cold['at'])}: {cold['reason']}"


@app.command("export")
@command
def export_session(
    session_id: SessionId,
    output: Annotated[Path | None, Option("Where to.", default="SESSION.tar", metavar="FILE")] = None,
    kv: Annotated[bool, Option("With the KV that is in memory: larger, and warm at once.")] = False,
    url: Url = DEFAULT_URL,
    api_key: ClientKey = None,
) -> None:
    """Write one session to a file."""
    target = output or Path(re.sub(r"[^\w.-]", "_", session_id).lstrip(".") + ".tar")
    with _client(url, api_key) as client:
        num_bytes = client.export(session_id, target, with_kv=kv)
    say(f"{session_id}: {num_bytes:,} bytes in {target}")


@app.command("import")
@command
def import_session(
    file: Annotated[Path, Option("What `tenure sessions export` wrote.", flag="FILE", variable="")],
    new_id: Annotated[
        str | None, Option("Import it under this id.", default="the one it had", metavar="SESSION")
    ] = None,
    url: Url = DEFAULT_URL,
    api_key: ClientKey = None,
    as_json: JsonFlag = False,
) -> None:
    """Write the session of a file to a server."""
    with _client(url, api_key) as client:
        report = client.load(file, new_id)
    if as_json:
        say(json.dumps(report, indent=2))
        return
    say(
        f"{report['id']}: {report['num_tokens']} tokens, {report['num_branches']} branches, "
        f"{report['num_responses']} responses; KV of {report['num_kv_tokens']} tokens"
    )
    for note in report["notes"]:
        warn(note)


def _client(url: str, api_key: str | None) -> SessionClient:
    from serving.cli.session_client import SessionClient

    return SessionClient(url, api_key)


def when(seconds: float) -> str:
    return datetime.fromtimestamp(seconds).astimezone().strftime("%Y-%m-%d %H:%M:%S")
