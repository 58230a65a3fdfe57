"""Answers that outlive their connection: who sends a request again is given the answer to the first.

A slow prompt makes clients send again, and a server that began anew each time would never get done. Which
requests are the same one is told by `retries.py`; those that only have the same words are answered each for
itself, as who samples several replies in parallel wants. An answer is kept as what was sent, so it is the
same in every dialect; it is kept by the process that made it, and its peers have it from there.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from starlette.requests import ClientDisconnect
from starlette.types import Message, Receive, Send

from serving.api.hangup import until_hang_up
from serving.api.limits import Slots
from serving.api.retries import Sent
from serving.errors import IdempotencyMismatch

KEPT_S = 60.0  # after an answer's end
GRACE_S = 5.0  # for who left before the first token to come again
MAX_KEPT_BYTES = 4 * 1024 * 1024  # of one answer; a longer one is sent to those that read it already
MAX_ALL_BYTES = 64 * 1024 * 1024  # of those that have ended
REPLAYED = (b"idempotent-replayed", b"true")  # a header of an answer that was made for an earlier request

LOOK_S = 2.0  # a peer's look at an answer waits so long for news
LEASE_S = 10.0  # and keeps it going for so long

# (where to send, what to call at the first token)
Make = Callable[[Send, Callable[[], None]], Coroutine[Any, Any, None]]


@dataclass(frozen=True, slots=True)
class AnswerPart:
    """News of an answer, for a peer."""

    messages: tuple[Message, ...]
    is_over: bool


class Peers(Protocol):
    """The other processes that answer for the same application."""

    async def part(self, sent: Sent, start: int | None) -> AnswerPart | None:
        """The messages of its answer from number `start` on; None: nobody has one.

        Args:
            start: None at the first look.

        Raises: IdempotencyMismatch.
        """
        ...

    async def tell(self, shared: SharedAnswer) -> None:
        """Whatever it takes that they find an answer which is made here, until it is over or has failed.

        Nobody is told of a failure before this returns: who then asks again, anywhere, is a new one.
        """
        ...


class SharedAnswer:
    """One answer, made once, for all that read it. Belongs to the event loop."""

    task: asyncio.Task[None]

    def __init__(self, sent: Sent, *, goes_on: bool) -> None:
        self.sent = sent
        self.goes_on = goes_on  # without readers
        self.num_readers = 0
        self.num_bytes = 0
        self.was_read = False  # to its end, by somebody
        self.is_over = False
        self.has_token = False
        self.error: BaseException | None = None
        self.leased_until_s = 0.0  # by peers: of the monotonic clock
        self.is_made_here = False  # not by a peer, as far as that is known
        self.telling: asyncio.Task[None] | None = None
        self._messages: list[Message | None] = []  # None: it is not kept any more
        self._changed = asyncio.Event()

    @property
    def is_kept(self) -> bool:
        """From its first message on."""
        return self.num_bytes <= MAX_KEPT_BYTES

    @property
    def is_for_nobody_else(self) -> bool:
        """It was read to its end, and whoever asks the same again asks for another."""
        return self.was_read and not self.sent.marks_retries

    @property
    def has_failed(self) -> bool:
        """Who comes again should have it made again."""
        status = next((m["status"] for m in self._messages if m and "status" in m), None)
        return self.error is not None or status is None

    @property
    def is_leased(self) -> bool:
        return time.monotonic() < self.leased_until_s

    def note_token(self) -> None:
        self.has_token = True

    async def record(self, message: Message) -> None:
        self.num_bytes += len(message.get("body", b""))
        has_use = self.is_kept or self.num_readers or self.is_leased
        self._messages.append(message if has_use else None)
        self._tell()

    def fail(self, error: BaseException) -> None:
        self.error = error
        self._tell()

    def end(self) -> None:
        self.is_over = True
        self._tell()

    def _tell(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()

    async def is_made_within(self, seconds: float) -> bool:
        """Whether it is over, or fails, so soon."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while not (self.is_over or self.error):
                    await self._changed.wait()
        return self.is_over or self.error is not None

    async def is_settled_within(self, seconds: float) -> bool:
        """The same; and where it takes that to know for whom it is, its readers have left."""
        if not await self.is_made_within(seconds):
            return False
        if self.error is not None or self.sent.marks_retries or not self.num_readers:
            return True
        await asyncio.sleep(seconds)
        return not self.num_readers

    def messages_from(self, start: int) -> Sequence[Message]:
        """From that number on, as long as all of them are kept."""
        found = [message for message in self._messages[start:] if message is not None]
        return found if self.is_kept else ()

    async def send_to(self, send: Send, *, is_replay: bool) -> None:
        """All of it, as it comes. Raises what making it raised."""
        index = 0
        while True:
            if index < len(self._messages):
                message = self._messages[index]
                assert message is not None, "nobody reads from the start what is not kept"
                if not self.is_kept and self.num_readers == 1 and not self.is_leased:
                    self._messages[index] = None
                # Before it is sent: who has the last byte may ask the same again at once, and mean another.
                self.was_read = self.was_read or _is_last(message)
                await send(_as_sent(message, is_replay=is_replay))
                index += 1
            elif not self.is_over:
                await self._changed.wait()
            elif self.error is not None:
                raise self.error
            else:
                return

    async def part(self, start: int) -> AnswerPart | None:
        """For a peer, which asks again; None where that is not there any more."""
        self.leased_until_s = time.monotonic() + LEASE_S
        if start == len(self._messages) and not self.is_over:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LOOK_S):
                    await self._changed.wait()
        news = [message for message in self._messages[start:] if message is not None]
        if len(news) < len(self._messages) - start or (self.is_over and self.error is not None and not news):
            return None
        return AnswerPart(tuple(news), self.is_over and self.error is None)


