"""The form of Meta's models: a prompt as the model reads it, and what it goes on with."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from serving.api import sse
from serving.api.answer import BeforeStart, WholeChoice, finish_reason
from serving.api.bedrock.errors import error_body
from serving.api.bedrock.wire import LlamaBody
from serving.api.body_form import BodyForm, ReadBody
from serving.api.caller import Caller
from serving.api.context import Context
from serving.api.fields import Refused, refuse_unsupported
from serving.api.progress import progress_report
from serving.api.respond import Asked
from serving.api.sampling import chosen
from serving.api.validation import validate
from serving.errors import TenureError
from serving.output import ChoiceDelta, PromptProgress, TurnFinished, TurnStarted
from serving.request import Request, SamplingParams, TextInput

DEFAULT_MAX_GEN_LEN = 512  # Bedrock's
_CALLED = "It is called `max_gen_len` in this form."
_NO_STOPS = "There are no stops in this form; send `messages`, in OpenAI's or Anthropic's."
# What other makers' forms have beside a prompt.
REFUSED = {
    "images": Refused(unless=([],), hint="Only text is supported."),
    **dict.fromkeys(("max_tokens", "max_tokens_to_sample"), Refused(hint=_CALLED)),
    **dict.fromkeys(("stop", "stop_sequences"), Refused(unless=([],), hint=_NO_STOPS)),
}


class LlamaAnswer:
    num_choices = 1
    end = b""

    def __init__(self, started: Sequence[TurnStarted]) -> None:
        self._num_prompt_tokens: int | None = started[0].num_prompt_tokens
        self._num_completion_tokens = 0

    @staticmethod
    def heartbeat(progress: PromptProgress | None = None) -> bytes:
        return sse.event({**_fields("", None, 0, None), **progress_report(progress)})

    @staticmethod
    def error_chunk(error: TenureError) -> bytes:
        return sse.event(error_body(error, ""))

    def index(self, turn: int, delta: ChoiceDelta) -> int:
        return 0

    def first_chunks(self) -> bytes:
        return b""

    def chunk(self, turn: int, delta: ChoiceDelta) -> bytes:
        self._num_completion_tokens += len(delta.token_ids)
        if not delta.text and delta.finish_reason is None:
            return b""
        num_prompt_tokens, self._num_prompt_tokens = self._num_prompt_tokens, None  # once
        reason = None if delta.finish_reason is None else finish_reason(delta.finish_reason)
        return sse.event(_fields(delta.text, num_prompt_tokens, self._num_completion_tokens, reason))

    def last_chunks(self, finished: Sequence[TurnFinished]) -> bytes:
        usage = finished[0].usage
        return sse.event(_fields("", usage.num_prompt_tokens, usage.num_completion_tokens, None))

    def body(self, choices: Sequence[WholeChoice], finished: Sequence[TurnFinished]) -> str:
        choice, usage = choices[0], finished[0].usage
        reason = finish_reason(choice.finish_reason)
        return sse.encode_json(
            _fields(choice.text, usage.num_prompt_tokens, usage.num_completion_tokens, reason)
        )


def _fields(text: str, num_prompt: int | None, num_generated: int, reason: str | None) -> dict[str, Any]:
    return {
        "generation": text,
        "prompt_token_count": num_prompt,
        "generation_token_count": num_generated,
        "stop_reason": reason,
    }


def _read(context: Context, value: Mapping[str, Any], caller: Caller, is_streamed: bool) -> ReadBody:
    refuse_unsupported(value, REFUSED)
    body = validate(LlamaBody, value)
    context.unknown.note(body, REFUSED)
    session_id = caller.session_id(body.session_id)
    request = Request(
        request_id=f"gen-{uuid.uuid4().hex}",
        model=caller.model,
        principal=caller.principal,
        input=TextInput(body.prompt),
        sampling=SamplingParams(
            max_tokens=body.max_gen_len or DEFAULT_MAX_GEN_LEN, **chosen(body, caller.defaults)
        ),
        session_id=session_id,
        is_last=caller.is_last,
    )
    asked = Asked(request.request_id, (request,), is_streamed)
    before_start = BeforeStart(LlamaAnswer.heartbeat, LlamaAnswer.error_chunk, LlamaAnswer.end)
    return ReadBody(asked, LlamaAnswer, before_start, session_id)


LLAMA = BodyForm("Meta's (`prompt`)", has_form=lambda value: "prompt" in value, read=_read)
