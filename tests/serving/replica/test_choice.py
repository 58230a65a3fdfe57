"""A choice's deltas: where its tokens stand in its text, and how it ended."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer as Backend
from tokenizers import decoders, models, normalizers, pre_tokenizers

from models.gguf_file import GGUFFile
from models.gguf_tokenizer import gguf_tokenizer
from models.registry import resolve
from models.tokenizer import Tokenizer, mark_special, set_special_affixes
from serving.engine.messages import SequenceUpdate
from serving.output import SampledLogprobs
from serving.replica.choice import Choice, Echo
from serving.replica.toy_model import make_tokenizer
from serving.request import SamplingParams
from serving.text.token_logprobs import text_offsets
from serving.text.tools.format import HERMES

PATH = resolve("smollm2-135m").path
SMOLLM2 = gguf_tokenizer(GGUFFile(PATH).metadata, file=str(PATH))
TOY = make_tokenizer()
EOS = 2


def sentencepiece():
    """`Prepend` as Llama's, bytes where it knows no piece, and BOS in front."""
    pieces = ["<s>", *(f"<0x{byte:02X}>" for byte in range(256)), *"\u2581abc", "\u2581a"]
    backend = Backend(models.BPE({p: i for i, p in enumerate(pieces)}, [("\u2581", "a")], byte_fallback=True))
    backend.normalizer = normalizers.Sequence(
        [normalizers.Prepend("\u2581"), normalizers.Replace(" ", "\u2581")]
    )
    backend.decoder = decoders.Sequence(
        [decoders.Replace("\u2581", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)]
    )
    mark_special(backend, ["<s>"])
    set_special_affixes(backend, bos=("<s>", 0), eos=None)
    return Tokenizer(backend)


def composing():
    """Qwen's normaliser, on bytes."""
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    backend = Backend(models.BPE({char: i for i, char in enumerate(alphabet)}, []))
    backend.normalizer = normalizers.NFC()
    backend.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    backend.decoder = decoders.ByteLevel()
    return Tokenizer(backend)


def update(token_id, finish_reason=None, stop_token_id=None):
    scores = (SampledLogprobs(token_id, -1.0, 1, ()),)
    return SequenceUpdate(
        "r:0", (token_id,), scores, finish_reason=finish_reason, stop_token_id=stop_token_id
    )


def told(
    token_ids, *, end="length", echo=None, tokenizer=SMOLLM2, tool_format=None, stop_id=None, **sampling
):
    """(text, [(token, offset)], the choice) after all that is pushed until a stop."""
    sampling = SamplingParams(**{"logprobs": 0, **sampling})
    choice = Choice(0, "r:0", tokenizer, sampling, echo, tool_format)
    choice.echo_prompt([SampledLogprobs(i, -1.0, 1, ()) for i in echo.token_ids[1:]] if echo else [])
    deltas = []
    for place, token_id in enumerate(token_ids, start=1):
        is_last = place == len(token_ids)
        deltas.append(choice.take(update(token_id, *((end, stop_id) if is_last else ()))))
        if choice.is_finished:
            break
    deltas = [delta for delta in deltas if delta is not None]
    text = "".join(delta.text for delta in deltas)
    return text, [(t.token, t.text_offset) for delta in deltas for t in delta.logprobs], choice


# ---- where tokens stand -----------------------------------------------------------------------------


def test_a_token_stands_where_its_first_character_does():
    text, tokens, _ = told(SMOLLM2.encode("价格 is 42 dollars"))
    assert text == "价格 is 42 dollars"
    assert tokens[-1] == (" dollars", 8)
    assert [offset for token, offset in tokens if "\ufffd" in token] == [0, 0, 1, 1]


@given(st.text(alphabet="ab 价é🦜\n", min_size=1, max_size=12), st.text(alphabet="ab 价é🦜\n", max_size=12))
def test_an_echo_s_tokens_and_the_reply_s_stand_in_one_text(prompt, reply):
    prompt_ids, reply_ids = SMOLLM2.encode(prompt), [*SMOLLM2.encode(reply), EOS]
    text, tokens, _ = told(reply_ids, end="stop", echo=Echo(prompt, tuple(prompt_ids)))
    assert text == prompt + reply
    data = text.encode()
    place = 0
    for token_id, (_, offset) in zip([*prompt_ids, *reply_ids[:-1]], tokens, strict=False):
        assert offset == len(data[:place].decode(errors="ignore"))
        place += len(SMOLLM2.token_bytes(token_id))
    assert tokens[-1] == ("<|im_end|>", len(text))


