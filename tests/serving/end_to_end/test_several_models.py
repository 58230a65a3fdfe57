"""Several models behind one address: each has its name, tokens, KV and metrics; sessions may have several."""

from __future__ import annotations

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from shutil import copytree

import pytest
from openai import NotFoundError
from prometheus_client.parser import text_string_to_metric_families
from safetensors.torch import load_file, save_file
from tokenizers.pre_tokenizers import ByteLevel

from serving.config import ReplicaConfig
from serving.errors import StartupError
from serving.operations import FollowResponse, Respond
from serving.principal import Principal
from serving.replica.build import BLOCK_SIZE, build_replicas
from serving.request import ChatInput, Request, SamplingParams
from serving.responses import NewResponse, ResponseRecord, TextDelta
from serving.runs.build import build_backend

OPTIONS = {
    "served_names": ("one",),
    "quantization": "none",
    "dtype": "float32",
    "kv_memory_bytes": 12 * 2**20,
    "max_num_seqs": 4,
}
LONG = [{"role": "user", "content": "Which of you has heard this sentence before? " * 3}]


@pytest.fixture(scope="module")
def other_checkpoint(tiny_checkpoint, tmp_path_factory):
    """Other weights, and the bytes' ids the other way round; the toy has the ids of the first."""
    folder = tmp_path_factory.mktemp("other") / "checkpoint"
    copytree(tiny_checkpoint, folder)
    weights = load_file(folder / "model.safetensors")
    save_file({name: -weight.flip(0) for name, weight in weights.items()}, folder / "model.safetensors")
    tokenizer = json.loads((folder / "tokenizer.json").read_text())
    vocab = tokenizer["model"]["vocab"]
    highest = len(ByteLevel.alphabet()) - 1
    tokenizer["model"]["vocab"] = {t: highest - i if i <= highest else i for t, i in vocab.items()}
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer))
    return folder


@pytest.fixture(scope="module", params=["thread", pytest.param("process", marks=pytest.mark.slow)])
def several(request, tiny_checkpoint, other_checkpoint, tmp_path_factory, start_server):
    others = {"two": str(other_checkpoint), "toy": "toy"}
    aliases = ("gpt-5=two", "*=toy")
    options = {**OPTIONS, "engine": request.param, "model_aliases": aliases, "others": others}
    data_dir = tmp_path_factory.mktemp("several")
    tier = {"disk_kv_dir": data_dir / "kv", "max_disk_kv_bytes": 2**26, "kv_restore": "always"}
    with start_server(data_dir, str(tiny_checkpoint), **tier, **options) as server:
        yield server


def reply(server, model, messages=LONG, session=None, **fields):
    body = {"ignore_eos": True} | ({} if session is None else {"session_id": session})
    answer = server.sdk.chat.completions.create(
        model=model, messages=messages, max_tokens=12, temperature=0, extra_body=body | fields
    )
    return answer.model, answer.choices[0].message.content, answer.usage


def metric(server, name):
    """Its value for each model."""
    with server.http as http:
        families = text_string_to_metric_families(http.get("/metrics").text)
    samples = [sample for family in families for sample in family.samples if sample.name == name]
    return {sample.labels["model_name"]: sample.value for sample in samples}


def test_all_are_listed_the_default_one_first(several):
    listed = [(card.id, card.parent) for card in several.sdk.models.list()]
    assert listed == [("one", None), ("two", None), ("toy", None)]


def test_each_answers_to_its_name_and_to_its_aliases(several):
    with several.http as http:
        body = {"messages": LONG, "max_tokens": 4, "temperature": 0, "ignore_eos": True}
        unnamed = http.post("/v1/chat/completions", json=body).json()
    assert unnamed["model"] == "one"
    names = {name: reply(several, name)[0] for name in ("one", "two", "toy", "gpt-5", "any other")}
    assert names == {"one": "one", "two": "two", "toy": "toy", "gpt-5": "two", "any other": "toy"}


def test_turns_of_all_at_once_say_what_they_say_alone(several):
    names = ["one", "two", "toy"]
    alone = {name: reply(several, name)[1] for name in names}
    assert len(set(alone.values())) == 3
    with ThreadPoolExecutor(6) as pool:
        together = list(pool.map(lambda name: reply(several, name)[1], names * 2))
    assert together == [alone[name] for name in names * 2]


