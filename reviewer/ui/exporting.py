"""Data out of the window: what was reviewed, as a spreadsheet or as JSON, written beside the work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit

from reviewer.i18n import N_, Translator
from reviewer.messages import describe
from reviewer.model import ReviewerError
from reviewer.ui.background import Background, Tell
from reviewer.ui.bars import Bar, BarPlace
from reviewer.ui.buttons import KeyButton
from reviewer.ui.combo_box import ComboBox
from reviewer.ui.engagement_reading import EngagementReading
from reviewer.ui.file_names import unused_path
from reviewer.ui.report_writing import WrittenBar
from reviewer.ui.session import Session

FORMATS = {"xlsx": N_("Workbook (XLSX)"), "csv": N_("Table (CSV)"), "json": N_("Data (JSON)")}


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """`path` ends as its format does; `whole` is for all vendors of the engagement."""

    path: Path
    whole: bool

    @property
    def format(self) -> str:
        return self.path.suffix.lower().removeprefix(".")


class ExportBar(Bar):
    """Signal: `ordered(ExportOrder)`."""

    ordered = Signal(object)

    def __init__(self, path: Path, vendor: str, translator: Translator) -> None:
        super().__init__(translator)
        say = translator.gettext
        self._format = ComboBox()
        self._format.setAccessibleName(say("Format"))
        self._format.setAccessibleDescription(say("What the data is written as."))
        for ending, label in FORMATS.items():
            self._format.addItem(say(label), ending)
        self._format.currentIndexChanged.connect(self._follow_format)
        self._scope = ComboBox()
        self._scope.setAccessibleName(say("Vendors"))
        self._scope.setAccessibleDescription(say("Whose data is written."))
        self._scope.addItem(vendor, False)
        self._scope.addItem(say("All vendors of the engagement"), True)
        self._path = QLineEdit(str(path))
        self._path.setAccessibleName(say("File"))
        self._path.setAccessibleDescription(say("Where the data is written."))
        browse = KeyButton(say("Choose…"))
        browse.clicked.connect(self._browse)
        title = QLabel(say("Export data"))
        title.setProperty("look", "title")
        buttons = self._buttons(say("Write"), say("Cancel"))
        self._add_row(title, self._format, self._scope, (self._path, 1), browse, *buttons)
        self._layout.addWidget(self._problem)
        self.setFocusProxy(self._format)

    def accept(self) -> None:
        path = Path(self._path.text().strip()).expanduser()
        ending = f".{self._format.currentData()}"
        if path.suffix.lower() != ending:
            path = path.with_name(path.name + ending)
        if not path.is_absolute() or not path.parent.is_dir():
            self.complain(self._translator.gettext("There is no such folder. Choose a file in a folder that is there."))
            return
        self.ordered.emit(ExportOrder(path, bool(self._scope.currentData())))
        self.left.emit()

    def _follow_format(self) -> None:
        path = Path(self._path.text().strip())
        if path.suffix.lower().removeprefix(".") in FORMATS:
            self._path.setText(str(path.with_suffix(f".{self._format.currentData()}")))

    def _browse(self) -> None:
        ending = self._format.currentData()
        kinds = f"{self._format.currentText()} (*.{ending})"
        title = self._translator.gettext("Export data")
        chosen, _ = QFileDialog.getSaveFileName(self, title, self._path.text(), kinds)
        if chosen:
            self._path.setText(chosen)


class Exporting(QObject):
    """Signals: `said(text)`; `written(Path)`."""

    said = Signal(str)
    written = Signal(object)

    def __init__(
        self,
        session: Session,
        reading: EngagementReading,
        bars: BarPlace,
        translator: Translator,
        folder: Callable[[], Path],
        parent: QObject | None = None,
    ) -> None:
        """`folder` is where files are offered to be written."""
        super().__init__(parent)
        self._session, self._reading, self._bars = session, reading, bars
        self._translator, self._folder = translator, folder
        self._background = Background(self)
        session.assessment_opened.connect(lambda: bars.close_bars(ExportBar))
        session.workspace_closed.connect(lambda: bars.close_bars(ExportBar))

    def handlers(self) -> dict[str, Callable[[], None]]:
        return {"report.export": self.ask}

    def ask(self) -> None:
        """Asks what is to be written, and where."""
        assessment = self._session.assessment
        assert assessment is not None
        self._bars.close_bars(ExportBar)
        path = unused_path(self._folder(), assessment.vendor, ".xlsx")
        bar = ExportBar(path, assessment.vendor, self._translator)
        bar.ordered.connect(self.write)
        self._bars.show_bar(bar)

    def write(self, order: ExportOrder) -> None:
        """Writes beside the work; `written` tells that the file is there."""
        shown, read = self._session.whole_assessment(), self._reading.reader()

        def write(tell: Tell) -> Path:
            from reviewer.export import WRITERS

            WRITERS[order.format](read() if order.whole else (shown,), order.path)
            return order.path

        self._background.run(write, self._on_written, self._on_failed)

    def close(self) -> None:
        """Waits for what is being written."""
        self._background.wait()

    def _on_written(self, path: Path) -> None:
        self._bars.show_bar(WrittenBar(path, self._translator, self._translator.gettext("Data written: {path}")))
        self.written.emit(path)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, ReviewerError):
            self.said.emit(describe(error, self._translator))
        else:
            self.said.emit(self._translator.gettext("The data could not be written. Check the folder and its rights."))
