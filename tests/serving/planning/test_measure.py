"""The grid: batches that any runner accepts, and what is kept of their times."""

import json
from dataclasses import astuple, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from serving.config import EngineConfig
from serving.engine.toy_runner import ToyRunner
from serving.errors import StartupError
from serving.planning import fitted
from serving.planning.calibrate import measure_host, measure_steps
from serving.planning.calls import ragged
from serving.planning.fitted import FittedModel
from serving.planning.host_cost import HostCost
from serving.planning.least_squares import FitError
from serving.planning.live_server import Observed, live_server, observe
from serving.planning.measure import (
    MeasuredStep,
    Step,
    decode,
    extend,
    fitting,
    full_grid,
    make_batch,
    mixed,
    quick_grid,
)
from serving.planning.outside import Outside, fit_outside, predicted_and_measured
from serving.planning.paper_runner import StepPrice
from serving.planning.processor import Processor
from serving.planning.step_model import StepModel
from serving.planning.step_work import SequenceWork, sequences_of

STEPS = st.builds(
    lambda sequences: Step(tuple(sequences), len(sequences)),
    st.lists(st.builds(SequenceWork, st.integers(1, 70), st.integers(0, 200)), min_size=1, max_size=5),
)


@given(STEPS)
def test_a_batch_has_the_composition_of_its_step(step):
    batch = make_batch(step, block_size=32, vocab_size=100)
    assert tuple(sequences_of(batch)) == step.sequences
    assert batch.num_tokens == step.num_tokens
    assert len(set(batch.slot_mapping.tolist())) == step.num_tokens  # nobody writes where another does
    assert batch.slot_mapping.min() >= 32  # never into the null block
    used = batch.block_tables[batch.block_tables > 0]
    assert len(set(used.tolist())) == len(used)  # each sequence has blocks of its own
    assert batch.token_ids.max() < 100


def test_a_mixed_step_wants_logits_of_its_decodes_alone():
    batch = make_batch(mixed(2, 30, 100), block_size=32, vocab_size=10)
    assert batch.logit_rows.tolist() == [0, 1]
    assert batch.query_start.tolist() == [0, 1, 2, 32]


def test_steps_that_memory_or_length_do_not_allow_are_left_out():
    grid = [decode(1, 64), decode(8, 64), extend(1, 512, 0)]
    assert fitting(grid, num_kv_tokens=300, max_len=400, block_size=32) == [decode(1, 64)]


@pytest.mark.parametrize("grid", [full_grid(), quick_grid()])
def test_the_grids_vary_every_term(grid):
    assert {1, 32} <= {len(step.sequences) for step in grid}
    assert max(step.num_tokens for step in grid) >= 512
    assert len(grid) == len(set(grid))


def test_a_runner_is_timed_over_the_grid():
    grid = [decode(1, 64), extend(1, 32, 0), decode(500, 64)]
    config = EngineConfig(num_blocks=64, max_model_len=512)
    seen: list[tuple[str, int, int]] = []
    runner = ToyRunner(50, config.num_blocks, config.block_size)
    measured = measure_steps(runner, grid, config, num_passes=1, progress=lambda *args: seen.append(args))
    assert [m.step for m in measured] == grid[:2]
    assert all(m.seconds > 0 for m in measured)
    assert seen[-1] == ("measuring steps", 2, 2)


@given(STEPS, st.floats(1e-4, 10))
def test_a_measured_step_survives_json(step, seconds):
    kept = MeasuredStep.from_json(json.loads(json.dumps(MeasuredStep(step, seconds).to_json())))
    assert kept.step == step
    assert kept.seconds == pytest.approx(seconds, abs=1e-7)


def test_the_host_costs_something():
    host = measure_host()
    assert host.step_seconds(32, 50_000) > host.step_seconds(1, 50_000) > 0


@pytest.fixture
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "tenure/plan/cpu.json"


def make_fit(**values) -> FittedModel:
    defaults = {
        "weight_format": "q4_1",
        "kv_format": "bfloat16",
        "model": "mine",
        "numerics": "cpu/avx2/...",
        "num_threads": 2,
        "cpu": "A CPU, family 1",
        "machine": "this machine",
    }
    return FittedModel(
        **defaults | values,
        step_model=StepModel(layer_s=1e-3, flop_s=(1e-9, 2e-9, 3e-9, 4e-9)),
        error=FitError(num=6, r_squared=0.99, median=0.03, p90=0.08),
        other_load=0.0,
        host=HostCost(step_s=1e-4),
        made_by="a test",
    )


