"""The same on a real vocabulary, where a text has many spellings: what was sampled stays as it was."""

from __future__ import annotations

import pytest

from models.chat_template import ChatTemplate
from models.gguf_file import GGUFFile
from models.gguf_tokenizer import gguf_tokenizer
from models.registry import resolve
from serving.request import ChatInput
from serving.sessions.rendering import FinishedChoice
from serving.text.template.renderer import Renderer


def user(content):
    return {"role": "user", "content": content}


def assistant(content):
    return {"role": "assistant", "content": content}


class CountingTokenizer:
    """Notes how many characters were tokenised."""

    def __init__(self, tokenizer):
        self._tokenizer = tokenizer
        self.num_encoded = 0

    def encode(self, text, **options):
        self.num_encoded += len(text)
        return self._tokenizer.encode(text, **options)

    def __getattr__(self, name):
        return getattr(self._tokenizer, name)


@pytest.fixture(scope="module")
def renderer():
    path = resolve("smollm2-135m").path
    metadata = GGUFFile(path).metadata
    tokenizer = CountingTokenizer(gguf_tokenizer(metadata, file=str(path)))
    return Renderer(tokenizer, ChatTemplate(metadata["tokenizer.chat_template"], "", "<|im_end|>"))


@pytest.fixture
def client(log, new_client, renderer):
    return new_client(log, renderer)


def spelled_out(client, text):
    """One token per character: ids that no tokenizer would give for this text."""
    return [token_id for character in text for token_id in client.encode(character)]


def test_sampled_ids_stay_as_they_were_sampled(client):
    turn = client.open([user("Hello")])
    sampled = spelled_out(client, "wonderful")
    assert sampled != client.encode("wonderful")
    choice = FinishedChoice(
        index=0,
        token_ids=[*sampled, 2],
        text="wonderful",
        finish_reason="stop",
        num_visible_tokens=len(sampled),
    )
    client.log.close_turn(turn, [choice])
    messages = [user("Hello"), assistant("wonderful"), user("Why?")]
    next_turn = client.turn(messages)
    said = [*turn.token_ids, *sampled, 2]
    whole = client.whole(messages)
    assert next_turn.token_ids[: len(said)] == said
    decode = client.renderer._tokenizer.decode
    assert decode(next_turn.token_ids, skip_special_tokens=False) == decode(whole, skip_special_tokens=False)
    assert next_turn.token_ids != whole


def test_a_warm_turn_tokenises_only_what_is_new(client, renderer):
    counter = renderer._tokenizer
    messages = [user("A long beginning. " * 500)]
    client.turn(messages, "ok")
    messages += [assistant("ok"), user("And now?")]
    counter.num_encoded = 0
    turn = client.open(messages)
    assert counter.num_encoded < 500
    assert turn.match.num_matched_tokens > 1500


def test_a_stop_string_inside_a_token_leaves_what_the_client_saw(client):
    turn = client.open([user("Hello")])
    sampled = client.encode("It is wonderful today")
    text = "It is won"
    choice = FinishedChoice(
        index=0,
        token_ids=sampled,
        text=text,
        finish_reason="stop",
        stop_reason="derful",
        num_visible_tokens=2,
        remainder=" won",
    )
    client.log.close_turn(turn, [choice])
    stored = client.log.branch_token_ids(turn.branch_id)
    assert stored == [*turn.token_ids, *sampled[:2], *client.encode(" won")]
    messages = [user("Hello"), assistant(text), user("Go on")]
    prompt = ChatInput(tuple(messages))
    assert client.open(messages).token_ids == client.renderer.render(prompt)
