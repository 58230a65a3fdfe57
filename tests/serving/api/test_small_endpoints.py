"""Models, tokens, health, metrics and the schema."""

import json
import re

import httpx
import pytest
from openai import NotFoundError, OpenAI
from openai.types import Model

from serving.errors import EngineDead, Unavailable


def test_models_are_listed_the_default_first(client: OpenAI):
    models = client.models.list().data
    assert [model.id for model in models] == ["toy", "org/toy-chat"]
    assert models[0].max_model_len == 4096
    Model.model_validate(models[0].model_dump())


@pytest.mark.parametrize("path", ["org/toy-chat", "org%2Ftoy-chat"])
def test_a_model_id_may_have_a_slash(client: OpenAI, http, path):
    assert client.models.retrieve("org/toy-chat").id == "org/toy-chat"
    assert http.get(f"/v1/models/{path}").json()["id"] == "org/toy-chat"


def test_an_unknown_model_is_not_found(client: OpenAI):
    with pytest.raises(NotFoundError, match="Served: toy, org/toy-chat"):
        client.models.retrieve("gpt-9")


def test_a_prompt_is_tokenized(http):
    answer = http.post("/tokenize", json={"model": "toy", "prompt": "ab"}).json()
    assert answer == {"count": 2, "max_model_len": 4096, "tokens": [97, 98], "token_strs": None}


def test_messages_are_tokenized_as_generate_would(http):
    messages = [{"role": "user", "content": "a"}]
    answer = http.post("/tokenize", json={"messages": messages}).json()
    assert answer["tokens"] == list(b"user:a\nassistant:")
    bare = http.post("/tokenize", json={"messages": messages, "add_generation_prompt": False}).json()
    assert bare["tokens"] == list(b"user:a\n")


def test_token_strings_are_added_where_asked_for(http):
    answer = http.post("/tokenize", json={"prompt": "ab", "return_token_strs": True}).json()
    assert answer["token_strs"] == ["a", "b"]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"prompt": "a", "messages": [{"role": "user", "content": "a"}]},
        {"messages": [{"role": "user", "content": "a"}], "add_special_tokens": True},
        {"messages": [{"role": "user", "content": "a"}], "tools": [{}]},
        {"messages": [{"role": "user"}]},
        {"prompt": 5},
    ],
)
def test_a_tokenize_body_that_makes_no_sense_is_refused(http, body):
    assert http.post("/tokenize", json=body).status_code == 400


def test_tokens_become_text_again(http):
    assert http.post("/detokenize", json={"tokens": [97, 98]}).json() == {"prompt": "ab"}
    assert http.post("/detokenize", json={"tokens": []}).json() == {"prompt": ""}


@pytest.mark.parametrize("tokens", [[300], [-1], ["a"], "a", None, [2**70]])
def test_what_is_no_token_is_refused(http, tokens):
    assert http.post("/detokenize", json={"tokens": tokens}).status_code == 400


def test_what_prompts_are_written_with_is_told(http):
    assert http.get("/tokenizer_info", params={"model": "toy"}).json() == {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "bos_token": None,
        "eos_token": "<end>",
        "chat_template": "{{ messages }}",
        "model_max_length": 4096,
    }


def test_an_unknown_model_has_no_tokens(http):
    assert http.get("/tokenizer_info", params={"model": "x"}).status_code == 404
    assert http.post("/tokenize", json={"model": "x", "prompt": "a"}).status_code == 404
    assert http.post("/detokenize", json={"model": "x", "tokens": [1]}).status_code == 404


def test_health_tells_ready_from_alive(start):
    server = start()
    with httpx.Client(base_url=server.url) as http:
        paths = ("/health", "/readyz", "/healthz")
        assert [http.get(path).status_code for path in paths] == [200, 200, 200]
        server.backend.is_ready = False
        assert [http.get(path).status_code for path in paths] == [503, 503, 200]
        assert http.get("/health").json()["status"] == "loading"
        server.backend.error = Unavailable("draining")
        assert [http.get(path).status_code for path in paths] == [503, 503, 200]
        server.backend.error = EngineDead("it ended")
        assert [http.get(path).status_code for path in paths] == [503, 503, 503]


