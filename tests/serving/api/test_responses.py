"""/v1/responses with OpenAI's SDK, against a server process on the toy model.

Prompts are unique where resident tokens are counted: a tenant's equal prompts share their KV.
"""

from __future__ import annotations

import json
import uuid
from typing import Literal

import httpx
import openai
import pydantic
import pytest
from openai import OpenAI
from openai.types.responses import Response

# The toy model says A (token 32) and nothing else; AA also stops behind two.
A = {"temperature": 0, "logit_bias": {str(token): 100 if token == 32 else -100 for token in range(259)}}
AA = {**A, "stop": ["AA"], "include_stop_str_in_output": True}


def say(client: OpenAI, said: object = "hello", *, extra: dict = AA, **fields) -> Response:
    return client.responses.create(model="toy", input=said, extra_body=extra, **fields)


def unique(text: str) -> str:
    return f"{uuid.uuid4().hex} {text}"


def post(http: httpx.Client, **body) -> httpx.Response:
    return http.post("/v1/responses", json={"model": "toy", "input": "hello", **AA, **body})


def refusal(http: httpx.Client, **body) -> dict:
    response = post(http, **body)
    assert response.status_code == 400, response.text
    return response.json()["error"]


# ---- the object -------------------------------------------------------------------------------------


def test_a_response_says_what_the_model_said(toy):
    response = say(toy)
    assert (response.status, response.output_text) == ("completed", "AA")
    (message,) = response.output
    assert (message.type, message.role, message.status) == ("message", "assistant", "completed")
    assert response.completed_at is not None


def test_every_field_is_there_and_null_where_unset(toy_http):
    response = post(toy_http).json()
    assert set(Response.model_fields) <= set(response)
    for name in ("error", "incomplete_details", "previous_response_id", "conversation", "instructions"):
        assert response[name] is None
    for name in ("reasoning", "max_output_tokens", "max_tool_calls", "prompt_cache_key"):
        assert response[name] is None
    assert response["presence_penalty"] == response["frequency_penalty"] == response["top_logprobs"] == 0
    assert (response["store"], response["background"], response["truncation"]) == (True, False, "disabled")
    assert isinstance(response["created_at"], int)
    assert isinstance(response["completed_at"], int)


def test_a_response_repeats_what_was_asked(toy):
    asked = {
        "instructions": "Be brief.",
        "metadata": {"purpose": "test"},
        "max_output_tokens": 16,
        "max_tool_calls": 3,
        "temperature": 0.5,
        "top_p": 0.9,
        "parallel_tool_calls": False,
        "prompt_cache_key": "key",
        "safety_identifier": "someone",
        "truncation": "auto",
    }
    response = say(toy, extra={}, **asked)
    assert {name: getattr(response, name) for name in asked} == asked


def test_the_stored_response_is_the_one_that_was_sent(toy):
    response = say(toy, metadata={"a": "b"})
    assert toy.responses.retrieve(response.id) == response


def test_a_response_that_reaches_its_limit_is_incomplete(toy):
    response = say(toy, extra=A, max_output_tokens=16)
    assert (response.status, response.output_text) == ("incomplete", "A" * 16)
    assert response.incomplete_details.reason == "max_output_tokens"
    assert response.output[0].status == "incomplete"
    assert response.completed_at is None


def test_one_output_token_is_enough(toy):
    """OpenAI wants 16. Tests of other servers ask for fewer."""
    response = say(toy, extra=A, max_output_tokens=1)
    assert (response.status, response.output_text) == ("incomplete", "A")


def test_no_output_token_is_refused(toy_http):
    error = refusal(toy_http, max_output_tokens=0)
    assert error["param"] == "max_output_tokens"
    assert error["message"] == "`max_output_tokens` must be at least 1, got 0."


def test_a_seed_repeats_its_text(toy_http):
    asked = {"seed": 1, "logit_bias": None, "max_output_tokens": 16}
    first, second = (post(toy_http, **asked).json()["output"][0]["content"] for _ in range(2))
    assert first == second


