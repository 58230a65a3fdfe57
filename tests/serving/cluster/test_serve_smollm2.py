"""Two replicas of a real model behind Ray Serve."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import openai
import pytest

pytest.importorskip("ray", reason="the extra `ray` is not installed")
# By default test_serve_toy.py asks the same of the toy.
pytestmark = [pytest.mark.ray, pytest.mark.slow, pytest.mark.timeout(700)]

QUESTIONS = ("Name a color.", "Name another one.", "And a third.")


@pytest.fixture(scope="module")
def application(deploy_application: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    replica = {
        "model": "smollm2-135m",
        "dtype": "float32",  # one answer, however the prompt is cut into chunks
        "data_dir": str(tmp_path_factory.mktemp("data")),
        "max_model_len": 1024,
    }
    args = {"replica": replica, "kv_memory": "128MiB", "route_timeout_s": 30}
    return deploy_application("smollm2", args)


@pytest.fixture
def client(application: Any) -> Iterator[openai.OpenAI]:
    with application.client() as client:
        yield client


class Conversation:
    """A session as a chat client keeps it: the whole history in every request."""

    def __init__(self, client: openai.OpenAI, session: str) -> None:
        self._client = client
        self._session = session
        self._messages: list[Any] = []
        self.replicas: list[str] = []
        self.cached_tokens: list[int] = []

    def ask(self, question: str) -> str:
        self._messages.append({"role": "user", "content": question})
        raw = self._client.chat.completions.with_raw_response.create(
            model="smollm2-135m",
            messages=self._messages,
            max_tokens=16,
            temperature=0,
            extra_headers={"x-session-id": self._session},
        )
        answer = raw.parse()
        self.replicas.append(raw.headers["x-tenure-replica"])
        self.cached_tokens.append(answer.usage.prompt_tokens_details.cached_tokens)
        text: str = answer.choices[0].message.content
        self._messages.append({"role": "assistant", "content": text})
        return text


def test_a_stream_says_what_the_whole_answer_says(client: openai.OpenAI):
    request: dict[str, Any] = {
        "model": "smollm2-135m",
        "messages": [{"role": "user", "content": "Say hello."}],
        "max_tokens": 16,
        "temperature": 0,
    }
    whole = client.chat.completions.create(**request)
    chunks = list(
        client.chat.completions.create(**request, stream=True, stream_options={"include_usage": True})
    )
    text = "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)
    assert text == whole.choices[0].message.content
    assert chunks[-1].usage == whole.usage.model_copy(
        update={"prompt_tokens_details": chunks[-1].usage.prompt_tokens_details}
    )


def test_a_session_whose_replica_dies_goes_on_elsewhere_with_the_same_words(
    application: Any, client: openai.OpenAI
):
    undisturbed, disturbed = Conversation(client, "undisturbed"), Conversation(client, "disturbed")
    expected = [undisturbed.ask(question) for question in QUESTIONS]
    assert len(set(undisturbed.replicas)) == 1
    assert undisturbed.cached_tokens == sorted(set(undisturbed.cached_tokens))

    answers = [disturbed.ask(question) for question in QUESTIONS[:2]]
    application.kill(disturbed.replicas[-1])
    answers.append(disturbed.ask(QUESTIONS[2]))
    assert answers == expected
    assert disturbed.replicas[2] != disturbed.replicas[1]
    assert application.get("/v1/sessions/disturbed").json()["num_turns"] == 3
