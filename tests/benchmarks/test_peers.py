"""The pure parts of the comparison with peers, and its processes against a real child."""

import json
import math
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import torch
import typer
from safetensors.torch import load_file

from benchmarks.contention import Contention, wait_until_idle
from benchmarks.kernel_isa import kernel_isa
from benchmarks.machine import describe_machine
from benchmarks.peer_agreement import agreement, excerpts
from benchmarks.peer_checkpoint import write_hf_directory
from benchmarks.peer_comparison import others_share
from benchmarks.peer_configurations import CONFIGURATIONS
from benchmarks.peer_install import InstallationFailed, Workshop, filled_in, install, without_places
from benchmarks.peer_models import MODELS, PeerModel, gpt_oss_config, llama_config
from benchmarks.peer_rounds import visits
from benchmarks.peer_table import agreements, disturbed, machine_line, markdown, rows
from benchmarks.peer_workloads import WORKLOADS, stages_of
from benchmarks.peers import chosen
from benchmarks.process_tree import process_tree, tree_usage
from benchmarks.prompts import WORDS
from benchmarks.server_process import ServerFailed, ServerProcess, free_port
from kernels.isa import usable
from models.checkpoint import open_checkpoint
from models.families import family_of
from models.gguf_file import GGUFFile
from models.registry import resolve
from models.rope import RopeConfig, inverse_frequencies

# The order of visits


def order(*arguments):
    return [(visit.round, visit.stage, visit.name) for visit in visits(*arguments)]


def test_the_order_turns_with_every_round():
    assert order("AB", ["s"], 2) == [(0, "s", "A"), (0, "s", "B"), (1, "s", "B"), (1, "s", "A")]


def test_the_order_turns_with_every_stage_too():
    assert order("AB", ["s", "t"], 1) == [(0, "s", "A"), (0, "s", "B"), (0, "t", "B"), (0, "t", "A")]


def test_every_stage_is_seen_in_both_orders():
    seen = order("ABC", ["s", "t", "u"], 2)
    for stage in "stu":
        orders = ["".join(n for r, s, n in seen if (r, s) == (number, stage)) for number in range(2)]
        assert sorted(orders) == ["ABC", "CBA"]


# The table


def entry(name, workload, **result):
    return {"name": name, "workload": workload, "round": 0, "result": result}


def prefill(name, *rates):
    return [entry(name, "prefill-512", tokens_per_s=rate) for rate in rates]


def returning(name, *, turn_2_ms, rss_gib=1.0):
    turn = {"turn": 2, "ttft_ms": {"p50": turn_2_ms}}
    return entry(name, "returning-32", by_turn=[turn], memory={"rss_bytes": rss_gib * 2**30})


def test_a_value_is_the_median_over_the_rounds():
    (row,) = rows(prefill("vllm-bf16", 100.0, 900.0, 120.0), ["vllm-bf16"])
    assert row.values == {"vllm-bf16": 120.0}


def test_a_round_that_failed_is_left_out():
    measured = [*prefill("vllm-bf16", 100.0), entry("vllm-bf16", "prefill-512", error="it ended")]
    (row,) = rows(measured, ["vllm-bf16", "openvino-int8"])
    assert row.values == {"vllm-bf16": 100.0, "openvino-int8": None}


def test_the_best_is_the_fastest_where_more_is_better_and_the_least_where_less_is():
    measured = [*prefill("a", 100.0), *prefill("b", 200.0)]
    measured += [returning("a", turn_2_ms=300.0, rss_gib=2.0), returning("b", turn_2_ms=900.0, rss_gib=4.0)]
    speed, ttft, memory = rows(measured, ["a", "b", "c"])
    assert (speed.best("abc"), ttft.best("abc"), memory.best("abc")) == ("b", "a", "a")
    assert speed.ratio("a", "b") == 0.5
    assert ttft.ratio("b", "a") == 3.0
    assert memory.values == {"a": 2.0, "b": 4.0, "c": None}
    assert speed.ratio("c", "b") is None
    assert speed.best("c") is None


