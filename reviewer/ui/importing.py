"""The way of a file from the drop to the desk: read beside the work, asked about, recorded, told in one line."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from reviewer.model import Assessment
from reviewer.paths import resource
from reviewer.ui.asking import Asking, Workplace
from reviewer.ui.attention import Attention
from reviewer.ui.bars import EntryBar, Question
from reviewer.ui.file_names import unused_path
from reviewer.ui.import_bar import KIND_LABELS, ImportBar, Provenance
from reviewer.ui.import_places import Into, Place, Places
from reviewer.ui.import_queue import ImportQueue, Job
from reviewer.ui.refused_files import RefusedFilesBar

if TYPE_CHECKING:
    from reviewer.review import Imported
    from reviewer.review.reading import Reading
    from reviewer.store import Workspace

_LONGEST_TITLE = 40
_ENDINGS = (".pdf", ".docx", ".html", ".htm", ".md", ".markdown", ".txt")
"""Of the files that are offered, and looked for in a folder; what others hold is seen when they are read."""
_HTML_HEAD = '<!DOCTYPE html><meta charset="utf-8">'


class Importing(Asking):
    """Signals: `imported(assessment id, document id)`; `progressed(text, part)`; `rested` when nothing is being read;
    `workspace_wanted` when another one is to be opened for a file."""

    imported = Signal(int, int)
    progressed = Signal(str, float)
    rested = Signal()
    workspace_wanted = Signal()

    def __init__(self, place: Workplace, parent: QObject) -> None:
        """In its folder a workspace is made for a file that is dropped on an empty desk."""
        super().__init__(place, parent)
        self._name = ""
        self._unasked: dict[int, Workspace | None] = {}
        self._asked: list[tuple[Job, Reading]] = []
        self._attention = Attention(self)
        self.queue = ImportQueue(self)
        self.queue.started.connect(self._on_started)
        self.queue.progressed.connect(self._on_progressed)
        self.queue.finished.connect(self._on_finished)
        self.queue.failed.connect(self._on_failed)
        self.queue.password_wanted.connect(self._on_password_wanted)
        self.queue.emptied.connect(self._on_emptied)
        session = self._session
        for signal in (session.workspace_opened, session.workspace_closed, session.assessment_opened):
            signal.connect(self._on_places_changed)

    def handlers(self) -> dict[str, Callable[[], None]]:
        return {"document.import": self.choose_files, "document.paste": self._paste}

    def choose_files(self) -> None:
        """Asks which files are to be read."""
        say = self._translator.gettext
        endings = " ".join(f"*{ending}" for ending in _ENDINGS)
        kinds = say("Policies") + f" ({endings});;" + say("All files") + " (*)"
        parent = self._bars.window()
        chosen, _ = QFileDialog.getOpenFileNames(parent, say("Import policies"), str(self._folder()), kinds)
        self.import_files([Path(name) for name in chosen])

    def _paste(self) -> None:
        clipboard = QGuiApplication.clipboard()
        pasted = clipboard.mimeData()  # None where nothing was ever copied
        self.import_text(clipboard.text(), pasted.html() if pasted is not None else "")

    def import_files(self, paths: Sequence[Path], *, ask: bool = True) -> None:
        """Reads files one after the other, of a folder those in it; without `ask` each is recorded under the vendor
        that it names."""
        for file in (file for path in paths for file in self._files_of(path)):
            number = self.queue.add_file(file)
            if not ask:
                self._unasked[number] = self._session.workspace

    def _files_of(self, path: Path) -> Sequence[Path]:
        if not path.is_dir():
            return (path,)
        files = sorted(file for file in path.iterdir() if file.suffix.lower() in _ENDINGS and file.is_file())
        if not files:
            self._tell_refused(path.name, self._translator.gettext("There is no policy in this folder."))
        return files

    def import_text(self, text: str, html: str = "") -> None:
        """Reads pasted text; as `html` where there is some, so that headings and lists live."""
        if not text.strip():
            self.said.emit(self._translator.gettext("There is no text to paste."))
            return
        name = self._translator.gettext("Pasted text")
        if html:
            self.queue.add_text(_HTML_HEAD + html, f"{name}.html")
        else:
            self.queue.add_text(text, f"{name}.txt")

    def cancel(self) -> None:
        self.queue.cancel()
        self.said.emit(self._translator.gettext("Reading cancelled; nothing was imported."))

    def close(self) -> None:
        self.queue.close()

    def _on_started(self, job: Job) -> None:
        if not self._name:
            self._attention.watch(self._bars)
        self._name = job.title
        self._on_progressed("read", 0.0)

    def _on_progressed(self, stage: str, part: float) -> None:
        say = self._translator.gettext
        words = say("Reading {name}") if stage == "read" else say("Looking for facts in {name}")
        text = words.format(name=self._name)
        if self.queue.waiting:
            text += " · " + say("{count} waiting").format(count=self.queue.waiting)
        # Reading and looking are shown as one way.
        self.progressed.emit(text, part / 2 if stage == "read" else 0.5 + part / 2)

    def _on_finished(self, job: Job, reading: Reading) -> None:
        if job.number in self._unasked:
            # Into no other workspace that was opened meanwhile.
            if self._unasked.pop(job.number) is self._session.workspace:
                self._record(job, reading, Provenance())
            return
        self._asked.append((job, reading))
        if len(self._asked) == 1:
            self._ask()

    def _ask(self) -> None:
        """Asks about the first file read; the next is asked about when that is answered."""
        job, reading = self._asked[0]
        vendor = controller_name(reading) or Path(job.name).stem
        bar = ImportBar(job.title, vendor, self._places(), self._translator)
        bar.workspace_wanted.connect(self.workspace_wanted)
        bar.submitted.connect(lambda provenance: self._record(job, reading, provenance))
        bar.left.connect(self._on_answered)
        self._bars.show_bar(bar, takes_keyboard=self._attention.waits)

    def _places(self) -> Places:
        workspace, shown = self._session.workspace, self._session.assessment
        return Places(
            workspace.path.name if workspace is not None else "",
            self._session.engagements,
            shown.engagement_id if shown is not None else None,
            shown is not None and is_sample(shown),
            lambda vendor: unused_path(self._folder(), vendor),
        )

    def _on_places_changed(self) -> None:
        """Another workspace or vendor is on the desk while a file is asked about."""
        for bar in self._bars.bars_of(ImportBar):
            bar.show_places(self._places())

    def _on_answered(self) -> None:
        self._asked.pop(0)
        self._attention.watch(self._bars)
        if self._asked:
            self._ask()

    def _record(self, job: Job, reading: Reading, provenance: Provenance) -> None:
        place, into = provenance.place or self._place_on_desk(), None
        if self._session.workspace is None or place.into is Into.NEW_WORKSPACE:
            if not self._make_workspace(provenance.vendor):
                return
        elif place.into is Into.NEW_ENGAGEMENT:
            into = provenance.client, provenance.matter
        self._session.record_import(
            reading,
            partial(self._on_recorded, job, reading, asked=provenance.place is not None),
            into=into,
            engagement_id=place.engagement,
            vendor=provenance.vendor,
            document_name=document_name(reading, self._translator.gettext(KIND_LABELS[provenance.kind])),
            kind=provenance.kind,
            source=provenance.source,
            retrieved=provenance.retrieved,
            replaces=provenance.replaces,
        )

    def _on_recorded(self, job: Job, reading: Reading, imported: Imported, *, asked: bool) -> None:
        """Of files that nobody was asked about, the first stays on the desk."""
        if asked or self._session.assessment is None:
            self.imported.emit(imported.assessment_id, imported.document_id)
        self.said.emit(self._outcome(job, reading))

    def _place_on_desk(self) -> Place:
        shown = self._session.assessment
        return Place(Into.ENGAGEMENT, shown.engagement_id if shown is not None else None)

    def _make_workspace(self, vendor: str) -> bool:
        """A workspace for a vendor of its own in place of the one that is open."""
        path = unused_path(self._folder(), vendor)
        path.parent.mkdir(parents=True, exist_ok=True)
        return self._session.open_workspace(path, create=True)

    def _outcome(self, job: Job, reading: Reading) -> str:
        """One line of what came of it: language, length, values, places where lines seem lost."""
        say, extraction = self._translator, reading.extraction
        length, lost = len(reading.document.text), len(extraction.incomplete)
        parts = [
            job.title,
            say.language_name(extraction.language) if extraction.language else say.gettext("language not known"),
            say.ngettext("{count} character", "{count} characters", length).format(count=say.format_number(length)),
            say.ngettext("{count} value found", "{count} values found", len(extraction.values)).format(
                count=len(extraction.values)
            ),
            say.ngettext("{count} place where lines seem lost", "{count} places where lines seem lost", lost).format(
                count=lost
            ),
        ]
        return " · ".join(parts if lost else parts[:-1])

    def _on_emptied(self) -> None:
        self._name = ""
        self.rested.emit()

    def _on_failed(self, job: Job, error: Exception) -> None:
        self._unasked.pop(job.number, None)
        self._tell_refused(job.title, self._words(error, self._translator.gettext("The file could not be read.")))

    def _tell_refused(self, name: str, why: str) -> None:
        for bar in self._bars.bars_of(RefusedFilesBar) or self._add_refused():
            bar.add(f"{name}: {why}")

    def _add_refused(self) -> tuple[RefusedFilesBar]:
        bar = RefusedFilesBar(self._translator)
        self._bars.show_bar(bar, takes_keyboard=False)
        return (bar,)

    def _on_password_wanted(self, job: Job, wrong: bool) -> None:
        say = self._translator.gettext
        title = say("This password does not fit {name}") if wrong else say("{name} is locked by a password")
        bar = EntryBar(
            title.format(name=job.name),
            [Question(say("Password"), secret=True, needed=True, problem=say("Type the password."))],
            self._translator.pgettext("button", "Open"),
            self._translator,
        )
        bar.submitted.connect(lambda answers: self.queue.retry(job, answers[0]))
        self._bars.show_bar(bar, takes_keyboard=self._attention.waits)


def is_sample(assessment: Assessment) -> bool:
    """Whether all that is known of a vendor comes from the samples of the program."""
    samples = {hashlib.sha256(path.read_bytes()).hexdigest() for path in resource("samples").iterdir()}
    return all(document.version.sha256 in samples for document in assessment.documents)


def controller_name(reading: Reading) -> str:
    """The vendor as the policy names it; empty if it does not."""
    names = (value for value in reading.extraction.values if value.field == "controller.name")
    best = max(names, key=lambda value: value.confidence, default=None)
    return str(best.value) if best else ""


def document_name(reading: Reading, otherwise: str) -> str:
    """What a document is called on the desk: its own title where that is short, or else `otherwise`."""
    titles = (str(value.value) for value in reading.extraction.values if value.field == "document.title")
    return next((title for title in titles if len(title) <= _LONGEST_TITLE), otherwise)
