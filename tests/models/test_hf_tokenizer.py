"""A directory's tokenizer gives the ids of AutoTokenizer, whatever stands beside tokenizer.json.

One exception: transformers 5 builds some classes anew from the vocabulary and drops tokenizer.json's
normaliser, pre-tokenizer and decoder. Where these are not the class's own, the ids here are those of the
file, and of transformers 4: `test_a_normaliser_that_transformers_5_drops_is_kept`.
"""

from __future__ import annotations

import json

import pytest
from tokenizers import AddedToken, Regex, decoders, models, normalizers, pre_tokenizers, processors
from tokenizers import Tokenizer as Backend

from models.declared_tokens import DeclaredTokens
from models.errors import CheckpointError
from models.hf_tokenizer import hf_tokenizer

NAMED = {"bos_token": "<s>", "eos_token": "</s>", "unk_token": "<unk>"}
SPECIAL = [AddedToken(token, special=True, normalized=False) for token in NAMED.values()]
WORDS = r"[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
QWEN_WORDS = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*"
    r"|\s*[\r\n]+|\s+(?!\S)|\s+"
)
TEXTS = (
    "",
    "Hi there",
    "  ab  c",
    "ab</s>ab <s> ab",
    "12345 \n\n x",
    "é e\u0301 ﬁ",
    "<tool>ab<extra> ab<|img|>x",
    "  <tool>  ab <extra>  <|img|> c",
    "<new>ab <new>",
    "hello ab",
)


def byte_level(pre_tokenizer, normalizer=None):
    merges = [("\u0120", "c"), ("1", "2"), ("12", "3"), ("a", "b"), ("H", "i"), ("\u0120", "t")]
    tokens = [*NAMED.values(), *sorted(pre_tokenizers.ByteLevel.alphabet()), *map("".join, merges), "hello"]
    backend = Backend(models.BPE(vocab={token: i for i, token in enumerate(tokens)}, merges=merges))
    backend.pre_tokenizer, backend.decoder = pre_tokenizer, decoders.ByteLevel()
    if normalizer is not None:
        backend.normalizer = normalizer
    return backend


def cut_by(words):
    to_bytes = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    return pre_tokenizers.Sequence([pre_tokenizers.Split(Regex(words), "isolated"), to_bytes])


def sentencepiece(normalizer=None, scheme=None):
    merges = [("a", "b"), ("\u2581", "ab"), ("\u2581", "a"), ("H", "i"), ("\u2581", "Hi"), ("\u2581", "t")]
    pieces = [*NAMED.values(), *(f"<0x{byte:02X}>" for byte in range(256)), *"\u2581abcHit"]
    vocab = {piece: i for i, piece in enumerate([*pieces, *map("".join, merges)])}
    options = {"unk_token": "<unk>", "fuse_unk": True, "byte_fallback": True}
    backend = Backend(models.BPE(vocab=vocab, merges=merges, **options))
    if normalizer is not None:
        backend.normalizer = normalizer
    if scheme is not None:
        backend.pre_tokenizer = pre_tokenizers.Metaspace("\u2581", scheme, split=False)
    steps = [decoders.Replace("\u2581", " "), decoders.ByteFallback(), decoders.Fuse()]
    backend.decoder = decoders.Sequence([*steps, decoders.Strip(" ", 1, 0)])
    return backend


def prepending(*first):
    return normalizers.Sequence([*first, normalizers.Prepend("\u2581"), normalizers.Replace(" ", "\u2581")])


BACKENDS = {
    "gpt2": lambda: byte_level(pre_tokenizers.ByteLevel(add_prefix_space=False)),
    "gpt2 with a space": lambda: byte_level(pre_tokenizers.ByteLevel(add_prefix_space=True)),
    "llama3": lambda: byte_level(cut_by(WORDS)),
    "qwen": lambda: byte_level(cut_by(QWEN_WORDS), normalizers.NFC()),
    "llama2": lambda: sentencepiece(prepending()),
    "llama2 nfkc": lambda: sentencepiece(prepending(normalizers.NFKC())),
    "metaspace": lambda: sentencepiece(scheme="first"),
}


@pytest.fixture
def save(tmp_path):
    def save(kind, config, *, model_type="llama", affixes="<s> $A", older=None, added=None):
        backend = BACKENDS[kind]()
        backend.add_special_tokens(SPECIAL)
        ids = [(token, backend.token_to_id(token)) for token in affixes.split() if token != "$A"]
        if ids:
            backend.post_processor = processors.TemplateProcessing(single=affixes, special_tokens=ids)
        backend.save(str(tmp_path / "tokenizer.json"))
        sizes = {"vocab_size": 300, "hidden_size": 8, "num_attention_heads": 1, "num_hidden_layers": 1}
        (tmp_path / "config.json").write_text(json.dumps({"model_type": model_type} | sizes))
        files = {
            "tokenizer_config.json": config,
            "special_tokens_map.json": older,
            "added_tokens.json": added,
        }
        for name, content in files.items():
            if content is not None:
                (tmp_path / name).write_text(json.dumps(content))
        return tmp_path

    return save


