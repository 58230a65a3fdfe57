"""Sessions as files: from one server to another, and what is refused."""

import asyncio
import io
import tarfile
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.chat_template import ChatTemplate
from serving.config import ReplicaConfig
from serving.errors import AlreadyExists, ArchiveTooLarge, InvalidArchive, ModelMismatch, SessionNotFound
from serving.operations import DeleteSession, ExportSession, Generate, GetSession, ImportSession, ListSessions
from serving.output import TurnFinished, TurnStarted
from serving.principal import Principal
from serving.replica import toy_model
from serving.request import ChatInput, Request, SamplingParams, TextInput
from serving.runs.build import build_backend
from serving.sessions.archives import container

pytestmark = pytest.mark.anyio

MAX_BYTES = 1 << 28


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@asynccontextmanager
async def running(data_dir, **options):
    replica = build_backend(ReplicaConfig(model="toy", data_dir=data_dir, **options))
    await replica.start()
    try:
        yield replica
    finally:
        await replica.close()


async def say(replica, *contents, tenant="t", session_id="s", **sampling):
    """(what the reply says, what opened the turn, its usage)"""
    if isinstance(contents[0], TextInput):
        given_input = contents[0]
    else:
        roles = ("user", "assistant")
        messages = ({"role": roles[i % 2], "content": text} for i, text in enumerate(contents))
        given_input = ChatInput(tuple(messages))
    params = SamplingParams(
        **{"temperature": 1.5, "seed": 3, "max_tokens": 40, "ignore_eos": True, **sampling}
    )
    request = Request(
        request_id="r",
        model="toy",
        principal=Principal(tenant),
        input=given_input,
        sampling=params,
        session_id=session_id,
    )
    text, started = "", None
    async for event in replica.stream(Generate(request)):
        text += getattr(event, "text", "")
        started = event if isinstance(event, TurnStarted) else started
    assert isinstance(event, TurnFinished)
    return text, started, event.usage


async def export(replica, session_id="s", *, tenant="t", with_kv=True, max_bytes=MAX_BYTES):
    pieces = replica.stream(ExportSession(tenant, session_id, with_kv=with_kv, max_bytes=max_bytes))
    return b"".join([piece async for piece in pieces])


def edited(packed, name, old, new):
    """The same file with something else in it, and checksums that fit."""
    members = container.unpack(packed)
    assert old in members[name]
    return container.pack({**members, name: members[name].replace(old, new)})


async def test_the_next_turn_on_another_server_computes_the_last_token_and_what_is_new(tmp_path):
    async with running(tmp_path / "a") as here, running(tmp_path / "b") as there:
        reply, _, first = await say(here, "one")
        report = await there.call(ImportSession("t", await export(here)))
        num_history = first.num_prompt_tokens + 40
        assert (report.session_id, report.num_branches, report.num_tokens) == ("s", 1, num_history)
        assert report.num_kv_tokens == num_history - 1
        assert report.notes == ()
        expected, _, _ = await say(here, "one", reply, "two")
        text, started, usage = await say(there, "one", reply, "two")
        assert text == expected
        assert started.session.num_matched_tokens == num_history
        assert not started.session.forked
        assert (usage.num_cached_tokens, usage.cold) == (num_history - 1, None)


@pytest.mark.usefixtures("forked_engines")
@pytest.mark.parametrize("engine", ["thread", "process"])
async def test_forks_keep_their_tree_and_their_kv(tmp_path, engine):
    async with running(tmp_path / "a", engine=engine) as here:
        reply, _, _ = await say(here, "one" * 20)
        left, _, _ = await say(here, "one" * 20, reply, "left")
        right, _, _ = await say(here, "one" * 20, reply, "right")
        before = await here.call(GetSession("t", "s", with_token_ids=True))
        packed = await export(here)
    async with running(tmp_path / "b", engine=engine) as there:
        report = await there.call(ImportSession("t", packed))
        after = await there.call(GetSession("t", "s", with_token_ids=True))
        assert [b.num_tokens for b in after.branches] == [b.num_tokens for b in before.branches]
        assert [b.parent_seq for b in after.branches] == [b.parent_seq for b in before.branches]
        assert [b.kv.state for b in after.branches] == ["resident", "resident"]
        for old, new in zip(before.branches, after.branches, strict=True):
            assert [i.token_ids for i in new.items] == [i.token_ids for i in old.items]
            assert [(i.role, i.source, i.created) for i in new.items] == [
                (i.role, i.source, i.created) for i in old.items
            ]
        own = [b.num_tokens - b.parent_seq for b in after.branches]
        assert report.num_kv_tokens == sum(own) - 2, "the token sampled last has no KV, in either branch"
        for said, word in ((left, "left"), (right, "right")):
            _, started, usage = await say(there, "one" * 20, reply, word, said, "more")
            assert usage.cold is None
            assert usage.num_cached_tokens == started.session.num_matched_tokens - 1


