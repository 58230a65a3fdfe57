"""What the log has to know of the models that a process serves: whose turns it may begin and go on with."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ServedModel:
    template_fingerprint: str  # of its tokenizer and chat template: its token ids mean nothing to others
    numeric_fingerprint: str = ""  # names the arithmetic that it samples with


class ServedModels:
    """By the name that requests call each by."""

    def __init__(self, by_name: Mapping[str, ServedModel]) -> None:
        """The first is the default one, to which every other name belongs: it is an adapter's."""
        self._by_name = by_name
        self._default = next(iter(by_name.values()))

    def of(self, name: str) -> ServedModel:
        return self._by_name.get(name, self._default)

    @property
    def templates(self) -> Set[str]:
        return {model.template_fingerprint for model in self._by_name.values()}

    def numerics_of(self, template_fingerprint: str) -> Set[str]:
        """Of the models with that template."""
        return {
            model.numeric_fingerprint
            for model in self._by_name.values()
            if model.template_fingerprint == template_fingerprint
        }
