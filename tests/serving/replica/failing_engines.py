"""Loads for an engine's process that go wrong; the process imports them by this module's name."""

import os
from dataclasses import replace

from serving.engine.toy_runner import ToyRunner
from serving.errors import StartupError
from serving.replica.build import load


def load_cut_short(progress):
    progress("weights", 0, 1)
    raise StartupError("model.gguf is cut short.")


def load_and_die(progress):
    os._exit(7)


class FailingRunner(ToyRunner):
    def submit(self, batch):
        if len(batch.token_ids) == len("hello"):  # the warm-up has prompts of other lengths
            raise OSError("device lost")
        return super().submit(batch)


def load_failing_runner(config, progress):
    loaded = load(config, progress)
    runner = FailingRunner(loaded.runner.vocab_size, loaded.runner.num_blocks, loaded.runner.block_size)
    return replace(loaded, runner=runner)
