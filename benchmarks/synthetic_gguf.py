"""A GGUF file of random weights in any shape of Llama: speed does not depend on what the weights say.

Matrices are Q4_1 and the embedding, which is the head too, Q8_0. Every code is as likely as any other.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import gguf
import numpy as np
from gguf.constants import GGML_QUANT_SIZES, GGMLQuantizationType
from numpy.typing import NDArray

from benchmarks.synthetic_vocabulary import BOS, CHAT_TEMPLATE, END_OF_TURN, Vocabulary, make_vocabulary
from models.config import ModelConfig
from models.families import family_of
from models.gguf_weights import ROPE_FREQS, gguf_name
from models.rope import RopeConfig, inverse_frequencies
from models.weights import EMBEDDING, Shape

Q4_1, Q8_0 = GGMLQuantizationType.Q4_1, GGMLQuantizationType.Q8_0
STD = 0.02  # of the weights
_Q4_1_SCALE = STD / np.sqrt((16**2 - 1) / 12)  # codes 0 to 15
_Q8_0_SCALE = STD / np.sqrt((256**2 - 1) / 12)
# Of the rows of tokens that are no text, so that no greedy reply has one: nobody's text waits for more bytes.
_QUIET = 0.25
_NORMAL, _CONTROL = 1, 3  # values of tokenizer.ggml.token_type
_MOSTLY_Q4_1 = 3  # of general.file_type


def write_random_gguf(path: Path, config: ModelConfig, *, seed: int = 0) -> None:
    """Write the file tensor by tensor; `config` with tied embeddings, whose token ids the vocabulary has."""
    vocabulary = make_vocabulary(config.vocab_size)
    random = np.random.default_rng(seed)
    shapes = {
        gguf_name(name, {}): shape for name, shape in family_of(config).expected_tensors(config).items()
    }
    embedding = gguf_name(EMBEDDING, {})
    writer = gguf.GGUFWriter(str(path), "llama")
    for key, value in (_network(config) | _tokenizer(vocabulary)).items():
        _add(writer, key, value)
    divisors = _rope_divisors(config.rope)
    writer.add_tensor_info(ROPE_FREQS, divisors.shape, divisors.dtype, divisors.nbytes)
    for name, shape in shapes.items():
        _describe(writer, name, shape, Q8_0 if name == embedding else Q4_1)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_ti_data_to_file()
    writer.write_tensor_data(divisors)
    for name, shape in shapes.items():
        if len(shape) == 1:
            writer.write_tensor_data(np.ones(shape, np.float32))
        elif name == embedding:
            writer.write_tensor_data(_embedding(random, shape, vocabulary))
        else:
            writer.write_tensor_data(_blocks(random, shape, Q4_1, [_Q4_1_SCALE, -7.5 * _Q4_1_SCALE]))
    writer.close()


def _network(config: ModelConfig) -> dict[str, Any]:
    return {
        "general.name": config.file.removesuffix(".json"),
        "general.file_type": _MOSTLY_Q4_1,
        "general.quantization_version": 2,
        "llama.block_count": config.num_layers,
        "llama.context_length": config.max_position_embeddings,
        "llama.embedding_length": config.hidden_size,
        "llama.feed_forward_length": config.intermediate_size,
        "llama.attention.head_count": config.num_heads,
        "llama.attention.head_count_kv": config.num_kv_heads,
        "llama.attention.key_length": config.head_dim,
        "llama.attention.value_length": config.head_dim,
        "llama.attention.layer_norm_rms_epsilon": config.rms_norm_eps,
        "llama.rope.dimension_count": config.rope.rotary_dim,
        "llama.rope.freq_base": config.rope.theta,
        "llama.vocab_size": config.vocab_size,
    }


def _tokenizer(vocabulary: Vocabulary) -> dict[str, Any]:
    """No BOS is added by itself, so that every server counts the same tokens."""
    first = vocabulary.first_special
    kinds = [_NORMAL if i < first else _CONTROL for i in range(len(vocabulary.tokens))]
    return {
        "tokenizer.ggml.model": "gpt2",
        "tokenizer.ggml.pre": "llama-bpe",
        "tokenizer.ggml.tokens": vocabulary.tokens,
        "tokenizer.ggml.token_type": kinds,
        "tokenizer.ggml.merges": vocabulary.merges,
        "tokenizer.ggml.bos_token_id": first + BOS,
        "tokenizer.ggml.eos_token_id": first + END_OF_TURN,
        "tokenizer.ggml.add_bos_token": False,
        "tokenizer.chat_template": CHAT_TEMPLATE,
    }


def _add(writer: gguf.GGUFWriter, key: str, value: Any) -> None:
    add: Mapping[type, Any] = {
        bool: writer.add_bool,
        int: writer.add_uint32,
        float: writer.add_float32,
        str: writer.add_string,
        list: writer.add_array,
    }
    add[type(value)](key, value)


def _describe(writer: gguf.GGUFWriter, name: str, shape: Shape, kind: GGMLQuantizationType) -> None:
    if len(shape) == 1:
        writer.add_tensor_info(name, shape, np.dtype(np.float32), 4 * shape[0])
        return
    width = _row_bytes(shape, kind)
    writer.add_tensor_info(name, (shape[0], width), np.dtype(np.uint8), shape[0] * width, raw_dtype=kind)


def _row_bytes(shape: Shape, kind: GGMLQuantizationType) -> int:
    block_size, block_bytes = GGML_QUANT_SIZES[kind]
    return shape[1] // block_size * block_bytes


def _blocks(
    random: np.random.Generator, shape: Shape, kind: GGMLQuantizationType, head: list[float]
) -> NDArray[np.uint8]:
    """Random codes, and in front of each block's `head` as float16: uint8 [rows, bytes of a row]."""
    _, block_bytes = GGML_QUANT_SIZES[kind]
    raw = np.frombuffer(bytearray(random.bytes(shape[0] * _row_bytes(shape, kind))), np.uint8)
    raw.reshape(-1, block_bytes)[:, : 2 * len(head)] = np.array(head, np.float16).view(np.uint8)
    return raw.reshape(shape[0], -1)


def _embedding(random: np.random.Generator, shape: Shape, vocabulary: Vocabulary) -> NDArray[np.uint8]:
    raw = _blocks(random, shape, Q8_0, [_Q8_0_SCALE])
    quiet = np.array([_QUIET * _Q8_0_SCALE], np.float16).view(np.uint8)
    rows = np.flatnonzero(~np.array(vocabulary.is_text))
    raw.reshape(shape[0], -1, GGML_QUANT_SIZES[Q8_0][1])[rows, :, :2] = quiet
    return raw


def _rope_divisors(rope: RopeConfig) -> NDArray[np.float32]:
    """How a GGUF says llama3's scaling: what each pair's frequency is divided by."""
    plain = RopeConfig(rotary_dim=rope.rotary_dim, theta=rope.theta)
    divisors: NDArray[np.float32] = (inverse_frequencies(plain) / inverse_frequencies(rope)).numpy()
    return divisors
