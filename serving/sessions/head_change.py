"""Which line of a conversation's head is another than in the turn before: all behind it is computed again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import Any

from sqlalchemy import Connection, select

from serving.output import HeadChange
from serving.sessions import matching
from serving.sessions.rendering import PromptRenderer
from serving.sessions.schema import branches, items
from serving.sessions.turn import History

Message = Mapping[str, Any]
HEAD_ROLES = ("system", "developer")
_MAX_LINE_CHARS = 200  # of what is told
_MAX_ROOTS = 64  # branches, the oldest, that are looked at for a conversation's beginning
_MAX_HEAD_MESSAGES = 16  # that a head is looked for in


def num_head_messages(messages: Sequence[Message]) -> int:
    """Those before the first that somebody says."""
    return next(
        (index for index, message in enumerate(messages) if message.get("role") not in HEAD_ROLES),
        len(messages),
    )


def first_head(
    connection: Connection, session_id: str, renderer: PromptRenderer, messages: Sequence[Message]
) -> Sequence[Message] | None:
    """The head that this conversation began with: of the session's oldest branch that goes on as it does.

    None where it is not in the session yet.
    """
    said = messages[num_head_messages(messages) :]
    if not said:
        return None
    roots = select(branches.c.id).where(
        branches.c.session_id == session_id,
        branches.c.dialect == "chat",
        branches.c.parent_branch_id.is_(None),
    )
    for branch_id in connection.scalars(roots.order_by(branches.c.created_at).limit(_MAX_ROOTS)):
        own = select(items.c.content).where(items.c.branch_id == branch_id).order_by(items.c.item_index)
        stored = connection.scalars(own.limit(_MAX_HEAD_MESSAGES)).all()
        num_head = num_head_messages(stored)
        is_same = num_head < len(stored) and (
            renderer.message_key(stored[num_head]) == renderer.message_key(said[0])
        )
        if is_same:
            return stored[:num_head]
    return None


def changed_head(
    connection: Connection, branch_id: str, renderer: PromptRenderer, messages: Sequence[Message]
) -> History | None:
    """What the branch has of these messages behind another head. None where another conversation begins.

    Args:
        branch_id: of the session's turn before, a chat.
    """
    rows = matching.path_items(connection, branch_id, items.c.content, items.c.end_seq)
    stored = [row.content for row in rows]
    num_stored, num_sent = num_head_messages(stored), num_head_messages(messages)
    num_same = 0
    for before, now in zip(stored[num_stored:], messages[num_sent:], strict=False):
        if renderer.message_key(before) != renderer.message_key(now):
            break
        num_same += 1
    if num_same == 0:
        return None
    change = _first_difference(stored[:num_stored], messages[:num_sent])
    return History(branch_id, rows[num_stored + num_same - 1].end_seq, head_change=change)


def _first_difference(stored: Sequence[Message], sent: Sequence[Message]) -> HeadChange:
    nothing: Message = {}
    for index, (before, now) in enumerate(zip_longest(stored, sent, fillvalue=nothing)):
        lines = zip_longest(_lines(before), _lines(now), fillvalue="")
        for number, (line_before, line_now) in enumerate(lines, 1):
            if line_before != line_now:
                return HeadChange(index, number, line_before[:_MAX_LINE_CHARS], line_now[:_MAX_LINE_CHARS])
    return HeadChange()


def _lines(message: Message) -> list[str]:
    return str(message.get("content") or "").splitlines()
