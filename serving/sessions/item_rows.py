"""A turn's items as rows of the log: its input, and each of its replies."""

from __future__ import annotations

from typing import Any

from serving.request import ChatInput, TextInput
from serving.sessions import matching
from serving.sessions.rendering import FinishedChoice, ReplyTokens
from serving.sessions.turn import OpenTurn, PreparedTurn
from serving.sessions.writing import ItemRow, Span


def input_rows(prepared: PreparedTurn) -> list[ItemRow]:
    return [
        ItemRow(
            role=item.role,
            content=item.content,
            chain_hash=item.chain_hash,
            end_char=item.end_char,
            start_seq=item.start_seq,
            ends_exactly=item.ends_exactly,
            spans=[Span(item.token_ids, "rendered")],
        )
        for item in prepared.new_items
    ]


def reply_row(turn: OpenTurn, choice: FinishedChoice, reply: ReplyTokens) -> ItemRow:
    role, content, chain_hash, end_char = _reply_content(turn.prepared, choice)
    return ItemRow(
        role=role,
        content=content,
        chain_hash=chain_hash,
        end_char=end_char,
        start_seq=turn.seq,
        spans=[
            Span(turn.prepared.tail_ids, "rendered"),
            Span(reply.sampled_ids, "sampled", choice.seed, choice.index),
            Span(reply.remainder_ids, "rendered"),
        ],
        finish_reason=choice.finish_reason,
        stop_reason=choice.stop_reason,
        dropped_token_ids=reply.dropped_ids,
    )


def _reply_content(
    prepared: PreparedTurn, choice: FinishedChoice
) -> tuple[str, Any, bytes | None, int | None]:
    """(role, content, chain hash, end in characters) of a reply, as the next prompt will have it."""
    prompt, text = prepared.prompt, choice.text
    if isinstance(prompt, ChatInput):
        message = choice.message
        if prompt.continue_final_message:
            final = prompt.messages[-1]
            message = {**final, "content": (final.get("content") or "") + text}
        chain = prepared.reply_chain
        key = prepared.renderer.message_key(message)
        return message["role"], message, chain and matching.chain(chain, key), None
    if isinstance(prompt, TextInput):
        whole = prompt.text + text
        return "completion", text, matching.text_hash(prepared.root_hash, whole), len(whole)
    return "completion", text, None, None
