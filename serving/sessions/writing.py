"""The statements that append to branches. Each runs inside the caller's write transaction."""

from __future__ import annotations

import time
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, Row, insert, select, update

from serving.sessions.branch_ids import to_blob
from serving.sessions.schema import branches, items, sessions, spans
from serving.sessions.turn import Dialect, Node

_FRESH = 0  # the writer epoch of a branch that has had no writer


def new_id(prefix: str) -> str:
    return f"{prefix}_{uuid.uuid4().hex}"


@dataclass(frozen=True, slots=True)
class Span:
    """Ids that were made in one way."""

    token_ids: list[int]
    source: Literal["rendered", "sampled"]
    seed: int | None = None
    choice_index: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    """An item and its own spans, in order."""

    role: str
    content: Any
    chain_hash: bytes | None
    start_seq: int
    spans: Sequence[Span]
    end_char: int | None = None
    ends_exactly: bool = True
    finish_reason: str | None = None
    stop_reason: str | int | None = None
    dropped_token_ids: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a branch, and the right to append there."""

    branch_id: str
    seq: int
    num_items: int
    writer_epoch: int


class Writer:
    """Appends to one session's branches."""

    def __init__(
        self, connection: Connection, session_id: str, *, template_fingerprint: str, numeric_fingerprint: str
    ) -> None:
        self._connection = connection
        self._session_id = session_id
        self._fingerprints = {
            "template_fingerprint": template_fingerprint,
            "numeric_fingerprint": numeric_fingerprint,
        }

    def new_branch(self, dialect: Dialect, parent: Node | None, *, is_fresh: bool = False) -> Head:
        """A branch that has its parent's tokens up to that node, and nothing else yet.

        Args:
            is_fresh: for whoever comes first; see `fresh_branch`.
        """
        computed = self._computed_before(parent)
        parent = parent and self._own_node(parent)
        epoch = _FRESH if is_fresh else 1
        head = Head(new_id("br"), parent.seq if parent else 0, parent.num_items if parent else 0, epoch)
        self._connection.execute(
            insert(branches).values(
                id=head.branch_id,
                session_id=self._session_id,
                dialect=dialect,
                parent_branch_id=parent.branch_id if parent else None,
                parent_seq=head.seq,
                parent_num_items=head.num_items,
                head_seq=head.seq,
                num_items=head.num_items,
                writer_epoch=head.writer_epoch,
                created_at=time.time(),
                **computed,
            )
        )
        return head

    def fresh_branch(self, dialect: Dialect, node: Node | None) -> Node | None:
        """The end of a branch that was made at this place, and that nobody has appended to yet."""
        own = node and self._own_node(node)
        row = self._connection.execute(
            select(branches)
            .where(
                branches.c.session_id == self._session_id,
                branches.c.writer_epoch == _FRESH,
                branches.c.dialect == dialect,
                branches.c.parent_branch_id == (own.branch_id if own else None),
                branches.c.head_seq == (own.seq if own else 0),
                branches.c.num_items == (own.num_items if own else 0),
            )
            .limit(1)
        ).one_or_none()
        return None if row is None else Node(row.id, row.head_seq, row.num_items, is_head=True)

    def _computed_before(self, node: Node | None) -> dict[str, Any]:
        if node is None:
            return {"computed_by": None, "computed_model": None, "computed_seq": 0}
        branch = self._branch(node.branch_id)
        return {
            "computed_by": branch.computed_by,
            "computed_model": branch.computed_model,
            "computed_seq": min(branch.computed_seq, node.seq),
        }

    def note_computed(self, branch_id: str, owner_id: str | None, model: str | None, num_tokens: int) -> None:
        """The branch's first tokens have KV of this model with this owner; None: it is not known."""
        connection = self._connection
        connection.execute(
            update(branches)
            .where(branches.c.id == branch_id)
            .values(computed_by=owner_id, computed_model=model, computed_seq=num_tokens)
        )

    def _own_node(self, node: Node) -> Node | None:
        """The same place as a place in the oldest branch that has it; None at the very beginning."""
        if node.seq == 0:
            return None
        branch_id = node.branch_id
        while True:
            branch = self._branch(branch_id)
            if branch.parent_branch_id is None or node.seq > branch.parent_seq:
                return Node(branch_id, node.seq, node.num_items, node.is_head)
            branch_id = branch.parent_branch_id

    def _branch(self, branch_id: str) -> Row[Any]:
        return self._connection.execute(select(branches).where(branches.c.id == branch_id)).one()

    def take_head(self, node: Node) -> Head | None:
        """Become the writer of the branch that ends at this node. None if it has gone on meanwhile."""
        done = self._connection.execute(
            update(branches)
            .where(
                branches.c.id == node.branch_id,
                branches.c.head_seq == node.seq,
                branches.c.num_items == node.num_items,
            )
            .values(writer_epoch=branches.c.writer_epoch + 1, superseded_at=None)
        )
        if done.rowcount != 1:
            return None
        return Head(node.branch_id, node.seq, node.num_items, self._branch(node.branch_id).writer_epoch)

    def append(self, head: Head, new_items: Sequence[ItemRow]) -> Head | None:
        """Write the items behind the head, and move it. None if it is not this writer's any more."""
        num_tokens = sum(len(span.token_ids) for item in new_items for span in item.spans)
        new_head = Head(
            head.branch_id, head.seq + num_tokens, head.num_items + len(new_items), head.writer_epoch
        )
        done = self._connection.execute(
            update(branches)
            .where(
                branches.c.id == head.branch_id,
                branches.c.head_seq == head.seq,
                branches.c.num_items == head.num_items,
                branches.c.writer_epoch == head.writer_epoch,
            )
            .values(head_seq=new_head.seq, num_items=new_head.num_items)
        )
        if done.rowcount != 1:
            return None
        self._insert(head, new_items)
        return new_head

    def _insert(self, head: Head, new_items: Sequence[ItemRow]) -> None:
        seq = head.seq
        item_rows: list[dict[str, Any]] = []
        span_rows: list[dict[str, Any]] = []
        for item_index, item in enumerate(new_items, start=head.num_items):
            item_id = new_id("it")
            for span in item.spans:
                if span.token_ids:
                    span_rows.append(self._span_values(head.branch_id, seq, item_id, item.role, span))
                    seq += len(span.token_ids)
            item_rows.append(self._item_values(head.branch_id, item_index, item_id, item, end_seq=seq))
        if span_rows:
            self._connection.execute(insert(spans), span_rows)
        if item_rows:
            self._connection.execute(insert(items), item_rows)

    def _span_values(self, branch_id: str, seq: int, item_id: str, role: str, span: Span) -> dict[str, Any]:
        return {
            "branch_id": branch_id,
            "seq": seq,
            "item_id": item_id,
            "role": role,
            "token_ids": to_blob(span.token_ids),
            "source": span.source,
            "seed": None if span.seed is None else str(span.seed),
            "choice_index": span.choice_index,
            **self._fingerprints,
        }

    def _item_values(
        self, branch_id: str, item_index: int, item_id: str, item: ItemRow, *, end_seq: int
    ) -> dict[str, Any]:
        return {
            "branch_id": branch_id,
            "item_index": item_index,
            "id": item_id,
            "session_id": self._session_id,
            "role": item.role,
            "content": item.content,
            "chain_hash": item.chain_hash,
            "end_char": item.end_char,
            "start_seq": item.start_seq,
            "end_seq": end_seq,
            "ends_exactly": item.ends_exactly,
            "finish_reason": item.finish_reason,
            "stop_reason": item.stop_reason,
            "dropped_token_ids": to_blob(list(item.dropped_token_ids)) if item.dropped_token_ids else None,
            "created_at": time.time(),
        }


def touch(
    connection: Connection,
    session_id: str,
    changed: Mapping[str, Any] | None = None,
    *,
    head_branch_id: str,
    num_new_turns: int,
) -> None:
    """Note the session's last use, and what else of its row it has `changed`."""
    connection.execute(
        update(sessions)
        .where(sessions.c.id == session_id)
        .values(
            last_used_at=time.time(),
            head_branch_id=head_branch_id,
            num_turns=sessions.c.num_turns + num_new_turns,
            **(changed or {}),
        )
    )
