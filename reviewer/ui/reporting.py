"""Writing the report beside the work, from plain values, and leading to the file afterwards."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, QRunnable, QThreadPool, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLabel

from reviewer.i18n import Translator
from reviewer.messages import describe
from reviewer.model import Assessment, FieldStatus, ReviewerError
from reviewer.settings import Settings
from reviewer.ui.bars import Bar, BarPlace
from reviewer.ui.buttons import KeyButton
from reviewer.ui.importing import unused_path
from reviewer.ui.report_bar import ReportBar, ReportOrder


class _Outcome(QObject):
    written = Signal(object)
    failed = Signal(object)


class _Writing(QRunnable):
    """Gets plain values, touches no widget."""

    def __init__(self, assessment: Assessment, order: ReportOrder, today: date) -> None:
        super().__init__()
        self._assessment, self._order, self._today = assessment, order, today
        self.outcome = _Outcome()

    def run(self) -> None:
        from reviewer.report import write_report

        order = self._order
        try:
            write_report(
                self._assessment,
                Translator(order.language),
                order.path,
                final=order.final,
                generated=self._today,
                reviewer=order.reviewer,
                firm=order.firm,
            )
        except (ReviewerError, OSError) as error:
            self.outcome.failed.emit(error)
        else:
            self.outcome.written.emit((self._assessment, order))


class WrittenBar(Bar):
    """Says where the report lies and leads there."""

    asks = False

    def __init__(self, path: Path, translator: Translator) -> None:
        super().__init__(translator)
        say = translator.gettext
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(QLabel(say("Report written: {path}").format(path=path)), 1)
        for number, (words, target) in enumerate(((say("Open it"), path), (say("Show folder"), path.parent))):
            button = KeyButton(words, "↵" if number == 0 else "", primary=number == 0)
            button.clicked.connect(lambda checked=False, target=target: self._open(target))
            row.addWidget(button)
        close = KeyButton(say("Close"), "Esc")
        close.clicked.connect(self.dismiss)
        row.addWidget(close)
        self._layout.addLayout(row)
        self._path = path
        self.setFocusProxy(close)

    def accept(self) -> None:
        self._open(self._path)

    def _open(self, target: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(target)))


class Reporting(QObject):
    """Signals: `said(text)`; `written(Path)`; `issued(Assessment, ReportOrder)` when a final report was written;
    `open_fields_wanted`."""

    said = Signal(str)
    written = Signal(object)
    issued = Signal(object, object)
    open_fields_wanted = Signal()

    def __init__(
        self,
        settings: Settings,
        bars: BarPlace,
        translator: Translator,
        folder: Callable[[], Path],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings, self._bars, self._translator, self._folder = settings, bars, translator, folder
        self._pool = QThreadPool(self)
        self._unwritten = 0

    @property
    def busy(self) -> bool:
        return self._unwritten > 0

    def ask(self, assessment: Assessment) -> None:
        """Shows what can be chosen, with the last choices to start from."""
        self._bars.close_bars(ReportBar)
        self._bars.close_bars(WrittenBar)
        options = self._settings.options
        start = ReportOrder(self._suggest(assessment), options.report_language, False, options.reviewer, options.firm)
        open_fields = sum(state.status is FieldStatus.OPEN for state in assessment.fields)
        bar = ReportBar(start, open_fields, self._translator)
        bar.ordered.connect(lambda order: self.write(assessment, order))
        bar.open_fields_wanted.connect(self.open_fields_wanted)
        self._bars.show_bar(bar)

    def write(self, assessment: Assessment, order: ReportOrder) -> None:
        options = self._settings.options
        options.report_language, options.firm = order.language, order.firm
        options.reviewer = options.reviewer or order.reviewer
        self._settings.save()
        writing = _Writing(assessment, order, date.today())
        writing.outcome.written.connect(self._on_written)
        writing.outcome.failed.connect(self._on_failed)
        self._unwritten += 1
        self._pool.start(writing)
        self.said.emit(self._translator.gettext("Writing the report…"))

    def close(self) -> None:
        """Waits for a report that is being written."""
        self._pool.waitForDone()

    def _suggest(self, assessment: Assessment) -> Path:
        return unused_path(self._folder(), assessment.vendor, ".docx")

    def _on_written(self, done: tuple[Assessment, ReportOrder]) -> None:
        self._unwritten -= 1
        assessment, order = done
        if order.final:
            self.issued.emit(assessment, order)
        self.said.emit("")
        self._bars.show_bar(WrittenBar(order.path, self._translator))
        self.written.emit(order.path)

    def _on_failed(self, error: Exception) -> None:
        self._unwritten -= 1
        if isinstance(error, ReviewerError):
            self.said.emit(describe(error, self._translator))
        else:
            self.said.emit(
                self._translator.gettext("The report could not be written. Check the folder and its rights.")
            )