# ---- chains -----------------------------------------------------------------------------------------


def test_a_returning_turn_computes_the_last_token_and_what_is_new(toy):
    first = say(toy, unique("hello"), extra=A, max_output_tokens=16)
    second = say(toy, "again", extra=A, max_output_tokens=16, previous_response_id=first.id)
    third = say(toy, "and again", previous_response_id=second.id)
    for turn, before in ((second, first), (third, second)):
        # The last token sampled was never computed.
        resident = before.usage.total_tokens - 1
        assert turn.usage.input_tokens_details.cached_tokens == resident
        assert turn.usage.input_tokens_details.cache_write_tokens == turn.usage.input_tokens - resident


def test_the_context_is_the_previous_input_its_output_and_the_input(toy):
    first = say(toy, "one")
    second = say(toy, "two", previous_response_id=first.id)
    whole = say(
        toy,
        [
            {"role": "user", "content": "one"},
            {"role": "assistant", "content": "AA"},
            {"role": "user", "content": "two"},
        ],
    )
    assert second.usage.input_tokens == whole.usage.input_tokens


def test_two_responses_on_one_previous_are_independent_forks(toy):
    root = say(toy, "root", extra=A, max_output_tokens=16)
    left = say(toy, "left", previous_response_id=root.id)
    right = say(toy, "right, and longer", previous_response_id=root.id)
    for fork, text in ((left, "left"), (right, "right, and longer")):
        items = toy.responses.input_items.list(fork.id, order="asc").data
        assert [item.content[0].text for item in items] == ["root", "A" * 16, text]
        assert fork.usage.input_tokens_details.cached_tokens >= root.usage.total_tokens - 1


def test_a_chain_is_one_session(toy, toy_http):
    first = say(toy)
    say(toy, "again", previous_response_id=first.id)
    session = toy_http.get(f"/v1/sessions/{first.id}").json()
    assert session["num_turns"] == 2
    assert len(session["branches"]) == 1


def test_instructions_are_not_inherited(toy):
    first = say(toy, instructions="Speak like a pirate.")
    second = say(toy, "again", previous_response_id=first.id)
    assert second.instructions is None
    plain = say(toy, "again", previous_response_id=say(toy).id)
    assert second.usage.input_tokens == plain.usage.input_tokens


def test_the_same_instructions_again_reuse_everything(toy):
    asked = {"instructions": unique("Speak like a pirate."), "extra": A, "max_output_tokens": 16}
    first = say(toy, **asked)
    second = say(toy, "again", previous_response_id=first.id, **asked)
    assert second.usage.input_tokens_details.cached_tokens == first.usage.total_tokens - 1


def test_other_instructions_reuse_nothing_behind_them(toy):
    asked = {"extra": A, "max_output_tokens": 16}
    first = say(toy, unique("hello"), instructions=unique("Speak like a pirate."), **asked)
    second = say(toy, "again", previous_response_id=first.id, instructions=unique("Be brief."), **asked)
    assert second.usage.input_tokens_details.cached_tokens < len("<|im_start|>system") + len("Be brief.")


def test_an_unknown_previous_response_is_not_found(toy):
    with pytest.raises(openai.NotFoundError) as caught:
        say(toy, previous_response_id="resp_nobody")
    assert caught.value.code == "previous_response_not_found"
    assert caught.value.param == "previous_response_id"


# ---- store: false -----------------------------------------------------------------------------------


def test_a_response_that_is_not_stored_is_not_found_later(toy):
    response = say(toy, store=False)
    assert (response.status, response.store) == ("completed", False)
    with pytest.raises(openai.NotFoundError):
        toy.responses.retrieve(response.id)
    with pytest.raises(openai.NotFoundError):
        say(toy, previous_response_id=response.id)


