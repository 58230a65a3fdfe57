"""Replies whose token ids a client has kept and brings along, for a history that nobody here has.

Rendered with them, turn by turn as it came about, a conversation has the ids that the model saw and sampled.
Rendered from its text it may have others: a text has more than one spelling in tokens.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from serving.request import ChatInput
from serving.sessions import matching
from serving.sessions.rendering import CarriedIds, CarriedReply, PromptRenderer, RenderedMessage, Rendering


def carried_ids(renderer: PromptRenderer, chat: ChatInput, replies: Iterable[CarriedReply]) -> CarriedIds:
    """Of those replies that are messages of this conversation, with the same before them."""
    by_hash = {reply.chain_hash: reply.token_ids for reply in replies}
    if not by_hash:
        return {}
    _, hashes = matching.chat_hashes(renderer, chat)
    return {index: by_hash[hash_] for index, hash_ in enumerate(hashes) if hash_ in by_hash}


def render_carried(renderer: PromptRenderer, chat: ChatInput, carried: CarriedIds) -> Rendering:
    """As `PromptRenderer.render_chat`, with these ids in the place of what their messages render to.

    Where the template would write the history before some message differently than when its reply was made,
    that turn's prompt was rendered anew, and so it is here.
    """
    messages: list[RenderedMessage] = []
    for index in sorted(carried):
        prompt = replace(
            chat,
            messages=chat.messages[:index],
            add_generation_prompt=True,
            continue_final_message=False,
        )
        turn = _after(renderer, prompt, messages)
        if turn is None:
            messages, turn = [], renderer.render_chat(prompt)
        messages += turn.messages
        messages.append(RenderedMessage([*turn.tail_ids, *carried[index]], ends_exactly=True))
    rest = _after(renderer, chat, messages)
    if rest is None:
        return renderer.render_chat(chat)
    return replace(rest, messages=(*messages, *rest.messages))


def _after(
    renderer: PromptRenderer, chat: ChatInput, messages: Sequence[RenderedMessage]
) -> Rendering | None:
    """What follows these, of which the last is a reply; None where that cannot be appended."""
    if not messages:
        return renderer.render_chat(chat)
    last_token_id = messages[-1].token_ids[-1]
    return renderer.render_after(
        chat, len(messages), last_token_id=last_token_id, is_head=True, is_reply=True
    )
