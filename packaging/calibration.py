"""Fits the weights of confidences to annotated policies and writes them to the lexicons.

    python packaging/calibration.py FOLDER[=WEIGHT]... [--predictions OUT.jsonl] [--dry-run]

A FOLDER holds text/NAME.* and gold/NAME.tsv. WEIGHT (1 unless given) is what a value of that folder counts for: the
machine is right too often on policies that its rules were made on, so those that they have not seen should weigh more.
With --predictions the values of every document are written with confidences fitted on all other documents, for a
measuring program. --dry-run fits and reports, and writes no weights.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from reviewer.evaluate import EvaluatedDocument, Gold, Verdict, calibration_error, read_annotations, reliability_bins
from reviewer.evaluate.accuracy import judge_values
from reviewer.export import extraction_data
from reviewer.extract.confidence import features, likelihood
from reviewer.extract.engine import read_candidates
from reviewer.importers import read_document
from reviewer.model import Document, Extraction

OUTPUT = Path(__file__).resolve().parent.parent / "resources" / "lexicons" / "any" / "calibration.toml"
HEAD = """\
# How likely a value is right, from what is known of its match: weights of a logistic regression, by feature
# (reviewer/extract/confidence.py says what each is). Fitted by packaging/calibration.py, not written by hand.

[words.calibration]
"""

STRENGTH = {"constant": 0.01, "rule": 1.0, "passages": 2.0, "field": 4.0}
"""How strongly a weight is held to what is likely beforehand (ridge); fields stand on few values each."""
OTHERWISE = 2.0
LIKELY = {"rule": 0.5}
"""What a weight is beforehand, where not 0."""
SWEEPS = 60
CLOSE = 1e-4


@dataclass(frozen=True)
class Example:
    """A value given: what is known of its match, whether it was right, and what it counts for."""

    known: Mapping[str, float]
    right: bool
    weight: float


@dataclass(frozen=True)
class Measured:
    """A document with the machine's values; `examples` leaves out those that are defensible either way."""

    document: Document
    extraction: Extraction
    known: tuple[Mapping[str, float], ...]
    examples: tuple[Example, ...]


def measure(folder: Path, weight: float) -> Iterator[Measured]:
    """Every document of a folder that has gold."""
    for annotation in read_annotations(folder):
        document = read_document(annotation.path.read_bytes(), annotation.path.name)
        yield _measured(document, annotation.gold, weight)


def _measured(document: Document, gold: tuple[Gold, ...], weight: float) -> Measured:
    extraction, candidates = read_candidates(document)
    known = tuple(features(candidate) for candidate in candidates)
    by_value = {id(value): facts for value, facts in zip(extraction.values, known, strict=True)}
    judged, _ = judge_values(EvaluatedDocument(document.name, extraction.language, extraction.values, gold, ""))
    examples = tuple(
        Example(by_value[id(one.value)], one.verdict is Verdict.RIGHT, weight)
        for one in judged
        if one.verdict is not Verdict.OPTIONAL
    )
    return Measured(document, extraction, known, examples)


def fit(examples: Sequence[Example], start: Mapping[str, float] | None = None) -> dict[str, float]:
    """The weights of a logistic regression with a ridge, by Newton's step on one weight after the other."""
    weights: dict[str, float] = defaultdict(float, start or LIKELY)
    holders: dict[str, list[int]] = defaultdict(list)
    for number, example in enumerate(examples):
        for name, value in example.known.items():
            if value:
                holders[name].append(number)
    odds = [sum(weights[name] * value for name, value in e.known.items()) for e in examples]
    for _ in range(SWEEPS):
        largest = max(_improve(name, numbers, examples, weights, odds) for name, numbers in holders.items())
        if largest < CLOSE:
            break
    return {name: weights[name] for name in holders}


def _improve(
    name: str, numbers: list[int], examples: Sequence[Example], weights: dict[str, float], odds: list[float]
) -> float:
    """Take one step on one weight, keeping `odds` up to date; returns how far it went."""
    strength = STRENGTH.get(name.partition(" ")[0], OTHERWISE)
    slope, bend = strength * (weights[name] - LIKELY.get(name, 0.0)), strength
    for number in numbers:
        example = examples[number]
        value = example.known[name]
        share = 1 / (1 + math.exp(-odds[number]))
        slope += example.weight * value * (share - example.right)
        bend += example.weight * value * value * share * (1 - share)
    step = max(-1.0, min(1.0, -slope / bend))
    weights[name] += step
    for number in numbers:
        odds[number] += step * examples[number].known[name]
    return abs(step)


def predict_unseen(measured: Sequence[Measured], weights: Mapping[str, float]) -> list[Measured]:
    """The documents with every confidence fitted on all others; `weights`, fitted on all, are where fitting starts."""
    out = []
    for left_out in measured:
        others = [example for one in measured if one is not left_out for example in one.examples]
        fitted = fit(others, weights)
        values = tuple(
            replace(value, confidence=round(likelihood(known, fitted), 3))
            for value, known in zip(left_out.extraction.values, left_out.known, strict=True)
        )
        out.append(replace(left_out, extraction=replace(left_out.extraction, values=values)))
    return out


def error_of(measured: Iterable[Measured]) -> float:
    """Expected calibration error of the confidences of the documents' values."""
    pairs = []
    for one in measured:
        by_known = {id(known): value for known, value in zip(one.known, one.extraction.values, strict=True)}
        pairs += [(by_known[id(example.known)].confidence, example.right) for example in one.examples]
    return calibration_error(reliability_bins(pairs))


def write_weights(weights: Mapping[str, float]) -> None:
    lines = [f'"{name}" = {weight:.3f}\n' for name, weight in sorted(weights.items())]
    OUTPUT.write_text(HEAD + "".join(lines), encoding="utf-8", newline="\n")


def write_predictions(measured: Iterable[Measured], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for one in measured:
            file.write(json.dumps(extraction_data(one.document, one.extraction), ensure_ascii=False) + "\n")


def read_folder(argument: str) -> tuple[Path, float]:
    folder, _, weight = argument.partition("=")
    return Path(folder), float(weight or 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=read_folder, metavar="FOLDER[=WEIGHT]")
    parser.add_argument("--predictions", type=Path, metavar="OUT.jsonl")
    parser.add_argument("--dry-run", action="store_true")
    options = parser.parse_args()
    by_folder = {folder: list(measure(folder, weight)) for folder, weight in options.folders}
    measured = [one for documents in by_folder.values() for one in documents]
    weights = fit([example for one in measured for example in one.examples])
    unseen = predict_unseen(measured, weights)
    rest = iter(unseen)
    for folder, documents in by_folder.items():
        error = error_of(islice(rest, len(documents)))
        print(f"{folder.name}: {len(documents)} documents, calibration error, each left out in turn, {error:.3f}")
    print(f"together: {error_of(unseen):.3f}")
    if options.predictions:
        write_predictions(unseen, options.predictions)
    if not options.dry_run:
        write_weights(weights)


if __name__ == "__main__":
    main()
