"""`tenure memory`: what a running server remembers across sessions."""

from __future__ import annotations

import json
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from serving.cli.console import say
from serving.cli.options import ClientKey, JsonFlag, command
from serving.cli.program import as_typed
from serving.cli.sessions import DEFAULT_URL, Url, when
from serving.memories import DEFAULT_RESULTS, MAX_EXPIRY_S, MAX_RESULTS
from serving.option import Option

if TYPE_CHECKING:
    from serving.cli.memory_client import MemoryClient

EPILOG = """[bold]Examples[/]

tenure memory add 'Ada lives in Oslo.' --user ada  [dim]what says otherwise is replaced[/]

tenure memory search 'Where does Ada live?' --user ada

tenure memory list --user ada  [dim]the latest first[/]

tenure memory forget --user ada  [dim]all of hers, of every agent[/]"""

app = typer.Typer(
    help="What a running server remembers across sessions: added, searched, listed, forgotten.",
    epilog=as_typed(EPILOG),
    no_args_is_help=True,
)
User = Annotated[
    str | None, Option("Whose: a user of yours.", default="nobody's in particular", metavar="ID")
]
Agent = Annotated[
    str | None, Option("Whose: an agent of yours.", default="nobody's in particular", metavar="ID")
]


@app.command("add")
@command
def add_memory(
    text: Annotated[str, Option("A statement that makes sense by itself.", flag="TEXT", variable="")],
    user: User = None,
    agent: Agent = None,
    subject: Annotated[
        str | None,
        Option("What it is about: of one subject there is one statement.", default="none", metavar="NAME"),
    ] = None,
    expires_after: Annotated[
        float | None,
        Option(
            "Forget it where nobody says it again for so long: 12h, 30d.",
            least=1,
            most=MAX_EXPIRY_S,
            unit="duration",
            default="never",
        ),
    ] = None,
    url: Url = DEFAULT_URL,
    api_key: ClientKey = None,
    as_json: JsonFlag = False,
) -> None:
    """Add a memory, or confirm the one that says so."""
    expiry = None if expires_after is None else {"anchor": "confirmed_at", "seconds": int(expires_after)}
    body = {"text": text, "user_id": user, "agent_id": agent, "subject": subject, "expires_after": expiry}
    with _client(url, api_key) as client:
        memory = client.add(body)
    if as_json:
        say(json.dumps(memory, indent=2))
        return
    replaced = f", and replaces {', '.join(memory['replaces'])}" if memory["outcome"] == "replaced" else ""
    outcome = "confirmed" if memory["outcome"] == "confirmed" else "added"
    say(f"{memory['id']} is {outcome}{replaced}.")


@app.command("search")
@command
def search_memories(
    query: Annotated[str, Option("What to look for, in words.", flag="QUERY", variable="")],
    user: User = None,
    agent: Agent = None,
    limit: Annotated[int, Option("Most memories to show.", least=1, most=MAX_RESULTS)] = DEFAULT_RESULTS,
    url: Url = DEFAULT_URL,
    api_key: ClientKey = None,
    as_json: JsonFlag = False,
) -> None:
    """Search what a user and an agent remember, and what is nobody's in particular."""
    body = {"query": query, "user_id": user, "agent_id": agent, "max_num_results": limit}
    with _client(url, api_key) as client:
        found = client.search(body)["data"]
    _say_memories(found, as_json=as_json)


@app.command("list")
@command
def list_memories(
    user: Annotated[str | None, Option("Those of this user alone.", default="all", metavar="ID")] = None,
    agent: Annotated[str | None, Option("Those of this agent alone.", default="all", metavar="ID")] = None,
    limit: Annotated[int, Option("Most memories to show.", least=1, most=100)] = 20,
    after: Annotated[
        str | None, Option("Those behind this one: the last of the page before.", metavar="MEMORY")
    ] = None,
    replaced: Annotated[bool, Option("Also those that later ones replaced.")] = False,
    url: Url = DEFAULT_URL,
    api_key: ClientKey = None,
    as_json: JsonFlag = False,
) -> None:
    """List your memories."""
    query = {
        "user_id": user,
        "agent_id": agent,
        "limit": limit,
        "after": after,
        "include_replaced": str(replaced).lower(),
    }
    with _client(url, api_key) as client:
        page = client.page(query)
    _say_memories(page["data"], as_json=as_json)
    if page["has_more"] and not as_json:
        say(f"There are more: --after {page['last_id']}")


@app.command("forget")
@command
def forget(
    memory_id: Annotated[
        str | None, Option("The memory's id.", flag="[MEMORY]", variable="", default="none, with --user")
    ] = None,
    user: Annotated[
        str | None, Option("All of this user's, of every agent.", default="none", metavar="ID")
    ] = None,
    url: Url = DEFAULT_URL,
    api_key: ClientKey = None,
) -> None:
    """Forget a memory and what it replaced, or all of a user's, for good."""
    if (memory_id is None) == (user is None):
        raise typer.BadParameter("Give a MEMORY or a --user, not both.")
    with _client(url, api_key) as client:
        if memory_id is not None:
            client.forget(memory_id)
            say(f"{memory_id} is forgotten.")
        elif user is not None:
            gone = client.forget_user(user)
            say(f"All {gone['num_records']} memories of {user} are forgotten.")


def _say_memories(memories: list[dict[str, Any]], *, as_json: bool) -> None:
    if as_json:
        say(json.dumps(memories, indent=2))
        return
    for memory in memories:
        whose = " ".join(name for name in (memory["user_id"], memory["agent_id"]) if name)
        replaced = f" (replaced by {memory['replaced_by']})" if memory["replaced_by"] else ""
        say(f"{memory['id']}  {when(memory['confirmed_at'])}  {whose or '-'}  {memory['text']}{replaced}")


def _client(url: str, api_key: str | None) -> AbstractContextManager[MemoryClient]:
    from serving.cli.memory_client import memory_client

    return memory_client(url, api_key)
