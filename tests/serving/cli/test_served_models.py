"""Several models of one process: what each is called, and the KV that each may hold."""

from pathlib import Path

import pytest
import typer

from serving.cli.served_models import NamedModel, configs_of, kv_budgets, named_models
from serving.config import ReplicaConfig

GIB = 1 << 30
MODELS = named_models(None, ["small=a.gguf", "b.gguf", "c.gguf"])


def test_a_model_has_the_name_before_the_first_equals_sign_unless_all_of_it_is_a_path(tmp_path: Path):
    odd = tmp_path / "a b=c.gguf"
    odd.touch()
    named = named_models("first", ["small=x y/z.gguf", str(odd)])
    assert named == (NamedModel("first"), NamedModel("x y/z.gguf", "small"), NamedModel(str(odd)))


def kv_of(total: int | None, *budgets: str) -> list[tuple[int | None, int]]:
    """Of each model: its memory for KV, and how many divide it."""
    config = ReplicaConfig(model="x", kv_memory_bytes=total)
    configs = configs_of(config, MODELS, kv_budgets(budgets, MODELS, 10 * GIB))
    return [(one.kv_memory_bytes, one.num_models) for one in configs]


def test_models_divide_the_memory_equally():
    assert kv_of(None) == [(None, 3)] * 3
    assert kv_of(6 * GIB) == [(6 * GIB, 3)] * 3


def test_a_budget_is_one_model_s_and_the_others_divide_the_rest():
    assert kv_of(6 * GIB, "small=2GiB") == [(2 * GIB, 1), (4 * GIB, 2), (4 * GIB, 2)]
    assert kv_of(None, "b.gguf=50%", "c.gguf=1GiB") == [(None, 1), (5 * GIB, 1), (GIB, 1)]
    assert kv_of(GIB, "small=1GiB", "b.gguf=2GiB", "c.gguf=3GiB") == [(n * GIB, 1) for n in (1, 2, 3)]


@pytest.mark.parametrize(
    ("budget", "message"),
    [
        ("other=1GiB", "begins with none of the models small, b.gguf, c.gguf"),
        ("1GiB", "begins with none of the models"),
        ("small=much", "'much' is not a size"),
        ("small=6GiB", "gives away 6GiB of the 6GiB of --kv-memory, and 2 models have no budget"),
    ],
)
def test_a_wrong_budget_is_named(budget: str, message: str):
    with pytest.raises(typer.BadParameter, match=message):
        kv_of(6 * GIB, budget)
