"""The one place where an untrusted body becomes Requests. What pydantic cannot see alone is checked here."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from serving.api.caller import Caller
from serving.api.fields import MAX_NAME_CHARS, UnknownFields, refuse_unsupported
from serving.api.hints import prompt_cache_s
from serving.api.openai.fields import IGNORED, REFUSED_IN_CHAT, REFUSED_IN_COMPLETIONS
from serving.api.openai.structured import grammar_of
from serving.api.openai.tools import chat_tools
from serving.api.openai.wire.base import GenerationBody, SamplingBody
from serving.api.openai.wire.chat import ChatBody, Message
from serving.api.openai.wire.completions import CompletionBody
from serving.api.reasoning import is_effort_ignored, max_reasoning_tokens, template_variables
from serving.api.respond import Asked
from serving.api.sampling import chosen
from serving.api.validation import invalid, shown, validate
from serving.api.wire import INT32_MAX
from serving.config import ApiConfig
from serving.request import ChatInput, Request, SamplingDefaults, SamplingParams

DEFAULT_COMPLETION_TOKENS = 16  # OpenAI's and vLLM's default on /v1/completions


@dataclass(frozen=True, slots=True)
class AnswerShape:
    """How the answer is wanted, beyond its content."""

    include_usage: bool = False
    continuous_usage: bool = False
    return_token_ids: bool = False
    tokens_as_ids: bool = False
    prompt_logprobs: int | None = None  # alternatives per prompt token; None: not shown


@dataclass(frozen=True, slots=True)
class Parsed(Asked):
    shape: AnswerShape


class Parser:
    """Checks bodies against this server's limits."""

    def __init__(self, config: ApiConfig, unknown: UnknownFields) -> None:
        self._config = config
        self._unknown = unknown

    def chat_body(self, value: Mapping[str, Any]) -> ChatBody:
        refuse_unsupported(value, REFUSED_IN_CHAT)
        body = validate(ChatBody, value)
        self._unknown.note(body, REFUSED_IN_CHAT, IGNORED)
        return body

    def completion_body(self, value: Mapping[str, Any]) -> CompletionBody:
        refuse_unsupported(value, REFUSED_IN_COMPLETIONS)
        body = validate(CompletionBody, value)
        self._unknown.note(body, REFUSED_IN_COMPLETIONS, IGNORED)
        return body

    def chat(self, body: ChatBody, caller: Caller) -> Parsed:
        """Raises InvalidRequest."""
        limit_name = "max_tokens" if body.max_completion_tokens is None else "max_completion_tokens"
        max_tokens = body.max_completion_tokens or body.max_tokens
        _require_positive("max_tokens", body.max_tokens)
        sampling = self._sampling(
            body, caller, max_tokens, limit_name, self._chat_logprobs(body), body.prompt_logprobs
        )
        sampling = replace(sampling, max_reasoning_tokens=max_reasoning_tokens(body.thinking_token_budget))
        given = chat_input(body)
        self._note_ignored(body, given.variables, caller)
        if given.tools is not None and body.ignore_eos:
            raise invalid("ignore_eos", "cannot go with `tools`: a call would have no end")
        request = Request(
            request_id=f"chatcmpl-{uuid.uuid4().hex}",
            model=caller.model,
            principal=caller.principal,
            input=given,
            sampling=sampling,
            n=self._num_choices(body, num_prompts=1),
            # Who wants to see token ids is in no session by a key that only asks for speed.
            session_id=caller.session_id(
                body.session_id, None if body.return_token_ids else body.prompt_cache_key
            ),
            is_filed=body.store is not False,
            grammar=grammar_of(body, ignores_eos=bool(body.ignore_eos)),
            lease_s=prompt_cache_s(body.model_extra or {}),
            is_last=caller.is_last,
            is_head_pinned=caller.is_head_pinned,
        )
        shape = _shape(body, request.session_id)
        return Parsed(request.request_id, (request,), bool(body.stream), shape)

    def _note_ignored(self, body: ChatBody, variables: Mapping[str, Any], caller: Caller) -> None:
        """What asks for something that the model's template does not know."""
        unread = variables.keys() - set(caller.template_variables)
        for name in unread & (body.chat_template_kwargs or {}).keys():
            self._unknown.note_ignored(f"chat_template_kwargs.{name}"[:MAX_NAME_CHARS])
        if is_effort_ignored(body.reasoning_effort, caller.template_variables):
            self._unknown.note_ignored("reasoning_effort")
        if body.verbosity not in (None, "medium"):
            self._unknown.note_ignored("verbosity")

    def completions(self, body: CompletionBody, caller: Caller) -> Parsed:
        """Raises InvalidRequest."""
        n = self._num_choices(body, num_prompts=len(body.prompt))
        if body.best_of is not None and body.best_of != n:
            raise invalid("best_of", f"must be equal to `n`, {n}, or left out, got {body.best_of}")
        session_id = caller.session_id(body.session_id)
        if session_id is not None and len(body.prompt) > 1:
            raise invalid("session_id", f"goes with one prompt, and this request has {len(body.prompt)}")
        answer_id = f"cmpl-{uuid.uuid4().hex}"
        sampling = self._completion_sampling(body, caller)
        grammar = grammar_of(body, ignores_eos=bool(body.ignore_eos))
        requests = tuple(
            Request(
                request_id=answer_id if len(body.prompt) == 1 else f"{answer_id}-{index}",
                model=caller.model,
                principal=caller.principal,
                input=prompt,
                sampling=sampling,
                n=n,
                echo=bool(body.echo),
                session_id=session_id,
                grammar=grammar,
                lease_s=prompt_cache_s(body.model_extra or {}),
                is_last=caller.is_last,
                is_head_pinned=caller.is_head_pinned,
            )
            for index, prompt in enumerate(body.prompt)
        )
        return Parsed(answer_id, requests, bool(body.stream), _shape(body, session_id))

    def _completion_sampling(self, body: CompletionBody, caller: Caller) -> SamplingParams:
        # With echo, 0 asks for the prompt's own log probabilities: evaluation harnesses score text so.
        only_scores = body.echo and body.max_tokens == 0
        if not only_scores:
            _require_positive("max_tokens", body.max_tokens)
        self._require_at_most("logprobs", body.logprobs, self._config.max_logprobs)
        max_tokens = body.max_tokens
        if max_tokens is None:
            max_tokens = min(DEFAULT_COMPLETION_TOKENS, caller.defaults.max_tokens or INT32_MAX)
            max_tokens = max(max_tokens, body.min_tokens or 0)
        # An echo shows its logprobs among the choice's, which may ask for other alternatives.
        of_prompt = [body.prompt_logprobs, body.logprobs if body.echo else None]
        prompt_logprobs = max((num for num in of_prompt if num is not None), default=None)
        return self._sampling(body, caller, max_tokens, "max_tokens", body.logprobs, prompt_logprobs)

    def _sampling(
        self,
        body: GenerationBody,
        caller: Caller,
        max_tokens: int | None,
        limit_name: str,
        logprobs: int | None,
        prompt_logprobs: int | None,
    ) -> SamplingParams:
        self._require_at_most("prompt_logprobs", body.prompt_logprobs, self._config.max_logprobs)
        return sampling_params(
            body,
            caller.defaults,
            max_tokens,
            limit_name,
            logprobs=logprobs,
            prompt_logprobs=prompt_logprobs,
        )

    def _chat_logprobs(self, body: ChatBody) -> int | None:
        self._require_at_most("top_logprobs", body.top_logprobs, self._config.max_logprobs)
        if body.logprobs:
            return body.top_logprobs or 0
        if body.top_logprobs:
            raise invalid("top_logprobs", "needs `logprobs` to be true")
        return None

    def _num_choices(self, body: GenerationBody, num_prompts: int) -> int:
        n, limit = body.n or 1, self._config.max_choices
        if num_prompts > limit:
            raise invalid("prompt", f"may hold {limit} prompts, got {num_prompts}")
        if n * num_prompts > limit:
            of_prompts = f" for each of {num_prompts} prompts" if num_prompts > 1 else ""
            raise invalid("n", f"may ask for {limit} choices in all, got {shown(n)}{of_prompts}")
        return n

    def _require_at_most(self, name: str, value: int | None, limit: int) -> None:
        if value is not None and value > limit:
            raise invalid(name, f"must be at most {limit}, got {shown(value)}")