def assert_like_transformers(directory):
    transformers = pytest.importorskip("transformers")
    theirs = transformers.AutoTokenizer.from_pretrained(str(directory))
    ours = hf_tokenizer(directory, template=None)
    for text in TEXTS:
        for add_special_tokens in (True, False):
            expected = theirs(text, add_special_tokens=add_special_tokens)["input_ids"]
            assert ours.encode(text, add_special_tokens=add_special_tokens) == expected, text


def token(content, **flags):
    plain = {"lstrip": False, "rstrip": False, "single_word": False, "normalized": False}
    return {"__type": "AddedToken", "content": content, **plain, **flags}


@pytest.mark.parametrize("add_eos", [True, False, None])
@pytest.mark.parametrize("add_bos", [True, False, None])
@pytest.mark.parametrize(
    "tokenizer_class", ["LlamaTokenizerFast", "PreTrainedTokenizerFast", "GPT2Tokenizer"]
)
def test_the_flags_of_affixes_do_not_touch_the_post_processor(tokenizer_class, add_bos, add_eos, save):
    flags = {"add_bos_token": add_bos, "add_eos_token": add_eos}
    assert_like_transformers(save("gpt2", NAMED | flags | {"tokenizer_class": tokenizer_class}))


@pytest.mark.parametrize("affixes", ["$A", "<s> $A", "$A </s>", "<s> $A </s>"])
@pytest.mark.parametrize("kind", ["llama3", "metaspace"])
def test_a_prompt_gets_what_the_post_processor_puts_around_it(kind, affixes, save):
    flags = {"add_bos_token": True, "add_eos_token": False}
    assert_like_transformers(save(kind, NAMED | flags, affixes=affixes))


@pytest.mark.parametrize(
    ("kind", "model_type", "tokenizer_class"),
    [
        ("gpt2", "llama", "GPT2TokenizerFast"),
        ("gpt2", "llama", "LlamaTokenizer"),
        ("gpt2", "mistral", "LlamaTokenizer"),
        ("gpt2", "llama", "ATokenizerOfTomorrow"),
        ("gpt2", "llama", None),
        ("llama3", "llama", "PreTrainedTokenizerFast"),
        ("llama3", "qwen3", "TokenizersBackend"),
        ("qwen", "qwen2", "Qwen2Tokenizer"),
        ("qwen", "qwen2", "LlamaTokenizerFast"),
        ("qwen", "qwen3", "Qwen2TokenizerFast"),
        ("qwen", "qwen3", None),
        ("llama2", "llama", "PreTrainedTokenizerFast"),
        ("llama2 nfkc", "mistral", "LlamaTokenizer"),
        ("metaspace", "llama", "LlamaTokenizerFast"),
        ("metaspace", "mistral", "LlamaTokenizer"),
    ],
)
def test_the_kinds_of_vocabulary_under_the_classes_that_fit_them(kind, model_type, tokenizer_class, save):
    config = NAMED | ({} if tokenizer_class is None else {"tokenizer_class": tokenizer_class})
    assert_like_transformers(save(kind, config, model_type=model_type))


def test_a_normaliser_that_transformers_5_drops_is_kept(save):
    directory = save("llama2 nfkc", NAMED | {"tokenizer_class": "LlamaTokenizer"})
    backend = Backend.from_file(str(directory / "tokenizer.json"))
    ours = hf_tokenizer(directory, template=None)
    for text in TEXTS[:6]:
        assert ours.encode(text) == backend.encode(text).ids
    assert ours.encode("ﬁ") == ours.encode("fi")


@pytest.mark.parametrize("add_prefix_space", [True, False])
@pytest.mark.parametrize(
    ("kind", "model_type", "tokenizer_class"),
    [
        ("gpt2", "llama", "GPT2TokenizerFast"),
        ("gpt2 with a space", "llama", "GPT2Tokenizer"),
        ("gpt2 with a space", "llama", "PreTrainedTokenizerFast"),
        ("gpt2", "mistral", "GPT2Tokenizer"),
        ("qwen", "qwen2", "PreTrainedTokenizerFast"),
        ("qwen", "qwen3", "Qwen2Tokenizer"),
        ("metaspace", "llama", "LlamaTokenizer"),
        ("metaspace", "mistral", "LlamaTokenizer"),
        ("llama2", "llama", "PreTrainedTokenizerFast"),
    ],
)
def test_a_space_before_the_first_word(kind, model_type, tokenizer_class, add_prefix_space, save):
    flags = {"tokenizer_class": tokenizer_class, "add_prefix_space": add_prefix_space}
    assert_like_transformers(save(kind, NAMED | flags, model_type=model_type))


def test_a_class_without_the_key_puts_no_space_before_the_first_word(save):
    assert_like_transformers(save("gpt2 with a space", NAMED | {"tokenizer_class": "GPT2Tokenizer"}))


