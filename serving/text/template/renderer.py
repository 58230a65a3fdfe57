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
from itertools import product
from typing import Any

from models.chat_template import ChatTemplate
from models.errors import TemplateError
from models.markup import GUARD, well_formed
from models.tokenizer import Tokenizer
from serving.errors import InvalidRequest
from serving.output import ReasoningStart, TokenizerInfo
from serving.request import REASONING_SWITCHES, ROLES, ChatInput, Input, TextInput, TokenInput
from serving.sessions.rendering import REASONING, FinishedChoice, RenderedMessage, Rendering, ReplyTokens
from serving.text.harmony.marks import Marks
from serving.text.harmony.template import HarmonyTemplate
from serving.text.reasoning import ReasoningFormat
from serving.text.template.adaptation import adapted
from serving.text.template.input import TemplateInput, arguments_of
from serving.text.template.message_ends import (
    Closer,
    Message,
    RenderedText,
    encode_after,
    find_closer,
    render_with_ends,
    with_first,
    without_first,
)
from serving.text.template.probe import probe
from serving.text.template.reasoning_marks import is_harmony
from serving.text.template.traits import SYSTEM_ROLES, TemplateTraits, stand_in
from serving.text.tools.format import HERMES, ToolFormat, native_format

_IDENTITY = ("role", "content", "name", "tool_calls", "tool_call_id")
_SURROUNDINGS: tuple[tuple[Message, ...], ...] = (
    ({"role": "user", "content": "."},),
    ({"role": "system", "content": "."}, {"role": "user", "content": "."}),
)
_REPLY: Message = {"role": "assistant", "content": ".", "reasoning_content": "."}
_HISTORIES: tuple[tuple[Message, ...], ...] = tuple(
    (*chat, *more) for chat in _SURROUNDINGS for more in ((), (_REPLY,), (_REPLY, _SURROUNDINGS[0][0]))
)
_MAX_PROMPT_END = 64  # tokens in which a mark with which a prompt ends must show itself
_LEADS = ("\n", ".", "a")  # texts that the next may be told apart from


