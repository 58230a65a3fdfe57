"""Other names for the served models, and what a server takes where it is told what to leave out."""

import pytest

from serving.config import ReplicaConfig
from serving.errors import StartupError
from serving.replica.aliases import aliases_of
from serving.replica.build import load
from serving.runs.build import build_backend


def config(tmp_path, **fields):
    return ReplicaConfig(**{"model": "toy", "data_dir": tmp_path, **fields})


def test_a_card_has_the_other_names_of_its_model(tmp_path):
    fields = {"served_names": ("big", "small"), "model_aliases": ("gpt-5-mini=small", "*=big")}
    backend = build_backend(config(tmp_path, **fields))
    cards = backend._replica.models()
    assert [(card.name, card.aliases) for card in cards] == [("big", ("*",)), ("small", ("gpt-5-mini",))]


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ("gpt", "must be NAME=MODEL"),
        ("=toy", "must be NAME=MODEL"),
        ("gpt=other", "is not served here. Served: toy"),
        ("toy=toy", "is the name of a model already"),
    ],
)
def test_an_alias_that_names_nothing_stops_the_start(entry, reason):
    with pytest.raises(StartupError, match=reason):
        aliases_of([entry], ["toy"])


def test_the_toy_has_as_many_positions_as_are_asked_for(tmp_path):
    loaded = load(config(tmp_path, max_model_len=200_000))
    assert loaded.engine_config.max_model_len == 200_000
    assert loaded.engine_config.num_kv_tokens >= 200_000


def test_a_cap_stands_in_for_max_tokens(tmp_path):
    backend = build_backend(config(tmp_path, default_max_tokens=7))
    assert backend._replica.models()[0].sampling_defaults.max_tokens == 7
