"""What a grammar costs: compiling it, starting a sequence, and the mask of each token.

    python -m benchmarks.bench_grammar [--model smollm2-135m] [--output benchmarks/results/grammar.json]

Tokens are drawn at random from those that each mask allows, so that the text goes where a model's might; the
mask and the step after it are timed, drawing is not. Nothing else runs: in an engine this is part of the
host's time between two steps, for each sequence with a grammar.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.quantiles import quantiles, timed_ms
from benchmarks.result_file import write_result
from models.checkpoint import open_checkpoint
from models.registry import resolve
from models.tokenizer import Tokenizer
from serving.engine.grammars.grammar import Grammars
from serving.engine.grammars.width import MAX_OPTIONAL_PROPERTIES
from serving.request import Grammar


def wide(num_properties: int) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {f"property_{number}": {"type": "string"} for number in range(num_properties)},
        "additionalProperties": False,
    }


PERSON = {
    "type": "object",
    "properties": {
        "name": {"type": "string", "maxLength": 40},
        "age": {"type": "integer", "minimum": 0, "maximum": 120},
        "email": {"type": "string", "format": "email"},
        "tags": {"type": "array", "items": {"enum": ["new", "old", "gone"]}},
        "home": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]},
    },
    "required": ["name", "age", "email", "tags", "home"],
    "additionalProperties": False,
}
SCHEMAS: dict[str, Any] = {
    "person": PERSON,
    "any object": {"type": "object"},
    "100 optional properties": wide(100),
    f"{MAX_OPTIONAL_PROPERTIES} optional properties": wide(MAX_OPTIONAL_PROPERTIES),
}


def measure(
    tokenizer: Tokenizer, vocab_size: int, schema: Any, *, num_texts: int, max_tokens: int
) -> dict[str, Any]:
    grammars = Grammars(tokenizer, vocab_size)
    grammars.compile(Grammar("json_schema", "{}", "warm-up"))  # the vocabulary's trie is made once
    grammar = Grammar("json_schema", json.dumps(schema), "schema")
    compile_ms = timed_ms(lambda: grammars.compile(grammar))
    starts_ms = [timed_ms(lambda: grammars.start(grammar)) for _ in range(num_texts)]
    masks_ms, advances_ms = [], []
    rng = np.random.default_rng(0)
    for _ in range(num_texts):
        state = grammars.start(grammar)
        for _ in range(max_tokens):
            start_s = time.perf_counter()
            allowed = state.allowed()
            masks_ms.append(1000 * (time.perf_counter() - start_s))
            may_come = np.flatnonzero(allowed)
            token_id = int(rng.choice(may_come))
            if token_id in tokenizer.eos_token_ids:
                break
            advances_ms.append(timed_ms(partial(state.advance, token_id)))
        assert state.error is None, state.error
    return {
        "compile_ms": compile_ms,
        "start": quantiles(starts_ms),
        "mask": {**quantiles(masks_ms), "max_ms": max(masks_ms), "num": len(masks_ms)},
        "advance": {**quantiles(advances_ms), "max_ms": max(advances_ms)},
    }


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench_grammar", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--model", default="smollm2-135m")
    parser.add_argument("--texts", type=int, default=20)
    parser.add_argument("--max-tokens", type=int, default=200)
    parser.add_argument("--output", type=Path)
    options = parser.parse_args(arguments)
    checkpoint = open_checkpoint(resolve(options.model))
    vocab_size = checkpoint.config.vocab_size
    results = {
        name: measure(
            checkpoint.tokenizer,
            vocab_size,
            schema,
            num_texts=options.texts,
            max_tokens=options.max_tokens,
        )
        for name, schema in SCHEMAS.items()
    }
    write_result(options.output, "benchmarks.bench_grammar", vocab_size=vocab_size, results=results)
    return 0


if __name__ == "__main__":
    sys.exit(main())
