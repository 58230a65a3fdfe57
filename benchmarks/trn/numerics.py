"""Does the server on the cores compute what the CPU's reference does? Asked over HTTP, as a client would.

Both servers score the same texts (the log-probability of each of their tokens) and continue them greedily.
On Neuron the scores come from the graphs' logits, the replies from sampling on the device.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from benchmarks.openai_client import OpenAIClient
from benchmarks.peer_agreement import agreement, excerpts
from benchmarks.summary import percentile

NUM_REPLY_TOKENS = 8
# The mean error of a token's log-probability, in nats, past which it is not taken for rounding. Chosen: on
# the CPU, bfloat16 is 0.034 from float32 (SmolLM2, 32 texts); the emulation in float32 less than 1e-6.
MEAN_ERROR_LIMITS = {"float32": 1e-3, "bfloat16": 0.1}


@dataclass(frozen=True, slots=True)
class Answers:
    """Of one server, by text."""

    logprobs: list[list[float]]
    replies: list[str]


async def ask(base_url: str, num_texts: int, num_reply_tokens: int = NUM_REPLY_TOKENS) -> Answers:
    """Raises: ServerRefused, ConnectionFailed, TimeoutError."""
    client = await OpenAIClient.connect(base_url).pick_model(None)
    try:
        texts = excerpts(num_texts)
        logprobs = [await client.score(text) for text in texts]
        replies = [await client.complete({"prompt": text}, max_tokens=num_reply_tokens) for text in texts]
    finally:
        await client.http.close()
    return Answers(logprobs, [reply.text for reply in replies])


def compare(answers: Answers, reference: Answers, dtype: str) -> dict[str, Any]:
    """Raises ValueError where the two servers do not cut a text into as many tokens."""
    errors = [
        abs(ours - theirs)
        for text, expected in zip(answers.logprobs, reference.logprobs, strict=True)
        for ours, theirs in zip(text, expected, strict=True)
    ]
    mean = sum(errors) / len(errors)
    return {
        "num_tokens": len(errors),
        "mean_error": mean,
        "p99_error": percentile(errors, 99),
        "max_error": max(errors),
        "mean_error_limit": MEAN_ERROR_LIMITS[dtype],
        "same_replies": agreement(answers.replies, reference.replies),
        "is_ok": mean <= MEAN_ERROR_LIMITS[dtype],
    }
