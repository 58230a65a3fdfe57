"""Compiled graphs on disk: found by what they were made of, whole or not at all."""

import json
import threading
from dataclasses import replace

import pytest

from models.neuron.artifact_cache import MANIFEST, NEFF, ArtifactCache, GraphSource

SOURCE = GraphSource(
    tag="step_b1_e1_c512",
    graph_sha256="ab" * 32,
    kernels_sha256="",
    flags="-O1",
    versions=(("neuronx-cc", "2.26"),),
)


@pytest.fixture
def cache(tmp_path) -> ArtifactCache:
    return ArtifactCache(tmp_path / "cache")


@pytest.fixture
def neff(tmp_path):
    path = tmp_path / "made.neff"
    path.write_bytes(b"compiled")
    return path


def test_what_was_added_is_found(cache, neff):
    assert cache.state(SOURCE) == "missing"
    cache.add(SOURCE, neff)
    assert cache.state(SOURCE) == "ok"
    assert cache.path(SOURCE).read_bytes() == b"compiled"


def test_the_manifest_says_what_the_artifact_was_made_of(cache, neff):
    cache.add(SOURCE, neff)
    manifest = json.loads((cache.path(SOURCE).parent / MANIFEST).read_text())
    assert manifest["tag"] == SOURCE.tag
    assert manifest["flags"] == "-O1"
    assert manifest["versions"] == [["neuronx-cc", "2.26"]]


@pytest.mark.parametrize(
    "change",
    [
        {"graph_sha256": "cd" * 32},
        {"kernels_sha256": "cd" * 32},
        {"flags": "-O2"},
        {"versions": (("neuronx-cc", "2.27"),)},
    ],
)
def test_another_graph_other_flags_or_versions_are_another_artifact(cache, neff, change):
    cache.add(SOURCE, neff)
    assert cache.state(replace(SOURCE, **change)) == "missing"


def test_the_same_graph_under_another_tag_is_the_same_artifact(cache, neff):
    cache.add(SOURCE, neff)
    assert cache.state(replace(SOURCE, tag="other")) == "ok"


@pytest.mark.parametrize("damage", [lambda p: p.write_bytes(b"compilxd"), lambda p: p.unlink()])
@pytest.mark.parametrize("name", [NEFF, MANIFEST])
def test_damage_is_noticed_and_mended(cache, neff, damage, name):
    cache.add(SOURCE, neff)
    damage(cache.path(SOURCE).parent / name)
    assert cache.state(SOURCE) == "damaged"
    cache.add(SOURCE, neff)
    assert cache.state(SOURCE) == "ok"


def test_a_failed_copy_leaves_nothing(cache, tmp_path):
    with pytest.raises(FileNotFoundError):
        cache.add(SOURCE, tmp_path / "never made")
    assert cache.state(SOURCE) == "missing"
    assert list(cache.root.iterdir()) == []


def test_one_at_a_time_holds_a_graphs_lock(cache):
    order = []

    def second():
        with cache.lock(SOURCE):
            order.append("second")

    with cache.lock(SOURCE):
        thread = threading.Thread(target=second)
        thread.start()
        with cache.lock(replace(SOURCE, flags="-O2")):  # another graph's is free
            order.append("first")
    thread.join()
    assert order == ["first", "second"]
