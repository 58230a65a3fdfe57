"""A turn that finds less KV than its session had says why. Each reason is provoked for real."""

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from models.chat_template import ChatTemplate
from serving.config import ReplicaConfig
from serving.engine.messages import BeginWait, EndWait
from serving.kv.retention import PERSON, Wait
from serving.operations import Generate, ListSessions
from serving.output import HeadChange, TurnFinished
from serving.principal import Principal
from serving.replica import toy_model
from serving.replica.hosting.thread import EngineThread
from serving.request import ChatInput, Request, SamplingParams, TextInput, Tool, ToolUse
from serving.runs.build import build_backend

pytestmark = pytest.mark.anyio

BLOCK_BYTES = 256  # of the toy model
LOUD_HISTORY = (  # replies are written in capitals once another turn follows
    "{% for m in messages %}{{ '<|im_start|>' + m.role + '\n' }}"
    "{% if m.role == 'assistant' and not loop.last %}{{ m.content | upper }}"
    "{% else %}{{ m.content }}{% endif %}"
    "{{ '<|im_end|>\n' }}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@asynccontextmanager
async def running(tmp_path, *, member=None, **options):
    config = ReplicaConfig(model="toy", data_dir=tmp_path / "data", **options)
    replica = build_backend(config, member=member)
    await replica.start()
    try:
        yield replica
    finally:
        await replica.close()


async def say(replica, *contents, session_id="s", calls=None, **sampling):
    """(what the reply says, its usage); `calls` gets the pieces of its calls."""
    if len(contents) == 1 and isinstance(contents[0], TextInput | ChatInput):
        given = contents[0]
    else:
        roles = ("user", "assistant")
        given = ChatInput(tuple({"role": roles[i % 2], "content": text} for i, text in enumerate(contents)))
    params = SamplingParams(**{"temperature": 0.0, "max_tokens": 12, "ignore_eos": True, **sampling})
    request = Request(
        request_id="r",
        model="toy",
        principal=Principal("t"),
        input=given,
        sampling=params,
        session_id=session_id,
    )
    text = ""
    async for event in replica.stream(Generate(request)):
        text += getattr(event, "text", "")
        if calls is not None:
            calls += getattr(event, "tool_calls", ())
    assert isinstance(event, TurnFinished)
    return text, event.usage


async def cold_turns(replica, reason):
    line = f'tenure:cold_turns_total{{model_name="toy",reason="{reason}"}} '
    found = [row for row in (await replica.metrics()).decode().splitlines() if row.startswith(line)]
    return float(found[0].removeprefix(line)) if found else 0


async def test_a_warm_turn_and_a_first_turn_say_nothing(tmp_path):
    async with running(tmp_path) as replica:
        reply, first = await say(replica, "one")
        _, second = await say(replica, "one", reply, "two")
        _, fork = await say(replica, "one", reply, "other")
        _, edited = await say(replica, "one", reply + "!", "two")
        assert [usage.cold for usage in (first, second, fork, edited)] == [None] * 4


async def test_blocks_given_to_somebody_else_were_evicted(tmp_path):
    async with running(tmp_path, kv_memory_bytes=16 * BLOCK_BYTES, max_model_len=450) as replica:
        reply, first = await say(replica, "one" * 30)
        await say(replica, "x" * 380, session_id="big")
        _, usage = await say(replica, "one" * 30, reply, "two")
        assert usage.cold.reason == "evicted"
        assert usage.cold.num_expected_tokens == first.num_prompt_tokens + 11
        assert usage.cold.num_cached_tokens == usage.num_cached_tokens < usage.cold.num_expected_tokens
        assert await cold_turns(replica, "evicted") == 1


async def test_the_kv_of_a_process_that_has_ended_is_gone(tmp_path):
    async with running(tmp_path) as replica:
        reply, first = await say(replica, "one")
    async with running(tmp_path) as replica:
        again, usage = await say(replica, "one", reply, "two")
        assert (usage.cold.reason, usage.cold.num_cached_tokens) == ("restarted", 0)
        assert usage.cold.num_expected_tokens == first.num_prompt_tokens + 11
        assert await cold_turns(replica, "restarted") == 1
        _, usage = await say(replica, "one", reply, "two", again, "three")
        assert usage.cold is None


@pytest.mark.parametrize("is_called", [False, True])
async def test_the_first_turn_after_a_restart_tells_what_its_session_has_waited_for(
    tmp_path, monkeypatch, is_called
):
    told, calls, post = [], [], EngineThread.post

    def note(link, message):
        told.append(message)
        post(link, message)

    monkeypatch.setattr(EngineThread, "post", note)
    tool = Tool("read", None, {"type": "object", "properties": {}, "additionalProperties": False}, True, "")
    use = ToolUse(tools=(tool,), allowed=frozenset({"read"}), mode="required", is_parallel=False)
    begun = ChatInput(({"role": "user", "content": "one"},), tools=use if is_called else None)
    async with running(tmp_path) as replica:
        text, _ = await say(replica, begun, calls=calls, ignore_eos=False, max_tokens=400)
        (began,) = (message for message in told if isinstance(message, BeginWait))
        assert began.wait == Wait("t", "read" if is_called else PERSON)
    arguments = "".join(call.arguments for call in calls)
    function = {"name": "read", "arguments": arguments}
    called = (
        {"tool_calls": [{"id": calls[0].call_id, "type": "function", "function": function}]} if calls else {}
    )
    async with running(tmp_path) as replica:
        reply = {"role": "assistant", "content": text or None, **called}
        goes_on = (*begun.messages, reply, {"role": "user", "content": "two"})
        await say(replica, replace(begun, messages=goes_on), max_tokens=400)
        ended = [message for message in told if isinstance(message, EndWait)]
        assert [(message.wait, message.is_new) for message in ended] == [(began.wait, True)]


async def test_another_replica_that_lives_has_it(tmp_path):
    async with running(tmp_path, member="here") as here:
        reply, _ = await say(here, "one")
        async with running(tmp_path, member="there") as there:
            again, usage = await say(there, "one", reply, "two")
            assert usage.cold.reason == "other_replica"
            # Back home: what was computed there is missing, what was computed here is not.
            _, usage = await say(here, "one", reply, "two", again, "three")
            assert usage.cold.reason == "other_replica"
            assert usage.num_cached_tokens > 0
        _, usage = await say(here, "one", reply, "2", session_id="s")
        assert usage.cold is None


async def test_a_replica_that_has_left_is_gone(tmp_path):
    async with running(tmp_path, member="here") as here:
        async with running(tmp_path, member="there") as there:
            reply, _ = await say(there, "one")
        _, usage = await say(here, "one", reply, "two")
        assert usage.cold.reason == "restarted"


@pytest.mark.parametrize("kind", ["chat", "text"])
async def test_a_session_that_was_not_used_for_too_long_has_expired(tmp_path, kind):
    async with running(tmp_path, session_ttl_s=0.2) as replica:
        prompt = "one" if kind == "chat" else TextInput("one")
        reply, first = await say(replica, prompt)
        await asyncio.sleep(0.3)
        await replica.sweep()
        assert await replica.call(ListSessions(Principal("t"))) == []
        follow_up = ("one", reply, "two") if kind == "chat" else (TextInput(f"one{reply}two"),)
        _, usage = await say(replica, *follow_up)
        assert (usage.cold.reason, usage.cold.num_cached_tokens) == ("expired", usage.num_cached_tokens)
        assert usage.cold.num_expected_tokens == first.num_prompt_tokens + 11
        assert await cold_turns(replica, "expired") == 1


async def test_other_words_in_an_expired_session_are_no_cold_turn(tmp_path):
    async with running(tmp_path, session_ttl_s=0.2) as replica:
        await say(replica, "one")
        await asyncio.sleep(0.3)
        await replica.sweep()
        _, usage = await say(replica, "something else")
        assert usage.cold is None


async def test_a_template_that_rewrites_history_is_named_with_the_first_token_that_differs(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(toy_model, "make_chat_template", lambda: ChatTemplate(LOUD_HISTORY, "", "<|im_end|>"))
    async with running(tmp_path) as replica:
        (a,) = toy_model.make_tokenizer().encode("a")
        reply, first = await say(replica, "one", logit_bias=((a, 10_000.0),))
        assert reply == "a" * 12
        _, usage = await say(replica, "one", reply, "two")
        divergence = usage.cold.divergence
        assert usage.cold.reason == "template"
        assert divergence.position == usage.num_cached_tokens == first.num_prompt_tokens
        assert (divergence.stored_text, divergence.rendered_text) == ("a", "A")
        assert await cold_turns(replica, "template") == 1


def headed(head, *contents, tools=None):
    roles = ("user", "assistant")
    said = [{"role": roles[i % 2], "content": text} for i, text in enumerate(contents)]
    system = [{"role": "system", "content": text} for text in head]
    return ChatInput((*system, *said), tools=tools)


async def test_a_changed_head_is_named_with_the_first_line_that_differs(tmp_path):
    async with running(tmp_path) as replica:
        reply, first = await say(replica, headed(["You are an agent.\nVersion 1.\nBe brief."], "one"))
        changed = ["You are an agent.\nVersion 2.\nBe brief."]
        again, usage = await say(replica, headed(changed, "one", reply, "two"))
        assert (usage.cold.reason, usage.cold.num_expected_tokens) == ("head", first.num_prompt_tokens + 11)
        assert usage.cold.head == HeadChange(0, 2, "Version 1.", "Version 2.")
        assert await cold_turns(replica, "head") == 1
        _, usage = await say(replica, headed(changed, "one", reply, "two", again, "three"))
        assert usage.cold is None
        _, usage = await say(replica, headed([], "one", reply, "two", again, "three"))
        assert usage.cold.head == HeadChange(0, 1, "You are an agent.", "")
        _, usage = await say(replica, headed(["Make a title."], "What was this?"))
        assert usage.cold is None  # another conversation in the same session


async def test_changed_tools_are_no_line_of_a_message(tmp_path):
    tools = [Tool(name, None, None, False, "tools.0") for name in ("read", "write")]
    uses = [ToolUse(tools=tuple(tools[:num]), allowed=frozenset({"read"})) for num in (1, 2)]
    async with running(tmp_path) as replica:
        reply, _ = await say(replica, headed(["Be brief."], "one", tools=uses[0]), ignore_eos=False)
        _, usage = await say(
            replica, headed(["Be brief."], "one", reply, "two", tools=uses[1]), ignore_eos=False
        )
        assert (usage.cold.reason, usage.cold.head) == ("head", HeadChange())


async def test_what_a_rule_takes_out_of_the_head_leaves_the_turn_warm(tmp_path):
    heads = [f"x-anthropic-billing-header: cch={count};\nYou are an agent." for count in range(3)]
    async with running(tmp_path) as replica:
        reply, first = await say(replica, headed([heads[0]], "one"))
        _, usage = await say(replica, headed([heads[1]], "one", reply, "two"))
        assert (usage.cold, usage.head_rules) == (None, ("billing",))
        assert usage.num_cached_tokens == first.num_prompt_tokens + 11
    async with running(tmp_path, head_rules="none") as replica:
        _, usage = await say(replica, headed([heads[2]], "one", reply, "two"))
        assert usage.head_rules == ()
        assert usage.cold.reason == "head"


def dated(day, *contents):
    return headed([f"You are an agent.\nToday's date is 2026-11-{day}.\nBe brief."], *contents)


async def test_a_date_that_changes_in_mid_session_is_told_where_it_does(tmp_path):
    """Each turn computes what it adds: the note, where there is a new one, and what was said."""
    said, days, before = ["one"], [28, 28, 29, 29, 30, 30], 0
    async with running(tmp_path) as replica:
        for number, day in enumerate(days):
            reply, usage = await say(replica, dated(day, *said), ignore_eos=False)
            assert (usage.cold, usage.head_rules) == (None, ("date",))
            assert usage.num_cached_tokens == before
            before = usage.num_prompt_tokens + usage.num_completion_tokens - 1
            said += [reply, f"and {number}"]
    async with running(tmp_path) as replica:  # the log knows where
        _, usage = await say(replica, dated(30, *said), ignore_eos=False)
        assert (usage.cold.reason, usage.cold.num_expected_tokens) == ("restarted", before)


async def test_another_conversation_of_the_session_has_its_own_date(tmp_path):
    async with running(tmp_path) as replica:
        reply, _ = await say(replica, dated(28, "one"))
        title, _ = await say(replica, headed(["Make a title.\nToday's date is 2026-11-29."], "one"))
        again, usage = await say(replica, dated(29, "one", reply, "two"))
        assert usage.cold is None
        _, usage = await say(
            replica, headed(["Make a title.\nToday's date is 2026-11-30."], "one", title, "two")
        )
        assert usage.cold is None
        _, usage = await say(replica, dated(29, "one", reply, "two", again, "three"))
        assert usage.cold is None


async def test_who_wants_every_prompt_token_scored_has_them_computed(tmp_path):
    async with running(tmp_path) as replica:
        reply, _ = await say(replica, "one")
        _, usage = await say(replica, "one", reply, "two", prompt_logprobs=1)
        assert (usage.num_cached_tokens, usage.cold) == (0, None)
