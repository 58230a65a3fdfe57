"""Rendering equals transformers', and refusals carry the template's own words."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from models.chat_template import ChatTemplate, gguf_template_source, hf_template_source
from models.errors import CheckpointError, TemplateError
from models.keys import Keys

CHATML = (
    "{% for message in messages %}\n"
    "    {% if message.role not in ['system', 'user', 'assistant'] %}\n"
    "        {{ raise_exception('unknown role ' + message.role) }}\n"
    "    {% endif %}\n"
    "{{ bos_token }}<|im_start|>{{ message.role }}\n{{ message.content }}<|im_end|>\n"
    "{% endfor %}\n"
    "{% if add_generation_prompt %}\n<|im_start|>assistant\n{% endif %}\n"
)
TRIMMING = "{% for m in messages %}[{{ m.role }}]{{ m.content | trim }}[/]{% endfor %}"
TOOLS = (
    "{%- if tools %}{{ tools | tojson }} {{ tools[0] | tojson(indent=2) }}{% endif %}\n"
    "{%- for m in messages %}\n"
    "    {%- if loop.index0 > 1 %}{% break %}{% endif %}\n"
    "    {%- set ns = namespace(text=m.content) %}{{ ns.text }}{% generation %}!{% endgeneration %}\n"
    "{%- endfor %}"
)
MESSAGES = [{"role": "user", "content": "1 < 2 & 'é' "}, {"role": "assistant", "content": " Yes,  "}]
TOOL = {"type": "function", "function": {"name": "f", "description": "<é>"}}


def oracle(source, messages, **options):
    utils = pytest.importorskip("transformers.utils.chat_template_utils")
    rendered, _ = utils.render_jinja_template(
        [messages], chat_template=source, bos_token="<s>", eos_token="</s>", **options
    )
    return rendered[0]


@pytest.mark.parametrize("source", [CHATML, TRIMMING, TOOLS])
@pytest.mark.parametrize(
    "options",
    [
        {"add_generation_prompt": True},
        {"add_generation_prompt": False},
        {"add_generation_prompt": False, "tools": [TOOL]},
        {"add_generation_prompt": False, "continue_final_message": True},
    ],
    ids=["prompt", "closed", "tools", "continued"],
)
def test_rendering_equals_transformers(source, options):
    template = ChatTemplate(source, "<s>", "</s>")
    assert template.render(MESSAGES, **options) == oracle(source, MESSAGES, **options)


@pytest.mark.parametrize("content", ["Answer: ", "Answer:\n\n", "  Answer", " ", "Answer"])
@pytest.mark.parametrize("filters", ["", " | trim", " + ''", " | replace('x', 'y') | trim"])
@pytest.mark.parametrize("behind", ["", " ", "<|eot_id|>"])
def test_a_continued_message_keeps_the_white_space_that_the_template_keeps(content, filters, behind):
    written = f"{{{{ (m.content{filters}) + '{behind}' }}}}"
    source = f"{{% for m in messages %}}[{{{{ m.role }}}}]{written}{{% endfor %}}"
    messages = [MESSAGES[0], {"role": "assistant", "content": content}]
    text = ChatTemplate(source, "<s>", "</s>").render(messages, continue_final_message=True)
    assert text == oracle(source, messages, continue_final_message=True)


@pytest.mark.parametrize(
    "source",
    [
        "{{ documents is none }}{{ documents is defined }}{{ tools is none }}",
        "{% set x = 'before' %}{% generation %}{% set x = 'in' %}{{ x }}{% endgeneration %}{{ x }}",
        "{% set ns = namespace(x=1) %}{% generation %}{% set ns.x = 2 %}{% endgeneration %}{{ ns.x }}",
        "{% for m in messages %}{% generation %}{{ loop.index }}{{ m.role }}{% endgeneration %}{% endfor %}",
        "{% for m in messages %}{{ m.reasoning_content }}/{{ m.thinking }}/{{ m.reasoning }};{% endfor %}",
    ],
)
@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"reasoning": "r"},
        {"thinking": "t"},
        {"reasoning_content": "c", "reasoning": "r"},
        {"reasoning_content": None, "thinking": "", "reasoning": "r"},
    ],
)
def test_what_a_template_can_read_is_what_transformers_gives_it(source, fields):
    messages = [MESSAGES[0], {**MESSAGES[1], **fields}]
    assert ChatTemplate(source, "<s>", "</s>").render(messages) == oracle(source, messages)


def test_a_continued_message_ends_where_its_content_ends():
    text = ChatTemplate(CHATML, "", "").render(MESSAGES, continue_final_message=True)
    assert text.endswith("<|im_start|>assistant\n Yes,  ")


def test_a_refusal_carries_the_templates_words():
    with pytest.raises(TemplateError, match="unknown role judge"):
        ChatTemplate(CHATML, "", "").render([{"role": "judge", "content": "x"}])


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("{{ messages[0].content + 1 }}", "str"),
        ("{{ messages[0].nothing.there }}", "has no attribute"),
        ("{{ ''.__class__.__mro__ }}", "unsafe"),
        ("{{ messages.append(1) }}", "unsafe"),
    ],
)
def test_whatever_goes_wrong_in_a_template_is_a_template_error(source, words):
    with pytest.raises(TemplateError, match=words):
        ChatTemplate(source, "", "").render(MESSAGES)


def test_what_cannot_be_continued_is_refused():
    with pytest.raises(TemplateError, match="drops the last message"):
        ChatTemplate("fixed", "", "").render(MESSAGES, continue_final_message=True)
    with pytest.raises(TemplateError, match="must have text"):
        ChatTemplate(CHATML, "", "").render([{"role": "user", "content": None}], continue_final_message=True)


def test_the_caller_keeps_its_messages():
    messages = [dict(message) for message in MESSAGES]
    ChatTemplate(CHATML, "", "").render(messages, continue_final_message=True)
    assert messages == MESSAGES


def test_dates_are_todays():
    text = ChatTemplate("{{ strftime_now('%Y') }}", "", "").render([])
    assert abs(int(text) - datetime.now().year) <= 1


def test_a_template_for_tools_is_used_when_there_are_tools():
    template = ChatTemplate({"default": "plain", "tool_use": "tools"}, "", "")
    assert template.render(MESSAGES) == "plain"
    assert template.render(MESSAGES, tools=[TOOL]) == "tools"


def test_a_template_that_is_no_jinja_is_a_checkpoint_error():
    with pytest.raises(CheckpointError, match="line 2"):
        ChatTemplate("fine\n{% if %}", "", "")


def test_fingerprints_tell_templates_apart():
    fingerprints = {
        ChatTemplate("a", "", "").fingerprint,
        ChatTemplate("b", "", "").fingerprint,
        ChatTemplate("a", "<s>", "").fingerprint,
    }
    assert len(fingerprints) == 3
    assert ChatTemplate("a", "", "").fingerprint in fingerprints


def test_a_gguf_may_hold_several_templates():
    metadata = {"tokenizer.chat_template": "a", "tokenizer.chat_template.tool_use": "b"}
    assert gguf_template_source(Keys(metadata, "f")) == {"default": "a", "tool_use": "b"}
    assert gguf_template_source(Keys({}, "f")) is None


def test_the_source_is_found_in_either_file(tmp_path):
    assert hf_template_source(tmp_path, {}) is None
    assert hf_template_source(tmp_path, {"chat_template": "a"}) == "a"
    named = {"chat_template": [{"name": "default", "template": "a"}, {"name": "tool_use", "template": "b"}]}
    assert hf_template_source(tmp_path, json.loads(json.dumps(named))) == {"default": "a", "tool_use": "b"}
    with pytest.raises(CheckpointError, match="chat_template"):
        hf_template_source(tmp_path, {"chat_template": [1]})
    (tmp_path / "chat_template.jinja").write_text("c")
    assert hf_template_source(tmp_path, named) == {"default": "c"}
