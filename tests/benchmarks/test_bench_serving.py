"""The benchmark against a small OpenAI-like server whose every answer is known."""

import asyncio
import json
import socket
import threading
import time

import pytest
import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, StreamingResponse

from benchmarks.agent_workload import AgentShape, measure_agent
from benchmarks.bench_serving import main, parse_arguments
from benchmarks.http_stream import ChunkedDecoder, ConnectionFailed
from benchmarks.machine import command_line, describe_machine
from benchmarks.openai_client import OpenAIClient, Reply, ServerRefused, SseDecoder, Usage
from benchmarks.prompts import PromptMaker, calibrate
from benchmarks.report import shown
from benchmarks.summary import median, milliseconds, percentile
from benchmarks.workloads import end_to_end_rate, measure_decode, measure_prefill, steady_rate

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend():
    return "asyncio"


class LittleServer:
    """Counts two tokens per word and ten for a template; replies "w0 w1 ..."; remembers every body.

    `cached_tokens` of a chat are those of all messages but the last, as a session server's would be.
    """

    def __init__(self):
        self.bodies, self.session_ids = [], []
        self.refuses = set()  # fields that get a 400
        self.has_completions = self.has_usage = True
        self.fails_after = None  # events of a stream
        self.max_streams_seen = self._num_streams = 0
        self.app = FastAPI()
        self.app.post("/v1/completions")(self.completions)
        self.app.post("/v1/chat/completions")(self.chat)
        self.app.get("/v1/models")(lambda: {"data": [{"id": "little"}]})
        self.app.get("/version")(lambda: {"version": "1.2.3"})

    async def completions(self, request: Request):
        if not self.has_completions:
            return JSONResponse({"detail": "Not Found"}, 404)
        body = await request.json()
        return self._answer(request, body, num_prompt=2 * len(body["prompt"].split()), num_cached=0)

    async def chat(self, request: Request):
        body = await request.json()
        counts = [2 * len(message["content"].split()) for message in body["messages"]]
        return self._answer(request, body, num_prompt=10 + sum(counts), num_cached=sum(counts[:-1]))

    def _answer(self, request, body, *, num_prompt, num_cached):
        self.bodies.append(body)
        self.session_ids.append(request.headers.get("x-session-id"))
        for name in self.refuses & set(body):
            return JSONResponse({"error": {"message": f"unknown field {name}", "type": "x"}}, 400)
        words = [f"w{i} " for i in range(body["max_tokens"])]
        usage = {
            "prompt_tokens": num_prompt,
            "completion_tokens": len(words),
            "prompt_tokens_details": {"cached_tokens": num_cached},
        }
        if body.get("stream"):
            return StreamingResponse(self._events(body, words, usage), media_type="text/event-stream")
        choice = {"index": 0, "text": "".join(words), "finish_reason": "length"}
        return {"choices": [choice]} | ({"usage": usage} if self.has_usage else {})

    async def _events(self, body, words, usage):
        self._num_streams += 1
        self.max_streams_seen = max(self.max_streams_seen, self._num_streams)
        yield self._event({"choices": [{"index": 0, "delta": {"role": "assistant", "content": ""}}]})
        for number, word in enumerate(words):
            if number == self.fails_after:
                yield self._event({"error": {"message": "the engine ended"}})
                return
            await asyncio.sleep(0.002)
            piece = {"delta": {"content": word}} if "messages" in body else {"text": word}
            yield self._event({"choices": [{"index": 0, **piece, "finish_reason": None}]})
        yield self._event({"choices": [{"index": 0, "delta": {}, "text": "", "finish_reason": "length"}]})
        self._num_streams -= 1
        if body.get("stream_options") and self.has_usage:
            yield self._event({"choices": [], "usage": usage})
        yield "data: [DONE]\n\n"

    @staticmethod
    def _event(event):
        return f"data: {json.dumps(event)}\n\n"


@pytest.fixture
def little():
    server = LittleServer()
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(server.app, log_level="error", lifespan="off", timeout_graceful_shutdown=1)
    running = uvicorn.Server(config)
    thread = threading.Thread(target=running.run, kwargs={"sockets": [listener]})
    thread.start()
    while not running.started:
        time.sleep(0.01)
    server.url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    yield server
    running.should_exit = True
    thread.join()
    listener.close()