def test_metrics_are_those_of_the_http_side_and_of_the_backend(start):
    server = start()
    with httpx.Client(base_url=server.url, timeout=60) as http:
        http.post("/v1/completions", json={"prompt": "a"})
        server.wait_until_idle()  # a turn ends behind its answer
        response = http.get("/metrics")
    assert response.headers["content-type"].startswith("text/plain; version=0.0.4")
    assert 'tenure:http_requests_total{method="POST",route="/v1/completions",status="200"}' in response.text
    assert "tenure:http_open_requests 1.0" in response.text, "this one"
    assert "fake_open_turns 0" in response.text


def test_the_metrics_labels_are_routes_and_not_paths(http):
    http.get("/v1/models/toy")
    http.get("/some/where/else")
    text = http.get("/metrics").text
    assert 'route="/v1/models/{model_id:path}"' in text
    assert 'route="unmatched"' in text
    assert "else" not in text


def test_the_version_is_the_distributions(http):
    assert set(http.get("/version").json()) == {"version"}


def test_the_schema_describes_bodies_and_answers(http):
    schema = http.get("/openapi.json").json()
    chat = schema["paths"]["/v1/chat/completions"]["post"]
    body = chat["requestBody"]["content"]["application/json"]["schema"]
    assert body["required"] == ["messages"]
    assert body["properties"]["temperature"]["anyOf"][0] == {"maximum": 2, "minimum": 0, "type": "number"}
    assert set(chat["responses"]) >= {"200", "4XX", "5XX"}
    content = chat["responses"]["200"]["content"]
    assert set(content) == {"application/json", "text/event-stream"}
    place = content["application/json"]["schema"]["$ref"].removeprefix("#/components/schemas/")
    assert {"id", "choices", "usage"} <= set(schema["components"]["schemas"][place]["properties"])


def test_every_name_in_the_schema_is_of_something_in_it(http):
    schema = http.get("/openapi.json").json()
    names = set(re.findall(r'"\$ref": ?"#/components/schemas/([^"]+)"', json.dumps(schema)))
    assert names
    assert names <= set(schema["components"]["schemas"])


@pytest.mark.parametrize(
    ("alias", "name", "model"),
    [("gpt-5-mini", "gpt-5-mini", "org/toy-chat"), ("*", "x", "org/toy-chat"), ("*", "toy", "toy")],
)
def test_a_model_answers_to_its_aliases(start, shared, alias, name, model):
    server = start(type(shared.backend)(aliases=(alias,)))
    with server.sdk() as sdk, server.anthropic() as claude:
        said = [{"role": "user", "content": "hello"}]
        assert sdk.chat.completions.create(model=name, messages=said).model == model
        assert sdk.responses.create(model=name, input="hello", store=False).model == model
        assert claude.messages.create(model=name, messages=said, max_tokens=5).model == model
        assert sdk.models.retrieve(name).id == model


def test_openais_paths_are_also_where_bedrock_has_them(server, http):
    said = [{"role": "user", "content": "hello"}]
    with OpenAI(base_url=f"{server.url}/openai/v1", api_key="none", max_retries=0) as sdk:
        assert sdk.chat.completions.create(model="toy", messages=said).choices[0].message.content == "HELLO"
        assert sdk.responses.create(model="toy", input="hello", store=False).output_text == "HELLO"
        assert [model.id for model in sdk.models.list().data] == ["toy", "org/toy-chat"]
        with pytest.raises(NotFoundError, match="Served: toy"):
            sdk.models.retrieve("gpt-9")
    assert http.post("/openai/v1/messages", json={}).status_code == 404, "that is no path of OpenAI's"
    assert not any(path.startswith("/openai/v1") for path in http.get("/openapi.json").json()["paths"])
