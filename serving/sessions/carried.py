"""Replies whose token ids a client has kept and brings along, for a history that nobody here has.

Rendered with them, turn by turn as it came about, a conversation has the ids that the model saw and sampled.
Rendered from its text it may have others: a text has more than one spelling in tokens.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from serving.errors import InvalidRequest
from serving.request import ChatInput
from serving.sessions.rendering import CarriedIds, CarriedReply, PromptRenderer, RenderedMessage, Rendering


def carried_ids(hashes: Sequence[bytes], replies: Iterable[CarriedReply]) -> CarriedIds:
    """Of those replies that are messages of this conversation, with the same before them.

    Args:
        hashes: of its messages: see `matching.chat_hashes`.
    """
    by_hash = {reply.chain_hash: reply.token_ids for reply in replies}
    return {index: by_hash[hash_] for index, hash_ in enumerate(hashes) if hash_ in by_hash}


def renders_to(
    renderer: PromptRenderer, chat: ChatInput, reply: Mapping[str, Any], token_ids: Sequence[int]
) -> bool:
    """Whether a reply to this prompt, as its client sends it back, has these ids again.

    It is tried behind another question, so that it takes no longer where the prompt is long.
    """
    calls = [_as_sent_back(call) for call in reply.get("tool_calls", ())]
    names = {call["function"]["name"] for call in calls}
    tools = None
    if chat.tools is not None and calls:
        tools = replace(chat.tools, tools=tuple(tool for tool in chat.tools.tools if tool.name in names))
    question = {"role": "user", "content": "."}
    prompt = ChatInput((question,), tools=tools, variables=chat.variables)
    sent_back = {**reply, "tool_calls": calls} if calls else reply
    history = replace(prompt, messages=(question, sent_back), add_generation_prompt=False)
    try:
        asked, told = renderer.render_chat(prompt).token_ids, renderer.render_chat(history).token_ids
    except InvalidRequest:  # no template has to take so short a conversation
        return False
    return told[: len(asked) + len(token_ids)] == [*asked, *token_ids]


def _as_sent_back(call: Mapping[str, Any]) -> dict[str, Any]:
    """By a client that keeps arguments as an object."""
    function = call["function"]
    try:
        arguments = json.dumps(json.loads(function["arguments"]), ensure_ascii=False)
    except ValueError:  # cut short
        return dict(call)
    return {**call, "function": {**function, "arguments": arguments}}


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
