"""The C structures of native/ops.h that cross the library's boundary as pointers."""

from __future__ import annotations

from ctypes import Structure, c_float, c_int32, c_int64, c_void_p


class KvBlocksStruct(Structure):
    """struct KvBlocks."""

    _fields_ = (
        ("data", c_void_p),
        ("block_stride", c_int64),
        ("num_blocks", c_int64),
        ("num_kv_heads", c_int64),
        ("head_dim", c_int64),
        ("block_size", c_int64),
        ("format", c_int32),
    )


class ExpertWeightsStruct(Structure):
    """struct ExpertWeights."""

    _fields_ = (
        ("gate_up", c_void_p),
        ("gate_up_bias", c_void_p),
        ("up", c_void_p),
        ("up_bias", c_void_p),
        ("down", c_void_p),
        ("down_bias", c_void_p),
    )


class ExpertsStruct(Structure):
    """struct Experts."""

    _fields_ = (
        ("x", c_void_p),
        ("out", c_void_p),
        ("router", c_void_p),
        ("router_bias", c_void_p),
        ("weights", c_void_p),
        ("num_rows", c_int64),
        ("x_stride", c_int64),
        ("hidden", c_int64),
        ("intermediate", c_int64),
        ("gate_up_features", c_int64),
        ("num_experts", c_int64),
        ("num_chosen", c_int64),
        ("router_format", c_int32),
        ("gate_up_format", c_int32),
        ("up_format", c_int32),
        ("down_format", c_int32),
        ("activation", c_int32),
        ("is_normalised", c_int32),
        ("dtype", c_int32),
    )


class LoraPanelStruct(Structure):
    """struct LoraPanel."""

    _fields_ = (
        ("up", c_void_p),
        ("factors", c_void_p),
        ("offsets", c_void_p),
        ("first", c_int32),
        ("count", c_int32),
    )


class LoraWeightsStruct(Structure):
    """struct LoraWeights."""

    _fields_ = (("down", c_void_p), ("scales", c_void_p), ("panels", c_void_p), ("rank", c_int64))


class LoraStruct(Structure):
    """struct Lora."""

    _fields_ = (
        ("x", c_void_p),
        ("weights", c_void_p),
        ("adapters", c_void_p),
        ("products", c_void_p),
        ("panels", c_void_p),
        ("num_rows", c_int64),
        ("x_stride", c_int64),
        ("in_features", c_int64),
        ("rank", c_int64),
        ("dtype", c_int32),
        ("weight_format", c_int32),
        ("prefetch", c_void_p),
        ("add", c_void_p),
    )


class ProgramOpStruct(Structure):
    """struct ProgramOp."""

    _fields_ = (
        ("kind", c_int32),
        ("x", c_int32),
        ("out", c_int32),
        ("layer", c_int32),
        ("weight", c_void_p),
        ("bias", c_void_p),
        ("sinks", c_void_p),
        ("experts", c_void_p),
        ("in_features", c_int64),
        ("out_features", c_int64),
        ("out_width", c_int64),
        ("first_column", c_int64),
        ("first_head", c_int64),
        ("num_heads", c_int64),
        ("head_dim", c_int64),
        ("sliding_window", c_int64),
        ("format", c_int32),
        ("epilogue", c_int32),
        ("rope", c_int32),
        ("site", c_int32),
        ("eps", c_float),
        ("offset", c_float),
        ("scale", c_float),
        ("softcap", c_float),
    )


class StepStruct(Structure):
    """struct Step."""

    _fields_ = (
        ("token_ids", c_void_p),
        ("positions", c_void_p),
        ("slot_mapping", c_void_p),
        ("query_start", c_void_p),
        ("seq_lens", c_void_p),
        ("block_tables", c_void_p),
        ("logit_rows", c_void_p),
        ("adapters", c_void_p),
        ("logit_adapters", c_void_p),
        ("lora", c_void_p),
        ("num_adapters", c_int64),
        ("num_tokens", c_int64),
        ("num_seqs", c_int64),
        ("max_blocks", c_int64),
        ("num_logit_rows", c_int64),
        ("logits", c_void_p),
        ("buffers", c_void_p),
        ("widths", c_void_p),
        ("cos", c_void_p),
        ("sin", c_void_p),
        ("num_positions", c_int64),
        ("num_angles", c_int64),
        ("kv", KvBlocksStruct),
        ("layer_stride", c_int64),
        ("dtype", c_int32),
    )
