"""The registry of model families: what the rest of the project asks instead of naming a decoder.

A family says which checkpoints are its own, how their configuration is read, which tensors they hold, and
which module computes them. The same module, built from other operators, is what runs on the CPU, what each
rank of several runs, and what Neuron's graphs are traced from.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

from models.config import ModelConfig
from models.decoder import Decoder, Take
from models.keys import Keys
from models.operators import Operators
from models.parted_weights import Part
from models.weights import Cut, Shape


@dataclass(frozen=True, slots=True, kw_only=True)
class GGUFForm:
    """How a family's GGUF files differ from its Hugging Face ones."""

    architectures: tuple[str, ...]  # of `general.architecture`
    # From the metadata and the tensors' names; raises CheckpointError naming the key.
    read_config: Callable[[Keys, Collection[str]], ModelConfig]
    has_paired_rows: bool = False  # q's and k's rows stand as RoPE's neighbours (2i, 2i + 1)
    # Tensors that may divide RoPE's frequencies: by name, the field of RopeConfig that they are.
    rope_tensors: Mapping[str, str] = field(default_factory=dict)
    has_norm_offset: bool = False  # the norms have been given the offset of the configuration
    # A layer's tensors that GGUF calls otherwise than those of the Llama shape: its name to Hugging Face's.
    parts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    name: str  # `ModelConfig.family` of its models
    architectures: tuple[str, ...]  # of config.json
    model_types: tuple[str, ...]  # of config.json
    # From config.json and generation_config.json; raises CheckpointError naming the key.
    read_config: Callable[[Keys, Keys], ModelConfig]
    expected_tensors: Callable[[ModelConfig], dict[str, Shape]]  # every one that the decoder takes
    cuts: Mapping[str, Cut]  # by the last part of a module's name; what is not named is whole on each rank
    decoder: Callable[[ModelConfig, Operators, Take], Decoder]
    gguf: GGUFForm | None = None  # None: there is no GGUF architecture of its own
    # (name, part): where a tensor may be a part of a larger one. Of several of a name the first is taken.
    parts: Callable[[ModelConfig], Iterable[tuple[str, Part]]] = lambda config: ()
    prefixes: Mapping[str, str] = field(default_factory=dict)  # of names in safetensors, to ours
    unused_prefixes: tuple[str, ...] = ()  # of tensors that are there for what is not served


_FAMILIES: dict[str, Family] = {}


def register(family: Family) -> None:
    """Make a family known. Raises ValueError where another has its name or takes the same checkpoints."""
    for kind, names in _claims(family).items():
        for other in _FAMILIES.values():
            if taken := names & _claims(other)[kind]:
                raise ValueError(
                    f"register: {kind} {sorted(taken)[0]!r} of {family.name} is {other.name}'s already."
                )
    _FAMILIES[family.name] = family


def _claims(family: Family) -> dict[str, set[str]]:
    return {
        "name": {family.name},
        "architecture": set(family.architectures),
        "model_type": set(family.model_types),
        "general.architecture": set(family.gguf.architectures if family.gguf else ()),
    }


def family_of(config: ModelConfig) -> Family:
    """The family of a configuration that one of them has read."""
    return _FAMILIES[config.family]


def hf_family(keys: Keys) -> Family:
    """The family of a config.json. Raises CheckpointError naming those that are known."""
    architectures = keys.items("architectures", of=str) if keys.has("architectures") else []
    by_architecture = {name: family for family in _FAMILIES.values() for name in family.architectures}
    if architectures and architectures[0] not in by_architecture:
        raise keys.error(
            "architectures", f"names {architectures[0]!r}; supported are {', '.join(by_architecture)}."
        )
    if architectures and not keys.has("model_type"):
        return by_architecture[architectures[0]]
    by_type = {name: family for family in _FAMILIES.values() for name in family.model_types}
    model_type = keys.text("model_type")
    if model_type not in by_type:
        raise keys.error("model_type", f"is {model_type!r}; supported are {', '.join(by_type)}.")
    return by_type[model_type]


def gguf_form(keys: Keys) -> GGUFForm:
    """How a GGUF with this metadata is read. Raises CheckpointError naming those that are known."""
    forms = [family.gguf for family in _FAMILIES.values() if family.gguf]
    by_architecture = {name: form for form in forms for name in form.architectures}
    architecture = keys.text("general.architecture")
    if architecture not in by_architecture:
        raise keys.error(
            "general.architecture", f"is {architecture!r}; supported are {', '.join(by_architecture)}."
        )
    return by_architecture[architecture]
