"""One model on Ray Serve three times: in one process, over two CPU ranks, over two emulated NeuronCores."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any

import httpx
import pytest

pytest.importorskip("ray", reason="the extra `ray` is not installed")
pytestmark = [pytest.mark.ray, pytest.mark.slow, pytest.mark.timeout(700)]

PROMPTS = ("Hello", "What is a KV cache?")
TWO_RANKS = {"tensor_parallel_size": 2}
EMULATED = {"neuron": {"emulate": True, "instance": "trn1.32xlarge"}}


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Shards and compiled graphs of our own, and the kernels that other tests have built."""
    cache = tmp_path_factory.mktemp("cache")
    built = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "tenure" / "kernels"
    built.mkdir(parents=True, exist_ok=True)
    (cache / "tenure").mkdir()
    (cache / "tenure" / "kernels").symlink_to(built)
    return cache


@pytest.fixture(scope="module")
def applications(
    cache: Path,
    deploy_application: Any,
    tiny_checkpoint: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Any:
    """`one`, `ranks`, and `cores`, whose actor reserves more cores than its ranks take."""
    common = {
        "model": str(tiny_checkpoint),
        "served_names": ["tiny"],
        "dtype": "float32",
        "quantization": "none",
        "max_num_seqs": 2,
        "num_speculative_tokens": 0,
    }

    def deploy(name: str, neuron_cores: int = 0, **replica: Any) -> Any:
        replica = {**common, **replica, "data_dir": str(tmp_path_factory.mktemp(name))}
        args = {"replica": replica, "kv_memory": "2MiB"}
        environment = {"XDG_CACHE_HOME": str(cache)}
        options = {"num_engines": 1, "neuron_cores": neuron_cores, "environment": environment}
        return deploy_application(name, args, **options)

    return {
        "one": deploy("one"),
        "ranks": deploy("ranks", **TWO_RANKS),
        "cores": deploy("cores", 4, **TWO_RANKS, **EMULATED),
    }


def complete(application: Any, prompt: str) -> httpx.Response:
    body = {"model": "tiny", "prompt": prompt, "max_tokens": 12, "temperature": 0, "ignore_eos": True}
    return httpx.post(f"{application.url}/v1/completions", json=body, timeout=120)


def texts(application: Any) -> list[str]:
    answers = [complete(application, prompt).raise_for_status() for prompt in PROMPTS]
    return [answer.json()["choices"][0]["text"] for answer in answers]


def the_replica(application: Any) -> str:
    (replica_id,) = application.replica_ids()
    return replica_id


def pid_of(application: Any) -> int:
    pid: int = application.ask(the_replica(application), lambda engine: __import__("os").getpid())
    return pid


def ranks_of(pid: int) -> list[int]:
    """The rank processes that an engine's process has started."""
    children = Path(f"/proc/{pid}/task").glob("*/children")
    pids = [int(child) for path in children for child in path.read_text().split()]
    return [child for child in pids if b"ranks.worker" in Path(f"/proc/{child}/cmdline").read_bytes()]


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_two_ranks_and_two_emulated_cores_say_what_one_process_says(applications: Any):
    expected = texts(applications["one"])
    assert all(expected)
    assert texts(applications["ranks"]) == expected
    assert texts(applications["cores"]) == expected


def test_the_runtime_is_given_the_first_of_the_cores_that_ray_assigned(applications: Any):
    def environment(_: Any) -> tuple[list[str], dict[str, str]]:
        import os

        import ray

        assigned = ray.get_runtime_context().get_accelerator_ids()["neuron_cores"]
        return assigned, {name: value for name, value in os.environ.items() if name.startswith("NEURON_")}

    application = applications["cores"]
    assigned, seen = application.ask(the_replica(application), environment)
    assert len(assigned) == 4
    assert seen["NEURON_RT_VISIBLE_CORES"] == ",".join(assigned[:2])
    assert seen["NEURON_LOGICAL_NC_CONFIG"] == "1"
    assert "NEURON_RT_NUM_CORES" not in seen


def answers_again(application: Any, died: str) -> bool:
    """Whether another replica than the one that died takes requests."""
    try:
        return bool(application.replica_ids() - {died}) and complete(application, "Hello").is_success
    except httpx.HTTPError:
        return False


def test_a_rank_that_dies_is_named_and_ray_brings_all_of_them_back(applications: Any, wait_until: Any):
    application = applications["ranks"]
    expected, died = texts(application), the_replica(application)
    engine = pid_of(application)
    (rank,) = ranks_of(engine)
    os.kill(rank, signal.SIGKILL)
    answer = complete(application, "Hello")
    assert answer.status_code == 500
    assert "rank 1 ended, killed by signal 9" in answer.json()["error"]["message"]
    wait_until(lambda: answers_again(application, died), "another replica")
    assert texts(application) == expected
    wait_until(lambda: not is_running(engine), "the end of the actor that lost its rank")
    assert len(ranks_of(pid_of(application))) == 1


@pytest.mark.parametrize("name", ["ranks", "cores"])
def test_an_actor_that_is_killed_leaves_no_process_and_comes_back(
    applications: Any, wait_until: Any, name: str
):
    application = applications[name]
    expected, died = texts(application), the_replica(application)
    engine = pid_of(application)
    ranks = ranks_of(engine)
    os.kill(engine, signal.SIGKILL)
    wait_until(lambda: not any(map(is_running, [engine, *ranks])), "the end of its processes")
    wait_until(lambda: answers_again(application, died), "another replica")
    assert texts(application) == expected
