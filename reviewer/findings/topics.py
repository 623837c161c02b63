"""What a report says besides findings: topics on which the texts are silent, points that are in order, and fields
about which nothing need be stated."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from reviewer.findings.conditions import Situation, evaluate
from reviewer.findings.material import Material, material_of_assessment
from reviewer.findings.rules import load_rules
from reviewer.model import Assessment, Context, Finding, Ground


@dataclass(frozen=True, slots=True)
class TopicStatus:
    """Whether a topic is addressed; `relevant` says that the data the client expects makes it matter."""

    topic: str
    stated: bool
    relevant: bool
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A point in order, with the passages that say so."""

    id: str
    grounds: tuple[Ground, ...]


def topic_statuses(material: Material, context: Context) -> tuple[TopicStatus, ...]:
    """The topics whose silence is noted without a finding."""
    out = []
    for topic in load_rules().topics:
        against = material.within(topic.documents)
        if against is None:
            continue
        grounds = tuple(g for field in topic.fields for s in against.of(field) for g in s.grounds)
        stated = any(against.of(field) for field in topic.fields)
        relevant = bool(set(topic.relevant_to) & set(context.expected_data))
        out.append(TopicStatus(topic.id, stated, relevant, grounds))
    return tuple(out)


def exempt_fields(material: Material, context: Context, as_of: datetime.date) -> frozenset[str]:
    """Fields without a value about which nothing need be stated."""
    situation = Situation(material, context, as_of)
    silent = (exemption for exemption in load_rules().exemptions if not material.of(exemption.field))
    return frozenset(exemption.field for exemption in silent if evaluate(exemption.when, situation) is not None)


def exempt_fields_of_assessment(assessment: Assessment) -> frozenset[str]:
    """The same for what an assessment holds now."""
    day = datetime.date.fromisoformat(assessment.as_of) if assessment.as_of else datetime.date.today()
    return exempt_fields(material_of_assessment(assessment), assessment.context, day)


def points_in_order(
    material: Material, findings: Sequence[Finding], context: Context, as_of: datetime.date
) -> tuple[Point, ...]:
    """What is stated, not as possible only, and has no finding against it; `findings` are those that stand."""
    fired = {f.rule for f in findings} | {f"{f.rule}:{case}" for f in findings for case in f.cases}
    situation = Situation(material, context, as_of)
    points = []
    for point in load_rules().points:
        against = None if fired & set(point.unless) else situation.within(point.documents)
        if against is None or evaluate(point.when, against) is None:
            continue
        match = evaluate(point.when, against.firm())
        if match is not None:
            points.append(Point(point.id, match.grounds))
    return tuple(points)
