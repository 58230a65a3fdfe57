"""What a client asked, after checking. If you hold a Request, its values are legal.

Plain frozen values that pickle: they cross to a Ray replica and to the engine thread. Nothing here
has been tokenised: that needs the session's branch head, and happens in the replica.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Literal

from serving.principal import Principal

UINT64_MAX = 2**64 - 1
INT64_MIN = -(2**63)
# In a message of the assistant: a tuple of what a server has sealed for its client to keep, of its reply's
# token ids and of its reasoning.
CARRIERS = "tenure:carriers"
CARRIER_PREFIX = "tenure-carrier-1."  # of such a text, whoever has made it
NOTE = "tenure:note"  # in a message that has a note in it: its text; see serving/text/notes.py
REASONING_SWITCHES = ("enable_thinking", "thinking")  # of chat templates: whether the model is to reason
ROLES = ("system", "developer", "user", "assistant", "tool", "function")  # those of OpenAI's API


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplingParams:
    """How tokens are chosen. Ranges are checked where a body is parsed, at the edge.

    The order in which they apply: logit_bias, repetition, presence and frequency penalties, the
    min_tokens mask, temperature, min_p, top_k, top_p.
    """

    max_tokens: int | None = None  # None: as many as the context has room for
    min_tokens: int = 0  # until then neither EOS nor (but beside tools and reasoning) a stop token is sampled
    temperature: float = 1.0  # 0: greedy
    top_k: int = 0  # 0: all
    top_p: float = 1.0
    min_p: float = 0.0
    repetition_penalty: float = 1.0  # over prompt and output
    presence_penalty: float = 0.0  # over the output
    frequency_penalty: float = 0.0  # over the output
    logit_bias: tuple[tuple[int, float], ...] = ()  # (token id, bias); -100 bans, +100 forces
    seed: int | None = None  # signed or unsigned 64 bits; None: the server draws one
    stop: tuple[str, ...] = ()
    stop_token_ids: tuple[int, ...] = ()  # like `stop`, they count in text alone
    include_stop_str_in_output: bool = False
    ignore_eos: bool = False
    # Of the reasoning that a reply begins with: then it is ended. None: no bound.
    max_reasoning_tokens: int | None = None
    logprobs: int | None = None  # alternatives per output token; 0: the chosen one alone; None: off
    prompt_logprobs: int | None = None  # the same for the prompt's tokens

    @property
    def is_greedy(self) -> bool:
        return self.temperature == 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplingDefaults:
    """What stands in for a field that a request leaves out; None: what SamplingParams says."""

    temperature: float | None = None
    top_p: float | None = None
    top_k: int | None = None
    min_p: float | None = None
    repetition_penalty: float | None = None
    presence_penalty: float | None = None
    frequency_penalty: float | None = None
    max_tokens: int | None = None

    @property
    def given(self) -> dict[str, float]:
        """By field."""
        values = {one.name: getattr(self, one.name) for one in fields(self)}
        return {name: value for name, value in values.items() if value is not None}


@dataclass(frozen=True, slots=True)
class TextInput:
    """A raw prompt: tokenised as it stands, special tokens in it recognised."""

    text: str


@dataclass(frozen=True, slots=True)
class TokenInput:
    """A prompt that is already token ids."""

    token_ids: tuple[int, ...]


GrammarKind = Literal["json_schema", "regex", "choice", "grammar", "lark"]


@dataclass(frozen=True, slots=True)
class Grammar:
    """What the whole text of a reply must be, unless it calls a tool. Reasoning before it is free.

    `source` is a JSON schema as JSON, a regular expression (Rust's syntax), a JSON array of strings, a
    grammar in llama.cpp's GBNF or llguidance's Lark, or surely the latter.
    """

    kind: GrammarKind
    source: str
    param: str  # the request's field that asks for it, for errors


@dataclass(frozen=True, slots=True)
class Tool:
    """A function that the model may call."""

    name: str
    description: str | None
    parameters: Mapping[str, Any] | None  # JSON schema of its arguments, an object; None: it takes none
    is_strict: bool
    param: str  # the request's field that has its parameters, for errors
    # What its one argument, the text `input`, must be. None: `parameters` says all.
    input_grammar: Grammar | None = None
    is_in_prompt: bool = True  # false: one of the messages has its definition

    @property
    def definition(self) -> dict[str, Any]:
        """In OpenAI's form, which chat templates expect."""
        function: dict[str, Any] = {"name": self.name}
        if self.description is not None:
            function["description"] = self.description
        function["parameters"] = self.parameters or {"type": "object", "properties": {}}
        return {"type": "function", "function": function}


ToolMode = Literal["none", "auto", "required"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolUse:
    """A turn's tools. Which stand in the prompt is no matter of which may be called: so it stays the same."""

    tools: tuple[Tool, ...]
    mode: ToolMode = "auto"
    allowed: frozenset[str]  # the names of those that may be called
    is_parallel: bool = True  # more than one call in a reply


@dataclass(frozen=True, slots=True)
class ChatInput:
    """Messages in OpenAI's form, content parts already joined to plain text.

    Each message is a JSON-able dict with at least `role` and `content` (str or None), and whatever
    else the template may read (`name`, `tool_calls`, `tool_call_id`).
    """

    messages: tuple[Mapping[str, Any], ...]
    add_generation_prompt: bool = True
    continue_final_message: bool = False
    tools: ToolUse | None = None
    variables: Mapping[str, Any] = field(default_factory=dict)  # for the template, where it reads them


Input = TextInput | TokenInput | ChatInput


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One turn: a prompt and how to continue it, `n` times over."""

    request_id: str
    model: str  # the served name it was addressed to
    principal: Principal  # from the API key
    input: Input
    adapter: str | None = None  # of that model, by its content; whoever makes the turn fills it in
    sampling: SamplingParams = field(default_factory=SamplingParams)
    n: int = 1
    echo: bool = False  # completions: the prompt's text comes first
    session_id: str | None = None
    # The run that this turn is a step of: then it goes on after a crash, and can be read again while its
    # session is there.
    run_id: str | None = None
    step: int = 0  # of the run, from 0
    is_recorded: bool = True  # false: the session's log is read, and nothing is written there
    is_filed: bool = True  # without a session: its KV may be kept in files too; a session's is in any case
    grammar: Grammar | None = None
    lease_s: float = 0.0  # from now on the session's KV is leased for so long at least, where there is room
    is_carried: bool = False  # the client keeps the reply's token ids, sealed: see `CARRIERS`
    is_signed: bool = False  # the same, of a reply with reasoning alone, whose end is signed while it comes
    min_reply_tokens: int = 1  # a prompt that leaves room for fewer is too long
    compact_threshold: int | None = None  # of an agent: its prompts are compacted above so many tokens
    is_last: bool = False  # nobody comes back to the session: its KV need not wait for a turn
    is_head_pinned: bool = False  # a conversation of the session keeps the system messages that it began with

    @property
    def tenant(self) -> str:
        """Owns what is stored of the turn."""
        return self.principal.tenant
