"""Prometheus text expositions of several processes as one, told apart by a label."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.metrics_core import Metric
from prometheus_client.parser import text_string_to_metric_families
from prometheus_client.registry import Collector


class MergedFamilies(Collector):
    """Every family once, with all sources' samples: the format forbids a second block of one name."""

    def __init__(self, label: str, sources: Sequence[tuple[str, bytes]]) -> None:
        self._label = label
        self._sources = sources

    def collect(self) -> Iterator[Metric]:
        families: dict[str, Metric] = {}
        for value, text in self._sources:
            for family in text_string_to_metric_families(text.decode()):
                merged = families.setdefault(
                    family.name, Metric(family.name, family.documentation, family.type)
                )
                for sample in family.samples:
                    # A sample that already names its source keeps that.
                    labels = {self._label: value, **sample.labels}
                    merged.samples.append(sample._replace(labels=labels))
        yield from families.values()


def merged_exposition(label: str, sources: Iterable[tuple[str, bytes]]) -> bytes:
    """The text of all `sources`, (label value, exposition) each."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(MergedFamilies(label, list(sources)))
    return generate_latest(registry)