def test_a_response_that_is_not_stored_may_go_on_from_one_that_is(toy, toy_http):
    first = say(toy, unique("hello"), extra=A, max_output_tokens=16)
    before = toy_http.get(f"/v1/sessions/{first.id}").json()
    second = say(toy, "again", previous_response_id=first.id, store=False)
    assert second.usage.input_tokens_details.cached_tokens == first.usage.total_tokens - 1
    after = toy_http.get(f"/v1/sessions/{first.id}").json()
    assert (after["num_turns"], after["num_tokens"]) == (before["num_turns"], before["num_tokens"])


# ---- deletion ---------------------------------------------------------------------------------------


def test_a_deleted_response_is_gone_with_its_session(toy, toy_http):
    response = say(toy)
    toy.responses.delete(response.id)
    with pytest.raises(openai.NotFoundError):
        toy.responses.retrieve(response.id)
    assert toy_http.get(f"/v1/sessions/{response.id}").status_code == 404


def test_a_response_that_others_go_on_from_is_kept_for_them(toy, toy_http):
    first = say(toy, "one")
    second = say(toy, "two", previous_response_id=first.id)
    toy.responses.delete(first.id)
    with pytest.raises(openai.NotFoundError):
        say(toy, "three", previous_response_id=first.id)
    third = say(toy, "three", previous_response_id=second.id)
    items = toy.responses.input_items.list(third.id, order="asc").data
    assert [item.content[0].text for item in items] == ["one", "AA", "two", "AA", "three"]
    toy.responses.delete(third.id)
    toy.responses.delete(second.id)
    assert toy_http.get(f"/v1/sessions/{first.id}").status_code == 404


# ---- input items ------------------------------------------------------------------------------------


def test_input_items_come_in_pages_newest_first(toy, toy_http):
    response = say(toy, [{"role": "user", "content": str(number)} for number in range(5)])
    page = toy.responses.input_items.list(response.id, limit=2)
    assert [item.content[0].text for item in page.data] == ["4", "3"]
    assert page.has_more
    rest = toy.responses.input_items.list(response.id, after=page.data[-1].id)
    assert [item.content[0].text for item in rest.data] == ["2", "1", "0"]
    assert not rest.has_more
    query = {"before": rest.data[0].id, "limit": 1}
    back = toy_http.get(f"/v1/responses/{response.id}/input_items", params=query).json()
    assert ([item["id"] for item in back["data"]], back["has_more"]) == ([page.data[1].id], True)


def test_a_page_that_starts_nowhere_is_not_found(toy):
    with pytest.raises(openai.NotFoundError):
        toy.responses.input_items.list(say(toy).id, after="msg_nobody")


@pytest.mark.parametrize("query", ["limit=0", "limit=101", "order=up"])
def test_pages_have_limits(toy, toy_http, query):
    assert toy_http.get(f"/v1/responses/{say(toy).id}/input_items?{query}").status_code == 400


def test_an_item_may_be_sent_by_its_id(toy):
    first = say(toy, "one")
    reference = {"type": "item_reference", "id": first.output[0].id}
    second = say(toy, [reference, {"role": "user", "content": "two"}])
    items = toy.responses.input_items.list(second.id, order="asc").data
    assert [item.content[0].text for item in items] == ["AA", "two"]


