"""The workloads that every server gets, by stage; a stage runs on a freshly started server."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from benchmarks.agent_workload import AgentShape, measure_agent
from benchmarks.openai_client import OpenAIClient
from benchmarks.peer_agreement import measure_agreement
from benchmarks.prompts import PromptMaker
from benchmarks.workloads import measure_decode, measure_prefill

Result = dict[str, Any]
NUM_TEMPLATE_TOKENS = 12  # that SmolLM2's template and "Tool result:" add to each turn's words


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """How much of each; the defaults are the table that is checked in."""

    prefill_repeats: int = 3
    context_tokens: int = 256
    decode_tokens: int = 256
    decode_repeats: int = 1
    num_turns: int = 10
    new_tokens: int = 205  # that a returning turn adds to the prompt, template included
    reply_tokens: int = 64
    agreement_prompts: int = 200


@dataclass(frozen=True, slots=True)
class Target:
    """A running server, and what is asked of it."""

    client: OpenAIClient
    maker: PromptMaker
    sizes: Sizes
    session_header: str | None


@dataclass(frozen=True, slots=True)
class Workload:
    name: str
    stage: str
    measure: Callable[[Target], Awaitable[Result]]
    meaning: str


def _prefill(num_tokens: int) -> Workload:
    async def measure(target: Target) -> Result:
        repeats = target.sizes.prefill_repeats
        return await measure_prefill(target.client, target.maker, num_tokens=num_tokens, num_repeats=repeats)

    meaning = f"cold, distinct prompts of {num_tokens} tokens, one at a time, max_tokens 1"
    return Workload(f"prefill-{num_tokens}", "prefill", measure, meaning)


def _decode(concurrency: int) -> Workload:
    async def measure(target: Target) -> Result:
        return await measure_decode(
            target.client,
            target.maker,
            concurrency=concurrency,
            num_context_tokens=target.sizes.context_tokens,
            num_tokens=target.sizes.decode_tokens,
            num_repeats=target.sizes.decode_repeats,
        )

    meaning = f"{concurrency} streams that start together, cold prompts"
    return Workload(f"decode-{concurrency}", "decode", measure, meaning)


def _returning(num_sessions: int, stage: str) -> Workload:
    async def measure(target: Target) -> Result:
        shape = AgentShape(
            num_sessions=num_sessions,
            num_turns=target.sizes.num_turns,
            num_new_tokens=target.sizes.new_tokens - NUM_TEMPLATE_TOKENS,
            num_reply_tokens=target.sizes.reply_tokens,
            concurrency=num_sessions,
            session_header=target.session_header,
        )
        maker = PromptMaker(
            target.maker.seed * 1000 + num_sessions, True, target.maker.tokens_per_word
        )  # other words than the stage's other workload
        return await measure_agent(target.client, maker, shape)

    meaning = f"{num_sessions} sessions at once, the whole history sent again each turn"
    return Workload(f"returning-{num_sessions}", stage, measure, meaning)


async def _agreement(target: Target) -> Result:
    return await measure_agreement(target.client, target.sizes.agreement_prompts)


WORKLOADS = {
    workload.name: workload
    for workload in (
        _prefill(512),
        _prefill(2048),
        _decode(1),
        _decode(8),
        _decode(32),
        _returning(1, "returning"),
        _returning(8, "returning"),
        _returning(32, "returning-32"),  # alone, so that the memory after it is its own
        Workload("agreement", "agreement", _agreement, "first greedy token after excerpts of English text"),
    )
}


def stages_of(names: list[str]) -> dict[str, list[Workload]]:
    """The chosen workloads by stage, in the order of WORKLOADS."""
    stages: dict[str, list[Workload]] = {}
    for workload in WORKLOADS.values():
        if workload.name in names:
            stages.setdefault(workload.stage, []).append(workload)
    return stages
