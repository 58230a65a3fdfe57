"""llama.cpp's logits and replies of one job. Run by the Python that has llama-cpp-python, not by ours.

    python quality_llama.py JOB.json

The job (quality_peer.py) names a GGUF file, windows, prompts and a directory for the answers.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import llama_cpp
import numpy as np


def main(job_file: str) -> None:
    job = json.loads(Path(job_file).read_text(encoding="utf-8"))
    directory = Path(job["directory"])
    longest = max(len(ids) for ids in [*(window["token_ids"] for window in job["windows"]), *job["prompts"]])
    model = llama_cpp.Llama(
        job["model"],
        n_ctx=longest + job["num_tokens"],
        n_batch=512,
        n_threads=job["num_threads"],
        n_threads_batch=job["num_threads"],
        logits_all=True,
        verbose=False,
    )
    for i, window in enumerate(job["windows"]):
        model.reset()
        model.eval(window["token_ids"][:-1])
        num_rows = len(window["token_ids"]) - 1
        np.save(directory / f"{i}.npy", model.scores[window["first_row"] : num_rows])
    replies = [reply(model, prompt, job["num_tokens"]) for prompt in job["prompts"]]
    answer = {"version": llama_cpp.__version__, "replies": replies}
    (directory / "answer.json").write_text(json.dumps(answer), encoding="utf-8")


def reply(model: llama_cpp.Llama, prompt: list[int], num_tokens: int) -> list[int]:
    """The most likely continuation, token by token, past any end of text."""
    model.reset()
    ids, new = [], prompt
    while len(ids) < num_tokens:
        model.eval(new)
        new = [int(model.scores[model.n_tokens - 1].argmax())]
        ids += new
    return ids


if __name__ == "__main__":
    main(sys.argv[1])
