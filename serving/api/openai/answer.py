"""What the two generating endpoints' answers have in common, whole or streamed.

A dialect (chat.py, completions.py) says how a choice looks; everything around it is here.
"""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from typing import Any

from serving.api import sse
from serving.api.answer import BeforeStart, WholeChoice, finish_reason, session_report
from serving.api.openai import usage as usages
from serving.api.openai.errors import error_body
from serving.api.openai.logprobs import prompt_logprobs
from serving.api.openai.parse import Parsed
from serving.api.progress import progress_report
from serving.api.sse import Envelope
from serving.errors import TenureError
from serving.output import ChoiceDelta, PromptProgress, TurnFinished, TurnStarted
from serving.responses import loosened_report


class ChoicesAnswer(ABC):
    """One answer on its way out; made when every turn has started."""

    chunk_object: str  # the `object` of a chunk
    end = sse.DONE

    def __init__(
        self,
        parsed: Parsed,
        prompt_token_ids: Sequence[Sequence[int]] | None,
        started: Sequence[TurnStarted],
    ) -> None:
        """`prompt_token_ids`, one per turn, where the client asked for them."""
        self.shape = parsed.shape
        self.prompt_token_ids = prompt_token_ids
        self.num_choices = parsed.n * len(parsed.requests)
        self._n = parsed.n
        # Of the whole body, or of a stream's first chunk.
        self._extras = {
            **session_report(started[0].session),
            **loosened_report(started[0].loosened_tools),
        }
        self._is_first_chunk = True
        self._num_prompt_tokens = sum(turn.num_prompt_tokens for turn in started)
        self._num_completion_tokens = 0
        self._fields = {
            "id": parsed.answer_id,
            "created": started[0].created,
            "model": parsed.model,
            "system_fingerprint": started[0].system_fingerprint,
        }
        self._envelope = Envelope(
            {**self._fields, "object": self.chunk_object}, null_usage=self.shape.include_usage
        )

    def index(self, turn: int, delta: ChoiceDelta) -> int:
        """Choices are numbered prompt by prompt."""
        return turn * self._n + delta.index

    def first_chunks(self) -> bytes:
        """What a stream says before the first token."""
        return b"".join(self._chunk(choice) for choice in self._openings())

    def chunk(self, turn: int, delta: ChoiceDelta) -> bytes:
        """The event of one delta; none where it has nothing to show.

        A finish_reason comes with the last text, as in vLLM, whose clients and tests expect every chunk
        to hold a token.
        """
        index = self.index(turn, delta)
        self._num_completion_tokens += len(delta.token_ids)
        shows_ids = self.shape.return_token_ids and bool(delta.token_ids)
        shows = delta.text or delta.reasoning or delta.tool_calls or delta.logprobs or delta.finish_reason
        if not (shows or shows_ids):
            return b""
        choice = self._delta(index, delta)
        if delta.finish_reason is not None:
            choice["finish_reason"] = finish_reason(delta.finish_reason)
            choice["stop_reason"] = delta.stop_reason
        return self._chunk(choice)

    def last_chunks(self, finished: Sequence[TurnFinished]) -> bytes:
        if not self.shape.include_usage:
            return b""
        usage = usages.total([turn.usage for turn in finished])
        return self._envelope.with_extras(None, {"usage": usage})

    def error_chunk(self, error: TenureError) -> bytes:
        return sse.event(error_body(error))

    def _chunk(self, choice: dict[str, Any]) -> bytes:
        extras = self._extras if self._is_first_chunk else {}
        self._is_first_chunk = False
        if self.shape.continuous_usage:
            so_far = usages.so_far(self._num_prompt_tokens, self._num_completion_tokens)
            return self._envelope.with_extras(choice, {**extras, "usage": so_far})
        if extras:
            return self._envelope.with_extras(choice, extras)
        return self._envelope.chunk(choice)

    def heartbeat(self, progress: PromptProgress | None = None) -> bytes:
        if progress is None:
            return self._envelope.chunk(self.nothing())
        return self._envelope.with_extras(self.nothing(), progress_report(progress))

    @classmethod
    def before_start(cls, parsed: Parsed) -> BeforeStart:
        fields = {"id": parsed.answer_id, "created": int(time.time()), "model": parsed.model}
        envelope = Envelope({**fields, "object": cls.chunk_object}, null_usage=parsed.shape.include_usage)
        return BeforeStart(
            heartbeat=lambda: envelope.chunk(cls.nothing()),
            error_chunk=lambda error: sse.event(error_body(error)),
            end=cls.end,
        )

    @staticmethod
    @abstractmethod
    def nothing() -> dict[str, Any]:
        """A chunk's choice, the first one, with nothing new in it."""

    @abstractmethod
    def _openings(self) -> Iterator[dict[str, Any]]:
        """The choices of the chunks that come before any token, by index."""

    @abstractmethod
    def _delta(self, index: int, delta: ChoiceDelta) -> dict[str, Any]:
        """A chunk's choice with text and what goes with it; how it ended is added by the caller."""

    @abstractmethod
    def body(self, choices: Sequence[WholeChoice], finished: Sequence[TurnFinished]) -> str:
        """The whole answer as JSON; `finished` has one per turn."""

    def _prompt_logprobs(self, turn: TurnFinished) -> list[dict[str, Any] | None] | None:
        num_top = self.shape.prompt_logprobs
        if num_top is None or turn.prompt_logprobs is None:
            return None
        return prompt_logprobs(turn.prompt_logprobs, num_top)
