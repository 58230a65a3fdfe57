"""A client that has kept its replies' token ids has the prompts that a log would give it, without one."""

from __future__ import annotations

import uuid

import pytest
import tokenizers
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import decoders, models, pre_tokenizers

from models.chat_template import ChatTemplate
from models.tokenizer import Tokenizer, mark_special
from serving.principal import Principal
from serving.request import ChatInput
from serving.sessions import matching
from serving.sessions.carried import carried_ids, render_carried
from serving.sessions.log import SessionLog
from serving.sessions.rendering import CarriedReply, FinishedChoice
from serving.text.template.renderer import Renderer

CHATML = (
    "{% for m in messages %}{{ '<|im_start|>' + m.role + '\n' + (m.content or '') + '<|im_end|>\n' }}"
    "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)
NUMBERED = CHATML.replace("m.role + '\n'", "m.role + loop.length | string + '\n'")  # nothing can be appended
EMPTY_THOUGHT = CHATML.replace(
    "m.role + '\n' +",
    "m.role + '\n' + ('<think></think>' if m.role == 'assistant' and loop.last else '') +",
)
END = 259


@pytest.fixture(scope="module")
def tokenizer():
    """Each byte is a token, and so are ab, ba and abab: texts of those letters have several spellings."""
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    vocab = {token: index for index, token in enumerate([*alphabet, "ab", "ba", "abab"])}
    merges = [("a", "b"), ("b", "a"), ("ab", "ab")]
    backend = tokenizers.Tokenizer(models.BPE(vocab=vocab, merges=merges))
    backend.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    backend.decoder = decoders.ByteLevel()
    mark_special(backend, ("<|im_end|>", "<|im_start|>"))
    return Tokenizer(backend, eos_token_ids=[END])


@pytest.fixture(scope="module", params=[CHATML, EMPTY_THOUGHT, NUMBERED], ids=["chatml", "empty", "numbered"])
def renderer(request, tokenizer):
    return Renderer(tokenizer, ChatTemplate(request.param, "", "<|im_end|>"))


def user(text):
    return {"role": "user", "content": text}


def chat(messages):
    return ChatInput(tuple(messages))


# Of each turn: what the user says, and the ids of the reply; every spelling of a text is one of them.
spellings = st.lists(st.sampled_from([*b"ab ", 256, 257, 258]), min_size=1, max_size=12)
conversations = st.lists(
    st.tuples(st.text("ab ", min_size=1), spellings, st.booleans()), min_size=1, max_size=4
)


class Kept:
    """A client that keeps what it was told of its replies, in a session of its own."""

    def __init__(self, renderer):
        self.renderer = renderer
        self.session = uuid.uuid4().hex
        self.messages, self.replies = [], []

    def turn(self, log, text, token_ids, is_whole):
        """Asks and is answered; the ids of the prompt."""
        self.messages.append(user(text))
        turn = self.open(log, chat(self.messages))
        self.take(turn, log, token_ids, is_whole)
        return turn.token_ids

    def open(self, log, asked):
        return log.open_turn("ann", self.session, asked, self.renderer)

    def take(self, turn, log, token_ids, is_whole):
        choice = FinishedChoice(
            index=0,
            token_ids=[*token_ids, *([END] if is_whole else [])],
            text=self.renderer._tokenizer.decode(token_ids),
            finish_reason="stop" if is_whole else "length",
            num_visible_tokens=len(token_ids),
        )
        log.close_turn(turn, [choice])
        reply = self.renderer.reply_tokens(turn.prepared.prompt, choice)
        _, hashes = matching.chat_hashes(self.renderer, turn.prepared.prompt)
        place = matching.chain(hashes[-1], self.renderer.message_key(choice.message))
        self.messages.append(choice.message)
        self.replies.append(CarriedReply(place, (*reply.sampled_ids, *reply.remainder_ids)))


@pytest.fixture(scope="module")
def log(tmp_path_factory):
    log = SessionLog(f"sqlite:///{tmp_path_factory.mktemp('log') / 'log.sqlite'}")
    yield log
    log.close()


@pytest.fixture
def client(renderer):
    return Kept(renderer)


def ids_of(renderer, prompt, client):
    return carried_ids(matching.chat_hashes(renderer, prompt)[1], client.replies)


def test_ids_that_a_text_would_not_give_come_back(client, log, renderer):
    client.turn(log, "a", [*b"ab"], True)
    asked = chat([*client.messages, user("b")])
    exact = client.open(log, asked).token_ids
    carried = render_carried(renderer, asked, ids_of(renderer, asked, client)).token_ids
    assert carried == exact
    if renderer.traits.cuts_exactly and not renderer.traits.needs_history:
        assert exact != renderer.render(asked)


@given(conversation=conversations)
def test_a_prompt_has_the_ids_that_the_log_would_give_it(log, renderer, conversation):
    client = Kept(renderer)
    for text, token_ids, is_whole in conversation:
        client.turn(log, text, token_ids, is_whole)
    asked = chat([*client.messages, user("b")])
    exact = client.open(log, asked).token_ids
    carried = ids_of(renderer, asked, client)
    assert sorted(carried) == [2 * index + 1 for index in range(len(conversation))]
    assert render_carried(renderer, asked, carried).token_ids == exact


def test_an_empty_log_takes_them_in_and_goes_on_from_there(client, log, renderer, tmp_path):
    for text in "abc":
        client.turn(log, text, [*b"abab"], True)
    asked = chat([*client.messages, user("b")])
    exact = client.open(log, asked)
    other = SessionLog(f"sqlite:///{tmp_path / 'other.sqlite'}")
    try:
        carried = ids_of(renderer, asked, client)
        first = other.open(other.prepare(Principal("ann"), client.session, asked, renderer, carried=carried))
        assert first.token_ids == exact.token_ids
        for each, turn in ((log, exact), (other, first)):
            Kept(renderer).take(turn, each, [*b"ba"], True)
        asked = chat([*asked.messages, {"role": "assistant", "content": "ba"}, user("c")])
        second = client.open(other, asked)
        assert second.token_ids == client.open(log, asked).token_ids
    finally:
        other.close()


def test_another_history_has_no_place_for_them(client, log, renderer):
    client.turn(log, "a", [*b"ab"], True)
    client.turn(log, "b", [*b"ab"], True)
    edited = chat([user("b"), *client.messages[1:], user("c")])
    assert ids_of(renderer, edited, client) == {}
    cut = chat([*client.messages[:2], user("c")])
    assert sorted(ids_of(renderer, cut, client)) == [1]
