"""One request under way: its choices, and the queue that its deltas leave by."""

from __future__ import annotations

import asyncio
import time

from models.tokenizer import Tokenizer
from serving.engine.messages import AddSequence, SampledLogprobs, SequenceUpdate
from serving.errors import ModelFailed, TenureError
from serving.output import ChoiceDelta, TokenLogprob, Usage
from serving.replica.choice import Choice
from serving.replica.prompts import OpenPrompt
from serving.replica.token_logprobs import of_prompt
from serving.request import Request
from serving.sessions.rendering import FinishedChoice


class Turn:
    """Belongs to the event loop."""

    def __init__(
        self,
        request: Request,
        opened: OpenPrompt,
        *,
        seed: int,
        tokenizer: Tokenizer,
        arrival_s: float,
    ) -> None:
        self.request = request
        self.opened = opened
        self.token_ids = opened.token_ids
        self.seed = seed
        self.is_concluded = False  # the log has what was said
        self.arrival_s = arrival_s
        self.ttft_s: float | None = None
        self.queue_s = 0.0
        self.choices = [
            Choice(
                index,
                f"{request.request_id}:{index}",
                tokenizer,
                request.sampling,
                opened.echo,
                opened.tool_format,
            )
            for index in range(request.n)
        ]
        self._tokenizer = tokenizer
        self._deltas: asyncio.Queue[ChoiceDelta | TenureError] = asyncio.Queue()
        self._num_unread_ends = request.n
        self._prompt_scores: list[SampledLogprobs] = []

    def sequences(self) -> list[AddSequence]:
        """What the engine is to run: one sequence per choice, all over the first one's prompt."""
        leader_id = self.choices[0].seq_id
        return [
            AddSequence(
                seq_id=choice.seq_id,
                token_ids=self.token_ids,
                max_tokens=self.opened.max_tokens,
                sampling=self.request.sampling,
                seed=self.seed,
                tenant=self.request.tenant,
                choice_index=choice.index,
                eos_token_ids=self._tokenizer.eos_token_ids,
                has_session=self.request.session_id is not None,
                leader_id=None if choice.index == 0 else leader_id,
                grammar=self.opened.grammar,
            )
            for choice in self.choices
        ]

    def take(self, choice: Choice, update: SequenceUpdate) -> list[float]:
        """One step's news of one choice; returns each token's seconds since the one before.

        A choice's first token has none before it. Tokens that came together share their time.
        """
        if choice.is_finished:  # a stop string ended it, and the engine had not heard yet
            return []
        if update.error is not None:
            self.fail(ModelFailed(f"The model failed on this request: {update.error}."))
            return []
        self._prompt_scores.extend(update.prompt_logprobs)
        if update.num_cached_tokens is not None:
            choice.num_cached_tokens = update.num_cached_tokens
            self.queue_s = max(self.queue_s, update.queue_s or 0.0)
        gaps_s = self._note_time(choice, len(update.token_ids))
        if not choice.token_ids and (update.token_ids or update.finish_reason):
            choice.echo_prompt(self._prompt_scores)
        for part in update.by_token():
            if choice.is_finished:  # a stop string ended it, and the draft went on
                break
            delta = choice.take(part)
            if delta is not None:
                self._deltas.put_nowait(delta)
        return gaps_s

    def _note_time(self, choice: Choice, num_tokens: int) -> list[float]:
        if num_tokens == 0:
            return []
        now_s = time.monotonic()
        if self.ttft_s is None:
            self.ttft_s = now_s - self.arrival_s
        previous_s, choice.last_token_s = choice.last_token_s, now_s
        if previous_s is None:
            return [0.0] * (num_tokens - 1)
        return [(now_s - previous_s) / num_tokens] * num_tokens

    def fail(self, error: TenureError) -> None:
        self._deltas.put_nowait(error)

    async def next_delta(self) -> ChoiceDelta:
        """The next piece of any choice. Raises the error that ended the turn, if one did."""
        delta = await self._deltas.get()
        if isinstance(delta, TenureError):
            raise delta
        if delta.finish_reason is not None:
            self._num_unread_ends -= 1
        return delta

    @property
    def is_read(self) -> bool:
        """Every choice's last delta has been taken."""
        return self._num_unread_ends == 0

    @property
    def usage(self) -> Usage:
        return Usage(
            num_prompt_tokens=len(self.token_ids),
            num_completion_tokens=sum(len(choice.token_ids) for choice in self.choices),
            num_cached_tokens=self.choices[0].num_cached_tokens,
        )

    @property
    def num_computed_tokens(self) -> int:
        return sum(len(self.token_ids) - choice.num_cached_tokens for choice in self.choices)

    @property
    def prompt_logprobs(self) -> tuple[TokenLogprob, ...] | None:
        """Of every prompt token, once the turn is read; None where nobody asked."""
        num_top = self.request.sampling.prompt_logprobs
        if num_top is None:
            return None
        return of_prompt(self.token_ids, self._prompt_scores, self._tokenizer, num_top)

    def outcomes(self) -> list[FinishedChoice]:
        """What the log is to keep of each choice."""
        return [choice.outcome(self.seed) for choice in self.choices]
