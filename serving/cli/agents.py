"""`tenure agents`: an agent of a file run on a server, and what its sessions do and wait for."""

from __future__ import annotations

import json
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Column, Table

from serving.cli.console import complain, out, say
from serving.cli.options import ClientKey, JsonFlag, command
from serving.cli.program import as_typed
from serving.cli.sessions import DEFAULT_URL, Url, when
from serving.errors import TenureError
from serving.option import Option

if TYPE_CHECKING:
    from serving.cli.agent_client import AgentClient

EPILOG = """[bold]Examples[/]

tenure agents run agent.yaml  [dim]its `input`, or what is typed behind the file[/]

tenure agents run agent.yaml 'What did I ask you?' --session asess_1  [dim]one more turn[/]

tenure agents run --session asess_1  [dim]watch it, from its beginning[/]

tenure agents approve asess_1  [dim]the call that it waits with[/]"""

app = typer.Typer(
    help="Agents on a running server: run, watched, and given the approvals that they wait for.",
    epilog=as_typed(EPILOG),
    no_args_is_help=True,
)
SessionId = Annotated[str, Option("The session's id.", flag="SESSION", variable="")]
StartingAfter = Annotated[int, Option("Events behind this number; -1: all of them.", least=-1, metavar="N")]


@app.command("run")
@command
def run_agent(
    file: Annotated[
        Path | None, Option("The agent, in YAML.", flag="[FILE]", variable="", default="none, with --session")
    ] = None,
    text: Annotated[
        str | None,
        Option("What to say to it.", flag="[INPUT]", variable="", default="`input` of a new session's FILE"),
    ] = None,
    session: Annotated[
        str | None, Option("Go on with this session.", default="a new one", metavar="SESSION")
    ] = None,
    starting_after: Annotated[
        int | None,
        Option(
            "Show events behind this number; -1: all of them.",
            least=-1,
            default="-1, or with INPUT what is there before it",
            metavar="N",
        ),
    ] = None,
    yes: Annotated[bool, Option("Approve all calls that need it, without asking.")] = False,
    url: Url = DEFAULT_URL,
    api_key: ClientKey = None,
    as_json: JsonFlag = False,
) -> int:
    """Run an agent, and show what it says and does until it rests; a server that restarts is waited for."""
    from serving.cli.agent_file import read_agent_file
    from serving.cli.agent_run import AgentRun

    if file is None and session is None:
        raise typer.BadParameter("Give a FILE with an agent, or a --session to go on with.")
    agent = None if file is None else read_agent_file(file)
    with _client(url, api_key) as client:
        if session is None:
            assert agent is not None, "there is a file where there is no session"
            asked = text if text is not None else agent.input
            if asked is None:
                raise typer.BadParameter("Say something to the agent: INPUT, or `input` in the FILE.")
            session = str(client.create(agent.session, asked)["id"])
        elif text is not None:
            if starting_after is None:
                starting_after = client.newest_event(session)
            client.send(session, _message(text))
        if not as_json:
            say(f"session {session}", style="dim")
        commands = {} if agent is None else agent.commands
        running = AgentRun(client, session, commands, approves_all=yes, as_json=as_json)
        try:
            return running.follow(-1 if starting_after is None else starting_after)
        except KeyboardInterrupt:
            complain(f"\nthe session goes on. To watch it: {running.how_to_come_back}", label=None)
            raise


@app.command("list")
@command
def list_sessions(
    limit: Annotated[int, Option("Most sessions to show.", least=1, most=100)] = 20,
    after: Annotated[
        str | None, Option("Those behind this one: the last of the page before.", metavar="SESSION")
    ] = None,
    url: Url = DEFAULT_URL,
    api_key: ClientKey = None,
    as_json: JsonFlag = False,
) -> None:
    """List your agents' sessions, the newest first, and what each waits for."""
    from serving.cli.agent_run import called

    with _client(url, api_key) as client:
        page = client.page(limit, after)
    if as_json:
        say(json.dumps(page["data"], indent=2))
        return
    table = Table(Column("session", overflow="fold"), "model", "last active", "status", "tokens", "waits for")
    for session in page["data"]:
        waits = [called(action.get("request") or action) for action in session["required_actions"]]
        table.add_row(
            session["id"],
            session["agent"]["model"],
            when(session["last_active_at"]),
            session["status"],
            str(session["usage"]["total_tokens"]),
            "\n".join(waits),
        )
    out.print(table)
    if page["has_more"]:
        say(f"There are more: --after {page['data'][-1]['id']}")


@app.command("events")
@command
def show_events(
    session_id: SessionId,
    starting_after: StartingAfter = -1,
    url: Url = DEFAULT_URL,
    api_key: ClientKey = None,
    as_json: JsonFlag = False,
) -> None:
    """Show what has happened in a session, event by event."""
    from serving.cli.agent_run import told
    from serving.cli.terminal import printable

    with _client(url, api_key) as client:
        for event in client.all_events(session_id, starting_after):
            if as_json:
                say(json.dumps(event, ensure_ascii=False))
            else:
                more = event.get("delta") or told(event) or ""
                say(printable(f"{event['sequence_number']:6} {event['type']} {more}".rstrip()))


@app.command("approve")
@command
def approve(
    session_id: SessionId,
    request_id: Annotated[
        str | None, Option("Which call.", flag="[REQUEST]", variable="", default="the only one that waits")
    ] = None,
    deny: Annotated[bool, Option("Say no: the call is not made, and the agent is told.")] = False,
    url: Url = DEFAULT_URL,
    api_key: ClientKey = None,
) -> None:
    """Let an agent make the call that it waits with, or not."""
    from serving.cli.agent_run import approval, called

    with _client(url, api_key) as client:
        waiting = {
            action["request_id"]: action["request"]
            for action in client.get(session_id)["required_actions"]
            if action["type"] == "mcp_approval_request"
        }
        wanted = _one_of(waiting, session_id, request_id)
        client.send(session_id, approval(wanted, not deny))
    say(f"{'Denied' if deny else 'Approved'}: {called(waiting[wanted])}")


def _one_of(waiting: dict[str, Any], session_id: str, request_id: str | None) -> str:
    from serving.cli.agent_run import called

    if request_id is None and len(waiting) == 1:
        return next(iter(waiting))
    if request_id in waiting:
        return request_id
    what = "asks for no approval" if request_id is None else f"does not ask for {request_id}"
    if request_id is None and waiting:
        what = "asks for several: name one"
    calls = "".join(f"\n{one}  {called(request)}" for one, request in waiting.items())
    raise TenureError(f"The session {session_id} {what}.{calls}")


def _message(text: str) -> dict[str, Any]:
    content = [{"type": "input_text", "text": text}]
    message = {"type": "message", "role": "user", "content": content}
    return {"type": "agent.session.input.message", "input": [message]}


def _client(url: str, api_key: str | None) -> AbstractContextManager[AgentClient]:
    from serving.cli.agent_client import agent_client

    return agent_client(url, api_key)
