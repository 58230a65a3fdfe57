"""A backend to run in one's head: the token ids are UTF-8 bytes, the reply is the prompt in upper case.

The prompt "abc" gets "ABC" and then EOS (id 256): three tokens of text and a stop. A chat is rendered as
`role:content` lines and an `assistant:` line, and the reply is the last message's content in capitals.
Choice i > 0 has `[i]` in front. Anything that goes on past its reply (`ignore_eos`, min_tokens) says `.`.

Some prompts have effects: "queue" waits before it begins, "half" tells how far the prompt is, "sleep" never
replies; "fail" raises before the turn starts, "die" after the first token, "crash" raises something
unforeseen before the start, "abort" is cut short.
"""

from __future__ import annotations

import asyncio
import math
import threading
from collections.abc import AsyncGenerator, Iterator, Sequence
from dataclasses import dataclass, field, replace

from serving import operations as ops
from serving.errors import (
    AgentSessionNotFound,
    EngineDead,
    InvalidRequest,
    Overloaded,
    PromptTooLong,
    SessionNotFound,
)
from serving.output import (
    ChoiceDelta,
    Event,
    Health,
    ModelCard,
    PromptProgress,
    SessionInfo,
    SessionMatch,
    TokenAlternative,
    TokenizerInfo,
    TokenLogprob,
    TurnFinished,
    TurnStarted,
    Usage,
)
from serving.request import ChatInput, Input, Request, SamplingDefaults, TextInput, TokenInput
from serving.responses import Page
from serving.runs.unstored_response import unstored_response

EOS = 256
QUEUE_S = 0.5
VOCAB_SIZE = 257
MAX_MODEL_LEN = 4096
CREATED = 1_700_000_000
LOGPROB = math.log(0.5)


NO_TOOLS = None  # of MCP servers: no test asks this backend for them


def opened() -> threading.Event:
    gate = threading.Event()
    gate.set()
    return gate