def test_a_calibration_is_kept_and_used_for_its_model_alone(cache):
    first, again, here = make_fit(machine="an old one"), make_fit(), Processor("avx2", 2, "A CPU, family 1")
    assert fitted.save_calibration(first) == cache
    fitted.save_calibration(make_fit(kv_format="int8"))
    fitted.save_calibration(make_fit(num_threads=4))
    fitted.save_calibration(again)
    assert fitted.calibrated() == [make_fit(kv_format="int8"), make_fit(num_threads=4), again]
    # A file that mixes formats is of the kind that most of its weights have.
    assert fitted.find_fit("mine", "q4_1+q8_0", "bfloat16", here) == again
    others = fitted.shipped()
    if not any((fit.weight_format, fit.kv_format) == ("q4_1", "int8") for fit in others):
        with pytest.raises(StartupError, match="No steps were measured with q4_1 weights and int8 KV on cpu"):
            fitted.find_fit("other", "q4_1", "int8", here)


@pytest.mark.parametrize("field", ["num_threads", "cpu"])
def test_a_calibration_that_does_not_say_its_threads_or_processor_is_nobodys(cache, field):
    fitted.save_calibration(make_fit())
    kept = json.loads(cache.read_text())
    del kept["fits"][0][field]
    cache.write_text(json.dumps(kept))
    assert fitted.calibrated() == []


def test_a_damaged_calibration_is_named(cache):
    cache.parent.mkdir(parents=True)
    cache.write_text("{}")
    with pytest.raises(StartupError, match=r"cpu.json is damaged .* run with --calibrate"):
        fitted.calibrated()
    fitted.save_calibration(make_fit())
    assert fitted.calibrated() == [make_fit()]


def test_formats_that_were_never_measured_are_refused_with_those_that_were(cache):
    with pytest.raises(StartupError, match="No steps were measured with q4_0 weights and float32 KV on cpu"):
        fitted.find_fit("any", "q4_0", "float32", Processor("avx2", 2, "A CPU, family 1"))


def test_the_shipped_fits_say_how_well_they_predict():
    for fit in fitted.shipped():
        assert fit.error.num >= 10
        assert fit.error.median < 0.15
        assert fit.is_quiet
        assert fit.machine
        assert "benchmarks.bench_steps" in fit.made_by


def test_a_fit_is_for_its_processor_whose_last_number_may_be_left_out():
    fit = make_fit().processor
    assert fit.is_like(fit)
    assert fit.is_like(Processor("avx2", 2, "A CPU, family 1, model 7"))
    for other in ("A CPU, family 17", "Another CPU, family 1", "A CPU"):
        assert not fit.is_like(Processor("avx2", 2, other))
    assert not fit.is_like(Processor("avx2", 4, fit.cpu))
    assert not fit.is_like(Processor("avx512bf16", 2, fit.cpu))


def test_what_is_around_a_model_is_found_from_what_clients_saw(tiny):
    price = StepPrice(tiny, StepModel(layer_s=1e-3, flop_s=(2e-9,) * 4), ragged)
    engine = HostCost(step_s=1e-4, row_s=1e-5)
    truth = Outside(HostCost(step_s=2e-4, row_s=3e-5, turn_s=4e-3), beside=1.3)
    shapes = [(1, 100), (1, 400), (4, 100), (16, 100), (32, 100)]
    blank = [Observed(num, prompt, 40, 1.0, 1.0) for num, prompt in shapes]
    times, _ = predicted_and_measured(blank, price, engine, truth)
    left = iter(times.tolist())
    seen = [
        replace(each, step_s=next(left), ttft_s=next(left) if each.num_streams == 1 else 1.0)
        for each in blank
    ]
    found = fit_outside(seen, price, engine)
    assert found.beside == pytest.approx(1.3, rel=1e-3)
    assert astuple(found.cost) == pytest.approx(astuple(truth.cost), rel=1e-3)
    assert FitError.of(*predicted_and_measured(seen, price, engine, found)).median < 1e-6


def test_clients_of_a_live_server_are_timed():
    with live_server(["toy"]) as url:
        seen = observe(url, 2, 10, 6, seed=0)
    assert (seen.num_streams, seen.num_reply_tokens) == (2, 6)
    assert seen.num_prompt_tokens >= 10
    assert seen.step_s > 0
    assert seen.ttft_s > 0


def test_a_server_that_does_not_start_is_said_with_its_reason(tmp_path):
    with (
        pytest.raises(StartupError, match=r"did not start .* There is no model"),
        live_server([str(tmp_path / "no")]),
    ):
        pass