def test_a_session_too_short_for_turn_10_has_no_such_row():
    labels = [row.metric.label for row in rows([returning("a", turn_2_ms=1.0)], ["a"])]
    assert labels == ["returning turn, 32 at once, TTFT turn 2 p50, ms", "memory after 32 sessions, GiB"]


def test_ratios_are_to_the_best_peer_and_to_the_best_of_the_same_weight_width():
    names = ["tenure-bfloat16", "vllm-bf16", "openvino-int8"]
    measured = [*prefill(names[0], 300.0), *prefill(names[1], 200.0), *prefill(names[2], 400.0)]
    text = markdown(rows(measured, names), [CONFIGURATIONS[name] for name in names], {})
    assert "| prefill 512, tokens/s | 300 | 200 | 400 |" in text
    assert "| prefill 512, tokens/s | openvino-int8 | 0.75, 1.50 |" in text


def test_tenure_alone_gets_no_ratios():
    name = "tenure-bfloat16"
    text = markdown(rows(prefill(name, 1.0), [name]), [CONFIGURATIONS[name]], {name: 0.975})
    assert "best peer" not in text
    assert "| tenure-bfloat16 | bf16 | bf16 | bf16 | 97.5% |" in text


def test_the_head_names_the_machine_and_the_instruction_set_of_tenures_kernels():
    machine = {"cpu_model": "A CPU", "num_usable_cores": 2, "num_cores": 4, "cpu_flags": ["avx2", "fma"]}
    same = {"tenure-int8": "avx2", "tenure-q4_1": "avx2"}
    assert machine_line(machine, same) == "A CPU, 2 cores (avx2 fma). Tenure's kernels: avx2."
    other = machine_line(machine, same | {"tenure-q4_1@baseline": "scalar"})
    assert other.endswith("Tenure's kernels: avx2 (tenure-int8, tenure-q4_1), scalar (tenure-q4_1@baseline).")
    assert machine_line(machine, {}) == "A CPU, 2 cores (avx2 fma)."
    assert machine_line(describe_machine(), {})


def test_the_instruction_set_is_that_of_a_server_in_the_same_environment():
    checkout = {"PYTHONPATH": str(Path(__file__).parents[2])}
    assert kernel_isa(checkout | {"TENURE_KERNEL_ISA": "torch"}) == "torch"
    assert kernel_isa(checkout | {"TENURE_KERNEL_ISA": usable()[0]}) == usable()[0]


def test_what_others_disturbed_is_named():
    quiet, loud = (entry("vllm-bf16", "decode-1", others_share=share) for share in (0.02, 0.5))
    assert disturbed([quiet, loud]) == ["vllm-bf16, decode-1, round 1: others took 50%."]


def test_of_several_tries_the_least_disturbed_counts_and_a_failed_one_least():
    quiet, loud = ([entry("a", "decode-1", others_share=share)] for share in (0.02, 0.5))
    failed = [*quiet, entry("a", "decode-8", error="it ended")]
    assert min([failed, loud, quiet], key=others_share) is quiet
    assert min([failed, loud], key=others_share) is loud


# Accuracy beside speed


def test_agreement_is_the_share_of_equal_first_tokens():
    assert agreement(["a", "b", "c", "d"], ["a", "b", "x", "d"]) == 0.75


def test_agreement_is_with_the_float32_server():
    measured = [
        entry("tenure-float32", "agreement", first_tokens=["a", "b"]),
        entry("vllm-bf16", "agreement", first_tokens=["a", "x"]),
        entry("openvino-int8", "agreement", error="it ended"),
    ]
    assert agreements(measured) == {"tenure-float32": 1.0, "vllm-bf16": 0.5}
    assert agreements(measured[1:]) == {}


