"""/v1/completions as the OpenAI SDK and evaluation harnesses see it."""

import pytest
from openai import BadRequestError, OpenAI

from serving.request import TextInput, TokenInput


@pytest.fixture
def client(server):
    """Not strict: types do not say that a chunk's finish_reason and an echo's first logprob may be null."""
    with server.sdk(_strict_response_validation=False) as sdk:
        yield sdk


def complete(client: OpenAI, prompt, **fields):
    extra = {
        name: fields.pop(name)
        for name in ("session_id", "ignore_eos", "return_token_ids", "prompt_logprobs")
        if name in fields
    }
    return client.completions.create(model="toy", prompt=prompt, extra_body=extra, **fields)


def test_a_prompt_is_continued(client: OpenAI):
    answer = complete(client, "abc")
    assert answer.id.startswith("cmpl-")
    assert answer.object == "text_completion"
    assert (answer.choices[0].text, answer.choices[0].finish_reason) == ("ABC", "stop")


def test_sixteen_tokens_is_the_default(client: OpenAI, server):
    assert complete(client, "a" * 40).usage.completion_tokens == 16


def test_a_prompt_may_be_text_or_ids_or_a_list_of_either(client: OpenAI, server):
    for prompt in ("ab", [97, 98], ["ab", "c"], [[97, 98], [99]]):
        complete(client, prompt)
    assert [request.input for request in server.backend.requests] == [
        TextInput("ab"),
        TokenInput((97, 98)),
        TextInput("ab"),
        TextInput("c"),
        TokenInput((97, 98)),
        TokenInput((99,)),
    ]


def test_choices_are_numbered_prompt_by_prompt(client: OpenAI):
    answer = complete(client, ["a", "b", "c", "d"], n=2)
    assert [choice.index for choice in answer.choices] == list(range(8))
    assert [choice.text for choice in answer.choices] == ["A", "[1]A", "B", "[1]B", "C", "[1]C", "D", "[1]D"]
    assert answer.usage.prompt_tokens == 4
    assert answer.usage.completion_tokens == 4 * (2 + 5)


def test_a_streamed_batch_equals_the_whole_one(client: OpenAI):
    prompts = ["first", "second one", "3"]
    whole = complete(client, prompts, n=2)
    parts = {}
    for chunk in complete(client, prompts, n=2, stream=True):
        parts[chunk.choices[0].index] = parts.get(chunk.choices[0].index, "") + chunk.choices[0].text
    assert [parts[index] for index in range(6)] == [choice.text for choice in whole.choices]


def test_the_prompts_of_a_batch_are_turns_of_their_own(client: OpenAI, server):
    answer = complete(client, ["a", "b"])
    assert [request.request_id for request in server.backend.requests] == [f"{answer.id}-0", f"{answer.id}-1"]


def test_an_echo_puts_the_prompt_first(client: OpenAI):
    assert complete(client, "abc", echo=True).choices[0].text == "abcABC"
    assert (
        "".join(chunk.choices[0].text for chunk in complete(client, "abc", echo=True, stream=True))
        == "abcABC"
    )


def test_legacy_logprobs_are_parallel_arrays(client: OpenAI):
    logprobs = complete(client, "abc", logprobs=2, max_tokens=2).choices[0].logprobs
    assert logprobs.tokens == ["A", "B"]
    assert logprobs.text_offset == [0, 1]
    assert all(value < 0 for value in logprobs.token_logprobs)
    assert [list(top) for top in logprobs.top_logprobs] == [["A", "B"], ["B", "C"]]


def test_logprobs_of_zero_are_those_of_the_chosen_tokens(client: OpenAI):
    logprobs = complete(client, "abc", logprobs=0, max_tokens=2).choices[0].logprobs
    assert [list(top) for top in logprobs.top_logprobs] == [["A"], ["B"]]


def test_an_echoed_prompt_has_logprobs_and_its_first_token_none(client: OpenAI):
    choice = complete(client, "abc", echo=True, logprobs=1, max_tokens=2).choices[0]
    assert choice.logprobs.tokens == list("abcAB")
    assert choice.logprobs.token_logprobs[0] is None
    assert choice.logprobs.top_logprobs[0] is None
    assert None not in choice.logprobs.token_logprobs[1:]
    assert choice.logprobs.text_offset == [0, 1, 2, 3, 4]


def test_a_prompt_can_be_scored_without_generating(client: OpenAI, server):
    answer = complete(client, "abc", echo=True, logprobs=1, max_tokens=0)
    assert answer.choices[0].text == "abc"
    assert answer.choices[0].logprobs.tokens == ["a", "b", "c"]
    assert answer.usage.completion_tokens == 0
    assert server.backend.requests[0].sampling.max_tokens == 0


def test_text_offsets_go_on_through_a_stream(client: OpenAI):
    chunks = complete(client, "abc", echo=True, logprobs=1, max_tokens=3, stream=True)
    offsets = [
        offset for chunk in chunks if (found := chunk.choices[0].logprobs) for offset in found.text_offset
    ]
    assert offsets == [0, 1, 2, 3, 4, 5]


