"""Markup in a prompt is the template's alone: a client's text comes to ids as text, whatever it spells."""

import json

import pytest
import tokenizers
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import AddedToken, decoders, models, normalizers, pre_tokenizers, trainers

from models.chat_template import ChatTemplate
from models.gguf_tokenizer import gguf_tokenizer
from models.markup import GUARD, Markup, is_markup
from models.tokenizer import Tokenizer, mark_special

SPECIAL = ("<s>", "</s>", "<|im_start|>", "<|im_end|>", "[INST]", "\u00a7", "<\uff5cend\u2581of\uff5c>")
ADDED = ("<tool_call>", "</tool_call>", "<think>", "    ", "tenure")
MARKUP = {*SPECIAL, "<tool_call>", "</tool_call>", "<think>"}
CORPUS = ["Hello there, how are you? <s> </s> < s > [INST] tenure im_start im_end |> <| tool_call think"] * 3


def byte_level(**options):
    backend = tokenizers.Tokenizer(models.BPE(**options))
    backend.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    backend.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(vocab_size=420, initial_alphabet=alphabet, show_progress=False)
    backend.train_from_iterator(CORPUS, trainer)
    return backend


def sentencepiece(spaces):
    backend = tokenizers.Tokenizer(models.BPE(unk_token="<unk>", fuse_unk=True, byte_fallback=True))
    if isinstance(spaces, normalizers.Normalizer):
        backend.normalizer = spaces
    else:
        backend.pre_tokenizer = spaces
    backend.decoder = decoders.Sequence(
        [decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)]
    )
    bytes_ = [f"<0x{byte:02X}>" for byte in range(256)]
    trainer = trainers.BpeTrainer(vocab_size=600, special_tokens=["<unk>", *bytes_], show_progress=False)
    backend.train_from_iterator(CORPUS, trainer)
    description = json.loads(backend.to_str())
    return tokenizers.Tokenizer.from_str(json.dumps({**description, "added_tokens": []}))


def in_the_vocabulary():
    """Its model could make markup of text by itself: as a whole word, or by a merge."""
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    tokens = [*alphabet, "</", "s>", "</s>", "<|im_end|>", "\u0120tenure"]
    vocab = {token: i for i, token in enumerate(tokens)}
    merges = [("<", "/"), ("s", ">"), ("</", "s>")]
    backend = tokenizers.Tokenizer(models.BPE(vocab=vocab, merges=merges, ignore_merges=True))
    backend.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    backend.decoder = decoders.ByteLevel()
    return backend


def unigram():
    characters = sorted({*"".join(CORPUS), "▁", "/", "§", "x"})
    pieces = [("<unk>", 0.0), ("</s>", -1.0), *((char, -5.0) for char in characters)]
    backend = tokenizers.Tokenizer(models.Unigram(pieces, unk_id=0, byte_fallback=False))
    backend.pre_tokenizer = pre_tokenizers.Metaspace()
    backend.decoder = decoders.Metaspace()
    return backend


def folding():
    """Its normalizer makes markup of what is none as it stands."""
    backend = byte_level()
    backend.normalizer = normalizers.NFKC()
    backend.add_tokens([AddedToken("<tool_call>", normalized=True)])
    return backend


PREPEND = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
BACKENDS = {
    "byte_level": byte_level,
    "prefixed": lambda: sentencepiece(PREPEND),
    "metaspace": lambda: sentencepiece(pre_tokenizers.Metaspace(prepend_scheme="first", split=False)),
    "in_the_vocabulary": in_the_vocabulary,
    "unigram": unigram,
    "folding": folding,
}


def sentencepiece_gguf():
    characters = sorted({*"".join(CORPUS), "/", "§", "▁"} - {" "})
    bytes_ = [f"<0x{byte:02X}>" for byte in range(256)]
    tokens = ["<unk>", "<s>", "</s>", *bytes_, "</", "s>", *characters]
    metadata = {
        "tokenizer.ggml.model": "llama",
        "tokenizer.ggml.tokens": tokens,
        "tokenizer.ggml.scores": [0.0] * 259 + [-1.0, -1.0, *(-10.0 - i for i in range(len(characters)))],
        "tokenizer.ggml.token_type": [2, 3, 3, *[6] * 256, *[1] * (2 + len(characters))],
        "tokenizer.ggml.bos_token_id": 1,
        "tokenizer.ggml.eos_token_id": 2,
    }
    return gguf_tokenizer(metadata, file="test.gguf")


@pytest.fixture(scope="module", params=[*BACKENDS, "gguf"])
def tokenizer(request):
    if request.param == "gguf":
        return sentencepiece_gguf()
    backend = BACKENDS[request.param]()
    mark_special(backend, SPECIAL)
    backend.add_tokens([AddedToken(token, normalized=False) for token in ADDED])
    return Tokenizer(backend)


def spelled(tokenizer, token_ids):
    return b"".join(map(tokenizer.token_bytes, token_ids)).decode(errors="replace")


def markup_ids(tokenizer):
    return {tokenizer.token_id(spelling) for spelling in tokenizer.markup.spellings}


def test_words_and_indentation_that_were_added_are_text():
    assert {t for t in (*SPECIAL, *ADDED) if is_markup(t, is_special=t in SPECIAL)} == MARKUP


def test_every_markup_token_of_a_client_is_spelled_out(tokenizer):
    for spelling in tokenizer.markup.spellings:
        for text in (spelling, f"x{spelling}y", f"{spelling * 2} {spelling}", f"\n{spelling}\n"):
            ids = tokenizer.encode_rendered(tokenizer.guard(text))
            assert markup_ids(tokenizer).isdisjoint(ids), text


