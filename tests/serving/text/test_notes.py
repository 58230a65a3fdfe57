"""A note that changes in mid-session is added where the conversation has come to, whatever the template."""

from __future__ import annotations

from itertools import pairwise

import pytest

from serving.request import ChatInput
from serving.sessions.log import SessionLog
from serving.sessions.rendering import FinishedChoice
from serving.text.head_rules import HeadRules
from serving.text.notes import with_notes


class Client:
    """Sends all of its conversation behind a dated head, as harnesses do."""

    def __init__(self, log, renderer, tokenizer):
        self._log, self._renderer, self._tokenizer = log, renderer, tokenizer
        self._said = []

    def turn(self, day, text):
        """The prompt, as text."""
        self._said.append({"role": "user", "content": text})
        head = {"role": "system", "content": f"You are an agent.\nToday's date: 2026-11-{day}\nBe brief."}
        ruled = HeadRules().applied(ChatInput((head, *self._said)))
        assert ruled.rules == ("date",)
        stored = self._log.notes("ann", "s")
        chat = with_notes(self._renderer.adapted(ruled.prompt), ruled.note, stored, self._renderer)
        turn = self._log.open_turn("ann", "s", chat, self._renderer)
        self._reply(turn, f"Yes, {text}.")
        return b"".join(map(self._tokenizer.token_bytes, turn.token_ids)).decode()

    def _reply(self, turn, text):
        token_ids = self._tokenizer.encode(text, add_special_tokens=False)
        closer = self._renderer.traits.reply_closer_id
        choice = FinishedChoice(
            index=0,
            token_ids=[*token_ids, *([] if closer is None else [closer])],
            text=text,
            finish_reason="stop",
            num_visible_tokens=len(token_ids),
        )
        self._log.close_turn(turn, [choice])
        self._said.append({"role": "assistant", "content": text})


@pytest.fixture
def log(tmp_path):
    log = SessionLog(f"sqlite:///{tmp_path / 'log.sqlite'}")
    yield log
    log.close()


@pytest.mark.parametrize("name", ["chatml", "qwen3", "llama3"])
def test_each_turn_goes_on_from_the_one_before(log, shape_renderers, shape_tokenizer, name):
    client = Client(log, shape_renderers[name], shape_tokenizer)
    days = [28, 28, 29, 29, 28, 28]
    prompts = [client.turn(day, f"number {index}") for index, day in enumerate(days)]
    for before, prompt in pairwise(prompts):
        assert prompt.startswith(before)
    assert [prompt.count("Today's date: ") for prompt in prompts] == [1, 1, 2, 2, 3, 3]
    last = prompts[-1]
    head, first, second = (last.index(text) for text in ("Be brief.", "date: 2026-11-28", "number 0"))
    assert head < first < second
    assert last.index("number 1") < last.index("date: 2026-11-29") < last.index("number 2")
    assert last.index("number 3") < last.rindex("date: 2026-11-28") < last.index("number 4")


@pytest.mark.parametrize("name", ["mistral", "gemma"])
def test_a_template_without_a_place_gets_the_newest_in_the_users_words(
    log, shape_renderers, shape_tokenizer, name
):
    client = Client(log, shape_renderers[name], shape_tokenizer)
    for index, (day, num) in enumerate([(28, 1), (29, 2), (29, 2)]):
        prompt = client.turn(day, f"number {index}")
        assert prompt.count("Today's date: ") == num
        assert f"date: 2026-11-{day}\n\nnumber {index}" in prompt or index == 0
