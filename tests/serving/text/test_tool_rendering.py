"""Tools in the prompt, and turns that follow calls: with templates that know tools, and one that does not."""

from __future__ import annotations

import json

import pytest
import tokenizers
from tokenizers import decoders, models, pre_tokenizers

from models.chat_template import ChatTemplate
from models.tokenizer import Tokenizer, mark_special
from serving.request import ChatInput, Tool, ToolUse
from serving.text.template.renderer import Renderer
from serving.text.tools.prompt import tool_prompt

# Shapes of public models' templates, cut down to what tools need.
QWEN = (
    "{% if tools %}{{ '<|im_start|>system\nTools:' }}{% for tool in tools %}{{ '\n' + (tool | tojson) }}"
    "{% endfor %}{{ '<|im_end|>\n' }}{% endif %}"
    "{% for m in messages %}"
    "{% if m.role == 'assistant' and m.tool_calls %}{{ '<|im_start|>assistant' }}"
    "{% if m.content %}{{ '\n' + m.content }}{% endif %}"
    "{% for call in m.tool_calls %}"
    '{{ \'\n<tool_call>\n{"name": "\' + call.function.name + \'", "arguments": \' }}'
    "{{ (call.function.arguments | tojson) + '}\n</tool_call>' }}{% endfor %}{{ '<|im_end|>\n' }}"
    "{% elif m.role == 'tool' %}"
    "{% if loop.first or messages[loop.index0 - 1].role != 'tool' %}{{ '<|im_start|>user' }}{% endif %}"
    "{{ '\n<tool_response>\n' + m.content + '\n</tool_response>' }}"
    "{% if loop.last or messages[loop.index0 + 1].role != 'tool' %}{{ '<|im_end|>\n' }}{% endif %}"
    "{% else %}{{ '<|im_start|>' + m.role + '\n' + m.content + '<|im_end|>\n' }}{% endif %}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)
LLAMA3 = (
    "{{ bos_token }}{% if tools %}{{ '<|start_header_id|>system<|end_header_id|>\n\nUse <|python_tag|>'"
    ' + (tools | tojson) + \' {"name": name, "parameters": values}<|eot_id|>\' }}{% endif %}'
    "{% for m in messages %}{{ '<|start_header_id|>' + m.role + '<|end_header_id|>\n\n' }}"
    "{% if m.tool_calls %}"
    "{% if m.tool_calls | length != 1 %}{{ raise_exception('one call at a time') }}{% endif %}"
    '{{ \'{"name": "\' + m.tool_calls[0].function.name + \'", "parameters": \' }}'
    "{{ (m.tool_calls[0].function.arguments | tojson) + '}' }}{% else %}{{ m.content | trim }}{% endif %}"
    "{{ '<|eot_id|>' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|start_header_id|>assistant<|end_header_id|>\n\n' }}{% endif %}"
)
MISTRAL = (
    "{{ bos_token }}{% for m in messages %}"
    "{% if m.role == 'user' %}{% if tools and loop.last or loop.first %}"
    "{{ '[AVAILABLE_TOOLS] ' + (tools | tojson) + '[/AVAILABLE_TOOLS]' }}{% endif %}"
    "{{ '[INST] ' + m.content + '[/INST]' }}"
    "{% elif m.tool_calls %}{{ '[TOOL_CALLS] [' }}{% for call in m.tool_calls %}"
    "{% if call.id | length != 9 %}{{ raise_exception('ids have 9 characters') }}{% endif %}"
    '{{ \'{"name": "\' + call.function.name + \'", "arguments": \' }}'
    "{{ (call.function.arguments | tojson) + ', \"id\": \"' + call.id + '\"}' }}"
    "{% if not loop.last %}{{ ', ' }}{% endif %}{% endfor %}{{ ']' + eos_token }}"
    "{% elif m.role == 'tool' %}{{ '[TOOL_RESULTS] ' + m.content + '[/TOOL_RESULTS]' }}"
    "{% else %}{{ ' ' + m.content + eos_token }}{% endif %}{% endfor %}"
)
CHATML = (
    "{% for m in messages %}{{ '<|im_start|>' + m.role + '\n' + (m.content or '') + '<|im_end|>\n' }}"
    "{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)
USERS_ONLY = CHATML.replace(
    "{% for m in messages %}",
    "{% for m in messages %}{% if m.role not in ('system', 'user', 'assistant') %}"
    "{{ raise_exception('unknown role') }}{% endif %}",
)
UNREADABLE = QWEN.replace("<tool_call>", "<function=f>")
TEMPLATES = {"qwen": QWEN, "llama3": LLAMA3, "mistral": MISTRAL, "chatml": CHATML, "users_only": USERS_ONLY}
SPECIAL = (
    "<s>", "</s>", "<|im_start|>", "<|im_end|>", "<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>",
    "[TOOL_CALLS]", "[INST]", "[/INST]", "[AVAILABLE_TOOLS]", "[/AVAILABLE_TOOLS]",
)  # fmt: skip

TOOL = Tool("look_up", "What a word means.", {"type": "object", "properties": {"word": {}}}, False, "tools.0")
TOOLS = ToolUse(tools=(TOOL,), allowed=frozenset(["look_up"]))


@pytest.fixture(scope="module")
def tokenizer():
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    backend = tokenizers.Tokenizer(models.BPE(vocab={char: i for i, char in enumerate(alphabet)}, merges=[]))
    backend.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    backend.decoder = decoders.ByteLevel()
    mark_special(backend, SPECIAL)
    enders = [backend.token_to_id(token) for token in ("</s>", "<|im_end|>", "<|eot_id|>")]
    return Tokenizer(backend, eos_token_ids=enders)


@pytest.fixture(scope="module")
def renderers(tokenizer):
    return {n: Renderer(tokenizer, ChatTemplate(s, "<s>", "</s>")) for n, s in TEMPLATES.items()}


def user(content):
    return {"role": "user", "content": content}


def call_of(word, call_id="call00001", content=None):
    function = {"name": "look_up", "arguments": json.dumps({"word": word})}
    return {
        "role": "assistant",
        "content": content,
        "tool_calls": [{"id": call_id, "type": "function", "function": function}],
    }


def result(content, call_id="call00001"):
    return {"role": "tool", "tool_call_id": call_id, "content": content}


def chat(*messages, tools=TOOLS):
    return ChatInput(messages, tools=tools)


def text_of(tokenizer, token_ids):
    return b"".join(map(tokenizer.token_bytes, token_ids)).decode()


@pytest.mark.parametrize(
    ("name", "form"),
    [("qwen", "hermes"), ("llama3", "llama3"), ("mistral", "mistral"), ("chatml", "hermes")],
)
def test_the_format_is_that_of_the_template(renderers, name, form):
    assert renderers[name].tool_format.name == form


@pytest.mark.parametrize("name", ["qwen", "llama3", "mistral"])
def test_a_template_that_knows_tools_writes_them_and_their_calls_itself(renderers, tokenizer, name):
    messages = [user("Say it."), call_of("tenure"), result("to hold")]
    text = text_of(tokenizer, renderers[name].render(chat(*messages)))
    assert json.dumps(TOOL.definition) in text
    assert '{"word": "tenure"}' in text, "arguments are an object, not a string of one"
    assert tool_prompt([TOOL.definition]) not in text


def test_a_template_that_knows_none_is_helped_with_plain_words(renderers, tokenizer):
    messages = [user("Say it."), call_of("tenure", content="Wait."), result("to hold")]
    text = text_of(tokenizer, renderers["chatml"].render(chat(*messages)))
    assert text == (
        f"<|im_start|>system\n{tool_prompt([TOOL.definition])}<|im_end|>\n"
        "<|im_start|>user\nSay it.<|im_end|>\n"
        '<|im_start|>assistant\nWait.\n<tool_call>\n{"name": "look_up", "arguments": {"word": "tenure"}}\n'
        "</tool_call><|im_end|>\n"
        "<|im_start|>tool\nto hold<|im_end|>\n"
        "<|im_start|>assistant\n"
    )


def test_the_words_stand_before_the_client_s_own_system_message(renderers, tokenizer):
    text = text_of(
        tokenizer, renderers["chatml"].render(chat({"role": "system", "content": "Be brief."}, user("Hi")))
    )
    assert text.startswith(
        f"<|im_start|>system\n{tool_prompt([TOOL.definition])}\n\nBe brief.<|im_end|>\n<|im_start|>user"
    )


def test_a_result_is_a_user_s_where_no_other_role_is_known(renderers, tokenizer):
    messages = [user("Say it."), call_of("tenure"), result("to hold")]
    text = text_of(tokenizer, renderers["users_only"].render(chat(*messages)))
    assert "<|im_start|>user\n<tool_response>\nto hold\n</tool_response><|im_end|>\n" in text


def test_calls_that_we_cannot_read_are_not_asked_for_in_that_form(tokenizer):
    renderer = Renderer(tokenizer, ChatTemplate(UNREADABLE, "<s>", "</s>"))
    assert tool_prompt([TOOL.definition]) in text_of(tokenizer, renderer.render(chat(user("Hi"))))


@pytest.mark.parametrize("name", TEMPLATES)
def test_what_follows_a_call_is_what_follows_it_in_the_whole(renderers, name):
    renderer = renderers[name]
    history = [user("Say it."), call_of("tenure")]
    more = [result("to hold"), {"role": "assistant", "content": "To hold."}, user("Thanks.")]
    stored = renderer.render(ChatInput(tuple(history), add_generation_prompt=False, tools=TOOLS))
    for num_new in (1, 3):
        whole = renderer.render(chat(*history, *more[:num_new]))
        closer = max(i for i, token_id in enumerate(stored) if renderer._tokenizer.is_special(token_id))
        rendering = renderer.render_after(
            chat(*history, *more[:num_new]), 2, last_token_id=stored[closer], is_head=True, is_reply=True
        )
        assert rendering is not None
        new = [i for message in rendering.messages for i in message.token_ids] + rendering.tail_ids
        assert stored[: closer + 1] + new == whole


def test_the_branch_of_other_tools_is_another(renderers):
    for renderer in renderers.values():
        other = ToolUse(tools=(), allowed=frozenset())
        keys = {renderer.root_key(chat(user("Hi"), tools=tools)) for tools in (TOOLS, other, None)}
        assert len(keys) == 3
        only_named = ToolUse(tools=(TOOL,), mode="required", allowed=frozenset(), is_parallel=False)
        assert renderer.root_key(chat(tools=only_named)) == renderer.root_key(chat(tools=TOOLS))


def test_equal_arguments_are_equal_however_they_are_written(renderers):
    key = renderers["qwen"].message_key
    loose = call_of("tenure")
    loose["tool_calls"][0]["function"]["arguments"] = '{ "word" :"tenure"}'
    assert key(loose) == key(call_of("tenure"))
    assert key(call_of("other")) != key(call_of("tenure"))
    assert key(call_of("tenure", "call00002")) != key(call_of("tenure"))
    assert key(call_of("tenure", content="")) == key(call_of("tenure"))


@pytest.mark.parametrize("depth", [150, 400, 3000, 100_000])
@pytest.mark.parametrize("name", ["qwen", "llama3", "chatml"])
def test_arguments_may_be_nested_as_deep_as_they_like(renderers, tokenizer, name, depth):
    renderer = renderers[name]
    arguments = '{"a": ' + "[" * depth + "]" * depth + "}"
    call = {"id": "call00001", "type": "function", "function": {"name": "f", "arguments": arguments}}
    messages = (
        {"role": "user", "content": "u"},
        {"role": "assistant", "content": None, "tool_calls": [call]},
        {"role": "tool", "tool_call_id": "call00001", "content": "r"},
    )
    chat = renderer.adapted(ChatInput(messages))
    assert renderer.message_key(chat.messages[1])
    assert "[" * depth in b"".join(map(tokenizer.token_bytes, renderer.render(chat))).decode()
