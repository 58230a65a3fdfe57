"""One of a turn's `n` replies: from the engine's updates to deltas of text."""

from __future__ import annotations

from dataclasses import dataclass, field

from models.tokenizer import Tokenizer
from serving.engine.messages import SequenceUpdate
from serving.output import ChoiceDelta, FinishReason, SampledLogprobs, TokenLogprob, ToolCallDelta
from serving.replica.detokenizer import Detokenizer
from serving.replica.token_logprobs import of_prompt, with_text
from serving.replica.tool_format import ToolFormat
from serving.replica.tool_reader import ToolCallReader
from serving.request import SamplingParams
from serving.sessions.rendering import FinishedChoice


@dataclass(frozen=True, slots=True)
class Echo:
    """A prompt that is to stand in front of its completion."""

    text: str
    token_ids: tuple[int, ...]


@dataclass(slots=True)
class _Unsent:
    """Tokens whose text is held back, or empty: they go out with the next text."""

    text: str = ""
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
    ) -> None:
        """`tool_format`: that of the calls which it may make; None: whatever it says is text."""
        self.index = index
        # A run that comes back to the process that lost it is not to be taken for what is left of it there.
        self.seq_id = seq_id if epoch == 1 else f"{seq_id}:{epoch}"
        self.token_ids: list[int] = []  # sampled, up to and including the token that ended it
        self.finish_reason: FinishReason | None = None
        self.stop_reason: str | int | None = None
        self.num_cached_tokens = 0
        self.was_evicted = False  # what comes behind them in the prompt
        self.num_logged_tokens = 0  # given to the log's writer
        self.last_token_s: float | None = None
        self._tokenizer = tokenizer
        self._min_tokens = sampling.min_tokens
        self._num_top_logprobs = sampling.logprobs  # None: no logprobs at all
        self._detokenizer = Detokenizer(
            tokenizer,
            sampling.stop,
            include_stop_str_in_output=sampling.include_stop_str_in_output,
            kept_id=None if tool_format is None else tool_format.mark_id,
        )
        self._reader = None if tool_format is None else ToolCallReader(tool_format, seq_id)
        self._echo = echo
        self._unsent = _Unsent()
        self._visible: list[str] = []

    @property
    def text(self) -> str:
        """What the client has seen of the reply, without an echo."""
        return "".join(self._visible)

    @property
    def is_finished(self) -> bool:
        return self.finish_reason is not None

    def outcome(self, seed: int) -> FinishedChoice:
        """What the log is to keep of it."""
        assert self.finish_reason is not None, "the choice has ended"
        cut = self._detokenizer.cut
        return FinishedChoice(
            index=self.index,
            token_ids=self.token_ids,
            text=self.text,
            tool_calls=[] if self._reader is None else [call.message_form for call in self._reader.calls],
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
        if self._num_top_logprobs is not None:
            self._unsent.logprobs.extend(
                of_prompt(self._echo.token_ids, scores, self._tokenizer, self._num_top_logprobs)
            )

    def take(self, update: SequenceUpdate) -> ChoiceDelta | None:
        """News of at most one token; the delta to send, if there is anything to see."""
        text = ""
        if update.token_ids:
            text = self._push(update)
        if update.finish_reason is not None and not self.is_finished:
            self.finish_reason = update.finish_reason
            self.stop_reason = update.stop_token_id
            text += self._detokenizer.finish()
        return self._delta(self._without_calls(text))

    def _without_calls(self, text: str) -> str:
        """Take the tool calls out of the reply's next piece of text."""
        if self._reader is None:
            return text
        read = self._reader.push(text)
        self._unsent.tool_calls.extend(read.calls)
        return read.text + self._reader.finish() if self.is_finished else read.text

    def _push(self, update: SequenceUpdate) -> str:
        self.token_ids.extend(update.token_ids)
        self._unsent.token_ids.extend(update.token_ids)
        self._unsent.logprobs.extend(with_text(scores, self._tokenizer) for scores in update.logprobs)
        # The token that ends a reply is its mark of punctuation, not its text.
        is_end = update.finish_reason == "stop"
        may_stop = len(self.token_ids) >= self._min_tokens
        chunk = self._detokenizer.push(() if is_end else update.token_ids, may_stop=may_stop)
        if chunk.stop is not None:
            self.finish_reason = "stop"
            self.stop_reason = chunk.stop
        return chunk.text

    def _delta(self, text: str) -> ChoiceDelta | None:
        unsent = self._unsent
        unsent.text += text
        self._visible.append(text)
        if not unsent.text and not unsent.tool_calls and not self.is_finished:
            return None
        self._unsent = _Unsent()
        return ChoiceDelta(
            index=self.index,
            text=unsent.text,
            token_ids=tuple(unsent.token_ids),
            logprobs=None if self._num_top_logprobs is None else tuple(unsent.logprobs),
            finish_reason=self._told_finish_reason,
            stop_reason=self.stop_reason,
            tool_calls=tuple(unsent.tool_calls),
        )

    @property
    def _told_finish_reason(self) -> FinishReason | None:
        """A reply that ended by itself with calls in it ended in order to make them."""
        has_calls = self._reader is not None and bool(self._reader.calls)
        return "tool_calls" if self.finish_reason == "stop" and has_calls else self.finish_reason
