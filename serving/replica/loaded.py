"""A model that is ready to run: what the replica is made around."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import blake2b

from models.chat_template import ChatTemplate
from models.tokenizer import Tokenizer
from serving.config import EngineConfig
from serving.engine.runner import Runner
from serving.kv.sealing import SealingKeys
from serving.kv.tiered_store import KVPlace
from serving.replica.adapters import Adapters
from serving.replica.sampling_advice import SamplingAdvice


@dataclass(frozen=True, slots=True)
class RunnerFacts:
    """What others need to know of a runner that is in another process."""

    vocab_size: int
    bytes_per_block: int

    @classmethod
    def of(cls, runner: Runner | RunnerFacts) -> RunnerFacts:
        return cls(runner.vocab_size, runner.bytes_per_block)


@dataclass(frozen=True, slots=True, eq=False)
class Loaded:
    """Pickles with facts in the place of its runner."""

    served_names: tuple[str, ...]  # the first is reported
    root: str  # the checkpoint's own name, whatever it is served as
    dtype: str
    tokenizer: Tokenizer
    chat_template: ChatTemplate | None
    fingerprint: bytes  # of weights and KV format: names KV blocks, with the adapter's content
    numerics: str  # kernel ISA, weight, activation and KV formats: a run is repeatable within one
    runner: Runner | RunnerFacts
    engine_config: EngineConfig
    created: int  # seconds since the epoch
    advice: SamplingAdvice = field(default_factory=SamplingAdvice)
    kv_places: tuple[KVPlace, ...] = ()  # the nearest first
    kv_keys: SealingKeys | None = None  # what is written there is sealed with
    files_prompts: bool = True  # there, also of requests without a session
    adapters: Adapters = field(default_factory=Adapters)
    aliases: tuple[tuple[str, str], ...] = ()  # (another name, the served name that it stands for)
    taken_names: frozenset[str] = frozenset()  # of all models of the process, and their aliases
    seed: int | None = None  # of requests that give none; None: one is drawn for each

    @property
    def own_runner(self) -> Runner:
        """The runner of this process, which `load` made."""
        assert not isinstance(self.runner, RunnerFacts), "the runner is in another process"
        return self.runner

    @property
    def model_names(self) -> tuple[str, ...]:
        """What requests may call for, the default one first."""
        return (*self.served_names, *self.adapters.served)

    def kv_model(self, adapter: str | None) -> str:
        """Whose KV that of a sequence is, as the log has it."""
        return self.fingerprint.hex() + (f"+{adapter}" if adapter else "")

    @property
    def has_kv_bucket(self) -> bool:
        return any(place.tier == "object" for place in self.kv_places)

    @property
    def system_fingerprint(self) -> str:
        """What OpenAI calls so: equal where the same request with the same seed gives the same tokens."""
        return "fp_" + blake2b(self.fingerprint + self.numerics.encode(), digest_size=6).hexdigest()
