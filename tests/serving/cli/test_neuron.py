"""`tenure compile`, in this process, and `tenure serve --device neuron` over the emulation, as a process."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path

import httpx
import pytest
import torch

from models.neuron.instances import find_core
from serving.cli import app as cli

TENURE = [sys.executable, "-c", "from serving.cli import main; main()"]
ROOT = Path(__file__).parent.parent.parent
NATIVE = ("--instance", "trn3-gen2")  # driven by torch_native
SMALL = ("--max-num-seqs", "2", "--kv-memory", "2MiB", "--dtype", "float32")


@pytest.fixture
def checkpoint(tiny_checkpoint) -> Path:
    return tiny_checkpoint


@pytest.fixture(scope="module", autouse=True)
def _environment(tmp_path_factory) -> Iterator[None]:
    """Caches of this module's own. Kernels would be built anew there."""
    with pytest.MonkeyPatch.context() as patch:
        for name in os.environ:
            if name.startswith(("TENURE_", "NEURON_")):
                patch.delenv(name)
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache-home")))
        patch.setenv("TENURE_KERNEL_ISA", "torch")
        yield


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """What the command line would come to as a process of its own."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        exit_code = cli.run(list(arguments))
    return subprocess.CompletedProcess(arguments, exit_code, out.getvalue(), err.getvalue())


@pytest.fixture
def serve(tmp_path) -> Callable[..., Iterator[httpx.Client]]:
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "PYTHONPATH": str(ROOT)}

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
    [
        *(("--tp", "1"), ("--tp", "2"), ("--nki", "all")),
        *(NATIVE, (*NATIVE, "--emulate-with", "inductor"), (*NATIVE, "--tp", "2")),
    ],
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


@pytest.fixture(scope="module")
def shelf(tmp_path_factory) -> Path:
    """A remote cache, which what is compiled goes to."""
    return tmp_path_factory.mktemp("shelf")


@pytest.fixture(scope="module")
def compile_all(tiny_checkpoint, shelf, tmp_path_factory) -> Callable[[], subprocess.CompletedProcess[str]]:
    """`tenure compile` into one cache."""
    cache = tmp_path_factory.mktemp("compiled")
    places = ("--compile-cache", str(cache), "--compile-cache-url", f"file://{shelf}")
    return lambda: run("compile", str(tiny_checkpoint), "--emulate", *SMALL, *places)


@pytest.fixture(scope="module")
def compiled(compile_all) -> subprocess.CompletedProcess[str]:
    return compile_all()


def test_compile_shows_the_plan_and_a_second_run_compiles_nothing(compiled, compile_all, shelf):
    assert compiled.returncode == 0, compiled.stderr
    assert "step_b2_e8_c512" in compiled.stdout
    assert "weights, float32" in compiled.stdout
    # Each graph is pushed, and the model with all of them.
    done = f"8 of 8 graphs traced, 8 compiled, 0 artifacts fetched from and 9 pushed to file://{shelf}"
    assert done in compiled.stderr
    assert "an emulation" in compiled.stderr
    assert "0 of 8 graphs traced, 0 compiled" in compile_all().stderr


def test_a_server_fetches_what_another_machine_compiled(compiled, checkpoint, shelf, serve, tmp_path):
    places = ("--compile-cache-url", f"file://{shelf}", "--compile-cache", str(tmp_path / "empty"))
    options = (*SMALL, "--device", "neuron", "--emulate", "--no-compile", "--served-model-name", "tiny")
    with serve(str(checkpoint), *options, *places) as client:
        assert chat(client, "Hello")["usage"]["completion_tokens"] > 0


def test_a_remote_cache_that_is_none_is_an_error_with_what_to_do(checkpoint):
    done = run("compile", str(checkpoint), "--emulate", *SMALL, "--compile-cache-url", "s4://bucket")
    assert done.returncode == 1
    assert "The compiled graphs at s4://bucket cannot be used" in done.stderr
    assert "--compile-cache-url" in done.stderr


def test_a_plan_needs_no_weights_and_no_neuron_packages(tmp_path, checkpoint):
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
        pytest.param(
            ("--instance", "trn1.2xlarge", "--tp", "2", "--dtype", "float32", "--max-num-seqs", "7"),
            marks=pytest.mark.slow,
        ),
        ("--instance", "trn2.48xlarge", "--tp", "4", "--kv-memory", "1GiB", "--max-model-len", "300"),
        pytest.param(("--instance", "trn3-gen2", "--tp", "4"), marks=pytest.mark.slow),
    ],
    ids=" ".join,
)
def test_plan_and_compile_say_the_same_of_memory(checkpoint, where):
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


def test_a_plan_that_does_not_fit_is_refused_with_the_numbers(checkpoint):
    done = run("compile", str(checkpoint), "--plan-only", "--kv-memory", "20GiB")
    assert done.returncode == 1
    assert "one core of trn1.2xlarge has 16.00 GiB" in done.stderr
    assert "KV needs 20.00 GiB" in done.stderr


def test_no_compile_names_what_is_missing(checkpoint, tmp_path):
    arguments = (
        *SMALL,
        "--max-num-seqs",
        "1",
        "--device",
        "neuron",
        "--emulate",
        "--no-compile",
        "--port",
        "0",
    )
    places = ("--compile-cache", str(tmp_path / "empty"), "--data-dir", str(tmp_path / "data"))
    done = run("serve", str(checkpoint), *arguments, *places)
    assert done.returncode == 1
    assert "step_b1_e1_c512 (missing)" in done.stderr
    assert "tenure compile" in done.stderr


def test_without_the_neuron_packages_it_says_how_to_get_them(checkpoint, tmp_path):
    done = run(
        "serve", str(checkpoint), *SMALL, "--device", "neuron", "--port", "0", "--data-dir", str(tmp_path)
    )
    assert done.returncode == 1
    assert "torch-neuronx==2.9" in done.stderr
    assert "--emulate" in done.stderr
    assert "Traceback" not in done.stderr


def test_each_instance_has_its_own_back_end_and_its_own_way_to_install_it(checkpoint, tmp_path, monkeypatch):
    monkeypatch.setenv("NEURON_LOGICAL_NC_CONFIG", "2")  # a process is of one kind: others here have trn1's
    places = ("--device", "neuron", *NATIVE, "--port", "0", "--data-dir", str(tmp_path))
    done = run("serve", str(checkpoint), *SMALL, *places)
    assert done.returncode == 1
    assert "torch-neuronx==2.13" in done.stderr
    assert "--emulate" in done.stderr


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--back-end", "torch_native"), "--back-end is torch_native, and trn1.2xlarge is driven by nxd."),
        ((*NATIVE, "--back-end", "nxd"), "--back-end is nxd, and trn3-gen2 is driven by torch_native."),
        (
            (*NATIVE, "--emulate-with", "inductor", "--compile-cache", "a b"),
            "Compiled code would be kept in 'a b/inductor', and torch gives that path to the C++ compiler",
        ),
        (
            (*NATIVE, "--nki", "all"),
            "--nki is all, and graphs of torch_native call top_k alone: rms_norm is for",
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_a_back_end_does_not_do_is_refused(checkpoint, options, sentence, monkeypatch):
    monkeypatch.delenv("TORCHINDUCTOR_CACHE_DIR", raising=False)  # a command before may have set it here
    done = run("compile", str(checkpoint), *SMALL, "--emulate", *options)
    assert done.returncode == 1
    assert sentence in " ".join(done.stderr.split())


def test_trn2_is_driven_by_torch_native_unless_nxd_is_asked_for():
    core = find_core("trn2.48xlarge")
    assert (core.back_end(None), core.back_end("nxd")) == ("torch_native", "nxd")


INDUCTOR = (*NATIVE, "--emulate", "--emulate-with", "inductor")


@pytest.mark.parametrize("tp", [1, 2])
def test_a_server_without_its_bundle_names_the_command_that_makes_it(checkpoint, tmp_path, monkeypatch, tp):
    monkeypatch.setenv("NEURON_LOGICAL_NC_CONFIG", "2")  # a start in this process sets it, as trn1's did
    places = ("--compile-cache", str(tmp_path / "cache"))
    options = (
        "--device",
        "neuron",
        *INDUCTOR,
        *SMALL,
        *places,
        "--no-compile",
        "--port",
        "0",
        "--tp",
        str(tp),
    )
    done = run("serve", str(checkpoint), *options, "--data-dir", str(tmp_path / "data"))
    assert done.returncode == 1
    said = " ".join(done.stderr.split())
    assert f"are missing in {tmp_path / 'cache'}. Make them with `tenure compile {checkpoint} " in said
    assert f"--instance trn3-gen2 --dtype float32 --max-num-seqs 2 --tp {tp} --kv-memory 2097152" in said
    assert "--emulate --emulate-with inductor`, or leave out --no-compile." in said


@pytest.mark.filterwarnings("ignore:.*torch.jit:DeprecationWarning")  # of Inductor itself
@pytest.mark.slow  # Inductor compiles the graphs of two processes
def test_ranks_that_may_not_compile_take_their_bundle(checkpoint, serve, tmp_path, monkeypatch):
    """Two machines with nothing of Inductor's in common but the bundle on the place that they share."""
    monkeypatch.setenv("NEURON_LOGICAL_NC_CONFIG", "2")
    options = (
        str(checkpoint),
        *INDUCTOR,
        *SMALL,
        "--tp",
        "2",
        "--compile-cache-url",
        f"file://{tmp_path}/all",
    )
    monkeypatch.setenv("TORCHINDUCTOR_CACHE_DIR", str(tmp_path / "one"))
    done = run("compile", *options, "--compile-cache", str(tmp_path / "one"))
    assert done.returncode == 0, done.stderr
    places = ("--compile-cache", str(tmp_path / "another"), "--no-compile", "--served-model-name", "tiny")
    monkeypatch.delenv("TORCHINDUCTOR_CACHE_DIR")
    with serve(*options, "--device", "neuron", *places) as client:
        assert chat(client, "Hello")["usage"]["completion_tokens"] > 0


