"""How right the machine's values are: against gold annotations, or against a reviewer's own decisions."""

from reviewer.evaluate.accuracy import (
    EvaluatedDocument,
    Evaluation,
    Judgement,
    Miss,
    Tally,
    Verdict,
    evaluate_documents,
)
from reviewer.evaluate.annotations import Annotation, read_annotations
from reviewer.evaluate.decisions import decided_documents
from reviewer.evaluate.findings import ExpectedFindings, FindingTally, read_expected_findings
from reviewer.evaluate.gold import Gold, GoldError, read_gold
from reviewer.evaluate.reliability import Bin, calibration_error, reliability_bins
from reviewer.evaluate.table import evaluation_data, evaluation_table

__all__ = [
    "Annotation",
    "Bin",
    "EvaluatedDocument",
    "Evaluation",
    "ExpectedFindings",
    "FindingTally",
    "Gold",
    "GoldError",
    "Judgement",
    "Miss",
    "Tally",
    "Verdict",
    "calibration_error",
    "decided_documents",
    "evaluate_documents",
    "evaluation_data",
    "evaluation_table",
    "read_annotations",
    "read_expected_findings",
    "read_gold",
    "reliability_bins",
]
