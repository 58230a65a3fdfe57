#!/usr/bin/env bash
# llguidance 1.9.1 takes the numbers of a JSON schema through 64-bit floats. A `const` or `enum` of a whole
# number beyond 2^53 forces the text of another number: an identifier comes out wrong, with no error.
#
# Seen: {"const": 9007199254740993} forces 9007199254740992, and {"enum": [12345678901234567890]} forces
# 12345678901234567000; the numbers that the schemas name are refused.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check llguidance==1.9.1 numpy==2.4.1
"$folder/venv/bin/python" - <<'PYTHON'
import json

from llguidance import LLMatcher, LLTokenizer

tokenizer = LLTokenizer("byte")
for schema, forced in (
    ({"const": 9007199254740993}, "9007199254740992"),
    ({"enum": [12345678901234567890]}, "12345678901234567000"),
    ({"const": 9007199254740991}, "9007199254740991"),  # 2^53 - 1 is exact
):
    grammar = LLMatcher.grammar_from_json_schema(json.dumps(schema))
    text = bytes(LLMatcher(tokenizer, grammar).compute_ff_tokens()).decode()
    print(f"{json.dumps(schema)} forces {text}")
    assert text == forced, f"expected {forced}"
PYTHON
