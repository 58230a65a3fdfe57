"""Answers to requests with an Idempotency-Key, for the other processes that share the log.

The primary key is the fence: of two processes with the same request one makes the answer, the other reads it.
Its messages are written down while another process reads them, and at its end; a minute later they go.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from serving.errors import IdempotencyMismatch
from serving.sessions.answers.schema import answer_parts, answers
from serving.sessions.database import Database
from serving.sessions.owner import Owner

KEPT_S = 60.0  # after an answer's end
LEASE_S = 10.0  # that a look keeps an answer going


@dataclass(frozen=True, slots=True)
class StoredPart:
    """Pieces of an answer, one behind the other, as they were given to `AnswerStore.add`."""

    pieces: tuple[bytes, ...]
    is_over: bool


class AnswerStore:
    """Thread-safe. A place is where the answer to a key is; all raise Unavailable."""

    def __init__(self, database: Database, owner: Owner) -> None:
        self._database = database
        self._owner = owner

    def claim(self, place: bytes, digest: bytes, key: str) -> bool:
        """Whether this process is to make the answer; else another one does, or has.

        Raises: IdempotencyMismatch where something else was asked with this key.
        """
        try:
            return self._claim(place, digest, key)
        except IntegrityError:  # another was the first
            return self.claim(place, digest, key)

    def _claim(self, place: bytes, digest: bytes, key: str) -> bool:
        with self._database.write(synced=False) as connection:
            of_no_use = self._is_of_no_use(connection)
            connection.execute(delete(answers).where(answers.c.place == place, of_no_use))
            row = connection.execute(select(answers).where(answers.c.place == place)).one_or_none()
            if row is not None:
                if row.digest != digest:
                    raise IdempotencyMismatch(key)
                return row.ended_at is None and bool(row.owner_id == self._owner.owner_id)
            new = insert(answers).values(
                place=place, digest=digest, owner_id=self._owner.owner_id, read_until=0.0
            )
            connection.execute(new)
            return True

    def _is_of_no_use(self, connection: Connection) -> ColumnElement[bool]:
        """It ended a while ago, or nobody makes it any more."""
        is_old = answers.c.ended_at < self._database.now(connection) - KEPT_S
        is_left = answers.c.ended_at.is_(None) & self._owner.is_gone(connection, answers.c.owner_id)
        return is_old | is_left

    def read(self, place: bytes, start: int) -> StoredPart | None:
        """What is written down of another's answer from message `start` on; keeps it going.

        None where it is gone, or nobody makes it any more.
        """
        with self._database.write(synced=False) as connection:
            now, at_place = self._database.now(connection), answers.c.place == place
            is_gone = self._owner.is_gone(connection, answers.c.owner_id)
            row = connection.execute(
                select(answers.c.ended_at, is_gone.label("is_gone")).where(at_place)
            ).first()
            if row is None or (row.ended_at is None and row.is_gone):
                return None
            if row.ended_at is None:
                connection.execute(update(answers).where(at_place).values(read_until=now + LEASE_S))
            behind = (answer_parts.c.place == place, answer_parts.c.start >= start)
            pieces = connection.scalars(
                select(answer_parts.c.messages).where(*behind).order_by(answer_parts.c.start)
            ).all()
            return StoredPart(tuple(pieces), row.ended_at is not None)

    def is_read(self, place: bytes) -> bool:
        """Whether another process reads the answer that this one makes."""
        with self._database.read() as connection:
            is_awaited = answers.c.read_until > self._database.now(connection)
            return bool(connection.scalar(select(is_awaited).where(*self._is_own(place))))

    def add(self, place: bytes, start: int, messages: bytes, *, is_over: bool) -> None:
        """What comes next of the answer that this process makes, beginning with message `start`."""
        with self._database.write(synced=False) as connection:
            ended_at = self._database.now(connection) if is_over else None
            own = update(answers).where(*self._is_own(place)).values(ended_at=ended_at)
            if connection.execute(own).rowcount == 1:
                connection.execute(insert(answer_parts).values(place=place, start=start, messages=messages))

    def drop(self, place: bytes) -> None:
        """This process has no answer that it could give again."""
        with self._database.write(synced=False) as connection:
            connection.execute(delete(answers).where(*self._is_own(place)))

    def sweep(self) -> None:
        """Forget what ended a while ago, and what nobody makes any more."""
        with self._database.write(synced=False) as connection:
            connection.execute(delete(answers).where(self._is_of_no_use(connection)))

    def _is_own(self, place: bytes) -> tuple[ColumnElement[bool], ...]:
        return answers.c.place == place, answers.c.owner_id == self._owner.owner_id