@pytest.fixture
async def client(little, anyio_backend):
    client = OpenAIClient.connect(little.url)
    yield await client.pick_model(None)
    await client.http.close()


# The client


async def test_a_stream_gives_its_text_its_events_and_its_usage(client):
    reply = await client.stream({"messages": [{"role": "user", "content": "a b c"}]}, max_tokens=4)
    assert reply.text == "w0 w1 w2 w3 "
    assert len(reply.event_s) == 4  # neither the role, nor the finish, nor the usage is text
    assert len(reply.itl_s) == 3
    assert reply.usage == Usage(prompt_tokens=16, completion_tokens=4, cached_tokens=0)
    assert reply.finish_reason == "length"
    assert reply.started_s < reply.event_s[0] <= reply.event_s[-1] <= reply.ended_s


async def test_an_answer_that_is_not_streamed_gives_text_and_usage(client):
    reply = await client.complete({"prompt": "a b"}, max_tokens=2)
    assert reply.text == "w0 w1 "
    assert reply.usage.prompt_tokens == 4


async def test_connections_are_reused_one_after_the_other(client):
    for _ in range(3):
        await client.stream({"prompt": "a"}, max_tokens=2)
    assert len(client.http._idle) == 1


async def test_a_connection_that_the_server_closed_meanwhile_is_replaced(client):
    await client.complete({"prompt": "a"}, max_tokens=1)
    client.http._idle[0].close()
    assert (await client.complete({"prompt": "a"}, max_tokens=1)).text == "w0 "


async def test_without_a_path_the_base_url_means_v1(little):
    assert OpenAIClient.connect("http://127.0.0.1:1/").base_url == "http://127.0.0.1:1/v1"
    assert OpenAIClient.connect("http://127.0.0.1:1/openai/v1/").base_url == "http://127.0.0.1:1/openai/v1"


async def test_an_error_answer_is_raised_with_its_message(client, little):
    little.refuses = {"ignore_eos"}
    with pytest.raises(ServerRefused, match="answered 400: unknown field ignore_eos"):
        await client.stream({"prompt": "a"}, max_tokens=1)


async def test_an_error_inside_a_stream_is_raised(client, little):
    little.fails_after = 2
    with pytest.raises(ServerRefused, match="in the stream: the engine ended"):
        await client.stream({"prompt": "a"}, max_tokens=5)


async def test_a_server_that_is_not_there_is_named():
    client = OpenAIClient.connect("http://127.0.0.1:9")
    with pytest.raises(ConnectionFailed, match=r"cannot connect to 127\.0\.0\.1:9"):
        await client.get("models")


@pytest.mark.parametrize(
    ("refuses", "left_out"),
    [
        (set(), set()),
        ({"ignore_eos"}, {"ignore_eos"}),
        ({"ignore_eos", "stream_options"}, {"ignore_eos", "stream_options"}),
    ],
)
async def test_fields_that_the_server_refuses_are_left_out(client, little, refuses, left_out):
    little.refuses = refuses
    client = await client.without_refused_fields()
    assert client.refused_fields == left_out
    reply = await client.stream({"prompt": "a"}, max_tokens=3)
    assert reply.num_tokens == 3  # counted by event where no usage comes
    assert not left_out & set(little.bodies[-1])


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_chunked_bodies_are_decoded_however_they_are_cut(size):
    wire = b"5\r\nhello\r\n1;ext=1\r\n \r\nA\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\n"
    decoder, payload = ChunkedDecoder(), b""
    for start in range(0, len(wire), size):
        assert not decoder.is_done
        payload += decoder.feed(wire[start : start + size])
    assert payload == b"hello 0123456789"
    assert decoder.is_done


def test_a_chunk_without_a_size_is_refused():
    with pytest.raises(ConnectionFailed, match="which is no size"):
        ChunkedDecoder().feed(b"hello\r\n")


@pytest.mark.parametrize("size", [1, 5, 1000])
def test_events_are_parsed_however_they_are_cut(size):
    wire = b': comment\r\n\r\ndata: {"a": 1}\r\n\r\nevent: x\ndata:{"a": 2}\n\ndata: [DONE]\n\n'
    decoder, events = SseDecoder(), []
    for start in range(0, len(wire), size):
        events += decoder.feed(wire[start : start + size])
    assert events == [{"a": 1}, {"a": 2}]


