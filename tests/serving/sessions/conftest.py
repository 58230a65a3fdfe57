"""A real log, a real renderer, and a client that plays whole turns against them.

The tokenizer has a token for each byte, so a text has one spelling only: whatever a session's history
was, its prompts must have exactly the ids of the whole conversation rendered anew.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

import pytest
import tokenizers
from tokenizers import decoders, models, pre_tokenizers

from models.chat_template import ChatTemplate
from models.tokenizer import Tokenizer, mark_special
from serving.request import ChatInput, TextInput, TokenInput
from serving.sessions.log import SessionLog
from serving.sessions.rendering import FinishedChoice
from serving.text.template.renderer import Renderer

CHATML = (
    "{% for m in messages %}{{ '<|im_start|>' + m.role + '\n' + (m.content or '') + '<|im_end|>\n' }}"
    "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)
THINKING = (  # reasoning is stripped from all replies but the last
    "{% for m in messages %}{{ '<|im_start|>' + m.role + '\n' }}"
    "{% if m.role == 'assistant' and not loop.last %}{{ m.content.split('</think>')[-1] }}"
    "{% else %}{{ m.content }}{% endif %}{{ '<|im_end|>\n' }}"
    "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)
EMPTY_THOUGHT = (  # as Qwen3's: the last reply gets an empty block, and it goes when another turn follows
    "{% for m in messages %}{{ '<|im_start|>' + m.role + '\n' }}"
    "{% if m.role == 'assistant' and loop.last %}{{ '<think></think>' }}{% endif %}"
    "{{ m.content + '<|im_end|>\n' }}"
    "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)
PLAIN = (
    "{% for m in messages %}{{ m.role + ': ' + m.content + '\n' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ 'assistant: ' }}{% endif %}"
)
MOVING_SYSTEM = (
    "{% for m in messages if m.role != 'system' %}"
    "{% if m.role == 'user' %}{{ '[' }}"
    "{% if loop.last and messages[0].role == 'system' %}{{ messages[0].content + '|' }}{% endif %}"
    "{{ m.content + ']' }}{% else %}{{ m.content + '<|im_end|>' }}{% endif %}{% endfor %}"
)
REASONING = (
    "{% for m in messages %}{{ '<|im_start|>' + m.role + '\n' }}"
    "{% if m.reasoning_content %}{{ '<think>' + m.reasoning_content + '</think>' }}{% endif %}"
    "{{ m.content + '<|im_end|>\n' }}"
    "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)
TEMPLATES = {
    "chatml": CHATML,
    "thinking": THINKING,
    "empty_thought": EMPTY_THOUGHT,
    "plain": PLAIN,
    "moving_system": MOVING_SYSTEM,
    "reasoning": REASONING,
}


def make_tokenizer():
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    backend = tokenizers.Tokenizer(models.BPE(vocab={char: i for i, char in enumerate(alphabet)}, merges=[]))
    backend.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    backend.decoder = decoders.ByteLevel()
    mark_special(backend, ("<|im_start|>", "<|im_end|>", "<|endoftext|>"))
    return Tokenizer(backend, eos_token_ids=[257, 258])


@cache  # nothing about it changes
def make_renderer(template="chatml"):
    return Renderer(make_tokenizer(), ChatTemplate(TEMPLATES[template], "", "<|im_end|>"))


def user(content):
    return {"role": "user", "content": content}


def assistant(content):
    return {"role": "assistant", "content": content}


@dataclass
class Client:
    """Sends prompts in one session; the model says what the test tells it to say."""

    log: SessionLog
    renderer: Renderer = field(default_factory=make_renderer)
    tenant: str = "ann"
    session: str = "s"

    def open(self, prompt):
        if isinstance(prompt, list):
            prompt = ChatInput(tuple(prompt))
        elif isinstance(prompt, str):
            prompt = TextInput(prompt)
        elif isinstance(prompt, tuple):
            prompt = TokenInput(prompt)
        return self.log.open_turn(self.tenant, self.session, prompt, self.renderer)

    def close(self, turn, *replies, finish_reason="stop"):
        return self.log.close_turn(turn, [self.choice(i, r, finish_reason) for i, r in enumerate(replies)])

    def choice(self, index, reply, finish_reason="stop"):
        token_ids = self.encode(reply)
        ender = [257] if finish_reason == "stop" else []
        return FinishedChoice(
            index=index,
            token_ids=[*token_ids, *ender],
            text=reply,
            finish_reason=finish_reason,
            num_visible_tokens=len(token_ids),
            seed=2**64 - 1,
        )

    def turn(self, prompt, *replies, finish_reason="stop"):
        """A whole turn; returns how its prompt was opened."""
        turn = self.open(prompt)
        self.close(turn, *(replies or ("ok",)), finish_reason=finish_reason)
        return turn

    def encode(self, text):
        return self.renderer.encode_text(text, is_start=False)

    def whole(self, messages):
        return self.renderer.render(ChatInput(tuple(messages)))

    def branches(self):
        return self.log.sessions.get(self.tenant, self.session).branches


@pytest.fixture
def sqlite_url(tmp_path):
    return f"sqlite:///{tmp_path / 'log.sqlite'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request):
    """Of an empty log, once in each database; in SQLite it is made when it is opened."""
    return request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_log_url")


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request):
    """Of a database with nothing in it."""
    return request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")


@pytest.fixture
def open_log(url):
    """Opens the log again and again, and closes all at the end."""
    opened = []

    def open_another() -> SessionLog:
        opened.append(SessionLog(url, numerics="test"))
        return opened[-1]

    yield open_another
    for log in opened:
        log.close()


@pytest.fixture
def log(open_log: Callable[[], SessionLog]):
    return open_log()


@pytest.fixture
def client(log):
    return Client(log)


@pytest.fixture
def new_client():
    """The class, for tests that need several."""
    return Client


@pytest.fixture
def renderer_of():
    return make_renderer
