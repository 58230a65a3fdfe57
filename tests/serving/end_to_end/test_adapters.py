"""Adapters are models of their own: their names, their replies, and KV that is nobody else's."""

from __future__ import annotations

import asyncio
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from types import SimpleNamespace

import pytest
from openai import NotFoundError

from models.checkpoint import open_checkpoint
from models.families import family_of
from models.lora import projections_of
from models.registry import resolve
from serving.config import ReplicaConfig
from serving.errors import StartupError
from serving.replica.adapter_loading import AdapterLoading
from serving.replica.adapters import Adapters
from serving.replica.build import BLOCK_SIZE, build_replicas

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


@pytest.fixture(scope="module", params=["thread", pytest.param("process", marks=pytest.mark.slow)])
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


def test_a_session_is_prewarmed_with_the_adapter_that_computed_it(
    tiny_checkpoint, adapters, tmp_path, start_server
):
    tier = {"disk_kv_dir": tmp_path / "kv", "max_disk_kv_bytes": 2**26, "kv_restore": "always"}
    options = {**OPTIONS, **tier, "adapters": tuple(f"{name}={path}" for name, path in adapters.items())}
    question = [{"role": "user", "content": "Is what was moved to the disk brought back before I ask? " * 2}]
    headers = {"x-session-id": "moved"}
    with start_server(tmp_path / "data", str(tiny_checkpoint), **options) as server, server.http as http:
        said = reply(server, "clerk", question, extra_headers=headers).text
        http.post("/v1/sessions/moved/state:offload").raise_for_status()
        http.post("/v1/sessions/moved/state:prewarm").raise_for_status()
        more = [*question, {"role": "assistant", "content": said}, {"role": "user", "content": "Well?"}]
        answer = server.sdk.chat.completions.create(
            model="clerk", messages=more, max_tokens=4, extra_headers=headers
        )
    assert answer.usage.prompt_tokens_details.cached_tokens > 2 * BLOCK_SIZE
    assert answer.usage.model_extra["tenure:restored"]["tier"] == "device"


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


@pytest.fixture(scope="module", params=["thread", "process"])
def open_server(request, tiny_checkpoint, make_adapter, tmp_path_factory, start_server):
    """It loads what is below a directory: `one`, `two`, and what is none."""
    directory = tmp_path_factory.mktemp("adapters")
    for seed, name in enumerate(("one", "two")):
        make_adapter(directory / name, seed)
    (directory / "none").mkdir()
    options = {**OPTIONS, "engine": request.param, "adapter_dir": directory}
    with start_server(tmp_path_factory.mktemp("open"), str(tiny_checkpoint), **options) as server:
        yield server


def load(server, name, path, **fields):
    with server.http as http:
        return http.post("/v1/load_lora_adapter", json={"lora_name": name, "lora_path": path, **fields})


def unload(server, name):
    with server.http as http:
        return http.post("/v1/unload_lora_adapter", json={"lora_name": name})


def test_adapters_come_and_go(open_server):
    assert load(open_server, "poet", "one").json()["parent"] == "tiny"
    assert [card.id for card in open_server.sdk.models.list()] == ["tiny", "poet"]
    first = reply(open_server, "poet").text
    assert load(open_server, "clerk", "two").status_code == 200
    assert reply(open_server, "clerk").text != first == reply(open_server, "poet").text
    for name in ("poet", "clerk"):
        assert unload(open_server, name).status_code == 200
    with pytest.raises(NotFoundError, match="`poet` is not served here"):
        reply(open_server, "poet")
    assert unload(open_server, "poet").status_code == 404
    with closing(sqlite3.connect(open_server.data_dir / "sessions.sqlite")) as log:
        query = "SELECT action, target, details FROM audit_log ORDER BY number LIMIT 4"
        noted = log.execute(query).fetchall()
    assert noted == [
        ("adapter.loaded", "poet", '{"path":"one"}'),
        ("adapter.loaded", "clerk", '{"path":"two"}'),
        ("adapter.unloaded", "poet", "{}"),
        ("adapter.unloaded", "clerk", "{}"),
    ]


def test_a_name_with_other_weights_finds_no_old_kv(open_server):
    question = [{"role": "user", "content": "Is it still you who answers this question of mine? " * 2}]
    load(open_server, "poet", "one")
    first = reply(open_server, "poet", question)
    assert load(open_server, "poet", "two").json()["error"]["param"] == "lora_name"
    assert load(open_server, "poet", "two", load_inplace=True).status_code == 200
    second = reply(open_server, "poet", question)
    assert second.num_cached < BLOCK_SIZE
    assert second.text != first.text
    load(open_server, "poet", "one", load_inplace=True)
    again = reply(open_server, "poet", question)
    assert (again.text, again.num_cached > 2 * BLOCK_SIZE) == (first.text, True)
    unload(open_server, "poet")


