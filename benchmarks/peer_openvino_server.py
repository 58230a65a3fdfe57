"""An OpenAI-compatible chat front of OpenVINO GenAI's continuous batching, which has none on PyPI.

Runs in the peer's own environment (`openvino-genai`, `fastapi`, `uvicorn`, `tokenizers`, `jinja2`) and
imports nothing of this repository. As thin as a fair front can be: one thread steps the pipeline, and each
step wakes the event loop once for all the streams that got tokens.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import threading
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
import numpy as np
import openvino
import openvino_genai
import uvicorn
from fastapi import FastAPI
from fastapi.responses import JSONResponse, StreamingResponse
from tokenizers import Tokenizer
from tokenizers.decoders import DecodeStream


@dataclass(eq=False)
class Stream:
    """One request: what the stepping thread reads of it, and where it puts the tokens."""

    handle: Any
    tokens: asyncio.Queue[list[int] | None]  # None: finished


class Stepper(threading.Thread):
    """Adds requests and steps the pipeline while it has any; sleeps otherwise."""

    def __init__(self, pipeline: Any, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(daemon=True)
        self._pipeline, self._loop = pipeline, loop
        self._streams: list[Stream] = []
        self._arrived: list[Stream] = []
        self._wake = threading.Condition()

    def add(self, stream: Stream) -> None:
        with self._wake:
            self._arrived.append(stream)
            self._wake.notify()

    def run(self) -> None:
        while True:
            with self._wake:
                while not self._streams and not self._arrived:
                    self._wake.wait()
                self._streams += self._arrived
                self._arrived.clear()
            self._pipeline.step()
            self._loop.call_soon_threadsafe(self._deliver, self._read())

    def _read(self) -> list[tuple[Stream, list[int] | None]]:
        """New tokens by stream; None for one that has ended."""
        news: list[tuple[Stream, list[int] | None]] = []
        for stream in list(self._streams):
            while stream.handle.can_read():
                outputs = stream.handle.read().values()
                news += [(stream, list(output.generated_ids)) for output in outputs]
            if stream.handle.get_status() != openvino_genai.GenerationStatus.RUNNING:
                self._streams.remove(stream)
                news.append((stream, None))
        return news

    @staticmethod
    def _deliver(news: list[tuple[Stream, list[int] | None]]) -> None:
        for stream, token_ids in news:
            stream.tokens.put_nowait(token_ids)


class Front:
    """The application's state: tokenizer, template, pipeline and its thread."""

    def __init__(self, options: argparse.Namespace, loop: asyncio.AbstractEventLoop) -> None:
        self.model = options.served_model_name
        self._tokenizer = Tokenizer.from_file(str(options.tokenizer / "tokenizer.json"))
        config = json.loads((options.tokenizer / "tokenizer_config.json").read_text())
        self._template = jinja2.Environment().from_string(config["chat_template"])
        self._pipeline = open_pipeline(options)
        self._stepper = Stepper(self._pipeline, loop)
        self._stepper.start()
        self._ids = itertools.count()

    def start(self, body: dict[str, Any]) -> tuple[Stream, int]:
        text = self._template.render(messages=body["messages"], add_generation_prompt=True)
        ids = self._tokenizer.encode(text, add_special_tokens=False).ids
        prompt = openvino.Tensor(np.array([ids], dtype=np.int64))
        handle = self._pipeline.add_request(next(self._ids), prompt, self._generation(body))
        stream = Stream(handle, asyncio.Queue())
        self._stepper.add(stream)
        return stream, len(ids)

    def _generation(self, body: dict[str, Any]) -> Any:
        config = self._pipeline.get_config()
        config.max_new_tokens = body.get("max_tokens") or body.get("max_completion_tokens") or 128
        config.ignore_eos = bool(body.get("ignore_eos"))
        config.do_sample = bool(body.get("temperature", 1.0))
        config.temperature = body.get("temperature") or 1.0
        return config

    def decoder(self) -> _Decoder:
        return _Decoder(self._tokenizer)


