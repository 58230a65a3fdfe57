"""Traces: real clients of OpenTelemetry and OpenAI on one side, a collector that speaks OTLP on the other."""

from __future__ import annotations

import json
import socket
import sys
import threading
import time
from collections.abc import Callable
from contextlib import contextmanager
from typing import Any

import httpx
import pytest
import uvicorn
import yaml
from openai import BadRequestError
from opentelemetry import propagate
from opentelemetry.proto.trace.v1.trace_pb2 import Span as SpanKinds
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.trace import format_span_id, format_trace_id, set_span_in_context
from websockets.sync.client import connect

from benchmarks.otlp_collector import Collector
from benchmarks.transcripts import calling, transcript
from serving import telemetry
from serving.errors import StartupError

SECRET = "xylophone"  # in all that is said: no span has it


@pytest.fixture
def collector():
    collector = Collector()
    yield collector
    collector.close()


@pytest.fixture
def telling(collector, monkeypatch):
    """Telemetry of this process, in which the servers of these tests run, goes to the collector."""
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", collector.url)
    monkeypatch.setenv("OTEL_BSP_SCHEDULE_DELAY", "20")  # ms
    telemetry.configure("otlp")
    yield collector
    telemetry.close()


class Caller:
    """A program with spans of its own that calls this server."""

    def __init__(self) -> None:
        self.span = TracerProvider(shutdown_on_exit=False).get_tracer("caller").start_span("work")
        context = self.span.get_span_context()
        self.trace_id, self.span_id = format_trace_id(context.trace_id), format_span_id(context.span_id)
        self.headers: dict[str, str] = {}
        propagate.inject(self.headers, context=set_span_in_context(self.span))


@pytest.fixture
def caller():
    return Caller()


def said(*contents: str) -> list[dict[str, str]]:
    return [{"role": "user", "content": content} for content in contents]


POST_CHAT, CHAT = "POST /v1/chat/completions", "chat toy"


def test_a_trace_leads_from_the_clients_span_to_the_engines_phases(telling, toy, caller):
    reply = toy.sdk.chat.completions.create(
        model="toy", messages=said(SECRET), max_tokens=5, seed=7, extra_headers=caller.headers
    )
    trace = telling.wait(caller.trace_id, POST_CHAT)
    (http,), (chat,) = trace[POST_CHAT], trace[CHAT]
    assert (http.parent_id, http.kind) == (caller.span_id, SpanKinds.SPAN_KIND_SERVER)
    assert http.attributes["http.route"] == http.attributes["url.path"] == "/v1/chat/completions"
    assert http.attributes["http.response.status_code"] == 200
    assert (chat.parent_id, chat.kind) == (http.span_id, SpanKinds.SPAN_KIND_INTERNAL)
    wanted = {
        "gen_ai.operation.name": "chat",
        "gen_ai.provider.name": "tenure",
        "gen_ai.request.model": "toy",
        "gen_ai.request.max_tokens": 5,
        "gen_ai.request.seed": 7,
        "gen_ai.response.finish_reasons": ["length"],
        "gen_ai.usage.output_tokens": 5,
        "gen_ai.response.id": reply.id,
    }
    assert chat.attributes == chat.attributes | wanted
    assert set(trace) == {POST_CHAT, CHAT, "prepare", "queue", "prefill", "decode"}
    phases = [trace[name][0] for name in ("prepare", "queue", "prefill", "decode")]
    assert {phase.parent_id for phase in phases} == {chat.span_id}
    times = [time for phase in phases for time in (phase.start, phase.end)]
    assert times == sorted(times)
    usage = reply.usage
    num_computed = usage.prompt_tokens - usage.prompt_tokens_details.cached_tokens
    assert trace["prefill"][0].attributes == {"tenure.computed_tokens": num_computed}
    assert chat.attributes["gen_ai.usage.input_tokens"] == usage.prompt_tokens


