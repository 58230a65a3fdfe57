"""How a model marks its reasoning is found in what its chat template does, not by its name."""

from pathlib import Path

import pytest

from models.chat_template import ChatTemplate
from serving.replica.toy_model import CHATML, make_tokenizer
from serving.request import ChatInput
from serving.text.template.renderer import Renderer

TOKENIZER = make_tokenizer()
TEMPLATES = Path(__file__).parents[2] / "data" / "chat_templates"
SOURCES = {path.stem: path.read_text() for path in TEMPLATES.glob("*.jinja")} | {"chatml": CHATML}
HELLO = {"role": "user", "content": "Hello"}


def renderer_of(name):
    return Renderer(TOKENIZER, ChatTemplate(SOURCES[name], "", "<|im_end|>"))


def start(renderer, *messages, **fields):
    prompt = ChatInput(messages or (HELLO,), **fields)
    return renderer.reasoning_start(prompt, renderer.render(prompt))


@pytest.mark.parametrize(
    ("name", "marks"),
    [
        ("qwen3", ("<think>", "</think>", "\n</think>")),
        ("deepseek_r1", ("<think>", "</think>", "</think>")),
        ("smollm3", ("<think>", "</think>", "</think>")),
        ("magistral", ("[THINK]", "[/THINK]", "[/THINK]")),
        ("chatml", None),
    ],
)
def test_the_marks_are_those_of_the_template(name, marks):
    form = renderer_of(name).reasoning_format
    assert (form and (form.opening, form.closing, form.forced_end)) == marks


@pytest.mark.parametrize(
    ("name", "by_default", "switched_off"),
    [
        ("qwen3", "possible", "none"),
        ("smollm3", "possible", "none"),
        ("deepseek_r1", "open", "open"),
        ("magistral", "possible", "possible"),
        ("chatml", "none", "none"),
    ],
)
def test_a_reply_begins_as_its_prompt_ends(name, by_default, switched_off):
    renderer = renderer_of(name)
    assert start(renderer) == by_default
    assert start(renderer, variables={"enable_thinking": False}) == switched_off


def test_a_switch_in_the_messages_counts():
    assert start(renderer_of("smollm3"), {"role": "system", "content": "/no_think"}, HELLO) == "none"


def test_a_message_that_is_continued_goes_on_with_text():
    said = {"role": "assistant", "content": "Yes"}
    for name in SOURCES:
        how = {"add_generation_prompt": False, "continue_final_message": True}
        assert start(renderer_of(name), HELLO, said, **how) == "none"


def test_a_user_who_writes_a_mark_opens_nothing():
    assert start(renderer_of("chatml"), {"role": "user", "content": "<think>"}) == "none"
    assert start(renderer_of("qwen3"), {"role": "user", "content": "<think>"}) == "possible"


def test_a_switch_that_asks_for_a_reply_alone_leaves_the_session_where_it_is():
    """SmolLM3's changes the system message, so there the history is another."""
    for name, is_same in (("qwen3", True), ("smollm3", False)):
        renderer = renderer_of(name)
        off = ChatInput((HELLO,), variables={"enable_thinking": False})
        assert (renderer.root_key(ChatInput((HELLO,))) == renderer.root_key(off)) == is_same
