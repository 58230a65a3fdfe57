"""From a checked body to what is to be run and stored: context, items, messages, settings."""

from __future__ import annotations

import time
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from serving.api.backend import Backend
from serving.api.caller import Caller, served_model
from serving.api.fields import UnknownFields, refuse_unsupported
from serving.api.hints import seconds_of
from serving.api.openai.fields import IGNORED, REFUSED_IN_RESPONSES
from serving.api.openai.parse import sampling_params
from serving.api.openai.responses.items import (
    has_foreign_reasoning,
    input_items,
    messages_of,
    orphan_outputs,
    unseen_parts,
)
from serving.api.openai.responses.mcp_tools import check_approvals, check_vaults, server_tools
from serving.api.openai.responses.thread_tools import ThreadTools
from serving.api.openai.responses.tools import ResponseTools, response_tools, tool_use_of
from serving.api.openai.responses.truncation import fitted
from serving.api.openai.structured import response_grammar
from serving.api.openai.wire.responses import (
    CARRIERS,
    LOGPROBS,
    ContextBody,
    FlatToolChoice,
    ResponseBody,
    TokenCountBody,
)
from serving.api.reach import check_reach
from serving.api.reasoning import is_effort_ignored, max_reasoning_tokens, template_variables
from serving.api.validation import invalid, shown, validate
from serving.config import ApiConfig
from serving.errors import InvalidRequest, PreviousResponseNotFound, ResponseNotFound
from serving.operations import FindItem, GetContext, Tokenize
from serving.principal import Principal
from serving.request import ChatInput, Request, SamplingParams, ToolUse
from serving.responses import COMPACTS, Item, NewResponse, ResponseContext, ResponseRecord

EMPTY_CONTEXT = ResponseContext()


@dataclass(frozen=True, slots=True)
class ResponsePlan:
    """One response that is to be made."""

    response: NewResponse
    context: ResponseContext
    is_streamed: bool


