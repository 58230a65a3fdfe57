"""Finds what a session already has of a prompt: the node of its tree that the prompt continues."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from sqlalchemy import Column, Connection, Row, Select, select

from serving.request import ChatInput
from serving.sessions.branch_ids import BranchIds
from serving.sessions.rendering import REASONING, PromptRenderer
from serving.sessions.schema import branches, items
from serving.sessions.turn import Dialect, Node, TokenIds

HASH_BYTES = 16
_MAX_IN_QUERY = 500  # databases bound the parameters of one query
_MAX_TOKEN_BRANCHES = 64  # prompts of ids are compared with this many branches, the newest


def root_hash(dialect: Dialect, root_key: bytes) -> bytes:
    return hashlib.blake2b(dialect.encode() + b"/" + root_key, digest_size=HASH_BYTES).digest()


def chain(previous: bytes, key: bytes) -> bytes:
    """h_i = BLAKE2b-128(h_{i-1}, message i)."""
    return hashlib.blake2b(previous + key, digest_size=HASH_BYTES).digest()


def chains(root: bytes, keys: Iterable[bytes]) -> list[bytes]:
    """One hash per message, each of everything up to that message."""
    hashes = []
    for key in keys:
        root = chain(root, key)
        hashes.append(root)
    return hashes


def chat_hashes(renderer: PromptRenderer, chat: ChatInput) -> tuple[bytes, list[bytes]]:
    """The root's, and one per message that is whole."""
    root = root_hash("chat", renderer.root_key(chat))
    messages = chat.messages[: len(chat.messages) - chat.continue_final_message]
    return root, chains(root, map(renderer.message_key, messages))


def text_hash(root: bytes, text: str) -> bytes:
    digest: bytes = _text_hasher(root, text).digest()
    return digest


def _text_hasher(root: bytes, text: str) -> Any:
    hasher = hashlib.blake2b(root, digest_size=HASH_BYTES)
    hasher.update(text.encode("utf-8", errors="surrogatepass"))
    return hasher


def find_chat(connection: Connection, session_id: str, hashes: Sequence[bytes]) -> Row[Any] | None:
    """The item that ends the longest stored beginning of these messages."""
    return _find_last(connection, session_id, hashes, items.c.item_index)


def find_text(connection: Connection, session_id: str, root: bytes, text: str) -> Row[Any] | None:
    """The item that ends the longest stored beginning of this text."""
    lengths = connection.scalars(
        select(items.c.end_char)
        .where(items.c.session_id == session_id, items.c.end_char <= len(text))
        .distinct()
        .order_by(items.c.end_char)
    ).all()
    hasher, start, hashes = _text_hasher(root, ""), 0, []
    for length in lengths:
        hasher.update(text[start:length].encode("utf-8", errors="surrogatepass"))
        hashes.append(hasher.copy().digest())
        start = length
    return _find_last(connection, session_id, hashes, items.c.end_char)


def _find_last(
    connection: Connection, session_id: str, hashes: Sequence[bytes], length: Column[Any]
) -> Row[Any] | None:
    """The item with one of these hashes that reaches furthest; `hashes` ascend by the column `length`."""
    for end in range(len(hashes), 0, -_MAX_IN_QUERY):
        candidates = hashes[max(0, end - _MAX_IN_QUERY) : end]
        found = connection.execute(_by_hash(session_id, candidates, length)).first()
        if found is not None:
            return found
    return None


def _by_hash(session_id: str, hashes: Sequence[bytes], length: Column[Any]) -> Select[Any]:
    """Best first: the longest; then one where a branch ends, so that it can be continued; then the newest."""
    is_head = branches.c.num_items == items.c.item_index + 1
    return (
        select(items, is_head.label("is_head"))
        .join(branches, branches.c.id == items.c.branch_id)
        .where(items.c.session_id == session_id, items.c.chain_hash.in_(hashes))
        .order_by(length.desc(), is_head.desc(), items.c.ends_exactly.desc(), branches.c.created_at.desc())
        .limit(1)
    )


def find_tokens(
    connection: Connection, session_id: str, token_ids: TokenIds, branch_ids: BranchIds
) -> tuple[str, int] | None:
    """(branch, tokens in common) of the branch of ids that shares most with these."""
    newest = connection.execute(
        select(branches.c.id, branches.c.head_seq)
        .where(branches.c.session_id == session_id, branches.c.dialect == "tokens")
        .order_by(branches.c.created_at.desc())
        .limit(_MAX_TOKEN_BRANCHES)
    ).all()
    shared = [
        (common_prefix(branch_ids.read(connection, b.id)[: b.head_seq], token_ids), b.head_seq, b.id)
        for b in newest
    ]
    # Of equal ones, the branch that ends there can be continued.
    num_common, _, branch_id = max(shared, key=lambda s: (s[0], s[0] == s[1]), default=(0, 0, ""))
    return (branch_id, num_common) if num_common else None


def common_prefix(left: TokenIds, right: TokenIds) -> int:
    """How many ids two sequences begin with in common."""
    length = min(len(left), len(right))
    differences = np.flatnonzero(left[:length] != right[:length])
    return int(differences[0]) if len(differences) else length


def node_at(connection: Connection, branch_id: str, seq: int, max_items: int | None = None) -> Node:
    """The place behind token `seq` of a branch, and the items (the first `max_items` at most) before it."""
    head = connection.execute(
        select(branches.c.head_seq, branches.c.num_items).where(branches.c.id == branch_id)
    ).one()
    ends = item_ends(connection, branch_id)[:max_items]
    num_items = sum(1 for end in ends if end <= seq)
    return Node(branch_id, seq, num_items, (seq, num_items) == (head.head_seq, head.num_items))


def item_ends(connection: Connection, branch_id: str) -> list[int]:
    """`end_seq` of each item of a branch, its ancestors' included, in order."""
    return [row.end_seq for row in path_items(connection, branch_id, items.c.end_seq)]


def path_items(connection: Connection, branch_id: str, *columns: Column[Any]) -> list[Row[Any]]:
    """These columns of each item of a branch, its ancestors' included, in order."""
    rows: list[Row[Any]] = []
    next_id: str | None = branch_id
    limit: int | None = None
    while next_id is not None:
        branch = connection.execute(select(branches).where(branches.c.id == next_id)).one()
        query = select(*columns).where(items.c.branch_id == next_id).order_by(items.c.item_index)
        own = connection.execute(query if limit is None else query.where(items.c.item_index < limit)).all()
        rows = [*own, *rows]
        next_id, limit = branch.parent_branch_id, branch.parent_num_items
    return rows


def reasonings(connection: Connection, branch_id: str, num_items: int) -> dict[int, str]:
    """By index, what the log has of reasoning among the first items of a branch, its ancestors' included."""
    found: dict[int, str] = {}
    reasoning = items.c.content[REASONING].as_string()
    next_id: str | None = branch_id
    while next_id is not None:
        rows = connection.execute(
            select(items.c.item_index, reasoning).where(
                items.c.branch_id == next_id,
                items.c.role == "assistant",
                items.c.item_index < num_items,
                reasoning.is_not(None),
            )
        )
        found |= {index: text for index, text in rows if text is not None}
        branch = connection.execute(select(branches).where(branches.c.id == next_id)).one()
        next_id, num_items = branch.parent_branch_id, min(num_items, branch.parent_num_items)
    return found
