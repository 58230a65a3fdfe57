"""In a session the turn with a call's result computes that result, whatever the template makes of calls."""

import json
from contextlib import asynccontextmanager

import pytest

from models.chat_template import ChatTemplate
from serving.config import ReplicaConfig
from serving.operations import Generate
from serving.output import TurnFinished
from serving.principal import Principal
from serving.replica import toy_model
from serving.request import ChatInput, Request, SamplingParams, Tool, ToolUse
from serving.runs.build import build_backend

pytestmark = pytest.mark.anyio

TOOL = Tool(
    "look_up", None, {"type": "object", "properties": {"n": {"enum": [1]}}, "required": ["n"]}, False, "t"
)


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@asynccontextmanager
async def running(tmp_path, template):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(toy_model, "make_chat_template", lambda: ChatTemplate(template, "", "<|im_end|>"))
        replica = build_backend(ReplicaConfig(model="toy", data_dir=tmp_path / "data"))
    await replica.start()
    try:
        yield replica
    finally:
        await replica.close()


async def turn(replica, messages, mode):
    """(the assistant's message, its usage)"""
    use = ToolUse(tools=(TOOL,), mode=mode, allowed=frozenset(["look_up"]), is_parallel=False)
    request = Request(
        request_id="r",
        model="toy",
        principal=Principal("t"),
        input=ChatInput(tuple(messages), tools=use),
        sampling=SamplingParams(temperature=0.0, max_tokens=200, seed=1, max_reasoning_tokens=0),
        session_id="s",
    )
    text, calls = "", {}
    async for event in replica.stream(Generate(request)):
        text += getattr(event, "text", "")
        for delta in getattr(event, "tool_calls", ()):
            call = calls.setdefault(delta.index, {"id": delta.call_id, "name": delta.name, "arguments": ""})
            call["arguments"] += delta.arguments
    assert isinstance(event, TurnFinished)
    message = {"role": "assistant", "content": text or None}
    if calls:
        message["tool_calls"] = [
            {"id": c["id"], "type": "function", "function": {"name": c["name"], "arguments": c["arguments"]}}
            for c in calls.values()
        ]
    return message, event.usage


@pytest.mark.parametrize("name", ["qwen3", "thinking", "chatml"])
@pytest.mark.parametrize("has_system", [False, True])
async def test_a_loop_of_calls_computes_each_result_once(tmp_path, shapes, name, has_system):
    messages = [{"role": "system", "content": "Be brief. " * 20}] if has_system else []
    messages.append({"role": "user", "content": "What is the first number? " * 10})
    async with running(tmp_path, shapes[name]) as replica:
        call, usage = await turn(replica, messages, "required")
        for step in range(3):
            known = usage.num_prompt_tokens + usage.num_completion_tokens
            content = f"result {step} " * 5
            messages += [
                call,
                {"role": "tool", "tool_call_id": call["tool_calls"][0]["id"], "content": content},
            ]
            call, usage = await turn(replica, messages, "required")
            assert json.loads(call["tool_calls"][0]["function"]["arguments"]) == {"n": 1}
            assert usage.cold is None
            assert usage.num_prompt_tokens - usage.num_cached_tokens <= usage.num_prompt_tokens - known + 1
            markup = usage.num_prompt_tokens - known - len(content)
            assert markup <= 80, "the markup around a result, each byte a token"