class Renderer:
    """One model's tokenizer and chat template. Thread-safe: nothing changes after birth."""

    def __init__(self, tokenizer: Tokenizer, chat_template: ChatTemplate | None) -> None:
        self._tokenizer = tokenizer
        self._given_template = chat_template
        if chat_template is not None and is_harmony(chat_template) and Marks.of(tokenizer) is not None:
            chat_template = HarmonyTemplate()
        self._chat_template = chat_template
        self.traits = TemplateTraits() if chat_template is None else probe(chat_template, tokenizer)
        native = native_format(self.traits, tokenizer)
        if native is None:
            self.traits = self.traits.in_plain_words
        self.tool_format: ToolFormat = native or replace(HERMES, takes_many=self.traits.takes_many_calls)
        self._input = TemplateInput(tokenizer, self.traits, knows_tools=native is not None)
        self.reasoning_format = _with_mark_ids(self.traits.reasoning, tokenizer)
        self._turn_switches = self._found_turn_switches()

    @property
    def tells_reasoning(self) -> bool:
        return self.reasoning_format is not None

    @property
    def fingerprint(self) -> str:
        template = self._chat_template.fingerprint if self._chat_template else ""
        return hashlib.blake2b(
            f"{self._tokenizer.fingerprint}/{template}".encode(), digest_size=16
        ).hexdigest()

    def tokenizer_info(self) -> TokenizerInfo:
        if self._given_template is not None:
            tokens = self._given_template.tokens
            return TokenizerInfo(
                tokens["bos_token"] or None, tokens["eos_token"] or None, self._given_template.source
            )
        first_eos = min(self._tokenizer.eos_token_ids, default=None)
        bos = self._tokenizer.token_text(self._tokenizer.bos_token_id)
        return TokenizerInfo(bos or None, self._tokenizer.token_text(first_eos) or None, None)

    @property
    def template_variables(self) -> tuple[str, ...]:
        """That a request may set."""
        return () if self._chat_template is None else tuple(sorted(self._chat_template.variables))

    @property
    def reads_reasoning(self) -> bool:
        """Whether the reasoning of replies has a place in a history."""
        return self._chat_template is not None and "reasoning_content" in self._chat_template.source

    def adapted(self, prompt: Input) -> Input:
        """The same with messages that the template can write. What else is here is given such a prompt."""
        return adapted(prompt, self.traits) if isinstance(prompt, ChatInput) else prompt

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
        return self._tokenizer.encode_rendered(self._render(prompt, prompt.messages).text)

    def render_chat(self, chat: ChatInput) -> Rendering:
        """Like `render`, message by message. Raises InvalidRequest as `render` does."""
        rendered = self._render(chat, chat.messages)
        return self._cut(rendered, chat)

    def encode_text(self, text: str, *, is_start: bool) -> list[int]:
        return self._tokenizer.encode(text) if is_start else self._encode_in_mid_text(well_formed(text))

    def _encode_in_mid_text(self, text: str) -> list[int]:
        """Ids that add exactly this text to what stands before them."""
        encode, spelled = self._tokenizer.encode_rendered, text.replace(GUARD, "")
        token_ids = encode(text)
        if self._spells(token_ids, spelled):
            return token_ids
        # SentencePiece puts a space before whatever it takes for the beginning of a text.
        for lead in _LEADS:
            lead_ids = encode(lead)
            led_ids = encode(lead + text)
            if led_ids[: len(lead_ids)] == lead_ids and self._spells(led_ids[len(lead_ids) :], spelled):
                return led_ids[len(lead_ids) :]
        return token_ids  # a normalised text: no ids spell it as it was

    def _spells(self, token_ids: Sequence[int], text: str) -> bool:
        return b"".join(map(self._tokenizer.token_bytes, token_ids)) == text.encode("utf-8")

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
        """Raises: InvalidRequest where the template refuses these messages, or leaves out what they say."""
        self._check_roles(chat)
        written = self._input.messages(chat, messages)
        in_user = _system_in_user(written)
        if in_user is None or self.traits.writes_system:
            rendered = self._write(chat, written)
        if in_user is not None and (not self.traits.writes_system or rendered.lost):
            written, rendered = in_user, self._write(chat, in_user)
        if len(written) != len(messages):
            has_more = len(written) > len(messages)
            rendered = without_first(rendered) if has_more else with_first(messages[0], rendered)
        if rendered.lost:
            raise self._lost(rendered, rendered.lost[0])
        return rendered

    def _write(self, chat: ChatInput, written: Sequence[Message]) -> RenderedText:
        try:
            return render_with_ends(
                self._template,
                written,
                add_generation_prompt=chat.add_generation_prompt and not chat.continue_final_message,
                continue_final_message=chat.continue_final_message,
                tools=self._input.tools(chat),
                variables=self._input.variables(chat, self._template.variables),
            )
        except TemplateError as error:
            raise InvalidRequest(
                f"The model's chat template refused these messages: {error}", param="messages"
            ) from error

    def _lost(self, rendered: RenderedText, index: int) -> InvalidRequest:
        message = rendered.messages[index]
        has_calls = bool(message.get("tool_calls"))
        beside = " beside its tool calls" if has_calls and _content(message) else ""
        what = "the tool calls" if has_calls and not beside else f"the content{beside}"
        return InvalidRequest(
            f"The model's chat template leaves out {what} of a message of the role "
            f"{message['role']!r}, number {index + 1} of {len(rendered.messages)}. It has no place for it "
            "there: send it in another message, another role or another order.",
            param="messages",
        )

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
            prompt = rendered.write(rendered.messages[:-1], add_generation_prompt=True)
        except TemplateError:
            return False
        return _is_reply(rendered.text, prompt, rendered.messages[-1], self.reasoning_format)

    def reasoning_start(self, prompt: Input, token_ids: Sequence[int]) -> ReasoningStart:
        """How the reply to a prompt begins that was rendered to `token_ids`.

        A message that is continued goes on as it stands: with text.
        """
        form = self.reasoning_format
        if form is None or not isinstance(prompt, ChatInput) or not prompt.add_generation_prompt:
            return "none"
        end = self._tokenizer.decode(token_ids[-_MAX_PROMPT_END:], skip_special_tokens=False).rstrip()
        if end.endswith(form.opening):
            return "open"
        return "none" if end.endswith(form.closing) else "possible"

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
        if closer is None:
            return None
        text, form = rendered.text[: closer.start], self.reasoning_format
        if not _is_as_stored(rendered, text, len(stub), form, is_reply=is_reply):
            return None
        rendering = self._cut(rendered, chat, first=len(stub), behind=closer)
        return rendering if last_token_id == closer.token_id else _with_first(closer.token_id, rendering)

    # ---- identity -------------------------------------------------------------------------------

    def root_key(self, prompt: Input) -> bytes:
        if not isinstance(prompt, ChatInput):
            return self._tokenizer.fingerprint.encode()
        surroundings = [self._try_render(messages) for messages in _SURROUNDINGS]
        use = prompt.tools
        tools = [] if use is None else [[tool.definition for tool in use.tools if tool.is_in_prompt]]
        known = self._template.variables if self._chat_template else ()
        variables = {
            name: prompt.variables[name]
            for name in sorted(prompt.variables)
            if name in known and not self._is_turn_switch(name, prompt.variables[name])
        }
        return json.dumps(
            [self.fingerprint, surroundings, *tools, *([variables] if variables else [])]
        ).encode()

    def _try_render(self, messages: Sequence[Message], **ends: Any) -> str | None:
        try:
            return self._template.render(messages, **ends)
        except TemplateError:
            return None

    def _is_turn_switch(self, name: str, value: Any) -> bool:
        return isinstance(value, bool) and (name, value) in self._turn_switches

    def _found_turn_switches(self) -> frozenset[tuple[str, bool]]:
        """Settings of switches that change how a reply is asked for, and nothing of the history."""
        if self._chat_template is None:
            return frozenset()
        known = [name for name in REASONING_SWITCHES if name in self._chat_template.variables]
        plain = [self._try_render(messages, add_generation_prompt=False) for messages in _HISTORIES]
        found = set()
        for name, value in product(known, (True, False)):
            ends = {"add_generation_prompt": False, "variables": {name: value}}
            if [self._try_render(messages, **ends) for messages in _HISTORIES] == plain:
                found.add((name, value))
        return frozenset(found)

    def message_key(self, message: Mapping[str, Any]) -> bytes:
        source, apart = self._template.source, {REASONING} if self.tells_reasoning else ()
        read = [key for key in message if (key in _IDENTITY or key in source) and key not in apart]
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
        remainder_ids = self._encode_in_mid_text(self._tokenizer.guard(choice.remainder))
        return ReplyTokens(sampled[:num_kept], remainder_ids, sampled[num_kept:])

    def _with_closer(self, sampled: Sequence[int], num_kept: int, closer_id: int | None) -> int:
        # Text does not show whether a token without text came before its end or after it.
        while num_kept and sampled[num_kept - 1] in self._tokenizer.eos_token_ids:
            num_kept -= 1
        return num_kept + (num_kept < len(sampled) and sampled[num_kept] == closer_id)


