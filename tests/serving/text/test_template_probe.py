"""What clients send is in the prompt, or the request is refused; what a model may say can be sent back."""

import json

import pytest

from models.chat_template import ChatTemplate
from serving.errors import InvalidRequest
from serving.request import ChatInput, Tool, ToolUse
from serving.text.template.renderer import Renderer
from serving.text.tools.grammar import tool_grammar

NAMES = ("qwen3", "thinking", "llama3", "mistral", "chatml", "phi", "gemma")
ID = "call_0123456789abcdefghijklmn"
TOOL = Tool("look_up", None, {"type": "object", "properties": {"word": {}}}, False, "tools.0")
TOOLS = ToolUse(tools=(TOOL,), allowed=frozenset(["look_up"]))


def call(word, call_id=ID):
    function = {"name": "look_up", "arguments": json.dumps({"word": word})}
    return {"id": call_id, "type": "function", "function": function}


def user(content):
    return {"role": "user", "content": content}


def system(content):
    return {"role": "system", "content": content}


def assistant(content, *calls, **fields):
    return {
        "role": "assistant",
        "content": content,
        **({"tool_calls": list(calls)} if calls else {}),
        **fields,
    }


def result(content, call_id=ID):
    return {"role": "tool", "tool_call_id": call_id, "content": content}


TWO = [call("one", ID), call("two", ID + "2")]
RESULTS = [result("of one"), result("of two", ID + "2")]
# name: (messages, tools, texts that the prompt must have)
CHATS = {
    "system": ([system("Be brief."), user("Hi")], None, ["Be brief.", "Hi"]),
    "developer": ([{"role": "developer", "content": "Be brief."}, user("Hi")], None, ["Be brief.", "Hi"]),
    "instructions and developer": (
        [system("Be brief."), {"role": "developer", "content": "Be kind."}, user("Hi")],
        None,
        ["Be brief.", "Be kind.", "Hi"],
    ),
    "nameless result": (
        [user("Hi"), assistant(None, call("one")), result("of one")],
        TOOLS,
        ["one", "of one"],
    ),
    "result and system": (
        [system("Be brief."), user("Hi"), assistant(None, call("one")), result("of one")],
        TOOLS,
        ["Be brief.", "Hi", "one", "of one"],
    ),
    "several calls": (
        [user("Hi"), assistant(None, *TWO), *RESULTS],
        TOOLS,
        ["one", "of one", "two", "of two"],
    ),
    "results in another order": (
        [user("Hi"), assistant(None, *TWO), *reversed(RESULTS)],
        TOOLS,
        ["one", "of one", "two", "of two"],
    ),
    "calls without tools": (
        [user("Hi"), assistant("", call("one")), result("of one")],
        None,
        ["one", "of one"],
    ),
    "function": (
        [
            user("Hi"),
            assistant(None, function_call={"name": "look_up", "arguments": '{"word": "one"}'}),
            {"role": "function", "name": "look_up", "content": "of one"},
        ],
        None,
        ["look_up", "one", "of one"],
    ),
    "reasoning": ([user("Hi"), assistant("Hello", reasoning_content="Hm."), user("More")], None, ["Hello"]),
    "null content": (
        [user("Hi"), assistant(None, call("one")), result(""), user("So?")],
        TOOLS,
        ["one", "So?"],
    ),
}


def text_of(renderer, tokenizer, messages, tools=None):
    ids = renderer.render(renderer.adapted(ChatInput(tuple(messages), tools=tools)))
    return b"".join(map(tokenizer.token_bytes, ids)).decode()


@pytest.mark.parametrize("chat", CHATS)
@pytest.mark.parametrize("name", NAMES)
def test_what_a_client_says_is_in_the_prompt(shape_renderers, shape_tokenizer, name, chat):
    messages, tools, expected = CHATS[chat]
    if (name, chat) in {("mistral", "null content"), ("gemma", "null content")}:
        messages = messages[:-1]  # behind a result their templates want a reply
        expected = expected[:-1]
    text = text_of(shape_renderers[name], shape_tokenizer, messages, tools)
    assert [said for said in expected if said not in text] == []
    assert "None" not in text


