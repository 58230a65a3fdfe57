#!/usr/bin/env bash
# transformers 5.23.0 does not read tokenizer.json whole for every class: where tokenizer_config.json names
# GPT2Tokenizer, its pre-tokenizer is made anew, and a step that is not GPT-2's own is gone. The same file under
# PreTrainedTokenizerFast is read as it stands. So one tokenizer.json gives two different sets of ids.
#
# Seen: a tokenizer that splits digits gives "1", "2" for "12", and under GPT2Tokenizer the one token "12".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check transformers==5.23.0 tokenizers==0.23.3
FOLDER=$folder "$folder/venv/bin/python" - <<'PYTHON'
import json
import os
from pathlib import Path

os.environ["TRANSFORMERS_VERBOSITY"] = "error"
import tokenizers
from tokenizers import decoders, models, pre_tokenizers
from transformers import AutoTokenizer

alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
vocab = {token: i for i, token in enumerate([*alphabet, "12", "<|endoftext|>"])}
backend = tokenizers.Tokenizer(models.BPE(vocab=vocab, merges=[("1", "2")]))
backend.pre_tokenizer = pre_tokenizers.Sequence(
    [pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False)]
)
backend.decoder = decoders.ByteLevel()
backend.add_special_tokens(["<|endoftext|>"])
assert backend.encode("12").tokens == ["1", "2"]

for name, expected in (("PreTrainedTokenizerFast", ["1", "2"]), ("GPT2Tokenizer", ["12"])):
    directory = Path(os.environ["FOLDER"]) / name
    directory.mkdir()
    backend.save(str(directory / "tokenizer.json"))
    config = {"tokenizer_class": name, "eos_token": "<|endoftext|>"}
    (directory / "tokenizer_config.json").write_text(json.dumps(config))
    tokens = AutoTokenizer.from_pretrained(str(directory)).tokenize("12")
    print(f"{name}: {tokens}")
    assert tokens == expected, f"expected {expected}"
PYTHON
