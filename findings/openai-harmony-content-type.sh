#!/usr/bin/env bash
# openai-harmony 0.0.8 does not read what it writes: a message in the channel `final` with the content type
# `<|constrain|>json`, and no recipient, is parsed with that content type as its recipient.
#
# Seen: rendered as `<|channel|>final <|constrain|>json<|message|>{}`; read back with the recipient
# "<|constrain|>json" and no content type. With a recipient in the header both are read as they were.
# The package's vocabulary is o200k_base; npm's js-tiktoken has it, byte for byte.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check openai-harmony==0.0.8
npm pack --silent js-tiktoken@1.0.21 > /dev/null
tar -xzf js-tiktoken-1.0.21.tgz package/dist/ranks/o200k_base.js
TIKTOKEN_ENCODINGS_BASE=$folder venv/bin/python - <<'PYTHON'
import json
import re
from pathlib import Path

source = Path("package/dist/ranks/o200k_base.js").read_text()
ranks = json.loads('"' + re.search(r'"?bpe_ranks"?:\s*"((?:[^"\\]|\\.)*)"', source)[1] + '"')
rows = []
for line in ranks.split("\n"):
    _, first, *tokens = line.split(" ")
    rows += [(int(first) + index, token) for index, token in enumerate(tokens)]
Path("o200k_base.tiktoken").write_text("".join(f"{token} {rank}\n" for rank, token in sorted(rows)))

from openai_harmony import Conversation, HarmonyEncodingName, Message, Role, StreamableParser, load_harmony_encoding

encoding = load_harmony_encoding(HarmonyEncodingName.HARMONY_GPT_OSS)


def read_back(message):
    tokens = encoding.render_conversation(Conversation.from_messages([message]))
    written = encoding.decode(tokens).removeprefix("<|start|>assistant")
    parser = StreamableParser(encoding, Role.ASSISTANT)
    for token in encoding.encode(written, allowed_special="all"):
        parser.process(token)
    (found,) = parser.messages
    print(f"{written}: recipient {found.recipient!r}, content type {found.content_type!r}")
    return found.recipient, found.content_type


final = Message.from_role_and_content(Role.ASSISTANT, "{}").with_channel("final")
call = Message.from_role_and_content(Role.ASSISTANT, "{}").with_channel("commentary").with_recipient("functions.f")
json_type = "<|constrain|>json"
assert read_back(final.with_content_type(json_type)) == (json_type, None)
assert read_back(call.with_content_type(json_type)) == ("functions.f", json_type)
PYTHON