class Planner:
    """Checks bodies against this server's limits, and finds what they refer to."""

    def __init__(self, backend: Backend, config: ApiConfig, unknown: UnknownFields) -> None:
        self._backend = backend
        self._config = config
        self._unknown = unknown
        self._thread_tools = ThreadTools()

    def body(self, value: Mapping[str, Any]) -> ResponseBody:
        """Raises InvalidRequest."""
        refuse_unsupported(value, REFUSED_IN_RESPONSES)
        body = validate(ResponseBody, value)
        self._unknown.note(body, REFUSED_IN_RESPONSES, IGNORED)
        self._check(body)
        return body

    def count_body(self, value: Mapping[str, Any]) -> TokenCountBody:
        """Raises InvalidRequest."""
        refuse_unsupported(value, REFUSED_IN_RESPONSES)
        body = validate(TokenCountBody, value)
        self._unknown.note(body, REFUSED_IN_RESPONSES, IGNORED)
        check_context(body)
        return body

    async def num_tokens(self, body: TokenCountBody, caller: Caller) -> int:
        """Of the whole prompt, context included, as the template renders it now."""
        tenant = caller.principal.tenant
        context = await self.context(caller.principal, body)
        items = await self.resolved(caller.principal, body.input)
        try:
            tools = response_tools(body, [*context.items, *items])
            prompt = prompt_of(body.instructions, [*context.items, *items], tool_use_of(body, tools))
            prompt = replace(prompt, variables=_variables(body))
            return len(await self._backend.call(Tokenize(prompt, caller.model, tenant=tenant)))
        except InvalidRequest as error:
            raise in_our_words(error) from None

    def _check(self, body: ResponseBody) -> None:
        check_context(body)
        is_stored = body.store is not False
        if body.background and not is_stored:
            raise InvalidRequest(
                "background can only be used when `store` is true: the response is read later.",
                param="background",
            )
        if body.conversation is not None and not is_stored:
            raise invalid("conversation", "needs `store` to be true, as its items are added to it")
        if body.stream_options is not None and not body.stream:
            raise invalid("stream_options", "needs `stream` to be true")
        cache = body.prompt_cache_options
        if cache is not None and cache.prewarm:
            raise invalid("prompt_cache_options.prewarm", "is not supported; send `generate`: false instead")
        if body.top_logprobs is not None and body.top_logprobs > self._config.max_logprobs:
            limit = self._config.max_logprobs
            raise invalid("top_logprobs", f"must be at most {limit}, got {shown(body.top_logprobs)}")
        if body.generate is False and body.background:
            raise invalid("generate", "cannot be false in the background: nothing would come of it")

    def _note_ignored(self, body: ResponseBody, caller: Caller) -> None:
        """What asks for something that nobody here can do, and harnesses send every time."""
        effort = None if body.reasoning is None else body.reasoning.effort
        if is_effort_ignored(effort, caller.template_variables):
            self._unknown.note_ignored("reasoning.effort")
        if body.text is not None and body.text.verbosity not in (None, "medium"):
            self._unknown.note_ignored("text.verbosity")
        if isinstance(body.input, list) and any(map(has_foreign_reasoning, body.input)):
            self._unknown.note_ignored("input.encrypted_content")

    async def plan(
        self,
        body: ResponseBody,
        caller: Caller,
        context: ResponseContext | None = None,
        response_id: str | None = None,
    ) -> ResponsePlan:
        """
        Args:
            context: where only this connection knows it.
            response_id: the response's; None: a new one.

        Raises: a TenureError for what there is not.
        """
        self._note_ignored(body, caller)
        context = context or await self.context(caller.principal, body)
        items = await self.resolved(caller.principal, body.input)
        check_approvals(caller.principal, items)
        response_id = response_id or f"resp_{uuid.uuid4().hex}"
        is_stored = body.store is not False
        given_session = caller.session_id(body.session_id, body.prompt_cache_key)
        session_id = context.session_id or given_session or (response_id if is_stored else None)
        # Without `store` a session that the client has named has the turn all the same, as on chat.
        is_in_named = given_session is not None and session_id == given_session
        is_recorded = (is_stored or is_in_named) and body.generate is not False
        sampling = _sampling(body, caller)
        whole = [*context.items, *items]
        tools = response_tools(body, whole)
        is_compaction = bool(items) and items[-1]["type"] == "compaction_trigger"
        await check_vaults(self._backend, caller.principal, tools.servers)
        use = tool_use_of(body, tools)
        servers = server_tools(
            tools.servers, tools.deferred, tools.allowed_of_servers, whole, body.max_tool_calls
        )
        if body.generate is False:
            if tools.servers:
                raise invalid("generate", "cannot be false with tools of MCP servers")
            servers = None  # nothing is called
        if is_compaction and use is not None:
            use = replace(use, mode="none")
        use, has_kept = self._kept_tools(use, caller, given_session)
        prompt, num_dropped = await self._prompt(body, caller, whole, use)
        request = Request(
            request_id=response_id,
            model=caller.model,
            principal=caller.principal,
            input=prompt,
            sampling=sampling,
            session_id=session_id,
            run_id=response_id if is_stored and body.generate is not False else None,
            is_recorded=is_recorded,
            is_filed=is_stored,
            grammar=response_grammar(body),
            lease_s=_lease_s(body),
            is_carried=not is_stored and not is_compaction and CARRIERS in (body.include or ()),
            is_last=caller.is_last,
            is_head_pinned=caller.is_head_pinned,
        )
        settings = {
            **_settings(body, caller.model, sampling, tools),
            **_notes(items, num_dropped, orphan_outputs(whole)),
            **({COMPACTS: True} if is_compaction else {}),
            **({"tenure:kept_tools": True} if has_kept else {}),
        }
        response = NewResponse(
            tenant=caller.principal.tenant,
            record=_record(body, settings, response_id, session_id),
            input=items,
            request=request,
            conversation_version=context.conversation_version,
            is_stored=is_stored,
            tools=servers,
        )
        return ResponsePlan(response, context, is_streamed=bool(body.stream))

    def _kept_tools(
        self, use: ToolUse | None, caller: Caller, session_id: str | None
    ) -> tuple[ToolUse | None, bool]:
        """And whether they are those of the turns before."""
        tenant = caller.principal.tenant
        if session_id is None or (use is None and not caller.is_compaction):
            return use, False
        if use is None:
            kept = self._thread_tools.kept(tenant, session_id)
            return kept, kept is not None
        self._thread_tools.note(tenant, session_id, use)
        return use, False

    async def _prompt(
        self, body: ResponseBody, caller: Caller, items: Sequence[Item], tools: ToolUse | None
    ) -> tuple[ChatInput, int]:
        """The prompt, and how many of its messages were left out to make it fit."""
        if tools is not None and body.ignore_eos:
            raise invalid("ignore_eos", "cannot go with `tools`: a call would have no end")
        prompt = replace(prompt_of(body.instructions, items, tools), variables=_variables(body))
        if body.truncation != "auto":
            return prompt, 0
        card = await served_model(self._backend, caller.model)
        max_tokens = card.max_model_len - (body.max_output_tokens or 1)
        shorter = await fitted(self._backend, prompt, card.name, max_tokens)
        return shorter, len(prompt.messages) - len(shorter.messages)

    async def context(self, principal: Principal, body: ContextBody) -> ResponseContext:
        """What stands before the body's input."""
        if body.previous_response_id is not None:
            await self._check_previous(principal, body.previous_response_id)
            return await self._backend.call(GetContext(principal.tenant, body.previous_response_id))
        if body.conversation is not None:
            await check_reach(self._backend, principal, "conversation", body.conversation)
            return await self._backend.call(GetContext(principal.tenant, None, body.conversation))
        return EMPTY_CONTEXT

    async def _check_previous(self, principal: Principal, response_id: str) -> None:
        try:
            await check_reach(self._backend, principal, "response", response_id)
        except ResponseNotFound:
            raise PreviousResponseNotFound(response_id) from None

    async def resolved(
        self, principal: Principal, value: str | Sequence[Mapping[str, Any]] | None
    ) -> tuple[Item, ...]:
        """The body's input as items, references looked up. Raises InvalidRequest, ItemNotFound."""
        items = input_items(value) if value is not None else ()
        return tuple(
            [
                await self._backend.call(FindItem(principal, item["id"]))
                if item["type"] == "item_reference"
                else item
                for item in items
            ]
        )