def test_each_index_of_a_stream_ends_with_a_finish_reason(client: OpenAI):
    chunks = list(complete(client, ["ab", "abcd"], stream=True, max_tokens=3))
    endings = [(choice.index, choice.finish_reason) for chunk in chunks for choice in chunk.choices]
    assert chunks[-1].choices[0].text == "C", "the end comes with the last text"
    assert [ending for ending in endings if ending[1]] == [(0, "stop"), (1, "length")]


def test_usage_of_a_batch_is_that_of_all_its_prompts(client: OpenAI):
    *_, last = complete(client, ["ab", "cd"], stream=True, stream_options={"include_usage": True})
    assert last.choices == []
    assert (last.usage.prompt_tokens, last.usage.completion_tokens) == (4, 6)


def test_continuous_usage_does_not_count_an_echo_as_completion(http, sse):
    options = {"include_usage": True, "continuous_usage_stats": True}
    body = {"prompt": "abc", "echo": True, "stream": True, "stream_options": options, "max_tokens": 2}
    assert [chunk["usage"]["completion_tokens"] for chunk in sse(http, "/v1/completions", body)] == [1, 2, 2]


def test_ignoring_eos_yields_exactly_max_tokens(client: OpenAI):
    assert complete(client, "ab", ignore_eos=True, max_tokens=5).choices[0].text == "AB..."


def test_token_ids_are_returned_where_asked_for(client: OpenAI):
    answer = complete(client, ["ab", "c"], return_token_ids=True)
    assert [choice.prompt_token_ids for choice in answer.choices] == [[97, 98], [99]]
    assert [choice.token_ids for choice in answer.choices] == [[65, 66, 256], [67, 256]]


def test_an_echoed_prompt_is_not_among_the_completions_token_ids(client: OpenAI):
    choice = complete(client, "ab", echo=True, return_token_ids=True).choices[0]
    assert (choice.text, choice.token_ids) == ("abAB", [65, 66, 256])


def test_every_chunk_of_a_stream_has_token_ids_and_logprobs_and_the_first_the_prompts_ids(client: OpenAI):
    chunks = list(complete(client, "ab", stream=True, return_token_ids=True, logprobs=1))
    assert [chunk.choices[0].token_ids for chunk in chunks] == [[65], [66], [256]]
    assert [len(chunk.choices[0].logprobs.tokens) for chunk in chunks] == [1, 1, 1]
    assert chunks[0].choices[0].prompt_token_ids == [97, 98]
    assert "prompt_token_ids" not in chunks[1].choices[0].model_dump()


def test_fields_that_were_not_asked_for_are_null_in_a_whole_answer(client: OpenAI):
    choice = complete(client, "ab").choices[0]
    assert (choice.token_ids, choice.prompt_token_ids, choice.prompt_logprobs) == (None, None, None)


def test_prompt_logprobs_belong_to_each_choices_prompt(client: OpenAI):
    choices = complete(client, ["ab", "c"], n=2, prompt_logprobs=0).choices
    found = [[list(token) for token in choice.prompt_logprobs if token] for choice in choices]
    assert found == [[[str(ord("b"))]], [[str(ord("b"))]], [], []]


def test_an_echos_logprobs_and_prompt_logprobs_may_ask_for_different_numbers(client: OpenAI, server):
    complete(client, "ab", echo=True, logprobs=1, prompt_logprobs=3)
    complete(client, "ab", echo=True, logprobs=2, prompt_logprobs=0)
    asked = [request.sampling for request in server.backend.requests]
    assert [(params.logprobs, params.prompt_logprobs) for params in asked] == [(1, 3), (2, 2)]


@pytest.mark.parametrize("prompt", ["", [], [""], [[]], ["a", ""], [[1], []]])
def test_an_empty_prompt_is_refused(client: OpenAI, prompt):
    with pytest.raises(BadRequestError, match="`prompt` must not be empty"):
        complete(client, prompt)


def test_a_token_outside_the_vocabulary_is_refused_and_the_server_lives_on(client: OpenAI):
    with pytest.raises(BadRequestError, match="Token id 300 is outside"):
        complete(client, [300])
    assert complete(client, "ok").choices[0].text == "OK"


@pytest.mark.parametrize("max_tokens", [0, -1])
def test_less_than_one_token_is_refused(client: OpenAI, max_tokens):
    with pytest.raises(BadRequestError, match=f"`max_tokens` must be at least 1, got {max_tokens}"):
        complete(client, "abc", max_tokens=max_tokens)


def test_choices_are_limited_over_all_prompts(start):
    with start(max_choices=4).sdk() as client:
        assert len(complete(client, ["a", "b"], n=2).choices) == 4
        with pytest.raises(
            BadRequestError, match="`n` may ask for 4 choices in all, got 3 for each of 2 prompts"
        ):
            complete(client, ["a", "b"], n=3)
        with pytest.raises(BadRequestError, match="`prompt` may hold 4 prompts, got 5"):
            complete(client, ["a"] * 5)


def test_best_of_is_accepted_where_it_changes_nothing(client: OpenAI):
    assert len(complete(client, "a", n=2, best_of=2).choices) == 2
    with pytest.raises(BadRequestError, match="`best_of` must be equal to `n`, 1"):
        complete(client, "a", best_of=2)
