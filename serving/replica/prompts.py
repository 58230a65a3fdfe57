"""From what a client sent to the ids the model sees, and from what it said back into the log.

Runs in worker threads: tokenising and the log take longer than the event loop may wait.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from models.tokenizer import Tokenizer
from serving.engine.grammars.error import InvalidGrammar
from serving.engine.grammars.grammar import Grammars
from serving.engine.grammars.json_schema import json_value
from serving.errors import InvalidRequest, PromptTooLong
from serving.output import SessionMatch
from serving.replica.choice import Echo
from serving.replica.turn_events import replayed
from serving.request import ChatInput, Grammar, Input, Request, TextInput, TokenInput, ToolUse
from serving.sessions.log import SessionLog
from serving.sessions.rendering import FinishedChoice
from serving.sessions.turn import OpenTurn
from serving.sessions.turns.logged_turn import ClaimedTurn, NewTurn, TurnEnding, TurnError
from serving.text.template.renderer import Renderer
from serving.text.tools.format import HERMES, ToolFormat
from serving.text.tools.grammar import arguments_schema, is_exact, tool_grammar


@dataclass(frozen=True, slots=True)
class OpenPrompt:
    """A request's prompt, ready to run."""

    token_ids: tuple[int, ...]
    max_tokens: int  # of output: what was asked for, cut to what the context has room for
    echo: Echo | None = None
    grammar: Grammar | None = None  # of the whole reply, known to be valid
    tool_format: ToolFormat | None = None  # where the replies may call tools
    turn: OpenTurn | None = None  # its place in the log, if it belongs to a session

    @property
    def match(self) -> SessionMatch | None:
        return None if self.turn is None else self.turn.match


