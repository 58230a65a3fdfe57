"""Windows and prompts are the same in every run, and what is scored of them is what follows."""

import pytest
import torch

from benchmarks.quality_texts import Texts, Window, code, digest, prose, spread
from models.cpu_operators import cpu_operators
from models.loader import LoadedModel, load_model
from models.registry import resolve


@pytest.fixture(scope="module")
def model() -> LoadedModel:
    return load_model(
        resolve("smollm2-135m"), dtype=torch.float32, quantization="auto", operators=cpu_operators()
    )


@pytest.fixture
def texts(model) -> Texts:
    return Texts(model)


def test_every_token_after_the_first_scored_row_is_a_target() -> None:
    assert Window("prose", [5, 6, 7]).targets == [6, 7]
    assert Window("prose", [5, 6, 7, 8], first_row=2).targets == [8]


def test_there_are_as_many_windows_of_each_kind(texts) -> None:
    windows = texts.windows(2, 64)
    assert [window.kind for window in windows] == ["prose", "prose", "code", "code", "chat", "chat"]
    assert {len(window.token_ids) for window in windows} == {64}
    assert len({tuple(window.token_ids) for window in windows}) == 6


def test_of_a_long_window_only_the_end_is_scored(texts) -> None:
    for window in texts.long_windows(300, 20):
        assert window.kind.startswith("long ")
        assert window.targets == window.token_ids[-20:]


def test_a_chat_is_rendered_as_the_model_was_trained(texts, model) -> None:
    chat = texts.windows(1, 200)[-1]
    text = model.tokenizer.decode(chat.token_ids, skip_special_tokens=False)
    assert text.startswith("<|im_start|>system")
    assert "<|im_start|>user\nWhat does `" in text


def test_a_prompt_ends_where_the_reply_begins(texts, model) -> None:
    for prompt in texts.prompts(2):
        text = model.tokenizer.decode(prompt, skip_special_tokens=False)
        assert text.endswith("<|im_start|>assistant\n")


def test_more_text_than_there_is_is_refused(texts) -> None:
    with pytest.raises(ValueError, match=r"prose has \d+ tokens"):
        texts.windows(1, 10_000_000)


def test_text_is_the_same_each_time(texts) -> None:
    assert prose() == prose()
    assert code() == code()
    assert digest(texts.prompts(1)) == digest(texts.prompts(1))


def test_a_digest_tells_where_one_sequence_ends() -> None:
    assert digest([[1, 2], [3]]) != digest([[1], [2, 3]])


def test_a_choice_is_spread_evenly() -> None:
    assert spread(["a", "b", "c", "d", "e", "f"], 3) == ["a", "c", "e"]
