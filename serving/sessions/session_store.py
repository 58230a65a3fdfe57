"""Sessions in the log, as a tenant sees and deletes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, select, update
from sqlalchemy.exc import IntegrityError

from serving.errors import SessionNotFound
from serving.output import Usage
from serving.principal import Principal
from serving.responses import FIRST_PAGE, Page
from serving.sessions.branch_ids import BranchIds
from serving.sessions.database import Database
from serving.sessions.expectation import DROPPED
from serving.sessions.forking import fork
from serving.sessions.last_kv import became_of_kv
from serving.sessions.placements import forget_placements
from serving.sessions.places import At, place_of, require_idle
from serving.sessions.reach import reaches
from serving.sessions.records import find_session, get_session, items_of, page_of_sessions, record_of
from serving.sessions.rewinding import rewind
from serving.sessions.schema import branches, sessions
from serving.sessions.sharing import num_kept_tokens, num_shared_tokens
from serving.sessions.turn import Node, OwnTokens, SessionRecord


class SessionStore:
    """Thread-safe; several processes may use the same log."""

    def __init__(self, database: Database, branch_ids: BranchIds) -> None:
        self._database = database
        self._branch_ids = branch_ids

    def page(self, principal: Principal, page: Page = FIRST_PAGE) -> list[SessionRecord]:
        """By last use, without those of other users' agents.

        Raises: SessionNotFound if `page.after` is none of this tenant's.
        """
        with self._database.read() as connection:
            return page_of_sessions(connection, principal, page)

    def check_reach(self, principal: Principal, session_name: str) -> None:
        """Raises SessionNotFound where it is another user's. One that there is not may be looked for."""
        with self._database.read() as connection:
            session = find_session(connection, principal.tenant, session_name)
        if session is not None and not reaches(principal, session.user_id):
            raise SessionNotFound(session_name)

    def get(self, tenant: str, session_name: str) -> SessionRecord:
        """Raises: SessionNotFound, for another tenant's session too."""
        with self._database.read() as connection:
            return record_of(connection, get_session(connection, tenant, session_name))

    def get_with_items(
        self, tenant: str, session_name: str, *, with_token_ids: bool = False
    ) -> SessionRecord:
        """The same with the items of each branch. Raises: SessionNotFound."""
        with self._database.read() as connection:
            record = record_of(connection, get_session(connection, tenant, session_name))
            return replace(
                record,
                branches=tuple(
                    replace(
                        branch, items=items_of(connection, branch.branch_id, with_token_ids=with_token_ids)
                    )
                    for branch in record.branches
                ),
            )

    # ---- its history ----------------------------------------------------------------------------

    def fork(
        self, tenant: str, session_name: str, at: At, names: Sequence[str], user: str | None = None
    ) -> Node:
        """Make sessions of these names, of this user, with the same history up to a place; all, or none.

        Returns the place. Raises: SessionNotFound, SessionExists, StorageFull, and as `place_of`.
        """
        self._database.check_size()
        try:
            return self._fork(tenant, session_name, at, names, user)
        except IntegrityError:  # another process was quicker with one of the names, and has it by now
            return self._fork(tenant, session_name, at, names, user)

    def _fork(self, tenant: str, session_name: str, at: At, names: Sequence[str], user: str | None) -> Node:
        with self._database.write() as connection:
            session = get_session(connection, tenant, session_name, is_locked=True)
            node = place_of(connection, session, at, "at")
            fork(connection, session, node, user, names)
            return node

    def rewind(self, tenant: str, session_name: str, to: At) -> OwnTokens | None:
        """Let the session go on from an earlier place. What it had behind stays, in the branch it leaves.

        Returns the tokens of that; None where it leaves none. Raises: SessionNotFound, SessionBusy, and as
        `place_of`.
        """
        with self._database.write() as connection:
            session = get_session(connection, tenant, session_name, is_locked=True)
            require_idle(connection, session)
            left = rewind(connection, session, place_of(connection, session, to, "to"))
            if left is None:
                return None
            session = get_session(connection, tenant, session_name)
            return OwnTokens(
                self._branch_ids.read(connection, left).tolist(),
                num_kept_tokens(connection, self._branch_ids, session, left),
            )

    def branch_tokens(self, tenant: str, session_name: str, *, is_idle: bool = False) -> list[OwnTokens]:
        """Of each branch, the one that was used last coming last.

        Args:
            is_idle: it has to be.

        Raises: SessionNotFound; SessionBusy.
        """
        with self._database.read() as connection:
            session = get_session(connection, tenant, session_name)
            if is_idle:
                require_idle(connection, session)
            ids = connection.scalars(
                select(branches.c.id)
                .where(branches.c.session_id == session.id)
                .order_by(branches.c.id == session.head_branch_id, branches.c.created_at)
            ).all()
            return [self.own_tokens(connection, session, branch_id) for branch_id in ids]

    def own_tokens(
        self,
        connection: Connection,
        session: Row[Any],
        branch_id: str,
        *,
        is_alive: ColumnElement[bool] | None = None,
    ) -> OwnTokens:
        """Of a branch, in the caller's transaction. See `num_shared_tokens`."""
        return OwnTokens(
            self._branch_ids.read(connection, branch_id).tolist(),
            num_shared_tokens(connection, self._branch_ids, session, branch_id, is_alive=is_alive),
        )

    def kv_model(self, tenant: str, session_name: str) -> str | None:
        """That has computed the branch used last; None where it is not known. Raises: SessionNotFound."""
        with self._database.read() as connection:
            session = get_session(connection, tenant, session_name)
            found: str | None = connection.scalar(
                select(branches.c.computed_model).where(branches.c.id == session.head_branch_id)
            )
            return found

    def note_dropped(self, tenant: str, session_name: str) -> None:
        """Its KV is nowhere any more. Raises: SessionNotFound, SessionBusy."""
        with self._database.write(synced=False) as connection:
            session = get_session(connection, tenant, session_name, is_locked=True)
            require_idle(connection, session)
            is_its = branches.c.session_id == session.id
            connection.execute(update(branches).where(is_its).values(computed_by=DROPPED))

    def note_computed(self, tenant: str, session_name: str, owner_id: str, model: str, usage: Usage) -> None:
        """This owner has the model's KV of the branch that was used last, by what is no turn of it.

        Does nothing where the session is gone.
        """
        with self._database.write(synced=False) as connection:
            session = find_session(connection, tenant, session_name, is_locked=True)
            if session is None:
                return
            connection.execute(
                update(branches)
                .where(branches.c.id == session.head_branch_id)
                .values(computed_by=owner_id, computed_model=model, computed_seq=usage.num_prompt_tokens)
            )
            if changed := became_of_kv(connection, session.id, usage):
                connection.execute(update(sessions).where(sessions.c.id == session.id).values(**changed))

    def lease(self, tenant: str, session_name: str, seconds: float) -> OwnTokens | None:
        """For so long its KV is evicted after what is not leased; 0: no longer.

        Returns the tokens of the branch that was used last, shared being what leased sessions begin with too;
        None before the first turn. Raises: SessionNotFound.
        """
        with self._database.write() as connection:
            session = get_session(connection, tenant, session_name, is_locked=True)
            now = self._database.now(connection)
            until = now + seconds if seconds else None
            connection.execute(update(sessions).where(sessions.c.id == session.id).values(leased_until=until))
            if session.head_branch_id is None:
                return None
            is_leased = sessions.c.leased_until > now
            return self.own_tokens(connection, session, session.head_branch_id, is_alive=is_leased)

    def delete(self, tenant: str, session_name: str) -> None:
        """Forget the session. Turns that are under way finish, and leave nothing.

        Raises: SessionNotFound.
        """
        with self._database.write() as connection:
            session = get_session(connection, tenant, session_name, is_locked=True)
            gone = connection.scalars(select(branches.c.id).where(branches.c.session_id == session.id)).all()
            connection.execute(delete(sessions).where(sessions.c.id == session.id))
            forget_placements(connection, [(tenant, session_name)])
        self._database.note_deletion()
        self.forget(gone)

    def forget(self, branch_ids: Iterable[str]) -> None:
        """Let go of what memory has of branches that were deleted."""
        for branch_id in branch_ids:
            self._branch_ids.forget(branch_id)
