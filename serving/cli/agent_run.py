"""A session of an agent on the terminal: its events as they come, and answers to what it asks for."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from serving.agent_sessions import RESTING
from serving.cli.agent_client import AgentClient, Fields
from serving.cli.console import complain, say
from serving.cli.conversation import ServerNotThere
from serving.cli.terminal import printable
from serving.errors import TenureError

PATIENCE_S = 120.0  # with a server that has ended: it may be started again
RETRY_S = 0.5
MAX_SHOWN_CHARS = 200  # of a call's arguments and its result

_TURN = "agent.session.turn."
_ENDS = tuple(f"agent.session.{status}" for status in RESTING)


class AgentRun:
    """Until the session rests."""

    def __init__(
        self,
        client: AgentClient,
        session_id: str,
        commands: Mapping[str, Sequence[str]],
        *,
        approves_all: bool = False,
        as_json: bool = False,
    ) -> None:
        self._client = client
        self._session_id = session_id
        self._commands = commands
        self._approves_all = approves_all
        self._as_json = as_json
        self._number = -1  # of the newest event
        self._answered: set[str] = set()
        self._is_in_line = False  # of text that has no end yet
        self._has_failed = False

    def follow(self, after: int = -1) -> int:
        """Show what comes behind event `after`. Returns the exit code. Raises TenureError."""
        self._number = after
        self._client.get(self._session_id)
        while not self._is_over():
            self._connect()
        return 1 if self._has_failed else 0

    def _is_over(self) -> bool:
        try:
            session = self._client.get(self._session_id)
            return session["status"] in RESTING and not self._client.events(self._session_id, self._number, 1)
        except ServerNotThere as error:
            self._await_server(error)
            return False

    def _connect(self) -> None:
        """Until the session rests, or the server leaves."""
        try:
            for event in self._client.follow(self._session_id, self._number):
                self._number = event["sequence_number"]
                self._show(event)
                if event["type"] == "agent.session.requires_action":
                    self._answer()
                if event["type"] in _ENDS:
                    return
        except ServerNotThere as error:
            self._end_line()
            self._await_server(error)

    def _await_server(self, error: ServerNotThere) -> None:
        complain("the server has left; waiting for it to be back.", label=None)
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            time.sleep(RETRY_S)
            with suppress(ServerNotThere):
                self._client.get(self._session_id)
                return
        raise TenureError(f"{error} The session goes on then: {self.how_to_come_back}") from error

    @property
    def how_to_come_back(self) -> str:
        return f"`tenure agents run --session {self._session_id} --starting-after {self._number}`."

    # ---- what is shown ----------------------------------------------------------------------------

    def _show(self, event: Fields) -> None:
        if self._as_json:
            say(json.dumps(event, ensure_ascii=False))
            return
        kind = event["type"].removeprefix(_TURN)
        if kind == "output_text.delta":
            sys.stdout.write(printable(event["delta"]))
            sys.stdout.flush()
            self._is_in_line = True
            return
        self._end_line()
        if (line := told(event)) is not None:
            say(printable(line), style="dim")
        if kind == "failed":
            self._has_failed = True
            complain(printable((event["turn"]["error"] or {}).get("message", "the turn failed.")))

    def _end_line(self) -> None:
        if self._is_in_line:
            sys.stdout.write("\n")
            sys.stdout.flush()
            self._is_in_line = False

    # ---- what it asks for ---------------------------------------------------------------------------

    def _answer(self) -> None:
        """What the session waits for now: a stream from the beginning also tells what it waited for once."""
        for action in self._client.get(self._session_id)["required_actions"]:
            key = action.get("request_id") or action.get("call_id") or json.dumps(action)
            if key in self._answered:
                continue
            self._answered.add(key)
            try:
                self._answer_one(action)
            except ServerNotThere:
                self._answered.discard(key)
                raise
            except TenureError as error:  # somebody else was quicker
                complain(str(error))

    def _answer_one(self, action: Fields) -> None:
        if action["type"] == "mcp_approval_request":
            self._decide(action)
        elif action["type"] == "function_call" and action["name"] in self._commands:
            result = call_command(self._commands[action["name"]], action["arguments"])
            event = {
                "type": "agent.session.input.tool_result",
                "turn_id": action["turn_id"],
                "call_id": action["call_id"],
                **result,
            }
            self._client.send(self._session_id, event, key=f"result-{action['call_id']}")
        elif action["type"] == "function_call":
            complain(
                f"the function {action['name']} waits for its result, and no `command` of a FILE answers it."
            )
        else:
            complain(f"the session waits for {action['type']}, which is not answered here.")

    def _decide(self, action: Fields) -> None:
        request = action["request"]
        if not self._approves_all and not sys.stdin.isatty():
            say(
                f"Waits for an approval of {called(request)}: "
                f"tenure agents approve {self._session_id} {action['request_id']}"
            )
            return
        is_approved = self._approves_all or is_wanted(f"Let it call {called(request)}?")
        self._client.send(self._session_id, approval(action["request_id"], is_approved))


def told(event: Fields) -> str | None:
    """An event in a line; None: it says nothing that others do not."""
    kind, item = event["type"].removeprefix(_TURN), event.get("item") or {}
    is_call = item.get("type") in ("mcp_call", "function_call", "tool_search_call")
    if kind == "item.added" and is_call:
        return f"-> {called(item)}"
    if kind == "item.done" and is_call and item.get("error"):
        return f"<- {item.get('name')}: {_short(item['error'].get('message', ''))}"
    if kind == "item.done" and item.get("type") == "mcp_call":
        return f"<- {_short(item.get('output') or '')}"
    if kind == "item.added" and item.get("type") == "function_call_output":
        return f"<- {_short(item.get('error') or item.get('output') or '')}"
    if kind == "cancelled":
        return "The turn was cancelled."
    if event["type"] == "agent.session.budget_reached":
        return "The session has reached its budget."
    return None


def called(call: Fields) -> str:
    """`notes.write {"text": "Ada likes tea"}`"""
    place = f"{call['server_label']}." if call.get("server_label") else ""
    return f"{place}{call.get('name', call.get('type'))} {_short(call.get('arguments'))}"


def _short(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= MAX_SHOWN_CHARS else f"{text[:MAX_SHOWN_CHARS]} ..."


def is_wanted(question: str) -> bool:
    """As a person says on the terminal; the end of input is a no."""
    sys.stdout.write(printable(f"{question} [y/N] "))
    sys.stdout.flush()
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def approval(request_id: str, is_approved: bool) -> Fields:
    decision = "approve" if is_approved else "deny"
    return {
        "type": "agent.session.input.mcp_approval_request_result",
        "request_id": request_id,
        "response": {"type": "mcp_tool_call", "decision": decision},
    }


def call_command(command: Sequence[str], arguments: Any) -> Fields:
    """What a function's command makes of its arguments: its stdout, or why there is none."""
    given = arguments if isinstance(arguments, str) else json.dumps(arguments)
    try:
        done = subprocess.run(list(command), input=given, capture_output=True, text=True, errors="replace")
    except OSError as error:
        return {"success": False, "error": f"{command[0]} cannot be started: {error.strerror}."}
    if done.returncode != 0:
        said = done.stderr.strip() or f"It ended with the exit code {done.returncode}."
        return {"success": False, "error": said}
    return {"success": True, "output": done.stdout.removesuffix("\n")}