# The prompts


async def test_prompts_have_the_wanted_tokens_after_calibration(client):
    maker = await calibrate(client, seed=0)
    assert maker.tokens_per_word == 2.0
    assert not maker.is_chat
    reply = await client.complete(maker.prompt("x", 512), max_tokens=1)
    assert reply.usage.prompt_tokens == 512


async def test_a_server_without_completions_is_asked_by_chat(client, little):
    little.has_completions = False
    maker = await calibrate(client, seed=0)
    assert maker.is_chat
    reply = await client.complete(maker.prompt("x", 512), max_tokens=1)
    assert reply.usage.prompt_tokens == 512  # the template's ten included


def test_prompts_are_the_same_for_the_same_seed_and_name_and_else_differ():
    maker = PromptMaker(seed=1)
    assert maker.prompt("a", 50) == PromptMaker(seed=1).prompt("a", 50)
    others = [PromptMaker(seed=2).prompt("a", 50), maker.prompt("b", 50)]
    first_words = {prompt["prompt"][:20] for prompt in [maker.prompt("a", 50), *others]}
    assert len(first_words) == 3


# The workloads


async def test_prefill_sends_a_new_prompt_each_time_for_one_token(client, little):
    maker = PromptMaker(seed=0, tokens_per_word=2.0)
    row = await measure_prefill(client, maker, num_tokens=100, num_repeats=3)
    assert row["prompt_tokens"] == 100
    assert row["cached_tokens"] == 0
    assert len(row["all_tokens_per_s"]) == 3
    assert len({body["prompt"] for body in little.bodies}) == 4  # the warm-up is the fourth
    assert {body["max_tokens"] for body in little.bodies} == {1}


async def test_decode_runs_its_streams_together_and_counts_every_token(client, little):
    maker = PromptMaker(seed=0, tokens_per_word=2.0)
    row = await measure_decode(
        client, maker, concurrency=4, num_context_tokens=30, num_tokens=8, num_repeats=2
    )
    assert little.max_streams_seen == 4
    assert row["completion_tokens"] == [8, 8]
    assert row["prompt_tokens"] == 30
    assert row["ttft_ms"]["num"] == 2 * 4
    assert row["itl_ms"]["num"] == 2 * 4 * 7
    assert len(row["all_steady_tokens_per_s"]) == 2
    assert row["client_cpu_us_per_event"] > 0


async def test_agent_sessions_feed_the_real_replies_back(client, little):
    shape = AgentShape(num_sessions=3, num_turns=4, num_new_tokens=20, num_reply_tokens=5, concurrency=2)
    agent = await measure_agent(client, PromptMaker(seed=0, tokens_per_word=2.0), shape)
    assert little.max_streams_seen == 2
    assert agent["completion_tokens"] == 3 * 4 * 5
    assert [row["turn"] for row in agent["by_turn"]] == [1, 2, 3, 4]
    assert all(row["ttft_ms"]["num"] == 3 and row["itl_ms"]["num"] == 3 * 4 for row in agent["by_turn"])
    # Not cached: the new message (ten words and "Tool result:", two tokens each), and the template.
    assert [row["prompt_tokens"] - row["cached_tokens"] for row in agent["by_turn"]] == [2 * 12 + 10] * 4
    last = max((body["messages"] for body in little.bodies), key=len)
    assert [message["role"] for message in last] == ["system"] + ["user", "assistant"] * 3 + ["user"]
    assert {message["content"] for message in last if message["role"] == "assistant"} == {"w0 w1 w2 w3 w4 "}
    assert set(little.session_ids) == {None}


async def test_a_session_header_carries_one_new_id_for_each_session(client, little):
    shape = AgentShape(
        num_sessions=3, num_turns=2, num_new_tokens=4, num_reply_tokens=1, session_header="x-session-id"
    )
    await measure_agent(client, PromptMaker(seed=0), shape)
    ids = little.session_ids[1:]  # the first is the warm-up's
    assert len(set(ids)) == 3
    assert all(ids.count(session_id) == 2 for session_id in ids)


def reply_at(*event_s, started_s=0.0, num_tokens=None):
    usage = Usage(0, num_tokens, None) if num_tokens is not None else None
    return Reply(started_s, event_s[-1], list(event_s), ["x"] * len(event_s), usage)