@pytest.mark.parametrize("prompt", ["chat", "text"])
async def test_without_its_kv_a_session_goes_on_cold_and_says_so(tmp_path, prompt):
    async with running(tmp_path / "a") as here, running(tmp_path / "b") as there:
        opening = "one" if prompt == "chat" else TextInput("one")
        reply, _, first = await say(here, opening)
        report = await there.call(ImportSession("t", await export(here, with_kv=False)))
        assert (report.num_kv_tokens, report.notes) == (0, ())
        more = ("one", reply, "two") if prompt == "chat" else (TextInput(f"one{reply}two"),)
        expected, _, _ = await say(here, *more)
        text, started, usage = await say(there, *more)
        assert text == expected
        assert started.session.num_matched_tokens == first.num_prompt_tokens + 40
        assert (usage.cold.reason, usage.cold.num_cached_tokens) == ("imported", 0)


@pytest.mark.parametrize("source", ["sqlite", "postgresql"])
async def test_a_session_moves_between_databases(tmp_path, source, postgres_url):
    options = [{}, {"database_url": postgres_url}]
    if source == "postgresql":
        options.reverse()
    async with running(tmp_path / "a", **options[0]) as here, running(tmp_path / "b", **options[1]) as there:
        reply, _, _ = await say(here, "größe")
        await there.call(ImportSession("t", await export(here)))
        text, started, usage = await say(there, "größe", reply, "two")
        expected, _, _ = await say(here, "größe", reply, "two")
        assert text == expected
        assert usage.num_cached_tokens == started.session.num_matched_tokens - 1
        assert (await export(there)).startswith(b"manifest.json")


async def test_a_session_that_is_there_is_not_touched_and_a_copy_takes_another_id(tmp_path):
    async with running(tmp_path / "a") as replica:
        reply, _, _ = await say(replica, "one")
        packed = await export(replica)
        with pytest.raises(AlreadyExists, match="session `s`"):
            await replica.call(ImportSession("t", packed))
        assert (await replica.call(GetSession("t", "s"))).num_turns == 1
        report = await replica.call(ImportSession("t", packed, "copy"))
        assert report.session_id == "copy"
        _, started, usage = await say(replica, "one", reply, "two", session_id="copy")
        assert usage.num_cached_tokens == started.session.num_matched_tokens - 1
        assert (await replica.call(GetSession("t", "s"))).num_turns == 1


async def test_a_session_becomes_that_of_whoever_imports_it(tmp_path):
    async with running(tmp_path / "a") as replica:
        reply, _, _ = await say(replica, "one", tenant="ann")
        with pytest.raises(SessionNotFound):
            await export(replica, tenant="bob")
        await replica.call(ImportSession("bob", await export(replica, tenant="ann")))
        _, started, usage = await say(replica, "one", reply, "two", tenant="bob")
        assert usage.num_cached_tokens == started.session.num_matched_tokens - 1


async def test_kv_of_other_weights_or_arithmetic_is_computed_again(tmp_path):
    async with running(tmp_path / "a") as here, running(tmp_path / "b") as there:
        reply, _, _ = await say(here, "one")
        packed = await export(here)
        expected, _, _ = await say(here, "one", reply, "two")
        fingerprint = edited(packed, container.MANIFEST, b'"fingerprint": "746f79"', b'"fingerprint": "00"')
        arithmetic = edited(
            packed, container.MANIFEST, b'"numeric_fingerprint": "toy"', b'"numeric_fingerprint": "x"'
        )
        for name, file, note in (("f", fingerprint, "other weights"), ("a", arithmetic, "other arithmetic")):
            report = await there.call(ImportSession("t", file, name))
            assert report.num_kv_tokens == 0
            assert note in report.notes[0]
            assert (await there.call(GetSession("t", name))).state == "cold"
        text, _, usage = await say(there, "one", reply, "two", session_id="f")
        assert (text, usage.cold.reason) == (expected, "imported")


async def test_another_template_is_noted(tmp_path, monkeypatch):
    async with running(tmp_path / "a") as here:
        await say(here, "one")
        packed = await export(here)
    monkeypatch.setattr(toy_model, "make_chat_template", lambda: ChatTemplate("{{ messages }}", "", "x"))
    async with running(tmp_path / "b") as there:
        report = await there.call(ImportSession("t", packed))
        assert "renders the history anew" in report.notes[0]


async def test_a_model_with_another_tokenizer_refuses_it(tmp_path):
    async with running(tmp_path / "a") as replica:
        await say(replica, "one")
        packed = await export(replica)
        old = replica._replica._loaded.tokenizer.fingerprint.encode()
        with pytest.raises(ModelMismatch, match="tokenizer of `toy`"):
            await replica.call(
                ImportSession("t", edited(packed, container.MANIFEST, old, b"0" * len(old)), "new")
            )


async def test_a_small_pool_takes_what_fits(tmp_path):
    async with running(tmp_path / "a") as here:
        reply, _, _ = await say(here, "x" * 600)
        packed = await export(here)
        expected, _, _ = await say(here, "x" * 600, reply, "y")
    async with running(tmp_path / "b", kv_memory_bytes=24 * 256, max_model_len=736) as there:
        report = await there.call(ImportSession("t", packed))
        assert 0 < report.num_kv_tokens <= 23 * 32
        text, _, usage = await say(there, "x" * 600, reply, "y", max_tokens=8)
        assert expected.startswith(text)
        assert usage.num_cached_tokens > 0


