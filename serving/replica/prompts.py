"""From what a client sent to the ids the model sees, and from what it said back into the log.

Runs in worker threads: tokenising and the log take longer than the event loop may wait.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.tokenizer import Tokenizer
from serving.errors import InvalidRequest, PromptTooLong
from serving.output import SessionMatch
from serving.replica.choice import Echo
from serving.replica.renderer import Renderer
from serving.request import ChatInput, Input, Request, TextInput, TokenInput


@dataclass(frozen=True, slots=True)
class OpenPrompt:
    """A request's prompt, ready to run."""

    token_ids: tuple[int, ...]
    max_tokens: int  # of output: what was asked for, cut to what the context has room for
    echo: Echo | None = None
    match: SessionMatch | None = None


class Prompts:
    """One model's way with prompts. Thread-safe."""

    def __init__(self, tokenizer: Tokenizer, renderer: Renderer, *, vocab_size: int, max_model_len: int) -> None:
        self._tokenizer = tokenizer
        self._renderer = renderer
        self._vocab_size = vocab_size
        self._max_model_len = max_model_len

    def open(self, request: Request) -> OpenPrompt:
        """Check, render and tokenise.

        Raises:
            InvalidRequest: an id outside the vocabulary, an empty prompt, messages the template refuses.
            PromptTooLong: no room for a single reply token.
        """
        self._check_ids(request)
        token_ids = tuple(self.tokenize(request.input))
        max_tokens = self._max_tokens(request, len(token_ids))
        return OpenPrompt(token_ids, max_tokens, self._echo(request, token_ids))

    def _check_ids(self, request: Request) -> None:
        for token_id, _ in request.sampling.logit_bias:
            self._check_id(token_id, "logit_bias")
        for token_id in request.sampling.stop_token_ids:
            self._check_id(token_id, "stop_token_ids")

    def _check_id(self, token_id: int, param: str) -> None:
        if not 0 <= token_id < self._vocab_size:
            raise InvalidRequest(
                f"`{param}`: {token_id} is not a token id of this model; they run from 0 to "
                f"{self._vocab_size - 1}.",
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
        is_text = isinstance(request.input, TextInput)
        return Echo(request.input.text if is_text else self._tokenizer.decode(token_ids), token_ids)

    def tokenize(self, prompt: Input, add_special_tokens: bool = True) -> list[int]:
        if isinstance(prompt, TokenInput):
            for token_id in prompt.token_ids:
                self._check_id(token_id, "prompt")
            token_ids = list(prompt.token_ids)
        else:
            token_ids = self._renderer.render(prompt, add_special_tokens=add_special_tokens)
        if not token_ids:
            raise InvalidRequest("The prompt is empty: it has no tokens. Send at least one.", param="prompt")
        return token_ids

    def token_strings(self, token_ids: Sequence[int]) -> list[str]:
        for token_id in token_ids:
            self._check_id(token_id, "tokens")
        return [self._tokenizer.token_bytes(i).decode("utf-8", errors="replace") for i in token_ids]

    def detokenize(self, token_ids: Sequence[int]) -> str:
        for token_id in token_ids:
            self._check_id(token_id, "tokens")
        return self._tokenizer.decode(token_ids, skip_special_tokens=False)

    def conclude(self, opened, outcomes): pass
    def close(self): pass
