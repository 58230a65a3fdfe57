"""What harnesses change at the head of a prompt moves out of the way, and nothing else does."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serving.errors import StartupError
from serving.request import ChatInput, TextInput
from serving.text.head_rules import NAMES, HeadRules

BILLING = "x-anthropic-billing-header: cc_version=2.1.332.7b4; cc_entrypoint=cli; cch=eb6c6;"
BUDGET = "<total_tokens>14,999,436 tokens left</total_tokens>"
OPENCODE = (
    "Here is some useful information about the environment you are running in:\n"
    "<env>\n  Working directory: /home/ann/tenure\n  Is directory a git repo: yes\n  Platform: linux\n"
    "  Today's date: Mon Nov 30 2026\n</env>"
)
GIT = (
    "gitStatus: This is the git status at the start of the conversation. Note that this status is a snapshot "
    "in time, and will not update during the conversation.\nCurrent branch: main\n\n"
    "Main branch (you will usually use this for PRs): main\n\nStatus:\n M serving/api/app.py\n\n"
    "Recent commits:\n83291a8 Allow a fork\n8998fe6 Check in"
)
ROLES = ("system", "developer", "user", "assistant", "tool")


def said(role: str, content: str) -> dict[str, str]:
    return {"role": role, "content": content}


def applied(
    *messages: dict[str, str], rules: str = "all"
) -> tuple[list[tuple[str, str]], str, tuple[str, ...]]:
    """(messages, note, rules)"""
    ruled = HeadRules(rules).applied(ChatInput(messages))
    return [(m["role"], m["content"]) for m in ruled.prompt.messages], ruled.note, ruled.rules


@pytest.mark.parametrize("text", [BILLING, BUDGET])
def test_what_is_for_a_harness_maker_is_dropped(text):
    for system in (f"{text}\nYou are an agent.", f"You are\n{text}\nan agent.", f"You are an agent.\n{text}"):
        messages, note, rules = applied(said("system", system), said("user", "Hi"))
        assert " ".join(messages[0][1].split("\n")).strip() == "You are an agent."
        assert messages[1:] == [("user", "Hi")]
        assert (note, rules) == ("", ("billing" if text == BILLING else "token-budget",))


def test_a_message_of_which_nothing_is_left_is_left_out():
    messages, note, rules = applied(
        said("system", BILLING),
        said("system", "Be brief."),
        said("user", "Hi"),
        said("assistant", "Hi."),
        said("system", BUDGET),
        said("user", "Go on"),
    )
    assert messages == [("system", "Be brief."), ("user", "Hi"), ("assistant", "Hi."), ("user", "Go on")]
    assert (note, rules) == ("", ("billing", "token-budget"))


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (OPENCODE, "environment"),
        ("<env>\nPlatform: linux\n</env>", "environment"),
        (GIT, "working-tree"),
        ("Today's date: Mon Nov 30 2026", "date"),
        ("Today's date is 2026-11-30.", "date"),
        ("Current date: November 30, 2026", "date"),
    ],
)
def test_what_the_model_is_to_read_becomes_a_note(text, rule):
    system = f"You are an agent.\n\n{text}\n\nBe brief."
    assert applied(said("system", system), said("developer", "No tests."), said("user", "Hi")) == (
        [("system", "You are an agent.\n\n\nBe brief."), ("developer", "No tests."), ("user", "Hi")],
        text,
        (rule,),
    )


def test_notes_stand_in_their_order():
    head = [
        said("system", f"{BILLING}\nYou.\n{GIT}"),
        said("developer", f"{OPENCODE}\nToday's date is 2026-11-30."),
    ]
    assert applied(*head)[1:] == (
        f"{GIT}\n{OPENCODE}\nToday's date is 2026-11-30.",
        ("billing", "environment", "working-tree", "date"),
    )


@pytest.mark.parametrize("role", ["user", "assistant", "tool"])
@pytest.mark.parametrize("text", [BILLING, BUDGET, OPENCODE, GIT, "Today's date is 2026-11-30."])
def test_what_somebody_says_is_never_touched(role, text):
    messages = [said("system", "Be brief."), said("user", "Hi"), said(role, f"Look:\n{text}\nSo?")]
    assert applied(*messages) == ([(m["role"], m["content"]) for m in messages], "", ())


@pytest.mark.parametrize(
    "text",
    [
        "Tell them today's date is on the wall.",
        "Today's date is what users ask for most.",
        f"> {BILLING}",
        "<env>\nwithout an end",
        "gitStatus: say `git status` when in doubt.\nRecent commits:\n- none",
        "Say <total_tokens>5 tokens left</total_tokens> when asked.",
    ],
)
def test_what_only_resembles_it_stays(text):
    assert applied(said("system", text)) == ([("system", text)], "", ())


def test_what_would_be_a_note_stays_where_it_is_in_mid_conversation():
    messages = [said("user", "Hi"), said("system", OPENCODE)]
    assert applied(*messages) == ([("user", "Hi"), ("system", OPENCODE)], "", ())


def test_a_prompt_of_nothing_else_is_as_it_is():
    assert applied(said("system", BILLING)) == ([("system", BILLING)], "", ())


def test_rules_are_chosen_by_name():
    system = said("system", f"{BILLING}\nYou.\nToday's date is 2026-11-30.")
    assert applied(system, rules="none") == ([("system", system["content"])], "", ())
    assert applied(system, rules="date,working-tree")[2] == ("date",)
    for chosen in ("dates", "", "date, billing"):
        with pytest.raises(StartupError, match="--head-rules may be all, none, or some of billing"):
            HeadRules(chosen)


def test_a_raw_prompt_is_as_it_is():
    assert HeadRules().applied(TextInput(BILLING)).prompt == TextInput(BILLING)


texts = st.lists(
    st.sampled_from([BILLING, BUDGET, OPENCODE, GIT, "Today's date is 2026-11-30.", "Be kind.", "", "<env>"]),
    max_size=5,
).map("\n".join)


def lines_of(messages) -> list[str]:
    return [line for message in messages for line in message["content"].split("\n") if line]


@given(st.lists(st.builds(said, st.sampled_from(ROLES), texts), max_size=6))
def test_no_word_is_changed_and_twice_is_once(messages):
    once = HeadRules().applied(ChatInput(tuple(messages)))
    assert HeadRules().applied(once.prompt).prompt == once.prompt
    before = Counter(lines_of(messages))
    after = Counter(lines_of([*once.prompt.messages, said("system", once.note)]))
    assert set(before - after) <= {BILLING, BUDGET}
    assert not after - before
    assert set(once.rules) <= set(NAMES)
