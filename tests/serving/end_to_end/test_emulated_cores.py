"""OpenAI's SDK cannot tell compiled graphs on emulated NeuronCores from the CPU: each call gives the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from openai import OpenAI

Ask = Callable[[OpenAI], Any]
HELLO = [{"role": "user", "content": "Hello"}]
COLOR = {"type": "object", "properties": {"color": {"enum": ["red", "blue"]}}, "required": ["color"]}


def chat(sdk: OpenAI, **options: Any) -> Any:
    fixed = {"model": "tiny", "messages": HELLO, "max_tokens": 16, "temperature": 0, "extra_body": {}}
    return sdk.chat.completions.create(**{**fixed, **options})


def whole(sdk: OpenAI) -> Any:
    reply = chat(sdk, extra_body={"ignore_eos": True})
    return reply.choices[0].message.content, reply.choices[0].finish_reason, reply.usage.completion_tokens


def streamed(sdk: OpenAI) -> Any:
    chunks = chat(sdk, stream=True, extra_body={"ignore_eos": True})
    return "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)


def seeded_choices(sdk: OpenAI) -> Any:
    reply = chat(sdk, n=2, seed=7, temperature=1.0, top_p=0.9, extra_body={"ignore_eos": True})
    return [choice.message.content for choice in reply.choices]


def structured(sdk: OpenAI) -> Any:
    schema = {"type": "json_schema", "json_schema": {"name": "color", "schema": COLOR}}
    return chat(sdk, response_format=schema, max_tokens=64).choices[0].message.content


def scored(sdk: OpenAI) -> Any:
    completion = sdk.completions.create(
        model="tiny", prompt="abcdefghijkl", max_tokens=4, temperature=0, echo=True, logprobs=2
    )
    logprobs = completion.choices[0].logprobs
    return logprobs.tokens, [round(value, 3) for value in logprobs.token_logprobs[1:]]


def chained(sdk: OpenAI) -> Any:
    options = {"model": "tiny", "max_output_tokens": 16, "temperature": 0}
    first = sdk.responses.create(input="Hello", **options)
    second = sdk.responses.create(input="And then?", previous_response_id=first.id, **options)
    cached = second.usage.input_tokens_details.cached_tokens
    assert cached == first.usage.total_tokens - 1, "KV stayed where it was computed"
    return first.output_text, second.output_text, cached


@pytest.mark.parametrize(
    "ask",
    [whole, streamed, seeded_choices, structured, scored, chained],
    ids=lambda ask: ask.__name__,
)
def test_a_call_gives_the_same(
    tiny_on_cpu: Any, tiny_on_emulated_cores: Any, tiny_on_emulated_trn3: Any, ask: Ask
) -> None:
    expected = ask(tiny_on_cpu.sdk)
    assert expected
    assert ask(tiny_on_emulated_cores.sdk) == expected
    assert ask(tiny_on_emulated_trn3.sdk) == expected
