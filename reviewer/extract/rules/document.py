"""The text itself: its language, its title, and what it says that it covers."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.extract.agreements import is_processing_agreement
from reviewer.extract.candidates import Candidate
from reviewer.extract.front_matter import title_in_settings
from reviewer.extract.policy import Policy
from reviewer.extract.scope import EDGE, Scope, defined_things, referred_to, scope_statements, speaks_of_register
from reviewer.extract.scope_agreements import agreed_services
from reviewer.extract.scope_names import (
    branded_product,
    fullest_use,
    named_before_title,
    named_in_title,
    products_named,
    sites_visited,
)
from reviewer.extract.scope_registers import named_registers, registers_in_text
from reviewer.extract.segmentation import Sentence
from reviewer.model import BlockKind

_TITLE_BLOCKS, _TITLE_LINES, _TITLE_OPENING = 40, 12, 3
"""How far from the beginning a heading that names a privacy document, a line that does, and any heading may stand."""
_LONGEST_TITLE = 120
_SHORTEST_PARAGRAPH = 40


def find(policy: Policy) -> Iterator[Candidate]:
    """Language, title and what is covered."""
    title = _title(policy)
    yield from _language(policy, title)
    if title:
        sure = 0.9 if policy.cues_in("title", title.start, title.end) else 0.6
        span = (title.start, title.end)
        yield Candidate("document.title", _clean(policy, *span), (span,), sure, "document.title.heading")
    yield from _covers(policy, title)


def _clean(policy: Policy, start: int, end: int) -> str:
    return " ".join(policy.text[start:end].split()).strip(EDGE)


def _language(policy: Policy, title: Sentence | None) -> Iterator[Candidate]:
    if policy.language == "und":
        return
    spans = [(s.start, min(s.end, s.start + 300)) for s in (_first_paragraph(policy), title) if s is not None]
    if spans:
        yield Candidate("document.language", policy.language, tuple(spans), 0.99, "document.language.profile")


def _first_paragraph(policy: Policy) -> Sentence | None:
    long_enough = (s for s in policy.sentences if s.end - s.start >= _SHORTEST_PARAGRAPH and s.column < 0)
    return next(long_enough, policy.sentences[0] if policy.sentences else None)


def _title(policy: Policy) -> Sentence | None:
    """The first heading, or else the first short line, that names a document of this kind."""
    settings = title_in_settings(policy)
    early = [s for s in policy.sentences if s.block < _TITLE_BLOCKS and s.end - s.start <= _LONGEST_TITLE]
    early = [settings, *(s for s in early if s.block != settings.block)] if settings else early
    named = [s for s in early if policy.cues_in("title", s.start, s.end) and "definition" not in s.own]
    headings = [s for s in named if s.kind is BlockKind.HEADING]
    if headings:
        return headings[0]
    lines = [s for s in named if s.block < _TITLE_LINES and policy.text[s.end - 1] not in ".:?!"]
    if lines:
        return lines[0]
    opening = (s for s in early if s.block < _TITLE_OPENING and s.kind is BlockKind.HEADING)
    return next((s for s in opening if "definition" not in s.own), None)


def _covers(policy: Policy, title: Sentence | None) -> Iterator[Candidate]:
    found = agreed_services(policy) if is_processing_agreement(policy) else _scopes(policy, title)
    for start, end, confidence, rule in found:
        value = _clean(policy, start, end)
        if len(value) > 3:
            yield Candidate("document.covers", value, ((start, end),), confidence, f"document.covers.{rule}")


def _scopes(policy: Policy, title: Sentence | None) -> list[Scope]:
    """What tells it most surely: registers and statements of scope, and only without them what is named in passing."""
    registers = list(named_registers(policy))
    names = [] if registers else list(registers_in_text(policy))
    stated = list(scope_statements(policy))
    if names and not (stated and _says_first(policy, stated[0], names[0])):
        stated = names
    found = [*registers, *stated]
    found = found or list(named_before_title(policy)) or [*sites_visited(policy), *products_named(policy)]
    found = found or list(defined_things(policy)) or list(referred_to(policy)) or list(named_in_title(policy, title))
    return found or list(fullest_use(policy)) or list(branded_product(policy))


def _says_first(policy: Policy, stated: Scope, name: Scope) -> bool:
    """Whether a statement of scope that names no register stands before the first name of one."""
    return stated[1] <= name[0] and not speaks_of_register(policy, stated[0], stated[1])
