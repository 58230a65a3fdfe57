"""A prompt is checked against the model before anything is computed."""

import pytest

from serving.engine.grammars.grammar import Grammars
from serving.errors import InvalidRequest
from serving.principal import Principal
from serving.replica.toy_model import make_chat_template, make_tokenizer
from serving.request import ChatInput, Request, TextInput
from serving.text.prompts import Prompts
from serving.text.template.renderer import Renderer

FEW = 257  # embeddings: one for each byte, and for <|im_start|>


@pytest.fixture
def prompts():
    tokenizer = make_tokenizer()
    return Prompts(
        tokenizer,
        Renderer(tokenizer, make_chat_template()),
        Grammars(tokenizer, tokenizer.vocab_size),
        vocab_size=FEW,
        max_model_len=100,
    )


def prompt_of(prompts, given):
    request, _ = prompts.checked(Request(request_id="r", model="toy", principal=Principal("t"), input=given))
    return prompts.prompt(request, prompts.tokenize(request.input), prompts.grammar(request))


def test_a_token_that_only_the_tokenizer_has_is_refused(prompts):
    message = r"has the token '<\|im_end\|>', id 257, and this model has embeddings for 257 tokens only"
    for given, param in (
        (TextInput("a<|im_end|>"), "prompt"),
        (ChatInput(({"role": "user", "content": "Hi"},)), "messages"),
    ):
        with pytest.raises(InvalidRequest, match=message) as caught:
            prompt_of(prompts, given)
        assert caught.value.param == param


def test_others_are_taken(prompts):
    assert prompt_of(prompts, TextInput("a<|im_start|>")).token_ids[-1] == 256