def _with_mark_ids(form: ReasoningFormat | None, tokenizer: Tokenizer) -> ReasoningFormat | None:
    if form is None or (form.has_channels and Marks.of(tokenizer) is None):
        return None
    ids = tokenizer.encode_rendered(form.opening + form.closing)
    return replace(form, mark_ids=frozenset(filter(tokenizer.is_special, ids)))


def _system_in_user(messages: Sequence[Message]) -> list[Message] | None:
    """The system message as the beginning of the user's that follows, for templates without one of its own.

    Some write it there themselves, but in the last message only, and lose it where that is a tool's result.
    """
    if len(messages) < 2 or messages[0].get("role") not in SYSTEM_ROLES or messages[1].get("role") != "user":
        return None
    system, user = messages[0].get("content"), messages[1].get("content") or ""
    return [{**messages[1], "content": f"{system}\n\n{user}"}, *messages[2:]] if system else None


def _call_key(call: Mapping[str, Any]) -> Any:
    """Equal for arguments that are equal, however a client has written them, their order apart."""
    function = call["function"]
    return [call.get("id"), function["name"], json.dumps(arguments_of(call), separators=(",", ":"))]


def _group(token_ids: list[int], num_messages: int, *, ends_exactly: bool) -> list[RenderedMessage]:
    """Messages that share their ids: the first has them, and only the end of the last is known."""
    shares = [token_ids, *([] for _ in range(num_messages - 1))]
    return [RenderedMessage(ids, ends_exactly and i == num_messages - 1) for i, ids in enumerate(shares)]


def _with_first(token_id: int, rendering: Rendering) -> Rendering:
    if not rendering.messages:
        return replace(rendering, tail_ids=[token_id, *rendering.tail_ids])
    first, *others = rendering.messages
    return replace(rendering, messages=(replace(first, token_ids=[token_id, *first.token_ids]), *others))


def _is_as_stored(
    rendered: RenderedText, text: str, num_stored: int, form: ReasoningFormat | None, *, is_reply: bool
) -> bool:
    """The template writes the last stored message as it did when it was the last; `text` ends with it."""
    *before, last = rendered.messages[:num_stored]
    try:
        if not is_reply:
            return rendered.write([*before, last], add_generation_prompt=False).startswith(text)
        if not last.get("tool_calls"):
            return _is_reply(text, rendered.write(before, add_generation_prompt=True), last, form)
        # How a template opens and writes calls is its own affair: what was sampled is kept.
        history = rendered.write(before, add_generation_prompt=False)
        rest = text[len(history) :]
        return text.startswith(history) and _content(last) in rest and (_reasoning(last) or "") in rest
    except TemplateError:
        return False


def _is_reply(text: str, prompt: str, message: Message, form: ReasoningFormat | None) -> bool:
    """`text` is this message as a model would have written it behind `prompt`.

    Whitespace at the ends of its parts may differ: templates strip it, and sampled ids are kept as they are.
    """
    if not text.startswith(prompt):
        return False
    rest, content = text[len(prompt) :].strip(), _content(message)
    if form is None:
        return rest == content
    if prompt.rstrip().endswith(form.opening):
        content = content.removeprefix(form.opening).strip()
    reasoning = _reasoning(message)
    if reasoning is None:
        rest = rest.removeprefix(form.direct)
    else:
        # Without an answer it may have been cut short, and so lack the mark that ends it.
        content = content and f"{reasoning}{form.closing}{content}"
        before, _, behind = rest.removeprefix(form.opening).partition(form.closing)
        rest = f"{before.strip()}{form.closing}{behind.strip()}"
    return rest == content


def _reasoning(message: Message) -> str | None:
    reasoning = message.get("reasoning_content")
    return None if reasoning is None else str(reasoning).strip()


def _content(message: Message) -> str:
    return (message.get("content") or "").strip()
