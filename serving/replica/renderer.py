"""Prompts to token ids: whole, or only what follows the ids that the log already has.

A message ends where the special token that closes it ends (ChatML's <|im_end|>), because text can be
cut there without changing a token. What follows the last message, up to the reply, is the tail.

What follows stored messages is found by rendering a stand-in for the history (its system message and
its last turn) with the new messages behind it, and taking what comes after the stand-in. Where a
template looks further back than that, the stand-in is the whole history: as text, which is cheap;
tokenised is only what is new. Where it would write a stored message differently now (reasoning that is
stripped from old replies, a system prompt that moves), nothing can be appended, and the caller is told.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from models.chat_template import ChatTemplate
from models.errors import TemplateError
from models.tokenizer import Tokenizer
from serving.errors import InvalidRequest
from serving.replica.message_ends import (
    Closer,
    Message,
    RenderedText,
    encode_after,
    find_closer,
    render_with_ends,
    without_first,
)
from serving.replica.template_traits import TemplateTraits, probe, stand_in
from serving.replica.tool_format import HERMES, ToolFormat, native_format
from serving.replica.tool_prompt import in_plain_text, with_tool_prompt
from serving.request import ROLES, ChatInput, Input, TextInput, TokenInput
from serving.sessions.rendering import FinishedChoice, RenderedMessage, Rendering, ReplyTokens

_IDENTITY = ("role", "content", "name", "tool_calls", "tool_call_id")
_SURROUNDINGS: tuple[tuple[Message, ...], ...] = (
    ({"role": "user", "content": "."},),
    ({"role": "system", "content": "."}, {"role": "user", "content": "."}),
)
_LEADS = ("\n", ".", "a")  # texts that the next may be told apart from
_NO_TRAITS = TemplateTraits(cuts_exactly=False, needs_history=True, reply_closer_id=None)


class Renderer:
    """One model's tokenizer and chat template. Thread-safe: nothing changes after birth."""

    def __init__(self, tokenizer: Tokenizer, chat_template: ChatTemplate | None) -> None:
        self._tokenizer = tokenizer
        self._chat_template = chat_template
        self.traits = _NO_TRAITS if chat_template is None else probe(chat_template, tokenizer)
        native = native_format(chat_template.tool_source, tokenizer) if chat_template else None
        self._knows_tools = native is not None and self.traits.shows_tools
        self.tool_format: ToolFormat = native if native is not None and self._knows_tools else HERMES

    @property
    def fingerprint(self) -> str:
        template = self._chat_template.fingerprint if self._chat_template else ""
        return hashlib.blake2b(
            f"{self._tokenizer.fingerprint}/{template}".encode(), digest_size=16
        ).hexdigest()

    # ---- whole prompts --------------------------------------------------------------------------

    def render(self, prompt: Input, *, add_special_tokens: bool = True) -> list[int]:
        """The ids of a whole prompt.

        A template writes its special tokens itself: `add_special_tokens` concerns raw text.

        Raises:
            InvalidRequest: there is no chat template, or it refuses these messages.
        """
        if isinstance(prompt, TokenInput):
            return list(prompt.token_ids)
        if isinstance(prompt, TextInput):
            return self._tokenizer.encode(prompt.text, add_special_tokens=add_special_tokens)
        return self._encode(self._render(prompt, prompt.messages).text)

    def render_chat(self, chat: ChatInput) -> Rendering:
        """Like `render`, message by message. Raises InvalidRequest as `render` does."""
        rendered = self._render(chat, chat.messages)
        return self._cut(rendered, chat)

    def encode_text(self, text: str, *, is_start: bool) -> list[int]:
        return self._tokenizer.encode(text) if is_start else self._encode_in_mid_text(text)

    def _encode_in_mid_text(self, text: str) -> list[int]:
        """Ids that add exactly this text to what stands before them."""
        token_ids = self._encode(text)
        if self._spells(token_ids, text):
            return token_ids
        # SentencePiece puts a space before whatever it takes for the beginning of a text.
        for lead in _LEADS:
            lead_ids = self._encode(lead)
            led_ids = self._encode(lead + text)
            if led_ids[: len(lead_ids)] == lead_ids and self._spells(led_ids[len(lead_ids) :], text):
                return led_ids[len(lead_ids) :]
        return token_ids  # a normalised text: no ids spell it as it was

    def _spells(self, token_ids: Sequence[int], text: str) -> bool:
        spelling = b"".join(map(self._tokenizer.token_bytes, token_ids))
        return spelling == text.encode("utf-8", errors="replace")

    def _encode(self, text: str) -> list[int]:
        return self._tokenizer.encode(text, add_special_tokens=False)

    @property
    def _template(self) -> ChatTemplate:
        if self._chat_template is None:
            raise InvalidRequest(
                "This model has no chat template, so it cannot take `messages`. Send a `prompt` to "
                "/v1/completions.",
                param="messages",
            )
        return self._chat_template

    def _render(self, chat: ChatInput, messages: Sequence[Message]) -> RenderedText:
        self._check_roles(chat)
        written = self._as_template_reads(chat, messages)
        try:
            rendered = render_with_ends(
                self._template,
                written,
                add_generation_prompt=chat.add_generation_prompt and not chat.continue_final_message,
                continue_final_message=chat.continue_final_message,
                tools=self._definitions(chat),
            )
        except TemplateError as error:
            raise InvalidRequest(
                f"The model's chat template refused these messages: {error}", param="messages"
            ) from error
        return without_first(rendered) if len(written) > len(messages) else rendered

    def _text(self, chat: ChatInput, messages: Sequence[Message], *, add_generation_prompt: bool) -> str:
        """These messages alone. Raises: TemplateError."""
        return self._template.render(
            self._as_template_reads(chat, messages),
            add_generation_prompt=add_generation_prompt,
            tools=self._definitions(chat),
        )

    def _definitions(self, chat: ChatInput) -> list[dict[str, Any]] | None:
        if chat.tools is None or not self._knows_tools:
            return None
        return [tool.definition for tool in chat.tools.tools]

    def _as_template_reads(self, chat: ChatInput, messages: Sequence[Message]) -> list[Message]:
        """One message more where the tools need a system message of their own."""
        if not self.traits.takes_null_content:
            messages = [{**m, "content": ""} if m.get("content") is None else m for m in messages]
        if self._knows_tools:
            return [_with_parsed_arguments(m) if self.traits.takes_arguments else m for m in messages]
        messages = [in_plain_text(m, takes_tool_role=self.traits.takes_any_role) for m in messages]
        return messages if chat.tools is None else with_tool_prompt(messages, chat.tools)

    def _check_roles(self, chat: ChatInput) -> None:
        if self._chat_template is None or self.traits.takes_any_role:
            return
        for index, message in enumerate(chat.messages):
            if message.get("role") not in ROLES:
                raise InvalidRequest(
                    f"`messages.{index}.role` must be one of {', '.join(ROLES)} for this model, "
                    f"got {message.get('role')!r}: its chat template has no place for others.",
                    param=f"messages.{index}.role",
                )

    def _cut(
        self, rendered: RenderedText, chat: ChatInput, *, first: int = 0, behind: Closer | None = None
    ) -> Rendering:
        """Tokenise the text behind a closer: the messages from number `first` on, and the tail."""
        messages: list[RenderedMessage] = []
        num_waiting = 0
        for index in range(first, len(rendered.messages) - chat.continue_final_message):
            num_waiting += 1
            closer = find_closer(self._tokenizer, rendered, index) if self.traits.cuts_exactly else None
            if closer is not None:
                token_ids = encode_after(self._tokenizer, rendered.text, behind, closer.end)
                messages += _group(token_ids, num_waiting, ends_exactly=True)
                behind, num_waiting = closer, 0
        rest = encode_after(self._tokenizer, rendered.text, behind, len(rendered.text))
        if num_waiting:
            messages += _group(rest, num_waiting, ends_exactly=False)
            rest = []
        return Rendering(tuple(messages), rest, self._opens_reply(chat, rendered))

    def _opens_reply(self, chat: ChatInput, rendered: RenderedText) -> bool:
        """Whether the reply will be written, when it is history, as it is now being written."""
        if not chat.continue_final_message:
            return chat.add_generation_prompt
        try:
            prompt = self._text(chat, chat.messages[:-1], add_generation_prompt=True)
        except TemplateError:
            return False
        return _is_reply(rendered.text, prompt, rendered.messages[-1])

    # ---- what follows stored ids ----------------------------------------------------------------

    def render_after(
        self, chat: ChatInput, num_matched: int, *, last_token_id: int, is_head: bool, is_reply: bool
    ) -> Rendering | None:
        """What follows the first `num_matched` messages, whose ids are stored and end with `last_token_id`.

        If those lack the token that closes a message (the reply was cut short), the first ids are that.

        Args:
            is_head: nothing has followed the matched messages where they are stored.
            is_reply: the last of them was sampled.

        Returns None where appending would not give what the whole conversation renders to.
        """
        needs_history = self.traits.needs_history
        if not self.traits.cuts_exactly or (needs_history and not (is_head and is_reply)):
            return None
        history = chat.messages[:num_matched]
        stub = list(history) if needs_history else stand_in(history)
        try:
            rendered = self._render(chat, [*stub, *chat.messages[num_matched:]])
        except InvalidRequest:
            return None  # the whole conversation will say what is wrong, or be right
        closer = find_closer(self._tokenizer, rendered, len(stub) - 1)
        if closer is None or not self._is_as_stored(chat, rendered.text[: closer.start], stub, is_reply):
            return None
        rendering = self._cut(rendered, chat, first=len(stub), behind=closer)
        return rendering if last_token_id == closer.token_id else _with_first(closer.token_id, rendering)

    def _is_as_stored(self, chat: ChatInput, text: str, stub: Sequence[Message], is_reply: bool) -> bool:
        """The template writes the last stored message as it did when it was the last; `text` ends with it."""
        try:
            if is_reply:
                prompt = self._text(chat, stub[:-1], add_generation_prompt=True)
                return _is_reply(text, prompt, self._as_template_reads(chat, stub)[-1])
            return self._text(chat, stub, add_generation_prompt=False).startswith(text)
        except TemplateError:
            return False

    # ---- identity -------------------------------------------------------------------------------

    def root_key(self, prompt: Input) -> bytes:
        if not isinstance(prompt, ChatInput):
            return self._tokenizer.fingerprint.encode()
        surroundings = [self._try_render(messages) for messages in _SURROUNDINGS]
        tools = [] if prompt.tools is None else [[tool.definition for tool in prompt.tools.tools]]
        return json.dumps([self.fingerprint, surroundings, *tools]).encode()

    def _try_render(self, messages: Sequence[Message]) -> str | None:
        try:
            return self._template.render(messages)
        except TemplateError:
            return None

    def message_key(self, message: Mapping[str, Any]) -> bytes:
        source = self._template.source
        read = [key for key in message if key in _IDENTITY or key in source]
        known = {key: message[key] for key in read if message[key] not in (None, "", [])}
        if "tool_calls" in known:
            known["tool_calls"] = [_call_key(call) for call in known["tool_calls"]]
        return json.dumps(known, sort_keys=True, separators=(",", ":")).encode()

    # ---- replies --------------------------------------------------------------------------------

    def reply_tokens(self, prompt: Input, choice: FinishedChoice) -> ReplyTokens:
        """The ids whose text the client saw, and a closer if it is the template's own.

        Any other token that ended the reply is dropped: the client never saw it, and the next turn
        begins with the closer as the template writes it. Ids that a client sent itself are compared as
        ids, so there the sampled ones stay as they are.
        """
        sampled = list(choice.token_ids)
        if isinstance(prompt, TokenInput):
            return ReplyTokens(sampled, [], [])
        num_kept = choice.num_visible_tokens
        if choice.finish_reason == "stop" and not choice.remainder:
            closer_id = self.traits.reply_closer_id if isinstance(prompt, ChatInput) else None
            num_kept = self._with_closer(sampled, num_kept, closer_id)
        return ReplyTokens(sampled[:num_kept], self._encode_in_mid_text(choice.remainder), sampled[num_kept:])

    def _with_closer(self, sampled: Sequence[int], num_kept: int, closer_id: int | None) -> int:
        # Text does not show whether a token without text came before its end or after it.
        while num_kept and sampled[num_kept - 1] in self._tokenizer.eos_token_ids:
            num_kept -= 1
        return num_kept + (num_kept < len(sampled) and sampled[num_kept] == closer_id)


