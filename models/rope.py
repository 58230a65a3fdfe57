"""Rotary position embedding: its options, and the table of cosines and sines they come to.

Formulas: arXiv:2104.09864 (RoPE), arXiv:2309.00071 (YaRN), arXiv:2402.13753 (longrope), the Llama 3.1
release (llama3). Where a paper leaves a choice, transformers' is taken: parity decides.
"""

from __future__ import annotations

import logging
import math
from dataclasses import dataclass
from typing import Literal

import torch
from torch import Tensor

from models.keys import Keys

RopeType = Literal["default", "linear", "llama3", "yarn", "longrope"]
_log = logging.getLogger(__name__)
ROPE_TYPES = ("default", "linear", "llama3", "yarn", "longrope")


@dataclass(frozen=True, slots=True, kw_only=True)
class RopeConfig:
    """How positions become angles. Fields below `factor` belong to the types in their comment."""

    rotary_dim: int  # dimensions of a head that are rotated; the rest pass through
    theta: float = 10000.0
    type: RopeType = "default"
    factor: float = 1.0
    original_max_positions: int = 0  # llama3, yarn, longrope: the context of the first training
    low_freq_factor: float = 1.0  # llama3
    high_freq_factor: float = 4.0  # llama3
    attention_factor: float = 1.0  # yarn, longrope: multiplies cosine and sine
    beta_fast: float = 32.0  # yarn
    beta_slow: float = 1.0  # yarn
    truncate: bool = True  # yarn: round the correction range to whole dimensions
    frequency_divisors: tuple[float, ...] = ()  # GGUF's rope_freqs tensor: one per rotated pair
    # longrope: one per rotated pair, for tables of up to original_max_positions, and for longer ones
    short_divisors: tuple[float, ...] = ()
    long_divisors: tuple[float, ...] = ()

    @property
    def max_positions(self) -> int:
        """How far YaRN stretches the first training's context (configs often keep its length); else 0."""
        return int(self.original_max_positions * self.factor) if self.type == "yarn" else 0

    @classmethod
    def from_hf(
        cls,
        config: Keys,
        *,
        head_dim: int,
        max_positions: int,
        theta: float = 10000.0,
        is_partial: bool = False,
    ) -> RopeConfig:
        """From `rope_parameters`, or from `rope_scaling` and `rope_theta` of older files.

        Where a file has both, `rope_scaling` replaces the other whole, theta too: so it does in transformers.
        Args:
            theta: where the file has none.
            is_partial: the family may rotate a part of each head (`partial_rotary_factor`).
        """
        section = config.section("rope_scaling")
        if not section.values:
            section = config.section("rope_parameters")
        elif config.section("rope_parameters").values:
            _log.warning(
                "%s: `rope_scaling` replaces `rope_parameters`, as in transformers, its rope_theta too. To "
                "scale what rope_parameters says, put the keys of rope_scaling into it.",
                config.file,
            )
        rotary_dim = _rotary_dim(config, section, head_dim, is_partial=is_partial)
        for key, value in section.values.items():
            if isinstance(value, dict):
                raise section.error(key, "gives a layer type its own RoPE, which this family does not have.")
        theta = _theta(section if section.has("rope_theta") else config, "rope_theta", theta)
        return cls._from_section(
            section, config, rotary_dim=rotary_dim, max_positions=max_positions, theta=theta
        )

    @classmethod
    def of_layer_type(
        cls, section: Keys, config: Keys, *, head_dim: int, max_positions: int, theta: float
    ) -> RopeConfig:
        """From the part of `rope_parameters` that belongs to one type of layer."""
        rotary_dim = _rotary_dim(config, section, head_dim, is_partial=False)
        theta = _theta(section, "rope_theta", theta)
        return cls._from_section(
            section, config, rotary_dim=rotary_dim, max_positions=max_positions, theta=theta
        )

    @classmethod
    def _from_section(
        cls, section: Keys, config: Keys, *, rotary_dim: int, max_positions: int, theta: float
    ) -> RopeConfig:
        kind = section.text("rope_type", section.text("type", "default"))
        original = config.positive(
            "original_max_position_embeddings",
            section.positive("original_max_position_embeddings", max_positions),
        )
        if kind == "default":
            return cls(rotary_dim=rotary_dim, theta=theta)
        if kind == "linear":
            return cls(
                rotary_dim=rotary_dim, theta=theta, type="linear", factor=section.positive_number("factor")
            )
        if kind == "llama3":
            return cls(
                rotary_dim=rotary_dim,
                theta=theta,
                type="llama3",
                factor=section.positive_number("factor"),
                original_max_positions=original,
                low_freq_factor=section.positive_number("low_freq_factor"),
                high_freq_factor=section.positive_number("high_freq_factor"),
            )
        if kind == "yarn":
            factor = section.positive_number("factor") if section.has("factor") else max_positions / original
            return cls(
                rotary_dim=rotary_dim,
                theta=theta,
                type="yarn",
                factor=factor,
                original_max_positions=original,
                attention_factor=_yarn_attention_factor(section, factor),
                beta_fast=_beta(section, "beta_fast", 32.0),
                beta_slow=_beta(section, "beta_slow", 1.0),
                truncate=section.flag("truncate", True),
            )
        if kind == "longrope":
            factor = section.positive_number("factor") if section.has("factor") else max_positions / original
            return cls(
                rotary_dim=rotary_dim,
                theta=theta,
                type="longrope",
                factor=factor,
                original_max_positions=original,
                attention_factor=_longrope_attention_factor(section, factor, original),
                short_divisors=_divisors(section, "short_factor", rotary_dim),
                long_divisors=_divisors(section, "long_factor", rotary_dim),
            )
        raise section.error("rope_type", f"is {kind!r}; supported are {', '.join(ROPE_TYPES)}.")

    @classmethod
    def from_gguf(cls, metadata: Keys, arch: str, *, rotary_dim: int, max_positions: int) -> RopeConfig:
        """From `<arch>.rope.*` as llama.cpp reads it: a factor without a type is linear, 0 is no factor.

        llama3 scaling comes as a tensor of divisors instead, see the loader.
        """
        scaling = f"{arch}.rope.scaling"
        kind = metadata.text(f"{scaling}.type", "linear")
        factor = _gguf_factor(metadata, arch)
        if kind not in ("none", "linear", "yarn"):
            raise metadata.error(f"{scaling}.type", f"is {kind!r}; supported are none, linear and yarn.")
        is_yarn, is_linear = kind == "yarn", kind == "linear" and factor != 1.0
        # llama.cpp multiplies cosine and sine by this key whatever the type, and YaRN's by the paper's too.
        attention_factor = metadata.positive_number(f"{scaling}.attn_factor", 1.0)
        original = metadata.positive(f"{scaling}.original_context_length", max_positions)
        return cls(
            rotary_dim=rotary_dim,
            theta=_theta(metadata, f"{arch}.rope.freq_base", 10000.0),
            type="yarn" if is_yarn else "linear" if is_linear else "default",
            factor=factor if is_yarn or is_linear else 1.0,
            original_max_positions=original if is_yarn else 0,
            attention_factor=attention_factor * (_mscale(factor) if is_yarn else 1.0),
        )


