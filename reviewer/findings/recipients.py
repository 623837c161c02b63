"""Recipients with role, country and safeguard: what the text says, and what is known of the company besides."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from reviewer.findings.law import AdequacyDecision, load_law
from reviewer.findings.material import Material, Statement
from reviewer.lexicons import KnownRecipient, known_recipients
from reviewer.lexicons.legal_forms import without_form
from reviewer.model import Ground


class Source(StrEnum):
    """Where a cell of the table comes from."""

    TEXT = "text"
    KNOWN = "known"
    """Public knowledge of the company, kept as data; not said in the reviewed text."""
    LIST = "list"
    """The list of decisions on adequacy, or the membership of the EEA."""
    NONE = ""


class Standing(StrEnum):
    """How the law stands to a recipient's country on the day of the review."""

    EEA = "eea"
    ADEQUATE = "adequate"
    CONDITIONAL = "conditional"
    """A decision on adequacy that holds for some organisations only."""
    NONE = "none"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class RecipientRow:
    """`role` and `purpose` as details of the text or, for the role, a known one. `safeguards` are codes of
    `transfers.safeguards` stated for this recipient; `stated` are those stated for transfers in general."""

    name: str
    maker: str
    role: str
    role_source: Source
    purpose: str
    country: str
    country_source: Source
    safeguards: tuple[str, ...]
    standing: Standing
    decision: AdequacyDecision | None
    stated: tuple[str, ...]
    grounds: tuple[Ground, ...]


def recipient_rows(material: Material, on: datetime.date) -> tuple[RecipientRow, ...]:
    """One row a named recipient, in the order of the text."""
    general = (s for s in material.of("transfers.safeguards") if "recipient" not in s.details)
    stated = tuple(s.code for s in general)
    return tuple(_row(statement, stated, on) for statement in material.of("recipients.named"))


def _row(statement: Statement, stated: tuple[str, ...], on: datetime.date) -> RecipientRow:
    known = known_recipient(statement.code)
    details = statement.details
    country = country_of(statement)
    role = details.get("role", "") or (known.role if known else "")
    standing, decision = _standing_of(country, on)
    return RecipientRow(
        name=statement.code,
        maker=known.maker if known and known.maker != statement.code else "",
        role=role,
        role_source=_source(role, "role" in details),
        purpose=details.get("purpose", ""),
        country=country,
        country_source=_source(country, "country" in details),
        safeguards=tuple(details.get("safeguard", "").split()),
        standing=standing,
        decision=decision,
        stated=() if standing is Standing.EEA else stated,
        grounds=statement.grounds,
    )


def _source(value: str, in_text: bool) -> Source:
    if not value:
        return Source.NONE
    return Source.TEXT if in_text else Source.KNOWN


def _standing_of(country: str, on: datetime.date) -> tuple[Standing, AdequacyDecision | None]:
    """How the law stands to a country on a day, with the decision on adequacy that holds."""
    law = load_law()
    if not country:
        return Standing.UNKNOWN, None
    if law.within(country, "eea"):
        return Standing.EEA, None
    decision = law.adequacy_decision(country, on)
    if decision is None:
        return Standing.NONE, None
    return (Standing.CONDITIONAL if decision.condition else Standing.ADEQUATE), decision


def country_of(statement: Statement) -> str:
    """Where a recipient is established, by the text or else by what is known of it; empty where neither tells."""
    stated = statement.details.get("country", "")
    known = known_recipient(statement.code)
    return stated or (known.country if known else "")


def known_recipient(name: str) -> KnownRecipient | None:
    """What is known of a recipient by this name, with or without its legal form."""
    return _known().get(recipient_key(name))


def recipient_key(name: str) -> str:
    """A name as it is compared: without case, legal form, hyphens and spaces."""
    return re.sub(r"[\s-]", "", without_form(name))


@lru_cache(maxsize=1)
def _known() -> dict[str, KnownRecipient]:
    known: dict[str, KnownRecipient] = {}
    for recipient in known_recipients():
        for spelling in (recipient.name, *recipient.spellings):
            known.setdefault(recipient_key(spelling.removeprefix("=")), recipient)
    return known