@dataclass
class FakeBackend:
    """Keeps the Backend protocol. `requests` holds what came in, `num_open` the turns not yet closed."""

    delay_s: float = 0.0  # before each token
    is_ready: bool = True
    requests: list[Request] = field(default_factory=list)
    noted: list[ops.NoteAudit] = field(default_factory=list)
    num_open: int = 0
    gate: threading.Event = field(default_factory=opened)  # "queue" waits for it, too
    num_closed: int = 0
    histories: dict[tuple[str, str], str] = field(default_factory=dict)
    error: Exception | None = None
    sampling_defaults: SamplingDefaults = field(default_factory=SamplingDefaults)
    aliases: tuple[str, ...] = ()  # of org/toy-chat

    def stream(self, operation):
        match operation:
            case ops.Generate(request):
                return self.generate(request)
            case ops.Respond(response) if not response.is_stored:
                return unstored_response(self, NO_TOOLS, response)
        raise AssertionError(operation)

    async def call(self, operation):
        match operation:
            case ops.ListModels():
                return self._models()
            case ops.Tokenize(prompt):
                return _ids(prompt)
            case ops.DescribeTokenizer():
                return TokenizerInfo(None, "<end>", "{{ messages }}")
            case ops.TokenStrings(token_ids):
                return [_token(token_id) for token_id in token_ids]
            case ops.Detokenize(token_ids):
                return _text_of(token_ids)
            case ops.ListSessions(principal, page):
                return self._sessions(principal.tenant, page)
            case ops.GetSession(tenant, session_id):
                return self._info(tenant, session_id)
            case ops.DeleteSession(tenant, session_id):
                self._info(tenant, session_id)
                del self.histories[tenant, session_id]
                return None
            case ops.NoteAudit():
                self.noted.append(operation)
                return None
            case ops.SendAgentInput(_, session_id):
                raise AgentSessionNotFound(session_id)
        raise AssertionError(operation)

    def _models(self) -> Sequence[ModelCard]:
        card = ModelCard("toy", CREATED, MAX_MODEL_LEN, VOCAB_SIZE, root="toy-chat", dtype="float32")
        card = replace(card, sampling_defaults=self.sampling_defaults)
        return [card, replace(card, name="org/toy-chat", aliases=self.aliases)]

    async def generate(self, request: Request) -> AsyncGenerator[Event]:
        self.requests.append(request)
        self.num_open += 1
        try:
            async for event in self._turn(request):
                yield event
        finally:
            self.num_open -= 1
            self.num_closed += 1

    async def _turn(self, request: Request) -> AsyncGenerator[Event]:
        text, prompt_ids = _rendered(request.input), _ids(request.input)
        if "queue" in text:
            await asyncio.sleep(QUEUE_S)
            await asyncio.to_thread(self.gate.wait)
        self._check(request, text, prompt_ids)
        match = self._match(request, text)
        seed = request.sampling.seed or 7
        yield TurnStarted(request.request_id, CREATED, len(prompt_ids), seed, "fp_fake", match)
        if "half" in text:
            yield PromptProgress(len(prompt_ids) // 2, len(prompt_ids))
        num_completion = 0
        for step in _interleaved([_Choice(request, index) for index in range(request.n)]):
            await self._pace(text)
            if "die" in text and num_completion:
                raise EngineDead("The engine ended.")
            num_completion += step.num_completion_tokens
            yield step.delta
        num_cached = match.num_matched_tokens if match else 0
        usage = Usage(len(prompt_ids), num_completion, num_cached)
        yield TurnFinished(usage, prompt_logprobs=_prompt_logprobs(request, prompt_ids))

    def _check(self, request: Request, text: str, prompt_ids: Sequence[int]) -> None:
        if self.error is not None:
            raise self.error
        if "crash" in text:
            raise RuntimeError("a secret of the inside")
        if "fail" in text:
            raise Overloaded("The queue is full.", retry_after_s=3)
        if len(prompt_ids) >= MAX_MODEL_LEN:
            raise PromptTooLong(len(prompt_ids), MAX_MODEL_LEN)
        for token_id, _ in request.sampling.logit_bias:
            if token_id >= VOCAB_SIZE:
                raise InvalidRequest(
                    f"`logit_bias` names token {token_id} of {VOCAB_SIZE}.", param="logit_bias"
                )

    async def _pace(self, text: str) -> None:
        if "sleep" in text:
            await asyncio.sleep(3600)
        await asyncio.sleep(self.delay_s)

    def _match(self, request: Request, text: str) -> SessionMatch | None:
        if request.session_id is None:
            return None
        key = (request.tenant, request.session_id)
        before = self.histories.get(key, "")
        self.histories[key] = text
        num_shared = len(before) if text.startswith(before) else 0
        return SessionMatch(
            request.session_id, int(num_shared > 0), num_shared, forked=bool(before) and not num_shared
        )

    def _sessions(self, tenant: str, page: Page) -> list[SessionInfo]:
        mine = [session_id for owner, session_id in self.histories if owner == tenant]
        ordered = mine if page.is_ascending else mine[::-1]
        start = ordered.index(page.after) + 1 if page.after in ordered else 0
        return [self._info(tenant, session_id) for session_id in ordered[start : start + page.limit]]

    def _info(self, tenant: str, session_id: str) -> SessionInfo:
        if (tenant, session_id) not in self.histories:
            raise SessionNotFound(session_id)
        num_tokens = len(self.histories[tenant, session_id])
        return SessionInfo(session_id, CREATED, CREATED, 1, num_tokens, 1, 1, 64, "resident")

    async def health(self) -> Health:
        if self.error is not None:
            raise self.error
        return Health(self.is_ready, "ok" if self.is_ready else "loading", self.num_open)

    async def metrics(self) -> bytes:
        return b"fake_open_turns %d\n" % self.num_open


@dataclass
class _Step:
    delta: ChoiceDelta
    num_completion_tokens: int


class _Choice:
    """One reply, token by token, with the stop conditions that the tests use."""

    def __init__(self, request: Request, index: int) -> None:
        self._request = request
        self._index = index
        self._is_aborted = "abort" in _rendered(request.input)
        self._num_chars = 0
        self._thoughts = "Hm, well." if "ponder" in _rendered(request.input) else ""
        reply = _reply(request.input)
        self._reply = (f"[{index}]{reply}" if index else reply).encode()

    def steps(self) -> Iterator[_Step]:
        sampling = self._request.sampling
        budget = MAX_MODEL_LEN if sampling.max_tokens is None else sampling.max_tokens
        echo = _ids(self._request.input) if self._request.echo else []
        if budget == 0:
            yield self._step(echo, [], "length")
            return
        for char in self._thoughts:
            yield _Step(ChoiceDelta(self._index, "", (ord(char),), reasoning=char), 1)
        sent = ""
        for count, token_id in enumerate(self._token_ids(), start=1):
            reason = "abort" if self._is_aborted else self._reason(token_id, count, budget)
            sent += "" if token_id == EOS else chr(token_id)
            stop = next((string for string in sampling.stop if sent.endswith(string)), None)
            if stop is not None:
                reason = "stop"
            yield self._step(echo, [token_id], reason, stop)
            echo = []
            if reason is not None:
                return

    def _token_ids(self) -> Iterator[int]:
        yield from self._reply
        if not self._request.sampling.ignore_eos:
            yield EOS
        while True:
            yield ord(".")

    @staticmethod
    def _reason(token_id: int, count: int, budget: int) -> str | None:
        if token_id == EOS:
            return "stop"
        return "length" if count == budget else None

    def _step(self, echo: list[int], new: list[int], reason: str | None, stop: str | None = None) -> _Step:
        # A stop string's last character is held back: enough here, where they are one character long.
        shown = [token_id for token_id in new if token_id != EOS and stop is None]
        delta = ChoiceDelta(
            index=self._index,
            text=bytes([*echo, *shown]).decode("latin-1"),
            token_ids=tuple(new),
            logprobs=self._logprobs(echo, new),
            finish_reason=reason,
            stop_reason=stop,
        )
        return _Step(delta, len(new))

    def _logprobs(self, echo: list[int], new: list[int]) -> tuple[TokenLogprob, ...] | None:
        num_top = self._request.sampling.logprobs
        if num_top is None:
            return None
        tokens = []
        for token_id in [*echo, *new]:
            tokens.append(replace(_logprob(token_id, num_top), text_offset=self._num_chars))
            self._num_chars += token_id != EOS
        if echo:
            tokens[0] = replace(tokens[0], logprob=None, rank=None, top=())
        return tuple(tokens)


def _interleaved(choices: list[_Choice]) -> Iterator[_Step]:
    running = [choice.steps() for choice in choices]
    while running:
        for steps in list(running):
            step = next(steps, None)
            if step is None:
                running.remove(steps)
            else:
                yield step


def _logprob(token_id: int, num_top: int) -> TokenLogprob:
    top = tuple(
        TokenAlternative(
            other, _token(other), _token(other).encode("latin-1"), LOGPROB * (rank + 1), rank + 1
        )
        for rank, other in enumerate((token_id + shift) % 128 for shift in range(num_top))
    )
    return TokenLogprob(token_id, _token(token_id), _token(token_id).encode("latin-1"), LOGPROB, 1, top)


def _prompt_logprobs(request: Request, prompt_ids: Sequence[int]) -> tuple[TokenLogprob, ...] | None:
    num_top = request.sampling.prompt_logprobs
    if num_top is None:
        return None
    first, *others = (_logprob(token_id, num_top) for token_id in prompt_ids)
    return (replace(first, logprob=None, rank=None, top=()), *others)


def _rendered(prompt: Input) -> str:
    if isinstance(prompt, TextInput):
        return prompt.text
    if isinstance(prompt, TokenInput):
        return "".join(_token(token_id) for token_id in prompt.token_ids)
    lines = [f"{message['role']}:{message['content']}\n" for message in prompt.messages]
    return "".join(lines) + ("assistant:" if prompt.add_generation_prompt else "")


def _reply(prompt: Input) -> str:
    if isinstance(prompt, ChatInput):
        return (prompt.messages[-1]["content"] or "").upper()
    return _rendered(prompt).upper()


def _ids(prompt: Input) -> list[int]:
    if isinstance(prompt, TokenInput):
        for token_id in prompt.token_ids:
            _require_token(token_id)
        return list(prompt.token_ids)
    return list(_rendered(prompt).encode())


def _token(token_id: int) -> str:
    _require_token(token_id)
    return "<eos>" if token_id == EOS else chr(token_id)


def _text_of(token_ids: Sequence[int]) -> str:
    for token_id in token_ids:
        _require_token(token_id)
    return bytes(token_ids).decode("utf-8", "replace")


def _require_token(token_id: int) -> None:
    if token_id >= VOCAB_SIZE:
        raise InvalidRequest(
            f"Token id {token_id} is outside the vocabulary of {VOCAB_SIZE}.", param="prompt"
        )
