"""Prefill, decode and HTTP overhead: what each workload sends, and which numbers it makes of the answers."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from typing import Any

from benchmarks.openai_client import OpenAIClient, Reply
from benchmarks.prompts import PromptMaker
from benchmarks.summary import ClientCost, median, milliseconds, rounded

Result = dict[str, Any]


async def measure_prefill(
    client: OpenAIClient, maker: PromptMaker, *, num_tokens: int, num_repeats: int
) -> Result:
    """One prompt after the other, each new, one token each: prompt tokens per second of the whole answer."""
    cost = ClientCost()
    await client.complete(maker.prompt(f"prefill {num_tokens} warm-up", num_tokens), max_tokens=1)
    prompts = [maker.prompt(f"prefill {num_tokens} {i}", num_tokens) for i in range(num_repeats)]
    replies = [await client.complete(prompt, max_tokens=1) for prompt in prompts]
    counts = [reply.usage.prompt_tokens if reply.usage else num_tokens for reply in replies]
    rates = [count / reply.duration_s for count, reply in zip(counts, replies, strict=True)]
    return {
        "wanted_prompt_tokens": num_tokens,
        "prompt_tokens": median(counts),
        "cached_tokens": median(reply.num_cached_tokens for reply in replies),
        "tokens_per_s": median(rates),
        "seconds": median((reply.duration_s for reply in replies), digits=4),
        "all_tokens_per_s": [rounded(rate) for rate in rates],
    } | cost.summary(num_repeats)


async def measure_decode(
    client: OpenAIClient,
    maker: PromptMaker,
    *,
    concurrency: int,
    num_context_tokens: int,
    num_tokens: int,
    num_repeats: int,
) -> Result:
    """`concurrency` streams that start together, each with its own prompt of `num_context_tokens`."""
    cost = ClientCost()
    await _decode_once(client, maker, f"warm-up {concurrency}", min(concurrency, 2), num_context_tokens, 4)
    rounds = []
    for i in range(num_repeats):
        name = f"{concurrency} {i}"
        rounds.append(await _decode_once(client, maker, name, concurrency, num_context_tokens, num_tokens))
    replies = [reply for round_ in rounds for reply in round_]
    end_to_end, steady = [end_to_end_rate(r) for r in rounds], [steady_rate(r) for r in rounds]
    return {
        "concurrency": concurrency,
        "prompt_tokens": median(reply.usage.prompt_tokens if reply.usage else None for reply in replies),
        "cached_tokens": median(reply.num_cached_tokens for reply in replies),
        "completion_tokens": [min(r.num_tokens for r in replies), max(r.num_tokens for r in replies)],
        "tokens_per_s": median(end_to_end),
        "steady_tokens_per_s": median(steady),
        "ttft_ms": milliseconds(reply.ttft_s for reply in replies),
        "itl_ms": milliseconds(gap for reply in replies for gap in reply.itl_s),
        "all_tokens_per_s": [rounded(rate) for rate in end_to_end],
        "all_steady_tokens_per_s": [rounded(rate) for rate in steady],
    } | cost.summary(sum(len(reply.event_s) for reply in replies))


async def _decode_once(
    client: OpenAIClient, maker: PromptMaker, name: str, concurrency: int, num_context: int, num_tokens: int
) -> list[Reply]:
    prompts = [maker.prompt(f"decode {name} {i}", num_context) for i in range(concurrency)]
    return await asyncio.gather(*(client.stream(prompt, max_tokens=num_tokens) for prompt in prompts))


def end_to_end_rate(replies: Sequence[Reply]) -> float:
    """Generated tokens over the time from the first request to the last byte, prefill included."""
    wall_s = max(reply.ended_s for reply in replies) - min(reply.started_s for reply in replies)
    return sum(reply.num_tokens for reply in replies) / wall_s


def steady_rate(replies: Sequence[Reply]) -> float | None:
    """Tokens per second while every stream was decoding.

    The window is from the last stream's first text to the first stream's last text. An event counts
    as its stream's tokens per event. None where the streams never all ran together.
    """
    if not all(reply.event_s for reply in replies):
        return None
    start_s = max(reply.event_s[0] for reply in replies)
    end_s = min(reply.event_s[-1] for reply in replies)
    if end_s <= start_s:
        return None
    num_tokens = 0.0
    for reply in replies:
        num_events = sum(start_s < event_s <= end_s for event_s in reply.event_s)
        num_tokens += num_events * reply.num_tokens / len(reply.event_s)
    return num_tokens / (end_s - start_s)


async def measure_http(client: OpenAIClient, *, num_requests: int, concurrency: int = 16) -> Result:
    """GET /v1/models, which computes nothing: what HTTP alone costs, one by one and side by side."""
    await client.get("models")
    latencies_s = []
    for _ in range(num_requests):
        started_s = time.perf_counter()
        await client.get("models")
        latencies_s.append(time.perf_counter() - started_s)

    async def several() -> None:
        for _ in range(max(1, num_requests // concurrency)):
            await client.get("models")

    started_s = time.perf_counter()
    await asyncio.gather(*(several() for _ in range(concurrency)))
    num_done = concurrency * max(1, num_requests // concurrency)
    return {
        "path": "models",
        "latency_ms": milliseconds(latencies_s),
        "concurrency": concurrency,
        "requests_per_s": rounded(num_done / (time.perf_counter() - started_s)),
    }
