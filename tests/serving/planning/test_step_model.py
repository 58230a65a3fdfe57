"""What any step model must keep, whatever it was fitted to; and that a fit finds what is there."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.neuron.bucket import plan_buckets
from serving.planning.calls import Bucketed, ragged
from serving.planning.fitted import fit_steps, shipped
from serving.planning.hardware import INSTANCES
from serving.planning.measure import MeasuredStep, full_grid
from serving.planning.model_shape import ModelShape
from serving.planning.paper_runner import StepPrice
from serving.planning.published import paper_fit, published_config
from serving.planning.step_model import StepModel
from serving.planning.step_work import SequenceWork, step_work

GRAPHS = Bucketed(plan_buckets(max_num_seqs=64, max_model_len=8192, block_size=32))
LLAMA = ModelShape(published_config("Llama-3-8B"), "bfloat16", "bfloat16")
PRICES = {
    **{
        f"cpu {fit.weight_format} {fit.kv_format}": StepPrice(LLAMA, fit.step_model, ragged)
        for fit in shipped()
    },
    **{
        name: StepPrice(replace(LLAMA, tp=2), paper_fit(instance.family).step_model(instance), GRAPHS)
        for name, instance in INSTANCES.items()
    },
}
SEQUENCES = st.lists(
    st.builds(SequenceWork, st.sampled_from([1, 1, 1, 7, 40, 512]), st.integers(0, 4000)),
    min_size=1,
    max_size=40,
)


@pytest.mark.parametrize("name", PRICES)
@given(sequences=SEQUENCES, more=st.integers(1, 2000), data=st.data())
def test_a_longer_context_is_never_faster(name, sequences, more, data):
    index = data.draw(st.integers(0, len(sequences) - 1))
    longer = list(sequences)
    longer[index] = replace(longer[index], num_context_tokens=longer[index].num_context_tokens + more)
    price = PRICES[name]
    assert price.seconds_of(longer, 1) >= price.seconds_of(sequences, 1)


@pytest.mark.parametrize("name", PRICES)
@given(sequences=SEQUENCES)
def test_one_more_sequence_is_never_faster(name, sequences):
    price = PRICES[name]
    assert price.seconds_of([*sequences, SequenceWork(1, 100)], 1) >= price.seconds_of(sequences, 1)


def test_a_fit_finds_the_costs_that_made_the_steps():
    truth = StepModel(
        layer_s=2e-4,
        weight_byte_s=3e-11,
        flop_s=(1e-12, 2e-12, 1e-12, 5e-13),
        kv_byte_s=4e-11,
        attention_flop_s=6e-12,
    )
    deep = ModelShape(replace(LLAMA.config, num_layers=60, sliding_windows=(0,) * 60), "bfloat16", "bfloat16")
    wide = ModelShape(replace(LLAMA.config, intermediate_size=40000), "bfloat16", "bfloat16")
    measured = [
        (shape, MeasuredStep(step, truth.seconds(step_work(shape, step.sequences, step.num_rows))))
        for shape in (deep, wide)
        for step in full_grid()
    ]
    model, error = fit_steps(measured)
    assert error.p90 < 1e-6
    assert model.kv_byte_s == pytest.approx(truth.kv_byte_s, rel=1e-4)
    assert model.flop_s == pytest.approx(truth.flop_s, rel=1e-4)
