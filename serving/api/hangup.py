"""Work that ends when its client hangs up."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from starlette.requests import ClientDisconnect
from starlette.types import Message, Receive, Send


async def until_hang_up(
    receive: Receive, send: Send, work: Callable[[Send], Coroutine[Any, Any, None]]
) -> None:
    """Run `work(send)`, listening for the client at the same time; a hang-up cancels it.

    The request's body must have been read. Work that is cut short has cleaned up when this returns.

    Raises:
        ClientDisconnect: the client hung up before the answer was complete.
    """
    is_answered = False

    async def noting_send(message: Message) -> None:
        nonlocal is_answered
        # Before it is sent: a server reports a disconnect as soon as the last byte is out.
        if message["type"] == "http.response.body" and not message.get("more_body", False):
            is_answered = True
        await send(message)

    working = asyncio.create_task(work(noting_send))
    listening = asyncio.create_task(_hang_up(receive))
    try:
        await asyncio.wait((working, listening), return_when=asyncio.FIRST_COMPLETED)
        if not working.done() and not is_answered:
            raise ClientDisconnect
        await working
    finally:
        working.cancel()
        listening.cancel()
        await asyncio.gather(working, listening, return_exceptions=True)


async def _hang_up(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
