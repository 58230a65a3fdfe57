"""Answers of other processes that share the log: they are read from there, and told there."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import json
import time
from collections.abc import Iterable, Sequence
from hashlib import blake2b

from starlette.types import Message

from serving.api.retries import Sent
from serving.api.shared_answers import AnswerPart, SharedAnswer
from serving.errors import TenureError
from serving.logs import get_logger
from serving.replica.workers import Workers
from serving.sessions.answers.store import LEASE_S, AnswerStore

LOOK_S = 2.0  # a look at another's answer waits so long for news
POLL_S = 0.2
TELL_S = 0.5  # it is looked so often whether another process reads an answer
TOLD_AFTER_S = 5.0  # of an answer without a key: sooner no client gives up on it, and most have ended
TRY_AGAIN_S = 1.0

_log = get_logger(__name__)


class LoggedAnswers:
    """`Peers`: of requests with an Idempotency-Key from their first moment, of others once they take long."""

    def __init__(self, store: AnswerStore, workers: Workers) -> None:
        self._store = store
        self._workers = workers

    async def part(self, sent: Sent, start: int | None) -> AnswerPart | None:
        """Raises: IdempotencyMismatch, Unavailable."""
        key, place = sent.idempotency_key, _place(sent)
        if start is None and key is None:
            return await self._news(place, 0)
        if start is None:
            if await self._workers.run(self._store.claim, place, _digest(sent), key):
                return None
            # One that is gone by now is to be asked for again.
            return await self._news(place, 0) or AnswerPart((), is_over=False)
        return await self._news(place, start)

    async def _news(self, place: bytes, start: int) -> AnswerPart | None:
        end_s = time.monotonic() + LOOK_S
        while True:
            found = await self._workers.run(self._store.read, place, start)
            if found is None:
                return None
            if found.pieces or found.is_over or time.monotonic() > end_s:
                return AnswerPart(tuple(_unpacked(found.pieces)), found.is_over)
            await asyncio.sleep(POLL_S)

    async def tell(self, shared: SharedAnswer) -> None:
        place, num_told = _place(shared.sent), 0
        if shared.sent.idempotency_key is None and not await self._is_begun_late(place, shared):
            return
        while not await shared.is_settled_within(TELL_S):
            try:
                if await self._workers.run(self._store.is_read, place):
                    shared.leased_until_s = time.monotonic() + LEASE_S
                    num_told += await self._add(
                        place, num_told, shared.messages_from(num_told), is_over=False
                    )
            except TenureError as error:
                _log.warning("answer_not_told", error=str(error))
        while True:
            if await self._is_end_told(place, num_told, shared) or shared.error is not None:
                break
            await asyncio.sleep(TRY_AGAIN_S)
        if shared.is_for_nobody_else and shared.error is None:
            await asyncio.sleep(LEASE_S)  # for who reads it elsewhere
            with contextlib.suppress(TenureError):
                await self._workers.run(self._store.drop, place)

    async def _is_begun_late(self, place: bytes, shared: SharedAnswer) -> bool:
        """Whether others are told of an answer without a key: what is sent again is what takes long."""
        if await shared.is_made_within(TOLD_AFTER_S):
            return False
        try:
            return await self._workers.run(self._store.claim, place, _digest(shared.sent), "")
        except TenureError as error:
            _log.warning("answer_not_told", error=str(error))
            return False

    async def _add(self, place: bytes, start: int, messages: Sequence[Message], *, is_over: bool) -> int:
        if messages or is_over:
            await self._workers.run(lambda: self._store.add(place, start, _packed(messages), is_over=is_over))
        return len(messages)

    async def _is_end_told(self, place: bytes, num_told: int, shared: SharedAnswer) -> bool:
        try:
            is_of_no_use = shared.has_failed or not shared.is_kept
            if shared.is_for_nobody_else:
                is_of_no_use = is_of_no_use or not await self._workers.run(self._store.is_read, place)
            if is_of_no_use:
                await self._workers.run(self._store.drop, place)
            else:
                await self._add(place, num_told, shared.messages_from(num_told), is_over=True)
        except TenureError as error:
            _log.warning("answer_not_told", error=str(error))
            return False
        return True


def _place(sent: Sent) -> bytes:
    principal = sent.principal
    whose: list[object] = [principal.tenant, principal.user, principal.agent, sent.idempotency_key]
    if sent.idempotency_key is None:
        whose += [sent.path, sent.session_id, sent.digest.hex()]
    return blake2b(json.dumps(whose).encode(), digest_size=32).digest()


def _digest(sent: Sent) -> bytes:
    return blake2b(sent.path.encode() + b"\n" + sent.digest, digest_size=32).digest()


def _packed(messages: Iterable[Message]) -> bytes:
    """Of an ASGI response: its start, then pieces of its body."""
    return json.dumps(list(map(_told, messages))).encode()


def _told(message: Message) -> list[object]:
    if "status" in message:
        headers = [[name.decode("latin-1"), value.decode("latin-1")] for name, value in message["headers"]]
        return [message["status"], headers]
    body = base64.b64encode(message.get("body", b"")).decode()
    return [body, bool(message.get("more_body", False))]


def _unpacked(pieces: Iterable[bytes]) -> Iterable[Message]:
    for piece in pieces:
        for first, second in json.loads(piece):
            if isinstance(first, int):
                headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in second]
                yield {"type": "http.response.start", "status": first, "headers": headers}
            else:
                yield {"type": "http.response.body", "body": base64.b64decode(first), "more_body": second}
