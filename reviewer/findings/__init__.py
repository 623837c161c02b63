"""Findings: rules over effective values, observations and context, and their wording. Reads no text."""

from reviewer.findings.law import DatedFact, Law, RulesError, load_law
from reviewer.findings.material import Material, Sighting, Statement, material_of_assessment, material_of_extraction
from reviewer.findings.rating import RatingSuggestion, rate_assessment, suggest_rating
from reviewer.findings.recipients import RecipientRow, Source, Standing, recipient_rows
from reviewer.findings.rules import Owner, Rule, RuleBook, load_rules
from reviewer.findings.suggestion import suggest_findings
from reviewer.findings.topics import (
    Point,
    TopicStatus,
    exempt_fields,
    exempt_fields_of_assessment,
    points_in_order,
    topic_statuses,
)
from reviewer.findings.wording import FindingWording, Part

__all__ = [
    "DatedFact",
    "FindingWording",
    "Law",
    "Material",
    "Owner",
    "Part",
    "Point",
    "RatingSuggestion",
    "RecipientRow",
    "Rule",
    "RuleBook",
    "RulesError",
    "Sighting",
    "Source",
    "Standing",
    "Statement",
    "TopicStatus",
    "exempt_fields",
    "exempt_fields_of_assessment",
    "load_law",
    "load_rules",
    "material_of_assessment",
    "material_of_extraction",
    "points_in_order",
    "rate_assessment",
    "recipient_rows",
    "suggest_findings",
    "suggest_rating",
    "topic_statuses",
]