def test_a_stream_is_told_of_with_all_that_it_took(telling, toy, caller):
    body = {"model": "toy", "messages": said("Go on."), "stream": True, "max_tokens": 5}
    with httpx.stream("POST", f"{toy.url}/v1/chat/completions", json=body, headers=caller.headers) as answer:
        assert list(answer.iter_lines())[-2] == "data: [DONE]"
    trace = telling.wait(caller.trace_id, POST_CHAT)
    (http,), (chat,), (decode,) = trace[POST_CHAT], trace[CHAT], trace["decode"]
    assert http.attributes["http.response.status_code"] == 200
    assert http.start <= chat.start <= decode.start <= decode.end <= chat.end <= http.end


def test_a_session_says_what_was_cached_and_where_it_was_restored_from(telling, start_server, tmp_path):
    options = {"disk_kv_dir": tmp_path / "kv", "kv_restore": "always"}
    long, callers = "A long story. " * 40, [Caller(), Caller()]
    with start_server(tmp_path / "data", "toy", **options) as server:
        messages = said(long)
        for caller in callers:
            reply = server.sdk.chat.completions.create(
                model="toy",
                messages=messages,
                max_tokens=5,
                extra_headers={**caller.headers, "x-session-id": "told"},
            )
            messages += [{"role": "assistant", "content": reply.choices[0].message.content}, *said("More.")]
            with server.http as http:
                assert http.post("/v1/sessions/told/state:offload").status_code == 200
        first, second = (telling.wait(caller.trace_id, CHAT, POST_CHAT) for caller in callers)
    assert "restore" not in first
    (chat,), (restore,), (queue,) = second[CHAT], second["restore"], second["queue"]
    assert chat.attributes["gen_ai.conversation.id"] == "told"
    assert chat.attributes["gen_ai.usage.cache_read.input_tokens"] >= 32
    assert restore.attributes["tenure.kv.tier"] == "disk"
    assert restore.attributes["tenure.kv.tokens"] >= 32
    assert second["prepare"][0].end <= restore.start <= restore.end <= queue.start


def test_a_refused_prompt_is_a_failed_turn_of_a_request_that_was_answered(telling, toy, caller):
    with pytest.raises(BadRequestError):
        toy.sdk.chat.completions.create(
            model="toy", messages=said("far too long " * 100_000), extra_headers=caller.headers
        )
    trace = telling.wait(caller.trace_id, POST_CHAT)
    (http,), (chat,) = trace[POST_CHAT], trace[CHAT]
    assert (http.attributes["http.response.status_code"], http.is_error) == (400, False)
    assert (chat.attributes["error.type"], chat.is_error) == ("context_length_exceeded", True)
    assert (chat.description, chat.events) == ("", [])


def test_a_request_without_a_trace_begins_one_that_the_log_names(telling, toy, caplog):
    caplog.set_level("INFO")
    toy.sdk.chat.completions.create(model="toy", messages=said("Hello."), max_tokens=2)
    span = telling.wait_for(lambda span: span.name == POST_CHAT)
    assert span.parent_id == ""
    until = time.monotonic() + 60  # the line is written when the answer has gone
    while not (lines := [one.fields for one in caplog.records if one.getMessage() == "http_request"]):
        assert time.monotonic() < until
        time.sleep(0.01)
    assert lines[0]["trace_id"] == span.trace_id


def test_what_is_not_to_be_sampled_is_not_told(telling, toy, caller):
    """By the caller's word, and by OpenTelemetry's own variables."""
    unsampled = {"traceparent": caller.headers["traceparent"][:-2] + "00"}
    for headers in (unsampled, {"traceparent": "nonsense"}):
        toy.sdk.models.list(extra_headers=headers)
    telling.wait_for(lambda span: span.name == "GET /v1/models")
    telemetry.close()
    assert caller.trace_id not in {span.trace_id for span in telling.spans}


@pytest.mark.parametrize("name", ["OTEL_TRACES_SAMPLER", "OTEL_SDK_DISABLED"])
def test_the_variables_of_the_sdk_switch_it_off(collector, toy, monkeypatch, name):
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", collector.url)
    monkeypatch.setenv(name, {"OTEL_TRACES_SAMPLER": "always_off", "OTEL_SDK_DISABLED": "true"}[name])
    telemetry.configure("otlp")
    try:
        toy.sdk.models.list()
    finally:
        telemetry.close()
    assert collector.spans == []


