"""Prompts of a wanted number of tokens, as text, for a server whose tokenizer is not known.

Random common English words: each is about one token of any byte-pair vocabulary. How many exactly is
measured on the server (`usage.prompt_tokens`), and every prompt is another one, so that no prefix
cache helps unless the workload means it to.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

from benchmarks.openai_client import OpenAIClient, ServerRefused

_TEXT = """
time year people way day man thing woman life child world school state family student group country
problem hand part place case week company system program question work government number night point
home water room mother area money story fact month lot right study book eye job word business issue
side kind head house service friend father power hour game line end member law car city community name
president team minute idea kid body information back parent face level office door health person art
war history party result change morning reason research girl guy moment air teacher force education
"""
WORDS = _TEXT.split()

Prompt = dict[str, Any]  # {"prompt": text} or {"messages": [...]}


@dataclass(frozen=True, slots=True)
class PromptMaker:
    """Makes prompts from (seed, name): the same name gives the same words, another name others."""

    seed: int
    is_chat: bool = False  # the server has no /completions: wrap each prompt in one user message
    tokens_per_word: float = 1.0
    num_extra_tokens: float = 0.0  # what the server adds to every prompt: BOS, a template

    def words(self, name: str, num_words: int) -> str:
        return " ".join(random.Random(f"{self.seed} {name}").choices(WORDS, k=num_words))

    def text(self, name: str, num_tokens: int) -> str:
        """About `num_tokens` tokens, to be put into something else."""
        return self.words(name, max(1, round(num_tokens / self.tokens_per_word)))

    def prompt(self, name: str, num_tokens: int) -> Prompt:
        """A whole prompt of about `num_tokens` tokens."""
        return self._wrap(self.text(name, max(1, round(num_tokens - self.num_extra_tokens))))

    def _wrap(self, text: str) -> Prompt:
        return {"messages": [{"role": "user", "content": text}]} if self.is_chat else {"prompt": text}


async def calibrate(client: OpenAIClient, seed: int, *, is_chat: bool = False) -> PromptMaker:
    """Find out whether the server has /completions (unless chat is wanted), and how it counts words."""
    maker = PromptMaker(seed, is_chat)
    try:
        await client.complete(maker.prompt("probe", 8), max_tokens=1)
    except ServerRefused as error:
        if is_chat or error.status not in (404, 405, 501):
            raise
        maker = PromptMaker(seed, is_chat=True)
    short, long = 64, 320
    counts = []
    for num_words in (short, long):
        reply = await client.complete(maker.prompt(f"calibrate {num_words}", num_words), max_tokens=1)
        counts.append(reply.usage.prompt_tokens if reply.usage else num_words)
    tokens_per_word = max(0.1, (counts[1] - counts[0]) / (long - short))
    num_extra = max(0.0, counts[0] - short * tokens_per_word)
    return PromptMaker(seed, maker.is_chat, tokens_per_word, num_extra)