# ---- what is refused --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "param"),
    [
        ({"input": None}, "input"),
        ({"input": 3}, "input"),
        ({"input": [{"type": "nothing"}]}, "input.0.type"),
        ({"input": [{"role": "boss", "content": "x"}]}, "input.0.role"),
        ({"input": [{"role": "user", "content": [{"type": "input_audio"}]}]}, "input.0.content.0.type"),
        (
            {"input": [{"role": "user", "content": [{"type": "input_image", "file_id": "f"}]}]},
            "input.0.content.0.file_id",
        ),
        ({"previous_response_id": "a", "conversation": "b"}, "previous_response_id"),
        ({"background": True, "store": False}, "background"),
        ({"max_tool_calls": 0}, "max_tool_calls"),
        ({"metadata": {str(number): "" for number in range(17)}}, "metadata"),
        ({"metadata": {"k" * 65: ""}}, "metadata"),
        ({"metadata": {"k": "v" * 513}}, "metadata"),
        ({"include": ["everything"]}, "include"),
        ({"prompt_cache_key": "k" * 1025}, "prompt_cache_key"),
        ({"top_logprobs": 21}, "top_logprobs"),
        ({"truncation": "some"}, "truncation"),
        ({"service_tier": "first class"}, "service_tier"),
        ({"stream_options": {"include_obfuscation": False}}, "stream_options"),
        ({"max_tokens": 16}, "max_tokens"),
        ({"messages": []}, "messages"),
        ({"tools": [{"type": "magic"}]}, "tools.0.type"),
        ({"tools": [{"type": "web_search"}], "tool_choice": {"type": "web_search_preview"}}, "tool_choice"),
        ({"tools": [{"type": "web_search"}], "tool_choice": "required"}, "tool_choice"),
        ({"text": {"verbosity": "endless"}}, "text.verbosity"),
        ({"reasoning": {"effort": "enormous"}}, "reasoning.effort"),
        ({"reasoning": {"summary": "long"}}, "reasoning.summary"),
        ({"prompt": {"id": "p"}}, "prompt"),
    ],
)
def test_what_cannot_be_done_is_refused_by_name(toy_http, fields, param):
    assert refusal(toy_http, **fields)["param"] == param


def test_an_output_without_its_call_is_shown_to_the_model_and_counted(toy_http):
    item = {"type": "function_call_output", "call_id": "call_x", "output": "4"}
    told = post(toy_http, input=[item], max_output_tokens=16).json()
    assert told["tenure:orphan_outputs"] == 1
    message = {"role": "user", "content": "Output of the tool call call_x:\n4"}
    as_text = post(toy_http, input=[message], max_output_tokens=16).json()
    assert told["usage"]["input_tokens"] == as_text["usage"]["input_tokens"]


def test_effort_and_verbosity_are_repeated_and_counted(toy_http):
    fields = {"reasoning": {"effort": "high", "summary": "auto"}, "text": {"verbosity": "low"}}
    response = post(toy_http, input="hello", max_output_tokens=16, **fields).json()
    assert response["reasoning"] == fields["reasoning"]
    assert response["text"]["verbosity"] == "low"
    metrics = toy_http.get("/metrics").text
    for name in ("reasoning.effort", "text.verbosity"):
        assert f'tenure:http_unknown_fields_total{{field="{name}"}}' in metrics


def test_an_empty_input_is_an_empty_message(toy_http):
    assert post(toy_http, input="", max_output_tokens=16).status_code == 200


def test_a_prompt_that_is_too_long_names_both_numbers_and_the_input(toy_http):
    error = refusal(toy_http, input="x" * 9000)
    assert (error["code"], error["param"]) == ("context_length_exceeded", "input")
    assert "8192" in error["message"]


def test_a_refused_response_was_never_stored(toy, toy_http):
    first = say(toy)
    refusal(toy_http, input="x" * 9000, previous_response_id=first.id)
    assert say(toy, "again", previous_response_id=first.id).status == "completed"


def test_unknown_fields_are_ignored_and_counted(toy_http):
    assert post(toy_http, mirostat=2).status_code == 200
    assert 'tenure:http_unknown_fields_total{field="mirostat"}' in toy_http.get("/metrics").text


# ---- log probabilities ------------------------------------------------------------------------------


def test_log_probabilities_come_where_they_are_included(toy):
    response = say(toy, include=["message.output_text.logprobs"], top_logprobs=2)
    logprobs = response.output[0].content[0].logprobs
    assert [entry.token for entry in logprobs] == ["A", "A"]
    assert [len(entry.top_logprobs) for entry in logprobs] == [2, 2]


def test_top_logprobs_alone_change_nothing(toy):
    assert say(toy, top_logprobs=2).output[0].content[0].logprobs == []


# ---- images and files -------------------------------------------------------------------------------