async def test_a_file_that_would_be_too_large_is_refused(tmp_path):
    async with running(tmp_path / "a") as replica:
        await say(replica, "one")
        for with_kv in (True, False):
            with pytest.raises(ArchiveTooLarge, match="--max-archive-bytes allows 100"):
                await export(replica, with_kv=with_kv, max_bytes=100)


async def test_the_file_is_a_plain_tar_with_a_manifest_in_front(tmp_path):
    async with running(tmp_path / "a") as replica:
        await say(replica, "one")
        with tarfile.open(fileobj=io.BytesIO(await export(replica))) as tar:
            names = tar.getnames()
    assert names == ["manifest.json", "session.json", "responses.json", "kv.safetensors", "SHA256SUMS"]


@pytest.mark.parametrize(
    ("member", "old", "new", "named"),
    [
        (container.MANIFEST, b'"version": 1', b'"version": 2', "manifest.json: version"),
        (container.MANIFEST, b'"end": ', b'"end": 9', "KV of branch 0"),
        (container.SESSION, b'"role":"user"', b'"rule":"user"', "session.json: branches.0.items.0"),
        (container.SESSION, b'"parent_seq":0', b'"parent_seq":1', "no parent to share with"),
        (container.SESSION, b'"parent":null', b'"parent":0', "comes before its parent"),
        (container.SESSION, b'"token_ids":[', b'"token_ids":[99999,', "the token id 99999"),
        (container.SESSION, b'"token_ids":[', b'"token_ids":[-1,', "token_ids"),
        (container.SESSION, b'"head":0', b'"head":1', "head is none"),
        (container.SESSION, b'"computed_seq":', b'"computed_seq":9', "more computed tokens"),
        (container.RESPONSES, b'"responses":[]', b'"responses":[{}]', "responses.json: responses.0"),
    ],
)
async def test_what_makes_no_sense_is_refused_and_named(tmp_path, member, old, new, named):
    async with running(tmp_path / "a") as replica:
        await say(replica, "one")
        packed = edited(await export(replica), member, old, new)
        with pytest.raises(InvalidArchive, match=named):
            await replica.call(ImportSession("t", packed, "new"))
        assert [s.session_id for s in await replica.call(ListSessions(Principal("t")))] == ["s"]


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    """(a replica's directory, a file of a session in another one)"""

    async def make():
        async with running(tmp_path_factory.mktemp("source")) as replica:
            reply, _, _ = await say(replica, "one")
            await say(replica, "one", reply, "two")
            return await export(replica)

    return asyncio.run(make())


class Importer:
    """A server that lives through all examples, for tests that are not coroutines."""

    def __init__(self, data_dir):
        self._loop = asyncio.new_event_loop()
        self._context = running(data_dir)
        self.replica = self.run(self._context.__aenter__())

    def run(self, work):
        return self._loop.run_until_complete(work)

    def close(self):
        self.run(self._context.__aexit__(None, None, None))
        self._loop.close()


@pytest.fixture(scope="module")
def importer(tmp_path_factory):
    importer = Importer(tmp_path_factory.mktemp("importer"))
    yield importer
    importer.close()


def contents(importer, session_id):
    info = importer.run(importer.replica.call(GetSession("t", session_id, with_token_ids=True)))
    items = [[replace(item, item_id="") for item in branch.items] for branch in info.branches]
    return items, info.num_turns, info.num_tokens


@given(data=st.data())
def test_a_damaged_file_is_refused_whole_or_its_damage_is_without_effect(importer, exported, data):
    packed = bytearray(exported)
    kind = data.draw(st.sampled_from(["flip", "cut", "zero", "drop", "double"]))
    start = data.draw(st.integers(0, len(packed) - 1))
    length = data.draw(st.integers(1, 600))
    if kind == "flip":
        packed[start] ^= 1 << data.draw(st.integers(0, 7))
    elif kind == "cut":
        del packed[start:]
    elif kind == "zero":
        packed[start : start + length] = bytes(len(packed[start : start + length]))
    elif kind == "drop":
        del packed[start : start + length]
    else:
        packed[start:start] = packed[start : start + length]
    before = [s.session_id for s in importer.run(importer.replica.call(ListSessions(Principal("t"))))]
    try:
        report = importer.run(importer.replica.call(ImportSession("t", bytes(packed), "damaged")))
    except InvalidArchive:
        assert [
            s.session_id for s in importer.run(importer.replica.call(ListSessions(Principal("t"))))
        ] == before
        return
    # Only what tar itself has and we do not read: padding, owners, times.
    importer.run(importer.replica.call(ImportSession("t", exported, "whole")))
    assert contents(importer, "damaged") == contents(importer, "whole")
    assert report.renamed == {}
    for name in ("damaged", "whole"):
        importer.run(importer.replica.call(DeleteSession("t", name)))


@given(garbage=st.binary(max_size=2048))
def test_any_bytes_are_refused_as_no_session(importer, garbage):
    with pytest.raises(InvalidArchive):
        importer.run(importer.replica.call(ImportSession("t", garbage)))
