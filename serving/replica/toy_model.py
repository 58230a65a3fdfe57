"""Text for the toy runner: each byte is a token, and chats are written in ChatML.

Ids 0 to 255 are the bytes, then <|im_start|>, <|im_end|> and <|endoftext|>.
"""

from __future__ import annotations

import tokenizers
from tokenizers import decoders, models, pre_tokenizers

from models.chat_template import ChatTemplate
from models.tokenizer import Tokenizer, mark_special

SPECIAL_TOKENS = ("<|im_start|>", "<|im_end|>", "<|endoftext|>")
MAX_MODEL_LEN = 8192

CHATML = (
    "{% for message in messages %}"
    "{{ '<|im_start|>' + message['role'] + '\n' + (message['content'] or '') + '<|im_end|>' + '\n' }}"
    "{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)


def make_tokenizer() -> Tokenizer:
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    backend = tokenizers.Tokenizer(models.BPE(vocab={char: i for i, char in enumerate(alphabet)}, merges=[]))
    backend.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    backend.decoder = decoders.ByteLevel()
    mark_special(backend, SPECIAL_TOKENS)
    first_special = len(alphabet)
    return Tokenizer(backend, eos_token_ids=range(first_special + 1, first_special + len(SPECIAL_TOKENS)))


def make_chat_template() -> ChatTemplate:
    return ChatTemplate(CHATML, "", "<|im_end|>")
