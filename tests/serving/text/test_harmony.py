"""Prompts and replies of harmony, beside what openai-harmony makes of them."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.chat_template import ChatTemplate
from models.errors import TemplateError
from models.tokenizer import Tokenizer, mark_special
from serving.engine.grammars.grammar import Grammars
from serving.replica.toy_model import make_tokenizer
from serving.request import Grammar, SamplingParams, Tool, ToolUse
from serving.text.harmony.marks import CALL, CHANNEL, CONSTRAIN, END, ENDERS, MESSAGE, RETURN, START
from serving.text.harmony.template import HarmonyTemplate
from serving.text.harmony.typescript import namespace
from serving.text.replies import reply_reader
from serving.text.template.renderer import Renderer
from serving.text.tools.arguments import arguments_of_tools
from serving.text.tools.grammar import tool_grammar

DATA = Path(__file__).parents[2] / "data"
RECORDED = json.loads((DATA / "harmony" / "recorded.json").read_text())
MARKS = (START, MESSAGE, CHANNEL, CONSTRAIN, *ENDERS)
LOOK_UP = Tool("look_up", None, {"type": "object"}, False, "tools.0")


def _tokenizer():
    backend = make_tokenizer()._backend
    mark_special(backend, MARKS)
    return Tokenizer(backend, eos_token_ids=[backend.token_to_id(mark) for mark in (CALL, RETURN)])


TO = "to=functions.look_up"
CALLS = [
    f"{CHANNEL}commentary {TO} {CONSTRAIN}json{MESSAGE}{{}}",
    f"{CHANNEL}commentary {TO} json{MESSAGE}{{}}",
    f" {TO}{CHANNEL}commentary {CONSTRAIN}json{MESSAGE}{{}}",
    f"{CHANNEL}commentary{MESSAGE}Let me see.{END}{START}assistant {TO}{CHANNEL}commentary json{MESSAGE}{{}}",
]
FINAL = f"{CHANNEL}final{MESSAGE}"
TOKENIZER = _tokenizer()
SOURCE = (DATA / "chat_templates" / "harmony.jinja").read_text()
RENDERER = Renderer(TOKENIZER, ChatTemplate(SOURCE, "", ""))
FORM = RENDERER.tool_format


def functions(tools):
    return [{"type": "function", "function": tool} for tool in tools or ()]


def test_tools_are_told_as_openai_harmony_tells_them():
    assert namespace("functions", RECORDED["tools"]) == RECORDED["namespace"]


@pytest.mark.parametrize("case", RECORDED["conversations"], ids=range(len(RECORDED["conversations"])))
def test_a_conversation_is_what_openai_harmony_makes_of_it(case):
    tools, variables = functions(case["tools"]), case["variables"]
    assert HarmonyTemplate().render(case["messages"], tools=tools, variables=variables) == case["text"]


def test_the_analysis_of_a_finished_reply_stays_away_so_that_prompts_go_on():
    """openai-harmony lets that of a second reply come back: a prompt would not begin with the one before."""
    asked, called = (
        case["text"].removesuffix("<|start|>assistant") for case in RECORDED["conversations"][3:]
    )
    assert called.startswith(asked)


@pytest.mark.parametrize(
    ("messages", "variables", "reason"),
    [
        ([{"role": "tool", "tool_call_id": "x", "content": "1"}], {}, "behind its call"),
        ([{"role": "critic", "content": "1"}], {}, "'critic'"),
        ([], {"reasoning_effort": "none"}, "low, medium or high"),
        ([], {"builtin_tools": ["browser"]}, "builtin_tools"),
    ],
)
def test_what_harmony_has_no_place_for_is_refused(messages, variables, reason):
    with pytest.raises(TemplateError, match=reason):
        HarmonyTemplate().render(messages, variables=variables)


# ---- replies ----------------------------------------------------------------------------------------


def read(token_ids, form=FORM, reasoning=RENDERER.reasoning_format, **sampling):
    """(reasoning, text, calls, reader) of all tokens but the one that ends the reply."""
    reader = reply_reader(TOKENIZER, SamplingParams(**sampling), form, "r:0", reasoning)
    seen = []
    for token_id in token_ids:
        if token_id in TOKENIZER.eos_token_ids:
            break
        seen.append(reader.push(token_id))
        if seen[-1].stop is not None:
            break
    else:
        token_id = None
    if not seen or seen[-1].stop is None:
        seen.append(reader.finish())
    deltas = [delta for part in seen for delta in part.calls]
    assert "".join(delta.arguments for delta in deltas) == "".join(call.arguments for call in reader.calls)
    text = "".join(part.text for part in seen)
    assert reader.num_chars == len(text)
    return "".join(part.reasoning for part in seen), text, reader.calls, reader


def encode(text):
    return TOKENIZER.encode(text, add_special_tokens=False)


@pytest.mark.parametrize("case", RECORDED["replies"], ids=range(len(RECORDED["replies"])))
def test_a_reply_is_read_as_openai_harmony_reads_it(case):
    reasoning, text, calls, _ = read(encode(case["reply"]))
    told = {"analysis": "", "text": "", "call": []}
    for message in case["messages"]:
        if (message["recipient"] or "").startswith("functions."):
            told["call"].append((message["recipient"].removeprefix("functions."), message["content"]))
        elif message["recipient"] is None:
            told["analysis" if message["channel"] == "analysis" else "text"] += message["content"]
        else:
            told["analysis"] += message["content"]
    assert (reasoning, text) == (told["analysis"], told["text"])
    assert [(call.name, call.arguments) for call in calls] == told["call"]


def test_a_content_type_alone_is_no_recipient():
    """openai-harmony reads its own `final <|constrain|>json` as one."""
    reply = f"{CHANNEL}final {CONSTRAIN}json{MESSAGE}{{}}"
    assert read(encode(reply))[:2] == ("", "{}")


def test_what_others_would_say_is_not_told_as_text():
    result = f"{START}functions.f to=assistant{MESSAGE}1"
    reply = f"{FINAL}Yes.{END}{START}user{MESSAGE}And?{END}{result}"
    assert read(encode(reply))[:2] == ("", "Yes.")


def test_without_tools_a_call_is_the_models_own_affair():
    reply = f"{CALLS[0]}{END}{START}assistant{FINAL}No."
    assert read(encode(reply), form=None)[:3] == ("{}", "No.", [])


def test_stops_are_found_in_the_text_alone_and_the_context_ends_there():
    reply = f"{CHANNEL}analysis{MESSAGE}so{END}{START}assistant{CHANNEL}final{MESSAGE}Yes, so it is."
    reasoning, text, _, reader = read(encode(reply), stop=["so", "assistant"])
    assert (reasoning, text) == ("so", "Yes, ")
    assert TOKENIZER.decode(encode(reply)[: reader.cut.num_tokens]).endswith("Yes, ")
    assert reader.num_reasoning_tokens == len(encode(reply.partition(START)[0]))


TOKENS = st.lists(
    st.one_of(
        st.sampled_from([TOKENIZER.token_id(mark) for mark in MARKS]),
        st.sampled_from(
            [encode(word) for word in ("assistant", "analysis", "final", " to=functions.f", '{"a":')]
        ),
        st.integers(0, TOKENIZER.vocab_size - 1),
    ),
    max_size=40,
).map(lambda parts: [i for part in parts for i in (part if isinstance(part, list) else [part])])


@given(TOKENS, st.booleans(), st.booleans())
def test_every_reply_comes_to_something(token_ids, may_call, tells_reasoning):
    form = FORM if may_call else None
    reasoning = RENDERER.reasoning_format if tells_reasoning or not may_call else None
    *_, reader = read(token_ids, form, reasoning, stop=["ab"])
    assert reader.cut.num_tokens <= len(token_ids)


# ---- grammars ---------------------------------------------------------------------------------------


GRAMMARS = Grammars(TOKENIZER, TOKENIZER.vocab_size)
ANSWER = Grammar("json_schema", '{"enum": ["yes"]}', "response_format")


@pytest.fixture
def accepts():
    """Whether a reply, its reasoning apart, is what it may be."""

    def check(reply, mode="auto", *, answer=None, is_continued=False):
        use = ToolUse(tools=(LOOK_UP,), mode=mode, allowed=frozenset(["look_up"]))
        arguments, _ = arguments_of_tools(use, GRAMMARS.compile)
        form = replace(FORM, is_continued=is_continued)
        state = GRAMMARS.start(tool_grammar(form, use, answer, arguments))
        for token_id in encode(reply):
            if not state.allowed()[token_id]:
                return False
            state.advance(token_id)
        return state.is_complete

    return check


def test_a_reply_calls_or_answers_in_its_channel(accepts):
    assert all(accepts(reply, mode) for reply in CALLS for mode in ("auto", "required"))
    assert accepts(f"{FINAL}Hello.")
    assert not accepts(f"{FINAL}Hello.", "required")
    assert not accepts("Hello.")
    assert not accepts(CALLS[0].replace("look_up", "other"))
    assert accepts(f'{FINAL}"yes"', answer=ANSWER)
    assert not accepts(f'{FINAL}"no"', answer=ANSWER)


def test_a_reply_that_is_continued_is_text_already(accepts):
    assert accepts("Hello.", is_continued=True)
    assert accepts(f"Hello.{END}{START}assistant{CALLS[0]}", "required", is_continued=True)
    assert not accepts("Hello.", "required", is_continued=True)
