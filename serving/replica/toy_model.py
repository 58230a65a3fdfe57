"""Text for the toy runner: each byte is a token, and chats are written in ChatML.

Ids 0 to 255 are the bytes, then <|im_start|>, <|im_end|> and <|endoftext|>.
"""

from __future__ import annotations

import tokenizers
from tokenizers import decoders, models, pre_tokenizers

from models.chat_template import ChatTemplate
from models.tokenizer import Tokenizer, mark_special
from serving.engine.transcript_runner import TranscriptRunner

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


def make_runner(tokenizer: Tokenizer, num_blocks: int, block_size: int) -> TranscriptRunner:
    end_id = tokenizer.token_id("<|im_end|>")
    assert end_id is not None, "it is one of SPECIAL_TOKENS"
    return TranscriptRunner(
        num_blocks,
        block_size,
        token_bytes=[tokenizer.token_bytes(token_id) for token_id in range(tokenizer.vocab_size)],
        reply_header=b"<|im_start|>assistant\n",
        end_id=end_id,
    )
