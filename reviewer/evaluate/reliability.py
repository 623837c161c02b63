"""Whether a confidence of 0.9 means nine in ten: values by their confidence, in ten bins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """The values whose confidence lies from `low` up to `high`: how many, how sure the machine was of them on average,
    and which share was right."""

    low: float
    high: float
    count: int
    confidence: float
    right: float


def reliability_bins(pairs: Iterable[tuple[float, bool]]) -> tuple[Bin, ...]:
    """Ten bins of equal width over pairs of confidence and whether the value was right; empty ones too."""
    members: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for confidence, right in pairs:
        members[min(int(confidence * BINS), BINS - 1)].append((confidence, right))
    return tuple(_bin(n, values) for n, values in enumerate(members))


def _bin(number: int, values: list[tuple[float, bool]]) -> Bin:
    count = len(values) or 1
    mean = sum(confidence for confidence, _ in values) / count
    return Bin(number / BINS, (number + 1) / BINS, len(values), mean, sum(right for _, right in values) / count)


def calibration_error(bins: Iterable[Bin]) -> float:
    """Expected calibration error: by how much confidence and share of right ones differ, on average over values."""
    bins = tuple(bins)
    return sum(b.count * abs(b.confidence - b.right) for b in bins) / max(1, sum(b.count for b in bins))
