"""Which engagement, vendor or document of a workspace the names given to a command mean; case does not count."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reviewer.model import DecisionError, VendorSummary

if TYPE_CHECKING:
    from reviewer.store import Subject, Workspace

Target = tuple["Subject", int, str]
"""Kind, number and name of what is removed, brought back or erased."""


def open_engagement(workspace: Workspace, name: str) -> int | None:
    """The open engagement of that matter or client, made if there is none; None without a name."""
    from reviewer.review import add_engagement, list_engagements

    if not name:
        return None
    for engagement in list_engagements(workspace):
        if _fits(name, engagement.matter, engagement.client) and not engagement.closed:
            return engagement.id
    return add_engagement(workspace, matter=name)


def find_vendors(workspace: Workspace, name: str, engagement_id: int | None = None) -> list[VendorSummary]:
    """The vendors of that name, written just so if there are such, or all without a name; DecisionError
    `decision.unknown_vendor` where none has it."""
    from reviewer.review import list_engagements

    engagements = list_engagements(workspace)
    vendors = [v for e in engagements if engagement_id in (None, e.id) for v in e.vendors]
    fitting = [v for v in vendors if v.name == name] or [v for v in vendors if _fits(name, v.name)]
    if name and not fitting:
        raise DecisionError("decision.unknown_vendor", name=name)
    return fitting


def find_document(workspace: Workspace, name: str, vendor: str, engagement_id: int | None) -> int:
    """The document of just that name; DecisionError `decision.unknown_document` where there is none or more than
    one."""
    vendors = find_vendors(workspace, vendor, engagement_id)
    found = [number for v in vendors for number, known, *_ in v.documents if known == name]
    if len(found) != 1:
        raise DecisionError("decision.unknown_document", f"{len(found)} fit", name=name)
    return found[0]


def shown_targets(workspace: Workspace, options: argparse.Namespace) -> list[Target]:
    """What the options may mean of what shows in the workspace."""
    from reviewer.review import list_engagements
    from reviewer.store import Subject

    engagements = [e for e in list_engagements(workspace) if _fits(options.engagement, e.matter, e.client)]
    vendors = [v for e in engagements for v in e.vendors if _fits(options.vendor, v.name)]
    if options.document:
        return [(Subject.DOCUMENT, d[0], d[1]) for v in vendors for d in v.documents if _fits(options.document, d[1])]
    if options.vendor:
        return [(Subject.VENDOR, v.id, v.name) for v in vendors]
    return [(Subject.ENGAGEMENT, e.id, e.matter or e.client) for e in engagements] if options.engagement else []


def removed_targets(workspace: Workspace, options: argparse.Namespace) -> list[Target]:
    """What the options may mean of what was removed."""
    from reviewer.review import list_removed
    from reviewer.store import Subject

    kind, name, place = Subject.ENGAGEMENT, options.engagement, ""
    if options.document:
        kind, name, place = Subject.DOCUMENT, options.document, options.vendor
    elif options.vendor:
        kind, name, place = Subject.VENDOR, options.vendor, options.engagement
    return [
        (r.kind, r.id, r.name)
        for r in list_removed(workspace)
        if r.kind is kind and _fits(name, r.name, *r.name.split(" · ")) and _fits(place, r.place, *r.place.split(" · "))
    ]


def only_target(targets: Sequence[Target], options: argparse.Namespace) -> Target:
    """The one thing that is meant; DecisionError where there is none or more than one."""
    if len(targets) != 1:
        named = "document" if options.document else "vendor" if options.vendor else "engagement"
        raise DecisionError(f"decision.unknown_{named}", f"{len(targets)} fit")
    return targets[0]


def _fits(wanted: str, *names: str) -> bool:
    return not wanted or wanted.casefold() in {name.casefold() for name in names}
