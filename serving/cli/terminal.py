"""The loop of `tenure chat`: lines in, an answer out, slash commands between."""

from __future__ import annotations

import sys
from collections.abc import Callable

import openai

from serving.cli.console import complain, say
from serving.cli.conversation import Conversation, message_of
from serving.cli.sizes import format_bytes

HELP = """\
/new           forget this conversation and begin another
/system TEXT   begin another with this system message (no TEXT: without one)
/session       this session's id, and what the server holds of it
/quit          leave (so does Ctrl-D)
Ctrl-C         stop the answer"""


def printable(text: str) -> str:
    """Without control characters: a model's output must not steer the terminal."""
    return "".join(ch for ch in text if ch in "\n\t" or not (ord(ch) < 32 or 127 <= ord(ch) < 160))


class Terminal:
    """Reads from stdin, a person's or a pipe's, until it ends."""

    def __init__(self, conversation: Conversation) -> None:
        self._conversation = conversation
        self._is_interactive = sys.stdin.isatty()
        self._num_failed = 0
        self._commands: dict[str, Callable[[str], None]] = {
            "/help": lambda _: say(HELP),
            "/new": self._new,
            "/session": lambda _: self._session(),
            "/system": self._system,
        }

    def run(self) -> int:
        """The exit code: 1 if a piped question could not be answered."""
        if self._is_interactive:
            import readline  # noqa: F401  (line editing and history for input())

            conversation = self._conversation
            say(f"{conversation.model}, session {conversation.session_id}. /help lists the commands.")
        while (line := self._read()) is not None:
            command, _, argument = line.partition(" ")
            if command in ("/quit", "/exit"):
                break
            if command.startswith("/"):
                self._commands.get(command, self._unknown)(
                    argument.strip() if command in self._commands else command
                )
            elif line:
                self._answer(line)
        return 1 if self._num_failed and not self._is_interactive else 0

    def _read(self) -> str | None:
        """The next line without blanks around it; None at the end."""
        while True:
            try:
                return input("\n> " if self._is_interactive else "").strip()
            except EOFError:
                return None
            except KeyboardInterrupt:
                say("\n(Ctrl-D or /quit leaves)")

    def _answer(self, text: str) -> None:
        answer = self._conversation.ask(text)
        try:
            for piece in answer:
                sys.stdout.write(printable(piece))
                sys.stdout.flush()
        except KeyboardInterrupt:
            answer.close()
        except openai.APIConnectionError:
            self._fail("The server does not answer any more.")
            return
        except openai.APIError as error:
            self._fail(message_of(error))
            return
        sys.stdout.write("\n")
        say(f"[{self._conversation.stats.line()}]", style="dim")

    def _fail(self, sentence: str) -> None:
        sys.stdout.write("\n")
        sys.stdout.flush()
        complain(sentence)
        self._num_failed += 1

    def _new(self, argument: str) -> None:
        self._conversation.restart()
        say(f"A new conversation, session {self._conversation.session_id}.")

    def _system(self, text: str) -> None:
        self._conversation.system = text or None
        self._new("")

    def _session(self) -> None:
        say(f"session {self._conversation.session_id}")
        try:
            report = self._conversation.session_report()
        except openai.APIError as error:
            complain(message_of(error))
            return
        if report is None:
            say("The server has nothing under this id yet.")
            return
        for name, value in report.items():
            if name in ("id", "object", "branches"):
                continue
            shown = format_bytes(value) if name.startswith("bytes") and isinstance(value, int) else value
            say(f"  {name}: {shown}")

    def _unknown(self, command: str) -> None:
        say(f"There is no command {command}.\n{HELP}")
