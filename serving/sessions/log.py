"""The session log: every branch's messages and exact token ids.

A turn is prepared (matched against its session; reads only), opened (its input is appended) and closed
(its replies are appended). Both appends are compare-and-set on the head of the branch: a turn that finds
the head moved goes on in a branch of its own. It is never refused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from typing import Any

import numpy as np
from sqlalchemy import URL, Connection
from sqlalchemy.exc import IntegrityError

from serving.errors import InvalidRequest, Unavailable
from serving.output import SessionMatch
from serving.principal import Principal
from serving.request import ChatInput, Input, TextInput
from serving.sessions import matching
from serving.sessions.branch_ids import BranchIds
from serving.sessions.database import Database
from serving.sessions.expectation import expect, expect_of_expired
from serving.sessions.head_change import first_head
from serving.sessions.item_rows import input_rows, reply_row
from serving.sessions.last_kv import became_of_kv
from serving.sessions.prepare import Addition, SessionReader, add_chat, add_text, add_tokens
from serving.sessions.records import (
    find_notes,
    find_session,
    get_or_create_session,
    has_branch,
    is_branch,
    lock_session_of,
    require_reach,
)
from serving.sessions.rendering import CarriedIds, FinishedChoice, PromptRenderer, ReplyTokens, StoredNote
from serving.sessions.session_store import SessionStore
from serving.sessions.turn import Dialect, Node, OpenTurn, PreparedTurn, TokenIds
from serving.sessions.turns.logged_turn import ClaimedTurn, NewTurn, ReplyPosition, TurnEnding, TurnLease
from serving.sessions.turns.writing import begin_turn, end_turn, owner_of
from serving.sessions.writing import Head, Writer, touch

COMPLETED = TurnEnding("completed")
_MAX_ATTEMPTS = 5  # at a turn whose session is deleted or created while it opens


class SessionLog:
    """Thread-safe; several processes may have the same file open."""

    def __init__(self, url: str | URL, *, numerics: str = "", max_bytes: int | None = None) -> None:
        """
        Args:
            url: sqlite:///PATH or postgresql+psycopg://USER@HOST/NAME.
            numerics: names the arithmetic that this process samples with; turns repeat within one.
            max_bytes: no turn is opened in a log larger than this; None: no bound.

        Raises: StartupError where the log cannot be used.
        """
        self.database = Database(url, max_bytes=max_bytes)
        self._numerics = numerics
        self._branch_ids = BranchIds()
        self.sessions = SessionStore(self.database, self._branch_ids)

    def close(self) -> None:
        self.database.close()

    def sampling_with(self, numerics: str) -> SessionLog:
        """The same log, for the turns of another model of this process."""
        log = copy(self)
        log._numerics = numerics
        return log

    def notes(self, tenant: str, session_name: str) -> list[StoredNote]:
        """Of all branches, in the order of their places, the newest first."""
        with self.database.read() as connection:
            session = find_session(connection, tenant, session_name)
            return [] if session is None else find_notes(connection, session.id)

    def first_head(
        self, tenant: str, session_name: str, messages: Sequence[Mapping[str, Any]], renderer: PromptRenderer
    ) -> Sequence[Mapping[str, Any]] | None:
        """See `head_change.first_head`."""
        with self.database.read() as connection:
            session = find_session(connection, tenant, session_name)
            return None if session is None else first_head(connection, session.id, renderer, messages)

    # ---- a turn ---------------------------------------------------------------------------------

    def open_turn(self, tenant: str, session_name: str, prompt: Input, renderer: PromptRenderer) -> OpenTurn:
        """`prepare`, then `open`."""
        return self.open(self.prepare(Principal(tenant), session_name, prompt, renderer))

    def prepare(
        self,
        principal: Principal,
        session_name: str,
        prompt: Input,
        renderer: PromptRenderer,
        *,
        owner_id: str = "",
        lease_s: float = 0.0,
        carried: CarriedIds | None = None,
        model: str | None = None,
    ) -> PreparedTurn:
        """Match a prompt against its session, and render and tokenise the rest.

        Args:
            principal: who asks; a session that this begins is his.
            owner_id: this process, whose KV is at hand; see `TurnLog`.
            lease_s: the session is leased for so long from now on, if it is not for longer.
            carried: ids of the prompt's replies that its client brings along.
            model: that computes the turn, as `branches.computed_model` has it.

        Raises: InvalidRequest where the messages cannot be rendered, or the session's name be written;
            SessionTaken.
        """
        _check_name(session_name)
        dialect = _dialect(prompt)
        root = matching.root_hash(dialect, renderer.root_key(prompt))
        with self.database.read() as connection:
            session = find_session(connection, principal.tenant, session_name)
            if session is not None:
                require_reach(session, principal)
            reader = SessionReader(connection, session.id if session else None, self._branch_ids)
            addition = _add(reader, renderer, prompt, root, carried or {})
            if session is None:
                expectation = expect_of_expired(
                    connection, principal.tenant, session_name, prompt, renderer, root
                )
            else:
                expectation = expect(connection, addition.history, owner_id, model, self.database.now)
            lease = session.leased_until if session else None
            asked_until = self.database.now(connection) + lease_s if lease_s else None
        is_lease_new = asked_until is not None and (lease is None or lease < asked_until)
        return PreparedTurn(
            principal=principal,
            session_name=session_name,
            prompt=prompt,
            dialect=dialect,
            renderer=renderer,
            root_hash=root,
            parent=addition.parent,
            stored_ids=addition.stored_ids,
            new_items=addition.new_items,
            tail_ids=addition.tail_ids,
            reply_chain=addition.reply_chain,
            num_matched_messages=addition.num_matched_messages,
            expectation=expectation,
            leased_until=asked_until if is_lease_new else lease,
            is_lease_new=is_lease_new,
            carried=carried or {},
            model=model,
            last_used=session.last_used_at if session else 0.0,
        )

    def open(self, prepared: PreparedTurn, new: NewTurn | None = None) -> OpenTurn:
        """Append the turn's input, and begin its reply. Both are on disk after the next `sync`.

        Raises: StorageFull, Unavailable, SessionTaken; then nothing was written.
        """
        self.database.check_size()
        for _ in range(_MAX_ATTEMPTS):
            try:
                with self.database.write_before_sync() as connection:
                    turn = self._open(connection, prepared, new)
            except (IntegrityError, _BranchGone):
                # Its session was deleted, or created by another process, since it was prepared.
                prepared = self.prepare(
                    prepared.principal,
                    prepared.session_name,
                    prepared.prompt,
                    prepared.renderer,
                    carried=prepared.carried,
                    model=prepared.model,
                )
                continue
            added = [item.token_ids for item in prepared.new_items]
            self._remember(turn.branch_id, prepared.stored_ids, *added)
            return turn
        raise Unavailable(f"The session `{prepared.session_name}` is being deleted again and again.")

    def _open(self, connection: Connection, prepared: PreparedTurn, new: NewTurn | None) -> OpenTurn:
        session_id = get_or_create_session(connection, prepared.principal, prepared.session_name)
        writer = self._writer(connection, session_id, prepared)
        parent = prepared.parent
        if parent is not None and not has_branch(connection, session_id, parent.branch_id):
            raise _BranchGone
        is_first = not has_branch(connection, session_id)
        head = writer.take_head(parent) if parent is not None and parent.is_head else None
        if head is None and (fresh := writer.fresh_branch(prepared.dialect, parent)) is not None:
            head = writer.take_head(fresh)
        is_fork = head is None and not is_first
        head = writer.append(head or writer.new_branch(prepared.dialect, parent), input_rows(prepared))
        assert head is not None, "the head was taken in this transaction"
        lease = {"leased_until": prepared.leased_until} if prepared.is_lease_new else {}
        touch(connection, session_id, lease, head_branch_id=head.branch_id, num_new_turns=1)
        match = SessionMatch(
            session_id=prepared.session_name,
            num_matched_messages=prepared.num_matched_messages,
            num_matched_tokens=len(prepared.stored_ids),
            forked=is_fork,
        )
        return OpenTurn(
            prepared=prepared,
            branch_id=head.branch_id,
            seq=head.seq,
            num_items=head.num_items,
            writer_epoch=head.writer_epoch,
            match=match,
            lease=None
            if new is None
            else self._begin_turn(connection, new, prepared, head, session_id, match),
        )

    def _begin_turn(
        self,
        connection: Connection,
        new: NewTurn,
        prepared: PreparedTurn,
        head: Head,
        session_id: str,
        match: SessionMatch,
    ) -> TurnLease:
        position = ReplyPosition(
            branch_id=head.branch_id,
            seq=head.seq,
            num_items=head.num_items,
            branch_epoch=head.writer_epoch,
            tail_ids=prepared.tail_ids,
            root_hash=prepared.root_hash,
            reply_chain=prepared.reply_chain,
        )
        return begin_turn(
            connection,
            new,
            position,
            session_id=session_id,
            template_fingerprint=prepared.renderer.fingerprint,
            numeric_fingerprint=self._numerics,
            match=match,
        )

    def reopen(self, claimed: ClaimedTurn, renderer: PromptRenderer, model: str | None = None) -> OpenTurn:
        """A turn that was taken over, as it was when its reply began. `model`: see `prepare`."""
        state, position = claimed.state, claimed.position
        assert state.started.session is not None, "logged turns have sessions"
        prepared = PreparedTurn(
            principal=state.request.principal,
            session_name=state.started.session.session_id,
            prompt=state.request.input,
            dialect=_dialect(state.request.input),
            renderer=renderer,
            root_hash=position.root_hash,
            parent=None,
            stored_ids=np.asarray(self.branch_token_ids(position.branch_id)[: position.seq], dtype=np.int32),
            new_items=(),
            tail_ids=position.tail_ids,
            reply_chain=position.reply_chain,
            num_matched_messages=state.started.session.num_matched_messages,
            model=model,
        )
        return OpenTurn(
            prepared=prepared,
            branch_id=position.branch_id,
            seq=position.seq,
            num_items=position.num_items,
            writer_epoch=position.branch_epoch,
            match=state.started.session,
            lease=TurnLease(state.turn_id, claimed.epoch, state.started, claimed.is_kept),
        )

    def close_turn(
        self,
        turn: OpenTurn,
        choices: Sequence[FinishedChoice],
        ending: TurnEnding = COMPLETED,
        *,
        computed_by: str | None = None,
    ) -> list[str | None]:
        """Append the replies and end the turn; both are on disk when this returns.

        Choice 0 goes on in the turn's branch (unless a newer turn has taken it over), each other one in a
        branch of its own. A choice that was aborted before it said anything leaves nothing.

        Args:
            computed_by: the owner that has the turn's KV; None: the turn's.

        Returns each choice's branch, None for one that left nothing. All None if the session was deleted,
        or another process has taken the turn over.
        """
        prepared = turn.prepared
        replies = [(c, prepared.renderer.reply_tokens(prepared.prompt, c)) for c in choices]
        with self.database.write() as connection:
            session_id = lock_session_of(connection, turn.branch_id)
            if session_id is None:
                return [None] * len(choices)
            if turn.lease is not None:
                computed_by = computed_by or owner_of(connection, turn.lease)
                if not end_turn(connection, turn.lease, ending, choices):
                    return [None] * len(choices)
            writer = self._writer(connection, session_id, prepared)
            branch_ids = [
                self._close_choice(writer, turn, choice, reply, computed_by) for choice, reply in replies
            ]
            said = [branch_id for branch_id in branch_ids if branch_id is not None]
            head_branch_id = said[0] if said else turn.branch_id
            became: dict[str, Any] = {}
            if ending.finished is not None:
                became = became_of_kv(connection, session_id, ending.finished.usage)
            touch(connection, session_id, became, head_branch_id=head_branch_id, num_new_turns=0)
        return branch_ids

    def _close_choice(
        self,
        writer: Writer,
        turn: OpenTurn,
        choice: FinishedChoice,
        reply: ReplyTokens,
        computed_by: str | None,
    ) -> str | None:
        if choice.finish_reason == "abort" and not (choice.text or choice.reasoning or choice.tool_calls):
            return None
        row = reply_row(turn, choice, reply)
        own = Head(turn.branch_id, turn.seq, turn.num_items, turn.writer_epoch)
        head = writer.append(own, [row]) if choice.index == 0 else None
        if head is None:
            node = Node(turn.branch_id, turn.seq, turn.num_items, is_head=False)
            head = writer.append(writer.new_branch(turn.prepared.dialect, node), [row])
        assert head is not None, "nobody else knows the new branch"
        num_computed = _num_computed(turn, choice, reply)
        writer.note_computed(head.branch_id, computed_by, turn.prepared.model, num_computed)
        return head.branch_id

    def _writer(self, connection: Connection, session_id: str, prepared: PreparedTurn) -> Writer:
        return Writer(
            connection,
            session_id,
            template_fingerprint=prepared.renderer.fingerprint,
            numeric_fingerprint=self._numerics,
        )

    def _remember(self, branch_id: str, stored_ids: TokenIds, *new_ids: Sequence[int]) -> None:
        parts = [stored_ids, *(np.asarray(ids, dtype=np.int32) for ids in new_ids)]
        self._branch_ids.put(branch_id, np.concatenate(parts))

    def is_deleted(self, turn: OpenTurn) -> bool:
        """Whether the session of this turn was deleted since it began."""
        with self.database.read() as connection:
            return not is_branch(connection, turn.branch_id)

    def branch_token_ids(self, branch_id: str) -> list[int]:
        """All of a branch's ids, its ancestors' included. Empty if there is no such branch."""
        with self.database.read() as connection:
            ids: list[int] = self._branch_ids.read(connection, branch_id).tolist()
            return ids


def _num_computed(turn: OpenTurn, choice: FinishedChoice, reply: ReplyTokens) -> int:
    """Of the branch's tokens up to the end of this reply. The token sampled last has no KV."""
    num_prompt = turn.seq + len(turn.prepared.tail_ids)
    return num_prompt + min(len(reply.sampled_ids), max(0, len(choice.token_ids) - 1))


def _check_name(session_name: str) -> None:
    try:
        session_name.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InvalidRequest(
            f"`session_id` must be well-formed Unicode, and has half a surrogate pair: {session_name!r}.",
            param="session_id",
        ) from error


class _BranchGone(Exception):
    """The branch that a prepared turn continues was deleted."""


def _dialect(prompt: Input) -> Dialect:
    if isinstance(prompt, ChatInput):
        return "chat"
    return "text" if isinstance(prompt, TextInput) else "tokens"


def _add(
    reader: SessionReader, renderer: PromptRenderer, prompt: Input, root: bytes, carried: CarriedIds
) -> Addition:
    if isinstance(prompt, ChatInput):
        return add_chat(reader, renderer, prompt, root, carried)
    if isinstance(prompt, TextInput):
        return add_text(reader, renderer, prompt, root)
    return add_tokens(reader, prompt)