@pytest.mark.slow  # by default test_capture.py captures graphs, without the command
def test_compile_for_torch_native_captures_every_graph(checkpoint):
    done = run("compile", str(checkpoint), "--emulate", *SMALL, *NATIVE)
    assert done.returncode == 0, done.stderr
    assert "8 graphs captured" in done.stderr
    assert "Back end: torch_native." in done.stdout


@pytest.mark.slow  # by default test_ranks.py captures the graphs of 64 ranks, without the command
def test_compile_for_ranks_of_torch_native_lists_their_collectives(checkpoint):
    done = run("compile", str(checkpoint), "--emulate", *SMALL, *NATIVE, "--tp", "4")
    assert done.returncode == 0, done.stderr
    assert "Each of 4 ranks has the same graphs; their collectives: " in " ".join(done.stderr.split())


def test_a_kernel_that_there_is_not_is_refused_with_the_names(checkpoint):
    done = run("compile", str(checkpoint), "--plan-only", "--nki", "rotary,rope")
    assert done.returncode == 1
    assert "--nki is rotary,rope. There is no Neuron kernel 'rope'; there are rms_norm" in done.stderr


def test_an_instance_without_neuron_cores_is_refused(checkpoint):
    done = run("compile", str(checkpoint), "--instance", "m7i.large", "--plan-only")
    assert done.returncode == 1
    assert "--instance is m7i.large, and NeuronCores are known of trn1.2xlarge" in done.stderr