def sampling_params(
    body: SamplingBody,
    defaults: SamplingDefaults,
    max_tokens: int | None,
    limit_name: str,
    *,
    logprobs: int | None,
    prompt_logprobs: int | None = None,
) -> SamplingParams:
    """`limit_name` is what the endpoint calls `max_tokens`. Raises InvalidRequest."""
    min_tokens = body.min_tokens or 0
    if max_tokens is not None and min_tokens > max_tokens:
        raise invalid("min_tokens", f"must be at most `{limit_name}`, {max_tokens}, got {min_tokens}")
    if max_tokens is None and defaults.max_tokens is not None:
        max_tokens = max(defaults.max_tokens, min_tokens)
    return SamplingParams(
        max_tokens=max_tokens,
        min_tokens=min_tokens,
        **chosen(body, defaults),
        logit_bias=tuple((int(key), float(bias)) for key, bias in (body.logit_bias or {}).items()),
        seed=body.seed,
        stop=body.stop or (),
        stop_token_ids=tuple(body.stop_token_ids or ()),
        include_stop_str_in_output=bool(body.include_stop_str_in_output),
        ignore_eos=bool(body.ignore_eos),
        logprobs=logprobs,
        prompt_logprobs=prompt_logprobs,
    )


def chat_input(body: Any) -> ChatInput:
    """The messages and how to render their end, of a chat or tokenize body. Raises InvalidRequest."""
    continues = bool(body.continue_final_message)
    adds_prompt = not continues if body.add_generation_prompt is None else body.add_generation_prompt
    if continues and adds_prompt:
        raise invalid("continue_final_message", "cannot go with `add_generation_prompt`; set that to false")
    for index, message in enumerate(body.messages):
        _require_text(f"messages.{index}", message)
    return ChatInput(
        messages=tuple(message.as_input() for message in body.messages),
        add_generation_prompt=adds_prompt,
        continue_final_message=continues,
        tools=chat_tools(body),
        variables=template_variables(
            getattr(body, "reasoning_effort", None),
            getattr(body, "enable_thinking", None),
            body.chat_template_kwargs,
        ),
    )