def test_the_steady_window_is_where_all_streams_decode():
    replies = [reply_at(1, 2, 3, 4, 5), reply_at(3, 4, 5, 6, 7)]
    assert steady_rate(replies) == (2 + 2) / (5 - 3)
    assert end_to_end_rate(replies) == 10 / 7


def test_an_event_of_several_tokens_counts_as_several():
    assert steady_rate([reply_at(1, 2, 3, num_tokens=30)]) == 2 * 10 / 2


def test_streams_that_never_ran_together_have_no_steady_rate():
    assert steady_rate([reply_at(1, 2), reply_at(3, 4)]) is None
    assert steady_rate([Reply(0.0)]) is None


# The summary


def test_percentiles_interpolate_between_ranks():
    assert percentile([4, 1, 3, 2], 50) == 2.5
    assert percentile([5], 99) == 5
    assert percentile([], 50) is None
    assert median([3, None, 1]) == 2
    assert milliseconds([0.001, None, 0.003]) == {"p50": 2.0, "p95": 2.9, "p99": 2.98, "num": 2}


def test_the_command_in_a_result_holds_no_key():
    arguments = ["--base-url", "http://x", "--api-key", "secret", "--label", "a b", "--api-key=secret"]
    expected = "python -m m --base-url http://x --api-key '***' --label 'a b' '--api-key=***'"
    assert command_line("m", arguments) == expected


def test_the_machine_is_described():
    machine = describe_machine()
    assert machine["num_cores"] >= 1
    assert machine["memory_bytes"] > 2**20
    assert machine["cpu_model"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "-"),
        (128.0, "128"),
        (0.34, "0.34"),
        (12.345, "12.3"),
        (2818.97, "2819"),
        (7, "7"),
        ("all", "all"),
    ],
)
def test_tables_show_about_three_digits(value, text):
    assert shown(value) == text


# The command


def test_quick_shrinks_what_the_command_line_does_not_name():
    options = parse_arguments(["--base-url", "http://x", "--quick", "--turns", "5", "--concurrency=2,3"])
    assert (options.turns, options.concurrency, options.sessions) == (5, [2, 3], 2)


@pytest.mark.parametrize("arguments", [["--concurrency", "0"], ["--workloads", "nonsense"], []])
def test_a_wrong_command_line_is_refused(arguments, capsys):
    with pytest.raises(SystemExit):
        parse_arguments(arguments + (["--base-url", "http://x"] if arguments else []))


def test_the_command_writes_a_whole_result(little, tmp_path, capsys):
    output = tmp_path / "result.json"
    arguments = [
        "--url",
        little.url,
        "--quick",
        "--label",
        "test",
        "--output",
        str(output),
        "--api-key",
        "secret",
    ]
    assert main(arguments) == 0
    text = output.read_text()
    assert "secret" not in text
    result = json.loads(text)
    assert result["server"] == {
        "base_url": f"{little.url}/v1",
        "model": "little",
        "version": {"version": "1.2.3"},
        "refused_fields": [],
    }
    assert set(result["workloads"]) == {"prefill", "decode", "agent", "http"}
    assert [row["concurrency"] for row in result["workloads"]["decode"]] == [1, 4]
    assert len(result["workloads"]["agent"]["by_turn"]) == 3
    assert {"command", "commit", "machine", "label", "settings", "started_at"} <= set(result)
    shown = capsys.readouterr().out
    assert "Prefill" in shown
    assert "steady" in shown


def test_a_workload_that_fails_is_recorded_and_the_others_go_on(little, tmp_path, capsys):
    little.fails_after = 12  # past the probe and the agent's eight tokens, within the sixteen of decode
    output = tmp_path / "result.json"
    assert main(["--url", little.url, "--quick", "--output", str(output)]) == 1
    workloads = json.loads(output.read_text())["workloads"]
    assert all("the engine ended" in row["error"] for row in workloads["decode"])
    assert workloads["agent"]["completion_tokens"] == 2 * 3 * 8


def test_no_server_is_an_error_and_no_file(tmp_path, capsys):
    output = tmp_path / "result.json"
    assert main(["--url", "http://127.0.0.1:9", "--output", str(output)]) == 1
    assert "cannot connect" in capsys.readouterr().out
    assert not output.exists()