def in_our_words(error: InvalidRequest) -> InvalidRequest:
    """What the backend says of `messages`, said of the `input` that they were made from."""
    if error.param is not None and error.param.partition(".")[0] == "messages":
        error.param = "input"
    return error


def check_context(body: ContextBody) -> None:
    if body.previous_response_id is not None and body.conversation is not None:
        raise invalid("previous_response_id", "cannot go with `conversation`; send one of them")
    if body.input in (None, []) and body.previous_response_id is None and body.conversation is None:
        raise invalid("input", "is required where there is neither `previous_response_id` nor `conversation`")


def prompt_of(instructions: str | None, items: Sequence[Item], tools: ToolUse | None = None) -> ChatInput:
    """Raises InvalidRequest where nothing is left to answer."""
    messages = messages_of(instructions, items)
    if not messages:
        raise invalid("input", "has nothing that the model could read")
    return ChatInput(messages, tools=tools)


def _variables(body: ResponseBody | TokenCountBody) -> dict[str, Any]:
    return template_variables(None if body.reasoning is None else body.reasoning.effort)


def _sampling(body: ResponseBody, caller: Caller) -> SamplingParams:
    logprobs = (body.top_logprobs or 0) if LOGPROBS in (body.include or ()) else None
    max_tokens = 0 if body.generate is False else body.max_output_tokens
    sampling = sampling_params(body, caller.defaults, max_tokens, "max_output_tokens", logprobs=logprobs)
    return replace(sampling, max_reasoning_tokens=max_reasoning_tokens(body.thinking_token_budget))


