"""A prompt is checked against the model before anything is written or computed."""

import pytest

from serving.engine.grammars.grammar import Grammars
from serving.errors import InvalidRequest
from serving.principal import Principal
from serving.replica.prompts import Prompts
from serving.replica.toy_model import make_chat_template, make_tokenizer
from serving.request import ChatInput, Request, TextInput
from serving.sessions.log import SessionLog
from serving.text.template.renderer import Renderer

FEW = 257  # embeddings: one for each byte, and for <|im_start|>


@pytest.fixture
def prompts(tmp_path):
    tokenizer = make_tokenizer()
    log = SessionLog(f"sqlite:///{tmp_path}/log.db")
    yield Prompts(
        tokenizer,
        Renderer(tokenizer, make_chat_template()),
        log,
        Grammars(tokenizer, tokenizer.vocab_size),
        vocab_size=FEW,
        max_model_len=100,
    )
    log.close()


def request(given, session_id=None):
    return Request(request_id="r", model="toy", principal=Principal("t"), input=given, session_id=session_id)


@pytest.mark.parametrize("session_id", [None, "s"])
def test_a_token_that_only_the_tokenizer_has_is_refused(prompts, session_id):
    message = r"has the token '<\|im_end\|>', id 257, and this model has embeddings for 257 tokens only"
    for given, param in (
        (TextInput("a<|im_end|>"), "prompt"),
        (ChatInput(({"role": "user", "content": "Hi"},)), "messages"),
    ):
        with pytest.raises(InvalidRequest, match=message) as caught:
            prompts.open(request(given, session_id))
        assert caught.value.param == param


def test_others_are_taken(prompts):
    assert prompts.open(request(TextInput("a<|im_start|>"))).token_ids[-1] == 256
