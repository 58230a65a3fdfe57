"""A turn's way into the log: opened before it is computed, concluded when it has ended.

Runs in worker threads: the disk takes longer than the event loop may wait.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace

from serving.errors import TenureError
from serving.output import SessionMatch
from serving.replica.turn_events import replayed
from serving.request import Request, TokenInput
from serving.sessions.log import SessionLog
from serving.sessions.rendering import FinishedChoice
from serving.sessions.turn import OpenTurn
from serving.sessions.turns.logged_turn import ClaimedTurn, NewTurn, TurnEnding, TurnError
from serving.text.prompts import Prompt, Prompts


@dataclass(frozen=True, slots=True)
class OpenedPrompt:
    """A prompt that is ready to run, and its place in the log if it belongs to a session."""

    prompt: Prompt
    turn: OpenTurn | None = None
    leased_until: float | None = None  # its session's KV: seconds since the epoch

    @property
    def match(self) -> SessionMatch | None:
        return None if self.turn is None else self.turn.match


@dataclass(frozen=True, slots=True)
class _Ended:
    turn: OpenTurn
    choices: Sequence[FinishedChoice]
    ending: TurnEnding


class TurnStore:
    """Thread-safe."""

    def __init__(self, log: SessionLog, prompts: Prompts) -> None:
        self._log = log
        self._prompts = prompts
        self._late: deque[_Ended] = deque()  # the log could not be written when they ended

    def open(self, request: Request, new: NewTurn | None = None) -> OpenedPrompt:
        """Check, render and tokenise; a session's turn is in the log when this returns, on disk after `sync`.

        Args:
            new: begins in the log with a session's turn.

        Raises (and then nothing was written):
            InvalidRequest: an id outside the vocabulary, an empty prompt, messages the template refuses, a
                grammar that cannot be compiled.
            PromptTooLong: no room for a single reply token.
        """
        prompts = self._prompts
        request = prompts.checked(request)
        grammar = prompts.grammar(request)
        if request.session_id is None:
            return OpenedPrompt(prompts.prompt(request, prompts.tokenize(request.input), grammar))
        prepared = self._log.prepare(
            request.tenant,
            request.session_id,
            request.input,
            prompts.renderer,
            owner_id="" if new is None else new.owner_id,
            lease_s=request.lease_s,
        )
        prompt = prompts.prompt(request, prepared.token_ids, grammar)
        if not request.is_recorded:
            return OpenedPrompt(prompt, leased_until=prepared.leased_until)
        turn = self._log.open(prepared, new and replace(new, loosened_tools=grammar.loosened_tools))
        if turn.prepared is not prepared:  # the session was deleted, or made, in between
            prompt = prompts.prompt(request, turn.token_ids, grammar)
        return OpenedPrompt(prompt, turn, prepared.leased_until)

    def reopen(self, claimed: ClaimedTurn) -> OpenedPrompt:
        """The prompt of a turn that was taken over, with the limits that it began with."""
        turn = self._log.reopen(claimed, self._prompts.renderer)
        request = claimed.state.request
        return OpenedPrompt(self._prompts.prompt_again(request, turn.token_ids, claimed.max_model_len), turn)

    def sync(self) -> None:
        """Return when the turns that were opened are on disk. Raises: Unavailable."""
        self._log.database.sync()

    def warm_up(self) -> None:
        """Let the log's statements be compiled, which takes the first turn 100 ms. Writes nothing."""
        self._log.prepare("", "", TokenInput((0,)), self._prompts.renderer)

    def conclude(self, opened: OpenedPrompt, choices: Sequence[FinishedChoice], ending: TurnEnding) -> bool:
        """Write down what a session's turn said, and that it ended; it is on disk when this returns.

        Returns whether its session is still there: if not, nobody is to find its KV either.

        Raises: TenureError where the log cannot be written; `conclude_late` tries it again.
        """
        if opened.turn is None:
            return True
        try:
            branch_ids = self._log.close_turn(opened.turn, choices, ending)
        except TenureError:
            self._late.append(_Ended(opened.turn, choices, ending))
            raise
        return any(branch_ids) or not self._log.is_deleted(opened.turn)

    def conclude_late(self) -> None:
        """Write down the ends that could not be written when they came. Raises: TenureError."""
        while self._late:
            ended = self._late[0]
            self._log.close_turn(ended.turn, ended.choices, ended.ending)
            self._late.popleft()

    def conclude_partial(self, claimed: ClaimedTurn, error: TurnError | None = None) -> None:
        """End a turn that nobody goes on with: its reply is what the log has of it.

        Args:
            error: why it has failed; None: it is cancelled, or was complete.
        """
        state, tokenizer = claimed.state, self._prompts.tokenizer
        tool_format = self._prompts.tool_format(state.request)
        choices = [replayed(state, index, tokenizer, tool_format) for index in range(state.request.n)]
        is_whole = all(choice.is_finished for choice in choices)
        for choice in choices:
            if not choice.is_finished:
                choice.abort()
        outcomes = [choice.outcome(state.started.seed) for choice in choices]
        ending = TurnEnding("completed" if is_whole else "cancelled")
        if error is not None:
            ending = TurnEnding("failed", error=error)
        turn = self._log.reopen(claimed, self._prompts.renderer)
        self._log.close_turn(turn, outcomes, ending, computed_by=claimed.previous_owner_id)
