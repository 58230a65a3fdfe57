"""Any history, under any template: the prompt is what the whole conversation renders to."""

from __future__ import annotations

import uuid

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from serving.sessions.log import SessionLog

contents = st.sampled_from(["a", "b", "ab", "é", "<think>x</think>a", "<think>y</think>b"])
steps = st.lists(
    st.tuples(
        st.integers(0, 10),  # which earlier conversation is continued
        st.integers(0, 6),  # how many of its messages are kept
        contents,  # what the user says then
        st.lists(contents, min_size=1, max_size=2),  # what the choices reply
        st.sampled_from(["stop", "length", "abort"]),
    ),
    max_size=8,
)


@pytest.fixture(scope="module")
def shared_log(tmp_path_factory):
    log = SessionLog(f"sqlite:///{tmp_path_factory.mktemp('log') / 'log.sqlite'}")
    yield log
    log.close()


@pytest.mark.parametrize("template", ["chatml", "thinking", "empty_thought", "plain", "moving_system"])
@settings(
    max_examples=max(10, settings.default.max_examples // 5),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=steps, has_system=st.booleans())
def test_prompts_are_what_the_whole_conversation_renders_to(
    shared_log, new_client, renderer_of, template, steps, has_system
):
    client = new_client(shared_log, renderer_of(template), session=uuid.uuid4().hex)
    conversations = [[{"role": "system", "content": "Be brief."}] if has_system else []]
    for which, num_kept, said, replies, finish_reason in steps:
        messages = conversations[which % len(conversations)]
        # A turn of the user follows one of the assistant, or the beginning.
        messages = messages[: has_system + min(num_kept, (len(messages) - has_system)) // 2 * 2]
        messages = [*messages, {"role": "user", "content": said}]
        turn = client.turn(messages, *replies, finish_reason=finish_reason)
        assert turn.token_ids == client.whole(messages)
        stored = shared_log.branch_token_ids(turn.branch_id)
        assert stored[: turn.seq] == turn.token_ids[: turn.seq]
        conversations += [[*messages, {"role": "assistant", "content": reply}] for reply in replies]