def test_the_template_s_own_markup_beside_it_stays(tokenizer):
    start, end = tokenizer.markup.spellings[0], tokenizer.markup.spellings[-1]
    content = tokenizer.guard(f"a{start}b{end}")
    ids = tokenizer.encode_rendered(f"{start}user\n{content}{end}\n")
    markup = [i for i in ids if i in markup_ids(tokenizer)]
    assert markup == [tokenizer.token_id(start), tokenizer.token_id(end)]


@pytest.mark.parametrize(
    ("before", "content", "behind"),
    [
        ("<", "|im_end|>", ""),
        ("", "<|im_end", "|>"),
        ("<|", "im_end|>", ""),
        ("<|im_end|", ">", ""),
        ("<|im_end|", "  > ", ""),
        ("", "x <", "/s>"),
        ("[INS", "T]", ""),
    ],
)
def test_a_client_s_text_completes_no_token_at_its_ends(tokenizer, before, content, behind):
    rendered = before + tokenizer.guard(content).strip() + behind
    assert markup_ids(tokenizer).isdisjoint(tokenizer.encode_rendered(rendered))


def test_a_word_in_the_middle_of_a_token_is_none_of_it():
    markup = Markup(["<|im_end|>"])
    assert markup.replace(f"<|{markup.guard_word('im_end')}|>", lambda _: "!") == "<|im_end|>"
    assert GUARD in markup.guard_word("IM_End"), "templates write roles in another case"
    assert markup.guard_word("ipython") == "ipython", "templates compare roles with words of their own"


def test_what_a_normalizer_makes_markup_of_is_text_too(tokenizer):
    ids = tokenizer.encode_rendered(tokenizer.guard("\uff1ctool_call\uff1e and \uff1c\uff0fs\uff1e"))
    assert markup_ids(tokenizer).isdisjoint(ids)


def test_a_normalizer_completes_no_token_at_the_ends_of_a_text(tokenizer):
    rendered = tokenizer.guard("\uff1ctool_call") + ">"
    assert markup_ids(tokenizer).isdisjoint(tokenizer.encode_rendered(rendered))


def test_markup_in_another_case_is_guarded_for_templates_that_change_it(tokenizer):
    rendered = tokenizer.guard("<|IM_END|> [inst] <Tool_Call>")
    for text in (rendered.lower(), rendered.upper()):
        assert markup_ids(tokenizer).isdisjoint(tokenizer.encode_rendered(text))


def test_markup_that_is_found_as_single_words_alone_is_found_beside_a_client_s():
    backend = byte_level()
    backend.add_special_tokens([AddedToken("<|im_start|>", single_word=True, special=True)])
    tokenizer = Tokenizer(backend)
    ids = tokenizer.encode_rendered(f"<|im_start|>user\n{tokenizer.guard('<|im_start|>')}")
    assert spelled(tokenizer, ids) == "<|im_start|>user\n<|im_start|>"
    assert ids.count(tokenizer.token_id("<|im_start|>")) == 1


PIECES = st.sampled_from(
    [*SPECIAL, *ADDED, "<", ">", "|", "im_end", " ", "\n", "x", "é", "🙂", "\ud800", GUARD]
)


@given(pieces=st.lists(PIECES, max_size=12), position=st.integers(0, 3))
def test_any_text_of_a_client_is_text(tokenizer, pieces, position):
    own = ["<s>", "</s>", "<s>"]
    expected = [tokenizer.token_id(token) for token in own]
    own.insert(position, tokenizer.guard("".join(pieces)))
    ids = tokenizer.encode_rendered("".join(own))
    assert [i for i in ids if i in markup_ids(tokenizer)] == expected


@given(pieces=st.lists(PIECES, max_size=12))
@pytest.mark.parametrize("tokenizer", ["byte_level", "in_the_vocabulary"], indirect=True)
def test_the_text_stays_what_it_was(tokenizer, pieces):
    text = "".join(pieces)
    well_formed = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    ids = tokenizer.encode_rendered(f"<s>{tokenizer.guard(text)}</s>")
    assert spelled(tokenizer, ids) == f"<s>{well_formed}</s>"


TEMPLATE_TEXT = st.lists(
    st.sampled_from([*SPECIAL, *ADDED, " Hello", "there", "\n", " ", "<", "12", "é"]), min_size=1, max_size=12
)


@given(pieces=TEMPLATE_TEXT)
def test_a_guard_changes_nothing_but_the_token_that_it_stands_in(tokenizer, pieces):
    """Text with and without a guard goes through two tokenizers: they agree."""
    text = "".join(pieces)
    start = text.find("there")
    if start >= 0:
        guarded = text[: start + 2] + GUARD + text[start + 2 :]
        assert tokenizer.encode_rendered(guarded) == tokenizer.encode_rendered(text)
    assert tokenizer.encode_rendered(text) == tokenizer.encode(text, add_special_tokens=False)


def test_json_in_a_template_keeps_guards_also_in_ascii(tokenizer):
    template = ChatTemplate("{{ messages[0].content | tojson(ensure_ascii=True) }}", "", "")
    content = 'é 🙂 \\udc00 <|im_end|> "'
    text = template.render([{"role": "user", "content": tokenizer.guard(content)}])
    assert json.loads(text.replace(GUARD, "")) == content
    assert markup_ids(tokenizer).isdisjoint(tokenizer.encode_rendered(text))
