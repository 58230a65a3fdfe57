"""A client may have a conversation keep the system messages that it began with."""

import uuid

import openai
import pytest


@pytest.fixture
def ask(toy):
    headers = {"x-session-id": uuid.uuid4().hex, "x-tenure-head": "pinned"}

    def ask(head, *said, **more):
        roles = ("user", "assistant")
        messages = [{"role": "system", "content": head}] if head else []
        messages += [{"role": roles[i % 2], "content": text} for i, text in enumerate(said)]
        completion = toy.sdk.chat.completions.create(
            model="toy", messages=messages, max_tokens=12, extra_headers={**headers, **more}
        )
        return completion.choices[0].message.content, completion.usage.to_dict()

    return ask


def cached(usage):
    return usage["prompt_tokens_details"]["cached_tokens"]


def test_a_head_that_changes_costs_nothing_and_is_told(ask):
    said, first = ask("Branch: main. 3 files changed.", "Hello")
    assert "tenure:head_rules" not in first
    for head in ("Branch: main. 4 files changed.", "", "Branch: main. 3 files changed."):
        _, usage = ask(head, "Hello", said, "More")
        assert cached(usage) >= first["total_tokens"] - 1
        assert usage.get("tenure:head_rules") == (None if "3 files" in head else ["pinned"])


def test_another_conversation_of_the_session_has_its_own(ask):
    ask("You write code.", "Hello")
    _, usage = ask("You write titles, in no more than five words.", "A title, please")
    assert "tenure:head_rules" not in usage
    assert ask("You write code.", "A title, please")[1]["tenure:head_rules"] == ["pinned"]  # of the second


def test_without_the_header_the_head_is_as_it_is_sent(ask, toy):
    said, _ = ask("A", "Hello")
    with pytest.raises(openai.BadRequestError, match="x-tenure-head"):
        ask("B", "Hello", said, "More", **{"x-tenure-head": "yes"})
    messages = [{"role": "system", "content": "B"}, {"role": "user", "content": "Hello"}]
    other = {"x-session-id": uuid.uuid4().hex}
    for head in ("A", "B"):
        messages[0]["content"] = head
        completion = toy.sdk.chat.completions.create(
            model="toy", messages=messages, max_tokens=12, extra_headers=other
        )
        assert "tenure:head_rules" not in completion.usage.to_dict()