def test_each_has_its_own_tokens(several):
    with several.http as http:
        ids = {
            name: http.post("/tokenize", json={"model": name, "messages": LONG}).json()["tokens"]
            for name in ("one", "two", "toy")
        }
        texts = {
            name: http.post("/detokenize", json={"model": name, "tokens": tokens}).json()["prompt"]
            for name, tokens in ids.items()
        }
    assert ids["one"] == ids["toy"] != ids["two"]
    assert all(LONG[0]["content"].strip() in text for text in texts.values())


def test_none_finds_kv_of_another(several):
    question = [{"role": "user", "content": "Is it the same sentence for each of the models here? " * 3}]
    for name in ("one", "two", "toy"):
        cached = [reply(several, name, question)[2].prompt_tokens_details.cached_tokens for _ in range(2)]
        assert cached[0] < BLOCK_SIZE < cached[1]


@pytest.mark.parametrize("other", ["two", "toy"])
def test_a_session_that_changes_its_model_is_cold_and_says_why(several, other):
    session = f"changes-{other}"
    question = [{"role": "user", "content": f"Is {other} colder than what was here before it? " * 3}]
    _, said, _ = reply(several, "one", question, session)
    more = [*question, {"role": "assistant", "content": said}, {"role": "user", "content": "Go on."}]
    usage = reply(several, other, more, session)[2]
    assert usage.prompt_tokens_details.cached_tokens < BLOCK_SIZE
    assert usage.model_extra["tenure:cold"]["reason"] == "other_model"
    assert reply(several, "one", more, session)[2].prompt_tokens_details.cached_tokens > 2 * BLOCK_SIZE


def test_what_is_done_with_a_sessions_kv_is_done_in_all(several):
    path = "/v1/sessions/both"
    question = [{"role": "user", "content": "Does it matter to you where all of this is kept? " * 3}]
    _, said, _ = reply(several, "one", question, "both")
    more = [*question, {"role": "assistant", "content": said}, {"role": "user", "content": "Go on."}]
    _, said, _ = reply(several, "toy", more, "both")
    with several.http as http:

        def resident():
            return [
                branch["kv"]["num_resident_tokens"] for branch in http.get(f"{path}/state").json()["branches"]
            ]

        assert min(resident()) > 2 * BLOCK_SIZE
        http.post(f"{path}/state:offload").raise_for_status()
        assert max(resident()) < BLOCK_SIZE
        http.post(f"{path}/state:prewarm").raise_for_status()  # by the model of its last turn
        again = [*more, {"role": "assistant", "content": said}, {"role": "user", "content": "And?"}]
        usage = reply(several, "toy", again, "both")[2]
        assert usage.model_extra["tenure:restored"]["tier"] == "device"
        http.post(f"{path}/state:drop").raise_for_status()
        assert max(resident()) < BLOCK_SIZE
        assert http.delete(path).status_code == 200
        assert http.get(path).status_code == 404


def test_a_session_leaves_and_comes_back_with_the_model_of_its_last_turn(several):
    _, said, _ = reply(several, "toy", session="travels")
    with several.http as http:
        packed = http.get("/v1/sessions/travels/export", params={"kv": "true"})
        packed.raise_for_status()
        report = http.post("/v1/sessions/import", params={"session_id": "arrived"}, content=packed.content)
    assert report.status_code == 200, report.text
    more = [*LONG, {"role": "assistant", "content": said}, {"role": "user", "content": "Go on."}]
    assert reply(several, "toy", more, "arrived")[2].prompt_tokens_details.cached_tokens > 2 * BLOCK_SIZE


def test_responses_go_on_from_one_another_across_models(several):
    first = several.sdk.responses.create(model="one", input="I have two cats.", max_output_tokens=16)
    second = several.sdk.responses.create(
        model="toy", input="How many cats is that?", max_output_tokens=16, previous_response_id=first.id
    )
    assert (first.model, second.model) == ("one", "toy")
    events = list(several.sdk.responses.retrieve(second.id, stream=True))
    assert events[-1].response.output_text == second.output_text


def test_metrics_name_the_model(several):
    before = metric(several, "vllm:generation_tokens_total")
    reply(several, "toy")
    after = metric(several, "vllm:generation_tokens_total")
    assert {name: after[name] - before.get(name, 0.0) for name in after} == {
        "one": 0.0,
        "two": 0.0,
        "toy": 12.0,
    }


