"""From what a client sent to what the model is to compute: token ids, limits, and what the reply must be.

Runs in worker threads: tokenising takes longer than the event loop may wait.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial

from models.tokenizer import Tokenizer
from serving.engine.grammars.error import InvalidGrammar
from serving.engine.grammars.grammar import Grammars
from serving.engine.grammars.reasoning import ReasoningRule
from serving.errors import InvalidRequest, PromptTooLong
from serving.output import LoosenedTool, ReasoningStart
from serving.request import ChatInput, Grammar, Input, Request, TextInput, TokenInput, ToolUse
from serving.sessions.rendering import StoredNote
from serving.text.head_rules import HeadRules
from serving.text.notes import with_notes
from serving.text.reasoning import ReasoningFormat
from serving.text.template.renderer import Renderer
from serving.text.tools.arguments import arguments_of_tools
from serving.text.tools.format import HERMES, ToolFormat
from serving.text.tools.grammar import tool_grammar


@dataclass(frozen=True, slots=True)
class Echo:
    """A prompt that is to stand in front of its completion."""

    text: str
    token_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ReplyGrammar:
    """What a reply must be."""

    grammar: Grammar | None = None  # compiled, so that the engine finds it so; None: anything
    loosened_tools: tuple[LoosenedTool, ...] = ()


@dataclass(frozen=True, slots=True)
class ReplyFormats:
    """What stands in a reply beside its text."""

    tools: ToolFormat | None = None  # where it may call tools
    reasoning: ReasoningFormat | None = None  # where it may begin with reasoning

    @property
    def is_all_text(self) -> bool:
        return self.tools is None and self.reasoning is None


@dataclass(frozen=True, slots=True)
class Prompt:
    """What the model is to compute."""

    token_ids: tuple[int, ...]
    max_tokens: int  # of output: what was asked for, cut to what the context has room for
    echo: Echo | None = None
    grammar: Grammar | None = None  # of the reply, its reasoning apart, known to be valid
    formats: ReplyFormats = ReplyFormats()
    reasoning: ReasoningStart = "none"
    reasoning_rule: ReasoningRule | None = None  # for the engine; None: it need not know
    loosened_tools: tuple[LoosenedTool, ...] = ()


class Prompts:
    """One model's way with prompts. Thread-safe."""

    def __init__(
        self,
        tokenizer: Tokenizer,
        renderer: Renderer,
        grammars: Grammars,
        *,
        vocab_size: int,
        max_model_len: int,
        head_rules: HeadRules | None = None,
        tells_reasoning: bool = True,
    ) -> None:
        """
        Args:
            head_rules: None: all of them.
            tells_reasoning: apart from the text, where the template says how it is marked.
        """
        self.tokenizer = tokenizer
        self.renderer = renderer
        self.grammars = grammars
        self._vocab_size = vocab_size
        self._max_model_len = max_model_len
        self._head_rules = head_rules or HeadRules()
        self._tells_reasoning = tells_reasoning

    def checked(
        self, request: Request, stored_notes: Callable[[], Sequence[StoredNote]] = tuple
    ) -> tuple[Request, tuple[str, ...]]:
        """The request, with its messages as the template can write them; the rules that its head met.

        Args:
            stored_notes: of its session.

        Raises: InvalidRequest.
        """
        prompt, rules = self._settled(request.input, stored_notes)
        request = replace(request, input=prompt)
        self._check_ids(request)
        return request, rules

    def _settled(
        self, prompt: Input, stored_notes: Callable[[], Sequence[StoredNote]]
    ) -> tuple[Input, tuple[str, ...]]:
        """Adapted, with what may change at its head in a place where it can; the rules that did it."""
        ruled = self._head_rules.applied(prompt)
        settled = self.renderer.adapted(ruled.prompt)
        if ruled.note and isinstance(settled, ChatInput):
            settled = with_notes(settled, ruled.note, stored_notes(), self.renderer)
        return settled, ruled.rules

    def prompt(self, request: Request, token_ids: Sequence[int], reply: ReplyGrammar) -> Prompt:
        """Of a checked request that was rendered to `token_ids`; `reply` is what `grammar` made of it.

        Raises:
            InvalidRequest: no tokens, or one that the model has no embedding for.
            PromptTooLong: no room for a single reply token, or for as many as the request asks for.
        """
        if not token_ids:
            raise InvalidRequest("The prompt is empty: it has no tokens. Send at least one.", param="prompt")
        self._check_embedded(request, max(token_ids))
        max_tokens = self._max_tokens(request, len(token_ids))
        ids = tuple(token_ids)
        reasoning = self._reasoning_start(request, ids)
        formats = self.formats(request, reasoning)
        return Prompt(
            ids,
            max_tokens,
            self._echo(request, ids),
            reply.grammar,
            formats,
            reasoning,
            self._reasoning_rule(request, formats, reply.grammar),
            reply.loosened_tools,
        )

    def prompt_again(
        self, request: Request, token_ids: Sequence[int], max_model_len: int, reasoning: ReasoningStart
    ) -> Prompt:
        """Of a turn that began under another limit, which holds where it is lower.

        Args:
            reasoning: how its reply began.
        """
        room = min(max_model_len, self._max_model_len) - len(token_ids)
        asked = request.sampling.max_tokens
        grammar, formats = self.grammar(request).grammar, self.formats(request, reasoning)
        return Prompt(
            tuple(token_ids),
            max(0, room if asked is None else min(asked, room)),
            grammar=grammar,
            formats=formats,
            reasoning=reasoning,
            reasoning_rule=self._reasoning_rule(request, formats, grammar),
        )

    def formats(self, request: Request, reasoning: ReasoningStart) -> ReplyFormats:
        """How replies that begin so are read."""
        form = None if reasoning == "none" else self.renderer.reasoning_format
        return ReplyFormats(self._tool_format(request), form and replace(form, is_open=reasoning == "open"))

    def _reasoning_start(self, request: Request, token_ids: Sequence[int]) -> ReasoningStart:
        """Raises: InvalidRequest where reasoning is to be bounded that is not told apart."""
        if self._tells_reasoning:
            return self.renderer.reasoning_start(request.input, token_ids)
        if request.sampling.max_reasoning_tokens is not None and self.renderer.reasoning_format is not None:
            raise InvalidRequest(
                "This server does not tell reasoning from text (--reasoning-format none), so it cannot bound "
                "it. Leave the budget out.",
                param="thinking_token_budget",
            )
        return "none"

    def _reasoning_rule(
        self, request: Request, formats: ReplyFormats, grammar: Grammar | None
    ) -> ReasoningRule | None:
        form, limit = formats.reasoning, request.sampling.max_reasoning_tokens
        if form is None or (grammar is None and limit is None):
            return None
        encode = partial(self.renderer.encode_text, is_start=False)
        # In channels the grammar of a reply that may call has the headers in it, that of a text has none.
        header = "" if formats.tools is not None else form.direct
        lead = form.lead + header
        return ReasoningRule(
            opening_ids=() if form.is_open else tuple(encode(form.opening)),
            closing=form.closing,
            end_ids=tuple(encode(form.forced_end)),
            lead_ids=tuple(encode(lead)) if lead else (),
            max_tokens=limit,
            is_required=bool(header),
        )

    def _tool_format(self, request: Request) -> ToolFormat | None:
        """How the reply's tool calls are read; None where it may have none."""
        use = tool_use(request)
        if use is None or use.mode == "none":
            return None
        form = self._form_of_calls(request)
        form = replace(form, takes_many=form.takes_many and use.is_parallel)
        if use.mode == "required" or form.name != HERMES.name or request.grammar is not None:
            return form
        # No grammar holds such a call to anything: what only a grammar can tell is not looked for.
        may_be_called = (tool for tool in use.tools if tool.name in use.allowed)
        return replace(form, unmarked=tuple(tool for tool in may_be_called if tool.input_grammar is None))

    def _form_of_calls(self, request: Request) -> ToolFormat:
        is_continued = isinstance(request.input, ChatInput) and request.input.continue_final_message
        return replace(self.renderer.tool_format, is_continued=is_continued)

    def grammar(self, request: Request) -> ReplyGrammar:
        """Raises: InvalidRequest."""
        grammar, use = request.grammar, tool_use(request)
        loosened: tuple[LoosenedTool, ...] = ()
        if grammar is not None:
            self._compile(grammar)
        if use is not None:
            arguments, loosened = arguments_of_tools(use, self.grammars.compile)
            grammar = tool_grammar(self._form_of_calls(request), use, grammar, arguments)
        if grammar is not None:
            self._compile(grammar)
        return ReplyGrammar(grammar, loosened)

    def _compile(self, grammar: Grammar) -> None:
        with _explained(grammar.param):
            self.grammars.compile(grammar)

    def _check_ids(self, request: Request) -> None:
        for token_id, _ in request.sampling.logit_bias:
            self._check_id(token_id, "logit_bias")
        for token_id in request.sampling.stop_token_ids:
            self._check_id(token_id, "stop_token_ids")
        if isinstance(request.input, TokenInput):
            for token_id in request.input.token_ids:
                self._check_id(token_id, "prompt")

    def _check_embedded(self, request: Request, token_id: int) -> None:
        """A tokenizer may have more tokens than its model."""
        if token_id >= self._vocab_size:
            param = "messages" if isinstance(request.input, ChatInput) else "prompt"
            raise InvalidRequest(
                f"`{param}` has the token {self.tokenizer.token_text(token_id)!r}, id {token_id}, and this "
                f"model has embeddings for {self._vocab_size} tokens only. Leave that text out.",
                param=param,
            )

    def _check_id(self, token_id: int, param: str) -> None:
        if not 0 <= token_id < self._vocab_size:
            raise InvalidRequest(
                f"`{param}`: {token_id} is out of vocabulary. This model has {self._vocab_size} token ids, "
                f"0 to {self._vocab_size - 1}.",
                param=param,
            )

    def _max_tokens(self, request: Request, num_prompt_tokens: int) -> int:
        room = self._max_model_len - num_prompt_tokens
        asked = request.sampling.max_tokens
        if room < (0 if asked == 0 else request.min_reply_tokens):
            param = "messages" if isinstance(request.input, ChatInput) else "prompt"
            raise PromptTooLong(num_prompt_tokens, self._max_model_len, param=param)
        return room if asked is None else min(asked, room)

    def _echo(self, request: Request, token_ids: tuple[int, ...]) -> Echo | None:
        if not request.echo:
            return None
        given = request.input
        text = given.text if isinstance(given, TextInput) else self.tokenizer.decode(token_ids)
        return Echo(text, token_ids)

    def tokenize(self, prompt: Input, add_special_tokens: bool = True) -> list[int]:
        """The ids of a whole prompt, without a session."""
        return self.renderer.render(self.settled(prompt), add_special_tokens=add_special_tokens)

    def settled(self, prompt: Input) -> Input:
        """As a turn without a session has it."""
        return self._settled(prompt, tuple)[0]

    def token_strings(self, token_ids: Sequence[int]) -> list[str]:
        for token_id in token_ids:
            self._check_id(token_id, "tokens")
        return [self.tokenizer.token_bytes(i).decode("utf-8", errors="replace") for i in token_ids]

    def detokenize(self, token_ids: Sequence[int]) -> str:
        for token_id in token_ids:
            self._check_id(token_id, "tokens")
        return self.tokenizer.decode(token_ids, skip_special_tokens=False)


@contextmanager
def _explained(param: str) -> Iterator[None]:
    try:
        yield
    except InvalidGrammar as error:
        raise InvalidRequest(f"`{param}` cannot be made into a grammar: {error}.", param=param) from error


def tool_use(request: Request) -> ToolUse | None:
    return request.input.tools if isinstance(request.input, ChatInput) else None
