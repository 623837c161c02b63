"""Material made of a few words: `stated("legal_bases", "consent")`, `seen("cookie_wall")`."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from reviewer.findings import Material, Sighting, Statement, suggest_findings
from reviewer.model import Context, DocumentKind, Evidence, Finding, Ground, Retention

AS_OF = datetime.date(2026, 11, 22)

Stated = Callable[..., tuple[Statement, ...]]
Seen = Callable[..., tuple[Sighting, ...]]
Suggest = Callable[..., dict[str, Finding]]


def ground(quote: str, start: int = 0) -> Ground:
    return Ground(Evidence(start, start + len(quote), quote))


@pytest.fixture
def stated() -> Stated:
    """Values of a field, each with a passage of its own at `at`, `at` + 1000 and so on."""

    def made(field: str, *values: str | Retention, at: int = 0, **details: str) -> tuple[Statement, ...]:
        places = [at + 1000 * number for number in range(len(values))]
        return tuple(
            Statement(field, value, (ground(f"the passage on {field} that says {value}", place),), False, details)
            for value, place in zip(values, places, strict=True)
        )

    return made


@pytest.fixture
def seen() -> Seen:
    """Observations, or passages that break off, with a passage at `at`."""

    def made(*kinds: str, at: int = 0) -> tuple[Sighting, ...]:
        return tuple(Sighting(kind, (ground(f"the passage that shows {kind}", at),)) for kind in kinds)

    return made


@pytest.fixture
def suggest() -> Suggest:
    """Findings by rule for some statements, observations and passages that break off."""

    def made(
        *statements: tuple[Statement, ...],
        observations: tuple[Sighting, ...] = (),
        incomplete: tuple[Sighting, ...] = (),
        context: Context | None = None,
        as_of: datetime.date = AS_OF,
        kind: DocumentKind = DocumentKind.POLICY,
    ) -> dict[str, Finding]:
        values = tuple(s for group in statements for s in group)
        material = Material(values, observations, incomplete, {None: kind})
        return {f.rule: f for f in suggest_findings(material, context or Context(service="product"), as_of)}

    return made
