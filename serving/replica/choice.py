"""One of a turn's `n` replies: from the engine's updates to deltas of text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from models.tokenizer import Tokenizer
from serving.engine.messages import SequenceUpdate
from serving.output import (
    ChoiceDelta,
    FinishReason,
    Restored,
    SampledLogprobs,
    Tier,
    TokenLogprob,
    ToolCallDelta,
)
from serving.request import SamplingParams
from serving.sessions.rendering import FinishedChoice
from serving.text.prompts import Echo
from serving.text.reasoning import ReasoningFormat
from serving.text.replies import reply_reader
from serving.text.reply import Seen
from serving.text.token_logprobs import of_echo, with_text
from serving.text.tools.format import ToolFormat


@dataclass(slots=True)
class _Unsent:
    """Tokens whose text is held back, or empty: they go out with the next text."""

    text: str = ""
    reasoning: str = ""
    token_ids: list[int] = field(default_factory=list)
    logprobs: list[TokenLogprob] = field(default_factory=list)
    tool_calls: list[ToolCallDelta] = field(default_factory=list)


class Choice:
    """Collects what one sequence sampled, and what the client has seen of it."""

    def __init__(
        self,
        index: int,
        seq_id: str,
        tokenizer: Tokenizer,
        sampling: SamplingParams,
        echo: Echo | None = None,
        tool_format: ToolFormat | None = None,
        epoch: int = 1,
        reasoning_format: ReasoningFormat | None = None,
    ) -> None:
        """
        Args:
            tool_format: that of the calls which it may make; None: whatever it says is text.
            reasoning_format: how it marks its reasoning; None: that is text too.
        """
        self.index = index
        # A turn that comes back to the process that lost it is not to be taken for what is left of it there.
        self.seq_id = seq_id if epoch == 1 else f"{seq_id}:{epoch}"
        self.token_ids: list[int] = []  # sampled, up to and including the token that ended it
        self.finish_reason: FinishReason | None = None
        self.stop_reason: str | int | None = None
        self.num_cached_tokens = 0
        self.was_evicted = False  # what comes behind them in the prompt
        self.restored: Restored | None = None  # which of them had been elsewhere
        self.byte_seconds: Mapping[Tier, float] = {}  # that its session has held: see KVUsage
        self.num_logged_tokens = 0  # given to the log's writer
        self.last_token_s: float | None = None
        self._tokenizer = tokenizer
        self._sampling = sampling
        self._num_top_logprobs = sampling.logprobs  # None: no logprobs at all
        self._reply = reply_reader(tokenizer, sampling, tool_format, seq_id, reasoning_format)
        self._echo = echo
        self._num_echoed_chars = 0
        self._unsent = _Unsent()
        self._visible: list[str] = []
        self._reasoning: list[str] = []

    @property
    def text(self) -> str:
        """What the client has seen of the reply, without an echo."""
        return "".join(self._visible)

    @property
    def reasoning(self) -> str:
        """As far as it has come."""
        return "".join(self._reasoning)

    @property
    def called(self) -> set[str]:
        """The functions whose results its session waits for, once it is finished."""
        is_call = self._told_finish_reason == "tool_calls"
        return {call.name for call in self._reply.calls} if is_call else set()

    @property
    def num_reasoning_tokens(self) -> int:
        return self._reply.num_reasoning_tokens

    @property
    def is_finished(self) -> bool:
        return self.finish_reason is not None

    def outcome(self, seed: int) -> FinishedChoice:
        """What the log is to keep of it."""
        assert self.finish_reason is not None, "the choice has ended"
        cut = self._reply.cut
        return FinishedChoice(
            index=self.index,
            token_ids=self.token_ids,
            text=self.text,
            reasoning=self.reasoning if self._reply.has_reasoning else None,
            tool_calls=[call.message_form for call in self._reply.calls],
            finish_reason=self.finish_reason,
            stop_reason=self.stop_reason,
            seed=seed,
            num_visible_tokens=cut.num_tokens,
            remainder=cut.remainder,
        )

    def abort(self) -> None:
        """The client has gone, or the turn failed."""
        self.finish_reason = "abort"

    def echo_prompt(self, scores: list[SampledLogprobs]) -> None:
        """Put the prompt in front; `scores` are its tokens' logprobs from the second on, if asked for."""
        if self._echo is None:
            return
        self._unsent.text = self._echo.text
        self._num_echoed_chars = len(self._echo.text)
        if self._num_top_logprobs is not None:
            self._unsent.logprobs.extend(
                of_echo(
                    self._echo.text, self._echo.token_ids, scores, self._tokenizer, self._num_top_logprobs
                )
            )

    def take(self, update: SequenceUpdate) -> ChoiceDelta | None:
        """News of at most one token; the delta to send, if there is anything to see."""
        text = ""
        if update.token_ids:
            text = self._see(self._push(update))
        if update.finish_reason is not None and not self.is_finished:
            self.finish_reason = update.finish_reason
            self.stop_reason = update.stop_token_id
            text += self._see(self._reply.finish())
        return self._delta(text)

    def _push(self, update: SequenceUpdate) -> Seen:
        (token_id,) = update.token_ids
        self.token_ids.append(token_id)
        self._unsent.token_ids.append(token_id)
        # The token that ends a reply is its mark of punctuation, not its text, except on request.
        is_end = update.finish_reason == "stop"
        is_text = update.stop_token_id is not None and self._sampling.include_stop_str_in_output
        if is_end and not is_text:
            self._note_logprobs(update, self._reply.end)
            return Seen()
        may_stop = len(self.token_ids) >= self._sampling.min_tokens
        seen = self._reply.push(token_id, may_stop=may_stop)
        self._note_logprobs(update, self._reply.token_start)
        return seen

    def _note_logprobs(self, update: SequenceUpdate, place: int) -> None:
        offset = self._num_echoed_chars + place
        self._unsent.logprobs.extend(with_text(scores, self._tokenizer, offset) for scores in update.logprobs)

    def _see(self, seen: Seen) -> str:
        """Take note of a stop, of reasoning and of calls; the text."""
        if seen.stop is not None:
            self.finish_reason = "stop"
            self.stop_reason = seen.stop
        self._unsent.tool_calls.extend(seen.calls)
        self._unsent.reasoning += seen.reasoning
        self._reasoning.append(seen.reasoning)
        return seen.text

    def _delta(self, text: str) -> ChoiceDelta | None:
        unsent = self._unsent
        unsent.text += text
        self._visible.append(text)
        if not (unsent.text or unsent.reasoning or unsent.tool_calls or self.is_finished):
            return None
        self._unsent = _Unsent()
        return ChoiceDelta(
            index=self.index,
            text=unsent.text,
            token_ids=tuple(unsent.token_ids),
            logprobs=None if self._num_top_logprobs is None else tuple(self._placed(unsent.logprobs)),
            finish_reason=self._told_finish_reason,
            stop_reason=self.stop_reason,
            tool_calls=tuple(unsent.tool_calls),
            reasoning=unsent.reasoning,
        )

    def _placed(self, logprobs: list[TokenLogprob]) -> list[TokenLogprob]:
        """No token stands behind the end of the text, which a stop may have cut."""
        if not self.is_finished:
            return logprobs
        end = self._num_echoed_chars + self._reply.num_chars
        return [replace(token, text_offset=min(token.text_offset, end)) for token in logprobs]

    @property
    def _told_finish_reason(self) -> FinishReason | None:
        """A reply that ended by itself with calls in it ended in order to make them."""
        return "tool_calls" if self.finish_reason == "stop" and self._reply.calls else self.finish_reason