class _Decoder:
    """Text of a stream, token by token; empty while a character is incomplete."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer, self._stream = tokenizer, DecodeStream(skip_special_tokens=True)

    def text(self, token_ids: list[int]) -> str:
        return "".join(self._stream.step(self._tokenizer, token_id) or "" for token_id in token_ids)


def open_pipeline(options: argparse.Namespace) -> Any:
    scheduler = openvino_genai.SchedulerConfig()
    scheduler.cache_size = options.cache_gb
    scheduler.max_num_seqs = options.max_num_seqs
    scheduler.max_num_batched_tokens = options.max_num_batched_tokens
    scheduler.dynamic_split_fuse = True
    scheduler.enable_prefix_caching = True
    properties = dict(pair.split("=", 1) for pair in options.property)
    return openvino_genai.ContinuousBatchingPipeline(str(options.model), scheduler, "CPU", properties)


def build_app(options: argparse.Namespace) -> FastAPI:
    front: list[Front] = []

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncGenerator[None, None]:
        front.append(Front(options, asyncio.get_running_loop()))
        yield

    app = FastAPI(lifespan=lifespan)

    @app.get("/health")
    async def health() -> dict[str, str]:
        return {"status": "ok"}

    @app.get("/version")
    async def version() -> dict[str, str]:
        return {"version": openvino_genai.__version__}

    @app.get("/v1/models")
    async def models() -> dict[str, Any]:
        return {"object": "list", "data": [{"id": front[0].model, "object": "model"}]}

    @app.post("/v1/chat/completions", response_model=None)
    async def chat(body: dict[str, Any]) -> StreamingResponse | JSONResponse:
        if body.get("stream"):
            return StreamingResponse(_events(front[0], body), media_type="text/event-stream")
        return JSONResponse(await _whole(front[0], body))

    return app


async def _whole(front: Front, body: dict[str, Any]) -> dict[str, Any]:
    stream, num_prompt = front.start(body)
    token_ids: list[int] = []
    while (new_ids := await stream.tokens.get()) is not None:
        token_ids += new_ids
    message = {"role": "assistant", "content": front.decoder().text(token_ids)}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    return _envelope(front, "chat.completion", [choice]) | {"usage": _usage(num_prompt, len(token_ids))}


async def _events(front: Front, body: dict[str, Any]) -> AsyncGenerator[str, None]:
    stream, num_prompt = front.start(body)
    decoder, num_tokens = front.decoder(), 0
    while (new_ids := await stream.tokens.get()) is not None:
        num_tokens += len(new_ids)
        yield _event(_chunk(front, {"content": decoder.text(new_ids)}, None))
    yield _event(_chunk(front, {}, "stop"))
    if (body.get("stream_options") or {}).get("include_usage"):
        usage = {"usage": _usage(num_prompt, num_tokens)}
        yield _event(_envelope(front, "chat.completion.chunk", []) | usage)
    yield "data: [DONE]\n\n"


def _chunk(front: Front, delta: dict[str, str], finish_reason: str | None) -> dict[str, Any]:
    choice = {"index": 0, "delta": delta, "finish_reason": finish_reason}
    return _envelope(front, "chat.completion.chunk", [choice])


def _envelope(front: Front, kind: str, choices: list[dict[str, Any]]) -> dict[str, Any]:
    return {"object": kind, "created": int(time.time()), "model": front.model, "choices": choices}


def _usage(num_prompt: int, num_completion: int) -> dict[str, int]:
    total = num_prompt + num_completion
    return {"prompt_tokens": num_prompt, "completion_tokens": num_completion, "total_tokens": total}


def _event(content: dict[str, Any]) -> str:
    return f"data: {json.dumps(content)}\n\n"


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    add = parser.add_argument
    add("--model", type=Path, required=True, help="directory of the OpenVINO IR")
    add("--tokenizer", type=Path, required=True, help="directory of tokenizer.json and tokenizer_config.json")
    add("--served-model-name", default="model")
    add("--port", type=int, required=True)
    add("--cache-gb", type=int, default=4, help="memory for KV")
    add("--max-num-seqs", type=int, default=64)
    add("--max-num-batched-tokens", type=int, default=1024)
    add("--property", action="append", default=[], help="NAME=VALUE of the CPU device; repeatable")
    return parser.parse_args()


if __name__ == "__main__":
    arguments = parse_arguments()
    uvicorn.run(build_app(arguments), host="127.0.0.1", port=arguments.port, log_level="warning")
