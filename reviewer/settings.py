"""The user's options: declared once with type, range and default, kept as JSON in the settings folder.

A file that cannot be read is set aside beside the new one, never overwritten, and `Settings.set_aside` names it so
that the window can tell. A single option that does not fit its type or range has its default again, and
`Settings.refused` names it.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, Literal, get_type_hints

import msgspec

from reviewer.paths import settings_folder

FILE_NAME = "settings.json"
RECENT_LIMIT = 10
SMALLEST_SCALE, LARGEST_SCALE = 0.8, 2.0
AS_PROGRAM = "program"
"""Of reports: in the language of the interface."""
FEWEST_BACKUPS, MOST_BACKUPS = 1, 99


@dataclass
class Place:
    """Where the reviewer was in a workspace: when it was opened last (ISO 8601), the assessment, document and field
    shown then, and the documents that were looked at as pages; the language of the last report by engagement; and the
    path of the `template` used last in it, empty for the built-in one, None where none was used yet. A path is of this
    computer and user, so that it stays out of the workspace's file."""

    assessment: int | None = None
    document: int | None = None
    field: str = ""
    on_pages: list[int] = dataclasses.field(default_factory=list)
    report_languages: dict[int, Literal["en", "sv", "fi"]] = dataclasses.field(default_factory=dict)
    template: str | None = None
    opened: str = ""


@dataclass
class Options:
    """Every option with its default. `geometry`, `layout` and `lower_layout` are base64 of Qt's own state; `places` are
    keyed by workspace path. `language` is the interface's, `report_language` that of an engagement's first report
    ("program": as the interface); `text_scale` is against the system's text size; `backups` is how many copies of a
    workspace are kept; `shortcuts` are the keys of the actions whose keys were changed, as `QKeySequence` writes them
    for all systems alike; `template` is the path of the one that reports of a new workspace start with, empty for the
    built-in one; `left_out` names the sections that reports are written without."""

    reviewer: str = ""
    firm: str = ""
    language: Literal["system", "en", "sv", "fi"] = "system"
    report_language: Literal["program", "en", "sv", "fi"] = "program"
    template: str = ""
    left_out: list[str] = field(default_factory=list)
    theme: Literal["system", "light", "dark"] = "system"
    text_scale: Annotated[float, msgspec.Meta(ge=SMALLEST_SCALE, le=LARGEST_SCALE)] = 1.0
    backups: Annotated[int, msgspec.Meta(ge=FEWEST_BACKUPS, le=MOST_BACKUPS)] = 10
    shortcuts: dict[str, list[str]] = field(default_factory=dict)
    recent: list[str] = field(default_factory=list)
    last_workspace: str = ""
    places: dict[str, Place] = field(default_factory=dict)
    geometry: str = ""
    layout: str = ""
    show_all_fields: bool = False
    show_lower: bool = True
    form_left: bool = False
    lower_tab: str = "findings"
    lower_layout: str = ""


_TYPES = get_type_hints(Options, include_extras=True)


class Settings:
    """The options of one user, read when made and written by `save`."""

    def __init__(self, folder: Path | None = None) -> None:
        self._path = (folder or settings_folder()) / FILE_NAME
        self._written = ""
        self.set_aside: Path | None = None
        self.refused: tuple[str, ...] = ()
        self.options = self._read()

    @property
    def path(self) -> Path:
        return self._path

    def save(self) -> bool:
        """Writes to a neighbouring file first, so that a crash leaves the old options whole; nothing where they stand
        there already. False where the file cannot be written: the options hold until the program ends."""
        text = json.dumps(dataclasses.asdict(self.options), ensure_ascii=False, indent=1)
        if text != self._written:
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                partial = self._path.with_suffix(".partial")
                partial.write_text(text + "\n", encoding="utf-8")
                partial.replace(self._path)
            except OSError:
                return False
            self._written = text
        return True

    def note_workspace(self, path: Path) -> None:
        """Makes `path` the last workspace and the first of the recent ones, opened now."""
        name = str(path)
        self.place(path).opened = datetime.now(UTC).isoformat(timespec="seconds")
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
            stored = msgspec.json.decode(data, type=dict[str, msgspec.Raw])
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            self._set_aside()
            return Options()
        fitting = dict(self._fitting(stored))
        self.refused = tuple(name for name in _TYPES if name in stored and name not in fitting)
        return Options(**fitting)

    @staticmethod
    def _fitting(stored: Mapping[str, msgspec.Raw]) -> Iterator[tuple[str, Any]]:
        """The options that fit what is declared; those of another version of the program are passed over."""
        for name, kind in _TYPES.items():
            with contextlib.suppress(msgspec.DecodeError, UnicodeDecodeError, RecursionError):
                if name in stored:
                    yield name, msgspec.json.decode(stored[name], type=kind)

    def _set_aside(self) -> None:
        target = self._path.with_suffix(".broken.json")
        with contextlib.suppress(OSError):
            self._path.replace(target)
            self.set_aside = target
