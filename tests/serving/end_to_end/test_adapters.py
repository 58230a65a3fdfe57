"""Adapters are models of their own: their names, their replies, and KV that is nobody else's."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
from openai import NotFoundError

from models.checkpoint import open_checkpoint
from models.families import family_of
from models.registry import resolve
from serving.config import ReplicaConfig
from serving.errors import StartupError
from serving.replica.build import BLOCK_SIZE, build_replica

QUESTION = [{"role": "user", "content": "What is it like?"}]
OPTIONS = {
    "served_names": ("tiny",),
    "quantization": "none",
    "dtype": "float32",
    "kv_memory_bytes": 8 * 2**20,
    "max_num_seqs": 6,
}


@pytest.fixture(scope="module")
def make_adapter(tiny_checkpoint, write_lora):
    config = open_checkpoint(resolve(str(tiny_checkpoint)), None).config
    shapes = {
        name.removesuffix(".weight"): shape
        for name, shape in family_of(config).expected_tensors(config).items()
        if name.endswith("_proj.weight")
    }
    return lambda folder, seed: write_lora(folder, shapes, seed=seed)


@pytest.fixture(scope="module")
def adapters(make_adapter, tmp_path_factory):
    folders = {name: tmp_path_factory.mktemp(name) for name in ("poet", "clerk")}
    for seed, folder in enumerate(folders.values()):
        make_adapter(folder, seed)
    return folders


@pytest.fixture(scope="module", params=["thread", "process"])
def server(request, tiny_checkpoint, adapters, tmp_path_factory, start_server):
    entries = tuple(f"{name}={folder}" for name, folder in adapters.items())
    data_dir = tmp_path_factory.mktemp("adapters")
    options = {**OPTIONS, "engine": request.param, "model_aliases": ("gpt-5-mini=poet",)}
    with start_server(data_dir, str(tiny_checkpoint), adapters=entries, **options) as server:
        yield server


def reply(server, model, messages=QUESTION, **options):
    answer = server.sdk.chat.completions.create(
        model=model,
        messages=messages,
        max_tokens=12,
        temperature=0,
        extra_body={"ignore_eos": True},
        **options,
    )
    return SimpleNamespace(
        text=answer.choices[0].message.content,
        num_cached=answer.usage.prompt_tokens_details.cached_tokens,
        model=answer.model,
    )


def num_resident_tokens(http, path):
    state = http.get(f"{path}/state").json()
    return max(branch["kv"]["num_resident_tokens"] for branch in state["branches"])


def test_adapters_are_listed_with_their_parent(server):
    assert [(card.id, card.parent) for card in server.sdk.models.list()] == [
        ("tiny", None),
        ("poet", "tiny"),
        ("clerk", "tiny"),
    ]


def test_each_request_is_computed_with_its_own(server):
    names = ["tiny", "poet", "clerk"]
    alone = {name: reply(server, name).text for name in names}
    assert len(set(alone.values())) == 3
    with ThreadPoolExecutor(6) as pool:
        together = list(pool.map(lambda name: reply(server, name), names * 2))
    assert [each.text for each in together] == [alone[name] for name in names * 2]
    assert [each.model for each in together] == names * 2


def test_an_alias_may_stand_for_an_adapter(server):
    answer = reply(server, "gpt-5-mini")
    assert (answer.model, answer.text) == ("poet", reply(server, "poet").text)


def test_an_adapter_finds_no_kv_but_its_own(server):
    question = [{"role": "user", "content": "Which of you has heard this sentence before? " * 3}]
    assert reply(server, "poet", question).num_cached < BLOCK_SIZE
    assert reply(server, "poet", question).num_cached > 2 * BLOCK_SIZE
    assert reply(server, "clerk", question).num_cached < BLOCK_SIZE
    assert reply(server, "tiny", question).num_cached < BLOCK_SIZE


def test_a_session_is_warm_under_the_adapter_that_it_had(server):
    headers = {"x-session-id": f"changes-{server.data_dir.name}"}
    question = [{"role": "user", "content": "This goes on for more than a block, so that it can be found."}]
    said = reply(server, "poet", question, extra_headers=headers).text
    more = [*question, {"role": "assistant", "content": said}, {"role": "user", "content": "Go on."}]
    assert reply(server, "clerk", more, extra_headers=headers).num_cached < BLOCK_SIZE
    assert reply(server, "poet", more, extra_headers=headers).num_cached > 2 * BLOCK_SIZE
    path = f"/v1/sessions/{headers['x-session-id']}"
    with server.http as http:
        assert num_resident_tokens(http, path) > 2 * BLOCK_SIZE
        http.post(f"{path}/state:drop").raise_for_status()
        assert num_resident_tokens(http, path) < BLOCK_SIZE


def test_an_unknown_adapter_is_an_unknown_model(server):
    with pytest.raises(NotFoundError, match="Served: tiny, poet, clerk"):
        reply(server, "painter")


def test_kv_on_disk_is_not_that_of_an_adapter_with_other_weights(
    tiny_checkpoint, make_adapter, tmp_path, start_server
):
    """Of the same name, at the same place: its content says whose the KV is."""
    folder, data_dir = tmp_path / "adapter", tmp_path / "data"
    tier = {"disk_kv_dir": tmp_path / "kv", "max_disk_kv_bytes": 2**26, "kv_restore": "always"}
    options = {**OPTIONS, **tier, "adapters": (f"poet={folder}",)}
    question = [{"role": "user", "content": "Will this be known when the server is started again? " * 2}]
    replies = []
    for seed in (0, 0, 1):
        make_adapter(folder, seed)
        with start_server(data_dir, str(tiny_checkpoint), **options) as server:
            replies.append(reply(server, "poet", question, extra_headers={"x-session-id": "kept"}))
            with server.http as http:  # returns when it is written
                http.post("/v1/sessions/kept/state:offload").raise_for_status()
    first, same, other = replies
    assert (first.num_cached, other.num_cached) == (0, 0)
    assert same.num_cached > 2 * BLOCK_SIZE
    assert first.text == same.text != other.text


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"adapters": ("poet",)}, "--adapter must be NAME=PATH, got 'poet'"),
        ({"adapters": ("tiny=x",)}, "'tiny' is the name of a model already"),
        ({"adapters": ("poet=nowhere",)}, "adapter_config.json cannot be read"),
        ({"adapters": ("poet=x",), "tensor_parallel_size": 2}, "not supported with --tensor-parallel-size"),
        ({"adapters": ("poet=x",), "model": "toy"}, "not supported with the model toy"),
    ],
)
def test_what_cannot_be_served_is_said_at_the_start(options, message, tiny_checkpoint, tmp_path):
    config = {"model": str(tiny_checkpoint), "data_dir": tmp_path, **OPTIONS, **options}
    with pytest.raises(StartupError) as refused:
        build_replica(ReplicaConfig(**config))
    assert message in str(refused.value)
