"""What the readers of a turn see, made again from its tokens.

A turn's events have numbers from 0: its start, then one for each token that yields text (or ends the
reply), then its end. They are a function of the sampled tokens and the request alone, so a reader that
comes back, after a restart or to another replica, is told the same numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from models.tokenizer import Tokenizer
from serving.engine.messages import SequenceUpdate
from serving.errors import TurnFailed
from serving.output import ChoiceDelta, Event, ReasoningStart
from serving.replica.choice import Choice
from serving.request import Request
from serving.sessions.turns.logged_turn import LoggedTurn, SampledTokens
from serving.text.prompts import ReplyFormats


def update_of(seq_id: str, tokens: SampledTokens) -> SequenceUpdate:
    """The engine's news that became this row of the log."""
    return SequenceUpdate(
        seq_id,
        token_ids=tokens.token_ids,
        logprobs=tokens.logprobs,
        num_cached_tokens=tokens.num_cached_tokens,
        finish_reason=tokens.finish_reason,
        stop_token_id=tokens.stop_token_id,
    )


def take(choice: Choice, tokens: SampledTokens) -> Iterator[ChoiceDelta]:
    for part in update_of(choice.seq_id, tokens).by_token():
        if choice.is_finished:  # a stop string ended it, and more had been sampled
            return
        delta = choice.take(part)
        if delta is not None:
            yield delta


def replayed(state: LoggedTurn, index: int, tokenizer: Tokenizer, formats: ReplyFormats) -> Choice:
    """A choice of a turn as its tokens leave it."""
    choice = _choice(state, index, tokenizer, formats)
    for tokens in state.of_choice(index):
        for _ in take(choice, tokens):
            pass
    return choice


def _choice(state: LoggedTurn, index: int, tokenizer: Tokenizer, formats: ReplyFormats) -> Choice:
    request = state.request
    seq_id = f"{request.request_id}:{index}"
    return Choice(
        index,
        seq_id,
        tokenizer,
        request.sampling,
        tool_format=formats.tools,
        reasoning_format=formats.reasoning,
    )


class TurnReader:
    """Turns a kept turn's growing log into its events, each once. A kept turn has one choice."""

    def __init__(
        self, tokenizer: Tokenizer, formats_of: Callable[[Request, ReasoningStart], ReplyFormats]
    ) -> None:
        self._tokenizer = tokenizer
        self._formats_of = formats_of
        self._choice: Choice | None = None
        self.num_tokens = 0  # read so far: the first position that `read` is to be given next
        self.num_events = 0  # the number of the next event

    def read(self, state: LoggedTurn) -> Iterator[tuple[int, Event]]:
        """The (number, event) pairs that this state adds. Raises TurnFailed at the end of a failed turn.

        Args:
            state: has the tokens from `num_tokens` on.
        """
        if self._choice is None:
            formats = self._formats_of(state.request, state.started.reasoning)
            self._choice = _choice(state, 0, self._tokenizer, formats)
            yield self._numbered(state.started)
        for tokens in state.tokens:
            # When a turn ends its rows become one, which starts before what was read.
            yield from map(self._numbered, take(self._choice, _after(tokens, self.num_tokens)))
            self.num_tokens = max(self.num_tokens, tokens.position + len(tokens.token_ids))
        if state.error is not None:
            raise TurnFailed(state.error.message, code=state.error.code)
        if state.finished is not None:
            yield self._numbered(state.finished)

    def _numbered(self, event: Event) -> tuple[int, Event]:
        self.num_events += 1
        return self.num_events - 1, event


def _after(tokens: SampledTokens, num_read: int) -> SampledTokens:
    skip = max(0, num_read - tokens.position)
    return replace(tokens, token_ids=tokens.token_ids[skip:], logprobs=tokens.logprobs[skip:])
