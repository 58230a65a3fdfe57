"""The table that a quality result is read as; benchmarks/README.md has it too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Result = dict[str, Any]

COLUMNS = (
    "weights",
    "activations",
    "KV",
    "perplexity",
    "ratio to float32 (95 %)",
    "KL mean",
    "KL p99",
    "KL max",
    "KL mean, far context",
    "same top token",
    "max logit diff",
    "equal tokens",
    "equal at 32",
)


def rows(result: Result) -> Iterator[tuple[str, ...]]:
    for row in result["rows"]:
        yield _cells(row)


def _cells(row: Result) -> tuple[str, ...]:
    text, replies = row["all"], row["replies"]
    weights = f"**{row['weights']}** (auto)" if row["is_auto"] else row["weights"]
    names = (weights, row["activations"], row["kv"])
    low, high = text["perplexity_ratio_95"]
    if row["is_reference"]:
        return (*names, f"{text['perplexity']:.3f}", "1", *["-"] * (len(COLUMNS) - 5))
    return (
        *names,
        f"{text['perplexity']:.3f}",
        f"{text['perplexity_ratio']:.4f} ({low:.4f} to {high:.4f})",
        *(f"{text[name]:.2g}" for name in ("kl_mean", "kl_p99", "kl_max")),
        f"{row['long']['kl_mean']:.2g}",
        f"{text['top1_agreement']:.2%}",
        f"{text['max_logit_difference']:.2f}",
        f"{replies['median_equal_tokens']:g} of {replies['num_tokens']}",
        f"{replies['share_equal_at_32']:.0%}",
    )


def markdown(result: Result) -> str:
    lines = [COLUMNS, ("---",) * len(COLUMNS), *rows(result)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