def test_excerpts_are_distinct_and_the_same_on_every_call():
    assert excerpts(50) == excerpts(50)
    assert len(set(excerpts(50))) == 50
    with pytest.raises(ValueError, match="num must be at most"):
        excerpts(10**9)


# Configurations, stages and choices


def test_every_brace_of_a_command_is_filled_by_its_peers_installation_or_by_the_run():
    filled = {
        "tenure": {"tenure", "tenure_model", "checkout"},
        "llama.cpp": {"llama_server", "q4_1", "q8_0"},
        "vllm": {"vllm_python", "vllm_preload", "zentorch", "hf"},
        "openvino": {"openvino_python", "openvino_front", "openvino_model", "hf"},
        "transformers": {"transformers", "hf"},
    }
    for configuration in CONFIGURATIONS.values():
        known = filled[configuration.peer] | {"port", "run_dir", "threads", "cores", "baseline"}
        words = [*configuration.command, *configuration.environment.values(), configuration.model or ""]
        assert not any("{" in filled_in(word, dict.fromkeys(known, "x")) for word in words)


def test_only_tenure_gets_a_session_header():
    headers = {c.peer for c in CONFIGURATIONS.values() if c.session_header}
    assert headers == {"tenure"}


def test_the_memory_is_read_on_a_server_that_did_nothing_else():
    stages = stages_of(list(WORKLOADS))
    assert [workload.name for workload in stages["returning-32"]] == ["returning-32"]
    assert list(stages_of(["decode-8", "prefill-512"])) == ["prefill", "decode"]


def test_names_are_chosen_one_by_one_or_by_their_beginning():
    assert chosen("b,a1", ["a1", "a2", "b"], "--peers") == ["b", "a1"]
    assert chosen("a*,a1", ["a1", "a2", "b"], "--peers") == ["a1", "a2"]
    with pytest.raises(typer.BadParameter, match="'x' is none of a1, a2, b"):
        chosen("x", ["a1", "a2", "b"], "--peers")


# Installation

SMOLLM2 = MODELS["smollm2-135m"]


def test_a_failed_step_names_its_command_and_its_log(tmp_path):
    workshop = Workshop(tmp_path / "peer", SMOLLM2.files(tmp_path))
    workshop.directory.mkdir()
    with pytest.raises(InstallationFailed, match=r"ended with 3; see .*install\.log"):
        workshop.run(sys.executable, "-c", "print('why'); raise SystemExit(3)")
    assert workshop.log.read_text() == "why\n"


def test_what_is_installed_is_not_installed_again_but_its_paths_are_found_anew(tmp_path):
    first = install("tenure", tmp_path, SMOLLM2)
    marker = tmp_path / "tenure" / "installed.json"
    assert json.loads(marker.read_text()) == {"versions": {}, "commands": []}
    marker.write_text(json.dumps({"versions": {"seen": "yes"}, "commands": ["it"]}))
    again = install("tenure", tmp_path, SMOLLM2)
    assert (again.versions, again.commands, again.paths) == ({"seen": "yes"}, ["it"], first.paths)


def test_what_was_made_of_one_model_is_not_taken_for_another(tmp_path):
    install("tenure", tmp_path, SMOLLM2)
    other = install("tenure", tmp_path, small_model())
    assert other.paths["tenure_model"] == str(tmp_path / "models" / "llama-small" / "q4_1.gguf")
    assert sorted(path.parent.name for path in tmp_path.glob("models/*/tenure.json")) == [
        *("llama-small", "smollm2-135m")
    ]


def test_a_recorded_command_holds_no_place_of_this_machine(tmp_path):
    gguf = SMOLLM2.files(tmp_path).gguf()
    command = f"{sys.executable} {tmp_path}/venv {gguf} {Path(__file__).parents[2]}/x"
    assert without_places(command, gguf, tmp_path) == "python $WORK/venv $GGUF $CHECKOUT/x"


# Models


