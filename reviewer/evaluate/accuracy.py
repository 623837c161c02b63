"""Counts the machine's values that are right, wrong and missed: a wrong one is to be deleted, a missed one added."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from reviewer.evaluate.findings import ExpectedFindings, FindingTally
from reviewer.evaluate.gold import Gold
from reviewer.evaluate.matching import evidence_hits, is_same
from reviewer.evaluate.reliability import Bin, reliability_bins
from reviewer.model import Finding, Value

UNCOUNTED = frozenset({"document.title", "data.provision", "ai.use", "children.minimum_age"})
"""Fields that are read but not measured."""


class Verdict(StrEnum):
    """How a value given, or one wanted and not given, compares with the gold."""

    RIGHT = "right"
    WRONG = "wrong"
    OPTIONAL = "optional"
    """Defensible either way; counts as neither."""
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class EvaluatedDocument:
    """What the machine gave for a document and what it should have given; evidence counts characters of `text`.

    Findings are measured where it is known which are expected.
    """

    name: str
    language: str
    values: tuple[Value, ...]
    gold: tuple[Gold, ...]
    text: str
    findings: tuple[Finding, ...] = ()
    expected: ExpectedFindings | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """A value given, with whether it is right and whether its evidence stands where the gold quotes do (None where
    the gold has no quote)."""

    value: Value
    verdict: Verdict
    evidence: bool | None = None


@dataclass(frozen=True, slots=True)
class Miss:
    """A value or finding that a reviewer has to delete (`WRONG`) or to add (`MISSED`); `quote` is where it stands, of a
    finding its severity."""

    document: str
    field: str
    verdict: Verdict
    value: str
    quote: str


@dataclass(slots=True)
class Tally:
    """Counts of verdicts; `evidence_all` is of the values whose gold quotes a passage."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    evidence_right: int = 0
    evidence_all: int = 0

    @property
    def precision(self) -> float:
        """The share of the given values that is right; 1 where nothing was given."""
        given = self.right + self.wrong
        return self.right / given if given else 1.0

    @property
    def recall(self) -> float:
        """The share of the wanted values that was given; 1 where nothing was wanted."""
        wanted = self.right + self.missed
        return self.right / wanted if wanted else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 0 where nothing is right."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def evidence(self) -> float:
        """The share of the right values whose evidence stands at a quoted place."""
        return self.evidence_right / self.evidence_all if self.evidence_all else 1.0

    @property
    def corrections(self) -> int:
        """What a reviewer would have to put right."""
        return self.wrong + self.missed

    def count(self, judgement: Judgement) -> None:
        self.right += judgement.verdict is Verdict.RIGHT
        self.wrong += judgement.verdict is Verdict.WRONG
        self.evidence_all += judgement.evidence is not None
        self.evidence_right += bool(judgement.evidence)


@dataclass(frozen=True)
class Evaluation:
    """Figures over all documents, by field, by language of the document and by document, and of findings."""

    total: Tally
    fields: Mapping[str, Tally]
    languages: Mapping[str, Tally]
    documents: Mapping[str, Tally]
    findings: FindingTally
    misses: tuple[Miss, ...]
    judgements: tuple[Judgement, ...] = field(repr=False)

    @cached_property
    def reliability(self) -> tuple[Bin, ...]:
        """The values that are right or wrong by their confidence."""
        counted = (j for j in self.judgements if j.verdict is not Verdict.OPTIONAL)
        return reliability_bins((j.value.confidence, j.verdict is Verdict.RIGHT) for j in counted)


def evaluate_documents(documents: Iterable[EvaluatedDocument]) -> Evaluation:
    """Compare what was given with what was wanted. A value given twice is wrong the second time."""
    total = Tally()
    fields: dict[str, Tally] = defaultdict(Tally)
    languages: dict[str, Tally] = defaultdict(Tally)
    by_document: dict[str, Tally] = {}
    findings = FindingTally()
    misses: list[Miss] = []
    judgements: list[Judgement] = []
    for document in documents:
        own = by_document.setdefault(document.name, Tally())
        judged, missed = judge_values(document)
        for judgement in (j for j in judged if j.verdict is not Verdict.OPTIONAL):
            for tally in (total, fields[judgement.value.field], languages[document.language], own):
                tally.count(judgement)
        for gold in missed:
            for tally in (total, fields[gold.field], languages[document.language], own):
                tally.missed += 1
        misses += [*_missed_findings(document, findings), *_misses(document.name, judged, missed)]
        judgements += judged
    return Evaluation(total, fields, languages, by_document, findings, tuple(misses), tuple(judgements))


def judge_values(document: EvaluatedDocument) -> tuple[list[Judgement], list[Gold]]:
    """A judgement on every value given in a counted field, and the gold values that none of them is."""
    matched: set[int] = set()
    judgements = [_judge(value, document, matched) for value in document.values if value.field not in UNCOUNTED]
    wanted = (g for n, g in enumerate(document.gold) if n not in matched and not g.optional)
    return judgements, [g for g in wanted if g.field not in UNCOUNTED]


def _judge(value: Value, document: EvaluatedDocument, matched: set[int]) -> Judgement:
    """A value is the first gold value like it that nothing matched yet, or any optional one like it."""
    golds = document.gold
    alike = [n for n, g in enumerate(golds) if g.field == value.field and is_same(value, g)]
    fresh = [n for n in alike if n not in matched]
    at = next((n for n in fresh if not golds[n].optional), next((n for n in alike if golds[n].optional), None))
    if at is None:
        return Judgement(value, Verdict.WRONG)
    matched.add(at)
    if golds[at].optional:
        return Judgement(value, Verdict.OPTIONAL)
    quotes = golds[at].quotes
    return Judgement(value, Verdict.RIGHT, evidence_hits(document.text, value.evidence, quotes) if quotes else None)


def _misses(document: str, judged: Iterable[Judgement], missed: Iterable[Gold]) -> Iterator[Miss]:
    for judgement in judged:
        if judgement.verdict is Verdict.WRONG:
            value = judgement.value
            quote = value.evidence[0].quote if value.evidence else ""
            yield Miss(document, value.field, Verdict.WRONG, _words_of(value), quote)
    for gold in missed:
        yield Miss(document, gold.field, Verdict.MISSED, gold.spellings[0], gold.quotes[0] if gold.quotes else "")


def _missed_findings(document: EvaluatedDocument, tally: FindingTally) -> Iterator[Miss]:
    if document.expected is not None:
        counted = tally.count(document.findings, document.expected)
        for verdict, rules in zip((Verdict.MISSED, Verdict.WRONG), counted, strict=True):
            yield from (Miss(document.name, "finding", verdict, rule, severity) for rule, severity in rules.items())


def _words_of(value: Value) -> str:
    if isinstance(value.value, str):
        return value.value
    return f"{value.value.period or f'until:{value.value.until}'}; {value.value.what}"
