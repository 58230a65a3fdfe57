"""A turn's way into the log: opened before it is computed, concluded when it has ended.

Runs in worker threads: the disk takes longer than the event loop may wait.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from serving.errors import TenureError
from serving.output import SessionMatch
from serving.replica.brought import Brought, take_out
from serving.replica.carriers import Carriers
from serving.replica.loaded import Loaded
from serving.replica.turn_events import replayed
from serving.request import ChatInput, Input, Request, TokenInput
from serving.sessions import matching
from serving.sessions.carried import render_carried, renders_to
from serving.sessions.log import SessionLog
from serving.sessions.rendering import CarriedIds, CarriedReply, FinishedChoice, StoredNote
from serving.sessions.turn import OpenTurn
from serving.sessions.turns.logged_turn import ClaimedTurn, NewTurn, TurnEnding, TurnError
from serving.text.prompts import Prompt, Prompts


@dataclass(frozen=True, slots=True)
class OpenedPrompt:
    """A prompt that is ready to run, and its place in the log if it belongs to a session."""

    request: Request  # as it was rendered
    prompt: Prompt
    turn: OpenTurn | None = None
    leased_until: float | None = None  # its session's KV: seconds since the epoch
    brought: Brought = field(default_factory=Brought)
    head_rules: tuple[str, ...] = ()  # that its head met

    @property
    def match(self) -> SessionMatch | None:
        return None if self.turn is None else self.turn.match


@dataclass(frozen=True, slots=True)
class Carrier:
    sealed: str
    is_needed: bool  # what its client was told renders to other ids


@dataclass(frozen=True, slots=True)
class _Ended:
    turn: OpenTurn
    choices: Sequence[FinishedChoice]
    ending: TurnEnding


class TurnStore:
    """Thread-safe."""

    def __init__(self, log: SessionLog, prompts: Prompts, carriers: Carriers, loaded: Loaded) -> None:
        self._log = log
        self._carriers = carriers
        self._prompts = prompts
        self._loaded = loaded
        self._late: deque[_Ended] = deque()  # the log could not be written when they ended

    def open(self, request: Request, new: NewTurn | None = None) -> OpenedPrompt:
        """Check, render and tokenise; a session's turn is in the log when this returns, on disk after `sync`.

        Args:
            new: begins in the log with a session's turn.

        Raises (and then nothing was written):
            InvalidRequest: an id outside the vocabulary, an empty prompt, messages the template refuses, a
                grammar that cannot be compiled, reasoning that only a carrier has and that cannot be opened.
            PromptTooLong: no room for a single reply token.
        """
        prompts = self._prompts
        reads_reasoning = prompts.renderer.reads_reasoning
        request, brought = take_out(request, self._carriers, reads_reasoning=reads_reasoning)
        request, head_rules = prompts.checked(request, partial(self._stored_notes, request))
        grammar = prompts.grammar(request)
        carried = brought.ids_in(prompts.renderer, request.input)
        if request.session_id is None:
            token_ids = self._token_ids(request.input, carried)
            prompt = prompts.prompt(request, token_ids, grammar)
            return OpenedPrompt(request, prompt, brought=brought, head_rules=head_rules)
        prepared = self._log.prepare(
            request.tenant,
            request.session_id,
            request.input,
            prompts.renderer,
            owner_id="" if new is None else new.owner_id,
            lease_s=request.lease_s,
            carried=carried,
            model=self._loaded.kv_model(request.adapter),
        )
        prompt = prompts.prompt(request, prepared.token_ids, grammar)
        if not request.is_recorded:
            return OpenedPrompt(request, prompt, None, prepared.leased_until, brought, head_rules)
        noted = new and replace(new, loosened_tools=grammar.loosened_tools, reasoning=prompt.reasoning)
        turn = self._log.open(prepared, noted)
        if turn.prepared is not prepared:  # the session was deleted, or made, in between
            prompt = prompts.prompt(request, turn.token_ids, grammar)
        return OpenedPrompt(request, prompt, turn, prepared.leased_until, brought, head_rules)

    def _stored_notes(self, request: Request) -> Sequence[StoredNote]:
        return () if request.session_id is None else self._log.notes(request.tenant, request.session_id)

    def _token_ids(self, prompt: Input, carried: CarriedIds) -> list[int]:
        if not isinstance(prompt, ChatInput) or not carried:
            return self._prompts.tokenize(prompt)
        return render_carried(self._prompts.renderer, prompt, carried).token_ids

    def signature(self, request: Request, reasoning: str) -> str:
        """The reasoning of a reply that has not ended, for its client to keep."""
        return self._carriers.seal(request.tenant, CarriedReply(bytes(matching.HASH_BYTES), (), reasoning))

    def carrier(self, opened: OpenedPrompt, choice: FinishedChoice) -> Carrier | None:
        """The reply's ids, for its client to keep; None where there is nothing to keep, or to find it by."""
        chat, renderer = opened.request.input, self._prompts.renderer
        if not isinstance(chat, ChatInput) or not chat.add_generation_prompt:
            return None
        reply = renderer.reply_tokens(chat, choice)
        token_ids = (*reply.sampled_ids, *reply.remainder_ids)
        if not token_ids:
            return None
        _, hashes = matching.chat_hashes(renderer, chat)
        place = matching.chain(hashes[-1], renderer.message_key(choice.message))
        reasoning = "" if opened.request.is_signed else choice.reasoning or ""  # the client has it
        carried = CarriedReply(place, token_ids, reasoning)
        is_needed = opened.request.is_carried or not renders_to(renderer, chat, choice.message, token_ids)
        return Carrier(self._carriers.seal(opened.request.tenant, carried), is_needed)

    def reopen(self, claimed: ClaimedTurn) -> OpenedPrompt:
        """The prompt of a turn that was taken over, with the limits that it began with."""
        state = claimed.state
        turn = self._log.reopen(claimed, self._prompts.renderer, self._loaded.kv_model(state.request.adapter))
        prompt = self._prompts.prompt_again(
            state.request, turn.token_ids, claimed.max_model_len, state.started.reasoning
        )
        return OpenedPrompt(state.request, prompt, turn)

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

    @property
    def has_late(self) -> bool:
        """Whether `conclude_late` has something to do."""
        return bool(self._late)

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
        formats = self._prompts.formats(state.request, state.started.reasoning)
        choices = [replayed(state, index, tokenizer, formats) for index in range(state.request.n)]
        is_whole = all(choice.is_finished for choice in choices)
        for choice in choices:
            if not choice.is_finished:
                choice.abort()
        outcomes = [choice.outcome(state.started.seed) for choice in choices]
        ending = TurnEnding("completed" if is_whole else "cancelled")
        if error is not None:
            ending = TurnEnding("failed", error=error)
        turn = self._log.reopen(claimed, self._prompts.renderer, self._loaded.kv_model(state.request.adapter))
        self._log.close_turn(turn, outcomes, ending, computed_by=claimed.previous_owner_id)
