"""A document on its way into a file, beside the work: plain values in, a file out, with progress and cancel."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar

from reviewer.i18n import Translator
from reviewer.model import Assessment, ReportError
from reviewer.ui.background import Tell
from reviewer.ui.bars import Bar
from reviewer.ui.buttons import KeyButton
from reviewer.ui.engagement_reading import Read
from reviewer.ui.order_bar import Paper, ReportOrder

if TYPE_CHECKING:
    from reviewer.child import Child

_STEPS = 1000


class ChildTask:
    """Work that is done in a child process of its own. `cancel` may be called from any thread."""

    def __init__(self) -> None:
        self._cancelled = threading.Event()
        self._child: Child | None = None

    def cancel(self) -> None:
        """Ends the work, or the wish to begin it, with ReportError `report.cancelled`."""
        self._cancelled.set()
        if self._child is not None:
            self._child.cancel()

    @contextlib.contextmanager
    def _own_child(self) -> Iterator[Child]:
        from reviewer.child import Child
        from reviewer.report.templates import RESOURCES

        with Child(RESOURCES) as child:
            self._child = child
            self._refuse_cancelled()
            yield child

    def _refuse_cancelled(self) -> None:
        if self._cancelled.is_set():
            raise ReportError("report.cancelled")


class TemplateTrial(ChildTask):
    """A template being tried on invented data."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    def check(self, tell: Tell) -> str:
        """The template's kind; what `check_template` raises."""
        from reviewer.report.templates import check_template, read_template

        template = read_template(self._path)
        with self._own_child() as child:
            return check_template(template, child=child)


class ReportWriting(ChildTask):
    """One document being written."""

    def __init__(self, assessment: Assessment, order: ReportOrder, today: date, read_vendors: Read) -> None:
        """`read_vendors` reads those that a comparison sets side by side."""
        super().__init__()
        self.assessment, self.order, self._today = assessment, order, today
        self._read_vendors = read_vendors

    def write(self, tell: Tell) -> None:
        """Write the file; ReportError `report.cancelled` once it is cancelled, and what its writer raises."""
        from reviewer.report.templates import read_template

        order = self.order
        template = read_template(order.template) if order.template is not None else None
        with self._own_child() as child:
            self._write(tell, template, child)

    def _write(self, tell: Tell, template: bytes | None, child: Child) -> None:
        from reviewer.report import write_comparison, write_questions_letter, write_report

        order, translator = self.order, Translator(self.order.language)
        names: dict[str, Any] = {"generated": self._today, "reviewer": order.reviewer, "firm": order.firm}
        names |= {"template": template, "child": child}
        if order.paper is Paper.QUESTIONS:
            write_questions_letter(self.assessment, translator, order.path, **names)
        elif order.paper is Paper.COMPARISON:
            vendors = self._read_vendors()
            self._refuse_cancelled()
            write_comparison(vendors, translator, order.path, **names)
        else:
            write_report(
                self.assessment,
                translator,
                order.path,
                final=order.final,
                sections=order.sections,
                progress=lambda stage, part: self._progress(part, tell),
                **names,
            )

    def _progress(self, part: float, tell: Tell) -> None:
        self._refuse_cancelled()
        tell(part)


class WritingBar(Bar):
    """How far a report has come. Signal: `cancel_wanted`."""

    asks = False
    cancel_wanted = Signal()

    def __init__(self, name: str, translator: Translator) -> None:
        super().__init__(translator)
        say = translator.gettext
        self._bar = QProgressBar()
        self._bar.setRange(0, _STEPS)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(240)
        self._bar.setAccessibleName(say("Progress"))
        cancel = KeyButton(say("Cancel"), "Esc")
        cancel.clicked.connect(self.dismiss)
        row = QHBoxLayout()
        row.setSpacing(8)
        told = QLabel(say("Writing {name}…").format(name=name))
        told.setTextFormat(Qt.TextFormat.PlainText)
        row.addWidget(told)
        row.addWidget(self._bar)
        row.addWidget(cancel)
        row.addStretch(1)
        self._layout.addLayout(row)
        self.setFocusProxy(cancel)

    def accept(self) -> None:
        """Enter waits: there is nothing to say yes to."""

    def dismiss(self) -> None:
        self.cancel_wanted.emit()

    def show_part(self, part: float) -> None:
        self._bar.setValue(round(part * _STEPS))

    def finish(self) -> None:
        """Goes, when the report is there or is not to be."""
        self.left.emit()


class WrittenBar(Bar):
    """Says where a file lies and leads there."""

    asks = False

    def __init__(self, path: Path, translator: Translator, words: str = "") -> None:
        """`words` say what lies at `{path}`; a report, where they are left out."""
        super().__init__(translator)
        say = translator.gettext
        words = words or say("Report written: {path}")
        told = QLabel(words.format(path=path))
        told.setTextFormat(Qt.TextFormat.PlainText)
        told.setMinimumWidth(1)
        open_it, show_folder = KeyButton(say("Open it"), "↵", primary=True), KeyButton(say("Show folder"))
        close = KeyButton(say("Close"), "Esc")
        open_it.clicked.connect(self.accept)
        show_folder.clicked.connect(lambda: self._open(path.parent))
        close.clicked.connect(self.dismiss)
        self._add_row((told, 1), open_it, show_folder, close)
        self._path = path
        self.setFocusProxy(open_it)

    def accept(self) -> None:
        self._open(self._path)

    def _open(self, target: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(target)))
