"""A folder of annotated policies: text/NAME.*, gold/NAME.tsv and, where findings are annotated, findings/NAME.tsv."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reviewer.evaluate.findings import ExpectedFindings, read_expected_findings
from reviewer.evaluate.gold import Gold, GoldError, read_gold


@dataclass(frozen=True, slots=True)
class Annotation:
    """What is wanted of one policy; `path` is its file, `language` that of the gold, "?" where it names none."""

    name: str
    path: Path
    language: str
    gold: tuple[Gold, ...]
    findings: ExpectedFindings | None = None


def read_annotations(folder: Path) -> tuple[Annotation, ...]:
    """The annotated policies by name; GoldError where there is none, or where a file breaks its format."""
    texts = {path.stem: path for path in sorted((folder / "text").glob("*"), reverse=True)}
    golds = [path for path in sorted((folder / "gold").glob("*.tsv")) if path.stem in texts]
    if not golds:
        raise GoldError(f"{folder} holds no gold/NAME.tsv with a text/NAME.* beside it.")
    return tuple(_annotation(folder, texts[path.stem], path) for path in golds)


def _annotation(folder: Path, text: Path, path: Path) -> Annotation:
    gold = read_gold(path.read_text(encoding="utf-8"), path.name)
    language = next((g.spellings[0] for g in gold if g.field == "document.language"), "?")
    findings = folder / "findings" / path.name
    expected = read_expected_findings(findings.read_text(encoding="utf-8"), path.name) if findings.exists() else None
    return Annotation(path.stem, text, language, gold, expected)
