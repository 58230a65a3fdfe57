"""/v1/sessions over real HTTP: branches, their log, and where their KV is."""

import pytest


def chat(server, session, *contents, **fields):
    messages = [
        {"role": ("user", "assistant")[index % 2], "content": content}
        for index, content in enumerate(contents)
    ]
    body = {"messages": messages, "session_id": session, "max_tokens": 8, "ignore_eos": True, **fields}
    with server.http as http:
        answer = http.post("/v1/chat/completions", json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()


def text_of(answer):
    return answer["choices"][0]["message"]["content"]


def session_of(server, session, **query):
    with server.http as http:
        return http.get(f"/v1/sessions/{session}", params=query).json()


def test_a_session_shows_its_branches_their_items_and_their_kv(toy):
    first = text_of(chat(toy, "shown", "one"))
    chat(toy, "shown", "one", first, "two")
    chat(toy, "shown", "one", first, "other")
    shown = session_of(toy, "shown")
    main, fork = shown["branches"]
    assert [item["role"] for item in main["items"]] == ["user", "assistant", "user", "assistant"]
    assert [item["source"] for item in main["items"]] == ["rendered", "sampled", "rendered", "sampled"]
    assert [item["role"] for item in fork["items"]] == ["user", "assistant"]
    assert (main["parent"], fork["parent"]["branch"]) == (None, main["id"])
    assert fork["parent"]["seq"] == sum(item["num_tokens"] for item in main["items"][:2])
    assert shown["head"] == fork["id"]
    for branch in (main, fork):
        assert branch["kv"]["state"] == "resident"
        assert branch["kv"]["num_resident_tokens"] >= branch["num_tokens"] - 1
        assert branch["kv"]["bytes_resident"] > 0
    assert "token_ids" not in str(shown)


def test_token_ids_are_shown_where_they_are_asked_for(toy):
    answer = chat(toy, "with-ids", "one", temperature=0)  # by chance it may be markup, which no text shows
    (branch,) = session_of(toy, "with-ids", include="token_ids")["branches"]
    ids = [token_id for item in branch["items"] for token_id in item["token_ids"]]
    with toy.http as http:
        text = http.post("/detokenize", json={"tokens": ids}).json()["prompt"]
    assert len(ids) == answer["usage"]["total_tokens"] == branch["num_tokens"]
    assert "one" in text
    assert text.endswith(text_of(answer))


@pytest.mark.parametrize("with_conversation", [False, True])
def test_responses_and_conversations_are_sessions_too(toy, with_conversation):
    conversation = toy.sdk.conversations.create().id if with_conversation else None
    more = {"conversation": conversation} if conversation else {}
    first = toy.sdk.responses.create(model="toy", input="one", max_output_tokens=16, **more)
    if not conversation:
        more = {"previous_response_id": first.id}
    toy.sdk.responses.create(model="toy", input="two", max_output_tokens=16, **more)
    shown = session_of(toy, conversation or first.id)
    (branch,) = shown["branches"]
    assert [item["role"] for item in branch["items"]] == ["user", "assistant", "user", "assistant"]
    assert branch["kv"]["state"] == "resident"
    assert shown["num_turns"] == 2


def test_a_cold_turn_says_why_in_header_usage_and_metrics(start_server, tmp_path):
    with start_server(tmp_path, "toy") as server:
        reply = text_of(chat(server, "s", "one"))
        response = server.sdk.responses.create(model="toy", input="one", max_output_tokens=16)
    with start_server(tmp_path, "toy") as server, server.http as http:
        messages = [
            {"role": "user", "content": "one"},
            {"role": "assistant", "content": reply},
            {"role": "user", "content": "two"},
        ]
        body = {"messages": messages, "session_id": "s", "max_tokens": 8}
        answer = http.post("/v1/chat/completions", json=body)
        assert answer.headers["x-tenure-cold"] == "restarted"
        cold = answer.json()["usage"]["tenure:cold"]
        assert (cold["reason"], cold["cached_tokens"]) == ("restarted", 0)
        assert 0 < cold["expected_tokens"] < answer.json()["usage"]["prompt_tokens"]

        warm = http.post("/v1/chat/completions", json=body)
        assert "x-tenure-cold" not in warm.headers
        assert "tenure:cold" not in warm.json()["usage"]

        body = {"model": "toy", "input": "two", "previous_response_id": response.id, "max_output_tokens": 16}
        answer = http.post("/v1/responses", json=body)
        assert answer.headers["x-tenure-cold"] == "restarted"
        stored = http.get(f"/v1/responses/{answer.json()['id']}").json()
        assert stored["usage"]["tenure:cold"] == answer.json()["usage"]["tenure:cold"]
        assert 'tenure:cold_turns_total{model_name="toy",reason="restarted"} 2.0' in http.get("/metrics").text


def test_a_stream_says_it_with_its_usage(start_server, tmp_path):
    with start_server(tmp_path, "toy") as server:
        reply = text_of(chat(server, "s", "one"))
    with start_server(tmp_path, "toy") as server:
        stream = server.sdk.chat.completions.create(
            model="toy",
            messages=[
                {"role": "user", "content": "one"},
                {"role": "assistant", "content": reply},
                {"role": "user", "content": "two"},
            ],
            max_tokens=8,
            stream=True,
            stream_options={"include_usage": True},
            extra_body={"session_id": "s"},
        )
        usage = list(stream)[-1].usage
        assert usage.model_extra["tenure:cold"]["reason"] == "restarted"
