"""all-MiniLM-L6-v2 beside transformers, where its package is installed."""

from __future__ import annotations

import zipfile

import pytest
import torch

from models.errors import CheckpointError
from models.sentence_encoder import INSTALL, MAX_TOKENS, SentenceEncoder, check_archive, find_archive

TEXTS = ["Ada lives in Oslo.", "Where is Ada's home?", "猫が好き", "word " * 600]


def test_another_file_is_refused(tmp_path):
    (tmp_path / "model.zip").write_bytes(b"another")
    with pytest.raises(CheckpointError, match="is not the all-MiniLM-L6-v2 that Tenure knows"):
        check_archive(tmp_path / "model.zip")


@pytest.mark.skipif(find_archive() is None, reason=f"its package is not installed: {INSTALL}")
def test_vectors_are_those_of_transformers(tmp_path):
    from transformers import AutoModel, AutoTokenizer

    archive = find_archive()
    check_archive(archive)
    vectors = SentenceEncoder(archive).encode(TEXTS)
    with zipfile.ZipFile(archive) as files:
        files.extractall(tmp_path)
    tokenizer = AutoTokenizer.from_pretrained(tmp_path)
    batch = tokenizer(TEXTS, padding=True, truncation=True, max_length=MAX_TOKENS, return_tensors="pt")
    with torch.no_grad():
        states = AutoModel.from_pretrained(tmp_path).eval()(**batch).last_hidden_state
    kept = batch["attention_mask"].unsqueeze(-1)
    expected = torch.nn.functional.normalize((states * kept).sum(1) / kept.sum(1), dim=-1)
    torch.testing.assert_close(vectors, expected, atol=1e-5, rtol=0)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2]
