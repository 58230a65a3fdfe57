"""What the log asks of whoever renders prompts. The log itself knows neither templates nor tokenizers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from serving.output import FinishReason
from serving.request import ChatInput, Input

REASONING = "reasoning_content"  # a message's field


@dataclass(frozen=True, slots=True)
class RenderedMessage:
    """One message's share of the prompt.

    Where the text of several messages cannot be cut between tokens, the first of them has all the ids.
    """

    token_ids: list[int]  # from where the message before it ends
    ends_exactly: bool  # the message ends with its last id, and another may follow there


@dataclass(frozen=True, slots=True)
class Rendering:
    """New messages as token ids, and what opens the reply."""

    messages: tuple[RenderedMessage, ...]
    tail_ids: list[int]  # the generation prompt, or the message that is to be continued
    opens_reply: bool = True  # what is sampled behind it will be, as history, a message of the assistant

    @property
    def token_ids(self) -> list[int]:
        """All of them."""
        return [token_id for message in self.messages for token_id in message.token_ids] + self.tail_ids


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishedChoice:
    """What one of a turn's choices came to."""

    index: int
    token_ids: Sequence[int]  # all that were sampled, up to and including the token that ended it
    text: str  # as the client saw it
    reasoning: str | None = None  # the same; its marks are no part of it. None: there was none
    tool_calls: Sequence[Mapping[str, Any]] = ()  # as a message has them; their markup is no part of `text`
    finish_reason: FinishReason
    stop_reason: str | int | None = None
    seed: int | None = None
    # Where the visible text ends: after so many tokens, then this much of the next one.
    num_visible_tokens: int
    remainder: str = ""

    @property
    def message(self) -> dict[str, Any]:
        """As it will come back in a chat's history."""
        message: dict[str, Any] = {"role": "assistant", "content": self.text}
        if self.reasoning is not None:
            message[REASONING] = self.reasoning
        if self.tool_calls:
            message["tool_calls"] = list(self.tool_calls)
        return message


@dataclass(frozen=True, slots=True)
class ReplyTokens:
    """A choice's ids as the next turn's context has them."""

    sampled_ids: list[int]
    remainder_ids: list[int]  # rendered: the visible part of a token that a stop string cut
    dropped_ids: list[int]  # sampled, and no part of the context


@dataclass(frozen=True, slots=True)
class CarriedReply:
    """A reply whose ids its client has kept, and where in which conversation it stood."""

    chain_hash: bytes  # of all messages up to and including it: the node of the tree that it made
    token_ids: tuple[int, ...]  # as the next turn's context has them
    reasoning: str = ""  # clients may keep no other copy of it


@dataclass(frozen=True, slots=True)
class StoredNote:
    """A note that a session's log has among its messages."""

    item_index: int
    text: str
    chain_hash: bytes  # of all messages up to and including it


CarriedIds = Mapping[int, Sequence[int]]  # of such replies, by the index of their messages


class PromptRenderer(Protocol):
    """Implemented by `serving.text.template.renderer.Renderer`."""

    @property
    def fingerprint(self) -> str:
        """Changes when any prompt could be rendered or tokenised differently."""
        ...

    @property
    def tells_reasoning(self) -> bool:
        """Replies may have reasoning apart from their content. Then `message_key` leaves it out of account:
        clients need not send it back."""
        ...

    def root_key(self, prompt: Input) -> bytes:
        """What a branch of such prompts starts from. Branches with different keys never match.

        It covers the fingerprint and whatever the template takes from its surroundings, like the date.
        """
        ...

    def message_key(self, message: Mapping[str, Any]) -> bytes:
        """Equal for messages that render equally: canonical JSON of what the template may read."""
        ...

    def render_chat(self, chat: ChatInput) -> Rendering:
        """The whole prompt."""
        ...

    def render_after(
        self, chat: ChatInput, num_matched: int, *, last_token_id: int, is_head: bool, is_reply: bool
    ) -> Rendering | None:
        """What follows the first `num_matched` messages, whose ids are stored and end with `last_token_id`.

        Args:
            is_head: nothing has followed the matched messages where they are stored.
            is_reply: the last of them was sampled.

        Returns None where appending would not give what the whole conversation renders to.
        """
        ...

    def encode_text(self, text: str, *, is_start: bool) -> list[int]:
        """A raw prompt, or (`is_start` false) what continues one."""
        ...

    def reply_tokens(self, prompt: Input, choice: FinishedChoice) -> ReplyTokens:
        """Cut a choice's ids to what the client saw, closed as the template closes a reply."""
        ...
