"""When a request must end because somebody else would cut it, without a word, soon after.

Serve's proxy closes the connection of what takes longer than its `request_timeout_s`, and the controller
kills an ingress that has not ended its streams when it is to stop. The ingress ends them itself, a little
earlier, with an error in the request's own dialect.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager, contextmanager, nullcontext
from contextvars import ContextVar
from typing import NoReturn

from ray.serve._private.http_util import configure_http_options_with_defaults, parse_request_timeout_header
from ray.serve.context import _get_global_client
from starlette.types import ASGIApp, Receive, Scope, Send

from serving.cluster.failures import IngressLeaves
from serving.errors import TimedOut

MARGIN_S = 2.0  # what the proxy's clock may be ahead of ours, and the last event takes to leave
MARGIN = 0.25  # of a limit that is shorter than that allows
FLUSH_S = 0.5  # from the end of a request here to its last byte at the proxy


class TimeLimit:
    """The proxy's, for one request that has just come."""

    def __init__(self, timeout_s: float) -> None:
        self._timeout_s = timeout_s
        self.end_s = _now() + timeout_s - min(MARGIN_S, MARGIN * timeout_s)

    def error(self) -> TimedOut:
        return TimedOut(self._timeout_s)


_limit: ContextVar[TimeLimit | None] = ContextVar("tenure_time_limit", default=None)


def proxy_timeout_s() -> float | None:
    """`http_options.request_timeout_s` of the Serve instance that this replica belongs to."""
    options = configure_http_options_with_defaults(_get_global_client().http_config)
    timeout_s: float | None = options.request_timeout_s
    return timeout_s


class Deadline:
    """Ends every wait of this ingress when its request's limit is over, or the ingress leaves."""

    def __init__(self) -> None:
        self._waits: set[asyncio.Timeout] = set()
        self._num_busy = 0
        self._is_idle = asyncio.Event()
        self._is_idle.set()
        self._leave_s: float | None = None

    @property
    def is_busy(self) -> bool:
        return self._num_busy > 0

    def leave_in(self, timeout_s: float) -> None:
        """What runs may run for so long. The first call counts."""
        if self._leave_s is None:
            self._leave_s = _now() + timeout_s
            for wait in self._waits:
                if wait.expired():
                    continue
                wait.reschedule(min(self._leave_s, wait.when() or self._leave_s))

    @asynccontextmanager
    async def bound(self) -> AsyncGenerator[asyncio.Timeout]:
        """Raises: TimedOut; IngressLeaves."""
        limit = _limit.get()
        ends_s = (limit.end_s if limit else None, self._leave_s)
        wait = asyncio.timeout_at(min((end_s for end_s in ends_s if end_s is not None), default=None))
        self._waits.add(wait)
        try:
            async with wait:
                yield wait
        except TimeoutError:
            if not wait.expired():
                raise
            _raise_for(limit, self._leave_s)
        finally:
            self._waits.discard(wait)

    async def wait_until_idle(self) -> None:
        """Until what runs has ended, and has been sent."""
        await self._is_idle.wait()
        await asyncio.sleep(FLUSH_S)
        if self.is_busy:  # somebody came meanwhile, to be refused
            await self.wait_until_idle()

    @contextmanager
    def request(self, timeout_s: float | None) -> Iterator[None]:
        """Around one that may take so long from now on."""
        token = _limit.set(None if timeout_s is None else TimeLimit(timeout_s))
        try:
            yield
        finally:
            _limit.reset(token)

    @contextmanager
    def busy(self) -> Iterator[None]:
        """Around whatever is to be ended before this ingress may."""
        self._num_busy += 1
        self._is_idle.clear()
        try:
            yield
        finally:
            self._num_busy -= 1
            if not self._num_busy:
                self._is_idle.set()


class DeadlineMiddleware:
    """ASGI: notes the limit that the proxy has for each request."""

    def __init__(self, app: ASGIApp, deadline: Deadline, default_s: float | None) -> None:
        self._app = app
        self._deadline = deadline
        self._default_s = default_s

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        timeout_s = parse_request_timeout_header(dict(scope["headers"]), self._default_s)
        # A WebSocket may be idle for an hour: what it makes counts, in the backend.
        busy = self._deadline.busy() if scope["type"] == "http" else nullcontext()
        with self._deadline.request(timeout_s), busy:
            await self._app(scope, receive, send)


def _raise_for(limit: TimeLimit | None, leave_s: float | None) -> NoReturn:
    if limit is not None and (leave_s is None or limit.end_s <= leave_s):
        raise limit.error() from None
    raise IngressLeaves("The server is shutting down and has ended this reply.") from None


def _now() -> float:
    return asyncio.get_running_loop().time()