def _lease_s(body: ResponseBody) -> float:
    options = body.prompt_cache_options
    ttl = None if options is None else options.ttl
    return max(seconds_of(ttl), seconds_of(body.prompt_cache_retention))


def _record(
    body: ResponseBody, settings: Mapping[str, Any], response_id: str, session_id: str | None
) -> ResponseRecord:
    record = ResponseRecord(
        response_id=response_id,
        status="in_progress",
        created=int(time.time()),
        settings=settings,
        is_background=bool(body.background),
        session_id=session_id,
        previous_response_id=body.previous_response_id,
        conversation_id=body.conversation,
    )
    return replace(record, status="queued") if record.is_background else record


def _settings(
    body: ResponseBody, model: str, sampling: SamplingParams, tools: ResponseTools
) -> dict[str, Any]:
    """What the object repeats of the request, defaults filled in: this server's, and the model's."""
    cache = body.prompt_cache_options
    return {
        "model": model,
        "instructions": body.instructions,
        "store": body.store is not False,
        "max_output_tokens": body.max_output_tokens if body.generate is False else sampling.max_tokens,
        "max_tool_calls": body.max_tool_calls,
        "metadata": body.metadata or {},
        "parallel_tool_calls": body.parallel_tool_calls is not False,
        **tools.settings,
        "tool_choice": _choice(body),
        "text": {"format": _format(body), "verbosity": (body.text and body.text.verbosity) or "medium"},
        "reasoning": _reasoning(body),
        "temperature": sampling.temperature,
        "top_p": sampling.top_p,
        "presence_penalty": sampling.presence_penalty,
        "frequency_penalty": sampling.frequency_penalty,
        "top_logprobs": body.top_logprobs or 0,
        "truncation": body.truncation or "disabled",
        "prompt_cache_key": body.prompt_cache_key,
        "prompt_cache_options": None
        if cache is None
        else {"mode": cache.mode or "implicit", "ttl": cache.ttl or "30m"},
        "prompt_cache_retention": body.prompt_cache_retention,
        "safety_identifier": body.safety_identifier,
        "service_tier": "default",
        "user": body.user,
    }


def _reasoning(body: ResponseBody) -> dict[str, Any] | None:
    if body.reasoning is None:
        return None
    return body.reasoning.model_dump(include={"effort", "summary"}, exclude_none=True)


def _choice(body: ResponseBody) -> Any:
    chosen = body.tool_choice
    if not isinstance(chosen, FlatToolChoice):
        return chosen or "auto"
    given = chosen.model_dump(exclude_none=True)
    if chosen.type == "allowed_tools":
        return {"type": "allowed_tools", "mode": chosen.mode, "tools": given["tools"]}
    return {
        name: value for name, value in given.items() if name in ("type", "name", "namespace", "server_label")
    }


def _format(body: ResponseBody) -> dict[str, Any]:
    chosen = None if body.text is None else body.text.format
    if chosen is None:
        return {"type": "text"}
    if chosen.type != "json_schema":
        return {"type": chosen.type}
    return {
        "type": chosen.type,
        "name": chosen.name,
        "description": chosen.description,
        "schema": chosen.schema_,
        "strict": chosen.strict is not False,
    }


def _notes(items: Sequence[Item], num_dropped: int, orphans: set[int]) -> dict[str, Any]:
    """What the model did not get to see, said in fields of our own."""
    unseen = unseen_parts(items)
    return {
        **({"tenure:unseen_parts": unseen} if unseen else {}),
        **({"tenure:dropped_messages": num_dropped} if num_dropped else {}),
        **({"tenure:orphan_outputs": len(orphans)} if orphans else {}),
    }