def _gguf_factor(metadata: Keys, arch: str) -> float:
    key, old_key = f"{arch}.rope.scaling.factor", f"{arch}.rope.scale_linear"
    key = key if metadata.has(key) else old_key
    return metadata.positive_number(key) if metadata.number(key, 0.0) else 1.0


def _rotary_dim(config: Keys, section: Keys, head_dim: int, *, is_partial: bool) -> int:
    where = section if section.has("partial_rotary_factor") else config
    factor = where.positive_number("partial_rotary_factor", 1.0)
    if factor > 1.0 or (factor != 1.0 and not is_partial):
        allowed = "it must be at most 1.0" if is_partial else "this family rotates whole heads (1.0)"
        raise where.error("partial_rotary_factor", f"is {factor}; {allowed}.")
    return int(head_dim * factor)


def _divisors(section: Keys, key: str, rotary_dim: int) -> tuple[float, ...]:
    divisors = section.items(key, of=(int, float))
    if len(divisors) != rotary_dim // 2 or not all(divisor > 0 for divisor in divisors):
        raise section.error(
            key,
            f"must have a number of more than 0 for each of the {rotary_dim // 2} rotated pairs, "
            f"got {len(divisors)} numbers.",
        )
    return tuple(float(divisor) for divisor in divisors)


def _longrope_attention_factor(section: Keys, factor: float, original: int) -> float:
    """How much longrope sharpens attention; arXiv:2402.13753, section 4."""
    if section.has("attention_factor"):
        return section.positive_number("attention_factor")
    return 1.0 if factor <= 1.0 else math.sqrt(1.0 + math.log(factor) / math.log(original))