def test_a_turn_under_way_ends_with_the_weights_that_it_began_with(open_server):
    load(open_server, "poet", "one")
    options = {"max_tokens": 200, "temperature": 0, "extra_body": {"ignore_eos": True}}
    whole = open_server.sdk.chat.completions.create(model="poet", messages=QUESTION, **options)
    stream = open_server.sdk.chat.completions.create(model="poet", messages=QUESTION, stream=True, **options)
    texts = [next(stream).choices[0].delta.content]
    load(open_server, "poet", "two", load_inplace=True)
    unload(open_server, "poet")
    texts += [chunk.choices[0].delta.content for chunk in stream]
    assert "".join(filter(None, texts)) == whole.choices[0].message.content


def test_the_last_turn_with_the_same_weights_takes_none_away_that_are_being_loaded(
    make_adapter, tiny_checkpoint, tmp_path
):
    make_adapter(tmp_path / "one", 1)
    config = open_checkpoint(resolve(str(tiny_checkpoint)), None).config
    adapters = Adapters(projections_of(config), tmp_path)
    there, meanwhile = set(), []

    class Engine:
        async def add_adapter(self, adapter):
            there.add(adapter.digest)
            for end in meanwhile:
                end()

        def remove_adapter(self, digest):
            there.discard(digest)

    class Workers:
        async def run(self, function, *arguments):
            return function(*arguments)

    loaded = SimpleNamespace(adapters=adapters, taken_names={"tiny"})
    loading = AdapterLoading(loaded, Engine(), Workers())

    async def change():
        await loading.load("poet", "one", is_replaced=False)
        digest = adapters.begin(SimpleNamespace(model="poet", adapter=None))
        await loading.unload("poet")
        meanwhile.extend((lambda: adapters.end(digest), lambda: loading.release(digest)))
        await loading.load("clerk", "one", is_replaced=False)
        return digest

    digest = asyncio.run(change())
    assert there == {digest}
    asyncio.run(loading.unload("clerk"))
    assert there == set()


def test_adapters_change_while_others_are_asked(open_server):
    """The bits of each reply are its adapter's, whatever comes and goes beside it."""
    load(open_server, "poet", "one")
    expected = {"poet": reply(open_server, "poet").text, "tiny": reply(open_server, "tiny").text}

    def come_and_go(count):
        assert load(open_server, f"guest-{count}", "two").status_code == 200
        said = reply(open_server, f"guest-{count}").text
        assert unload(open_server, f"guest-{count}").status_code == 200
        return said

    with ThreadPoolExecutor(4) as pool:
        guests = [pool.submit(come_and_go, count) for count in range(8)]
        replies = list(pool.map(lambda name: (name, reply(open_server, name).text), ["poet", "tiny"] * 8))
    assert all(text == expected[name] for name, text in replies)
    assert len({guest.result() for guest in guests}) == 1
    unload(open_server, "poet")


@pytest.mark.parametrize(
    ("name", "path", "param", "message"),
    [
        ("tiny", "one", "lora_name", "'tiny' is the name of a model already"),
        ("poet", "none", "lora_path", "adapter_config.json cannot be read"),
        ("poet", "nowhere", "lora_path", "adapter_config.json cannot be read"),
        ("poet", "../elsewhere", "lora_path", "must be below --adapter-dir, got '../elsewhere'"),
        ("poet", ".", "lora_path", "must be below --adapter-dir, got '.'"),
        ("poet", "one\0", "lora_path", "must be below --adapter-dir, got 'one\\x00'"),
        ("poet", "x" * 5000, "lora_path", "cannot be read: File name too long"),
        ("", "one", "lora_name", "must be at least 1 characters long"),
    ],
)
def test_what_cannot_be_loaded_is_refused_by_field(open_server, name, path, param, message):
    answer = load(open_server, name, path)
    assert answer.status_code == 400
    error = answer.json()["error"]
    assert error["param"] == param
    assert message in error["message"]


def test_a_server_without_a_directory_loads_nothing(server):
    answer = load(server, "painter", "one")
    assert answer.status_code == 501
    assert "--adapter-dir" in answer.json()["error"]["message"]


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
        build_replicas(ReplicaConfig(**config))
    assert message in str(refused.value)
