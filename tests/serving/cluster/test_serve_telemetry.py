"""Traces behind Ray Serve: from the ingress's request to the turn in a replica."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("ray", reason="the extra `ray` is not installed")
# By default serving/end_to_end/test_telemetry.py asks the same of one process.
pytestmark = [pytest.mark.ray, pytest.mark.slow, pytest.mark.timeout(700)]

TRACE, SPAN = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"


def test_a_trace_goes_through_an_ingress_to_its_replica(deploy_application: Any, tmp_path: Path) -> None:
    from benchmarks.otlp_collector import Collector

    collector = Collector()
    try:
        args = {"replica": {"model": "toy", "data_dir": str(tmp_path)}, "telemetry": "otlp"}
        environment = {"OTEL_EXPORTER_OTLP_ENDPOINT": collector.url, "OTEL_BSP_SCHEDULE_DELAY": "50"}
        application = deploy_application("told", args, num_engines=1, environment=environment)
        with application.client() as client:
            client.chat.completions.create(
                model="toy",
                messages=[{"role": "user", "content": "Hello."}],
                max_tokens=3,
                extra_headers={"traceparent": f"00-{TRACE}-{SPAN}-01"},
            )
            session = client.beta.agents.sessions.create(
                environment={"type": "none"},
                agent={"model": "toy"},
                input="Hello.",
                extra_headers={"traceparent": f"00-{TRACE}-{SPAN}-01"},
            )
        names = "POST /v1/chat/completions", "POST /v1/agents/sessions", "invoke_agent", "chat toy", "decode"
        trace = collector.wait(TRACE, *names)
    finally:
        collector.close()
    ((asked,), (begun,), (turn,)) = (trace[name] for name in names[:3])
    assert {asked.parent_id, begun.parent_id} == {SPAN}
    assert (turn.parent_id, turn.attributes["gen_ai.conversation.id"]) == (begun.span_id, session.id)
    assert {span.parent_id for span in trace["chat toy"]} == {asked.span_id, turn.span_id}
