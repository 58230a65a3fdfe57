"""An engine over a runner that samples gives the tokens that the host's sampler gives."""

import numpy as np
import pytest
import tokenizers
import torch
from tokenizers import decoders, pre_tokenizers
from tokenizers import models as tokenizer_models

from models.operators import reference_operators
from models.tokenizer import Tokenizer, mark_special
from serving.config import EngineConfig
from serving.engine.engine import Engine
from serving.engine.grammars.grammar import Grammars
from serving.engine.messages import AddSequence
from serving.request import Grammar, SamplingParams

SIZES = {"num_blocks": 200, "block_size": 4}
CASES = {
    "greedy": SamplingParams(temperature=0.0),
    "top_k": SamplingParams(temperature=0.8, top_k=20),
    "top_k and top_p": SamplingParams(temperature=1.2, top_k=10, top_p=0.7),
    "everything": SamplingParams(temperature=1.0),
    "min_p": SamplingParams(temperature=1.0, top_k=20, min_p=0.1),
    "penalty": SamplingParams(temperature=0.0, repetition_penalty=1.3),
    "bias": SamplingParams(temperature=0.0, logit_bias=((5, 3.0),)),
    "logprobs": SamplingParams(temperature=0.0, logprobs=2),
    "prompt logprobs": SamplingParams(temperature=0.0, prompt_logprobs=1),
}


class Watched:
    """Notes which rows the runner decided."""

    def __init__(self, runner):
        self._runner = runner
        self.decided: list[bool] = []

    def __getattr__(self, name):
        return getattr(self._runner, name)

    def submit(self, batch):
        handle = self._runner.submit(batch)
        if handle.result().token_ids is not None:
            self.decided += (handle.result().token_ids >= 0).tolist()
        return handle


def run(runner, cases, num_speculative_tokens=0) -> dict[str, list[int]]:
    config = EngineConfig(
        max_model_len=160, max_num_seqs=16, num_speculative_tokens=num_speculative_tokens, **SIZES
    )
    engine = Engine(config, runner, b"")
    for index, (name, params) in enumerate(cases.items()):
        prompt = tuple(np.random.default_rng(index).integers(0, 61, 6 + index).tolist())
        engine.handle(
            AddSequence(seq_id=name, token_ids=prompt, max_tokens=24, sampling=params, seed=index, tenant="t")
        )
    tokens: dict[str, list[int]] = {name: [] for name in cases}
    while engine.has_work:
        for update in engine.step()[0]:
            tokens[update.seq_id] += update.token_ids
    engine.check()
    return tokens


@pytest.fixture(params=["tiny_neuron", "tiny_native"])
def make(request):
    """Of each back end, with the shapes that the runners' contract has."""
    return request.getfixturevalue(request.param)


@pytest.mark.parametrize("num_speculative_tokens", [0, 7])
def test_the_same_tokens_as_on_the_cpu(make, tiny_llama, num_speculative_tokens):
    neuron = make(torch.float32, **SIZES)
    cpu = tiny_llama(reference_operators(), torch.float32, **SIZES)
    assert run(neuron, CASES, num_speculative_tokens) == run(cpu, CASES, num_speculative_tokens)


@pytest.mark.parametrize("name", ["greedy", "top_k", "top_k and top_p"])
def test_what_four_numbers_decide_is_sampled_by_the_runner(make, name):
    watched = Watched(make(torch.float32, **SIZES))
    run(watched, {name: CASES[name]})
    assert np.mean(watched.decided) > 0.8


@pytest.mark.parametrize("name", ["everything", "min_p", "penalty", "bias", "logprobs"])
def test_what_needs_more_is_sampled_by_the_host(make, name):
    watched = Watched(make(torch.float32, **SIZES))
    run(watched, {name: CASES[name]})
    assert watched.decided
    assert not any(watched.decided)


def test_what_a_grammar_constrains_is_sampled_by_the_host(make):
    characters = sorted(pre_tokenizers.ByteLevel.alphabet())[:60]
    backend = tokenizers.Tokenizer(
        tokenizer_models.BPE(vocab={character: i for i, character in enumerate(characters)}, merges=[])
    )
    backend.decoder = decoders.ByteLevel()
    mark_special(backend, ["</s>"])
    watched = Watched(make(torch.float32, **SIZES))
    config = EngineConfig(max_model_len=160, max_num_seqs=16, num_speculative_tokens=7, **SIZES)
    engine = Engine(config, watched, b"", grammars=Grammars(Tokenizer(backend, eos_token_ids=[60]), 61))
    engine.handle(
        AddSequence(
            seq_id="s",
            token_ids=(1, 2, 3),
            max_tokens=40,
            sampling=CASES["greedy"],
            seed=0,
            tenant="t",
            eos_token_ids=frozenset([60]),
            grammar=Grammar("regex", "(ABC){4}", "regex"),
        )
    )
    token_ids = [
        i for _ in iter(lambda: engine.has_work, False) for u in engine.step()[0] for i in u.token_ids
    ]
    assert token_ids == [*(characters.index(character) for character in "ABC" * 4), 60]
    assert watched.decided
    assert not any(watched.decided)
