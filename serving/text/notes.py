"""Notes: what rules took out of the head of a prompt, in a place where it can change.

The first stands behind the rest of the head. In a session it stays as it was there when the conversation
began, and one that says something else is added where the conversation has come to; so whatever came before
keeps its KV. The log has the notes among its messages, and tells where.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from serving.request import NOTE, ChatInput
from serving.sessions import matching
from serving.sessions.head_change import num_head_messages
from serving.sessions.rendering import StoredNote
from serving.text.template.renderer import Renderer


def with_notes(chat: ChatInput, text: str, stored: Sequence[StoredNote], renderer: Renderer) -> ChatInput:
    """The prompt with this note, and with those that its session has had, each in its place.

    Args:
        chat: adapted, without any.
        stored: of the session, in their order.
    """
    begun = _begun(chat, text, stored, renderer)
    last = begun.messages[num_head_messages(begun.messages) - 1][NOTE]
    for note in stored:
        trial = _inserted(begun, note.item_index, note.text, renderer)
        if note.item_index >= num_head_messages(begun.messages) and _is_there(trial, note, renderer):
            begun, last = trial, note.text
    if last == text:
        return begun
    end = len(begun.messages)
    is_asked = begun.messages[-1].get("role") in ("user", "assistant")  # an assistant's is to be continued
    return _inserted(begun, end - 1 if is_asked else end, text, renderer)


def _begun(chat: ChatInput, text: str, stored: Sequence[StoredNote], renderer: Renderer) -> ChatInput:
    """With the note that the conversation began with; this one where there is none."""
    num_head = num_head_messages(chat.messages)
    for note in stored:
        trial = _inserted(chat, num_head, note.text, renderer)
        if note.item_index <= num_head and _is_there(trial, note, renderer):
            return trial
    return _inserted(chat, num_head, text, renderer)


def _inserted(chat: ChatInput, index: int, text: str, renderer: Renderer) -> ChatInput:
    note: dict[str, Any] = {"role": "system", "content": text, NOTE: text}
    messages = (*chat.messages[:index], note, *chat.messages[index:])
    adapted = renderer.adapted(replace(chat, messages=messages))
    assert isinstance(adapted, ChatInput), "a chat stays one"
    return adapted


def _is_there(chat: ChatInput, note: StoredNote, renderer: Renderer) -> bool:
    """The log has the prompt's messages up to this note."""
    _, hashes = matching.chat_hashes(renderer, chat)
    return note.item_index < len(hashes) and hashes[note.item_index] == note.chain_hash
