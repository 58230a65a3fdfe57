"""A GGUF file of random weights in any shape of Llama or gpt-oss: speed does not depend on what they say.

Of a Llama matrices are Q4_1 and the embedding, which is the head too, Q8_0; of gpt-oss experts are MXFP4 and
all other matrices Q8_0, as in the files that people have, but for the router, whose floats are never
quantised. Every code is as likely as any other. Which experts a token chooses is as random.
"""

from __future__ import annotations

import math
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
from models.gguf_weights import gguf_name
from models.rope import RopeConfig, inverse_frequencies
from models.weights import EMBEDDING, LM_HEAD, Shape

F32, Q4_1, Q8_0 = GGMLQuantizationType.F32, GGMLQuantizationType.Q4_1, GGMLQuantizationType.Q8_0
MXFP4 = GGMLQuantizationType.MXFP4
STD = 0.02  # of the weights
_Q4_1_SCALE = STD / np.sqrt((16**2 - 1) / 12)  # codes 0 to 15
_Q8_0_SCALE = STD / np.sqrt((256**2 - 1) / 12)
_MXFP4_SCALE = 127 - 7  # of the values 0 to 6: an exponent of two
# Of the rows of tokens that are no text, so that no greedy reply has one: nobody's text waits for more bytes.
_QUIET = 0.25
_NORMAL, _CONTROL = 1, 3  # values of tokenizer.ggml.token_type
_MOSTLY_Q4_1, _MOSTLY_MXFP4 = 3, 38  # of general.file_type


def write_random_gguf(path: Path, config: ModelConfig, *, seed: int = 0) -> None:
    """Write the file tensor by tensor; `config`'s token ids are the vocabulary's, and a Llama's head tied."""
    vocabulary = make_vocabulary(config.vocab_size)
    random = np.random.default_rng(seed)
    shapes = _tensors(config)
    writer = gguf.GGUFWriter(str(path), _arch(config))
    for key, value in (_network(config) | _tokenizer(vocabulary)).items():
        _add(writer, key, value)
    divisors = _rope_divisors(config.rope) if config.family == "llama" else None
    if divisors is not None:
        writer.add_tensor_info("rope_freqs.weight", divisors.shape, divisors.dtype, divisors.nbytes)
    for name, shape in shapes.items():
        _describe(writer, name, shape, _kind(config, name, shape))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_ti_data_to_file()
    if divisors is not None:
        writer.write_tensor_data(divisors)
    for name, shape in shapes.items():
        writer.write_tensor_data(_values(random, name, shape, _kind(config, name, shape), vocabulary))
    writer.close()


def _arch(config: ModelConfig) -> str:
    form = family_of(config).gguf
    assert form is not None, "a family that has files of its own"
    return form.architectures[0]


def _tensors(config: ModelConfig) -> dict[str, Shape]:
    """By the file's names: the experts of a layer are one tensor for each projection."""
    form, shapes = family_of(config).gguf, dict[str, Shape]()
    assert form is not None, "a family that has files of its own"
    for name, shape in family_of(config).expected_tensors(config).items():
        prefix, experts, rest = name.partition(".mlp.experts.")
        if experts:
            assert config.experts is not None, "there are experts"
            name, shape = (
                f"{prefix}.mlp.experts.{rest.partition('.')[2]}",
                (config.experts.num_experts, *shape),
            )
        elif name.endswith(".sinks"):
            name = f"{name}.weight"
        shapes[gguf_name(name, form.parts)] = shape
    return shapes


def _kind(config: ModelConfig, name: str, shape: Shape) -> GGMLQuantizationType:
    if len(shape) == 1 or name.endswith(".bias") or "ffn_gate_inp" in name:
        return F32
    if len(shape) == 3:
        return MXFP4
    return Q8_0 if config.family != "llama" or name == gguf_name(EMBEDDING, {}) else Q4_1


