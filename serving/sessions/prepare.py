"""What a prompt adds to its session: one function for each kind of prompt. Reads the log, writes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from sqlalchemy import Connection

from serving.output import Divergence
from serving.request import ChatInput, TextInput, TokenInput
from serving.sessions import matching
from serving.sessions.branch_ids import BranchIds
from serving.sessions.carried import render_carried
from serving.sessions.head_change import changed_head, num_head_messages
from serving.sessions.records import last_chat
from serving.sessions.rendering import REASONING, CarriedIds, PromptRenderer, RenderedMessage, Rendering
from serving.sessions.turn import History, NewItem, Node, TokenIds

_NO_IDS: TokenIds = np.empty(0, dtype=np.int32)


@dataclass(frozen=True, slots=True)
class Addition:
    """Where a prompt goes on from, and with what."""

    parent: Node | None
    stored_ids: TokenIds
    new_items: tuple[NewItem, ...]
    tail_ids: list[int]
    reply_chain: bytes | None
    num_matched_messages: int
    history: History | None = None  # None: the session has none of the prompt


@dataclass(frozen=True, slots=True)
class SessionReader:
    """One session, in one read transaction."""

    connection: Connection
    session_id: str | None  # None: there is no such session yet
    branch_ids: BranchIds

    def ids(self, node: Node) -> TokenIds:
        return self.branch_ids.read(self.connection, node.branch_id)[: node.seq]


# ---- chat ---------------------------------------------------------------------------------------


def add_chat(
    reader: SessionReader, renderer: PromptRenderer, chat: ChatInput, root: bytes, carried: CarriedIds
) -> Addition:
    messages = chat.messages[: len(chat.messages) - chat.continue_final_message]
    hashes = matching.chains(root, map(renderer.message_key, messages))
    found = _find_chat(reader, hashes)
    addition = None
    if found is not None and renderer.tells_reasoning:
        found, chat = _with_reasoning(reader, chat, hashes, found)
    if found is not None and found.item_index >= max(carried, default=0):
        addition = _append_chat(reader, renderer, chat, hashes, root, found)
    if addition is None:
        addition = _rerender_chat(reader, renderer, chat, hashes, root, found, carried)
    if found is None or found.item_index + 1 < num_head_messages(messages):
        history = _behind_another_head(reader, renderer, chat)
        addition = addition if history is None else replace(addition, history=history)
    return addition


def _find_chat(reader: SessionReader, hashes: Sequence[bytes]) -> Any:
    if reader.session_id is None:
        return None
    return matching.find_chat(reader.connection, reader.session_id, hashes)


def _with_reasoning(
    reader: SessionReader, chat: ChatInput, hashes: Sequence[bytes], found: Any
) -> tuple[Any, ChatInput]:
    """What is stored of these messages, where the client has changed no reasoning; and they with all that is
    stored of it: what clients leave out is as it was."""
    while found is not None:
        stored = matching.reasonings(reader.connection, found.branch_id, found.item_index + 1)
        given = enumerate(chat.messages[: found.item_index + 1])
        edited = next((i for i, message in given if _is_edited(message, stored.get(i))), None)
        if edited is None:
            messages = tuple(
                {**message, REASONING: stored[i]} if i in stored else message
                for i, message in enumerate(chat.messages)
            )
            return found, replace(chat, messages=messages)
        found = _find_chat(reader, hashes[:edited])
    return None, chat


def _is_edited(message: Mapping[str, Any], stored: str | None) -> bool:
    given = (message.get(REASONING) or "").strip()
    return bool(given) and given != (stored or "").strip()


def _append_chat(
    reader: SessionReader,
    renderer: PromptRenderer,
    chat: ChatInput,
    hashes: list[bytes],
    root: bytes,
    found: Any,
) -> Addition | None:
    """The warm path: stored ids, then the rendering of what is new. None where that is not exact."""
    node = Node(found.branch_id, found.end_seq, found.item_index + 1, bool(found.is_head))
    stored_ids = reader.ids(node)
    if not found.ends_exactly or not len(stored_ids):
        return None
    rendering = renderer.render_after(
        chat,
        node.num_items,
        last_token_id=int(stored_ids[-1]),
        is_head=node.is_head,
        is_reply=found.finish_reason is not None,
    )
    if rendering is None:
        return None
    new_items = _chat_items(chat, hashes, rendering.messages, first=node.num_items, start=node.seq)
    reply_chain = _reply_chain(rendering, hashes, root)
    history = History(node.branch_id, node.seq)
    return Addition(node, stored_ids, new_items, rendering.tail_ids, reply_chain, node.num_items, history)


def _rerender_chat(
    reader: SessionReader,
    renderer: PromptRenderer,
    chat: ChatInput,
    hashes: list[bytes],
    root: bytes,
    found: Any,
    carried: CarriedIds,
) -> Addition:
    """Render everything, and keep of the branch what has the same ids."""
    rendering = render_carried(renderer, chat, carried)
    whole = [token_id for message in rendering.messages for token_id in message.token_ids]
    parent, stored_ids, history = None, _NO_IDS, None
    if found is not None:
        branch = reader.branch_ids.read(reader.connection, found.branch_id)
        num_common = matching.common_prefix(branch, np.asarray(whole, dtype=np.int32))
        history = History(
            found.branch_id, found.end_seq, _divergence(branch[: found.end_seq], whole, num_common)
        )
        if num_common:
            parent = matching.node_at(reader.connection, found.branch_id, num_common, found.item_index + 1)
            stored_ids = branch[:num_common]
    num_kept = parent.num_items if parent else 0
    items = _chat_items(chat, hashes, rendering.messages, first=0, start=0)
    new_items, rest = _after(items[num_kept:], len(stored_ids), whole)
    return Addition(
        parent,
        stored_ids,
        new_items,
        rest + rendering.tail_ids,
        _reply_chain(rendering, hashes, root),
        num_kept,
        history,
    )


def _behind_another_head(reader: SessionReader, renderer: PromptRenderer, chat: ChatInput) -> History | None:
    branch_id = None if reader.session_id is None else last_chat(reader.connection, reader.session_id)
    if branch_id is None:
        return None
    return changed_head(reader.connection, branch_id, renderer, chat.messages)


def _divergence(stored_ids: TokenIds, rendered_ids: Sequence[int], num_common: int) -> Divergence | None:
    """Where the ids of stored messages are others now; None where only something follows them."""
    if num_common >= len(stored_ids):
        return None
    rendered = rendered_ids[num_common] if num_common < len(rendered_ids) else None
    return Divergence(num_common, int(stored_ids[num_common]), rendered)


def _chat_items(
    chat: ChatInput, hashes: list[bytes], rendered: Sequence[RenderedMessage], *, first: int, start: int
) -> tuple[NewItem, ...]:
    new_items = []
    for offset, message in enumerate(rendered):
        source = chat.messages[first + offset]
        end = start + len(message.token_ids)
        new_items.append(
            NewItem(
                role=str(source.get("role", "")),
                content=dict(source),
                chain_hash=hashes[first + offset],
                end_char=None,
                token_ids=message.token_ids,
                start_seq=start,
                end_seq=end,
                ends_exactly=message.ends_exactly,
            )
        )
        start = end
    return tuple(new_items)


def _after(
    items: Sequence[NewItem], num_stored: int, whole: list[int]
) -> tuple[tuple[NewItem, ...], list[int]]:
    """These items with only the ids behind the first `num_stored`, and ids that belong to none of them."""
    start, new_items = num_stored, []
    for item in items:
        end = max(start, item.end_seq)
        new_items.append(
            NewItem(
                role=item.role,
                content=item.content,
                chain_hash=item.chain_hash,
                end_char=item.end_char,
                token_ids=whole[start:end],
                start_seq=min(item.start_seq, start),
                end_seq=end,
                ends_exactly=item.ends_exactly and end == item.end_seq,
            )
        )
        start = end
    return tuple(new_items), whole[start:]


def _reply_chain(rendering: Rendering, hashes: list[bytes], root: bytes) -> bytes | None:
    if not rendering.opens_reply:
        return None
    return hashes[-1] if hashes else root


# ---- raw text -----------------------------------------------------------------------------------


def add_text(reader: SessionReader, renderer: PromptRenderer, prompt: TextInput, root: bytes) -> Addition:
    found = None
    if reader.session_id is not None:
        found = matching.find_text(reader.connection, reader.session_id, root, prompt.text)
    if found is None:
        parent, stored_ids, rest = None, _NO_IDS, prompt.text
    else:
        parent = Node(found.branch_id, found.end_seq, found.item_index + 1, bool(found.is_head))
        stored_ids, rest = reader.ids(parent), prompt.text[found.end_char :]
    token_ids = renderer.encode_text(rest, is_start=parent is None)
    new_items = _prompt_item(
        rest,
        token_ids,
        start=len(stored_ids),
        hash_=matching.text_hash(root, prompt.text),
        end=len(prompt.text),
    )
    history = None if parent is None else History(parent.branch_id, parent.seq)
    return Addition(parent, stored_ids, new_items, [], root, int(parent is not None), history)


def _prompt_item(
    content: str | None, token_ids: list[int], *, start: int, hash_: bytes | None, end: int | None
) -> tuple[NewItem, ...]:
    if not token_ids:
        return ()
    stop = start + len(token_ids)
    return (NewItem("prompt", content, hash_, end, token_ids, start, stop, ends_exactly=True),)


# ---- token ids ----------------------------------------------------------------------------------


def add_tokens(reader: SessionReader, prompt: TokenInput) -> Addition:
    token_ids = np.asarray(prompt.token_ids, dtype=np.int32)
    parent, num_common = None, 0
    found = None
    if reader.session_id is not None:
        found = matching.find_tokens(reader.connection, reader.session_id, token_ids, reader.branch_ids)
    if found is not None:
        branch_id, num_common = found
        parent = matching.node_at(reader.connection, branch_id, num_common)
    new_items = _prompt_item(
        None, list(prompt.token_ids[num_common:]), start=num_common, hash_=None, end=None
    )
    history = None if parent is None else History(parent.branch_id, parent.seq)
    return Addition(parent, token_ids[:num_common], new_items, [], None, int(parent is not None), history)
