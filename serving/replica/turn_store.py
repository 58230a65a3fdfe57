"""A turn's way into the log: opened before it is computed, concluded when it has ended.

Runs in worker threads: the disk takes longer than the event loop may wait.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from serving.errors import TenureError
from serving.output import SessionMatch
from serving.principal import Principal
from serving.replica.brought import Brought, take_out
from serving.replica.carriers import Carriers, Unopened
from serving.replica.kept_replies import KeptReplies
from serving.replica.loaded import Loaded
from serving.replica.turn_events import replayed
from serving.request import ChatInput, Input, Request, TokenInput
from serving.sessions import matching
from serving.sessions.carried import render_carried, renders_to
from serving.sessions.head_change import num_head_messages
from serving.sessions.log import SessionLog
from serving.sessions.rendering import REASONING, CarriedReply, FinishedChoice, StoredNote
from serving.sessions.turn import OpenTurn
from serving.sessions.turns.logged_turn import ClaimedTurn, NewTurn, TurnEnding, TurnError
from serving.text.prompts import Prompt, Prompts

PINNED = "pinned"  # the name of what keeps a conversation's first head, among those of rules


@dataclass(frozen=True, slots=True)
class OpenedPrompt:
    """A prompt that is ready to run, and its place in the log if it belongs to a session."""

    request: Request  # as it was rendered
    prompt: Prompt
    turn: OpenTurn | None = None
    leased_until: float | None = None  # its session's KV: seconds since the epoch
    brought: Brought = field(default_factory=Brought)
    head_rules: tuple[str, ...] = ()  # that its head met
    chain_hash: bytes | None = None  # of its messages; None: nobody has asked

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

    def __init__(
        self, log: SessionLog, prompts: Prompts, carriers: Carriers, kept: KeptReplies, loaded: Loaded
    ) -> None:
        self._log = log
        self._carriers = carriers
        self._kept = kept
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
        if request.is_head_pinned:
            request, head_rules = self._with_first_head(request, head_rules)
        grammar = prompts.grammar(request)
        if request.session_id is None:
            token_ids, chain_hash = self._token_ids(request.tenant, request.input, brought)
            prompt = prompts.prompt(request, token_ids, grammar)
            return OpenedPrompt(
                request, prompt, brought=brought, head_rules=head_rules, chain_hash=chain_hash
            )
        hashes = self._hashes(request.input) if brought.replies else ()
        carried = brought.ids_in(hashes)
        prepared = self._log.prepare(
            request.principal,
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

    def _with_first_head(
        self, request: Request, head_rules: tuple[str, ...]
    ) -> tuple[Request, tuple[str, ...]]:
        """With the system messages that its conversation began with; what did that is told as a rule is."""
        chat, renderer = request.input, self._prompts.renderer
        if request.session_id is None or not isinstance(chat, ChatInput):
            return request, head_rules
        stored = self._log.first_head(request.tenant, request.session_id, chat.messages, renderer)
        num_sent = num_head_messages(chat.messages)
        keys = [
            [renderer.message_key(one) for one in head] for head in (stored or (), chat.messages[:num_sent])
        ]
        if stored is None or keys[0] == keys[1]:
            return request, head_rules
        pinned = replace(chat, messages=(*stored, *chat.messages[num_sent:]))
        return replace(request, input=pinned), (*head_rules, PINNED)

    def _stored_notes(self, request: Request) -> Sequence[StoredNote]:
        return () if request.session_id is None else self._log.notes(request.tenant, request.session_id)

    def tokenize(self, tenant: str, prompt: Input) -> list[int]:
        """The ids that a turn without a session would compute, with what is kept of the tenant's replies."""
        settled = self._prompts.settled(prompt)
        return self._token_ids(tenant, settled, Brought())[0]

    def _token_ids(self, tenant: str, prompt: Input, brought: Brought) -> tuple[list[int], bytes | None]:
        """Of a prompt without a session, and the hash of its messages."""
        renderer = self._prompts.renderer
        if not isinstance(prompt, ChatInput) or not any(map(_is_reply, prompt.messages)):
            return renderer.render(prompt), None
        hashes = self._hashes(prompt)
        brought.replies |= self._kept_replies(tenant, prompt, hashes)
        carried = brought.ids_in(hashes)
        if not carried:
            return renderer.render(prompt), hashes[-1] if hashes else None
        return render_carried(renderer, prompt, carried).token_ids, hashes[-1]

    def _hashes(self, prompt: Input) -> Sequence[bytes]:
        if not isinstance(prompt, ChatInput):
            return ()
        return matching.chat_hashes(self._prompts.renderer, prompt)[1]

    def _kept_replies(
        self, tenant: str, chat: ChatInput, hashes: Sequence[bytes]
    ) -> dict[bytes, CarriedReply]:
        """By their places, those of the prompt's replies that this server keeps, as their client has them."""
        messages = dict(zip(hashes, chat.messages, strict=False))  # the last one may be continued
        places = [place for place, message in messages.items() if _is_reply(message)]
        found = {}
        for carrier in self._kept.find(tenant, places):
            with suppress(Unopened):  # its key has been taken away
                reply, is_of_model = self._carriers.open(tenant, carrier)
                given = messages[reply.chain_hash].get(REASONING) or ""
                if is_of_model and given.strip() == reply.reasoning.strip():
                    found[reply.chain_hash] = reply
        return found

    def signature(self, request: Request, reasoning: str) -> str:
        """The reasoning of a reply that has not ended, for its client to keep."""
        return self._carriers.seal(request.tenant, CarriedReply(bytes(matching.HASH_BYTES), (), reasoning))

    def carrier(self, opened: OpenedPrompt, choice: FinishedChoice) -> Carrier | None:
        """The reply's ids, for its client to keep; None where there is nothing to keep, or to find it by."""
        chat, renderer = opened.request.input, self._prompts.renderer
        token_ids = self._context_ids(opened, choice)
        if not token_ids or not isinstance(chat, ChatInput):
            return None
        reasoning = "" if opened.request.is_signed else choice.reasoning or ""  # the client has it
        carried = CarriedReply(self._place(opened, choice), token_ids, reasoning)
        is_needed = opened.request.is_carried or not renders_to(renderer, chat, choice.message, token_ids)
        return Carrier(self._carriers.seal(opened.request.tenant, carried), is_needed)

    def _context_ids(self, opened: OpenedPrompt, choice: FinishedChoice) -> tuple[int, ...]:
        """Of a reply, as the next turn's context has them; none where it will be no message of its own."""
        chat = opened.request.input
        if not isinstance(chat, ChatInput) or not chat.add_generation_prompt:
            return ()
        reply = self._prompts.renderer.reply_tokens(chat, choice)
        return (*reply.sampled_ids, *reply.remainder_ids)

    def _place(self, opened: OpenedPrompt, choice: FinishedChoice) -> bytes:
        before = opened.chain_hash or self._hashes(opened.request.input)[-1]
        return matching.chain(before, self._prompts.renderer.message_key(choice.message))

    def _keep(self, opened: OpenedPrompt, choice: FinishedChoice) -> None:
        """Of a turn without a session: the reply, where the text that its client has gives other ids."""
        request, renderer = opened.request, self._prompts.renderer
        chat, message = request.input, choice.message
        if not isinstance(chat, ChatInput) or request.session_id is not None or request.is_carried:
            return
        token_ids = self._context_ids(opened, choice)
        if not token_ids or chat.continue_final_message or renders_to(renderer, chat, message, token_ids):
            return
        place = self._place(opened, choice)
        carrier = self._carriers.seal(request.tenant, CarriedReply(place, token_ids, choice.reasoning or ""))
        self._kept.keep(request.tenant, place, carrier, is_filed=request.is_filed)

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
        self._log.prepare(Principal(""), "", TokenInput((0,)), self._prompts.renderer)

    def conclude(self, opened: OpenedPrompt, choices: Sequence[FinishedChoice], ending: TurnEnding) -> bool:
        """Write down what a session's turn said, and that it ended; it is on disk when this returns.

        Returns whether its session is still there: if not, nobody is to find its KV either.

        Raises: TenureError where the log cannot be written; `conclude_late` tries it again.
        """
        if opened.turn is None:
            for choice in choices:
                self._keep(opened, choice)
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


def _is_reply(message: Mapping[str, Any]) -> bool:
    return message.get("role") == "assistant"