@pytest.mark.parametrize(
    "messages",
    [
        [user("Hi"), assistant("Hello"), system("Be brief."), user("More")],
        [user("Hi"), assistant("Hello"), system("Be brief.")],
        [user("Hi"), assistant("Hello"), user("So"), system("Be brief."), assistant("Yes"), user("More")],
    ],
)
@pytest.mark.parametrize("name", NAMES)
def test_a_system_message_in_mid_conversation_is_written_where_it_stands(
    shape_renderers, shape_tokenizer, name, messages
):
    text = text_of(shape_renderers[name], shape_tokenizer, [system("Be kind."), *messages])
    places = [text.index(message["content"]) for message in messages]
    assert text.count("Be brief.") == 1
    if name != "mistral":  # it moves the first system message with the conversation's end
        assert [text.index("Be kind."), *places] == sorted([text.index("Be kind."), *places])
    assert places == sorted(places)


def test_a_role_that_a_template_does_not_write_is_the_one_that_means_the_same(
    shape_renderers, shape_tokenizer
):
    for name, role in (("qwen3", "system"), ("chatml", "developer"), ("mistral", None), ("gemma", None)):
        messages = [{"role": "developer", "content": "Be brief."}, user("Hi")]
        text = text_of(shape_renderers[name], shape_tokenizer, messages)
        assert "Be brief." in text
        if role is not None:
            assert f"<|im_start|>{role}\nBe brief.<|im_end|>" in text


def test_a_role_that_vanishes_is_refused_with_a_sentence(shape_tokenizer):
    source = (
        "{% for m in messages %}{% if m.role != 'assistant' or loop.last %}"
        "{{ '<|im_start|>' + m.role + '\n' + m.content + '<|im_end|>\n' }}{% endif %}{% endfor %}"
    )
    renderer = Renderer(shape_tokenizer, ChatTemplate(source, "<s>", "</s>"))
    messages = (user("Hi"), assistant("Hello"), user("More"))
    with pytest.raises(
        InvalidRequest, match="leaves out the content of a message of the role 'assistant', number 2 of 3"
    ):
        renderer.render(renderer.adapted(ChatInput(messages)))


@pytest.mark.parametrize("expression", ["m.content[:20]", "m.content | truncate(20)", "m.content | upper"])
def test_a_content_that_a_template_shortens_or_rewrites_is_not_lost(shape_tokenizer, expression):
    source = (
        "{% for m in messages %}{{ '<|im_start|>' + m.role + '\n' }}"
        f"{{% if m.role == 'tool' %}}{{{{ {expression} }}}}{{% else %}}{{{{ m.content }}}}{{% endif %}}"
        "{{ '<|im_end|>\n' }}{% endfor %}"
    )
    renderer = Renderer(shape_tokenizer, ChatTemplate(source, "<s>", "</s>"))
    chat = ChatInput(
        (user("Hi"), assistant("Hello"), {"role": "tool", "content": "all of it " * 9}, user("More"))
    )
    text = b"".join(map(shape_tokenizer.token_bytes, renderer.render(chat))).decode()
    assert "all of it" in text.lower()


def test_text_beside_calls_is_not_lost(shape_renderers, shape_tokenizer):
    messages = [user("Hi"), assistant("Looking.", call("one")), result("of one")]
    for name in ("qwen3", "llama3", "chatml", "phi", "gemma"):
        assert "Looking." in text_of(shape_renderers[name], shape_tokenizer, messages, TOOLS)
    with pytest.raises(InvalidRequest, match="leaves out the content beside its tool calls"):
        text_of(shape_renderers["mistral"], shape_tokenizer, messages, TOOLS)


def test_calls_that_go_one_by_one_have_each_its_result_behind_it(shape_renderers, shape_tokenizer):
    for name in ("llama3", "gemma"):
        text = text_of(
            shape_renderers[name], shape_tokenizer, [user("Hi"), assistant(None, *TWO), *RESULTS], TOOLS
        )
        places = [text.index(said) for said in ('"word": "one"', "of one", '"word": "two"', "of two")]
        assert places == sorted(places)


def test_adapting_twice_changes_nothing(shape_renderers):
    for renderer in shape_renderers.values():
        for messages, tools, _ in CHATS.values():
            once = renderer.adapted(ChatInput(tuple(messages), tools=tools))
            assert renderer.adapted(once) == once


