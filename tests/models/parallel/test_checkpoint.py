"""One file per rank: written once, whole or not at all, refused where it does not fit."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file

from models.checkpoint import open_checkpoint
from models.errors import CheckpointError
from models.parallel.checkpoint import load_rank, shard_checkpoint
from models.parallel.collectives import SingleRank
from models.parallel.operators import parallel_operators
from models.registry import resolve

FINGERPRINT = bytes(range(16))


def silent(what, done, total):
    pass


@pytest.fixture
def checkpoint(save_tiny):
    directory, _ = save_tiny("qwen2", num_attention_heads=6, num_key_value_heads=2, hidden_size=96)
    return open_checkpoint(resolve(str(directory)))


@pytest.fixture
def shard(checkpoint, tmp_path):
    def write(num_ranks=4, dtype=torch.float32, progress=silent):
        root = tmp_path / "shards"
        return shard_checkpoint(
            checkpoint, FINGERPRINT, dtype=dtype, num_ranks=num_ranks, root=root, progress=progress
        )

    return write


def load(sharded, rank):
    return load_rank(sharded, rank, parallel_operators(sharded.config.vocab_size, SingleRank(), rank))


def test_each_rank_has_a_file_by_neuronx_distributeds_name(shard):
    sharded = shard()
    assert sorted(path.name for path in sharded.directory.iterdir()) == [
        f"tp{rank}_sharded_checkpoint.safetensors" for rank in range(4)
    ]


def test_rows_columns_heads_and_biases_go_where_the_rules_say(shard, checkpoint):
    sharded = shard()
    assert sharded.sharding.heads.query_heads == (0, 1, 2, -1, 3, 4, 5, -1)  # 2 on each of 4 ranks
    assert sharded.sharding.heads.kv_heads == (0, 0, 1, 1)
    last = load_file(sharded.file(3))
    whole = {name: checkpoint.weights.read(name) for name in checkpoint.weights.names}
    layer, dim = "model.layers.1.self_attn.", 16
    for kind in ("weight", "bias"):
        q = whole[f"{layer}q_proj.{kind}"]
        torch.testing.assert_close(last[f"{layer}q_proj.{kind}"][:dim], q[5 * dim :], rtol=0, atol=0)
        assert not last[f"{layer}q_proj.{kind}"][dim:].any(), "the padded head has weights"
        k = whole[f"{layer}k_proj.{kind}"]
        torch.testing.assert_close(last[f"{layer}k_proj.{kind}"], k[dim:], rtol=0, atol=0)
    o, part = whole[f"{layer}o_proj.weight"], last[f"{layer}o_proj.weight"]
    torch.testing.assert_close(part[:, :dim], o[:, 5 * dim :], rtol=0, atol=0)
    assert not part[:, dim:].any(), "the padded head has an output"
    torch.testing.assert_close(
        last["model.layers.0.mlp.down_proj.weight"],
        whole["model.layers.0.mlp.down_proj.weight"][:, 72:],
        rtol=0,
        atol=0,
    )
    torch.testing.assert_close(
        last["model.embed_tokens.weight"], whole["model.embed_tokens.weight"][240:], rtol=0, atol=0
    )
    torch.testing.assert_close(last["model.norm.weight"], whole["model.norm.weight"], rtol=0, atol=0)


def test_a_second_start_writes_nothing(shard):
    steps = []
    sharded = shard(progress=lambda *step: steps.append(step))
    assert steps[-1] == ("shards", 4, 4)
    before = {path: path.stat().st_mtime_ns for path in sharded.directory.iterdir()}
    steps.clear()
    assert shard(progress=lambda *step: steps.append(step)) == sharded
    assert not steps
    assert {path: path.stat().st_mtime_ns for path in sharded.directory.iterdir()} == before


def test_a_write_that_fails_leaves_nothing_behind(shard, checkpoint, tmp_path):
    def fail_late(what, done, total):
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        shard(progress=fail_late)
    assert list((tmp_path / "shards").iterdir()) == []
    assert load(shard(), 0).config.num_heads == 2


def test_where_another_process_was_faster_its_files_are_taken(shard, tmp_path):
    others = tmp_path / "shards" / f"{FINGERPRINT.hex()}-tp4-1"

    def be_faster(what, done, total):
        if done == 3:
            others.mkdir()
            (others / "theirs").touch()

    assert shard(progress=be_faster).directory == others
    assert [path.name for path in (tmp_path / "shards").iterdir()] == [others.name]
    assert [path.name for path in others.iterdir()] == ["theirs"]


def test_a_place_that_cannot_be_written_to_is_named(checkpoint, tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(CheckpointError, match=r"cannot be written to .*file/shards.*XDG_CACHE_HOME"):
        shard_checkpoint(
            checkpoint,
            FINGERPRINT,
            dtype=torch.float32,
            num_ranks=2,
            root=tmp_path / "file" / "shards",
            progress=silent,
        )


def test_files_of_another_model_or_number_of_ranks_are_refused(shard):
    sharded = shard()
    other = replace(sharded, fingerprint=bytes(16))
    with pytest.raises(CheckpointError, match=r"tp1_.* has fingerprint '0001.* should have '0000.* Delete"):
        load(other, 1)
    with pytest.raises(CheckpointError, match="has num_ranks '4' and should have '2'"):
        load(replace(sharded, num_ranks=2), 1)


def test_a_rank_does_not_take_anothers_file(shard):
    sharded = shard()
    sharded.file(0).unlink()
    sharded.file(1).rename(sharded.file(0))
    with pytest.raises(CheckpointError, match="has rank '1' and should have '0'"):
        load(sharded, 0)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda t: t.pop("model.norm.weight"), "has no tensor `model.norm.weight`"),
        (lambda t: t.update(more=torch.zeros(1)), "should not have a tensor `more`"),
        (
            lambda t: t.update({"model.norm.weight": torch.zeros(5)}),
            r"`model.norm.weight` with shape \[5\] and not \[96\]",
        ),
        (
            lambda t: t.update({"model.norm.weight": torch.zeros(96, dtype=torch.bfloat16)}),
            "`model.norm.weight` in BF16 and not F32",
        ),
    ],
    ids=["missing", "extra", "shape", "dtype"],
)
def test_a_file_with_other_tensors_is_refused(shard, change, sentence):
    sharded = shard()
    tensors = load_file(sharded.file(2))
    change(tensors)
    save_file(tensors, sharded.file(2), metadata=sharded.metadata(2))
    with pytest.raises(CheckpointError, match=sentence):
        load(sharded, 2)


def test_a_damaged_or_missing_file_is_refused(shard):
    sharded = shard()
    sharded.file(0).write_bytes(sharded.file(0).read_bytes()[:1000])
    with pytest.raises(CheckpointError, match="cannot be read"):
        load(sharded, 0)
    sharded.file(1).unlink()
    with pytest.raises(CheckpointError, match=r"tp1_sharded_checkpoint.* cannot be read .*Delete"):
        load(sharded, 1)


def test_the_files_hold_the_dtype_that_is_computed_with(shard):
    sharded = shard(dtype=torch.bfloat16)
    with safe_open(sharded.file(0), framework="pt") as file:
        assert {file.get_slice(name).get_dtype() for name in file.keys()} == {"BF16"}  # noqa: SIM118
    assert load(sharded, 0).dtype == torch.bfloat16
