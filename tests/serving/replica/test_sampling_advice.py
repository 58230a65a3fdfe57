"""A checkpoint's own sampling defaults, from its files to what the server says and does."""

import json
import logging
import shutil

import pytest

from serving.config import ReplicaConfig
from serving.errors import StartupError
from serving.operations import Generate, ListModels
from serving.output import ChoiceDelta
from serving.principal import Principal
from serving.request import Request, SamplingDefaults, SamplingParams, TextInput
from serving.runs.build import build_backend

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def checkpoint(tiny_checkpoint, tmp_path):
    """Makes a copy with a generation_config.json."""

    def make(**values):
        copy = tmp_path / "a model of ours"
        shutil.copytree(tiny_checkpoint, copy)
        (copy / "generation_config.json").write_text(json.dumps(values))
        return copy

    return make


def build(directory, tmp_path, **options):
    config = {"kv_memory_bytes": 2**20, "num_threads": 1, **options}
    return build_backend(ReplicaConfig(model=str(directory), data_dir=tmp_path / "data", **config))


async def card_of(directory, tmp_path, **options):
    replica = build(directory, tmp_path, **options)
    (card,) = await replica.call(ListModels())
    await replica.close()
    return card


@pytest.mark.usefixtures("forked_engines")
@pytest.mark.parametrize("engine", ["thread", "process"])
async def test_they_are_read_logged_and_shown(checkpoint, tmp_path, caplog, engine):
    directory = checkpoint(temperature=0.6, top_k=20, num_beams=4, max_new_tokens=9)
    with caplog.at_level(logging.INFO, logger="serving.replica.sampling_advice"):
        card = await card_of(directory, tmp_path, engine=engine)
    assert card.sampling_defaults == SamplingDefaults(temperature=0.6, top_k=20, max_tokens=9)
    said = {record.message: record.fields for record in caplog.records}
    assert said["sampling_defaults"]["temperature"] == 0.6
    assert said["sampling_defaults_not_supported"] == {"keys": "num_beams=4"}


async def test_they_can_be_turned_off_legal_or_not(checkpoint, tmp_path, caplog):
    with caplog.at_level(logging.INFO, logger="serving.replica.sampling_advice"):
        card = await card_of(checkpoint(temperature=-3, num_beams=4), tmp_path, generation_config="none")
    assert card.sampling_defaults == SamplingDefaults()
    assert not [record for record in caplog.records if record.name == "serving.replica.sampling_advice"]


def test_an_illegal_one_ends_the_start_with_a_way_out(checkpoint, tmp_path):
    with pytest.raises(StartupError, match=r"`temperature` must be at least 0 .*--generation-config none"):
        build(checkpoint(temperature=-3), tmp_path)


def test_the_choice_has_two_values():
    with pytest.raises(StartupError, match="generation_config must be auto or none, got 'vllm'"):
        ReplicaConfig(model="toy", generation_config="vllm")


async def test_no_client_learns_where_the_files_are(checkpoint, tmp_path):
    card = await card_of(checkpoint(), tmp_path)
    assert (card.root, card.name) == ("a model of ours", "a model of ours")
    renamed = await card_of(tmp_path / "a model of ours", tmp_path, served_names=("mine",))
    assert (renamed.root, renamed.name) == ("a model of ours", "mine")


async def test_an_engine_that_cannot_read_a_file_does_not_name_it(tmp_path):
    replica = build_backend(ReplicaConfig(model="toy", data_dir=tmp_path))
    await replica.start()

    def step():
        raise FileNotFoundError(2, "No such file or directory", "/srv/secret/model.safetensors")

    replica._replica._engine._engine_loop._engine.step = step
    request = Request(
        request_id="r",
        model="toy",
        principal=Principal("t"),
        input=TextInput("hello"),
        sampling=SamplingParams(),
    )
    with pytest.raises(Exception, match="FileNotFoundError: No such file or directory") as caught:
        assert not [
            event async for event in replica.stream(Generate(request)) if isinstance(event, ChoiceDelta)
        ]
    assert "secret" not in str(caught.value)
    await replica.close()
