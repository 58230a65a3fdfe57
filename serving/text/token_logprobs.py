"""Gives the engine's ids and logprobs the text of their tokens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from models.tokenizer import Tokenizer
from serving.output import SampledLogprobs, TokenAlternative, TokenLogprob
from serving.text.characters import Characters

_MAX_LOST_CHARS = 8  # of a text, between two of its tokens


def with_text(scores: SampledLogprobs, tokenizer: Tokenizer, text_offset: int = 0) -> TokenLogprob:
    token_bytes = tokenizer.token_bytes(scores.token_id)
    return TokenLogprob(
        token_id=scores.token_id,
        token=_lossy(token_bytes),
        token_bytes=token_bytes,
        logprob=scores.logprob,
        rank=scores.rank,
        top=tuple(
            _alternative(token_id, logprob, rank, tokenizer)
            for rank, (token_id, logprob) in enumerate(scores.top, start=1)
        ),
        text_offset=text_offset,
    )


def of_prompt(
    token_ids: Sequence[int], scores: Sequence[SampledLogprobs], tokenizer: Tokenizer, num_top: int
) -> tuple[TokenLogprob, ...]:
    """A scored prompt with `num_top` alternatives; nothing precedes its first token, which has no logprob."""
    first_bytes = tokenizer.token_bytes(token_ids[0])
    first = TokenLogprob(token_ids[0], _lossy(first_bytes), first_bytes, None, None)
    return (first, *(with_text(replace(score, top=score.top[:num_top]), tokenizer) for score in scores))


def of_echo(
    text: str,
    token_ids: Sequence[int],
    scores: Sequence[SampledLogprobs],
    tokenizer: Tokenizer,
    num_top: int,
) -> Iterator[TokenLogprob]:
    """The same of a prompt that stands in front of its completion, as `text`."""
    tokens = of_prompt(token_ids, scores, tokenizer, num_top)
    for token, offset in zip(tokens, text_offsets(text, token_ids, tokenizer), strict=True):
        yield replace(token, text_offset=offset)


def text_offsets(text: str, token_ids: Sequence[int], tokenizer: Tokenizer) -> list[int]:
    """Where in a prompt's text each of its tokens begins, in characters.

    A token that has only a part of a character begins where that does. The tokens may have what the text
    lacks: BOS, or the space that SentencePiece puts before the first word. And they may be shorter than it,
    where it was normalised.
    """
    characters = Characters()
    place = 0  # in `text`, behind the characters that are whole
    is_first = True  # no word came before
    offsets = []
    for token_id in token_ids:
        data, is_special = tokenizer.token_bytes(token_id), tokenizer.is_special(token_id)
        if is_special and not text.startswith(data.decode("utf-8"), place):
            data = b""
        num_whole = characters.num_whole
        start, piece = characters.push(data)
        found = _found(text, piece, place, may_lack_space=is_first)
        offsets.append(min(max(found, place) + start - num_whole, len(text)))
        place = found + len(piece)
        is_first = is_special or (is_first and not piece.strip())
    return offsets


def _found(text: str, piece: str, place: int, *, may_lack_space: bool) -> int:
    """Where it stands, from `place` on; one before that if its first space does not."""
    if text.startswith(piece, place):
        return place
    if may_lack_space and piece.startswith(" ") and text.startswith(piece[1:], place):
        return place - 1
    found = text.find(piece, place, place + len(piece) + _MAX_LOST_CHARS)
    return found if found >= 0 else place


def _alternative(token_id: int, logprob: float, rank: int, tokenizer: Tokenizer) -> TokenAlternative:
    token_bytes = tokenizer.token_bytes(token_id)
    return TokenAlternative(token_id, _lossy(token_bytes), token_bytes, logprob, rank)


def _lossy(token_bytes: bytes) -> str:
    return token_bytes.decode("utf-8", errors="replace")
