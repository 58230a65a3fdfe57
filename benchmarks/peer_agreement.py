"""How often a server's greedy choice is the reference's: accuracy beside speed, through the same client.

The text is Python's own help topics, which every installation has; the prompts are cut from it.
One token per prompt, so that an early difference does not count twice.
"""

from __future__ import annotations

import asyncio
import re
from pydoc_data.topics import topics
from typing import Any

from benchmarks.openai_client import OpenAIClient

NUM_WORDS = 60
CONCURRENCY = 8


def excerpts(num: int) -> list[str]:
    """`num` distinct passages of about NUM_WORDS words, the same on every call."""
    texts = dict.fromkeys(topics[name] for name in sorted(topics))  # some names share one text
    words = re.sub(r"\s+", " ", " ".join(texts)).split(" ")
    stride = (len(words) - NUM_WORDS) // num
    if stride < 1:
        raise ValueError(f"num must be at most {len(words) - NUM_WORDS}, got {num}.")
    return [" ".join(words[i * stride : i * stride + NUM_WORDS]) for i in range(num)]


async def measure_agreement(client: OpenAIClient, num_prompts: int) -> dict[str, Any]:
    """The first token's text after each excerpt."""
    places = asyncio.Semaphore(CONCURRENCY)

    async def first_token(excerpt: str) -> str:
        message = {"role": "user", "content": f"Continue this text: {excerpt}"}
        async with places:
            return (await client.complete({"messages": [message]}, max_tokens=1)).text

    return {"first_tokens": list(await asyncio.gather(*map(first_token, excerpts(num_prompts))))}


def agreement(tokens: list[str], reference: list[str]) -> float:
    """The share of prompts with the same first token."""
    return sum(a == b for a, b in zip(tokens, reference, strict=True)) / len(reference)