def test_requests_on_a_websocket_are_parts_of_the_trace_of_its_handshake(telling, toy, caller):
    with connect(
        toy.url.replace("http", "ws", 1) + "/v1/responses", additional_headers=caller.headers
    ) as socket:
        for _ in range(2):
            asked = {"type": "response.create", "model": "toy", "input": "Hi", "max_output_tokens": 16}
            socket.send(json.dumps(asked))
            while json.loads(socket.recv(timeout=60))["type"] not in (
                "response.completed",
                "response.incomplete",
            ):
                pass

    def parents() -> list[str]:
        return [span.parent_id for span in telling.spans if span.name == CHAT]

    telling.wait_for(lambda _: len(parents()) == 2)
    assert parents() == [caller.span_id] * 2


# ---- agents and tools -------------------------------------------------------------------------------


class Meta:
    """An MCP server's application, and what came with the calls of its tools."""

    def __init__(self, app: Any) -> None:
        self.app = app
        self.of_calls: list[dict[str, Any]] = []

    async def __call__(self, scope: Any, receive: Callable[[], Any], send: Any) -> None:
        async def noted() -> Any:
            message = await receive()
            if message["type"] == "http.request" and message.get("body"):
                asked = json.loads(message["body"])
                if asked["method"] == "tools/call":
                    self.of_calls.append(asked["params"].get("_meta", {}))
            return message

        await self.app(scope, noted, send)


@pytest.fixture
def tools(start_server, tmp_path):
    """A server, and the MCP server that it calls."""
    pytest.importorskip("mcp", reason="mcp is not installed: pip install 'tenure[agents]'")
    from benchmarks.mcp_tools import make_server

    meta = Meta(make_server(tmp_path / "effects").streamable_http_app())
    with served(meta) as url:
        file = tmp_path / "servers.yaml"
        file.write_text(yaml.safe_dump({"servers": {"web": {"url": url}}}))
        with start_server(tmp_path / "data", "toy", mcp_servers=file) as server:
            yield server, meta


@contextmanager
def served(app: Any):
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, loop="asyncio"))
        thread = threading.Thread(target=lambda: server.run(sockets=[listener]))
        thread.start()
        while not server.started:
            time.sleep(0.005)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/mcp"
        server.should_exit = server.force_exit = True
        thread.join()


def test_a_trace_goes_on_through_an_agents_steps_to_its_tools(telling, tools, caller):
    server, meta = tools
    mcp = {"type": "mcp", "server_label": "t", "transport": {"type": "http", "server_url": "tenure:web"}}
    replies = transcript(
        calling(("t.effect", {"key": SECRET}), ("t.fail", {"reason": SECRET})), f"Done: {SECRET}."
    )
    agents = server.sdk.beta.agents
    ada = agents.create(model="toy", name="Ada", instructions=replies, tools=[mcp])
    session = agents.sessions.create(
        environment={"type": "none"}, agent_id=ada.id, input=SECRET, extra_headers=caller.headers
    )
    trace = telling.wait(caller.trace_id, "POST /v1/agents/sessions", "invoke_agent Ada")
    (http,), (turn,) = trace["POST /v1/agents/sessions"], trace["invoke_agent Ada"]
    assert (http.parent_id, turn.parent_id) == (caller.span_id, http.span_id)
    steps = trace[CHAT]
    assert [step.attributes["tenure.run.step"] for step in steps] == [0, 1]
    assert {step.parent_id for step in steps} == {turn.span_id}
    wanted = {
        "gen_ai.operation.name": "invoke_agent",
        "gen_ai.agent.id": session.agent.id,
        "gen_ai.conversation.id": session.id,
        "gen_ai.request.model": "toy",
        "gen_ai.usage.output_tokens": sum(step.attributes["gen_ai.usage.output_tokens"] for step in steps),
    }
    assert turn.attributes == turn.attributes | wanted
    (effect,), (fail,) = trace["execute_tool effect"], trace["execute_tool fail"]
    for call, name in ((effect, "effect"), (fail, "fail")):
        assert call.parent_id == turn.span_id
        assert call.attributes["gen_ai.operation.name"] == "execute_tool"
        assert call.attributes["gen_ai.tool.name"] == name
        assert call.attributes["mcp.method.name"] == "tools/call"
        assert call.attributes["tenure.mcp.server"] == "t"
    assert (effect.is_error, fail.is_error) == (False, True)
    assert fail.attributes["error.type"] == "mcp_tool_execution_error"
    carried = {f"00-{caller.trace_id}-{call.span_id}" for call in (effect, fail)}
    assert {one["traceparent"][:-3] for one in meta.of_calls} == carried
    assert SECRET.encode() not in telling.raw