def _require_text(place: str, message: Message) -> None:
    if message.lacks_content:
        raise invalid(f"{place}.content", f"is required for a message of role {message.role}")
    if message.has_audio:
        raise invalid(f"{place}.audio", "is not supported: only text is")


def _shape(body: GenerationBody, session_id: str | None) -> AnswerShape:
    options = body.stream_options
    if options is not None and not body.stream:
        raise invalid("stream_options", "needs `stream` to be true")
    if body.return_token_ids and session_id is not None:
        # A session's own ids stand for its history, so tokenising the body again could differ from them.
        raise invalid("return_token_ids", "cannot be used in a session yet")
    if body.prompt_logprobs is not None and body.stream:
        raise invalid("prompt_logprobs", "cannot be streamed; set `stream` to false")
    include_usage = options is not None and bool(options.include_usage)
    return AnswerShape(
        include_usage=include_usage,
        continuous_usage=include_usage and options is not None and bool(options.continuous_usage_stats),
        return_token_ids=bool(body.return_token_ids),
        tokens_as_ids=bool(body.return_tokens_as_token_ids),
        prompt_logprobs=body.prompt_logprobs,
    )


def _require_positive(name: str, value: int | None) -> None:
    if value is not None and value < 1:
        raise invalid(name, f"must be at least 1, got {shown(value)}")
