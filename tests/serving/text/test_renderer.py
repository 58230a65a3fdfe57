"""Whole or in steps, a conversation renders to the same ids. Template shapes as they are in public models."""

from __future__ import annotations

import json

import pytest
import tokenizers
from tokenizers import decoders, models, normalizers, pre_tokenizers, trainers

from models.chat_template import ChatTemplate
from models.tokenizer import Tokenizer, mark_special
from serving.errors import InvalidRequest
from serving.replica.toy_model import make_tokenizer
from serving.request import ChatInput, TextInput, TokenInput
from serving.sessions.rendering import FinishedChoice
from serving.text.template.renderer import Renderer

CHATML = (
    "{% for m in messages %}{{ '<|im_start|>' + m.role + '\n' + (m.content or '') + '<|im_end|>\n' }}"
    "{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)
LLAMA3 = (
    "{{ bos_token }}{% for m in messages %}"
    "{{ '<|start_header_id|>' + m.role + '<|end_header_id|>\n\n' + m.content | trim + '<|eot_id|>' }}"
    "{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|start_header_id|>assistant<|end_header_id|>\n\n' }}{% endif %}"
)
MISTRAL = (
    "{{ bos_token }}{% for m in messages %}"
    "{% if m.role == 'user' %}{{ '[INST] ' + m.content + ' [/INST]' }}"
    "{% elif m.role == 'assistant' %}{{ ' ' + m.content + eos_token }}"
    "{% else %}{{ raise_exception('Only user and assistant roles are supported!') }}{% endif %}"
    "{% endfor %}"
)
# The system prompt stands in the last user message, so every turn moves it.
MOVING_SYSTEM = (
    "{{ bos_token }}{% if messages[0].role == 'system' %}{% set system = messages[0].content %}"
    "{% set loop_messages = messages[1:] %}{% else %}{% set loop_messages = messages %}{% endif %}"
    "{% for m in loop_messages %}{% if m.role == 'user' %}"
    "{% if loop.last and system is defined %}{{ '[INST]' + system + '\n\n' + m.content + '[/INST]' }}"
    "{% else %}{{ '[INST]' + m.content + '[/INST]' }}{% endif %}"
    "{% else %}{{ m.content + eos_token }}{% endif %}{% endfor %}"
)
QWEN3 = (
    "{% set ns = namespace(last=messages | length - 1) %}"
    "{% for m in messages %}{% if m.role == 'user' %}{% set ns.last = loop.index0 %}{% endif %}{% endfor %}"
    "{% for m in messages %}"
    "{% if m.role == 'assistant' %}{% set content = m.content %}{% set thought = '' %}"
    "{% if '</think>' in content %}"
    "{% set thought = content.split('</think>')[0].split('<think>')[-1].strip('\n') %}"
    "{% set content = content.split('</think>')[-1].lstrip('\n') %}{% endif %}"
    "{% if loop.index0 > ns.last and (loop.last or thought) %}"
    "{{ '<|im_start|>assistant\n<think>\n' + thought + '\n</think>\n\n' + content + '<|im_end|>\n' }}"
    "{% else %}{{ '<|im_start|>assistant\n' + content + '<|im_end|>\n' }}{% endif %}"
    "{% else %}{{ '<|im_start|>' + m.role + '\n' + m.content + '<|im_end|>\n' }}{% endif %}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)
ROUNDS = (
    "{% for m in messages %}"
    "{% if m.role == 'user' %}"
    "{{ '[Round ' ~ (loop.index0 // 2 + 1) ~ ']<|user|>' + m.content + '<|im_end|>' }}"
    "{% else %}{{ '<|bot|>' + m.content + '<|im_end|>' }}{% endif %}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|bot|>' }}{% endif %}"
)
DATED = "{{ '<|im_start|>system\nToday is ' + strftime_now('%d %B %Y') + '<|im_end|>\n' }}" + CHATML
PLAIN = (
    "{% for m in messages %}{{ m.role + ': ' + m.content + '\n' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ 'assistant:' }}{% endif %}"
)
TEMPLATES = {
    "chatml": CHATML,
    "llama3": LLAMA3,
    "mistral": MISTRAL,
    "moving_system": MOVING_SYSTEM,
    "qwen3": QWEN3,
    "rounds": ROUNDS,
    "dated": DATED,
    "plain": PLAIN,
}
APPENDING = {"chatml", "llama3", "mistral", "dated", "rounds", "qwen3"}
SPECIAL = (
    "<s>",
    "</s>",
    "<|im_start|>",
    "<|im_end|>",
    "<|start_header_id|>",
    "<|end_header_id|>",
    "<|eot_id|>",
)
CORPUS = [
    "Hello there, how are you? assistant user system: What is the weather like? It is fine, thank you.",
    "<think>\nLet me see.\n</think>\n\nDone. [INST] Say it [/INST] Round 1 Today is",
]


def _byte_level():
    backend = tokenizers.Tokenizer(models.BPE())
    backend.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    backend.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(vocab_size=400, initial_alphabet=alphabet, show_progress=False)
    backend.train_from_iterator(CORPUS * 3, trainer)
    return backend


def _sentencepiece(spaces):
    """As Llama's and Mistral's: a space stands before a text's first word, or before each piece's."""
    backend = tokenizers.Tokenizer(models.BPE(unk_token="<unk>", fuse_unk=True, byte_fallback=True))
    if isinstance(spaces, normalizers.Normalizer):
        backend.normalizer = spaces
    else:
        backend.pre_tokenizer = spaces
    backend.decoder = decoders.Sequence(
        [decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)]
    )
    bytes_ = [f"<0x{byte:02X}>" for byte in range(256)]
    trainer = trainers.BpeTrainer(vocab_size=600, special_tokens=["<unk>", *bytes_], show_progress=False)
    backend.train_from_iterator(CORPUS * 3, trainer)
    # To the trainer the bytes were special tokens; here they are spelling.
    description = json.loads(backend.to_str())
    return tokenizers.Tokenizer.from_str(json.dumps({**description, "added_tokens": []}))


BACKENDS = {
    "byte_level": _byte_level,
    "prefixed": lambda: _sentencepiece(
        normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    ),
    "metaspace": lambda: _sentencepiece(pre_tokenizers.Metaspace(prepend_scheme="first", split=False)),
}


@pytest.fixture(scope="module", params=BACKENDS)
def tokenizer(request):
    backend = BACKENDS[request.param]()
    mark_special(backend, SPECIAL)
    enders = [backend.token_to_id(token) for token in ("</s>", "<|im_end|>", "<|eot_id|>")]
    return Tokenizer(backend, eos_token_ids=enders)


@pytest.fixture(scope="module")
def renderers(tokenizer):
    return {n: Renderer(tokenizer, ChatTemplate(s, "<s>", "</s>")) for n, s in TEMPLATES.items()}


def user(content):
    return {"role": "user", "content": content}


def assistant(content):
    return {"role": "assistant", "content": content}


def chat(*messages, **flags):
    return ChatInput(tuple(messages), **flags)


def all_ids(rendering):
    return [i for message in rendering.messages for i in message.token_ids] + rendering.tail_ids


def choice(token_ids, **fields):
    values = {"index": 0, "text": "", "finish_reason": "stop", "num_visible_tokens": len(token_ids)}
    return FinishedChoice(token_ids=token_ids, **values | fields)


def spelling(tokenizer, token_ids):
    """The text that these ids add in mid-text."""
    return b"".join(map(tokenizer.token_bytes, token_ids)).decode()


CONVERSATION = (
    user("Hello"),
    assistant("Hi  "),
    user(" two\n"),
    assistant("\n\nfine, Grüße 🙂"),
    user("<b>3</b>"),
    assistant("1"),
    user("end"),
)


@pytest.mark.parametrize("name", TEMPLATES)
def test_message_by_message_gives_the_ids_of_the_whole(renderers, name):
    for length in (1, 3, 5, 7):
        prompt = chat(*CONVERSATION[:length])
        assert all_ids(renderers[name].render_chat(prompt)) == renderers[name].render(prompt)


@pytest.mark.parametrize("name", sorted(APPENDING))
@pytest.mark.parametrize("num_matched", [2, 4, 6])
def test_what_is_appended_to_a_reply_makes_the_whole(renderers, tokenizer, name, num_matched):
    renderer = renderers[name]
    replied = CONVERSATION[num_matched - 1]["content"].strip()
    messages = [*CONVERSATION[: num_matched - 1], assistant(replied), *CONVERSATION[num_matched:]]
    prompt = renderer.render(chat(*messages[: num_matched - 1]))
    reply = renderer.encode_text((" " if name == "mistral" else "") + replied, is_start=False)
    closer = renderer.traits.reply_closer_id
    after = renderer.render_after(
        chat(*messages), num_matched, last_token_id=closer, is_head=True, is_reply=True
    )
    whole = renderer.render(chat(*messages))
    assert spelling(tokenizer, [*prompt, *reply, closer, *all_ids(after)]) == spelling(tokenizer, whole)
    assert all_ids(after) == whole[len(whole) - len(all_ids(after)) :]


@pytest.mark.parametrize("name", sorted(APPENDING))
def test_a_reply_without_its_closer_gets_it_first(renderers, name):
    renderer = renderers[name]
    closer = renderer.traits.reply_closer_id
    arguments = chat(user("Hello"), assistant("Hi"), user("more")), 2
    closed = renderer.render_after(*arguments, last_token_id=closer, is_head=True, is_reply=True)
    cut = renderer.render_after(*arguments, last_token_id=65, is_head=True, is_reply=True)
    assert all_ids(cut) == [closer, *all_ids(closed)]


def test_a_template_without_special_tokens_is_rendered_whole(renderers):
    prompt = chat(user("Hello"), assistant("Hi"), user("more"))
    assert renderers["plain"].render_after(prompt, 2, last_token_id=1, is_head=True, is_reply=True) is None
    rendering = renderers["plain"].render_chat(prompt)
    assert [message.ends_exactly for message in rendering.messages] == [False, False, False]
    assert rendering.messages[0].token_ids == renderers["plain"].render(prompt)


def test_a_system_prompt_that_moves_is_not_appended_to(renderers):
    messages = ({"role": "system", "content": "Be brief."}, user("Hello"), assistant("Hi"), user("more"))
    after = renderers["moving_system"].render_after(
        chat(*messages), 3, last_token_id=1, is_head=True, is_reply=True
    )
    assert after is None


def test_stripped_reasoning_is_not_appended_to(renderers):
    thought = assistant("<think>\nhm\n</think>\n\nHi")
    for name, num_expected in (("qwen3", 0), ("chatml", 1)):
        after = renderers[name].render_after(
            chat(user("Hello"), thought, user("more")), 2, last_token_id=1, is_head=True, is_reply=True
        )
        assert len(after.messages if after else ()) == num_expected


def test_a_template_that_looks_at_the_whole_history_is_given_it(renderers):
    assert renderers["rounds"].traits.needs_history
    assert renderers["qwen3"].traits.needs_history
    assert not renderers["chatml"].traits.needs_history
    assert not renderers["llama3"].traits.needs_history


def test_a_template_that_rewrites_is_appended_to_only_where_its_branch_ends(renderers):
    arguments = chat(user("Hello"), assistant("Hi"), user("more")), 2
    assert renderers["qwen3"].render_after(*arguments, last_token_id=1, is_head=False, is_reply=True) is None
    assert renderers["qwen3"].render_after(*arguments, last_token_id=1, is_head=True, is_reply=False) is None
    assert renderers["chatml"].render_after(*arguments, last_token_id=1, is_head=False, is_reply=False)


def test_another_day_starts_a_new_root(renderers, tokenizer, monkeypatch):
    prompt = chat(user("Hello"))
    monkeypatch.setattr(_DatedTemplate, "day", "1 January 2030")
    renderer = Renderer(tokenizer, _DatedTemplate(DATED, "<s>", "</s>"))
    today = renderer.root_key(prompt)
    assert renderer.root_key(chat(user("Anything else"))) == today
    monkeypatch.setattr(_DatedTemplate, "day", "2 January 2030")
    assert renderer.root_key(prompt) != today


class _DatedTemplate(ChatTemplate):
    """Its day is what the test says."""

    day = ""

    def render(self, messages, **flags):
        return self.day + super().render(messages, **flags)


def test_roots_differ_by_template_and_tokens_of_raw_prompts_do_not(renderers):
    prompt = chat(user("Hello"))
    assert renderers["chatml"].root_key(prompt) != renderers["llama3"].root_key(prompt)
    assert renderers["chatml"].root_key(TextInput("a")) == renderers["llama3"].root_key(TextInput("a"))


def test_message_identity_is_what_a_template_may_read(renderers):
    key = renderers["chatml"].message_key
    assert key(assistant(None)) == key(assistant("")) == key({**assistant(""), "tool_calls": []})
    assert key({**assistant("Hi"), "refusal": None, "id": "msg_1"}) == key(assistant("Hi"))
    assert key(user("Hi")) != key(assistant("Hi"))
    assert key({**user("Hi"), "name": "ann"}) != key(user("Hi"))
    assert key({"content": "Hi", "role": "user"}) == key({"role": "user", "content": "Hi"})


def test_a_message_may_be_continued(renderers, tokenizer):
    prompt = chat(
        user("Hello"), assistant("Once upon"), add_generation_prompt=False, continue_final_message=True
    )
    rendering = renderers["chatml"].render_chat(prompt)
    assert len(rendering.messages) == 1
    tail = spelling(tokenizer, rendering.tail_ids).replace("<|im_start|> ", "<|im_start|>")
    assert tail.lstrip(" ") == "\n<|im_start|>assistant\nOnce upon"
    assert rendering.opens_reply


def test_without_a_generation_prompt_what_is_sampled_is_no_message(renderers, tokenizer):
    rendering = renderers["chatml"].render_chat(chat(user("Hello"), add_generation_prompt=False))
    assert spelling(tokenizer, rendering.tail_ids).lstrip(" ") == "\n"
    assert not rendering.opens_reply


def test_without_a_chat_template_messages_are_refused(tokenizer):
    with pytest.raises(InvalidRequest, match="no chat template"):
        Renderer(tokenizer, None).render(chat(user("Hello")))
    assert Renderer(tokenizer, None).render(TextInput("Hello")) == tokenizer.encode("Hello")
    assert Renderer(tokenizer, None).render(TokenInput((1, 2))) == [1, 2]


def test_a_template_s_own_words_are_passed_on(renderers):
    with pytest.raises(InvalidRequest, match="Only user and assistant roles are supported!") as caught:
        renderers["mistral"].render(chat({"role": "system", "content": "x"}))
    assert caught.value.param == "messages"


def test_a_role_of_ones_own_is_for_templates_that_write_its_name(renderers, tokenizer):
    stranger = {"role": "critic", "content": "Too long."}
    for name in ("chatml", "llama3"):
        text = spelling(tokenizer, renderers[name].render(chat(user("Hello"), stranger)))
        assert text.index("critic") < text.index("Too long.")
    for name in ("mistral", "moving_system"):
        with pytest.raises(InvalidRequest, match="must be one of system") as caught:
            renderers[name].render(chat(user("Hello"), stranger))
        assert caught.value.param == "messages.1.role"


def test_a_message_without_content_is_nothing_and_not_an_error_nor_the_word_none(tokenizer):
    call = {"role": "assistant", "content": None, "function_call": {"name": "f", "arguments": "{}"}}
    adding = (
        "{% for m in messages %}{{ '<|im_start|>' + m.role + '\n' + m.content + '<|im_end|>' }}{% endfor %}"
    )
    joining = (
        "{% for m in messages %}{{ '<|im_start|>' ~ m.role ~ '\n' ~ m.content ~ '<|im_end|>' }}{% endfor %}"
    )
    asking = adding.replace("m.content", "('[no content]' if m.content is none else m.content)")
    for source, expected in ((adding, ""), (joining, ""), (asking, "[no content]")):
        renderer = Renderer(tokenizer, ChatTemplate(source, "<s>", "</s>"))
        text = spelling(tokenizer, renderer.render(chat(user("Hello"), call)))
        assert text.endswith(f"assistant\n{expected}<|im_end|>")


def test_the_closer_that_ended_a_reply_is_kept_and_another_is_dropped(renderers, tokenizer):
    closer, other = tokenizer.token_id("<|im_end|>"), tokenizer.token_id("</s>")
    prompt = chat(user("Hello"))
    for num_visible in (2, 3):  # whether the end was pushed to the detokenizer or not
        tokens = renderers["chatml"].reply_tokens(
            prompt, choice([70, 71, closer], num_visible_tokens=num_visible)
        )
        assert (tokens.sampled_ids, tokens.dropped_ids) == ([70, 71, closer], [])
        tokens = renderers["chatml"].reply_tokens(
            prompt, choice([70, 71, other], num_visible_tokens=num_visible)
        )
        assert (tokens.sampled_ids, tokens.dropped_ids) == ([70, 71], [other])


def test_a_raw_prompt_s_reply_keeps_no_closer(renderers, tokenizer):
    closer = tokenizer.token_id("<|im_end|>")
    tokens = renderers["chatml"].reply_tokens(TextInput("a"), choice([70, closer]))
    assert (tokens.sampled_ids, tokens.dropped_ids) == ([70], [closer])
    tokens = renderers["chatml"].reply_tokens(TokenInput((1,)), choice([70, closer]))
    assert (tokens.sampled_ids, tokens.dropped_ids) == ([70, closer], [])


def test_ids_past_a_stop_are_dropped_and_the_cut_token_s_rest_is_rendered(renderers, tokenizer):
    tokens = renderers["chatml"].reply_tokens(
        chat(user("Hello")), choice([70, 71, 72, 73], num_visible_tokens=2, remainder="He")
    )
    assert tokens.sampled_ids == [70, 71]
    assert spelling(tokenizer, tokens.remainder_ids) == "He"
    assert tokens.dropped_ids == [72, 73]


def test_text_that_looks_like_a_mark_harms_nothing(renderers):
    prompt = chat(user("~=0~"), assistant("~==1~"), user("more"))
    rendering = renderers["chatml"].render_chat(prompt)
    assert all_ids(rendering) == renderers["chatml"].render(prompt)
    assert all(message.ends_exactly for message in rendering.messages)


@pytest.mark.parametrize("text", ["more", " more", "\n\nmore", "é", ""])
def test_text_that_continues_a_prompt_adds_exactly_itself(renderers, tokenizer, text):
    assert spelling(tokenizer, renderers["chatml"].encode_text(text, is_start=False)) == text
    assert renderers["chatml"].encode_text(text, is_start=True) == tokenizer.encode(text)


SWITCHED = (
    "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{{ mode if mode is defined else '' }}{% endif %}"
)


def test_a_template_gets_the_variables_that_it_reads_and_no_others():
    tokenizer = make_tokenizer()
    template = ChatTemplate(SWITCHED, "", "<|im_end|>")
    assert template.variables == {"mode"}
    renderer = Renderer(tokenizer, template)

    def rendered(**variables):
        given = ChatInput(({"role": "user", "content": "x"},), variables=variables)
        return renderer.render(given), renderer.root_key(given)

    plain = rendered()
    assert rendered(other="y") == plain
    ids, key = rendered(mode="deep")
    assert tokenizer.decode(ids[len(plain[0]) :]) == "deep"
    assert key != plain[1]
    ids, _ = rendered(mode="<|im_end|>")
    assert len(ids) == len(plain[0]) + len("<|im_end|>")  # text: a client's, as in messages