def small_model() -> PeerModel:
    sizes = {"hidden_size": 64, "num_layers": 2, "num_heads": 8, "head_dim": 8, "intermediate_size": 96}
    return PeerModel("llama-small", llama_config("llama-small", vocab_size=2048, **sizes))


def tensors_of(directory):
    return {
        name: tensor for file in directory.glob("*.safetensors") for name, tensor in load_file(file).items()
    }


def test_the_hugging_face_directory_holds_the_weights_of_the_gguf(tmp_path):
    directory = SMOLLM2.files(tmp_path).hf_directory()
    config = json.loads((directory / "config.json").read_text())
    tensors = tensors_of(directory)
    assert len(tensors) == 2 + 9 * config["num_hidden_layers"]
    assert tensors["model.embed_tokens.weight"].shape == (config["vocab_size"], config["hidden_size"])


def test_a_random_model_is_the_same_as_gguf_and_as_safetensors(tmp_path):
    model = small_model()
    path = model.files(tmp_path).gguf()
    shards = write_hf_directory(path, tmp_path / "hf", config=model.config, shard_bytes=100_000)
    gguf, directory = (open_checkpoint(resolve(str(path))) for path in (path, shards))
    assert len(gguf.files) == 1 < len(directory.files)
    assert set(gguf.weights.names) == set(directory.weights.names)
    for name in gguf.weights.names:
        same = gguf.weights.read(name).to(torch.bfloat16)
        assert torch.equal(same, directory.weights.read(name).to(torch.bfloat16))
    frequencies = [inverse_frequencies(checkpoint.config.rope) for checkpoint in (gguf, directory)]
    torch.testing.assert_close(*frequencies)
    plain = inverse_frequencies(RopeConfig(rotary_dim=8, theta=500_000.0))
    assert frequencies[0][-1] == pytest.approx(plain[-1] / 32)  # llama3: the longest wave is stretched
    assert gguf.config.eos_token_ids == directory.config.eos_token_ids


def test_a_random_models_tokenizer_has_a_token_for_each_word_that_is_sent(tmp_path):
    files = small_model().files(tmp_path)
    tokenizers = [open_checkpoint(resolve(str(p))).tokenizer for p in (files.gguf(), files.hf_directory())]
    text = " ".join(WORDS)
    for tokenizer in tokenizers:
        assert len(tokenizer.encode(text)) == len(WORDS)
        assert tokenizer.decode(tokenizer.encode(text + "é")) == text + "é"
    assert tokenizers[0].encode(text) == tokenizers[1].encode(text)


def test_a_random_models_weights_are_those_of_a_trained_ones_size(tmp_path):
    weights = open_checkpoint(resolve(str(small_model().files(tmp_path).gguf()))).weights
    matrix = weights.read("model.layers.0.mlp.up_proj.weight")
    embedding = weights.read("model.embed_tokens.weight")
    assert matrix.std() == pytest.approx(0.02, rel=0.05)
    assert embedding[300].std() == pytest.approx(0.02, rel=0.3)
    assert embedding[2047].std() == pytest.approx(0.005, rel=0.3)  # a special token, which greed never takes


def test_the_large_models_are_llama_3_2s():
    sizes = {name: MODELS[name].config for name in ("llama-1b", "llama-3b")}
    shapes = {name: family_of(config).expected_tensors(config) for name, config in sizes.items()}
    counts = {name: sum(math.prod(shape) for shape in of.values()) for name, of in shapes.items()}
    assert counts == {"llama-1b": 1_235_814_400, "llama-3b": 3_212_749_824}  # as its model card counts them


def test_a_random_gpt_oss_names_its_tensors_as_llama_cpp_reads_them(tmp_path):
    config = gpt_oss_config("gpt-oss-small", hidden_size=64, num_layers=2, num_heads=8, vocab_size=2048)
    files = PeerModel("gpt-oss-small", config).files(tmp_path)
    tensors = GGUFFile(files.gguf()).tensors
    assert {"blk.1.post_attention_norm.weight", "blk.1.attn_sinks.weight"} < tensors.keys()
    assert "blk.1.ffn_norm.weight" not in tensors
    assert open_checkpoint(resolve(str(files.gguf()))).config.experts == config.experts