def _with_parsed_arguments(message: Message) -> Message:
    """Arguments as objects, which templates write out themselves."""
    if not message.get("tool_calls"):
        return message
    calls = [
        {**call, "function": {**call["function"], "arguments": _arguments(call)}}
        for call in message["tool_calls"]
    ]
    return {**message, "tool_calls": calls}


def _arguments(call: Mapping[str, Any]) -> Any:
    """As an object; as they are where they are none, like those of a reply that was cut short."""
    arguments = call["function"]["arguments"]
    try:
        parsed = json.loads(arguments) if isinstance(arguments, str) else arguments
    except ValueError:
        return arguments
    return parsed if isinstance(parsed, dict) else arguments


def _call_key(call: Mapping[str, Any]) -> Any:
    """Equal for arguments that are equal, however a client has written them, their order apart."""
    function = call["function"]
    return [call.get("id"), function["name"], json.dumps(_arguments(call), separators=(",", ":"))]


def _group(token_ids: list[int], num_messages: int, *, ends_exactly: bool) -> list[RenderedMessage]:
    """Messages that share their ids: the first has them, and only the end of the last is known."""
    shares = [token_ids, *([] for _ in range(num_messages - 1))]
    return [RenderedMessage(ids, ends_exactly and i == num_messages - 1) for i, ids in enumerate(shares)]


def _with_first(token_id: int, rendering: Rendering) -> Rendering:
    if not rendering.messages:
        return replace(rendering, tail_ids=[token_id, *rendering.tail_ids])
    first, *others = rendering.messages
    return replace(rendering, messages=(replace(first, token_ids=[token_id, *first.token_ids]), *others))


def _is_reply(text: str, prompt: str, message: Message) -> bool:
    """`text` is this message as a model would have written it behind `prompt`.

    Whitespace at its ends may differ: templates strip it, and sampled ids are kept as they are.
    """
    content = (message.get("content") or "").strip()
    if not text.startswith(prompt):
        return False
    written = text[len(prompt) :].strip()
    # How a template writes calls is its own affair: what was sampled is kept.
    return written.startswith(content) if message.get("tool_calls") else written == content
