from serving.config import EngineConfig
from serving.engine.engine import Engine
from serving.engine.messages import CountResident
from serving.engine.toy_runner import ToyRunner
from serving.engine.warm_up import PROMPT_LENGTHS, warm_up


def test_warming_up_leaves_nothing_in_the_cache():
    config = EngineConfig(num_blocks=64, max_model_len=2048)
    engine = Engine(config, ToyRunner(50, 64, config.block_size), b"toy")
    warm_up(engine, config)
    engine.check()
    assert not engine.has_work
    stats = engine.stats()
    assert stats.num_held_blocks == stats.num_idle_blocks == 0
    for length in PROMPT_LENGTHS:
        assert engine.handle(CountResident(1, f"warm-up {length}", (0,) * length)).num_tokens == 0


def test_a_short_context_is_warmed_up_with_what_fits():
    config = EngineConfig(num_blocks=1, max_model_len=8, block_size=8)
    engine = Engine(config, ToyRunner(50, 1, 8), b"toy")
    warm_up(engine, config)
    engine.check()
