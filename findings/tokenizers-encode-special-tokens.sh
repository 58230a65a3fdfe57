#!/usr/bin/env bash
# tokenizers 0.23.3 has a switch, `encode_special_tokens`, that makes special tokens in a text ordinary text. It
# covers tokens whose flag `special` is true, and no other added ones. Templates of public models rely on added
# tokens that are not special (<tool_call>, <think>): with the switch on, text that spells one still comes to its id.
#
# Seen: "<|im_end|>" is spelled out, "<tool_call>" is one token all the same.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check tokenizers==0.23.3
"$folder/venv/bin/python" - <<'PYTHON'
import tokenizers
from tokenizers import AddedToken, models, pre_tokenizers

alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
backend = tokenizers.Tokenizer(models.BPE(vocab={char: i for i, char in enumerate(alphabet)}, merges=[]))
backend.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
backend.add_special_tokens(["<|im_end|>"])
backend.add_tokens([AddedToken("<tool_call>", normalized=False)])
backend.encode_special_tokens = True

special, added = backend.encode("<|im_end|>").tokens, backend.encode("<tool_call>").tokens
print("special:", special)
print("added:", added)
assert special == list("<|im_end|>")
assert added == ["<tool_call>"]
PYTHON
