"""Log probabilities over HTTP: each token stands where it does in the text that the client sees."""

import pytest

PROMPT = "价格 is 42 dollars"


def arrays(server, stream, is_stream, **body):
    """(text, tokens, offsets)"""
    body = {"prompt": PROMPT, "max_tokens": 12, "logprobs": 0, "seed": 4, "ignore_eos": True, **body}
    if is_stream:
        events = stream(server, "/v1/completions", **body)
        choices = [choice for event in events for choice in event["choices"]]
    else:
        with server.http as http:
            answer = http.post("/v1/completions", json={"model": server.model, **body})
        choices = answer.json()["choices"]
    parts = [choice["logprobs"] for choice in choices if choice["logprobs"]]
    tokens = [token for part in parts for token in part["tokens"]]
    return (
        "".join(choice["text"] for choice in choices),
        tokens,
        [offset for part in parts for offset in part["text_offset"]],
    )


@pytest.mark.parametrize("is_stream", [False, True])
def test_an_echoed_prompt_s_tokens_stand_in_it(smollm2, stream, is_stream):
    text, tokens, offsets = arrays(smollm2, stream, is_stream, echo=True)
    assert text.startswith(PROMPT)
    assert offsets[tokens.index(" dollars")] == 8
    assert offsets == sorted(offsets)
    for token, offset in zip(tokens, offsets, strict=True):
        is_text = "\ufffd" not in token and not token.startswith("<|")
        assert not is_text or text.startswith(token, offset)


@pytest.mark.parametrize("is_stream", [False, True])
@pytest.mark.parametrize("echo", [False, True])
def test_parts_of_characters_do_not_make_the_reply_s_offsets_drift(smollm2, stream, is_stream, echo):
    said = "价格价格4!"
    options = {"structured_outputs": {"choice": [said]}, "ignore_eos": False, "max_tokens": 60}
    text, tokens, offsets = arrays(smollm2, stream, is_stream, echo=echo, **options)
    begin = len(PROMPT) if echo else 0
    assert text[begin:] == said
    assert tokens[-1].startswith("<|"), "the end of the reply"
    reply = offsets[offsets.index(begin) :]
    assert len(reply) > len(said), "some characters have several tokens"
    assert sorted({*reply}) == list(range(begin, len(text) + 1))
    assert reply == sorted(reply)


def test_a_stop_s_tokens_do_not_stand_behind_the_text(smollm2, stream):
    text, _, _ = arrays(smollm2, stream, False)
    stop = text[6:14]
    for is_stream in (False, True):
        cut, _, offsets = arrays(smollm2, stream, is_stream, stop=stop)
        assert cut == text[: text.index(stop)]
        assert max(offsets) <= len(cut)


def test_byte_tokens_that_are_no_text_take_nothing_with_them(toy):
    with toy.http as http:
        ids = http.post("/tokenize", json={"prompt": "a\n价\nb"}).json()["tokens"]
        whole = http.post("/detokenize", json={"tokens": ids}).json()["prompt"]
        broken = http.post("/detokenize", json={"tokens": [*ids[:3], *ids[4:]]}).json()["prompt"]
        body = {"prompt": [*ids[:3], *ids[4:]], "echo": True, "max_tokens": 0}
        echo = http.post("/v1/completions", json={"model": toy.model, **body}).json()["choices"][0]["text"]
    assert whole == "a\n价\nb"
    assert broken == echo == "a\n\ufffd\nb"