@pytest.mark.parametrize("legacy", [True, False])
def test_a_prefix_that_is_switched_off_is_no_part_of_the_decoded_text(legacy, save):
    flags = {"tokenizer_class": "LlamaTokenizer", "add_prefix_space": False, "legacy": legacy}
    directory = save("llama2", NAMED | flags)
    assert_like_transformers(directory)
    tokenizer = hf_tokenizer(directory, template=None)
    assert tokenizer.decode(tokenizer.encode(" ab")) == " ab"


@pytest.mark.parametrize("kind", ["gpt2", "metaspace"])
@pytest.mark.parametrize(
    "config",
    [
        {"extra_special_tokens": ["<extra>", "<tool>"]},
        {"extra_special_tokens": {"image_token": "<|img|>"}},
        {"additional_special_tokens": ["<extra>"]},
        {"additional_special_tokens": [token("<extra>", lstrip=True)]},
        {"additional_special_tokens": ["<extra>"], "extra_special_tokens": ["<tool>"]},
        {"image_token": "<|img|>", "tool_token": token("<tool>")},
        {"pad_token": "<new>"},
        {"pad_token": "hello"},
        {"bos_token": "<new>"},
        {"bos_token": token("<s>", lstrip=True)},
        {"pad_token": token("<new>", lstrip=True)},
        {"added_tokens_decoder": {"9": token("<tool>", special=False), "10": token("<extra>", special=True)}},
        {"added_tokens_decoder": {"1": token("<s>", special=True, lstrip=True)}},
        {"added_tokens_decoder": {"290": {"content": "<tool>"}, "1000": {"content": "<new>"}}},
        {"clean_up_tokenization_spaces": True},
        {"model_max_length": 3, "truncation_side": "left"},
    ],
    ids=lambda config: ",".join(config),
)
def test_tokens_that_stand_only_in_tokenizer_config(config, kind, save):
    assert_like_transformers(save(kind, NAMED | {"tokenizer_class": "PreTrainedTokenizerFast"} | config))


OLDER = {"bos_token": token("<s>", lstrip=True), "additional_special_tokens": ["<extra>"]}


@pytest.mark.parametrize(
    ("config", "older", "added"),
    [
        (None, None, None),
        (None, OLDER, None),
        (NAMED, OLDER, None),
        (NAMED | {"added_tokens_decoder": {"400": token("<tool>", special=False)}}, OLDER, None),
        (NAMED, None, {"<tool>": 300, "<extra>": 299}),
        (NAMED, OLDER, {"<tool>": 300, "<extra>": 299}),
        (NAMED, {"bos_token": "<new>"}, None),
        (NAMED | {"extra_special_tokens": ["<tool>"]}, {"extra_special_tokens": ["<extra>"]}, None),
        (NAMED | {"extra_special_tokens": ["<tool>"]}, OLDER, None),
        (NAMED, {"extra_special_tokens": {"image_token": "<|img|>"}}, None),
    ],
)
def test_the_older_files_count_where_the_newer_one_does_not_hold_all_tokens(config, older, added, save):
    assert_like_transformers(save("gpt2", config, older=older, added=added))


def test_a_token_for_which_the_model_has_no_embedding_stays_text(save):
    directory = save("gpt2", NAMED | {"pad_token": "<new>", "image_token": "<|img|>"})
    size = hf_tokenizer(directory, template=None).vocab_size
    cut = hf_tokenizer(directory, template=None, vocab_size=size - 1)
    assert cut.encode("<new>", add_special_tokens=False) == [size - 2]
    assert max(cut.encode("<|img|>")) < size - 2


def test_templates_get_every_named_token(save):
    config = NAMED | {"extra_special_tokens": {"image_token": "<|img|>"}, "tool_token": token("<tool>")}
    named = {"image_token": "<|img|>", "tool_token": "<tool>"}
    assert DeclaredTokens.read(save("gpt2", config)).texts() == NAMED | named


@pytest.mark.parametrize(
    ("config", "key"),
    [
        ({"split_special_tokens": True}, "split_special_tokens"),
        ({"add_prefix_space": "yes"}, "add_prefix_space"),
        ({"bos_token": 1}, "bos_token"),
        ({"extra_special_tokens": "<extra>"}, "extra_special_tokens"),
        ({"extra_special_tokens": [1]}, "extra_special_tokens"),
        ({"added_tokens_decoder": {"a": token("<tool>")}}, "added_tokens_decoder"),
        ({"added_tokens_decoder": {"1": {"content": "<tool>", "lstrip": "no"}}}, "added_tokens_decoder"),
        ({"added_tokens_decoder": ["<tool>"]}, "added_tokens_decoder"),
    ],
)
def test_what_cannot_be_used_is_refused_by_name(config, key, save):
    directory = save("gpt2", NAMED | config)
    with pytest.raises(CheckpointError, match=rf"tokenizer_config\.json: `{key}`"):
        hf_tokenizer(directory, template=None)
