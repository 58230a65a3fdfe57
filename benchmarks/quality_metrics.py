"""How far one set of logits is from another: per token, and summed up over windows of text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_ROWS_AT_ONCE = 4  # of a whole vocabulary: what a CPU's cache holds. With 32 this takes twice as long.
NUM_RESAMPLES = 4000


@dataclass(frozen=True, slots=True, eq=False)
class TokenScores:
    """One value for each predicted token, all float64 [num_tokens].

    nll:           -log of the probability given to the token that follows, in nats
    reference_nll: the same by the reference
    kl:            KL(reference || this) of the two distributions over the vocabulary, in nats
    agrees:        1 where both have the same most likely token, else 0
    max_diff:      the largest |difference| of two logits
    """

    nll: Floats
    reference_nll: Floats
    kl: Floats
    agrees: Floats
    max_diff: Floats

    def __len__(self) -> int:
        return len(self.nll)


def joined(parts: Sequence[TokenScores]) -> TokenScores:
    columns = (np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(TokenScores))
    return TokenScores(*columns)


def compare(
    reference: NDArray[np.float32], logits: NDArray[np.float32], targets: Sequence[int]
) -> TokenScores:
    """Two float32 [num_tokens, vocab_size], and the token that follows each row."""
    if reference.shape != logits.shape or len(targets) != len(reference):
        raise ValueError(
            f"compare: reference {reference.shape}, logits {logits.shape} and {len(targets)} targets must "
            "have one row for each token."
        )
    tensors = torch.from_numpy(reference), torch.from_numpy(logits), torch.tensor(targets)[:, None]
    chunks = zip(*(torch.split(tensor, _ROWS_AT_ONCE) for tensor in tensors), strict=True)
    return joined([_compare_rows(*chunk) for chunk in chunks])


def _compare_rows(reference: torch.Tensor, logits: torch.Tensor, targets: torch.Tensor) -> TokenScores:
    """With d = logits - reference and p the reference's probabilities, KL = log E_p[exp(d - E_p[d])].

    Written so, differences of 1e-3 in a logit, a KL of 1e-7, survive float32; the difference of two
    log-softmaxes would not.
    """
    top, top_id = reference.max(dim=1, keepdim=True)
    weights = (reference - top).exp_()
    total = weights.sum(dim=1, keepdim=True)
    difference = logits - reference
    max_diff = difference.abs().amax(dim=1, keepdim=True)
    of_target = difference.gather(1, targets)
    mean = (weights * difference).sum(dim=1, keepdim=True) / total
    e = difference.sub_(mean)
    # E_p[e] is 0, so E_p[exp(e)] - 1 = E_p[expm1(e) - e], whose terms are all >= 0.
    kl = torch.log1p((weights * (torch.expm1(e) - e)).sum(dim=1, keepdim=True) / total)
    reference_nll = top.double() + total.double().log() - reference.gather(1, targets)
    # log of sum exp(logits) = log of sum exp(reference) + E_p[d] + KL
    nll = reference_nll + mean + kl - of_target
    agrees = top_id == logits.argmax(dim=1, keepdim=True)
    columns = (nll, reference_nll, kl, agrees, max_diff)
    return TokenScores(*(column[:, 0].double().numpy() for column in columns))


def perplexity(nll: Floats) -> float:
    return float(np.exp(nll.mean()))


def bootstrap_interval(
    values: Sequence[float], *, percent: float = 95.0, num_resamples: int = NUM_RESAMPLES, seed: int = 0
) -> tuple[float, float]:
    """Percentile interval of the mean, the values drawn with replacement. Raises ValueError for none."""
    if not values:
        raise ValueError("bootstrap_interval: there are no values.")
    column = np.asarray(values, np.float64)
    draws = np.random.default_rng(seed).integers(0, len(column), (num_resamples, len(column)))
    means = column[draws].mean(axis=1)
    low, high = np.percentile(means, [(100 - percent) / 2, (100 + percent) / 2])
    return float(low), float(high)


def summarize(windows: Sequence[TokenScores]) -> dict[str, Any]:
    """Over all tokens; the interval is over windows, whose tokens depend on one another."""
    scores = joined(windows)
    changes = [float((each.nll - each.reference_nll).mean()) for each in windows]
    low, high = bootstrap_interval(changes)
    return {
        "num_windows": len(windows),
        "num_tokens": len(scores),
        "perplexity": perplexity(scores.nll),
        "perplexity_ratio": perplexity(scores.nll - scores.reference_nll),
        "perplexity_ratio_95": [float(np.exp(low)), float(np.exp(high))],
        "kl_mean": float(scores.kl.mean()),
        "kl_p99": float(np.percentile(scores.kl, 99)),
        "kl_max": float(scores.kl.max()),
        "top1_agreement": float(scores.agrees.mean()),
        "max_logit_difference": float(scores.max_diff.max()),
    }


def num_equal_tokens(reference: Sequence[int], reply: Sequence[int]) -> int:
    """Tokens before the first difference."""
    pairs = zip(reference, reply, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(reference), len(reply)))


def end_at(token_ids: Sequence[int], end_ids: frozenset[int]) -> list[int]:
    """The same number of tokens, those after the first of `end_ids` replaced by it."""
    ids = list(token_ids)
    end = next((i for i, token_id in enumerate(ids) if token_id in end_ids), len(ids))
    return ids[:end] + ids[end : end + 1] * (len(ids) - end)


def summarize_replies(
    references: Sequence[Sequence[int]], replies: Sequence[Sequence[int]], *, first: int = 32
) -> dict[str, Any]:
    """Replies made token by token, each from its own beginning: one early difference changes all after it."""
    equal = [num_equal_tokens(a, b) for a, b in zip(references, replies, strict=True)]
    return {
        "num_replies": len(equal),
        "num_tokens": len(references[0]),
        "median_equal_tokens": float(np.median(equal)),
        f"share_equal_at_{first}": float(np.mean([num >= first for num in equal])),
        "share_equal": float(np.mean([num == len(references[0]) for num in equal])),
        "equal_tokens": equal,
    }