def _theta(section: Keys, key: str, default: float) -> float:
    theta = section.number(key, default)
    if theta <= 1:
        raise section.error(key, f"must be more than 1, got {theta}.")
    return theta


def _beta(section: Keys, key: str, default: float) -> float:
    if section.number(key, default) == 0:
        return default  # transformers takes zero for "not given"
    return section.positive_number(key, default)


def _mscale(factor: float, mscale: float = 1.0) -> float:
    """How much YaRN sharpens attention at this scale; arXiv:2309.00071, eq. 22."""
    return 1.0 if factor <= 1.0 else 0.1 * mscale * math.log(factor) + 1.0


def _yarn_attention_factor(section: Keys, factor: float) -> float:
    if section.has("attention_factor"):
        return section.number("attention_factor")
    mscale, mscale_all_dim = section.number("mscale", 0.0), section.number("mscale_all_dim", 0.0)
    if mscale and mscale_all_dim:
        return _mscale(factor, mscale) / _mscale(factor, mscale_all_dim)
    return _mscale(factor)


def rope_table(rope: RopeConfig, max_positions: int) -> tuple[Tensor, Tensor]:
    """Cosine and sine of every position's angles: two float32 [max_positions, rotary_dim / 2]."""
    positions = torch.arange(max_positions, dtype=torch.float32)
    angles = positions[:, None] * inverse_frequencies(rope, max_positions)
    return angles.cos() * rope.attention_factor, angles.sin() * rope.attention_factor


def inverse_frequencies(rope: RopeConfig, max_positions: int = 0) -> Tensor:
    """Radians per position of each rotated pair: float32 [rotary_dim / 2].

    `max_positions` is how far positions may go: longrope has other divisors where that is more than the first
    training's context. All positions of one table have the same, for K stays as it was written.
    """
    exponents = torch.arange(0, rope.rotary_dim, 2, dtype=torch.float32) / rope.rotary_dim
    wavelengths = rope.theta**exponents
    if rope.frequency_divisors:
        wavelengths = wavelengths * torch.tensor(rope.frequency_divisors, dtype=torch.float32)
    if rope.type == "longrope":
        divisors = rope.long_divisors if max_positions > rope.original_max_positions else rope.short_divisors
        wavelengths = wavelengths * torch.tensor(divisors, dtype=torch.float32)
    inverse = 1.0 / wavelengths
    if rope.type == "linear":
        return inverse / rope.factor
    if rope.type == "llama3":
        return _llama3(rope, inverse)
    if rope.type == "yarn":
        return _yarn(rope, wavelengths)
    return inverse


def _llama3(rope: RopeConfig, inverse: Tensor) -> Tensor:
    """Long waves are stretched by `factor`, short ones kept, those between blended."""
    wavelengths = 2 * math.pi / inverse
    longest_kept = rope.original_max_positions / rope.high_freq_factor
    shortest_stretched = rope.original_max_positions / rope.low_freq_factor
    blend = (rope.original_max_positions / wavelengths - rope.low_freq_factor) / (
        rope.high_freq_factor - rope.low_freq_factor
    )
    blended = (1 - blend) * inverse / rope.factor + blend * inverse
    stretched = torch.where(wavelengths > shortest_stretched, inverse / rope.factor, inverse)
    between = (wavelengths >= longest_kept) & (wavelengths <= shortest_stretched)
    return torch.where(between, blended, stretched)


def _yarn(rope: RopeConfig, wavelengths: Tensor) -> Tensor:
    """From kept (fast pairs) to stretched (slow pairs), along a ramp over the pair's index."""
    low, high = _yarn_range(rope)
    pairs = torch.arange(rope.rotary_dim // 2, dtype=torch.float32)
    stretched_share = ((pairs - low) / (high - low)).clamp(0, 1)
    kept_share = 1 - stretched_share
    kept, stretched = 1.0 / wavelengths, 1.0 / (rope.factor * wavelengths)
    return stretched * (1 - kept_share) + kept * kept_share


def _yarn_range(rope: RopeConfig) -> tuple[float, float]:
    def pair_of(num_rotations: float) -> float:
        """The pair that turns this often within the original context."""
        turns = rope.original_max_positions / (num_rotations * 2 * math.pi)
        return rope.rotary_dim * math.log(turns) / (2 * math.log(rope.theta))

    low, high = pair_of(rope.beta_fast), pair_of(rope.beta_slow)
    if rope.truncate:
        low, high = math.floor(low), math.ceil(high)
    low, high = max(low, 0), min(high, rope.rotary_dim - 1)
    return low, high + 0.001 if low == high else high