def test_a_responses_calls_are_parts_of_its_request(telling, tools, caller):
    server, meta = tools
    response = server.sdk.responses.create(
        model="toy",
        instructions=transcript(calling(("t.effect", {"key": "k"})), "Done."),
        input="Go.",
        tools=[{"type": "mcp", "server_label": "t", "server_url": "tenure:web", "require_approval": "never"}],
        extra_headers=caller.headers,
    )
    assert response.output_text == "Done."
    trace = telling.wait(caller.trace_id, "POST /v1/responses")
    ((http,), (call,)) = trace["POST /v1/responses"], trace["execute_tool effect"]
    assert {span.parent_id for span in (call, *trace[CHAT])} == {http.span_id}
    assert [one["traceparent"][:-3] for one in meta.of_calls] == [f"00-{caller.trace_id}-{call.span_id}"]


# ---- collectors that are not there, and starts ----------------------------------------------------------


class Silent:
    """Takes connections, and never answers."""

    def __enter__(self):
        self._listener = socket.create_server(("127.0.0.1", 0))
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def __exit__(self, *_: object) -> None:
        self._listener.close()


def test_a_collector_that_does_not_answer_harms_nobody(toy, monkeypatch):
    monkeypatch.setattr(telemetry, "FLUSH_S", 0.1)
    monkeypatch.setenv("OTEL_BSP_SCHEDULE_DELAY", "1")
    monkeypatch.setenv("OTEL_BSP_MAX_QUEUE_SIZE", "8")
    monkeypatch.setenv("OTEL_BSP_MAX_EXPORT_BATCH_SIZE", "4")
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_TIMEOUT", "600")  # longer than a test may last
    with Silent() as url:
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", url)
        telemetry.configure("otlp")
        try:
            for _ in range(10):  # six spans each: more than the queue holds
                toy.sdk.chat.completions.create(model="toy", messages=said("Hello."), max_tokens=2)
        finally:
            telemetry.close()


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc", "http/protobuf alone"),
        ("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "http/json", "http/protobuf alone"),
        ("OTEL_TRACES_EXPORTER", "console", "otlp alone"),
        ("OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT", "true", "never in spans"),
    ],
)
def test_a_variable_that_asks_for_what_is_not_done_is_refused_by_name(monkeypatch, name, value, told):
    monkeypatch.setenv(name, value)
    with pytest.raises(StartupError, match=f"{name}.*{value}.*{told}"):
        telemetry.configure("otlp")


def test_a_variable_that_the_sdk_refuses_is_told_in_a_sentence(monkeypatch):
    monkeypatch.setenv("OTEL_BSP_MAX_QUEUE_SIZE", "4")
    monkeypatch.setenv("OTEL_BSP_MAX_EXPORT_BATCH_SIZE", "8")
    with pytest.raises(StartupError, match=r"OTEL_\* variables: max_export_batch_size must be"):
        telemetry.configure("otlp")


def test_without_the_extra_it_says_which_one_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "opentelemetry.exporter.otlp.proto.http.trace_exporter", None)
    with pytest.raises(StartupError, match=r"extra `telemetry`.*pip install .*'\.\[telemetry\]'"):
        telemetry.configure("otlp")
