"""`tenure compile`, and `tenure serve --device neuron` over the emulation, as processes."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

TENURE = [sys.executable, "-c", "from serving.cli import main; main()"]
ROOT = Path(__file__).parent.parent.parent
SMALL = ("--max-num-seqs", "2", "--kv-memory", "2MiB", "--dtype", "float32")


@pytest.fixture
def checkpoint(tiny_checkpoint) -> Path:
    return tiny_checkpoint


@pytest.fixture(scope="module")
def cache_home(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("cache-home")


@pytest.fixture
def environment(cache_home) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("TENURE_", "NEURON_", "XDG_CACHE"))
    }
    # Kernels would be built anew in this cache.
    ours = {"PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(cache_home), "TENURE_KERNEL_ISA": "torch"}
    return {**kept, "OMP_NUM_THREADS": "1", **ours}


@pytest.fixture
def run(environment) -> Callable[..., subprocess.CompletedProcess[str]]:
    def run_to_end(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*TENURE, *arguments], capture_output=True, text=True, env=environment, timeout=240
        )

    return run_to_end


@pytest.fixture
def serve(environment, tmp_path) -> Callable[..., Iterator[httpx.Client]]:
    @contextmanager
    def serving(*arguments: str) -> Iterator[httpx.Client]:
        data = tmp_path / f"data-{len(list(tmp_path.iterdir()))}"
        command = [*TENURE, "serve", *arguments, "--port", "0", "--data-dir", str(data)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
            try:
                assert process.stdout is not None
                line = next((line for line in process.stdout if line.startswith("Serving ")), "")
                assert line, f"the server ended with {process.wait()}"
                with httpx.Client(base_url=line.split(" at ")[1].strip(), timeout=120) as client:
                    yield client
            finally:
                process.terminate()
            assert process.wait(timeout=60) == 0

    return serving


def chat(client: httpx.Client, *messages: str, **body: object) -> dict:
    roles = ("user", "assistant")
    texts = [{"role": roles[i % 2], "content": text} for i, text in enumerate(messages)]
    request = {"model": "tiny", "messages": texts, "temperature": 0, "max_tokens": 12, **body}
    return client.post("/v1/chat/completions", json=request).raise_for_status().json()


def story(client: httpx.Client) -> list[object]:
    """Greedy and seeded replies, a session that returns, and a scored prompt."""
    first = chat(client, "Hello", session_id="s", ignore_eos=True)
    said = first["choices"][0]["message"]["content"]
    second = chat(client, "Hello", said, "And then?", session_id="s", ignore_eos=True)
    drawn = chat(client, "Hi", temperature=1.0, top_k=20, seed=3, ignore_eos=True)
    body = {"model": "tiny", "prompt": "abcdefghijkl", "max_tokens": 1, "echo": True, "logprobs": 1}
    scored = client.post("/v1/completions", json=body | {"temperature": 0}).raise_for_status().json()
    return [
        said,
        second["choices"][0]["message"]["content"],
        second["usage"]["prompt_tokens_details"]["cached_tokens"],
        drawn["choices"][0]["message"]["content"],
        scored["choices"][0]["text"],
        [round(x, 3) for x in scored["choices"][0]["logprobs"]["token_logprobs"][1:]],
    ]


@pytest.mark.parametrize(
    "options",
    [("--tp", "1"), ("--tp", "2"), ("--nki", "all")],
    ids=" ".join,
)
@pytest.mark.slow  # by default end_to_end/ asks the same of servers in this process
def test_the_emulated_server_says_what_the_cpu_says(checkpoint, serve, options):
    common = (str(checkpoint), "--served-model-name", "tiny", *SMALL)
    with serve(*common, "--quantization", "none") as client:
        expected = story(client)
    assert expected[2] > 0, "the second turn found the first one's KV"
    with serve(*common, "--device", "neuron", "--emulate", *options) as client:
        assert story(client) == expected


def test_compile_shows_the_plan_and_a_second_run_compiles_nothing(checkpoint, run, tmp_path):
    arguments = ("compile", str(checkpoint), "--emulate", *SMALL, "--compile-cache", str(tmp_path / "c"))
    first = run(*arguments)
    assert first.returncode == 0, first.stderr
    assert "step_b2_e8_c512" in first.stdout
    assert "weights, float32" in first.stdout
    assert "8 of 8 graphs traced, 8 compiled" in first.stderr
    assert "an emulation" in first.stderr
    assert "0 of 8 graphs traced, 0 compiled" in run(*arguments).stderr


def test_a_server_fetches_what_another_machine_compiled(checkpoint, run, serve, tmp_path):
    url = f"file://{tmp_path}/shelf"
    compiled = run(
        "compile",
        str(checkpoint),
        "--emulate",
        *SMALL,
        "--compile-cache-url",
        url,
        "--compile-cache",
        f"{tmp_path}/a",
    )
    # Each graph, and the model with all of them.
    done = f"8 of 8 graphs traced, 8 compiled, 0 artifacts fetched from and 9 pushed to {url}"
    assert done in compiled.stderr
    places = ("--compile-cache-url", url, "--compile-cache", f"{tmp_path}/b", "--served-model-name", "tiny")
    with serve(str(checkpoint), *SMALL, "--device", "neuron", "--emulate", "--no-compile", *places) as client:
        assert chat(client, "Hello")["usage"]["completion_tokens"] > 0


def test_a_remote_cache_that_is_none_is_an_error_with_what_to_do(checkpoint, run):
    done = run("compile", str(checkpoint), "--emulate", *SMALL, "--compile-cache-url", "s4://bucket")
    assert done.returncode == 1
    assert "The compiled graphs at s4://bucket cannot be used" in done.stderr
    assert "--compile-cache-url" in done.stderr


def test_a_plan_needs_no_weights_and_no_neuron_packages(run, tmp_path, checkpoint):
    (tmp_path / "config.json").write_text((checkpoint / "config.json").read_text())
    done = run("compile", str(tmp_path), "--tp", "2", "--plan-only", "--json")
    assert done.returncode == 0, done.stderr
    plan = json.loads(done.stdout)
    assert plan["tp"] == 2
    assert plan["memory"]["total"] == 16 * 2**30
    assert sum(plan["memory"].values()) == 2 * plan["memory"]["total"], "the parts add up to the whole"


@pytest.mark.parametrize(
    "where",
    [
        ("--instance", "trn1.2xlarge", "--tp", "1"),
        ("--instance", "trn1.2xlarge", "--tp", "2", "--dtype", "float32", "--max-num-seqs", "7"),
        ("--instance", "trn2.48xlarge", "--tp", "4", "--kv-memory", "1GiB", "--max-model-len", "300"),
    ],
    ids=" ".join,
)
def test_plan_and_compile_say_the_same_of_memory(checkpoint, run, where):
    planned = json.loads(run("plan", str(checkpoint), *where, "--turns", "1", "--json").stdout)
    compiled = json.loads(run("compile", str(checkpoint), *where, "--plan-only", "--json").stdout)
    memory, expected = planned["memory"], compiled["memory"]
    for part in ("total", "scratch", "reserve"):
        assert memory[f"{part}_bytes"] == expected[part]
    assert memory["weight_bytes"] == expected["weights"]
    assert planned["memory_kv_bytes"] == expected["kv"]
    assert (memory["num_blocks"], memory["bytes_per_block"]) == (
        compiled["kv"]["num_blocks"],
        compiled["kv"]["bytes_per_block"],
    )


def test_a_plan_that_does_not_fit_is_refused_with_the_numbers(checkpoint, run):
    done = run("compile", str(checkpoint), "--plan-only", "--kv-memory", "20GiB")
    assert done.returncode == 1
    assert "one core of trn1.2xlarge has 16.00 GiB" in done.stderr
    assert "KV needs 20.00 GiB" in done.stderr


def test_no_compile_names_what_is_missing(checkpoint, run, tmp_path):
    arguments = (*SMALL, "--device", "neuron", "--emulate", "--no-compile", "--port", "0")
    places = ("--compile-cache", str(tmp_path / "empty"), "--data-dir", str(tmp_path / "data"))
    done = run("serve", str(checkpoint), *arguments, *places)
    assert done.returncode == 1
    assert "step_b1_e1_c512 (missing)" in done.stderr
    assert "tenure compile" in done.stderr


def test_without_the_neuron_packages_it_says_how_to_get_them(checkpoint, run, tmp_path):
    done = run(
        "serve", str(checkpoint), *SMALL, "--device", "neuron", "--port", "0", "--data-dir", str(tmp_path)
    )
    assert done.returncode == 1
    assert "torch-neuronx==2.9" in done.stderr
    assert "--emulate" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_kernel_that_there_is_not_is_refused_with_the_names(checkpoint, run):
    done = run("compile", str(checkpoint), "--plan-only", "--nki", "rotary,rope")
    assert done.returncode == 1
    assert "--nki is rotary,rope. There is no Neuron kernel 'rope'; there are rms_norm" in done.stderr


def test_an_instance_without_neuron_cores_is_refused(checkpoint, run):
    done = run("compile", str(checkpoint), "--instance", "m7i.large", "--plan-only")
    assert done.returncode == 1
    assert "--instance is m7i.large, and NeuronCores are known of trn1.2xlarge" in done.stderr


def test_the_toy_has_no_graphs(run, tmp_path):
    done = run("serve", "toy", "--device", "neuron", "--port", "0", "--data-dir", str(tmp_path))
    assert done.returncode == 1
    assert "Leave --device out" in done.stderr


def test_formats_that_neuron_has_not_are_refused(checkpoint, run, tmp_path):
    places = ("--device", "neuron", "--emulate", "--port", "0", "--data-dir", str(tmp_path))
    assert "--quantization is int8" in run("serve", str(checkpoint), *places, "--quantization", "int8").stderr
    assert "--kv-dtype is int8" in run("serve", str(checkpoint), *places, "--kv-dtype", "int8").stderr