def test_a_model_without_safetensors_is_refused_to_the_peers_that_want_them(tmp_path):
    for peer in ("vllm", "openvino"):
        (tmp_path / peer).mkdir()
        (tmp_path / peer / "installed.json").write_text('{"versions": {}, "commands": []}')
        with pytest.raises(InstallationFailed, match="gpt-oss-1b is gpt_oss, and only a Llama is made as"):
            install(peer, tmp_path, MODELS["gpt-oss-1b"])


# Processes


def test_usage_is_summed_over_the_whole_tree():
    # A child that starts a grandchild; each holds 64 MB, and says so when it has them.
    grandchild = "block = b'x' * (64 << 20); print('ready', flush=True); import time; time.sleep(60)"
    child = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {grandchild!r}]); {grandchild}"
    process = subprocess.Popen([sys.executable, "-c", child], stdout=subprocess.PIPE, start_new_session=True)
    try:
        assert [process.stdout.readline() for _ in range(2)] == [b"ready\n"] * 2
        pids = process_tree(process.pid)
        usage = tree_usage(process.pid)
        alone = tree_usage(next(pid for pid in pids if pid != process.pid))
    finally:
        for pid in process_tree(process.pid):
            os.kill(pid, signal.SIGTERM)
        process.wait()
        process.stdout.close()
    assert (usage.num_processes, alone.num_processes) == (2, 1)
    assert usage.rss_bytes > 2 * (64 << 20) > alone.rss_bytes > 64 << 20
    assert usage.rss_bytes >= usage.pss_bytes > 2 * (64 << 20)
    assert process_tree(process.pid) == []
    assert tree_usage(process.pid).rss_bytes == 0


HEALTHY = """
import http.server, sys
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path == "/health" else 404)
        self.end_headers()
    def log_message(self, *arguments):
        pass
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
"""


def test_a_server_answers_inside_the_context_and_has_ended_after_it(tmp_path):
    port = free_port()
    command = [sys.executable, "-c", HEALTHY, str(port)]
    with ServerProcess(command, port=port, log=tmp_path / "log", environment={"A": "b c"}) as server:
        pid = server.pid
        assert server.usage().num_processes == 1
        assert server.start_s > 0
        assert server.shown.startswith("'A=b c' ")
    assert process_tree(pid) == []


def test_a_server_that_ends_is_told_with_the_end_of_its_log(tmp_path):
    command = [sys.executable, "-c", "raise SystemExit('no such model')"]
    server = ServerProcess(command, port=free_port(), log=tmp_path / "log")
    with pytest.raises(ServerFailed, match="it ended with 1: no such model"), server:
        pass


def test_a_server_that_never_answers_is_killed(tmp_path):
    command = [sys.executable, "-c", "import time; time.sleep(60)"]
    server = ServerProcess(command, port=free_port(), log=tmp_path / "log", start_timeout_s=0.5)
    with pytest.raises(ServerFailed, match="no answer in 0 s"), server:
        pass
    assert server.pid is None


# Others on the machine


def test_what_another_process_takes_is_its_share_and_not_ours():
    contention = Contention(server_cpu_s=0.0)
    other = subprocess.Popen([sys.executable, "-c", "while True: pass"])
    try:
        while tree_usage(other.pid).cpu_s < 0.2:
            time.sleep(0.05)
        own = contention.others_share(server_cpu_s=tree_usage(other.pid).cpu_s)
        others = contention.others_share(server_cpu_s=0.0)
    finally:
        other.kill()
        other.wait()
    assert 0 <= own < others <= 1


def test_waiting_for_an_idle_machine_ends_at_its_limit():
    assert wait_until_idle(0.0) is False
    assert wait_until_idle(5.0, share=2.0, window_s=0.01) is True
