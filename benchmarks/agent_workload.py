"""The multi-turn agent workload: sessions that come back with a tool's result, interleaved.

Each session is a chat. A turn appends a user message of new words, asks with the whole history, and
feeds the real reply back. Sessions take turns at a bounded number of places, so that between two turns
of a session others have run: what a server keeps of a session in the meantime shows in the TTFT.
"""

from __future__ import annotations

import asyncio
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.openai_client import OpenAIClient, Reply
from benchmarks.prompts import PromptMaker
from benchmarks.summary import ClientCost, median, milliseconds, rounded


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentShape:
    num_sessions: int = 8
    num_turns: int = 10
    num_new_tokens: int = 200  # that each turn appends to the prompt
    num_reply_tokens: int = 64
    concurrency: int = 4  # turns in flight; the other sessions wait for a place
    session_header: str | None = None  # sent with an id for each session


async def measure_agent(client: OpenAIClient, maker: PromptMaker, shape: AgentShape) -> dict[str, Any]:
    """Run all sessions to their end, and sum up by turn."""
    await _run_session(client, maker, shape, "warm-up", asyncio.Semaphore(1), num_turns=1)
    cost, places = ClientCost(), asyncio.Semaphore(shape.concurrency)
    started_s = time.perf_counter()
    sessions = await asyncio.gather(
        *(
            _run_session(client, maker, shape, str(i), places, shape.num_turns)
            for i in range(shape.num_sessions)
        )
    )
    wall_s = time.perf_counter() - started_s
    turns = [list(turn) for turn in zip(*sessions, strict=True)]
    replies = [reply for session in sessions for reply in session]
    num_tokens = sum(reply.num_tokens for reply in replies)
    return {
        "num_sessions": shape.num_sessions,
        "num_turns": shape.num_turns,
        "concurrency": shape.concurrency,
        "session_header": shape.session_header,
        "wall_s": rounded(wall_s, 3),
        "completion_tokens": num_tokens,
        "tokens_per_s": rounded(num_tokens / wall_s),
        "all_turns": _summary(replies),
        "by_turn": [{"turn": number, **_summary(turn)} for number, turn in enumerate(turns, start=1)],
    } | cost.summary(sum(len(reply.event_s) for reply in replies))


async def _run_session(
    client: OpenAIClient,
    maker: PromptMaker,
    shape: AgentShape,
    name: str,
    places: asyncio.Semaphore,
    num_turns: int,
) -> list[Reply]:
    # The id is new in each run, so that a server that keeps sessions does not know it from the last one.
    headers = {shape.session_header: f"bench-{uuid.uuid4().hex}"} if shape.session_header else {}
    messages = [{"role": "system", "content": f"You are agent {name} of run {maker.seed}. Answer briefly."}]
    replies = []
    for number in range(num_turns):
        text = maker.text(f"agent {name} {number}", shape.num_new_tokens)
        messages.append({"role": "user", "content": f"Tool result: {text}"})
        async with places:
            prompt = {"messages": messages}
            reply = await client.stream(prompt, max_tokens=shape.num_reply_tokens, headers=headers)
        replies.append(reply)
        messages.append({"role": "assistant", "content": reply.text})
    return replies


def _summary(replies: Sequence[Reply]) -> dict[str, Any]:
    prompt_tokens = sum(reply.usage.prompt_tokens for reply in replies if reply.usage)
    cached = [reply.num_cached_tokens for reply in replies if reply.num_cached_tokens is not None]
    return {
        "prompt_tokens": median(reply.usage.prompt_tokens if reply.usage else None for reply in replies),
        "cached_tokens": median(cached),
        "cached_share": rounded(sum(cached) / prompt_tokens, 4) if cached and prompt_tokens else None,
        "completion_tokens": median(reply.num_tokens for reply in replies),
        "ttft_ms": milliseconds(reply.ttft_s for reply in replies),
        "itl_ms": milliseconds(gap for reply in replies for gap in reply.itl_s),
    }
