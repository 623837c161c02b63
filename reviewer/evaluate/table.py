"""An evaluation as a table for people and as data for programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from reviewer.evaluate.accuracy import Evaluation, Tally
from reviewer.evaluate.findings import FindingTally
from reviewer.evaluate.reliability import calibration_error

_ROW = "{:34} {:>6} {:>6} {:>6} {:>6} {:>6} {:>6} {:>9} {:>11}".format
_BIN = "{:34} {:>6} {:>10} {:>6}".format


def evaluation_table(evaluation: Evaluation, *, misses: bool = False) -> str:
    """Figures by field, language and document, how far confidences can be trusted, and the sum in the last line."""
    parts = [_ROW("", "prec", "recall", "F1", "right", "wrong", "missed", "evidence", "corrections")]
    for group in (evaluation.fields, evaluation.languages, evaluation.documents):
        parts += [*(_row(name, group[name]) for name in sorted(group)), ""]
    parts += [*_reliability(evaluation), ""]
    if misses:
        parts += ["\t".join((m.document, m.field, m.verdict.upper(), m.value, m.quote)) for m in evaluation.misses]
    return "\n".join([*parts, *_findings(evaluation.findings), _sum(evaluation)])


def _row(name: str, tally: Tally) -> str:
    shares = (f"{share:.3f}" for share in (tally.precision, tally.recall, tally.f1))
    counts = (tally.right, tally.wrong, tally.missed)
    return _ROW(name[:34], *shares, *counts, f"{tally.evidence:.3f}", tally.corrections)


def _reliability(evaluation: Evaluation) -> Iterator[str]:
    yield _BIN("confidence", "values", "confidence", "right")
    for one in evaluation.reliability:
        if one.count:
            yield _BIN(f"{one.low:.1f}-{one.high:.1f}", one.count, f"{one.confidence:.3f}", f"{one.right:.3f}")
    yield f"expected calibration error {calibration_error(evaluation.reliability):.3f}"


def _findings(tally: FindingTally) -> Iterator[str]:
    if tally.wanted:
        yield (
            f"FINDINGS  {tally.right} of {tally.wanted} required suggested ({tally.severe} at the expected severity), "
            f"{tally.wrong} not expected, of which {tally.never} must never be suggested"
        )


def _sum(evaluation: Evaluation) -> str:
    total, count = evaluation.total, len(evaluation.documents)
    return (
        f"ALL  precision {total.precision:.3f}  recall {total.recall:.3f}  F1 {total.f1:.3f}  "
        f"evidence {total.evidence:.3f}  corrections {total.corrections} over {count} documents "
        f"({total.corrections / max(1, count):.1f} each)"
    )


def evaluation_data(evaluation: Evaluation) -> dict[str, Any]:
    """The same as plain data."""
    return {
        "calibration_error": calibration_error(evaluation.reliability),
        "findings": _finding_figures(evaluation.findings),
        "total": _figures(evaluation.total),
        "documents": _group(evaluation.documents),
        "languages": _group(evaluation.languages),
        "fields": _group(evaluation.fields),
        "reliability": [
            {"low": b.low, "high": b.high, "count": b.count, "confidence": b.confidence, "right": b.right}
            for b in evaluation.reliability
        ],
    }


def _finding_figures(tally: FindingTally) -> dict[str, int]:
    return {
        "wanted": tally.wanted,
        "right": tally.right,
        "severity_right": tally.severe,
        "wrong": tally.wrong,
        "never": tally.never,
    }


def _group(group: Mapping[str, Tally]) -> dict[str, dict[str, float]]:
    return {name: _figures(tally) for name, tally in group.items()}


def _figures(tally: Tally) -> dict[str, float]:
    return {
        "precision": tally.precision,
        "recall": tally.recall,
        "f1": tally.f1,
        "right": tally.right,
        "wrong": tally.wrong,
        "missed": tally.missed,
        "corrections": tally.corrections,
        "evidence": tally.evidence,
    }