class Prompts:
    """One model's way with prompts. Thread-safe."""

    def __init__(
        self,
        tokenizer: Tokenizer,
        renderer: Renderer,
        log: SessionLog,
        grammars: Grammars,
        *,
        vocab_size: int,
        max_model_len: int,
    ) -> None:
        self._tokenizer = tokenizer
        self._renderer = renderer
        self._log = log
        self.grammars = grammars
        self._vocab_size = vocab_size
        self._max_model_len = max_model_len

    @property
    def template_fingerprint(self) -> str:
        return self._renderer.fingerprint

    def open(self, request: Request, run: NewTurn | None = None) -> OpenPrompt:
        """Check, render and tokenise; a session's turn is in the log when this returns, on disk after `sync`.

        Args:
            run: begins in the log with a session's turn.

        Raises (and then nothing was written):
            InvalidRequest: an id outside the vocabulary, an empty prompt, messages the template refuses, a
                grammar that cannot be compiled.
            PromptTooLong: no room for a single reply token.
        """
        request = replace(request, input=self._renderer.adapted(request.input))
        self._check_ids(request)
        grammar = self._grammar(request)
        if request.session_id is None:
            return self._open(request, self.tokenize(request.input), grammar)
        prepared = self._log.prepare(
            request.tenant,
            request.session_id,
            request.input,
            self._renderer,
            owner_id="" if run is None else run.owner_id,
        )
        opened = self._open(request, prepared.token_ids, grammar)
        if not request.is_recorded:
            return opened
        turn = self._log.open(prepared, run)
        if turn.prepared is not prepared:  # the session was deleted, or made, in between
            opened = self._open(request, turn.token_ids, grammar)
        return replace(opened, turn=turn)

    def sync(self) -> None:
        """Return when the turns that were opened are on disk. Raises: Unavailable."""
        self._log.database.sync()

    def warm_up(self) -> None:
        """Let the log's statements be compiled, which takes the first turn 100 ms. Writes nothing."""
        self._log.prepare("", "", TokenInput((0,)), self._renderer)

    def _open(self, request: Request, token_ids: Sequence[int], grammar: Grammar | None) -> OpenPrompt:
        if not token_ids:
            raise InvalidRequest("The prompt is empty: it has no tokens. Send at least one.", param="prompt")
        self._check_embedded(request, max(token_ids))
        max_tokens = self._max_tokens(request, len(token_ids))
        return OpenPrompt(
            tuple(token_ids),
            max_tokens,
            self._echo(request, tuple(token_ids)),
            grammar,
            self.tool_format(request),
        )

    def reopen(self, claimed: ClaimedTurn) -> OpenPrompt:
        """The prompt of a run that was taken over, with the limits that it began with."""
        request = claimed.state.request
        turn = self._log.reopen(claimed, self._renderer)
        token_ids = tuple(turn.token_ids)
        room = min(claimed.max_model_len, self._max_model_len) - len(token_ids)
        asked = request.sampling.max_tokens
        return OpenPrompt(
            token_ids,
            max(0, room if asked is None else min(asked, room)),
            grammar=self._grammar(request),
            tool_format=self.tool_format(request),
            turn=turn,
        )

    def tool_format(self, request: Request) -> ToolFormat | None:
        """How the reply's tool calls are read; None where it may have none."""
        use = tool_use(request)
        if use is None or use.mode == "none":
            return None
        form = replace(
            self._renderer.tool_format, takes_many=self._renderer.tool_format.takes_many and use.is_parallel
        )
        if use.mode == "required" or form.name != HERMES.name or request.grammar is not None:
            return form
        return replace(form, unmarked=tuple(tool for tool in use.tools if tool.name in use.allowed))

    def conclude(self, opened: OpenPrompt, choices: Sequence[FinishedChoice], ending: TurnEnding) -> None:
        """Write down what a session's turn said, and that it ended; it is on disk when this returns."""
        if opened.turn is not None:
            self._log.close_turn(opened.turn, choices, ending)

    def conclude_partial(self, claimed: ClaimedTurn, error: TurnError | None = None) -> None:
        """End a run that nobody goes on with: its reply is what the log has of it.

        Args:
            error: why it has failed; None: it is cancelled, or was complete.
        """
        state = claimed.state
        tool_format = self.tool_format(state.request)
        choices = [replayed(state, index, self._tokenizer, tool_format) for index in range(state.request.n)]
        is_whole = all(choice.is_finished for choice in choices)
        for choice in choices:
            if not choice.is_finished:
                choice.abort()
        outcomes = [choice.outcome(state.started.seed) for choice in choices]
        ending = TurnEnding("completed" if is_whole else "cancelled")
        if error is not None:
            ending = TurnEnding("failed", error=error)
        turn = self._log.reopen(claimed, self._renderer)
        self._log.close_turn(turn, outcomes, ending, computed_by=claimed.previous_owner_id)

    def _grammar(self, request: Request) -> Grammar | None:
        """What the reply must be; compiled, so that the engine finds it so. Raises: InvalidRequest."""
        grammar, use = request.grammar, tool_use(request)
        if grammar is not None:
            self._compile(grammar)
        if use is not None:
            self._check_tools(use)
            grammar = tool_grammar(self._renderer.tool_format, use, grammar)
        if grammar is not None:
            self._compile(grammar)
        return grammar

    def _check_tools(self, use: ToolUse) -> None:
        """Compile each one's schema alone: so it is known which is at fault."""
        for tool in use.tools:
            schema = arguments_schema(tool)
            if is_exact(tool, use):
                self._compile(Grammar("json_schema", json.dumps(schema), tool.param))
            else:
                with _explained(tool.param):
                    value = json_value(schema, is_lenient=True)
                self._compile(Grammar("lark", f"start: {value}", tool.param))

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
                f"`{param}` has the token {self._tokenizer.token_text(token_id)!r}, id {token_id}, and this "
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
        if room < (0 if asked == 0 else 1):
            param = "messages" if isinstance(request.input, ChatInput) else "prompt"
            raise PromptTooLong(num_prompt_tokens, self._max_model_len, param=param)
        return room if asked is None else min(asked, room)

    def _echo(self, request: Request, token_ids: tuple[int, ...]) -> Echo | None:
        if not request.echo:
            return None
        given = request.input
        text = given.text if isinstance(given, TextInput) else self._tokenizer.decode(token_ids)
        return Echo(text, token_ids)

    def tokenize(self, prompt: Input, add_special_tokens: bool = True) -> list[int]:
        """The ids of a whole prompt, without a session."""
        return self._renderer.render(self._renderer.adapted(prompt), add_special_tokens=add_special_tokens)

    def token_strings(self, token_ids: Sequence[int]) -> list[str]:
        for token_id in token_ids:
            self._check_id(token_id, "tokens")
        return [self._tokenizer.token_bytes(i).decode("utf-8", errors="replace") for i in token_ids]

    def detokenize(self, token_ids: Sequence[int]) -> str:
        for token_id in token_ids:
            self._check_id(token_id, "tokens")
        return self._tokenizer.decode(token_ids, skip_special_tokens=False)


@contextmanager
def _explained(param: str) -> Iterator[None]:
    try:
        yield
    except InvalidGrammar as error:
        raise InvalidRequest(f"`{param}` cannot be made into a grammar: {error}.", param=param) from error


def tool_use(request: Request) -> ToolUse | None:
    return request.input.tools if isinstance(request.input, ChatInput) else None
