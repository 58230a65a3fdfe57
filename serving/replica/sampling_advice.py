"""What a checkpoint's makers say of sampling, as far as this server was told to follow it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from models.generation_config import GenerationConfig
from serving.config import ReplicaConfig
from serving.logs import get_logger
from serving.request import SamplingDefaults

_log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class SamplingAdvice:
    defaults: SamplingDefaults = field(default_factory=SamplingDefaults)
    ignored: tuple[str, ...] = ()  # `key=value`: what is not done here

    @classmethod
    def of(cls, generation: GenerationConfig, config: ReplicaConfig) -> SamplingAdvice:
        """Raises CheckpointError for a value that no request may have."""
        if config.generation_config == "none":
            return cls()
        return cls(SamplingDefaults(**generation.defaults()), generation.unsupported())

    def with_max_tokens(self, max_tokens: int | None) -> SamplingAdvice:
        """None: as it is."""
        if max_tokens is None:
            return self
        return replace(self, defaults=replace(self.defaults, max_tokens=max_tokens))

    def log(self) -> None:
        if self.defaults.given:
            _log.info("sampling_defaults", **self.defaults.given, turn_off="--generation-config none")
        if self.ignored:
            _log.warning("sampling_defaults_not_supported", keys=", ".join(self.ignored))