@pytest.mark.parametrize(
    ("name", "form", "takes_many", "has_text_before"),
    [
        ("qwen3", "hermes", True, True),
        ("thinking", "hermes", True, True),
        ("llama3", "llama3", False, False),
        ("mistral", "mistral", True, False),
        ("chatml", "hermes", True, True),
        ("gemma", "hermes", False, True),
    ],
)
def test_a_reply_is_held_to_what_can_be_sent_back(shape_renderers, name, form, takes_many, has_text_before):
    """`llama3` names no <|python_tag|>: how calls are written is seen, not guessed from marks."""
    found = shape_renderers[name].tool_format
    assert (found.name, found.takes_many, found.has_text_before) == (form, takes_many, has_text_before)


@pytest.mark.parametrize("name", NAMES)
def test_two_calls_may_be_said_only_where_two_can_be_sent_back(shape_renderers, name):
    form = shape_renderers[name].tool_format
    source = tool_grammar(form, TOOLS, None, {TOOL.name: '"{}"'}).source
    assert ("{0,15}" in source) == form.takes_many


@pytest.mark.parametrize(
    ("name", "content"),
    [
        *((name, None) for name in NAMES if name != "mistral"),
        *((name, "Looking.") for name in NAMES if name not in ("mistral", "llama3")),  # no text beside calls
    ],
)
def test_a_turn_with_a_result_is_appended_to_the_call(shape_renderers, name, content):
    """Also where the template writes a call that is history otherwise than one that is the last message."""
    renderer = shape_renderers[name]
    messages = [system("Be brief."), user("Hi"), assistant(content, call("one")), result("of one")]
    chat = renderer.adapted(ChatInput(tuple(messages), tools=TOOLS))
    whole = renderer.render(chat)
    after = renderer.render_after(
        chat, 3, last_token_id=renderer.traits.reply_closer_id, is_head=True, is_reply=True
    )
    new = [i for message in after.messages for i in message.token_ids] + after.tail_ids
    assert whole[len(whole) - len(new) :] == new
    assert whole[len(whole) - len(new) - 1] == renderer.traits.reply_closer_id


def test_a_system_message_that_moved_stays_before_the_call(shape_renderers, shape_tokenizer):
    """Mistral's template writes it into the last message alone, and that is now a result."""
    renderer = shape_renderers["mistral"]
    messages = [system("Be brief."), user("Hi"), assistant(None, call("one")), result("of one")]
    before = text_of(renderer, shape_tokenizer, messages[:2], TOOLS)
    assert text_of(renderer, shape_tokenizer, messages, TOOLS).startswith(before)
    chat = renderer.adapted(ChatInput(tuple(messages), tools=TOOLS))
    closer = renderer.traits.reply_closer_id
    assert renderer.render_after(chat, 3, last_token_id=closer, is_head=True, is_reply=True) is not None


@pytest.mark.parametrize(
    ("arguments", "written"),
    [('{"word": "on', '"word": "on"'), ('{"word', "{}"), ("", "{}"), ("[1", "{}"), ("nonsense", "{}")],
)
def test_a_call_that_was_cut_short_is_history_too(shape_tokenizer, arguments, written):
    """Also where a template goes through the arguments one by one."""
    one_by_one = (
        "{% for m in messages %}{{ '<|im_start|>' + m.role + '\n' + (m.content or '') }}"
        "{% for call in m.tool_calls or [] %}"
        '{{ \'<tool_call>\n{"name": "\' + call.function.name + \'", "arguments": {\' }}'
        "{% for key, value in call.function.arguments.items() %}"
        "{{ (key | tojson) + ': ' + (value | tojson) }}{% endfor %}"
        "{{ '}}\n</tool_call>' }}{% endfor %}{{ '<|im_end|>\n' }}{% endfor %}{{ tools | tojson }}"
    )
    renderer = Renderer(shape_tokenizer, ChatTemplate(one_by_one, "<s>", "</s>"))
    cut = {"id": ID, "type": "function", "function": {"name": "look_up", "arguments": arguments}}
    assert written in text_of(renderer, shape_tokenizer, [user("Hi"), assistant(None, cut)], TOOLS)