def test_the_toy_has_no_graphs(tmp_path):
    done = run("serve", "toy", "--device", "neuron", "--port", "0", "--data-dir", str(tmp_path))
    assert done.returncode == 1
    assert "Leave --device out" in done.stderr


@pytest.mark.skipif(torch.cuda.is_available(), reason="there is such a device here")
def test_cuda_is_refused_where_torch_sees_no_such_device(checkpoint, tmp_path):
    done = run("serve", str(checkpoint), "--device", "cuda", "--port", "0", "--data-dir", str(tmp_path))
    assert done.returncode == 1
    assert f"--device is cuda, and torch {torch.__version__} sees no such device here." in done.stderr


def test_cuda_is_no_instance(checkpoint, tmp_path):
    options = ("--device", "cuda", "--instance", "trn3-gen2", "--port", "0", "--data-dir", str(tmp_path))
    done = run("serve", str(checkpoint), *options)
    assert done.returncode != 0
    assert "--instance is trn3-gen2, and --device is cuda" in " ".join(done.stderr.split())


def test_formats_that_neuron_has_not_are_refused(checkpoint, tmp_path):
    places = ("--device", "neuron", "--emulate", "--port", "0", "--data-dir", str(tmp_path))
    assert "--quantization is int8" in run("serve", str(checkpoint), *places, "--quantization", "int8").stderr
    assert "--kv-dtype is int8" in run("serve", str(checkpoint), *places, "--kv-dtype", "int8").stderr