def _is_last(message: Message) -> bool:
    return message["type"] == "http.response.body" and not message.get("more_body", False)


def _as_sent(message: Message, *, is_replay: bool) -> Message:
    """What others change on the way is each reader's own."""
    if "headers" not in message:
        return message
    headers = list(message["headers"])
    return {**message, "headers": [*headers, REPLAYED] if is_replay and REPLAYED not in headers else headers}


class SharedAnswers:
    """One application's."""

    def __init__(self, slots: Slots) -> None:
        self.peers: Peers | None = None  # there are none
        self._slots = slots
        self._answers: dict[tuple[object, ...], SharedAnswer] = {}  # by their request; the newest come last

    async def answer(
        self, sent: Sent, make: Make, receive: Receive, send: Send, *, goes_on: bool = False
    ) -> None:
        """Send what `make` sends; or, where the request was sent before, what it sent then.

        Args:
            goes_on: it is made to its end, also when all readers have left.

        Raises: Overloaded, IdempotencyMismatch, Unavailable; ClientDisconnect; what `make` raises.
        """
        if not sent.may_be_repeated:
            with self._slots.hold():
                await until_hang_up(receive, send, lambda send: make(send, _nobody))
            return
        found = self._found(sent)
        shared = self._begin(sent, make, goes_on=goes_on) if found is None else found
        shared.num_readers += 1
        was_read = shared.was_read
        try:
            await until_hang_up(receive, send, lambda send: shared.send_to(send, is_replay=found is not None))
        except ClientDisconnect:
            shared.was_read = was_read
            raise
        finally:
            shared.num_readers -= 1
            self._leave(shared)

    # ---- for peers ----------------------------------------------------------------------------------

    async def part(self, sent: Sent, start: int | None) -> AnswerPart | None:
        """What `Peers.part` gives, of this process."""
        shared = self._found(sent) if start is None else self._answers.get(sent.place)
        if shared is None or not shared.is_made_here or not shared.is_kept:
            return None
        return await shared.part(start or 0)

    async def _is_relayed(self, shared: SharedAnswer) -> bool:
        """Whether a peer has the answer; then all of it has come when this returns.

        Raises: ClientDisconnect where the peer has ended, and some of it has come.
        """
        sent, num_sent = shared.sent, 0
        if self.peers is None or sent.is_first:
            return False
        part = await self.peers.part(sent, None)
        while part is not None:
            for message in part.messages:
                await shared.record(_as_sent(message, is_replay=True))
            num_sent += len(part.messages)
            if part.is_over:
                return True
            # A peer that has ended, or has nothing to give: another one may, and else it is made here.
            part = await self.peers.part(sent, num_sent or None)
        if num_sent:
            raise ClientDisconnect
        return False

    # ---- which --------------------------------------------------------------------------------------

    def _found(self, sent: Sent) -> SharedAnswer | None:
        """Raises IdempotencyMismatch."""
        shared = self._answers.get(sent.place)
        if shared is None:
            return None
        if not sent.is_same_request(shared.sent):
            raise IdempotencyMismatch(sent.idempotency_key or "")
        if not shared.is_kept or (shared.is_over and shared.has_failed):
            return None
        is_retry = bool(sent.idempotency_key or sent.num_retries)
        # In a session, the same once more behind a whole answer asks for another one.
        may_attach = is_retry or (sent.session_id is not None and not shared.was_read)
        return shared if may_attach else None

    # ---- making one -----------------------------------------------------------------------------------

    def _begin(self, sent: Sent, make: Make, *, goes_on: bool) -> SharedAnswer:
        shared = SharedAnswer(sent, goes_on=goes_on)
        self._answers.pop(sent.place, None)
        self._answers[sent.place] = shared
        shared.task = asyncio.create_task(self._make(shared, make))
        return shared

    async def _make(self, shared: SharedAnswer, make: Make) -> None:
        try:
            if not await self._is_relayed(shared):
                await self._make_here(shared, make)
        except asyncio.CancelledError:
            shared.fail(ClientDisconnect())  # nobody was there
        except Exception as error:
            shared.fail(error)
        if shared.error is not None and shared.telling is not None:
            await asyncio.wait([shared.telling])
        shared.end()
        self._keep(shared)

    async def _make_here(self, shared: SharedAnswer, make: Make) -> None:
        """Raises Overloaded, and what `make` raises."""
        shared.is_made_here = True
        if self.peers is not None:
            shared.telling = asyncio.create_task(self.peers.tell(shared))
        # What goes on is no turn.
        with contextlib.nullcontext() if shared.goes_on else self._slots.hold():
            await make(shared.record, shared.note_token)

    def _keep(self, shared: SharedAnswer) -> None:
        """For a while, within what all may take."""
        if shared.has_failed or not shared.is_kept:
            self._forget(shared)
            return
        asyncio.get_running_loop().call_later(KEPT_S, self._forget, shared)
        ended = [one for one in self._answers.values() if one.is_over]
        num_bytes = sum(one.num_bytes for one in ended)
        for oldest in ended:
            if num_bytes <= MAX_ALL_BYTES:
                break
            num_bytes -= oldest.num_bytes
            self._forget(oldest)

    def _forget(self, shared: SharedAnswer) -> None:
        if self._answers.get(shared.sent.place) is shared:
            del self._answers[shared.sent.place]

    # ---- the end --------------------------------------------------------------------------------------

    def _leave(self, shared: SharedAnswer) -> None:
        """Who leaves alone before the first token may be about to send the request again."""
        if shared.num_readers or shared.is_over or shared.goes_on:
            return
        if shared.has_token:
            self._cancel_if_alone(shared)
        else:
            asyncio.get_running_loop().call_later(GRACE_S, self._cancel_if_alone, shared)

    def _cancel_if_alone(self, shared: SharedAnswer) -> None:
        if shared.num_readers or shared.is_over:
            return
        if shared.is_leased:
            rest_s = shared.leased_until_s - time.monotonic()
            asyncio.get_running_loop().call_later(rest_s, self._cancel_if_alone, shared)
            return
        self._forget(shared)
        shared.task.cancel()


def _nobody() -> None:
    pass