def _values(
    random: np.random.Generator,
    name: str,
    shape: Shape,
    kind: GGMLQuantizationType,
    vocabulary: Vocabulary,
) -> NDArray[Any]:
    if name == gguf_name(EMBEDDING, {}) or name == gguf_name(LM_HEAD, {}):
        return _embedding(random, shape, vocabulary)
    if kind is Q4_1:
        return _blocks(random, shape, Q4_1, _halves(_Q4_1_SCALE, -7.5 * _Q4_1_SCALE))
    if kind is Q8_0:
        return _blocks(random, shape, Q8_0, _halves(_Q8_0_SCALE))
    if kind is MXFP4:
        return _blocks(random, shape, MXFP4, np.array([_MXFP4_SCALE], np.uint8))
    if len(shape) == 2 and name.endswith(".weight"):
        return random.normal(0.0, STD, shape).astype(np.float32)
    return np.full(shape, 1.0 if name.endswith("norm.weight") else 0.0, np.float32)


def _network(config: ModelConfig) -> dict[str, Any]:
    arch, experts = _arch(config), config.experts
    own: dict[str, Any] = {}
    if experts is not None:
        own = {
            "expert_count": experts.num_experts,
            "expert_used_count": experts.num_chosen,
            "expert_feed_forward_length": experts.intermediate_size,
            "attention.sliding_window": max(config.sliding_windows),
        }
    network = {
        "block_count": config.num_layers,
        "context_length": config.max_position_embeddings,
        "embedding_length": config.hidden_size,
        "feed_forward_length": config.intermediate_size,
        "attention.head_count": config.num_heads,
        "attention.head_count_kv": config.num_kv_heads,
        "attention.key_length": config.head_dim,
        "attention.value_length": config.head_dim,
        "attention.layer_norm_rms_epsilon": config.rms_norm_eps,
        "rope.dimension_count": config.rope.rotary_dim,
        "rope.freq_base": config.rope.theta,
        "vocab_size": config.vocab_size,
        **own,
    }
    return {
        "general.name": config.file.removesuffix(".json"),
        "general.file_type": _MOSTLY_Q4_1 if experts is None else _MOSTLY_MXFP4,
        "general.quantization_version": 2,
        **{f"{arch}.{key}": value for key, value in network.items()},
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
    if kind is F32:
        writer.add_tensor_info(name, shape, np.dtype(np.float32), 4 * math.prod(shape))
        return
    in_bytes = (*shape[:-1], _row_bytes(shape, kind))
    writer.add_tensor_info(name, in_bytes, np.dtype(np.uint8), math.prod(in_bytes), raw_dtype=kind)


def _row_bytes(shape: Shape, kind: GGMLQuantizationType) -> int:
    block_size, block_bytes = GGML_QUANT_SIZES[kind]
    return shape[-1] // block_size * block_bytes


def _halves(*head: float) -> NDArray[np.uint8]:
    return np.array(head, np.float16).view(np.uint8)


def _blocks(
    random: np.random.Generator, shape: Shape, kind: GGMLQuantizationType, head: NDArray[np.uint8]
) -> NDArray[np.uint8]:
    """Random codes, and each block's `head` in front: uint8 [rows, bytes of a row]."""
    _, block_bytes = GGML_QUANT_SIZES[kind]
    num_rows = math.prod(shape[:-1])
    raw = np.frombuffer(bytearray(random.bytes(num_rows * _row_bytes(shape, kind))), np.uint8)
    raw.reshape(-1, block_bytes)[:, : len(head)] = head
    return raw.reshape(num_rows, -1)


def _embedding(random: np.random.Generator, shape: Shape, vocabulary: Vocabulary) -> NDArray[np.uint8]:
    raw = _blocks(random, shape, Q8_0, _halves(_Q8_0_SCALE))
    quiet = _halves(_QUIET * _Q8_0_SCALE)
    rows = np.flatnonzero(~np.array(vocabulary.is_text))
    raw.reshape(shape[0], -1, GGML_QUANT_SIZES[Q8_0][1])[rows, :, :2] = quiet
    return raw


def _rope_divisors(rope: RopeConfig) -> NDArray[np.float32]:
    """How a GGUF says llama3's scaling: what each pair's frequency is divided by."""
    plain = RopeConfig(rotary_dim=rope.rotary_dim, theta=rope.theta)
    divisors: NDArray[np.float32] = (inverse_frequencies(plain) / inverse_frequencies(rope)).numpy()
    return divisors
