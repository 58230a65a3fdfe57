#!/usr/bin/env bash
# A tool call that `max_tokens` cut in the middle of a string: anthropic 2.14.0 streams what there is of it
# (`input_json`), and leaves the string out of the message that it returns at the end. A conversation that
# goes on with that message has lost a part of what the model said, and no longer begins as the server's does.
#
# Seen: the deltas make {"path": "/srv/report.txt", "content": "Dear all, ; the events' snapshot and the final
# message have {"path": "/srv/report.txt"} alone.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check anthropic==2.14.0 jiter==0.19.0
"$folder/venv/bin/python" - <<'PYTHON'
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import anthropic

SAID = '{"path": "/srv/report.txt", "content": "Dear all, '
EVENTS = [
    {
        "type": "message_start",
        "message": {
            "id": "msg_1",
            "type": "message",
            "role": "assistant",
            "model": "m",
            "content": [],
            "stop_reason": None,
            "stop_sequence": None,
            "usage": {"input_tokens": 9, "output_tokens": 0},
        },
    },
    {
        "type": "content_block_start",
        "index": 0,
        "content_block": {"type": "tool_use", "id": "toolu_1", "name": "write", "input": {}},
    },
    *(
        {
            "type": "content_block_delta",
            "index": 0,
            "delta": {"type": "input_json_delta", "partial_json": SAID[start : start + 8]},
        }
        for start in range(0, len(SAID), 8)
    ),
    {"type": "content_block_stop", "index": 0},
    {
        "type": "message_delta",
        "delta": {"stop_reason": "max_tokens", "stop_sequence": None},
        "usage": {"output_tokens": 14},
    },
    {"type": "message_stop"},
]


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["content-length"]))
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.end_headers()
        for event in EVENTS:
            self.wfile.write(f"event: {event['type']}\ndata: {json.dumps(event)}\n\n".encode())

    def log_message(self, *_):
        pass


server = HTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
client = anthropic.Anthropic(base_url=f"http://127.0.0.1:{server.server_port}", api_key="k", max_retries=0)
question = [{"role": "user", "content": "Write the report."}]
for messages in (client.messages, client.beta.messages):
    with messages.stream(model="m", max_tokens=14, messages=question) as stream:
        deltas = "".join(event.partial_json for event in stream if event.type == "input_json")
        told = stream.get_final_message().content[0].input
    print(f"deltas: {deltas}\nmessage: {json.dumps(told)}")
    assert deltas == SAID
    assert told == {"path": "/srv/report.txt"}
PYTHON
