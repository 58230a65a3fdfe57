"""Text arrives in whole characters, and can be traced to its tokens."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from models.gguf_file import GGUFFile
from models.gguf_tokenizer import gguf_tokenizer
from models.registry import resolve
from serving.text.detokenizer import Cut, Detokenizer


def _smollm2():
    path = resolve("smollm2-135m").path
    return gguf_tokenizer(GGUFFile(path).metadata, file=str(path))


TOKENIZER = _smollm2()
EOS = 2

token_lists = st.lists(st.integers(0, TOKENIZER.vocab_size - 1), max_size=30)


def run(token_ids, **options):
    """(text, the detokenizer)"""
    detokenizer = Detokenizer(TOKENIZER, **options)
    text = "".join(map(detokenizer.push, token_ids)) + detokenizer.finish()
    return text, detokenizer


@given(token_lists)
def test_text_equals_the_decoding_of_all_ids(token_ids):
    text, detokenizer = run(token_ids)
    assert text == TOKENIZER.decode(token_ids)
    assert detokenizer.num_chars == len(text)
    detokenizer.show(len(text))
    assert detokenizer.cut == Cut(len(token_ids), "")


@given(token_lists, st.integers(0, 100))
def test_the_cut_says_which_tokens_are_wholly_visible(token_ids, num_chars):
    text, detokenizer = run(token_ids)
    shown = text[:num_chars]
    for end in range(len(shown) + 1):
        detokenizer.show(end)
    cut = detokenizer.cut
    assert shown == TOKENIZER.decode(token_ids[: cut.num_tokens]) + cut.remainder
    if cut.num_tokens < len(token_ids):
        assert not shown.startswith(TOKENIZER.decode(token_ids[: cut.num_tokens + 1]))


def test_a_character_is_held_back_until_its_last_byte():
    token_ids = TOKENIZER.encode("🦜")
    assert len(token_ids) > 1
    detokenizer = Detokenizer(TOKENIZER)
    for token_id in token_ids[:-1]:
        assert detokenizer.push(token_id) == ""
        assert (detokenizer.token_start, detokenizer.num_chars, detokenizer.end) == (0, 0, 1)
        detokenizer.show(0)
        assert detokenizer.cut == Cut(0, "")
    assert detokenizer.push(token_ids[-1]) == "🦜"
    assert detokenizer.token_start == 0


def test_a_character_that_never_ends_becomes_a_replacement_character():
    assert run(TOKENIZER.encode("🦜")[:1])[0] == "\N{REPLACEMENT CHARACTER}"


def test_the_remainder_of_a_cut_token_is_reported():
    token_ids = TOKENIZER.encode("Hello wonderful")
    assert len(token_ids) == 2
    _, detokenizer = run(token_ids)
    detokenizer.show(len("Hello won"))
    assert detokenizer.cut == Cut(1, " won")


def test_special_tokens_are_no_text_but_one_may_be_kept():
    token_ids = [*TOKENIZER.encode("Hello"), EOS]
    assert run(token_ids)[0] == "Hello"
    assert run(token_ids, kept_ids=[EOS])[0] == "Hello<|im_end|>"