@pytest.mark.parametrize(
    ("tokenizer", "prompt", "offsets"),
    [
        (sentencepiece(), "ab a", [0, 0, 1, 2]),  # BOS, and the space in front of the first word
        (sentencepiece(), " ab", [0, 0, 1, 2]),
        (sentencepiece(), "a<s>ab", [0, 0, 1, 4, 5]),
        (sentencepiece(), "价a", [0, 0, 0, 0, 0, 1]),
        (composing(), "e\u0301 a", [0, 0, 2, 3]),
        (SMOLLM2, "<|im_start|>a<|im_end|>b", [0, 12, 13, 23]),
    ],
)
def test_a_prompt_s_tokens_stand_in_the_text_that_was_sent(tokenizer, prompt, offsets):
    token_ids = tokenizer.encode(prompt)
    assert text_offsets(prompt, token_ids, tokenizer) == offsets


def test_a_prompt_of_ids_stands_in_the_text_that_is_shown():
    tokenizer = sentencepiece()
    pieces = ["<s>", "\u2581a", "<0xE4>", "b", "<0xFF>", "\u2581a"]
    token_ids = [tokenizer.token_id(piece) for piece in pieces]
    text = tokenizer.decode(token_ids)
    assert text == "a\ufffdb\ufffd a"
    assert text_offsets(text, token_ids, tokenizer) == [0, 0, 1, 2, 3, 4]


@pytest.mark.parametrize(("include", "end"), [(False, 6), (True, 10)])
def test_no_token_stands_behind_a_stop(include, end):
    token_ids = SMOLLM2.encode("Hello STOP and")
    text, tokens, _ = told(token_ids, stop=("STOP",), include_stop_str_in_output=include)
    assert text == "Hello STOP"[:end]
    assert all(offset <= len(text) for _, offset in tokens)


def test_a_character_that_never_ends_has_one_place():
    text, tokens, _ = told([*SMOLLM2.encode("a🦜")[:-1], EOS], end="stop")
    assert text == "a\ufffd"
    assert [offset for _, offset in tokens] == [0, *[1] * (len(tokens) - 2), 2]


# ---- how it ended -------------------------------------------------------------------------------


def test_a_stop_token_s_text_is_shown_where_that_is_wanted():
    *_, world = token_ids = SMOLLM2.encode("Hello world")
    for include, expected in ((False, "Hello"), (True, "Hello world")):
        text, _, choice = told(
            token_ids, end="stop", stop_id=world, stop_token_ids=(world,), include_stop_str_in_output=include
        )
        assert (text, choice.finish_reason, choice.stop_reason) == (expected, "stop", world)
        assert choice.outcome(0).num_visible_tokens == len(token_ids) - (not include)


CALL = HERMES.mark + HERMES.opening + HERMES.head("f") + '{"a": 1}'


def ended(text, end, **sampling):
    """(the last delta's finish reason, the choice's outcome)"""
    ids = TOY.encode(text, add_special_tokens=False)
    if end == "stop":
        ids.append(256)
    _, _, choice = told(ids, end=end, tokenizer=TOY, tool_format=HERMES, **sampling)
    return choice._told_finish_reason, choice.outcome(0)


def test_a_whole_call_ends_in_order_to_be_made():
    told_reason, outcome = ended(CALL + "}" + HERMES.closing, "stop", stop=("a", "\n"))
    assert (told_reason, outcome.finish_reason) == ("tool_calls", "stop")


@pytest.mark.parametrize("length", [len(CALL) - 3, len(CALL), len(CALL) + 5])
def test_a_call_that_is_cut_by_its_length_is_told_so(length):
    told_reason, outcome = ended((CALL + "}" + HERMES.closing)[:length], "length")
    assert (told_reason, outcome.finish_reason) == ("length", "length")
    assert outcome.tool_calls[0]["function"]["arguments"] == '{"a": 1}'[: 8 - max(0, len(CALL) - length)]
    assert outcome.num_visible_tokens == length


def test_a_stop_that_was_held_back_when_the_length_was_reached_is_the_end():
    told_reason, outcome = ended("Well. \n", "length", stop=("\n",))
    assert (told_reason, outcome.stop_reason, outcome.text) == ("stop", "\n", "Well. ")
