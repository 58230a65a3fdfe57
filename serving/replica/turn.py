"""One request under way: its choices, and the queue that its deltas leave by."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable
from dataclasses import replace

from models.tokenizer import Tokenizer
from serving.engine.messages import AddSequence, SequenceUpdate
from serving.errors import ModelFailed, TenureError
from serving.output import (
    ChoiceDelta,
    ColdStart,
    KVUsage,
    PromptProgress,
    SampledLogprobs,
    TokenLogprob,
    TurnFinished,
    Usage,
)
from serving.replica.choice import Choice
from serving.replica.cold_start import cold_start
from serving.replica.turn_events import update_of
from serving.replica.turn_store import Carrier, OpenedPrompt
from serving.request import Request, SamplingParams
from serving.sessions.rendering import FinishedChoice
from serving.sessions.turns.logged_turn import SampledTokens, TurnEnding, TurnError, TurnLease
from serving.text.token_logprobs import of_prompt


class Turn:
    """Belongs to the event loop."""

    def __init__(
        self,
        request: Request,
        opened: OpenedPrompt,
        *,
        seed: int,
        tokenizer: Tokenizer,
        arrival_s: float,
    ) -> None:

        self.request = request
        self.opened = opened
        self.token_ids = opened.prompt.token_ids
        self.seed = seed
        self.is_concluded = False  # the log has what was said, or is not to have it
        self.error: TenureError | None = None  # that ended it
        self.carrier: Carrier | None = None
        self.is_kv_partial = False  # another process has held KV of its session, and not told what
        self.is_signed = False  # the client has been told all of its reasoning, sealed
        self._num_unwritten = 0
        self._is_written = asyncio.Event()  # nothing of it is on its way to the log
        self._is_written.set()
        self.arrival_s = arrival_s
        self.posted_s: float | None = None  # to the engine
        self.ttft_s: float | None = None
        self.queue_s = 0.0
        self.choices = [
            Choice(
                index,
                f"{request.request_id}:{index}",
                tokenizer,
                request.sampling,
                opened.prompt.echo,
                opened.prompt.formats.tools,
                epoch=1 if self.lease is None else self.lease.epoch,
                reasoning_format=opened.prompt.formats.reasoning,
            )
            for index in range(request.n)
        ]
        self._tokenizer = tokenizer
        self._news: asyncio.Queue[PromptProgress | ChoiceDelta | TenureError] = asyncio.Queue()
        self._num_unread_ends = request.n
        self._prompt_scores: list[SampledLogprobs] = []

    def sequences(self) -> list[AddSequence]:
        """What the engine is to run: one sequence per open choice, all over the first one's prompt."""
        leader_id = self.choices[0].seq_id
        return [
            AddSequence(
                seq_id=choice.seq_id,
                token_ids=self.token_ids,
                output_token_ids=tuple(choice.token_ids),
                max_tokens=self.opened.prompt.max_tokens,
                sampling=self._engine_sampling,
                seed=self.seed,
                tenant=self.request.tenant,
                adapter=self.request.adapter,
                choice_index=choice.index,
                eos_token_ids=self._tokenizer.eos_token_ids,
                session_id=self.request.session_id,
                is_filed=self.request.is_filed,
                lease_s=self._lease_s,
                leader_id=None if choice.index == 0 else leader_id,
                grammar=self.opened.prompt.grammar,
                reasoning=self.opened.prompt.reasoning_rule,
            )
            for choice in self.choices
            if not choice.is_finished
        ]

    @property
    def _lease_s(self) -> float:
        until = self.opened.leased_until
        return 0.0 if until is None else max(0.0, until - time.time())

    @property
    def _engine_sampling(self) -> SamplingParams:
        """The engine cannot tell text from a call or from reasoning, in which no stop token counts: there
        the choices look."""
        sampling = self.request.sampling
        return sampling if self.opened.prompt.formats.is_all_text else replace(sampling, stop_token_ids=())

    @property
    def lease(self) -> TurnLease | None:
        """None for a turn without a session: it is not logged."""
        return None if self.opened.turn is None else self.opened.turn.lease

    def to_log(self, choice: Choice, update: SequenceUpdate) -> SampledTokens | None:
        """What the log is to have before `take` comes; None for an update without tokens."""
        lease = self.lease
        assert lease is not None, "only a logged turn has something to log"
        if update.num_cached_tokens is not None and not choice.num_logged_tokens:
            choice.num_cached_tokens = update.num_cached_tokens
        if not update.token_ids:
            return None
        position = choice.num_logged_tokens
        choice.num_logged_tokens += len(update.token_ids)
        return SampledTokens(
            turn_id=lease.turn_id,
            epoch=lease.epoch,
            choice_index=choice.index,
            position=position,
            token_ids=update.token_ids,
            logprobs=update.logprobs,
            num_cached_tokens=None if position else choice.num_cached_tokens,
            finish_reason=update.finish_reason,
            stop_token_id=update.stop_token_id,
        )

    def note_unwritten(self, num_updates: int) -> None:
        """So many more updates are on their way to the log; fewer, if negative."""
        self._num_unwritten += num_updates
        if self._num_unwritten:
            self._is_written.clear()
        else:
            self._is_written.set()

    async def until_written(self) -> None:
        await self._is_written.wait()

    def replay(self, logged: Iterable[SampledTokens]) -> None:
        """Take what a turn that is being resumed had sampled, as if it came now."""
        for tokens in logged:
            choice = self.choices[tokens.choice_index]
            choice.num_logged_tokens += len(tokens.token_ids)
            self.take(choice, update_of(choice.seq_id, tokens))

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
            choice.byte_seconds = update.byte_seconds  # held here, also of a turn that began elsewhere
        if update.num_cached_tokens is not None and not choice.token_ids:
            choice.num_cached_tokens = update.num_cached_tokens
            choice.was_evicted = update.was_evicted
            choice.restored = update.restored
            self.queue_s = max(self.queue_s, update.queue_s or 0.0)
        if update.num_prompt_tokens_done is not None and not choice.index:
            self._news.put_nowait(PromptProgress(update.num_prompt_tokens_done, len(self.token_ids)))
        gaps_s = self._note_time(choice, len(update.token_ids))
        if not choice.token_ids and (update.token_ids or update.finish_reason):
            choice.echo_prompt(self._prompt_scores)
        for part in update.by_token():
            if choice.is_finished:  # a stop string ended it, and the draft went on
                break
            delta = choice.take(part)
            if delta is not None:
                self._news.put_nowait(delta)
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
        self.error = error
        self._news.put_nowait(error)

    async def next_news(self) -> PromptProgress | ChoiceDelta:
        """How far the prompt is, or the next piece of any choice. Raises the error that ended the turn."""
        news = await self._news.get()
        if isinstance(news, TenureError):
            raise news
        if isinstance(news, ChoiceDelta) and news.finish_reason is not None:
            self._num_unread_ends -= 1
        return news

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
            cold=self._cold_start,
            restored=self.choices[0].restored,
            head_rules=self.opened.head_rules,
            num_reasoning_tokens=sum(choice.num_reasoning_tokens for choice in self.choices),
            kv=self._kv_usage,
        )

    @property
    def _kv_usage(self) -> KVUsage | None:
        if self.request.session_id is None:
            return None
        first, cold = self.choices[0], self._cold_start
        restored = (choice.restored for choice in self.choices if choice.restored is not None)
        return KVUsage(
            first.byte_seconds,
            sum(one.num_bytes for one in restored),
            0 if cold is None else cold.num_expected_tokens - cold.num_cached_tokens,
            is_partial=self.is_kv_partial,
        )

    @property
    def _cold_start(self) -> ColdStart | None:
        turn, first = self.opened.turn, self.choices[0]
        if turn is None or not first.token_ids or self.request.sampling.prompt_logprobs is not None:
            return None  # who wants the prompt's logprobs has it computed
        return cold_start(
            turn.prepared.expectation,
            first.num_cached_tokens,
            was_evicted=first.was_evicted,
            tokenizer=self._tokenizer,
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

    @property
    def is_kept(self) -> bool:
        return self.lease is not None and self.lease.is_kept

    def ending(self) -> TurnEnding:
        """How it ended, as of now."""
        if self.is_read:
            return TurnEnding("completed", finished=replace(self.finished, prompt_logprobs=None))
        if self.error is not None:
            return TurnEnding("failed", error=TurnError(str(self.error), self.error.code))
        return TurnEnding("cancelled")

    @property
    def finished(self) -> TurnFinished:
        return TurnFinished(
            self.usage,
            self.num_computed_tokens,
            self.prompt_logprobs,
            carrier=None if self.carrier is None else self.carrier.sealed,
            needs_carrier=self.carrier is not None and self.carrier.is_needed,
            ignored_carriers=tuple(self.opened.brought.faults),
        )

    def outcomes(self) -> list[FinishedChoice]:
        """What the log is to keep of each choice."""
        return [choice.outcome(self.seed) for choice in self.choices]