def test_an_unknown_model_is_not_found(tiny_checkpoint, tmp_path, start_server):
    with start_server(tmp_path, str(tiny_checkpoint), others={"toy": "toy"}, **OPTIONS) as server:
        with pytest.raises(NotFoundError, match="Served: one, toy"):
            reply(server, "three")
        with server.http as http:
            assert http.get("/readyz").status_code == 200


def test_two_models_of_one_name_are_refused(tmp_path):
    config = ReplicaConfig(model="toy", data_dir=tmp_path, num_models=2)
    with pytest.raises(StartupError, match=r"Two models would be served as 'toy'.*--model NAME=MODEL"):
        build_replicas(config, config)


async def _nothing(*arguments):
    pass


async def abandon(backend, model):
    """Nothing of it writes any more, as after `kill -9`; its lock is given back."""
    backend._recovery._beats.cancel()
    for task in backend._tasks:
        task.cancel()
    backend._storage.turns.append = lambda tokens: {entry.turn_id for entry in tokens}
    backend._storage.responses.finish = lambda record: record
    backend._replicas.of(model)._store.conclude = lambda *ended: None
    backend._recovery.stop = _nothing
    await backend.close()


def response_of(model, name):
    record = ResponseRecord(
        response_id=name, status="queued", created=1, settings={}, is_background=True, session_id=name
    )
    request = Request(
        request_id=name,
        model=model,
        principal=Principal("t"),
        input=ChatInput(({"role": "user", "content": "hi"},)),
        sampling=SamplingParams(temperature=0.0, max_tokens=40, ignore_eos=True),
        session_id=name,
        run_id=name,
    )
    return NewResponse(tenant="t", record=record, input=(), request=request)


@pytest.mark.parametrize("model", ["one", "two", "toy"])
def test_a_response_goes_on_with_its_model_after_a_kill(model, tiny_checkpoint, other_checkpoint, tmp_path):
    config = ReplicaConfig(model=str(tiny_checkpoint), data_dir=tmp_path, num_models=3, **OPTIONS)
    configs = [
        config,
        replace(config, model=str(other_checkpoint), served_names=("two",)),
        replace(config, model="toy", served_names=("toy",)),
    ]

    async def run():
        first = build_backend(*configs)
        await first.start()
        expected = [event async for event in first.stream(Respond(response_of(model, "undisturbed")))]
        reader = first.stream(Respond(response_of(model, "left")))
        seen = [await anext(reader) for _ in range(4)]
        await abandon(first, model)
        second = build_backend(*reversed(configs))  # another one is the default one now
        await second.start()
        try:
            async with asyncio.timeout(60):
                events = [event async for event in second.stream(FollowResponse("t", "left"))]
        finally:
            await second.close()
            await reader.aclose()
        assert events[:4] == seen
        assert text_of(events) == text_of(expected)

    asyncio.run(run())


def text_of(events):
    return "".join(event.text for event in events if isinstance(event, TextDelta))


def test_sessions_go_on_with_the_model_that_a_restart_brings(
    tiny_checkpoint, other_checkpoint, start_server, tmp_path
):
    """The old name reaches the new model; the old one finds its KV when it comes back."""
    tier = {"disk_kv_dir": tmp_path / "kv", "max_disk_kv_bytes": 2**26, "kv_restore": "always"}
    with start_server(tmp_path, str(tiny_checkpoint), **tier, **OPTIONS) as server:
        _, said, _ = reply(server, "one", session="outlives")
        limit = {"max_output_tokens": 8}
        first = server.sdk.responses.create(model="one", input="Who was there first? " * 3, **limit)
    more = [*LONG, {"role": "assistant", "content": said}, {"role": "user", "content": "Go on."}]
    new = OPTIONS | {"served_names": ("new",), "model_aliases": ("one=new",)}
    with start_server(tmp_path, str(other_checkpoint), **tier, **new) as server:
        model, _, usage = reply(server, "one", more, "outlives")
        chain = {"previous_response_id": first.id} | limit
        second = server.sdk.responses.create(model="one", input="And now?", **chain)
    assert model == second.model == "new"
    assert usage.prompt_tokens_details.cached_tokens < BLOCK_SIZE < usage.prompt_tokens
    assert usage.model_extra["tenure:cold"]["reason"] == "other_model"
    assert second.usage.input_tokens > first.usage.input_tokens
    with start_server(tmp_path, str(tiny_checkpoint), **tier, **OPTIONS) as server:
        usage = reply(server, "one", more, "outlives")[2]
    assert usage.prompt_tokens_details.cached_tokens > 2 * BLOCK_SIZE
