"""The user's options: declared once with type and default, kept as JSON in the settings folder.

A file that cannot be read is set aside beside the new one, never overwritten, and `Settings.set_aside` names it so
that the window can tell.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from reviewer.paths import settings_folder

FILE_NAME = "settings.json"
RECENT_LIMIT = 10
SMALLEST_SCALE, LARGEST_SCALE = 0.8, 2.0


@dataclass
class Place:
    """Where the reviewer was in a workspace: the assessment, document and field shown last."""

    assessment: int | None = None
    document: int | None = None
    field: str = ""


@dataclass
class Options:
    """Every option with its default. `geometry`, `layout` and `lower_layout` are base64 of Qt's own state; `theme` is
    "light", "dark" or "system"; `places` are keyed by workspace path. `language` is the interface's: one of
    `i18n.LANGUAGES`, or "system"; `report_language` is the report's."""

    reviewer: str = ""
    firm: str = ""
    language: str = "system"
    report_language: str = "en"
    theme: str = "system"
    text_scale: float = 1.0
    recent: list[str] = field(default_factory=list)
    last_workspace: str = ""
    places: dict[str, Place] = field(default_factory=dict)
    geometry: str = ""
    layout: str = ""
    show_all_fields: bool = False
    show_lower: bool = True
    lower_tab: str = "findings"
    lower_layout: str = ""


class Settings:
    """The options of one user, read when made and written by `save`."""

    def __init__(self, folder: Path | None = None) -> None:
        self._path = (folder or settings_folder()) / FILE_NAME
        self.set_aside: Path | None = None
        self.options = self._read()

    @property
    def path(self) -> Path:
        return self._path

    def save(self) -> None:
        """Writes to a neighbouring file first, so that a crash leaves the old options whole."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        partial = self._path.with_suffix(".partial")
        text = json.dumps(dataclasses.asdict(self.options), ensure_ascii=False, indent=1)
        partial.write_text(text + "\n", encoding="utf-8")
        partial.replace(self._path)

    def note_workspace(self, path: Path) -> None:
        """Makes `path` the last workspace and the first of the recent ones."""
        name = str(path)
        others = [entry for entry in self.options.recent if entry != name]
        self.options.recent = [name, *others][:RECENT_LIMIT]
        self.options.last_workspace = name

    def forget_workspace(self, path: Path) -> None:
        name = str(path)
        self.options.recent = [entry for entry in self.options.recent if entry != name]
        self.options.places.pop(name, None)
        if self.options.last_workspace == name:
            self.options.last_workspace = ""

    def place(self, workspace: Path) -> Place:
        """The place kept for a workspace; an empty one where none is."""
        return self.options.places.setdefault(str(workspace), Place())

    def _read(self) -> Options:
        try:
            data = self._path.read_bytes()
        except FileNotFoundError:
            return Options()
        try:
            return msgspec.json.decode(data, type=Options)
        except (msgspec.DecodeError, UnicodeDecodeError):
            self._set_aside()
            return Options()

    def _set_aside(self) -> None:
        target = self._path.with_suffix(".broken.json")
        with contextlib.suppress(OSError):
            self._path.replace(target)
            self.set_aside = target
