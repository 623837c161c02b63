"""Where an imported file may go: an engagement of the open workspace, a new one, or a workspace of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from reviewer.i18n import Translator
from reviewer.model import EngagementSummary


class Into(StrEnum):
    ENGAGEMENT = "engagement"
    NEW_ENGAGEMENT = "new engagement"
    NEW_WORKSPACE = "new workspace"
    OTHER_WORKSPACE = "other workspace"
    """One that is there, and is opened first."""


@dataclass(frozen=True, slots=True)
class Place:
    """`engagement` is an id; None is that of a workspace without any yet."""

    into: Into
    engagement: int | None = None


@dataclass(frozen=True, slots=True)
class Places:
    """What can be chosen now. `workspace` is the file's name, empty where none is open; `shown` the engagement on the
    desk; `apart` puts a workspace of its own first; `name_new` names its file after the vendor."""

    workspace: str
    engagements: Sequence[EngagementSummary]
    shown: int | None
    apart: bool
    name_new: Callable[[str], Path]

    def offers(self, translator: Translator) -> list[tuple[Place, str]]:
        """Each place in words, the likeliest first."""
        say = translator.gettext
        new = [(Place(Into.NEW_WORKSPACE), say("A new workspace"))]
        other = [(Place(Into.OTHER_WORKSPACE), say("Another workspace…"))]
        if not self.workspace:
            return [*new, *other]
        here = [(Place(Into.ENGAGEMENT, e.id), self._name(e, translator)) for e in self._open_engagements()]
        here = here or [(Place(Into.ENGAGEMENT), self.workspace)]
        added = say("A new engagement in {workspace}").format(workspace=self.workspace)
        here.append((Place(Into.NEW_ENGAGEMENT), added))
        return [*new, *here, *other] if self.apart else [*here, *new, *other]

    def vendors(self, place: Place) -> dict[str, list[tuple[int, str]]]:
        """The vendors of the workspace by name, those of a chosen engagement with their documents (id, name)."""
        known: dict[str, list[tuple[int, str]]] = {}
        for engagement in self.engagements:
            for vendor in engagement.vendors:
                documents = vendor.documents if place == Place(Into.ENGAGEMENT, engagement.id) else ()
                known.setdefault(vendor.name, []).extend((entry[0], entry[1]) for entry in documents)
        return known

    def _open_engagements(self) -> list[EngagementSummary]:
        """The one on the desk, then the others; those that are closed take nothing new."""
        offered = [e for e in self.engagements if not e.closed or e.id == self.shown]
        return sorted(offered, key=lambda engagement: engagement.id != self.shown)

    def _name(self, engagement: EngagementSummary, translator: Translator) -> str:
        say = translator.gettext
        client, matter = engagement.client or say("Client not named"), engagement.matter or say("Matter not named")
        words = say("{client}, {matter} — in {workspace}")
        return words.format(client=client, matter=matter, workspace=self.workspace)