def test_a_text_model_is_told_of_what_it_cannot_see_and_so_is_the_client(toy):
    parts = [
        {"type": "input_text", "text": "Look:"},
        {"type": "input_image", "image_url": "data:image/png;base64,AAAA", "detail": "low"},
        {"type": "input_file", "filename": "a.pdf", "file_data": "data:application/pdf;base64,AAAA"},
    ]
    response = say(toy, [{"role": "user", "content": parts}])
    assert response.status == "completed"
    assert response.model_extra["tenure:unseen_parts"] == ["input.0.content.1", "input.0.content.2"]
    (item,) = toy.responses.input_items.list(response.id).data
    assert [part.type for part in item.content] == ["input_text", "input_image", "input_file"]


@pytest.mark.parametrize("field", ["status", "phase"])
def test_an_empty_value_is_not_the_same_as_none(toy_http, field):
    item = {"role": "user", "content": "hello", field: ""}
    assert refusal(toy_http, input=[item])["param"] == f"input.0.{field}"


@pytest.mark.parametrize("limit", [1, 15, 16])
def test_fewer_tokens_may_be_asked_for_than_openai_allows(toy, limit):
    response = say(toy, "hello", extra=A, max_output_tokens=limit)
    assert (response.usage.output_tokens, response.max_output_tokens) == (limit, limit)


# ---- tenants ----------------------------------------------------------------------------------------


def test_another_tenants_response_is_not_found_whatever_is_asked_of_it(toy, bob):
    response = say(toy, background=True)
    for ask in (
        bob.responses.retrieve,
        bob.responses.delete,
        bob.responses.cancel,
        bob.responses.input_items.list,
        lambda id_: list(bob.responses.retrieve(id_, stream=True)),
        lambda id_: say(bob, previous_response_id=id_),
    ):
        with pytest.raises(openai.NotFoundError):
            ask(response.id)
    item = {"type": "item_reference", "id": toy.responses.input_items.list(response.id).data[0].id}
    with pytest.raises(openai.NotFoundError):
        say(bob, [item])


# ---- what the text must be --------------------------------------------------------------------------

SCHEMA = {
    "type": "object",
    "properties": {"answer": {"enum": ["yes", "no"]}},
    "required": ["answer"],
    "additionalProperties": False,
}


def test_a_json_schema_is_kept(toy):
    text_format = {"type": "json_schema", "name": "answer", "schema": SCHEMA, "strict": True}
    response = say(toy, extra={}, text={"format": text_format})
    assert json.loads(response.output_text)["answer"] in ("yes", "no")
    assert response.status == "completed"
    assert response.text.format.to_dict() == {**text_format, "description": None}


def test_parse_gives_the_sdks_own_type(toy):
    class Answer(pydantic.BaseModel):
        answer: Literal["yes", "no"]

    response = toy.responses.parse(model="toy", input="hello", text_format=Answer)
    assert response.output_parsed.answer in ("yes", "no")


def test_a_choice_is_kept(toy):
    assert say(toy, extra={"structured_outputs": {"choice": ["red"]}}).output_text == "red"


@pytest.mark.parametrize(
    ("fields", "param"),
    [
        ({"text": {"format": {"type": "json_schema", "name": "a"}}}, "text.format.schema"),
        ({"text": {"format": {"type": "json_schema", "schema": {}}}}, "text.format.name"),
        ({"text": {"format": {"type": "xml"}}}, "text.format.type"),
        ({"response_format": {"type": "json_object"}}, "response_format"),
        ({"text": {"format": {"type": "json_object", "schema": SCHEMA}}}, "text.format.schema"),
        ({"guided_regex": "a"}, "guided_regex"),
        (
            {"text": {"format": {"type": "json_object"}}, "structured_outputs": {"regex": "a"}},
            "structured_outputs.regex",
        ),
    ],
)
def test_formats_that_cannot_be_kept_are_refused(toy_http, fields, param):
    assert refusal(toy_http, **fields)["param"] == param
